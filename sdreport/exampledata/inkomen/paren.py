"""Couples in the bijstand: one benefit, two persons.

Someone whose benefit ended gets a new one with a partner. As drawn it was that partner's own benefit that began on that
day, so the number of persons, the stock and the flows stay what was published.
"""

from dataclasses import dataclass, replace

from sdreport.exampledata.inkomen.groepen import ENERGIETOESLAG, GEDEELDE_HUISHOUDENS
from sdreport.exampledata.inkomen.uitkeringen import REDENEN_WERK, Uitkering

MEESTE = 8
LEEFTIJD_VERSCHIL = 15
RELATIE = "02"
"""Why the benefit of someone alone ends (BUS, kenmerk 34)."""


@dataclass(frozen=True)
class Samenwoner:
    """What must fit when two live together."""

    leeftijd: int
    wijk: str


def make_paren(
    jaar: int, uitkeringen: list[Uitkering], inwoners: dict[int, Samenwoner], tot: int
) -> list[Uitkering]:
    """The benefits in their order, some of them now of a couple. inwoners: per place; all of these are under `tot`."""
    keren = [u.plaats for u in uitkeringen]
    vast = {p for paar in GEDEELDE_HUISHOUDENS for p in paar}
    alleen = [u for u in uitkeringen if u.regeling == "PW" and keren.count(u.plaats) == 1]
    eigen = [u for u in alleen if u.plaats not in vast and inwoners[u.plaats].leeftijd < tot]
    nieuw = [u for u in eigen if u.begin.year == jaar and u.einde is None]
    gestopt = [u for u in eigen if u.einde and u.begin.year < jaar and u.reden not in REDENEN_WERK]
    veranderd: dict[Uitkering, Uitkering] = {}
    for start in sorted(nieuw, key=lambda u: (u.begin, u.plaats)):
        past = [u for u in gestopt if u not in veranderd and _fit(u, start, inwoners)]
        if past and len(veranderd) < 2 * MEESTE:
            eerste = min(past, key=lambda u: (u.einde, u.plaats))
            veranderd[eerste] = replace(eerste, reden=RELATIE)
            veranderd[start] = replace(start, plaats=eerste.plaats, partner=start.plaats)
    return [veranderd.get(u, u) for u in uitkeringen]


def share_huishoudens(huishoudens: list[str], uitkeringen: list[Uitkering]) -> list[str]:
    """The households per place, in which couples live together."""
    samen = {u.partner: huishoudens[u.plaats] for u in uitkeringen if u.partner is not None}
    return [samen.get(plaats, huishouden) for plaats, huishouden in enumerate(huishoudens)]


def _fit(gestopt: Uitkering, start: Uitkering, inwoners: dict[int, Samenwoner]) -> bool:
    een, ander = inwoners[gestopt.plaats], inwoners[start.plaats]
    toeslag = gestopt.plaats in ENERGIETOESLAG and start.plaats in ENERGIETOESLAG
    return (
        gestopt.einde is not None
        and gestopt.einde < start.begin
        and een.wijk == ander.wijk
        and abs(een.leeftijd - ander.leeftijd) <= LEEFTIJD_VERSCHIL
        and not toeslag  # both got one, each in a household of their own
    )
