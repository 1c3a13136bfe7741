"""What chapters may read: the work folder of a build, filled from the register, the extracts and the parameters."""

import csv
from pathlib import Path
from typing import Any

import pandas as pd

from sdreport.chapter.werkmap import Werkmap
from sdreport.gate.told.openbaar import summarize_openbaar
from sdreport.measures.definitie import EERDER
from sdreport.plannen.rows import to_rijteksten
from sdreport.project.editie import Editie
from sdreport.project.folders import Project
from sdreport.project.huisstijl import load_huisstijl
from sdreport.project.parameters import Parameters
from sdreport.project.references import make_labels, read_table
from sdreport.project.shipped import is_of_package
from sdreport.project.verwant import find_verwant
from sdreport.project.vrijgave import describe_vrijgave, list_logboek
from sdreport.register.manifest import hash_files
from sdreport.register.register import Register
from sdreport.safe.restricted import make_closed
from sdreport.stages.check import Controle

TEGENSTRIJDIGHEDEN = "tegenstrijdigheden.csv"


def write_werkmap(werkmap: Werkmap, editie: Editie, controle: Controle, register: Register) -> None:
    """Write all that chapters may read, and the hashes of all that went in, into a work folder."""
    parameters = editie.parameters
    make_closed(werkmap.path)
    werkmap.forget("invoer")
    werkmap.write_register(register)
    werkmap.write("labels", describe_labels(parameters, controle))
    quality = summarize_openbaar(
        controle.uitslagen, controle.bevindingen, read_tegenstrijdigheden(editie),
        parameters.geheimhouding.drempel,
    )  # fmt: skip
    tested = {} if controle.uitslagen else {"oordeel": "niet getoetst"}
    signed = {"vrijgave": describe_vrijgave(editie), "logboek": list_logboek(parameters)}
    werkmap.write("kwaliteit", {**quality, **tested, **signed})
    werkmap.write("tabellen", describe_tables(editie.project, controle))
    werkmap.write("rapport", {
        **describe_report(editie),
        "toelichting": [str(folder) for folder in editie.toelichting],
        "huisstijl": str(editie.huisstijl),
        "kerncijfers": [item.model_dump() for item in parameters.kerncijfers],
        "leesbaarheid": parameters.leesbaarheid.model_dump(mode="json"),
        "bronnen": describe_sources(editie, controle),
        "eigen_gemeente": name_own(parameters),
    })  # fmt: skip
    # the last: a work folder without it is not whole
    werkmap.write("invoer", hash_files(list_inputs(editie, controle), editie.project.root))


def name_own(parameters: Parameters) -> str:
    """The municipality of the report within its region: what a notebook calls `eigen`; empty without a region."""
    gemeenten = parameters.regio.gemeenten if parameters.regio else ()
    return next((item.slug for item in gemeenten if item.naam == parameters.gemeente), "")


def describe_sources(editie: Editie, controle: Controle) -> dict[str, dict[str, str]]:
    """Per dataset the file it was delivered in, and its SHA-256; a region stands in the parameters file.

    Of earlier deliveries (`eerder.overzichten`) it is the last one.
    """
    project = editie.project
    sources = {
        prefix + d.dataset.slug: {"bestand": project.relative(d.file), "sha256": d.sha256}
        for prefix, deliveries in (("", controle.deliveries), (EERDER, controle.eerder))
        for d in deliveries
    }
    if editie.parameters.regio:
        ((name, sha),) = hash_files([editie.bestand], project.root).items()
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


def describe_report(editie: Editie) -> dict[str, Any]:
    """What pages and PDFs say of the report itself."""
    parameters = editie.parameters
    return {
        "rapport": editie.naam,
        "titel": parameters.titel,
        "gemeente": parameters.gemeente,
        "jaar": parameters.jaar,
        "datum": parameters.datum.isoformat(),
        "versie": "concept" if editie.concept else parameters.status,
        "concept": editie.concept,
        "verantwoording": parameters.verantwoording,
        "publicatie": parameters.publicatie.model_dump(mode="json") if parameters.publicatie else None,
    }


def read_tegenstrijdigheden(editie: Editie) -> list[dict[str, str]]:
    """The contradictions in a published document that stewards noted for the reader; empty if there are none."""
    path = editie.project.inside(f"{editie.parameters.data}/{TEGENSTRIJDIGHEDEN}")
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", newline="") as stream:
        columns = next(csv.reader(stream, delimiter=";"), [])
    rows = read_table(path, columns, path.name).itertuples(index=False)
    return [dict(zip(columns, map(str, row), strict=True)) for row in rows]


def list_inputs(editie: Editie, controle: Controle) -> list[Path]:
    """Every file that the report depends on."""
    project, parameters = editie.project, editie.parameters
    inputs = [
        editie.bestand,
        editie.huisstijl,
        *(d.file for d in (*controle.deliveries, *controle.eerder)),
        *editie.notebooks,
    ]
    inputs += [project.expectations / f"{slug}.json" for slug in parameters.datasets]
    inputs += [*project.expectations.glob("samenhang_*.json"), *_list_huisstijl(editie)]
    # the gate holds an extract against that of other years
    inputs += [path for slug in parameters.datasets for path in project.data.glob(f"[0-9]*/{slug}.*")]
    inputs += [*sorted(project.data.glob("*.csv")), *sorted(project.history.glob("*.csv"))]
    inputs += find_verwant(editie)
    texts = (path for place in editie.toelichting for path in sorted(place.glob("*.md")))
    inputs += [*texts, editie.data / TEGENSTRIJDIGHEDEN]
    return [path for path in inputs if path.is_file() and not is_of_package(path)]


def _list_huisstijl(editie: Editie) -> list[Path]:
    """The files that the house style names, as far as they are of this project; others are part of the code."""
    stijl = load_huisstijl(editie.huisstijl)
    named = [*([stijl.logo] if stijl.logo else []), *stijl.lettertypebestanden]
    return [path for path in named if path.is_relative_to(editie.project.root)]
