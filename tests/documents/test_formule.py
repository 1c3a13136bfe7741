"""The formula language of documents: what it calculates, and what it refuses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdreport.documents.formule import BEWERINGEN, Bereik, Formulefout, evaluate, parse_formule


@pytest.mark.parametrize(
    "formule",
    [
        "",
        "r1",
        "=",
        "=r1+",
        "=r1 r2",
        "=(r1",
        "=r1)",
        "=__import__",
        "=r1**2",
        "=deel(r1)",
        "meer(r1; r2)",
        "=meer(r1)",
        "gelijk()",
        "=1.5",
        "=r1;r2",
        "=" + "(" * 30 + "r1" + ")" * 30,
        "=" + "-" * 30 + "r1",
        "=r1" + "+r1" * 300,
        "=1234567890123456",
        "=[Slug]r1",
        "=r1 == r2",
    ],
)
def test_what_is_no_formula_is_told(formule: str) -> None:
    with pytest.raises(Formulefout):
        parse_formule(formule)


@pytest.mark.parametrize(
    ("formule", "uitkomst"),
    [
        ("=r1+r2*2", 50.0),
        ("=(r1+r2)*2", 60.0),
        ("=r1-r2-2", -12.0),
        ("=r2/r1*100", 200.0),
        ("=-r1+r2", 10.0),
        ("=deel(r1; r2)", 50.0),
        ("=groei(r2; r1)", 100.0),
        ("=1,5*r1", 15.0),
        ("= r1 + [ander-2023]r3", 17.0),
    ],
)
def test_formulas_are_calculated_by_the_rules_of_arithmetic(formule: str, uitkomst: float) -> None:
    waarden = {naam: Bereik(value, value) for naam, value in (("r1", 10), ("r2", 20), ("[ander-2023]r3", 7))}
    assert evaluate(parse_formule(formule).delen[0], waarden).midden == pytest.approx(uitkomst)


@given(st.text(alphabet="=r123+-*/();, abdeglmnu[]", max_size=40))
def test_any_text_is_a_formula_or_a_fault(text: str) -> None:
    try:
        formule = parse_formule(text)
    except Formulefout as fault:
        assert str(fault)
    else:
        assert formule.soort in ("=", *BEWERINGEN)


def test_values_are_intervals() -> None:
    """A rounded figure stands for everything that rounds to it, and so does what is calculated with it."""
    waarden = {"r1": Bereik(9.5, 10.5), "r2": Bereik(4.5, 5.5)}
    assert evaluate(parse_formule("=r1-r2").delen[0], waarden) == Bereik(4.0, 6.0)
    assert Bereik(4.0, 6.0).touches(Bereik(6.0, 7.0))
    assert not Bereik(4.0, 6.0).touches(Bereik(6.1, 7.0))


def test_a_formula_knows_its_figures_once_and_in_order() -> None:
    assert parse_formule("=r3+r1+r3-[ander]r1").verwijzingen == ("r3", "r1", "[ander]r1")
