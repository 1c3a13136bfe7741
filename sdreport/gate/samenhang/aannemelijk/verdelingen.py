"""The distributions that are compared, each one row: against last year's extract, or against what holds anywhere."""

from dataclasses import replace

import pandas as pd

from sdreport.gate.samenhang.aannemelijk.verdeling import Tegen, Verdeling, compare
from sdreport.gate.samenhang.personen.overlijden import OVERLEDEN_ZORG
from sdreport.gate.samenhang.sources import Bronnen
from sdreport.intake.large.meaning import EINDE

EVEN_VEEL = Tegen(
    "even veel per kwartaal",
    "SELECT '' AS groep, kwartaal AS waarde, 1 AS aantal FROM (VALUES (1), (2), (3), (4)) AS k (kwartaal)",
)
SEIZOEN, UITBETALING = 20.0, 45.0
"""Percentage points that a quarter may differ from a fourth part: for seasons, and for payments made at one time."""
WEINIG_KANS = 5e-4
"""Of few records: below this chance a value that is to be expected is not there by itself."""
HOOGTE = "list_max(list_filter([0, 50, 100, 150, 250, 500, 1000, 2500], lambda grens: grens <= greatest(bedrag, 0)))"
"""Classes of amounts: that one of them is gone is news, not that it has more."""


def _as_many(wat: str, ja: int, nee: int) -> Tegen:
    """So many records that meet a test beside so many that do not."""
    return Tegen(
        wat, f"SELECT '' AS groep, * FROM (VALUES ('ja', {ja}), ('nee', {nee})) AS w (waarde, aantal)"
    )


PER_MAAND = Tegen("even veel per maand", "SELECT '' AS groep, unnest(range(1, 13)) AS waarde, 1 AS aantal")
OUD = 75
OVERLIJDEN = _as_many("sterfte vanaf die leeftijd", 4, 96)
"""Of inhabitants of 75 and older at least one in twenty-five dies each year (CBS, Sterfte), of clients rather more."""
BEIDE = _as_many("een deel", 1, 1)
PAREN = _as_many("ook zonder veel paren", 1, 19)
"""Couples among benefits: one in twenty is few, of bijstand it is rather one in six (CBS, Bijstandsuitkeringen)."""

NIEUW = "begindatum >= make_date({jaar}, 1, 1)"
_DAYS = (
    "greatest(least(coalesce(einddatum, make_date({jaar}, 12, 31)), make_date({jaar}, 12, 31))"
    " - greatest(begindatum, make_date({jaar}, 1, 1)) + 1, 0)"
)
EVEN_VAAK = Tegen(
    "even vaak als van eerder begonnen uitkeringen",
    f"""
        SELECT '' AS groep, unnest(['ja', 'nee']) AS waarde, unnest([kans, 1 - kans]) * oude AS aantal FROM (
            SELECT count(*) FILTER (NOT {NIEUW}) AS oude,
                count(*) FILTER (NOT {NIEUW} AND year(einddatum) = {{jaar}}) AS einden,
                avg({_DAYS}) FILTER ({NIEUW}) / sum({_DAYS}) FILTER (NOT {NIEUW}) AS deel,
                least(1, einden * deel) AS kans
            FROM uitkeringen WHERE year(begindatum) <= {{jaar}}
        )
    """,
    geteld=True,
)
"""What began this year ends as often a day as what began before: rather more often."""


def _per_quarter(wat: str, extract: str, kolom: str, speling: float = SEIZOEN) -> Verdeling:
    """What began in the reported year by quarter."""
    return Verdeling(
        f"{wat} per kwartaal",
        extract,
        kolom,
        f"quarter({kolom})",
        waar=f"year({kolom}) = {{jaar}}",
        tegen=EVEN_VEEL,
        berekend=True,
        speling=speling,
    )


def _each_month(wat: str, extract: str, kolom: str) -> Verdeling:
    """That no month of the reported year is empty where there are many."""
    return Verdeling(
        f"{wat} per maand",
        extract,
        kolom,
        f"month({kolom})",
        waar=f"year({kolom}) = {{jaar}}",
        tegen=PER_MAAND,
        berekend=True,
        speling=100.0,
    )


def _both(wat: str, extract: str, kolom: str, test: str) -> Verdeling:
    """That some records meet a test and some do not, how many whichever."""
    waarde = f"CASE WHEN {test} THEN 'ja' ELSE 'nee' END"
    return Verdeling(wat, extract, kolom, waarde, tegen=BEIDE, berekend=True, speling=100.0)


def _as_last_year(extract: str, kolom: str, groep: str = "''") -> Verdeling:
    """The values of a column in the shares that they had last year, in all or per value of another column."""
    per = "" if groep == "''" else f" per {groep}"
    return Verdeling(f"{kolom}{per}", extract, kolom, kolom, groep)


def _filled_as_last_year(extract: str, kolom: str, waar: str = "true") -> Verdeling:
    """That a column of which some fields were filled last year is not empty now."""
    filled = f"CASE WHEN {kolom} IS NULL THEN 'leeg' ELSE 'gevuld' END"
    return Verdeling(kolom, extract, kolom, filled, waar=waar, berekend=True, speling=100.0)


def _ages_as_last_year(extract: str, groep: str = "''", eerste: int = 0) -> Verdeling:
    """The ages in tens of years in the shares that they had last year; the youngest from `eerste` on together."""
    tens = f"greatest(({{jaar}} - geboortejaar) // 10 * 10, {eerste})"
    return Verdeling("leeftijd vanaf", extract, "geboortejaar", tens, groep, berekend=True)


VERDELINGEN: tuple[Verdeling, ...] = (
    _as_last_year("toewijzingen", "wet"),
    _as_last_year("toewijzingen", "leveringsvorm", "wet"),
    _as_last_year("toewijzingen", "productcategorie", "wet"),
    _as_last_year("toewijzingen", "verwijzertype", "wet"),
    _as_last_year("toewijzingen", "wijk", "wet"),
    _as_last_year("toewijzingen", "geslacht", "wet"),
    _as_last_year("uitkeringen", "geslacht"),
    _as_last_year("inkomensondersteuning", "geslacht"),
    _ages_as_last_year("toewijzingen", "wet"),
    _ages_as_last_year("uitkeringen", eerste=20),
    _ages_as_last_year("inkomensondersteuning", eerste=20),
    _as_last_year("uitkeringen", "regeling"),
    _as_last_year("uitkeringen", "reden_beeindiging"),
    _as_last_year("inkomensondersteuning", "soort"),
    _as_last_year("inkomensondersteuning", "kostensoort"),
    _filled_as_last_year("toewijzingen", "huishoudnummer"),
    _filled_as_last_year("uitkeringen", "huishoudnummer"),
    _filled_as_last_year("uitkeringen", "partner_clientnummer"),
    _filled_as_last_year("inkomensondersteuning", "huishoudnummer"),
    Verdeling("bedrag vanaf", "inkomensondersteuning", "bedrag", HOOGTE, berekend=True, speling=100.0),
    replace(_as_last_year("bezwaarschriften", "wet"), weg_kans=WEINIG_KANS),
    replace(_as_last_year("bezwaarschriften", "uitkomst"), weg_kans=WEINIG_KANS),
    _per_quarter("nieuwe toewijzingen", "toewijzingen", "ingangsdatum"),
    _per_quarter("nieuwe uitkeringen", "uitkeringen", "begindatum"),
    _per_quarter("toekenningen", "inkomensondersteuning", "datum", UITBETALING),
    _each_month("nieuwe toewijzingen", "toewijzingen", "ingangsdatum"),
    _each_month("toekenningen", "inkomensondersteuning", "datum"),
    Verdeling(
        f"overleden van wie {OUD} jaar of ouder is en hulp vanuit de Wmo heeft",
        "toewijzingen",
        "reden_beeindiging",
        f"CASE WHEN reden_beeindiging = '{OVERLEDEN_ZORG}' THEN 'ja' ELSE 'nee' END",
        waar=f"wet = 'Wmo' AND {{jaar}} - geboortejaar >= {OUD}",
        telt="count(DISTINCT clientnummer)",
        tegen=OVERLIJDEN,
        berekend=True,
        speling=100.0,
        weg_kans=WEINIG_KANS,
    ),
    _both("toewijzingen van voor dit jaar", "toewijzingen", "ingangsdatum", "year(ingangsdatum) < {jaar}"),
    _both("in dit jaar beëindigde toewijzingen", "toewijzingen", "einddatum", f"year({EINDE}) <= {{jaar}}"),
    Verdeling(
        "uitkeringen aan een paar",
        "uitkeringen",
        "partner_clientnummer",
        "CASE WHEN partner_clientnummer IS NULL THEN 'nee' ELSE 'ja' END",
        tegen=PAREN,
        berekend=True,
        speling=100.0,
        weg_kans=WEINIG_KANS,
    ),
    _both("uitkeringen van voor dit jaar", "uitkeringen", "begindatum", "year(begindatum) < {jaar}"),
    _both("in dit jaar beëindigde uitkeringen", "uitkeringen", "einddatum", "year(einddatum) <= {jaar}"),
    Verdeling(
        "in dit jaar begonnen uitkeringen die nog in dit jaar eindigden",
        "uitkeringen",
        "einddatum",
        "CASE WHEN year(einddatum) <= {jaar} THEN 'ja' ELSE 'nee' END",
        waar="year(begindatum) = {jaar}",
        tegen=EVEN_VAAK,
        berekend=True,
        speling=100.0,
        weg_kans=WEINIG_KANS,
    ),
    replace(_per_quarter("bezwaarschriften", "bezwaarschriften", "ontvangstdatum"), weg_kans=WEINIG_KANS),
)
EXTRACTEN = tuple(dict.fromkeys(verdeling.extract for verdeling in VERDELINGEN))
VORIG_JAAR_NODIG = tuple(
    dict.fromkeys(verdeling.extract for verdeling in VERDELINGEN if verdeling.tegen is None)
)
"""The extracts that are held against those of last year."""


def verdelingen(bronnen: Bronnen) -> pd.DataFrame:
    """All distributions, as `compare` says."""
    return compare(VERDELINGEN, bronnen)
