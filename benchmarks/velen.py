"""What a report costs in a run over many municipalities, against a cold build of one alone.

    python benchmarks/velen.py [--aantal 24] [--workers 2]

Writes invented municipalities of eight sizes, builds some of them one by one with `sdreport build` (a new process each,
nothing to take over), and then all of them with `sdreport build-each`, also with nothing to take over. Then again,
with nothing changed. Prints the cost of a report each way, the ratio, and from it what 342 municipalities cost on 2, 16
and 64 cores.
"""

import argparse
import csv
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from sdreport.exampledata import write_gemeenten

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "lindewaard"
JAAR, GROEP, GEMEENTEN = 2024, 8, 342
KERNEN = (2, 16, 64)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description="Meet wat een rapport kost in een ronde over veel gemeenten."
    )
    parser.add_argument("--aantal", type=int, default=24, help="zo veel gemeenten")
    parser.add_argument("--workers", type=int, default=os.cpu_count(), help="zo veel tegelijk")
    parser.add_argument("--los", type=int, default=GROEP, help="zo veel daarvan ook los")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        roots = write_gemeenten(folder, EXAMPLE, arguments.aantal, JAAR)
        some = [roots[place * len(roots) // arguments.los] for place in range(arguments.los)]
        alone = [measure(root, "build", "--quiet") for root in some]
        for root in some:
            shutil.rmtree(root / "output")
        command = ("build-each", str(folder), "--workers", str(arguments.workers))
        together, again = measure(folder, *command), measure(folder, *command)
        rows = list(
            csv.DictReader((folder / "uitkomst" / "gemeenten.csv").open(encoding="utf-8"), delimiter=";")
        )
        assert {row["oordeel"] for row in rows} == {"stond er al"}
    show(alone, together, again, arguments.aantal, arguments.workers)


def measure(folder: Path, *arguments: str) -> tuple[float, float]:
    """Seconds on the clock and of the processor of one command, which must end well."""
    before, start = _cpu(), time.perf_counter()
    subprocess.run([sys.executable, "-m", "sdreport", *arguments], cwd=folder, check=True)
    return time.perf_counter() - start, _cpu() - before


def show(
    alone: list[tuple[float, float]],
    together: tuple[float, float],
    again: tuple[float, float],
    aantal: int,
    workers: int,
) -> None:
    """Print the table."""
    clock, cpu = (sum(column) / len(alone) for column in zip(*alone, strict=True))
    print(f"\n{aantal} gemeenten, {workers} tegelijk, op {os.cpu_count()} kernen\n")
    print("| per rapport | klok | processor |")
    print("| --- | --- | --- |")
    print(f"| los, koud (gemiddelde van {len(alone)}) | {clock:.1f} s | {cpu:.1f} s |")
    print(f"| in de ronde | {together[0] / aantal:.1f} s | {together[1] / aantal:.1f} s |")
    print(f"| in een tweede ronde | {again[0] / aantal:.2f} s | {again[1] / aantal:.2f} s |")
    print(
        f"\nVerhouding: {together[0] / aantal / clock:.2f} (klok), {together[1] / aantal / cpu:.2f} (processor)\n"
    )
    for cores in KERNEN:
        minutes = together[0] / aantal * workers * GEMEENTEN / cores / 60
        print(f"{GEMEENTEN} gemeenten op {cores} kernen: {minutes:.0f} minuten")


def _cpu() -> float:
    """Seconds of the processor of all processes that this one started, as far as they ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
