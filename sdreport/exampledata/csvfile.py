"""Write the Dutch CSV files: `;`, UTF-8, decimal comma, dd-mm-jjjj, `\\n` as line end."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path


def format_cent(cent: int) -> str:
    """Cents as euros with a decimal comma: 123456 -> 1234,56."""
    teken = "-" if cent < 0 else ""
    return f"{teken}{abs(cent) // 100},{abs(cent) % 100:02d}"


def _format(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value.day:02d}-{value.month:02d}-{value.year:04d}"
    text = str(value)
    if any(mark in text for mark in ';"\n'):
        return '"' + text.replace('"', '""') + '"'
    return text


def write_csv(path: Path, kolommen: str, rijen: Iterable[Sequence[object]]) -> Path:
    """Write a file with this header (columns with `;` between them) and return its path."""
    regels = [kolommen, *(";".join(_format(value) for value in rij) for rij in rijen)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(("\n".join(regels) + "\n").encode("utf-8"))
    return path


def read_csv(path: Path) -> list[dict[str, str]]:
    """The rows of a simple reference table (no quoted fields), as text."""
    kop, *regels = path.read_text(encoding="utf-8").splitlines()
    return [dict(zip(kop.split(";"), regel.split(";"), strict=True)) for regel in regels]
