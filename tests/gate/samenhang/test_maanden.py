"""Months against the same month of last year: what chance explains, and what is not judged."""

import pytest
from kwaliteit_extracten import schone_rijen
from samenhanghulp import bronnen, derive

from sdreport.gate.samenhang.jaren.historie import maanden
from sdreport.gate.samenhang.jaren.maanden import change_pct, maand_op_maand


def compare(vorig: dict[str, float | None], **rows: list[dict[str, str]]) -> dict[str, float]:
    """The change per month; numbers of last year as `{"instroom_bijstand maand=03": 6}`."""
    table = derive(maand_op_maand, bronnen(vorig, **rows))
    assert set(table.index) <= {0}
    return dict(zip(table["onderwerp"], table["verandering_pct"], strict=True))


@pytest.mark.parametrize(
    ("nu", "toen", "spreiding", "pct"),
    [
        (20, 8, 1.0, 0.0),
        (24, 6, 1.0, 300.0),
        (0, 9, 1.0, 0.0),
        (0, 10, 1.0, 100.0),
        (10, 0, 1.0, 100.0),
        (9, 0, 1.0, 0.0),
        (0, 0, 1.0, 0.0),
        (120_000, 100_000, 500.0, 0.0),
        (150_000, 100_000, 500.0, 50.0),
        (120_000, 100_000, 0.0, 20.0),
    ],
)
def test_a_change_counts_when_chance_does_not_explain_it(
    nu: float, toen: float, spreiding: float, pct: float
) -> None:
    assert change_pct(nu, toen, spreiding, 3.0) == pct


def test_only_months_that_last_year_shows_are_compared() -> None:
    base = schone_rijen("uitkeringen")[0] | {"einddatum": "", "reden_beeindiging": ""}
    rows = [
        base | {"uitkeringsnummer": f"U{n}", "clientnummer": f"C{n}", "begindatum": "06-03-2023"}
        for n in range(30)
    ]
    rows += [base | {"uitkeringsnummer": "U90", "begindatum": "06-03-2022"}]
    vorig = {
        "instroom_bijstand maand=03": 6.0,
        "instroom_bijstand maand=04": 0.0,
        "instroom_bijstand maand=05": None,
        "instroom_bijstand maand=totaal": 60.0,
        "uitstroom_bijstand maand=12": 40.0,
    }
    assert compare(vorig, uitkeringen=rows) == {
        "instroom bijstand, maand 3": 400.0,
        "instroom bijstand, maand 4": 0.0,
        "uitstroom bijstand, maand 12": 100.0,
    }


def test_the_costs_of_a_month_are_those_of_the_law_of_the_toewijzing() -> None:
    toewijzing = schone_rijen("toewijzingen")[0] | {"toewijzingnummer": "T1", "wet": "Wmo"}
    other = toewijzing | {"toewijzingnummer": "T2", "wet": "Jeugdwet"}
    base = schone_rijen("declaraties")[0] | {"begindatum": "01-05-2023", "einddatum": "31-05-2023"}
    many = [toewijzing | {"toewijzingnummer": f"W{n}", "clientnummer": f"C{n}"} for n in range(200)]
    rows = [
        base | {"declaratienummer": f"D{n}", "toewijzingnummer": f"W{n}", "bedrag": "100,00"}
        for n in range(200)
    ]
    rows += [base | {"declaratienummer": "D900", "toewijzingnummer": "T2", "bedrag": "70000,00"}]
    rows += [
        base
        | {
            "declaratienummer": "D901",
            "toewijzingnummer": "T1",
            "begindatum": "01-05-2022",
            "bedrag": "10000,00",
        }
    ]
    vorig = {"kosten_maand wet=wmo;maand=05": 10_000.0, "kosten_maand wet=jeugdwet;maand=05": 10_000.0}
    assert compare(vorig, toewijzingen=[toewijzing, other, *many], declaraties=rows) == {
        "kosten jeugdwet, maand 5": 0.0,
        "kosten wmo, maand 5": 100.0,
    }, "one large declaratie is chance, those of two hundred persons are not"
    same = [row | {"clientnummer": "C1"} for row in many]
    assert compare(vorig, toewijzingen=[toewijzing, other, *same], declaraties=rows) == {
        "kosten jeugdwet, maand 5": 0.0,
        "kosten wmo, maand 5": 0.0,
    }, "two hundred of one person come and go together"


def test_without_the_extract_or_a_history_nothing_is_compared() -> None:
    assert compare({"instroom_bijstand maand=03": 6.0}) == {}
    assert compare({}, uitkeringen=schone_rijen("uitkeringen")) == {}
    assert compare({"kosten_maand wet=wmo;maand=05": 1.0}, declaraties=schone_rijen("declaraties")) == {}


@pytest.mark.parametrize(("per_month", "missing"), [(8, 0.0), (12, 1.0)])
def test_a_month_without_declaraties_is_no_chance_where_many_are_usual(
    per_month: int, missing: float
) -> None:
    toewijzing = schone_rijen("toewijzingen")[0] | {"toewijzingnummer": "T1"}
    base = schone_rijen("declaraties")[0] | {"toewijzingnummer": "T1"}
    rows = [
        base | {"referentienummer": f"R{month}-{n}", "begindatum": f"01-{month:02d}-2023"}
        for month in range(1, 13)
        for n in range(per_month)
        if month != 4
    ]
    table = derive(maanden, bronnen(toewijzingen=[toewijzing], declaraties=rows))
    assert table["maand_ontbreekt"].tolist() == [0.0] * 3 + [missing] + [0.0] * 8
