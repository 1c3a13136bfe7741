"""Run the chapter notebooks with papermill, and check that they can take the parameters they get."""

import contextlib
import json
import os
import shutil
import sys
import warnings
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
import papermill
from nbformat import NotebookNode

from sdreport import errors
from sdreport.chapter.werkmap import WERKMAP_VARIABELE
from sdreport.errors import BuildError, ConfigurationError, Fault, SdreportError, from_here, shorten
from sdreport.publish.execute.job import MEESTE_GEHEUGEN, MISLUKT, Job, Outcome
from sdreport.publish.execute.kernels import Kernels, KernelsError, start_kernels
from sdreport.publish.execute.shown import BLIJFT, find_foreign
from sdreport.safe.files import read_text
from sdreport.safe.restricted import copy_closed, make_closed

Klaar = Callable[[Path, NotebookNode], None]
"""Takes a notebook that has been executed."""
GROOTSTE_MB = 20
MEESTE_CELLEN = 500
LANGSTE_CEL = 100_000
LENGTE_FOUT = 500
EIGEN_OPSTART = ("PYTHONSTARTUP",)
"""What may run code of one's own in every kernel; a chapter is the same on every machine."""


def check_notebooks(paths: Sequence[Path], parameters: Mapping[str, Any]) -> None:
    """Every notebook must be there and take exactly these parameters; papermill itself only warns."""
    faults = []
    for path in paths:
        if not path.is_file():
            faults.append(Fault(f"dit notebook bestaat niet in {path.parent.name}/.", path.name))
            continue
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of libraries, about what is told here in words for people
            if wrong := _judge_form(path):
                faults.append(Fault(wrong, path.name))
                continue
            known = set(papermill.inspect_notebook(str(path)))
        if known != set(parameters):
            what = f"de parameters zijn {sorted(known)}, verwacht {sorted(parameters)}."
            faults.append(Fault(what, path.name))
    if faults:
        raise ConfigurationError.from_list("Notebooks kloppen niet met de parameters:", faults)


def _judge_form(path: Path) -> str:
    """What makes a file no notebook that can be executed and published; empty when nothing does."""
    try:
        notebook = json.loads(read_text(path, most_mb=GROOTSTE_MB))
        nbformat.validate(notebook, version=4)
        version, cells = notebook["nbformat"], notebook["cells"]
    except Exception:  # whatever its parsers run into in a file that is no notebook
        version, cells = 0, []
    if version != 4 or not cells:
        return "dit is geen notebook van nbformat 4. Bewaar het opnieuw met JupyterLab."
    meta = notebook["metadata"]
    named = meta.get("kernelspec", {}).get("language"), meta.get("language_info", {}).get("name")
    if [name for name in named if name is not None] not in (["python"], ["python", "python"]):
        return "dit notebook is niet voor Python. Bewaar het opnieuw met JupyterLab, met de kernel Python 3."
    if len(cells) > MEESTE_CELLEN:
        return f"dit notebook heeft meer dan {MEESTE_CELLEN} cellen."
    if any(len("".join(cell["source"])) > LANGSTE_CEL for cell in cells):
        return f"een cel heeft meer dan {LANGSTE_CEL} tekens."
    if not any(cell["cell_type"] == "markdown" and "".join(cell["source"]).strip("# ") for cell in cells):
        return "er staat geen titel in: een eerste cel met # en de titel."
    return ""


def run_notebooks(
    paths: Sequence[Path],
    folder: Path,
    parameters: Mapping[str, Any],
    werkmap: Path,
    timeout_s: int,
    kernels: Kernels | None = None,
    mislukt: Path | None = None,
    klaar: Klaar | None = None,
) -> dict[str, NotebookNode]:
    """Execute the notebooks into `folder`; returns them by name (file name without ending), in the given order.

    `klaar` gets each as soon as it is executed, while others still run. Each runs in a clean kernel, in the folder of
    the notebook, for at most `timeout_s` seconds. `kernels` is the warm process of the build; without it one is started
    here. The first failure ends all: a ConfigurationError of the chapter itself or a BuildError, and the folder
    `mislukt` (in `werkmap`, unless given) holds the notebook as far as it came.
    """
    largest_first = sorted(paths, key=lambda path: path.stat().st_size, reverse=True)
    jobs = [Job(str(path), str(folder / path.name), dict(parameters), timeout_s) for path in largest_first]
    mislukt = mislukt or werkmap / MISLUKT
    shutil.rmtree(mislukt, ignore_errors=True)
    made: dict[str, NotebookNode] = {}
    env = {name: value for name, value in os.environ.items() if name not in EIGEN_OPSTART}
    env |= {WERKMAP_VARIABELE: str(werkmap), "IPYTHONDIR": str(folder / ".ipython")}
    with contextlib.nullcontext(kernels) if kernels else start_kernels() as kernels:
        for job, outcome in _execute(jobs, env, kernels):
            if outcome.soort != "klaar":
                raise _explain(job, outcome, _keep(job, mislukt))
            path = Path(job.notebook)
            made[path.stem] = nbformat.read(job.target, as_version=4)
            if klaar:
                klaar(path, made[path.stem])
    return {path.stem: made[path.stem] for path in paths}


def check_shown(path: Path, notebook: NotebookNode, parameters: Mapping[str, Any]) -> None:
    """Refuse an executed chapter that shows something else than blocks; BuildError names the cell only."""
    if foreign := find_foreign(notebook):
        cel, what = foreign
        number = _find_cell(Job(str(path), "", parameters, 0), cel)
        told = f"Hoofdstuk {path.stem}, cel {number} {what}"
        raise BuildError(Fault(what, path.name, cell=number, rule="vreemd", told=told))


def _execute(
    jobs: Sequence[Job], env: Mapping[str, str], kernels: Kernels | None
) -> Generator[tuple[Job, Outcome], None, None]:
    """Execute in forked kernels if there are any; plain papermill, one by one, if not."""
    if kernels is not None:
        try:
            with contextlib.closing(kernels.execute(jobs, env)) as outcomes:
                yield from outcomes
            return
        except KernelsError:
            reason = f"Kernels klaarzetten lukte niet ({kernels.last_words()}); hoofdstukken draaien nu een voor een."
            print(reason, file=sys.stderr)
    from sdreport.publish.execute.engine import execute_chapter

    with _environment(env):
        for job in jobs:
            yield job, execute_chapter(job)


@contextlib.contextmanager
def _environment(env: Mapping[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.clear()
    os.environ.update(env)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _keep(job: Job, folder: Path) -> Path | None:
    """Copy what was executed so far to `folder`, out of the build that will be cleared; None if there is nothing."""
    source = Path(job.target)
    if not source.is_file():
        return None
    make_closed(folder.parent)
    return copy_closed(source, make_closed(folder) / source.name)


def _explain(job: Job, outcome: Outcome, kept: Path | None) -> SdreportError:
    """The error to show for a failed chapter: one line with the chapter and the cell."""
    path = Path(job.notebook)
    cel = _find_cell(job, outcome.cel)
    place = f"Hoofdstuk {path.stem}{f', cel {cel}' if cel else ''}"
    kind = getattr(errors, outcome.ename, None)
    if isinstance(kind, type) and issubclass(kind, SdreportError):
        what = shorten(_one_line(outcome.evalue), LENGTE_FOUT)
        return kind(Fault(what, path.name, cell=cel, told=f"{place}: {what}"))
    if outcome.ename == MemoryError.__name__:
        outcome = replace(outcome, soort="geheugen")
    what = {
        "geheugen": f"vraagt meer geheugen dan een hoofdstuk mag gebruiken ({MEESTE_GEHEUGEN >> 30} GB).",
        "tijd": f"is niet klaar binnen {job.timeout_s} seconden en is gestopt.",
        "gestopt": "stopte onverwacht: het proces is weg. Mogelijk was er te weinig geheugen.",
        "proces": BLIJFT,
    }.get(outcome.soort, f"{outcome.ename}.")  # what an error says can be a value: it stays in the notebook
    saved = f" Wat al was uitgevoerd, met de fout, staat in {from_here(kept)}." if kept else ""
    told = f"{place}{':' if outcome.soort == 'fout' else ''} {what}{saved}"
    return BuildError(Fault(what, path.name, cell=cel, rule=outcome.soort, told=told))


def _find_cell(job: Job, cel: int | None) -> str:
    """The number of a cell in the notebook as written; what stands in it can be a value, and is not told.

    The cell that papermill injects does not count. A notebook that was written over while it ran has no numbers.
    """
    if cel is None:
        return ""
    try:
        cells = nbformat.read(job.notebook, as_version=4)["cells"]
    except (OSError, ValueError):
        return ""
    tagged = [n for n, cell in enumerate(cells) if "parameters" in cell["metadata"].get("tags", [])]
    return str(cel if job.parameters and (not tagged or cel > tagged[0]) else cel + 1)


def _one_line(text: str) -> str:
    return " ".join(text.split())
