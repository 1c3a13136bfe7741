"""What one client costs, against numbers by hand, and what its mean may not give away."""

from dataclasses import replace

import pytest
from meethulp import make_invoer
from tabelhulp import JAAR, make_cijfer, publish

from sdreport.disclosure import check_disclosure, protect
from sdreport.errors import BuildError
from sdreport.measures import INDICATOREN
from sdreport.measures.definitie import Gemeten
from sdreport.measures.herleiding import make_structuur
from sdreport.measures.producten import list_eigen_percelen
from sdreport.project.parameters import Geheimhouding
from sdreport.register.afgeleid.per_client import derive_per_client
from sdreport.register.cijfer import Cijfer

REGELS, STRUCTUUR = Geheimhouding(), make_structuur(INDICATOREN)
PERCELEN = {
    ("wmo", "hulp"): ("kosten_perceel.hulp-zin", "kosten_perceel.hulp-pgb"),
    ("wmo", "dag"): ("kosten_perceel.dag",),
    ("jeugdwet", "ggz"): ("kosten_perceel.ggz",),
}
CLIENTEN = {("wmo", "hulp"): 48, ("wmo", "dag"): 30, ("wmo", "totaal"): 64, ("jeugdwet", "ggz"): 12}


def measure(dag: int = 30) -> list[Gemeten]:
    """The clients and costs of a small town; of youth care nobody delivered costs."""
    clients = {**CLIENTEN, ("wmo", "dag"): dag}
    parts = (10.0,) * 5
    return [
        *(make_cijfer({"wet": w, "voorziening": v}, n, indicator="clienten") for (w, v), n in clients.items()),
        *(
            make_cijfer({"perceel": naam}, amount, "euro", "kosten_perceel", personen=30, bijdragen=parts)
            for naam, amount in {"hulp-zin": 90_000, "hulp-pgb": 6_000, "dag": 45_000.25}.items()
        ),
        make_cijfer(
            {"onderdeel": "wmo", "post": "totaal", "fase": "werkelijk"}, 160_000, "euro", "begroting",
            over_personen=False,
        ),
    ]  # fmt: skip


def derive(rows: list[Cijfer]) -> list[Cijfer]:
    return list(derive_per_client(rows, JAAR, PERCELEN))


def test_costs_by_clients_are_those_of_the_table() -> None:
    rows = derive(publish(protect(measure(), REGELS, STRUCTUUR)))
    assert {rij.adres: rij.waarde for rij in rows} == {
        "kosten_per_client.wmo": 2_500,  # 160.000 / 64
        "kosten_voorziening.wmo.hulp": 96_000,
        "kosten_per_client_voorziening.wmo.hulp": 2_000,  # 96.000 / 48
        "kosten_voorziening.wmo.dag": 45_000.25,
        "kosten_per_client_voorziening.wmo.dag": 1_500.01,  # 45.000,25 / 30, to the cent
    }
    assert {rij.eenheid for rij in rows} == {"euro"}


@pytest.mark.parametrize(
    ("hidden", "gone"),
    [
        (
            "kosten_perceel.hulp-pgb",
            {"kosten_voorziening.wmo.hulp", "kosten_per_client_voorziening.wmo.hulp"},
        ),
        ("clienten.wmo.dag", {"kosten_per_client_voorziening.wmo.dag"}),
        ("clienten.wmo.totaal", {"kosten_per_client.wmo"}),
    ],
)
def test_what_rests_on_a_hidden_number_is_hidden(hidden: str, gone: set[str]) -> None:
    rows = publish(protect(measure(), REGELS, STRUCTUUR))
    closed = [replace(rij, waarde=None) if rij.adres == hidden else rij for rij in rows]
    assert {rij.adres for rij in derive(closed) if rij.onderdrukt} == gone


def test_nobody_has_no_mean_and_an_example_gives_one() -> None:
    rows = publish(protect(measure(), REGELS, STRUCTUUR))
    nobody = [replace(rij, waarde=0.0) if rij.adres == "clienten.wmo.dag" else rij for rij in rows]
    assert "kosten_per_client_voorziening.wmo.dag" not in {rij.adres for rij in derive(nobody)}
    example = [replace(rij, status="voorbeeld") if rij.adres == "kosten_perceel.dag" else rij for rij in rows]
    assert {rij.adres for rij in derive(example) if rij.status == "voorbeeld"} == {
        "kosten_voorziening.wmo.dag", "kosten_per_client_voorziening.wmo.dag",
    }  # fmt: skip


def test_the_attack_finds_a_mean_that_gives_the_clients_away() -> None:
    items = protect(measure(dag=4), REGELS, STRUCTUUR)
    rows = publish(items)
    rows += derive(rows)
    check_disclosure(rows, items, REGELS, STRUCTUUR)
    mean = "kosten_per_client_voorziening.wmo.dag"
    assert mean in {rij.adres for rij in rows if rij.onderdrukt}
    open_mean = [replace(rij, waarde=11_250.06) if rij.adres == mean else rij for rij in rows]
    with pytest.raises(BuildError, match=r"clienten\.wmo\.dag"):
        check_disclosure(open_mean, items, REGELS, STRUCTUUR)


def test_a_perceel_of_two_voorzieningen_is_of_neither_alone() -> None:
    products = make_invoer().referenties["productcodes"].iloc[[0] * 6].reset_index(drop=True)
    referenties = {
        "productcodes": products.assign(
            wet="Wmo",
            voorziening=["hulp", "hulp", "dag", "vervoer", "rolstoel", None],
            perceel=["zin", "pgb", "samen", "samen", "eigen", "los"],
        )
    }
    assert list_eigen_percelen(referenties) == {
        ("wmo", "hulp"): ("kosten_perceel.pgb", "kosten_perceel.zin"),
        ("wmo", "rolstoel"): ("kosten_perceel.eigen",),
    }
