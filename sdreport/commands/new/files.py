"""What a new report starts from: the files of an earlier one, without what was decided or said for that one."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sdreport.errors import ConfigurationError, Fault
from sdreport.intake.source.files import EXTENSIONS
from sdreport.project.editie import Editie
from sdreport.project.folders import Project
from sdreport.safe.half import write_whole


def write_new(project: Project, files: Mapping[Path, str | bytes]) -> list[Path]:
    """Write files that must not be there yet; a file that is, also as CSV or workbook, is an error beforehand.

    Each appears whole. Those of a command that was broken off, some of the same files and no others, are no error.
    """
    made = {path: text if isinstance(text, bytes) else text.encode("utf-8") for path, text in files.items()}
    left = {path for path, content in made.items() if path.is_file() and path.read_bytes() == content}
    done = left if len(left) < len(made) else set()
    there = [
        project.relative(path)
        for name in made
        for path in sorted({name, *(name.with_suffix(ending) for ending in EXTENSIONS)} - done)
        if path.exists()
    ]
    if there:
        raise ConfigurationError(
            f"Deze bestanden bestaan al en worden niet overschreven: {', '.join(there)}."
        )
    for path, content in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)
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


@dataclass(frozen=True)
class Klaargezet:
    """What a new report starts with: files with their content, and the sentences of texts that it leaves out."""

    files: Mapping[Path, str | bytes]
    weggelaten: Sequence[Fault] = ()

    def describe(self) -> str:
        """The sentences that were left out, for the steward."""
        if not self.weggelaten:
            own = any(path.suffix == ".md" for path in self.files)
            return (
                "Alle zinnen van de toelichting zijn overgenomen."
                if own
                else "Er is geen eigen toelichting om over te nemen: de teksten zijn die van sdreport."
            )
        lines = [f"  {fault}" for fault in self.weggelaten]
        return "\n".join(
            [f"Zinnen die zijn weggelaten, want hun cijfer komt er niet ({len(lines)}):", *lines]
        )


def carry_toelichting(editie: Editie, folder: Path, jaar: int, merk: str) -> Klaargezet:
    """The toelichting of a built report for a new one about `jaar`, whose data stand in `folder`.

    Each section is marked until somebody has gone over it. What was left out stands beside it in a file of its own.
    """
    from sdreport.chapter.toelichting.carry_over import WEGGELATEN, carry_over
    from sdreport.chapter.toelichting.text import Feiten
    from sdreport.register.history import foresee, published_rows
    from sdreport.register.register import Register

    rows = foresee(published_rows(editie), editie.parameters.jaar, jaar)
    feiten = Feiten(Register(rows, jaar), editie.parameters.gemeente)
    files: dict[Path, str] = {}
    weggelaten: list[Fault] = []
    for toelichting in list_toelichting(editie):
        carried, left_out = carry_over(toelichting, feiten, merk)
        files |= {folder / "toelichting" / toelichting.name: carried} if carried else {}
        weggelaten += left_out
    if weggelaten:
        files[folder / "toelichting" / WEGGELATEN] = "".join(f"{fault}\n" for fault in weggelaten)
    return Klaargezet(files, weggelaten)


def replace_block(text: str, key: str, new: str) -> str:
    """Replace a top-level key with everything indented under it, and the comment lines right above it."""
    return re.sub(
        rf"(?:^#.*\n)*^{key}:.*\n(?:[ \t-].*\n|\n(?=[ \t-]))*", new + "\n", text, count=1, flags=re.MULTILINE
    )
