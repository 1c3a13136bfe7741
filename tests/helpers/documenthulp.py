"""Documents of a few rows, to check."""

from pathlib import Path

from sdreport.bevindingen import Bevinding
from sdreport.documents.figures import COLUMNS, Document, read_document
from sdreport.documents.teksten.teksten import Documenttekst


def make_document(tmp_path: Path, *rijen: str, slug: str = "proef") -> Document:
    """A document of rows `waarde;eenheid;formule` or with `;soort` and `;citaat`; numbered from 1."""
    lines = [";".join(COLUMNS)]
    for number, rij in enumerate(rijen, start=1):
        waarde, eenheid, formule, soort, citaat = (*rij.split("/"), *[""] * 5)[:5]
        soort, citaat = soort or "tabel", citaat or waarde.lstrip("-")
        lines.append(f"{number};plek {number};{waarde};{eenheid};{formule};{citaat};{soort}")
        lines[-1] = lines[-1] if ";" not in formule else _quote(lines[-1], formule)
    path = tmp_path / f"{slug}.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return read_document(path)


def _quote(line: str, formule: str) -> str:
    return line.replace(formule, f'"{formule}"')


def rules(bevindingen: list[Bevinding]) -> list[str]:
    return [bevinding.regel for bevinding in bevindingen]


def make_teksten(*rijen: str) -> tuple[Documenttekst, ...]:
    """Texts of rows `soort/over/tekst`, on lines from 2, at `plek 1` and so on."""
    found = []
    for number, rij in enumerate(rijen, start=1):
        soort, over, tekst = rij.split("/", 2)
        found.append(Documenttekst(f"t{number}", f"plek {number}", soort, over, tekst, "", number + 1))
    return tuple(found)
