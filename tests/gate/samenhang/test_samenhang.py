"""Koppelingen on small tables: what is joined, what is not judged, and what is never passed over."""

from typing import Any

import pandas as pd
import pytest
from kwaliteit_extracten import EXPECTATIONS, schone_rijen
from poorthulp import run_koppelingen
from samenhanghulp import bronnen, derive

from sdreport.errors import ConfigurationError
from sdreport.gate.gate import Regeluitslag
from sdreport.gate.samenhang.jaren import historie as koppelingen_historie
from sdreport.gate.samenhang.koppelingen import KOPPELINGEN
from sdreport.gate.samenhang.personen.declaraties import declaraties
from sdreport.gate.samenhang.personen.eensgezind import personen
from sdreport.gate.samenhang.run import Koppeling, check_row_rules, load_koppelingsuites
from sdreport.gate.samenhang.sources import Bronnen

SUITES = load_koppelingsuites(EXPECTATIONS, KOPPELINGEN)
KANARIE = "KANARIE"


def run(source: Bronnen, *datasets: str) -> dict[tuple[str, str], Regeluitslag]:
    uitslagen = run_koppelingen(KOPPELINGEN, source, SUITES, datasets)
    return {(uitslag.dataset, uitslag.regel): uitslag for uitslag in uitslagen}


def test_a_koppeling_without_one_of_its_extracts_is_not_passed() -> None:
    source = bronnen(declaraties=schone_rijen("declaraties"))
    results = run(source, "declaraties", "toewijzingen")
    result = results["declaraties", "samenhang_declaraties.niet_na_einde"]
    assert (result.status, result.ernst) == ("niet uitgevoerd", "kritiek")
    assert result.oorzaak == "het extract toewijzingen is niet te lezen"


def test_a_report_without_an_extract_does_not_have_its_koppelingen() -> None:
    results = run(bronnen(declaraties=schone_rijen("declaraties")), "declaraties")
    assert not {
        regel for _, regel in results if regel.startswith(("samenhang_declaraties", "samenhang_begroting"))
    }


def test_a_koppeling_that_fails_is_not_passed_and_says_nothing_of_values() -> None:
    def broken(_: Bronnen) -> pd.DataFrame:
        raise ValueError(KANARIE)

    source = bronnen(toewijzingen=schone_rijen("toewijzingen"))
    koppeling = Koppeling("toewijzingen", ("toewijzingen",), ("toewijzingen",), broken)
    results = run_koppelingen([koppeling], source, SUITES, ["toewijzingen"])
    assert {(result.status, result.ernst) for result in results} == {("niet uitgevoerd", "kritiek")}
    assert KANARIE not in repr(results)


@pytest.mark.parametrize(
    ("kind", "kwargs"),
    [
        ("expect_table_row_count_to_be_between", {"min_value": 1}),
        ("expect_column_values_to_be_unique", {"column": "a"}),
        ("expect_column_values_to_be_between", {"column": "a", "max_value": 1, "mostly": 0.5}),
    ],
)
def test_a_suite_of_a_koppeling_is_about_one_row_at_a_time(kind: str, kwargs: dict[str, Any]) -> None:
    expectation = {"type": kind, "kwargs": kwargs, "meta": {"regel": "samenhang_x.y"}}
    with pytest.raises(ConfigurationError, match=r"samenhang_x\.y"):
        check_row_rules({"name": "samenhang_x", "expectations": [expectation]})


def test_suites_name_the_files_of_their_koppeling() -> None:
    for koppeling in KOPPELINGEN:
        assert SUITES[f"samenhang_{koppeling.naam}"]["meta"]["bestanden"] == list(koppeling.bestanden)


def test_the_period_of_a_toewijzing_is_the_widest_and_may_be_open() -> None:
    base = schone_rijen("toewijzingen")[0]
    rows = [
        base | {"einddatum": "31-05-2023"},
        base | {"ingangsdatum": "01-02-2023", "einddatum": "30-06-2023"},
    ]
    months = [schone_rijen("declaraties")[n] for n in (0, 1, 5, 6)]
    table = derive(declaraties, bronnen(toewijzingen=rows, declaraties=months))
    table = table[table.index > 0]  # line 0 is about the whole file
    assert table["dagen_voor_ingang"].tolist() == [31, 0, 0, 0]
    assert table["dagen_na_einde"].tolist() == [0, 0, 0, 31]


@pytest.mark.parametrize(
    ("values", "differ"),
    [
        (["1970", "1970", "1970"], [0, 0, 0]),
        (["1970", "1971", "1970"], [0, 1, 0]),
        (["1970", "1971"], [1, 1]),
        (["1970", "1970", "1971", "1971"], [1, 1, 1, 1]),
    ],
)
def test_who_differs_from_most(values: list[str], differ: list[int]) -> None:
    base = schone_rijen("toewijzingen")[0]
    rows = [base | {"toewijzingnummer": f"T{n}", "geboortejaar": value} for n, value in enumerate(values)]
    table = derive(personen, bronnen(toewijzingen=rows))
    assert table["geboortejaar_wijkt_af"].tolist() == differ


def test_an_unknown_sex_contradicts_nothing() -> None:
    base = schone_rijen("toewijzingen")[0]
    table = derive(personen, bronnen(toewijzingen=[base, base | {"geslacht": "0"}]))
    assert table["geslacht_wijkt_af"].tolist()[0] == 0
    assert pd.isna(table["geslacht_wijkt_af"].tolist()[1])


@pytest.mark.parametrize(
    ("nu", "vorig", "pct"),
    [("20", 25.0, 0.0), ("40", 25.0, 0.0), ("60", 25.0, 140.0), ("0", 30.0, 100.0), ("1", 0.0, 0.0)],
)
def test_a_change_that_chance_explains_is_none(nu: str, vorig: float, pct: float) -> None:
    row = schone_rijen("tellingen")[0] | {"aantal": nu}
    source = bronnen({"telling telling=campagnes;categorie=totaal": vorig}, tellingen=[row])
    table = koppelingen_historie.verandering(source)
    assert table["verandering_pct"].tolist() == [pct]
    assert table.index.tolist() == [2]


def test_of_many_numbers_one_may_lie_further_off_by_chance() -> None:
    base = schone_rijen("toewijzingen")[0]
    rows = [base | {"toewijzingnummer": f"T{n}", "clientnummer": f"C{n}"} for n in range(48)]
    gone: dict[str, float | None] = {f"verwijzingen verwijzer=eerder-{n}": 1.0 for n in range(50)}
    for others, pct in (({}, 140.0), (gone, 0.0)):
        source = bronnen({"toewijzingen wet=wmo": 20.0} | others, toewijzingen=rows)
        table = koppelingen_historie.verandering(source).set_index("onderwerp")
        assert table.loc["toewijzingen wmo", "verandering_pct"] == pct


def test_without_a_history_nothing_is_compared() -> None:
    results = run(bronnen(tellingen=schone_rijen("tellingen")), "tellingen")
    assert results["tellingen", "samenhang_verandering.niet_te_veel_veranderd"].getoetst == 0


def test_no_value_gets_out() -> None:
    base = schone_rijen("toewijzingen")[0]
    rows = [
        base | {"wijk": f"{KANARIE.lower()}{n}@voorbeeld.example", "aanbieder": "123456782"} for n in range(9)
    ]
    steun = [schone_rijen("inkomensondersteuning")[0] | {"soort": f"{KANARIE.lower()}"}]
    source = bronnen(
        {"clienten wet=participatiewet;voorziening=overig": 3.0},
        toewijzingen=rows,
        inkomensondersteuning=steun,
        uitkeringen=schone_rijen("uitkeringen"),
    )
    assert KANARIE.lower() in repr(source.cijfers["clienten"]), (
        "a measured number can hold what a record says"
    )
    results = run(source, "toewijzingen", "inkomensondersteuning")
    found = results["toewijzingen", "samenhang_persoonsgegevens.geen_email"]
    assert (found.kolom, found.aantal, found.ernst) == ("wijk", 9, "kritiek")
    assert KANARIE.lower() not in repr(results)
    assert "123456782" not in repr(results)
