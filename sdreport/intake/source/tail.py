"""The end of a delivered table: a line of totals is left out, and a last line that was cut off is seen."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sdreport.intake.catalogue.definition import Column, Dataset
from sdreport.intake.source.header import Record

MEESTE_TOTALEN = 3
TOTAAL = re.compile(
    r"(?:eind|sub|tussen)?-?tota(?:al|len)\b.*|(?:grand )?totals?\b.*|som\b.*|aantal (?:rijen|records|regels)\b.*",
    re.IGNORECASE | re.DOTALL,
)
AANTAL = re.compile(r"\(?[0-9.]+ (?:rijen|regels|records|rows?)\b.*", re.IGNORECASE | re.DOTALL)
VOET = re.compile(
    r"(?:gegenereerd|(?:aan)?gemaakt|afgedrukt|geprint|uitgedraaid|geëxporteerd|generated|created|printed|exported)\b.*"
    r"|-* ?(?:einde|end of)\b.*|bron ?:.*|(?:pagina|page) [0-9]+\b.*",
    re.IGNORECASE | re.DOTALL,
)
"""What a report says of itself below its table."""
GETAL = re.compile(r"[-+(]?[\s€]*[0-9][0-9.,\s]*[-)%€\s]*")
GETALSOORTEN = ("getal", "decimaal", "bedrag")
DECIMALEN = "[.,]([0-9]*)$"
"""What stands behind the last point or comma of a number, for both readers."""


@dataclass(frozen=True)
class Buren:
    """What the other fields of the last column look like, next to the last one of the file.

    `leeg` of them are empty, `aantal` are filled; of these `lengte` and `decimalen` are the least and the most;
    `gelijk` are the same as the last, `verder` begin as the last and go on with a small letter.
    """

    leeg: int
    aantal: int
    lengte: tuple[int, int]
    decimalen: tuple[int, int]
    gelijk: int
    verder: int


def find_totalen(last: Sequence[Record], names: Sequence[str], dataset: Dataset) -> tuple[int, ...]:
    """Which of the last filled records of a table are its totals, from the end upwards."""
    found: list[int] = []
    for line, fields in reversed(last):
        alone = line == last[0][0]
        if len(found) == MEESTE_TOTALEN or not _is_totaal(fields, names, dataset, alone):
            break
        found.append(line)
    return tuple(sorted(found))


def _is_totaal(fields: Sequence[str], names: Sequence[str], dataset: Dataset, alone: bool) -> bool:
    """Whether a record says that it is a total, or is not `alone` and holds numbers only where others hold more."""
    filled = {place: field.strip() for place, field in enumerate(fields) if field.strip()}
    if not filled:
        return False
    first, *others = filled.values()
    known = {column.name: column for column in dataset.columns}
    columns = {place: known[name] for place, name in enumerate(names) if name in known}
    if not any(column.verplicht and place not in filled for place, column in columns.items()):
        return False
    alone_there = not others and (AANTAL.fullmatch(first) or VOET.fullmatch(first))
    if TOTAAL.fullmatch(first) or alone_there:
        return all(GETAL.fullmatch(field) for field in others)
    numbers = not alone and all(place in columns and columns[place].soort in GETALSOORTEN for place in filled)
    texts = [place for place, column in columns.items() if column.soort not in GETALSOORTEN]
    return numbers and len(fields) == len(names) and any(columns[place].verplicht for place in texts)


def compare_fields(text: str, others: Iterable[str]) -> Buren:
    """The last field of a file next to the others of its column; `large.read` does the same in the engine."""
    every = list(others)
    filled = [other for other in every if other]
    lengths = [len(other) for other in filled] or [0]
    decimals = [count_decimals(other) for other in filled] or [0]
    span, places = (min(lengths), max(lengths)), (min(decimals), max(decimals))
    gelijk = sum(other == text for other in filled)
    longer = (other[len(text) :] for other in filled if other.startswith(text))
    verder = sum("a" <= rest[:1] <= "z" for rest in longer)
    return Buren(len(every) - len(filled), len(filled), span, places, gelijk, verder)


def count_decimals(text: str) -> int:
    """How many digits stand behind the last point or comma."""
    found = re.search(DECIMALEN, text)
    return len(found[1]) if found else 0


def is_cut_off(text: str, column: Column, buren: Buren) -> bool:
    """Whether the last field of a file without line end is only the begin of one, as far as its column can tell."""
    if not text:
        return buren.aantal > 1 and not buren.leeg and column.verplicht
    if column.soort in GETALSOORTEN:
        least, most = buren.decimalen
        return buren.aantal > 1 and least == most > count_decimals(text)
    least, most = buren.lengte
    shorter = buren.aantal > 1 and least == most > len(text)
    if column.soort == "datum":
        return shorter
    return (shorter and column.soort == "code") or (
        text[-1].isalpha() and not buren.gelijk and buren.verder > 0
    )
