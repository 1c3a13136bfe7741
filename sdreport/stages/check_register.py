"""The extracts measured, and the rules on registers run: on these numbers, and on what was published before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sdreport.gate.gate import Regeluitslag
from sdreport.gate.register_rules import Cijferlijst, check_registers
from sdreport.measures import INDICATOREN, list_measurable
from sdreport.measures.definitie import Gemeten, Invoer
from sdreport.measures.verbanden import make_opbouw
from sdreport.project.folders import Project
from sdreport.register.files import read_lines
from sdreport.register.history import list_history

ONBEREKENBAAR = "de cijfers zijn niet uit de extracten te berekenen"


@dataclass(frozen=True)
class Metingen:
    """The numbers of the extracts, per indicator that could be measured; `oorzaak` says why that is not all of them."""

    jaar: int
    per_indicator: Mapping[str, tuple[Gemeten, ...]]
    oorzaak: str = ""

    @property
    def cijfers(self) -> tuple[Gemeten, ...]:
        """All numbers; none when there should be more."""
        return () if self.oorzaak else tuple(item for own in self.per_indicator.values() for item in own)


def measure_extracts(invoer: Invoer, ontbrekend: Sequence[str]) -> Metingen:
    """Measure what can be measured; `ontbrekend` are the extracts that could not be read.

    The text of a fault may hold values, so it is not passed on.
    """
    oorzaak = f"het extract {', '.join(ontbrekend)} is niet te lezen" if ontbrekend else ""
    measured: dict[str, tuple[Gemeten, ...]] = {}
    for item in list_measurable(invoer):
        try:
            measured[item.naam] = tuple(item.calculate(invoer))
        except Exception:
            oorzaak = oorzaak or ONBEREKENBAAR
    return Metingen(invoer.jaar, measured, oorzaak)


def check_cijfers(project: Project, metingen: Metingen) -> list[Regeluitslag]:
    """Test the register of this year and those in the history; without all numbers the rules are not evaluated."""
    cijfers = metingen.cijfers
    own = {item.indicator for item in cijfers}
    published = [
        lijst
        for lijst in read_published(project, metingen.jaar)
        if not own
        or any(getal.indicator in own for getal in lijst.getallen)  # else the history of another report
    ]
    lijsten = [Cijferlijst(metingen.jaar, cijfers, oorzaak=metingen.oorzaak), *published]
    return check_registers(lijsten, make_opbouw(INDICATOREN))


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
