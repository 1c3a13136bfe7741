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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sdreport.errors import BuildError
from sdreport.project.folders import Project, find_project
from sdreport.project.huisstijl import Huisstijl, load_huisstijl
from sdreport.register.cijfer import Cijfer
from sdreport.register.manifest import hash_files
from sdreport.register.register import Register
from sdreport.safe.restricted import copy_closed, make_closed, open_closed

WERKMAP_VARIABELE = "SDREPORT_WERKMAP"


@dataclass(frozen=True)
class Werkmap:
    """The folder `path` with JSON files: register, rapport, labels, kwaliteit, tabellen and invoer (hashes)."""

    path: Path

    def write(self, name: str, content: Any) -> None:
        """Write one of the JSON files."""
        text = json.dumps(content, ensure_ascii=False, indent=1)
        with open_closed(self.path / f"{name}.json") as stream:
            stream.write(text.encode("utf-8"))

    def read(self, name: str) -> Any:
        """Read one of the JSON files."""
        return json.loads((self.path / f"{name}.json").read_text(encoding="utf-8"))

    def forget(self, name: str) -> None:
        """Remove one of the JSON files, if it is there."""
        (self.path / f"{name}.json").unlink(missing_ok=True)

    def write_register(self, register: Register) -> None:
        """Write the register, all years."""
        self.write(
            "register",
            [{**vars(rij), "uitsplitsing": list(rij.uitsplitsing.items())} for rij in register.rijen],
        )

    def read_register(self) -> Register:
        """Read the register back."""
        rows = (Cijfer(**{**row, "uitsplitsing": dict(row["uitsplitsing"])}) for row in self.read("register"))
        return Register(rows, self.read("rapport")["jaar"])

    def is_fresh(self, root: Path) -> bool:
        """Whether the folder is there and no file that went in has changed since."""
        if not (self.path / "invoer.json").is_file():
            return False
        known: dict[str, str] = self.read("invoer")
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

    @property
    def toelichting(self) -> list[Path]:
        """The toelichting files of the year."""
        return [Path(folder) for folder in self.read("rapport")["toelichting"]]

    @property
    def huisstijl(self) -> Huisstijl:
        """The house style of the report."""
        return load_huisstijl(Path(self.read("rapport")["huisstijl"]))


@dataclass(frozen=True)
class Labels:
    """Dutch labels and order of the values of dimensions, from `data/labels.csv`."""

    labels: Mapping[str, Mapping[str, str]]

    def label(self, dimensie: str, waarde: str) -> str:
        """The label of a value; the value itself, with spaces for hyphens, if none is given."""
        return self.labels.get(dimensie, {}).get(waarde, waarde.replace("-", " "))

    def sort(self, dimensie: str, waarden: Sequence[str]) -> list[str]:
        """Values in the order of the labels file; others behind them by name; `totaal` last."""
        order = list(self.labels.get(dimensie, {}))

        def rank(waarde: str) -> tuple[bool, int, str]:
            return waarde == "totaal", order.index(waarde) if waarde in order else len(order), waarde

        return sorted(set(waarden), key=rank)


def hand_werkmap(project: Project, rapport: str) -> Path:
    """Where the work folder stands that notebooks use when they are run by hand."""
    return project.output / ".werkmap" / rapport


def find_werkmap(rapport: str) -> Werkmap:
    """The work folder of the build that runs; by hand that of the last build, made anew when an input changed."""
    if running := os.environ.get(WERKMAP_VARIABELE):
        return Werkmap(Path(running))
    project = find_project()
    werkmap = Werkmap(hand_werkmap(project, rapport))
    if not werkmap.is_fresh(project.root):
        command = [sys.executable, "-m", "sdreport", "figures", rapport, "--refresh"]
        done = subprocess.run(command, cwd=project.root, capture_output=True, text=True, check=False)
        if done.returncode:
            raise BuildError(done.stderr.strip() or done.stdout.strip())
    return werkmap
