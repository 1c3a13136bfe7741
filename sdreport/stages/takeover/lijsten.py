"""The restricted lists of a report: what of them is taken over, and where they are for whoever reads a terminal."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from sdreport.project.editie import Editie
from sdreport.safe.restricted import make_closed, write_closed

TERUGMELDING = ".terugmelding"
VAN_CONTROLE = (f"{TERUGMELDING}/{{}}/*.csv", f"{TERUGMELDING}/{{}}/*.xlsx")
"""What a check writes, from the output folder; `{}` is the report."""
VAN_BUILD = (*VAN_CONTROLE, ".geheimhouding/{}/afgeschermd.csv")
"""What a build writes beside the report of its extracts."""


def describe_lijsten(editie: Editie) -> str:
    """Where the lists of the last check are, and for whom; empty when there are none."""
    folder = editie.project.output / TERUGMELDING / editie.parameters.rapport
    slugs = sorted(path.stem for path in folder.glob("*.csv")) if folder.is_dir() else []
    if not slugs:
        return ""
    return (
        f"Terugmeldlijsten voor de afzenders (.csv en .xlsx, met sleutels van records: niet publiceren) in "
        f"{editie.project.relative(folder)}/: {', '.join(slugs)}."
    )


def read_lijsten(editie: Editie, soorten: Sequence[str]) -> dict[str, bytes]:
    """The restricted lists of these kinds as they stand in the output folder, by their path in it."""
    output = editie.project.output
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in _find(editie, soorten)}


def restore_lijsten(editie: Editie, soorten: Sequence[str], lijsten: Mapping[str, bytes]) -> None:
    """Put the restricted lists of these kinds back as they were made, in place of what stands there."""
    output = editie.project.output
    for path in _find(editie, soorten):
        if path.relative_to(output).as_posix() not in lijsten:
            path.unlink()
            if not any(path.parent.iterdir()):
                path.parent.rmdir()
    for naam, inhoud in lijsten.items():
        path = output / naam
        make_closed(path.parent)
        with write_closed(path) as stream:
            stream.write(inhoud)


def _find(editie: Editie, soorten: Sequence[str]) -> list[Path]:
    patterns = (pattern.format(editie.parameters.rapport) for pattern in soorten)
    return [path for pattern in patterns for path in sorted(editie.project.output.glob(pattern))]
