"""Mutations of what slipped: days of a time zone, ages of the population, all of a law beside last year."""

import pandas as pd
from mutatiehulp import Extracten, Verwacht, mutatie
from mutaties_samen import dates, swap_sexes

TE_VROEG = "samenhang_tijdlijn.begint_niet_op_laatste_dag"


@mutatie("tijdlijn.begint_niet_op_laatste_dag", "dag-eerder")
def days_in_another_time_zone(x: Extracten) -> Verwacht:
    """All a day early, so that the first of a month is no more than another day."""
    rows = x.tekst["toewijzingen"]
    begin = dates(rows["ingangsdatum"])
    moved = begin.where(begin <= dates(rows["toewijzingsdatum"]), begin - pd.Timedelta(days=1))
    rows["ingangsdatum"] = moved.dt.strftime("%d-%m-%Y")
    for line in rows.index:
        yield "toewijzingen", TE_VROEG, int(line)


@mutatie("tijdlijn.begint_niet_op_laatste_dag", "deel dag-eerder")
def some_days_in_another_time_zone(x: Extracten) -> Verwacht:
    """A third of them: then the lines on the last day of a month are named."""
    rows = x.tekst["toewijzingen"]
    begin = dates(rows["ingangsdatum"])
    own = (begin > dates(rows["toewijzingsdatum"])) & (rows.index % 3 == 0)
    moved = begin.where(~own, begin - pd.Timedelta(days=1))
    rows["ingangsdatum"] = moved.dt.strftime("%d-%m-%Y")
    for line in rows.index[moved.dt.is_month_end]:
        yield "toewijzingen", TE_VROEG, int(line)


@mutatie("tijdlijn.begint_niet_op_laatste_dag", "jaar-eerder")
def year_that_begins_a_day_early(x: Extracten) -> Verwacht:
    rows = x.tekst["inkomensondersteuning"]
    moved = dates(rows["datum"]) - pd.Timedelta(days=1)
    rows["datum"] = moved.dt.strftime("%d-%m-%Y")
    for line in rows.index:
        yield "inkomensondersteuning", TE_VROEG, int(line)
    for line in rows.index[moved.dt.year.eq(2022)]:
        yield "inkomensondersteuning", "inkomensondersteuning.datum_in_jaar", int(line)


@mutatie("inwoners.leeftijden_niet_verschoven", "leeftijden")
def ages_slipped_since_last_year(x: Extracten) -> Verwacht:
    """Of the women; the men are a year older, as people are."""
    rows = x.tekst["bevolking"]
    own = rows["soort"].eq("stand") & rows["geslacht"].eq("2")
    before = rows.assign(jaar=(rows["jaar"].astype(int) - 1).astype(str))
    for sex, step in (("1", 1), ("2", 4)):
        such = before["soort"].eq("stand") & before["geslacht"].eq(sex)
        moved = before.loc[such, "aantal"].shift(-step).ffill()
        before.loc[such, "aantal"] = moved
    x.vorige = {"bevolking": before}
    for line in rows.index[own]:
        yield "bevolking", "samenhang_inwoners.leeftijden_niet_verschoven", int(line)


@mutatie("vorig_extract.zelfde_gegevens", "vorig-wet")
def sex_of_a_law_swapped(x: Extracten) -> Verwacht:
    """Last year, of the Jeugdwet; what is new this year cannot be compared, and is of that law too."""
    rows = x.tekst["toewijzingen"]
    own = rows["wet"].eq("Jeugdwet") & rows["geslacht"].isin(["1", "2"])
    before = rows[dates(rows["ingangsdatum"]).dt.year < 2023].copy()
    swap_sexes(before, before["wet"].eq("Jeugdwet"))
    x.vorige = {"toewijzingen": before}
    for line in rows.index[own]:
        yield "toewijzingen", "samenhang_vorig_extract.zelfde_gegevens", int(line)
    yield "toewijzingen", "samenhang_verdelingen.zoals_vorig_jaar", 0


@mutatie("wijkbevolking.samen_de_gemeente", "wijkgroepen")
def age_groups_of_wijken_exchanged(x: Extracten) -> Verwacht:
    rows = x.tekst["wijkbevolking"]
    names = {"0-17": "65-plus", "65-plus": "0-17"}
    own = rows["leeftijdsgroep"].isin(list(names))
    rows["leeftijdsgroep"] = rows["leeftijdsgroep"].replace(names)
    for line in rows.index[own]:
        yield "wijkbevolking", "samenhang_wijkbevolking.samen_de_gemeente", int(line)


@mutatie("wijkbevolking.zoals_vorig_jaar", "wijkgetal")
def one_number_of_a_wijk_too_large(x: Extracten) -> Verwacht:
    """The other age groups of that wijk are nearly as last year: only the line is told."""
    rows = x.tekst["wijkbevolking"]
    x.vorige["wijkbevolking"] = rows.assign(aantal=(rows["aantal"].astype(int) * 98 // 100).astype(str))
    line = x.pick("wijkbevolking", lambda own: own["leeftijdsgroep"].eq("18-64"))
    x.put("wijkbevolking", line, aantal=x.get("wijkbevolking", line, "aantal") + "0")
    yield "wijkbevolking", "samenhang_wijkbevolking.zoals_vorig_jaar", line
    yield "wijkbevolking", "samenhang_wijkbevolking.samen_de_gemeente", 0


@mutatie("wijkbevolking.zoals_vorig_jaar", "wijken verwisseld")
def two_wijken_exchanged_since_last_year(x: Extracten) -> Verwacht:
    """One grew a third and the other shrank a quarter: both are told."""
    rows = x.tekst["wijkbevolking"]
    counts = rows["aantal"].astype(int) + 100 * rows["wijk"].map({"West": -1, "Zuid": 1}).fillna(0).astype(
        int
    )
    rows["aantal"] = counts.astype(str)
    names = {"West": "Noord", "Noord": "West"}
    x.vorige["wijkbevolking"] = rows.assign(wijk=rows["wijk"].replace(names))
    for line in rows.index[rows["wijk"].isin(list(names))]:
        yield "wijkbevolking", "samenhang_wijkbevolking.zoals_vorig_jaar", int(line)


@mutatie("vorig_extract.zelfde_gegevens", "vorige vorm")
def pgb_that_became_zin_since_last_year(x: Extracten) -> Verwacht:
    x.vorige = {"toewijzingen": x.tekst["toewijzingen"].copy()}
    for _ in range(3):
        line = x.pick("toewijzingen", lambda rows: rows["leveringsvorm"].eq("ZIN"))
        x.vorige["toewijzingen"].loc[line, "leveringsvorm"] = "PGB"
        yield "toewijzingen", "samenhang_vorig_extract.zelfde_gegevens", line
