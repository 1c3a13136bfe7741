"""What a chapter shows: blocks of sdreport and nothing else. What a cell prints or raises stays in its own notebook."""

import builtins
import re
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from sdreport import errors
from sdreport.chapter.blocks.blocks import BLOK_MIME, Blok
from sdreport.errors import SdreportError

MEESTE_UITVOER = 1 << 20
"""What a notebook may write at most; a chapter that writes fails anyhow, and must not fill memory before it does."""
TE_VEEL = "schrijft meer dan 1 MB. Haal weg wat er wordt getoond."
MEESTE_GETOOND = 32 << 20
"""Signs of what a cell shows at once: many times what a block is."""
TE_GROOT = "toont meer dan 32 MB. Laat minder zien."
BLIJFT = "start een proces dat blijft draaien. Het is gestopt."
GEBRUIK = "gebruik in een cel alleen aanroepen van het hoofdstuk, zoals hoofdstuk.text(...)."
KLEUR = re.compile(r"\x1b\[[0-9;]*m")
PLEK = re.compile(r"^(?:Cell In\[|File ).*", re.MULTILINE)
ONBEKEND = "Exception"


def find_foreign(notebook: Mapping[str, Any]) -> tuple[int, str] | None:
    """The first cell that shows something else than blocks, and what kind of thing that is; never what it says."""
    known = {kind.soort: {"soort", *(field.name for field in fields(kind))} for kind in Blok.__subclasses__()}
    for number, cell in enumerate(notebook["cells"]):
        for output in cell.get("outputs", []):
            if output["output_type"] == "stream":
                return number, f"schrijft zelf iets (print, waarschuwing of opdracht); {GEBRUIK}"
            blok = output.get("data", {}).get(BLOK_MIME)
            soort = blok.get("soort") if isinstance(blok, Mapping) else None
            if not isinstance(soort, str) or set(blok) != known.get(soort):
                return number, f"toont iets dat geen blok van sdreport is; {GEBRUIK}"
    return None


def is_too_large(shown: Any) -> bool:
    """Whether the texts in something that is shown are together larger than any block."""
    left, todo = MEESTE_GETOOND, [shown]
    while todo and left >= 0:
        item = todo.pop()
        if isinstance(item, str | bytes):
            left -= len(item)
        elif isinstance(item, Mapping):
            todo.extend(item.values())
        elif isinstance(item, list | tuple):
            todo.extend(item)
            left -= len(item)
    return left < 0


def name_fault(ename: str, traceback: Sequence[str]) -> str:
    """The kind of an error that a cell raised, when it is one that Python or sdreport itself has; else `Exception`."""
    kind = getattr(builtins, ename, None)
    if isinstance(kind, type) and issubclass(kind, BaseException):
        return ename
    kind = getattr(errors, ename, None)
    own = isinstance(kind, type) and issubclass(kind, SdreportError) and _arose_here(traceback)
    return ename if own else ONBEKEND


def _arose_here(traceback: Sequence[str]) -> bool:
    """Whether sdreport raised an error itself, so that its words are made for people."""
    places = PLEK.findall(KLEUR.sub("", "\n".join(traceback)))
    return bool(places) and re.search(r"[/\\]sdreport[/\\]", places[-1]) is not None
