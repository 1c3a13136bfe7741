"""The extracts read, checked and measured: all that needs their records, and what is left of them after it."""

from sdreport.gate.engine import remember
from sdreport.gate.toetsers import start_toetsers
from sdreport.progress import Progress
from sdreport.project.editie import Editie
from sdreport.stages.calculate import calculate_register, write_afgeschermd
from sdreport.stages.check import run_checks, stop_at_gate
from sdreport.stages.fill_werkmap import collect_grondslag
from sdreport.stages.grondslag import Grondslag
from sdreport.stages.read import read_extracts
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
            controle = run_checks(editie, controle)
            write_lijsten(editie, controle)
            stop_at_gate(controle, editie.concept, describe_lijsten(editie))
    progress.tell(overname.tell(TOETS))
    with progress.stage("Cijfers berekenen"):
        register, verslag = calculate_register(editie, controle)
        write_afgeschermd(editie, verslag)
        return collect_grondslag(editie, controle, register, verslag)
