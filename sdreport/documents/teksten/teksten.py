"""The texts of a document as its table gives them, and what a rule finds in them.

The table (`data/documenten/teksten/<slug>.csv`; `;`, UTF-8) has one row per text: its number, where it stands, its
kind (`SOORTEN`), what it is about (`over`, may be empty), the text as printed, and what the report does with it.
A text that is shortened has `…` where words are left out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sdreport.errors import ConfigurationError, Fault
from sdreport.project.references import read_table

COLUMNS = ["nummer", "plaats", "soort", "over", "tekst", "in_dit_rapport"]
SOORTEN = ("zin", "cel", "kop", "kolom", "naam", "peildatum")
"""A sentence, a cell of a table, a heading, a column (its text is its first filled cell), what a thing (`over`) is
called, and the date on which the document says how things stand."""
NUMMER = re.compile(r"[1-9][0-9]{0,5}")
ZIN = re.compile(r"(?<=[.!?;])\s+|\n+")
WEG = "…"


@dataclass(frozen=True)
class Documenttekst:
    """One text of a document as printed, with its place; `bestand` and `kolom` when it stands in an extract."""

    naam: str
    plaats: str
    soort: str
    over: str
    tekst: str
    in_dit_rapport: str
    regelnummer: int
    bestand: str = ""
    kolom: str = ""

    @property
    def lopend(self) -> bool:
        """Whether it is a sentence or a cell, which say something."""
        return self.soort in ("zin", "cel")

    @property
    def zinnen(self) -> tuple[str, ...]:
        """Its sentences, without what separates them."""
        return tuple(part.strip() for part in ZIN.split(self.tekst) if part.strip())

    def toon(self) -> str:
        """Its place and what it says there, without the full stop, as more follows."""
        return f"{self.plaats}: ‘{self.tekst.removesuffix('.')}’"


@dataclass(frozen=True)
class Tekstvondst:
    """What a rule finds: the texts that do not go together, in words, and what would make it right."""

    regel: str
    teksten: tuple[Documenttekst, ...]
    wat: str
    herstel: str


def read_teksten(path: Path) -> tuple[Documenttekst, ...]:
    """Read the table of texts of a document; `ConfigurationError` says which line is wrong."""
    table = read_table(path, COLUMNS, path.name)
    found = []
    for line, values in zip(table.index, table.itertuples(index=False), strict=True):
        nummer, plaats, soort, over, tekst, verwerkt = map(str, values)
        if not NUMMER.fullmatch(nummer) or not plaats or soort not in SOORTEN:
            what = f"nummer en plaats zijn verplicht, en de soort is {', '.join(SOORTEN)}."
            raise ConfigurationError(Fault(what, path.name, (int(line),)))
        if not tekst and soort != "kolom":
            what = "de tekst ontbreekt; alleen van een kolom zonder inhoud is zij leeg."
            raise ConfigurationError(Fault(what, path.name, (int(line),)))
        found.append(Documenttekst(f"t{nummer}", plaats, soort, over, tekst, verwerkt, int(line)))
    if len({item.naam for item in found}) < len(found):
        raise ConfigurationError(Fault("een nummer staat er twee keer.", path.name))
    return tuple(found)


def pair_up(items: Sequence[tuple[str, Documenttekst, object]]) -> Iterator[tuple[int, int]]:
    """The places of two items about the same thing that say something else of it, in different texts."""
    for second, (thing, tekst, value) in enumerate(items):
        for first, (other, earlier, before) in enumerate(items[:second]):
            if thing == other and before != value and earlier is not tekst:
                yield first, second
                break
