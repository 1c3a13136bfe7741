"""The door to Great Expectations: what it speeds up gives the same, and is gone when it is done."""

from contextlib import nullcontext

import pandas as pd
import pytest
from great_expectations.core.id_dict import IDDict
from great_expectations.expectations.expectation import ColumnMapExpectation, Expectation
from great_expectations.expectations.expectation_configuration import ExpectationConfiguration

from sdreport.gate import engine, toetsers

TABEL = pd.DataFrame(
    {
        "code": ["a", None, "b"],
        "bedrag": [1.0, 2.0, 900.0],
        "grens": [1.0, 2.0, 3.0],
        "waar": [True, True, False],
    },
    index=[2, 3, 4],
)


def rule(soort: str, regel: str, **kwargs: object) -> dict[str, object]:
    """One expectation of a native suite."""
    return {"type": soort, "kwargs": kwargs, "meta": {"regel": regel}, "severity": "critical"}


SUITE = {
    "name": "proef",
    "expectations": [
        rule("expect_column_values_to_not_be_null", "leeg", column="code"),
        rule(
            "expect_column_values_to_be_between", "hoog", column="bedrag", max_value={"$PARAMETER": "hoogste"}
        ),
        rule("expect_column_values_to_be_in_set", "bekend", column="code", value_set=["a", "b"], mostly=1.0),
        rule("expect_column_values_to_be_in_set", "weg", column="geen", value_set=["a"]),
        rule("expect_column_pair_values_to_be_equal", "paar", column_A="bedrag", column_B="grens"),
        rule("expect_column_values_to_be_in_set", "een", column="bedrag", value_set=[1]),
        rule("expect_column_values_to_be_in_set", "waar", column="waar", value_set=[True]),
        rule("expect_table_row_count_to_be_between", "rijen", min_value=3),
    ],
}


def test_a_configuration_made_once_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []
    whole = Expectation.configuration
    monkeypatch.setattr(
        Expectation, "configuration", property(lambda self: calls.append(1) or whole.fget(self))
    )
    once = engine.validate(TABEL, SUITE, {"hoogste": 100})
    quick = len(calls)
    monkeypatch.setattr(engine, "_configured_once", nullcontext)
    assert engine.validate(TABEL, SUITE, {"hoogste": 100}) == once
    assert {name: list(toets.regelnummers) for name, toets in once.items()} == {
        "leeg": [3], "hoog": [4], "bekend": [], "paar": [4], "een": [3, 4], "waar": [4], "rijen": [],
    }  # fmt: skip
    assert 0 < quick < (len(calls) - quick) / 2


def test_the_library_is_as_it_was_afterwards() -> None:
    patched = [
        (Expectation, ("configuration", "_get_runtime_kwargs", "get_validation_dependencies")),
        (ColumnMapExpectation, ("get_validation_dependencies",)),
        (ExpectationConfiguration, ("to_domain_obj",)),
        (IDDict, ("to_id",)),
    ]
    before = [vars(cls)[name] for cls, names in patched for name in names]
    engine.validate(TABEL, SUITE, {"hoogste": 100})
    assert [vars(cls)[name] for cls, names in patched for name in names] == before


def judge_beside(
    monkeypatch: pytest.MonkeyPatch, aantal: int, *, killed: bool
) -> list[dict[str, engine.Toets]]:
    """What toetsers say of some tables, given to them all at once."""
    monkeypatch.setattr(engine, "LIBRARY", "nog_niet_ingelezen")
    with toetsers.start_toetsers():
        running = toetsers.LOPEND.get()
        assert running is not None
        begun = [
            toetsers.start_validation(TABEL, SUITE, {"hoogste": hoogste}) for hoogste in range(1, aantal + 1)
        ]
        if killed:
            for process in running._helpers._all:
                process.kill()
        made = [finish() for finish in begun]
    assert all(process.poll() is not None for process in running._helpers._all)
    return made


@pytest.mark.parametrize("killed", [False, True])
def test_judged_beside_the_check_is_judged_the_same(monkeypatch: pytest.MonkeyPatch, killed: bool) -> None:
    """Also when the process that should have done it is gone."""
    made = judge_beside(monkeypatch, 3, killed=killed)
    assert made == [engine.validate(TABEL, SUITE, {"hoogste": hoogste}) for hoogste in range(1, 4)]
    assert [toetsen["hoog"].aantal for toetsen in made] == [2, 1, 1]


def test_where_the_library_is_there_already_no_process_is_started() -> None:
    with toetsers.start_toetsers():
        assert toetsers.LOPEND.get() is None
