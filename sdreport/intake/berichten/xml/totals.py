"""The totals of a declaration and of the answer to it, held against their lines; what an answer rejects as a whole."""

from dataclasses import dataclass

from sdreport.intake.berichten.store import Berichtopslag
from sdreport.intake.berichten.xml import fields
from sdreport.intake.berichten.xml.records import CREDIT, Bericht, Gelezen, Tell

GEZIEN = "gezien"
"""The level of an answer that says nothing but that a declaration was answered."""


@dataclass
class Telling:
    """The lines of a declaration or answer so far: how many, and what they add up to in eurocents."""

    regels: int = 0
    som: int = 0

    def add(self, gelezen: Gelezen) -> None:
        """Add a line."""
        self.regels += 1
        self.som += signed(gelezen, "bedrag", "debet_credit")


def signed(gelezen: Gelezen, bedrag: str, debet_credit: str) -> int:
    """An amount in eurocents, below zero when it is credit."""
    cents = int(gelezen[bedrag] or 0)
    return -cents if gelezen[debet_credit] == CREDIT else cents


def check_declaratie(telling: Telling, totalen: Gelezen, line: int, tell: Tell) -> None:
    """A 323: its lines add up to what it says to ask for."""
    if totalen["ingediend"] is not None and telling.som != signed(totalen, "ingediend", "ingediend_dc"):
        tell("totaal_klopt_niet", f"{fields.DECLARATIE}/TotaalIngediendBedrag", line)


def take_answer(
    storage: Berichtopslag, bericht: Bericht, telling: Telling, totalen: Gelezen, line: int, tell: Tell
) -> None:
    """A 325: its lines are what was rejected. When nothing was granted and it has no lines, all was rejected."""
    add_answer(storage, bericht, GEZIEN, line, declaratie=str(totalen["declaratie"]))
    if totalen["ingediend"] is None or totalen["toegekend"] is None:
        return
    ingediend = signed(totalen, "ingediend", "ingediend_dc")
    toegekend = signed(totalen, "toegekend", "toegekend_dc")
    if not telling.regels and ingediend and not toegekend:
        add_answer(storage, bericht, "declaratie", line, declaratie=str(totalen["declaratie"]))
    elif telling.som != ingediend - toegekend:
        tell("totaal_klopt_niet", f"{fields.ANTWOORD}/TotaalToegekendBedrag", line)


def add_answer(
    storage: Berichtopslag, bericht: Bericht, niveau: str, line: int, **waarden: str | None
) -> None:
    """Keep that a line, a declaration or a whole message was rejected; as `GEZIEN` that a declaration was answered."""
    storage.add_record(
        "afgewezen",
        {
            "gemeente": bericht.gemeente,
            "wet": bericht.soort.wet,
            "aanbieder": bericht.aanbieder,
            "niveau": niveau,
            "bron": bericht.bron,
            "regel": line,
            **waarden,
        },
    )
