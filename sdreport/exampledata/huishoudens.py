"""Who lives with whom: a household for every invented inwoner, the same in every extract."""

from sdreport.exampledata.draws import Draws
from sdreport.exampledata.inkomen.groepen import PLAATSEN, Inkomensgroepen
from sdreport.exampledata.personen import Persoon

SAMEN_PCT = 35
"""Of neighbours in the list who could be brother and sister, or an old couple."""
KIND, OUDER = 18, 65
LEEFTIJD_VERSCHIL = 6


def make_huishoudens(draws: Draws, personen: list[Persoon], groepen: Inkomensgroepen) -> list[str]:
    """The household number of every person: that of their place in the Participatiewet, else one of their own, which
    children and old people of one wijk sometimes share.
    """
    bekend = dict(zip(groepen.personen, groepen.huishoudens, strict=True))
    anderen = [i for i in range(len(personen)) if i not in bekend]
    nummers = draws.shuffle(range(PLAATSEN + 1, PLAATSEN + 1 + len(anderen)))
    bekend |= {i: f"H{nummer:06d}" for i, nummer in zip(anderen, nummers, strict=True)}
    for eerste, tweede in _neighbours(draws, personen, anderen):
        if draws.chance(SAMEN_PCT / 100):
            bekend[tweede] = bekend[eerste]
    return [bekend[i] for i in range(len(personen))]


def _neighbours(draws: Draws, personen: list[Persoon], wie: list[int]) -> list[tuple[int, int]]:
    """Pairs of children, or of old people, of the same wijk and about the same age; nobody is in two pairs."""
    paren: list[tuple[int, int]] = []
    vrij: dict[tuple[str, bool], int] = {}
    for i in draws.shuffle(wie):
        persoon = personen[i]
        if KIND <= persoon.leeftijd < OUDER:
            continue
        plek = (persoon.wijk, persoon.leeftijd < KIND)
        ander = vrij.pop(plek, None)
        if ander is None:
            vrij[plek] = i
        elif abs(personen[ander].leeftijd - persoon.leeftijd) <= LEEFTIJD_VERSCHIL:
            paren.append((ander, i))
    return paren
