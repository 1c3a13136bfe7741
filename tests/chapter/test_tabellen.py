"""Tables: rows and columns in their order, last year beside this year, and mistakes told in Dutch."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hoofdstukhulp import (
    HERKOMST,
    RAMING,
    VERDELING,
    VOORZIENINGEN,
    MakeChapter,
    calls,
    heads_of,
    make_rij,
    rows_of,
)

from sdreport.chapter.blocks.blocks import Blok
from sdreport.chapter.hoofdstuk import Hoofdstuk
from sdreport.errors import ConfigurationError


def test_table_shows_last_year_beside_this_year(chapter: MakeChapter) -> None:
    tabel = chapter(VOORZIENINGEN).table(
        "proef-3-1", "Vormen", ["clienten"], rows="voorziening", koppen=["Cliënten"], uniek=True, wet="wmo"
    )
    block = tabel.as_dict()
    assert heads_of(block) == ["Voorziening", "Cliënten 2023", "2022"]
    assert rows_of(block) == [
        ["Rolstoelen", "afgeschermd", "90"],
        ["Hulp bij het huishouden", "400", "380"],
        ["Totaal", "1.141", "1.043"],
    ]
    assert (block["soort"], block["anker"], block["totaalrij"]) == ("tabel", "tabel-3-1", True)
    assert [kolom["uitlijning"] for kolom in block["kolommen"]] == ["links", "rechts", "rechts"]
    assert "iedere inwoner één keer" in block["noot"]
    assert list(block["herkomst"]) == [HERKOMST]


def test_table_of_two_indicators_marks_examples_and_gaps(chapter: MakeChapter) -> None:
    rijen = [
        make_rij("instroom_bijstand", 8, status="voorbeeld", maand="01"),
        make_rij("instroom_bijstand", 9, maand="02"),
        make_rij("uitstroom_bijstand", 7, maand="02"),
    ]
    kolommen, koppen = ["instroom_bijstand", "uitstroom_bijstand"], ["Instroom", "Uitstroom"]
    block = chapter(rijen).table("proef-3-3", "In en uit", kolommen, rows="maand", koppen=koppen).as_dict()
    assert rows_of(block) == [["01", "8*", "–"], ["02", "9", "7"]]
    assert heads_of(block)[1:] == ["Instroom", "Uitstroom"]
    assert block["voorbeeld"] and "* Voorbeeldcijfer" in block["noot"]
    assert block["totaalrij"] is False
    assert [item["indicator"] for item in block["herkomst"]] == ["instroom_bijstand", "uitstroom_bijstand"]


def test_a_column_without_a_header_is_named_after_its_unit(chapter: MakeChapter) -> None:
    rijen = [make_rij("kosten", 5, "euro", maand="01"), make_rij("instroom", 8, maand="01")]
    block = chapter(rijen).table("proef-3-3", "Beide", ["instroom", "kosten"], rows="maand").as_dict()
    assert heads_of(block)[1:] == ["Aantal personen", "Bedrag in euro"]


def test_table_needs_one_number_a_cell(chapter: MakeChapter) -> None:
    """Without `wet` the help of two laws falls in one cell: an error, and not the last one read."""
    with pytest.raises(ConfigurationError):
        chapter(VOORZIENINGEN).table("proef-3-1", "Vormen", ["clienten"], rows="voorziening")


def test_crosstab_has_both_dimensions(chapter: MakeChapter) -> None:
    block = (
        chapter(VOORZIENINGEN)
        .crosstab("proef-3-8", "Kruis", "clienten", rows="voorziening", columns="wet")
        .as_dict()
    )
    assert heads_of(block) == ["Voorziening", "Wmo", "Jeugdwet"]
    assert rows_of(block) == [
        ["Rolstoelen", "afgeschermd", "–"],
        ["Hulp bij het huishouden", "400", "70"],
        ["Totaal", "1.141", "–"],
    ]


def test_a_column_that_counts_nothing_is_named_below_the_crosstab(chapter: MakeChapter) -> None:
    """Amounts of 0 are an outcome, what is hidden is not nothing, and one column always stands."""
    cells = {
        "leeg": (4, 0, "personen"),
        "bedrag": (4, 0, "euro"),
        "dicht": (4, None, "personen"),
        "nul": (0, 0, "personen"),
    }
    rijen = [
        make_rij(naam, waarde, eenheid, wet=wet, voorziening="hulp")
        for naam, (wmo, jeugd, eenheid) in cells.items()
        for wet, waarde in (("wmo", wmo), ("jeugdwet", jeugd))
    ]
    made = chapter(rijen)
    for naam in cells:
        block = made.crosstab("proef-3-8", "Kruis", naam, rows="voorziening", columns="wet").as_dict()
        assert heads_of(block)[1:] == (["Wmo"] if naam == "leeg" else ["Wmo", "Jeugdwet"])
        assert ("Overal 0: Jeugdwet." in block["noot"]) == (naam == "leeg")


def test_days_of_a_year_and_more_are_told_in_years_too(chapter: MakeChapter) -> None:
    values = {"hulp": 1369, "rolstoelen": 365, "respijtzorg": 366}
    rijen = [make_rij("duur", dagen, "dagen", voorziening=naam, wet="wmo") for naam, dagen in values.items()]
    rijen[2] = replace(rijen[2], status="voorbeeld")
    block = chapter(rijen).crosstab("proef-3-8", "Duur", "duur", rows="voorziening", columns="wet").as_dict()
    assert [row[1] for row in rows_of(block)] == ["365", "1.369 (3,7\u00a0jaar)", "366* (1,0\u00a0jaar)"]


def test_percelen_give_difference_percent_and_mark(chapter: MakeChapter) -> None:
    block = chapter(RAMING).percelen("proef-4-2", "Percelen", onderdeel="wmo").as_dict()
    assert rows_of(block)[0] == [
        "Hulp bij het huishouden", "€\u00a01.000.000", "€\u00a01.200.000", "€\u00a01.250.000",
        "−€\u00a050.000", "−4,2%", "N",
    ]  # fmt: skip
    assert rows_of(block)[-1][0] == "Totaal" and block["totaalrij"]
    assert len(heads_of(block)) == 7
    assert "voordelig" in block["noot"] and "nadelig" in block["noot"]


MISTAKES: dict[str, Callable[[Hoofdstuk], Blok]] = {
    "trend": lambda h: h.trend("proef-1-1", "T", "onbekend"),
    "trend of an unknown value": lambda h: h.trend("proef-1-1", "T", "clienten", wet="onbekend"),
    "pyramid": lambda h: h.pyramid("proef-1-1", "T", wet="onbekend"),
    "shares": lambda h: h.shares("proef-1-1", "T", "onbekend", over="verwijzer"),
    "shares over an unknown dimension": lambda h: h.shares("proef-1-1", "T", "clienten", over="onbekend"),
    "estimates": lambda h: h.estimates("proef-1-1", "T", onderdeel="onbekend"),
    "division": lambda h: h.division("proef-1-1", "T", "kosten_verdeling", "deel", ["wmo", "onbekend"]),
    "division over an unknown one": lambda h: h.division(
        "proef-1-1", "T", "kosten_verdeling", "onbekend", ["wmo"]
    ),
    "table": lambda h: h.table("proef-1-1", "T", ["onbekend"], rows="wet"),
    "table over an unknown dimension": lambda h: h.table(
        "proef-1-1", "T", ["clienten"], rows="onbekend", wet="wmo"
    ),
    "table without columns": lambda h: h.table("proef-1-1", "T", [], rows="wet"),
    "table with a header too many": lambda h: h.table(
        "proef-1-1", "T", ["clienten"], rows="voorziening", koppen=["A", "B"], wet="wmo"
    ),
    "table with two columns of one name": lambda h: h.table(
        "proef-1-1", "T", ["clienten", "kosten_verdeling"], rows="deel", koppen=["A", "A"]
    ),
    "crosstab": lambda h: h.crosstab("proef-1-1", "T", "onbekend", rows="wet", columns="voorziening"),
    "crosstab over an unknown dimension": lambda h: h.crosstab(
        "proef-1-1", "T", "clienten", rows="wet", columns="onbekend"
    ),
    "percelen": lambda h: h.percelen("proef-1-1", "T", onderdeel="onbekend"),
}


@pytest.mark.parametrize("call", calls(MISTAKES))
def test_mistake_in_a_notebook_is_told_in_dutch(
    chapter: MakeChapter, call: Callable[[Hoofdstuk], Blok]
) -> None:
    with pytest.raises(ConfigurationError):
        call(chapter([*VOORZIENINGEN, *VERDELING]))
