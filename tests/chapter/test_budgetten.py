"""Budget tables on the page: as printed, with why a cell is empty and where a total is off, and figures over years."""

import re
from pathlib import Path
from typing import Any

import pytest
from hoofdstukhulp import MakeChapter, as_text, find_marks, heads_of, make_rij, rows_of

from sdreport.chapter.blocks.overzichten import NOOT_KLOPT, WIJKT_AF
from sdreport.chapter.charts.charts import HOOGTE
from sdreport.chapter.charts.svg import convert_chart
from sdreport.chapter.hoofdstuk import Hoofdstuk
from sdreport.chapter.werkmap import Werkmap
from sdreport.errors import ConfigurationError
from sdreport.register.cijfer import Cijfer

POSTEN = {"in": ("Geld erbij", "post"), "af": ("Geld eraf", "post"), "netto": ("Netto", "subtotaal"),
          "saldo": ("Saldo", "totaal")}  # fmt: skip
BEDRAGEN = {
    ("in", 2022): 900_000.0, ("in", 2023): 500_000.0, ("in", 2024): 400_000.0,
    ("af", 2023): -600_000.0, ("af", 2024): -100_000.0,
    ("netto", 2023): -90_000.0, ("netto", 2024): 300_000.0,
    ("saldo", 2022): 900_000.0, ("saldo", 2023): -90_000.0, ("saldo", 2024): 300_000.0,
}  # fmt: skip


def make_cells(jaren: tuple[int, ...] = (2022, 2023, 2024)) -> list[dict[str, str]]:
    """Published rows: every post in every year; an amount that is not in `BEDRAGEN` is pm."""
    return [
        {
            "overzicht": "extra", "rubriek": "jeugd", "post": post, "omschrijving": naam, "jaar": str(jaar),
            "soort": soort, "telt_in": "", "bedrag": f"{BEDRAGEN.get((post, jaar), '')}",
            "reden_leeg": "" if (post, jaar) in BEDRAGEN else "pm",
        }
        for post, (naam, soort) in POSTEN.items()
        for jaar in jaren
        if (post, jaar) != ("netto", 2022)
    ]  # fmt: skip


def make_numbers() -> list[Cijfer]:
    """The register: amounts, and the total of 2023 that is printed 10.000 too high."""
    printed = [
        make_rij("overzicht", bedrag, "euro", jaar, overzicht="extra", post=post)
        for (post, jaar), bedrag in BEDRAGEN.items()
    ]
    checked = [("netto", 2023, -100_000.0), ("netto", 2024, 300_000.0), ("saldo", 2023, -90_000.0)]
    for post, jaar, bedrag in checked:
        about = {"overzicht": "extra", "post": post}
        printed.append(make_rij("overzicht_berekend", bedrag, "euro", jaar, **about))
        off = BEDRAGEN[post, jaar] - bedrag
        printed.append(make_rij("overzicht_afwijking", off, "euro", jaar, **about))
    return printed


@pytest.fixture
def open_on(chapter: MakeChapter, tmp_path: Path) -> Any:
    """A chapter on these numbers and published rows."""

    def make(cells: list[dict[str, str]], numbers: list[Cijfer] | None = None) -> Hoofdstuk:
        hoofdstuk = chapter(make_numbers() if numbers is None else numbers)
        Werkmap(tmp_path).write("tabellen", {"overzichten": cells})
        return hoofdstuk

    return make


def test_table_has_years_as_columns_signs_reasons_and_marks(open_on: Any) -> None:
    block = open_on(make_cells()).amounts("proef-5-1", "Extra", "extra").as_dict()
    assert heads_of(block) == ["Post", "2022", "2023", "2024"]
    assert rows_of(block) == [
        ["Geld erbij", "€\u00a0900.000", "€\u00a0500.000", "€\u00a0400.000"],
        ["Geld eraf", "pm", "−€\u00a0600.000", "−€\u00a0100.000"],
        ["Subtotaal: Netto", "–", f"−€\u00a090.000\u00a0{WIJKT_AF}", "€\u00a0300.000"],
        ["Saldo", "€\u00a0900.000", "−€\u00a090.000", "€\u00a0300.000"],
    ]
    assert block["totaalrij"]
    assert WIJKT_AF in block["noot"] and "pm = " in block["noot"] and NOOT_KLOPT not in block["noot"]


def test_many_years_stand_in_thousands_and_the_note_says_so(open_on: Any) -> None:
    cells = make_cells((2022, 2023, 2024, 2025, 2026))
    block = open_on(cells).amounts("proef-5-1", "Extra", "extra").as_dict()
    assert rows_of(block)[0] == ["Geld erbij", "900", "500", "400", "pm", "pm"]
    assert rows_of(block)[2][2] == f"−90\u00a0{WIJKT_AF}"
    assert "duizenden euro" in block["noot"]


def test_amounts_that_thousands_would_change_stay_whole(open_on: Any) -> None:
    cells = make_cells((2022, 2023, 2024, 2025, 2026))
    cells[0]["bedrag"] = "900050.0"
    block = open_on(cells).amounts("proef-5-1", "Extra", "extra").as_dict()
    assert rows_of(block)[0][1] == "€\u00a0900.000"


def test_totals_that_hold_are_said_to_hold(open_on: Any) -> None:
    numbers = [rij for rij in make_numbers() if not (rij.indicator == "overzicht_afwijking" and rij.waarde)]
    block = open_on(make_cells(), numbers).amounts("proef-5-1", "Extra", "extra").as_dict()
    assert block["noot"].endswith(NOOT_KLOPT)
    assert WIJKT_AF not in as_text(rows_of(block))


def test_a_table_without_years_has_one_column_and_can_tell_the_group(open_on: Any) -> None:
    cells = [{**cell, "jaar": ""} for cell in make_cells((2023,))]
    block = open_on(cells).amounts("proef-3-1", "Extra", "extra", rubriek="Speerpunt").as_dict()
    assert heads_of(block) == ["Post", "Speerpunt", "Bedrag"]
    assert rows_of(block)[0] == ["Geld erbij", "jeugd", "€\u00a0500.000"]
    assert rows_of(block)[-1] == ["Saldo", "", "−€\u00a090.000"]


def test_differences_name_printed_and_recomputed(open_on: Any) -> None:
    block = open_on(make_cells()).differences("proef-5-2", "Verschillen", "extra").as_dict()
    assert rows_of(block) == [
        ["Subtotaal: Netto", "2023", "−€\u00a090.000", "−€\u00a0100.000", "€\u00a010.000"]
    ]


def test_without_differences_there_is_a_remark(open_on: Any) -> None:
    numbers = [rij for rij in make_numbers() if rij.indicator == "overzicht"]
    assert (
        open_on(make_cells(), numbers).differences("proef-5-2", "Verschillen", "extra").as_dict()["soort"]
        == "melding"
    )


@pytest.mark.parametrize("methode", ["amounts", "differences", "years", "balance"])
def test_a_table_that_was_not_delivered_is_told_in_its_place(methode: str, open_on: Any) -> None:
    block = getattr(open_on(make_cells()), methode)("proef-5-1", "Extra", "weg").as_dict()
    assert "Geen gegevens" in str(block) and "– Extra: hierover" in str(block)


def test_a_list_of_what_was_not_delivered_says_so(open_on: Any, tmp_path: Path) -> None:
    hoofdstuk = open_on([])
    Werkmap(tmp_path).write("tabellen", {"uitspraken": []})
    for block in (
        hoofdstuk.list("proef-2-1", "Visie", "uitspraken", ["titel"]),
        hoofdstuk.calendar("proef-2-2", "Kalender", "uitspraken", "moment", "orgaan", "besluit"),
    ):
        assert "Geen gegevens" in str(block.as_dict())
    with pytest.raises(ConfigurationError, match="'visie'"):
        hoofdstuk.list("proef-2-3", "Visie", "visie", ["titel"])


def test_balance_tells_the_years_below_zero_and_draws_both_sides(open_on: Any) -> None:
    figuur = open_on(make_cells()).balance("proef-5-1", "Saldo", "extra", ["in", "af"], saldo="saldo")
    block = figuur.as_dict()
    assert block["alt"].endswith("Het saldo is onder nul in 2023.")
    assert rows_of(block) == [
        ["in", "€\u00a0900.000", "€\u00a0500.000", "€\u00a0400.000"],
        ["af", "–", "−€\u00a0600.000", "−€\u00a0100.000"],
        ["saldo", "€\u00a0900.000", "−€\u00a090.000", "€\u00a0300.000"],
    ]
    bars = {(row["categorie"], row["reeks"]): (row["van"], row["tot"]) for row in _data(block, "van")}
    assert bars["2023", "in"] == (0, 500_000) and bars["2023", "af"] == (0, -600_000)
    svg = convert_chart(block["vega"])
    assert "−€\u00a090.000</tspan>" in svg or "−€\u00a090.000</text>" in svg
    assert len(re.findall(r'aria-roledescription="point"', svg)) >= 3


def test_years_give_a_bar_per_year_the_last_one_darkest(open_on: Any) -> None:
    figuur = open_on(make_cells()).years("proef-4-1", "Jaren", "extra", ["in"])
    block = figuur.as_dict()
    assert block["alt"] == "Staven per jaar. in: €\u00a0900.000 in 2022 en €\u00a0400.000 in 2024."
    (bars,) = find_marks(block["vega"], "bar")
    shades = bars["encoding"]["fill"]["scale"]["range"]
    assert shades == sorted(shades, reverse=True) and len(shades) == 3


def test_posts_with_an_amount_are_shown_and_the_total_is_the_balance_unless_the_call_says_otherwise(
    open_on: Any,
) -> None:
    empty = {**make_cells()[0], "post": "leeg", "bedrag": "", "reden_leeg": "pm"}
    hoofdstuk = open_on([*make_cells(), empty])
    shown = rows_of(hoofdstuk.balance("proef-5-1", "Saldo", "extra").as_dict())
    assert [row[0] for row in shown] == ["in", "af", "saldo"]
    assert [row[0] for row in rows_of(hoofdstuk.years("proef-4-1", "Jaren", "extra").as_dict())] == [
        "in",
        "af",
    ]


def test_a_table_without_a_total_has_no_balance_by_itself(open_on: Any) -> None:
    cells = [cell for cell in make_cells() if cell["soort"] != "totaal"]
    with pytest.raises(ConfigurationError, match="Noem het saldo met saldo="):
        open_on(cells).balance("proef-5-1", "Saldo", "extra")


def test_columns_below_zero_hang_from_zero(open_on: Any) -> None:
    figuur = open_on(make_cells()).trend("proef-5-3", "Saldo", "overzicht", overzicht="extra", post="saldo")
    svg = convert_chart(figuur.as_dict()["vega"])
    paths = re.findall(r'<path[^>]*aria-roledescription="bar"[^>]*d="M[\d.]+,([\d.]+)h[\d.]+v(-?[\d.]+)', svg)
    if not paths:
        paths = re.findall(r'aria-roledescription="bar"[^>]*\sd="M[\d.]+,([\d.]+)h[\d.]+v(-?[\d.]+)', svg)
    (above, below, last) = [(float(top), float(top) + float(height)) for top, height in paths]
    assert above[1] == pytest.approx(below[0]) and last[1] == pytest.approx(below[0])
    assert below[0] < below[1] <= HOOGTE
    assert ">−€\u00a090.000</text>" in svg
    assert heads_of(figuur.as_dict())[1] == "Bedrag in euro"
    assert "minder dan" not in figuur.as_dict()["alt"] and "meer dan" not in figuur.as_dict()["alt"]


def test_a_list_gives_values_in_the_words_of_their_unit(open_on: Any, tmp_path: Path) -> None:
    units = [("25", "% van de volwassenen"), ("784", "personen"), ("8659978", "euro"), ("", "oordeel")]
    rows = [
        {"wat": f"w{n}", "waarde": waarde, "eenheid": eenheid, "regelnummer": str(n)}
        for n, (waarde, eenheid) in enumerate(units)
    ]
    hoofdstuk = open_on([])
    Werkmap(tmp_path).write("tabellen", {"metingen": rows})
    kolommen = ["wat", "waarde|@eenheid"]
    block = hoofdstuk.list("proef-2-1", "Metingen", "metingen", kolommen).as_dict()
    assert [row[1] for row in rows_of(block)] == [
        "25% van de volwassenen",
        "784 personen",
        "€\u00a08.659.978",
        "–",
    ]


def test_a_list_fills_facts_in(open_on: Any, tmp_path: Path) -> None:
    rows = [{"wat": "In {{ gemeente }} en in {{ jaar }}", "regelnummer": "2"}]
    hoofdstuk = open_on([])
    Werkmap(tmp_path).write("tabellen", {"metingen": rows})
    block = hoofdstuk.list("proef-2-1", "Metingen", "metingen", ["wat"]).as_dict()
    assert rows_of(block) == [["In Leusden en in 2023"]]


def test_two_indicators_stand_beside_each_other_where_both_have_a_value(chapter: MakeChapter) -> None:
    rijen = [
        make_rij("begroot", 100, "euro", post="hulp"),
        make_rij("begroot", 50, "euro", post="rolstoelen"),
        make_rij("begroot", 150, "euro", post="totaal"),
        make_rij("besteed", 120, "euro", post="hulp"),
        make_rij("besteed", 999, "euro", post="totaal"),
    ]
    beside = chapter(rijen).beside
    block = beside(
        "proef-4-6", "Naast elkaar", ["begroot", "besteed"], ["Begroot", "Besteed"], "post"
    ).as_dict()
    assert rows_of(block) == [["Hulp bij het huishouden", "€\u00a0100", "€\u00a0120"]]
    assert heads_of(block) == ["Post", "Begroot", "Besteed"]
    assert block["alt"] == (
        "Staven naast elkaar. Hulp bij het huishouden: €\u00a0100 (begroot) en €\u00a0120 (besteed)."
    )


def test_a_figure_beside_needs_a_word_for_each_bar(chapter: MakeChapter) -> None:
    rijen = [make_rij(naam, 100, "euro", post="hulp") for naam in ("begroot", "besteed")]
    with pytest.raises(ConfigurationError, match=r"Figuur 4\.6: noem even veel koppen"):
        chapter(rijen).beside("proef-4-6", "Naast elkaar", ["begroot", "besteed"], ["Begroot"], over="post")


def _data(block: dict[str, Any], column: str) -> list[dict[str, Any]]:
    """The rows of the one dataset of a chart that has this column."""
    (rows,) = (rows for rows in block["vega"]["datasets"].values() if column in rows[0])
    return list(rows)
