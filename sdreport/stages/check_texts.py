"""The texts of a report held against its numbers, for a check that makes no report."""

from sdreport.bevindingen import is_kritiek
from sdreport.chapter.toelichting.check import describe_meldingen, judge_texts
from sdreport.chapter.toelichting.readability import describe_leesbaarheid, measure_texts
from sdreport.chapter.toelichting.text import Feiten
from sdreport.errors import ConfigurationError
from sdreport.project.editie import Editie
from sdreport.stages.calculate import make_register
from sdreport.stages.check import Controle
from sdreport.stages.fill_werkmap import describe_tables


def describe_texts(editie: Editie, controle: Controle) -> str:
    """What is wrong with the toelichting or cannot be checked in it, for a terminal; empty when there is nothing.

    Numbers that are rejected are not held against texts. What would stop a build is told first.
    """
    if is_kritiek(controle.bevindingen) or not controle.cijfers:
        return ""
    try:
        register = make_register(editie, controle)
    except ConfigurationError as error:
        return f"De toelichting is niet gecontroleerd. {error}"
    parameters, folders, names = editie.parameters, editie.toelichting, editie.alle_hoofdstukken
    feiten = Feiten(register, parameters.gemeente)
    plannen = describe_tables(editie.project, controle).get("plannen", ())
    faults, meldingen = judge_texts(feiten, folders, plannen, names)
    hard = [] if faults else measure_texts(feiten, folders, names, parameters.leesbaarheid.model_dump())
    wrong = [
        f"Toelichting: hierop stopt sdreport build ({len(faults)}):",
        *(f"  {fault}" for fault in faults),
    ]
    told = filter(None, [describe_meldingen(meldingen), describe_leesbaarheid(hard)])
    return "\n".join([*(wrong if faults else []), *told])
