"""The one way from measured values into the register: what is small is hidden, with all that would give it away."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import overload

from sdreport.disclosure.keuze.afgeleid import derive_counts, open_zeros
from sdreport.disclosure.keuze.deel import Eis
from sdreport.disclosure.keuze.secundair import Gekozen, Keuze, choose_hidden
from sdreport.disclosure.keuze.stelsel import Cel, Stelsel, make_stelsel
from sdreport.disclosure.opgeteld import Opgeteld
from sdreport.disclosure.primair import find_regel, is_aantal, round_to_base
from sdreport.disclosure.versies import hide_changes
from sdreport.measures.definitie import Gemeten
from sdreport.project.parameters import Geheimhouding
from sdreport.register.cijfer import Getal, Sleutel
from sdreport.register.structuur import TOTAAL, Structuur

BESCHERMT = "beschermt een ander cijfer"
VOLGT = "is te berekenen uit of met een afgeschermd cijfer"
GEWICHT_TOTAAL = 5
GEWICHT_ANDERS = 3
LEEG = Structuur()
NIETS: Mapping[Sleutel, str] = {}
GEEN_KEUZE = Keuze(frozenset())


@dataclass(frozen=True)
class BeschermdCijfer:
    """A number with what may be published of it: `waarde` is None where it is hidden, and `rijen` then 0.

    `regel` says why it is hidden; it is for a reviewer and never published, because the kind of reason narrows down
    what the number can be.
    """

    gemeten: Gemeten
    waarde: float | None
    rijen: int
    regel: str = ""

    @property
    def onderdrukt(self) -> bool:
        """Whether the value is hidden."""
        return self.waarde is None

    @property
    def sleutel(self) -> Sleutel:
        """The address of the number, and its year."""
        return self.gemeten.sleutel


@dataclass(frozen=True)
class Bescherming(Sequence[BeschermdCijfer]):
    """Protected numbers, with the choice of what is hidden to protect others (`keuze`)."""

    items: tuple[BeschermdCijfer, ...]
    keuze: Keuze = GEEN_KEUZE

    @overload
    def __getitem__(self, place: int) -> BeschermdCijfer: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[BeschermdCijfer]: ...

    def __getitem__(self, place: int | slice) -> BeschermdCijfer | Sequence[BeschermdCijfer]:
        return self.items[place]

    def __len__(self) -> int:
        return len(self.items)


def protect(
    cijfers: Iterable[Gemeten],
    regels: Geheimhouding,
    structuur: Structuur = LEEG,
    historie: Iterable[Getal] = (),
    vorige: Iterable[Getal] = (),
) -> Bescherming:
    """Hide what is small, dominated, or would give such a number away; round where the rules ask for it.

    `structuur` says how numbers hang together, `historie` what earlier reports published, `vorige` what earlier
    versions of this one did. A threshold of 0 turns this off. Counts of rows of datasets on persons are left out: they
    are numbers on persons too.
    """
    items = list(cijfers)
    if not regels.drempel:
        return Bescherming(tuple(BeschermdCijfer(cijfer, cijfer.waarde, cijfer.rijen) for cijfer in items))
    cellen = [make_cel(cijfer, regels, structuur) for cijfer in items]
    current = {cel.sleutel for cel in cellen}
    earlier = (cel for cel in read_historie(historie, regels, structuur) if cel.sleutel not in current)
    stelsel = make_stelsel([*earlier, *cellen], structuur)
    of_key = {cijfer.sleutel: cijfer for cijfer in items}
    also = hide_changes(of_key, vorige, regels)
    hidden, keuze = find_hidden(of_key, stelsel, regels, structuur, also)
    shown = _round(items, stelsel, regels.afronding.basis)
    on_persons = {slug for cijfer in items if cijfer.over_personen for slug in cijfer.bron.split(" + ")}
    protected = (
        BeschermdCijfer(cijfer, None, 0, hidden[key])
        if (key := cijfer.sleutel) in hidden
        else BeschermdCijfer(
            cijfer, shown[key], 0 if on_persons.intersection(cijfer.bron.split(" + ")) else cijfer.rijen
        )
        for cijfer in items
    )
    return Bescherming(tuple(protected), keuze)


def find_hidden(
    cijfers: Mapping[Sleutel, Gemeten],
    stelsel: Stelsel,
    regels: Geheimhouding,
    structuur: Structuur,
    ook: Mapping[Sleutel, str] = NIETS,
) -> tuple[dict[Sleutel, str], Keuze]:
    """Every number to hide, with the rule that says so, and the choice of those that protect others.

    `ook` are numbers to hide for another reason than what they are themselves.
    """
    hidden = {
        **ook,
        **{key: regel for key, cijfer in cijfers.items() if (regel := find_regel(cijfer, regels))},
    }
    for key, rust in stelsel.quotienten.items():
        part = rust.teller
        if (
            part is not None
            and key in hidden
            and part in cijfers.keys() - hidden.keys()
            and not stelsel.cellen[part].vast
            and not (key in ook and not ook.keys().isdisjoint(rust.noemers))  # only its whole has changed
        ):
            hidden[part] = hidden[key]
    open_zeros(stelsel, {key for key in ook if not stelsel.cellen[key].waarde})
    derived = derive_counts(stelsel, cijfers, regels, structuur)
    eisen = {
        key: _make_eis(cel, cijfers.get(key), regels)
        for key, cel in stelsel.cellen.items()
        if cel.waarde is None or (key in hidden and key not in stelsel.quotienten)
    }
    opgeteld = Opgeteld(stelsel, cijfers, regels)
    eisen |= derived | opgeteld.add_sums(hidden.keys())
    gekozen: Gekozen = {}
    keuze = choose_hidden(stelsel, eisen, gekozen)
    while more := opgeteld.add_sums(hidden.keys() | keuze.extra):  # what protects can tell too much with it
        eisen |= more
        keuze = choose_hidden(stelsel, eisen, gekozen)
    hidden |= dict.fromkeys(sorted(keuze.extra), BESCHERMT)
    gone = {key for key, cel in stelsel.cellen.items() if cel.waarde is None} | hidden.keys()
    follows = {key for key, rust in stelsel.quotienten.items() if not gone.isdisjoint(rust.alle)}
    return hidden | dict.fromkeys(sorted(follows - hidden.keys()), VOLGT), keuze


def is_afgerond(cijfer: Gemeten) -> bool:
    """Whether a number is one that is rounded when the rules ask for rounding."""
    return cijfer.over_personen and is_aantal(cijfer.eenheid)


def make_cel(cijfer: Gemeten, regels: Geheimhouding, structuur: Structuur) -> Cel:
    """A measured number as a cell of the system."""
    totals = sum(waarde == TOTAAL for waarde in cijfer.uitsplitsing.values())
    weight = GEWICHT_TOTAAL ** (totals if cijfer.uitsplitsing else 1)
    hides_zero = cijfer.over_personen and is_aantal(cijfer.eenheid) and not regels.nul.tonen
    return Cel(
        sleutel=cijfer.sleutel,
        uitsplitsing=cijfer.uitsplitsing,
        waarde=cijfer.waarde,
        geheel=is_aantal(cijfer.eenheid),
        vast=cijfer.waarde == 0 and not hides_zero,
        minimum=_minimum(cijfer.indicator, cijfer.eenheid, regels, structuur),
        gewicht=weight if cijfer.over_personen else weight * GEWICHT_ANDERS,
    )


def _minimum(indicator: str, eenheid: str, regels: Geheimhouding, structuur: Structuur) -> float:
    """The least that a reader knows a hidden number to be."""
    if indicator in structuur.negatief:
        return float("-inf")
    return float(is_aantal(eenheid) and regels.nul.tonen)


def read_historie(historie: Iterable[Getal], regels: Geheimhouding, structuur: Structuur) -> Iterator[Cel]:
    """What earlier reports published, as fixed numbers, and what they hid."""
    for rij in historie:
        minimum = _minimum(rij.indicator, rij.eenheid, regels, structuur)
        whole = is_aantal(rij.eenheid)
        yield Cel(rij.sleutel, rij.uitsplitsing, rij.waarde, whole, not rij.onderdrukt, minimum)


def _make_eis(cel: Cel, cijfer: Gemeten | None, regels: Geheimhouding) -> Eis:
    """What must remain possible: of a count every value below the threshold, of an amount a margin on both sides."""
    least = max(cel.minimum, 0.0)
    if cel.waarde is None or cijfer is None:
        return Eis(least, least + regels.ruimte - 1)
    if not cel.geheel:
        margin = abs(cel.waarde) * regels.dominantie.marge_pct / 100 or 1.0
        return Eis(cel.waarde - margin, cel.waarde + margin)
    if cel.waarde < regels.drempel:
        return Eis(least, least + regels.ruimte - 1)
    return Eis(cel.waarde - regels.ruimte + 1, cel.waarde + regels.ruimte - 1)


def _round(cijfers: Sequence[Gemeten], stelsel: Stelsel, basis: int) -> dict[Sleutel, float]:
    """The values to publish: counts of persons rounded, and shares and averages computed from those."""
    shown = {
        cijfer.sleutel: round_to_base(cijfer.waarde, basis) if is_afgerond(cijfer) else cijfer.waarde
        for cijfer in cijfers
    }
    for key, rust in stelsel.quotienten.items() if basis else ():
        whole = sum(shown.get(noemer, 0.0) for noemer in rust.noemers)
        if key in shown and rust.teller in shown and rust.noemers:
            shown[key] = round(rust.factor * shown[rust.teller] / whole, 4) if whole else 0.0
    return shown
