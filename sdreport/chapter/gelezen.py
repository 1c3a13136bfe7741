"""What a chapter reads, noted while it runs: by this alone a later build knows whether the chapter can be taken over.

Everything that a chapter reads of a report it gets from its work folder, which notes what it gives (`Notities`): of the
register the indicators, of the tables and the delivered files each by name. What a notebook opens past it, is noted as
well. The build holds each note against what it has now (`Leestafel`).
"""

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sdreport.project.shipped import PACKAGE
from sdreport.register.cijfer import Cijfer
from sdreport.register.kwaliteit import Kwaliteitsrapport
from sdreport.register.register import Register
from sdreport.safe.hashes import hash_file, hash_text

if TYPE_CHECKING:
    from sdreport.chapter.werkmap import Leesstof

MAP = "gelezen"
"""The folder in the work folder of a build; without it nothing is noted."""
ALLES = "alle cijfers"
CIJFERS, BRON, TABEL, BESTAND = "cijfers", "bron", "tabel", "bestand"
BRONNEN, TABELLEN = "de lijst van bronnen", "de lijst van tabellen"
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
        home = str(Path.home())
        python = (sys.prefix, sys.base_prefix, str(PACKAGE))
        passed_over = (*python, *VAN_HET_SYSTEEM, f"{home}/.", str(self._path.parents[1]))

        def look(event: str, args: tuple[Any, ...]) -> None:
            if (
                event == "open"
                and isinstance(args[0], str | bytes | os.PathLike)
                and not (args[2] or 0) & os.O_ACCMODE
            ):
                path = os.path.abspath(os.fsdecode(args[0]))  # noqa: PTH100 - a path object would be opened code again
                if not path.startswith(passed_over):
                    self.note(f"{BESTAND} {path}")

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


def list_altijd(notebook: str) -> list[str]:
    """What every chapter reads."""
    return ["rapport", "labels", "opbouw", "huisstijl", f"{notebook}.md"]


class Leestafel:
    """All that chapters may read as it is now, by the names under which they note it."""

    def __init__(self, stof: "Leesstof", kwaliteit: Kwaliteitsrapport, bestanden: Mapping[str, str]) -> None:
        """`bestanden` gives the hashes of what is read as files: the house style and the texts per chapter."""
        facts = {name: value for name, value in stof.rapport.as_dict().items() if name != "bronnen"}
        self._stof = stof
        self._hashes = dict(bestanden)
        whole = {
            "rapport": facts,
            "labels": list(stof.labels.labels.items()),
            "opbouw": stof.opbouw.as_dict(),
            "kwaliteit": kwaliteit.as_dict(),
            BRONNEN: list(stof.rapport.bronnen),
            TABELLEN: list(stof.tabellen),
        }
        self._hashes |= {naam: _hash(inhoud) for naam, inhoud in whole.items()}

    def hash(self, item: str) -> str:
        """The hash of one thing that can be read."""
        if item not in self._hashes:
            self._hashes[item] = self._make_hash(item)
        return self._hashes[item]

    def _make_hash(self, item: str) -> str:
        soort, _, naam = item.partition(" ")
        if item == ALLES:
            return _hash([_as_row(rij) for rij in self._stof.register.rijen])
        if soort == CIJFERS:
            return _hash([_as_row(rij) for rij in self._stof.register.select(naam)])
        if soort == BRON:
            bron = self._stof.rapport.bronnen.get(naam)
            return _hash(asdict(bron) if bron else None)
        if soort == TABEL:
            return _hash(self._stof.tabellen.get(naam))
        if soort == BESTAND:
            try:
                return hash_file(Path(naam))
            except OSError:
                return ""
        raise ValueError(f"een hoofdstuk noteerde {item!r}")


def _as_row(rij: Cijfer) -> dict[str, Any]:
    return {**vars(rij), "uitsplitsing": list(rij.uitsplitsing.items())}


def _hash(inhoud: object) -> str:
    return hash_text(json.dumps(inhoud, ensure_ascii=False, default=str))
