"""The texts of a report held against its numbers, before anything is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass

from sdreport.bevindingen import is_kritiek
from sdreport.chapter.toelichting.check import describe_meldingen, judge_texts
from sdreport.chapter.toelichting.claims import Bewering
from sdreport.chapter.toelichting.readability import describe_leesbaarheid, measure_texts
from sdreport.chapter.toelichting.text import Feiten
from sdreport.chapter.toelichting.typed_numbers import find_typed_numbers
from sdreport.chapter.werkmap import Leesstof
from sdreport.disclosure.toets import Afgeschermd
from sdreport.disclosure.verslag import MAP, find_aantallen, write_teksten
from sdreport.errors import ConfigurationError, Fault
from sdreport.project.editie import Editie
from sdreport.register.kwaliteit import Leesoordeel
from sdreport.stages.calculate import make_register
from sdreport.stages.fill_werkmap import gather_leesstof
from sdreport.stages.read import Controle

PLANNEN = "plannen"


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


def stop_at_texts(teksten: Tekstcontrole) -> None:
    """Raise ConfigurationError with all faults of the texts; what cannot be checked does not stop a build."""
    if teksten.fouten:
        raise ConfigurationError.from_list("De toelichting klopt niet:", teksten.fouten)


def write_getypt(editie: Editie, stof: Leesstof, afgeschermd: Sequence[Afgeschermd]) -> None:
    """List for a reviewer the typed numbers in texts that are hidden ones: these go past the register."""
    hidden = find_aantallen(afgeschermd)
    plannen = stof.tabellen.get(PLANNEN, ())
    names = editie.alle_hoofdstukken
    found = find_typed_numbers(editie.toelichting, plannen, names, hidden) if hidden else []
    write_teksten(editie.project.output / MAP / editie.parameters.rapport, found)


def describe_texts(editie: Editie, controle: Controle) -> str:
    """What is wrong with the texts or cannot be checked in them, for a check that makes no report.

    Numbers that are rejected are not held against texts. What would stop a build is told first.
    """
    if is_kritiek(controle.bevindingen) or not controle.cijfers:
        return ""
    try:
        stof = gather_leesstof(editie, controle, make_register(editie, controle))
    except ConfigurationError as error:
        return f"De toelichting is niet gecontroleerd. {error}"
    teksten = check_texts(editie, stof)
    wrong = [
        f"Toelichting: hierop stopt sdreport build ({len(teksten.fouten)}):",
        *(f"  {fault}" for fault in teksten.fouten),
    ]
    return "\n".join(filter(None, [*(wrong if teksten.fouten else []), teksten.as_text()]))
