"""The chapter: what notebooks read (the register and the toelichting, nothing else) and what they show."""

from typing import TYPE_CHECKING

from sdreport.chapter.werkmap import find_werkmap

if TYPE_CHECKING:
    from sdreport.chapter.hoofdstuk import Hoofdstuk


def open_chapter(rapport: str, notebook: str, jaar: int) -> "Hoofdstuk":
    """Open a chapter: of the build that runs, or by hand of the last build of this report."""
    from sdreport.chapter.hoofdstuk import Hoofdstuk  # draws, and so imports Altair

    return Hoofdstuk(find_werkmap(rapport), notebook, jaar)
