"""The numbers on a terminal: list them, or explain one down to the file it came from."""

from collections.abc import Mapping
from pathlib import Path

from sdreport.build import stop_at_gate
from sdreport.chapter.werkmap import Werkmap, hand_werkmap
from sdreport.project.folders import Project
from sdreport.project.parameters import Parameters
from sdreport.register.register import Register, Rij
from sdreport.stages.calculate import calculate_register, make_register, write_afgeschermd
from sdreport.stages.check import Controle, read_extracts
from sdreport.stages.fill_werkmap import write_werkmap


def calculate(project: Project, parameters: Parameters) -> tuple[Register, Controle]:
    """Make the register from the extracts; GateError when they cannot be read. The gate itself does not run."""
    controle = read_extracts(project, parameters)
    stop_at_gate(controle, concept=False)
    return make_register(project, parameters, controle), controle


def list_afgeschermd(project: Project, parameters: Parameters) -> str:
    """Write the list of what is hidden and why, for a reviewer, and tell where it is: no value reaches the screen."""
    controle = read_extracts(project, parameters)
    stop_at_gate(controle, concept=False)
    _, afgeschermd = calculate_register(project, parameters, controle)
    return write_afgeschermd(project, parameters, afgeschermd)


def refresh_werkmap(project: Project, bestand: Path, parameters: Parameters) -> None:
    """Write the work folder that notebooks use when they are run by hand."""
    register, controle = calculate(project, parameters)
    werkmap = Werkmap(hand_werkmap(project, parameters.rapport))
    write_werkmap(werkmap, project, bestand, parameters, controle, register, concept=False)


def list_figures(register: Register, zoek: str) -> str:
    """The numbers of the reported year whose address holds `zoek`, one per line."""
    shown = [rij for rij in register.rijen if rij.jaar == register.jaar and zoek in rij.adres]
    width = max((len(rij.adres) for rij in shown), default=0)
    return (
        "\n".join(f"{rij.adres:<{width}}  {_value(rij)}" for rij in shown) or f"Geen cijfer bevat '{zoek}'."
    )


def explain_figure(register: Register, bronnen: Mapping[str, Mapping[str, str]], adres: str) -> str:
    """All that is known of one number: value, definition, source, files, and its value in other years."""
    rij = register.get(adres)
    lines = [f"{rij.adres} ({rij.jaar}): {_value(rij)}", f"Definitie: {rij.definitie}", f"Bron: {rij.bron}"]
    lines += [
        f"Bestand: {b['bestand']}, SHA-256 {b['sha256']}" for slug, b in bronnen.items() if slug in rij.bron
    ]
    others = [other for other in register.rijen if other.adres == rij.adres and other.jaar != rij.jaar]
    lines += [f"In {other.jaar}: {_value(other)}" for other in sorted(others, key=lambda other: other.jaar)]
    return "\n".join(lines)


def _value(rij: Rij) -> str:
    text = "afgeschermd" if rij.waarde is None else f"{rij.waarde:.12g}".replace(".", ",")
    return f"{text} {rij.eenheid} [{rij.status}]"
