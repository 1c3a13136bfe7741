"""Parts of a system of numbers for tests of the choice of what to hide, and the choices themselves on the same part."""

from collections.abc import Iterable, Iterator

import numpy as np
from tabelhulp import SOMMEN

from sdreport.disclosure.bescherming import make_cel
from sdreport.disclosure.keuze.benadering import choose_roughly, find_vragen
from sdreport.disclosure.keuze.deel import Deel, Eis, make_delen
from sdreport.disclosure.keuze.dekking import Dekking
from sdreport.disclosure.keuze.stelsel import make_stelsel
from sdreport.measures.definitie import Gemeten
from sdreport.project.parameters import Geheimhouding
from sdreport.register.structuur import Structuur


def make_deel(cijfers: Iterable[Gemeten], drempel: int = 10, structuur: Structuur = SOMMEN) -> Deel:
    """The one part of a table, with every value below the threshold demanded of what is small."""
    (deel,) = make_delen_of(cijfers, drempel, structuur)
    return deel


def make_delen_of(cijfers: Iterable[Gemeten], drempel: int, structuur: Structuur) -> Iterator[Deel]:
    """The parts of some tables, with the same demands."""
    regels = Geheimhouding(drempel=drempel)
    cells = [make_cel(cijfer, regels, structuur) for cijfer in cijfers]
    eisen = {cel.sleutel: Eis(1, drempel - 1) for cel in cells if 0 < (cel.waarde or 0) < drempel}
    return make_delen(make_stelsel(cells, structuur), eisen)


def hide_roughly(deel: Deel) -> tuple[set[str], float]:
    """What the approximation hides besides what must be, and the least weight that any choice has."""
    vragen = find_vragen(deel)
    start, bound = Dekking(deel, vragen).round()
    ruwe = choose_roughly(deel, start, vragen)
    return {name_of(deel, number) for number in ruwe.extra}, bound


def name_of(deel: Deel, number: int) -> str:
    """The address of a cell without `proef.`."""
    return deel.cellen[number].sleutel[0].removeprefix("proef.")


def weigh(deel: Deel, names: Iterable[str]) -> float:
    """What a choice costs."""
    chosen = set(names)
    return sum(cel.gewicht for number, cel in enumerate(deel.cellen) if name_of(deel, number) in chosen)


def draw_table(shape: tuple[int, ...], gemiddeld: float, seed: int) -> dict[tuple[str, ...], int]:
    """Counts that differ much in size, as those of districts and provisions do."""
    rng = np.random.default_rng(seed)
    factors = [rng.lognormal(0, 0.8, size) for size in shape]
    mean = factors[0]
    for factor in factors[1:]:
        mean = np.multiply.outer(mean, factor)
    counts = rng.poisson(mean / mean.mean() * gemiddeld)
    return {
        tuple(f"{'wvms'[d]}{place}" for d, place in enumerate(where)): int(counts[where])
        for where in np.ndindex(*shape)
    }
