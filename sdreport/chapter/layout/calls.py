"""The calls on the chapter object in a notebook, read without running it.

Only what stands in a cell by itself is read: `hoofdstuk.trend("instroom", ...)`, with values that are written out or
given a name in a cell. A call in a loop, or with a name that is computed, is passed over; whoever runs it is told there
that its figure has no number.
"""

import ast
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sdreport.errors import ConfigurationError, Fault
from sdreport.safe.files import is_there, read_text

GROOTSTE_MB = 20
HOOFDSTUK = object()
"""What a name stands for that the chapter was opened under."""
ONBEKEND = object()
"""A value that is known only when the cell runs."""


@dataclass(frozen=True)
class Aanroep:
    """A call on the chapter object: its method, its arguments (ONBEKEND when computed), and its cell."""

    methode: str
    argumenten: Sequence[Any]
    woorden: Mapping[str, Any]
    bestand: str
    cel: int

    @property
    def plaats(self) -> str:
        """File and cell, for messages."""
        return f"{self.bestand}, cel {self.cel}"

    def fault(self, what: str) -> Fault:
        """What is wrong with this call."""
        return Fault(what, self.bestand, cell=str(self.cel), told=f"{self.plaats}: {what}")

    def first_text(self, naam: str) -> str | None:
        """The first argument, which may be given by its name; None when it is not a text that is written out."""
        value = self.argumenten[0] if self.argumenten else self.woorden.get(naam)
        return value if isinstance(value, str) else None


def read_calls(notebook: Path) -> list[Aanroep]:
    """The calls in a notebook in their order; `ConfigurationError` when it cannot be read."""
    if not is_there(notebook):
        raise ConfigurationError(
            Fault(f"dit notebook bestaat niet in {notebook.parent.name}/.", notebook.name)
        )
    try:
        cells = json.loads(read_text(notebook, most_mb=GROOTSTE_MB))["cells"]
        sources = [
            (number, "".join(cell["source"]))
            for number, cell in enumerate(cells, start=1)
            if cell["cell_type"] == "code"
        ]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise ConfigurationError(Fault("dit is geen leesbaar notebook.", notebook.name)) from None
    known: dict[str, Any] = {}
    return [call for number, source in sources for call in _read_cell(source, notebook.name, number, known)]


def _read_cell(source: str, bestand: str, cel: int, known: dict[str, Any]) -> Iterator[Aanroep]:
    """The calls in a cell; `known` holds the names given so far and is added to."""
    try:
        statements = ast.parse(source).body
    except (SyntaxError, ValueError):
        return
    for statement in statements:
        match statement:
            case ast.Assign(targets=[ast.Name(id=naam)], value=ast.Call(func=ast.Name(id="open_chapter"))):
                known[naam] = HOOFDSTUK
            case ast.Assign(targets=[ast.Name(id=naam)], value=value):
                known[naam] = _read_value(value, known)
            case ast.Expr(
                value=ast.Call(
                    func=ast.Attribute(value=ast.Name(id=naam), attr=methode), args=args, keywords=words
                )
            ) if known.get(naam) is HOOFDSTUK:
                values = [_read_value(node, known) for node in args]
                named = {word.arg or "": _read_value(word.value, known) for word in words}
                yield Aanroep(methode, values, named, bestand, cel)


def _read_value(node: ast.expr, known: Mapping[str, Any]) -> Any:
    """The value of an expression that is written out or a known name; ONBEKEND for any other."""
    if isinstance(node, ast.Name):
        return known.get(node.id, ONBEKEND)
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return ONBEKEND
