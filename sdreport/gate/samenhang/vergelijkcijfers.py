"""The numbers of this year that last year's register can have too, as their measures define them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sdreport.gate.samenhang.geld import add_besteed
from sdreport.gate.samenhang.sources import Bronnen, sql_date

WETTEN = {"Wmo": "wmo", "Jeugdwet": "jeugdwet"}
LEEFTIJDSGROEPEN = (("totaal", 0, 99), ("0-17", 0, 17), ("18-64", 18, 64), ("65-plus", 65, 99))


@dataclass(frozen=True)
class Getal:
    """A number that can be compared: `telt` says that it is a count, `regel` is its line in the file (0: a total)."""

    dataset: str
    indicator: str
    uitsplitsing: str
    waarde: float
    telt: bool = True
    regel: int = 0


def compute_getallen(bronnen: Bronnen, slugs: Sequence[str] = ()) -> Iterator[Getal]:
    """All such numbers of the extracts that could be read, or of some of them."""
    for nodig, make in BRONNEN.items():
        if bronnen.has(*nodig) and (not slugs or nodig[0] in slugs):
            yield from make(bronnen)


def _ask(bronnen: Bronnen, dataset: str, sql: str, *, telt: bool = True) -> Iterator[Getal]:
    """The rows of a question as numbers: indicator, uitsplitsing, value and, if it has one, the line."""
    for row in bronnen.werkbank.query(sql).itertuples(index=False, name=None):
        indicator, uitsplitsing, waarde, *regel = row
        yield Getal(dataset, str(indicator), str(uitsplitsing), float(waarde), telt, *(int(n) for n in regel))


def _of_toewijzingen(bronnen: Bronnen) -> Iterator[Getal]:
    begin, end = sql_date(bronnen.begin), sql_date(bronnen.einde)
    names = " ".join(f"WHEN '{name}' THEN '{slug}'" for name, slug in WETTEN.items())
    rows = bronnen.werkbank.add_view(
        "toewijzingen_van_wet",
        f"SELECT t.*, CASE t.wet {names} END AS slug, p.voorziening,"
        f" ingangsdatum <= {end} AND NOT coalesce(einddatum < {begin}, false) AS loopt"
        " FROM toewijzingen t LEFT JOIN ref_productcodes p"
        " ON t.productcode = p.productcode AND t.leveringsvorm = p.leveringsvorm",
    )
    of_group = f"FROM {rows} WHERE loopt AND slug IS NOT NULL AND voorziening IS NOT NULL"
    yield from _ask(
        bronnen,
        "toewijzingen",
        f"""
        SELECT 'clienten', 'wet=' || slug || ';voorziening=' || voorziening AS naam, count(DISTINCT clientnummer)
        {of_group} GROUP BY naam ORDER BY naam
        """,
    )
    yield from _ask(
        bronnen,
        "toewijzingen",
        f"""
        SELECT 'clienten', 'wet=' || slug || ';voorziening=totaal' AS naam, count(DISTINCT clientnummer)
        {of_group} GROUP BY naam ORDER BY naam
        """,
    )
    yield from _ask(
        bronnen,
        "toewijzingen",
        f"""
        SELECT 'toewijzingen', 'wet=' || slug AS naam, count(*) FROM {rows}
        WHERE loopt AND slug IS NOT NULL GROUP BY naam ORDER BY naam
        """,
    )
    yield from _ask(
        bronnen,
        "toewijzingen",
        f"""
        SELECT 'verwijzingen', 'verwijzer=' || groep AS naam, count(*)
        FROM {rows} JOIN ref_codelijsten c ON c.lijst = 'verwijzertype' AND c.code = verwijzertype
        WHERE slug = 'jeugdwet' AND toewijzingsdatum BETWEEN {begin} AND {end} AND groep IS NOT NULL
        GROUP BY naam ORDER BY naam
        """,
    )


def _of_uitkeringen(bronnen: Bronnen) -> Iterator[Getal]:
    begin, end = sql_date(bronnen.begin), sql_date(bronnen.einde)
    runs = f"begindatum <= {end} AND NOT coalesce(einddatum < {begin}, false)"
    yield from _ask(
        bronnen,
        "uitkeringen",
        f"""
        SELECT 'bijstand', 'regeling=' || groep AS naam, count(DISTINCT clientnummer)
        FROM uitkeringen JOIN ref_codelijsten c ON c.lijst = 'regeling' AND c.code = regeling
        WHERE {runs} AND groep IS NOT NULL GROUP BY naam ORDER BY naam
        """,
    )
    yield from _ask(
        bronnen,
        "uitkeringen",
        f"""
        SELECT 'bijstand', 'regeling=totaal', count(DISTINCT clientnummer) FROM uitkeringen WHERE {runs}
        UNION ALL
        SELECT 'instroom_bijstand', 'maand=totaal', count(*) FROM uitkeringen
        WHERE begindatum BETWEEN {begin} AND {end}
        UNION ALL
        SELECT 'uitstroom_bijstand', 'maand=totaal', count(*) FROM uitkeringen
        WHERE einddatum BETWEEN {begin} AND {end}
        """,
    )


def _of_inkomensondersteuning(bronnen: Bronnen) -> Iterator[Getal]:
    """Persons per voorziening that has a label; any other may be a slip, with a value in it."""
    yield from _ask(
        bronnen,
        "inkomensondersteuning",
        """
        SELECT 'clienten', 'wet=participatiewet;voorziening=' || replace(soort, ' ', '-') AS naam,
            count(DISTINCT clientnummer)
        FROM inkomensondersteuning
        WHERE replace(soort, ' ', '-') IN (SELECT waarde FROM ref_labels WHERE dimensie = 'voorziening')
        GROUP BY naam ORDER BY naam
        """,
    )


def _of_begroting(bronnen: Bronnen) -> Iterator[Getal]:
    yield from _ask(
        bronnen,
        "begroting",
        """
        SELECT 'begroting', 'onderdeel=' || onderdeel || ';post=totaal;fase=werkelijk' AS naam,
            CAST(coalesce(sum(bedrag), 0) AS DOUBLE)
        FROM begroting WHERE fase = 'werkelijk' AND onderdeel IS NOT NULL GROUP BY naam ORDER BY naam
        """,
        telt=False,
    )


def _of_declaraties(bronnen: Bronnen) -> Iterator[Getal]:
    besteed = add_besteed(bronnen)
    yield from _ask(
        bronnen,
        "declaraties",
        f"""
        SELECT 'kosten_zin', '', CAST(coalesce(sum(bedrag), 0) AS DOUBLE) FROM {besteed} WHERE leveringsvorm = 'ZIN'
        """,
        telt=False,
    )
    yield from _ask(
        bronnen,
        "declaraties",
        f"""
        SELECT 'kosten_perceel', 'perceel=' || perceel AS naam, CAST(sum(bedrag) AS DOUBLE) FROM {besteed}
        WHERE perceel IS NOT NULL GROUP BY naam ORDER BY naam
        """,
        telt=False,
    )


def _of_bezwaarschriften(bronnen: Bronnen) -> Iterator[Getal]:
    aantal = len(bronnen.tabellen["bezwaarschriften"])
    yield Getal("bezwaarschriften", "bezwaarschriften", "wet=totaal;uitkomst=totaal", aantal)


def _of_tellingen(bronnen: Bronnen) -> Iterator[Getal]:
    yield from _ask(
        bronnen,
        "tellingen",
        """
        SELECT 'telling', 'telling=' || telling || ';categorie=' || categorie, aantal, regel FROM tellingen
        WHERE telling IS NOT NULL AND categorie IS NOT NULL AND aantal IS NOT NULL ORDER BY regel
        """,
    )


def _of_bevolking(bronnen: Bronnen) -> Iterator[Getal]:
    for naam, van, tot in LEEFTIJDSGROEPEN:
        yield from _ask(
            bronnen,
            "bevolking",
            f"""
            SELECT 'inwoners', 'leeftijd={naam}', coalesce(sum(aantal), 0) FROM bevolking
            WHERE jaar = {bronnen.jaar} AND soort = 'stand' AND leeftijd BETWEEN {van} AND {tot}
            """,
        )


BRONNEN: dict[tuple[str, ...], Callable[[Bronnen], Iterator[Getal]]] = {
    ("toewijzingen",): _of_toewijzingen,
    ("uitkeringen",): _of_uitkeringen,
    ("inkomensondersteuning",): _of_inkomensondersteuning,
    ("begroting",): _of_begroting,
    ("declaraties", "toewijzingen"): _of_declaraties,
    ("bezwaarschriften",): _of_bezwaarschriften,
    ("tellingen",): _of_tellingen,
    ("bevolking",): _of_bevolking,
}
"""Per extract (and what else it takes) the numbers in it."""
