"""Personal identifiers where none belong: BSNs, e-mail addresses, telephone numbers, IBANs, names, postcodes.

The scan gives columns and line numbers; the values that it finds never leave the engine. Patterns are in its dialect
(RE2: nothing that looks around, so a pattern takes in the sign before and after what it finds).
"""

import math
from collections.abc import Iterator, Mapping

from sdreport.gate.samenhang.namen import IN_TEKST, ORGANISATIE, PERSOON, SCHEIDING, TUSSEN, WOORD
from sdreport.gate.samenhang.sources import Bronnen
from sdreport.intake.catalogue.datasets import DATASETS
from sdreport.intake.catalogue.definition import Column, Dataset
from sdreport.intake.large.cast_sql import quote
from sdreport.intake.large.read import GroteTabel
from sdreport.intake.large.werkbank import Werkbank

GEEN, NEGEN_CIJFERS = "geen", "negen"
SIGNAAL = r"@|(?:[0-9][ .-]?){8}|[ ,][A-ZÀ-Þ]|^[1-9][0-9]{3} ?[A-Z]{2}"
"""What every value with an identifier has, to look no further at all others."""
KAN = "strlen({0}) > 9 OR {0} < ':' OR contains({0}, ' ') OR contains({0}, ',') OR contains({0}, '@')"
"""What is seen at once of those: nine signs are a number only when they begin with a digit or a plus."""
VOOR, NA = r"(?:^|[^0-9.,-])", r"(?:[^0-9,-]|$)"
NEGEN = rf"{VOOR}(?:[0-9]{{9}}|[0-9]{{4}}\.[0-9]{{2}}\.[0-9]{{3}}|[0-9]{{3}} [0-9]{{3}} [0-9]{{3}}){NA}"
NEGEN_EINDE = r"(?:[^0-9]*[^0-9.,-])?[0-9]{9}"
NEGEN_DUBBEL = (
    rf"{VOOR}([0-9]{{9}}|[0-9]{{4}}\.[0-9]{{2}}\.[0-9]{{3}}|[0-9]{{3}}  [0-9]{{3}}  [0-9]{{3}}){NA}"
)
"""For a text in which every sign that can stand around a number is doubled, so that neighbours do not share one."""
EMAIL = r"[\pL\pN_.+%-]+@[\pL\pN_-]+(?:\.[\pL\pN_-]+)*\.[A-Za-z]{2,}"
KORTSTE_IBAN = 18
LAND = r"(?:\+31|0031)[ -]?\(?0?\)?"
TELEFOON_CODE = (
    rf"{LAND}[1-9](?:[ -]?[0-9]){{8}}|06[0-9]{{8}}|0[1-9][0-9]{{0,2}}[ -][0-9](?:[ -]?[0-9]){{5,7}}"
)
TELEFOON_TEKST = rf"(?:^|[^0-9])(?:{LAND}|0)[1-9](?:[ -]?[0-9]){{8}}(?:[^0-9]|$)"
IBAN = r"\b[A-Z]{2}[0-9]{2}(?: ?[A-Z]{4})(?: ?[0-9]){10}\b"
POSTCODE = r"[1-9][0-9]{3} ?[A-Z]{2}(?: ?[0-9]{1,4}[a-z]?)?"
LETTERS = r"(?:[A-Z]\.){1,4}|[A-Z]"
NAAM = rf"(?:{WOORD}|{LETTERS}){TUSSEN} {WOORD}|{WOORD}, ?(?:{LETTERS})(?:{TUSSEN})?|{WOORD}, {WOORD}(?:{TUSSEN})?"
NAAM_DEEL = 0.3
"""Share of the filled-in rows from which a column is one of names."""
NAAM_VERSCHILLEND = 0.2
"""Names differ from row to row; the names of neighbourhoods do not."""
VREEMD_DEEL = 0.1
"""A number of nine digits is out of place in a column where at most this share of the values has nine digits."""
WEL_NAMEN = {("toewijzingen", "aanbieder"), ("tellingen", "partner")}
"""Columns in which names of organisations belong."""
VAN_ORGANISATIES = {("plannen", "trekker"), ("tellingen", "partner")}
"""Columns of organisations of which no one is called after a person alone."""
MIN_NAMEN = 3
WEINIG, NAAM_PER_INWONER = 200, 0.8
"""Among so few people nearly everyone has a name of his own, where they share a neighbourhood."""
GEWICHTEN = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def persoonsgegevens(bronnen: Bronnen) -> str:
    """A row per line and column where an identifier was found, with its kind as `soort`.

    A column without gives one row with line 0 and `soort` "geen". Kinds: `bsn` (a column with BSNs), `bsn_los` (a
    single one), `email`, `telefoon`, `iban`, `naam` (a column of names), `naam_los`, `postcode`.
    """
    parts = ["SELECT 0 AS regelnummer, '' AS dataset, '' AS kolom, '' AS soort WHERE false"]
    for slug, dataset in DATASETS.items():
        if bronnen.has(slug):
            for column, kinds in _scan(bronnen, dataset).items():
                about = f"'{slug}', '{column}'"
                parts += [f"SELECT regelnummer, {about}, '{kind}' {rows}" for kind, rows in kinds.items()]
                parts += [] if kinds else [f"SELECT 0, {about}, '{GEEN}'"]
    return " UNION ALL ".join(parts)


def _scan(bronnen: Bronnen, dataset: Dataset) -> dict[str, dict[str, str]]:
    """Per column of text the kinds of identifiers in it, each with where its rows are.

    Only columns with a signal are looked at, and small ones of organisations: on small extracts, preparing the tests
    takes more time than doing them.
    """
    bank, table = bronnen.werkbank, bronnen.tabellen[dataset.slug]
    apart = table.oplopend if isinstance(table, GroteTabel) else ""
    columns = [column for column in dataset.columns if column.soort in ("code", "tekst")]
    signals = [
        f"EXISTS (SELECT 1 FROM {dataset.slug} WHERE {_signal(dataset.slug, column, _name(column))})"
        for column in columns
    ]
    (answers,) = bank.storage.execute(f"SELECT {', '.join(['0', *signals])}")
    with_signal = zip(columns, answers[1:], strict=True)
    return {
        column.name: dict(_find(bank, dataset, column, apart)) if there else {}
        for column, there in with_signal
    }


def _signal(slug: str, column: Column, tekst: str, kan: str = "") -> str:
    """Whether a text is one to look at: of organisations each is. `kan` is its cheap test where that is known."""
    if (slug, column.name) in VAN_ORGANISATIES:
        return "true"
    return _both(kan or KAN.format(tekst), _matches(tekst, SIGNAAL))


def _find(bank: Werkbank, dataset: Dataset, column: Column, apart: str) -> Iterator[tuple[str, str]]:
    """The kinds in a column. Nine digits may be a number, and two words a street: then it depends on all values.

    Of the column `apart` it is known that no two values are alike.
    """
    kinds = {**_make_tests(dataset, column), NEGEN_CIJFERS: NEGEN_CIJFERS}
    bits = {kind: 1 << place for place, kind in enumerate(kinds)}
    marked = _mark(dataset.slug, column, {bits[kind]: test for kind, test in kinds.items()})
    counts = _count(bank, marked, "count(tekst)" if column.name == apart else "count(DISTINCT hash(tekst))")
    for kind, bit in bits.items():
        rows, different = (
            sum(own[place] for soorten, own in counts.items() if soorten & bit) for place in (0, 1)
        )
        found = kind if rows and kind != NEGEN_CIJFERS else ""
        where = f"FROM {marked} WHERE soorten & {bit} <> 0"
        if found == "bsn":
            nine = sum(own[1] for soorten, own in counts.items() if soorten & bits[NEGEN_CIJFERS])
            found = _weigh_bsn(different, nine, bank, dataset.slug, column)
        elif found == "naam":
            found = _weigh_names(different, rows, where, bank, dataset, column)
        if found:
            yield found, where


def _count(bank: Werkbank, marked: str, anders: str) -> dict[int, tuple[int, int]]:
    """Per combination of kinds the rows that have it, and how many different values these have."""
    rows = bank.storage.execute(
        f"SELECT soorten, count(*), {anders} FILTER (soorten <> 0) FROM {marked} GROUP BY soorten"
    )
    return {int(soorten): (int(aantal), int(anders)) for soorten, aantal, anders in rows}


def _mark(slug: str, column: Column, tests: Mapping[int, str]) -> str:
    """The question for all rows with the kinds that they have: `soorten`, a bit for each; 0 without a signal.

    `nummer` is the number that the only nine digits are if they stand at the end.
    """
    bits = " + ".join(f"CASE WHEN {test} THEN {bit} ELSE 0 END" for bit, test in tests.items())
    signal = _signal(slug, column, "tekst", "kan")
    at_end = _both("kan", _matches("tekst", NEGEN_EINDE, full=True))
    return f"""(
        SELECT regelnummer, tekst, CASE WHEN signaal THEN {bits} ELSE 0 END AS soorten
        FROM (SELECT *, CASE WHEN nummer IS NOT NULL THEN true ELSE {_both("signaal", _matches("tekst", NEGEN))} END
            AS {NEGEN_CIJFERS}
        FROM (SELECT *, CASE WHEN nummer IS NOT NULL THEN true ELSE {signal} END AS signaal
        FROM (SELECT *, CASE WHEN {at_end} THEN CAST(right(tekst, 9) AS INTEGER) END AS nummer
        FROM (SELECT regelnummer, {_name(column)} AS tekst, {KAN.format(_name(column))} AS kan FROM {slug})))))"""


def _make_tests(dataset: Dataset, column: Column) -> dict[str, str]:
    """The tests on the marked rows of a column; never missing."""
    free = column.soort == "tekst"
    iban = _both(f"length(tekst) >= {KORTSTE_IBAN}", _matches("tekst", IBAN))
    bare = f"CASE WHEN {iban} THEN regexp_replace(tekst, {quote(IBAN)}, '', 'g') ELSE tekst END"
    dialled = f"({_begins('+', '+')} OR {_begins('0', '0')} OR length(tekst) >= {KORTSTE_IBAN})"
    tests = {
        "email": _both("contains(tekst, '@')", _matches("tekst", EMAIL)),
        "telefoon": _matches(bare, TELEFOON_TEKST)
        if free
        else _both(dialled, _matches(bare, TELEFOON_CODE, full=True)),
        "iban": _both(iban, _has_iban("tekst")),
        "postcode": _both(_begins("1", "9"), _matches("tekst", POSTCODE, full=True)),
        "bsn": _both(NEGEN_CIJFERS, _has_bsn("tekst", "nummer")),
    }
    if (dataset.slug, column.name) in VAN_ORGANISATIES:
        one = f"{_matches('deel', PERSOON, full=True)} AND NOT {_matches('deel', ORGANISATIE)}"
        parts = f"regexp_split_to_array(tekst, {quote(SCHEIDING)})"
        return tests | {"naam_los": f"coalesce(len(list_filter({parts}, lambda deel: {one})) > 0, false)"}
    if dataset.gepubliceerd and free:
        return tests | {"naam_los": _both("contains(tekst, ' ')", _matches("tekst", IN_TEKST))}
    organisations = (dataset.slug, column.name) in WEL_NAMEN
    return (
        tests
        if organisations
        else tests
        | {
            "naam": _both(
                "contains(tekst, ' ') OR contains(tekst, ',')", _matches("trim(tekst)", NAAM, full=True)
            )
        }
    )


def _weigh_bsn(valid: int, nine: int, bank: Werkbank, slug: str, column: Column) -> str:
    """Of numbers that just have nine digits, one in eleven passes the elfproef by chance."""
    chance = nine / 11 + 4 * math.sqrt(10 * nine) / 11
    if valid >= 2 and valid > chance:
        return "bsn"
    name = _name(column)
    # all rows together have no more different values than there are rows: mostly that settles it
    ((filled,),) = bank.storage.execute(f"SELECT count({name}) FROM {slug}")
    if nine > max(1, VREEMD_DEEL * filled):
        return ""
    ((total,),) = bank.storage.execute(
        f"SELECT count(DISTINCT hash({name})) FROM {slug} WHERE {name} IS NOT NULL"
    )
    return "bsn_los" if nine <= max(1, VREEMD_DEEL * total) else ""


def _weigh_names(names: int, rows: int, where: str, bank: Werkbank, dataset: Dataset, column: Column) -> str:
    ((filled,),) = bank.storage.execute(f"SELECT count({_name(column)}) FROM {dataset.slug}")
    differ = names >= MIN_NAMEN and names >= NAAM_VERSCHILLEND * rows
    if differ and "clientnummer" in [own.name for own in dataset.columns]:
        own = f"FROM {dataset.slug} WHERE regelnummer IN (SELECT regelnummer {where})"
        ((people,),) = bank.storage.execute(f"SELECT count(DISTINCT clientnummer) {own}")
        differ = people > WEINIG or names >= NAAM_PER_INWONER * people
    if rows > NAAM_DEEL * filled and differ:
        return "naam"
    return "naam_los" if column.soort == "code" else ""


def _has_bsn(text: str, single: str) -> str:
    """Whether one of the numbers of nine digits in a text passes the elfproef; nearly always there is a single one."""
    doubled = rf"regexp_replace({text}, '([^0-9.,-])', '\1\1', 'g')"
    every = f"regexp_extract_all({doubled}, {quote(NEGEN_DUBBEL)}, 1)"
    number = "CAST(regexp_replace(nummer, '[^0-9]', '', 'g') AS BIGINT)"
    several = f"len(list_filter({every}, lambda nummer: {elfproef(number)})) > 0"
    return f"CASE WHEN {single} IS NOT NULL THEN {elfproef(single)} ELSE {several} END"


def elfproef(number: str) -> str:
    """Whether a number of nine digits passes the elfproef of the burgerservicenummer, as SQL."""
    digits = [f"{weight} * ({number} // {10 ** (8 - place)} % 10)" for place, weight in enumerate(GEWICHTEN)]
    return f"({number} > 0 AND ({' + '.join(digits)}) % 11 = 0)"


def _has_iban(name: str) -> str:
    """Whether one of the IBANs in a text passes its check (ISO 13616: the rearranged number is 1 modulo 97)."""
    bare = "replace(iban, ' ', '')"
    letters = "".join(f" || (ascii({bare}[{place}]) - 55)" for place in (5, 6, 7, 8))
    country = "".join(f" || (ascii({bare}[{place}]) - 55)" for place in (1, 2))
    number = f"CAST((''{letters} || {bare}[9:18]{country} || {bare}[3:4]) AS HUGEINT)"
    return f"len(list_filter(regexp_extract_all({name}, {quote(IBAN)}), lambda iban: {number} % 97 = 1)) > 0"


def _matches(text: str, pattern: str, *, full: bool = False) -> str:
    return f"coalesce(regexp_{'full_match' if full else 'matches'}({text}, {quote(pattern)}), false)"


def _begins(first: str, last: str) -> str:
    """Whether the text begins with one of the signs from `first` to `last`; a comparison costs next to nothing."""
    return f"(tekst >= {quote(first)} AND tekst < {quote(chr(ord(last) + 1))})"


def _both(first: str, second: str) -> str:
    """Both tests; the second, which takes time, only where the first holds (AND would do both on all rows)."""
    return f"CASE WHEN {first} THEN {second} ELSE false END"


def _name(column: Column) -> str:
    return f'"{column.name}"'
