"""Counts of partners: percentages in place of counts, nothing for what is not known, and what was sent last year."""

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import pandas as pd

from sdreport.gate.samenhang.aannemelijk.afronding import KLEINSTE
from sdreport.gate.samenhang.jaren.historie import RUIM_TOEVAL, TOEVAL
from sdreport.gate.samenhang.jaren.vorig_jaar import last_year
from sdreport.gate.samenhang.sources import Bronnen
from sdreport.register.cijfer import Getal, make_adres
from sdreport.register.structuur import TOTAAL

HONDERD, DUIZEND = range(99, 102), range(999, 1002)
"""What percentages and promilles add up to after rounding."""
MINSTE_DELEN = 3
"""Parts from which a sum of a hundred is no coincidence."""
ZELFDE_KANS = 0.001
"""Below this chance a partner's counts are not the same as last year's by themselves."""
KORTE_NAAM = 5
"""In shorter names one letter makes another name."""
LOS_VANAF = 20
"""A single count from here that is last year's is worth a look: that happens less than once in fifteen."""
DEEL_VAN_JAAR = 0.8
"""Of what it was last year: all counts of a telling at most so many, by one factor, look like those of a part."""
DEEL_VAN_ALLES, ALLE_LAGER = 0.9, 5
"""The same of all tellingen together, of which so many are known and not one is higher."""
SAMEN_VERWISSELD, ELK = 1.5, 2.0
"""Two counts in each other's place are together so many times (in squares) beyond what chance does to one, each is so
many deviations off, and neither is where the other was.
"""
GELIJK_KANS = 0.005
"""Below this chance all parts of a telling have one number by themselves: one number was filled in for all."""
OORDELEN = (
    "percentages", "nul", "delen_gelijk", "som_van_delen", "zelfde_partner", "zelfde_telling", "verwisseld",
    "deel_van_jaar", "ontbreekt", "verandering_pct", "andere_eenheid", "verschreven", "partner_verschreven",
)  # fmt: skip


@dataclass(frozen=True)
class Partnertelling:
    """A count of a partner, with what it was last year when that is known."""

    regelnummer: int
    telling: str
    categorie: str
    partner: str
    eenheid: str
    aantal: float
    toen: float | None
    eerder: tuple[tuple[int, float], ...] = ()
    """What it was in the years before, each with its year."""


def partners(bronnen: Bronnen) -> pd.DataFrame:
    """Per telling of a partner what it looks like that was filled in.

    `percentages`: the parts of the telling add up to a hundred or a thousand, and last year's did not. `nul`: it is 0,
    which may be what is not known. `delen_gelijk`: all parts of the telling have this number; `som_van_delen`: it is
    what the other parts add up to. `zelfde_partner`: one of the counts of a partner that are all those of one earlier
    year, which hardly happens by chance; `zelfde_telling`: one that is last year's. `verwisseld`: two counts that each
    are about what the other was. `deel_van_jaar`: one of the counts of a telling, or of all tellingen, that are all
    lower by one factor.
    `ontbreekt`, on line 0: a telling of last year, or a part of one, that is not there; `verandering_pct`: of the total
    of a telling with parts. `andere_eenheid`: another unit than most parts of its telling. `verschreven`: a name
    that has one letter more or less than that of another telling, which last year had or which has no fewer parts; of
    a partner, than that of one with more counts.
    """
    vorig = {adres: getal for adres, getal in last_year(bronnen).items() if getal.indicator == "telling"}
    tellingen = list(_read_tellingen(bronnen, vorig))
    known = {(item.telling, part) for item in tellingen for part in ("", item.categorie)}
    names = dict.fromkeys(
        (name, part)
        for getal in vorig.values()
        for name in (getal.uitsplitsing.get("telling", ""),)
        for part in ("", getal.uitsplitsing.get("categorie", ""))
        if not part or (part != TOTAAL and (name, "") in known)
    )
    slips = _find_slips(bronnen, "telling", {name for name, _ in names})
    of_partner = _find_slips(bronnen, "partner")
    rows: list[dict[str, object]] = []
    for item, line in _judge_lines(tellingen):
        line |= {
            "verschreven": float(item.telling in slips),
            "partner_verschreven": float(item.partner in of_partner),
        }
        rows.append(line)
    rows += _judge_totals(tellingen)
    rows += [
        {"regelnummer": 0, "onderwerp": " ".join(filter(None, name)), "ontbreekt": float(name not in known)}
        for name in names
    ]
    made = pd.DataFrame(rows, columns=["regelnummer", "dataset", "onderwerp", *OORDELEN])
    types = {"regelnummer": int, **dict.fromkeys(OORDELEN, float)}
    return made.assign(dataset="tellingen").astype(types).set_index("regelnummer")


def _read_tellingen(bronnen: Bronnen, vorig: Mapping[str, Getal]) -> Iterator[Partnertelling]:
    """All counts of partners, each with what it was in earlier years."""
    eerder: dict[str, list[Getal]] = {}
    for getal in bronnen.eerder:
        if getal.indicator == "telling" and not getal.onderdrukt:
            eerder.setdefault(getal.adres, []).append(getal)
    asked = (
        "SELECT regelnummer, telling, categorie, coalesce(partner, ''), coalesce(eenheid, ''), CAST(aantal AS DOUBLE)"
        " FROM tellingen WHERE aantal IS NOT NULL AND telling IS NOT NULL AND categorie IS NOT NULL"
        " ORDER BY regelnummer"
    )
    for regelnummer, telling, categorie, partner, eenheid, aantal in bronnen.werkbank.storage.execute(asked):
        adres = make_adres("telling", (str(telling), str(categorie)))
        yield Partnertelling(
            int(regelnummer),
            str(telling),
            str(categorie),
            str(partner),
            str(eenheid),
            float(aantal),
            vorig[adres].waarde if adres in vorig else None,
            tuple((getal.jaar, getal.waarde) for getal in eerder.get(adres, ()) if getal.waarde),
        )


def _find_slips(bronnen: Bronnen, kolom: str, known: Collection[str] | None = None) -> set[str]:
    """The names in a column that are those of others but for one letter more or less: the rarer ones, or where it is
    known which names there were, the others.
    """
    counted = (
        f"SELECT {kolom} AS naam, count(*) AS n FROM tellingen WHERE {kolom} IS NOT NULL GROUP BY {kolom}"
    )
    letters = "regexp_replace({0}.naam, '[0-9]', '', 'g')"
    one, other = letters.format("a"), letters.format("b")
    fewer = "a.n < b.n" if known is None else "a.n <= b.n"
    found = bronnen.werkbank.storage.execute(
        f"SELECT a.naam, b.naam FROM ({counted}) a JOIN ({counted}) b ON {fewer} AND a.naam <> b.naam"
        f" WHERE abs(length({one}) - length({other})) = 1 AND length({one}) > {KORTE_NAAM}"
        " AND damerau_levenshtein(a.naam, b.naam) = 1"
    )
    before = known or ()
    return {str(name) for name, like in found if name not in before or like not in before} - set(before)


def _judge_lines(tellingen: Sequence[Partnertelling]) -> Iterator[tuple[Partnertelling, dict[str, object]]]:
    of_partner = _group(tellingen, lambda item: item.partner)
    same = {item for own in of_partner if _all_as_before(own) for item in own}
    swapped = {item for own in of_partner for item in _swapped(own)}
    of_telling = _group(tellingen, lambda item: item.telling)
    percent = {item for own in of_telling if _as_percent(own) for item in own}
    alike = {item for own in of_telling if _all_alike(own) for item in own}
    sums = {item for own in of_telling for item in own if _adds_up(item, own)}
    known = [item for item in tellingen if item.toen]
    groups = [*of_telling, *([known] if len(known) >= MINSTE_DELEN else [])]
    part = {item for own in groups if _as_part(own) for item in own} | set(_all_lower(known))
    units = {own[0].telling: _usual_units(own) for own in of_telling}
    for item in tellingen:
        line: dict[str, object] = {"regelnummer": item.regelnummer, "nul": float(item.aantal == 0)}
        line["percentages"], line["delen_gelijk"] = float(item in percent), float(item in alike)
        line["som_van_delen"] = float(item in sums)
        line["andere_eenheid"] = float(item.eenheid not in ("", *units[item.telling]))
        if item.toen is not None:
            alone = item.aantal == item.toen and item.toen >= LOS_VANAF and item not in same
            line |= {"zelfde_partner": float(item in same), "zelfde_telling": float(alone)}
            line |= {"verwisseld": float(item in swapped), "deel_van_jaar": float(item in part)}
        yield item, line


def _usual_units(own: Sequence[Partnertelling]) -> set[str]:
    """The unit of most parts of a telling, or of two the one that its name has; all, when neither tells."""
    every = Counter(item.eenheid for item in own)
    unit, many = every.most_common(1)[0]
    if 2 * many > len(own):
        return {unit}
    named = {unit for unit in every if unit and unit in own[0].telling}
    return named if len(named) == 1 else set(every)


def _judge_totals(tellingen: Sequence[Partnertelling]) -> Iterator[dict[str, object]]:
    for own in _group(tellingen, lambda item: item.telling):
        total, before = _totals(own)
        if len(own) > 1 and before:
            change = 0.0 if _by_chance(total, before) else round(abs(total - before) / before * 100, 4)
            yield {"regelnummer": 0, "onderwerp": own[0].telling, "verandering_pct": change}


def _group(
    tellingen: Sequence[Partnertelling], key: Callable[[Partnertelling], str]
) -> list[list[Partnertelling]]:
    groups: dict[str, list[Partnertelling]] = {}
    for item in tellingen:
        groups.setdefault(key(item), []).append(item)
    return list(groups.values())


def _totals(own: Sequence[Partnertelling]) -> tuple[float, float | None]:
    """The total of a telling, and what it was; None when a part of that is not known."""
    before = [item.toen for item in own if item.toen is not None]
    return sum(item.aantal for item in own), sum(before) if len(before) == len(own) else None


def _as_percent(own: Sequence[Partnertelling]) -> bool:
    """Whether the parts of a telling add up to a hundred or a thousand, and not by chance what they were last year."""
    total, before = _totals(own)
    if len(own) == 1 or (before is not None and _by_chance(total, before)):
        return False
    sums = (HONDERD, DUIZEND)
    return any(total in one if len(own) >= MINSTE_DELEN else total == one[1] for one in sums)


def _all_alike(own: Sequence[Partnertelling]) -> bool:
    """Whether all parts of a telling are one number, unless each was about that last year.

    Of numbers that can have any size, one of about n is just n with a chance of one in n times the logarithm of ten.
    """
    if len({item.aantal for item in own}) > 1 or own[0].aantal < KLEINSTE:
        return False
    if all(item.toen is not None and _by_chance(item.aantal, item.toen) for item in own):
        return False
    return bool((own[0].aantal * math.log(10)) ** (1 - len(own)) < GELIJK_KANS)


def _adds_up(item: Partnertelling, own: Sequence[Partnertelling]) -> bool:
    """Whether a part is exactly the sum of two or more others, as a total among them is, and not about last year's."""
    if len(own) < MINSTE_DELEN or (item.toen is not None and _by_chance(item.aantal, item.toen)):
        return False
    rare = GELIJK_KANS * item.aantal * math.log(10) > 1
    return rare and 2 * item.aantal == sum(other.aantal for other in own)


def _all_as_before(own: Sequence[Partnertelling]) -> bool:
    """Whether all counts that last year, or a year before it, has too are the same, and chance hardly makes them so.

    Two counts with about the same mean m are equal with a chance of one in the root of 4 pi m.
    """
    years: dict[int, list[tuple[float, float]]] = {}
    for item in own:
        for jaar, toen in ((0, item.toen), *item.eerder):
            if toen:
                years.setdefault(jaar, []).append((item.aantal, toen))
    return any(
        all(nu == toen for nu, toen in known)
        and math.prod(min(1.0, 1 / math.sqrt(4 * math.pi * toen)) for _, toen in known) < ZELFDE_KANS
        for known in years.values()
    )


def _as_part(own: Sequence[Partnertelling]) -> bool:
    """Whether all counts of a group are lower than last year's by one factor, beyond chance."""
    total, before = _totals(own)
    if len(own) == 1 or not before or total > DEEL_VAN_JAAR * before:
        return False
    factor = total / before
    alike = all(
        abs(item.aantal - factor * (item.toen or 0))
        <= TOEVAL * math.sqrt(max(item.aantal + factor**2 * (item.toen or 0), 0.0))
        for item in own
    )
    return alike and before - total > RUIM_TOEVAL * math.sqrt(before + total)


def _all_lower(known: Sequence[Partnertelling]) -> Sequence[Partnertelling]:
    """All counts that last year has too, when every one is lower and together they are by a factor that chance does not
    explain: growth and decline go together where partners are many.
    """
    total, before = _totals(known)
    if len(known) < ALLE_LAGER or not before or any(item.aantal >= (item.toen or 0) for item in known):
        return ()
    return () if total > DEEL_VAN_ALLES * before or _by_chance(total, before) else known


def _swapped(own: Sequence[Partnertelling]) -> Iterator[Partnertelling]:
    """Two counts that are not by chance what they were, and by chance what the other was."""
    for one, other in combinations(own, 2):
        if one.toen is None or other.toen is None:
            continue
        here = (_apart(one.aantal, one.toen), _apart(other.aantal, other.toen))
        there = (_apart(one.aantal, other.toen), _apart(other.aantal, one.toen))
        off = here[0] ** 2 + here[1] ** 2 > SAMEN_VERWISSELD * TOEVAL**2 and min(here) > ELK
        alone = min(here) > TOEVAL and max(there) <= TOEVAL
        if alone or (off and max(there) <= ELK):
            yield from (one, other)


def _apart(nu: float, toen: float) -> float:
    """The difference of two counts in standard deviations."""
    return abs(nu - toen) / math.sqrt(nu + toen) if nu + toen > 0 else 0.0


def _by_chance(nu: float, toen: float) -> bool:
    return _apart(nu, toen) <= TOEVAL
