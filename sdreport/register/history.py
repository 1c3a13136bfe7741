"""The published numbers of earlier years: read for a report, and taken out of a report for those after it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sdreport.errors import ConfigurationError, Fault
from sdreport.project.editie import Editie
from sdreport.register.afgeleid.rij import is_derived
from sdreport.register.cijfer import Cijfer
from sdreport.register.compare import compare, is_comparison
from sdreport.register.files import read_lines, read_register
from sdreport.register.manifest import NAAM, read_manifest

KERNGETAL = "kerngetal"
JAREN = re.compile(r"\d{4}(-\d{4})?")


@dataclass(frozen=True)
class Jaarregister:
    """The register of an earlier year as it was published: its rows, each with its line in the file."""

    jaar: int
    bestand: str
    """From the folder with data."""
    lines: tuple[tuple[int, Cijfer], ...]

    @property
    def rijen(self) -> list[Cijfer]:
        """The rows."""
        return [rij for _, rij in self.lines]


def read_history(folder: Path, before: int) -> tuple[Jaarregister, ...]:
    """The published registers in `folder` (one `<jaar>.csv` a year) of the years before `before`, oldest first."""
    years = sorted(int(path.stem) for path in folder.glob("*.csv") if re.fullmatch("[0-9]{4}", path.stem))
    return tuple(_read_year(folder / f"{jaar}.csv", jaar) for jaar in years if jaar < before)


def _read_year(path: Path, jaar: int) -> Jaarregister:
    lines = read_lines(path)
    other = sorted({str(rij.jaar) for _, rij in lines if rij.jaar != jaar})
    if other:
        what = f"hier horen alleen rijen van {jaar}, niet van {', '.join(other)}."
        raise ConfigurationError(Fault(what, path.name))
    return Jaarregister(jaar, f"{path.parent.name}/{path.name}", tuple(lines))


def foresee(rijen: Sequence[Cijfer], jaar: int, nieuw: int) -> list[Cijfer]:
    """The rows that a report on `nieuw` can have, when it measures what that on `jaar` did; values say nothing.

    `rijen` are those of the report on `jaar`. What stands before `nieuw` in them is its history.
    """
    measured = [rij for rij in rijen if not is_comparison(rij)]
    moved = [_move(rij, nieuw - jaar) for rij in measured if rij.jaar >= jaar]
    history = [
        rij for rij in measured if rij.jaar <= jaar and rij.jaar < nieuw and rij.indicator != KERNGETAL
    ]
    return [*history, *moved, *compare([*history, *moved], nieuw)]


def _move(rij: Cijfer, years: int) -> Cijfer:
    """A row of another year; a value that is a year or a school year moves along."""
    moved = {
        dim: re.sub(r"\d{4}", lambda year: str(int(year[0]) + years), value)
        if JAREN.fullmatch(value)
        else value
        for dim, value in rij.uitsplitsing.items()
    }
    return replace(rij, jaar=rij.jaar + years, uitsplitsing=moved)


def published_history(editie: Editie) -> Mapping[int, list[Cijfer]]:
    """The register of the published report as history: its own year and those before it, each by its year.

    Comparisons, policy numbers and what follows from others are no history.
    """
    rows: dict[int, list[Cijfer]] = {}
    for rij in published_rows(editie):
        told = rij.indicator == KERNGETAL or is_comparison(rij) or is_derived(rij)
        if rij.jaar <= editie.parameters.jaar and not told:
            rows.setdefault(rij.jaar, []).append(rij)
    return rows


def published_rows(editie: Editie) -> list[Cijfer]:
    """The register of the published report; `ConfigurationError` when there is none, or only a concept."""
    folder, rapport = editie.folder, editie.parameters.rapport
    if not (folder / NAAM).is_file():
        if (replace(editie, concept=True).folder / NAAM).is_file():
            raise ConfigurationError(
                f"Van {rapport} is er alleen een concept, en daarop kan geen nieuw rapport volgen. "
                "Bouw het eerst zonder --concept."
            )
        raise ConfigurationError(
            f"{rapport} is nog niet gebouwd; de cijfers daarvan zijn nodig voor het nieuwe rapport. "
            f"Draai eerst: sdreport build {rapport}"
        )
    if read_manifest(folder).get("concept"):
        raise ConfigurationError(
            f"{rapport} is een concept, en daarop kan geen nieuw rapport volgen. Bouw het eerst zonder --concept."
        )
    return read_register(folder / "cijfers.csv")
