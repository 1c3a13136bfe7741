"""What a plan says is told once: what is so of all activities, a first judgement, a goal that is the ambition."""

from pathlib import Path
from typing import Any

import pytest
from hoofdstukhulp import MakeChapter, make_rij, rows_of

from sdreport.chapter.blocks.blocks import Melding, Tabel
from sdreport.chapter.hoofdstuk import Hoofdstuk
from sdreport.chapter.werkmap import Werkmap
from sdreport.intake.catalogue.datasets import find_dataset

LEEG = dict.fromkeys(find_dataset("plannen").column_names, "")
VAST = {"plan": "plan", "programma": "jeugd", "bestand": "plannen.csv", "regelnummer": "2"}
PUNTEN = ["zonder-indicator", "zonder-trekker", "zonder-rol", "zonder-einde"]


def make_rijen(peildatum: str, *rijen: dict[str, str]) -> list[dict[str, str]]:
    """Rows of a plan at a peildatum, each with a key and a name of its own."""
    return [
        {**LEEG, **VAST, "peildatum": peildatum, "sleutel": f"s{n}", "activiteit": f"Actie {n}", **rij}
        for n, rij in enumerate(rijen, 1)
    ]


@pytest.fixture
def plan(chapter: MakeChapter, tmp_path: Path) -> Any:
    """A chapter about rows of a plan now, and of the peildatum before."""

    def make(nu: list[dict[str, str]], toen: list[dict[str, str]] | None = None) -> Hoofdstuk:
        counted = [
            make_rij(
                "activiteiten_aandacht", 1, "activiteiten", programma="jeugd", aandachtspunt="knelpunten"
            ),
            make_rij("activiteiten_verandering", 1, "activiteiten", verandering="nieuw"),
        ]
        made = chapter(counted)
        about = {
            "plan": "plan",
            "programma": "jeugd",
            "groep": "",
            "ambitie": "Elk kind doet mee.",
            "regelnummer": "2",
        }
        tables = {"plannen": nu, "eerder.plannen": toen or [], "programmas": [about]}
        Werkmap(tmp_path).write("tabellen", tables)
        return made

    return make


def test_what_misses_at_every_activity_is_told_once(plan: Any) -> None:
    rows = make_rijen("2020-07-01", {"trekker": "A", "indicator": "x"}, {"trekker": "B"}, {"indicator": "y"})
    table = plan(rows).attention("proef-2-4", "Niet ingevuld", PUNTEN)
    assert isinstance(table, Tabel)
    assert [kolom.label for kolom in table.kolommen] == ["Activiteit", "Programma", "Wat", "Trekker"]
    assert [(row[0], row[2], row[3]) for row in rows_of(table.as_dict())] == [
        ("Actie 2", "zonder indicator", "B"),
        ("Actie 3", "zonder trekker", "–"),
    ]
    assert table.noot.startswith(
        "Bij alle 3 activiteiten: zonder rol, zonder einde. Nergens ingevuld: Klaar, Voortgang."
    )


def test_where_nothing_else_misses_that_is_all_that_is_told(plan: Any) -> None:
    full = {"trekker": "A", "indicator": "x", "rol": "r"}
    told = plan(make_rijen("2020-07-01", full, full)).attention("proef-2-4", "Niet ingevuld", PUNTEN)
    assert isinstance(told, Melding) and told.tekst == "Bij alle 2 activiteiten: zonder einde."


def test_one_point_of_attention_is_what_the_caption_says(plan: Any) -> None:
    rows = make_rijen("2020-07-01", {"voortgang": "knelpunten", "trekker": "A"}, {"voortgang": "gereed"})
    table = plan(rows).attention("proef-2-4", "Met knelpunten", ["knelpunten"])
    assert [kolom.label for kolom in table.kolommen] == [
        "Activiteit",
        "Programma",
        "Trekker",
        "Klaar",
        "Voortgang",
    ]
    assert rows_of(table.as_dict()) == [["Actie 1", "jeugd", "A", "–", "▲ knelpunten"]]


def test_of_one_activity_there_is_nothing_that_all_have(plan: Any) -> None:
    full = {"trekker": "A", "indicator": "x", "rol": "r"}
    alone = plan(make_rijen("2020-07-01", full)).attention("proef-2-4", "Niet ingevuld", PUNTEN)
    assert isinstance(alone, Tabel)
    assert len(alone.kolommen) == 6, "and a column of one cell stays"


@pytest.mark.parametrize(
    ("toen", "soorten", "noot"),
    [
        ("", ["nieuw"], "Verder zijn 2 activiteiten voor het eerst beoordeeld. Op 15-9-2019 was nog niets beoordeeld."),
        ("gereed", ["beoordeeld", "beoordeeld", "terug", "nieuw"], ""),
    ],
)  # fmt: skip
def test_a_first_judgement_of_all_is_no_change_of_each(
    plan: Any, toen: str, soorten: list[str], noot: str
) -> None:
    stand = {"voortgang": "knelpunten"}
    before = make_rijen("2019-09-15", {}, {}, {"voortgang": toen})
    last = {} if not toen else stand
    table = plan(make_rijen("2020-07-01", stand, stand, last, stand), before).changes("proef-2-5", "Anders")
    assert isinstance(table, Tabel)
    assert [row[2] for row in rows_of(table.as_dict())] == soorten
    assert table.noot == noot


def test_when_all_were_judged_for_the_first_time_there_is_no_table(plan: Any) -> None:
    stand = {"voortgang": "knelpunten"}
    told = plan(make_rijen("2020-07-01", stand, stand), make_rijen("2019-09-15", {}, {}))
    none = told.changes("proef-2-5", "Anders")
    assert isinstance(none, Melding) and none.tekst.startswith(
        "Nu zijn 2 activiteiten voor het eerst beoordeeld."
    )


@pytest.mark.parametrize(
    ("doelen", "tekst"),
    [
        (["Elk kind doet mee."], "**Ambitie en doel.** Elk kind doet mee."),
        (
            ["Elk kind doet mee.", "Geen wachtlijst."],
            "**Ambitie.** Elk kind doet mee.\n\n**Doelen**\n\n1. Elk kind",
        ),
    ],
)
def test_a_goal_that_is_the_ambition_is_told_once(plan: Any, doelen: list[str], tekst: str) -> None:
    rows = [{"doelsleutel": f"d{n}", "doelstelling": doel} for n, doel in enumerate(doelen)]
    assert plan(make_rijen("2020-07-01", *rows)).ambition("jeugd").markdown.startswith(tekst)
