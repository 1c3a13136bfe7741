"""A build from extracts to a published report, stage by stage. This module is its table of contents."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from sdreport.berekening import calculate_register, write_afgeschermd
from sdreport.besloten import make_closed
from sdreport.bevindingen import is_kritiek
from sdreport.chapter.getypt import find_typed_numbers
from sdreport.chapter.leesbaarheid import describe_leesbaarheid, measure_werkmap
from sdreport.chapter.tekst import hash_texts
from sdreport.chapter.tekstcontrole import check_texts, count_meldingen, describe_meldingen
from sdreport.chapter.werkmap import Werkmap, hand_werkmap
from sdreport.cijfers import Register
from sdreport.controle import (
    Controle,
    describe_lijsten,
    read_extracts,
    run_checks,
    write_lijsten,
)
from sdreport.disclosure import Afgeschermd
from sdreport.disclosure.verslag import MAP as GEHEIMHOUDING
from sdreport.disclosure.verslag import find_aantallen, write_teksten
from sdreport.errors import GateError
from sdreport.export import write_register
from sdreport.huisstijl import load_huisstijl
from sdreport.manifest import NAAM, hash_files, make_manifest
from sdreport.measures.definitie import EERDER
from sdreport.parameters import Parameters
from sdreport.plaatsing import Plaatsing
from sdreport.project import Project
from sdreport.publish.kernels import Kernels, start_kernels
from sdreport.publish.metadata import write_metadata
from sdreport.quality.openbaar import summarize_openbaar
from sdreport.quality.report import format_terminal, write_quality
from sdreport.references import make_labels, read_table
from sdreport.rijen import to_rijteksten
from sdreport.verwant import find_verwant, load_verwant
from sdreport.voortgang import Voortgang
from sdreport.vrijgave import check_vrijgave, describe_vrijgave, list_logboek, name_report

TEGENSTRIJDIGHEDEN = "tegenstrijdigheden.csv"


def build_report(
    project: Project, bestand: Path, parameters: Parameters, voortgang: Voortgang, concept: bool = False
) -> Path:
    """Make the report of a parameters file and put it in place; returns its folder.

    A concept has a folder of its own. Raises GateError when the extracts have critical findings (unless `concept`),
    ConfigurationError for parameters, texts or notebooks that do not hold or a definitive report that is not signed
    off, BuildError when a chapter or export fails. The report that was there stays as it was whenever this raises.
    """
    check_vrijgave(parameters, concept)
    naam = name_report(parameters.rapport, concept)
    with Plaatsing(project.output, naam, parameters.rapport) as plaatsing, start_kernels() as kernels:
        with voortgang.stage("Extracten lezen"):
            controle = read_extracts(project, parameters)
        with voortgang.stage("Gegevens controleren"):
            controle = run_checks(project, parameters, controle)
            write_lijsten(project, parameters, controle)
            stop_at_gate(controle, concept, describe_lijsten(project, parameters))
        with voortgang.stage("Cijfers berekenen"):
            register, afgeschermd = calculate_register(project, parameters, controle)
            write_afgeschermd(project, parameters, afgeschermd)
            werkmap = Werkmap(plaatsing.scratch / "werkmap")
            write_werkmap(werkmap, project, bestand, parameters, controle, register, concept)
            names = (parameters.kwaliteit, *parameters.hoofdstukken)
            write_getypt(project, parameters, werkmap, names, afgeschermd)
            meldingen = check_texts(werkmap, names)
            leesbaarheid = measure_werkmap(werkmap, names)
            about_texts = {"teksten": count_meldingen(meldingen), "leesbaarheid": leesbaarheid}
            kwaliteit = {**werkmap.read("kwaliteit"), **about_texts}
            werkmap.write("kwaliteit", kwaliteit)
        voortgang.tell(describe_meldingen(meldingen))
        voortgang.tell(describe_leesbaarheid(leesbaarheid))
        with voortgang.stage("Hoofdstukken uitvoeren"):
            notebooks = run_chapters(project, parameters, plaatsing.scratch, werkmap, kernels)
        with voortgang.stage("Pagina's en PDF maken"):
            publish(project, parameters, notebooks, concept, plaatsing.folder)
        with voortgang.stage("Bijlagen en manifest schrijven"):
            write_register(register.rijen, plaatsing.folder)
            write_quality(kwaliteit, plaatsing.folder / "datakwaliteit.json")
            write_metadata(plaatsing.folder, parameters, concept)
            write_manifest(werkmap, parameters, concept, plaatsing.folder)
        werkmap.keep_at(hand_werkmap(project, parameters.rapport))
        return plaatsing.put_in_place()


def write_getypt(
    project: Project,
    parameters: Parameters,
    werkmap: Werkmap,
    hoofdstukken: Sequence[str],
    afgeschermd: Sequence[Afgeschermd],
) -> None:
    """List for a reviewer the typed numbers in texts that are hidden ones: these go past the register."""
    hidden = find_aantallen(afgeschermd)
    plannen = werkmap.read("tabellen").get("plannen", ())
    found = find_typed_numbers(werkmap.toelichting, plannen, hoofdstukken, hidden) if hidden else []
    write_teksten(project.output / GEHEIMHOUDING / parameters.rapport, found)


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
    make_closed(werkmap.path)
    werkmap.forget("invoer")
    werkmap.write_register(register)
    werkmap.write("labels", describe_labels(parameters, controle))
    quality = summarize_openbaar(
        controle.uitslagen, controle.bevindingen, read_tegenstrijdigheden(project, parameters),
        parameters.geheimhouding.drempel,
    )  # fmt: skip
    tested = {} if controle.uitslagen else {"oordeel": "niet getoetst"}
    signed = {"vrijgave": describe_vrijgave(parameters, concept), "logboek": list_logboek(parameters)}
    werkmap.write("kwaliteit", {**quality, **tested, **signed})
    werkmap.write("tabellen", describe_tables(project, controle))
    werkmap.write("rapport", {
        **describe_report(parameters, concept),
        "toelichting": [str(folder) for folder in project.toelichting(parameters.data)],
        "huisstijl": str(project.inside(parameters.huisstijl)),
        "kerncijfers": [item.model_dump() for item in parameters.kerncijfers],
        "leesbaarheid": parameters.leesbaarheid.model_dump(mode="json"),
        "bronnen": describe_sources(project, parameters, controle),
    })  # fmt: skip
    # the last: a work folder without it is not whole
    werkmap.write("invoer", hash_files(list_inputs(project, bestand, parameters, controle), project.root))


def describe_sources(
    project: Project, parameters: Parameters, controle: Controle
) -> dict[str, dict[str, str]]:
    """Per dataset the file it was delivered in, and its SHA-256; a region stands in the parameters file.

    Of earlier deliveries (`eerder.overzichten`) it is the last one.
    """
    sources = {
        prefix + d.dataset.slug: {"bestand": project.relative(d.file), "sha256": d.sha256}
        for prefix, deliveries in (("", controle.deliveries), (EERDER, controle.eerder))
        for d in deliveries
    }
    if parameters.regio:
        ((name, sha),) = hash_files([project.parameters / f"{parameters.rapport}.yaml"], project.root).items()
        sources["regio"] = {"bestand": name, "sha256": sha}
    return sources


def describe_labels(parameters: Parameters, controle: Controle) -> dict[str, dict[str, str]]:
    """All labels: of the reference tables, else what an extract says of its own codes; municipalities by name."""
    labels = make_labels(controle.referenties)
    for slug, code in (("overzichten", "post"), ("doelindicatoren", "indicator")):
        for frame in _deliveries(controle, slug):
            own = dict(zip(frame[code], frame["omschrijving"], strict=True))
            labels[code] = {**own, **labels.get(code, {})}
    if parameters.regio:
        names = {gemeente.slug: gemeente.naam for gemeente in parameters.regio.gemeenten}
        labels |= {dimensie: {**names, "totaal": "Regio"} for dimensie in ("gemeente", "van", "naar")}
    return labels


def describe_tables(project: Project, controle: Controle) -> dict[str, list[dict[str, str]]]:
    """The rows that chapters may show, each with its place: published datasets, earlier ones, and reference tables."""
    tables = {name: list(to_rijteksten(controle.referenties[name])) for name in ("programmas", "doelenlijn")}
    for prefix, deliveries in (("", controle.deliveries), (EERDER, controle.eerder)):
        for delivery in deliveries:
            if delivery.dataset.gepubliceerd and isinstance(delivery.table, pd.DataFrame):
                place = {"bestand": project.relative(delivery.file)}
                rows = ({**row, **place} for row in to_rijteksten(delivery.table))
                tables.setdefault(prefix + delivery.dataset.slug, []).extend(rows)
    return tables


def _deliveries(controle: Controle, slug: str) -> list[pd.DataFrame]:
    """All deliveries of a dataset: earlier ones, and the one of this report."""
    own = [controle.frames[slug]] if slug in controle.frames else []
    return [*controle.eerdere_frames.get(slug, ()), *own]


def describe_report(parameters: Parameters, concept: bool) -> dict[str, Any]:
    """What pages and PDFs say of the report itself."""
    return {
        "rapport": name_report(parameters.rapport, concept),
        "titel": parameters.titel,
        "gemeente": parameters.gemeente,
        "jaar": parameters.jaar,
        "datum": parameters.datum.isoformat(),
        "versie": "concept" if concept else parameters.status,
        "concept": concept,
        "verantwoording": parameters.verantwoording,
        "publicatie": parameters.publicatie.model_dump(mode="json") if parameters.publicatie else None,
    }


def run_chapters(
    project: Project, parameters: Parameters, folder: Path, werkmap: Werkmap, kernels: Kernels | None
) -> dict[str, Any]:
    """Execute the quality notebook and the chapters."""
    from sdreport.publish.run import check_notebooks, run_notebooks

    names = (parameters.kwaliteit, *parameters.hoofdstukken)
    paths = [project.notebook(parameters.notebooks, name) for name in names]
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
    related = [describe_report(item, False) for item in load_verwant(project, parameters)]
    write_report(prepared, parameters.kwaliteit, stijl, {**meta, "verwant": related}, folder)


def read_tegenstrijdigheden(project: Project, parameters: Parameters) -> list[dict[str, str]]:
    """The contradictions in a published document that stewards noted for the reader; empty if there are none."""
    path = project.inside(f"{parameters.data}/{TEGENSTRIJDIGHEDEN}")
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", newline="") as stream:
        columns = next(csv.reader(stream, delimiter=";"), [])
    rows = read_table(path, columns, path.name).itertuples(index=False)
    return [dict(zip(columns, map(str, row), strict=True)) for row in rows]


def list_inputs(project: Project, bestand: Path, parameters: Parameters, controle: Controle) -> list[Path]:
    """Every file that the report depends on."""
    inputs = [
        bestand,
        project.inside(parameters.huisstijl),
        *(d.file for d in (*controle.deliveries, *controle.eerder)),
    ]
    inputs += [
        project.notebook(parameters.notebooks, name)
        for name in (parameters.kwaliteit, *parameters.hoofdstukken)
    ]
    inputs += [project.expectations / f"{slug}.json" for slug in parameters.datasets]
    inputs += [*project.expectations.glob("samenhang_*.json"), *_list_huisstijl(project, parameters)]
    # the gate holds an extract against that of other years
    inputs += [path for slug in parameters.datasets for path in project.data.glob(f"[0-9]*/{slug}.*")]
    inputs += [*sorted(project.data.glob("*.csv")), *sorted((project.data / "history").glob("*.csv"))]
    inputs += find_verwant(project, parameters)
    folder = project.inside(parameters.data)
    texts = (path for place in project.toelichting(parameters.data) for path in sorted(place.glob("*.md")))
    inputs += [*texts, folder / TEGENSTRIJDIGHEDEN]
    return [path for path in inputs if path.is_file()]


def _list_huisstijl(project: Project, parameters: Parameters) -> list[Path]:
    """The files that the house style names, as far as they are of this project; others are part of the code."""
    stijl = load_huisstijl(project.inside(parameters.huisstijl))
    named = [*([stijl.logo] if stijl.logo else []), *stijl.lettertypebestanden]
    package = Path(__file__).parent
    return [path for path in named if path.is_relative_to(project.root) and not path.is_relative_to(package)]


def write_manifest(werkmap: Werkmap, parameters: Parameters, concept: bool, folder: Path) -> None:
    """Write the manifest of all that went in and came out."""
    outputs = hash_files((path for path in folder.rglob("*") if path.is_file()), folder)
    # line numbers and keys of records are not published; the hash of the parameters file stands for them
    kept = parameters.model_dump(mode="json", exclude={"acceptaties": {"__all__": {"regels", "sleutels"}}})
    about = {
        "bronnen": {naam: bron["bestand"] for naam, bron in werkmap.read("rapport")["bronnen"].items()},
        "teksten": hash_texts(werkmap.toelichting, (parameters.kwaliteit, *parameters.hoofdstukken)),
    }
    text = make_manifest(kept, concept, werkmap.read("invoer"), outputs, about)
    (folder / NAAM).write_text(text, encoding="utf-8", newline="\n")
