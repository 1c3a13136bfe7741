"""National numbers of the municipality, its group and the country: the same year for all, against means by hand."""

from dataclasses import replace

import pytest
from meethulp import JAAR, calculate, make_invoer

from sdreport.measures.definitie import Invoer
from sdreport.measures.verdieping.landelijk import vergelijking
from sdreport.project.parameters.indelingen import Vergelijkingsgroep
from sdreport.register.afgeleid.gebruik import derive_own
from sdreport.register.cijfer import Cijfer

LANDELIJK = """
    maat;gebied;jaar;waarde
    wmo;NL01;2021;700
    wmo;NL01;2022;710
    wmo;GM0001;2022;400
    wmo;GM0001;2023;999
    wmo;GM0002;2022;500
    wmo;GM0003;2022;601
    jeugdhulp;NL01;2023;12,5
    jeugdhulp;GM0002;2023;11
    bijstand;GM0001;2023;200
"""
GROEP = Vergelijkingsgroep(gemeente="GM0001", groep="zoals wij", gemeenten=("GM0002", "GM0003"))


def give(group: Vergelijkingsgroep | None) -> Invoer:
    data = make_invoer(landelijk=LANDELIJK)
    return replace(data, indelingen=data.indelingen.model_copy(update={"vergelijking": group}))


def test_all_are_of_the_last_year_that_the_country_has_and_a_group_is_whole_or_not_there() -> None:
    assert calculate(vergelijking, give(GROEP)) == {
        "wmo.gemeente": 400, "wmo.groep": 550.5, "wmo.land": 710, "jeugdhulp.land": 12.5,
    }  # fmt: skip
    told = {item.adres: item.definitie for item in vergelijking.calculate(give(GROEP))}
    assert told["vergelijking.wmo.groep"] == (
        "Cijfer over 2022 zoals landelijk gepubliceerd (StatLine, 15-04-2024). Gewoon gemiddelde van 2 gemeenten."
    )


def test_without_a_group_there_is_the_country_alone() -> None:
    assert calculate(vergelijking, give(None)) == {"wmo.land": 710, "jeugdhulp.land": 12.5}


def test_the_own_number_stands_beside_it_where_there_is_a_national_one() -> None:
    def row(indicator: str, **where: str) -> Cijfer:
        return Cijfer(indicator, JAAR, where, 363.0, "per 10.000", "definitief", "landelijk", "Telling.")

    rows = [
        row("gebruik_bbv", maat="wmo"),
        row("gebruik_bbv", maat="bijstand"),
        row("vergelijking", maat="wmo", wie="land"),
    ]
    assert [(rij.adres, rij.waarde) for rij in derive_own(rows, JAAR)] == [("vergelijking.wmo.eigen", 363.0)]


@pytest.mark.parametrize(
    "codes", [("GM0001", ["GM0001"]), ("GM0001", ["GM0002", "GM0002"]), ("327", ["GM0002"])]
)
def test_a_group_that_cannot_be_is_refused(codes: tuple[str, list[str]]) -> None:
    with pytest.raises(ValueError, match="gemeente"):
        Vergelijkingsgroep.model_validate({"gemeente": codes[0], "groep": "groep", "gemeenten": codes[1]})
