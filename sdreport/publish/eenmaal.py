"""What is said once in a chapter: the explanation of a mark or a column, and that there are no data."""

import re
from collections.abc import Callable

from nbformat import NotebookNode

from sdreport.chapter.blocks.blocks import BLOK_MIME
from sdreport.chapter.sources import GEEN_GEGEVENS, UITLEG

EENMAAL = re.compile("|".join([*map(re.escape, UITLEG), r"Nergens ingevuld: [^.]*\."]))
CURSIEF = re.compile(r"(?:^|\n\n)\*\s*([^\n*]*?)\s*\*$")
"""The last paragraph of a text, with what is noted at it."""


def say_once(notebook: NotebookNode) -> None:
    """Take out of the notes and texts of a chapter, in place, each explanation that stood in it before."""
    said: set[str] = set()
    once = _keep_first(said)
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            blok = output.get("data", {}).get(BLOK_MIME, {})
            if "noot" in blok:
                blok["noot"] = re.sub(r" {2,}", " ", EENMAAL.sub(once, blok["noot"])).strip()
            if "markdown" in blok:
                blok["markdown"] = CURSIEF.sub(
                    lambda found: _set_italic(EENMAAL.sub(once, found[1])), blok["markdown"]
                )


def _set_italic(notes: str) -> str:
    """The notes at a text that are left, as its last paragraph."""
    left = re.sub(r" {2,}", " ", notes).strip()
    return f"\n\n*{left}*" if left else ""


def join_notices(notebook: NotebookNode) -> None:
    """Make one notice, in place, of those of one title that follow each other without anything between them."""
    last: dict[str, str] = {}
    for cell in notebook["cells"]:
        last = {} if cell["cell_type"] == "markdown" else last
        kept = []
        for output in cell.get("outputs", []):
            blok = output.get("data", {}).get(BLOK_MIME, {})
            if blok.get("soort") == "melding" and blok["titel"] == last.get("titel"):
                last["tekst"] = _join(last["tekst"], blok["tekst"])
                continue
            kept.append(output)
            last = blok if blok.get("soort") == "melding" else {}
        if "outputs" in cell:
            cell["outputs"] = kept


def _join(first: str, other: str) -> str:
    """Two texts as one; what both say of their subject is said once, above a list of the subjects.

    A subject that only narrows the one before it (`Kosten, waar bekend` after `Kosten`) is not in the list.
    """
    told = GEEN_GEGEVENS[:1].upper() + GEEN_GEGEVENS[1:].rstrip(".") + ":"
    subject = other.removesuffix(f": {GEEN_GEGEVENS}")
    if subject != other and first.startswith(told):
        return first if subject.startswith(f"{first.rpartition('- ')[2]},") else f"{first}\n- {subject}"
    if subject != other and (one := first.removesuffix(f": {GEEN_GEGEVENS}")) != first:
        return _join(f"{told}\n\n- {one}", other)
    return f"{first}\n\n{other}"


def _keep_first(said: set[str]) -> Callable[[re.Match[str]], str]:
    def keep(found: re.Match[str]) -> str:
        first = found[0] not in said
        said.add(found[0])
        return found[0] if first else ""

    return keep
