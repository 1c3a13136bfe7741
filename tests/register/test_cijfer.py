"""A number and its address: put together and taken apart in one place, and rows made where numbers are let out."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from registerhulp import rij

from sdreport.register.cijfer import (
    ADRES,
    Getal,
    add_rijen,
    drop_rijen,
    format_uitsplitsing,
    make_adres,
    parse_adres,
    parse_uitsplitsing,
)

SLUG = st.text(alphabet="abz019-+=", min_size=1, max_size=8)


@given(st.dictionaries(st.text(alphabet="ab_", min_size=1), SLUG, max_size=4))
def test_a_breakdown_survives_writing_and_reading(uitsplitsing: dict[str, str]) -> None:
    text = format_uitsplitsing(uitsplitsing)
    assert parse_uitsplitsing(text) == uitsplitsing
    assert list(parse_uitsplitsing(text)) == list(uitsplitsing)


NAAM = st.text(alphabet="abz_09", min_size=1, max_size=8)
ADRESDEEL = st.text(alphabet="abz019-+", min_size=1, max_size=8)


@given(NAAM, st.lists(ADRESDEEL, max_size=4), st.integers(1900, 2100))
def test_an_address_survives_being_made_and_parsed(indicator: str, waarden: list[str], jaar: int) -> None:
    with_year = make_adres(indicator, waarden, jaar)
    assert ADRES.fullmatch(with_year)
    assert parse_adres(with_year, 2023) == (indicator, waarden, jaar)
    assert parse_adres(make_adres(indicator, waarden), 2023) == (indicator, waarden, 2023)


@pytest.mark.parametrize(
    ("adres", "jaar"),
    [("a.b", 2023), ("a.b@2020", 2020), ("a.b@-1", 2022), ("a.b@+4", 2027), ("a.*@-1", 2022)],
)
def test_a_year_in_an_address_is_absolute_or_counts_from_the_reported_one(adres: str, jaar: int) -> None:
    indicator, waarden, found = parse_adres(adres, 2023)
    assert (indicator, len(waarden), found) == ("a", 1, jaar)


def test_a_number_knows_its_address_and_that_of_another_indicator_with_its_values() -> None:
    getal = Getal("clienten", 2023, {"wet": "wmo", "voorziening": "totaal"}, None, "personen")
    assert getal.sleutel == ("clienten.wmo.totaal", 2023)
    assert getal.adres_of("kosten") == "kosten.wmo.totaal"
    assert getal.onderdrukt and not rij("clienten", 2023, 0).onderdrukt


@pytest.mark.parametrize(
    ("patroon", "fits"),
    [
        ("clienten.*", True),
        ("clienten.wmo.totaal", True),
        ("*.totaal", True),
        ("clienten", False),
        ("*.wmo", False),
    ],
)
def test_a_pattern_is_of_the_whole_address(patroon: str, fits: bool) -> None:
    assert rij("clienten.wmo.totaal", 2023, 1).fits(patroon) is fits


@given(st.integers(0, 10**6))
def test_the_rows_behind_a_source_can_be_taken_off_again(rijen: int) -> None:
    assert drop_rijen(add_rijen("toewijzingen + uitkeringen", rijen)) == "toewijzingen + uitkeringen"


SDREPORT = Path(__file__).parents[2] / "sdreport"
GEEN_ADRES = {
    "gate/samenhang/cyclus/nummering.py": "the number of a heading, as 2.1.3",
    "project/huisstijl.py": "the path of a key in a YAML file",
    "project/parameters/read.py": "the path of a key in a YAML file",
}
"""What else is joined with dots."""
RIJENMAKERS = {
    "chapter/werkmap.py": "reads back what a build wrote",
    "disclosure/release.py": "lets protected numbers out",
    "register/afgeleid/rij.py": "from rows that were let out",
    "register/compare.py": "from rows of the register",
    "register/files.py": "reads what was published",
    "stages/calculate.py": "policy numbers of the parameters",
    "velen/samen.py": "totals of what was published",
}
"""The only places that make a row of the register; of measured numbers only `disclosure.release` does."""


def list_calls(path: Path) -> Iterator[ast.Call]:
    return (
        node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)
    )


def list_modules() -> dict[str, Path]:
    return {path.relative_to(SDREPORT).as_posix(): path for path in sorted(SDREPORT.rglob("*.py"))}


def is_dotted(call: ast.Call) -> bool:
    """Whether this is `".".join(...)`, or a text with dots or `@` between its values as an address for `get`."""
    if not isinstance(call.func, ast.Attribute):
        return False
    if call.func.attr == "join":
        return isinstance(call.func.value, ast.Constant) and call.func.value.value == "."
    if call.func.attr not in ("get", "find") or not call.args or not isinstance(call.args[0], ast.JoinedStr):
        return False
    between = [part.value for part in call.args[0].values if isinstance(part, ast.Constant)]
    return any(sign in str(text) for text in between for sign in ".@")


def test_no_address_is_put_together_by_hand() -> None:
    found = {name for name, path in list_modules().items() if any(map(is_dotted, list_calls(path)))}
    assert found == {"register/cijfer.py", *GEEN_ADRES}


def test_rows_of_the_register_are_made_where_numbers_are_let_out_and_nowhere_else() -> None:
    def makes(call: ast.Call, name: str) -> bool:
        return isinstance(call.func, ast.Name) and call.func.id == name

    modules = list_modules().items()
    rows = {name for name, path in modules if any(makes(call, "Cijfer") for call in list_calls(path))}
    assert rows == set(RIJENMAKERS)
    protected = {
        name for name, path in modules if any(makes(call, "BeschermdCijfer") for call in list_calls(path))
    }
    assert protected == {
        "disclosure/bescherming.py",
        "disclosure/gepubliceerd.py",
        "disclosure/historie.py",
    }
