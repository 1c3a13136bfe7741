"""Why a perceel cost more or less than last year: more clients, or more for each; the two add up exactly.

Volume, mix and price of products stay together: with public tariffs, volumes would give away amounts that are hidden.
"""

from collections.abc import Iterator, Sequence

from sdreport.register.afgeleid.rij import make_afgeleid
from sdreport.register.cijfer import Cijfer, make_adres

EFFECT = "kosten_effect"
UITLEG = {
    "clienten": "Verschil in kosten met vorig jaar door meer of minder cliënten.",
    "per-client": "Verschil in kosten met vorig jaar door andere kosten per cliënt: hoeveelheid, soort en prijs.",
}


def derive_effects(rijen: Sequence[Cijfer], jaar: int) -> Iterator[Cijfer]:
    """The two effects of every perceel of which cost and clients of both years may be seen."""
    known = {rij.sleutel: rij for rij in rijen}
    for rij in rijen:
        if rij.indicator != "kosten_perceel" or rij.jaar != jaar:
            continue
        clients = make_adres("perceel_clienten", rij.uitsplitsing.values())
        rows = [known.get((adres, year)) for year in (jaar, jaar - 1) for adres in (rij.adres, clients)]
        there = [row for row in rows if row is not None]
        values = [row.waarde for row in there if row.waarde is not None]
        if len(values) == len(rows) and values[3]:
            cost, number, cost_before, number_before = values
            by_clients = round(cost_before * (number / number_before - 1), 2)
            amounts = {"clienten": by_clients, "per-client": round(cost - cost_before - by_clients, 2)}
            for naam, amount in amounts.items():
                where = {**rij.uitsplitsing, "oorzaak": naam}
                yield make_afgeleid(EFFECT, where, amount, "euro", there, UITLEG[naam])
