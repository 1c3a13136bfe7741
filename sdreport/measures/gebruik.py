"""Who uses what, asked in the engine whatever the size: views of records that stay there, to count persons in.

`GEBRUIK` has a row per use of a reported voorziening in the year: of a toewijzing, of a person with an uitkering (a
couple is one uitkering and two persons) and of income support.
"""

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from sdreport.intake.large.cast_sql import quote, sql_date
from sdreport.intake.large.meaning import BEGIN, EINDE
from sdreport.measures.definitie import Invoer, Meting
from sdreport.measures.tabellen import PARTNER, WET_SLUG
from sdreport.register.structuur import TOTAAL

ZORG, BIJSTAND, GEBRUIK = "toewijzingen_in_jaar", "bijstandspersonen_in_jaar", "gebruik_in_jaar"
PARTICIPATIEWET = "participatiewet"
BRON_INKOMEN = ("uitkeringen", "inkomensondersteuning")
"""The extracts of income; only together they tell who gets support."""
WET = f"CASE wet {' '.join(f'WHEN {quote(name)} THEN {quote(slug)}' for name, slug in WET_SLUG.items())} END"


def ran_in_year(invoer: Invoer, begin: str, einde: str) -> str:
    """Whether something ran for at least one day of the year."""
    first, last = sql_date(invoer.begin), sql_date(invoer.einde)
    return f"{begin} <= {last} AND coalesce({einde} >= {first}, true)"


def add_zorg(invoer: Invoer) -> str:
    """The view of the toewijzingen that ran in the year, with wet as slug and the voorziening of their product."""
    bank = invoer.bank("toewijzingen")
    if bank.has(ZORG):
        return ZORG
    products = invoer.referenties["productcodes"][["productcode", "leveringsvorm", "voorziening"]]
    bank.add_frame("gebruik_producten", products, ["VARCHAR"] * 3)
    return bank.add_view(
        ZORG,
        f"SELECT * REPLACE ({WET} AS wet) FROM toewijzingen LEFT JOIN gebruik_producten"
        f" USING (productcode, leveringsvorm) WHERE {ran_in_year(invoer, BEGIN, EINDE)}",
    )


def add_bijstand(invoer: Invoer) -> str:
    """The view of the persons with an uitkering that ran in the year, partners included."""
    bank = invoer.bank("uitkeringen")
    if bank.has(BIJSTAND):
        return BIJSTAND
    partner = ", ".join(f"{PARTNER}{name} AS {name}" for name in ("clientnummer", "geboortejaar", "geslacht"))
    runs = ran_in_year(invoer, "begindatum", "einddatum")
    return bank.add_view(
        BIJSTAND,
        f"SELECT * FROM uitkeringen WHERE {runs} UNION ALL SELECT * REPLACE ({partner}) FROM uitkeringen WHERE {runs}"
        f" AND {PARTNER}clientnummer IS NOT NULL",
    )


def add_gebruik(invoer: Invoer) -> str:
    """The view of all use in the year: wet, voorziening, clientnummer, huishoudnummer, leeftijd and geslacht.

    Of care when that was delivered, and of income when bijstand and support were both: half of it is no total.
    """
    person = f"clientnummer, huishoudnummer, {invoer.jaar} - geboortejaar AS leeftijd, geslacht"
    used = []
    if "toewijzingen" in invoer.tabellen:
        used.append(
            f"SELECT wet, voorziening, {person} FROM {add_zorg(invoer)} WHERE voorziening IS NOT NULL"
        )
    if set(BRON_INKOMEN) <= invoer.tabellen.keys():
        invoer.bank("inkomensondersteuning")
        law = f"'{PARTICIPATIEWET}' AS wet"
        used.append(f"SELECT {law}, 'bijstand' AS voorziening, {person} FROM {add_bijstand(invoer)}")
        used.append(f"SELECT {law}, {as_waarde('soort')}, {person} FROM inkomensondersteuning")
    return invoer.bank().add_view(GEBRUIK, " UNION ALL ".join(used))


def as_waarde(column: str) -> str:
    """A code of the municipality as the value of a dimension, in SQL; `make_waarde` does the same."""
    plain = f"regexp_replace(strip_accents(lower({column})), '[^\\x00-\\x7F]+', '', 'g')"
    return f"trim(regexp_replace({plain}, '[^a-z0-9]+', '-', 'g'), '-')"


def add_namen(invoer: Invoer, naam: str, namen: Mapping[str, str]) -> str:
    """A table of what codes are called: `code` and `groep`."""
    frame = pd.DataFrame({"code": list(namen), "groep": list(namen.values())}, dtype="str")
    return invoer.bank().add_frame(naam, frame, ["VARCHAR", "VARCHAR"])


def count_per(
    invoer: Invoer, rows: str, sleutel: Sequence[str], wie: str = "clientnummer"
) -> Iterator[tuple[tuple[str, ...], int, int]]:
    """Per combination of some columns, in their order, the different persons and the rows; of none, those of all."""
    keys = ", ".join(sleutel)
    where = " AND ".join(f"{name} IS NOT NULL" for name in sleutel) or "true"
    order = f" GROUP BY {keys} ORDER BY {keys}" if keys else ""
    asked = f"SELECT count(DISTINCT {wie}), count(*){f', {keys}' if keys else ''} FROM ({rows}) WHERE {where}{order}"
    for persons, lines, *values in invoer.bank().storage.execute(asked):
        yield tuple(map(str, values)), persons, lines


def count_union(invoer: Invoer, rows: str, sleutel: Sequence[str], totaal: str) -> Iterator[Meting]:
    """The different persons per combination of some columns, and of all values of `totaal` together.

    A person in two groups counts once in the union: it is not the sum of the groups.
    """
    both = f"SELECT * REPLACE ({quote(TOTAAL)} AS {totaal}) FROM ({rows})"
    for part in (rows, both):
        for key, persons, lines in count_per(invoer, part, sleutel):
            yield Meting(key, persons, lines)


def count_persons(invoer: Invoer, rows: str, *tests: str) -> tuple[int, ...]:
    """Per test the different persons of the rows for which it holds."""
    counts = ", ".join(f"count(DISTINCT clientnummer) FILTER ({test})" for test in tests)
    (found,) = invoer.bank().storage.execute(f"SELECT {counts} FROM ({rows})")
    return found
