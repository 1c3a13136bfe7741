"""What comes before and beside the support itself: report, request and decision, and the dates as they were planned."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from sdreport.exampledata.draws import Draws
from sdreport.exampledata.zorg.toewijzingen import VOLGENS_PLAN, Toewijzing

DOOR_GEMEENTE = "01"
GEWIJZIGD_PCT = 12
REDENEN_WIJZIGING = {"04": 70, "05": 20, "14": 10}
"""Codes WMO002 and JZ002: made longer, made shorter, or put right."""


@dataclass(frozen=True)
class Verloop:
    """The dates of one assignment beside those on which support was given."""

    gepland_begin: date
    gepland_einde: date | None
    werkelijk_einde: date | None
    meldingsdatum: date | None = None
    aanvraagdatum: date | None = None
    besluitdatum: date | None = None
    reden_wijziging: str = ""


def make_verloop(draws: Draws, jaar: int, toewijzingen: list[Toewijzing]) -> list[Verloop]:
    """One for each assignment, in their order. Who gets another assignment of the same kind had it end as planned."""
    keren = Counter((t.persoon, t.zorgvorm) for t in toewijzingen)
    return [_make(draws, jaar, t, keren[t.persoon, t.zorgvorm] > 1) for t in toewijzingen]


def _make(draws: Draws, jaar: int, t: Toewijzing, vaker: bool) -> Verloop:
    ended = t.einddatum if t.einddatum is not None and t.einddatum.year == jaar else None
    speling = min(14, (t.ingangsdatum - t.toewijzingsdatum).days)
    eerder = 0 if vaker else draws.between(0, speling) * draws.between(0, 1)
    later = draws.between(10, 300)
    gepland = t.einddatum
    if ended and not vaker and t.reden_beeindiging != VOLGENS_PLAN[t.zorgvorm.wet]:
        gepland = ended + timedelta(days=later)
    gewijzigd = t.ingangsdatum.year < jaar and draws.chance(GEWIJZIGD_PCT / 100)
    reden = draws.pick(REDENEN_WIJZIGING) if gewijzigd else ""
    begin = t.ingangsdatum - timedelta(days=eerder)
    if t.verwijzertype not in ("", DOOR_GEMEENTE):
        return Verloop(begin, gepland, ended, reden_wijziging=reden)
    besluit = t.toewijzingsdatum - timedelta(days=draws.between(0, 3))
    aanvraag = besluit - timedelta(days=draws.between(1, 13))
    melding = aanvraag - timedelta(days=draws.between(5, 41))
    return Verloop(begin, gepland, ended, melding, aanvraag, besluit, reden)
