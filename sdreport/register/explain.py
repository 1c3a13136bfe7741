"""The numbers of a register as lines of text: all of them, or one explained down to the file it came from."""

from collections.abc import Mapping

from sdreport.register.cijfer import Cijfer
from sdreport.register.manifest import Bronbestand
from sdreport.register.register import Register
from sdreport.safe.dutch import to_dutch


def list_figures(register: Register, zoek: str) -> str:
    """The numbers of the reported year whose address holds `zoek`, one per line."""
    shown = [rij for rij in register.rijen if rij.jaar == register.jaar and zoek in rij.adres]
    width = max((len(rij.adres) for rij in shown), default=0)
    return (
        "\n".join(f"{rij.adres:<{width}}  {_value(rij)}" for rij in shown) or f"Geen cijfer bevat '{zoek}'."
    )


def explain_figure(register: Register, bronnen: Mapping[str, Bronbestand], adres: str) -> str:
    """All that is known of one number: value, definition, source, files, and its value in other years."""
    rij = register.get(adres)
    lines = [f"{rij.adres} ({rij.jaar}): {_value(rij)}", f"Definitie: {rij.definitie}", f"Bron: {rij.bron}"]
    lines += [
        f"Bestand: {bron.bestand}, vingerafdruk {bron.sha256}"
        for slug, bron in bronnen.items()
        if slug in rij.bron
    ]
    others = [other for other in register.rijen if other.adres == rij.adres and other.jaar != rij.jaar]
    lines += [f"In {other.jaar}: {_value(other)}" for other in sorted(others, key=lambda other: other.jaar)]
    return "\n".join(lines)


def _value(rij: Cijfer) -> str:
    text = "afgeschermd" if rij.waarde is None else to_dutch(rij.waarde, ".12g")
    return f"{text} {rij.eenheid} [{rij.status}]"
