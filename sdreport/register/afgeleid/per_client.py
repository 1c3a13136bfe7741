"""What one client costs: printed costs by printed clients, per law and per voorziening.

Of a law all actual costs of the budget count, of a voorziening what was declared on its percelen. A voorziening that
shares a perceel with another has no costs of its own. Nothing is measured for it: what is hidden of either side, hides
the mean.
"""

from collections.abc import Iterator, Mapping, Sequence

from sdreport.register.afgeleid.rij import make_afgeleid
from sdreport.register.cijfer import Cijfer, make_adres
from sdreport.register.structuur import FASEN, TOTAAL, WETTEN

PER_WET, PER_VOORZIENING = "kosten_per_client", "kosten_per_client_voorziening"
KOSTEN = "kosten_voorziening"
Percelen = Mapping[tuple[str, ...], Sequence[str]]
"""Per law and voorziening the addresses of the costs of the percelen that are of it alone."""
GEEN: Percelen = {}


def derive_per_client(rijen: Sequence[Cijfer], jaar: int, percelen: Percelen) -> Iterator[Cijfer]:
    """The mean costs of a client in a year, and behind those of a voorziening what it cost."""
    known = {rij.adres: rij for rij in rijen if rij.jaar == jaar}
    for wet in WETTEN:
        told = "Werkelijke lasten van de wet in het jaar, gedeeld door haar unieke cliënten in dat jaar."
        costs = known.get(make_adres("begroting", (wet, TOTAAL, FASEN[-1])))
        yield from _mean(PER_WET, {"wet": wet}, costs, known.get(make_adres("clienten", (wet, TOTAAL))), told)
    told = "Wat voor de voorziening is gedeclareerd, gedeeld door haar unieke cliënten in het jaar."
    for (wet, voorziening), own in percelen.items():
        declared = [known[adres] for adres in own if adres in known]
        if declared:
            where = {"wet": wet, "voorziening": voorziening}
            costs = _add(where, declared)
            yield costs
            yield from _mean(PER_VOORZIENING, where, costs, known.get(costs.adres_of("clienten")), told)


def _add(uitsplitsing: Mapping[str, str], kosten: Sequence[Cijfer]) -> Cijfer:
    """The costs of all percelen of a voorziening; hidden when those of one are."""
    amounts = [rij.waarde for rij in kosten if rij.waarde is not None]
    total = round(sum(amounts), 2) if len(amounts) == len(kosten) else None
    told = "Wat is gedeclareerd op de percelen die alleen van de voorziening zijn."
    return make_afgeleid(KOSTEN, uitsplitsing, total, "euro", kosten, told)


def _mean(
    indicator: str,
    uitsplitsing: Mapping[str, str],
    kosten: Cijfer | None,
    clienten: Cijfer | None,
    definitie: str,
) -> Iterator[Cijfer]:
    """Costs by clients: hidden when either is, and not made where one is not there or nobody is a client."""
    if kosten is not None and clienten is not None and clienten.waarde != 0:
        hidden = kosten.waarde is None or clienten.waarde is None
        value = None if hidden else round((kosten.waarde or 0) / (clienten.waarde or 1), 2)
        yield make_afgeleid(indicator, uitsplitsing, value, "euro", [kosten, clienten], definitie)
