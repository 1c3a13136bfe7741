"""Intervals: from low to high with the middle, the same in words, chart and table, and nothing hidden leaks."""

from pathlib import Path

import pytest
from hoofdstukhulp import JAAR, LABELS, ROOT, data_of, heads_of, make_rij, rows_of

from sdreport.chapter.blocks.blocks import Figuur
from sdreport.chapter.blocks.figuren.combinaties import make_combinations
from sdreport.chapter.blocks.figuren.spread import make_spread
from sdreport.chapter.blocks.figuren.toeval import make_chance
from sdreport.chapter.charts.spread import BINNEN, BUITEN
from sdreport.chapter.charts.svg import convert_chart, register_fonts
from sdreport.chapter.sources import Hoofdstukbronnen
from sdreport.chapter.werkmap import Labels
from sdreport.errors import ConfigurationError
from sdreport.project.huisstijl import load_huisstijl
from sdreport.register.cijfer import Cijfer
from sdreport.register.register import Register

NAMEN = ("laag", "midden", "hoog")
STIJL = load_huisstijl(Path(ROOT) / "parameters" / "huisstijl.yaml")


def rows(wet: str, *waarden: float | None, status: str = "definitief") -> list[Cijfer]:
    return [
        make_rij(naam, waarde, "euro", status=status, wet=wet)
        for naam, waarde in zip(NAMEN, waarden, strict=True)
    ]


def draw(rijen: list[Cijfer], over: str = "wet") -> Figuur:
    bronnen = Hoofdstukbronnen(Register(rijen, JAAR), Labels(LABELS), STIJL, {})
    return make_spread(bronnen, "3.1", "Hoe zeker", NAMEN, over)


TWEE = [
    *rows("wmo", 1000, 1500, 2500),
    *rows("jeugdwet", 2000, 2100, 2600),
    *rows("totaal", 3500, 3600, 4000),
]


def test_the_message_tells_every_interval_and_which_is_widest() -> None:
    figuur = draw(TWEE)
    assert figuur.alt == (
        "Balken van laag naar hoog: Wmo van €\u00a01.000 tot €\u00a02.500, midden €\u00a01.500; "
        "Jeugdwet van €\u00a02.000 tot €\u00a02.600, midden €\u00a02.100. "
        "De breedste balk is Wmo, de smalste Jeugdwet."
    )
    block = figuur.as_dict()
    assert heads_of(block) == ["Wet", "Laag", "Midden", "Hoog"]
    assert rows_of(block) == [
        ["Wmo", "€\u00a01.000", "€\u00a01.500", "€\u00a02.500"],
        ["Jeugdwet", "€\u00a02.000", "€\u00a02.100", "€\u00a02.600"],
    ]
    ends = [(row["categorie"], row["laag"], row["midden"], row["hoog"]) for row in data_of(figuur.vega)]
    assert ends == [("Wmo", 1000, 1500, 2500), ("Jeugdwet", 2000, 2100, 2600)]
    assert not figuur.voorbeeld


def test_a_hidden_end_is_not_drawn_and_nothing_is_said_of_its_width() -> None:
    figuur = draw([*rows("wmo", 1000, 1500, None), *rows("jeugdwet", 2000, 2100, 2600)])
    assert [row["categorie"] for row in data_of(figuur.vega)] == ["Jeugdwet"]
    assert "breedste" not in figuur.alt
    assert "afgeschermd" in figuur.alt


def test_intervals_of_one_width_have_no_widest() -> None:
    figuur = draw([*rows("wmo", 1, 2, 3), *rows("jeugdwet", 11, 12, 13)])
    assert figuur.alt.endswith("Alle balken zijn even breed.")


def test_what_is_now_stands_beside_what_is_expected_and_a_phone_has_a_layout_of_its_own() -> None:
    now = [make_rij("nu", 1400, "euro", wet="wmo"), make_rij("nu", None, "euro", wet="jeugdwet")]
    bronnen = Hoofdstukbronnen(Register([*TWEE, *now], JAAR), Labels(LABELS), STIJL, {})
    figuur = make_spread(bronnen, "3.1", "Hoe zeker", NAMEN, "wet", nu="nu")
    assert [row["nu"] for row in data_of(figuur.vega)] == [1400, None]
    assert [row["label"] for row in data_of(figuur.smal)] == [
        "€\u00a01.000 – €\u00a02.500 (nu\u00a0€\u00a01.400)", "€\u00a02.000 – €\u00a02.600",
    ]  # fmt: skip
    assert f"het rondje is {JAAR}" in figuur.noot and "Wmo nu €\u00a01.400, van" in figuur.alt
    assert heads_of(figuur.as_dict()) == ["Wet", str(JAAR), "Laag", "Midden", "Hoog"]


def test_examples_are_marked() -> None:
    figuur = draw([*rows("wmo", 1, 2, 3, status="voorbeeld"), *rows("jeugdwet", 11, 12, 13)])
    assert figuur.voorbeeld
    assert [row["voorbeeld"] for row in data_of(figuur.vega)] == [True, False]


@pytest.mark.parametrize(
    "rijen", [rows("totaal", 1, 2, 3), [*rows("wmo", 1, 2, 3)[:2], *rows("jeugdwet", 1, 2, 3)[2:]]]
)
def test_nothing_to_draw_is_an_error(rijen: list[Cijfer]) -> None:
    with pytest.raises(ConfigurationError, match=r"Figuur 3\.1: er is geen 'wet' met alle drie"):
        draw(rijen)


def test_an_interval_has_three_numbers() -> None:
    bronnen = Hoofdstukbronnen(Register(TWEE, JAAR), Labels(LABELS), STIJL, {})
    with pytest.raises(ConfigurationError, match="noem drie cijfers"):
        make_spread(bronnen, "3.1", "Hoe zeker", NAMEN[:2], "wet")


def test_the_chart_can_be_drawn() -> None:
    register_fonts(STIJL)
    svg = convert_chart(draw(TWEE).vega)
    assert svg.startswith("<svg")
    for text in ("Wmo", "Jeugdwet", "€\u00a01.000 – €\u00a02.500"):
        assert text in svg


WIJKCIJFERS = ("per_1000", "toeval_laag", "toeval_hoog", "aantal")


def wijk(naam: str, *waarden: float | None) -> list[Cijfer]:
    return [make_rij(name, waarde, wijk=naam) for name, waarde in zip(WIJKCIJFERS, waarden, strict=True)]


WIJKEN = [
    *wijk("noord", 40, 30, 50, 12),
    *wijk("oost", 60, 30, 50, 30),
    *wijk("zuid", None, 20, 60, None),
    *wijk("west", 20, 30, 50, 11),
    make_rij("per_1000", 40, wijk="totaal"),
]


def draw_wijken(rijen: list[Cijfer]) -> Figuur:
    bronnen = Hoofdstukbronnen(Register(rijen, JAAR), Labels(LABELS), STIJL, {})
    return make_chance(bronnen, "5.1", "Per wijk", WIJKCIJFERS, "wijk")


def test_a_title_counts_what_has_too_long_a_name() -> None:
    lang = "aan-de-oude-rijksstraatweg-noordoost-en-omstreken-tot-voorbij-de-grens-met-de-buurgemeente"
    rijen = [*wijk(f"noord-{lang}", 60, 30, 50, 30), *wijk(f"west-{lang}", 20, 30, 50, 11), *WIJKEN[-1:]]
    assert draw_wijken(WIJKEN).kop == "oost meer, west minder dan toeval geeft"
    assert draw_wijken(rijen).kop == "1 meer, 1 minder dan toeval geeft"


def test_numbers_stand_beside_what_chance_gives_and_a_hidden_one_has_its_band_only() -> None:
    figuur = draw_wijken(WIJKEN)
    assert figuur.alt == (
        "Punten, van veel naar weinig. De streep is het gemiddelde van de gemeente: 40,0. "
        "oost 60,0 (30); noord 40,0 (12); west 20,0 (11); zuid afgeschermd. "
        "Meer dan toeval geeft: oost. Minder dan toeval geeft: west."
    )
    rows = next(rows for rows in figuur.vega["datasets"].values() if "soort" in rows[0])
    drawn = {row["categorie"]: (row["waarde"], row["laag"], row["soort"]) for row in rows}
    assert drawn == {
        "oost": (60, 30, BUITEN), "noord": (40, 30, BINNEN), "west": (20, 30, BUITEN), "zuid": (None, 20, BINNEN),
    }  # fmt: skip
    assert rows_of(figuur.as_dict())[-1] == ["zuid", "afgeschermd", "afgeschermd", "20,0 – 60,0"]
    assert "Afgeschermd" in figuur.noot


def test_where_chance_explains_every_difference_the_text_says_so() -> None:
    figuur = draw_wijken([*wijk("noord", 40, 30, 50, 12), *wijk("zuid", 35, 30, 50, 11)])
    assert figuur.alt.endswith(
        "noord 40,0 (12); zuid 35,0 (11). Alle getoonde verschillen passen bij toeval."
    )
    with pytest.raises(ConfigurationError, match="noem vier cijfers"):
        make_chance(
            Hoofdstukbronnen(Register(WIJKEN, JAAR), Labels(LABELS), STIJL, {}),
            "5.1",
            "W",
            ["aantal"],
            "wijk",
        )


def test_one_wijk_has_nothing_beside_it_and_no_picture() -> None:
    figuur = draw_wijken(wijk("noord", 40, 30, 50, 12))
    assert figuur.alt.endswith("noord 40,0 (12). Er is er maar één: er valt niets te vergelijken.")
    assert (figuur.vega, figuur.kop) == ({}, "")


def test_where_the_mean_is_hidden_nothing_is_said_of_chance() -> None:
    figuur = draw_wijken(
        [
            *wijk("noord", 40, None, None, 12),
            *wijk("oost", 60, None, None, 30),
            *wijk("west", 20, None, None, 11),
            make_rij("per_1000", None, wijk="totaal"),
        ]
    )
    assert not figuur.vega
    assert "toeval" not in figuur.alt + figuur.kop
    assert rows_of(figuur.as_dict())[0] == ["oost", "60,0", "30", "afgeschermd"]


STAPELING = [
    make_rij("stapeling", waarde, combinatie=naam)
    for naam, waarde in (
        ("wmo", 40),
        ("jeugdwet", None),
        ("wmo-jeugdwet", 60),
        ("jeugdwet-bijstand", 0),
        ("totaal", 120),
    )
]


def draw_sets(rijen: list[Cijfer]) -> Figuur:
    bronnen = Hoofdstukbronnen(Register(rijen, JAAR), Labels(LABELS), STIJL, {})
    return make_combinations(bronnen, "5.2", "Stapeling", "stapeling", "combinatie", "wet")


def test_combinations_are_drawn_largest_first_with_their_sets_and_no_length_for_a_hidden_one() -> None:
    figuur = draw_sets(STAPELING)
    assert figuur.alt == (
        "Combinaties van Wmo, Jeugdwet, bijstand: wmo jeugdwet 60; wmo 40; jeugdwet bijstand 0; jeugdwet afgeschermd."
    )
    tables = list(figuur.vega["datasets"].values())
    dots = next(rows for rows in tables if "erin" in rows[0])
    inside = {row["combinatie"]: [] for row in dots}
    for row in dots:
        inside[row["combinatie"]] += [row["deel"]] if row["erin"] else []
    assert inside == {"wmo jeugdwet": ["Wmo", "Jeugdwet"], "wmo": ["Wmo"], "jeugdwet": ["Jeugdwet"]}
    bars = next(rows for rows in tables if "waarde" in rows[0])
    assert [(row["combinatie"], row["waarde"], row["label"]) for row in bars] == [
        ("wmo jeugdwet", 60, "60"), ("wmo", 40, "40"), ("jeugdwet", None, "afgeschermd"),
    ]  # fmt: skip
    assert not [value for value in bars[-1].values() if type(value) in (int, float)]
    assert ["jeugdwet bijstand", "0"] in rows_of(figuur.as_dict())


def test_when_nobody_is_in_any_combination_there_is_nothing_to_draw() -> None:
    figuur = draw_sets(
        [make_rij("stapeling", 0, combinatie="wmo"), make_rij("stapeling", 0, combinatie="totaal")]
    )
    assert not figuur.vega
