"""The transition arrangement: a published number first, then that it adds up."""

import numpy as np
import pytest
from regiohulp import HERKOMST, make_gemeente, make_regio

from sdreport.risicodeling.transitie import split_transitie

LEUSDEN = 4_730_500


def test_two_percent_more_is_about_one_point_two_million_for_the_region() -> None:
    """Peilnota 1, paragraph 4.1: 82% instead of 80% is about 1,2 million, 2% of the regional budget."""
    delen = split_transitie(make_regio())
    assert delen.overschrijding.sum() == 100 * 1_200_000


def test_the_overrun_is_shared_by_historical_budget() -> None:
    """The budget of Leusden is printed in chapter 5; two percent of it is what Leusden would have to find."""
    gemeenten = [make_gemeente("leusden", LEUSDEN), make_gemeente("overige", 60_000_000 - LEUSDEN)]
    delen = split_transitie(make_regio(gemeenten=gemeenten))
    assert delen.overschrijding[0] == LEUSDEN * 2
    assert delen.vast[0] == LEUSDEN * 80
    assert delen.vrij[0] == LEUSDEN * 20
    assert delen.vrij_na_overschrijding[0] == LEUSDEN * 18


def test_parts_are_the_whole() -> None:
    delen = split_transitie(make_regio(transitie={"vast_deel": 80.3, "nodig_deel": 81.7, **HERKOMST}))
    assert (delen.vast + delen.vrij == delen.budget).all()
    assert (delen.nodig + delen.vrij_na_overschrijding == delen.budget).all()
    assert delen.vast.sum() == round(60_000_000 * 80.3)
    assert delen.nodig.sum() == round(60_000_000 * 81.7)


def test_another_key_moves_the_overrun_only() -> None:
    regio = make_regio()
    even = split_transitie(regio, np.array([1.0, 1.0]))
    usual = split_transitie(regio)
    assert even.overschrijding.tolist() == [60_000_000, 60_000_000]
    assert (even.vast == usual.vast).all()
    assert even.overschrijding.sum() == usual.overschrijding.sum()


@pytest.mark.parametrize("nodig", [80, 100])
def test_no_overrun_and_all_of_it(nodig: float) -> None:
    delen = split_transitie(make_regio(transitie={"vast_deel": 80, "nodig_deel": nodig, **HERKOMST}))
    assert delen.overschrijding.sum() == 60_000_000 * (nodig - 80)
    assert (delen.vrij_na_overschrijding >= 0).all()
