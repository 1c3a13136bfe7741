"""Why a perceel cost more or less than last year: clients, volume, kind and price; they add up exactly.

Only of numbers that may be seen. Where no price or volume is known of both years, what is left stays one cause.
"""

from collections.abc import Iterator, Mapping, Sequence

from sdreport.register.afgeleid.rij import make_afgeleid
from sdreport.register.cijfer import Cijfer, Sleutel, make_adres

EFFECT, OORZAAK = "kosten_effect", "oorzaak"
BEGIN = "Verschil in kosten met vorig jaar door"
UITLEG = {
    "clienten": f"{BEGIN} meer of minder cliënten.",
    "volume": f"{BEGIN} meer of minder hulp per cliënt.",
    "soort": f"{BEGIN} andere soorten hulp: duurdere of goedkopere producten.",
    "volume-en-soort": f"{BEGIN} meer of minder hulp per cliënt, en andere soorten hulp.",
    "prijs": f"{BEGIN} andere prijzen van dezelfde producten.",
    "per-client": f"{BEGIN} andere kosten per cliënt: hoeveelheid, soort en prijs.",
}


def derive_effects(rijen: Sequence[Cijfer], jaar: int) -> Iterator[Cijfer]:
    """The effects of every perceel of which cost and clients of both years may be seen."""
    known = {rij.sleutel: rij for rij in rijen if rij.waarde is not None}
    for rij in known.values():
        if rij.indicator != "kosten_perceel" or rij.jaar != jaar:
            continue
        clients = make_adres("perceel_clienten", rij.uitsplitsing.values())
        there = [
            row
            for year in (jaar, jaar - 1)
            for adres in (rij.adres, clients)
            if (row := known.get((adres, year))) is not None
        ]
        values = [row.waarde or 0.0 for row in there]
        if len(values) == 4 and values[3]:
            more = _find_more(known, rij)
            shares = _split(values, [row.waarde or 0.0 for row in more])
            left = values[0] - values[2]
            for place, (naam, amount) in enumerate(shares.items()):
                amount = round(amount if place < len(shares) - 1 else left, 2)
                left = round(left - amount, 2)
                where = {**rij.uitsplitsing, OORZAAK: naam}
                yield make_afgeleid(EFFECT, where, amount, "euro", [*there, *more], UITLEG[naam])


def _find_more(known: Mapping[Sleutel, Cijfer], cost: Cijfer) -> list[Cijfer]:
    """The cost at last year's prices, and behind it the volumes of both years in one unit: as far as they are there."""
    old = known.get((cost.adres_of("kosten_oude_prijs"), cost.jaar))
    volumes = [
        [row, before]
        for (adres, year), row in known.items()
        if year == cost.jaar
        and row.indicator == "perceel_volume"
        and row.uitsplitsing["perceel"] == cost.uitsplitsing["perceel"]
        and (before := known.get((adres, year - 1))) is not None
        and before.waarde
    ]
    return [] if old is None else [old, *(volumes[0] if volumes else [])]


def _split(values: Sequence[float], more: Sequence[float]) -> dict[str, float]:
    """The effects by cause, in the order in which they are counted: each with all before it as they are now."""
    _, number, before, number_before = values
    by_clients = before * (number / number_before - 1)
    if not more:
        return {"clienten": by_clients, "per-client": 0.0}
    at_old_prices = more[0]
    if len(more) == 1:
        return {"clienten": by_clients, "volume-en-soort": at_old_prices - before - by_clients, "prijs": 0.0}
    at_old_kind = before * more[1] / more[2]
    return {
        "clienten": by_clients,
        "volume": at_old_kind - before - by_clients,
        "soort": at_old_prices - at_old_kind,
        "prijs": 0.0,
    }
