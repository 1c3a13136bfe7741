"""The extracts read, checked and measured: all that needs their records, and what is left of them after it."""

from collections.abc import Callable
from dataclasses import replace

from sdreport.disclosure.verslag import Verslag
from sdreport.gate.engine import remember
from sdreport.gate.toetsers import start_toetsers
from sdreport.progress import Progress
from sdreport.project.editie import Editie
from sdreport.register.register import Register
from sdreport.stages.calculate import calculate_register, write_afgeschermd
from sdreport.stages.check import begin_checks, stop_at_gate
from sdreport.stages.fill_werkmap import collect_grondslag
from sdreport.stages.grondslag import Grondslag
from sdreport.stages.read import Controle, read_extracts
from sdreport.stages.takeover.lijsten import describe_lijsten
from sdreport.stages.tell_senders import write_lijsten
from sdreport.voorraad.overname import Overname
from sdreport.voorraad.stappen import TOETS


def make_grondslag(editie: Editie, progress: Progress, overname: Overname) -> Grondslag:
    """Read, check and measure the extracts of a report, and write the lists for senders and reviewers.

    Raises GateError when the extracts have critical findings (for a concept only when one cannot be read).
    """
    with start_toetsers(), remember(overname):
        with progress.stage("Extracten lezen"):
            controle = read_extracts(editie)
        with progress.stage("Gegevens controleren"):
            lopend = begin_checks(editie, controle)
            berekend = _calculate_beside(editie, replace(controle, cijfers=lopend.cijfers))
            controle = lopend.finish()
            write_lijsten(editie, controle)
            stop_at_gate(controle, editie.concept, describe_lijsten(editie))
    progress.tell(overname.tell(TOETS))
    with progress.stage("Cijfers berekenen"):
        register, verslag = berekend()
        write_afgeschermd(editie, verslag)
        return collect_grondslag(editie, controle, register, verslag)


def _calculate_beside(editie: Editie, controle: Controle) -> Callable[[], tuple[Register, Verslag]]:
    """The register, calculated while suites are judged in other processes. What fails in it is told after the gate,
    which may know the cause.
    """
    if not controle.cijfers:
        return lambda: calculate_register(editie, controle)
    try:
        made = calculate_register(editie, controle)
    except Exception as error:
        fault = error

        def fail() -> tuple[Register, Verslag]:
            raise fault

        return fail
    return lambda: made
