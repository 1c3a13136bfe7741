"""A build from extracts to a published report, stage by stage. This module is its table of contents."""

from pathlib import Path

from sdreport.chapter.werkmap import Werkmap, hand_werkmap
from sdreport.progress import Voortgang
from sdreport.project.editie import Editie
from sdreport.project.vrijgave import check_vrijgave
from sdreport.publish.execute.kernels import start_kernels
from sdreport.publish.place import Plaatsing
from sdreport.stages.calculate import calculate_register, write_afgeschermd
from sdreport.stages.check import run_checks, stop_at_gate
from sdreport.stages.check_texts import check_texts, stop_at_texts, write_getypt
from sdreport.stages.describe_quality import describe_quality
from sdreport.stages.fill_werkmap import gather_leesstof
from sdreport.stages.inputs import hash_inputs
from sdreport.stages.publish import publish, write_bijlagen
from sdreport.stages.read import read_extracts
from sdreport.stages.run_chapters import run_chapters
from sdreport.stages.tell_senders import describe_lijsten, write_lijsten


def build_report(editie: Editie, voortgang: Voortgang) -> Path:
    """Make a report and put it in place; returns its folder.

    A concept has a folder of its own. Raises GateError when the extracts have critical findings (a concept only when
    one cannot be read), ConfigurationError for parameters, texts or notebooks that do not hold or a definitive report
    that is not signed off, BuildError when a chapter or export fails. The report that was there stays as it was
    whenever this raises.
    """
    check_vrijgave(editie)
    place = Plaatsing(editie.project.output, editie.naam, editie.parameters.rapport)
    with place as plaatsing, start_kernels() as kernels:
        with voortgang.stage("Extracten lezen"):
            controle = read_extracts(editie)
        with voortgang.stage("Gegevens controleren"):
            controle = run_checks(editie, controle)
            write_lijsten(editie, controle)
            stop_at_gate(controle, editie.concept, describe_lijsten(editie))
        with voortgang.stage("Cijfers berekenen"):
            register, verslag = calculate_register(editie, controle)
            write_afgeschermd(editie, verslag)
            stof = gather_leesstof(editie, controle, register)
            write_getypt(editie, stof, verslag.afgeschermd)
            teksten = check_texts(editie, stof)
            stop_at_texts(teksten)
            kwaliteit = describe_quality(editie, controle, teksten)
            invoer = hash_inputs(editie, controle)
            werkmap = Werkmap(plaatsing.scratch / "werkmap")
            werkmap.fill(stof, kwaliteit, invoer)
        voortgang.tell(teksten.as_text())
        with voortgang.stage("Hoofdstukken uitvoeren"):
            notebooks = run_chapters(editie, plaatsing.scratch, werkmap, kernels)
        with voortgang.stage("Pagina's en PDF maken"):
            publish(editie, notebooks, plaatsing.folder)
        with voortgang.stage("Bijlagen en manifest schrijven"):
            write_bijlagen(editie, stof, kwaliteit, invoer, plaatsing.folder)
        werkmap.keep_at(hand_werkmap(editie.project, editie.parameters.rapport))
        return plaatsing.put_in_place()
