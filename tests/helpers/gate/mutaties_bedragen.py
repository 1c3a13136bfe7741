"""Ways to spoil amounts: their magnitude, their cents and their tariff."""

from collections.abc import Callable

import pandas as pd
from mutatiehulp import Extracten, Verwacht, mutatie
from mutaties_samen import dates, line_of
from mutaties_zorg import standing

BEDRAGEN = "samenhang_bedragen"


def euros(text: str) -> float:
    return float(text.replace(",", "."))


def dutch(euro: float) -> str:
    return f"{euro:.2f}".replace(".", ",")


def times(x: Extracten, slug: str, line: int, factor: float) -> None:
    """Make the amount of a line so many times as high."""
    x.put(slug, line, bedrag=dutch(euros(x.get(slug, line, "bedrag")) * factor))


@mutatie("bedragen.uitkering_van_een_jaar", "bedragen")
def month_in_place_of_a_year(x: Extracten) -> Verwacht:
    def full(rows: pd.DataFrame) -> "pd.Series[bool]":
        return rows["regeling"].eq("PW") & rows["bedrag"].eq(rows["bedrag"].mode()[0])

    for factor in (1 / 12, 1 / 1000, 12):
        line = x.pick("uitkeringen", full)
        times(x, "uitkeringen", line, factor)
        yield "uitkeringen", f"{BEDRAGEN}.uitkering_van_een_jaar", line
    yield "uitkeringen", "uitkeringen.bedrag_aannemelijk", line  # the last is too high for anyone
    yield "uitkeringen", "uitkeringen.bedrag_past_bij_regeling", line


@mutatie("bedragen.bedrag_van_eigen_soort", "andere soort")
def grants_under_another_kind(x: Extracten) -> Verwacht:
    rows = x.tekst["inkomensondersteuning"]
    for line in rows.index[rows["soort"].eq("energietoeslag") & rows["bedrag"].eq("1300,00")][::90]:
        rows.loc[line, "soort"] = "overig"  # of which many have an amount of their own
        yield "inkomensondersteuning", f"{BEDRAGEN}.bedrag_van_eigen_soort", int(line)


@mutatie("bedragen.toekenning_past_bij_soort", "bedragen")
def thousands_misread(x: Extracten) -> Verwacht:
    for factor in (100, 1 / 1000):
        line = x.pick("inkomensondersteuning", lambda rows: rows["soort"].eq("bewindvoering"))
        times(x, "inkomensondersteuning", line, factor)
        yield "inkomensondersteuning", f"{BEDRAGEN}.toekenning_past_bij_soort", line
        if factor > 1:
            yield "inkomensondersteuning", "inkomensondersteuning.bedrag_aannemelijk", line


@mutatie("bedragen.toekenning_binnen_spreiding", "bedragen")
def a_digit_too_many(x: Extracten) -> Verwacht:
    for factor in (6, 1 / 6):
        kind = "individuele-inkomenstoeslag"
        line = x.pick("inkomensondersteuning", lambda rows, own=kind: rows["kostensoort"].eq(own))
        times(x, "inkomensondersteuning", line, factor)
        yield "inkomensondersteuning", f"{BEDRAGEN}.toekenning_binnen_spreiding", line


@mutatie("bedragen.zeldzame_toekenning_past_bij_soort", "bedragen")
def cents_of_a_rare_kind(x: Extracten) -> Verwacht:
    line = x.pick("inkomensondersteuning", lambda rows: rows["kostensoort"].eq("kinderopvang"))
    times(x, "inkomensondersteuning", line, 100)
    yield "inkomensondersteuning", f"{BEDRAGEN}.zeldzame_toekenning_past_bij_soort", line
    yield "inkomensondersteuning", "inkomensondersteuning.bedrag_aannemelijk", line
    yield "begroting", "samenhang_begroting.sluit_aan_op_extract", line_of(x, "bijzondere-bijstand")


@mutatie("bedragen.declaratie_niet_te_laag")
def thousands_of_euros_without_volume(x: Extracten) -> Verwacht:
    line = x.pick("declaraties", lambda rows: standing(rows) & rows["productcode"].eq("01A03"))
    times(x, "declaraties", line, 1 / 1000)
    x.put("declaraties", line, volume="", tarief="")
    yield "declaraties", f"{BEDRAGEN}.declaratie_niet_te_laag", line


@mutatie("bedragen.tarief_zonder_btw")
def vat_on_tariff_and_amount(x: Extracten) -> Verwacht:
    for factor in (1.21, 1.09):
        line = x.pick("declaraties", lambda rows: standing(rows) & rows["eenheid"].eq("16"))
        tarief = euros(x.get("declaraties", line, "tarief"))
        x.put("declaraties", line, tarief=dutch(tarief * factor))
        times(x, "declaraties", line, factor)
        yield "declaraties", f"{BEDRAGEN}.tarief_zonder_btw", line


@mutatie("bedragen.tarief_past_bij_product")
def tariff_and_volume_exchanged(x: Extracten) -> Verwacht:
    for _ in range(3):
        line = x.pick(
            "declaraties", lambda rows: standing(rows) & rows["eenheid"].eq("01") & rows["tarief"].ne("")
        )
        volume, tarief = x.get("declaraties", line, "volume"), x.get("declaraties", line, "tarief")
        x.put("declaraties", line, volume=tarief, tarief=volume)
        yield "declaraties", f"{BEDRAGEN}.tarief_past_bij_product", line


@mutatie("bedragen.bedrag_op_de_cent", "op de cent")
def a_third_of_the_amounts_cut_among_exact_ones(x: Extracten) -> Verwacht:
    """All amounts are calculated, and some then cut."""
    rows = x.tekst["declaraties"]
    known = rows["tarief"].ne("")
    exact = rows["volume"][known].astype(float) * rows["tarief"][known].map(euros)
    rows.loc[known, "bedrag"] = exact.map(dutch)
    rows.loc[known & rows["debet_credit"].eq("C"), "bedrag"] = "-" + rows["bedrag"]

    def with_cents(own: pd.DataFrame) -> "pd.Series[bool]":
        return standing(own) & own["tarief"].ne("") & ~own["bedrag"].str.endswith(",00")

    own = rows.index[with_cents(rows)][::3]
    rows.loc[own, "bedrag"] = rows.loc[own, "bedrag"].str.split(",").str[0] + ",00"
    for line in own:
        yield "declaraties", f"{BEDRAGEN}.bedrag_op_de_cent", int(line)


def cut(x: Extracten, slug: str, which: Callable[[pd.DataFrame], "pd.Series[bool]"]) -> Verwacht:
    """Cut amounts to whole euros."""
    rows = x.tekst[slug]
    own = which(rows) & rows["bedrag"].ne("")
    rows.loc[own, "bedrag"] = rows.loc[own, "bedrag"].str.split(",").str[0] + ",00"
    for line in rows.index[own]:
        yield slug, "samenhang_afronding.centen_niet_weg", int(line)


@mutatie("afronding.centen_niet_weg", "centen")
def amounts_of_an_aanbieder_cut(x: Extracten) -> Verwacht:
    def own(rows: pd.DataFrame) -> "pd.Series[bool]":
        return rows["aanbieder"].eq("Voorbeeldaanbieder 04") & rows["status"].eq("toegekend")

    x.drop("declaraties", lambda rows: own(rows) & ~standing(rows))
    yield from cut(x, "declaraties", own)


@mutatie("afronding.centen_niet_weg", "centen")
def benefits_cut(x: Extracten) -> Verwacht:
    yield from cut(x, "uitkeringen", lambda rows: rows["bedrag"].ne(""))


@mutatie("aantallen.niet_afgerond", "centen")
def inhabitants_rounded_to_tens(x: Extracten) -> Verwacht:
    rows = x.tekst["bevolking"]
    own = rows["soort"].eq("stand")
    rows.loc[own, "aantal"] = rows["aantal"][own].astype(int).floordiv(10).mul(10).astype(str)
    for line in rows.index[own & (rows["aantal"].astype(int) >= 20)]:
        yield "bevolking", "samenhang_aantallen.niet_afgerond", int(line)


@mutatie("aantallen.niet_afgerond", "centen")
def pupils_rounded_to_tens(x: Extracten) -> Verwacht:
    rows = x.tekst["leerlingen"]
    rows["aantal"] = rows["aantal"].astype(int).add(5).floordiv(10).mul(10).astype(str)
    for line in rows.index:
        yield "leerlingen", "samenhang_aantallen.niet_afgerond", int(line)


@mutatie("aantallen.niet_afgerond", "schooljaar afgerond")
def pupils_of_a_school_year_rounded_to_hundreds(x: Extracten) -> Verwacht:
    rows = x.tekst["leerlingen"]
    own = rows["schooljaar"].eq(rows["schooljaar"].max())
    rows.loc[own, "aantal"] = rows["aantal"][own].astype(int).add(50).floordiv(100).mul(100).astype(str)
    for line in rows.index[own]:
        yield "leerlingen", "samenhang_aantallen.niet_afgerond", int(line)


@mutatie("afronding.centen_niet_weg", "product")
def amounts_of_a_product_cut_to_dimes(x: Extracten) -> Verwacht:
    rows = x.tekst["declaraties"]
    own = rows["productcode"].eq("45A31")
    rows.loc[own, "bedrag"] = rows["bedrag"].str[:-1] + "0"
    for line in rows.index[own]:
        yield "declaraties", "samenhang_afronding.centen_niet_weg", int(line)


@mutatie("bedragen.uitkering_van_een_jaar", "maandbedragen")
def months_in_place_of_years_everywhere(x: Extracten) -> Verwacht:
    """No median within the extract can show it."""
    rows = x.tekst["uitkeringen"]
    first = dates(rows["begindatum"]).clip(lower=pd.Timestamp(2023, 1, 1))
    days = (dates(rows["einddatum"]).fillna(pd.Timestamp(2023, 12, 31)) - first).dt.days + 1
    low = rows["bedrag"].map(euros) / 12 / days < 32 / 7
    for line in rows.index:
        times(x, "uitkeringen", int(line), 1 / 12)
    for line in rows.index[low]:
        yield "uitkeringen", "samenhang_bedragen.uitkering_van_een_jaar", int(line)
    yield "begroting", "samenhang_begroting.sluit_aan_op_extract", line_of(x, "bijstand")


@mutatie("bedragen.soort_zoals_vorig_jaar", "vorig bedrag")
def months_in_place_of_years_of_a_kind(x: Extracten) -> Verwacht:
    rows = x.tekst["inkomensondersteuning"]
    x.vorige["inkomensondersteuning"] = rows.assign(datum="01-07-2022")
    amounts = rows["bedrag"][rows["soort"].eq("bewindvoering")].map(euros)
    for line, euro in amounts.items():
        times(x, "inkomensondersteuning", int(line), 1 / 12)
        yield "inkomensondersteuning", f"{BEDRAGEN}.soort_zoals_vorig_jaar", int(line)
        if amounts.median() >= 15 * euro / 12:
            yield "inkomensondersteuning", f"{BEDRAGEN}.toekenning_past_bij_soort", int(line)
    yield "begroting", "samenhang_begroting.sluit_aan_op_extract", line_of(x, "bijzondere-bijstand")


@mutatie("bedragen.soort_niet_duurder_of_goedkoper", "soort met btw")
def vat_on_all_grants_of_a_kind(x: Extracten) -> Verwacht:
    """Last year has them without, and one kind a few percent cheaper, as prices rise."""
    rows = x.tekst["inkomensondersteuning"]
    kind, dearer = rows["soort"].eq("energietoeslag"), rows["kostensoort"].eq("individuele-inkomenstoeslag")
    earlier = rows["bedrag"].where(~dearer, rows["bedrag"].map(euros).mul(0.9).map(dutch))
    x.vorige["inkomensondersteuning"] = rows.assign(datum="01-07-2022", bedrag=earlier)
    for line in rows.index[kind]:
        times(x, "inkomensondersteuning", int(line), 1.21)
        yield "inkomensondersteuning", f"{BEDRAGEN}.soort_niet_duurder_of_goedkoper", int(line)
    yield "begroting", "samenhang_begroting.sluit_aan_op_extract", line_of(x, "bijzondere-bijstand")


@mutatie("bedragen.tarief_zonder_btw", "btw")
def vat_of_the_aanbieder_with_most_lines(x: Extracten) -> Verwacht:
    """The tariff with VAT is then the usual one of the product."""
    rows = x.tekst["declaraties"]
    x.drop("declaraties", lambda own: own["productcode"].eq("11A03") & ~standing(own))
    rows = x.tekst["declaraties"]
    product = rows["productcode"].eq("11A03") & rows["tarief"].ne("")
    most = rows["aanbieder"][product].value_counts().index[0]
    for line in rows.index[product & rows["aanbieder"].eq(most)]:
        tarief = euros(x.get("declaraties", int(line), "tarief"))
        x.put("declaraties", int(line), tarief=dutch(tarief * 1.21))
        times(x, "declaraties", int(line), 1.21)
        yield "declaraties", "samenhang_bedragen.tarief_zonder_btw", int(line)


@mutatie("bedragen.uitkering_zonder_toeslag", "deel")
def holiday_allowance_for_some(x: Extracten) -> Verwacht:
    """Only of who had it all year there is a usual amount to see it by."""
    rows = x.tekst["uitkeringen"]
    whole = (dates(rows["begindatum"]) <= "2023-01-01") & rows["einddatum"].eq("")
    usual = rows[whole].groupby(["regeling", "bedrag"]).cumcount() % 2
    often = rows[whole].groupby(["regeling", "bedrag"])["bedrag"].transform("size") >= 6
    for line in usual.index[usual.eq(1) & often]:
        times(x, "uitkeringen", int(line), 1.08)
        yield "uitkeringen", f"{BEDRAGEN}.uitkering_zonder_toeslag", int(line)


@mutatie("bedragen.budget_past_bij_declaraties", "product")
def budgets_in_cents(x: Extracten) -> Verwacht:
    rows = x.tekst["toewijzingen"]
    for line in rows.index[rows["budget"].ne("")]:
        x.put(
            "toewijzingen", int(line), budget=dutch(euros(x.get("toewijzingen", int(line), "budget")) * 100)
        )
        yield "toewijzingen", f"{BEDRAGEN}.budget_past_bij_declaraties", int(line)
