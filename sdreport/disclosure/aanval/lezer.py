"""What a reader of a published register knows: the rows as they are printed, and what these tell of each other.

The attacker of disclosure control reads with this. It expands the declared structure on its own, apart from the code
that chooses what to hide (`stelsel.py`), so that a mistake there is found here.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from sdreport.disclosure.aanval.grenzen import ONEINDIG, Ongelijkheid
from sdreport.register.cijfer import Getal, Sleutel, make_adres, parse_adres
from sdreport.register.structuur import TOTAAL, Structuur

DECIMALEN = 0.00005
"""Half of the last decimal of percentages and differences, as they are published."""


class Lezer:
    """The published rows, and the facts that they and the declared structure give."""

    def __init__(self, rijen: Iterable[Getal], structuur: Structuur, waar: Mapping[Sleutel, float]) -> None:
        self.structuur = structuur
        self.waar = waar
        self.rows = {rij.sleutel: rij for rij in rijen}
        self.jaren = list(dict.fromkeys(rij.jaar for rij in self.rows.values()))
        self.per_indicator: dict[tuple[str, int], list[Getal]] = {}
        self._with_value: dict[tuple[str, int, int, str], list[Getal]] = {}
        for rij in self.rows.values():
            self.per_indicator.setdefault((rij.indicator, rij.jaar), []).append(rij)
            for place, waarde in enumerate(rij.uitsplitsing.values()):
                self._with_value.setdefault((rij.indicator, rij.jaar, place, waarde), []).append(rij)
        self.vergeleken = {
            plek: compared
            for plek, rij in self.rows.items()
            if (compared := _without_comparison(rij, self.rows))
        }
        self.hidden = [
            plek
            for plek, rij in self.rows.items()
            if rij.waarde is None and plek not in self.vergeleken and rij.eenheid != "%"
        ]

    def read_totals(self) -> Iterator[Ongelijkheid]:
        """Every total with its parts."""
        for (naam, jaar), rows in self.per_indicator.items():
            for dimensie, totaal in self.structuur.totalen.get(naam, {}).items():
                beside: dict[frozenset[tuple[str, str]], list[Getal]] = {}
                for rij in rows:
                    if dimensie in rij.uitsplitsing:
                        rest = frozenset(item for item in rij.uitsplitsing.items() if item[0] != dimensie)
                        beside.setdefault(rest, []).append(rij)
                for line in beside.values():
                    wholes = [rij for rij in line if rij.uitsplitsing[dimensie] == TOTAAL]
                    parts = [
                        (rij.sleutel, 1.0)
                        for rij in line
                        if rij.uitsplitsing[dimensie] not in (TOTAAL, *totaal.zonder)
                    ]
                    for whole in wholes if parts else ():
                        yield from self._whole([whole.sleutel], parts, totaal.soort, jaar)

    def read_relations(self) -> Iterator[Ongelijkheid]:
        """Every declared relation, for all values that its names can have."""
        for jaar in self.jaren:
            for relatie in self.structuur.relaties:
                names = re.findall(r"\{(\w+)\}", relatie.geheel)
                seen: dict[tuple[str, ...], list[Sleutel]] = {}
                for plek, values in self._find(relatie.geheel, jaar):
                    seen.setdefault(tuple(values[name] for name in names), []).append(plek)
                for values_of, wholes in seen.items():
                    parts = self._parts(relatie.delen, jaar, dict(zip(names, values_of, strict=True)))
                    if parts is not None and not (
                        relatie.ongeveer and self._is_unknown([*wholes, *dict(parts)])
                    ):
                        yield from self._whole(wholes, parts, relatie.soort, jaar)

    def read_quotients(self) -> Iterator[Ongelijkheid]:
        """Every published percentage: its part is that percentage of its whole, within the last decimal."""
        for plek, rij in self.rows.items():
            if rij.waarde is None or plek in self.vergeleken:
                continue
            for part, whole, factor in self._quotient(rij):
                if not self._tells([part, *whole]):
                    continue
                share = rij.waarde / factor
                spread = DECIMALEN / factor
                yield Ongelijkheid({part: 1.0, **dict.fromkeys(whole, -(share + spread))}, -ONEINDIG, 0.0)
                yield Ongelijkheid({part: -1.0, **dict.fromkeys(whole, share - spread)}, -ONEINDIG, 0.0)

    def find_computable(self) -> Iterator[Sleutel]:
        """Hidden percentages, averages, differences and growth of which all that they are computed from is shown."""
        for plek, rij in self.rows.items():
            if rij.waarde is not None:
                continue
            rests_on = [[part, *whole] for part, whole, _ in self._quotient(rij)]
            if plek in self.vergeleken:
                now = self.vergeleken[plek]
                rests_on.append([now, (now[0], now[1] - 1)])
            if any(not self._tells(keys) for keys in rests_on if all(key in self.rows for key in keys)):
                yield plek

    def read_comparisons(self) -> Iterator[Ongelijkheid]:
        """Every published difference and growth: this year from last year."""
        for plek, now in self.vergeleken.items():
            value, before = self.rows[plek].waarde, (now[0], now[1] - 1)
            if value is None or before not in self.rows or not self._tells([now, before]):
                continue
            if self.rows[plek].indicator.endswith("_verschil"):
                yield Ongelijkheid({now: 1.0, before: -1.0}, value - DECIMALEN, value + DECIMALEN)
            else:
                growth, spread = 1 + value / 100, DECIMALEN / 100
                yield Ongelijkheid({now: 1.0, before: -(growth + spread)}, -ONEINDIG, 0.0)
                yield Ongelijkheid({now: -1.0, before: growth - spread}, -ONEINDIG, 0.0)

    def _quotient(self, rij: Getal) -> Sequence[tuple[Sleutel, list[Sleutel], float]]:
        """What a percentage or average is computed from: its part, its whole and its factor."""
        return self._quotients.get(rij.sleutel, ())

    @cached_property
    def _quotients(self) -> dict[Sleutel, list[tuple[Sleutel, list[Sleutel], float]]]:
        found: dict[Sleutel, list[tuple[Sleutel, list[Sleutel], float]]] = {}
        for (naam, jaar), rows in self.per_indicator.items():
            if basis := self.structuur.aandelen.get(naam):
                for rij in rows:
                    values = list(rij.uitsplitsing.values())
                    part, whole = (make_adres(basis, values), jaar), self._find_whole(basis, values, jaar)
                    if part in self.rows and whole:
                        found.setdefault(rij.sleutel, []).append((part, whole, 100.0))
        for jaar in self.jaren:
            for item in self.structuur.quotienten:
                for plek, bound in self._find(item.waarde, jaar) if item.teller else ():
                    parts = [key for key, _ in self._find(_fill(item.teller, bound), jaar)]
                    below = [list(self._find(_fill(one, bound), jaar)) for one in item.noemers]
                    if parts and below and all(below):
                        whole = [key for own in below for key, _ in own]
                        found.setdefault(plek, []).append((parts[0], whole, item.factor))
        return found

    def _find_whole(self, basis: str, values: Sequence[str], jaar: int) -> list[Sleutel]:
        """The total over the last dimension, or all that it is the total of where there is none."""
        total = make_adres(basis, [*values[:-1], TOTAAL]), jaar
        if total in self.rows:
            return [total]
        return self._beside.get((basis, jaar, tuple(values[:-1])), [])

    @cached_property
    def _beside(self) -> dict[tuple[str, int, tuple[str, ...]], list[Sleutel]]:
        """The rows that differ in the value of their last dimension only."""
        found: dict[tuple[str, int, tuple[str, ...]], list[Sleutel]] = {}
        for rij in self.rows.values():
            start = tuple(rij.uitsplitsing.values())[:-1]
            found.setdefault((rij.indicator, rij.jaar, start), []).append(rij.sleutel)
        return found

    def _whole(
        self, wholes: Sequence[Sleutel], parts: Sequence[tuple[Sleutel, float]], soort: str, jaar: int
    ) -> Iterator[Ongelijkheid]:
        """The facts of one total: a sum, a union, or an upper bound.

        A sum over two years that is not kept, such as a stock that does not begin where it ended, is no fact: what
        changed in between is what a reader does not know. Nor are numbers that are equal as a rule, and differ here.
        """
        delen: dict[Sleutel, float] = {}
        for key, sign in [*((whole, 1.0) for whole in wholes), *((part, -sign) for part, sign in parts)]:
            delen[key] = delen.get(key, 0.0) + sign
        delen = {key: value for key, value in delen.items() if value}
        off = self._off(delen)
        if soort in ("som", "gelijk"):
            if not off or (soort == "som" and len({of_year for _, of_year in delen}) == 1):
                yield Ongelijkheid(delen, off, off)
            return
        if soort == "uniek" or off <= 0:
            yield Ongelijkheid(delen, -ONEINDIG, max(0.0, off), soort != "grens")
        if soort == "uniek":
            for part, _ in parts:
                one = {part: 1.0, **dict.fromkeys(wholes, -1.0)}
                yield Ongelijkheid(one, -ONEINDIG, max(0.0, self._off(one)))

    def _is_unknown(self, keys: Iterable[Sleutel]) -> bool:
        """Whether an earlier report hid one of these, so that nobody here knows it."""
        return any(self.rows[key].waarde is None and key not in self.waar for key in keys)

    def is_open(self, fact: Ongelijkheid) -> bool:
        """Whether a fact is about something hidden."""
        return self._tells(fact.delen)

    def _tells(self, keys: Iterable[Sleutel]) -> bool:
        """Whether a fact is about something hidden."""
        return any(self.rows[key].waarde is None for key in keys)

    def _off(self, delen: Mapping[Sleutel, float]) -> float:
        """How far the true values are from keeping a relation; nothing when not all are known."""
        if any(key not in self.waar for key in delen):
            return 0.0
        return round(sum(value * self.waar[key] for key, value in delen.items()), 4)

    def _parts(
        self, patterns: Sequence[str], jaar: int, bound: Mapping[str, str]
    ) -> list[tuple[Sleutel, float]] | None:
        """The parts of a relation with their signs; None when one of them does not exist."""
        parts: list[tuple[Sleutel, float]] = []
        for pattern in patterns:
            minus = pattern.startswith("-")
            found = [key for key, _ in self._find(_fill(pattern.lstrip("-"), bound), jaar)]
            if not found and not (minus and "*" in pattern):
                return None
            parts += [(key, -1.0 if minus else 1.0) for key in found]
        return parts

    def _find(self, pattern: str, jaar: int) -> Iterator[tuple[Sleutel, dict[str, str]]]:
        """The rows at an address pattern, with the values of its names."""
        indicator, steps, year = parse_adres(pattern, jaar)
        if not any(sign in pattern for sign in "{*"):
            plek = make_adres(indicator, steps), year
            yield from [(plek, {})] if plek in self.rows else ()
            return
        for rij in self._candidates(indicator, steps, year):
            values = _follow(steps, list(rij.uitsplitsing.values()))
            if values is not None:
                yield rij.sleutel, values

    def _candidates(self, indicator: str, steps: Sequence[str], jaar: int) -> Sequence[Getal]:
        """The rows that can fit a pattern: of the first value that it spells out, before a star."""
        for place, step in enumerate(steps):
            if "*" in step:
                break
            if not step.startswith("{"):
                return self._with_value.get((indicator, jaar, place, step), [])
        return self.per_indicator.get((indicator, jaar), [])


def _follow(steps: Sequence[str], values: Sequence[str]) -> dict[str, str] | None:
    """Match the steps of a pattern with values: the names found, or None. A star takes one or more, no total."""
    if not steps:
        return {} if not values else None
    if not values:
        return None
    step = steps[0]
    if step == "*":
        for taken in range(1, len(values) + 1):
            rest = _follow(steps[1:], values[taken:])
            if rest is not None:
                return None if TOTAAL in values[:taken] else rest
        return None
    if step.startswith("{"):
        rest = _follow(steps[1:], values[1:])
        several = any("*" in other for other in steps)
        return None if rest is None or (several and values[0] == TOTAAL) else {step[1:-1]: values[0], **rest}
    fits = values[0].startswith(step[:-1]) if step.endswith("*") else values[0] == step
    return _follow(steps[1:], values[1:]) if fits else None


def _fill(pattern: str, bound: Mapping[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda match: bound.get(match[1], match[0]), pattern)


def _without_comparison(rij: Getal, rows: Mapping[Sleutel, Getal]) -> Sleutel | None:
    """The number that a difference or growth is about; None when this is none."""
    for ending in ("_verschil", "_groei"):
        basis = rij.adres_of(rij.indicator.removesuffix(ending))
        if rij.indicator.endswith(ending) and (basis, rij.jaar) in rows:
            return basis, rij.jaar
    return None
