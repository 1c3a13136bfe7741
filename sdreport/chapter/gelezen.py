"""What a chapter reads, noted while it runs: by this alone a later build knows whether the chapter can be taken over.

Everything that a chapter reads of a report it gets from its work folder, which notes what it gives (`Notities`): of the
register the indicators, of the tables and the delivered files each by name. What a notebook opens past it, is noted as
well. The build holds each note against what it has now (`chapter/leestafel.py`).
"""

import json
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from importlib.util import source_from_cache
from pathlib import Path
from typing import Any, TypeVar

from sdreport.project.shipped import PACKAGE
from sdreport.register.cijfer import Cijfer
from sdreport.register.register import Register

MAP = "gelezen"
"""The folder in the work folder of a build; without it nothing is noted."""
ALLES = "alle cijfers"
KWALITEIT = "kwaliteit"
CIJFERS, BRON, TABEL, BESTAND = "cijfers", "bron", "tabel", "bestand"
BRONNEN, TABELLEN = "de lijst van bronnen", "de lijst van tabellen"
PAKKETTEN = f"{os.sep}site-packages{os.sep}"
VAN_HET_SYSTEEM = ("/proc", "/sys", "/dev", "/etc", "/usr", "/lib")
Waarde = TypeVar("Waarde")


class Notities:
    """Writes down what a chapter reads, each thing once and before the chapter has it."""

    def __init__(self, path: Path | None = None) -> None:
        """Note in a file; without one nothing is noted."""
        self._path = path
        self._seen: set[str] = set()

    def note(self, item: str) -> None:
        """Note one thing."""
        if self._path is not None and item not in self._seen:
            self._seen.add(item)
            with self._path.open("a", encoding="utf-8", newline="\n") as stream:
                stream.write(f"{json.dumps(item)}\n")

    def watch(self) -> None:
        """Note from now on every file that this process opens to read, but for those of Python and the system."""
        if self._path is None:
            return
        python = (sys.prefix, sys.base_prefix, str(PACKAGE), str(self._path.parents[1]), *VAN_HET_SYSTEEM)
        tijdelijk = Path(tempfile.gettempdir())
        own = [] if self._path.is_relative_to(tijdelijk) else [str(tijdelijk)]  # or the project stands in it
        passed_over = (*(f"{folder}{os.sep}" for folder in (*python, *own)), f"{Path.home()}{os.sep}.")

        def note(path: str) -> None:
            if not path.startswith(passed_over) and PAKKETTEN not in path:
                source = source_from_cache(path) if path.endswith(".pyc") else path
                self.note(f"{BESTAND} {source}")

        def look(event: str, args: tuple[Any, ...]) -> None:
            if (
                event == "open"
                and isinstance(args[0], str | bytes | os.PathLike)
                and not (args[2] or 0) & os.O_ACCMODE
            ):
                note(os.path.abspath(os.fsdecode(args[0])))  # noqa: PTH100 - cheap: this is asked of every file

        for module in [*sys.modules.values()]:  # code of its own that a notebook took in before
            if source := getattr(module, "__file__", None):
                note(source)
        sys.addaudithook(look)


def open_notities(werkmap: Path, notebook: str) -> Notities:
    """The notes of a chapter in the build that runs; by hand nothing is noted."""
    folder = werkmap / MAP
    notities = Notities(folder / f"{notebook}.txt" if folder.is_dir() else None)
    notities.watch()
    return notities


def read_notities(werkmap: Path, notebook: str) -> list[str] | None:
    """What a chapter noted; None when it noted nothing, as one that opened no chapter."""
    path = werkmap / MAP / f"{notebook}.txt"
    return (
        [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        if path.is_file()
        else None
    )


class GenoteerdRegister(Register):
    """A register that notes which indicators are asked for."""

    def __init__(self, rijen: Iterable[Cijfer], jaar: int, notities: Notities) -> None:
        """Take the rows; what is asked for from now on is noted."""
        super().__init__(rijen, jaar)
        self._notities = notities

    def __getattribute__(self, name: str) -> Any:
        """Whoever takes all rows at once, reads all of them."""
        if name == "rijen":
            self._notities.note(ALLES)
        return super().__getattribute__(name)

    def get(self, adres: str) -> Cijfer:
        """The row at an address."""
        self._note_adres(adres)
        return super().get(adres)

    def find(self, adres: str, jaar: int) -> Cijfer | None:
        """The row at an address in a year."""
        self._note_adres(adres)
        return super().find(adres, jaar)

    def select(self, indicator: str, jaar: int | None = None, /, **waarden: str) -> list[Cijfer]:
        """Rows of an indicator."""
        self._notities.note(f"{CIJFERS} {indicator}")
        return super().select(indicator, jaar, **waarden)

    def _note_adres(self, adres: str) -> None:
        self._notities.note(f"{CIJFERS} {adres.partition('@')[0].partition('.')[0]}")


class Genoteerd(Mapping[str, Waarde]):
    """A mapping that notes which of its names are asked for, and whether somebody went through all of them."""

    def __init__(self, inhoud: Mapping[str, Waarde], soort: str, geheel: str, notities: Notities) -> None:
        """Note a name as `soort naam`, and the list of names as `geheel`."""
        self._inhoud, self._soort, self._geheel, self._notities = inhoud, soort, geheel, notities

    def __getitem__(self, naam: str) -> Waarde:
        """What stands under a name."""
        self._notities.note(f"{self._soort} {naam}")
        return self._inhoud[naam]

    def __iter__(self) -> Iterator[str]:
        """The names."""
        self._notities.note(self._geheel)
        return iter(self._inhoud)

    def __len__(self) -> int:
        """How many names there are."""
        self._notities.note(self._geheel)
        return len(self._inhoud)
