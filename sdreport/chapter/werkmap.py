"""The work folder of a build: all that chapters may read, and nothing else.

A build writes it before the chapters run. It holds the register, the labels, the published texts and where each
dataset came from; no row of an extract. A notebook that is opened by hand uses the work folder of the last build
of its report, and has one made when there is none or when an input has changed.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from sdreport.chapter.gelezen import (
    BRON,
    BRONNEN,
    KWALITEIT,
    TABEL,
    TABELLEN,
    Genoteerd,
    GenoteerdRegister,
    Notities,
    open_notities,
)
from sdreport.chapter.opbouw import GEEN_OPBOUW, Opbouw
from sdreport.errors import BuildError
from sdreport.plannen.rows import Rijtekst
from sdreport.project.folders import Project, find_project
from sdreport.project.parameters.blokken import Kerncijfer
from sdreport.register.cijfer import Cijfer
from sdreport.register.kwaliteit import Kwaliteitsrapport
from sdreport.register.leeftijd import LEEFTIJD, describe_klasse, order_klasse
from sdreport.register.manifest import Bronbestand, hash_files
from sdreport.register.register import Register
from sdreport.register.structuur import TOTAAL
from sdreport.safe.restricted import copy_closed, make_closed, open_closed

WERKMAP_VARIABELE = "SDREPORT_WERKMAP"
IN_DELEN = ("register", "tabellen")
"""Files of which a chapter notes what it reads of them, and not the whole."""
INVOER = "invoer"
"""The file with the hashes of all that went in: a work folder without it is not whole."""
Tabelrijen = Mapping[str, Sequence[Rijtekst]]


@dataclass(frozen=True)
class Labels:
    """Dutch labels and order of the values of dimensions, from `data/labels.csv`."""

    labels: Mapping[str, Mapping[str, str]]

    def label(self, dimensie: str, waarde: str) -> str:
        """The label of a value: of the labels file, or of an age class its years, or else the value with spaces."""
        own = self.labels.get(dimensie, {}).get(waarde)
        years = describe_klasse(waarde) if dimensie == LEEFTIJD else ""
        return own or years or ("Totaal" if waarde == TOTAAL else waarde.replace("-", " "))

    def sort(self, dimensie: str, waarden: Sequence[str]) -> list[str]:
        """Values in the order of the labels file, ages by age; others behind them by name; `totaal` last."""
        order = list(self.labels.get(dimensie, {}))

        def rank(waarde: str) -> tuple[bool, int, tuple[int, int], str]:
            place = order.index(waarde) if waarde in order else len(order)
            age = order_klasse(waarde) if dimensie == LEEFTIJD else (0, 0)
            return waarde == TOTAAL, place, age, waarde

        return sorted(set(waarden), key=rank)


@dataclass(frozen=True)
class Rapportfeiten:
    """What chapters get to know of the report that they are part of."""

    jaar: int
    gemeente: str
    huisstijl: Path
    toelichting: tuple[Path, ...]
    """Folders with texts; a later one goes before."""
    kerncijfers: tuple[Kerncijfer, ...] = ()
    bronnen: Mapping[str, Bronbestand] = field(default_factory=dict)
    """Per dataset the file that it was delivered in."""
    bijnamen: Mapping[str, str] = field(default_factory=dict)
    """What a notebook calls municipalities of the region without naming them: `eigen` and `kleinste`."""
    indicatoren: tuple[str, ...] = ()
    """Every indicator that there is, also those that this report has no data for."""
    voorbeeldjaren: bool = False
    """Whether chapters show examples of earlier years."""
    verloop: tuple[Kerncijfer, ...] = ()
    """The numbers that stand over the years in one figure."""
    nullen: bool = True
    """Whether chapters may tell that something is of nobody."""

    def as_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        return {
            **vars(self),
            "huisstijl": str(self.huisstijl),
            "toelichting": [str(folder) for folder in self.toelichting],
            "kerncijfers": [item.model_dump() for item in self.kerncijfers],
            "verloop": [item.model_dump() for item in self.verloop],
            "bronnen": {slug: asdict(bron) for slug, bron in self.bronnen.items()},
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Rapportfeiten":
        """The facts back from plain data."""
        typed = {
            "huisstijl": Path(data["huisstijl"]),
            "toelichting": tuple(Path(folder) for folder in data["toelichting"]),
            "kerncijfers": tuple(Kerncijfer(**item) for item in data["kerncijfers"]),
            "verloop": tuple(Kerncijfer(**item) for item in data["verloop"]),
            "bronnen": {slug: Bronbestand(**bron) for slug, bron in data["bronnen"].items()},
            "indicatoren": tuple(data["indicatoren"]),
        }
        return cls(**{**data, **typed})


@dataclass(frozen=True)
class Leesstof:
    """What chapters may read of a report, apart from its quality: made once, written once, read back the same."""

    rapport: Rapportfeiten
    register: Register
    labels: Labels
    tabellen: Tabelrijen
    """The rows that chapters may show, by dataset."""
    opbouw: Opbouw = GEEN_OPBOUW
    """The numbers of all figures and tables, made before any chapter runs."""


def to_rows(rijen: Iterable[Cijfer]) -> list[dict[str, Any]]:
    """Rows of the register as plain data, dimensions in their order."""
    return [{**vars(rij), "uitsplitsing": list(rij.uitsplitsing.items())} for rij in rijen]


def from_rows(rows: Iterable[Mapping[str, Any]]) -> Iterator[Cijfer]:
    """The reverse of `to_rows`."""
    return (Cijfer(**{**row, "uitsplitsing": dict(row["uitsplitsing"])}) for row in rows)


@dataclass(frozen=True)
class Werkmap:
    """The folder `path` with JSON files: what is in `Leesstof`, and kwaliteit and invoer (hashes)."""

    path: Path
    notities: Notities = field(default_factory=Notities)
    """Notes what a chapter reads here, in a build."""

    def fill(self, stof: Leesstof, kwaliteit: Kwaliteitsrapport, invoer: Mapping[str, str]) -> None:
        """Write all that chapters may read, and last the hashes of all that went in: without these it is not whole."""
        make_closed(self.path)
        (self.path / f"{INVOER}.json").unlink(missing_ok=True)
        self.write("register", to_rows(stof.register.rijen))
        self.write("rapport", stof.rapport.as_dict())
        self.write("labels", stof.labels.labels)
        self.write("tabellen", stof.tabellen)
        self.write("opbouw", stof.opbouw.as_dict())
        self.write_kwaliteit(kwaliteit)
        self.write(INVOER, invoer)

    def write_kwaliteit(self, kwaliteit: Kwaliteitsrapport) -> None:
        """Write what is told of the quality of the report, in place of what was there."""
        self.write(KWALITEIT, kwaliteit.as_dict())

    def write(self, name: str, content: Any) -> None:
        """Write one of the JSON files."""
        text = json.dumps(content, ensure_ascii=False, indent=1)
        with open_closed(self.path / f"{name}.json") as stream:
            stream.write(text.encode("utf-8"))

    def read(self, name: str) -> Any:
        """Read one of the JSON files."""
        if name not in IN_DELEN:
            self.notities.note(name)
        return json.loads((self.path / f"{name}.json").read_text(encoding="utf-8"))

    def read_rapport(self) -> Rapportfeiten:
        """Read the facts of the report back."""
        rapport = Rapportfeiten.from_dict(self.read("rapport"))
        return replace(rapport, bronnen=Genoteerd(rapport.bronnen, BRON, BRONNEN, self.notities))

    def read_register(self, jaar: int) -> Register:
        """Read the register of a report on the year `jaar` back."""
        return GenoteerdRegister(from_rows(self.read("register")), jaar, self.notities)

    def read_labels(self) -> Labels:
        """Read the labels back."""
        return Labels(self.read("labels"))

    def read_tabellen(self) -> Tabelrijen:
        """Read the rows of the tables back."""
        tables: Tabelrijen = self.read("tabellen")
        return Genoteerd(tables, TABEL, TABELLEN, self.notities)

    def read_opbouw(self) -> Opbouw:
        """Read the layout of the report back."""
        return Opbouw.from_dict(self.read("opbouw"))

    def read_kwaliteit(self) -> Kwaliteitsrapport:
        """Read what is told of the quality of the report back."""
        return Kwaliteitsrapport.from_dict(self.read(KWALITEIT))

    def is_fresh(self, root: Path) -> bool:
        """Whether the folder is there and no file that went in has changed since."""
        if not (self.path / f"{INVOER}.json").is_file():
            return False
        known: dict[str, str] = self.read(INVOER)
        there = [root / name for name in known if (root / name).is_file()]
        return hash_files(there, root) == known

    def keep_at(self, path: Path) -> None:
        """Copy the folder to `path`, in place of what was there; whoever is killed leaves a whole one or none."""
        new, old = (path.with_name(f".{path.name}.{word}") for word in ("nieuw", "oud"))
        for left in (new, old):
            shutil.rmtree(left, ignore_errors=True)
        make_closed(new)
        for file in self.path.iterdir():
            if file.is_file():
                copy_closed(file, new / file.name)
        if path.exists():
            path.rename(old)
        new.rename(path)
        shutil.rmtree(old, ignore_errors=True)


def hand_werkmap(project: Project, rapport: str) -> Path:
    """Where the work folder stands that notebooks use when they are run by hand."""
    return project.output / ".werkmap" / rapport


def find_werkmap(rapport: str, notebook: str) -> Werkmap:
    """The work folder of the build that runs; by hand that of the last build, made anew when an input changed."""
    if running := os.environ.get(WERKMAP_VARIABELE):
        return Werkmap(Path(running), open_notities(Path(running), notebook))
    project = find_project()
    werkmap = Werkmap(hand_werkmap(project, rapport))
    if not werkmap.is_fresh(project.root):
        command = [sys.executable, "-m", "sdreport", "figures", rapport, "--refresh"]
        done = subprocess.run(command, cwd=project.root, capture_output=True, text=True, check=False)
        if done.returncode:
            raise BuildError(done.stderr.strip() or done.stdout.strip())
    return werkmap
