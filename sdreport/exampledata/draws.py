"""Random draws and exact splits that give the same result on every machine.

Only `Generator.random` is used: its stream is a fixed function of the PCG64 bits, while the other methods of
numpy's Generator may change between releases. Splits are done on integers, so no sum depends on rounding of
floats.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

import numpy as np

T = TypeVar("T")


class Draws:
    """A stream of draws of its own for each key (seed, year, name of the stream)."""

    def __init__(self, seed: int, jaar: int, stream: str) -> None:
        """Start the stream; its name keeps it apart, so that one dataset can change without the others."""
        keys = [seed, jaar, *stream.encode("ascii")]
        self._generator = np.random.Generator(np.random.PCG64(np.random.SeedSequence(keys)))

    def fraction(self) -> float:
        """A number in [0, 1)."""
        return float(self._generator.random())

    def chance(self, probability: float) -> bool:
        """True with this probability."""
        return self.fraction() < probability

    def between(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + int(self.fraction() * (high - low + 1))

    def shuffle(self, items: Iterable[T]) -> list[T]:
        """The items in a random order."""
        rest = list(items)
        order = np.argsort(self._generator.random(len(rest)), kind="stable")
        return [rest[i] for i in order]

    def sample(self, items: Iterable[T], aantal: int) -> list[T]:
        """So many different items; ValueError if there are not enough of them."""
        shuffled = self.shuffle(items)
        if len(shuffled) < aantal:
            raise ValueError(f"{aantal} gevraagd, {len(shuffled)} beschikbaar")
        return shuffled[:aantal]

    def pick(self, weights: Mapping[T, int]) -> T:
        """One of the keys, with a chance in proportion to its whole weight."""
        target = self.fraction() * sum(weights.values())
        for item, weight in weights.items():
            target -= weight
            if target < 0:
                return item
        return list(weights)[-1]

    def spread(self, weights: Mapping[T, int], aantal: int) -> list[T]:
        """So many values whose shares follow the weights exactly (largest remainder), in a random order."""
        parts = split_exactly(aantal, list(weights.values()))
        return self.shuffle(item for item, part in zip(weights, parts, strict=True) for _ in range(part))


def split_exactly(total: int, weights: Sequence[int], minimum: int = 0) -> list[int]:
    """Split a whole total in proportion to whole weights: the parts add up to the total (largest remainder).

    Every part is at least `minimum`; ValueError if that cannot be or if all weights are zero.
    """
    rest = total - minimum * len(weights)
    weight_sum = sum(weights)
    if rest < 0 or (weight_sum <= 0 and rest > 0):
        raise ValueError(f"{total} is niet te verdelen over {len(weights)} delen")
    if weight_sum <= 0:
        return [minimum] * len(weights)
    parts = [rest * weight // weight_sum for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (-(rest * weights[i] % weight_sum), i))
    for i in by_remainder[: rest - sum(parts)]:
        parts[i] += 1
    return [part + minimum for part in parts]


def bands(*parts: tuple[int, int, int]) -> dict[int, int]:
    """Weights per age from (first age, last age, weight of the band): flat within each band."""
    weights: dict[int, int] = {}
    for low, high, weight in parts:
        for age in range(low, high + 1):
            weights[age] = weight * 1000 // (high - low + 1)
    return weights
