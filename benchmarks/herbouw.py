"""How much of a build is done again after a change: each against a cold build of the same project, in one run.

    python benchmarks/herbouw.py [PARAMETERS] [--herhaal 3]

Run it in a project folder. The project is copied to a temporary folder, and changed there: nothing, one sentence of
the toelichting, one line of the largest extract. Cold is a build that has nothing to take over. `sdreport check` is
measured cold and again. Every run is a new process. Of each the best of the repetitions counts, because other work on
a machine only ever adds time.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from sdreport.project.editie import Editie, find_editie
from sdreport.project.folders import Project, find_project

MAPPEN = ("parameters", "notebooks", "expectations", "data")


def main() -> None:
    """Measure and print a table of ratios."""
    parser = argparse.ArgumentParser(description="Meet wat een build opnieuw doet na een wijziging.")
    parser.add_argument("parameters", nargs="?", metavar="PARAMETERS")
    parser.add_argument("--herhaal", type=int, default=1, metavar="N", help="aantal metingen; de beste telt")
    arguments = parser.parse_args()
    best: dict[str, float] = {}
    for _ in range(arguments.herhaal):
        with tempfile.TemporaryDirectory() as folder:
            editie = copy_project(find_project(), Path(folder), arguments.parameters)
            for naam, seconds in measure(editie):
                best[naam] = min(seconds, best.get(naam, seconds))
    show(best)
    print(
        f"\nBeste van {arguments.herhaal}, op {os.cpu_count()} kernen, belasting nu {os.getloadavg()[0]:.1f}."
    )


def copy_project(project: Project, folder: Path, naam: str | None) -> Editie:
    """A copy of a project without anything that was built in it."""
    for name in MAPPEN:
        if (project.root / name).is_dir():
            shutil.copytree(project.root / name, folder / name)
    return find_editie(Project(folder.resolve()), naam)


def measure(editie: Editie) -> Iterator[tuple[str, float]]:
    """The seconds of each kind of run, in the order of the table."""
    rapport = editie.parameters.rapport
    yield "build, koud", run(editie, "build", rapport)
    yield "build, niets veranderd", run(editie, "build", rapport)
    change_sentence(editie)
    yield "build, één zin veranderd", run(editie, "build", rapport)
    change_extract(editie)
    yield "build, één extract veranderd", run(editie, "build", rapport)
    shutil.rmtree(editie.project.output)
    yield "check, koud", run(editie, "check", rapport)
    yield "check, nog een keer", run(editie, "check", rapport)


def run(editie: Editie, *arguments: str) -> float:
    """The seconds of one command."""
    command = [sys.executable, "-m", "sdreport", *arguments]
    start = time.perf_counter()
    subprocess.run(command, cwd=editie.project.root, check=True, capture_output=True)
    return time.perf_counter() - start


def change_sentence(editie: Editie) -> None:
    """Add a sentence without any number to the longest text of the report."""
    path = max(editie.eigen_toelichting.glob("*.md"), key=lambda text: text.stat().st_size)
    path.write_text(path.read_text(encoding="utf-8").rstrip() + "\n\nDat staat hier.\n", encoding="utf-8")


def change_extract(editie: Editie) -> None:
    """Leave out the last line of the largest extract."""
    files = [path for slug in editie.parameters.datasets for path in editie.data.glob(f"{slug}.csv")]
    path = max(files, key=lambda file: file.stat().st_size)
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))


def show(best: dict[str, float]) -> None:
    """Print the seconds, and the ratio to a cold run of the same command."""
    for naam, seconds in best.items():
        cold = best[f"{naam.partition(',')[0]}, koud"]
        print(f"  {naam:<32}{seconds:6.2f} s{seconds / cold:8.3f}")


if __name__ == "__main__":
    main()
