"""Extracts against last year and against themselves over time: what moved, what is missing, what came twice."""

import hashlib
import math
from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd

from sdreport.quality.koppelingen import with_perceel
from sdreport.quality.samenhang import Bronnen

WETTEN = {"Wmo": "wmo", "Jeugdwet": "jeugdwet"}
TOEVAL = 3.0
"""Standard deviations of the difference of two Poisson counts that chance is allowed to explain."""
MIN_PER_MAAND = 7
"""Declaraties a month from which a month without any is no chance (probability below 1 in 1,000)."""
GELIJKMATIG = 1.5
DUBBELE_MAAND = 1.7
"""A month is suspect above 1.7 times the median of the others, when none of those is above 1.5 times it."""
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
BELEID = "speerpunten"
"""The extract that is a text of several years, and may stay the same."""
SORTEERBAAR = 50_000_000
"""Bytes up to which the lines of a file are compared in any order; of a larger file the bytes are."""
Getal = tuple[str, str, str, int, float, bool]
"""A number that can be compared: dataset, indicator, uitsplitsing, line in the file, value, whether it is a count."""
GELIJK_VANAF = 4
"""Numbers that must all be equal to those of last year before it looks like last year's file."""


def verandering(bronnen: Bronnen) -> pd.DataFrame:
    """Per number that last year's register has too: how far it moved, and whether it is new or gone.

    `verandering_pct` is 0 when chance explains the change of a count: |x - y| <= 3 sqrt(x + y). `verdwenen` and `nieuw`
    are about the members of a breakdown that the history has.
    """
    rows: list[tuple[int, str, str, float | None, float | None, float | None]] = []
    vorig = _last_year(bronnen)
    indicators = {indicator for indicator, _ in vorig}
    for slug, indicator, uitsplitsing, regel, nu, telt in _numbers(bronnen):
        name = _describe(indicator, uitsplitsing)
        before = vorig.pop((indicator, uitsplitsing), None)
        if before is not None:
            rows.append((regel, slug, name, _change(nu, before, telt), float(before > 0 and nu == 0), 0.0))
        elif indicator in indicators and indicator in GESLOTEN and nu > 0:
            rows.append((regel, slug, name, None, None, 1.0))
    for (indicator, uitsplitsing), before in vorig.items():
        slug = _source(indicator, uitsplitsing)
        if before > 0 and slug and bronnen.has(slug) and "totaal" not in uitsplitsing:
            rows.append((0, slug, _describe(indicator, uitsplitsing), _change(0.0, before, True), 1.0, None))
    columns = ["regel", "dataset", "onderwerp", "verandering_pct", "verdwenen", "nieuw"]
    return pd.DataFrame(rows, columns=columns).set_index("regel")


GESLOTEN = {"clienten": "toewijzingen", "bijstand": "uitkeringen", "verwijzingen": "toewijzingen"}
"""Indicators whose breakdown is complete in the history, and the extract that they come from."""


def _last_year(bronnen: Bronnen) -> dict[tuple[str, str], float]:
    """The numbers of last year by indicator and uitsplitsing; hidden ones are left out."""
    rows = bronnen.historie.dropna(subset="waarde")
    keys = zip(rows["indicator"].astype(str), rows["uitsplitsing"].astype(str), strict=True)
    return dict(zip(keys, rows["waarde"].astype("float64").tolist(), strict=True))


def _source(indicator: str, uitsplitsing: str) -> str:
    """The extract that a number of last year would come from this year; empty when its absence says nothing."""
    if indicator == "clienten" and uitsplitsing.startswith("wet=participatiewet"):
        bijstand = uitsplitsing.endswith("=bijstand")
        return "" if bijstand else "inkomensondersteuning"
    return GESLOTEN.get(indicator, "")


def _change(nu: float, before: float, telt: bool) -> float:
    explained = telt and abs(nu - before) <= TOEVAL * math.sqrt(nu + before)
    return 0.0 if explained or before <= 0 else round(abs(nu - before) / before * 100, 4)


def _describe(indicator: str, uitsplitsing: str) -> str:
    values = [part.split("=", 1)[1] for part in uitsplitsing.split(";") if part]
    return " ".join([indicator.replace("_", " "), *values])


def _numbers(bronnen: Bronnen) -> Iterator[Getal]:
    """All numbers that last year's register can have too, as its measures define them."""
    if bronnen.has("toewijzingen"):
        yield from _of_toewijzingen(bronnen)
    if bronnen.has("uitkeringen"):
        yield from _of_uitkeringen(bronnen)
    if bronnen.has("inkomensondersteuning"):
        steun = bronnen.frame("inkomensondersteuning", "clientnummer", "soort")
        voorziening = steun["soort"].str.replace(" ", "-")
        labels = bronnen.referenties["labels"]
        known = labels["waarde"][labels["dimensie"] == "voorziening"]  # any other may be a slip, with a value
        for name, aantal in (
            steun[voorziening.isin(known)].groupby(voorziening)["clientnummer"].nunique().items()
        ):
            yield (
                "inkomensondersteuning",
                "clienten",
                f"wet=participatiewet;voorziening={name}",
                0,
                aantal,
                True,
            )
    if bronnen.has("begroting"):
        begroting = bronnen.frame("begroting", "onderdeel", "fase", "bedrag").query("fase == 'werkelijk'")
        for onderdeel, bedrag in begroting.groupby("onderdeel")["bedrag"].sum().items():
            yield (
                "begroting",
                "begroting",
                f"onderdeel={onderdeel};post=totaal;fase=werkelijk",
                0,
                bedrag,
                False,
            )
    if bronnen.has("declaraties", "toewijzingen"):
        rows = with_perceel(bronnen)
        yield "declaraties", "kosten_zin", "", 0, rows["bedrag"][rows["leveringsvorm"] == "ZIN"].sum(), False
        for perceel, bedrag in rows.groupby("perceel")["bedrag"].sum().items():
            yield "declaraties", "kosten_perceel", f"perceel={perceel}", 0, bedrag, False
    if bronnen.has("bezwaarschriften"):
        aantal = len(bronnen.tabellen["bezwaarschriften"])
        yield "bezwaarschriften", "bezwaarschriften", "wet=totaal;uitkomst=totaal", 0, aantal, True
    if bronnen.has("tellingen"):
        tellingen = bronnen.frame("tellingen", "telling", "categorie", "aantal").dropna()
        names = "telling=" + tellingen["telling"] + ";categorie=" + tellingen["categorie"]
        amounts = tellingen["aantal"].astype("float64").tolist()
        for regel, name, amount in zip(tellingen.index, names, amounts, strict=True):
            yield "tellingen", "telling", str(name), int(regel), amount, True
    if bronnen.has("bevolking"):
        yield from _of_bevolking(bronnen)


def _of_toewijzingen(bronnen: Bronnen) -> Iterator[Getal]:
    columns = ["clientnummer", "wet", "productcode", "leveringsvorm", "verwijzertype"]
    rows = bronnen.frame("toewijzingen", *columns, "toewijzingsdatum", "ingangsdatum", "einddatum")
    rows = rows.assign(wet=rows["wet"].map(WETTEN))
    runs = rows[(rows["ingangsdatum"] <= bronnen.einde) & ~(rows["einddatum"] < bronnen.begin)]
    product = bronnen.referenties["productcodes"][["productcode", "leveringsvorm", "voorziening"]]
    runs = runs.merge(product, on=["productcode", "leveringsvorm"], how="left")
    reported = runs.dropna(subset="voorziening")
    name = "wet=" + reported["wet"] + ";voorziening=" + reported["voorziening"]
    for uitsplitsing, aantal in reported.groupby(name)["clientnummer"].nunique().items():
        yield "toewijzingen", "clienten", str(uitsplitsing), 0, aantal, True
    for wet, aantal in reported.groupby("wet")["clientnummer"].nunique().items():
        yield "toewijzingen", "clienten", f"wet={wet};voorziening=totaal", 0, aantal, True
    for wet, aantal in runs.groupby("wet").size().items():
        yield "toewijzingen", "toewijzingen", f"wet={wet}", 0, aantal, True
    assigned = rows[
        (rows["wet"] == "jeugdwet") & rows["toewijzingsdatum"].between(bronnen.begin, bronnen.einde)
    ]
    verwijzers = assigned["verwijzertype"].map(_groups(bronnen, "verwijzertype"))
    for verwijzer, aantal in verwijzers.value_counts(sort=False).items():
        yield "toewijzingen", "verwijzingen", f"verwijzer={verwijzer}", 0, aantal, True


def _of_uitkeringen(bronnen: Bronnen) -> Iterator[Getal]:
    rows = bronnen.frame("uitkeringen", "clientnummer", "regeling", "begindatum", "einddatum")
    groep = rows["regeling"].map(_groups(bronnen, "regeling"))
    runs = rows.assign(groep=groep)[
        (rows["begindatum"] <= bronnen.einde) & ~(rows["einddatum"] < bronnen.begin)
    ]
    for regeling, aantal in runs.groupby("groep")["clientnummer"].nunique().items():
        yield "uitkeringen", "bijstand", f"regeling={regeling}", 0, aantal, True
    yield "uitkeringen", "bijstand", "regeling=totaal", 0, runs["clientnummer"].nunique(), True
    for indicator, column in (("instroom_bijstand", "begindatum"), ("uitstroom_bijstand", "einddatum")):
        aantal = int(rows[column].between(bronnen.begin, bronnen.einde).sum())
        yield "uitkeringen", indicator, "maand=totaal", 0, aantal, True


def _of_bevolking(bronnen: Bronnen) -> Iterator[Getal]:
    rows = bronnen.frame("bevolking", "jaar", "soort", "leeftijd", "aantal")
    rows = rows[(rows["jaar"] == bronnen.jaar) & (rows["soort"] == "stand")]
    for naam, van, tot in (("totaal", 0, 99), ("0-17", 0, 17), ("18-64", 18, 64), ("65-plus", 65, 99)):
        aantal = float(rows["aantal"][rows["leeftijd"].between(van, tot)].sum())
        yield "bevolking", "inwoners", f"leeftijd={naam}", 0, aantal, True


def _groups(bronnen: Bronnen, lijst: str) -> dict[str, str]:
    codes = bronnen.referenties["codelijsten"].query("lijst == @lijst")
    return dict(zip(codes["code"], codes["groep"], strict=True))


def maanden(bronnen: Bronnen) -> pd.DataFrame:
    """Per perceel and month: whether declaraties are missing, and whether there are about twice as many euros."""
    rows = with_perceel(bronnen)
    rows = rows[rows["begindatum"].dt.year == bronnen.jaar]
    by = [rows["perceel"], rows["begindatum"].dt.month.rename("maand")]
    per_month = rows.groupby(by)["bedrag"].agg(aantal="size", bedrag="sum")
    result = []
    for perceel, own in per_month.groupby(level="perceel"):
        full = own.droplevel("perceel").reindex(range(1, 13), fill_value=0)
        for maand in full.index:
            other = full.drop(index=maand)
            usual = float(other["bedrag"].median())
            often = other["aantal"].median() >= MIN_PER_MAAND
            steady = often and usual > 0 and other["bedrag"].max() <= GELIJKMATIG * usual
            missing = float(bool(often and full["aantal"].loc[maand] == 0))
            double = float(bool(steady and full["bedrag"].loc[maand] >= DUBBELE_MAAND * usual))
            result.append((0, "declaraties", f"{perceel}, maand {maand}", missing, double))
    columns = ["regel", "dataset", "onderwerp", "maand_ontbreekt", "maand_dubbel"]
    return pd.DataFrame(result, columns=columns).set_index("regel")


def levering(bronnen: Bronnen) -> pd.DataFrame:
    """Per file: whether it is that of another year; per record: whether it repeats an earlier one.

    `dubbele_levering` is 1 on the repeats when they are so many that the delivery is doubled, else `herhaling` is.
    """
    files = [
        (0, slug, _same_as_other_year(bronnen, slug), _equal_to_last_year(bronnen, slug))
        for slug in bronnen.bestanden
    ]
    parts = [pd.DataFrame(files, columns=["regel", "dataset", "ander_jaar", "vorig_jaar"]).set_index("regel")]
    for slug, columns in INHOUD.items():
        if bronnen.has(slug):
            content = bronnen.frame(slug, *columns)
            repeats = content.duplicated()
            doubled = repeats.mean() >= DUBBEL_DEEL if len(content) else False
            none = pd.Series(0.0, index=content.index)
            marks = {"dubbele_levering": repeats.astype("float64") if doubled else none, "dataset": slug}
            if slug not in ("declaraties", "toewijzingen"):  # their own suites have such a rule
                marks["herhaling"] = none if doubled else repeats.astype("float64")
            parts.append(pd.DataFrame(marks, index=content.index))
    return pd.concat(parts)


def _same_as_other_year(bronnen: Bronnen, slug: str) -> float | None:
    """1 when the file has the same lines as that of another year, in whatever order; missing without a file."""
    if slug == BELEID:
        return None
    path = bronnen.bestanden[slug]
    others = [folder / path.name for folder in bronnen.andere_jaren if (folder / path.name).is_file()]
    others = [other for other in others if other.resolve() != path.resolve()]
    if not path.is_file():
        return None
    size = path.stat().st_size
    alike = [other for other in others if abs(other.stat().st_size - size) <= size / 20 + 16]
    return float(any(fingerprint(other) == fingerprint(path) for other in alike))


def fingerprint(path: Path) -> str:
    """A hash of the lines of a text file whatever their order, quotes, byte order mark and line ends.

    Of a workbook or a very large file it is that of the bytes.
    """
    if path.stat().st_size > SORTEERBAAR or path.suffix.lower() != ".csv":
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    content = path.read_bytes()
    content = content.removeprefix(b"\xef\xbb\xbf").replace(b'"', b"")
    content = b"\n".join(sorted(line.strip() for line in content.splitlines() if line.strip()))
    return hashlib.sha256(content).hexdigest()


def _equal_to_last_year(bronnen: Bronnen, slug: str) -> float | None:
    """1 when all numbers of a file without dates are those of last year; missing when there are few to compare."""
    if slug not in ("tellingen", "begroting") or not bronnen.has(slug):
        return None
    vorig = _last_year(bronnen)
    only = Bronnen({slug: bronnen.tabellen[slug]}, bronnen.referenties, bronnen.jaar, bronnen.peildatum)
    pairs = [(nu, vorig.get((indicator, name))) for _, indicator, name, _, nu, _ in _numbers(only)]
    known = [nu == before for nu, before in pairs if before is not None]
    return float(all(known)) if len(known) >= GELIJK_VANAF else None
