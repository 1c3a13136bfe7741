"""The texts of a report held against its numbers, before anything is drawn."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sdreport.chapter.toelichting.check import describe_meldingen, judge_texts
from sdreport.chapter.toelichting.claims import Bewering
from sdreport.chapter.toelichting.readability import describe_leesbaarheid, measure_texts
from sdreport.chapter.toelichting.text import Feiten
from sdreport.chapter.toelichting.typed_numbers import find_typed_numbers
from sdreport.chapter.werkmap import Leesstof
from sdreport.errors import ConfigurationError, Fault
from sdreport.project.editie import Editie
from sdreport.register.kwaliteit import Leesoordeel
from sdreport.safe.restricted import write_closed_list
from sdreport.safe.text import for_csv

PLANNEN = "plannen"
GEHEIMHOUDING = ".geheimhouding"


@dataclass(frozen=True)
class Tekstcontrole:
    """What came of the check of all texts: what stops a build, what is told, and how hard each section reads."""

    fouten: Sequence[Fault] = ()
    meldingen: Sequence[Bewering] = ()
    leesbaarheid: Sequence[Leesoordeel] = ()

    def as_text(self) -> str:
        """What is told of the texts, for a terminal; empty when there is nothing."""
        told = [describe_meldingen(self.meldingen), describe_leesbaarheid(self.leesbaarheid)]
        return "\n".join(filter(None, told))


def check_texts(editie: Editie, stof: Leesstof) -> Tekstcontrole:
    """Hold the toelichting of all chapters and the texts of plans against the numbers.

    How they read is measured only when all facts in them can be filled in.
    """
    parameters, folders, names = editie.parameters, editie.toelichting, editie.alle_hoofdstukken
    feiten = Feiten(stof.register, stof.rapport.gemeente, stof.opbouw)
    fouten, meldingen = judge_texts(feiten, folders, stof.tabellen.get(PLANNEN, ()), names)
    hard = [] if fouten else measure_texts(feiten, folders, names, parameters.leesbaarheid)
    return Tekstcontrole(fouten, meldingen, hard)


def stop_at_texts(teksten: Tekstcontrole, judge: Callable[[], object] = lambda: None) -> None:
    """Raise ConfigurationError with all faults of the texts; what cannot be checked does not stop a build.

    `judge` raises what goes before them.
    """
    if teksten.fouten:
        judge()
        raise ConfigurationError.from_list("De toelichting klopt niet:", teksten.fouten)


def write_getypt(editie: Editie, stof: Leesstof, hidden: Mapping[int, Sequence[str]]) -> None:
    """List for a reviewer the typed numbers in texts that are hidden ones: these go past the register."""
    folder = editie.project.output / GEHEIMHOUDING / editie.parameters.rapport
    if not hidden and not folder.is_dir():
        return
    plannen = stof.tabellen.get(PLANNEN, ())
    names = editie.alle_hoofdstukken
    found = find_typed_numbers(editie.toelichting, plannen, names, hidden) if hidden else []
    rows = [[for_csv(text) for text in row] for row in found]
    write_closed_list(folder / "teksten.csv", ("plaats", "getal", "zin", "kan zijn"), rows)
