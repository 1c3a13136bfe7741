"""The four models: what the municipalities pay together is what the care costs, and each pays by its own rule."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from regiohulp import MODELLEN as NAMEN
from regiohulp import cents, fast, make_regio, regions

from sdreport.risicodeling import Centen
from sdreport.risicodeling.modellen import (
    MODELLEN,
    Afspraken,
    divide,
    make_afspraken,
    mix,
    verrekening,
    verzekering,
    vlaktax,
)

GEBRUIK = cents([[900, 100], [600, 400], [300, 700], [0, 1000], [500, 500]])
every_model = pytest.mark.parametrize("naam", NAMEN)


def test_the_models_are_those_of_the_note() -> None:
    assert tuple(MODELLEN) == NAMEN


@every_model
@fast
@given(region=regions())
def test_what_they_pay_together_is_what_the_care_costs(naam: str, region: tuple[Centen, Afspraken]) -> None:
    per_voorziening, afspraken = region
    betaald = MODELLEN[naam](per_voorziening, afspraken)
    assert betaald.dtype == np.int64
    assert betaald.shape == per_voorziening.shape[1:]
    assert (betaald >= 0).all()
    assert (betaald.sum(axis=1) == per_voorziening.sum(axis=(0, 2))).all()


@every_model
@fast
@given(region=regions(), data=st.data())
def test_the_order_of_municipalities_does_not_matter(
    naam: str, region: tuple[Centen, Afspraken], data: st.DataObject
) -> None:
    per_voorziening, afspraken = region
    order = data.draw(st.permutations(range(per_voorziening.shape[2])))
    moved = Afspraken(
        afspraken.jeugdigen[order],
        afspraken.historisch[order],
        afspraken.draagkracht[:, order],
        afspraken.herziening_jaren,
    )
    before = MODELLEN[naam](per_voorziening, afspraken)[:, order]
    after = MODELLEN[naam](per_voorziening[:, :, order], moved)
    assert np.abs(before - after).max() <= 2, "only the last cent of a part may go elsewhere"


@every_model
@fast
@given(region=regions(), factor=st.integers(2, 9))
def test_use_times_a_number_is_payment_times_that_number(
    naam: str, region: tuple[Centen, Afspraken], factor: int
) -> None:
    per_voorziening, afspraken = region
    larger = dataclasses.replace(afspraken, draagkracht=factor * afspraken.draagkracht)
    before = factor * MODELLEN[naam](per_voorziening, afspraken)
    after = MODELLEN[naam](factor * per_voorziening, larger)
    assert np.abs(before - after).max() <= 2 * factor + 2, "cents that were rounded, times the factor"


@fast
@given(region=regions())
def test_verzekering_does_not_look_at_who_uses(region: tuple[Centen, Afspraken]) -> None:
    per_voorziening, afspraken = region
    gebruik = per_voorziening.sum(axis=0)
    elsewhere = np.roll(gebruik, 1, axis=1)
    assert (verzekering(gebruik, afspraken.jeugdigen) == verzekering(elsewhere, afspraken.jeugdigen)).all()


def test_verzekering_is_by_number_of_young_people() -> None:
    betaald = verzekering(GEBRUIK, np.array([3000.0, 1000.0]))
    assert (betaald == cents([[750, 250]] * 5)).all()


@fast
@given(region=regions())
def test_verrekening_is_own_use(region: tuple[Centen, Afspraken]) -> None:
    gebruik = region[0].sum(axis=0)
    assert (verrekening(gebruik) == gebruik).all()


def test_vlaktax_follows_the_use_of_the_period_before() -> None:
    betaald = vlaktax(GEBRUIK, np.array([1.0, 4.0]), herziening_jaren=2)
    first, second, third = [200, 800], [750, 250], [150, 850]
    assert (betaald == cents([first, first, second, second, third])).all()


def test_vlaktax_keeps_the_historical_key_after_a_period_without_use() -> None:
    gebruik = cents([[0, 0], [100, 300], [100, 300]])
    betaald = vlaktax(gebruik, np.array([1.0, 1.0]), herziening_jaren=1)
    assert (betaald == cents([[0, 0], [200, 200], [100, 300]])).all()


def test_vlaktax_of_all_years_in_one_period_is_the_historical_key() -> None:
    betaald = vlaktax(GEBRUIK, np.array([1.0, 4.0]), herziening_jaren=25)
    assert (betaald == cents([[200, 800]] * 5)).all()


@fast
@given(region=regions())
def test_the_mix_is_vlaktax_for_who_can_carry_all_and_verzekering_for_who_can_carry_nothing(
    region: tuple[Centen, Afspraken],
) -> None:
    per_voorziening, afspraken = region
    gebruik = per_voorziening.sum(axis=0)

    def carry(amount: int) -> Centen:
        knip = np.full_like(afspraken.draagkracht, amount)
        return mix(per_voorziening, dataclasses.replace(afspraken, draagkracht=knip))

    assert (carry(10**12) == vlaktax(gebruik, afspraken.historisch, afspraken.herziening_jaren)).all()
    assert (carry(0) == verzekering(gebruik, afspraken.jeugdigen)).all()


def test_the_mix_makes_the_knip_per_voorziening() -> None:
    """Groot carries 800 and 0 by itself, klein 300 and 100; what is above goes half and half."""
    per_voorziening = np.stack([cents([[900, 200]]), cents([[100, 150]])])
    afspraken = Afspraken(np.array([1.0, 1.0]), np.array([1.0, 1.0]), cents([[800, 300], [0, 100]]), 4)
    eigen = (800 + 0) + (200 + 100)
    boven = (100 + 100) + (0 + 50)
    assert (mix(per_voorziening, afspraken) == cents([[(eigen + boven) / 2] * 2])).all()
    skewed = Afspraken(np.array([4.0, 1.0]), np.array([1.0, 1.0]), afspraken.draagkracht, 4)
    assert (mix(per_voorziening, skewed) == cents([[eigen / 2 + boven * 0.8, eigen / 2 + boven * 0.2]])).all()


@fast
@given(region=regions())
def test_the_mix_lies_between_its_parts(region: tuple[Centen, Afspraken]) -> None:
    """In one year and on one key for both, every municipality pays no less than the least of the two models."""
    per_voorziening, afspraken = region
    first = per_voorziening[:, :1]
    gebruik = first.sum(axis=0)
    ends = np.stack(
        [
            verzekering(gebruik, afspraken.jeugdigen),
            vlaktax(gebruik, afspraken.historisch, afspraken.herziening_jaren),
        ]
    )
    betaald = mix(first, afspraken)
    assert (betaald >= ends.min(axis=0) - 2).all()
    assert (betaald <= ends.max(axis=0) + 2).all()


@fast
@given(
    total=st.integers(0, 10**12),
    weights=st.lists(st.integers(0, 10**10), min_size=1, max_size=12).filter(any),
)
def test_dividing_loses_nothing_and_nobody_is_off_by_a_cent(total: int, weights: list[int]) -> None:
    shared = divide(np.array([total]), np.array(weights, dtype=np.float64))[0]
    assert shared.sum() == total
    for part, weight in zip(shared.tolist(), weights, strict=True):
        assert abs(part - total * weight / sum(weights)) < 1.001


def test_left_over_cents_go_to_the_largest_fractions() -> None:
    assert divide(np.array([10]), np.array([1.0, 1.0, 1.0])).tolist() == [[4, 3, 3]]
    assert divide(np.array([10]), np.array([1.0, 2.0, 3.9])).tolist() == [[1, 3, 6]]


def test_agreements_come_from_the_parameters() -> None:
    regio = make_regio()
    afspraken = make_afspraken(regio)
    assert afspraken.historisch.tolist() == [45_000_000, 15_000_000]
    assert afspraken.jeugdigen.tolist() == [45_000_000 // 700, 15_000_000 // 700]
    assert afspraken.draagkracht.tolist() == [[4_500_000_000, 1_500_000_000], [562_500_000, 187_500_000]]
    assert afspraken.herziening_jaren == 3
