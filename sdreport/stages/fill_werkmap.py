"""What the extracts gave of a report, gathered for all that comes behind."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from sdreport.chapter.werkmap import Labels, Leesstof, Tabelrijen
from sdreport.disclosure.verslag import Verslag, find_aantallen
from sdreport.documents.recalculate import recalculate_document
from sdreport.gate.told.openbaar import summarize_openbaar
from sdreport.intake.catalogue.datasets import DATASETS
from sdreport.intake.large.frames import as_frame
from sdreport.measures import INDICATOREN
from sdreport.measures.definitie import EERDER
from sdreport.measures.verdieping.wijken import NAMEN
from sdreport.plannen.rows import Rijtekst, to_rijteksten
from sdreport.project.editie import Editie
from sdreport.project.parameters import Parameters
from sdreport.project.references import make_labels, read_table
from sdreport.register.afgeleid.derive import AFGELEIDE
from sdreport.register.cijfer import make_waarde
from sdreport.register.kwaliteit import ONGETOETST, Gegevenskwaliteit
from sdreport.register.manifest import Bronbestand, hash_files
from sdreport.register.register import Register
from sdreport.safe.files import is_there
from sdreport.stages.grondslag import Getoetst, Grondslag, make_leesstof
from sdreport.stages.inputs import TEGENSTRIJDIGHEDEN, list_inputs, make_key, mix
from sdreport.stages.read import Controle
from sdreport.stages.takeover.lijsten import list_van_build
from sdreport.voorraad.pak import read_files

TEGENSTRIJDIG = ("nummer", "plaats_1", "zegt_1", "plaats_2", "zegt_2", "uitleg", "in_dit_rapport")


def collect_grondslag(editie: Editie, controle: Controle, register: Register) -> Grondslag:
    """What the extracts gave of a report; it looks at nothing that the gate finds."""
    return Grondslag(
        register,
        list_labels(editie.parameters, controle),
        list_tabellen(editie, controle),
        list_sources(editie, controle),
        (*(item.naam for item in INDICATOREN), *AFGELEIDE),
        tuple(str(d.file) for d in (*controle.deliveries, *controle.eerder)),
    )


def collect_getoetst(editie: Editie, oordeel: Gegevenskwaliteit, verslag: Verslag) -> Getoetst:
    """What the gate said of the extracts and what is hidden, with the restricted lists that were written of both."""
    lijsten = read_files(editie.project.output, list_van_build(editie))
    return Getoetst(oordeel, find_aantallen(verslag.afgeschermd), lijsten)


def gather_leesstof(editie: Editie, controle: Controle, register: Register) -> Leesstof:
    """All that chapters may read of a report whose extracts have been measured."""
    return make_leesstof(editie, collect_grondslag(editie, controle, register))


def judge_extracts(editie: Editie, controle: Controle) -> Gegevenskwaliteit:
    """The quality of the extracts; without a gate it says that nothing was tested."""
    regels = editie.parameters.geheimhouding
    tegenstrijdig = [*read_tegenstrijdigheden(editie), *recalculate_document(editie, controle.deliveries)]
    found = summarize_openbaar(
        controle.uitslagen, controle.bevindingen, tegenstrijdig, regels.drempel, regels.nul.tonen
    )
    return found if controle.uitslagen else replace(found, oordeel=ONGETOETST.oordeel)


def read_tegenstrijdigheden(editie: Editie) -> list[dict[str, str]]:
    """The contradictions in a published document that stewards noted for the reader; empty if there are none."""
    path = editie.project.inside(f"{editie.parameters.data}/{TEGENSTRIJDIGHEDEN}")
    if not is_there(path):
        return []
    rows = read_table(path, TEGENSTRIJDIG, path.name).itertuples(index=False)
    return [dict(zip(TEGENSTRIJDIG, map(str, row), strict=True)) for row in rows]


def list_sources(editie: Editie, controle: Controle) -> dict[str, Bronbestand]:
    """Per dataset the file that it was delivered in; a region stands in the parameters file.

    Of earlier deliveries (`eerder.overzichten`) it is the last one.
    """
    project = editie.project
    delivered = {
        prefix + d.dataset.slug: d
        for prefix, deliveries in (("", controle.deliveries), (EERDER, controle.eerder))
        for d in deliveries
    }
    key = make_key(list_inputs(editie, [d.file for d in delivered.values()]), editie.data)
    known = mix({project.relative(d.file): d.sha256 for d in delivered.values()}, key)
    names = {slug: project.relative(d.file) for slug, d in delivered.items()}
    sources = {slug: Bronbestand(name, known[name]) for slug, name in names.items()}
    if editie.parameters.regio:
        ((name, sha),) = hash_files([editie.bestand], project.root).items()
        sources["regio"] = Bronbestand(name, sha)
    return sources


def list_labels(parameters: Parameters, controle: Controle) -> Labels:
    """All labels: of the reference tables, else what an extract says of its own codes; places by name."""
    labels = {name: _with_waarden(own) for name, own in make_labels(controle.referenties).items()}
    for slug, code in (("overzichten", "post"), ("doelindicatoren", "indicator"), ("reserves", "reserve")):
        for frame in _deliveries(controle, slug):
            own = dict(zip(frame[code], frame["omschrijving"], strict=True))
            labels[code] = {**own, **labels.get(code, {})}
    products = controle.referenties["productcodes"]
    codes = map(make_waarde, products["productcode"])
    labels["product"] = dict(zip(codes, products["omschrijving"], strict=True))
    for frame in _deliveries(controle, "wijkbevolking"):
        own = {make_waarde(naam): naam for naam in frame["wijk"].dropna()}
        labels["wijk"] = {**own, **labels.get("wijk", {}), **NAMEN}
    if parameters.indelingen.vergelijking:
        labels["wie"] = {**labels.get("wie", {}), "groep": parameters.indelingen.vergelijking.groep}
    if parameters.regio:
        names = {gemeente.slug: gemeente.naam for gemeente in parameters.regio.gemeenten}
        labels |= {dimensie: {**names, "totaal": "Regio"} for dimensie in ("gemeente", "van", "naar")}
    return Labels(labels)


def _with_waarden(own: Mapping[str, str]) -> dict[str, str]:
    """Labels of codes, also by what a code is in an address, in their order."""
    both: dict[str, str] = {}
    for code, label in own.items():
        both.setdefault(code, label)
        both.setdefault(make_waarde(code), label)
    return both


def list_tabellen(editie: Editie, controle: Controle) -> Tabelrijen:
    """The rows that chapters may show, each with its place: published datasets, earlier ones, and reference tables.

    A published dataset that a report does not have is there without rows: a chapter then says so.
    """
    tables: dict[str, list[Rijtekst]] = {
        name: list(to_rijteksten(controle.referenties[name])) for name in ("programmas", "doelenlijn")
    } | {slug: [] for slug, dataset in DATASETS.items() if dataset.gepubliceerd}
    for prefix, deliveries in (("", controle.deliveries), (EERDER, controle.eerder)):
        for delivery in deliveries:
            if delivery.dataset.gepubliceerd and delivery.table is not None:
                place = {"bestand": editie.project.relative(delivery.file)}
                rows = ({**row, **place} for row in to_rijteksten(as_frame(delivery.table)))
                tables.setdefault(prefix + delivery.dataset.slug, []).extend(rows)
    return tables


def _deliveries(controle: Controle, slug: str) -> list[pd.DataFrame]:
    """All deliveries of a dataset: earlier ones, and the one of this report."""
    own = [controle.frames[slug]] if slug in controle.frames else []
    return [*controle.eerdere_frames.get(slug, ()), *own]
