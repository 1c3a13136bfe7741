"""The inwoners of the invented town: how many of each age and sex, and those who appear in its extracts."""

from collections.abc import Sequence
from dataclasses import dataclass

from sdreport.exampledata.draws import Draws, split_exactly
from sdreport.exampledata.stad.aanbod import GEWOON, JEUGD, WIJKEN, Stadsproduct, scale

AANTAL = 70_000
PER_WET = {"Wmo": 4200, JEUGD: 4400}
"""Inwoners who may use care of a law at some time."""
BIJSTAND = 2600
OUDSTE = 99


@dataclass(frozen=True)
class Stadsinwoner:
    """Somebody who appears in an extract."""

    nummer: str
    huishouden: str
    geboortejaar: int
    geslacht: str
    wijk: int


@dataclass(frozen=True)
class Inwoners:
    """Those who may use care, per law, and those who may need income support."""

    zorg: dict[str, Sequence[Stadsinwoner]]
    inkomen: Sequence[Stadsinwoner]

    def pick(self, draws: Draws, product: Stadsproduct, jaar: int) -> Stadsinwoner | None:
        """Somebody of the age of a product; None when a few tries found nobody."""
        pool = self.zorg[product.wet]
        low, high = product.leeftijd
        for _ in range(12):
            inwoner = pool[draws.between(0, len(pool) - 1)]
            if low <= jaar - inwoner.geboortejaar <= high:
                return inwoner
        return None


def make_inwoners(seed: int, pct: int = GEWOON) -> Inwoners:
    """The inwoners of the extracts: two to a household now and then, spread over the wijken by their size."""
    draws = Draws(seed, 0, "inwoners")
    born = {
        "Wmo": lambda: 2024 - _old(draws),
        JEUGD: lambda: draws.between(2001, 2022),
        "inkomen": lambda: draws.between(1959, 2005),
    }
    sizes = {**PER_WET, "inkomen": BIJSTAND}
    made: dict[str, list[Stadsinwoner]] = {name: [] for name in sizes}
    number = household = 0
    for name, size in sizes.items():
        for _ in range(scale(size, pct)):
            number += 1
            household += 0 if draws.chance(0.12) and household else 1
            made[name].append(
                Stadsinwoner(
                    f"L{number:05d}",
                    f"H{household:05d}",
                    born[name](),
                    draws.pick(_sex(name)),
                    draws.pick({wijk: 20 + 5 * wijk for wijk in range(len(WIJKEN))}),
                )
            )
    # some who use care of the Wmo also need income support
    return Inwoners(
        {"Wmo": made["Wmo"], JEUGD: made[JEUGD]},
        [*made["inkomen"], *[i for i in made["Wmo"] if 1960 <= i.geboortejaar <= 2004][: scale(300, pct)]],
    )


def count_inwoners(jaar: int, pct: int = GEWOON) -> dict[tuple[int, str], int]:
    """How many inwoners there are of each age and sex on 1 January of a year."""
    keys = [(age, sex) for age in range(OUDSTE + 1) for sex in ("1", "2")]
    weights = [_weight(age, sex) for age, sex in keys]
    aantal = scale(AANTAL + 310 * (jaar - 2024), pct)
    return dict(zip(keys, split_exactly(aantal, weights), strict=True))


def _weight(age: int, sex: str) -> int:
    left = 1000 if age < 60 else 1000 * (100 - age) ** 2 // 1600
    return max(3, left + (age * left // 500 if sex == "2" else 0) - age * 7 % 60 * left // 1000)


def _old(draws: Draws) -> int:
    return draws.between(19, 60) if draws.chance(0.36) else draws.between(61, 94)


def _sex(name: str) -> dict[str, int]:
    return {"Wmo": {"2": 62, "1": 38}, JEUGD: {"1": 55, "2": 45}, "inkomen": {"2": 53, "1": 47}}[name]
