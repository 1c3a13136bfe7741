"""The audit of what is about to be published: the attacker's outcome, judged. It stops the build when it has to."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sdreport.disclosure.aanval.aanvaller import Kennis, Mogelijk, Vondst, attack, find_out
from sdreport.disclosure.aanval.grenzen import Interval
from sdreport.disclosure.aanval.lezer import Lezer
from sdreport.disclosure.aanval.opgeteld import Deelnemers, Inbreng, Weinig
from sdreport.disclosure.aanval.versies import compare_versions
from sdreport.disclosure.bescherming import BeschermdCijfer, Bescherming, is_afgerond
from sdreport.disclosure.primair import count_persons, find_regel, is_aantal
from sdreport.errors import BuildError
from sdreport.project.parameters import Geheimhouding
from sdreport.register.cijfer import Getal, Sleutel
from sdreport.register.structuur import Structuur

RUIS = 1e-4
ALLES = 99.999
"""Parts of an amount (in percent) that are together all of it, as far as they are kept."""
RAAD = (
    "Zo mag het rapport niet worden gepubliceerd. Voeg kleine groepen samen, zet 'geheimhouding: nul: tonen' op false, "
    "scherm het cijfer ook af in data/history/ als het daar staat, of meld dit aan de ontwikkelaar."
)


@dataclass(frozen=True)
class Afgeschermd:
    """One hidden number, for a reviewer: its value, why it is hidden, and between which values a reader can put it."""

    getal: Getal
    regel: str
    interval: Interval | None


def check_disclosure(
    rijen: Iterable[Getal],
    items: Sequence[BeschermdCijfer],
    regels: Geheimhouding,
    structuur: Structuur,
    eerder: Sequence[BeschermdCijfer] = (),
    vorige: Sequence[Getal] = (),
) -> list[Afgeschermd]:
    """Attack the rows that are about to be published; `BuildError` names every number that is not safe.

    `eerder` are numbers of earlier years: what this report hides of them is hidden from a reader of this report only.
    The numbers of this year are attacked by one who has the earlier reports too, and the earlier versions of this one
    (`vorige`). Returns the hidden numbers with what
    the attack found out. Without protection there is nothing to attack.
    """
    if not regels.drempel:
        return []
    published = list(rijen)
    every = [*items, *eerder]
    true = {item.sleutel: item.gemeten.waarde for item in every}
    kennis = _make_kennis(items, eerder, regels)
    claim = _make_bewering(items, eerder, regels)
    lezer = Lezer(published, structuur, true)
    vondst = find_out(lezer, kennis, claim)
    found = dict(vondst.cijfers)
    if any(item.onderdrukt for item in eerder):
        own = {item.sleutel for item in items}
        all_reports = attack(_open_up(published, eerder), structuur, kennis, true, claim)
        found |= {key: interval for key, interval in all_reports.items() if key in own}
    faults = [
        *_find_open(published, every, regels),
        *_find_narrow(found, every, regels),
        *(
            f"{_name(key)} is precies te berekenen uit wat wel wordt getoond"
            for key in lezer.find_computable()
        ),
        *_find_derived(vondst),
        *compare_versions(
            lezer, vorige, [item.sleutel for item in items], 0 if regels.afronding.basis else regels.drempel
        ),
    ]
    if faults:
        raise BuildError("\n  - ".join([f"De geheimhouding is niet sluitend. {RAAD}", *sorted(faults)]))
    return [
        Afgeschermd(item.gemeten, item.regel, found.get(item.sleutel)) for item in every if item.onderdrukt
    ]


def _make_kennis(
    items: Sequence[BeschermdCijfer], eerder: Sequence[BeschermdCijfer], regels: Geheimhouding
) -> Kennis:
    """What a reader knows of the rules themselves."""
    rounded = [item.sleutel for item in items if regels.afronding.basis and is_afgerond(item.gemeten)]
    zeros = [item.gemeten for item in (*items, *eerder) if _is_hidden_zero(item)]
    return Kennis(
        regels.nul.tonen,
        regels.afronding.basis,
        frozenset(rounded),
        frozenset((getal.indicator, getal.jaar) for getal in zeros),
        regels.drempel,
        regels.ruimte - 1.0,
        _make_weinig(items, regels),
    )


def _make_weinig(items: Sequence[BeschermdCijfer], regels: Geheimhouding) -> Weinig:
    """On whom hidden amounts rest: each of those knows the own part."""
    origins = {
        item.sleutel: Inbreng(
            count_persons(item.gemeten),
            bool(find_regel(item.gemeten, regels)),
            _list_deelnemers(item.gemeten.wie, item.gemeten.bijdragen),
            _list_deelnemers(item.gemeten.welke, item.gemeten.aanbieders),
        )
        for item in items
        if item.onderdrukt and item.gemeten.over_personen and item.gemeten.eenheid == "euro"
    }
    own = regels.dominantie
    return Weinig(origins, regels.drempel, own.marge_pct, own.grootste, own.aandeel_pct, own.eigen_pct)


def _list_deelnemers(merken: Sequence[int], delen: Sequence[float]) -> Deelnemers:
    """Those with the largest parts; of parts without marks nobody knows whose they are."""
    parts = dict(zip(merken, delen, strict=True)) if merken else {}
    return Deelnemers(parts, sum(parts.values()) > ALLES)


def _make_bewering(
    items: Sequence[BeschermdCijfer], eerder: Sequence[BeschermdCijfer], regels: Geheimhouding
) -> Mogelijk:
    """What protection says that a reader must think possible, and what is wide enough: for the attacker to check."""
    of_key = {item.sleutel: item for item in [*items, *eerder]}

    def is_enough(key: Sleutel, interval: Interval) -> bool:
        if key not in of_key:
            return interval.hoog - interval.laag >= 1 - RUIS
        value = of_key[key].gemeten.waarde
        return interval.laag <= value <= interval.hoog and _is_wide(interval, of_key[key], regels)

    choices = [part.keuze for part in (items, eerder) if isinstance(part, Bescherming)]
    return Mogelijk([world for keuze in choices for world in keuze.werelden], is_enough)


def _is_hidden_zero(item: BeschermdCijfer) -> bool:
    return item.onderdrukt and item.gemeten.waarde == 0 and is_aantal(item.gemeten.eenheid)


def _find_derived(vondst: Vondst) -> Iterable[str]:
    """Small counts and certainties that follow from what is shown."""
    for item, interval in vondst.afgeleid:
        if not interval.hoog - interval.laag >= item.breedte - RUIS:
            yield f"{item.naam} ({item.jaar}) volgt te nauwkeurig uit wat wel wordt getoond"


def _open_up(rijen: Iterable[Getal], eerder: Iterable[BeschermdCijfer]) -> Iterator[Getal]:
    """The rows with those of earlier years as they were published then."""
    before = {item.sleutel: item.gemeten.waarde for item in eerder if item.onderdrukt}
    for rij in rijen:
        yield replace(rij, waarde=before[rij.sleutel]) if rij.sleutel in before else rij


def _find_open(
    rijen: Iterable[Getal], items: Iterable[BeschermdCijfer], regels: Geheimhouding
) -> Iterable[str]:
    """Numbers that the rules hide and that are shown all the same."""
    shown = {rij.sleutel for rij in rijen if not rij.onderdrukt}
    for item in items:
        if item.sleutel in shown and find_regel(item.gemeten, regels):
            yield f"{_name(item.sleutel)} moet zijn afgeschermd en is dat niet"


def _find_narrow(
    found: dict[Sleutel, Interval], items: Iterable[BeschermdCijfer], regels: Geheimhouding
) -> Iterable[str]:
    """Hidden numbers of which too few values remain possible."""
    of_key = {item.sleutel: item for item in items}
    for key, interval in found.items():
        item = of_key.get(key)
        if not interval.laag <= interval.hoog:  # also when there is no interval at all
            yield f"{_name(key)}: de cijfers spreken elkaar tegen, dus er is niets te toetsen"
        elif item is None:
            if interval.hoog - interval.laag < 1 - RUIS:
                yield f"{_name(key)} was in een eerder rapport afgeschermd en is nu te berekenen"
        elif not interval.laag - _noise(item) <= item.gemeten.waarde <= interval.hoog + _noise(item):
            yield f"{_name(key)}: een verband dat voor dit cijfer is opgegeven, klopt niet"
        elif not _is_wide(interval, item, regels):
            # without the bounds: this text is shown on screens and in logs of builds
            yield f"{_name(key)} is te nauwkeurig te berekenen uit wat wel wordt getoond"


def _is_wide(interval: Interval, item: BeschermdCijfer, regels: Geheimhouding) -> bool:
    """Whether enough values remain: for what a rule hides by itself its margin, for what protects it more than one."""
    width = interval.hoog - interval.laag
    primary = bool(find_regel(item.gemeten, regels))
    if is_aantal(item.gemeten.eenheid):
        return width >= (regels.ruimte - 1 if primary else 1) - RUIS
    if not primary:
        return width > _noise(item)
    margin = abs(item.gemeten.waarde) * regels.dominantie.marge_pct / 100
    value = item.gemeten.waarde
    return interval.laag <= value - margin + _noise(item) and interval.hoog >= value + margin - _noise(item)


def _noise(item: BeschermdCijfer) -> float:
    """How far a solver may be off, on the scale of the number."""
    return RUIS + 1e-7 * abs(item.gemeten.waarde)


def _name(key: Sleutel) -> str:
    return f"{key[0]} ({key[1]})"
