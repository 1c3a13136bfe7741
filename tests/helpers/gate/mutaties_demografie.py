"""Ways to spoil ages, sexes and the population, and days that are each possible."""

import pandas as pd
from mutatiehulp import Extracten, Verwacht, mutatie
from mutaties_personen import PERSONEN, conflicting, once
from mutaties_samen import dates, swap_sexes


@mutatie("leeftijden.niet_te_oud")
def born_in_1900(x: Extracten) -> Verwacht:
    line = x.pick("toewijzingen", once(x, lambda rows: rows["wet"].eq("Wmo")))
    x.put("toewijzingen", line, geboortejaar="1900")
    yield "toewijzingen", "samenhang_leeftijden.niet_te_oud", line


@mutatie("leeftijden.aanvrager_volwassen")
def child_that_applies(x: Extracten) -> Verwacht:
    line = x.pick("inkomensondersteuning", once(x))
    x.put("inkomensondersteuning", line, geboortejaar="2011")
    yield "inkomensondersteuning", "samenhang_leeftijden.aanvrager_volwassen", line
    line = x.pick("uitkeringen", once(x, lambda rows: rows["partner_clientnummer"].eq("")))
    x.put(
        "uitkeringen",
        line,
        partner_clientnummer="C099998",
        partner_geboortejaar="2012",
        partner_geslacht="1",
    )
    yield "uitkeringen", "samenhang_leeftijden.aanvrager_volwassen", line


@mutatie("leeftijden.onder_aow_leeftijd")
def pensioner_with_bijstand(x: Extracten) -> Verwacht:
    for born, ended in (("1948", False), ("1956", False), ("1954", True)):
        line = x.pick("uitkeringen", once(x, lambda rows, own=ended: rows["einddatum"].ne("").eq(own)))
        x.put("uitkeringen", line, geboortejaar=born)
        yield "uitkeringen", "samenhang_leeftijden.onder_aow_leeftijd", line


@mutatie("leeftijden.ioaw_vanaf_50")
def ioaw_of_somebody_young(x: Extracten) -> Verwacht:
    line = x.pick("uitkeringen", once(x, lambda rows: rows["regeling"].eq("IOAW")))
    x.put("uitkeringen", line, geboortejaar="1985")
    yield "uitkeringen", "samenhang_leeftijden.ioaw_vanaf_50", line


@mutatie("verschoven.zelfde_als_andere_extracten", "verschoven")
def birth_years_of_one_extract_shifted(x: Extracten) -> Verwacht:
    rows = x.tekst["inkomensondersteuning"]
    rows["geboortejaar"] = (rows["geboortejaar"].astype(int) - 1).astype(str)
    for line in rows.index:
        yield "inkomensondersteuning", "samenhang_verschoven.zelfde_als_andere_extracten", int(line)
    yield from conflicting(x, "geboortejaar", wrong="inkomensondersteuning")


@mutatie("demografie.geslacht_als_bevolking", "geslacht")
def sexes_swapped_everywhere(x: Extracten) -> Verwacht:
    for slug in PERSONEN:
        for column in ("geslacht", "partner_geslacht"):
            if column in x.tekst[slug]:
                x.tekst[slug][column] = x.tekst[slug][column].map({"1": "2", "2": "1"}).fillna("")
    rows = x.tekst["toewijzingen"]
    of_age = rows["wet"].eq("Wmo") & rows["geboortejaar"].astype(int).le(2023 - 75)
    for line in rows.index[of_age & rows["geslacht"].ne("")]:
        yield "toewijzingen", "samenhang_demografie.geslacht_als_bevolking", int(line)


@mutatie("demografie.geboortejaren_niet_afgerond", "bevolking")
def birth_years_rounded_to_tens(x: Extracten) -> Verwacht:
    """Of who is in no other extract; that confirms the birth years of the others."""
    rows = x.tekst["inkomensondersteuning"]
    others = pd.concat([x.tekst[slug]["clientnummer"] for slug in PERSONEN[:2]])
    own = ~rows["clientnummer"].isin([*others, *x.tekst["uitkeringen"]["partner_clientnummer"]])
    rows.loc[own, "geboortejaar"] = rows.loc[own, "geboortejaar"].str[:3] + "0"
    known = rows["clientnummer"].isin(set(others))
    for line in rows.index[rows["geboortejaar"].str.endswith("0") & ~known]:
        yield "inkomensondersteuning", "samenhang_demografie.geboortejaren_niet_afgerond", int(line)


@mutatie("demografie.geboortejaren_niet_afgerond", "vast jaar")
def one_birth_year_for_who_has_none(x: Extracten) -> Verwacht:
    rows = x.tekst["toewijzingen"]
    alone = once(x, lambda own: own["wet"].eq("Wmo"))(rows)
    rows.loc[alone & (rows.index % 3 == 0), "geboortejaar"] = "1970"
    known = rows["clientnummer"].isin({key for slug in PERSONEN[1:] for key in x.tekst[slug]["clientnummer"]})
    for line in rows.index[rows["geboortejaar"].eq("1970") & ~known]:
        yield "toewijzingen", "samenhang_demografie.geboortejaren_niet_afgerond", int(line)


@mutatie("tijdlijn.begint_niet_op_laatste_dag", "einde eerder")
def last_days_in_another_time_zone(x: Extracten) -> Verwacht:
    """All end with a month, and then a day before that."""
    rows = x.tekst["uitkeringen"]
    ended = dates(rows["einddatum"])
    before = ended + pd.offsets.MonthEnd(0) - pd.Timedelta(days=1)
    own = ended.dt.month.gt(6) & (before > dates(rows["begindatum"]) + pd.Timedelta(days=120))
    rows.loc[own, "einddatum"] = before.dt.strftime("%d-%m-%Y")
    for line in rows.index[(dates(rows["einddatum"]) + pd.Timedelta(days=1)).dt.is_month_end]:
        yield "uitkeringen", "samenhang_tijdlijn.begint_niet_op_laatste_dag", int(line)


@mutatie("tijdlijn.week_niet_verschoven", "volgorde")
def days_of_work_a_day_early(x: Extracten) -> Verwacht:
    """All on a weekday, and then a day before that: from Sunday to Thursday."""
    rows = x.tekst["inkomensondersteuning"]
    days = dates(rows["datum"])
    weekend = {4: 1, 5: 2}  # a Friday and a Saturday become a Thursday
    moved = days - pd.to_timedelta(days.dt.day_of_week.map(weekend).fillna(0), unit="D")
    rows["datum"] = moved.dt.strftime("%d-%m-%Y")
    for line in rows.index:
        yield "inkomensondersteuning", "samenhang_tijdlijn.week_niet_verschoven", int(line)


@mutatie("tijdlijn.dag_en_maand_niet_verwisseld", "dag en maand")
def days_read_as_months(x: Extracten) -> Verwacht:
    """What a spreadsheet with American settings makes of days that can be a month."""
    rows = x.tekst["inkomensondersteuning"]
    days = dates(rows["datum"])
    own = days.dt.day.le(12) & days.dt.day.ne(days.dt.month)
    rows.loc[own, "datum"] = days[own].dt.strftime("%m-%d-%Y")
    for line in rows.index[own]:
        yield "inkomensondersteuning", "samenhang_tijdlijn.dag_en_maand_niet_verwisseld", int(line)


@mutatie("declaraties.niet_na_stop", "stop eerder")
def care_stopped_a_day_too_early(x: Extracten) -> Verwacht:
    """All last days in another time zone: it is no fault of what was declared for that day."""
    rows = x.tekst["toewijzingen"]
    stopped = dates(rows["werkelijke_einddatum"])
    later = stopped > dates(rows["werkelijke_begindatum"])
    last = x.tekst["declaraties"].assign(einddatum=dates(x.tekst["declaraties"]["einddatum"]))
    until = rows["toewijzingnummer"].map(last.groupby("toewijzingnummer")["einddatum"].max())
    moved = stopped.where(~later, stopped - pd.Timedelta(days=1))
    rows["werkelijke_einddatum"] = moved.dt.strftime("%d-%m-%Y").fillna("")
    for line in rows.index[until.eq(stopped) & later]:
        yield "toewijzingen", "samenhang_declaraties.niet_na_stop", int(line)


@mutatie("inwoners.niet_gekopieerd", "bevolking")
def men_copied_to_women(x: Extracten) -> Verwacht:
    rows = x.tekst["bevolking"]
    men = rows[rows["geslacht"].eq("1")].set_index(["jaar", "soort", "leeftijd"])["aantal"]
    women = rows.index[rows["geslacht"].eq("2") & rows["soort"].eq("stand")]
    for line in women:
        rows.loc[line, "aantal"] = men[tuple(rows.loc[line, ["jaar", "soort", "leeftijd"]])]
        yield "bevolking", "samenhang_inwoners.niet_gekopieerd", int(line)
    yield "bevolking", "samenhang_inwoners.niet_te_veel_veranderd", 0
    yield "wijkbevolking", "samenhang_wijkbevolking.samen_de_gemeente", 0


@mutatie("inwoners.niet_gekopieerd", "rij leeftijden")
def men_of_some_ages_copied_to_women(x: Extracten) -> Verwacht:
    rows = x.tekst["bevolking"]
    own = rows["soort"].eq("stand") & rows["leeftijd"].astype(int).between(20, 29)
    men = rows[own & rows["geslacht"].eq("1")].set_index("leeftijd")["aantal"]
    for line in rows.index[own & rows["geslacht"].eq("2")]:
        rows.loc[line, "aantal"] = men[rows.at[line, "leeftijd"]]
        yield "bevolking", "samenhang_inwoners.niet_gekopieerd", int(line)


@mutatie("inwoners.niet_te_veel_veranderd", "rij leeftijden")
def forecast_far_from_that_of_last_year(x: Extracten) -> Verwacht:
    rows = x.tekst["bevolking"]
    earlier = rows.assign(jaar=(rows["jaar"].astype(int) - 1).astype(str))
    own = earlier["soort"].eq("prognose")
    earlier.loc[own, "aantal"] = (earlier["aantal"][own].astype(int) * 9 // 10).astype(str)
    x.vorige = {"bevolking": earlier}
    for line in rows.index[own]:
        yield "bevolking", "samenhang_inwoners.niet_te_veel_veranderd", int(line)


@mutatie("inwoners.meer_oude_vrouwen", "bevolking")
def sexes_swapped_in_the_forecast(x: Extracten) -> Verwacht:
    rows = x.tekst["bevolking"]
    later = rows["soort"].eq("prognose")
    swap_sexes(rows, later)
    for line in rows.index[later]:
        yield "bevolking", "samenhang_inwoners.meer_oude_vrouwen", int(line)


@mutatie("inwoners.meer_oude_vrouwen", "ouderen")
def sexes_of_the_old_swapped(x: Extracten) -> Verwacht:
    """The boys are still more than the girls: only where the men are too many the codes are wrong."""
    rows = x.tekst["bevolking"]
    old = rows["soort"].eq("stand") & rows["leeftijd"].astype(int).ge(65)
    swap_sexes(rows, old)
    for line in rows.index[old]:
        yield "bevolking", "samenhang_inwoners.meer_oude_vrouwen", int(line)


@mutatie("inwoners.leeftijd_is_geen_totaal", "totaal")
def the_oldest_age_is_the_total(x: Extracten) -> Verwacht:
    rows = x.tekst["bevolking"]
    for sex in ("1", "2"):
        of_sex = rows["soort"].eq("stand") & rows["geslacht"].eq(sex)
        line = int(rows.index[of_sex][-1])
        rows.loc[line, "aantal"] = str(rows.loc[of_sex, "aantal"].astype(int).sum())
        yield "bevolking", "samenhang_inwoners.leeftijd_is_geen_totaal", line
    yield "bevolking", "samenhang_inwoners.niet_te_veel_veranderd", 0
    yield "bevolking", "samenhang_bevolking.prognose_past_bij_stand", 0
    yield "bevolking", "samenhang_verandering.niet_te_veel_veranderd", 0
    yield "wijkbevolking", "samenhang_wijkbevolking.samen_de_gemeente", 0


@mutatie("demografie.beide_geslachten", "een geslacht")
def women_for_all_of_a_kind(x: Extracten) -> Verwacht:
    """A default: whom another extract has as a woman too is not named."""
    rows = x.tekst["inkomensondersteuning"]
    own = rows["kostensoort"].eq(rows.loc[rows["kostensoort"].ne(""), "kostensoort"].mode()[0])
    rows.loc[own, "geslacht"] = "2"
    others = pd.concat([x.tekst[slug] for slug in ("toewijzingen", "uitkeringen")])
    sure = rows["clientnummer"].isin(others.loc[others["geslacht"].eq("2"), "clientnummer"])
    for line in rows.index[own & ~sure]:
        yield "inkomensondersteuning", "samenhang_demografie.beide_geslachten", int(line)
    yield from conflicting(x, "geslacht")


@mutatie("inwoners.niet_te_veel_veranderd", "andere-gemeente")
def population_of_another_municipality(x: Extracten) -> Verwacht:
    rows = x.tekst["bevolking"]
    rows["aantal"] = (rows["aantal"].astype(int) * 11 // 10).astype(str)
    for line in rows.index[rows["soort"].eq("stand")]:
        yield "bevolking", "samenhang_inwoners.niet_te_veel_veranderd", int(line)
    yield "wijkbevolking", "samenhang_wijkbevolking.samen_de_gemeente", 0


@mutatie("tijdlijn.niet_dagen_later_nog_eens")
def case_registered_again_a_day_later(x: Extracten) -> Verwacht:
    first = x.pick("inkomensondersteuning", once(x, lambda rows: dates(rows["datum"]).dt.day < 20))
    day = dates(x.tekst["inkomensondersteuning"]["datum"])[first] + pd.Timedelta(days=1)
    again = x.add("inkomensondersteuning", first, datum=f"{day:%d-%m-%Y}")
    yield "inkomensondersteuning", "samenhang_tijdlijn.niet_dagen_later_nog_eens", again
    for columns in (["ontvangstdatum"], ["ontvangstdatum"], ["ontvangstdatum", "besluitdatum"]):
        # one pair of objections is chance, three are not
        rows = x.tekst["bezwaarschriften"]
        alone = ~rows["besluitdatum"].duplicated(keep=False) & rows["besluitdatum"].ne("")
        alone &= dates(rows["ontvangstdatum"]).dt.day < 20
        first = x.pick("bezwaarschriften", lambda _, own=alone: own)
        later = {name: dates(rows[name])[first] + pd.Timedelta(days=1) for name in columns}
        again = x.add("bezwaarschriften", first, **{name: f"{day:%d-%m-%Y}" for name, day in later.items()})
        yield "bezwaarschriften", "samenhang_tijdlijn.niet_dagen_later_nog_eens", again


@mutatie("tijdlijn.product_niet_tegelijk")
def same_product_twice_at_a_time(x: Extracten) -> Verwacht:
    def long(rows: pd.DataFrame) -> "pd.Series[bool]":
        return (
            rows["einddatum"].eq("")
            & rows["werkelijke_einddatum"].eq("")
            & (dates(rows["ingangsdatum"]) < "2021-01-01")
        )

    first = x.pick("toewijzingen", once(x, long))
    again = x.add("toewijzingen", first, ingangsdatum="03-03-2023", werkelijke_begindatum="03-03-2023")
    yield "toewijzingen", "samenhang_tijdlijn.product_niet_tegelijk", again


@mutatie("schooljaren.lopend_schooljaar", "dag-eerder")
def school_years_shifted(x: Extracten) -> Verwacht:
    rows = x.tekst["leerlingen"]
    rows["schooljaar"] = rows["schooljaar"].map({"2022-2023": "2021-2022", "2023-2024": "2022-2023"})
    for line in rows.index:
        yield "leerlingen", "samenhang_schooljaren.lopend_schooljaar", int(line)


MONITOR = "uitvoeringsplan-2019-2022/2020-07-01"


@mutatie("plannen.gereed_niet_in_toekomst", "planning", MONITOR)
def ready_in_a_quarter_to_come(x: Extracten) -> Verwacht:
    line = x.pick("plannen", lambda rows: rows["gereed"].eq("2020-Q4") & rows["aanvang"].lt("2020-Q3"))
    x.put("plannen", line, voortgang="gereed")
    yield "plannen", "samenhang_plannen.gereed_niet_in_toekomst", line


@mutatie("plannen.loopt_na_aanvang", "planning", MONITOR)
def running_before_its_start(x: Extracten) -> Verwacht:
    line = x.pick(
        "plannen", lambda rows: rows["gereed"].eq("doorlopend") & rows["voortgang"].eq("knelpunten")
    )
    x.put("plannen", line, aanvang="2021-Q1")
    yield "plannen", "samenhang_plannen.loopt_na_aanvang", line


@mutatie("besluiten.genomen_voor_rapport", voorbeeld="peilnota-1-2014")
def decision_taken_in_a_time_to_come(x: Extracten) -> Verwacht:
    for moment in ("2014-Q2", "tweede helft 2014", "2015"):
        line = x.pick(
            "besluiten", lambda rows, own=moment: rows["moment"].eq(own) & rows["status"].ne("genomen")
        )
        x.put("besluiten", line, status="genomen")
        yield "besluiten", "samenhang_besluiten.genomen_voor_rapport", line


@mutatie("persoonsgegevens.geen_losse_naam", "planning", MONITOR)
def person_as_trekker(x: Extracten) -> Verwacht:
    for name in (
        "J. de Vries", "Gemeente/Karin van der Berg", "Mevr. Jansen", "Bakker, P.H.", "beleidsadviseur jeugd Anouk Pot",
        "Projectleider: Kees de Boer", "Gemeente (via Piet Jansen)", "Fatima El Idrissi", "Hoekstra",
    ):  # fmt: skip
        line = x.pick("plannen", lambda rows: rows["trekker"].eq("Gemeente"))
        x.put("plannen", line, trekker=name)
        yield "plannen", "samenhang_persoonsgegevens.geen_losse_naam", line
        if "," in name:
            yield "plannen", "plannen.trekker_vorm", line
    line = x.pick("plannen", lambda rows: rows["stand_van_zaken"].ne(""))
    x.put("plannen", line, stand_van_zaken="Er is een loket. Mevrouw A. de Wit van de gemeente helpt.")
    yield "plannen", "samenhang_persoonsgegevens.geen_losse_naam", line
    for function in ("Programmamanager Samen Wonen", "beleidsmedewerker jeugd"):
        x.put("plannen", x.pick("plannen", lambda rows: rows["trekker"].eq("Gemeente")), trekker=function)


@mutatie("wijkbevolking.zoals_vorig_jaar", "vorige wijken")
def boundary_of_a_wijk_moved(x: Extracten) -> Verwacht:
    """A third of a wijk counted with another; the others have what moves in a year."""
    rows = x.tekst["wijkbevolking"]
    counts = rows["aantal"].astype(int)
    x.vorige["wijkbevolking"] = rows.assign(aantal=(counts * 97 // 100).astype(str))
    small, large = counts.groupby(rows["wijk"]).sum().sort_values().index[[0, -1]]
    for group in set(rows["leeftijdsgroep"]):
        own = rows["leeftijdsgroep"].eq(group)
        one, other = (rows.index[own & rows["wijk"].eq(wijk)][0] for wijk in (small, large))
        moved = int(counts[one]) // 3
        x.put("wijkbevolking", int(one), aantal=str(int(counts[one]) + moved))
        x.put("wijkbevolking", int(other), aantal=str(int(counts[other]) - moved))
        yield "wijkbevolking", "samenhang_wijkbevolking.zoals_vorig_jaar", int(one)
