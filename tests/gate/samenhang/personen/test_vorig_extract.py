"""Wijken beside last year's extract: moved people are told, a wijk that was split or renamed is not."""

from dataclasses import replace

import pytest
from kwaliteit_extracten import make_table, schone_rijen
from samenhanghulp import bronnen

from sdreport.gate.samenhang.personen.vorig_extract import vorig_extract


def rows(wijken: list[str]) -> list[dict[str, str]]:
    base = schone_rijen("toewijzingen")[0]
    return [
        base | {"toewijzingnummer": f"T{n}", "clientnummer": f"C{n}", "wijk": wijk}
        for n, wijk in enumerate(wijken)
    ]


@pytest.mark.parametrize(
    ("nu", "told"),
    [
        (["Haven-Noord"] * 30 + ["Haven-Zuid"] * 30 + ["Dorp"] * 60, 0),  # split
        (["De Haven"] * 60 + ["Dorp"] * 60, 0),  # another name
        (["Dorp"] * 60 + ["Haven"] * 60, 120),  # changed places
    ],
)
def test_a_wijk_that_is_new_is_no_error_of_its_people(nu: list[str], told: int) -> None:
    last = {"toewijzingen": make_table("toewijzingen", rows(["Haven"] * 60 + ["Dorp"] * 60))}
    made = replace(bronnen(toewijzingen=rows(nu)), vorige=last)
    sql = f"SELECT count(*) FROM ({vorig_extract(made)}) WHERE kolom = 'wijk' AND anders = 1"
    assert made.werkbank.storage.execute(sql) == [(told,)]


@pytest.mark.parametrize(("known", "told"), [(False, 4), (True, 3)])
def test_a_number_that_is_new_is_wrong_on_all_its_rows(known: bool, told: int) -> None:
    """Three records of last year are of C7 now, and so is a new one: no fault of C7 when that was there before."""
    before = rows(["Dorp"] * 60)
    now = [row | {"clientnummer": "C7x"} if n in (3, 4, 5) else row for n, row in enumerate(before)]
    new = before[0] | {"toewijzingnummer": "T99", "clientnummer": "C7x"}
    extra = [before[0] | {"toewijzingnummer": "T98", "clientnummer": "C7x"}] if known else []
    last = {"toewijzingen": make_table("toewijzingen", [*before, *extra])}
    made = replace(bronnen(toewijzingen=[*now, new]), vorige=last)
    sql = f"SELECT count(*) FROM ({vorig_extract(made)}) WHERE andere_inwoner = 1"
    assert made.werkbank.storage.execute(sql) == [(told,)]


def test_of_a_law_of_which_all_have_another_number_the_new_ones_have_too() -> None:
    before = [
        row | {"wet": wet} for row, wet in zip(rows(["Dorp"] * 60), ["Wmo", "Jeugdwet"] * 30, strict=True)
    ]
    now = [row | {"clientnummer": f"Z{n}"} if row["wet"] == "Wmo" else row for n, row in enumerate(before)]
    new = [now[0] | {"toewijzingnummer": f"N{n}", "clientnummer": f"N{n}", "wet": wet}
           for n, wet in enumerate(["Wmo", "Wmo", "Jeugdwet"])]  # fmt: skip
    last = {"toewijzingen": make_table("toewijzingen", before)}
    made = replace(bronnen(toewijzingen=[*now, *new]), vorige=last)
    sql = f"SELECT count(*) FROM ({vorig_extract(made)}) WHERE andere_inwoner = 1"
    assert made.werkbank.storage.execute(sql) == [(32,)]
