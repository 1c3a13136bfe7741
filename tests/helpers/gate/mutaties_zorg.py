"""Ways to spoil what messages of care say together: dates of support, credits, tariffs, and couples in the bijstand."""

import pandas as pd
from mutatiehulp import Extracten, Verwacht, mutatie
from mutaties_samen import dates

DAG = pd.Timedelta(days=1)


def line_on_its(
    x: Extracten, eigen: str, andere: str, kolom: str, stap: int
) -> tuple[int, int, pd.Timestamp]:
    """A toewijzing, and a line that begins or ends on its day `eigen`, while `andere` is that many days further off in
    the same month; with the day before or after.
    """
    regels = x.tekst["declaraties"]

    def which(rows: pd.DataFrame) -> "pd.Series[bool]":
        own, other = dates(rows[eigen]), dates(rows[andere])
        same = (own + stap * DAG).dt.month == own.dt.month
        room = (stap * (other - own) >= DAG) | rows[andere].eq("")
        ends = set(zip(regels["toewijzingnummer"], regels[kolom], strict=True))
        there = [pair in ends for pair in zip(rows["toewijzingnummer"], rows[eigen], strict=True)]
        return same & room & pd.Series(there, index=rows.index)

    toewijzing = x.pick("toewijzingen", which)
    number, day = (x.get("toewijzingen", toewijzing, name) for name in ("toewijzingnummer", eigen))
    line = x.pick(
        "declaraties", lambda rows: rows["toewijzingnummer"].eq(number) & rows[kolom].eq(day) & standing(rows)
    )
    return toewijzing, line, dates(pd.Series([day])).iloc[0] + stap * DAG


def standing(rows: pd.DataFrame) -> "pd.Series[bool]":
    """Lines that were not undone, rejected, or put in place of another."""
    often = rows.duplicated(["toewijzingnummer", "begindatum"], keep=False)
    return ~often & rows["status"].eq("toegekend") & rows["debet_credit"].eq("D")


@mutatie("declaraties.niet_voor_start")
def declaratie_before_support_began(x: Extracten) -> Verwacht:
    _, line, day = line_on_its(x, "werkelijke_begindatum", "ingangsdatum", "begindatum", -1)
    x.put("declaraties", line, begindatum=f"{day:%d-%m-%Y}")
    yield "declaraties", "samenhang_declaraties.niet_voor_start", line


@mutatie("declaraties.niet_na_stop")
def declaratie_after_support_ended(x: Extracten) -> Verwacht:
    _, line, day = line_on_its(x, "werkelijke_einddatum", "einddatum", "einddatum", 1)
    x.put("declaraties", line, einddatum=f"{day:%d-%m-%Y}")
    yield "declaraties", "samenhang_declaraties.niet_na_stop", line


@mutatie("declaraties.product_van_toewijzing")
def declaratie_of_another_product(x: Extracten) -> Verwacht:
    line = x.pick("declaraties", lambda rows: rows["productcode"].eq("02A03") & standing(rows))
    x.put("declaraties", line, productcode="02A05")
    yield "declaraties", "samenhang_declaraties.product_van_toewijzing", line


@mutatie("declaraties.categorie_van_toewijzing")
def declaratie_of_another_category(x: Extracten) -> Verwacht:
    line = x.pick("declaraties", lambda rows: rows["productcategorie"].eq("02") & standing(rows))
    x.put("declaraties", line, productcategorie="03")
    yield "declaraties", "samenhang_declaraties.categorie_van_toewijzing", line


@mutatie("declaraties.aanbieder_van_toewijzing")
def declaratie_of_another_aanbieder(x: Extracten) -> Verwacht:
    line = x.pick("declaraties", lambda rows: rows["aanbieder"].eq("Voorbeeldaanbieder 04") & standing(rows))
    x.put("declaraties", line, aanbieder="Voorbeeldaanbieder 05")
    yield "declaraties", "samenhang_declaraties.aanbieder_van_toewijzing", line


@mutatie("declaraties.eenheid_van_toewijzing", "eenheid")
def minutes_declared_as_hours(x: Extracten) -> Verwacht:
    line = x.pick("declaraties", lambda rows: rows["eenheid"].eq("01") & standing(rows))
    x.put("declaraties", line, eenheid="04")
    yield "declaraties", "samenhang_declaraties.eenheid_van_toewijzing", line


@mutatie("declaraties.eenheid_van_toewijzing", "eenheden")
def a_product_declared_in_another_unit(x: Extracten) -> Verwacht:
    """It is not the toewijzingen, which all have one unit."""
    rows = x.tekst["declaraties"]
    for line in rows.index[rows["eenheid"].eq("14")]:
        x.put("declaraties", int(line), eenheid="04")
        yield "declaraties", "samenhang_declaraties.eenheid_van_toewijzing", int(line)


@mutatie("declaraties.eenheid_van_toewijzing", "eenheden")
def a_toewijzing_in_another_unit(x: Extracten) -> Verwacht:
    rows = x.tekst["declaraties"]
    often = rows["toewijzingnummer"].value_counts()
    line = x.pick(
        "toewijzingen",
        lambda own: (
            own["eenheid"].eq("01") & own["toewijzingnummer"].map(often).ge(3) & own["productcode"].ne("")
        ),
    )
    x.put("toewijzingen", line, eenheid="04")
    yield "toewijzingen", "samenhang_declaraties.eenheid_van_toewijzing", line


@mutatie("declaraties.eenheid_van_toewijzing", "maanden in een andere eenheid")
def two_months_in_another_unit(x: Extracten) -> Verwacht:
    """More than one in ten of all, and fewer than one in four of each aanbieder with many lines."""
    rows = x.tekst["declaraties"]
    many = rows.groupby(["aanbieder", "productcode"])["begindatum"].transform("size") >= 20
    of_months = many & rows["begindatum"].str[3:5].isin(["05", "06"])
    for line in rows.index[of_months & rows["eenheid"].ne("83")]:
        x.put("declaraties", int(line), eenheid="14" if rows.at[line, "eenheid"] != "14" else "04")
        yield "declaraties", "samenhang_declaraties.eenheid_van_toewijzing", int(line)


def credit(rows: pd.DataFrame) -> "pd.Series[bool]":
    return rows["debet_credit"].eq("C")


def lines_of(x: Extracten, line: int) -> list[int]:
    """All lines of the toewijzing and the period of a line; no other mutation may use them."""
    rows = x.tekst["declaraties"]
    same = rows["toewijzingnummer"].eq(x.get("declaraties", line, "toewijzingnummer"))
    same &= rows["begindatum"].eq(x.get("declaraties", line, "begindatum"))
    lines = [int(number) for number in rows.index[same]]
    x.gebruikt |= {("declaraties", number) for number in lines}
    return lines


@mutatie("declaraties.credit_bij_regel")
def credit_of_a_line_that_is_not_there(x: Extracten) -> Verwacht:
    line = x.pick("declaraties", credit)
    x.put("declaraties", line, vorig_referentienummer="R999999")
    yield "declaraties", "samenhang_declaraties.credit_bij_regel", line
    for other in lines_of(x, line):  # what was put right is now there twice
        if other != line:
            yield "declaraties", "samenhang_facturen.een_keer_per_maand", other


@mutatie("declaraties.credit_bij_regel")
def credit_of_another_amount(x: Extracten) -> Verwacht:
    line = x.pick("declaraties", credit)
    lines_of(x, line)
    bedrag = x.get("declaraties", line, "bedrag")
    x.put("declaraties", line, bedrag=bedrag[:-1] + ("4" if bedrag.endswith("5") else "5"))
    yield "declaraties", "samenhang_declaraties.credit_bij_regel", line


@mutatie("declaraties.credit_bij_regel")
def credit_on_another_toewijzing(x: Extracten) -> Verwacht:
    line = x.pick("declaraties", credit)
    own = lines_of(x, line)
    number = x.get("declaraties", line, "toewijzingnummer")
    period = {
        name: x.get("declaraties", line, name)
        for name in ("begindatum", "einddatum", "productcode", "aanbieder")
    }
    other = x.pick(
        "declaraties",
        lambda rows: (
            (rows[list(period)] == pd.Series(period)).all(axis=1)
            & rows["toewijzingnummer"].ne(number)
            & standing(rows)
        ),
    )
    x.put("declaraties", line, toewijzingnummer=x.get("declaraties", other, "toewijzingnummer"))
    yield "declaraties", "samenhang_declaraties.credit_bij_regel", line
    for same in own:
        if same != line:
            yield "declaraties", "samenhang_facturen.een_keer_per_maand", same


@mutatie("declaraties.credit_niet_te_veel")
def credit_that_came_twice(x: Extracten) -> Verwacht:
    first = x.pick("declaraties", credit)
    lines_of(x, first)
    again = x.add("declaraties", first)
    for line in (first, again):
        yield "declaraties", "samenhang_declaraties.credit_niet_te_veel", line


@mutatie("declaraties.bedrag_bij_tarief")
def volume_in_hours_and_tariff_with_vat(x: Extracten) -> Verwacht:
    def large(rows: pd.DataFrame) -> "pd.Series[bool]":
        return (
            rows["eenheid"].eq("01")
            & (pd.to_numeric(rows["volume"].str.replace(",", ".")) > 600)
            & standing(rows)
        )

    hours = x.pick("declaraties", large)
    x.put("declaraties", hours, volume=str(int(x.get("declaraties", hours, "volume")) // 60))
    vat = x.pick("declaraties", large)
    tarief = float(x.get("declaraties", vat, "tarief").replace(",", "."))
    x.put("declaraties", vat, tarief=f"{tarief * 1.21:.2f}".replace(".", ","))
    yield "declaraties", "samenhang_bedragen.tarief_zonder_btw", vat
    euros = x.pick("declaraties", lambda rows: rows["eenheid"].eq("83") & standing(rows))
    x.put("declaraties", euros, volume=x.get("declaraties", euros, "bedrag").replace(",", ""))
    for line in (hours, vat, euros):
        yield "declaraties", "samenhang_declaraties.bedrag_bij_tarief", line


@mutatie("declaraties.volume_in_euro", reeks="euro_in_centen")
def all_volumes_in_euros_in_the_cents_of_messages(x: Extracten) -> Verwacht:
    """One finding, on the whole extract: which row would be right is what the extract as a whole says."""
    rows = x.tekst["declaraties"]
    euros = rows["eenheid"].eq("83")
    rows.loc[euros, "volume"] = rows.loc[euros, "bedrag"].str.replace("[-,]", "", regex=True)
    yield "declaraties", "samenhang_declaraties.volume_in_euro", 0


@mutatie("facturen.een_keer_per_maand")
def month_declared_again(x: Extracten) -> Verwacht:
    """Once with the same amount: the later one is named; and once with another: nobody knows which is right."""
    again = x.add("declaraties", x.pick("declaraties", standing))
    yield "declaraties", "samenhang_facturen.een_keer_per_maand", again
    first = x.pick("declaraties", lambda rows: standing(rows) & ~rows["bedrag"].str.endswith("13"))
    other = x.add("declaraties", first, bedrag=x.get("declaraties", first, "bedrag")[:-2] + "13")
    for line in (first, other):
        yield "declaraties", "samenhang_facturen.een_keer_per_maand", line


@mutatie("toewijzingen.besluit_voor_peildatum")
def decision_on_support_in_the_future(x: Extracten) -> Verwacht:
    line = x.pick("toewijzingen", lambda rows: rows["besluitdatum"].ne(""))
    x.put("toewijzingen", line, besluitdatum="31-05-2024")
    yield "toewijzingen", "samenhang_toewijzingen.besluit_voor_peildatum", line
    yield "toewijzingen", "toewijzingen.toewijzing_na_besluit", line


def open_ended(rows: pd.DataFrame) -> "pd.Series[bool]":
    return rows["einddatum"].eq("") & rows["werkelijke_einddatum"].eq("") & rows["leveringsvorm"].eq("ZIN")


@mutatie("toewijzingen.levering_voor_peildatum")
def end_of_support_in_the_future(x: Extracten) -> Verwacht:
    line = x.pick("toewijzingen", open_ended)
    x.put("toewijzingen", line, werkelijke_einddatum="31-05-2024")
    yield "toewijzingen", "samenhang_toewijzingen.levering_voor_peildatum", line


@mutatie("toewijzingen.start_na_ingang")
def support_before_it_was_assigned(x: Extracten) -> Verwacht:
    line = x.pick("toewijzingen", open_ended)
    day = dates(x.tekst["toewijzingen"]["ingangsdatum"])[line] - DAG
    x.put("toewijzingen", line, werkelijke_begindatum=f"{day:%d-%m-%Y}")
    yield "toewijzingen", "samenhang_toewijzingen.start_na_ingang", line


@mutatie("toewijzingen.stop_voor_einde")
def support_after_its_last_day(x: Extracten) -> Verwacht:
    line = x.pick("toewijzingen", open_ended)
    x.put("toewijzingen", line, einddatum="31-12-2023", werkelijke_einddatum="15-01-2024")
    yield "toewijzingen", "samenhang_toewijzingen.stop_voor_einde", line


@mutatie("toewijzingen.start_bekend")
def support_of_which_nothing_says_that_it_began(x: Extracten) -> Verwacht:
    def between(first: str, last: str) -> int:
        return x.pick(
            "toewijzingen", lambda rows: open_ended(rows) & dates(rows["ingangsdatum"]).between(first, last)
        )

    line, too_late = between("2023-09-01", "2023-10-02"), between("2023-10-03", "2023-10-31")
    for number in (line, too_late):
        x.put("toewijzingen", number, werkelijke_begindatum="")
    yield "toewijzingen", "samenhang_toewijzingen.start_bekend", line


@mutatie("toewijzingen.niet_ingetrokken")
def toewijzing_that_was_withdrawn(x: Extracten) -> Verwacht:
    def pgb_of_this_year(rows: pd.DataFrame) -> "pd.Series[bool]":
        begun = rows["ingangsdatum"].str.endswith("2023") & rows["einddatum"].eq("")
        return begun & rows["leveringsvorm"].eq("PGB")

    paid = x.tekst["declaraties"]
    for delivered in (False, True):  # a day of care is a day of care
        line = x.pick("toewijzingen", pgb_of_this_year)
        day = x.get("toewijzingen", line, "ingangsdatum")
        begin = day if delivered else ""
        x.put("toewijzingen", line, einddatum=day, reden_beeindiging="31", werkelijke_begindatum=begin)
        own = paid["toewijzingnummer"].eq(x.get("toewijzingen", line, "toewijzingnummer"))
        for late in paid.index[own & (dates(paid["einddatum"]) > dates(pd.Series([day]))[0])]:
            x.gebruikt.add(("declaraties", int(late)))
            yield "declaraties", "samenhang_declaraties.niet_na_einde", int(late)
        rule = "declaraties.niet_na_einde" if delivered else "toewijzingen.niet_ingetrokken"
        yield "toewijzingen", f"samenhang_{rule}", line  # of the last all others are a consequence


@mutatie("toewijzingen.omvang_volledig")
def volume_without_unit_or_frequency(x: Extracten) -> Verwacht:
    for column in ("volume", "eenheid", "frequentie"):
        line = x.pick("toewijzingen", lambda rows: rows["volume"].ne(""))
        x.put("toewijzingen", line, **{column: ""})
        yield "toewijzingen", "samenhang_toewijzingen.omvang_volledig", line


@mutatie("toewijzingen.leeftijd_wmo")
def child_with_help_of_the_wmo(x: Extracten) -> Verwacht:
    steun = pd.concat([x.tekst[slug]["clientnummer"] for slug in ("uitkeringen", "inkomensondersteuning")])

    def alone(rows: pd.DataFrame, category: str) -> "pd.Series[bool]":
        once = ~rows["clientnummer"].duplicated(keep=False) & ~rows["clientnummer"].isin(steun)
        return once & rows["wet"].eq("Wmo") & rows["productcategorie"].eq(category)

    for category in ("01", "12"):
        line = x.pick("toewijzingen", lambda rows, own=category: alone(rows, own))
        begin = {"ingangsdatum": "01-12-2020", "werkelijke_begindatum": "01-12-2020"}
        x.put("toewijzingen", line, geboortejaar="2010", **begin)
        if category == "01":
            yield "toewijzingen", "samenhang_toewijzingen.leeftijd_wmo", line


@mutatie("uitkeringen.partner_een_keer")
def partner_with_a_benefit_of_their_own(x: Extracten) -> Verwacht:
    def alone(rows: pd.DataFrame) -> "pd.Series[bool]":
        steun = x.tekst["inkomensondersteuning"]["clientnummer"], x.tekst["toewijzingen"]["clientnummer"]
        elsewhere = pd.concat(steun)
        once = ~rows["clientnummer"].duplicated(keep=False) & ~rows["clientnummer"].isin(elsewhere)
        partners = rows["clientnummer"].isin(rows["partner_clientnummer"]) | rows["partner_clientnummer"].ne(
            ""
        )
        return once & rows["regeling"].eq("PW") & rows["einddatum"].eq("") & ~partners

    line, other = x.pick("uitkeringen", alone), x.pick("uitkeringen", alone)
    own = {name: x.get("uitkeringen", other, name) for name in ("clientnummer", "geboortejaar", "geslacht")}
    huishouden = x.get("uitkeringen", other, "huishoudnummer")
    x.put(
        "uitkeringen",
        line,
        huishoudnummer=huishouden,
        **{f"partner_{name}": value for name, value in own.items()},
    )
    yield "uitkeringen", "samenhang_uitkeringen.partner_een_keer", line
