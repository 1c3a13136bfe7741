"""The toelichting of an earlier report as the start of a new one: only sentences whose facts that report can have."""

import functools
from collections.abc import Sequence
from pathlib import Path

from sdreport.chapter.opbouw import KOP_VAN_FIGUUR
from sdreport.chapter.toelichting.parts import PLACEHOLDER, map_zinnen
from sdreport.chapter.toelichting.text import NAAR_HOOFDSTUK, VERWIJZING, Feiten, Sectie, read_toelichting
from sdreport.errors import Fault
from sdreport.safe.files import is_there, read_text
from sdreport.safe.text import for_terminal

WEGGELATEN = "weggelaten.txt"
"""The file beside the new toelichting with the sentences that were left out; a line goes when it is dealt with."""


def carry_over(path: Path, feiten: Feiten, merk: str) -> tuple[str, Sequence[Fault]]:
    """A file without the sentences that `feiten` cannot fill in, each section marked; with what was left out.

    The title of a figure says what it showed then, and stays behind.

    A section of which nothing remains is gone with its heading. Figures, tables and chapters that a sentence names are
    not looked at: they follow from the numbers, and chapters are those of the earlier report.
    """
    left_out: list[Fault] = []

    def keep(sectie: Sectie, zin: str, begin: int) -> str | None:
        facts = PLACEHOLDER.sub(lambda match: "" if _is_verwijzing(match[1]) else match[0], zin)
        missing = [what for _, what in feiten.find_unfillable(facts)]
        missing += ["is de kop van een figuur."] if sectie.slug.startswith(KOP_VAN_FIGUUR) else []
        if missing:
            told = f"‘{' '.join(zin.split())}’ {missing[0]}"
            left_out.append(Fault(told, path.name, (sectie.line_of(begin + len(zin) - len(zin.lstrip())),)))
        return None if missing else zin

    kept = {
        slug: map_zinnen(sectie.tekst, functools.partial(keep, sectie)).strip()
        for slug, sectie in read_toelichting(path).items()
    }
    return "\n".join(f"## {slug}\n\n{merk}\n\n{tekst}\n" for slug, tekst in kept.items() if tekst), left_out


def _is_verwijzing(inhoud: str) -> bool:
    return bool(VERWIJZING.fullmatch(inhoud) or NAAR_HOOFDSTUK.fullmatch(inhoud))


def describe_weggelaten(folder: Path) -> str:
    """The sentences that were left out of a toelichting and that nobody has dealt with; empty when there are none."""
    path = folder / WEGGELATEN
    lines = read_text(path).splitlines() if is_there(path) else []
    still = [f"  {for_terminal(line.strip())}" for line in lines if line.strip()]
    if not still:
        return ""
    head = f"Zinnen van vorige keer die zijn weggelaten en nog open staan ({len(still)}):"
    return "\n".join([head, *still, f"Schrijf ze opnieuw of niet, en haal de regel dan uit {WEGGELATEN}."])
