"""Distributions on small tables: what is compared, what a finding says, and what is not there to compare with."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from kwaliteit_extracten import make_table, schone_rijen
from samenhanghulp import bronnen

from sdreport.gate.samenhang.aannemelijk.verdeling import ANDERE, Tegen, Verdeling, compare
from sdreport.gate.samenhang.aannemelijk.verdelingen import verdelingen
from sdreport.gate.samenhang.sources import Bronnen

WET = Verdeling("toewijzingen naar wet", "toewijzingen", "wet", "wet")


def rows(**aantallen: int) -> list[dict[str, str]]:
    base = schone_rijen("toewijzingen")[0]
    laws = [wet for wet, aantal in aantallen.items() for _ in range(aantal)]
    return [base | {"toewijzingnummer": f"T{n}", "wet": wet} for n, wet in enumerate(laws)]


def source(nu: list[dict[str, str]], vorig: list[dict[str, str]] | None = None) -> Bronnen:
    last = {} if vorig is None else {"toewijzingen": make_table("toewijzingen", vorig)}
    return replace(bronnen(toewijzingen=nu), vorige=last)


def held(verdeling: Verdeling, made: Bronnen) -> pd.DataFrame:
    """What is compared, each on line 0."""
    table = compare((verdeling,), made)
    made.close()
    return table[table.index == 0]


@pytest.mark.parametrize(
    ("nu", "named"),
    [
        ({"Wmo": 60, "Jeugdwet": 140}, [*range(62, 82), *range(102, 202)]),
        ({"Wmo": 100}, ()),
        ({"Wmo": 140, "Jeugdwet": 60}, ()),
    ],
)
def test_lines_of_a_value_are_named_when_most_of_them_should_not_have_it(
    nu: dict[str, int], named: Sequence[int]
) -> None:
    """As of a default, but for those that had it last year; when others were left out the lines that are there are
    right.
    """
    made = source(rows(**nu), rows(Wmo=80, Jeugdwet=20))
    table = compare((WET,), made)
    made.close()
    assert sorted(table.index[table.index > 0]) == list(named)


def test_beyond_chance_counts_and_the_finding_says_what_is_compared() -> None:
    table = held(WET, source(rows(Wmo=190, Jeugdwet=10), rows(Wmo=100, Jeugdwet=100)))
    first = table.iloc[0]
    assert first["onderwerp"] == (
        "toewijzingen naar wet, Jeugdwet: 5,0% waar 50,0% te verwachten is"
        " (vorig jaar; toeval verklaart 24,2% tot 75,8%)"
    )
    assert first["verschil_vorig_jaar"] == 45.0
    assert (first["dataset"], first["kolom"], first["weg"]) == ("toewijzingen", "wet", 0.0)


def test_what_chance_explains_is_no_difference() -> None:
    table = held(WET, source(rows(Wmo=12, Jeugdwet=4), rows(Wmo=8, Jeugdwet=8)))
    assert table["verschil_vorig_jaar"].tolist() == [0.0, 0.0]


@pytest.mark.parametrize(("aantal", "weg"), [(40, 0.0), (200, 1.0)])
def test_a_value_that_is_gone(aantal: int, weg: float) -> None:
    table = held(WET, source(rows(Wmo=aantal), rows(Wmo=300, Jeugdwet=100)))
    assert dict(
        zip(table["onderwerp"].str.split(",").str[1].str.split(":").str[0], table["weg"], strict=True)
    ) == {
        " Jeugdwet": weg,
        " Wmo": 0.0,
    }


@pytest.mark.parametrize(("aantal", "kans", "weg"), [(64, 0.0, 0.0), (64, 5e-4, 1.0), (30, 5e-4, 0.0)])
def test_of_few_records_a_value_that_is_gone_is_told_sooner(aantal: int, kans: float, weg: float) -> None:
    few = replace(WET, weg_kans=kans)
    table = held(few, source(rows(Wmo=aantal), rows(Wmo=48, Jeugdwet=12)))
    assert table["weg"].max() == weg


@pytest.mark.parametrize(
    ("verdeling", "vorig"),
    [(WET, None), (WET, []), (replace(WET, tegen=Tegen("de bevolking", "SELECT 1", ("bevolking",))), None)],
)
def test_without_something_to_compare_with_nothing_is_judged(verdeling: Verdeling, vorig: Any) -> None:
    assert held(verdeling, source(rows(Wmo=50), vorig)).empty


def test_exact_shares_groups_and_speling() -> None:
    tegen = Tegen("wat is afgesproken", "SELECT 'ZIN' AS groep, 'Wmo' AS waarde, 1 AS aantal")
    tegen = replace(
        tegen, sql=f"{tegen.sql} UNION ALL SELECT 'ZIN', 'Jeugdwet', 1 UNION ALL SELECT 'PGB', 'Wmo', 1"
    )
    verdeling = replace(WET, groep="leveringsvorm", tegen=tegen)  # no pgb among those of this year
    made = rows(Wmo=400, Jeugdwet=0)
    table = held(verdeling, source(made))
    assert table["verschil"].tolist() == [50.0, 50.0]
    assert held(replace(verdeling, speling=30.0), source(made))["verschil"].max() == 20.0


def test_a_value_that_no_table_knows_is_not_told() -> None:
    base = rows(Wmo=100)
    named = [row | {"wijk": "KANARIE"} for row in base]
    table = held(Verdeling("wijk", "toewijzingen", "wijk", "wijk"), source(named, base))
    assert not table["onderwerp"].str.contains("KANARIE").any()
    assert table["onderwerp"].str.contains(ANDERE).all()
    told = held(Verdeling("wijk", "toewijzingen", "wijk", "wijk", berekend=True), source(named, base))
    assert told["onderwerp"].str.contains("KANARIE").any()


@pytest.mark.parametrize(
    ("kolom", "toen", "nu", "gone"),
    [
        ("bedrag", "75,00", "175,00", 1.0),
        ("bedrag", "75,00", "80,00", 0.0),
        ("huishoudnummer", "H1", "", 1.0),
    ],
)
def test_small_grants_and_filled_fields_that_are_gone(kolom: str, toen: str, nu: str, gone: float) -> None:
    slug = "inkomensondersteuning"
    base = schone_rijen(slug)[0] | {"bedrag": "400,00", "huishoudnummer": ""}
    rest = [base | {"toekenningsnummer": f"T{n}"} for n in range(200)]
    last = [*rest, *(row | {"toekenningsnummer": f"V{n}", kolom: toen} for n, row in enumerate(rest[:60]))]
    own = [*rest, *(row | {"toekenningsnummer": f"V{n}", kolom: nu} for n, row in enumerate(rest[:60]))]
    made = replace(bronnen(inkomensondersteuning=own), vorige={slug: make_table(slug, last)})
    table = verdelingen(made)
    made.close()
    assert table["weg"][table["kolom"].eq(kolom)].max() == gone


@pytest.mark.parametrize(("short", "gone"), [(0, 1.0), (8, 0.0)])
def test_short_benefits_that_are_gone(short: int, gone: float) -> None:
    """Last year a third of what began in it also ended in it; what began before it says nothing."""
    base = schone_rijen("uitkeringen")[0] | {"reden_beeindiging": "01"}

    def make(jaar: int, ended: int) -> list[dict[str, str]]:
        ends = [f"30-11-{jaar}"] * ended + [""] * (90 - ended)
        return [
            base | {"uitkeringsnummer": f"U{n}", "begindatum": f"01-02-{jaar}", "einddatum": end}
            for n, end in enumerate(ends)
        ] + [base | {"uitkeringsnummer": "V1", "begindatum": "01-02-2020", "einddatum": f"30-11-{jaar}"}]

    last = {"uitkeringen": make_table("uitkeringen", make(2022, 40))}
    made = replace(bronnen(uitkeringen=make(2023, short)), vorige=last)
    table = verdelingen(made)
    made.close()
    such = table["onderwerp"].str.contains("nog in dit jaar eindigden, ja")
    assert such.any()
    assert table["weg"][such].max() == gone
