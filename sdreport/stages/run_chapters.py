"""The notebooks of a report executed: the one on quality, and the chapters."""

from pathlib import Path
from typing import Any

from sdreport.chapter.werkmap import Werkmap, hand_werkmap
from sdreport.project.editie import Editie
from sdreport.publish.execute.kernels import Kernels


def run_chapters(editie: Editie, folder: Path, werkmap: Werkmap, kernels: Kernels | None) -> dict[str, Any]:
    """Execute all notebooks into `folder`; returns them by name. One that fails is kept for whoever has to mend it."""
    from sdreport.publish.execute.run import check_notebooks, run_notebooks

    parameters, paths = editie.parameters, editie.notebooks
    injected = {"rapport": parameters.rapport, "jaar": parameters.jaar}
    check_notebooks(paths, injected)
    mislukt = hand_werkmap(editie.project, parameters.rapport) / "mislukt"
    return run_notebooks(
        paths, folder, injected, werkmap.path, parameters.wachttijd_hoofdstuk_s, kernels, mislukt
    )
