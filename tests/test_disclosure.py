"""Disclosure control: what is hidden, what is shown, and that a hidden row gives nothing away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdreport.cijfers import to_rijen
from sdreport.disclosure import BeschermdCijfer, protect
from sdreport.export import format_csv
from sdreport.measures.definitie import Cijfer

DREMPEL = 10


def make_cijfer(
    waarde: float,
    eenheid: str = "personen",
    rijen: int = 500,
    over_personen: bool = True,
    personen: int | None = None,
) -> Cijfer:
    return Cijfer(
        "proef", 2023, (("wet", "wmo"),), waarde, eenheid, "toewijzingen", "Proef.", rijen, over_personen, personen
    )  # fmt: skip


def is_hidden(cijfer: Cijfer, drempel: int = DREMPEL) -> bool:
    (item,) = protect([cijfer], drempel)
    return item.onderdrukt


@pytest.mark.parametrize(
    ("aantal", "hidden"), [(0, False), (1, True), (DREMPEL - 1, True), (DREMPEL, False), (1141, False)]
)
@pytest.mark.parametrize("eenheid", ["personen", "huishoudens"])
def test_a_count_from_one_up_to_the_threshold_is_hidden_and_zero_is_not(
    eenheid: str, aantal: int, hidden: bool
) -> None:
    assert is_hidden(make_cijfer(aantal, eenheid)) == hidden


@pytest.mark.parametrize(("rijen", "hidden"), [(0, False), (1, True), (DREMPEL - 1, True), (DREMPEL, False)])
@pytest.mark.parametrize(("waarde", "eenheid"), [(62.5, "%"), (18999.5, "euro"), (4, "%"), (0, "euro")])
def test_a_share_or_amount_is_hidden_when_it_rests_on_few_rows(
    waarde: float, eenheid: str, rijen: int, hidden: bool
) -> None:
    assert is_hidden(make_cijfer(waarde, eenheid, rijen)) == hidden


@pytest.mark.parametrize(
    ("personen", "hidden"), [(0, False), (1, True), (DREMPEL - 1, True), (DREMPEL, False)]
)
def test_an_amount_of_many_rows_is_hidden_when_they_are_of_few_persons(personen: int, hidden: bool) -> None:
    assert is_hidden(make_cijfer(18999.5, "euro", rijen=120, personen=personen)) == hidden


def test_a_count_of_persons_is_judged_by_itself_and_not_by_its_rows() -> None:
    assert is_hidden(make_cijfer(3, rijen=500))
    assert not is_hidden(make_cijfer(12, rijen=2))


@pytest.mark.parametrize("eenheid", ["personen", "euro", "%"])
def test_what_is_not_about_persons_is_shown_however_small(eenheid: str) -> None:
    assert not is_hidden(make_cijfer(1, eenheid, rijen=1, over_personen=False))


@given(
    waarde=st.integers(0, 50), rijen=st.integers(0, 50), eenheid=st.sampled_from(["personen", "%", "euro"])
)
def test_a_threshold_of_zero_hides_nothing(waarde: int, rijen: int, eenheid: str) -> None:
    assert not is_hidden(make_cijfer(waarde, eenheid, rijen), drempel=0)


@given(waarden=st.lists(st.integers(0, 30), max_size=20), drempel=st.integers(0, 30))
def test_no_shown_count_lies_between_zero_and_the_threshold_and_none_is_changed(
    waarden: list[int], drempel: int
) -> None:
    items = protect([make_cijfer(waarde) for waarde in waarden], drempel)
    assert [item.cijfer.waarde for item in items] == waarden  # all rows stay, in their order
    for item, waarde in zip(items, waarden, strict=True):
        assert item.waarde == (None if 0 < waarde < drempel else waarde)


def test_a_hidden_row_carries_no_count_of_rows_and_a_shown_row_does() -> None:
    hidden, shown = protect([make_cijfer(3, rijen=3), make_cijfer(30, rijen=31)], DREMPEL)
    assert (hidden.waarde, hidden.rijen) == (None, 0)
    assert (shown.waarde, shown.rijen) == (30, 31)


def test_nothing_of_a_hidden_value_reaches_the_register_or_its_files() -> None:
    items = protect([make_cijfer(7, rijen=8), make_cijfer(77.77, "%", rijen=9)], DREMPEL)
    rijen = list(to_rijen(items, "definitief"))
    assert [(rij.waarde, rij.onderdrukt, rij.bron) for rij in rijen] == [(None, True, "toewijzingen")] * 2
    for rij in rijen:
        assert format_csv([rij]).splitlines()[1] == (
            f"proef;2023;wet=wmo;;{rij.eenheid};definitief;ja;toewijzingen;Proef."
        )


def test_onderdrukt_says_whether_the_value_is_hidden() -> None:
    assert BeschermdCijfer(make_cijfer(3), None, 0).onderdrukt
    assert not BeschermdCijfer(make_cijfer(0), 0, 0).onderdrukt
