"""The notebooks of a report executed and made up, each only when something that it read has changed."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sdreport.chapter.gelezen import MAP, read_notities
from sdreport.chapter.leestafel import Leestafel, list_altijd
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

    def keep(self, path: Path, inhoud: bytes) -> None:
        """Keep an executed chapter with what it read; one that opened no chapter read nobody knows what."""
        noted = read_notities(self.werkmap.path, path.stem)
        if noted is not None:
            spoor = {item: self.leestafel.hash(item) for item in [*list_altijd(path.stem), *noted]}
            self.overname.keep_noted(HOOFDSTUK, path.stem, self._list_fixed(path), spoor, inhoud)

    def _list_fixed(self, path: Path) -> Delen:
        asked = repr(sorted(inject_parameters(self.editie).items()))
        return {
            "notebook": {path.name: hash_file(path)} if path.is_file() else {},
            "vraag": {"vraag": hash_text(asked)},
        }


def run_chapters(
    chapters: Hoofdstukken, folder: Path, kernels: Kernels | None, opmaken: Callable[[str, bytes], bytes]
) -> dict[str, bytes]:
    """All notebooks executed and made up, by name. One that fails is kept for whoever mends it.

    `opmaken` makes a notebook as it is published of an executed one, while others still run.
    """
    editie = chapters.editie
    found = {path: chapters.find(path) for path in editie.notebooks}
    missing = [path for path, inhoud in found.items() if inhoud is None]
    mislukt = hand_werkmap(editie.project, editie.parameters.rapport) / MISLUKT
    shutil.rmtree(mislukt, ignore_errors=True)
    made: dict[str, bytes] = {}

    def take(path: Path, inhoud: bytes) -> None:
        chapters.keep(path, inhoud)
        made[path.stem] = opmaken(path.stem, inhoud)

    if missing:
        make_closed(chapters.werkmap.path / MAP)
        _execute(chapters, missing, folder, kernels, mislukt, take)
    for path, inhoud in found.items():
        if inhoud is not None:
            made[path.stem] = opmaken(path.stem, inhoud)
    return {path.stem: made[path.stem] for path in found}


def gather_chapters(
    editie: Editie, werkmap: Werkmap, stof: Leesstof, kwaliteit: Kwaliteitsrapport, overname: Overname
) -> Hoofdstukken:
    """The chapters of a report with all that they may read."""
    return Hoofdstukken(editie, werkmap, make_leestafel(editie, stof, kwaliteit, overname), overname)


def make_leestafel(
    editie: Editie, stof: Leesstof, kwaliteit: Kwaliteitsrapport, overname: Overname
) -> Leestafel:
    """All that chapters may read, hashed: also the house style, and the texts of each chapter."""
    texts = {
        f"{name}.md": hash_text(repr([_hash(place / f"{name}.md") for place in editie.toelichting]))
        for name in editie.alle_hoofdstukken
    }
    stijl = hash_text(repr(sorted(overname.basis["huisstijl"].items())))
    return Leestafel(stof, kwaliteit, {**texts, "huisstijl": stijl})


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
    check_notebooks(paths, injected)
    for module in VOOR_PAGINAS:  # while the kernels warm up
        import_module(module)

    def finish(path: Path, notebook: "NotebookNode") -> None:
        check_shown(path, notebook, injected)
        take(path, strip_run(notebook))

    werkmap, timeout_s = chapters.werkmap.path, parameters.wachttijd_hoofdstuk_s
    run_notebooks(paths, folder, injected, werkmap, timeout_s, kernels, mislukt, finish)


def _hash(path: Path) -> str:
    return hash_file(path) if path.is_file() else ""
