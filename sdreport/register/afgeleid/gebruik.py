"""Use per inhabitants, what was spent against the estimate, and what a deviation of the largest posts would cost."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sdreport.register.afgeleid.rij import make_afgeleid
from sdreport.register.cijfer import Cijfer, make_adres
from sdreport.register.structuur import TOTAAL, WETTEN

VOLWASSENEN = ("inwoners.18-64", "inwoners.65-plus")
DOELGROEP: Mapping[str, tuple[str, ...]] = {
    "wmo": VOLWASSENEN,
    "jeugdwet": ("inwoners.0-17",),
    "participatiewet": VOLWASSENEN,
}
"""The inhabitants that a law is for. A few clients are outside it, such as young adults with extended youth care."""
BBV: Mapping[str, tuple[str, tuple[str, ...], int, str, str]] = {
    "wmo": ("clienten.wmo.totaal", ("inwoners.totaal",), 10_000, "per 10.000", "inwoners"),
    "bijstand": ("bijstand.totaal", VOLWASSENEN, 10_000, "per 10.000", "inwoners van 18 jaar en ouder"),
    "jeugdhulp": ("clienten.jeugdwet.totaal", ("inwoners.0-17",), 100, "%", "inwoners tot 18 jaar"),
}
"""The indicators of the Regeling beleidsindicatoren (BBV), here over a whole year."""
GROOTSTE = 5
AFWIJKING_PCT = 5


def derive_use(rijen: Sequence[Cijfer], jaar: int) -> Iterator[Cijfer]:
    """Use per inhabitants, and the risk of the largest posts, of one year."""
    known = {rij.adres: rij for rij in rijen if rij.jaar == jaar}
    yield from _per_thousand(known)
    yield from _per_bbv(known)
    yield from _times_estimated(known)
    yield from _risks(known.values())


def _per_thousand(known: Mapping[str, Cijfer]) -> Iterator[Cijfer]:
    for rij in known.values():
        if rij.indicator == "clienten" and rij.uitsplitsing["wet"] in DOELGROEP:
            bases = _find_all(known, DOELGROEP[rij.uitsplitsing["wet"]])
            told = f"Cliënten per 1.000 inwoners van de leeftijd waarvoor de wet is. {rij.definitie}"
            yield from _ratio("clienten_per_1000", rij.uitsplitsing, rij, bases, 1000, "per 1.000", told)


def _per_bbv(known: Mapping[str, Cijfer]) -> Iterator[Cijfer]:
    for maat, (adres, noemers, factor, eenheid, wie) in BBV.items():
        if adres in known:
            told = f"Unieke cliënten in het jaar {'in procenten van de' if eenheid == '%' else eenheid} {wie} (BBV)."
            bases = _find_all(known, noemers)
            yield from _ratio("gebruik_bbv", {"maat": maat}, known[adres], bases, factor, eenheid, told)


def derive_own(rijen: Sequence[Cijfer], jaar: int) -> Iterator[Cijfer]:
    """The own number beside what is published nationally, where there is such a number."""
    beside = {
        rij.uitsplitsing["maat"] for rij in rijen if rij.indicator == "vergelijking" and rij.jaar == jaar
    }
    for rij in rijen:
        if rij.indicator == "gebruik_bbv" and rij.jaar == jaar and rij.uitsplitsing["maat"] in beside:
            told = f"Eigen berekening over het hele jaar; landelijke cijfers tellen vaak een half jaar. {rij.definitie}"
            where = {**rij.uitsplitsing, "wie": "eigen"}
            yield make_afgeleid("vergelijking", where, rij.waarde, rij.eenheid, [rij], told)


def _times_estimated(known: Mapping[str, Cijfer]) -> Iterator[Cijfer]:
    """How many times the last estimate was spent on a post; nothing where none was made."""
    told = "Werkelijke lasten gedeeld door de laatste raming; 1 is precies zoals geraamd."
    for rij in known.values():
        if rij.indicator == "begroting" and rij.uitsplitsing["fase"] == "werkelijk":
            where = {name: rij.uitsplitsing[name] for name in ("onderdeel", "post")}
            estimate = known.get(make_adres("begroting", (*where.values(), "najaarsnota")))
            if estimate and (estimate.onderdrukt or (estimate.waarde or 0) > 0):
                yield from _ratio("raming_verhouding", where, rij, [estimate], 1, "keer", told)


def _risks(rijen: Iterable[Cijfer]) -> Iterator[Cijfer]:
    """A deviation of some percent, of the largest posts of the laws that may be seen."""
    spent = [
        rij
        for rij in rijen
        if rij.indicator == "begroting"
        and rij.uitsplitsing["fase"] == "werkelijk"
        and rij.uitsplitsing["onderdeel"] in WETTEN
        and rij.uitsplitsing["post"] != TOTAAL
        and rij.status != "voorbeeld"
        and rij.waarde
    ]
    told = f"Wat het scheelt als de werkelijke kosten van de post {AFWIJKING_PCT}% hoger of lager zijn."
    for rij in sorted(spent, key=lambda rij: (-(rij.waarde or 0), rij.adres))[:GROOTSTE]:
        where = {name: rij.uitsplitsing[name] for name in ("onderdeel", "post")}
        amount = round((rij.waarde or 0) * AFWIJKING_PCT / 100, 2)
        yield make_afgeleid("risico_afwijking", where, amount, "euro", [rij], told)


def derive_cover(rijen: Sequence[Cijfer], jaar: int) -> Iterator[Cijfer]:
    """How many times the reserves at the end of the year are what a deviation of all largest posts would cost."""
    own = [rij for rij in rijen if rij.jaar == jaar]
    reserve = next((rij for rij in own if rij.adres == "reserve.totaal.einde"), None)
    risks = [rij for rij in own if rij.indicator == "risico_afwijking"]
    if reserve is not None:
        told = "Reserves aan het einde van het jaar, gedeeld door wat een tegenvaller van alle grootste posten kost."
        yield from _ratio("reserve_dekking", {}, reserve, risks, 1, "keer", told)


def _find_all(known: Mapping[str, Cijfer], adressen: Sequence[str]) -> list[Cijfer]:
    """The rows at these addresses; none when one of them is not there."""
    found = [known[adres] for adres in adressen if adres in known]
    return found if len(found) == len(adressen) else []


def _ratio(
    indicator: str,
    uitsplitsing: Mapping[str, str],
    teller: Cijfer,
    noemers: Sequence[Cijfer],
    factor: int,
    eenheid: str,
    definitie: str,
) -> Iterator[Cijfer]:
    """A number by the sum of others; hidden when one of them is, and not made where there is nothing to divide by."""
    values = [rij.waarde for rij in noemers if rij.waarde is not None]
    base = sum(values)
    if noemers and (base or len(values) < len(noemers)):
        hidden = teller.waarde is None or len(values) < len(noemers)
        value = None if hidden else round(factor * (teller.waarde or 0) / base, 4)
        yield make_afgeleid(indicator, uitsplitsing, value, eenheid, [teller, *noemers], definitie)
