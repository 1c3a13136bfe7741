"""Ways to spoil plans and budget tables: numbers, goals, planning, the thread of goals, totals."""

from collections.abc import Callable

import pandas as pd
from mutatiehulp import Extracten, Verwacht, mutatie

P, S = "plannen", "samenhang_plannen"
KADER, MONITOR, PLAN = (
    "beleidskader-2023-2027",
    "uitvoeringsplan-2019-2022/2020-07-01",
    "uitvoeringsplan-2017-2018",
)


def lines_of(x: Extracten, doel: str) -> list[int]:
    """The lines of a goal."""
    rows = x.tekst[P]
    lines = [int(line) for line in rows.index[rows["doelsleutel"] == doel]]
    assert lines, f"the example has no goal {doel}"
    x.gebruikt |= {(P, line) for line in lines}
    return lines


def put_goal(x: Extracten, doel: str, **values: str) -> int:
    """Change fields of all rows of a goal; its first line."""
    lines = lines_of(x, doel)
    for line in lines:
        x.put(P, line, **values)
    return lines[0]


@mutatie("plannen.doelnummer_eenmaal", voorbeeld=KADER)
def goal_with_the_number_of_another(x: Extracten) -> Verwacht:
    yield P, f"{S}.doelnummer_eenmaal", put_goal(x, "b23-rondkomen-4", doelnummer="3")


@mutatie("plannen.doelnummers_sluiten_aan", voorbeeld=KADER)
def number_left_out(x: Extracten) -> Verwacht:
    yield P, f"{S}.doelnummers_sluiten_aan", put_goal(x, "b23-wonen-en-zorg-5", doelnummer="7")


@mutatie("plannen.doelnummers_op_volgorde", voorbeeld=KADER)
def goals_out_of_order(x: Extracten) -> Verwacht:
    put_goal(x, "b23-netwerken-2", doelnummer="3")
    yield P, f"{S}.doelnummers_op_volgorde", put_goal(x, "b23-netwerken-3", doelnummer="2")


@mutatie("plannen.doelnummer_aanwezig", voorbeeld=KADER)
def goal_without_number(x: Extracten) -> Verwacht:
    yield P, f"{S}.doelnummer_aanwezig", put_goal(x, "b23-vrijwilligers-3", doelnummer="")


@mutatie("plannen.doelnummer_volledig", voorbeeld=KADER)
def number_of_too_many_steps(x: Extracten) -> Verwacht:
    yield P, f"{S}.doelnummer_volledig", put_goal(x, "b23-leefstijl-sport-bewegen-4", doelnummer="4.1")


@mutatie("plannen.doelnummer_van_eigen_programma", voorbeeld=PLAN)
def number_of_another_programme(x: Extracten) -> Verwacht:
    first = put_goal(x, "u17-i-2-6", doelnummer="1.5")
    yield P, f"{S}.doelnummer_van_eigen_programma", first
    yield P, f"{S}.doelnummers_op_volgorde", first
    yield P, f"{S}.doelnummers_sluiten_aan", first  # no 1.1 to 1.4 here


@mutatie("plannen.doelnummers_eender", voorbeeld=PLAN)
def programme_numbered_in_another_way(x: Extracten) -> Verwacht:
    first = [put_goal(x, f"u17-i-3-{number}", doelnummer=str(number)) for number in range(1, 5)]
    yield P, f"{S}.doelnummers_eender", first[0]


@mutatie("plannen.doelstelling_eenmaal", voorbeeld=KADER)
def two_goals_with_the_same_text(x: Extracten) -> Verwacht:
    text = x.get(P, lines_of(x, "b23-opvoeden-opgroeien-3")[0], "doelstelling")
    yield P, f"{S}.doelstelling_eenmaal", put_goal(x, "b23-opvoeden-opgroeien-4", doelstelling=text)


@mutatie("plannen.activiteitnummer_eenmaal", voorbeeld=PLAN)
def activity_with_the_number_of_another(x: Extracten) -> Verwacht:
    last = lines_of(x, "u17-i-1-1")[-1]
    x.put(P, last, nummer=x.get(P, last - 1, "nummer"))
    yield P, f"{S}.activiteitnummer_eenmaal", last


@mutatie("plannen.activiteitnummers_sluiten_aan", voorbeeld=PLAN)
def number_of_activity_left_out(x: Extracten) -> Verwacht:
    last = lines_of(x, "u17-i-1-4")[-1]
    x.put(P, last, nummer="6.")
    yield P, f"{S}.activiteitnummers_sluiten_aan", last


@mutatie("plannen.activiteitnummers_op_volgorde", voorbeeld=PLAN)
def activities_out_of_order(x: Extracten) -> Verwacht:
    _, second, third, *_ = lines_of(x, "u17-i-2-1")
    x.put(P, second, nummer="3.")
    x.put(P, third, nummer="2.")
    yield P, f"{S}.activiteitnummers_op_volgorde", third


@mutatie("plannen.activiteitnummer_aanwezig", voorbeeld=PLAN)
def activity_without_number(x: Extracten) -> Verwacht:
    last = lines_of(x, "u17-i-2-5")[-1]
    x.put(P, last, nummer="")
    yield P, f"{S}.activiteitnummer_aanwezig", last


@mutatie("plannen.een_doelstelling_per_doel", voorbeeld=KADER)
def key_with_two_texts(x: Extracten) -> Verwacht:
    line = lines_of(x, "b23-toekomstbestendig-ondersteunen-2")[-1]
    x.put(P, line, doelstelling="Een ander doel.")
    yield P, f"{S}.een_doelstelling_per_doel", line


@mutatie("plannen.een_programma_per_doel", voorbeeld=KADER)
def key_in_two_programmes(x: Extracten) -> Verwacht:
    line = lines_of(x, "b23-toekomstbestendig-ondersteunen-8")[-1]
    x.put(P, line, programma="rondkomen")
    yield P, f"{S}.een_programma_per_doel", line
    yield P, f"{S}.programma_bij_elkaar", line


@mutatie("plannen.een_nummer_per_doel", voorbeeld=KADER)
def key_with_two_numbers(x: Extracten) -> Verwacht:
    line = lines_of(x, "b23-toekomstbestendig-ondersteunen-3")[-1]
    x.put(P, line, doelnummer="9")
    yield P, f"{S}.een_nummer_per_doel", line


@mutatie("plannen.doel_niet_leeg_en_gevuld", voorbeeld=KADER)
def goal_with_and_without_activity(x: Extracten) -> Verwacht:
    line = lines_of(x, "b23-toekomstbestendig-ondersteunen-6")[-1]
    x.put(P, line, activiteit="", voortgang="", nummer="")
    yield P, f"{S}.doel_niet_leeg_en_gevuld", line


@mutatie("plannen.doel_niet_leeg_en_gevuld", voorbeeld=PLAN)
def goal_without_activity_twice(x: Extracten) -> Verwacht:
    line = x.add(P, lines_of(x, "u17-iv-4-3")[0])
    yield P, f"{S}.doel_niet_leeg_en_gevuld", line


@mutatie("plannen.programma_bij_elkaar", voorbeeld=KADER)
def activity_far_from_its_programme(x: Extracten) -> Verwacht:
    like = lines_of(x, "b23-wonen-en-zorg-1")[0]
    line = x.add(P, like, doelsleutel="", doelnummer="", doelstelling="")
    yield P, f"{S}.programma_bij_elkaar", line


def pick_activity(x: Extracten, which: Callable[[pd.DataFrame], "pd.Series[bool]"]) -> int:
    return x.pick(P, lambda rows: (rows["activiteit"] != "") & which(rows))


@mutatie("plannen.peildatum_voor_rapport", voorbeeld=MONITOR)
def state_after_the_report(x: Extracten) -> Verwacht:
    line = pick_activity(x, lambda rows: rows["gereed"] == "doorlopend")
    x.put(P, line, peildatum="02-07-2020")
    yield P, f"{S}.peildatum_voor_rapport", line
    yield P, "plannen.een_peildatum", 0


@mutatie("plannen.einde_na_aanvang", voorbeeld=MONITOR)
def end_before_start(x: Extracten) -> Verwacht:
    line = pick_activity(
        x, lambda rows: (rows["gereed"] == "doorlopend") & (rows["voortgang"] == "naar-verwachting")
    )
    x.put(P, line, aanvang="2021-Q2", gereed="2021-Q1")
    yield P, f"{S}.einde_na_aanvang", line
    yield P, f"{S}.loopt_na_aanvang", line


@mutatie("plannen.gestart_is_begonnen", voorbeeld=MONITOR)
def begun_and_not_begun(x: Extracten) -> Verwacht:
    line = pick_activity(x, lambda rows: (rows["aanvang"] == "gestart") & (rows["gereed"] == "doorlopend"))
    x.put(P, line, voortgang="niet-gestart")
    yield P, f"{S}.gestart_is_begonnen", line


@mutatie("plannen.gereed_na_aanvang", voorbeeld=MONITOR)
def ready_before_it_begins(x: Extracten) -> Verwacht:
    line = pick_activity(x, lambda rows: rows["voortgang"] == "gereed")
    x.put(P, line, aanvang="2020-Q4", gereed="2021-Q1")
    yield P, f"{S}.gereed_na_aanvang", line
    yield P, f"{S}.gereed_niet_in_toekomst", line


@mutatie("plannen.op_tijd_gereed", voorbeeld=MONITOR)
def not_ready_in_time(x: Extracten) -> Verwacht:
    line = pick_activity(
        x, lambda rows: (rows["gereed"] == "2020-Q4") & (rows["voortgang"] == "naar-verwachting")
    )
    x.put(P, line, aanvang="gestart", gereed="2020-Q2")
    yield P, f"{S}.op_tijd_gereed", line


def link(x: Extracten, **values: str | None) -> None:
    """Add a link to the thread of goals."""
    row = {"van": None, "naar": None, "soort": "vervolg", "toelichting": None} | values
    table = x.referenties["doelenlijn"]
    x.referenties["doelenlijn"] = pd.concat([table, pd.DataFrame([row])], ignore_index=True)


@mutatie("plannen.doelenlijn_kent_doel", voorbeeld=KADER)
def link_with_an_unknown_goal(x: Extracten) -> Verwacht:
    link(x, van="b23-rondkomen-1", naar="b23-nergens-1")
    yield P, f"{S}.doelenlijn_kent_doel", 0


@mutatie("plannen.doelenlijn_soort", voorbeeld=KADER)
def link_of_an_unknown_kind(x: Extracten) -> Verwacht:
    link(x, van="b23-rondkomen-1", naar="b23-rondkomen-2", soort="anders")
    yield P, f"{S}.doelenlijn_soort", 0


@mutatie("plannen.doelenlijn_begin_en_einde", voorbeeld=KADER)
def link_that_stops_and_goes_on(x: Extracten) -> Verwacht:
    link(x, van="b23-rondkomen-2", soort="vervolg")
    link(x, van="b23-rondkomen-2", naar="b23-rondkomen-3", soort="nieuw")
    yield P, f"{S}.doelenlijn_begin_en_einde", 0


@mutatie("plannen.doel_in_doelenlijn", voorbeeld=KADER)
def goal_without_link(x: Extracten) -> Verwacht:
    table = x.referenties["doelenlijn"]
    doel = "b23-vrijwilligers-1"
    x.referenties["doelenlijn"] = table[(table["van"] != doel) & (table["naar"] != doel)]
    yield P, f"{S}.doel_in_doelenlijn", lines_of(x, doel)[0]


GELD, G = "overzichten", "samenhang_overzichten"


def line_of_post(x: Extracten, overzicht: str, post: str, jaar: str = "") -> int:
    def same(rows: pd.DataFrame) -> "pd.Series[bool]":
        return (rows["overzicht"] == overzicht) & (rows["post"] == post) & (rows["jaar"] == jaar)

    return x.pick(GELD, same)


@mutatie("overzichten.totaal_klopt", voorbeeld=KADER)
def total_that_is_not_the_sum(x: Extracten) -> Verwacht:
    line = line_of_post(x, "ontwikkelbudget", "totaal")
    x.put(GELD, line, bedrag="754000,01")
    yield GELD, f"{G}.totaal_klopt", line


@mutatie("overzichten.telt_in_bestaat", voorbeeld=KADER)
def amount_that_counts_in_nothing(x: Extracten) -> Verwacht:
    line = line_of_post(x, "dekking", "algemene-reserve")
    x.put(GELD, line, telt_in="ergens")
    yield GELD, f"{G}.telt_in_bestaat", line
    yield GELD, f"{G}.totaal_klopt", line_of_post(x, "dekking", "totaal")


@mutatie("overzichten.telt_in_bestaat", voorbeeld=KADER)
def subtotal_that_counts_in_itself(x: Extracten) -> Verwacht:
    line = line_of_post(x, "extra-middelen", "subtotaal", "2026")
    x.put(GELD, line, telt_in="subtotaal")
    yield GELD, f"{G}.telt_in_bestaat", line
    yield GELD, f"{G}.post_elk_jaar_gelijk", line
    yield GELD, f"{G}.totaal_klopt", line
    yield GELD, f"{G}.totaal_klopt", line_of_post(x, "extra-middelen", "saldo", "2026")


@mutatie("overzichten.jaren_sluiten_aan", voorbeeld=KADER)
def post_without_one_of_its_years(x: Extracten) -> Verwacht:
    gone = line_of_post(x, "meerjarenbegroting", "volksgezondheid", "2024")
    x.drop(GELD, lambda rows: pd.Series(rows.index == gone, index=rows.index))
    yield GELD, f"{G}.jaren_sluiten_aan", line_of_post(x, "meerjarenbegroting", "volksgezondheid", "2025")
    yield GELD, f"{G}.totaal_klopt", line_of_post(x, "meerjarenbegroting", "totaal", "2024")


@mutatie("overzichten.post_elk_jaar_gelijk", voorbeeld=KADER)
def post_under_another_heading_in_one_year(x: Extracten) -> Verwacht:
    line = line_of_post(x, "meerjarenbegroting", "onderwijs", "2025")
    x.put(GELD, line, rubriek="taakveld-7-1")
    yield GELD, f"{G}.post_elk_jaar_gelijk", line


@mutatie("plannen.zie_bestaat", voorbeeld=PLAN)
def reference_to_nowhere(x: Extracten) -> Verwacht:
    line = lines_of(x, "u17-i-1-3")[0]
    x.put(P, line, zie="u17-nergens")
    yield P, f"{S}.zie_bestaat", line


@mutatie("plannen.andere_rollen_bekend", voorbeeld=MONITOR)
def owner_by_name(x: Extracten) -> Verwacht:
    line = lines_of(x, "u19-3-1-2")[0]
    x.put(P, line, andere_rollen="beleidsadviseur-wmo/een-naam")
    yield P, f"{S}.andere_rollen_bekend", line
