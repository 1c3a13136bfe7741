"""The chapter: what notebooks read (the register and the toelichting, nothing else) and what they show."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sdreport.chapter.hoofdstuk import Hoofdstuk


def open_chapter(rapport: str, notebook: str, jaar: int) -> "Hoofdstuk":
    """Open a chapter: of the build that runs, or by hand of the last build of this report.

    `rapport` is the name of a parameters file, `notebook` the file name of the notebook without its ending, `jaar` the
    year that the report is about. From the next cell on every call of a cell is shown, and not only the last: a text,
    figure and table of one section can stand together, and none gets lost in silence.

    `ConfigurationError` when the report is about another year or has no toelichting for this chapter; by hand
    `BuildError` when the numbers cannot be made, with what is wrong in the extracts, the parameters or a notebook.
    """
    from IPython.core.getipython import get_ipython

    from sdreport.chapter.hoofdstuk import Hoofdstuk  # draws, and so imports Altair
    from sdreport.chapter.werkmap import find_werkmap

    shell = get_ipython()
    if shell is not None:
        shell.ast_node_interactivity = "all"
    return Hoofdstuk(find_werkmap(rapport, notebook), notebook, jaar)
