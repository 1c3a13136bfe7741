"""The chapter object: the one thing a notebook uses. Each method gives one block to show."""

from sdreport.chapter.methods.quality import Kwaliteit
from sdreport.chapter.methods.series import Reeksen


class Hoofdstuk(Reeksen, Kwaliteit):
    """A chapter of a report: reads the work folder of its build, gives texts, figures and tables."""
