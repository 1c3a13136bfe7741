"""In which unit support is assigned and declared, and at which tariff: what messages say besides amounts.

A tariff is that of the hour, day part, day or trip of `zorgplan`; care by the hour is declared in minutes, and what has
no tariff (a pgb, an adaptation of a house) in euros: then the volume is the amount itself.
"""

from dataclasses import dataclass
from typing import Final

from sdreport.exampledata.csvfile import format_cent
from sdreport.exampledata.zorg.plan import BEGELEIDING, BEHANDELING, Zorgvorm

MINUUT, ETMAAL, DAGDEEL, STUKS, EURO, RITTEN = "01", "14", "16", "82", "83", "84"
PER_WEEK, PER_MAAND, TOTAAL = "2", "4", "6"
PGB: Final = "PGB"
EENHEDEN: Final = {
    "huishoudelijke-hulp": MINUUT,
    BEGELEIDING: MINUUT,
    BEHANDELING: MINUUT,
    "": MINUUT,
    "landelijk-transitiearrangement": MINUUT,
    "dyslexie": MINUUT,
    "adhd-ziekenhuiszorg": MINUUT,
    "dagactiviteiten": DAGDEEL,
    "respijtzorg": ETMAAL,
    "verblijf-gezond-opgroeien": ETMAAL,
    "logeren": ETMAAL,
    "rolstoelvoorzieningen": STUKS,
    "vervoersvoorzieningen": STUKS,
    "vervoer-dagactiviteiten": RITTEN,
    "vervoer-ggz": RITTEN,
    "woonvoorzieningen": EURO,
}
WEKEN_PER_MAAND = 4
KWARTIER = 15


@dataclass(frozen=True)
class Maat:
    """The unit of a form of support (WJ756), its tariff in cents, and per which period it is assigned (WMO757)."""

    eenheid: str
    tarief_cent: int | None
    frequentie: str

    def volume_of(self, cent: int) -> int:
        """How many units an amount is: as many as come nearest to it, and at least one; of euros the cents."""
        if self.tarief_cent is None:
            return cent
        return max(1, (2 * cent + self.tarief_cent) // (2 * self.tarief_cent))

    def write_volume(self, volume: int) -> str:
        """A volume as it stands in an extract: cents as euros, without zeros that say nothing."""
        return format_cent(volume).rstrip("0").rstrip(",") if self.tarief_cent is None else str(volume)

    def assign(self, volumes: list[int]) -> int | None:
        """The volume that is assigned, enough for what was declared a month; None where there is a budget instead."""
        if self.tarief_cent is None:
            return None
        if self.frequentie == TOTAAL:
            return sum(volumes)
        most = max(volumes)
        if self.frequentie == PER_MAAND:
            return most
        step = KWARTIER if self.eenheid == MINUUT else 1
        return -(-most // (WEKEN_PER_MAAND * step)) * step

    def budget(self, centen: list[int]) -> int | None:
        """The amount that is assigned, in cents on tens of euros; None where there is a volume instead."""
        return -(-sum(centen) // 1000) * 1000 if self.tarief_cent is None else None


def find_maat(vorm: Zorgvorm, leveringsvorm: str) -> Maat:
    """The unit, tariff and period of a form of support."""
    eenheid = EURO if leveringsvorm == PGB else EENHEDEN[vorm.voorziening]
    tarief = {EURO: None, MINUUT: vorm.tarief_cent // 60}.get(eenheid, vorm.tarief_cent)
    if vorm.ritme != "maand":
        return Maat(eenheid, tarief, TOTAAL)
    return Maat(eenheid, tarief, PER_WEEK if eenheid in (MINUUT, DAGDEEL) else PER_MAAND)
