"""What is hidden for itself: the threshold, dominated amounts, zeros, and that a hidden row gives nothing away."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tabelhulp import make_cijfer, protect_table

from sdreport.disclosure import BeschermdCijfer, release
from sdreport.disclosure.primair import round_to_base
from sdreport.measures.definitie import Gemeten
from sdreport.register.files import format_csv

DREMPEL = 10
WMO = {"wet": "wmo"}


def is_hidden(cijfer: Gemeten, drempel: int = DREMPEL, **regels: object) -> bool:
    (item,) = protect_table([cijfer], drempel, **regels)
    return item.onderdrukt


@pytest.mark.parametrize(
    ("aantal", "hidden"), [(0, False), (1, True), (DREMPEL - 1, True), (DREMPEL, False), (1141, False)]
)
@pytest.mark.parametrize("eenheid", ["personen", "huishoudens"])
def test_a_count_from_one_up_to_the_threshold_is_hidden_and_zero_is_not(
    eenheid: str, aantal: int, hidden: bool
) -> None:
    assert is_hidden(make_cijfer(WMO, aantal, eenheid, rijen=500)) == hidden


@pytest.mark.parametrize(("rijen", "hidden"), [(0, False), (1, True), (DREMPEL - 1, True), (DREMPEL, False)])
@pytest.mark.parametrize(("waarde", "eenheid"), [(62.5, "%"), (18999.5, "euro"), (4, "%"), (0, "euro")])
def test_a_share_or_amount_is_hidden_when_it_rests_on_few_rows(
    waarde: float, eenheid: str, rijen: int, hidden: bool
) -> None:
    assert is_hidden(make_cijfer(WMO, waarde, eenheid, rijen=rijen)) == hidden


@pytest.mark.parametrize(
    ("personen", "hidden"), [(0, False), (1, True), (DREMPEL - 1, True), (DREMPEL, False)]
)
@pytest.mark.parametrize("eenheid", ["euro", "%", "verwijzingen"])
def test_what_has_many_rows_is_hidden_when_they_are_of_few_persons(
    eenheid: str, personen: int, hidden: bool
) -> None:
    assert is_hidden(make_cijfer(WMO, 120, eenheid, rijen=120, personen=personen)) == hidden


def test_a_count_of_persons_is_judged_by_itself_and_not_by_its_rows() -> None:
    assert is_hidden(make_cijfer(WMO, 3, rijen=500))
    assert not is_hidden(make_cijfer(WMO, 12, rijen=2))


@pytest.mark.parametrize("eenheid", ["personen", "euro", "%"])
def test_what_is_not_about_persons_is_shown_however_small(eenheid: str) -> None:
    assert not is_hidden(make_cijfer(WMO, 1, eenheid, rijen=1, over_personen=False))


@given(
    waarde=st.integers(0, 50), rijen=st.integers(0, 50), eenheid=st.sampled_from(["personen", "%", "euro"])
)
def test_a_threshold_of_zero_hides_nothing(waarde: int, rijen: int, eenheid: str) -> None:
    assert not is_hidden(make_cijfer(WMO, waarde, eenheid, rijen=rijen, bijdragen=(100.0,)), drempel=0)


@pytest.mark.parametrize(
    ("bijdragen", "hidden"), [((60.0, 25.0), False), ((60.0, 25.1), True), ((20.0, 20.0, 20.0), False)]
)
def test_an_amount_is_hidden_when_the_largest_persons_have_almost_all_of_it(
    bijdragen: tuple[float, ...], hidden: bool
) -> None:
    assert is_hidden(make_cijfer(WMO, 5000, "euro", personen=40, bijdragen=bijdragen)) == hidden


@pytest.mark.parametrize("wie", ["bijdragen", "aanbieders"])
@pytest.mark.parametrize(
    ("delen", "hidden"),
    [
        ((51.0, 49.0), True),  # each of two knows the other to the euro
        ((50.0, 45.1, 4.9), True),  # the second knows the first to within 9.8%
        ((50.0, 44.9, 5.1), False),
        ((100.0,), False),  # nobody else has a part
        ((100.0, 0.0), False),
        ((), False),
    ],
)
def test_who_knows_the_own_amount_cannot_tell_that_of_another(
    wie: str, delen: tuple[float, ...], hidden: bool
) -> None:
    cijfer = make_cijfer(WMO, 5000, "euro", personen=40, **{wie: delen})
    assert is_hidden(cijfer, dominantie={"aandeel_pct": 100}) == hidden
    assert not is_hidden(cijfer, dominantie={"aandeel_pct": 100, "eigen_pct": 0})


def test_how_many_persons_dominate_is_a_parameter() -> None:
    three = make_cijfer(WMO, 5000, "euro", personen=40, bijdragen=(30.0, 30.0, 30.0))
    assert is_hidden(three, dominantie={"grootste": 3})
    assert not is_hidden(three, dominantie={"grootste": 3, "aandeel_pct": 90})


def test_a_zero_is_hidden_when_the_rules_do_not_show_zeros() -> None:
    assert is_hidden(make_cijfer(WMO, 0), nul={"tonen": False})
    assert not is_hidden(make_cijfer(WMO, 0, over_personen=False), nul={"tonen": False})


@pytest.mark.parametrize(
    ("waarde", "basis", "shown"), [(12, 5, 10), (13, 5, 15), (15, 10, 20), (14, 10, 10), (17, 0, 17)]
)
def test_counts_of_persons_are_rounded_to_the_base(waarde: int, basis: int, shown: int) -> None:
    assert round_to_base(waarde, basis) == shown
    (item,) = protect_table([make_cijfer(WMO, waarde)], afronding={"basis": basis})
    assert item.waarde == shown


def test_amounts_and_what_is_not_about_persons_are_not_rounded() -> None:
    items = protect_table(
        [make_cijfer(WMO, 1234.5, "euro", rijen=50), make_cijfer({"wet": "j"}, 17, over_personen=False)],
        afronding={"basis": 5},
    )
    assert [item.waarde for item in items] == [1234.5, 17]


@settings(deadline=None)
@given(waarden=st.lists(st.integers(0, 30), max_size=20), drempel=st.just(0) | st.integers(2, 30))
def test_no_shown_count_lies_between_zero_and_the_threshold_and_none_is_changed(
    waarden: list[int], drempel: int
) -> None:
    items = protect_table([make_cijfer({"n": str(n)}, waarde) for n, waarde in enumerate(waarden)], drempel)
    assert [item.gemeten.waarde for item in items] == waarden  # all rows stay, in their order
    for item, waarde in zip(items, waarden, strict=True):
        assert item.waarde == (None if 0 < waarde < drempel else waarde)


def test_under_protection_no_row_on_persons_carries_a_count_of_rows() -> None:
    cijfers = [
        make_cijfer(WMO, 3),
        make_cijfer({"wet": "jeugdwet"}, 30, rijen=31),
        make_cijfer({"wet": "toewijzingen"}, 61, over_personen=False, rijen=61),
        make_cijfer({"wet": "begroting"}, 61, over_personen=False, rijen=4, bron="begroting"),
    ]
    assert [item.rijen for item in protect_table(cijfers)] == [0, 0, 0, 4]
    assert [item.rijen for item in protect_table(cijfers, 0)] == [3, 31, 61, 4]


def test_nothing_of_a_hidden_value_reaches_the_register_or_its_files() -> None:
    items = protect_table([make_cijfer(WMO, 7, rijen=8), make_cijfer({"wet": "j"}, 77.77, "%", rijen=9)])
    for rij in release(items, "definitief"):
        assert (rij.waarde, rij.onderdrukt, rij.bron) == (None, True, "toewijzingen")
        assert format_csv([rij]).splitlines()[1] == (
            f"proef;2023;wet={rij.uitsplitsing['wet']};;{rij.eenheid};definitief;"
            "ja: klein aantal, of nodig om een klein aantal te beschermen;toewijzingen;Proef."
        )


def test_onderdrukt_says_whether_the_value_is_hidden() -> None:
    assert BeschermdCijfer(make_cijfer(WMO, 3), None, 0).onderdrukt
    assert not BeschermdCijfer(make_cijfer(WMO, 0), 0, 0).onderdrukt


@pytest.mark.parametrize(
    ("left", "hidden"),
    [
        ({"personen": 9, "bijdragen": (12.0, 11.0), "aanbieders": ()}, True),
        ({"personen": 10, "bijdragen": (12.0, 11.0), "aanbieders": (40.0, 30.0, 30.0)}, False),
        ({"personen": 40, "bijdragen": (80.0, 6.0), "aanbieders": ()}, True),
        ({"personen": 40, "bijdragen": (12.0, 11.0), "aanbieders": (60.0, 38.0, 2.0)}, True),
        ({"personen": 0, "bijdragen": (), "aanbieders": ()}, False),
    ],
)
def test_what_an_amount_leaves_of_a_whole_is_judged_like_an_amount(left: object, hidden: bool) -> None:
    """The costs of all ages but those of a group are those of the others."""
    own = make_cijfer(WMO, 5000, "euro", personen=40, bijdragen=(12.0, 11.0), ook_van=(left,))
    assert is_hidden(own) == hidden
