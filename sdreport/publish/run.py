"""Run the chapter notebooks with papermill, and check that they can take the parameters they get."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import nbformat
import papermill
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError

from sdreport.chapter.werkmap import WERKMAP_VARIABELE
from sdreport.errors import BuildError, ConfigurationError


def check_notebooks(paths: Sequence[Path], parameters: Mapping[str, Any]) -> None:
    """Every notebook must be there and take exactly these parameters; papermill itself only warns."""
    faults = []
    for path in paths:
        if not path.is_file():
            faults.append(f"{path.name}: dit notebook bestaat niet in {path.parent.name}/.")
            continue
        known = set(papermill.inspect_notebook(str(path)))
        if known != set(parameters):
            faults.append(f"{path.name}: de parameters zijn {sorted(known)}, verwacht {sorted(parameters)}.")
    if faults:
        raise ConfigurationError.from_list("Notebooks kloppen niet met de parameters:", faults)


def run_notebooks(
    paths: Sequence[Path], folder: Path, parameters: Mapping[str, Any], werkmap: Path, timeout_s: int
) -> dict[str, NotebookNode]:
    """Execute the notebooks into `folder`; returns them by name (file name without ending), in the given order."""
    os.environ[WERKMAP_VARIABELE] = str(werkmap)
    try:
        return {path.stem: _run(path, folder / path.name, parameters, timeout_s) for path in paths}
    finally:
        del os.environ[WERKMAP_VARIABELE]


def _run(path: Path, target: Path, parameters: Mapping[str, Any], timeout_s: int) -> NotebookNode:
    try:
        papermill.execute_notebook(
            str(path), str(target), parameters=dict(parameters), kernel_name="python3", progress_bar=False,
            log_output=False, execution_timeout=timeout_s, cwd=str(path.parent),
        )  # fmt: skip
    except PapermillExecutionError as error:
        raise BuildError(f"Hoofdstuk {path.stem}, cel {error.exec_count}: {error.ename}: {error.evalue}") from error
    return nbformat.read(target, as_version=4)
