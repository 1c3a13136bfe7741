"""A run over many municipalities, from the folders to what is told of all of them. This is its table of contents."""

import contextlib
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sdreport.errors import BuildError
from sdreport.progress import Progress
from sdreport.project.folders import Project
from sdreport.publish.place import Slot
from sdreport.publish.werkplek import clear_half, clear_left
from sdreport.safe.dutch import to_dutch
from sdreport.safe.restricted import make_closed
from sdreport.velen.grenzen import Grenzen
from sdreport.velen.opdracht import Bouwopdracht
from sdreport.velen.overzicht import clear_samen, write_page, write_samen, write_table
from sdreport.velen.samen import combine, read_gemeente, tell_hidden
from sdreport.velen.uitslag import Uitslag
from sdreport.velen.uitvoeren import build_units


@dataclass(frozen=True)
class Ronde:
    """What a run is about: the reports, the folder for its outcome, the bounds of each, and where they are built."""

    opdrachten: Sequence[Bouwopdracht]
    folder: Path
    grenzen: Grenzen
    workers: int
    cluster: str | None = None


def build_each(ronde: Ronde, progress: Progress) -> list[Uitslag]:
    """Build the report of every municipality and tell of all of them; returns their outcomes in order of name.

    A report that fails stops no other. A run that is broken off tells what it did; the next one goes on from there.
    BuildError when another run works in the same folder, or when the combined register gives a hidden number away.
    """
    logs = make_closed(ronde.folder / "log")
    slot = Slot(ronde.folder / ".ronde.slot")
    if not slot.take():
        raise BuildError(f"Er loopt al een ronde met uitkomsten in {ronde.folder}. Wacht tot die klaar is.")
    verslag = Rondeverslag(ronde, progress)
    try:
        clear_samen(ronde.folder)
        _clear(ronde)
        try:
            units = build_units(ronde.opdrachten, ronde.grenzen, logs, ronde.workers, ronde.cluster)
            with contextlib.closing(units):
                for uitslag in units:
                    verslag.add(uitslag)
        finally:
            _tell(verslag.uitslagen, ronde.folder)
        with progress.stage("Registers samenvoegen"):
            made = [item for item in verslag.uitslagen if item.gelukt]
            registers = [read_gemeente(item.naam, Path(item.folder)) for item in made]
            rijen = combine(registers)
            write_samen(rijen, ronde.folder)
        progress.warn(tell_hidden(registers, rijen))
        _tell(verslag.uitslagen, ronde.folder)
    finally:
        _clear(ronde)  # a unit that hung was killed
        slot.give_back()
    return verslag.uitslagen


def _clear(ronde: Ronde) -> None:
    """Clear what a killed run, or a killed build in one, left half made."""
    clear_half(ronde.folder)
    for opdracht in ronde.opdrachten:
        clear_left(Project(opdracht.root))


@dataclass
class Rondeverslag:
    """The outcomes so far, told as they come in with an estimate of what remains."""

    ronde: Ronde
    progress: Progress
    begin: float = field(default_factory=time.monotonic)
    _klaar: dict[str, Uitslag] = field(default_factory=dict)

    @property
    def uitslagen(self) -> list[Uitslag]:
        """An outcome for every report, in order; of those that had no turn that they are not built."""
        return [
            self._klaar.get(item.naam, Uitslag(item.naam, "nog niet gebouwd", 3, rapport=item.rapport))
            for item in self.ronde.opdrachten
        ]

    def add(self, uitslag: Uitslag) -> None:
        """Take an outcome and tell it."""
        self._klaar[uitslag.naam] = uitslag
        found = "" if uitslag.bevindingen is None else f", bevindingen: {uitslag.bevindingen}"
        why = f": {uitslag.melding}" if uitslag.melding else ""
        place = f"{len(self._klaar)} van {len(self.ronde.opdrachten)}"
        seconds = to_dutch(uitslag.seconden, ".1f")
        self.progress.tell(
            f"{place}  {uitslag.naam}  {uitslag.oordeel}{found} ({seconds} s){why}{self._estimate()}"
        )

    def _estimate(self) -> str:
        """How long the rest takes at the pace so far; those that stood there already took no time and say nothing."""
        rest = len(self.ronde.opdrachten) - len(self._klaar)
        worked = sum(item.oordeel != "stond er al" for item in self._klaar.values())
        if not rest or not worked:
            return ""
        minutes = (time.monotonic() - self.begin) / worked * rest / 60
        told = f"ongeveer {to_dutch(minutes, '.0f')} min" if minutes >= 1 else "minder dan een minuut"
        return f". Nog {told}"


def _tell(uitslagen: Sequence[Uitslag], folder: Path) -> None:
    write_table(uitslagen, folder)
    write_page(uitslagen, folder)
