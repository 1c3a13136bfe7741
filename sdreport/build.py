"""A build from extracts to a published report, stage by stage. This module is its table of contents."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sdreport.chapter.toelichting.check import check_texts, count_meldingen, describe_meldingen
from sdreport.chapter.toelichting.readability import describe_leesbaarheid, measure_werkmap
from sdreport.chapter.toelichting.text import hash_texts
from sdreport.chapter.toelichting.typed_numbers import find_typed_numbers
from sdreport.chapter.werkmap import Werkmap, hand_werkmap
from sdreport.disclosure import Afgeschermd
from sdreport.disclosure.verslag import MAP as GEHEIMHOUDING
from sdreport.disclosure.verslag import find_aantallen, write_teksten
from sdreport.gate.told.report import write_quality
from sdreport.progress import Voortgang
from sdreport.project.editie import Editie
from sdreport.project.huisstijl import load_huisstijl
from sdreport.project.verwant import load_verwant
from sdreport.project.vrijgave import check_vrijgave
from sdreport.publish.execute.kernels import Kernels, start_kernels
from sdreport.publish.metadata import write_metadata
from sdreport.publish.place import Plaatsing
from sdreport.register.files import write_register
from sdreport.register.manifest import NAAM, hash_files, make_manifest
from sdreport.stages.calculate import calculate_register, write_afgeschermd
from sdreport.stages.check import (
    describe_lijsten,
    read_extracts,
    run_checks,
    stop_at_gate,
    write_lijsten,
)
from sdreport.stages.fill_werkmap import describe_report, write_werkmap


def build_report(editie: Editie, voortgang: Voortgang) -> Path:
    """Make a report and put it in place; returns its folder.

    A concept has a folder of its own. Raises GateError when the extracts have critical findings (a concept only when
    one cannot be read), ConfigurationError for parameters, texts or notebooks that do not hold or a definitive report
    that is not signed off, BuildError when a chapter or export fails. The report that was there stays as it was
    whenever this raises.
    """
    check_vrijgave(editie)
    with (
        Plaatsing(editie.project.output, editie.naam, editie.parameters.rapport) as plaatsing,
        start_kernels() as kernels,
    ):
        with voortgang.stage("Extracten lezen"):
            controle = read_extracts(editie)
        with voortgang.stage("Gegevens controleren"):
            controle = run_checks(editie, controle)
            write_lijsten(editie, controle)
            stop_at_gate(controle, editie.concept, describe_lijsten(editie))
        with voortgang.stage("Cijfers berekenen"):
            register, afgeschermd = calculate_register(editie, controle)
            write_afgeschermd(editie, afgeschermd)
            werkmap = Werkmap(plaatsing.scratch / "werkmap")
            write_werkmap(werkmap, editie, controle, register)
            names = editie.alle_hoofdstukken
            write_getypt(editie, werkmap, afgeschermd)
            meldingen = check_texts(werkmap, names)
            leesbaarheid = measure_werkmap(werkmap, names)
            about_texts = {"teksten": count_meldingen(meldingen), "leesbaarheid": leesbaarheid}
            kwaliteit = {**werkmap.read("kwaliteit"), **about_texts}
            werkmap.write("kwaliteit", kwaliteit)
        voortgang.tell(describe_meldingen(meldingen))
        voortgang.tell(describe_leesbaarheid(leesbaarheid))
        with voortgang.stage("Hoofdstukken uitvoeren"):
            notebooks = run_chapters(editie, plaatsing.scratch, werkmap, kernels)
        with voortgang.stage("Pagina's en PDF maken"):
            publish(editie, notebooks, plaatsing.folder)
        with voortgang.stage("Bijlagen en manifest schrijven"):
            write_register(register.rijen, plaatsing.folder)
            write_quality(kwaliteit, plaatsing.folder / "datakwaliteit.json")
            write_metadata(plaatsing.folder, editie)
            write_manifest(editie, werkmap, plaatsing.folder)
        werkmap.keep_at(hand_werkmap(editie.project, editie.parameters.rapport))
        return plaatsing.put_in_place()


def write_getypt(editie: Editie, werkmap: Werkmap, afgeschermd: Sequence[Afgeschermd]) -> None:
    """List for a reviewer the typed numbers in texts that are hidden ones: these go past the register."""
    hidden = find_aantallen(afgeschermd)
    plannen = werkmap.read("tabellen").get("plannen", ())
    found = (
        find_typed_numbers(werkmap.toelichting, plannen, editie.alle_hoofdstukken, hidden) if hidden else []
    )
    write_teksten(editie.project.output / GEHEIMHOUDING / editie.parameters.rapport, found)


def run_chapters(editie: Editie, folder: Path, werkmap: Werkmap, kernels: Kernels | None) -> dict[str, Any]:
    """Execute the quality notebook and the chapters."""
    from sdreport.publish.execute.run import check_notebooks, run_notebooks

    parameters, paths = editie.parameters, editie.notebooks
    injected = {"rapport": parameters.rapport, "jaar": parameters.jaar}
    check_notebooks(paths, injected)
    mislukt = hand_werkmap(editie.project, editie.parameters.rapport) / "mislukt"
    return run_notebooks(
        paths, folder, injected, werkmap.path, parameters.wachttijd_hoofdstuk_s, kernels, mislukt
    )


def publish(editie: Editie, notebooks: dict[str, Any], folder: Path) -> None:
    """Turn the executed notebooks into pages, PDFs and published notebooks."""
    from sdreport.publish.stage import draw_charts, prepare_notebook, write_report

    stijl = load_huisstijl(editie.huisstijl)
    meta = describe_report(editie)
    draw_charts(notebooks.values(), stijl)
    prepared = {name: prepare_notebook(notebook, name, meta) for name, notebook in notebooks.items()}
    related = [describe_report(item) for item in load_verwant(editie)]
    write_report(prepared, editie.parameters.kwaliteit, stijl, {**meta, "verwant": related}, folder)


def write_manifest(editie: Editie, werkmap: Werkmap, folder: Path) -> None:
    """Write the manifest of all that went in and came out."""
    outputs = hash_files((path for path in folder.rglob("*") if path.is_file()), folder)
    # line numbers and keys of records are not published; the hash of the parameters file stands for them
    kept = editie.parameters.model_dump(
        mode="json", exclude={"acceptaties": {"__all__": {"regels", "sleutels"}}}
    )
    about = {
        "bronnen": {naam: bron["bestand"] for naam, bron in werkmap.read("rapport")["bronnen"].items()},
        "teksten": hash_texts(werkmap.toelichting, editie.alle_hoofdstukken),
    }
    text = make_manifest(kept, editie.concept, werkmap.read("invoer"), outputs, about)
    (folder / NAAM).write_text(text, encoding="utf-8", newline="\n")
