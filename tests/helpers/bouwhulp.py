"""A project of its own for tests that build: a copy of everything a build reads, in a temporary folder."""

import hashlib
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
RAPPORT = "raadsrapportage-2023"


@dataclass(frozen=True)
class Gebouwd:
    """A project in which the report of 2023 was built, which nobody changes, and the files that were opened for it."""

    project: Path
    geopend: frozenset[str]

    def copy(self, target: Path) -> Path:
        """A project of one's own, with the report in it."""
        shutil.copytree(self.project, target)
        return target


def copy_project(target: Path) -> Path:
    """Copy parameters, notebooks, suites and data to `target`; output starts empty."""
    for name in ("parameters", "notebooks", "expectations", "data"):
        shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    (target / "output").mkdir()
    return target


def run_sdreport(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in a project, as a user would."""
    command = [sys.executable, "-m", "sdreport", *arguments]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, timeout=300, check=False)


def hash_folder(folder: Path) -> dict[str, str]:
    """SHA-256 of every file below a folder, by its path in it."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def replace_in(path: Path, old: str, new: str) -> None:
    """Change a file; the old text must be there, so that a test cannot pass without its change."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} staat niet in {path.name}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
