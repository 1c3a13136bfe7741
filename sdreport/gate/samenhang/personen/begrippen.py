"""What koppelingen mean by words that no column of an extract says in full, as SQL."""

from sdreport.gate.samenhang.sources import Bronnen
from sdreport.intake.large.meaning import TELT

DEBET = f"{TELT} AND NOT coalesce(bedrag < 0, false) AND vorig_referentienummer IS NULL"
STAAND, VERVALLEN, VAKER = "declaraties_staand", "declaraties_vervallen", "declaraties_vaker"
PRODUCTEN = "toewijzingen_product"


def days_after(day: str, limit: str) -> str:
    """Days that a date lies after a limit, 0 when it does not or when there is no limit; missing without a date."""
    return f"CASE WHEN {day} IS NOT NULL THEN greatest(coalesce({day} - {limit}, 0), 0) END"


def flag(test: str) -> str:
    """1 when a test holds, 0 when it does not or cannot be told."""
    return f"CASE WHEN {test} THEN 1 ELSE 0 END"


def most_frequent(rows: str, key: list[str], column: str) -> str:
    """Per key the value of a column that most rows have, as `vaakst`; missing when no single value has the most."""
    keys = ", ".join(key)
    filled = " AND ".join(f"{name} IS NOT NULL" for name in (*key, column))
    return f"""
        SELECT {keys}, CASE WHEN count(*) = 1 OR max(aantal, 2)[1] > max(aantal, 2)[2]
            THEN arg_max({column}, aantal) END AS vaakst
        FROM (SELECT {keys}, {column}, count(*) AS aantal FROM {rows} WHERE {filled} GROUP BY ALL) GROUP BY {keys}
    """


def differs(column: str, key: str, usual: str) -> str:
    """1 where a value is not the most frequent one of its key, else 0; missing where there is nothing to compare."""
    other = flag(f"{column} IS DISTINCT FROM {usual}")
    return f"CASE WHEN {column} IS NOT NULL AND {key} IS NOT NULL THEN {other} END"


def add_persons_with_uitkering(bronnen: Bronnen) -> str:
    """The view of uitkeringen with a row per person: a couple is one uitkering and two persons."""
    partner = ", ".join(f"partner_{name} AS {name}" for name in ("clientnummer", "geboortejaar", "geslacht"))
    return bronnen.werkbank.add_view(
        "uitkeringspersonen",
        "SELECT * FROM uitkeringen UNION ALL"
        f" SELECT * REPLACE ({partner}) FROM uitkeringen WHERE partner_clientnummer IS NOT NULL",
    )


def add_staand(bronnen: Bronnen) -> str:
    """The view of the declaraties that stand: not rejected, no credit, and not undone by one.

    A credit undoes the line that it names (of the same sender), or else one of the same toewijzing, period and amount.
    A line that names another is a credit, whatever its sign. Where nothing was rejected or credited these are all
    declaraties, as they are. Only lines that a credit can be about
    are compared, and only the numbers of what it undoes are kept.
    """
    bank = bronnen.werkbank
    ((special,),) = bank.storage.execute(
        f"SELECT count(*) FROM declaraties WHERE bedrag < 0 OR NOT ({TELT})"
        " OR vorig_referentienummer IS NOT NULL"
    )
    if not special:
        return "declaraties"
    if not bank.has(VERVALLEN):
        bank.add_table(VERVALLEN, _find_vervallen())
        bank.add_view(
            STAAND,
            f"SELECT * FROM declaraties WHERE {DEBET} AND regelnummer NOT IN (SELECT regelnummer FROM {VERVALLEN})",
        )
    return STAAND


def add_producten(bronnen: Bronnen) -> str:
    """The table of the product of each toewijzing, the first with its number: `product`, `vorm`, and both in a number
    as `soort`, which is missing where one of them is.
    """
    bank = bronnen.werkbank
    if bank.has(PRODUCTEN):
        return PRODUCTEN
    both = "productcode IS NOT NULL AND leveringsvorm IS NOT NULL"
    known = (
        "SELECT productcode AS product, leveringsvorm AS vorm, CAST(row_number() OVER () AS INTEGER) AS soort"
        f" FROM (SELECT DISTINCT productcode, leveringsvorm FROM toewijzingen WHERE {both})"
    )
    first = "SELECT min(regelnummer) FROM toewijzingen WHERE toewijzingnummer IS NOT NULL GROUP BY toewijzingnummer"
    return bank.add_table(
        PRODUCTEN,
        "SELECT toewijzingnummer, productcode AS product, leveringsvorm AS vorm, soort FROM toewijzingen"
        f" LEFT JOIN ({known}) ON productcode = product AND leveringsvorm = vorm WHERE regelnummer IN ({first})",
    )


def add_vaker(bronnen: Bronnen) -> str:
    """The table of toewijzingen with more declaraties than months: of others no two can be in each other's way."""
    bank = bronnen.werkbank
    if bank.has(VAKER):
        return VAKER
    return bank.add_table(
        VAKER,
        "SELECT toewijzingnummer FROM declaraties GROUP BY 1"
        " HAVING count(*) > coalesce(bit_count(bit_or(1 << month(begindatum))), 0)",
    )


def _find_vervallen() -> str:
    """The lines that a credit undoes."""
    same = "toewijzingnummer, begindatum, einddatum"
    number = f"row_number() OVER (PARTITION BY {same}, abs(bedrag) ORDER BY regelnummer) AS keer"
    columns = f"regelnummer, {same}, abs(bedrag) AS bedrag"
    loose = f"{TELT} AND bedrag < 0 AND vorig_referentienummer IS NULL"
    return f"""
        WITH los AS (SELECT {columns}, {number} FROM declaraties WHERE {loose}),
            kan AS (SELECT {columns} FROM declaraties
                WHERE {DEBET} AND toewijzingnummer IN (SELECT toewijzingnummer FROM los)),
            debet AS (SELECT *, {number} FROM kan),
            genoemd AS (SELECT DISTINCT aanbieder, vorig_referentienummer, toewijzingnummer FROM declaraties
                WHERE {TELT} AND vorig_referentienummer IS NOT NULL)
        SELECT d.regelnummer FROM debet d JOIN los l USING ({same}, bedrag, keer)
        UNION
        SELECT d.regelnummer FROM declaraties d JOIN genoemd g ON g.vorig_referentienummer = d.referentienummer
            AND g.toewijzingnummer = d.toewijzingnummer AND g.aanbieder IS NOT DISTINCT FROM d.aanbieder
    """
