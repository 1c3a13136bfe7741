"""Looking numbers up in the register: by address, by indicator, by pattern."""

import pytest
from registerhulp import rij

from sdreport.errors import ConfigurationError
from sdreport.register.register import Register, mark_status


def test_an_address_is_the_indicator_and_the_values_of_its_dimensions_in_order() -> None:
    register = Register([rij("clienten.wmo.totaal", 2023, 1141), rij("kosten_zin", 2023, 5.0)], 2023)
    assert register.get("clienten.wmo.totaal").waarde == 1141
    assert register.get("kosten_zin").waarde == 5.0
    assert register.get("clienten.wmo.totaal").adres == "clienten.wmo.totaal"


@pytest.mark.parametrize(
    ("adres", "waarde"),
    [
        ("clienten.wmo", 30),
        ("clienten.wmo@2023", 30),
        ("clienten.wmo@2022", 20),
        ("clienten.wmo@-1", 20),
        ("clienten.wmo@-2", 10),
        ("clienten.wmo@+1", 40),
    ],
)
def test_a_year_is_the_reported_one_or_absolute_or_so_many_years_away(adres: str, waarde: float) -> None:
    rows = [rij("clienten.wmo", 2020 + number, 10 * number) for number in (1, 2, 3, 4)]
    assert Register(rows, 2023).get(adres).waarde == waarde


def test_values_of_dimensions_may_hold_plus_and_hyphen() -> None:
    register = Register(
        [rij("clienten_leeftijd.wmo.90+.man", 2023, 12), rij("inwoners.65-plus", 2023, 7)], 2023
    )
    assert register.get("clienten_leeftijd.wmo.90+.man").waarde == 12
    assert register.get("inwoners.65-plus").waarde == 7


def test_an_unknown_address_names_the_closest_one_of_that_year() -> None:
    rows = [
        rij("clienten.wmo.totaal", 2023, 1),
        rij("kosten_zin", 2023, 1),
        rij("clienten.wmo.totall", 2022, 1),
    ]
    with pytest.raises(
        ConfigurationError, match=r"'clienten\.wmo\.totaall' over 2023\. Bedoelt u 'clienten\.wmo\.totaal'\?"
    ):
        Register(rows, 2023).get("clienten.wmo.totaall")


def test_an_address_like_no_other_gets_no_suggestion_and_another_year_is_named() -> None:
    register = Register([rij("clienten.wmo.totaal", 2023, 1)], 2023)
    with pytest.raises(ConfigurationError) as caught:
        register.get("xyz")
    assert str(caught.value) == "Er is geen cijfer 'xyz' over 2023."
    with pytest.raises(ConfigurationError, match="over 2019"):
        register.get("clienten.wmo.totaal@2019")


@pytest.mark.parametrize(
    "adres",
    ["", "Clienten", "clienten wmo", "clienten..wmo", "clienten.wmo.", "clienten@", "clienten@x", "a;b"],
)
def test_what_is_no_address_is_told_as_such(adres: str) -> None:
    with pytest.raises(ConfigurationError, match="geen adres"):
        Register([rij("clienten", 2023, 1)], 2023).get(adres)


def test_a_number_that_is_there_twice_is_refused_with_its_address_and_year() -> None:
    with pytest.raises(ConfigurationError, match=r"clienten\.wmo van 2023 staat twee keer"):
        Register([rij("clienten.wmo", 2023, 1), rij("clienten.wmo", 2023, 1)], 2023)


def test_the_same_address_in_two_years_is_no_repetition() -> None:
    assert len(Register([rij("clienten.wmo", 2023, 1), rij("clienten.wmo", 2022, 1)], 2023).rijen) == 2


def test_rows_are_selected_by_indicator_year_and_dimension() -> None:
    rows = [rij("a.x.p", 2023, 1), rij("a.x.q", 2023, 2), rij("a.y.p", 2022, 3), rij("b.x.p", 2023, 4)]
    register = Register(rows, 2023)
    assert [row.waarde for row in register.select("a")] == [1, 2, 3]
    assert [row.waarde for row in register.select("a", 2023)] == [1, 2]
    assert [row.waarde for row in register.select("a", d1="x", d2="q")] == [2]
    assert register.select("c") == []


def test_a_number_is_found_by_its_address_and_year_or_not_at_all() -> None:
    register = Register([rij("a.x", 2022, 1)], 2023)
    assert register.find("a.x", 2022) is register.rijen[0]
    assert register.find("a.x", 2023) is None
    assert register.find("a", 2022) is None


@pytest.mark.parametrize(
    ("pattern", "examples"),
    [
        ("bijstand.bbz", ["bijstand.bbz"]),
        ("bijstand.*", ["bijstand.bbz", "bijstand.totaal"]),
        ("bijstand", ["bijstand"]),
        ("*.totaal", ["bijstand.totaal"]),
        ("Bijstand.*", []),
        ("bij", []),
    ],
)
def test_a_pattern_marks_the_addresses_it_matches_in_full(pattern: str, examples: list[str]) -> None:
    rows = [rij("bijstand.bbz", 2023, 1), rij("bijstand.totaal", 2023, 1), rij("bijstand", 2023, 1)]
    marked = list(mark_status(rows, [pattern], "voorbeeld"))
    assert [row.adres for row in marked if row.status == "voorbeeld"] == examples
    assert [row.adres for row in marked] == [row.adres for row in rows]
