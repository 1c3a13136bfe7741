"""Use per wijk gives no small wijk away: not by its total, and not by a rate that was left standing."""

from dataclasses import replace

import pytest
from tabelhulp import JAAR, make_cijfer, publish

from sdreport.disclosure import check_disclosure, protect
from sdreport.errors import BuildError
from sdreport.measures import INDICATOREN
from sdreport.measures.definitie import Gemeten
from sdreport.measures.herleiding import make_structuur
from sdreport.project.parameters import Geheimhouding
from sdreport.register.afgeleid.wijken import derive_wijken
from sdreport.register.cijfer import Cijfer

REGELS = Geheimhouding()
STRUCTUUR = make_structuur(INDICATOREN)
CLIENTEN = {"noord": 40, "oost": 35, "west": 28, "zuid": 4, "onbekend": 0}
INWONERS = {"noord": 900, "oost": 800, "west": 700, "zuid": 300}


def measure() -> list[Gemeten]:
    """The numbers of four wijken, with the clients of the law."""
    clients = {**CLIENTEN, "totaal": sum(CLIENTEN.values())}
    inwoners = {**INWONERS, "totaal": sum(INWONERS.values())}
    return [
        *(make_cijfer({"wet": "wmo", "wijk": w}, n, indicator="clienten_wijk") for w, n in clients.items()),
        *(
            make_cijfer({"wet": "wmo", "wijk": w}, n, "inwoners", "inwoners_wijk", over_personen=False)
            for w, n in inwoners.items()
        ),
        make_cijfer({"wet": "wmo", "voorziening": "totaal"}, clients["totaal"], indicator="clienten"),
    ]


def test_a_small_wijk_is_hidden_with_another_and_so_are_their_rates() -> None:
    items = protect(measure(), REGELS, STRUCTUUR)
    rows = publish(items)
    rows += derive_wijken(rows, JAAR)
    hidden = {rij.adres for rij in rows if rij.onderdrukt}
    wijken = {adres.rpartition(".")[2] for adres in hidden}
    assert "zuid" in wijken
    assert len(wijken) == 2
    assert hidden == {f"{name}.wmo.{wijk}" for name in ("clienten_wijk", "wijk_per_1000") for wijk in wijken}
    check_disclosure(rows, items, REGELS, STRUCTUUR)


def leave_rate(rij: Cijfer) -> Cijfer:
    """The rate of a hidden wijk as it would have been."""
    wijk = rij.uitsplitsing["wijk"]
    return replace(rij, waarde=round(1000 * CLIENTEN[wijk] / INWONERS[wijk], 4)) if rij.onderdrukt else rij


def test_the_attack_finds_a_wijk_whose_rate_is_left_standing() -> None:
    items = protect(measure(), REGELS, STRUCTUUR)
    rows = publish(items)
    rows += [
        leave_rate(rij) if rij.indicator == "wijk_per_1000" else rij for rij in derive_wijken(rows, JAAR)
    ]
    with pytest.raises(BuildError, match=r"clienten_wijk\.wmo\.zuid \(2023\) is te nauwkeurig"):
        check_disclosure(rows, items, REGELS, STRUCTUUR)
