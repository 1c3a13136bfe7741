"""How much of a build is done again after a change: each against a cold build of the same project, in one run.

    python benchmarks/herbouw.py [PARAMETERS] [--herhaal 3]

Run it in a project folder. The project is copied to a temporary folder, and changed there: nothing, one sentence of
the toelichting, one line of the largest extract. Cold is a build that has nothing to take over. `sdreport check` is
measured cold and again. Every run is a new process. Of each the best of the repetitions counts, because other work on
a machine only ever adds time; beside the clock stand the seconds of the processor, for a machine that is busy.
"""

import argparse
import os
import resource
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
Kosten = tuple[float, float]
"""Seconds on the clock, and of the processor."""


def main() -> None:
    """Measure and print a table of ratios."""
    parser = argparse.ArgumentParser(description="Meet wat een build opnieuw doet na een wijziging.")
    parser.add_argument("parameters", nargs="?", metavar="PARAMETERS")
    parser.add_argument("--herhaal", type=int, default=1, metavar="N", help="aantal metingen; de beste telt")
    arguments = parser.parse_args()
    best: dict[str, Kosten] = {}
    for _ in range(arguments.herhaal):
        with tempfile.TemporaryDirectory() as folder:
            editie = copy_project(find_project(), Path(folder), arguments.parameters)
            for naam, kosten in measure(editie):
                clock, cpu = best.get(naam, kosten)
                best[naam] = min(kosten[0], clock), min(kosten[1], cpu)
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


def measure(editie: Editie) -> Iterator[tuple[str, Kosten]]:
    """What each kind of run costs, in the order of the table."""
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


def run(editie: Editie, *arguments: str) -> Kosten:
    """What one command costs, with all processes that it starts."""
    command = [sys.executable, "-m", "sdreport", *arguments]
    start, before = time.perf_counter(), _cpu()
    subprocess.run(command, cwd=editie.project.root, check=True, capture_output=True)
    return time.perf_counter() - start, _cpu() - before


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def change_sentence(editie: Editie) -> None:
    """Add a sentence without any number to the longest text of the report."""
    path = max(editie.eigen_toelichting.glob("*.md"), key=lambda text: text.stat().st_size)
    path.write_text(path.read_text(encoding="utf-8").rstrip() + "\n\nDat staat hier.\n", encoding="utf-8")


def change_extract(editie: Editie) -> None:
    """Leave out the last line of the largest extract."""
    files = [path for slug in editie.parameters.datasets for path in editie.data.glob(f"{slug}.csv")]
    path = max(files, key=lambda file: file.stat().st_size)
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))


def show(best: dict[str, Kosten]) -> None:
    """Print both, each with its ratio to a cold run of the same command."""
    print(f"  {'':<32}{'klok':>8}{'':>10}{'processor':>12}")
    for naam, (clock, cpu) in best.items():
        cold = best[f"{naam.partition(',')[0]}, koud"]
        print(f"  {naam:<32}{clock:6.2f} s{clock / cold[0]:8.3f}{cpu:10.2f} s{cpu / cold[1]:8.3f}")


if __name__ == "__main__":
    main()
