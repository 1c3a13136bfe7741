"""Numbers for the register: a published one, what adds up to the cent, and nothing for a report without a region."""

import itertools

import meethulp
import pandas as pd
import pytest
from regiohulp import MODELLEN, make_regio, make_simulatie

from sdreport.measures.cyclus import besluiten as besluiten_module
from sdreport.measures.definitie import Indicator, Invoer
from sdreport.measures.regio import risico, transitie

INDICATOREN = [
    item for module in (transitie, risico) for item in vars(module).values() if isinstance(item, Indicator)
]
SOMMEN = [item for item in INDICATOREN if "gemeente" in item.totaal]
PER_MODEL = [item.naam for item in INDICATOREN if item.dimensies[:1] == ("model",)]
REGIO = make_regio(simulatie=make_simulatie(jaren=600))


def calculate(naam: str) -> dict[str, float]:
    """The values of an indicator by their address without its name."""
    (item,) = (item for item in INDICATOREN if item.naam == naam)
    return meethulp.calculate(item, Invoer(2015, {}, {}, regio=REGIO))


def test_the_overrun_of_the_region_is_the_published_one() -> None:
    """Peilnota 1, paragraph 4.1: about 1,2 million, 2% of the regional budget."""
    assert calculate("transitie_aandeel")["overschrijding"] == 2
    assert calculate("transitie")["overschrijding.totaal"] == 1_200_000
    assert calculate("transitie")["overschrijding.klein"] == 300_000
    assert calculate("transitie")["vrij-na-overschrijding.klein"] == 2_700_000
    assert {
        calculate("transitie_sleutel")[f"{sleutel}.totaal"] for sleutel in ("historisch-budget", "inwoners")
    } == {1_200_000}


@pytest.mark.parametrize("item", SOMMEN, ids=lambda item: item.naam)
def test_totals_that_are_sums_are_exactly_that(item: Indicator) -> None:
    values = calculate(item.naam)
    before = {address.rpartition(".")[0] for address in values}
    for start in before:
        parts = {address: value for address, value in values.items() if address.rpartition(".")[0] == start}
        (total,) = (value for address, value in parts.items() if address.endswith("totaal"))
        assert total == pytest.approx(sum(parts.values()) - total, abs=0.001)


@pytest.mark.parametrize("naam", PER_MODEL)
def test_every_model_has_its_numbers(naam: str) -> None:
    models = {address.partition(".")[0] for address in calculate(naam)}
    assert models == set(MODELLEN) - ({"verrekening"} if naam == "risico_stroom" else set())


def test_all_models_cost_the_region_the_same() -> None:
    values = calculate("risico_verwacht")
    assert len({values[f"{model}.totaal"] for model in MODELLEN}) == 1
    assert calculate("risico_subsidie")["verzekering.totaal"] == 0


def test_a_bad_year_is_worse_than_a_good_one() -> None:
    names = ("risico_p5", "risico_verwacht", "risico_p95", "risico_p99", "risico_slechtste")
    for before, after in itertools.pairwise(names):
        assert calculate(before)["mix.klein"] < calculate(after)["mix.klein"]


def test_what_must_be_paid_is_told_in_whole_euros() -> None:
    for naam in ("risico_verwacht", "risico_p95", "risico_reserve", "risico_stroom", "risico_premie"):
        assert all(value.is_integer() for value in map(float, calculate(naam).values()))


def test_the_premium_is_expected_use_by_young_people() -> None:
    young = calculate("regio_jeugdigen")
    expected = calculate("regio_gebruik")["totaal.totaal"] * young["klein"] / young["totaal"]
    assert calculate("risico_premie")["klein"] == pytest.approx(expected, abs=1)


def test_the_incentive_and_the_reserve_name_their_terms() -> None:
    assert calculate("risico_prikkel")["verrekening.klein.1-jaar"] == 100
    reserve = calculate("risico_reserve")
    assert reserve["mix.klein.99"] > reserve["mix.klein.95"] > 0


@pytest.mark.parametrize("item", INDICATOREN, ids=lambda item: item.naam)
def test_a_report_without_a_region_has_none_of_these(item: Indicator) -> None:
    assert list(item.calculate(Invoer(2015, {}, {}))) == []


def test_decisions_are_counted_by_body_and_status() -> None:
    rows = pd.DataFrame(
        {
            "nummer": [1, 2, 3],
            "orgaan": ["raad", "raad", "college"],
            "status": ["te-nemen", "genomen", "te-nemen"],
            "moment": ["2014-Q2", None, None],
        }
    )
    invoer = Invoer(2015, {"besluiten": rows}, {})
    counts = meethulp.calculate(besluiten_module.besluiten, invoer)
    assert counts["raad.te-nemen"] == 1
    assert counts["college.genomen"] == 0
    assert (counts["totaal.te-nemen"], counts["raad.totaal"], counts["totaal.totaal"]) == (2, 2, 3)
    (zonder,) = besluiten_module.besluiten_zonder_moment.calculate(invoer)
    assert zonder.waarde == 1, "a decision that has been taken needs no moment"
