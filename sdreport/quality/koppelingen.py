"""What extracts must say together: the tables behind the suites `samenhang_*.json` (see `samenhang.py`)."""

from typing import Any

import pandas as pd

from sdreport.quality.samenhang import Bronnen

PERSONEN = ("toewijzingen", "uitkeringen", "inkomensondersteuning")
ONBEKEND = "0"
"""The code for a sex that is not known: it contradicts nothing."""
TOTAAL = "totaal"


def declaraties(bronnen: Bronnen) -> pd.DataFrame:
    """Per declaratie the days that it lies outside the period of its toewijzing.

    `dagen_voor_ingang`, `dagen_na_einde`: 0 when it lies within; missing when the toewijzing is not known.
    """
    rows = bronnen.frame("declaraties", "toewijzingnummer", "begindatum", "einddatum")
    periode = _periods(bronnen)
    start = rows["toewijzingnummer"].map(periode["ingangsdatum"])
    end = rows["toewijzingnummer"].map(periode["einddatum"])
    known = rows["toewijzingnummer"].isin(periode.index)
    last = rows[["begindatum", "einddatum"]].max(axis=1)
    return pd.DataFrame(
        {
            "dataset": "declaraties",
            "dagen_voor_ingang": _days_after(start, rows["begindatum"]).where(known),
            "dagen_na_einde": _days_after(last, end).where(known),
        },
        index=rows.index,
    )


def toewijzingen(bronnen: Bronnen) -> pd.DataFrame:
    """Per toewijzing: whether a reason goes with an end in the year, and days that it lies after the peildatum."""
    rows = bronnen.frame("toewijzingen", "toewijzingsdatum", "einddatum", "reden_beeindiging")
    ended = rows["einddatum"] <= bronnen.einde
    peildatum = pd.Timestamp(bronnen.peildatum)
    without = rows["reden_beeindiging"].isna()
    return pd.DataFrame(
        {
            "dataset": "toewijzingen",
            "reden_ontbreekt": without.astype("float64").where(ended),
            "reden_voor_later": (rows["einddatum"] > peildatum).astype("float64").where(~without),
            "dagen_na_peildatum": _days_after(rows["toewijzingsdatum"], peildatum),
        },
        index=rows.index,
    )


def personen(bronnen: Bronnen) -> pd.DataFrame:
    """Per record of a person whether year of birth, sex and household differ from those in the person's other records.

    Differs means: it is not the value that most records of this person have. When no value is the most frequent, all
    records of the person differ, since nobody can tell which one is right.
    """
    parts = []
    for slug in PERSONEN:
        if bronnen.has(slug):
            columns = ["clientnummer", "geboortejaar", "geslacht"]
            columns += ["huishoudnummer"] if slug == "inkomensondersteuning" else []
            parts.append(bronnen.frame(slug, *columns).assign(dataset=slug))
    rows = pd.concat(parts) if parts else pd.DataFrame(columns=["clientnummer", "dataset"])
    rows = rows.reindex(columns=["dataset", "clientnummer", "geboortejaar", "geslacht", "huishoudnummer"])
    geslacht = rows["geslacht"].where(rows["geslacht"] != ONBEKEND)
    return pd.DataFrame(
        {
            "dataset": rows["dataset"],
            "geboortejaar_wijkt_af": _differs(rows["clientnummer"], rows["geboortejaar"]),
            "geslacht_wijkt_af": _differs(rows["clientnummer"], geslacht),
            "huishouden_wijkt_af": _differs(rows["clientnummer"], rows["huishoudnummer"]),
        },
        index=rows.index,
    )


def uitkeringen(bronnen: Bronnen) -> pd.DataFrame:
    """Per uitkering: overlap with an earlier one of the same regeling, and whether the person's flows add up.

    `stand_verschil`: stock at the begin + inflow - outflow - stock at the end, of this person. Anything but 0 means
    that a person counts more than once in a flow. `dagen_na_peildatum`: of the begin or end, whichever is later.
    """
    rows = bronnen.frame("uitkeringen", "clientnummer", "regeling", "begindatum", "einddatum")
    end = rows["einddatum"].fillna(pd.Timestamp.max.floor("D"))
    order = rows.assign(_einde=end).sort_values(
        ["clientnummer", "regeling", "begindatum", "_einde"], kind="stable"
    )
    keys = [order["clientnummer"], order["regeling"]]
    earlier = order.groupby(keys)["_einde"].cummax().groupby(keys).shift()
    overlap = (order["begindatum"] <= earlier).astype("float64").reindex(rows.index)
    began, ended = (
        rows["begindatum"].between(bronnen.begin, bronnen.einde),
        end.between(bronnen.begin, bronnen.einde),
    )
    moments = pd.DataFrame(
        {
            "clientnummer": rows["clientnummer"],
            "begin": (rows["begindatum"] < bronnen.begin) & (end >= bronnen.begin),
            "einde": (rows["begindatum"] <= bronnen.einde) & (end > bronnen.einde),
            "in": began.astype(int),
            "uit": ended.astype(int),
        }
    )
    per_person = moments.groupby("clientnummer")
    first, last = (per_person[moment].transform("max").astype("float64") for moment in ("begin", "einde"))
    verschil = first - last + per_person["in"].transform("sum") - per_person["uit"].transform("sum")
    peildatum = pd.Timestamp(bronnen.peildatum)
    return pd.DataFrame(
        {
            "dataset": "uitkeringen",
            "overlap": overlap.where(rows["clientnummer"].notna()),
            "stand_verschil": verschil.where(rows["clientnummer"].notna()),
            "dagen_na_peildatum": _days_after(rows[["begindatum", "einddatum"]].max(axis=1), peildatum),
        },
        index=rows.index,
    )


def bezwaarschriften(bronnen: Bronnen) -> pd.DataFrame:
    """Per bezwaarschrift the days that its decision lies after the peildatum."""
    besluit = bronnen.frame("bezwaarschriften", "besluitdatum")["besluitdatum"]
    return pd.DataFrame(
        {
            "dataset": "bezwaarschriften",
            "dagen_na_peildatum": _days_after(besluit, pd.Timestamp(bronnen.peildatum)),
        },
        index=besluit.index,
    )


def begroting(bronnen: Bronnen) -> pd.DataFrame:
    """Per line of the begroting: distance from what was declared or paid, and whether it fits in with its post.

    `verschil_pct`: between the actual costs of a post and the total in the extract that it comes from, in percent of
    the actual costs. `keer_andere_fasen`: how many times larger or smaller than the median of the other phases.
    """
    rows = bronnen.frame("begroting", "onderdeel", "post", "taakveld", "fase", "bedrag")
    actual = rows["bedrag"].where(rows["fase"] == "werkelijk")
    uitgegeven = _spent(bronnen)
    own = rows["post"].map(uitgegeven).fillna(0.0)
    comparable = rows["post"].isin(uitgegeven.index) & actual.notna()
    verschil = (own - actual).abs() / actual.where(actual > 0) * 100
    with_parts = rows.groupby("onderdeel")["post"].transform("nunique") > 1
    lines = pd.DataFrame(
        {
            "dataset": "begroting",
            "onderwerp": rows["post"].where(comparable),
            "verschil_pct": verschil.where(comparable).round(4),
            "keer_andere_fasen": _times_others(rows),
            "taakveld_wijkt_af": _differs(rows["onderdeel"] + "." + rows["post"], rows["taakveld"]),
            "totaal_met_delen": ((rows["post"] == TOTAAL) & with_parts).astype("float64"),
            "post_ontbreekt": 0.0,
        },
        index=rows.index,
    )
    missing = sorted(set(uitgegeven.index[uitgegeven > 0]) - set(rows["post"][rows["fase"] == "werkelijk"]))
    if not missing:
        return lines
    absent = {"dataset": "begroting", "onderwerp": missing, "post_ontbreekt": 1.0}
    return pd.concat([lines, pd.DataFrame(absent, index=[0] * len(missing))])


def with_perceel(bronnen: Bronnen) -> pd.DataFrame:
    """Declaraties with the wet, leveringsvorm and perceel of their toewijzing (the first with that number)."""
    product = bronnen.referenties["productcodes"][["productcode", "leveringsvorm", "perceel"]]
    owner = bronnen.frame("toewijzingen", "toewijzingnummer", "productcode", "leveringsvorm")
    owner = owner.dropna(subset="toewijzingnummer").drop_duplicates("toewijzingnummer")
    owner = owner.merge(product, on=["productcode", "leveringsvorm"], how="left").set_index(
        "toewijzingnummer"
    )
    rows = bronnen.frame("declaraties", "toewijzingnummer", "begindatum", "bedrag")
    return rows.assign(
        leveringsvorm=rows["toewijzingnummer"].map(owner["leveringsvorm"]),
        perceel=rows["toewijzingnummer"].map(owner["perceel"]),
    )


def _spent(bronnen: Bronnen) -> "pd.Series[float]":
    """The total per post in the extracts that posts come from; posts without such an extract have no entry."""
    percelen = bronnen.referenties["productcodes"]["perceel"].dropna().unique()
    per_perceel = with_perceel(bronnen).groupby("perceel")["bedrag"].sum()
    totals = per_perceel.reindex(sorted(set(percelen) | set(per_perceel.index)), fill_value=0.0)
    in_begroting = set(bronnen.frame("begroting", "post")["post"].dropna())
    totals = totals[[post in in_begroting or total > 0 for post, total in totals.items()]]
    for post, slug in (("bijstand", "uitkeringen"), ("bijzondere-bijstand", "inkomensondersteuning")):
        if bronnen.has(slug) and post in in_begroting:
            totals[post] = bronnen.frame(slug, "bedrag")["bedrag"].sum()
    return totals.astype("float64")


def _times_others(rows: pd.DataFrame) -> "pd.Series[float]":
    """How many times the amount of a post is larger or smaller than the median of its other phases."""
    key = rows["onderdeel"].astype("str") + "." + rows["post"].astype("str")
    wide = rows.assign(_post=key).pivot_table(index="_post", columns="fase", values="bedrag", aggfunc="first")
    others = {fase: wide.drop(columns=fase).median(axis=1) for fase in wide.columns}
    pairs = zip(key, rows["fase"], strict=True)
    median = pd.Series(
        [others[fase].get(post) if fase in others else None for post, fase in pairs], index=rows.index
    )
    median = median.astype("float64").where(lambda value: value > 0)
    amount = rows["bedrag"].astype("float64").where(rows["bedrag"] > 0)
    return pd.concat([amount / median, median / amount], axis=1).max(axis=1).round(4)


def _periods(bronnen: Bronnen) -> pd.DataFrame:
    """Per toewijzingnummer its first and last day (missing: no end); the widest if the number is there twice."""
    rows = bronnen.frame("toewijzingen", "toewijzingnummer", "ingangsdatum", "einddatum")
    rows = rows.dropna(subset="toewijzingnummer")
    double = rows["toewijzingnummer"].duplicated(keep=False)
    if not double.any():
        return rows.set_index("toewijzingnummer")
    rows = rows.assign(einddatum=rows["einddatum"].fillna(pd.Timestamp.max.floor("D")))
    return rows.groupby("toewijzingnummer").agg(
        ingangsdatum=("ingangsdatum", "min"), einddatum=("einddatum", "max")
    )


def _days_after(dates: "pd.Series[Any]", limit: "pd.Series[Any] | pd.Timestamp") -> "pd.Series[float]":
    """Days that a date lies after a limit, 0 when it does not or when there is no limit; missing without a date."""
    days = (dates - limit).dt.days.astype("float64")
    return days.clip(lower=0.0).fillna(0.0).where(dates.notna())


def _differs(person: "pd.Series[str]", value: "pd.Series[str]") -> "pd.Series[float]":
    """1 where a value is not the most frequent one of its person, else 0; missing where there is nothing to compare."""
    rows = pd.DataFrame({"person": person.to_numpy(), "value": value.to_numpy()})
    known = rows.dropna()
    counts = known.value_counts(sort=False).rename("aantal").reset_index()
    most = counts.groupby("person")["aantal"].transform("max")
    alone = counts[counts["aantal"] == most].drop_duplicates("person", keep=False)
    joined = known.merge(
        alone.assign(_goed=1.0)[["person", "value", "_goed"]], on=["person", "value"], how="left"
    )
    differs = pd.Series(1.0 - joined["_goed"].fillna(0.0).to_numpy(), index=known.index)
    return pd.Series(differs.reindex(rows.index).to_numpy(), index=person.index)
