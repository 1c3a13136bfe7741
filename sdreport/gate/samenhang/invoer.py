"""What typing, copying and merging leave behind in texts: values that say nothing, and one value in two spellings.

Codes with a list are not looked at here: their own suites refuse whatever is not in it.
"""

from collections.abc import Iterator

from sdreport.gate.samenhang.sources import Bronnen
from sdreport.intake.catalogue.datasets import DATASETS
from sdreport.intake.catalogue.definition import Column, Dataset
from sdreport.intake.large.cast_sql import quote
from sdreport.intake.notation.codes import FOUTWAARDE

GEEN = "geen"
NIETS = r"[-–—?.*/]+|(?i:n\.?v\.?t\.?|n/a|nan|null|none|\(?leeg\)?|\(?blank\)?|x+)"
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
    parts = ["SELECT 0 AS regelnummer, '' AS dataset, '' AS kolom, '' AS soort WHERE false"]
    for slug, dataset in DATASETS.items():
        if bronnen.has(slug):
            for column in dataset.columns:
                if column.soort == "tekst" or column.name in NUMMERS:
                    found = [
                        *_find_values(bronnen, dataset, column),
                        *_find_spellings(bronnen, dataset, column),
                    ]
                    about = f"'{slug}', '{column.name}'"
                    parts += [
                        f"SELECT regelnummer, {about}, '{kind}' FROM {slug} WHERE {test}"
                        for kind, test in found
                    ]
                    parts += [] if found else [f"SELECT 0, {about}, '{GEEN}'"]
    return " UNION ALL ".join(parts)


def _find_values(bronnen: Bronnen, dataset: Dataset, column: Column) -> Iterator[tuple[str, str]]:
    """The kinds of values in a column that say nothing, each with its test; published texts are free to say `test`."""
    free, number = dataset.gepubliceerd, column.name in NUMMERS
    tests = {
        "schijnwaarde": f"regexp_full_match({column.name}, {quote(FOUTWAARDE if free else f'{FOUTWAARDE}|{NIETS}')})",
        "test": "false" if free else f"regexp_matches({column.name}, {quote(TEST)})",
        "verminkt": f"regexp_matches({column.name}, {quote(VERMINKT if free or number else f'{VERMINKT}|{VERLOREN}')})",
        "afgekapt": f"length({column.name}) = {AFGEKAPT} AND NOT regexp_matches({column.name}, '[.!?…)]$')",
    }
    asked = ", ".join(f"coalesce(bool_or({test}), false)" for test in tests.values())
    values = f"SELECT DISTINCT {column.name} FROM {dataset.slug} WHERE {column.name} IS NOT NULL"
    (found,) = bronnen.werkbank.storage.execute(f"SELECT {asked} FROM ({values})")
    yield from (item for item, there in zip(tests.items(), found, strict=True) if there)


def _find_spellings(bronnen: Bronnen, dataset: Dataset, column: Column) -> Iterator[tuple[str, str]]:
    """The test on spellings that are not the usual one, when there are any. Numbers are compared over all extracts."""
    if dataset.gepubliceerd:
        return
    number = column.name in NUMMERS
    slugs = [
        slug
        for slug, other in DATASETS.items()
        if bronnen.has(slug) and (slug == dataset.slug or (number and column.name in other.column_names))
    ]
    bare = "strip_accents(regexp_replace(trim(waarde), '[^\\pL\\pN]+', ' ', 'g'))"
    fold = f"lower({'waarde' if number else f'trim({bare})'})"
    values = " UNION ALL ".join(f"SELECT {column.name} AS waarde FROM {slug}" for slug in slugs)
    counted = f"SELECT waarde, count(*) AS keer FROM ({values}) WHERE waarde IS NOT NULL GROUP BY waarde"
    # of numbers it is the capitals that most have: one number may stand more often in an extract that lost them all
    usual = "(waarde = upper(waarde)) = (SELECT avg(CAST(waarde = upper(waarde) AS INTEGER)) > 0.5 FROM geteld) DESC, "
    ranked = f"row_number() OVER (PARTITION BY {fold} ORDER BY {usual if number else ''}keer DESC, waarde) AS plaats"
    bank, table = bronnen.werkbank, f"schrijfwijze_{dataset.slug}_{column.name}"
    spellings = f"SELECT waarde, {ranked} FROM geteld WHERE {fold} <> ''"
    bank.add_table(table, f"WITH geteld AS ({counted}) SELECT waarde FROM ({spellings}) WHERE plaats > 1")
    test = f"{column.name} IN (SELECT waarde FROM {table})"
    if bank.storage.execute(f"SELECT 1 FROM {dataset.slug} WHERE {test} LIMIT 1"):
        yield "schrijfwijze", test
