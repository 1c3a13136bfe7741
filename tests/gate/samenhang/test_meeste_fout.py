"""Amounts of which more than half are wrong by one factor: the wrong ones are named, not the others."""

from dataclasses import replace

import pandas as pd
from kwaliteit_extracten import make_table, schone_rijen
from samenhanghulp import bronnen, derive

from sdreport.gate.samenhang.aannemelijk.bedragen import bedragen

FOUT = 24
"""So many of forty lines are wrong; line 2 is the first."""
FOUTE_REGELS = list(range(2, 2 + FOUT))


def lines_over(column: "pd.Series[float]", most: float) -> list[int]:
    return sorted({int(line) for line in column.index[column.fillna(0).gt(most)]})


def test_grants_in_cents_are_named_by_the_median_of_last_year() -> None:
    base = schone_rijen("inkomensondersteuning")[1]
    good = [base | {"toekenningsnummer": f"K{n}", "bedrag": f"{100 + n},50"} for n in range(40)]
    wrong = [row | {"bedrag": row["bedrag"].replace(",", "") + ",00"} for row in good[:FOUT]]
    source = bronnen(inkomensondersteuning=[*wrong, *good[FOUT:]])
    last_year = {"inkomensondersteuning": make_table("inkomensondersteuning", good)}
    table = derive(bedragen, replace(source, vorige=last_year))
    assert lines_over(table["keer_toekenning"], 14) == FOUTE_REGELS
    assert lines_over(table["keer_vorig_jaar"], 2.5) == FOUTE_REGELS


def test_benefits_of_a_month_are_named_by_the_norm() -> None:
    base = schone_rijen("uitkeringen")[0] | {"einddatum": "", "reden_beeindiging": ""}
    rows = [
        base | {"uitkeringsnummer": f"U{n}", "bedrag": f"{1250 if n < FOUT else 15000},50"} for n in range(40)
    ]
    table = derive(bedragen, bronnen(uitkeringen=rows))
    assert lines_over(table["keer_uitkering"], 6) == FOUTE_REGELS


def test_declaraties_in_cents_are_wrong_and_others_are_not_too_low_beside_them() -> None:
    """What volume and tariff give says what is usual."""
    base = schone_rijen("declaraties")[0] | {"volume": "10", "tarief": "20,00"}
    rows = [
        base
        | {
            "declaratienummer": f"D{n}",
            "referentienummer": f"D{n}",
            "bedrag": "20000,00" if n < FOUT else "200,00",
        }
        for n in range(40)
    ]
    table = derive(bedragen, bronnen(toewijzingen=schone_rijen("toewijzingen"), declaraties=rows))
    assert lines_over(table["keer_lager"], 60) == []
