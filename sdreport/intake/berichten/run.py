"""An import from folder or zip to extracts, step by step: read, work out, and write only when all could be read."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sdreport.errors import ConfigurationError
from sdreport.intake.berichten.declaraties import work_out_declaraties
from sdreport.intake.berichten.existing import (
    DECLARATIES,
    TOEWIJZINGEN,
    Bestaand,
    match_pseudonyms,
    take_existing,
    tell_clashes,
    tell_lost,
)
from sdreport.intake.berichten.extracts import Geschreven, write_extracts
from sdreport.intake.berichten.store import Berichtopslag
from sdreport.intake.berichten.tables import Vertaaltabellen
from sdreport.intake.berichten.toewijzingen import Uitwerking, work_out_toewijzingen
from sdreport.intake.berichten.told import Importverslag, Verteld
from sdreport.intake.berichten.xml.header import OvergeslagenBericht
from sdreport.intake.berichten.xml.message import BerichtLezer
from sdreport.intake.berichten.xml.records import Maker
from sdreport.intake.berichten.xml.sources import Bron, list_bronnen
from sdreport.intake.berichten.xml.stream import OnleesbaarBericht, read_message
from sdreport.intake.berichten.xml.structuur import WETTEN
from sdreport.intake.mapping import Vertaling
from sdreport.intake.pseudonym import Pseudoniemen

ONTHOUDEN = 50_000
"""So many pseudonyms are kept to give again, so that memory stays bounded."""
VAN_BERICHTEN = ("toegewezen", "levering", "verwijzing", "prestatie", "afgewezen")
NODIG = {TOEWIJZINGEN: "toegewezen", DECLARATIES: "prestatie"}
"""The records without which an extract is not written."""


@dataclass(frozen=True)
class Opdracht:
    """What an import is asked: where the messages are, where the extracts go, and how.

    `gemeente` (a CBS code) takes the messages of one municipality, `jaar` the rows of one year. With `doorgaan` what
    cannot be read is left out; with `vervangen` rows in natura that stand there already give way. What was signed after
    `vandaag` is told.
    """

    bron: Path
    doel: Path
    gemeente: str = ""
    jaar: int | None = None
    doorgaan: bool = False
    vervangen: bool = False
    vertalingen: Mapping[str, Vertaling] = field(default_factory=dict)
    """By extract what its sender calls otherwise, for rows that stand there already."""
    vandaag: dt.date = dt.date.max


@dataclass(frozen=True)
class Importuitkomst:
    """What came of it: counts per type of message, all that does not fit, and the extracts that were written."""

    aantallen: Mapping[str, Mapping[str, int]]
    verteld: tuple[Verteld, ...]
    geschreven: tuple[Geschreven, ...]
    gestopt: bool
    """Whether nothing was written because something could not be read, or there was nothing to write."""


def import_berichten(
    opdracht: Opdracht, tabellen: Vertaaltabellen, secret: str, lijst: Path | None = None
) -> Importuitkomst:
    """Read all messages and write the extracts; every place of every finding goes to the file `lijst`."""
    pseudoniemen = Pseudoniemen(secret)
    if not opdracht.doel.is_dir():
        raise ConfigurationError(
            f"De map {opdracht.doel} bestaat niet. Maak haar, of noem een andere met --into."
        )
    with Berichtopslag() as storage:
        verslag = Importverslag(storage)
        _read_all(opdracht, storage, verslag, tabellen, pseudoniemen)
        _check_gemeente(storage)
        bestaand = _take_existing(opdracht, storage)
        werk = Uitwerking(storage, verslag, tabellen)
        work_out_toewijzingen(werk)
        work_out_declaraties(werk)
        match_pseudonyms(storage, pseudoniemen.make)
        tell_clashes(storage, verslag)
        tell_lost(storage, verslag)
        geschreven: list[Geschreven] = []
        if opdracht.doorgaan or not verslag.is_kritiek():
            pseudoniemen.check_different()
            slugs = [slug for slug, table in NODIG.items() if storage.rows(f"SELECT 1 FROM {table} LIMIT 1")]
            geschreven = write_extracts(werk, opdracht.doel, slugs, bestaand, opdracht.jaar)
        if lijst is not None:
            verslag.write_places(lijst)
        return Importuitkomst(
            verslag.aantallen, tuple(verslag.list_verteld()), tuple(geschreven), not geschreven
        )


def _read_all(
    opdracht: Opdracht,
    storage: Berichtopslag,
    verslag: Importverslag,
    tabellen: Vertaaltabellen,
    pseudoniemen: Pseudoniemen,
) -> None:
    made: dict[str, str] = {}

    def give(number: str) -> str:
        if number not in made:
            if len(made) >= ONTHOUDEN:
                made.clear()
            made[number] = pseudoniemen.make(number)
        return made[number]

    maker = Maker(tabellen, give, verslag.tell, opdracht.vandaag.isoformat())
    for bron in list_bronnen(opdracht.bron):
        verslag.begin(storage.add("bron", (bron.naam,)))
        if bron.open is None:
            verslag.tell(bron.reden, "", 0)
        else:
            _read_one(bron, opdracht.gemeente, storage, verslag, maker)
        verslag.end()


def _read_one(
    bron: Bron, gemeente: str, storage: Berichtopslag, verslag: Importverslag, maker: Maker
) -> None:
    """Read one message; when it proves unreadable none of its records stays."""
    assert bron.open is not None
    storage.mark()
    lezers: list[BerichtLezer] = []

    def start() -> BerichtLezer:
        storage.forget(VAN_BERICHTEN)
        verslag.forget()
        lezers.append(BerichtLezer(storage, maker, verslag.bron, gemeente))
        return lezers[-1]

    try:
        if read_message(bron.open, start):
            verslag.tell("tekenset_geraden", "", 1)
        lezers[-1].finish()
    except OvergeslagenBericht as reason:
        storage.forget(VAN_BERICHTEN)
        verslag.forget()
        verslag.tell(reason.regel, "", 0)
        return
    except OnleesbaarBericht as fault:
        storage.forget(VAN_BERICHTEN)
        verslag.tell(fault.regel, "", fault.line)
        bericht = lezers[-1].bericht if lezers else None
        verslag.count(bericht.soort.naam if bericht else "onbekend", "onleesbaar")
        return
    bericht = lezers[-1].bericht
    assert bericht is not None
    verslag.count(bericht.soort.naam, "past_niet", verslag.count_pending())
    verslag.count(bericht.soort.naam, "berichten")
    verslag.count(bericht.soort.naam, "regels", lezers[-1].regels)


def _check_gemeente(storage: Berichtopslag) -> None:
    """Messages of two municipalities never go into one extract."""
    tables = " UNION ".join(f"SELECT DISTINCT gemeente FROM {table}" for table in VAN_BERICHTEN)
    found = sorted(str(gemeente) for (gemeente,) in storage.rows(tables))
    if len(found) > 1:
        raise ConfigurationError(
            f"De berichten zijn van {len(found)} gemeenten: {', '.join(found)}. Kies er één met --gemeente."
        )


def _take_existing(opdracht: Opdracht, storage: Berichtopslag) -> Mapping[str, Bestaand]:
    """What stands in the folder already; rows in natura of the laws that were read give way when that is asked."""
    tables = " UNION ".join(f"SELECT DISTINCT wet FROM {table}" for table in VAN_BERICHTEN)
    wetten = {str(wet) for (wet,) in storage.rows(tables)}
    bestaand = take_existing(opdracht.doel, storage, opdracht.vertalingen, set(WETTEN.values()) - wetten)
    full = [f"{slug}.csv" for slug, one in bestaand.items() if one.wijken]
    if full and not opdracht.vervangen:
        raise ConfigurationError(
            f"In {opdracht.doel} staan al rijen in {' en '.join(full)}. "
            "Vervang ze met --replace, of noem een andere map met --into."
        )
    return bestaand
