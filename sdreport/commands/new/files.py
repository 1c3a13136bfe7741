"""What a new report starts from: the files of an earlier one, without what was decided or said for that one."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from sdreport.errors import ConfigurationError
from sdreport.intake.source.files import EXTENSIONS
from sdreport.project.editie import Editie
from sdreport.project.folders import Project

HEADING = re.compile(r"^(## .*)$", re.MULTILINE)


def write_new(project: Project, files: Mapping[Path, str | bytes]) -> list[Path]:
    """Write files that must not be there yet; a file that is, also as CSV or workbook, is an error beforehand."""
    there = [
        project.relative(path)
        for name in files
        for path in sorted({name, *(name.with_suffix(ending) for ending in EXTENSIONS)})
        if path.exists()
    ]
    if there:
        raise ConfigurationError(
            f"Deze bestanden bestaan al en worden niet overschreven: {', '.join(there)}."
        )
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return list(files)


def list_toelichting(editie: Editie) -> Iterator[Path]:
    """The toelichting of a report's own, a file per chapter; texts that all reports share are left out."""
    for name in editie.alle_hoofdstukken:
        *shared, own = (folder / f"{name}.md" for folder in editie.toelichting)
        if own.is_file():
            yield own
        elif not any(path.is_file() for path in shared):
            raise ConfigurationError(f"De toelichting {editie.project.relative(own)} ontbreekt.")


def open_anew(text: str) -> str:
    """A parameters file without what was decided or said for the report it is a copy of."""
    text = re.sub(r"^status:.*$", "status: voorlopig", text, flags=re.MULTILINE)
    text = replace_block(text, "verantwoording", "verantwoording: Schrijf hier waarop dit rapport berust.\n")
    for name in ("voorbeeld", "vastgesteld", "vaste_nummers", "acceptaties"):
        text = replace_block(text, name, f"{name}: []\n")
    return replace_block(
        text, "kwaliteitsborging", "# kwaliteitsborging: van dit rapport nog niets vastgelegd\n"
    )


def next_toelichting(text: str, merk: str) -> str:
    """An earlier toelichting as a start, each section visibly marked until somebody has gone over it."""
    return HEADING.sub(lambda heading: f"{heading[1]}\n\n{merk}", text)


def replace_block(text: str, key: str, new: str) -> str:
    """Replace a top-level key with everything indented under it, and the comment lines right above it."""
    return re.sub(
        rf"(?:^#.*\n)*^{key}:.*\n(?:[ \t-].*\n|\n(?=[ \t-]))*", new + "\n", text, count=1, flags=re.MULTILINE
    )
