"""Ways to spoil what extracts say together: declaraties, toewijzingen, uitkeringen, persons and the begroting."""

from collections.abc import Callable

import pandas as pd
from mutatiehulp import Extracten, Verwacht, mutatie


def dates(column: "pd.Series[str]") -> "pd.Series[pd.Timestamp]":
    return pd.to_datetime(column, format="%d-%m-%Y", errors="coerce")


def swap_sexes(rows: pd.DataFrame, which: "pd.Series[bool]") -> None:
    """The code for men in the place of that for women, and the other way round."""
    rows.loc[which, "geslacht"] = rows.loc[which, "geslacht"].map({"1": "2", "2": "1"})


def month_of(day: pd.Timestamp) -> dict[str, str]:
    """Begin and end of the month of a day, as a declaratie has them."""
    first = day.replace(day=1)
    return {"begindatum": f"{first:%d-%m-%Y}", "einddatum": f"{first + pd.offsets.MonthEnd(0):%d-%m-%Y}"}


def declaratie_of(x: Extracten, which: Callable[[pd.DataFrame], "pd.Series[bool]"]) -> tuple[int, int]:
    """The line of a toewijzing, and that of a declaratie of it."""
    toewijzing = x.pick("toewijzingen", which)
    number = x.get("toewijzingen", toewijzing, "toewijzingnummer")
    return toewijzing, x.pick("declaraties", lambda rows: rows["toewijzingnummer"] == number)


def rename_aanbieder(x: Extracten, line: int, name: str) -> Verwacht:
    """Give a toewijzing another aanbieder, which all its declaraties then contradict."""
    number = x.get("toewijzingen", line, "toewijzingnummer")
    assert x.tekst["declaraties"]["toewijzingnummer"].eq(number).sum() > 1
    x.put("toewijzingen", line, aanbieder=name)
    yield "toewijzingen", "samenhang_declaraties.aanbieder_van_toewijzing", line


@mutatie("declaraties.niet_voor_ingang")
def declaratie_before_its_toewijzing(x: Extracten) -> Verwacht:
    own, line = declaratie_of(x, lambda rows: dates(rows["ingangsdatum"]) >= "2023-02-01")
    start = dates(x.tekst["toewijzingen"]["ingangsdatum"])[own]
    x.put("declaraties", line, **month_of(start - pd.DateOffset(months=1)))
    yield "declaraties", "samenhang_declaraties.niet_voor_ingang", line


@mutatie("declaraties.niet_na_einde")
def declaratie_after_its_toewijzing(x: Extracten) -> Verwacht:
    own, line = declaratie_of(x, lambda rows: dates(rows["einddatum"]).between("2023-02-01", "2023-11-30"))
    end = dates(x.tekst["toewijzingen"]["einddatum"])[own]
    x.put("declaraties", line, dagtekening="", **month_of(end + pd.DateOffset(months=1)))
    yield "declaraties", "samenhang_declaraties.niet_na_einde", line


@mutatie("declaraties.niet_na_einde")
def toewijzing_ends_before_its_last_declaratie(x: Extracten) -> Verwacht:
    def all_year(rows: pd.DataFrame) -> "pd.Series[bool]":
        runs = (rows["werkelijke_einddatum"] == "") & (dates(rows["ingangsdatum"]) < "2023-01-01")
        return runs & (rows["wet"] == "Wmo") & (dates(rows["einddatum"]) > "2024-01-01")

    own = x.pick("toewijzingen", all_year)
    x.put("toewijzingen", own, einddatum="30-11-2023", reden_beeindiging="19")
    rows = x.tekst["declaraties"]
    late = rows["toewijzingnummer"].eq(x.get("toewijzingen", own, "toewijzingnummer"))
    for line in rows.index[late & (dates(rows["einddatum"]) > "2023-11-30")]:
        x.gebruikt.add(("declaraties", int(line)))
        yield "declaraties", "samenhang_declaraties.niet_na_einde", int(line)


@mutatie("toewijzingen.reden_bij_einde")
def end_without_reason(x: Extracten) -> Verwacht:
    line = x.pick("toewijzingen", lambda rows: rows["reden_beeindiging"] != "")
    x.put("toewijzingen", line, reden_beeindiging="")
    yield "toewijzingen", "samenhang_toewijzingen.reden_bij_einde", line


@mutatie("toewijzingen.reden_niet_vooruit")
def reason_for_an_end_to_come(x: Extracten) -> Verwacht:
    line = x.pick("toewijzingen", lambda rows: dates(rows["einddatum"]) > "2024-05-30")
    x.put("toewijzingen", line, reden_beeindiging="31")
    yield "toewijzingen", "samenhang_toewijzingen.reden_niet_vooruit", line


@mutatie("toewijzingen.toewijzing_voor_peildatum")
def toewijzing_in_the_future(x: Extracten) -> Verwacht:
    line = x.pick("toewijzingen", lambda rows: rows["wet"] == "Wmo")
    x.put("toewijzingen", line, toewijzingsdatum="31-05-2024")
    yield "toewijzingen", "samenhang_toewijzingen.toewijzing_voor_peildatum", line
    yield "toewijzingen", "toewijzingen.ingang_na_toewijzing", line


def running(rows: pd.DataFrame) -> "pd.Series[bool]":
    alone = ~rows["clientnummer"].duplicated(keep=False)
    return (
        alone
        & (rows["regeling"] == "PW")
        & (rows["einddatum"] == "")
        & (dates(rows["begindatum"]) < "2020-01-01")
    )


@mutatie("uitkeringen.geen_overlap")
def second_uitkering_at_the_same_time(x: Extracten) -> Verwacht:
    line = x.add("uitkeringen", x.pick("uitkeringen", running), begindatum="01-06-2020", bedrag="6000,00")
    yield "uitkeringen", "samenhang_uitkeringen.geen_overlap", line


@mutatie("uitkeringen.stand_sluit_aan")
def inflow_of_someone_who_is_in(x: Extracten) -> Verwacht:
    first = x.pick("uitkeringen", running)
    line = x.add(
        "uitkeringen", first, begindatum="01-03-2023", regeling="BBZ", statistiekcode="14", bedrag="6000,00"
    )
    yield "uitkeringen", "samenhang_uitkeringen.stand_sluit_aan", first
    yield "uitkeringen", "samenhang_uitkeringen.stand_sluit_aan", line


@mutatie("uitkeringen.voor_peildatum")
def uitkering_that_ends_in_the_future(x: Extracten) -> Verwacht:
    line = x.pick("uitkeringen", running)
    x.put("uitkeringen", line, einddatum="31-05-2024", reden_beeindiging="11")
    yield "uitkeringen", "samenhang_uitkeringen.voor_peildatum", line


@mutatie("bezwaarschriften.besluit_voor_peildatum")
def decision_in_the_future(x: Extracten) -> Verwacht:
    line = x.pick("bezwaarschriften", lambda rows: rows["besluitdatum"] != "")
    x.put("bezwaarschriften", line, besluitdatum="31-05-2024")
    yield "bezwaarschriften", "samenhang_bezwaarschriften.besluit_voor_peildatum", line


@mutatie("declaraties.dagtekening_voor_peildatum")
def declared_in_the_future(x: Extracten) -> Verwacht:
    for day in ("31-05-2024", "15-01-2031"):
        line = x.pick("declaraties", lambda rows: rows["dagtekening"] != "")
        x.put("declaraties", line, dagtekening=day)
        yield "declaraties", "samenhang_declaraties.dagtekening_voor_peildatum", line


def often(
    x: Extracten, slug: str, minimum: int, maximum: int = 99
) -> Callable[[pd.DataFrame], "pd.Series[bool]"]:
    """Adults (for whom a year more or less breaks no other rule) with so many records over all extracts."""
    slugs = ("toewijzingen", "uitkeringen", "inkomensondersteuning")
    counts = pd.concat([x.tekst[name]["clientnummer"] for name in slugs]).value_counts()

    def which(rows: pd.DataFrame) -> "pd.Series[bool]":
        known = rows["clientnummer"].map(counts).between(minimum, maximum)
        here = rows["clientnummer"].map(rows["clientnummer"].value_counts()) == 1
        return known & (here if minimum == maximum else True) & (rows["geboortejaar"].astype(int) < 1990)

    return which


@mutatie("personen.een_geboortejaar")
def other_year_of_birth_among_many(x: Extracten) -> Verwacht:
    line = x.pick("toewijzingen", often(x, "toewijzingen", 3))
    x.put("toewijzingen", line, geboortejaar=str(int(x.get("toewijzingen", line, "geboortejaar")) - 1))
    yield "toewijzingen", "samenhang_personen.een_geboortejaar", line


@mutatie("personen.een_geboortejaar")
def other_year_of_birth_in_another_file(x: Extracten) -> Verwacht:
    line = x.pick("uitkeringen", often(x, "uitkeringen", 2, 2))
    x.put("uitkeringen", line, geboortejaar=str(int(x.get("uitkeringen", line, "geboortejaar")) - 1))
    for slug, own in x.records(x.get("uitkeringen", line, "clientnummer")):  # nobody can tell which is right
        yield slug, "samenhang_personen.een_geboortejaar", own


@mutatie("personen.een_geslacht")
def other_sex_among_many(x: Extracten) -> Verwacht:
    line = x.pick("inkomensondersteuning", often(x, "inkomensondersteuning", 3))
    x.put(
        "inkomensondersteuning",
        line,
        geslacht="12".replace(x.get("inkomensondersteuning", line, "geslacht"), ""),
    )
    yield "inkomensondersteuning", "samenhang_personen.een_geslacht", line


@mutatie("personen.een_huishouden")
def other_household(x: Extracten) -> Verwacht:
    def three(rows: pd.DataFrame) -> "pd.Series[bool]":
        return rows["clientnummer"].map(rows["clientnummer"].value_counts()) >= 3

    line = x.pick("inkomensondersteuning", three)
    x.put("inkomensondersteuning", line, huishoudnummer="H999999")
    yield "inkomensondersteuning", "samenhang_personen.een_huishouden", line


def line_of(x: Extracten, post: str, fase: str = "werkelijk") -> int:
    return x.pick("begroting", lambda rows: (rows["post"] == post) & (rows["fase"] == fase))


@mutatie("begroting.sluit_aan_op_extract")
def booked_is_not_declared(x: Extracten) -> Verwacht:
    line = line_of(x, "rolstoelen")
    x.put("begroting", line, bedrag="383017,00")
    yield "begroting", "samenhang_begroting.sluit_aan_op_extract", line


@mutatie("begroting.sluit_aan_op_extract")
def paid_is_not_booked(x: Extracten) -> Verwacht:
    line = line_of(x, "bijstand")
    x.put("begroting", line, bedrag="4613000,00")
    yield "begroting", "samenhang_begroting.sluit_aan_op_extract", line


@mutatie("begroting.perceel_in_begroting")
def perceel_without_budget(x: Extracten) -> Verwacht:
    x.drop("begroting", lambda rows: rows["post"] == "vervoer-jeugd-ggz")
    yield "begroting", "samenhang_begroting.perceel_in_begroting", 0


@mutatie("begroting.orde_van_grootte")
def digit_too_many(x: Extracten) -> Verwacht:
    line = line_of(x, "onderwijs", "primitief")
    x.put("begroting", line, bedrag="10375000,00")
    yield "begroting", "samenhang_begroting.orde_van_grootte", line


@mutatie("begroting.een_taakveld_per_post")
def other_taakveld_in_one_phase(x: Extracten) -> Verwacht:
    line = line_of(x, "cultuur-media", "voorjaarsnota")
    x.put("begroting", line, taakveld=x.get("begroting", line_of(x, "volksgezondheid"), "taakveld"))
    yield "begroting", "samenhang_begroting.een_taakveld_per_post", line


@mutatie("begroting.totaal_niet_naast_delen")
def total_beside_its_parts(x: Extracten) -> Verwacht:
    for fase in ("primitief", "voorjaarsnota", "najaarsnota", "werkelijk"):
        line = x.add("begroting", line_of(x, "sportbeleid-activering", fase), post="totaal", bedrag="1000,00")
        yield "begroting", "samenhang_begroting.totaal_niet_naast_delen", line


@mutatie("reserves.verloop_sluit_aan")
def reserve_that_does_not_add_up(x: Extracten) -> Verwacht:
    line = x.pick("reserves")
    x.put("reserves", line, stand_einde="2535000,01")
    yield "reserves", "samenhang_reserves.verloop_sluit_aan", line
