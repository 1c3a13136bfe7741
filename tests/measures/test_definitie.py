"""What an indicator is, what measuring is, and the sums, shares and unions that indicators are made of."""

import math
import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from meethulp import STANDAARD, make_invoer, make_table
from openhulp import OPEN

from sdreport.disclosure import protect, release
from sdreport.intake.catalogue.datasets import DATASETS
from sdreport.measures import INDICATOREN, measure
from sdreport.measures.definitie import (
    EERDER,
    Invoer,
    Meting,
    indicator,
    share,
    sum_eur,
)
from sdreport.register.cijfer import ADRES
from sdreport.register.register import Register

CENTS = st.integers(min_value=-(10**11), max_value=10**11)


@indicator(dimensies=("wet",), eenheid="personen", bron=("uitkeringen",), definitie="Proef.")
def proef(invoer: Invoer) -> list[Meting]:
    """As many persons as rows."""
    return [Meting(("wmo",), len(invoer.tabellen["uitkeringen"]), 3)]


@indicator(eenheid="personen", bron=("declaraties", "uitkeringen"), definitie="Proef.")
def proef_van_twee(invoer: Invoer) -> list[Meting]:
    """Needs two datasets."""
    return [Meting((), 1, 1)]


@indicator(dimensies=("wet", "leeftijd"), eenheid="personen", bron=("uitkeringen",), definitie="Proef.")
def proef_scheef(invoer: Invoer) -> list[Meting]:
    """Gives one value for two dimensions."""
    return [Meting(("wmo",), 1, 1)]


def test_an_indicator_has_the_name_of_its_function_and_gives_rows_with_its_definition() -> None:
    (cijfer,) = proef.calculate(make_invoer(uitkeringen="clientnummer\nC1\nC2"))
    assert (cijfer.indicator, cijfer.jaar, cijfer.uitsplitsing) == ("proef", 2023, {"wet": "wmo"})
    assert (cijfer.waarde, cijfer.eenheid, cijfer.bron, cijfer.definitie) == (
        2,
        "personen",
        "uitkeringen",
        "Proef.",
    )
    assert (cijfer.rijen, cijfer.personen, cijfer.over_personen) == (3, None, False)


def test_an_indicator_that_gives_other_dimensions_than_it_says_is_a_mistake_of_its_maker() -> None:
    with pytest.raises(AssertionError, match="proef_scheef"):
        list(proef_scheef.calculate(make_invoer(uitkeringen="clientnummer\nC1")))


def test_a_value_that_is_no_text_gives_no_number() -> None:
    @indicator(dimensies=("wet",), eenheid="personen", bron=("uitkeringen",), definitie="Proef.")
    def proef_zonder_naam(invoer: Invoer) -> list[Meting]:
        return [Meting((math.nan,), 1, 1)]  # type: ignore[arg-type]  # as a missing value in a frame is

    with pytest.raises(AssertionError, match="proef_zonder_naam"):
        list(proef_zonder_naam.calculate(make_invoer(uitkeringen="clientnummer\nC1")))


def test_indicators_whose_datasets_are_missing_are_left_out() -> None:
    invoer = make_invoer(uitkeringen="clientnummer\nC1")
    assert [c.indicator for c in measure(invoer, [proef, proef_van_twee])] == ["proef"]
    both = make_invoer(uitkeringen="clientnummer\nC1", declaraties="bedrag\n1")
    assert [c.indicator for c in measure(both, [proef, proef_van_twee])] == ["proef", "proef_van_twee"]


def test_without_datasets_nothing_is_measured() -> None:
    assert measure(make_invoer()) == []


def test_every_indicator_has_a_name_of_its_own_a_definition_and_known_datasets() -> None:
    names = [item.naam for item in INDICATOREN]
    assert len(set(names)) == len(names) > 20
    for item in INDICATOREN:
        assert re.fullmatch(r"[a-z][a-z0-9_]*", item.naam)
        assert item.definitie.endswith(".") and item.bron
        assert {slug.removeprefix(EERDER) for slug in item.bron} <= {*DATASETS, "regio"}


def test_no_indicator_has_the_name_of_a_comparison_of_another() -> None:
    names = {item.naam for item in INDICATOREN}
    assert not names & {f"{name}_{suffix}" for name in names for suffix in ("verschil", "groei")}


def invoer_of_one_row_each() -> Invoer:
    rows = {slug: f"{next(iter(row))}\n{next(iter(row.values()))}" for slug, row in STANDAARD.items()}
    return make_invoer(**rows)


def test_every_number_that_is_measured_has_an_address_of_its_own() -> None:
    rijen = list(release(protect(measure(invoer_of_one_row_each()), OPEN), "definitief"))
    Register(rijen, 2023)
    assert [rij.adres for rij in rijen if not ADRES.fullmatch(rij.adres)] == []


@pytest.mark.parametrize("slug", DATASETS)
def test_a_concept_with_empty_fields_is_measured_without_error(slug: str) -> None:
    """The gate reports empty fields and a concept is built all the same: each column is empty in one row."""
    invoer = invoer_of_one_row_each()
    good = invoer.tabellen[slug]
    rows = [good, *(good.assign(**{name: None}).astype(good.dtypes) for name in good.columns)]
    tabellen = {**invoer.tabellen, slug: pd.concat(rows, ignore_index=True)}
    concerned = [item for item in INDICATOREN if slug in item.bron]
    cijfers = measure(Invoer(2023, tabellen, invoer.referenties), concerned)
    assert {c.indicator for c in cijfers} == {c.indicator for c in measure(invoer, concerned)}
    assert [c for c in cijfers if math.isnan(c.waarde)] == []
    assert [c.adres for c in cijfers if {"nan", "None"} & set(c.uitsplitsing.values())] == []


def test_a_sum_in_euro_is_exact_where_floats_are_not() -> None:
    amounts = pd.Series([0.1, 0.1, 0.1])
    assert amounts.sum() != 0.3
    assert sum_eur(amounts) == 0.3


def test_a_sum_of_nothing_is_zero_and_a_missing_amount_counts_for_nothing() -> None:
    assert sum_eur(pd.Series([], dtype="float64")) == 0
    assert sum_eur(pd.Series([1.25, None], dtype="float64")) == 1.25


@given(cents=st.lists(CENTS, max_size=40), seed=st.randoms(use_true_random=False))
def test_a_sum_in_euro_is_the_sum_in_cents_in_any_order(cents: list[int], seed) -> None:  # type: ignore[no-untyped-def]
    shuffled = seed.sample(cents, len(cents))
    amounts = pd.Series([cent / 100 for cent in cents], dtype="float64")
    other = pd.Series([cent / 100 for cent in shuffled], dtype="float64")
    assert sum_eur(amounts) == sum_eur(other) == sum(cents) / 100


@pytest.mark.parametrize(
    ("part", "whole", "percent"),
    [(1, 3, 33.3333), (2, 3, 66.6667), (0, 5, 0), (5, 5, 100), (-1, 4, -25), (1, 0, 0)],
)
def test_a_share_has_four_decimals_and_is_zero_of_nothing(part: int, whole: int, percent: float) -> None:
    assert share(part, whole) == percent


@given(parts=st.lists(st.integers(min_value=0, max_value=10**6), min_size=1, max_size=12))
def test_shares_of_all_parts_add_up_to_hundred(parts: list[int]) -> None:
    total = sum(parts)
    assert sum(share(part, total) for part in parts) == pytest.approx(100 if total else 0, abs=0.001)


def test_the_table_helper_types_as_intake_does() -> None:
    table = make_table("declaraties", "bedrag\n1.250,50")
    assert table["bedrag"].tolist() == [1250.5]
    assert str(table["begindatum"].dtype).startswith("datetime64")
