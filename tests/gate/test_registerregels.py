"""Rules on registers: totals and parts, shares, stocks and flows, also in what was published before."""

from dataclasses import replace
from pathlib import Path

import pytest
from mutaties_cijfers import CIJFERMUTATIES, Cijfermutatie

from sdreport.gate.gate import Regeluitslag
from sdreport.gate.register_rules import (
    REGELS,
    Cijferlijst,
    check_registers,
)
from sdreport.measures import INDICATOREN, ONBEREKENBAAR, measure, measure_extracts
from sdreport.measures.definitie import Invoer
from sdreport.measures.verbanden import make_optellingen
from sdreport.project.editie import find_editie
from sdreport.project.folders import Project
from sdreport.register.cijfer import Getal, parse_adres
from sdreport.register.history import read_history
from sdreport.register.structuur import SOM, TOTAAL, UNIEK, Optellingen, Totaal, Verband
from sdreport.stages.check_register import check_cijfers, to_lijst
from sdreport.stages.read import make_invoer, read_extracts

GEDRUKT = ("meerjarenbegroting", "overzicht")
"""Totals of a published document, as printed: the suite of overzichten recomputes them."""
ROOT = Path(__file__).parents[2]
JAAR = 2023
HISTORIE = read_history(ROOT / "data" / "history", JAAR)
OPTELLINGEN = make_optellingen(INDICATOREN)


@pytest.fixture(scope="module")
def invoer() -> Invoer:
    """The example extracts."""
    editie = find_editie(Project(ROOT), "raadsrapportage-2023")
    return make_invoer(editie.parameters, read_extracts(editie))


@pytest.fixture(scope="module")
def lijsten(invoer: Invoer) -> list[Cijferlijst]:
    """The register of the example, before anything is hidden, and those in the history."""
    return [Cijferlijst(JAAR, measure(invoer)), *map(to_lijst, HISTORIE)]


def find_bad(uitslagen: list[Regeluitslag]) -> dict[tuple[str, str], Regeluitslag]:
    return {(item.dataset, item.regel): item for item in uitslagen if item.status != "goed"}


def test_the_example_is_clean_and_every_rule_tests_something(lijsten: list[Cijferlijst]) -> None:
    uitslagen = check_registers(lijsten, OPTELLINGEN)
    assert find_bad(uitslagen) == {}
    assert [item.regel for item in uitslagen if item.dataset == "register" and not item.getoetst] == []
    assert [item.dataset for item in uitslagen[:: len(REGELS)]] == [
        "register",
        "cijfers-2020",
        "cijfers-2021",
        "cijfers-2022",
    ]


@pytest.mark.parametrize("mutatie", CIJFERMUTATIES, ids=lambda item: f"{item.dataset} {item.adres}")
def test_every_mutation_is_found_at_exactly_its_numbers(
    mutatie: Cijfermutatie, lijsten: list[Cijferlijst]
) -> None:
    spoilt, lines = [], {}
    for lijst in lijsten:
        lines |= {(lijst.dataset, adres): line for (adres, _), line in lijst.regelnummers.items()}
        own = [
            replace(getal, waarde=mutatie.waarde)
            if (lijst.dataset, getal.adres) == (mutatie.dataset, mutatie.adres)
            else getal
            for getal in lijst.getallen
        ]
        spoilt.append(replace(lijst, getallen=own))
    assert spoilt != lijsten, "the number is not there, or already has this value"
    bad = find_bad(check_registers(spoilt, OPTELLINGEN))
    assert set(bad) == {(dataset, rule) for dataset, rule, _ in mutatie.gevonden}
    for (dataset, rule), uitslag in bad.items():
        addresses = [adres for one, name, adres in mutatie.gevonden if (one, name) == (dataset, rule)]
        assert uitslag.aantal == len(addresses)
        assert all(adres in uitslag.uitleg for adres in addresses)
        assert set(uitslag.regelnummers) == {
            lines[dataset, adres] for adres in addresses if (dataset, adres) in lines
        }


def test_every_rule_has_a_mutation() -> None:
    assert {rule for item in CIJFERMUTATIES for _, rule, _ in item.gevonden} == set(REGELS)


def test_every_total_is_declared(lijsten: list[Cijferlijst]) -> None:
    """A number with `totaal` in its address is a sum, a union or a share: its indicator says which."""
    undeclared = {
        (getal.indicator, dimensie)
        for getal in lijsten[0].getallen
        for dimensie, waarde in getal.uitsplitsing.items()
        if waarde == TOTAAL
        and getal.indicator not in GEDRUKT
        and dimensie not in OPTELLINGEN.totalen.get(getal.indicator, {})
        and getal.indicator not in OPTELLINGEN.aandelen
        and not getal.indicator.endswith("_aandeel")  # of what is estimated: no share of a whole
    }
    assert undeclared == set()


def test_what_is_declared_exists() -> None:
    known = {item.naam: item for item in INDICATOREN}
    for naam, totalen in OPTELLINGEN.totalen.items():
        assert set(totalen) <= set(known[naam].dimensies)
    assert set(OPTELLINGEN.aandelen.values()) <= set(known)
    for verband in OPTELLINGEN.verbanden:
        assert verband.regel in REGELS
        for adres in (verband.geheel, *verband.delen):
            assert parse_adres(adres.removeprefix("-"), JAAR)[0] in known, adres


def test_a_swapped_digit_in_a_history_file_is_found_with_file_and_line(
    invoer: Invoer, tmp_path: Path
) -> None:
    folder = tmp_path / "data" / "history"
    folder.mkdir(parents=True)
    for path in (ROOT / "data" / "history").glob("*.csv"):
        (folder / path.name).write_bytes(path.read_bytes())
    text = (folder / "2021.csv").read_text(encoding="utf-8")
    row = "inwoners;2021;leeftijd=totaal;30640;"
    assert row in text
    (folder / "2021.csv").write_text(text.replace(row, row.replace("30640", "36040")), encoding="utf-8")
    line = text[: text.index(row)].count("\n") + 1
    uitslagen = check_cijfers(measure_extracts(invoer, ()), read_history(folder, JAAR))
    ((_, found),) = find_bad(uitslagen).items()
    assert (found.bestand, found.regelnummers, found.ernst) == ("history/2021.csv", (line,), "kritiek")
    assert "inwoners.totaal" in found.uitleg
    assert "gepubliceerd" in found.herstel


def test_rules_that_cannot_run_are_critical_and_say_nothing_of_values(invoer: Invoer) -> None:
    broken = replace(
        invoer, tabellen={**invoer.tabellen, "uitkeringen": invoer.tabellen["uitkeringen"][["bedrag"]]}
    )
    for source, missing, oorzaak in (
        (broken, (), ONBEREKENBAAR),
        (invoer, ("declaraties",), "het extract declaraties is niet te lezen"),
    ):
        metingen = measure_extracts(source, missing)
        uitslagen = check_cijfers(metingen, HISTORIE)
        own = [item for item in uitslagen if item.dataset == "register"]
        assert metingen.cijfers == ()
        assert metingen.per_indicator.keys() >= {"telling", "begroting"}, (
            "what can be measured is there to compare"
        )
        assert {(item.status, item.ernst, item.oorzaak) for item in own} == {
            ("niet uitgevoerd", "kritiek", oorzaak)
        }
        assert {item.regel for item in own} == set(REGELS)
        assert find_bad([item for item in uitslagen if item.dataset != "register"]) == {}


def check(totaal: Totaal, values: dict[str, float | None]) -> str:
    """What becomes of one total: its status, or `niet getoetst`."""
    getallen = [Getal("hulp", JAAR, {"soort": soort}, waarde, "aantal") for soort, waarde in values.items()]
    optellingen = Optellingen(totalen={"hulp": {"soort": totaal}})
    rule = "register.som_klopt" if totaal.soort == "som" else "register.uniek_totaal_tussen_grenzen"
    (uitslag,) = [
        item for item in check_registers([Cijferlijst(JAAR, getallen)], optellingen) if item.regel == rule
    ]
    return uitslag.status if uitslag.getoetst else "niet getoetst"


@pytest.mark.parametrize(
    ("totaal", "values", "status"),
    [
        (SOM, {"a": 1, "b": 2, "totaal": 3}, "goed"),
        (SOM, {"a": 1, "b": 2, "totaal": 4}, "bevinding"),
        (SOM, {"a": 0.1, "b": 0.2, "totaal": 0.3}, "goed"),
        (SOM, {"a": 0.1, "b": 0.2, "totaal": 0.31}, "bevinding"),
        (SOM, {"a": -1, "b": 2, "totaal": 1}, "goed"),
        (SOM, {"a": None, "b": 2, "totaal": 5}, "niet getoetst"),
        (SOM, {"a": None, "b": 6, "totaal": 5}, "bevinding"),
        (SOM, {"a": None, "b": -6, "totaal": -7}, "niet getoetst"),
        (SOM, {"a": 1, "b": 2, "totaal": None}, "niet getoetst"),
        (SOM, {"a": 1, "b": 2}, "niet getoetst"),
        (SOM, {"totaal": 3}, "niet getoetst"),
        (Totaal("som", ("b",)), {"a": 1, "b": 2, "totaal": 1}, "goed"),
        (UNIEK, {"a": 3, "b": 2, "totaal": 3}, "goed"),
        (UNIEK, {"a": 3, "b": 2, "totaal": 5}, "goed"),
        (UNIEK, {"a": 3, "b": 2, "totaal": 2}, "bevinding"),
        (UNIEK, {"a": 3, "b": 2, "totaal": 6}, "bevinding"),
        (UNIEK, {"a": None, "b": 2, "totaal": 60}, "niet getoetst"),
        (UNIEK, {"a": None, "b": 2, "totaal": 1}, "bevinding"),
    ],
)
def test_totals_and_what_hidden_numbers_leave_open(
    totaal: Totaal, values: dict[str, float | None], status: str
) -> None:
    assert check(totaal, values) == status


def test_a_share_of_hidden_numbers_is_not_judged() -> None:
    def judge(part: float | None) -> tuple[str, int]:
        getallen = [
            Getal("hulp", JAAR, {"soort": "a"}, part, "aantal"),
            Getal("hulp", JAAR, {"soort": "b"}, 3, "aantal"),
            Getal("hulp_aandeel", JAAR, {"soort": "a"}, 25.0, "%"),
        ]
        uitslagen = check_registers(
            [Cijferlijst(JAAR, getallen)], Optellingen(aandelen={"hulp_aandeel": "hulp"})
        )
        (own,) = [item for item in uitslagen if item.regel == "register.aandeel_klopt"]
        return own.status, own.getoetst

    assert judge(1) == ("goed", 1)
    assert judge(2) == ("bevinding", 1)
    assert judge(None) == ("goed", 0)


def test_a_relation_is_judged_only_when_all_its_numbers_are_there() -> None:
    verband = Verband("register.stand_sluit_aan", "stand.einde", ("stand.begin", "stroom.*", "-uit@-1"))

    def judge(*rows: tuple[str, str, float | None, int]) -> tuple[str, int]:
        getallen = [
            Getal(naam, jaar, {"x": x} if x else {}, waarde, "aantal") for naam, x, waarde, jaar in rows
        ]
        lijsten = [
            Cijferlijst(jaar, [getal for getal in getallen if getal.jaar == jaar])
            for jaar in (JAAR, JAAR - 1)
        ]
        uitslagen = check_registers(lijsten, Optellingen(verbanden=[verband]))
        (own,) = [item for item in uitslagen[: len(REGELS)] if item.regel == verband.regel]
        return own.status, own.getoetst

    rows = [("stand", "begin", 5.0, JAAR), ("stroom", "a", 2.0, JAAR), ("stroom", "b", 1.0, JAAR)]
    last, whole = ("uit", "", 4.0, JAAR - 1), ("stand", "einde", 4.0, JAAR)
    assert judge(*rows, last, whole) == ("goed", 1)
    assert judge(*rows, last, (*whole[:2], 5.0, JAAR)) == ("bevinding", 1)
    assert judge(*rows, last) == ("goed", 0)
    assert judge(*rows, whole) == ("goed", 0)
    assert judge(*rows, (*last[:2], None, JAAR - 1), whole) == ("goed", 0)


@pytest.mark.parametrize(
    ("total", "now", "published"),
    [
        (60, "goed", "goed"),
        (63, "bevinding", "goed"),
        (64, "bevinding", "bevinding"),
        (59, "bevinding", "bevinding"),
    ],
)
def test_persons_of_unknown_age_are_no_fault_in_a_published_register(
    total: int, now: str, published: str
) -> None:
    """Its own report told of them; here nothing is to be put right, unless they are more than one in twenty."""
    ages = {"00-49": 25, "50+": 35}
    getallen = [Getal("totaal", JAAR, {}, total, "personen")]
    getallen += [Getal("groep", JAAR, {"leeftijd": age}, count, "personen") for age, count in ages.items()]
    verband = Verband("register.leeftijden_tellen_op", "totaal", ("groep.*",))
    for bestand, status in (("register", now), (f"history/{JAAR}.csv", published)):
        uitslagen = check_registers([Cijferlijst(JAAR, getallen, bestand)], Optellingen(verbanden=[verband]))
        assert [item.status for item in uitslagen if item.regel == verband.regel] == [status]
