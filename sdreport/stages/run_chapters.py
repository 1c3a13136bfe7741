"""The notebooks of a report executed and made up, each only when something that it read has changed.

Only a chapter that shows the quality of the extracts waits for the verdict of the gate on them.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sdreport.chapter.gelezen import KWALITEIT, MAP, read_notities
from sdreport.chapter.leestafel import NIET_BEKEND, Leestafel, list_altijd
from sdreport.chapter.werkmap import Leesstof, Werkmap, hand_werkmap
from sdreport.project.editie import Editie
from sdreport.publish.execute.job import MISLUKT
from sdreport.publish.execute.kernels import Kernels
from sdreport.register.kwaliteit import Kwaliteitsrapport
from sdreport.safe.hashes import hash_file, hash_text
from sdreport.safe.restricted import make_closed
from sdreport.voorraad.overname import Delen, Overname
from sdreport.voorraad.stappen import HOOFDSTUK

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from sdreport.publish.stage import Opmaak

VOOR_PAGINAS = ("sdreport.publish.html.page", "sdreport.publish.pdf.document", "sdreport.publish.statement")
"""What is imported for the pages that a chapter is on."""


@dataclass(frozen=True)
class Hoofdstukken:
    """The chapters of a report to execute, with all that they may read."""

    editie: Editie
    werkmap: Werkmap
    leestafel: Leestafel
    overname: Overname

    def find(self, path: Path) -> bytes | None:
        """A chapter as an earlier build executed it, when nothing that it read is different now."""
        return self.overname.find_noted(HOOFDSTUK, path.stem, self._list_fixed(path), self.leestafel.hash)

    def keep(self, path: Path, inhoud: bytes) -> bool:
        """Keep an executed chapter with what it read; one that opened no chapter read nobody knows what.

        False when it read the quality of the report before that was known: it is of no use then.
        """
        noted = read_notities(self.werkmap.path, path.stem)
        if self.leestafel.hash(KWALITEIT) == NIET_BEKEND and (noted is None or KWALITEIT in noted):
            return False
        if noted is not None:
            spoor = {item: self.leestafel.hash(item) for item in [*list_altijd(path.stem), *noted]}
            self.overname.keep_noted(HOOFDSTUK, path.stem, self._list_fixed(path), spoor, inhoud)
        return True

    def judge(self, kwaliteit: Kwaliteitsrapport) -> None:
        """From now on chapters can read the quality of the report."""
        self.werkmap.write_kwaliteit(kwaliteit)
        self.leestafel.add_kwaliteit(kwaliteit)

    def _list_fixed(self, path: Path) -> Delen:
        asked = repr(sorted(inject_parameters(self.editie).items()))
        return {
            "notebook": {path.name: hash_file(path)} if path.is_file() else {},
            "vraag": {"vraag": hash_text(asked)},
        }


def run_chapters(
    chapters: Hoofdstukken,
    folder: Path,
    kernels: Kernels | None,
    opmaak: "Opmaak",
    judge: Callable[[], Kwaliteitsrapport],
    is_ready: Callable[[], bool],
) -> dict[str, bytes]:
    """All notebooks executed and made up, by name. One that fails is kept for whoever mends it.

    `opmaak` makes a notebook as it is published of an executed one, while others still run. `judge` waits for the
    verdict of the gate, and raises when the report must not go on; `is_ready` tells whether it is there. Until then
    the chapters are executed that do not read it, and when one fails the verdict goes before.
    """
    editie = chapters.editie
    mislukt = hand_werkmap(editie.project, editie.parameters.rapport) / MISLUKT
    shutil.rmtree(mislukt, ignore_errors=True)
    made: dict[str, Future[bytes]] = {}

    def run(paths: list[Path]) -> None:
        found = {path: chapters.find(path) for path in paths}
        for path, inhoud in found.items():
            if inhoud is not None:
                made[path.stem] = threads.submit(opmaak.prepare, path.stem, inhoud)
        if missing := [path for path, inhoud in found.items() if inhoud is None]:
            make_closed(chapters.werkmap.path / MAP)
            _execute(chapters, missing, folder, kernels, mislukt, take)

    def take(path: Path, inhoud: bytes) -> None:
        if chapters.keep(path, inhoud):
            made[path.stem] = threads.submit(opmaak.prepare, path.stem, inhoud)

    with _open_threads() as threads:
        if not is_ready():
            try:
                run([path for path in editie.notebooks if path.stem != editie.parameters.kwaliteit])
            except Exception:
                _judge_first(judge, mislukt)
                raise
        chapters.judge(judge())
        run([path for path in editie.notebooks if path.stem not in made])
        return {path.stem: made[path.stem].result() for path in editie.notebooks}


@contextmanager
def _open_threads() -> Iterator[ThreadPoolExecutor]:
    """Threads in which chapters are made up, as many as there are cores; what waits goes when the build fails."""
    threads = ThreadPoolExecutor(os.cpu_count())
    try:
        yield threads
    finally:
        threads.shutdown(cancel_futures=True)


def _judge_first(judge: Callable[[], Kwaliteitsrapport], mislukt: Path) -> None:
    """What the gate rejects leaves no chapter behind."""
    try:
        judge()
    except Exception:
        shutil.rmtree(mislukt, ignore_errors=True)
        raise


def gather_chapters(editie: Editie, werkmap: Werkmap, stof: Leesstof, overname: Overname) -> Hoofdstukken:
    """The chapters of a report with all that they may read, but for its quality."""
    return Hoofdstukken(editie, werkmap, make_leestafel(editie, stof, overname), overname)


def make_leestafel(editie: Editie, stof: Leesstof, overname: Overname) -> Leestafel:
    """All that chapters may read, hashed: also the house style, and the texts of each chapter."""
    texts = {
        f"{name}.md": hash_text(repr([_hash(place / f"{name}.md") for place in editie.toelichting]))
        for name in editie.alle_hoofdstukken
    }
    stijl = hash_text(repr(sorted(overname.basis["huisstijl"].items())))
    return Leestafel(stof, {**texts, "huisstijl": stijl})


def inject_parameters(editie: Editie) -> dict[str, Any]:
    """The parameters that every notebook of a report gets."""
    return {"rapport": editie.parameters.rapport, "jaar": editie.parameters.jaar}


def _execute(
    chapters: Hoofdstukken,
    paths: list[Path],
    folder: Path,
    kernels: Kernels | None,
    mislukt: Path,
    take: Callable[[Path, bytes], None],
) -> None:
    from sdreport.publish.execute.run import check_notebooks, check_shown, run_notebooks
    from sdreport.publish.stage import strip_run

    parameters, injected = chapters.editie.parameters, inject_parameters(chapters.editie)
    check_notebooks(chapters.editie.notebooks, injected)
    for module in VOOR_PAGINAS:  # while the kernels warm up
        import_module(module)

    def finish(path: Path, notebook: "NotebookNode") -> None:
        check_shown(path, notebook, injected)
        take(path, strip_run(notebook))

    werkmap, timeout_s = chapters.werkmap.path, parameters.wachttijd_hoofdstuk_s
    run_notebooks(paths, folder, injected, werkmap, timeout_s, kernels, mislukt, finish)


def _hash(path: Path) -> str:
    return hash_file(path) if path.is_file() else ""
