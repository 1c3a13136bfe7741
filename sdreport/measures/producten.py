"""Which voorzieningen and percelen are of the same products: who has the one, has one of the others.

A reader lays the two tables side by side: the clients of a voorziening are at most those of its percelen together, and
the other way round. Where some products have no other side, nothing follows.
"""

from collections.abc import Mapping

import pandas as pd

from sdreport.measures.definitie import Invoer
from sdreport.measures.tabellen import WET_SLUG
from sdreport.register.cijfer import make_adres

Groep = tuple[str, ...]
KOSTEN = "kosten_perceel"


def list_percelen(invoer: Invoer) -> Mapping[Groep, Groep]:
    """Per law and voorziening the addresses of the clients of its percelen."""
    return _list_other_side(invoer.referenties, 0, "perceel_clienten")


def list_voorzieningen(invoer: Invoer) -> Mapping[Groep, Groep]:
    """Per perceel the addresses of the clients of its voorzieningen."""
    return _list_other_side(invoer.referenties, 1, "clienten")


def list_eigen_percelen(referenties: Mapping[str, pd.DataFrame]) -> Mapping[Groep, Groep]:
    """Per law and voorziening the addresses of the costs of its percelen, where these are of nothing else."""
    of_perceel = {
        make_adres(KOSTEN, perceel): clients
        for perceel, clients in _list_other_side(referenties, 1, "clienten").items()
    }
    return {
        own: costs
        for own, costs in _list_other_side(referenties, 0, KOSTEN).items()
        if all(of_perceel.get(adres) == (make_adres("clienten", own),) for adres in costs)
    }


def _list_other_side(
    referenties: Mapping[str, pd.DataFrame], place: int, indicator: str
) -> Mapping[Groep, Groep]:
    found: dict[Groep, set[Groep]] = {}
    columns = ["wet", "voorziening", "perceel"]
    rows = referenties["productcodes"].reindex(columns=columns).drop_duplicates()
    for wet, voorziening, perceel in rows.astype("string").fillna("").itertuples(index=False):
        sides = (WET_SLUG.get(wet, ""), voorziening), (perceel,)
        if all(sides[place]):
            found.setdefault(sides[place], set()).add(sides[1 - place])
    return {
        own: tuple(make_adres(indicator, values) for values in sorted(others))
        for own, others in found.items()
        if all(all(values) for values in others)
    }
