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
