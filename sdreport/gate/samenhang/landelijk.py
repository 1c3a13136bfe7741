"""National numbers beside each other and beside our own: another unit, a count, or the row of another place."""

from sdreport.gate.samenhang.personen.begrippen import flag
from sdreport.gate.samenhang.sources import Bronnen
from sdreport.intake.large.cast_sql import quote
from sdreport.register.cijfer import make_adres

LAND, EIGEN = "NL01", "vergelijking"
"""The country, and the indicator that says which row is that of the municipality itself."""
MINSTE = 3
"""Places with a number from which the median says what is usual."""
MATEN = 2
"""Numbers of two places that are equal to the last digit: of one that is chance, of so many it is not."""
ZELF_GETELD = {
    "wmo": ("clienten.wmo.totaal", 10_000, ("totaal",)),
    "bijstand": ("bijstand.totaal", 10_000, ("18-64", "65-plus")),
    "jeugdhulp": ("clienten.jeugdwet.totaal", 100, ("0-17",)),
}
"""Per measure what the report counts itself, per how many, and of which age groups of the inhabitants."""


def landelijk(bronnen: Bronnen) -> str:
    """Per number how many times it is more or less than the median of its measure and year (`keer_andere`), whether it
    is one of two places with the same numbers (`zelfde_plaats`; the country itself is not named), and of the
    municipality how many times it is more or less than what its own extracts give (`keer_eigen`).
    """
    usual = (
        f"SELECT maat, jaar, median(CAST(waarde AS DOUBLE)) AS midden FROM landelijk WHERE waarde > 0"
        f" GROUP BY ALL HAVING count(*) >= {MINSTE}"
    )
    same = (
        "SELECT unnest(list(a.regelnummer)) FROM landelijk a JOIN landelijk b ON a.maat = b.maat AND a.jaar = b.jaar"
        f" AND a.waarde = b.waarde AND a.gebied <> b.gebied WHERE a.gebied <> '{LAND}' AND a.waarde > 0"
        f" GROUP BY a.gebied, b.gebied, a.jaar HAVING count(*) >= {MATEN}"
    )
    own = ", ".join(
        f"({quote(maat)}, {published}, {counted})" for maat, published, counted in _beside_own(bronnen)
    )
    beside = f"(VALUES {own or '(NULL, 1, 1)'}) e (maat, waarde, zelf)"
    return f"""
        SELECT r.regelnummer, 'landelijk' AS dataset,
            round(greatest(r.waarde / u.midden, u.midden / nullif(r.waarde, 0)), 4) AS keer_andere,
            {flag(f"r.regelnummer IN ({same})")} AS zelfde_plaats,
            CASE WHEN r.gebied <> '{LAND}' AND r.waarde = e.waarde AND r.jaar = {bronnen.jaar}
                THEN round(greatest(e.waarde / e.zelf, e.zelf / e.waarde), 4) END AS keer_eigen
        FROM landelijk r LEFT JOIN ({usual}) u USING (maat, jaar) LEFT JOIN {beside} ON r.maat = e.maat
    """


def _beside_own(bronnen: Bronnen) -> list[tuple[str, float, float]]:
    """Per measure what was published of the municipality, and what its own extracts give."""
    cijfers = {getal.adres: getal.waarde for own in bronnen.cijfers.values() for getal in own if getal.waarde}
    found = []
    for maat, (adres, per, ages) in ZELF_GETELD.items():
        published, counted = cijfers.get(make_adres(EIGEN, (maat, "gemeente"))), cijfers.get(adres)
        people = sum(cijfers.get(make_adres("inwoners", (age,)), 0) for age in ages)
        if published and counted and people:
            found.append((maat, float(published), float(counted) / float(people) * per))
    return found
