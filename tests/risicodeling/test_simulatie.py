"""Simulated years: the same for the same seed, on average what was expected, and as uncertain as was asked."""

import time

import numpy as np
import pytest
from regiohulp import make_gemeente, make_regio, make_simulatie

from sdreport.project.parameters.regio import Regio, VeelGebruikt, Zeldzaam
from sdreport.risicodeling.modellen import MODELLEN, make_afspraken
from sdreport.risicodeling.simulatie import draw_drukte, draw_veel_gebruikt, draw_zeldzaam, expect, simulate
from sdreport.risicodeling.uitkomsten import incentive, reserve_eur

LANG = 40_000
PUBLISHED = [427_814_760_544, 141_189_748_953]


def calm(**changes: object) -> Regio:
    """A region in which only chance plays: no shocks."""
    return make_regio(
        simulatie=make_simulatie(regionale_schok=0, lokale_schok=0, naijling=0, jaren=LANG, **changes)
    )


def test_the_same_seed_gives_the_same_years_and_another_seed_others() -> None:
    first = simulate(make_regio())
    assert (simulate(make_regio()) == first).all()
    assert (simulate(make_regio(simulatie=make_simulatie(seed=2))) != first).any()


def test_the_years_are_the_same_on_every_machine() -> None:
    """numpy may change how it draws; a published outcome then changes, and this test is the first to tell."""
    totals = simulate(make_regio(simulatie=make_simulatie(jaren=100))).sum(axis=(1, 2))
    assert totals.tolist() == pytest.approx(PUBLISHED, rel=1e-7), "but for cents, which libraries round"


def test_a_change_in_one_voorziening_leaves_the_other_as_it_was() -> None:
    before = simulate(make_regio())
    voorzieningen = [item.model_dump() for item in make_regio().voorzieningen]
    voorzieningen[1]["hoogste_kosten"] = 300_000
    after = simulate(make_regio(voorzieningen=voorzieningen))
    assert (after[0] == before[0]).all()
    assert (after[1] != before[1]).any()


def test_the_mean_is_near_what_is_expected() -> None:
    regio = make_regio(simulatie=make_simulatie(jaren=LANG))
    mean = simulate(regio).mean(axis=1) / 100
    assert mean == pytest.approx(expect(regio), rel=0.01)


def test_expected_use_is_cases_times_mean_price() -> None:
    """A Pareto with exponent 2 from 50.000 and cut off at 400.000 has mean 50.000 * (2 - 1/8)."""
    assert expect(make_regio())[:, 1] == pytest.approx(
        [15_000_000 / 7000 * 5000, 15_000_000 / 400_000 * 93_750]
    )


def test_the_spread_of_ordinary_care_is_that_of_a_compound_sum() -> None:
    soort = make_regio().voorzieningen[0]
    assert isinstance(soort, VeelGebruikt)
    verwacht = np.full((LANG, 1), 40.0)
    kosten = draw_veel_gebruikt(np.random.default_rng(5), soort, verwacht) / 100
    assert kosten.mean() == pytest.approx(40 * 5000, rel=0.01)
    assert kosten.std() == pytest.approx(5000 * np.sqrt(40 * (1 + 1**2)), rel=0.02)


def test_expensive_cases_last_and_their_prices_stay_within_their_bounds() -> None:
    soort = make_regio().voorzieningen[1]
    assert isinstance(soort, Zeldzaam)
    kosten = draw_zeldzaam(np.random.default_rng(5), soort, np.full((LANG, 1), 0.02))[:, 0]
    alone = kosten[kosten > 0]
    assert alone.min() >= 5_000_000
    assert np.count_nonzero(alone == 40_000_000) > 0, "some cases reach the highest price"
    busy = draw_zeldzaam(np.random.default_rng(5), soort, np.full((LANG, 1), 6.0))[:, 0]
    again = np.corrcoef(busy[:-1], busy[1:])[0, 1]
    assert again == pytest.approx(1 - 1 / 3, abs=0.03), "two of three cases are there next year"


def test_shocks_have_the_strength_and_the_memory_that_were_asked() -> None:
    regio = make_regio(simulatie=make_simulatie(regionale_schok=10, lokale_schok=20, naijling=0.6))
    drukte = draw_drukte(np.random.default_rng(3), regio, LANG)
    assert drukte.mean() == pytest.approx(1, abs=0.01)
    assert np.log(drukte).var(axis=0) == pytest.approx(np.log1p(0.1**2) + np.log1p(0.2**2), rel=0.05)
    between = np.cov(np.log(drukte).T)[0, 1]
    assert between == pytest.approx(np.log1p(0.1**2), rel=0.1), "only the regional shock is shared"
    again = np.corrcoef(np.log(drukte[:-1, 0]), np.log(drukte[1:, 0]))[0, 1]
    assert again == pytest.approx(0.6, abs=0.02)


def test_without_shocks_municipalities_are_independent() -> None:
    gebruik = simulate(calm()).sum(axis=0)
    assert abs(np.corrcoef(gebruik.T)[0, 1]) < 0.03


def test_a_smaller_municipality_is_less_certain() -> None:
    gebruik = simulate(calm()).sum(axis=0)
    relative = gebruik.std(axis=0) / gebruik.mean(axis=0)
    assert relative[1] > 1.5 * relative[0]


def test_years_start_as_busy_as_they_go_on() -> None:
    """Without years before the first, the expensive cases of long ago would be missing."""
    starts = [
        simulate(make_regio(simulatie=make_simulatie(seed=seed, jaren=100)))[1, 0] for seed in range(80)
    ]
    assert np.mean(starts) / 100 == pytest.approx(expect(make_regio())[1].mean(), rel=0.05)


def test_a_municipality_without_cases_uses_nothing() -> None:
    leeg = make_gemeente("leeg", 15_000_000, gevallen={"gewoon": 0, "zwaar": 0})
    gemeenten = [make_gemeente("vol", 45_000_000), leeg]
    gebruik = simulate(make_regio(gemeenten=gemeenten))
    assert gebruik[:, :, 1].sum() == 0
    assert gebruik[:, :, 0].min() > 0


def test_ten_thousand_years_for_ten_municipalities_take_seconds() -> None:
    gemeenten = [make_gemeente(f"g{number}", 6_000_000) for number in range(10)]
    regio = make_regio(gemeenten=gemeenten, simulatie=make_simulatie(jaren=10_000))
    start = time.process_time()
    gebruik = simulate(regio)
    for model in MODELLEN.values():
        reserve_eur(model(gebruik, make_afspraken(regio)), 4, 99)
        incentive(model, gebruik, make_afspraken(regio), [1, 8])
    assert time.process_time() - start < 10, "it takes one or two seconds on a laptop"
