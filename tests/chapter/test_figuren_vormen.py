"""Figures with a form of their own, and of stock and flow: what they tell, and what a hidden number takes away."""

import json
from pathlib import Path

import pytest
from hoofdstukhulp import JAAR, RAMING, MakeChapter, data_of, make_rij

from sdreport.chapter.blocks.blocks import Figuur, Melding
from sdreport.chapter.charts.planning import colour_progress
from sdreport.chapter.charts.svg import convert_chart
from sdreport.errors import ConfigurationError
from sdreport.project.huisstijl import load_huisstijl
from sdreport.project.parameters.blokken import Kerncijfer
from sdreport.register.cijfer import Cijfer

HUISSTIJL = load_huisstijl(Path(__file__).parents[2] / "parameters" / "huisstijl.yaml")
NBSP = "\u00a0"
STAPPEN = ["stand.{wet}.begin", "+instroom.{wet}.totaal", "-uitstroom.{wet}.totaal", "stand.{wet}.einde"]
KOPPEN = ["Begin", "Erbij", "Gestopt", "Einde"]


def flow(begin: float, came: float | None, went: float, end: float) -> list[Cijfer]:
    return [
        make_rij("stand", begin, wet="wmo", moment="begin"),
        make_rij("instroom", came, wet="wmo", maand="totaal"),
        make_rij("uitstroom", went, wet="wmo", maand="totaal"),
        make_rij("stand", end, wet="wmo", moment="einde"),
    ]


def divide(wmo: float, jeugdwet: float | None) -> list[Cijfer]:
    return [
        make_rij("kosten_verdeling", waarde, "euro", deel=deel)
        for deel, waarde in (("wmo", wmo), ("jeugdwet", jeugdwet))
    ]


def drawn(block: Figuur | Melding) -> Figuur:
    """A figure of which both charts can be drawn."""
    assert isinstance(block, Figuur)
    assert convert_chart(block.vega).startswith("<svg") and convert_chart(block.smal).startswith("<svg")
    return block


def test_a_waterfall_goes_from_begin_to_end(chapter: MakeChapter) -> None:
    made = chapter(flow(100, 30, 20, 110)).waterfall("proef-3-1", "Stroom", STAPPEN, KOPPEN, wet="wmo")
    steps = {row["categorie"]: (row["van"], row["tot"]) for row in data_of(drawn(made).vega)}
    assert steps == {"Begin": (0, 100), "Erbij": (100, 130), "Gestopt": (130, 110), "Einde": (0, 110)}
    assert made.alt == "Van begin naar einde: begin 100; erbij +30; gestopt −20; einde 110."


def test_a_hidden_step_leaves_no_length_that_gives_it_away(chapter: MakeChapter) -> None:
    made = chapter(flow(100, None, 20, 110)).waterfall("proef-3-1", "Stroom", STAPPEN, KOPPEN, wet="wmo")
    assert made.vega == {} and made.smal == {} and "erbij afgeschermd" in made.alt


def test_a_step_that_need_not_be_there_is_left_out(chapter: MakeChapter) -> None:
    steps, heads = [*STAPPEN[:2], "+verhuisd.{wet}?", *STAPPEN[2:]], [*KOPPEN[:2], "Verhuisd", *KOPPEN[2:]]
    made = chapter(flow(100, 30, 20, 110)).waterfall("proef-3-1", "Stroom", steps, heads, wet="wmo")
    assert [row["categorie"] for row in data_of(drawn(made).vega)] == list(KOPPEN)


def test_any_other_step_that_is_not_there_is_a_fault(chapter: MakeChapter) -> None:
    steps, heads = [*STAPPEN[:2], "+verhuisd.{wet}", *STAPPEN[2:]], [*KOPPEN[:2], "Verhuisd", *KOPPEN[2:]]
    with pytest.raises(ConfigurationError, match=r"geen cijfer 'verhuisd\.wmo'"):
        chapter(flow(1, 1, 1, 1)).waterfall("proef-3-1", "Stroom", steps, heads, wet="wmo")


def test_a_waterfall_begins_and_ends_with_a_stock(chapter: MakeChapter) -> None:
    with pytest.raises(ConfigurationError, match="begin en eindig met een stand"):
        chapter(flow(1, 1, 1, 1)).waterfall("proef-3-1", "Stroom", STAPPEN[1:], KOPPEN[1:], wet="wmo")


def test_lines_name_every_month_that_is_as_high(chapter: MakeChapter) -> None:
    rijen = [
        make_rij(indicator, waarde, maand=maand)
        for indicator, values in (("instroom_bijstand", (3, 9, 9)), ("uitstroom_bijstand", (2, None, 5)))
        for maand, waarde in zip(("01", "02", "03"), values, strict=True)
    ] + [make_rij("instroom_bijstand", 21, maand="totaal")]
    indicatoren = ["instroom_bijstand", "uitstroom_bijstand"]
    made = drawn(chapter(rijen).lines("proef-3-1", "Per maand", indicatoren, ["In", "Uit"], over="maand"))
    assert (
        made.alt
        == "Lijnen. In: het hoogst in 02 en 03 (9), het laagst in 01 (3). Uit: een deel is afgeschermd."
    )
    assert "Waar een punt ontbreekt, is het getal afgeschermd." in made.noot
    assert [row[1:] for row in made.tabel.rijen] == [("3", "2"), ("9", "afgeschermd"), ("9", "5")]
    assert '"title": "aantal"' in json.dumps(made.vega), (
        "uitkeringen are no persons: the caption says what they are"
    )


def test_a_line_that_is_level_names_no_month(chapter: MakeChapter) -> None:
    rijen = [
        make_rij(indicator, waarde, maand=maand)
        for indicator, waarde in (("instroom_bijstand", 0), ("uitstroom_bijstand", 4))
        for maand in ("01", "02", "03")
    ]
    indicatoren = ["instroom_bijstand", "uitstroom_bijstand"]
    made = drawn(chapter(rijen).lines("proef-3-1", "Per maand", indicatoren, ["In", "Uit"], over="maand"))
    assert made.alt == "Lijnen. In: steeds 0. Uit: steeds 4."
    assert "ontbreekt" not in made.noot


def test_posts_go_from_most_left_over_to_most_short(chapter: MakeChapter) -> None:
    rijen = [
        make_rij("raming_verschil", waarde, "euro", onderdeel="wmo", post=post)
        for post, waarde in [("hulp", -200), ("rolstoelen", 300), ("vervoer", None), ("totaal", 100)]
    ]
    made = drawn(chapter(rijen).deviations("proef-4-1", "Verschillen", onderdeel="wmo"))
    assert made.tabel.rijen == (
        ("Rolstoelen", f"€{NBSP}300", "V"),
        ("Hulp bij het huishouden", f"−€{NBSP}200", "N"),
        ("vervoer", "afgeschermd", ""),
    )
    assert made.alt.startswith("1 post was voordelig (V, rechts) en 1 nadelig (N, links).")


def test_dots_go_from_large_to_small_and_the_small_stand_together(chapter: MakeChapter) -> None:
    rijen = [make_rij("bijzondere_bijstand", 100 - n, kostensoort=f"soort-{n:02d}") for n in range(20)]
    rijen += [make_rij("bijzondere_bijstand", None, kostensoort=f"klein-{n}") for n in range(3)]
    made = drawn(chapter(rijen).dots("proef-3-1", "Soorten", "bijzondere_bijstand", over="kostensoort"))
    assert len(data_of(made.vega)) == 12 and len(made.tabel.rijen) == 23
    assert made.noot.startswith(
        "Niet getekend: 8 kleinere (81 tot en met 88). Van 3 andere is het aantal afgeschermd."
    )


def test_one_bar_holds_parts_that_add_up(chapter: MakeChapter) -> None:
    rijen = [
        make_rij("kosten_verdeling", waarde, "euro", deel=deel)
        for deel, waarde in [("wmo", 300), ("jeugdwet", 700)]
    ]
    made = drawn(chapter(rijen).stack("proef-4-1", "Kosten", "kosten_verdeling", "deel"))
    assert [(row["van"], row["tot"]) for row in data_of(made.vega)] == [(0, 700), (700, 1000)]
    assert made.tabel.rijen[-1] == ("Totaal", f"€{NBSP}1.000", "100%")


def test_one_bar_with_a_hidden_part_has_no_whole(chapter: MakeChapter) -> None:
    rijen = [
        make_rij("kosten_verdeling", waarde, "euro", deel=deel)
        for deel, waarde in [("wmo", 300), ("jeugdwet", None)]
    ]
    made = drawn(chapter(rijen).stack("proef-4-1", "Kosten", "kosten_verdeling", "deel"))
    assert made.tabel.rijen[-1] == ("Totaal", "afgeschermd", "–") and "Samen" not in made.alt


def test_one_bar_of_the_parts_that_there_are(chapter: MakeChapter) -> None:
    over = "proef-4-1", "Kosten", "kosten_verdeling", "deel"
    made = chapter([make_rij("kosten_verdeling", 300, "euro", deel="wmo")])
    assert [row[0] for row in drawn(made.stack(*over, ["jeugdwet", "wmo"])).tabel.rijen] == ["Wmo", "Totaal"]
    with pytest.raises(ConfigurationError, match="heeft geen 'jeugdwet'"):
        made.stack(*over, ["jeugdwet"])


def test_phases_of_the_parts_that_there_are(chapter: MakeChapter) -> None:
    made = drawn(chapter(RAMING).phases("proef-4-3", "Raming", ["jeugdwet", "wmo"]))
    assert [row[0] for row in made.tabel.rijen] == ["wmo"]
    assert made.tabel.rijen[0][1:] == tuple(f"€{NBSP}1.{n}.000" for n in ("000", "100", "200", "250"))


def test_groups_leave_totals_out(chapter: MakeChapter) -> None:
    rijen = [
        make_rij("leerlingen", waarde, "leerlingen", schooljaar=jaar, soort=soort)
        for jaar, soort, waarde in [
            ("22", "vo", 5),
            ("23", "vo", 6),
            ("22", "mbo", 3),
            ("23", "mbo", 4),
            ("22", "totaal", 8),
        ]
    ]
    made = drawn(
        chapter(rijen).groups("proef-3-1", "Leerlingen", "leerlingen", over="soort", reeks="schooljaar")
    )
    assert made.tabel.rijen == (("mbo", "3", "4"), ("vo", "5", "6"))


def test_a_panel_shows_what_two_years_are_known_of(chapter: MakeChapter) -> None:
    rijen = [
        make_rij("clienten", waarde, jaar=jaar, status=status, wet="wmo", voorziening=voorziening)
        for voorziening, jaar, waarde, status in [
            ("hulp", JAAR - 1, 100, "definitief"), ("hulp", JAAR, 109.3, "definitief"),
            ("rolstoelen", JAAR - 1, 50, "voorbeeld"), ("rolstoelen", JAAR, 60, "definitief"),
            ("respijtzorg", JAAR - 1, None, "definitief"), ("respijtzorg", JAAR, 60, "definitief"),
        ]
    ]  # fmt: skip
    made = drawn(chapter(rijen).panel("proef-3-1", "Verloop", "clienten"))
    assert made.tabel.rijen == (("Wmo: Hulp bij het huishouden", "100,0", "109,3", "+9,3%"),)
    assert made.noot.endswith("met het jaar ervoor.")


def test_a_panel_without_a_choice_has_the_totals_and_the_largest(chapter: MakeChapter) -> None:
    names = ["totaal", *(f"v{n:02}" for n in range(20))]
    rijen = [
        make_rij("clienten", 500 - n, jaar=jaar, status="definitief", wet=wet, voorziening=naam)
        for jaar in (JAAR - 2, JAAR)
        for wet in ("wmo", "jeugdwet")
        for n, naam in enumerate(names)
    ]
    rows = drawn(chapter(rijen).panel("proef-3-1", "Verloop", "clienten")).tabel.rijen
    assert [row[0] for row in rows] == [
        "Wmo", *(f"Wmo: v{n:02}" for n in range(3)), "Jeugdwet", *(f"Jeugdwet: v{n:02}" for n in range(4))
    ]  # fmt: skip
    assert rows[0] == ("Wmo", "500", "–", "500", "")


def test_a_panel_shows_what_the_parameters_name(chapter: MakeChapter) -> None:
    rijen = [
        make_rij(naam, waarde, jaar=jaar, status=status, wet="wmo")
        for naam in ("a", "b")
        for jaar, waarde, status in ((JAAR - 1, 8.0, "voorbeeld"), (JAAR, 8.0, "definitief"))
    ]
    named = [Kerncijfer(label="Tweede", adres="b.wmo")]
    made = drawn(chapter(rijen, voorbeeldjaren=True, verloop=named).panel("proef-3-1", "Verloop", "a"))
    assert made.tabel.rijen == (("Tweede", "8", "8", "gelijk"),)
    assert made.noot.endswith("Een open stip is een voorbeeldcijfer.")


def test_a_panel_tells_of_an_address_that_is_no_number(chapter: MakeChapter) -> None:
    rijen = [make_rij("b", 8.0, jaar=jaar, wet="wmo") for jaar in (JAAR - 1, JAAR)]
    named = [Kerncijfer(label="Eén", adres="b.wmo"), Kerncijfer(label="Niet", adres="b.wm")]
    with pytest.raises(ConfigurationError, match=r"Bedoelt u 'b\.wmo'"):
        chapter(rijen, verloop=named).panel("proef-3-1", "Verloop", "a")


def stack(*rijen: tuple[str, str, float | None]) -> list[Cijfer]:
    return [make_rij("kosten_effect", waarde, "euro", perceel=a, oorzaak=b) for a, b, waarde in rijen]


def test_bars_of_parts_have_what_is_less_to_the_left_and_their_sum(chapter: MakeChapter) -> None:
    rijen = stack(("a", "prijs", -30.0), ("a", "clienten", 10.0), ("b", "prijs", 50.0), ("c", "prijs", 0.0))
    made = drawn(chapter(rijen).stacked("proef-3-1", "Oorzaken", "kosten_effect", "perceel", "oorzaak"))
    assert made.tabel.rijen == (
        ("b", "–", f"+€{NBSP}50", f"+€{NBSP}50"), ("a", f"+€{NBSP}10", f"−€{NBSP}30", f"−€{NBSP}20"),
        ("c", "–", f"€{NBSP}0", f"€{NBSP}0"),
    )  # fmt: skip
    assert made.noot.startswith("Naar rechts: meer.") and "afgerond" not in made.noot


@pytest.mark.parametrize(("amounts", "told"), [((10000.4, 20000.4), True), ((10000.4, 20000.0), False)])
def test_bars_of_parts_say_so_where_what_is_printed_does_not_add_up(
    chapter: MakeChapter, amounts: tuple[float, float], told: bool
) -> None:
    rijen = stack(*zip(("a", "a"), ("prijs", "clienten"), amounts, strict=True))
    made = drawn(chapter(rijen).stacked("proef-3-1", "Oorzaken", "kosten_effect", "perceel", "oorzaak"))
    assert ("Bedragen zijn afgerond" in made.noot) == told


def test_bars_of_parts_say_nothing_of_a_whole_with_a_hidden_part(chapter: MakeChapter) -> None:
    rijen = stack(("a", "prijs", None), ("a", "clienten", 10.0), ("b", "prijs", 50.0), ("b", "totaal", 50.0))
    made = drawn(chapter(rijen).stacked("proef-3-1", "Oorzaken", "kosten_effect", "perceel", "oorzaak"))
    assert [row[-1] for row in made.tabel.rijen] == [f"€{NBSP}50", "deels afgeschermd"]
    assert "a deels afgeschermd" in made.alt


@pytest.mark.parametrize("hidden", [1, 2])
def test_lines_become_those_of_a_wider_dimension_when_most_is_hidden(
    chapter: MakeChapter, hidden: int
) -> None:
    rijen = [make_rij("in", None if n < hidden else 12.0, maand=f"0{n + 1}") for n in range(3)]
    rijen += [make_rij("in_kwartaal", 30.0, kwartaal="1"), make_rij("in_kwartaal", 40.0, kwartaal="2")]
    made = drawn(chapter(rijen).lines(
        "proef-3-1", "Instroom", ["in"], ["Erbij"], over="maand", anders=["in_kwartaal"], anders_over="kwartaal"
    ))  # fmt: skip
    assert len(made.tabel.rijen) == (3 if hidden == 1 else 2)
    assert made.noot.startswith("Per maand is te veel afgeschermd") == (hidden == 2)


@pytest.mark.parametrize(
    ("hidden", "said"),
    [
        (
            2,
            "Van de 3 cijfers zijn er 2 afgeschermd, te veel voor een grafiek. "
            "De rest staat bij de cijfers van deze figuur.",
        ),
        (3, "Alle cijfers van deze figuur zijn afgeschermd; er is niets te tekenen."),
    ],
)
def test_of_mostly_hidden_numbers_a_sentence_stands_in_the_place_of_a_chart(
    chapter: MakeChapter, hidden: int, said: str
) -> None:
    rows = [
        make_rij("clienten", None if n < hidden else 20, wet="wmo", voorziening=f"v{n}") for n in range(3)
    ]
    made = chapter(rows).shares("proef-3-1", "Cliënten", "clienten", over="voorziening", wet="wmo")
    assert (made.vega, made.smal, made.alt) == ({}, {}, said)
    assert [row[1] for row in made.tabel.rijen].count("afgeschermd") == hidden


@pytest.mark.parametrize("hidden", [1, 2])
def test_how_a_chart_is_read_stands_beside_a_chart_only(chapter: MakeChapter, hidden: int) -> None:
    rows = [
        make_rij("raming_verschil", None if n < hidden else 20, "euro", onderdeel="wmo", post=f"p{n}")
        for n in range(3)
    ]
    made = chapter(rows).deviations("proef-4-1", "Verschillen", onderdeel="wmo")
    assert bool(made.vega) == ("Naar rechts" in made.noot) == (hidden == 1)


def test_of_dots_that_are_all_hidden_nothing_is_drawn(chapter: MakeChapter) -> None:
    rows = [make_rij("bijzondere_bijstand", None, kostensoort=f"klein-{n}") for n in range(3)]
    made = chapter(rows).dots("proef-3-1", "Soorten", "bijzondere_bijstand", over="kostensoort")
    assert (made.vega, made.smal) == ({}, {})
    assert made.alt == "Alle cijfers van deze figuur zijn afgeschermd; er is niets te tekenen."


@pytest.mark.parametrize("standen", [("knelpunten", "gereed"), ("naar-verwachting", "gereed")])
def test_how_far_things_are_has_its_own_colours_whatever_else_is_drawn(
    chapter: MakeChapter, standen: tuple[str, str]
) -> None:
    """What goes well is never drawn in the colour that a bottleneck has elsewhere."""
    rijen = [
        make_rij("activiteiten", 2, "activiteiten", programma="jeugd", voortgang=name) for name in standen
    ]
    made = drawn(chapter(rijen).stacked("proef-3-1", "Acties", "activiteiten", "programma", "voortgang"))
    known = colour_progress(HUISSTIJL.kleuren)
    used = made.vega["layer"][0]["encoding"]["fill"]["scale"]["range"]
    assert {*used} == {known[name] for name in standen}
    assert len({*known.values()}) == len(known)
