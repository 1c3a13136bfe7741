"""The toelichting of an earlier year as the start of a new one: only sentences whose facts that year can have."""

import re
from collections.abc import Sequence
from pathlib import Path

from sdreport.chapter.toelichting.sentences import ZIN_EINDE
from sdreport.chapter.toelichting.text import PLACEHOLDER, VERWIJZING, Feiten, read_toelichting
from sdreport.errors import Fault


def carry_over(path: Path, feiten: Feiten, merk: str) -> tuple[str, Sequence[Fault]]:
    """A file without the sentences that `feiten` cannot fill in, each section marked; with what was left out.

    A section of which nothing remains is gone with its heading. Figures and tables that a sentence names are not
    looked at: they follow from the numbers.
    """
    kept: list[str] = []
    left_out: list[Fault] = []
    for slug, sectie in read_toelichting(path).items():
        parts = []
        for begin, end in _split(sectie.tekst):
            zin = sectie.tekst[begin:end]
            missing = [what for _, what in feiten.find_unfillable(_without_references(zin))]
            if missing:
                words = " ".join(zin.split())
                left_out.append(Fault(f"‘{words}’ {missing[0]}", path.name, (sectie.line_of(begin),)))
                zin = (
                    re.sub(r".*?(\s*)$", r"\1", zin, flags=re.DOTALL)
                    if "\n" in zin[len(zin.rstrip()) :]
                    else ""
                )
            parts.append(zin)
        tekst = re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", "".join(parts))).strip()
        kept += [f"## {slug}\n\n{merk}\n\n{tekst}\n"] if tekst else []
    return "\n".join(kept), left_out


def _split(tekst: str) -> list[tuple[int, int]]:
    """Where sentences begin and end; a sign inside a fact ends none."""
    masked = PLACEHOLDER.sub(lambda match: "\x01" * len(match[0]), tekst)
    ends = [*(match.end() for match in ZIN_EINDE.finditer(masked)), len(masked)]
    return list(zip([0, *ends], ends, strict=False))


def _without_references(zin: str) -> str:
    return PLACEHOLDER.sub(lambda match: "" if VERWIJZING.fullmatch(match[1]) else match[0], zin)
