"""Ways to spoil how often values occur: a default in a column, a filter that left something out, one quarter."""

import pandas as pd
from mutatiehulp import Extracten, Verwacht, mutatie
from mutaties_maanden import HOOP
from mutaties_personen import PERSONEN
from mutaties_samen import dates, line_of

VORIG = "samenhang_verdelingen.zoals_vorig_jaar"
VERWACHT = "samenhang_verdelingen.zoals_verwacht"
WEG = "samenhang_verdelingen.geen_waarde_weg"


@mutatie("verdelingen.zoals_vorig_jaar", "vorig")
def one_wijk_for_most(x: Extracten) -> Verwacht:
    """What was not known became the first of the list."""
    x.vorige = {slug: x.tekst[slug].copy() for slug in ("toewijzingen", "inkomensondersteuning")}
    x.vorige["inkomensondersteuning"]["datum"] = "01-07-2022"  # else it is last year's extract
    rows = x.tekst["toewijzingen"]
    rows.loc[rows["clientnummer"].str[-1].isin(list("02468")), "wijk"] = rows["wijk"].iloc[0]
    moved = rows["wijk"].ne(x.vorige["toewijzingen"]["wijk"])  # last year confirms who lived there already
    for line in rows.index[rows["wijk"].eq(rows["wijk"].mode()[0]) & moved]:
        yield "toewijzingen", VORIG, int(line)


@mutatie("verdelingen.zoals_vorig_jaar", "vorig")
def one_kostensoort_for_most(x: Extracten) -> Verwacht:
    rows = x.tekst["inkomensondersteuning"]
    own = rows["kostensoort"].ne("") & (rows.index % 2 == 0)
    rows.loc[own, "kostensoort"] = rows.loc[own, "kostensoort"].iloc[0]
    for line in rows.index[rows["kostensoort"].eq(rows.loc[own, "kostensoort"].iloc[0])]:
        yield "inkomensondersteuning", VORIG, int(line)


@mutatie("verdelingen.zoals_verwacht", "vorig")
def all_received_in_spring(x: Extracten) -> Verwacht:
    rows = x.tekst["bezwaarschriften"]
    days = dates(rows["ontvangstdatum"])
    moved = (days - pd.to_timedelta((days.dt.month - 1) // 3 * 91, unit="D")).dt.strftime("%d-%m-%Y")
    rows.loc[days.dt.quarter > 1, "ontvangstdatum"] = moved
    yield "bezwaarschriften", VERWACHT, 0
    yield "bezwaarschriften", "samenhang_tijdlijn.geen_lange_stilte", 0


@mutatie("verdelingen.geen_waarde_weg", "vorig")
def two_wijken_became_one(x: Extracten) -> Verwacht:
    rows = x.tekst["toewijzingen"]
    rows.loc[rows["wijk"] == x.vorige["toewijzingen"]["wijk"].iloc[-1], "wijk"] = rows["wijk"].iloc[0]
    yield "toewijzingen", WEG, 0
    moved = rows["wijk"].ne(x.vorige["toewijzingen"]["wijk"])
    for line in rows.index[rows["wijk"].eq(rows["wijk"].iloc[0]) & moved]:
        yield "toewijzingen", VORIG, int(line)
    yield "toewijzingen", "samenhang_wijken.elke_wijk_komt_voor", 0
    for line in rows.index[moved]:  # more than half, with the default
        yield "toewijzingen", "samenhang_vorig_extract.zelfde_gegevens", int(line)


@mutatie("verdelingen.geen_waarde_weg", "kort")
def short_benefits_left_out(x: Extracten) -> Verwacht:
    """Of what began this year nothing ended, also where it is not known how that was last year."""
    rows = x.tekst["uitkeringen"]
    days = (dates(rows["einddatum"]) - dates(rows["begindatum"])).dt.days
    x.drop("uitkeringen", lambda _: days < 400)
    yield "uitkeringen", WEG, 0


@mutatie("verdelingen.geen_waarde_weg", "geen december")
def december_left_out(x: Extracten) -> Verwacht:
    x.drop("inkomensondersteuning", lambda rows: dates(rows["datum"]).dt.month == 12)
    yield "inkomensondersteuning", WEG, 0


@mutatie("verdelingen.geen_waarde_weg", "geen overlijden")
def nobody_died(x: Extracten) -> Verwacht:
    """Old clients enough that some did."""
    rows = x.tekst["toewijzingen"]
    own = rows["wet"].eq("Wmo") & rows["reden_beeindiging"].eq("02")
    rows.loc[own, "reden_beeindiging"] = "23"
    yield "toewijzingen", WEG, 0


@mutatie("invulling.niet_overal_gelijk", "vorm")
def budgets_of_clients_as_care_in_kind(x: Extracten) -> Verwacht:
    """No line is named, as nearly all are right."""
    x.tekst["toewijzingen"]["leveringsvorm"] = "ZIN"
    yield "toewijzingen", "samenhang_invulling.niet_overal_gelijk", 0
    budget = x.tekst["begroting"]
    for line in budget.index[budget["post"].str.startswith("pgb") & budget["fase"].eq("werkelijk")]:
        yield "begroting", "samenhang_begroting.sluit_aan_op_extract", int(line)
    for post in ("dagactiviteiten-volwassenen", "ambulante-begeleiding-jeugd"):
        yield "begroting", "samenhang_begroting.sluit_aan_op_extract", line_of(x, post)


@mutatie("invulling.niet_overal_gelijk", "een waarde")
def one_value_everywhere(x: Extracten) -> Verwacht:
    """A kostensoort for all, nearly all payments on one day, and one law and advice in the objections."""
    rows = x.tekst["inkomensondersteuning"]
    rows.loc[rows["kostensoort"].ne(""), "kostensoort"] = "witgoed"
    rows.loc[rows.index[20] :, "datum"] = "01-07-2023"
    x.tekst["bezwaarschriften"][["wet", "advies"]] = ("Wmo", "ongegrond")
    alike = rows["kostensoort"].ne("") | rows["datum"].eq("01-07-2023")
    for slug, lines in (
        ("inkomensondersteuning", rows.index[alike]),
        ("bezwaarschriften", x.tekst["bezwaarschriften"].index),
    ):
        for line in lines:
            yield slug, "samenhang_invulling.niet_overal_gelijk", int(line)
    yield "inkomensondersteuning", VERWACHT, 0
    yield "inkomensondersteuning", WEG, 0
    for line in rows.index[rows["datum"].str.startswith("01-")]:
        yield "inkomensondersteuning", HOOP, int(line)


@mutatie("wijken.elke_wijk_komt_voor", "wijk weg")
def wijk_counted_with_another(x: Extracten) -> Verwacht:
    rows = x.tekst["toewijzingen"]
    rows.loc[rows["wijk"] == "Zuid", "wijk"] = "Centrum"
    yield "toewijzingen", "samenhang_wijken.elke_wijk_komt_voor", 0


@mutatie("invulling.dagen_verschillen", "wijk weg")
def one_day_for_two(x: Extracten) -> Verwacht:
    rows = x.tekst["toewijzingen"]
    rows["toewijzingsdatum"] = rows["ingangsdatum"]
    for line in rows.index:
        yield "toewijzingen", "samenhang_invulling.dagen_verschillen", int(line)


@mutatie("invulling.dagen_verschillen", "wijk weg")
def decided_at_the_end_of_the_term(x: Extracten) -> Verwacht:
    """The day of decision was not kept: the system gave the last day on which it could be taken."""
    rows = x.tekst["bezwaarschriften"]
    term = dates(rows["ontvangstdatum"]) + pd.Timedelta(days=84)
    rows["besluitdatum"] = term.dt.strftime("%d-%m-%Y")
    for line in rows.index[rows["besluitdatum"].ne("")]:
        yield "bezwaarschriften", "samenhang_invulling.dagen_verschillen", int(line)


@mutatie("verdelingen.geen_waarde_weg", "wijk weg")
def couples_without_the_partner(x: Extracten) -> Verwacht:
    x.tekst["uitkeringen"][["partner_clientnummer", "partner_geboortejaar", "partner_geslacht"]] = ""
    yield "uitkeringen", WEG, 0


@mutatie("wijken.niet_verwisseld", "wijken verwisseld")
def names_of_two_wijken_exchanged(x: Extracten) -> Verwacht:
    counts = x.tekst["wijkbevolking"].assign(aantal=x.tekst["wijkbevolking"]["aantal"].astype(int))
    by_size = counts.groupby("wijk")["aantal"].sum().sort_values().index
    other = {by_size[0]: by_size[-1], by_size[-1]: by_size[0]}
    rows = x.tekst["toewijzingen"]
    rows["wijk"] = rows["wijk"].map(lambda wijk: other.get(wijk, wijk))
    for line in rows.index[rows["wijk"].isin(list(other))]:
        yield "toewijzingen", "samenhang_wijken.niet_verwisseld", int(line)


@mutatie("invulling.niet_overal_gelijk", "wijk weg")
def one_value_for_many(x: Extracten) -> Verwacht:
    """A kostensoort for four of five, and a first day for half of the uitkeringen."""
    rows = x.tekst["inkomensondersteuning"]
    own = rows["kostensoort"].ne("") & (rows.index % 3 > 0)
    rows.loc[own, "kostensoort"] = "individuele-inkomenstoeslag"
    begun = x.tekst["uitkeringen"]
    begun.loc[dates(begun["begindatum"]) < "2020-01-01", "begindatum"] = "01-01-2020"
    for line in rows.index[rows["kostensoort"].eq("individuele-inkomenstoeslag")]:
        yield "inkomensondersteuning", "samenhang_invulling.niet_overal_gelijk", int(line)
    for line in begun.index[begun["begindatum"].eq("01-01-2020")]:
        yield "uitkeringen", "samenhang_invulling.niet_overal_gelijk", int(line)
    for line in begun.index[begun["begindatum"].str.startswith("01-")]:
        yield "uitkeringen", HOOP, int(line)


@mutatie("levering.niet_gelijk_aan_vorig_jaar", "overgenomen")
def last_years_records_with_another_year(x: Extracten) -> Verwacht:
    slugs = ("inkomensondersteuning", "bezwaarschriften", "bevolking", "wijkbevolking")
    x.vorige = {slug: x.tekst[slug].copy() for slug in slugs}
    for column in ("ontvangstdatum", "besluitdatum"):
        earlier = x.vorige["bezwaarschriften"][column].str.replace("2023", "2022")
        x.vorige["bezwaarschriften"][column] = earlier
    for slug in slugs:
        for line in x.tekst[slug].index:
            yield slug, "samenhang_levering.niet_gelijk_aan_vorig_jaar", int(line)


@mutatie("afronding.centen_niet_weg", "deels")
def every_third_benefit_cut(x: Extracten) -> Verwacht:
    rows = x.tekst["uitkeringen"]
    own = rows.index[::3]
    rows.loc[own, "bedrag"] = rows.loc[own, "bedrag"].str.split(",").str[0] + ",00"
    for line in rows.index[rows["bedrag"].str.endswith(",00")]:
        yield "uitkeringen", "samenhang_afronding.centen_niet_weg", int(line)


@mutatie("leeftijden.einde_door_aow", "reden")
def half_of_the_ends_by_pension_age(x: Extracten) -> Verwacht:
    """A default in a column of reasons; of a couple the partner may have reached that age."""
    rows = x.tekst["uitkeringen"]
    for line in rows.index[rows["einddatum"].ne("")][::2]:
        rows.loc[line, "reden_beeindiging"] = "03"
        young = int(x.get("uitkeringen", line, "geboortejaar")) > 2023 - 65
        if young and not x.get("uitkeringen", line, "partner_clientnummer"):
            yield "uitkeringen", "samenhang_leeftijden.einde_door_aow", int(line)


@mutatie("invulling.niet_overal_gelijk", "weinig bezwaren")
def filter_on_one_outcome_of_few(x: Extracten) -> Verwacht:
    """Eight lines; the numbers between them are those of what was left out."""
    x.drop("bezwaarschriften", lambda rows: rows["uitkomst"].ne("ingetrokken"))
    for line in x.tekst["bezwaarschriften"].index:
        yield "bezwaarschriften", "samenhang_invulling.niet_overal_gelijk", int(line)
    yield "bezwaarschriften", "samenhang_levering.nummers_lopen_door", 0


@mutatie("invulling.niet_overal_gelijk", "een bedrag")
def one_amount_for_every_kostensoort(x: Extracten) -> Verwacht:
    rows = x.tekst["inkomensondersteuning"]
    own = rows["kostensoort"].ne("")
    rows.loc[own, "bedrag"] = "180,37"
    for line in rows.index[own]:
        yield "inkomensondersteuning", "samenhang_invulling.niet_overal_gelijk", int(line)
    yield "begroting", "samenhang_begroting.sluit_aan_op_extract", line_of(x, "bijzondere-bijstand")


@mutatie("wijken.wijk_bekend", "wijk van inwoners")
def slip_in_a_wijk_of_the_population(x: Extracten) -> Verwacht:
    rows = x.tekst["wijkbevolking"]
    for line in rows.index[rows["wijk"].eq("Noord")]:
        x.put("wijkbevolking", int(line), wijk="Noort")
        yield "wijkbevolking", "samenhang_wijken.wijk_bekend", int(line)
    yield "wijkbevolking", "samenhang_wijkbevolking.wijk_met_inwoners", 0


@mutatie("demografie.geboortejaren_niet_afgerond", "even jaren")
def birth_years_of_a_law_rounded_to_even_ones(x: Extracten) -> Verwacht:
    """Of who is in no other extract; those of the other law are as they were."""
    rows = x.tekst["toewijzingen"]
    others = [x.tekst[slug]["clientnummer"] for slug in PERSONEN if slug != "toewijzingen"]
    known = rows["clientnummer"].isin(
        set(pd.concat([*others, x.tekst["uitkeringen"]["partner_clientnummer"]]))
    )
    both = rows.groupby("clientnummer")["wet"].transform("nunique").gt(1)
    own = rows["wet"].eq("Wmo") & ~known & ~both
    rows.loc[own, "geboortejaar"] = rows.loc[own, "geboortejaar"].astype(int).floordiv(2).mul(2).astype(str)
    confirmed = rows["clientnummer"].isin(set(pd.concat(others)))
    even = rows["geboortejaar"].str[-1].isin(list("02468"))
    for line in rows.index[rows["wet"].eq("Wmo") & even & ~confirmed]:
        yield "toewijzingen", "samenhang_demografie.geboortejaren_niet_afgerond", int(line)
