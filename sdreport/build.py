"""A build from extracts to a published report, stage by stage. This module is its table of contents."""

from functools import partial
from pathlib import Path

from sdreport.chapter.werkmap import Werkmap, hand_werkmap
from sdreport.progress import Progress
from sdreport.project.editie import Editie
from sdreport.project.vrijgave import check_vrijgave
from sdreport.publish.execute.kernels import count_cores, start_kernels
from sdreport.publish.place import Placing
from sdreport.register.kwaliteit import ONGETOETST
from sdreport.stages.check_texts import check_texts, stop_at_texts
from sdreport.stages.describe_quality import describe_quality, judge_report
from sdreport.stages.grondslag import make_leesstof
from sdreport.stages.inputs import hash_inputs
from sdreport.stages.publish import (
    keep_handtekening,
    make_cijfers,
    open_opmaak,
    publish,
    tell_andere,
    write_bijlagen,
)
from sdreport.stages.run_chapters import gather_chapters, run_chapters
from sdreport.stages.takeover.grondslag import take_grondslag
from sdreport.stages.takeover.report import keep_report, open_overname
from sdreport.voorraad.stappen import BIJLAGE, BLAD, GRAFIEK, HOOFDSTUK, OPMAAK


def build_report(editie: Editie, progress: Progress, vers: bool = False) -> Path:
    """Make a report and put it in place; returns its folder.

    What earlier builds made is taken over where nothing that it depends on has changed, unless all has to be made
    afresh (`vers`). A concept has a folder of its own. Raises GateError when the extracts have critical findings (a
    concept only when one cannot be read), ConfigurationError for parameters, texts or notebooks that do not hold or a
    definitive report that is not signed off, BuildError when a chapter or export fails. The report that was there stays
    as it was whenever this raises.
    """
    place = Placing(editie.project.output, editie.naam, editie.parameters.rapport)
    check_vrijgave(editie)
    with (
        place as placing,
        start_kernels() as kernels,
        open_overname(editie, vers) as overname,
        take_grondslag(editie, progress, overname) as lopend,
        open_opmaak(editie, overname, count_cores(kernels)) as opmaak,
    ):
        with progress.stage("Teksten controleren"):
            stof = make_leesstof(editie, lopend.grondslag)
            teksten = check_texts(editie, stof)
            judge = partial(judge_report, editie, lopend, stof, teksten)
            stop_at_texts(teksten, judge)
            invoer = hash_inputs(editie, lopend.grondslag.gelezen)
            werkmap = Werkmap(placing.scratch / "werkmap")
            werkmap.fill(stof, describe_quality(editie, ONGETOETST, teksten), invoer)
        progress.tell(teksten.as_text())
        with progress.stage("Hoofdstukken uitvoeren"):
            chapters = gather_chapters(editie, werkmap, stof, overname)
            notebooks = run_chapters(chapters, placing.scratch, kernels, opmaak, judge, lopend.is_ready)
        kwaliteit, cijfers = judge(), make_cijfers(editie, stof.register, overname)
        andere = tell_andere(editie, stof.register, cijfers)
        progress.tell(overname.tell(HOOFDSTUK))
        with progress.stage("Pagina's en PDF maken"):
            publish(editie, notebooks, opmaak, placing.folder)
        progress.tell(overname.tell(GRAFIEK, OPMAAK, BLAD))
        with progress.stage("Bijlagen en manifest schrijven"):
            write_bijlagen(editie, stof, kwaliteit, invoer, placing.folder, cijfers)
        progress.tell(overname.tell(BIJLAGE))
        werkmap.keep_at(hand_werkmap(editie.project, editie.parameters.rapport))
        progress.warn(andere)
        progress.warn(keep_handtekening(editie, placing.folder))
        folder = placing.put_in_place()
        keep_report(editie, teksten.as_text(), overname)
        return folder
