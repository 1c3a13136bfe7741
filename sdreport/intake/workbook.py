"""The workbook that colleagues fill in for a published dataset: the current rows, with what may be filled in where.

The file goes into the data folder of a report under the name of the dataset (`plannen.xlsx`) and is then an extract as
any other: the gate names what is wrong in it by cell.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from sdreport.errors import ConfigurationError, Fault
from sdreport.intake.catalogue.datasets import DATASETS, find_dataset
from sdreport.intake.catalogue.definition import (
    KWARTAAL,
    PEILDATUM,
    PROGRAMMAS,
    SOORT_UITLEG,
    Bijwerken,
    Column,
    Dataset,
)
from sdreport.intake.mapping import GEEN_VERTALING, make_vertalingen
from sdreport.intake.reader import read_delivery
from sdreport.plannen.activities import parse_kwartaal
from sdreport.project.editie import Editie
from sdreport.project.parameters import Parameters
from sdreport.project.references import load_references
from sdreport.safe.form import LANGSTE_TEKST, Formulierkolom, Waarde, make_formulier
from sdreport.safe.half import write_whole
from sdreport.safe.text import ONZICHTBAAR

MAP = ".werkboek"
JAREN_VOORUIT = 4
"""A drop-down of quarters goes on for so many years after the last one that is named."""
BREEDTE: Mapping[str, int] = {"code": 22, "tekst": 38, "datum": 12, "getal": 10, "decimaal": 12, "bedrag": 14}
INVULLEN: Mapping[Bijwerken, str] = {
    "nooit": "nee, deze cellen staan vast",
    "soms": "alleen als er iets verandert",
    "elke peildatum": "ja, op elke peildatum",
}
KOP = ("kolom", "betekenis", "wat erin staat", "verplicht", "invullen", "toegestane waarden")


def write_workbook(editie: Editie, slug: str, target: Path | None, peildatum: dt.date | None = None) -> Path:
    """Write the workbook of a dataset of a report; returns where. A file with other content is never overwritten."""
    path = target or editie.project.output / MAP / editie.parameters.rapport / f"{slug}.xlsx"
    if path.suffix.lower() != ".xlsx" or path.is_dir():
        raise ConfigurationError(f"Een werkboek heet .xlsx: {path.name} kan niet.")
    content = make_workbook(editie, slug, peildatum)
    if path.is_file() and path.read_bytes() != content:
        raise ConfigurationError(
            f"{path} bestaat al en wordt niet overschreven: er kan iets in zijn ingevuld. "
            "Verplaats of verwijder het bestand."
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, content)
    return path


def make_workbook(editie: Editie, slug: str, peildatum: dt.date | None = None) -> bytes:
    """The workbook of a published dataset, with the rows and columns that its extract has now.

    With a new `peildatum` every row gets that day, and what is judged on each peildatum starts empty; a note at the
    cell tells what was there.
    """
    dataset = _find_published(editie.parameters, slug)
    if peildatum and PEILDATUM not in dataset.column_names:
        raise ConfigurationError(f"Het extract {slug} heeft geen kolom {PEILDATUM}.")
    referenties = load_references(editie.project.data, editie.parameters.jaar)
    dataset, frame = _read_frame(editie, dataset, referenties["codelijsten"])
    kwartalen = _list_kwartalen(frame, dataset, peildatum)
    waarden = {
        column.name: _list_waarden(column, frame, referenties, kwartalen) for column in dataset.columns
    }
    rijen = list(zip(*(_to_cells(frame[column.name], column) for column in dataset.columns), strict=True))
    opmerkingen: dict[tuple[int, int], str] = {}
    if peildatum:
        opmerkingen = _remember(rijen, dataset)
        rijen = [_renew(rij, dataset, peildatum) for rij in rijen]
    kolommen = [_describe(column, dataset, waarden[column.name]) for column in dataset.columns]
    uitleg = [KOP, *(_explain(column, waarden[column.name]) for column in dataset.columns)]
    return make_formulier(slug, kolommen, rijen, uitleg, opmerkingen)


def _find_published(parameters: Parameters, slug: str) -> Dataset:
    known = [name for name in parameters.datasets if name in DATASETS and DATASETS[name].gepubliceerd]
    if slug not in known:
        there = f"Wel voor: {', '.join(known)}." if known else "Dit rapport heeft er geen."
        raise ConfigurationError(
            f"Voor '{slug}' van {parameters.rapport} is er geen werkboek; dat kan alleen voor een extract van het "
            f"rapport dat zelf wordt gepubliceerd. {there}"
        )
    return find_dataset(slug)


def _read_frame(editie: Editie, dataset: Dataset, codelijsten: pd.DataFrame) -> tuple[Dataset, pd.DataFrame]:
    """The current rows, and the dataset with the columns that the extract has: an optional one can be missing.

    An extract with only a header has no rows. What cannot be read must be mended first.
    """
    vertaling = make_vertalingen(editie.parameters, codelijsten).get(dataset.slug, GEEN_VERTALING)
    delivery = read_delivery(editie.data, dataset, vertaling)
    empty = f"{dataset.slug}.extract_leeg"
    faults = [item for item in delivery.bevindingen if item.regel != empty and item.ernst != "melding"]
    if faults:
        raise ConfigurationError.from_list(
            "Het extract is niet te lezen; een werkboek zou rijen missen:",
            [item.as_fault() for item in faults],
        )
    columns = tuple(column for column in dataset.columns if column.name not in delivery.niet_geleverd)
    dataset = replace(dataset, columns=columns)
    frame = delivery.table if delivery.table is not None else pd.DataFrame(columns=dataset.column_names)
    for column in dataset.columns:
        if column.soort in ("code", "tekst"):
            _check_texts(frame[column.name].dropna(), column.name, delivery.file)
    return dataset, frame


def _check_texts(texts: pd.Series, kolom: str, file: Path) -> None:
    for regel, text in texts.items():
        if len(text) > LANGSTE_TEKST or ONZICHTBAAR.search(text):
            what = "deze tekst past niet in een cel: te lang, of met een teken dat een werkboek niet kent."
            told = f"{file.name}, regel {regel}, kolom {kolom}: {what}"
            raise ConfigurationError(Fault(what, file.name, (int(str(regel)),), column=kolom, told=told))


def _list_kwartalen(frame: pd.DataFrame, dataset: Dataset, peildatum: dt.date | None) -> list[str]:
    """The quarters to choose from: from the first year that the rows name to some years after the last."""
    years = {peildatum.year} if peildatum else set()
    for column in dataset.columns:
        values = frame[column.name].dropna()
        if column.soort == "datum":
            years |= {int(day.year) for day in values}
        elif KWARTAAL in column.waarden:
            years |= {int(text[:4]) for text in values if parse_kwartaal(text) is not None}
    if not years:
        return []
    return [
        f"{year}-Q{quarter}"
        for year in range(min(years), max(years) + JAREN_VOORUIT + 1)
        for quarter in range(1, 5)
    ]


def _list_waarden(
    column: Column, frame: pd.DataFrame, referenties: Mapping[str, pd.DataFrame], kwartalen: Sequence[str]
) -> dict[str, str]:
    """What may be filled in, each with its words; empty when that is free."""
    if column.codelijst == PROGRAMMAS:
        table = referenties["programmas"]
        plannen = set(frame["plan"].dropna()) if "plan" in frame.columns else set()
        own = table[table["plan"].isin(plannen)] if plannen else table
        return dict(zip(own["programma"], own["titel"], strict=True))
    if column.codelijst:
        own = referenties["codelijsten"].query("lijst == @column.codelijst")
        return dict(zip(own["code"], own["omschrijving"], strict=True))
    waarden: dict[str, str] = {}
    for waarde in column.waarden:
        waarden |= dict.fromkeys(kwartalen, "") if waarde == KWARTAAL else {waarde: ""}
    return waarden


def _to_cells(values: pd.Series, column: Column) -> list[Waarde]:
    """A column of the extract as values of cells."""
    filled = [None if pd.isna(value) else value for value in values]
    if column.soort == "datum":
        return [value and value.date() for value in filled]
    if column.soort == "getal":
        return [None if value is None else int(value) for value in filled]
    if column.soort in ("bedrag", "decimaal"):
        return [None if value is None else float(value) for value in filled]
    return [None if value is None else str(value) for value in filled]


def _renew(rij: Sequence[Waarde], dataset: Dataset, peildatum: dt.date) -> tuple[Waarde, ...]:
    """A row at a new peildatum: what is judged on each peildatum is open again."""
    return tuple(
        peildatum if column.name == PEILDATUM else None if column.bijwerken == "elke peildatum" else value
        for column, value in zip(dataset.columns, rij, strict=True)
    )


def _remember(rijen: Sequence[Sequence[Waarde]], dataset: Dataset) -> dict[tuple[int, int], str]:
    """A note at each cell that will be emptied: what was there, and when."""
    place_of_day = dataset.column_names.index(PEILDATUM)
    return {
        (row, place): f"Op {rij[place_of_day]:%d-%m-%Y} stond hier:\n{rij[place]}"
        for row, rij in enumerate(rijen)
        for place, column in enumerate(dataset.columns)
        if column.bijwerken == "elke peildatum" and rij[place] is not None and rij[place_of_day]
    }


def _describe(column: Column, dataset: Dataset, waarden: Mapping[str, str]) -> Formulierkolom:
    return Formulierkolom(
        column.name,
        column.soort,
        column.betekenis,
        max(BREEDTE[column.soort], len(column.name) + 4),
        tuple(waarden),
        vast=column.bijwerken == "nooit" or column.name in dataset.sleutel,
        invullen=column.bijwerken == "elke peildatum",
    )


def _explain(column: Column, waarden: Mapping[str, str]) -> tuple[str, ...]:
    """A row of the sheet with explanations."""
    shown = {code: words for code, words in waarden.items() if parse_kwartaal(code) is None}
    lines = [f"{code}: {words}" if words else code for code, words in shown.items()]
    if KWARTAAL in column.waarden:
        lines.append("een kwartaal, zoals 2019-Q4")
    return (
        column.name,
        column.betekenis,
        SOORT_UITLEG[column.soort],
        "ja" if column.verplicht else "nee",
        INVULLEN[column.bijwerken],
        "\n".join(lines),
    )
