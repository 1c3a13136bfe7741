"""What a model does to a municipality: worked examples, and what must hold for every simulated region."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from regiohulp import MODELLEN as NAMEN
from regiohulp import cents, fast, make_regio, make_simulatie

from sdreport.project.parameters.regio import Regio
from sdreport.risicodeling import Centen
from sdreport.risicodeling.modellen import MODELLEN, Afspraken, make_afspraken
from sdreport.risicodeling.simulatie import simulate
from sdreport.risicodeling.uitkomsten import (
    add_total,
    incentive,
    mean_eur,
    quantile_eur,
    reserve_eur,
    round_together,
    split_subsidy,
    std_eur,
    subsidy_eur,
    worst_eur,
)

JAREN = cents([[100, 10], [300, 10], [200, 10], [400, 30]])


@pytest.fixture(scope="module")
def regio() -> Regio:
    return make_regio(simulatie=make_simulatie(jaren=12_000))


@pytest.fixture(scope="module")
def gebruik(regio: Regio) -> Centen:
    """Simulated use per voorziening."""
    return simulate(regio)


def pay(naam: str, regio: Regio, gebruik: Centen) -> Centen:
    return MODELLEN[naam](gebruik, make_afspraken(regio))


def test_mean_spread_and_worst_year_of_a_few_years() -> None:
    assert mean_eur(JAREN).tolist() == [250, 15]
    assert std_eur(JAREN) == pytest.approx([np.sqrt(12_500), np.sqrt(75)])
    assert worst_eur(JAREN).tolist() == [400, 30]
    assert quantile_eur(JAREN, 75).tolist() == [300, 10]
    assert quantile_eur(JAREN, 76).tolist() == [400, 30]


def test_the_total_is_that_of_each_year() -> None:
    assert worst_eur(add_total(JAREN)).tolist() == [400, 30, 430]
    assert quantile_eur(add_total(JAREN), 50).tolist() == [200, 10, 210]


def test_subsidy_is_what_is_paid_above_own_use() -> None:
    betaald = cents([[150, 50], [150, 50]])
    eigen = cents([[100, 100], [120, 80]])
    assert subsidy_eur(betaald, eigen).tolist() == [40, -40]


@pytest.mark.parametrize("naam", NAMEN)
def test_subsidies_cancel_out(naam: str, regio: Regio, gebruik: Centen) -> None:
    subsidie = subsidy_eur(pay(naam, regio, gebruik), gebruik.sum(axis=0))
    assert subsidie.sum() == pytest.approx(0, abs=0.001)
    assert (subsidie == 0).all() == (naam == "verrekening")


@fast
@given(parts=st.lists(st.integers(-(10**8), 10**8), min_size=1, max_size=8))
def test_flows_say_who_pays_for_whom(parts: list[int]) -> None:
    subsidie = np.array([*parts, -sum(parts)], dtype=np.float64)
    flows = split_subsidy(subsidie)
    assert (flows >= 0).all()
    assert flows.sum(axis=1) - flows.sum(axis=0) == pytest.approx(subsidie, abs=0.01)
    assert np.trace(flows) == 0


def test_flows_of_a_few_municipalities() -> None:
    assert split_subsidy(np.array([30.0, 10.0, -40.0])).tolist() == [[0, 0, 30], [0, 0, 10], [0, 0, 0]]
    assert split_subsidy(np.array([0.0, 0.0])).tolist() == [[0, 0], [0, 0]]


def test_reserve_of_a_few_years() -> None:
    """Mean 2: the worst run of two years starts in the third and costs 2 + 3 above the mean."""
    bedragen = cents([[0], [1], [4], [5], [0], [2]])
    assert reserve_eur(bedragen, horizon_jaren=2, procent=99).tolist() == [5]
    assert reserve_eur(bedragen, horizon_jaren=1, procent=99).tolist() == [3]
    assert reserve_eur(bedragen, horizon_jaren=1, procent=50).tolist() == [0]


def test_a_reserve_keeps_its_promise(regio: Regio, gebruik: Centen) -> None:
    """Played again from every fourth year: the reserve runs out about as often as was allowed."""
    betaald = gebruik.sum(axis=0)[:, 1]
    reserve = reserve_eur(gebruik.sum(axis=0), 4, 95)[1]
    tekort = (betaald - betaald.mean()).reshape(-1, 4) / 100
    empty = (np.cumsum(tekort, axis=1).max(axis=1) > reserve).mean()
    assert empty == pytest.approx(0.05, abs=0.012)


@pytest.mark.parametrize("naam", NAMEN)
def test_more_certainty_and_a_longer_term_ask_a_larger_reserve(
    naam: str, regio: Regio, gebruik: Centen
) -> None:
    betaald = pay(naam, regio, gebruik)
    assert (reserve_eur(betaald, 4, 99) > reserve_eur(betaald, 4, 95)).all()
    assert (reserve_eur(betaald, 8, 95) > reserve_eur(betaald, 2, 95)).all()


def test_sharing_lowers_the_risk_of_a_small_municipality_and_not_that_of_the_region(
    regio: Regio, gebruik: Centen
) -> None:
    spread = {naam: std_eur(add_total(pay(naam, regio, gebruik))) for naam in NAMEN}
    assert spread["verzekering"][1] < spread["mix"][1] < spread["vlaktax"][1] < spread["verrekening"][1]
    assert {round(float(values[-1])) for values in spread.values()} == {round(float(spread["mix"][-1]))}


def test_verrekening_keeps_every_saved_euro_and_verzekering_the_own_share(
    regio: Regio, gebruik: Centen
) -> None:
    afspraken = make_afspraken(regio)
    for kept in incentive(MODELLEN["verrekening"], gebruik, afspraken, [1, 6]).values():
        assert kept.tolist() == [100, 100]
    for kept in incentive(MODELLEN["verzekering"], gebruik, afspraken, [1, 6]).values():
        assert kept == pytest.approx(100 * afspraken.jeugdigen / afspraken.jeugdigen.sum(), abs=0.01)


def test_vlaktax_gives_back_a_saving_after_the_revision() -> None:
    """Every year the same use, 60 and 40: a saving counts for the own share at once, for the rest one period later.

    Of a saving in the first of two years nothing more comes back within two years, of one in the second year half
    of the rest; so on average a quarter of the rest, and within four years all of it.
    """
    gebruik = np.tile(cents([[60e6, 40e6]]), (1, 400, 1))
    afspraken = Afspraken(np.array([1.0, 1.0]), np.array([6.0, 4.0]), cents([[1e9, 1e9]]), 2)
    kept = incentive(MODELLEN["vlaktax"], gebruik, afspraken, [1, 2, 4])
    assert kept[1] == pytest.approx([60, 40], abs=0.1)
    assert kept[2] == pytest.approx([60 + 40 / 4, 40 + 60 / 4], abs=0.5)
    assert kept[4] == pytest.approx([100, 100], abs=0.1)


def test_the_incentive_of_the_mix_lies_between_its_parts(regio: Regio, gebruik: Centen) -> None:
    kept = {naam: incentive(MODELLEN[naam], gebruik, make_afspraken(regio), [6])[6] for naam in NAMEN}
    assert (kept["verzekering"] < kept["mix"]).all()
    assert (kept["mix"] < kept["vlaktax"]).all()


@fast
@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=12))
def test_rounded_together_is_the_rounded_sum(values: list[float]) -> None:
    whole = round_together(np.array(values))
    assert sum(whole) == round(float(np.array(values).sum()))
    assert all(abs(rounded - value) < 1.001 for rounded, value in zip(whole, values, strict=True))
