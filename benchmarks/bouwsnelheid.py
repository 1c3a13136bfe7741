"""How long a build takes, against the plain way: papermill per notebook, then nbconvert per executed notebook.

    python benchmarks/bouwsnelheid.py [PARAMETERS] [--herhaal 3]

Run it in a project folder. Both ways start cold (new processes) and use the same notebooks and the same work folder.
The plain way gets less done: no reading, checking or measuring, no report page with all chapters, no PDF. (A PDF the
plain way needs LaTeX, or a Chromium for `--to webpdf`; neither comes with Python packages, so it is not measured.)
Prints the best of the repetitions, because other work on a machine only ever adds time.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from sdreport.project.folders import Project, find_project
from sdreport.project.parameters import Parameters, find_parameters, load_parameters

STAGE = re.compile(r"^(?P<naam>.+) \((?P<seconds>[\d,]+) s\)$", re.MULTILINE)


def main() -> None:
    """Measure both ways and print a table."""
    parser = argparse.ArgumentParser(description="Meet hoe lang een build duurt, ook op de gewone manier.")
    parser.add_argument("parameters", nargs="?", metavar="PARAMETERS")
    parser.add_argument("--herhaal", type=int, default=1, metavar="N", help="aantal metingen; de beste telt")
    arguments = parser.parse_args()
    project = find_project()
    parameters = load_parameters(find_parameters(project.parameters, arguments.parameters))
    builds, plains = [], []
    for _ in range(arguments.herhaal):
        builds.append(measure_build(project, parameters))
        plains.append(measure_plain(project, parameters))
    build, plain = (min(times, key=lambda stages: stages["totaal"]) for times in (builds, plains))
    show("sdreport build", build)
    show("papermill + nbconvert --to html, een voor een", plain)
    print(f"\nDe gewone manier duurt {plain['totaal'] / build['totaal']:.1f} keer zo lang als de hele build;")
    print(f"alleen de hoofdstukken: {plain['papermill'] / build['Hoofdstukken uitvoeren']:.1f} keer zo lang.")
    print(
        f"Beste van {arguments.herhaal}, op {os.cpu_count()} kernen, belasting nu {os.getloadavg()[0]:.1f}."
    )


def measure_build(project: Project, parameters: Parameters) -> dict[str, float]:
    """Seconds of each stage of a cold build, of starting Python, and in total."""
    command = [sys.executable, "-m", "sdreport", "build", parameters.rapport, "--fresh"]
    start = time.perf_counter()
    done = subprocess.run(command, cwd=project.root, check=True, stderr=subprocess.PIPE, text=True)
    total = time.perf_counter() - start
    stages = {m["naam"]: float(m["seconds"].replace(",", ".")) for m in STAGE.finditer(done.stderr)}
    stages = {naam: seconds for naam, seconds in stages.items() if not naam.startswith("Klaar")}
    return {"Python starten": total - sum(stages.values()), **stages, "totaal": total}


def measure_plain(project: Project, parameters: Parameters) -> dict[str, float]:
    """Seconds of papermill and of nbconvert, a process per notebook, on the work folder of the last build."""
    env = {**os.environ, "SDREPORT_WERKMAP": str(project.output / ".werkmap" / parameters.rapport)}
    names = (parameters.kwaliteit, *parameters.hoofdstukken)
    seconds = {"papermill": 0.0, "nbconvert": 0.0}
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            source, executed = project.notebooks / f"{name}.ipynb", Path(folder) / f"{name}.ipynb"
            run = [
                "papermill",
                str(source),
                str(executed),
                "--cwd",
                str(project.notebooks),
                "--no-progress-bar",
            ]
            run += ["-p", "rapport", parameters.rapport, "-p", "jaar", str(parameters.jaar)]
            for tool, arguments in (
                ("papermill", run),
                ("nbconvert", ["nbconvert", "--to", "html", str(executed)]),
            ):
                start = time.perf_counter()
                subprocess.run([sys.executable, "-m", *arguments], env=env, check=True, capture_output=True)
                seconds[tool] += time.perf_counter() - start
    return {**seconds, "totaal": sum(seconds.values())}


def show(title: str, stages: dict[str, float]) -> None:
    """Print the stages of one way."""
    print(f"\n{title}")
    for naam, seconds in stages.items():
        print(f"  {naam:<32}{seconds:6.1f} s")


if __name__ == "__main__":
    main()
