"""What all numbers on persons have in common: order and keys mean nothing, and twice the people is twice the number."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest
from bouwhulp import RAPPORT, ROOT

from sdreport.measures import INDICATOREN, measure
from sdreport.measures.definitie import Invoer
from sdreport.project.editie import find_editie
from sdreport.project.folders import Project
from sdreport.stages.read import make_invoer, read_extracts

PERSONEN = ("toewijzingen", "declaraties", "uitkeringen", "inkomensondersteuning", "bezwaarschriften")
AANTALLEN = ("personen", "huishoudens", "voorzieningen", "verwijzingen", "bezwaarschriften", "eenheden")
VERHOUDINGEN = ("%", "dagen")
PER_STUK = {"energietoeslag_bedrag", "product_prijs"}
"""Indicators in euros that do not grow with the number of people."""
GESCHAT = {"kosten_nagekomen"}
Cijfers = dict[tuple[str, int], float]


@pytest.fixture(scope="module")
def invoer() -> Invoer:
    """The extracts of the example on persons and what they cost."""
    editie = find_editie(Project(ROOT), RAPPORT)
    read = make_invoer(editie.parameters, read_extracts(editie))
    return replace(read, tabellen={slug: read.tabellen[slug] for slug in PERSONEN}, groot={})


@pytest.fixture(scope="module")
def cijfers(invoer: Invoer) -> Cijfers:
    return calculate(invoer, lambda table: table)


def calculate(invoer: Invoer, change: Callable[[pd.DataFrame], pd.DataFrame]) -> Cijfers:
    """All numbers that these extracts give when each is changed so."""
    tables = {slug: change(table) for slug, table in invoer.tabellen.items()}
    own = [item for item in INDICATOREN if set(item.bron) <= {*PERSONEN}]
    return {
        (cijfer.adres, cijfer.jaar): cijfer.waarde
        for cijfer in measure(replace(invoer, tabellen=tables), own)
    }


def rename(table: pd.DataFrame, make: Callable[[str], str]) -> pd.DataFrame:
    """The table with other keys of persons, households and records."""
    keys = [name for name in table.columns if name.endswith("nummer")]
    assert keys
    return table.assign(**{name: table[name].map(make, na_action="ignore").astype("str") for name in keys})


def test_order_of_lines_and_names_of_keys_mean_nothing(invoer: Invoer, cijfers: Cijfers) -> None:
    def change(table: pd.DataFrame) -> pd.DataFrame:
        return rename(table, lambda key: f"X{key[::-1]}").sample(frac=1, random_state=7)

    assert calculate(invoer, change) == pytest.approx(cijfers)


def test_twice_the_people_are_twice_the_numbers_and_the_same_shares(invoer: Invoer, cijfers: Cijfers) -> None:
    def change(table: pd.DataFrame) -> pd.DataFrame:
        return pd.concat([table, rename(table, lambda key: f"{key}Z")], ignore_index=True)

    twice = calculate(invoer, change)
    assert cijfers.keys() <= twice.keys()
    eenheden, found = {item.naam: item.eenheid for item in INDICATOREN}, defaultdict(set)
    for key, value in cijfers.items():
        name = key[0].partition(".")[0]
        # a volume is in whole units, a percentile lies between two days, an estimate of a sum is in whole cents
        whole = eenheden[name] in ("eenheden", "dagen")
        speling = 1.0 if whole else max(1e-6 * abs(value), 0.01 * (name in GESCHAT))
        keer = [factor for factor in (1, 2) if abs(twice[key] - factor * value) <= speling]
        assert keer, key
        if value:
            found[name].add(min(keer))
    assert {name for name, keer in found.items() if len(keer) > 1} == set()
    assert {eenheden[name] for name, keer in found.items() if keer == {1}} & {*AANTALLEN} == set()
    assert {eenheden[name] for name, keer in found.items() if keer == {2}} & {*VERHOUDINGEN} == set()
    assert {name for name, keer in found.items() if keer == {1} and eenheden[name] == "euro"} == PER_STUK
    assert {*AANTALLEN, *VERHOUDINGEN} <= {eenheden[name] for name in found}
