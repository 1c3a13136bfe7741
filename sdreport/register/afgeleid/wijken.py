"""Use per wijk beside the municipality, and what chance alone would give at so few inhabitants."""

import math
from collections.abc import Iterator, Mapping, Sequence

from sdreport.register.afgeleid.rij import make_afgeleid
from sdreport.register.cijfer import Cijfer, make_adres
from sdreport.register.structuur import TOTAAL

ZEKERHEID = 0.95
"""In so many of the wijken that differ by chance only, the number lies within the interval."""
DUIZEND = 1000


def explain_by_chance(inwoners: int, kans: float) -> tuple[int, int]:
    """Between which counts of so many inhabitants chance keeps, each with the same probability: exact binomial."""
    if not 0 < kans < 1:
        return (0, 0) if kans <= 0 else (inwoners, inwoners)
    tail, low, below = (1 - ZEKERHEID) / 2, 0, 0.0
    ways = math.lgamma(inwoners + 1)
    for count in range(inwoners):
        logs = ways - math.lgamma(count + 1) - math.lgamma(inwoners - count + 1)
        below += math.exp(logs + count * math.log(kans) + (inwoners - count) * math.log1p(-kans))
        if below < tail:
            low = count + 1
        if below >= 1 - tail:
            return low, count
    return low, inwoners


def derive_wijken(rijen: Sequence[Cijfer], jaar: int) -> Iterator[Cijfer]:
    """Clients per 1,000 inhabitants of every wijk and of all, with the interval of each wijk."""
    known = {rij.adres: rij for rij in rijen if rij.jaar == jaar}
    for rij in known.values():
        inwoners = known.get(rij.adres_of("inwoners_wijk"))
        if rij.indicator == "clienten_wijk" and inwoners is not None and inwoners.waarde:
            value = None if rij.waarde is None else round(DUIZEND * rij.waarde / inwoners.waarde, 4)
            told = f"Cliënten per 1.000 inwoners van de leeftijd waarvoor de wet is. {rij.definitie}"
            yield make_afgeleid("wijk_per_1000", rij.uitsplitsing, value, "per 1.000", [rij, inwoners], told)
            if rij.uitsplitsing["wijk"] != TOTAAL:
                yield from _chance(known, inwoners)


def _chance(known: Mapping[str, Cijfer], inwoners: Cijfer) -> Iterator[Cijfer]:
    """The two ends of what chance gives in a wijk; hidden where the use of the municipality is."""
    wet = inwoners.uitsplitsing["wet"]
    clients, every = (
        known.get(make_adres(naam, (wet, TOTAAL))) for naam in ("clienten_wijk", "inwoners_wijk")
    )
    if clients is None or every is None or not every.waarde or not inwoners.waarde:
        return
    share = None if clients.waarde is None else clients.waarde / every.waarde
    if share is None or share <= 1:
        told = (
            "Tussen laag en hoog ligt het gebruik van een wijk met zoveel inwoners in 95 van de 100 gevallen, als haar "
            "inwoners precies zo vaak hulp krijgen als die van de hele gemeente (binomiale verdeling)."
        )
        ends = (None, None) if share is None else explain_by_chance(int(inwoners.waarde), share)
        for naam, count in zip(("wijk_toeval_laag", "wijk_toeval_hoog"), ends, strict=True):
            value = None if count is None else round(DUIZEND * count / inwoners.waarde, 4)
            yield make_afgeleid(
                naam, inwoners.uitsplitsing, value, "per 1.000", [clients, every, inwoners], told
            )
