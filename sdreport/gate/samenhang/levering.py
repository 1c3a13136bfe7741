"""What was delivered twice: the file of another year, or records that repeat others."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from sdreport.gate.samenhang.aannemelijk.toeval import explain_share
from sdreport.gate.samenhang.jaren.vorig_jaar import last_year, this_year
from sdreport.gate.samenhang.personen.begrippen import add_vaker
from sdreport.gate.samenhang.sources import VORIG, Bronnen
from sdreport.intake.catalogue.datasets import DATASETS
from sdreport.intake.large.meaning import TE_VULLEN, count_filled, is_volledig
from sdreport.safe.hashes import hash_bytes, hash_file

DUBBEL_DEEL = 0.25
"""From this share of repeated records on it is the delivery that is doubled, not a record."""
INHOUD: Mapping[str, tuple[str, ...]] = {
    "toewijzingen": (
        "clientnummer", "geboortejaar", "wet", "productcode", "leveringsvorm", "aanbieder", "toewijzingsdatum",
        "ingangsdatum", "einddatum",
    ),
    "declaraties": ("toewijzingnummer", "begindatum", "einddatum", "bedrag"),
    "uitkeringen": ("clientnummer", "geboortejaar", "regeling", "begindatum", "einddatum", "bedrag"),
    "inkomensondersteuning": ("clientnummer", "huishoudnummer", "soort", "kostensoort", "datum", "bedrag"),
    "bezwaarschriften": ("wet", "ontvangstdatum", "advies", "uitkomst", "besluitdatum"),
}  # fmt: skip
"""What makes a record the same as another, whatever its number."""
MET_EIGEN_REGEL = ("declaraties", "toewijzingen")
"""Extracts whose own suites have a rule on a record that is there twice."""
SORTEERBAAR = 50_000_000
"""Bytes up to which the lines of a file are compared in any order; of a larger file the bytes are."""
OVERGENOMEN = 0.8
"""Share of records that last year's extract has too, whatever their year, from which they are last year's."""
ZONDER_JAAR: Mapping[str, tuple[str, ...]] = {
    "inkomensondersteuning": ("clientnummer", "soort", "kostensoort", "bedrag", "strftime(datum, '%d-%m')"),
    "bezwaarschriften": (
        "wet", "advies", "uitkomst", "strftime(ontvangstdatum, '%d-%m')", "strftime(besluitdatum, '%d-%m')"
    ),
    "bevolking": ("soort", "leeftijd", "geslacht", "aantal"),
    "wijkbevolking": ("wijk", "leeftijdsgroep", "aantal"),
}  # fmt: skip
"""What makes a record that of last year, of extracts in which nothing goes on from year to year."""
GENUMMERD = {"bezwaarschriften": "zaaknummer", "inkomensondersteuning": "toekenningsnummer"}
"""Extracts of what begins and ends in a year, with the number that is given out one after another."""
MINSTE_REEKS, DICHT = 6, 1 / 3
"""Numbers of one form from which they are a series, and the share of it that is there in one of its own."""
GELIJK_VANAF = 4
"""Numbers that must all be equal to those of last year before it looks like last year's file."""


def levering(bronnen: Bronnen) -> str:
    """Per file: whether it is that of another year, also on the lines that it has; per record: whether it repeats an
    earlier one.

    `dubbele_levering` is 1 on the repeats when they are so many that the delivery is doubled, else `herhaling` is.
    `nummers_weg`, on line 0: a series of numbers has gaps, more than that of last year's extract. `deels_gevuld`, on
    line 0: a column on which numbers about everyone rest is filled in a part of the rows.
    """
    parts = [
        "SELECT 0 AS regelnummer, '' AS dataset, '' AS onderwerp, 0 AS ander_jaar, 0 AS vorig_jaar,"
        " 0 AS dubbele_levering, 0 AS herhaling, 0 AS nummers_weg,"
        " 0 AS deels_gevuld WHERE false"
    ]
    for slug in bronnen.bestanden:
        other, last = _same_as_other_year(bronnen, slug), _equal_to_last_year(bronnen, slug)
        parts.append(f"SELECT 0, '{slug}', NULL, {_as_sql(other)}, {_as_sql(last)}, NULL, NULL, NULL, NULL")
        if last and slug in ZONDER_JAAR:
            parts.append(
                f"SELECT regelnummer, '{slug}', NULL, NULL, 1, NULL, NULL, NULL, NULL FROM {slug} WHERE {_known(slug)}"
            )
    parts += [_find_gaps(bronnen, slug, number) for slug, number in GENUMMERD.items() if bronnen.has(slug)]
    parts += [_find_partly_filled(bronnen, slug, column) for slug, column in _list_te_vullen(bronnen)]
    parts += [_mark_repeats(bronnen, slug) for slug in INHOUD if bronnen.has(slug)]
    return " UNION ALL ".join(parts)


def _mark_repeats(bronnen: Bronnen, slug: str) -> str:
    """Per record of an extract whether it repeats an earlier line.

    Rows with different hashes are surely different; only those with the same hash are compared.
    """
    bank, key = bronnen.werkbank, ", ".join(INHOUD[slug])
    some = slug
    if slug == "declaraties":  # most toewijzingen have no two lines that can be the same
        can = f"toewijzingnummer IS NULL OR toewijzingnummer IN (FROM {add_vaker(bronnen)})"
        some = bank.add_view("kan_herhaald", f"SELECT * FROM {slug} WHERE {can}")
    ((able, different),) = bank.storage.execute(f"SELECT count(*), count(DISTINCT hash({key})) FROM {some}")
    repeats, doubled = "0", False
    if different < able:
        suspect = f"SELECT hash({key}) FROM {some} GROUP BY 1 HAVING count(*) > 1"
        numbered = (
            f"SELECT regelnummer, row_number() OVER (PARTITION BY {key} ORDER BY regelnummer) AS keer FROM {some}"
            f" WHERE hash({key}) IN ({suspect})"
        )
        table = bank.add_table(f"herhaald_{slug}", f"SELECT regelnummer FROM ({numbered}) WHERE keer > 1")
        ((found,),) = bank.storage.execute(f"SELECT count(*) FROM {table}")
        repeats = f"CASE WHEN regelnummer IN (SELECT regelnummer FROM {table}) THEN 1 ELSE 0 END"
        doubled = found >= DUBBEL_DEEL * len(bronnen.tabellen[slug])
    single = "NULL" if slug in MET_EIGEN_REGEL else "0" if doubled else repeats
    marks = f"{repeats if doubled else '0'}, {single}"
    return f"SELECT regelnummer, '{slug}', NULL, NULL, NULL, {marks}, NULL, NULL FROM {slug}"


def _list_te_vullen(bronnen: Bronnen) -> Iterator[tuple[str, str]]:
    for slug, columns in TE_VULLEN.items():
        absent = bronnen.niet_geleverd.get(slug, ())
        yield from ((slug, column) for column in columns if bronnen.has(slug) and column not in absent)


def _find_partly_filled(bronnen: Bronnen, slug: str, column: str) -> str:
    """Whether a column is filled in some of the rows that should have it, and in too few; one that is never filled
    was not delivered.
    """
    filled, rows = count_filled(bronnen.werkbank.storage.execute, slug, column)
    few = filled > 0 and not is_volledig(filled, rows)
    about = f"'{column}: {filled} van {rows} gevuld'" if few else "NULL"
    return f"SELECT 0, '{slug}', {about}, NULL, NULL, NULL, NULL, NULL, {int(few) if filled else 'NULL'}"


def _find_gaps(bronnen: Bronnen, slug: str, number: str) -> str:
    """How many numbers are not there of a series that is there for the most part; 0 when it was so last year."""
    gone, length = count_gaps(bronnen, slug, number)
    if gone and slug in bronnen.vorige:
        before, then = count_gaps(bronnen, f"{VORIG}{slug}", number)
        if before:
            _, most = explain_share(before / then, length, then, bronnen.toleranties.toeval_kans)
            gone = gone if gone > most * length else 0
    about = f"'{gone} van {length} nummers'" if gone else "NULL"
    return f"SELECT 0, '{slug}', {about}, NULL, NULL, NULL, NULL, {int(gone > 0) if length else 'NULL'}, NULL"


def count_gaps(
    bronnen: Bronnen, table: str, number: str, minste: int = MINSTE_REEKS, dicht: float = DICHT
) -> tuple[int, int]:
    """The numbers that are missing in the largest series of an extract, and its length; 0 when it has none.

    A series has at least so many numbers (`minste`), which are such a share of those between its ends (`dicht`).
    """
    form = r"^(.*?)([0-9]{1,15})$"
    found = bronnen.werkbank.storage.execute(
        f"SELECT count(DISTINCT n), max(n) - min(n) + 1 FROM (SELECT regexp_extract({number}, '{form}', 1) AS begin,"
        f" TRY_CAST(regexp_extract({number}, '{form}', 2) AS BIGINT) AS n FROM {table}) WHERE n IS NOT NULL"
        f" GROUP BY begin HAVING count(DISTINCT n) >= {minste} ORDER BY 1 DESC, 2 LIMIT 1"
    )
    for own, length in found:
        if own >= dicht * length:
            return int(length - own), int(length)
    return 0, 0


def _as_sql(known: bool | None) -> str:
    return "NULL" if known is None else str(int(known))


def _same_as_other_year(bronnen: Bronnen, slug: str) -> bool | None:
    """Whether the file has the same lines as that of another year, in whatever order; None without a file.

    A published text without a date may stay the same from year to year; a plan has its peildatum.
    """
    dataset = DATASETS[slug]
    if dataset.gepubliceerd and all(column.soort != "datum" for column in dataset.columns):
        return None
    path = bronnen.bestanden[slug]
    others = [folder / path.name for folder in bronnen.andere_jaren if (folder / path.name).is_file()]
    others = [other for other in others if other.resolve() != path.resolve()]
    if not path.is_file():
        return None
    size = path.stat().st_size
    alike = [other for other in others if abs(other.stat().st_size - size) <= size / 20 + 16]
    return any(fingerprint(other) == fingerprint(path) for other in alike)


def fingerprint(path: Path) -> str:
    """A hash of the lines of a text file whatever their order, quotes, byte order mark and line ends.

    Of a workbook or a very large file it is that of the bytes.
    """
    if path.stat().st_size > SORTEERBAAR or path.suffix.lower() != ".csv":
        return hash_file(path)
    content = path.read_bytes()
    content = content.removeprefix(b"\xef\xbb\xbf").replace(b'"', b"")
    content = b"\n".join(sorted(line.strip() for line in content.splitlines() if line.strip()))
    return hash_bytes(content)


def _equal_to_last_year(bronnen: Bronnen, slug: str) -> bool | None:
    """Whether all numbers of a file without dates, or nearly all records, are those of last year; None when there are
    few to compare.
    """
    if slug in ZONDER_JAAR and slug in bronnen.vorige and bronnen.has(slug):
        return _taken_over(bronnen, slug)
    if slug not in ("tellingen", "begroting") or not bronnen.has(slug):
        return None
    vorig = last_year(bronnen)
    own = [item.getal for item in this_year(bronnen) if item.extract == slug]
    pairs = [(getal, vorig.get(getal.adres)) for getal in own]
    known = [nu.waarde == before.waarde for nu, before in pairs if before is not None]
    return all(known) if len(known) >= GELIJK_VANAF else None


def _taken_over(bronnen: Bronnen, slug: str) -> bool:
    ((rows, same),) = bronnen.werkbank.storage.execute(
        f"SELECT count(*), count(*) FILTER (WHERE {_known(slug)}) FROM {slug}"
    )
    return bool(rows >= GELIJK_VANAF and same >= OVERGENOMEN * rows)


def _known(slug: str) -> str:
    """The test on a record whether last year's extract has it."""
    key = ", ".join(ZONDER_JAAR[slug])
    return f"hash({key}) IN (SELECT hash({key}) FROM {VORIG}{slug})"
