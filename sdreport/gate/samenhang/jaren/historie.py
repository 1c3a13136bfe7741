"""Extracts against last year and against themselves over time: what moved, and what is missing."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping

import pandas as pd

from sdreport.gate.samenhang.aannemelijk.toeval import SAMEN_KANS, find_deviations
from sdreport.gate.samenhang.geld import add_besteed
from sdreport.gate.samenhang.jaren.vorig_jaar import (
    TELLINGEN,
    Vergelekene,
    find_extract,
    is_measured,
    last_year,
    this_year,
)
from sdreport.gate.samenhang.personen.begrippen import add_producten
from sdreport.gate.samenhang.sources import Bronnen
from sdreport.intake.large.cast_sql import quote
from sdreport.intake.large.meaning import TELT
from sdreport.register.cijfer import Getal
from sdreport.register.structuur import TOTAAL

TOEVAL = 3.0
"""Standard deviations of the difference of two Poisson counts that chance is allowed to explain."""
RUIM_TOEVAL = 5.0
"""The same for months, of which there are hundreds, in percelen with a few large amounts."""
GELIJKMATIG = 1.5
STEEDS_DEEL = 2
"""Every other month has at least so many times less than is needed: else lines come by the batch."""
ANDERE_ORDE = 100
"""Times that a total of the begroting is more or less than last year's, from which it is in another unit."""
DUBBELE_MAAND = 1.7
"""A month is suspect above 1.7 times the median of the others, when none of those is above 1.5 times it."""
GESLOTEN = ("clienten", "bijstand", "verwijzingen")
"""Indicators whose breakdown is complete in the history: what is not there, was not there."""
Rij = tuple[int, str, str, float | None, float | None, float | None]


def verandering(bronnen: Bronnen) -> pd.DataFrame:
    """Per number that last year's register has too: how far it moved, and whether it is new or gone.

    `verandering_pct` is 0 when chance explains the change of a count: |x - y| <= z sqrt(x + y), with z by how many
    numbers of the extract are compared, and 3 for tellingen, that are few; of the costs of a perceel in toewijzingen of
    what one costs. `verdwenen` and `nieuw` are about the
    members of a breakdown that the history has.
    """
    vorig, own = last_year(bronnen), sorted(this_year(bronnen), key=lambda item: item.regelnummer)
    shown = {item.getal.adres for item in own}
    gone = [getal for adres, getal in vorig.items() if adres not in shown and _is_gone(getal, bronnen)]
    compared = Counter(item.extract for item in own if item.getal.adres in vorig)
    compared.update(find_extract(getal) for getal in gone)
    toeval = {slug: find_deviations(many) for slug, many in compared.items()} | {TELLINGEN: TOEVAL}
    spread = _find_spread(bronnen)
    rows = [
        line
        for item in own
        if (row := _compare(item, vorig, bronnen, toeval, spread))
        for line in (row, *_list_of_other_size(item, vorig, row, bronnen))
    ]
    rows += [_as_gone(getal, toeval) for getal in gone]
    columns = ["regelnummer", "dataset", "onderwerp", "verandering_pct", "verdwenen", "nieuw"]
    return pd.DataFrame(rows, columns=columns).set_index("regelnummer")


def _compare(
    item: Vergelekene,
    vorig: Mapping[str, Getal],
    bronnen: Bronnen,
    toeval: Mapping[str, float],
    spread: Mapping[str, float],
) -> Rij | None:
    """A number of this year beside that of last year; None when it is new, and that says nothing."""
    getal, before = item.getal, vorig.get(item.getal.adres)
    about, nu = (item.regelnummer, item.extract, _describe(getal)), getal.waarde or 0.0
    if before is not None:
        toen = before.waarde or 0.0
        one = spread.get(getal.uitsplitsing.get("perceel", ""), 0.0)
        change = _change(nu, toen, getal.eenheid, toeval[item.extract], one)
        return *about, change, float(toen > 0 and nu == 0), 0.0
    hidden = any(other.onderdrukt and other.adres == getal.adres for other in bronnen.vorig)
    closed = not hidden and getal.indicator in GESLOTEN
    closed = closed and any(other.indicator == getal.indicator for other in vorig.values())
    return (*about, None, None, 1.0) if closed and nu > 0 and _has_name(getal, bronnen) else None


def _list_of_other_size(
    item: Vergelekene, vorig: Mapping[str, Getal], row: Rij, bronnen: Bronnen
) -> Iterator[Rij]:
    """The lines of an onderdeel of the begroting whose total is of another size than last year's: in thousands, or in
    cents. Of the phases whose totals are, all lines are.
    """
    before = vorig.get(item.getal.adres)
    if item.extract != "begroting" or before is None or not (before.waarde and item.getal.waarde):
        return
    onderdeel, toen = quote(item.getal.uitsplitsing["onderdeel"]), float(before.waarde)
    other = f"least(sum(bedrag), {toen}) * {ANDERE_ORDE} <= greatest(sum(bedrag), {toen})"
    phases = f"SELECT fase FROM begroting WHERE onderdeel = {onderdeel} GROUP BY fase HAVING {other}"
    for (line,) in bronnen.werkbank.storage.execute(
        f"SELECT regelnummer FROM begroting WHERE onderdeel = {onderdeel} AND fase IN ({phases}) ORDER BY 1"
    ):
        yield int(line), *row[1:]


def _is_gone(getal: Getal, bronnen: Bronnen) -> bool:
    """Whether it says something that a number of last year is not there: a member of a closed breakdown."""
    member = getal.indicator in GESLOTEN and TOTAAL not in getal.uitsplitsing.values()
    return member and (getal.waarde or 0.0) > 0 and is_measured(bronnen, getal)


def _as_gone(getal: Getal, toeval: Mapping[str, float]) -> Rij:
    extract = find_extract(getal)
    change = _change(0.0, getal.waarde or 0.0, getal.eenheid, toeval[extract])
    return 0, extract, _describe(getal), change, 1.0, None


def _has_name(getal: Getal, bronnen: Bronnen) -> bool:
    """Whether reference tables have the values in an address: any other may be a slip in a record."""
    tables = bronnen.referenties
    labels, groepen = tables["labels"], set(tables["codelijsten"]["groep"].dropna())
    return all(
        waarde in {TOTAAL, *groepen, *labels.loc[labels["dimensie"] == dimensie, "waarde"]}
        or any(waarde in set(table[dimensie]) for table in tables.values() if dimensie in table)
        for dimensie, waarde in getal.uitsplitsing.items()
    )


def _find_spread(bronnen: Bronnen) -> dict[str, float]:
    """Per perceel the euros that one toewijzing more or less is, so that chance says what its costs do."""
    if not bronnen.has("declaraties", "toewijzingen"):
        return {}
    each = f"SELECT toewijzingnummer, CAST(sum(bedrag) AS DOUBLE) AS kosten FROM declaraties WHERE {TELT} GROUP BY 1"
    return dict(
        bronnen.werkbank.storage.execute(
            f"SELECT p.perceel, sum(kosten * kosten) / sum(kosten) FROM ({each}) JOIN {add_producten(bronnen)} t"
            " USING (toewijzingnummer) JOIN ref_productcodes p ON t.product = p.productcode"
            " AND t.vorm = p.leveringsvorm WHERE p.perceel IS NOT NULL GROUP BY 1 HAVING sum(kosten) > 0"
        )
    )


def _change(nu: float, toen: float, eenheid: str, afwijkingen: float, spreiding: float = 0.0) -> float:
    """The change in percent; 0 when chance explains that of a count, or of euros of which so many are one."""
    each = spreiding if eenheid == "euro" else 1.0
    explained = each > 0 and abs(nu - toen) <= afwijkingen * math.sqrt(max(each * (nu + toen), 0.0))
    return 0.0 if explained or toen <= 0 else round(abs(nu - toen) / toen * 100, 4)


def _describe(getal: Getal) -> str:
    return " ".join([getal.indicator.replace("_", " "), *getal.uitsplitsing.values()])


def maanden(bronnen: Bronnen) -> pd.DataFrame:
    """Per perceel and month: whether declaraties are missing, and whether there are about twice as many euros.

    A month that chance explains, with the spread of one declaratie in it, is not twice as high (see `maanden`). One
    without declaraties is no chance when so many are usual that no month has none by itself (Poisson).
    """
    per_month = bronnen.werkbank.query(
        f"SELECT perceel, maand, sum(aantal) AS aantal, CAST(sum(bedrag) AS DOUBLE) AS bedrag,"
        " sum(kwadraat) AS kwadraat"
        f" FROM {add_besteed(bronnen)} WHERE jaar = {bronnen.jaar} AND perceel IS NOT NULL GROUP BY ALL"
    )
    result = []
    enough = math.log(12 * per_month["perceel"].nunique() / SAMEN_KANS) if len(per_month) else 0.0
    for perceel, own in per_month.groupby("perceel"):
        full = own.set_index("maand")[["aantal", "bedrag"]].reindex(range(1, 13), fill_value=0)
        total = float(own["bedrag"].sum())
        spread = float(own["kwadraat"].sum()) / total if total > 0 else 0.0
        for maand in full.index:
            other = full.drop(index=maand)
            usual = float(other["bedrag"].median())
            often = other["aantal"].median() >= enough and other["aantal"].min() * STEEDS_DEEL >= enough
            steady = often and usual > 0 and other["bedrag"].max() <= GELIJKMATIG * usual
            missing = float(bool(often and full["aantal"].loc[maand] == 0))
            here = float(full["bedrag"].loc[maand])
            chance = here - usual <= RUIM_TOEVAL * math.sqrt(spread * max(here + usual, 0.0))
            double = float(bool(steady and here >= DUBBELE_MAAND * usual and not chance))
            result.append((0, "declaraties", f"{perceel}, maand {maand}", missing, double))
    columns = ["regelnummer", "dataset", "onderwerp", "maand_ontbreekt", "maand_dubbel"]
    return pd.DataFrame(result, columns=columns).set_index("regelnummer")
