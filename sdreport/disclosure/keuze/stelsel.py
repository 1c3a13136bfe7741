"""The numbers of a register as a system of linear relations: what totals, unions and other tables tell of each other.

A `Stelsel` holds cells and relations between them, expanded from the declarations of the indicators. A relation that
the values themselves do not quite keep (a client without age) is kept with its deviation, as if a reader knew it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sdreport.register.cijfer import Sleutel, make_adres, parse_adres
from sdreport.register.structuur import TOTAAL, Relatie, Structuur


@dataclass(frozen=True)
class Cel:
    """One number: `waarde` is None when nobody here knows it (hidden in an earlier report).

    `vast` is a number that is published and stays so. `gewicht` says how much is lost when it is hidden.
    """

    sleutel: Sleutel
    uitsplitsing: Mapping[str, str]
    waarde: float | None
    geheel: bool = True
    vast: bool = False
    minimum: float = 1.0
    gewicht: int = 1

    @property
    def indicator(self) -> str:
        """The indicator of the number."""
        return parse_adres(*self.sleutel)[0]


@dataclass(frozen=True)
class Beperking:
    """`laag <= sum of coefficient times cell <= hoog`; `telt` says whether what is left is a number of persons."""

    termen: tuple[tuple[Sleutel, float], ...]
    laag: float
    hoog: float
    telt: bool = True


@dataclass(frozen=True)
class Rust:
    """What a share or average rests on: its part (if that is published), the numbers it is a share of, its factor."""

    teller: Sleutel | None
    noemers: tuple[Sleutel, ...]
    factor: float = 100.0

    @property
    def alle(self) -> list[Sleutel]:
        """All numbers that it rests on."""
        return [*([self.teller] if self.teller else []), *self.noemers]


@dataclass
class Stelsel:
    """Cells by key, the relations between them, and what each share or average rests on."""

    cellen: dict[Sleutel, Cel]
    vergelijkingen: list[Beperking] = field(default_factory=list)
    quotienten: dict[Sleutel, Rust] = field(default_factory=dict)


def make_stelsel(cellen: Iterable[Cel], structuur: Structuur) -> Stelsel:
    """Expand the declared structure over the cells that there are."""
    stelsel = Stelsel({cel.sleutel: cel for cel in cellen})
    maker = _Stelselmaker(stelsel, structuur)
    for jaar in maker.years():
        maker.add_totals(jaar)
        for relatie in structuur.relaties:
            maker.add_relation(relatie, jaar)
        maker.add_quotients(jaar)
    return stelsel


_Groepen = dict[tuple[str, ...], dict[tuple[tuple[str, str], ...], list[Cel]]]


class _Stelselmaker:
    """Finds the cells that a declaration speaks of."""

    def __init__(self, stelsel: Stelsel, structuur: Structuur) -> None:
        self.stelsel = stelsel
        self.structuur = structuur
        self._matched: dict[tuple[str, int, tuple[str, ...]], _Groepen] = {}
        self._of: dict[tuple[str, int], list[Cel]] = {}
        for cel in stelsel.cellen.values():
            self._of.setdefault((cel.indicator, cel.sleutel[1]), []).append(cel)

    def years(self) -> list[int]:
        """The years with a number that is not published for good, and those after them that may tell of it."""
        open_years = {cel.sleutel[1] for cel in self.stelsel.cellen.values() if not cel.vast}
        return sorted(open_years | {jaar + 1 for jaar in open_years})

    def add_totals(self, jaar: int) -> None:
        """The totals over a dimension: sums as equations, unions as bounds."""
        for indicator, totalen in self.structuur.totalen.items():
            for dimensie, totaal in totalen.items():
                groups: dict[tuple[str, ...], list[Cel]] = {}
                for cel in self._of.get((indicator, jaar), []):
                    if dimensie in cel.uitsplitsing:
                        key = tuple(w for d, w in cel.uitsplitsing.items() if d != dimensie)
                        groups.setdefault(key, []).append(cel)
                for group in groups.values():
                    wholes = [cel for cel in group if cel.uitsplitsing[dimensie] == TOTAAL]
                    outside = (TOTAAL, *totaal.zonder)
                    parts = [(cel.sleutel, 1.0) for cel in group if cel.uitsplitsing[dimensie] not in outside]
                    for whole in wholes if parts else []:
                        self._add([(whole.sleutel, 1.0)], parts, totaal.soort)

    def add_relation(self, relatie: Relatie, jaar: int) -> None:
        """A relation between indicators, once for each combination of its named values."""
        for bound, wholes in self._match(relatie.geheel, jaar, {}):
            parts: list[tuple[Sleutel, float]] = []
            complete = True
            for deel in relatie.delen:
                sign, pattern = (-1.0, deel[1:]) if deel.startswith("-") else (1.0, deel)
                found = [cel for _, cells in self._match(pattern, jaar, bound) for cel in cells]
                complete = complete and (bool(found) or ("*" in pattern and sign < 0))
                parts += [(cel.sleutel, sign) for cel in found]
            if complete:
                self._add([(cel.sleutel, 1.0) for cel in wholes], parts, relatie.soort, relatie.ongeveer)

    def add_quotients(self, jaar: int) -> None:
        """What each share rests on: its part, and the total or all parts together."""
        for indicator, basis in self.structuur.aandelen.items():
            self._add_shares(indicator, basis, jaar)
        for item in self.structuur.quotienten:
            for bound, (cel, *_) in self._match(item.waarde, jaar, {}):
                part = next(iter(self._list(item.teller, jaar, bound)), None) if item.teller else None
                below = [key for noemer in item.noemers for key in self._list(noemer, jaar, bound)]
                self.stelsel.quotienten.setdefault(cel.sleutel, Rust(part, tuple(below), item.factor))

    def _add_shares(self, indicator: str, basis: str, jaar: int) -> None:
        """The shares of one indicator in another: each in the total over its last dimension, or in all parts of it."""
        bases = {tuple(cel.uitsplitsing.values()): cel for cel in self._of.get((basis, jaar), [])}
        of_whole: dict[tuple[str, ...], list[Sleutel]] = {}
        for key, cel in bases.items():
            of_whole.setdefault(key[:-1], []).append(cel.sleutel)
        for cel in self._of.get((indicator, jaar), []):
            waarden = tuple(cel.uitsplitsing.values())
            whole = bases.get((*waarden[:-1], TOTAAL))
            part = bases.get(waarden)
            below = (whole.sleutel,) if whole else tuple(of_whole.get(waarden[:-1], ()))
            self.stelsel.quotienten[cel.sleutel] = Rust(part.sleutel if part else None, below)

    def _list(self, pattern: str, jaar: int, bound: Mapping[str, str]) -> list[Sleutel]:
        """The keys at an address pattern."""
        return [cel.sleutel for _, cells in self._match(pattern, jaar, bound) for cel in cells]

    def _match(
        self, pattern: str, jaar: int, bound: Mapping[str, str]
    ) -> list[tuple[dict[str, str], list[Cel]]]:
        """The cells at an address pattern, grouped by the values of its names."""
        indicator, steps, year = parse_adres(pattern, jaar)
        if not any(sign in pattern for sign in "{*"):
            cel = self.stelsel.cellen.get((make_adres(indicator, steps), year))
            return [(dict(bound), [cel])] if cel else []
        given = tuple(naam for naam in bound if f"{{{naam}}}" in steps)
        key = pattern, jaar, given
        if key not in self._matched:
            self._matched[key] = self._group(self._of.get((indicator, year), []), indicator, steps, given)
        found = self._matched[key].get(tuple(bound[naam] for naam in given), {})
        return [({**bound, **dict(named)}, cells) for named, cells in found.items()]

    @staticmethod
    def _group(cellen: Iterable[Cel], indicator: str, steps: Sequence[str], given: Sequence[str]) -> _Groepen:
        """The cells at a pattern by the values of its names: first those that are given, then the others."""
        regex = compile_adres(indicator, steps, given)
        groups: _Groepen = {}
        for cel in cellen:
            match = regex.fullmatch(cel.sleutel[0])
            if match:
                own = tuple(match[naam] for naam in given)
                named = tuple(
                    (naam, waarde)
                    for naam, waarde in match.groupdict().items()
                    if naam not in given and not naam.startswith("_")
                )
                groups.setdefault(own, {}).setdefault(named, []).append(cel)
        return groups

    def _add(
        self,
        wholes: Sequence[tuple[Sleutel, float]],
        parts: Sequence[tuple[Sleutel, float]],
        soort: str,
        ongeveer: bool = False,
    ) -> None:
        together = dict(wholes)
        for key, sign in parts:
            together[key] = together.get(key, 0.0) - sign
        if ongeveer and any(self.stelsel.cellen[key].waarde is None for key in together):
            return
        self._bound(together, soort)
        if soort == "uniek":
            for part, _ in parts:
                self._bound({part: 1.0, **{key: -value for key, value in wholes}}, soort)

    def _bound(self, termen: Mapping[Sleutel, float], soort: str) -> None:
        """Sum of terms at most 0 (or 0), or what it really is when the values do not keep that."""
        kept = tuple((key, value) for key, value in termen.items() if value)
        cells = self.stelsel.cellen
        known = [cells[key].waarde for key, _ in kept]
        actual = (
            sum(v * (w or 0.0) for (_, v), w in zip(kept, known, strict=True)) if None not in known else 0.0
        )
        actual = round(actual, 4)
        over_years = len({jaar for (_, jaar), _ in kept}) > 1
        if actual and (soort == "gelijk" or (soort == "som" and over_years)):
            return  # by how much they differ, or what changed between two reports, nobody knows
        if soort in ("som", "gelijk"):
            self.stelsel.vergelijkingen.append(Beperking(kept, actual, actual))
        elif soort == "uniek" or actual <= 0:
            most = max(0.0, actual)
            self.stelsel.vergelijkingen.append(Beperking(kept, float("-inf"), most, soort != "grens"))


def compile_adres(indicator: str, steps: Sequence[str], bekend: Sequence[str] = ()) -> re.Pattern[str]:
    """A regular expression for an address pattern: `*` is one or more values, `x-*` a value that starts so.

    With a `*` in it, none of the values that it leaves open is a total; those of the names in `bekend` are not open.
    """
    value = rf"(?!{TOTAAL}(?:\.|$))[^.]+" if any("*" in step for step in steps) else "[^.]+"

    def segment(number: int, text: str) -> str:
        if text == "*":
            return rf"(?P<_{number}>{value}(?:\.{value})*)"
        if text.startswith("{"):
            return rf"(?P<{text[1:-1]}>{'[^.]+' if text[1:-1] in bekend else value})"
        return re.escape(text).replace(r"\*", "[^.]*")

    parts = [re.escape(indicator), *(segment(number, text) for number, text in enumerate(steps))]
    return re.compile(r"\.".join(parts))


def split_components(
    stelsel: Stelsel, must: Iterable[Sleutel], hideable: Callable[[Sleutel], bool]
) -> Iterator[tuple[list[Sleutel], list[Beperking]]]:
    """The parts of the system that are connected through cells that can be hidden, where something must be."""
    parent: dict[Sleutel, Sleutel] = {}

    def root(key: Sleutel) -> Sleutel:
        while parent.setdefault(key, key) != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for vergelijking in stelsel.vergelijkingen:
        keys = [key for key, _ in vergelijking.termen if hideable(key)]
        for key in keys[1:]:
            parent[root(key)] = root(keys[0])
    wanted = {root(key) for key in must}
    members: dict[Sleutel, list[Sleutel]] = {}
    for key in sorted(key for key in stelsel.cellen if hideable(key)):
        if root(key) in wanted:
            members.setdefault(root(key), []).append(key)
    own: dict[Sleutel, list[Beperking]] = {}
    for vergelijking in stelsel.vergelijkingen:
        first = next((key for key, _ in vergelijking.termen if hideable(key)), None)
        if first is not None:
            own.setdefault(root(first), []).append(vergelijking)
    yield from ((keys, own[top]) for top, keys in members.items() if top in own)
