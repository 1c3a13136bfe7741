"""The rules on registers, run: on what the extracts give this year, and on what was published before."""

from collections.abc import Sequence

from sdreport.gate.gate import Regeluitslag
from sdreport.gate.register_rules import Cijferlijst, check_registers
from sdreport.measures import INDICATOREN, measure
from sdreport.measures.definitie import Gemeten, Invoer
from sdreport.measures.verbanden import make_opbouw
from sdreport.project.folders import Project
from sdreport.register.files import read_lines
from sdreport.register.history import list_history

ONBEREKENBAAR = "de cijfers zijn niet uit de extracten te berekenen"


def check_cijfers(
    project: Project, invoer: Invoer, ontbrekend: Sequence[str]
) -> tuple[tuple[Gemeten, ...], list[Regeluitslag]]:
    """Measure the extracts, and test this register and those in the history; the numbers, and what came of the rules.

    `ontbrekend` are the extracts that could not be read. Without them, or when measuring fails, there are no numbers:
    the rules on them are then not evaluated.
    """
    cijfers, oorzaak = _measure(invoer, ontbrekend)
    own = {item.indicator for item in cijfers}
    published = [
        lijst
        for lijst in read_published(project, invoer.jaar)
        if not own
        or any(getal.indicator in own for getal in lijst.getallen)  # else the history of another report
    ]
    lijsten = [Cijferlijst(invoer.jaar, cijfers, oorzaak=oorzaak), *published]
    return cijfers, check_registers(lijsten, make_opbouw(INDICATOREN))


def read_published(project: Project, before: int) -> list[Cijferlijst]:
    """The published registers of the years before a year, with the line of each number in its file."""
    lijsten = []
    for path in list_history(project.history, before):
        lines = read_lines(path)
        bestand = f"{path.parent.name}/{path.name}"
        regelnummers = {rij.sleutel: line for line, rij in lines}
        lijsten.append(
            Cijferlijst(int(path.stem), [rij for _, rij in lines], bestand, regelnummers=regelnummers)
        )
    return lijsten


def _measure(invoer: Invoer, ontbrekend: Sequence[str]) -> tuple[tuple[Gemeten, ...], str]:
    """The numbers, or why there are none; the text of a fault may hold values, so it is not passed on."""
    if ontbrekend:
        return (), f"het extract {', '.join(ontbrekend)} is niet te lezen"
    try:
        return tuple(measure(invoer)), ""
    except Exception:
        return (), ONBEREKENBAAR
