"""Plans in a chapter: every block from a small plan, an earlier peildatum and an older plan."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hoofdstukhulp import MakeChapter, data_of, find_marks, make_rij, rows_of

from sdreport.chapter.blocks.blocks import Figuur, Melding, Tabel, Tekst
from sdreport.chapter.blocks.lists import make_list
from sdreport.chapter.hoofdstuk import Hoofdstuk
from sdreport.chapter.methods.plans import list_goals
from sdreport.chapter.werkmap import Werkmap
from sdreport.errors import ConfigurationError
from sdreport.intake.catalogue.datasets import find_dataset
from sdreport.plannen.activities import NIET_BEOORDEELD, VOORTGANG

LEEG = dict.fromkeys(find_dataset("plannen").column_names, "")
DOELENLIJN = [
    {"van": "o1", "naar": "d1", "soort": "vervolg", "toelichting": "", "regelnummer": "2"},
    {"van": "d1", "naar": "n1", "soort": "vervolg", "toelichting": "", "regelnummer": "3"},
    {"van": "o2", "naar": "", "soort": "gestopt", "toelichting": "", "regelnummer": "4"},
    {"van": "n1", "naar": "", "soort": "gestopt", "toelichting": "Klaar.", "regelnummer": "5"},
]
PROGRAMMAS = [{"plan": "plan-2019-2022", "programma": "jeugd", "groep": "Focus", "titel": "Jeugd",
               "ambitie": "Gezond in {{ gemeente }}.", "volgorde": "1", "regelnummer": "2"}]  # fmt: skip


def rij(sleutel: str, **values: str) -> dict[str, str]:
    """A row of a plan as the build writes it."""
    fixed = {"plan": "plan-2019-2022", "peildatum": "2020-07-01", "programma": "jeugd", "sleutel": sleutel}
    return {**LEEG, **fixed, "bestand": "plannen.csv", "regelnummer": "2", **values}


NU = [
    rij("a", doelsleutel="d1", doelnummer="3.1", doelstelling="Doel een.", activiteit="Training geven",
        trekker="Lariks", aanvang="2019-Q4", gereed="2020-Q1", voortgang="naar-verwachting",
        stand_van_zaken="Met {{ activiteiten.totaal.totaal | woord }} in groep 8.", resultaat_wmo="2500"),
    rij("b", doelsleutel="d1", doelnummer="3.1", doelstelling="Doel een.", activiteit="Folder maken",
        aanvang="gestart", gereed="doorlopend", voortgang="gereed"),
    rij("c-doel", doelsleutel="d2", doelstelling="Doel twee."),
]  # fmt: skip
EERDER = [
    rij("a", peildatum="2019-09-15", activiteit="Training geven", aanvang="2019-Q4", gereed="2020-Q1"),
    rij("b", peildatum="2019-09-15", activiteit="Folder maken", aanvang="gestart", gereed="doorlopend",
        voortgang="gereed"),
    rij("weg", peildatum="2019-09-15", activiteit="Gestopt"),
    rij("o", plan="plan-2017-2018", peildatum="2017-01-01", doelsleutel="o1", doelnummer="1",
        doelstelling="Oud doel in {{ gemeente }}",
        activiteit="Oud", voortgang="gereed"),
    rij("n", plan="plan-2023-2027", peildatum="2023-03-01", doelsleutel="n1", doelstelling="Nieuw doel"),
]  # fmt: skip


def register() -> list[Any]:
    """What measures would have counted."""
    counts = {("jeugd", "naar-verwachting"): 1, ("jeugd", "gereed"): 1}
    values = (*VOORTGANG, NIET_BEOORDEELD)
    rows = [
        make_rij(
            "activiteiten",
            counts.get(("jeugd", naam), 0),
            "activiteiten",
            programma=programma,
            voortgang=naam,
        )
        for programma in ("jeugd", "totaal")
        for naam in values
    ]
    rows += [
        make_rij("activiteiten", 2, "activiteiten", programma=p, voortgang="totaal")
        for p in ("jeugd", "totaal")
    ]
    rows += [
        make_rij("geraamd_resultaat", amount, "euro", programma=programma, wet=wet)
        for programma in ("jeugd", "totaal")
        for wet, amount in [("wmo", 2500), ("jeugdwet", 0), ("participatiewet", 0), ("totaal", 2500)]
    ]
    return [*rows, make_rij("doelen", 2, "doelen", programma="jeugd"),
            make_rij("activiteiten_aandacht", 1, "activiteiten", programma="jeugd", aandachtspunt="gereed-te-laat"),
            make_rij("activiteiten_verandering", 1, "activiteiten", verandering="vervallen")]  # fmt: skip


@pytest.fixture
def hoofdstuk(chapter: MakeChapter, tmp_path: Path) -> Hoofdstuk:
    """A chapter about the plan above."""
    made = chapter(register())
    tables = {"plannen": NU, "eerder.plannen": EERDER, "doelenlijn": DOELENLIJN, "programmas": PROGRAMMAS}
    Werkmap(tmp_path).write("tabellen", tables)
    return made


@pytest.mark.parametrize(
    ("goals", "text"),
    [
        ({"a": "1", "b": "2"}, "1. a\n2. b"),
        ({"a": "4"}, "4. a"),
        ({"a": "", "b": ""}, "1. a\n2. b"),
        ({"a": "2", "b": "4"}, "- 2 a\n- 4 b"),
        ({"a": "1.", "b": "2."}, "1. a\n2. b"),
        ({"a": "9" * 5000}, f"- {'9' * 5000} a"),
        ({"a": "<b>"}, r"- \<b\> a"),
        ({}, ""),
    ],
)
def test_goals_have_the_numbers_of_the_plan(goals: dict[str, str], text: str) -> None:
    """So that they are the same as in the table below them."""
    assert list_goals(goals) == text


def test_ambition_fills_the_place_in_and_numbers_the_goals(hoofdstuk: Hoofdstuk) -> None:
    text = hoofdstuk.ambition("jeugd")
    assert isinstance(text, Tekst)
    assert "Focus" in text.markdown and "Gezond in Leusden." in text.markdown
    assert "- 3\\.1 Doel een.\n- Doel twee." in text.markdown
    with pytest.raises(ConfigurationError, match="'onbekend'"):
        hoofdstuk.ambition("onbekend")


def test_actions_show_facts_the_plans_own_digits_and_progress_in_words(hoofdstuk: Hoofdstuk) -> None:
    table = hoofdstuk.actions("proef-5-1", "Acties", "jeugd")
    heads = [kolom.label for kolom in table.kolommen]
    assert heads == ["Doel", "Actie", "Trekker", "Start", "Klaar", "Stand van zaken", "Voortgang"]
    assert table.noot == "Nergens ingevuld: Rol, Indicator, Uitwerking."
    first, second, goal = rows_of(table.as_dict())
    assert first[:4] == ["3.1 Doel een.", "Training geven", "Lariks", "4e kwartaal 2019"]
    assert first[5:] == ["Met twee in groep 8.", "▶ naar verwachting"]
    assert (second[1], second[6]) == ("Folder maken", "✓ gereed")
    assert goal == ["Doel twee.", "–", "–", "–", "–", "–", "–"]
    with pytest.raises(ConfigurationError, match="'onbekend'"):
        hoofdstuk.actions("proef-5-1", "Acties", "onbekend")


def test_progress_never_tells_by_colour_alone(hoofdstuk: Hoofdstuk) -> None:
    figuur = hoofdstuk.progress("proef-2-1", "Voortgang")
    assert "2 activiteiten: naar verwachting 1, gereed 1" in figuur.alt
    assert figuur.kop == "1 van de 2 activiteiten is gereed"
    assert {row["label"] for row in data_of(figuur.vega)} == {"▶ 1", "✓ 1"}
    assert figuur.tabel.rijen == (("jeugd", "1", "1", "2"), ("Totaal", "1", "1", "2"))


def test_planning_draws_each_activity_against_the_peildatum(hoofdstuk: Hoofdstuk) -> None:
    figuur = hoofdstuk.planning("proef-3-1", "Planning", "jeugd")
    assert isinstance(figuur, Figuur)
    assert "peildatum 1-7-2020" in figuur.alt and "1 daarvan loopt achter" in figuur.alt
    bars, line = figuur.vega["datasets"].values() if len(figuur.vega["datasets"]) == 2 else ((), ())
    rows = {row["activiteit"]: row for row in bars if "activiteit" in row}
    assert rows["Training geven"]["begin"] == 2019 * 4 + 3
    assert rows["Training geven"]["einde"] == 2020 * 4 + 1  # up to and including the first quarter
    assert rows["Folder maken"]["einde"] > rows["Training geven"]["einde"]  # runs on to the edge
    assert 2020 * 4 + 2 <= line[0]["x"] < 2020 * 4 + 2.1
    assert find_marks(figuur.vega, "rule")
    scale = figuur.vega["layer"][0]["encoding"]["x"]["scale"]["domain"]
    assert scale == [2019 * 4, 2020 * 4 + 2 + 1 + 2], (
        "two quarters past the last end that is known, or the peildatum"
    )
    assert figuur.vega["layer"][0]["encoding"]["x"]["axis"]["labelOverlap"] is False
    names = [
        layer for layer in figuur.smal["layer"] if layer["encoding"].get("text", {}).get("field") == "label"
    ]
    assert len(names) == 1, "on a phone each name stands above its bar, and no axis beside it"
    assert figuur.smal["layer"][0]["encoding"]["y"]["axis"] is None


def test_attention_lists_late_activities_or_says_there_are_none(hoofdstuk: Hoofdstuk) -> None:
    table = hoofdstuk.attention("proef-2-2", "Te laat", ["gereed-te-laat"])
    assert isinstance(table, Tabel)
    assert [row[0] for row in table.rijen] == ["Training geven"]
    assert "1e kwartaal 2020" in table.rijen[0]
    none = hoofdstuk.attention("proef-2-3", "Knelpunten", ["knelpunten"])
    assert isinstance(none, Melding)
    assert none.titel == f"Tabel {hoofdstuk._number('tabel', 'proef-2-3')} – Knelpunten"


def test_of_a_plan_that_nobody_judged_nothing_is_said_to_go_well(
    chapter: MakeChapter, tmp_path: Path
) -> None:
    """Neither that none is late or in trouble, nor that none is ready; what is not filled in is known all the same."""
    counts = {NIET_BEOORDEELD: 2, "totaal": 2}
    made = chapter(
        [
            make_rij("activiteiten", counts.get(naam, 0), "activiteiten", programma=programma, voortgang=naam)
            for programma in ("jeugd", "totaal")
            for naam in (*VOORTGANG, NIET_BEOORDEELD, "totaal")
        ]
    )
    rows = [{**row, "voortgang": "", "indicator": "x"} for row in NU]
    Werkmap(tmp_path).write("tabellen", {"plannen": rows, "eerder.plannen": [], "programmas": PROGRAMMAS})
    assert made.progress("proef-2-1", "Voortgang").kop == "De voortgang is nog niet beoordeeld"
    for punten in (["gereed-te-laat", "start-te-laat"], ["knelpunten"]):
        none = made.attention("proef-2-3", "Te zien", punten)
        assert isinstance(none, Melding) and none.tekst == "De voortgang is nog niet beoordeeld."
    none = made.attention("proef-2-3", "Te zien", ["zonder-indicator"])
    assert isinstance(none, Melding) and none.tekst == "Er zijn er geen."


def test_changes_tell_before_and_after(hoofdstuk: Hoofdstuk, tmp_path: Path) -> None:
    table = hoofdstuk.changes("proef-2-5", "Veranderd")
    assert isinstance(table, Tabel)
    assert table.kolommen[3].label == "Stand 15-9-2019"
    assert [(row[0], row[2], row[3], row[4]) for row in table.rijen] == [
        ("Training geven", "beoordeeld", "□ niet beoordeeld", "▶ naar verwachting"),
        ("Gestopt", "vervallen", "□ niet beoordeeld", "–"),
    ]


def test_results_end_with_the_sum_of_the_register(hoofdstuk: Hoofdstuk) -> None:
    table = hoofdstuk.results("proef-4-1", "Resultaat")
    assert isinstance(table, Tabel)
    assert rows_of(table.as_dict()) == [
        ["Training geven", "€\u00a02.500", "€\u00a02.500"],
        ["Totaal", "€\u00a02.500", "€\u00a02.500"],
    ]


@pytest.mark.parametrize(("gedrukt", "cel"), [("2400", "€\u00a02.400\u00a0≠"), ("2500", "€\u00a02.500")])
def test_a_printed_result_is_marked_when_it_is_not_the_sum(
    chapter: MakeChapter, tmp_path: Path, gedrukt: str, cel: str
) -> None:
    made = chapter(register())
    Werkmap(tmp_path).write("tabellen", {"plannen": [{**NU[0], "resultaat_gedrukt": gedrukt}]})
    table = made.results("proef-4-1", "Resultaat")
    assert isinstance(table, Tabel)
    assert rows_of(table.as_dict()) == [
        ["Training geven", "€\u00a02.500", "€\u00a02.500", cel],
        ["Totaal", "€\u00a02.500", "€\u00a02.500", "–"],
    ]
    assert ("≠" in table.noot) == ("≠" in cel)


@pytest.mark.parametrize(
    ("kolommen", "onder"), [((), ["Stand van zaken"]), (("activiteit", "toelichting"), [])]
)
def test_what_a_plan_tells_in_sentences_stands_below_its_row_when_there_are_many_columns(
    chapter: MakeChapter, tmp_path: Path, kolommen: tuple[str, ...], onder: list[str]
) -> None:
    made = chapter(register())
    kept = ("plan", "peildatum", "programma", "sleutel", "bestand", "regelnummer", *kolommen)
    few = [{**LEEG, **{key: row[key] for key in kept}, "toelichting": "Meer."} for row in NU[:2]]
    Werkmap(tmp_path).write("tabellen", {"plannen": few if kolommen else NU})
    table = made.actions("proef-5-1", "Acties", "jeugd")
    assert [kolom.label for kolom in table.kolommen if kolom.onder] == onder
    assert len(table.kolommen) == (7 if onder else 2)


def test_a_goal_that_stopped_stays_visible_with_why(hoofdstuk: Hoofdstuk, tmp_path: Path) -> None:
    table = hoofdstuk.stopped("proef-9-1", "Gestopt")
    assert isinstance(table, Tabel)
    assert rows_of(table.as_dict()) == [["Nieuw doel", "plan 2023 2027", "jeugd", "Klaar."]]


def test_a_goal_carries_its_part_when_a_number_comes_in_two(chapter: MakeChapter, tmp_path: Path) -> None:
    delen = [{**PROGRAMMAS[0], "plan": "plan-2017-2018", "programma": p, "groep": f"Deel {n}: {p}"}
             for n, p in (("I", "jeugd"), ("IV", "sport"))]  # fmt: skip
    double = {**EERDER[3], "programma": "sport", "doelsleutel": "o9", "doelstelling": "Ander doel"}
    made = chapter(register())
    tables = {
        "plannen": NU,
        "eerder.plannen": [*EERDER, double],
        "doelenlijn": DOELENLIJN,
        "programmas": delen,
    }
    Werkmap(tmp_path).write("tabellen", tables)
    table = made.thread("proef-9-1", "Doelen", "jeugd")
    assert isinstance(table, Tabel)
    assert table.rijen[0][0] == "Deel I, 1 Oud doel in Leusden (1 activiteit: ✓1)"
    assert table.rijen[0][1].startswith("3.1 Doel een"), "in this plan every number comes once"


def test_a_thread_goes_back_and_forward_over_the_plans(hoofdstuk: Hoofdstuk) -> None:
    table = hoofdstuk.thread("proef-9-1", "Doelen", "jeugd")
    assert isinstance(table, Tabel)
    assert list(rows_of(table.as_dict())) == [
        [
            "1 Oud doel in Leusden (1 activiteit: ✓1)",
            "3.1 Doel een (2 activiteiten: ▶1 ✓1)",
            "Nieuw doel",
            "Vervolg (plan 2017 2018)\nVervolg (plan 2023 2027)",
        ],
        ["–", "Doel twee", "–", "–"],
    ]


def test_a_text_in_a_list_keeps_its_hyphens_and_a_code_gets_its_label(hoofdstuk: Hoofdstuk) -> None:
    """A column of texts may have the name of a dimension; a moment is told as everywhere."""
    labels = replace(hoofdstuk._bronnen.labels, labels={"groep": {"jeugd": "Jeugd"}})
    texts = ["SAVE-team", "Wmo-adviesraad", "65-plus", "jeugd", "2014-Q2"]
    rows = [{"groep": text} for text in texts]
    table = make_list(replace(hoofdstuk._bronnen, labels=labels), "1.1", "Lijst", "plannen", rows, ["groep"])
    shown = [cell for (cell,) in rows_of(table.as_dict())]
    assert shown == ["SAVE-team", "Wmo-adviesraad", "65-plus", "Jeugd", "2e kwartaal 2014"]


def test_a_list_shows_labels_units_and_dashes(hoofdstuk: Hoofdstuk) -> None:
    kolommen = ["activiteit", "gereed", "resultaat_wmo|euro"]
    table = hoofdstuk.list("proef-6-1", "Lijst", "plannen", kolommen, programma="jeugd")
    assert rows_of(table.as_dict())[:2] == [
        ["Training geven", "1e kwartaal 2020", "€\u00a02.500"],
        ["Folder maken", "doorlopend", "–"],
    ]
    assert isinstance(hoofdstuk.list("proef-6-2", "Leeg", "plannen", kolommen, programma="geen"), Melding)
    with pytest.raises(ConfigurationError, match="'weg'"):
        hoofdstuk.list("proef-6-3", "Fout", "plannen", ["weg"])
    with pytest.raises(ConfigurationError, match="'besluiten'"):
        hoofdstuk.list("proef-6-4", "Fout", "besluiten", kolommen)
