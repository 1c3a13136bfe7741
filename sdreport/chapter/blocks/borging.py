"""What the quality page says of the release of a report: who analysed, who assured, and what they decided."""

from collections.abc import Sequence

from sdreport.chapter.blocks.blocks import Kolom, Melding, Tabel
from sdreport.project.vrijgave import Logregel, Vrijgave
from sdreport.safe.text import for_markdown

KOPPEN = ("Soort", "Wat", "Door", "Datum")


def make_release(vrijgave: Vrijgave) -> Melding:
    """How far the report is released, as a notice."""
    who = " ".join(filter(None, [_tell_analyst(vrijgave), _tell_assurer(vrijgave)]))
    if vrijgave.stand == "definitief":
        return Melding("info", "Definitief rapport", who)
    if vrijgave.stand == "concept":
        text = f"Dit is een concept. Het is niet vrijgegeven en mag niet worden gepubliceerd. {who}"
        return Melding("kritiek", "Concept", text.strip())
    text = f"Dit rapport is voorlopig. Het is nog niet vrijgegeven; cijfers kunnen veranderen. {who}"
    return Melding("waarschuwing", "Voorlopig rapport", text.strip())


def make_log(rows: Sequence[Logregel], nummer: str, bijschrift: str) -> Tabel | Melding:
    """The log of assumptions and decisions as a table; a notice when nothing is in it yet."""
    if not rows:
        return Melding("info", bijschrift, "Er zijn nog geen aannames of besluiten vastgelegd.")
    cells = tuple((row.soort, row.wat, row.door, row.datum) for row in rows)
    return Tabel(nummer, bijschrift, tuple(Kolom(kop, "links") for kop in KOPPEN), cells, False, ())


def _tell_analyst(vrijgave: Vrijgave) -> str:
    return f"De cijfers zijn gemaakt door de {for_markdown(vrijgave.analist)}." if vrijgave.analist else ""


def _tell_assurer(vrijgave: Vrijgave) -> str:
    day = f" op {vrijgave.datum}" if vrijgave.datum else ""
    return f"Zij zijn nagekeken door de {for_markdown(vrijgave.borger)}{day}." if vrijgave.borger else ""
