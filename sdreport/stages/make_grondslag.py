"""The extracts read, measured and judged: all that needs their records, and what is left of them after it."""

import contextlib
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from typing import TypeVar

from sdreport.disclosure.verslag import Verslag
from sdreport.gate.toetsers import start_toetsers
from sdreport.progress import Progress
from sdreport.project.editie import Editie
from sdreport.register.kwaliteit import Gegevenskwaliteit
from sdreport.stages.calculate import draft_register, write_afgeschermd
from sdreport.stages.check import LopendeControle, begin_checks, stop_at_gate
from sdreport.stages.fill_werkmap import collect_getoetst, collect_grondslag, judge_extracts
from sdreport.stages.grondslag import Getoetst, Grondslag, LopendeGrondslag, to_bytes
from sdreport.stages.read import has_large, read_extracts
from sdreport.stages.takeover.lijsten import describe_lijsten
from sdreport.stages.tell_senders import write_lijsten
from sdreport.voorraad.overname import Overname, remember
from sdreport.voorraad.stappen import GRONDSLAG, KOPPELING, METING, TOETS

Made = TypeVar("Made")


@contextlib.contextmanager
def make_grondslag(editie: Editie, progress: Progress, overname: Overname) -> Iterator[LopendeGrondslag]:
    """Read and measure the extracts of a report, while Great Expectations judges them in other processes.

    Nothing is written of them before the gate has judged and what is hidden has been attacked: that is for `finish`. It
    raises GateError when the extracts have critical findings (for a concept only when one cannot be read), BuildError
    when a hidden number can be found out. Whatever fails meanwhile is told after the gate, which may know the cause.
    """
    with contextlib.ExitStack() as running, remember(overname), ThreadPoolExecutor(1) as beside:
        is_idle = running.enter_context(start_toetsers(not has_large(editie)))
        with progress.stage("Extracten lezen"):
            controle = read_extracts(editie)
        with progress.stage("Gegevens meten"):
            lopend = begin_checks(editie, controle)
        judge = _once(partial(_judge, editie, progress, overname, lopend, running))
        is_begun = lopend.is_begun
        measured = replace(controle, cijfers=lopend.cijfers)
        if not lopend.cijfers:  # the gate knows why
            judge()
        try:
            with progress.stage("Cijfers berekenen"):
                register, attack = draft_register(editie, measured)
                attacked = beside.submit(attack)
                grondslag = collect_grondslag(editie, measured, register)
            finish = _once(partial(_finish, editie, overname, grondslag, judge, attacked))
            del controle, lopend, measured  # when all have judged, their memory is for what comes next
            yield LopendeGrondslag(grondslag, lambda: is_begun() and is_idle() and attacked.done(), finish)
        except Exception:
            judge()
            raise


def _judge(
    editie: Editie,
    progress: Progress,
    overname: Overname,
    lopend: LopendeControle,
    running: contextlib.ExitStack,
) -> Gegevenskwaliteit:
    """The verdict of the gate, with its lists written; GateError when the report cannot go on."""
    with progress.stage("Gegevens controleren"):
        checked = lopend.finish()
        running.close()
        write_lijsten(editie, checked)
        stop_at_gate(checked, editie.concept, describe_lijsten(editie))
    progress.tell(overname.tell(TOETS, KOPPELING, METING))
    return judge_extracts(editie, checked)


def _finish(
    editie: Editie,
    overname: Overname,
    grondslag: Grondslag,
    judge: Callable[[], Gegevenskwaliteit],
    attacked: "Future[Verslag]",
) -> Getoetst:
    """The verdict, and what is hidden; all that the extracts gave is kept with it."""
    oordeel, verslag = judge(), attacked.result()
    write_afgeschermd(editie, verslag)
    getoetst = collect_getoetst(editie, oordeel, verslag)
    overname.keep(GRONDSLAG, editie.naam, {}, to_bytes(grondslag, getoetst))
    return getoetst


def _once(make: Callable[[], Made]) -> Callable[[], Made]:
    """Make something when it is first asked for; what comes of it, also an error, is given each time."""
    outcome: Future[Made] = Future()
    waiting = [make]

    def give() -> Made:
        if waiting:
            try:
                outcome.set_result(waiting.pop()())
            except Exception as error:
                outcome.set_exception(error)
        return outcome.result()

    return give
