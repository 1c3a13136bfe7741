"""Numbers in Dutch: what a reader sees, and that a word never tells something else than the number."""

import math
import re
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from sdreport.chapter.notation import (
    BREUKEN,
    OPMAAK,
    format_number,
    format_value,
    line_up,
    line_up_columns,
    mark_voordelig,
    round_as_printed,
    shows_something,
)
from sdreport.chapter.sources import in_whole
from sdreport.register.cijfer import Cijfer

NBSP = "\u00a0"
fast = settings(deadline=None, max_examples=100)
EENHEDEN = ("euro", "%", "procentpunt", "personen", "aantal", "jaar", "voorzieningen")
numbers = st.floats(min_value=-1e11, max_value=1e11, allow_nan=False, allow_infinity=False)
whole_numbers = st.integers(min_value=-(10**9), max_value=10**9).map(float)
cents = st.integers(min_value=-(10**11), max_value=10**11).map(lambda cent: cent / 100)
register_values = st.one_of(numbers, whole_numbers, cents, st.floats(min_value=-120, max_value=120))


def read_number(text: str) -> float:
    """The number in a printed text, read back as a Dutch reader does."""
    match = re.search(r"[\d.]+(,\d+)?", text)
    assert match, f"geen getal in '{text}'"
    sign = -1 if "−" in text else 1
    return sign * float(match[0].replace(".", "").replace(",", "."))


@pytest.mark.parametrize(
    ("opmaak", "value", "eenheid", "printed"),
    [
        ("ruim", 9.3445, "%", "ruim 9%"),
        ("ruim", 44.87, "%", "bijna 45%"),
        ("ruim", 631, "personen", "ruim 600"),
        ("ruim", 8214, "inwoners", "ruim 8.200"),
        ("ruim", 7400, "inwoners", "7.400"),
        ("deel", 100 / 3, "%", "een derde"),
        ("deel", 200 / 3, "%", "twee derde"),
        ("deel", 25.6, "%", "ruim een kwart"),
        ("ongeveer", 1_341_234, "euro", f"ongeveer €{NBSP}1.340.000"),
        ("duizend", 993_412.18, "euro", f"€{NBSP}993.000"),
        ("woord", 2, "aantal", "twee"),
    ],
)
def test_phrases_of_the_published_report(opmaak: str, value: float, eenheid: str, printed: str) -> None:
    assert OPMAAK[opmaak](value, eenheid) == printed


@pytest.mark.parametrize(
    ("value", "eenheid", "printed"),
    [
        (1141, "personen", "1.141"),
        (0, "personen", "0"),
        (999, "personen", "999"),
        (-28, "personen", "−28"),
        (2.5, "jaar", "2,5"),
        (5.96, "jaar", "6"),
        (-0.04, "jaar", "0"),
        (1_868_352, "euro", f"€{NBSP}1.868.352"),
        (1_868_352.49, "euro", f"€{NBSP}1.868.352"),
        (1_868_352.5, "euro", f"€{NBSP}1.868.353"),
        (1300, "euro", f"€{NBSP}1.300"),
        (999.99, "euro", f"€{NBSP}999,99"),
        (12.5, "euro", f"€{NBSP}12,50"),
        (100, "euro", f"€{NBSP}100"),
        (0, "euro", f"€{NBSP}0"),
        (-0.3, "euro", f"−€{NBSP}0,30"),
        (-0.001, "euro", f"€{NBSP}0"),
        (-25_000.4, "euro", f"−€{NBSP}25.000"),
        (25.0, "%", "25%"),
        (5.5, "%", "5,5%"),
        (7.01, "%", "7,01%"),
        (9.3445, "%", "9,3%"),
        (9.0445, "%", "9%"),
        (-9.3445, "%", "−9,3%"),
        (-0.0412, "%", "0%"),
        (0.0, "%", "0%"),
        (99.9512, "%", "100%"),
        (1.2345, "procentpunt", f"1,2{NBSP}procentpunt"),
        (-3.0, "procentpunt", f"−3{NBSP}procentpunt"),
        (None, "personen", "afgeschermd"),
        (None, "euro", "afgeschermd"),
    ],
)
def test_notation_follows_the_unit(value: float | None, eenheid: str, printed: str) -> None:
    assert format_value(value, eenheid) == printed


@pytest.mark.parametrize(
    ("value", "decimals", "printed"),
    [
        (0.5, 0, "1"), (1.5, 0, "2"), (2.5, 0, "3"), (-2.5, 0, "−3"), (0.05, 1, "0,1"), (0.145, 2, "0,15"),
        (1.005, 2, "1,01"), (2.675, 2, "2,68"), (0.499, 0, "0"), (-0.4, 0, "0"), (1234567.891, 2, "1.234.567,89"),
    ],
)  # fmt: skip
def test_halves_round_away_from_zero(value: float, decimals: int, printed: str) -> None:
    assert format_number(value, decimals) == printed


@pytest.mark.parametrize(
    ("value", "eenheid", "printed"),
    [
        (0, "personen", "0"),
        (4, "personen", "4"),  # no round number stands for it
        (12, "personen", "12"),
        (47, "personen", "bijna 50"),
        (44, "personen", "44"),
        (95, "personen", "bijna 100"),
        (600.3, "personen", "600"),
        (569, "personen", "bijna 600"),
        (550, "personen", "550"),
        (9_950, "personen", "bijna 10.000"),
        (993_412, "euro", f"ruim €{NBSP}990.000"),
        (-631, "personen", "ruim 600"),
        (9.5, "%", "bijna 10%"),
        (9.03, "%", "9%"),
        (0.4, "%", "0,4%"),
        (0.6, "%", "bijna 1%"),
        (99.7, "%", "bijna 100%"),
        (100.4, "%", "ruim 100%"),
        (-9.3445, "%", "ruim 9%"),
        (2.3, "procentpunt", f"ruim 2{NBSP}procentpunt"),
        (49.7, "procentpunt", f"bijna 50{NBSP}procentpunt"),
    ],
)
def test_ruim_and_bijna(value: float, eenheid: str, printed: str) -> None:
    assert OPMAAK["ruim"](value, eenheid) == printed


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (17.4, "17,4%"), (17.6, "bijna een vijfde"), (20, "een vijfde"), (22.4, "ruim een vijfde"),
        (22.6, "bijna een kwart"), (24.5, "een kwart"), (33.9, "ruim een derde"), (33.0, "een derde"),
        (40, "twee vijfde"), (47.4, "47,4%"), (49.2, "bijna de helft"), (50.5, "de helft"), (60, "drie vijfde"),
        (66.0, "bijna twee derde"), (75, "driekwart"), (77.4, "ruim driekwart"), (80, "80%"), (0, "0%"),
        (100, "100%"), (-33.3333, "−33,3%"),
    ],
)  # fmt: skip
def test_deel_names_a_part(value: float, printed: str) -> None:
    """Written as Dutch spelling has it: fractions apart (twee derde), driekwart as one word."""
    assert OPMAAK["deel"](value, "%") == printed


@pytest.mark.parametrize(
    ("opmaak", "value", "eenheid", "printed"),
    [
        ("woord", 0, "aantal", "nul"),
        ("geen", 0, "aantal", "geen enkel"),
        ("geen", 2, "aantal", "twee"),
        ("woord", 1, "jaar", "één"),
        ("woord", 12, "aantal", "twaalf"),
        ("woord", 13, "aantal", "13"),
        ("woord", 2.5, "jaar", "2,5"),
        ("woord", -2, "aantal", "−2"),
        ("woord", 2, "euro", f"€{NBSP}2"),
        ("woord", 2, "%", "2%"),
        ("ongeveer", 0, "euro", f"ongeveer €{NBSP}0"),
        ("ongeveer", 631, "personen", "ongeveer 631"),
        ("ongeveer", 999_999, "euro", f"ongeveer €{NBSP}1.000.000"),
        ("ongeveer", 12.3456, "%", "ongeveer 12,3%"),
        ("ongeveer", -25_432, "euro", f"ongeveer €{NBSP}25.400"),
        ("duizend", 8500, "euro", f"€{NBSP}9.000"),
        ("duizend", 1_009_000, "euro", f"€{NBSP}1.009.000"),
        ("duizend", 499, "euro", f"€{NBSP}499"),
        ("duizend", -993_412, "euro", f"€{NBSP}993.000"),
        ("heel", 9.5, "%", "10%"),
        ("heel", -9.3445, "%", "9%"),
        ("heel", 0.4, "%", "0,4%"),
        ("heel", 0, "%", "0%"),
        ("heel", 1234.5, "euro", f"€{NBSP}1.235"),
        ("abs", -1234, "euro", f"€{NBSP}1.234"),
        ("abs", -9.3445, "%", "9,3%"),
    ],
)
def test_formats_of_size(opmaak: str, value: float, eenheid: str, printed: str) -> None:
    assert OPMAAK[opmaak](value, eenheid) == printed


@pytest.mark.parametrize(
    ("opmaak", "up", "down", "same"),
    [
        ("richting", "gestegen", "gedaald", "gelijk gebleven"),
        ("stijgt", "stijgt", "daalt", "blijft gelijk"),
        ("meer", "meer", "minder", "evenveel"),
        ("hoger", "hoger", "lager", "gelijk"),
        ("VN", "voordelig", "nadelig", "neutraal"),
    ],
)
def test_words_of_direction(opmaak: str, up: str, down: str, same: str) -> None:
    describe = OPMAAK[opmaak]
    assert [describe(value, "personen") for value in (1, -1, 0)] == [up, down, same]
    assert [describe(value, "%") for value in (0.0512, -0.0512, 0.0412, -0.0412)] == [up, down, same, same]
    assert [describe(value, "euro") for value in (0.02, -0.02)] == [up, down]


def test_voordelig_mark_agrees_with_its_word() -> None:
    for value in (0.01, 0.02, 0.3, 25_000, 0, -0.01, -25_000):
        word = OPMAAK["VN"](value, "euro")
        assert mark_voordelig(value) == {"voordelig": "V", "nadelig": "N", "neutraal": ""}[word]
    assert mark_voordelig(None) == ""


@fast
@given(value=register_values, eenheid=st.sampled_from(EENHEDEN), opmaak=st.sampled_from(sorted(OPMAAK)))
@example(value=5e-324, eenheid="euro", opmaak="ongeveer")
@example(value=-0.0, eenheid="%", opmaak="deel")
def test_no_value_breaks_a_format(value: float, eenheid: str, opmaak: str) -> None:
    printed = OPMAAK[opmaak](value, eenheid)
    assert printed
    assert "-" not in printed, "a minus sign is −"
    assert not printed.startswith("−") or value < 0


@fast
@given(
    value=st.one_of(cents, st.floats(min_value=-1e8, max_value=1e8)),
    decimals=st.integers(min_value=0, max_value=2),
)
def test_printed_number_read_back_is_the_rounded_one(value: float, decimals: int) -> None:
    step = Decimal(1).scaleb(-decimals)
    exact = Decimal(repr(value))
    rounded = float(exact.quantize(step, ROUND_HALF_UP))
    on_the_half = math.isclose(abs(float(exact % step)), float(step / 2), abs_tol=1e-8)
    tolerance = float(step) if on_the_half else 1e-9
    assert read_number(format_number(value, decimals)) == pytest.approx(rounded, abs=tolerance, rel=1e-12)


@fast
@given(value=st.one_of(numbers, whole_numbers, cents))
def test_thousands_stand_apart(value: float) -> None:
    assert re.fullmatch(r"−?\d{1,3}(\.\d{3})*,\d{2}", format_number(value, 2))


@fast
@given(value=register_values, eenheid=st.sampled_from(EENHEDEN))
def test_ruim_and_bijna_are_on_the_right_side(value: float, eenheid: str) -> None:
    """`ruim X` says more than X and `bijna X` less than X, of the very number that is printed."""
    printed = OPMAAK["ruim"](value, eenheid)
    if printed.startswith("ruim"):
        assert abs(value) > read_number(printed)
    elif printed.startswith("bijna"):
        assert abs(value) < read_number(printed)
    else:
        assert abs(abs(value) - read_number(printed)) <= 0.5000001


@fast
@given(value=st.floats(min_value=0, max_value=100))
def test_deel_is_on_the_right_side(value: float) -> None:
    printed = OPMAAK["deel"](value, "%")
    parts = {text: fraction for fraction, text in BREUKEN.items()}
    word, _, rest = printed.partition(" ")
    if word == "ruim":
        assert value > parts[rest]
    elif word == "bijna":
        assert value < parts[rest]
    elif printed in parts:
        assert abs(value - parts[printed]) <= 0.5
    else:
        assert all(abs(value - fraction) > 2.5 for fraction in BREUKEN)


@fast
@given(value=register_values, eenheid=st.sampled_from(EENHEDEN))
def test_a_direction_never_contradicts_the_printed_number(value: float, eenheid: str) -> None:
    """`0% meer` and `−3% gestegen` cannot be written: word and number come from the same printed value."""
    printed, word = format_value(value, eenheid), OPMAAK["richting"](value, eenheid)
    assert (word == "gelijk gebleven") == (not shows_something(printed))
    assert printed.startswith("−") == (word == "gedaald")
    if word != "gelijk gebleven":
        assert all(
            shows_something(OPMAAK[size](value, eenheid)) for size in ("heel", "ruim", "duizend", "abs")
        )


@fast
@given(value=register_values, eenheid=st.sampled_from(("euro", "personen")))
def test_ongeveer_is_near(value: float, eenheid: str) -> None:
    assume(abs(value) >= 1)
    printed = read_number(OPMAAK["ongeveer"](value, eenheid))
    assert printed == pytest.approx(abs(value), rel=0.00501, abs=0.051)


@pytest.mark.parametrize(
    ("labels", "lined"),
    [
        (["43,0%", "wat", "9,0%"], ["43%", "wat", "9%"]),
        (["43,0%", "9%", "9,5%"], ["43,0%", "9,0%", "9,5%"]),
        (["3", "2,5*", "afgeschermd", "–"], ["3,0", "2,5*", "afgeschermd", "–"]),
        (["12", "3"], ["12", "3"]),
        (["€\u00a012,50", "€\u00a03"], ["€\u00a012,50", "€\u00a03,00"]),
        (["−€\u00a012,50", "€\u00a01.250", "€\u00a00,30"], ["−€\u00a013", "€\u00a01.250", "€\u00a00,30"]),
        (["2,5", "12%", "€\u00a03", "4", "0–2"], ["2,5", "12%", "€\u00a03", "4,0", "0–2"]),
        (["1,5\u00a0procentpunt", "−2\u00a0procentpunt"], ["1,5\u00a0procentpunt", "−2,0\u00a0procentpunt"]),
        (["1.036,2", "1.037\u00a0≠"], ["1.036,2", "1.037,0\u00a0≠"]),
        ([], []),
    ],
)
def test_numbers_that_stand_together_have_as_many_decimals(labels: list[str], lined: list[str]) -> None:
    assert line_up(labels) == lined


def test_only_the_columns_of_numbers_of_a_table_are_lined_up() -> None:
    rows = [("2023", "7"), ("2,5", "9,3")]
    assert line_up_columns(rows, [False, True]) == (("2023", "7,0"), ("2,5", "9,3"))
    assert line_up_columns(rows, [True, True])[0] == ("2.023,0", "7,0")


def test_numbers_of_another_group_keep_their_own_decimals() -> None:
    assert line_up(["3", "2,5", "263"], ["tarief", "tarief", "aantal"]) == ["3,0", "2,5", "263"]


def test_a_half_is_rounded_alike_wherever_it_stands() -> None:
    rij = Cijfer("raming_verschil", 2023, {}, -9490.5, "euro", "definitief", "begroting", "")
    assert format_number(-9490.5) == "−9.491"
    assert in_whole(rij).waarde == round_as_printed(-1002490.5, "euro") + 993_000 == -9491
