"""What chapters may read, gathered from the register, the extracts and the parameters."""

import pandas as pd

from sdreport.chapter.layout.number import make_opbouw
from sdreport.chapter.layout.series import Reeksbron
from sdreport.chapter.werkmap import Labels, Leesstof, Rapportfeiten, Tabelrijen
from sdreport.measures import INDICATOREN
from sdreport.measures.definitie import EERDER
from sdreport.plannen.rows import Rijtekst, to_rijteksten
from sdreport.project.editie import Editie
from sdreport.project.parameters import Parameters
from sdreport.project.references import make_labels
from sdreport.register.manifest import Bronbestand, hash_files
from sdreport.register.register import Register
from sdreport.stages.read import Controle


def gather_leesstof(editie: Editie, controle: Controle, register: Register) -> Leesstof:
    """All that chapters may read of a report, in memory; `Werkmap.fill` writes it.

    `ConfigurationError` lists figures and tables that cannot be numbered.
    """
    parameters = editie.parameters
    rapport = Rapportfeiten(
        parameters.jaar,
        parameters.gemeente,
        editie.huisstijl,
        tuple(editie.toelichting),
        parameters.kerncijfers,
        list_sources(editie, controle),
        name_gemeenten(parameters),
        tuple(item.naam for item in INDICATOREN),
    )
    labels, tabellen = list_labels(parameters, controle), list_tabellen(editie, controle)
    programmas = [row["programma"] for row in tabellen.get("plannen", ())]
    fixed = {f"{item.soort} {item.naam}": item.nummer for item in parameters.vaste_nummers}
    bron = Reeksbron(register, labels, programmas, rapport.bijnamen, frozenset(rapport.indicatoren))
    opbouw = make_opbouw(editie.notebooks, bron, editie.toelichting, fixed)
    return Leesstof(rapport, register, labels, tabellen, opbouw)


def name_gemeenten(parameters: Parameters) -> dict[str, str]:
    """What a notebook calls municipalities without naming them: that of the report, and the smallest of the region."""
    gemeenten = parameters.regio.gemeenten if parameters.regio else ()
    found = {
        "eigen": next((item.slug for item in gemeenten if item.naam == parameters.gemeente), None),
        "kleinste": min(gemeenten, key=lambda item: item.inwoners).slug if gemeenten else None,
    }
    return {bijnaam: slug for bijnaam, slug in found.items() if slug}


def list_sources(editie: Editie, controle: Controle) -> dict[str, Bronbestand]:
    """Per dataset the file that it was delivered in; a region stands in the parameters file.

    Of earlier deliveries (`eerder.overzichten`) it is the last one.
    """
    project = editie.project
    sources = {
        prefix + d.dataset.slug: Bronbestand(project.relative(d.file), d.sha256)
        for prefix, deliveries in (("", controle.deliveries), (EERDER, controle.eerder))
        for d in deliveries
    }
    if editie.parameters.regio:
        ((name, sha),) = hash_files([editie.bestand], project.root).items()
        sources["regio"] = Bronbestand(name, sha)
    return sources


def list_labels(parameters: Parameters, controle: Controle) -> Labels:
    """All labels: of the reference tables, else what an extract says of its own codes; municipalities by name."""
    labels = make_labels(controle.referenties)
    for slug, code in (("overzichten", "post"), ("doelindicatoren", "indicator")):
        for frame in _deliveries(controle, slug):
            own = dict(zip(frame[code], frame["omschrijving"], strict=True))
            labels[code] = {**own, **labels.get(code, {})}
    if parameters.regio:
        names = {gemeente.slug: gemeente.naam for gemeente in parameters.regio.gemeenten}
        labels |= {dimensie: {**names, "totaal": "Regio"} for dimensie in ("gemeente", "van", "naar")}
    return Labels(labels)


def list_tabellen(editie: Editie, controle: Controle) -> Tabelrijen:
    """The rows that chapters may show, each with its place: published datasets, earlier ones, and reference tables."""
    tables: dict[str, list[Rijtekst]] = {
        name: list(to_rijteksten(controle.referenties[name])) for name in ("programmas", "doelenlijn")
    }
    for prefix, deliveries in (("", controle.deliveries), (EERDER, controle.eerder)):
        for delivery in deliveries:
            if delivery.dataset.gepubliceerd and isinstance(delivery.table, pd.DataFrame):
                place = {"bestand": editie.project.relative(delivery.file)}
                rows = ({**row, **place} for row in to_rijteksten(delivery.table))
                tables.setdefault(prefix + delivery.dataset.slug, []).extend(rows)
    return tables


def _deliveries(controle: Controle, slug: str) -> list[pd.DataFrame]:
    """All deliveries of a dataset: earlier ones, and the one of this report."""
    own = [controle.frames[slug]] if slug in controle.frames else []
    return [*controle.eerdere_frames.get(slug, ()), *own]
