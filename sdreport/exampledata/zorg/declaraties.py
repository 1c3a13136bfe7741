"""The dataset declaraties: per toewijzing and month, exactly the published costs per perceel."""

from calendar import monthrange
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sdreport.exampledata.draws import Draws, split_exactly
from sdreport.exampledata.personen import Persoon
from sdreport.exampledata.targets import KOSTEN_LEEFTIJD, PERCELEN, PERCELEN_JEUGD_14_17, scale_euro
from sdreport.exampledata.zorg.plan import (
    INTENSITEIT_14_17_PCT,
    INTENSITEIT_75_88_PCT,
    INTENSITEIT_LAATSTE_KWARTAAL_PCT,
)
from sdreport.exampledata.zorg.toewijzingen import Toewijzing


@dataclass(frozen=True)
class Declaratie:
    """One declaration; `cent` is first tariff times volume, and then brought to the published total."""

    toewijzing: Toewijzing
    begin: date
    einde: date
    cent: int


def _maanden(jaar: int, toewijzing: Toewijzing) -> list[tuple[date, date]]:
    """The months of the report year in which the assignment runs, cut off at its first and last day."""
    delen = []
    for maand in range(1, 13):
        eerste = max(date(jaar, maand, 1), toewijzing.ingangsdatum)
        laatste = date(jaar, maand, monthrange(jaar, maand)[1])
        if toewijzing.einddatum is not None:
            laatste = min(laatste, toewijzing.einddatum)
        if eerste <= laatste:
            delen.append((eerste, laatste))
    return delen


def _ruwe_declaraties(draws: Draws, jaar: int, toewijzing: Toewijzing, persoon: Persoon) -> list[Declaratie]:
    """Tariff times volume for every month in which something was declared; at least one month."""
    vorm = toewijzing.zorgvorm
    delen = _maanden(jaar, toewijzing)
    per_maand = draws.between(*vorm.eenheden)
    percentage = 100
    if vorm.wet == "jeugdwet" and 14 <= persoon.leeftijd <= 17:
        percentage = INTENSITEIT_14_17_PCT
    if vorm.wet == "wmo" and 75 <= persoon.leeftijd <= 88:
        percentage = INTENSITEIT_75_88_PCT
    if vorm.wet == "jeugdwet" and toewijzing.ingangsdatum >= date(jaar, 10, 1):
        percentage = percentage * INTENSITEIT_LAATSTE_KWARTAAL_PCT // 100
    if vorm.ritme == "eenmalig":
        delen = [delen[draws.between(0, min(2, len(delen) - 1))]]
    elif vorm.ritme == "kwartaal":
        delen = delen[::3]
    rijen = []
    for i, (eerste, laatste) in enumerate(delen):
        if i > 0 and draws.chance(0.04):
            continue
        dagen = 30 if vorm.ritme != "maand" else min(30, (laatste - eerste).days + 1)
        eenheden = max(1, per_maand * percentage * draws.between(80, 120) * dagen // (100 * 100 * 30))
        rijen.append(Declaratie(toewijzing, eerste, laatste, eenheden * vorm.tarief_cent))
    return rijen


def _in_age_group(declaratie: Declaratie, personen: list[Persoon]) -> bool:
    """Whether the declaration belongs to the age group whose costs are published."""
    vorm = declaratie.toewijzing.zorgvorm
    laagst, hoogst, _ = KOSTEN_LEEFTIJD[vorm.wet]
    if vorm.wet == "jeugdwet" and vorm.perceel not in PERCELEN_JEUGD_14_17:
        return False
    return laagst <= personen[declaratie.toewijzing.persoon].leeftijd <= hoogst


def group_targets(
    perceel_cent: dict[str, int], natuurlijk: dict[str, tuple[int, int]], doel_cent: int
) -> dict[str, int]:
    """Split the costs of an age group over the percelen: natural shares that add up to the target.

    natuurlijk: raw cents per perceel of (age group, all). Returns the cents of the age group per perceel.
    """
    deel = {p: perceel_cent[p] * groep // alle for p, (groep, alle) in natuurlijk.items() if groep}
    parts = split_exactly(doel_cent, list(deel.values()))
    return dict(zip(deel, parts, strict=True))


def make_declaraties(
    draws: Draws, jaar: int, toewijzingen: list[Toewijzing], personen: list[Persoon]
) -> list[Declaratie]:
    """All declarations: per perceel they add up to `werkelijk`, per named age group to its costs."""
    ruw = [d for t in toewijzingen for d in _ruwe_declaraties(draws, jaar, t, personen[t.persoon])]
    emmers: dict[tuple[str, str, bool], list[Declaratie]] = defaultdict(list)
    for d in ruw:
        emmers[d.toewijzing.zorgvorm.wet, d.toewijzing.zorgvorm.perceel, _in_age_group(d, personen)].append(d)
    rijen: list[Declaratie] = []
    for wet, percelen in PERCELEN.items():
        totaal = {perceel: 100 * scale_euro(bedragen[2], jaar) for perceel, bedragen in percelen.items()}
        ruw_groep = {p: sum(d.cent for d in emmers[wet, p, True]) for p in percelen}
        natuurlijk = {
            p: (groep, groep + sum(d.cent for d in emmers[wet, p, False])) for p, groep in ruw_groep.items()
        }
        doel = group_targets(totaal, natuurlijk, 100 * scale_euro(KOSTEN_LEEFTIJD[wet][2], jaar))
        for perceel in percelen:
            for in_groep in (True, False):
                deel = doel.get(perceel, 0)
                rijen += _exact(emmers[wet, perceel, in_groep], deel if in_groep else totaal[perceel] - deel)
    return sorted(rijen, key=lambda d: (d.begin, d.toewijzing.nummer))


def _exact(declaraties: list[Declaratie], doel_cent: int) -> list[Declaratie]:
    """The declarations brought to a total, each at least ten euros."""
    centen = split_exactly(doel_cent, [d.cent for d in declaraties], minimum=1000 if declaraties else 0)
    return [
        Declaratie(d.toewijzing, d.begin, d.einde, cent) for d, cent in zip(declaraties, centen, strict=True)
    ]
