"""The chapter object: the one thing a notebook uses. Each method gives one block to show."""

from sdreport.chapter.methods.oogopslag import Oogopslag
from sdreport.chapter.methods.quality import Kwaliteit
from sdreport.chapter.methods.series import Reeksen


class Hoofdstuk(Reeksen, Kwaliteit, Oogopslag):
    """A chapter of a report: reads the work folder of its build, gives texts, figures and tables.

    A figure or table has a `naam`, for the references in texts, and a `bijschrift`, its caption. It is numbered by its
    place in the notebooks; a name that they do not hold is an error. `indicator` and `**waarden` choose numbers of the
    register by a value for each of their dimensions: `wet="wmo"`; dimensions and values are those of the addresses that
    `sdreport figures` lists.

    A method returns a block (`Tekst`, `Figuur`, `Tabel`, `Kerncijfers`, `Melding`), which its cell shows; a series
    shows several. What does not exist (a section, a number, a programme, a column) is a `ConfigurationError` in Dutch
    that names what there is, and the build tells the chapter and cell.
    """
