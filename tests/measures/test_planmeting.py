"""Plans: counts with every value, points of attention, change since an earlier delivery, and estimated results."""

from dataclasses import replace

from meethulp import calculate, make_invoer, make_table

from sdreport.measures.cyclus.plannen import (
    activiteiten,
    activiteiten_aandacht,
    activiteiten_plan,
    activiteiten_verandering,
    doelen,
    geraamd_resultaat,
)

PLAN = """
    programma;doelsleutel;doelstelling;sleutel;activiteit;voortgang;aanvang;gereed;zie
    jeugd;d1;Een;a;Een;gereed;2019-Q1;2019-Q2;
    jeugd;d1;Een;b;Twee;knelpunten;2019-Q1;2019-Q2;
    jeugd;d2;Twee;c;;;;;
    zorg;d3;Drie;d;Drie;;gestart;doorlopend;
    zorg;d4;Drie;d4;Elders;gereed;;;a
    zorg;;;e;Vier;niet-gestart;2019-Q2;2020-Q1;
"""


def test_activities_give_every_progress_also_with_zero_and_totals_both_ways() -> None:
    counted = calculate(activiteiten, make_invoer(plannen=PLAN))
    assert len(counted) == 3 * 7
    assert {key: value for key, value in counted.items() if value} == {
        "jeugd.gereed": 1, "jeugd.knelpunten": 1, "jeugd.totaal": 2,
        "zorg.niet-beoordeeld": 1, "zorg.niet-gestart": 1, "zorg.totaal": 2,
        "totaal.gereed": 1, "totaal.knelpunten": 1, "totaal.niet-beoordeeld": 1, "totaal.niet-gestart": 1,
        "totaal.totaal": 4,
    }  # fmt: skip


def test_goals_are_counted_once_also_without_activity_or_with_two_numbers() -> None:
    assert calculate(doelen, make_invoer(plannen=PLAN)) == {"jeugd": 2, "zorg": 1, "totaal": 3}


def test_attention_is_counted_per_point() -> None:
    counted = calculate(activiteiten_aandacht, make_invoer(plannen=PLAN))
    assert counted["jeugd.gereed-te-laat"] == 1
    assert counted["zorg.start-te-laat"] == 1
    assert counted["totaal.knelpunten"] == 1
    assert counted["totaal.zonder-indicator"] == 4


def test_while_nothing_is_judged_nothing_is_said_to_be_on_time() -> None:
    plan = make_invoer(plannen="programma;sleutel;activiteit;voortgang;aanvang\njeugd;a;Een;;2019-Q1")
    assert {adres.split(".")[1] for adres in calculate(activiteiten_aandacht, plan)} == {
        "zonder-indicator", "zonder-trekker", "zonder-rol", "zonder-einde",
    }  # fmt: skip


def test_change_is_told_only_when_there_was_an_earlier_peildatum() -> None:
    invoer = make_invoer(plannen=PLAN)
    assert calculate(activiteiten_verandering, invoer) == {}
    before = make_table("plannen", "peildatum;sleutel;voortgang\n01-03-2019;a;knelpunten\n01-03-2019;weg;")
    changed = calculate(activiteiten_verandering, replace(invoer, eerder={"plannen": [before]}))
    assert {key: value for key, value in changed.items() if value} == {
        "nieuw": 3,
        "verder": 1,
        "vervallen": 1,
    }


def test_estimated_results_add_up_to_the_cent() -> None:
    text = """
    programma;resultaat_wmo;resultaat_jeugdwet
    jeugd;0,10;79000
    jeugd;0,20;
    zorg;;
    uitgaven;31000;
    """
    assert calculate(geraamd_resultaat, make_invoer(plannen=text)) == {
        "jeugd.wmo": 0.3, "jeugd.jeugdwet": 79000, "jeugd.participatiewet": 0, "jeugd.totaal": 79000.3,
        "uitgaven.wmo": 31000, "uitgaven.jeugdwet": 0, "uitgaven.participatiewet": 0, "uitgaven.totaal": 31000,
        "totaal.wmo": 31000.3, "totaal.jeugdwet": 79000, "totaal.participatiewet": 0, "totaal.totaal": 110000.3,
    }  # fmt: skip
    assert calculate(geraamd_resultaat, make_invoer(plannen="programma\njeugd")) == {}


def test_of_each_plan_only_the_last_peildatum_counts() -> None:
    earlier = [
        make_table("plannen", "plan;peildatum\nplan-2017;01-01-2017\nplan-2017;01-01-2017"),
        make_table("plannen", "plan;peildatum\nplan-2017;01-07-2017"),
        make_table("plannen", "plan;peildatum\nplan-2019;01-01-2019"),
    ]
    invoer = replace(make_invoer(plannen=PLAN), eerder={"plannen": earlier})
    assert calculate(activiteiten_plan, invoer) == {"plan-2017": 1, "plan-2019": 4}
