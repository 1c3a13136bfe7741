"""The lines of the messages in which declarations came: most once, some put right later, some rejected.

What is put right comes three times: too much at first, the same with a credit, and then as it should be. Together these
are the amount of the declaration; a rejected line counts for nothing.
"""

from dataclasses import dataclass, replace
from datetime import date

from sdreport.exampledata.draws import Draws
from sdreport.exampledata.zorg.declaraties import Declaratie
from sdreport.exampledata.zorg.maat import PGB, find_maat
from sdreport.exampledata.zorg.toewijzingen import Toewijzing

HERSTELD, AFGEWEZEN = 0.006, 0.004
TE_VEEL_PCT = (110, 160)
DECLAREERT_OP = 9


def find_dagtekening(jaar: int, maand: int) -> date:
    """The day on which care of a month is declared: the ninth of the month after."""
    return date(jaar + maand // 12, maand % 12 + 1, DECLAREERT_OP)


@dataclass(frozen=True)
class Declaratieregel:
    """One line; `cent` is above zero, also of a credit. `maand` is the month of the message in which it came."""

    toewijzing: Toewijzing
    begin: date
    einde: date
    cent: int
    volume: int
    maand: int
    credit: bool = False
    afgewezen: bool = False
    hersteld: bool = False
    referentie: str = ""
    vorige: str = ""

    @property
    def declaratienummer(self) -> str:
        """The number of the message: one a month for each law, the same for every sender."""
        return f"D{self.begin.year % 100}{self.maand:02d}{self.toewijzing.zorgvorm.wet[0].upper()}"

    @property
    def dagtekening(self) -> date:
        """The day on which the message was declared."""
        return find_dagtekening(self.begin.year, self.maand)

    @property
    def staat(self) -> bool:
        """Whether the line is what was delivered: no credit, not put right, not rejected."""
        return not (self.credit or self.afgewezen or self.hersteld)


def make_regels(draws: Draws, declaraties: list[Declaratie]) -> list[Declaratieregel]:
    """All lines by period, assignment and message, each with its reference."""
    groepen = [_make(draws, declaratie) for declaratie in declaraties]
    plekken = [(i, j) for i, groep in enumerate(groepen) for j in range(len(groep))]
    plekken.sort(key=lambda plek: _order(groepen[plek[0]][plek[1]], plek))
    namen = {plek: f"R{nummer:06d}" for nummer, plek in enumerate(plekken, start=1)}
    return [
        replace(regel, referentie=namen[i, j], vorige=namen[i, 0] if regel.credit else "")
        for i, j in plekken
        for regel in (groepen[i][j],)
    ]


def _order(regel: Declaratieregel, plek: tuple[int, int]) -> tuple[object, ...]:
    return regel.begin, regel.toewijzing.nummer, regel.declaratienummer, plek


def _make(draws: Draws, declaratie: Declaratie) -> list[Declaratieregel]:
    toewijzing, maand = declaratie.toewijzing, declaratie.begin.month
    maat = find_maat(toewijzing.zorgvorm, toewijzing.product.leveringsvorm)
    later = min(12, maand + draws.between(1, 2))
    goed = Declaratieregel(
        toewijzing,
        declaratie.begin,
        declaratie.einde,
        declaratie.cent,
        maat.volume_of(declaratie.cent),
        maand,
    )
    lot = 1.0 if toewijzing.product.leveringsvorm == PGB else draws.fraction()
    if lot < HERSTELD:
        te_veel = declaratie.cent * draws.between(*TE_VEEL_PCT) // 100
        fout = replace(goed, cent=te_veel, volume=maat.volume_of(te_veel), hersteld=True)
        return [fout, replace(fout, maand=later, credit=True), replace(goed, maand=later)]
    if lot < HERSTELD + AFGEWEZEN and toewijzing.zorgvorm.wet == "jeugdwet":
        return [goed, replace(goed, maand=later, afgewezen=True)]
    return [goed]
