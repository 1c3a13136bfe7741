"""The registers of many municipalities together, as they were published, with totals over all of them.

A total is computed from published numbers only. So it can tell nothing that the registers do not tell, if two things
hold: a number that one municipality shows and the strictest of their rules would hide, is hidden here; and a total of
which any part is hidden, is hidden too. Both are seen to here, and the outcome is attacked before it is written.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sdreport.disclosure.gepubliceerd import check_published, hide_more
from sdreport.errors import ConfigurationError
from sdreport.measures import INDICATOREN
from sdreport.measures.herleiding import make_structuur
from sdreport.project.parameters import Geheimhouding
from sdreport.register.cijfer import STATUSSEN, Cijfer, Sleutel, drop_rijen
from sdreport.register.files import read_register
from sdreport.register.manifest import read_manifest
from sdreport.register.structuur import SOM, TOTAAL, Structuur
from sdreport.safe.dutch import to_dutch

GEMEENTE = "gepubliceerd_door"
"""The dimension that says whose number it is; no indicator has one of this name."""
OPTELBAAR = frozenset(
    {
        "clienten", "clienten_leeftijd", "toewijzingen", "verwijzingen", "bijstand", "bijzondere_bijstand",
        "instroom_bijstand", "uitstroom_bijstand", "instroom_bijstand_kwartaal", "uitstroom_bijstand_kwartaal",
        "stand_bijstand", "uitstroom_reden", "energietoeslag_huishoudens",
        "bijzondere_bijstand_of_energietoeslag", "bewindvoering_leeftijd", "begroting", "baten", "raming_verschil",
        "kosten_verdeling", "kosten_zin", "kosten_perceel", "kosten_maand", "kosten_leeftijd", "leerlingen",
        "bezwaarschriften", "bezwaar_adviezen", "inwoners", "inwoners_prognose",
    }
)  # fmt: skip
"""Indicators of which the sum over municipalities means something: no shares, averages or largest values, and nothing
that each municipality counts in its own way."""


@dataclass(frozen=True)
class Gemeenteregister:
    """What one municipality published of its own year, with the rules under which it did."""

    naam: str
    rijen: tuple[Cijfer, ...]
    regels: Geheimhouding


def read_gemeente(naam: str, folder: Path) -> Gemeenteregister:
    """The register of a built report, without the numbers of earlier years that it repeats."""
    parameters: dict[str, Any] = read_manifest(folder)["parameters"]
    try:
        regels = Geheimhouding.model_validate(parameters["geheimhouding"])
        jaar = int(parameters["jaar"])
    except (KeyError, TypeError, ValueError):
        raise ConfigurationError(
            f"Het manifest van {naam} zegt niet hoe de cijfers zijn beschermd."
        ) from None
    rows = read_register(folder / "cijfers.csv")
    return Gemeenteregister(naam, tuple(rij for rij in rows if rij.jaar >= jaar), regels)


def combine(registers: Sequence[Gemeenteregister]) -> list[Cijfer]:
    """All rows with whose they are, then the totals. `BuildError` when a hidden number can be found out from them."""
    if not registers:
        return []
    regels = find_strictest([item.regels for item in registers])
    structuur = make_structuur(INDICATOREN)
    rijen = [rij for item in registers for rij in _protect_again(item, regels, structuur)]
    totals = list(add_up(rijen, len(registers)))
    check_totals(rijen, totals, regels, structuur)
    return [*rijen, *totals]


def tell_hidden(registers: Sequence[Gemeenteregister], rijen: Iterable[Cijfer]) -> str:
    """Of which municipalities the combined register hides numbers that their own reports show, and how many."""
    hidden = Counter(rij.uitsplitsing[GEMEENTE] for rij in rijen if rij.onderdrukt)
    lines = []
    for item in registers:
        more = hidden[item.naam] - sum(rij.onderdrukt for rij in item.rijen)
        if more:
            told = "1 cijfer" if more == 1 else f"{to_dutch(more, ',.0f')} cijfers"
            lines.append(
                f"Let op: het gezamenlijke register schermt van {item.naam} {told} af, en het eigen rapport niet. "
                "Volgens de strengste regels van nu geeft dat te veel prijs."
            )
    return "\n".join(lines)


def find_strictest(regels: Iterable[Geheimhouding]) -> Geheimhouding:
    """The rules that no municipality finds too loose: the highest threshold, and a zero is shown where all show it."""
    every = list(regels)
    strictest = max(every, key=lambda item: item.drempel)
    room = max(item.ruimte for item in every)
    zeros = all(item.nul.tonen for item in every)
    changed = {
        "mogelijke_waarden": room,
        "nul": strictest.nul.model_copy(update={"tonen": zeros}),
        "afronding": strictest.afronding.model_copy(
            update={"basis": 0}
        ),  # sums of published numbers are exact
    }
    return strictest.model_copy(update=changed)


def add_up(rijen: Iterable[Cijfer], gemeenten: int) -> Iterator[Cijfer]:
    """The total of every number that can be added up; hidden when any part is. It says of how many it is the sum."""
    parts: dict[tuple[Any, ...], list[Cijfer]] = {}
    for rij in rijen:
        if rij.indicator in OPTELBAAR:
            own = {name: value for name, value in rij.uitsplitsing.items() if name != GEMEENTE}
            parts.setdefault((rij.indicator, rij.jaar, tuple(own.items()), rij.eenheid), []).append(rij)
    for (indicator, jaar, own, eenheid), found in parts.items():
        hidden = any(rij.onderdrukt for rij in found)
        value = None if hidden else round(sum(round((rij.waarde or 0.0) * 100) for rij in found) / 100, 2)
        status = max((rij.status for rij in found), key=STATUSSEN.index)
        told = f"registers van {len(found)} van {gemeenten} gemeenten"
        meaning = f"Som over gemeenten; wie in twee gemeenten telt, telt twee keer. {found[0].definitie}"
        uitsplitsing = {GEMEENTE: TOTAAL, **dict(own)}
        yield Cijfer(indicator, jaar, uitsplitsing, value, eenheid, status, told, meaning)


def check_totals(
    rijen: Sequence[Cijfer], totals: Sequence[Cijfer], regels: Geheimhouding, structuur: Structuur
) -> None:
    """Attack the totals with the rows under them; `BuildError` when they give a hidden number away."""
    over_gemeenten = Structuur(
        totalen={name: {GEMEENTE: SOM} for name in OPTELBAAR},
        negatief=structuur.negatief,
        over_personen=structuur.over_personen,
    )
    added = {rij.sleutel: rij for rij in totals}
    parts = [rij for rij in rijen if _of_total(rij) in added]
    check_published([*parts, *totals], regels, over_gemeenten)


def _protect_again(
    register: Gemeenteregister, regels: Geheimhouding, structuur: Structuur
) -> Iterator[Cijfer]:
    """The rows of one municipality under the rules for all: nothing that these hide is shown."""
    hidden = hide_more(register.rijen, register.regels, regels, structuur)
    for rij in register.rijen:
        uitsplitsing = {GEMEENTE: register.naam, **rij.uitsplitsing}
        gone = rij.sleutel in hidden
        yield replace(
            rij,
            uitsplitsing=uitsplitsing,
            waarde=None if gone else rij.waarde,
            bron=drop_rijen(rij.bron) if regels.drempel else rij.bron,
        )


def _of_total(rij: Cijfer) -> Sleutel:
    """The key of the total that a row is part of."""
    return replace(rij, uitsplitsing={**rij.uitsplitsing, GEMEENTE: TOTAAL}).sleutel
