"""What came of an import, as people read it: a table of counts, what was written, and all that does not fit."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from sdreport.intake.berichten.run import Importuitkomst
from sdreport.intake.berichten.tables import Vertaaltabellen
from sdreport.intake.berichten.told import UITKOMSTEN
from sdreport.safe.dutch import to_dutch
from sdreport.safe.text import for_terminal

KOPPEN = {"past_niet": "past niet"}
ONBEKEND = "onbekend"
GEHEEL = ",d"


def describe_uitkomst(uitkomst: Importuitkomst, tabellen: Vertaaltabellen, lijst: Path) -> str:
    """The whole outcome as text; the last lines say what to do."""
    blocks = [
        _describe_aantallen(uitkomst),
        "\n".join(one.as_text() for one in uitkomst.verteld),
        "\n".join(_describe_tabellen(uitkomst, tabellen)),
        "\n".join(_describe_geschreven(uitkomst)),
    ]
    if uitkomst.verteld:
        blocks.append(f"Elke plaats staat in {for_terminal(str(lijst))}.")
    return "\n\n".join(block for block in blocks if block)


def _describe_aantallen(uitkomst: Importuitkomst) -> str:
    """Per type of message how many there were, and what became of them."""
    if not uitkomst.aantallen:
        return "Er is geen enkel bericht gelezen."
    head = ["", *(KOPPEN.get(name, name) for name in UITKOMSTEN)]
    soorten = sorted(uitkomst.aantallen, key=lambda soort: (soort == ONBEKEND, soort))
    rows = [
        [soort, *(to_dutch(uitkomst.aantallen[soort].get(name, 0), GEHEEL) for name in UITKOMSTEN)]
        for soort in soorten
    ]
    return "\n".join(_align([head, *rows]))


def _align(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *others in rows:
        cells = (text.rjust(width) for text, width in zip(others, widths[1:], strict=True))
        yield "  ".join((first.ljust(widths[0]), *cells)).rstrip()


def _describe_tabellen(uitkomst: Importuitkomst, tabellen: Vertaaltabellen) -> Iterator[str]:
    """What the tables of the municipality could not tell."""
    if any(soort.endswith("301") for soort in uitkomst.aantallen):
        if not tabellen.wijken:
            yield "Er is geen data/postcodes.csv: de wijk blijft leeg."
        if not tabellen.aanbieders:
            yield "Er is geen data/aanbieders.csv: een aanbieder heeft zijn AGB-code als naam."
    answered = {soort[:-3] for soort in uitkomst.aantallen if soort.endswith("325")}
    for soort in uitkomst.aantallen:
        if soort.endswith("323") and soort[:-3] not in answered:
            yield f"Er is geen {soort[:-3]}325 gelezen: alle regels van {soort} tellen als toegekend."


def _describe_geschreven(uitkomst: Importuitkomst) -> Iterator[str]:
    if uitkomst.gestopt and any(one.ernst == "kritiek" for one in uitkomst.verteld):
        yield (
            "Er is niets geschreven: niet alles was te lezen. Herstel wat kritiek is, of laat het weg met --keep-going."
        )
    elif uitkomst.gestopt:
        yield "Er is niets geschreven: er is geen enkele toewijzing (301) of declaratie (323) gelezen."
    for one in uitkomst.geschreven:
        rows, kept, outside = (
            to_dutch(n, GEHEEL) for n in (one.rijen + one.gebleven, one.gebleven, one.buiten_jaar)
        )
        yield (
            f"Geschreven: {for_terminal(str(one.pad))}, {rows} rijen"
            + (f", waarvan {kept} die er al stonden." if one.gebleven else ".")
            + (f" Buiten het jaar vielen {outside} rijen." if one.buiten_jaar else "")
        )
