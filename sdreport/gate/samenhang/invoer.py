"""What typing, copying and merging leave behind in texts: values that say nothing, and one value in two spellings.

Codes with a list are not looked at here: their own suites refuse whatever is not in it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sdreport.gate.samenhang.sources import Bronnen
from sdreport.intake.catalogue.datasets import DATASETS
from sdreport.intake.large.cast_sql import quote
from sdreport.intake.notation.codes import FOUTWAARDE, LEEG_WOORD

GEEN = "geen"
NIETS = f"{LEEG_WOORD}|(?i:x+)"
TEST = r"(?i)(?:^|[^\pL])(?:test|dummy)(?:[^\pL]|$|cli[eë]nt|persoon|inwoner|aanbieder|wijk)"
VERMINKT = r"[ÃÂ][\x{80}-\x{BF}€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|[├┬][^ ]|â€|ï»¿|\x{FFFD}|&#?[A-Za-z0-9]{2,8};"
"""What is seen of UTF-8 that was read as Windows-1252 or as DOS, of letters written for a web page, and the sign for
what could not be read at all.
"""
VERLOREN = r"\pL\?\pL|ƒ\pL|(?:^|[\pL ])\+A[MNO][0-9A-Za-z+/](?:-|$|[ .,])"
"""A letter that became a question mark, the florin of a Macintosh, or UTF-7; a web address or a key may look so."""
AFGEKAPT = 255
"""Where old versions of Excel and many forms break a text off."""
NUMMERS = ("clientnummer", "huishoudnummer")
"""Numbers that are written alike in all extracts; any other difference than capitals makes another number of them."""


def invoer(bronnen: Bronnen) -> str:
    """A row per line and column with a fault of input, with its kind as `soort`; a column without gives "geen".

    Kinds: `schijnwaarde` (a sign or word for "nothing", or an error of a spreadsheet), `test` (a record to try a
    system out), `verminkt` (letters in another encoding), `afgekapt` (a long text without its end) and `schrijfwijze`
    (the same value is mostly written in another way).
    """
    columns = [
        Tekstkolom(dataset.slug, column.name, dataset.gepubliceerd)
        for dataset in DATASETS.values()
        if bronnen.has(dataset.slug)
        for column in dataset.columns
        if column.soort == "tekst" or column.name in NUMMERS
    ]
    found: dict[Tekstkolom, list[tuple[str, str]]] = {column: [] for column in columns}
    for column, kind, test in (*_find_values(bronnen, columns), *_find_spellings(bronnen, columns)):
        found[column].append((kind, test))
    parts = ["SELECT 0 AS regelnummer, '' AS dataset, '' AS kolom, '' AS soort WHERE false"]
    for column, kinds in found.items():
        about = f"'{column.slug}', '{column.naam}'"
        parts += [
            f"SELECT regelnummer, {about}, '{kind}' FROM {column.slug} WHERE {test}" for kind, test in kinds
        ]
        parts += [] if kinds else [f"SELECT 0, {about}, '{GEEN}'"]
    return " UNION ALL ".join(parts)


@dataclass(frozen=True)
class Tekstkolom:
    """A column that people type in; what is published is free to say `test`."""

    slug: str
    naam: str
    vrij: bool

    @property
    def nummer(self) -> bool:
        """Whether it is a number that is written alike in all extracts."""
        return self.naam in NUMMERS


Gevonden = Iterator[tuple[Tekstkolom, str, str]]
"""Columns, each with a kind of fault and the test that its lines pass."""


def _find_values(bronnen: Bronnen, columns: Sequence[Tekstkolom]) -> Gevonden:
    """The kinds of values that say nothing.

    All columns with the same tests are asked at once: making a pattern ready takes longer than looking with it.
    """
    alike: dict[tuple[str, ...], list[Tekstkolom]] = {}
    for column in columns:
        alike.setdefault(tuple(_make_tests(column, "waarde").values()), []).append(column)
    for tests, group in alike.items():
        values = " UNION ALL ".join(
            f"SELECT DISTINCT {place} AS plaats, {column.naam} AS waarde FROM {column.slug}"
            for place, column in enumerate(group)
        )
        asked = ", ".join(f"coalesce(bool_or({test}), false)" for test in tests)
        for place, *found in bronnen.werkbank.storage.execute(
            f"SELECT plaats, {asked} FROM ({values}) GROUP BY plaats ORDER BY plaats"
        ):
            own = _make_tests(group[place], group[place].naam).items()
            yield from ((group[place], *item) for item, there in zip(own, found, strict=True) if there)


def _make_tests(column: Tekstkolom, waarde: str) -> dict[str, str]:
    """The test for each kind of value that says nothing, on a value of this name."""
    nothing = FOUTWAARDE if column.vrij else f"{FOUTWAARDE}|{NIETS}"
    garbled = VERMINKT if column.vrij or column.nummer else f"{VERMINKT}|{VERLOREN}"
    return {
        "schijnwaarde": f"regexp_full_match({waarde}, {quote(nothing)})",
        "test": "false" if column.vrij else f"regexp_matches({waarde}, {quote(TEST)})",
        "verminkt": f"regexp_matches({waarde}, {quote(garbled)})",
        "afgekapt": f"length({waarde}) = {AFGEKAPT} AND NOT regexp_matches({waarde}, '[.!?…)]$')",
    }


def _find_spellings(bronnen: Bronnen, columns: Sequence[Tekstkolom]) -> Gevonden:
    """The spellings that are not the usual one; numbers are compared over all extracts."""
    own = [column for column in columns if not column.vrij]
    bare = "strip_accents(regexp_replace(trim(waarde), '[^\\pL\\pN]+', ' ', 'g'))"
    texts = [[column] for column in own if not column.nummer]
    yield from _find_unusual(bronnen, "teksten", f"lower(trim({bare}))", "true", texts)
    # of numbers it is the capitals that most have: one may stand more often in an extract that lost them all
    capital = "(waarde = upper(waarde))"
    usual = f"{capital} = (avg(CAST({capital} AS INTEGER)) OVER (PARTITION BY plaats) > 0.5)"
    numbers = [[column for column in own if column.naam == name] for name in NUMMERS]
    yield from _find_unusual(
        bronnen, "nummers", "lower(waarde)", usual, [group for group in numbers if group]
    )


def _find_unusual(
    bronnen: Bronnen, naam: str, fold: str, usual: str, groups: Sequence[Sequence[Tekstkolom]]
) -> Gevonden:
    """The columns with a value that folds to the same as another in its group, which is usual or stands more often."""
    if not groups:
        return
    bank, table = bronnen.werkbank, f"schrijfwijze_{naam}"
    counted = " UNION ALL ".join(
        f"SELECT {place} AS plaats, waarde, count(*) AS keer FROM ({_list_values(group)}) GROUP BY waarde"
        for place, group in enumerate(groups)
    )
    folded = (
        f"SELECT *, {fold} AS gevouwen, {usual} AS gebruikelijk FROM ({counted}) WHERE waarde IS NOT NULL"
    )
    ranked = "row_number() OVER (PARTITION BY plaats, gevouwen ORDER BY gebruikelijk DESC, keer DESC, waarde)"
    spellings = f"SELECT *, {ranked} AS rang FROM ({folded}) WHERE gevouwen <> ''"
    bank.add_table(table, f"SELECT plaats, waarde FROM ({spellings}) WHERE rang > 1")
    for (place,) in bank.storage.execute(f"SELECT DISTINCT plaats FROM {table} ORDER BY plaats"):
        unusual = f"(SELECT waarde FROM {table} WHERE plaats = {place})"
        for column in groups[place]:
            test = f"{column.naam} IN {unusual}"
            if bank.storage.execute(f"SELECT 1 FROM {column.slug} WHERE {test} LIMIT 1"):
                yield column, "schrijfwijze", test


def _list_values(columns: Sequence[Tekstkolom]) -> str:
    return " UNION ALL ".join(f"SELECT {column.naam} AS waarde FROM {column.slug}" for column in columns)
