"""The texts of published extracts (plans, decisions, what documents say), for the rules for texts of a document."""

import re
from collections.abc import Iterator, Sequence

import pandas as pd

from sdreport.documents.teksten.teksten import Documenttekst
from sdreport.intake.catalogue.definition import PEILDATUM
from sdreport.intake.large.frames import as_frame
from sdreport.intake.large.read import Levering
from sdreport.plannen.rows import to_rijteksten
from sdreport.project.folders import Project

LETTERLIJK = re.compile(r"\{\{\s*letterlijk:\s*(.*?)\s*\}\}")
INGEVULD = re.compile(r"\{\{.*?\}\}")


def list_extractteksten(project: Project, leveringen: Sequence[Levering]) -> list[tuple[Documenttekst, ...]]:
    """Per published extract its running texts, each once; before them the peildatum, where the extract has one."""
    return [
        tuple(_list_teksten(levering, as_frame(levering.table), project.relative(levering.file)))
        for levering in leveringen
        if levering.dataset.gepubliceerd and levering.table is not None
    ]


def _list_teksten(levering: Levering, table: pd.DataFrame, bestand: str) -> Iterator[Documenttekst]:
    dataset = levering.dataset
    rows = list(to_rijteksten(table))
    if rows and PEILDATUM in rows[0]:
        yield Documenttekst("", PEILDATUM, PEILDATUM, "", rows[0][PEILDATUM], "", 2, bestand, PEILDATUM)
    seen: set[tuple[str, str]] = set()
    for row in rows:
        for kolom in (column.name for column in dataset.columns if column.lopend and row[column.name]):
            text = INGEVULD.sub("…", LETTERLIJK.sub(r"\1", row[kolom]))
            if (kolom, text) not in seen:
                seen.add((kolom, text))
                line = int(row["regelnummer"])
                place = row.get("plaats") or f"{dataset.slug}, regel {line}, {kolom}"
                yield Documenttekst("", place, "cel", "", text, "", line, bestand, kolom)
