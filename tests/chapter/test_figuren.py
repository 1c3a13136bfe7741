"""Figures: the message in words, the chart and the data behind it say the same, and hide the same."""

from collections.abc import Callable

import pytest
from hoofdstukhulp import (
    AANDELEN,
    HERKOMST,
    JAAR,
    LEEFTIJDEN,
    RAMING,
    TREND,
    VERDELING,
    VOORZIENINGEN,
    WMO,
    MakeChapter,
    as_text,
    calls,
    check_figure,
    data_of,
    heads_of,
    make_rij,
    rows_of,
)

from sdreport.chapter.blocks.blocks import Blok
from sdreport.chapter.hoofdstuk import Hoofdstuk
from sdreport.errors import ConfigurationError
from sdreport.register.cijfer import Cijfer


def test_trend_tells_the_change_and_marks_the_example(chapter: MakeChapter) -> None:
    figuur = chapter(TREND, voorbeeldjaren=True).trend("proef-3-4", "Wmo: cliënten", "clienten", **WMO)
    block = check_figure(figuur, TREND)
    assert block["alt"] == (
        "Kolommen per jaar: 1.000 in 2021, 1.043 in 2022, 1.141 in 2023. Dat is ruim 9% meer dan in 2022."
    )
    assert rows_of(block) == [
        ["2021", "1.000", "voorbeeld"],
        ["2022", "1.043", "definitief"],
        ["2023", "1.141", "definitief"],
    ]
    assert heads_of(block)[:2] == ["Jaar", "Aantal personen"]
    assert [row["voorbeeld"] for row in data_of(block["vega"])] == [True, False, False]
    assert (block["nummer"], block["anker"], block["bijschrift"]) == ("3.4", "figuur-3-4", "Wmo: cliënten")
    assert list(block["herkomst"]) == [HERKOMST]


def test_a_single_year_is_a_sentence_and_no_chart(chapter: MakeChapter) -> None:
    figuur = chapter(TREND[-1:]).trend("proef-3-4", "Wmo: cliënten", "clienten", **WMO)
    assert figuur.alt == "1.141 in 2023. Van eerdere jaren is geen cijfer gepubliceerd." and not figuur.vega
    assert figuur.tabel.rijen == (("2023", "1.141", "definitief"),)


def test_an_example_of_an_earlier_year_is_not_drawn_unless_asked_for(chapter: MakeChapter) -> None:
    block = check_figure(chapter(TREND).trend("proef-3-4", "Wmo: cliënten", "clienten", **WMO), TREND[1:])
    assert [row[0] for row in rows_of(block)] == ["2022", "2023"] and not block["voorbeeld"]


@pytest.mark.parametrize(
    ("before", "now", "message"),
    [
        (1000, 1003, "Dat is vrijwel gelijk aan 2022."),
        (1000, 900, "Dat is 10% minder dan in 2022."),
        (0, 12, "12 in 2023."),
        (200, 0, "Dat is 100% minder dan in 2022."),
    ],
)
def test_trend_message_has_the_right_side(chapter: MakeChapter, before: int, now: int, message: str) -> None:
    rijen = [
        make_rij("bijstand", before, jaar=2022, regeling="totaal"),
        make_rij("bijstand", now, regeling="totaal"),
    ]
    block = check_figure(chapter(rijen).trend("proef-3-7", "Bijstand", "bijstand", regeling="totaal"), rijen)
    assert block["alt"].endswith(message)
    assert not block["voorbeeld"] and not block["noot"]


def test_trend_names_a_hidden_year_without_a_column(chapter: MakeChapter) -> None:
    rijen = [
        make_rij("bijstand", waarde, jaar=jaar) for jaar, waarde in [(2021, 50), (2022, None), (2023, 60)]
    ]
    block = check_figure(chapter(rijen).trend("proef-3-7", "Bijstand", "bijstand"), rijen)
    assert "afgeschermd in 2022" in block["alt"]
    assert rows_of(block)[1] == ["2022", "afgeschermd", "definitief"]
    assert [(row["categorie"], row["waarde"]) for row in data_of(block["vega"])] == [
        ("2021", 50),
        ("2022", None),
        ("2023", 60),
    ]


def test_trend_says_nothing_of_a_hidden_report_year(chapter: MakeChapter) -> None:
    rijen = [
        make_rij("bijstand", waarde, jaar=jaar) for jaar, waarde in [(2021, 50), (2022, 60), (2023, None)]
    ]
    block = check_figure(chapter(rijen).trend("proef-3-7", "Bijstand", "bijstand"), rijen)
    assert "Dat is" not in block["alt"]


def test_trend_needs_one_number_a_year(chapter: MakeChapter) -> None:
    """A forgotten dimension would stack different numbers in one column."""
    with pytest.raises(ConfigurationError):
        chapter(VOORZIENINGEN).trend("proef-3-4", "Wmo", "clienten", wet="wmo")


def test_pyramid_names_its_largest_group_and_totals(chapter: MakeChapter) -> None:
    block = check_figure(chapter(LEEFTIJDEN).pyramid("proef-3-1", "Wmo naar leeftijd", wet="wmo"), LEEFTIJDEN)
    assert "30 mannen en 41 vrouwen" in block["alt"]
    assert "45 mannen en 53 vrouwen" in block["alt"]
    assert rows_of(block) == [["0–2", "10", "12"], ["3–5", "30", "41"], ["18+", "5", "–"]]
    assert heads_of(block) == ["Leeftijd", "Mannen", "Vrouwen"]


def test_clients_of_a_law_for_children_are_boys_and_girls(chapter: MakeChapter) -> None:
    rijen = [
        Cijfer(**{**vars(rij), "uitsplitsing": {**rij.uitsplitsing, "wet": "jeugdwet"}}) for rij in LEEFTIJDEN
    ]
    block = check_figure(chapter(rijen).pyramid("proef-3-1", "Jeugd naar leeftijd", wet="jeugdwet"), rijen)
    assert "30 jongens en 41 meisjes" in block["alt"] and "man" not in block["alt"]
    assert heads_of(block) == ["Leeftijd", "Jongens", "Meisjes"]


def test_pyramid_with_a_hidden_cell_gives_no_total_that_misses_it(chapter: MakeChapter) -> None:
    rijen = [
        Cijfer(**{**vars(rij), "waarde": None if rij.waarde == 41 else rij.waarde}) for rij in LEEFTIJDEN
    ]
    block = check_figure(chapter(rijen).pyramid("proef-3-1", "Wmo naar leeftijd", wet="wmo"), rijen)
    assert rows_of(block)[1] == ["3–5", "30", "afgeschermd"]
    assert block["alt"].endswith("De grootste getoonde groep is 0 t/m 2: 10 mannen en 12 vrouwen.")


def test_pyramid_reads_well_for_the_oldest(chapter: MakeChapter) -> None:
    rijen = [make_rij("clienten_leeftijd", 9, wet="wmo", leeftijd="18+", geslacht="man")]
    assert "en ouder jaar" not in chapter(rijen).pyramid("proef-3-1", "Wmo", wet="wmo").alt


def test_shares_stand_beside_last_year(chapter: MakeChapter) -> None:
    shown = [rij for rij in AANDELEN if rij.jaar >= 2022 and "totaal" not in rij.adres]
    block = check_figure(
        chapter(AANDELEN).shares("proef-3-12", "Verwijzers", "verwijzingen_aandeel", over="verwijzer"), shown
    )
    assert "Huisarts 45,5% in 2023 en 40,0% in 2022" in block["alt"]
    assert heads_of(block)[1:] == ["2022", "2023"]
    assert rows_of(block) == [["Gemeente", "60,0%", "54,5%"], ["Huisarts", "40,0%", "45,5%"]]


def test_shares_without_last_year(chapter: MakeChapter) -> None:
    rijen = [rij for rij in AANDELEN if rij.jaar == JAAR]
    block = check_figure(
        chapter(rijen).shares("proef-3-12", "Verwijzers", "verwijzingen_aandeel", over="verwijzer"), rijen[:2]
    )
    assert block["alt"] == "Staven, 2023: Gemeente 54,5%; Huisarts 45,5%."
    assert heads_of(block)[1:] == ["2023"]


def test_shares_show_a_hidden_part_without_its_value(chapter: MakeChapter) -> None:
    rijen = [
        Cijfer(**{**vars(rij), "waarde": None if rij.waarde == 54.5 else rij.waarde}) for rij in AANDELEN
    ]
    shown = [rij for rij in rijen if rij.jaar >= 2022 and "totaal" not in rij.adres]
    figuur = chapter(rijen).shares("proef-3-12", "Verwijzers", "verwijzingen_aandeel", over="verwijzer")
    block = check_figure(figuur, shown)
    assert rows_of(block)[1] == ["Gemeente", "60,0%", "afgeschermd"]
    assert "54,5" not in as_text(block) and "54.5" not in as_text(block)


def test_estimates_tell_which_side_the_result_is_on(chapter: MakeChapter) -> None:
    shown = [rij for rij in RAMING if rij.adres.startswith("begroting.wmo.totaal")]
    block = check_figure(chapter(RAMING).estimates("proef-4-4", "Wmo: raming", onderdeel="wmo"), shown)
    assert "€\u00a050.000 hoger dan de" in block["alt"].rpartition(". ")[2]
    assert [row[1] for row in rows_of(block)] == [
        "€\u00a01.000.000",
        "€\u00a01.100.000",
        "€\u00a01.200.000",
        "€\u00a01.250.000",
    ]
    assert [row["voorbeeld"] for row in data_of(block["vega"])] == [False, True, False, False]


def test_division_gives_shares_that_add_up(chapter: MakeChapter) -> None:
    block = check_figure(
        chapter(VERDELING).division(
            "proef-4-1", "Verdeling", "kosten_verdeling", "deel", ["wmo", "jeugdwet"]
        ),
        VERDELING,
    )
    assert rows_of(block) == [
        ["Jeugdwet", "€\u00a0700.000", "70%"],
        ["Wmo", "€\u00a0300.000", "30%"],
        ["Totaal", "€\u00a01.000.000", "100%"],
    ]
    assert block["tabel"]["totaalrij"] is True
    assert "Samen is dat €\u00a01.000.000." in block["alt"]


ALL_HIDDEN: dict[str, Callable[[Hoofdstuk], Blok]] = {
    "trend": lambda h: h.trend("proef-1-1", "T", "clienten", **WMO),
    "pyramid": lambda h: h.pyramid("proef-1-1", "T", wet="wmo"),
    "shares": lambda h: h.shares("proef-1-1", "T", "verwijzingen_aandeel", over="verwijzer"),
    "division": lambda h: h.division("proef-1-1", "T", "kosten_verdeling", "deel", ["wmo", "jeugdwet"]),
    "table": lambda h: h.table("proef-1-1", "T", ["clienten"], rows="voorziening", wet="wmo"),
}


@pytest.mark.parametrize("call", calls(ALL_HIDDEN))
def test_all_numbers_hidden_is_no_crash(chapter: MakeChapter, call: Callable[[Hoofdstuk], Blok]) -> None:
    """A small municipality can have a figure without a single number to show; the page then says so."""
    rijen = [
        Cijfer(**{**vars(rij), "waarde": None})
        for rij in [*VOORZIENINGEN, *LEEFTIJDEN, *AANDELEN, *VERDELING]
    ]
    block = call(chapter(rijen)).as_dict()
    assert "afgeschermd" in as_text(block)
    assert not [row for row in data_of(block["vega"]) if row["waarde"]] if block.get("vega") else True


def test_division_with_a_hidden_part_gives_no_shares_of_a_wrong_sum(chapter: MakeChapter) -> None:
    rijen = [VERDELING[0], Cijfer(**{**vars(VERDELING[1]), "waarde": None})]
    figuur = chapter(rijen).division(
        "proef-4-1", "Verdeling", "kosten_verdeling", "deel", ["wmo", "jeugdwet"]
    )
    assert "(100%)" not in figuur.alt and "0%" not in figuur.alt.replace("100%", "")
    assert 0 not in [row["waarde"] for row in data_of(figuur.vega)]
