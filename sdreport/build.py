"""A build from extracts to a published report, stage by stage. This module is its table of contents."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sdreport.berekening import make_register
from sdreport.bevindingen import is_kritiek
from sdreport.chapter.tekstcontrole import check_texts
from sdreport.chapter.werkmap import Werkmap, hand_werkmap
from sdreport.cijfers import Register
from sdreport.controle import (
    Controle,
    describe_lijsten,
    read_extracts,
    run_checks,
    write_lijsten,
)
from sdreport.errors import GateError
from sdreport.export import write_register
from sdreport.huisstijl import load_huisstijl
from sdreport.manifest import NAAM, hash_files, make_manifest
from sdreport.parameters import Parameters
from sdreport.plaatsing import Plaatsing
from sdreport.project import Project
from sdreport.publish.kernels import Kernels, start_kernels
from sdreport.quality.report import format_terminal, summarize_quality, write_quality
from sdreport.references import nest_labels
from sdreport.voortgang import Voortgang

TEGENSTRIJDIGHEDEN = "tegenstrijdigheden.csv"


def build_report(
    project: Project, bestand: Path, parameters: Parameters, voortgang: Voortgang, concept: bool = False
) -> Path:
    """Make the report of a parameters file and put it in place; returns its folder.

    Raises GateError when the extracts have critical findings (unless `concept`), ConfigurationError for
    parameters, texts or notebooks that do not hold, BuildError when a chapter or export fails. The report that
    was there stays as it was whenever this raises.
    """
    with start_kernels() as kernels:
        with voortgang.stage("Extracten lezen"):
            controle = read_extracts(project, parameters)
        with voortgang.stage("Gegevens controleren"):
            controle = run_checks(project, parameters, controle)
            write_lijsten(project, parameters, controle)
            stop_at_gate(controle, concept, describe_lijsten(project, parameters))
        with Plaatsing(project.output, parameters.rapport) as plaatsing:
            with voortgang.stage("Cijfers berekenen"):
                register = make_register(project, parameters, controle)
                werkmap = Werkmap(plaatsing.scratch / "werkmap")
                write_werkmap(werkmap, project, bestand, parameters, controle, register, concept)
                check_texts(werkmap, (parameters.kwaliteit, *parameters.hoofdstukken))
            with voortgang.stage("Hoofdstukken uitvoeren"):
                notebooks = run_chapters(project, parameters, plaatsing.scratch, werkmap, kernels)
            with voortgang.stage("Pagina's en PDF maken"):
                publish(project, parameters, notebooks, concept, plaatsing.folder)
            with voortgang.stage("Bijlagen en manifest schrijven"):
                write_register(register.rijen, plaatsing.folder)
                write_quality(controle.uitslagen, controle.bevindingen, read_tegenstrijdigheden(project, parameters),
                              plaatsing.folder / "datakwaliteit.json")  # fmt: skip
                write_manifest(werkmap, parameters, concept, plaatsing.folder)
            werkmap.keep_at(hand_werkmap(project, parameters.rapport))
            return plaatsing.put_in_place()


def stop_at_gate(controle: Controle, concept: bool, lijsten: str = "") -> None:
    """Raise GateError with all findings when there is a critical one and this is no concept.

    `lijsten` says where the lists for the senders are; the message ends with it.
    """
    where = f"\n\n{lijsten}" if lijsten else ""
    if is_kritiek(controle.bevindingen) and not concept:
        raise GateError(format_terminal(controle.bevindingen) + where)
    missing = [delivery.file.name for delivery in controle.deliveries if delivery.table is None]
    if missing:
        raise GateError(
            f"{format_terminal(controle.bevindingen)}\nOok een concept kan niet zonder: {', '.join(missing)}.{where}"
        )


def write_werkmap(
    werkmap: Werkmap, project: Project, bestand: Path, parameters: Parameters, controle: Controle,
    register: Register, concept: bool,
) -> None:  # fmt: skip
    """Write all that chapters may read, and the hashes of all that went in, into a work folder."""
    werkmap.path.mkdir(parents=True, exist_ok=True)
    werkmap.write_register(register)
    werkmap.write("invoer", hash_files(list_inputs(project, bestand, parameters, controle), project.root))
    werkmap.write("labels", nest_labels(controle.referenties["labels"]))
    quality = summarize_quality(
        controle.uitslagen, controle.bevindingen, read_tegenstrijdigheden(project, parameters)
    )
    tested = bool(controle.uitslagen)
    werkmap.write("kwaliteit", quality if tested else {**quality, "oordeel": "niet getoetst"})
    werkmap.write("speerpunten", list(_speerpunten(controle)))
    werkmap.write("rapport", {
        **describe_report(parameters, concept),
        "toelichting": str(project.inside(parameters.data) / "toelichting"),
        "huisstijl": str(project.inside(parameters.huisstijl)),
        "kerncijfers": [item.model_dump() for item in parameters.kerncijfers],
        "bronnen": describe_sources(project, controle),
    })  # fmt: skip


def describe_sources(project: Project, controle: Controle) -> dict[str, dict[str, str]]:
    """Per dataset the file it was delivered in, and its SHA-256."""
    return {
        d.dataset.slug: {"bestand": project.relative(d.file), "sha256": d.sha256} for d in controle.deliveries
    }


def describe_report(parameters: Parameters, concept: bool) -> dict[str, Any]:
    """What pages and PDFs say of the report itself."""
    return {
        "rapport": parameters.rapport,
        "titel": parameters.titel,
        "gemeente": parameters.gemeente,
        "jaar": parameters.jaar,
        "datum": parameters.datum.isoformat(),
        "versie": "concept" if concept else parameters.status,
        "concept": concept,
        "verantwoording": parameters.verantwoording,
    }


def run_chapters(
    project: Project, parameters: Parameters, folder: Path, werkmap: Werkmap, kernels: Kernels | None
) -> dict[str, Any]:
    """Execute the quality notebook and the chapters."""
    from sdreport.publish.run import check_notebooks, run_notebooks

    names = (parameters.kwaliteit, *parameters.hoofdstukken)
    paths = [project.notebooks / f"{name}.ipynb" for name in names]
    injected = {"rapport": parameters.rapport, "jaar": parameters.jaar}
    check_notebooks(paths, injected)
    mislukt = hand_werkmap(project, parameters.rapport) / "mislukt"
    return run_notebooks(
        paths, folder, injected, werkmap.path, parameters.wachttijd_hoofdstuk_s, kernels, mislukt
    )


def publish(
    project: Project, parameters: Parameters, notebooks: dict[str, Any], concept: bool, folder: Path
) -> None:
    """Turn the executed notebooks into pages, PDFs and published notebooks."""
    from sdreport.publish.stage import draw_charts, prepare_notebook, write_report

    stijl = load_huisstijl(project.inside(parameters.huisstijl))
    meta = describe_report(parameters, concept)
    draw_charts(notebooks.values(), stijl)
    prepared = {name: prepare_notebook(notebook, name, meta) for name, notebook in notebooks.items()}
    write_report(prepared, parameters.kwaliteit, stijl, meta, folder)


def read_tegenstrijdigheden(project: Project, parameters: Parameters) -> list[dict[str, str]]:
    """The contradictions in a published document that stewards noted for the reader; empty if there are none."""
    path = project.inside(parameters.data) / TEGENSTRIJDIGHEDEN
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";"))


def list_inputs(project: Project, bestand: Path, parameters: Parameters, controle: Controle) -> list[Path]:
    """Every file that the report depends on."""
    inputs = [bestand, project.inside(parameters.huisstijl), *(d.file for d in controle.deliveries)]
    inputs += [
        project.notebooks / f"{name}.ipynb" for name in (parameters.kwaliteit, *parameters.hoofdstukken)
    ]
    inputs += [project.expectations / f"{slug}.json" for slug in parameters.datasets]
    inputs += [*sorted(project.data.glob("*.csv")), *sorted((project.data / "history").glob("*.csv"))]
    folder = project.inside(parameters.data)
    inputs += [*sorted((folder / "toelichting").glob("*.md")), folder / TEGENSTRIJDIGHEDEN]
    return [path for path in inputs if path.is_file()]


def write_manifest(werkmap: Werkmap, parameters: Parameters, concept: bool, folder: Path) -> None:
    """Write the manifest of all that went in and came out."""
    outputs = hash_files((path for path in folder.rglob("*") if path.is_file()), folder)
    # line numbers and keys of records are not published; the hash of the parameters file stands for them
    kept = parameters.model_dump(mode="json", exclude={"acceptaties": {"__all__": {"regels", "sleutels"}}})
    text = make_manifest(kept, concept, werkmap.read("invoer"), outputs)
    (folder / NAAM).write_text(text, encoding="utf-8", newline="\n")


def _speerpunten(controle: Controle) -> Iterator[dict[str, str]]:
    """The published texts of the speerpunten extract, with their place in the file for messages."""
    for delivery in controle.deliveries:
        if delivery.dataset.slug == "speerpunten" and delivery.table is not None:
            frame = controle.frames["speerpunten"]
            table = frame.astype("str").where(frame.notna(), "")
            for line, row in zip(table.index, table.to_dict("records"), strict=True):
                yield {
                    **{str(key): str(value) for key, value in row.items()},
                    "bestand": delivery.file.name,
                    "regel": str(line),
                }
