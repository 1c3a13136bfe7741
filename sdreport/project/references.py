"""Reference tables: what codes mean, kept by hand, for all years or with the years in which a row holds.

What holds for every municipality ships with the package; its own tables stand in `data/` of its project and add to it.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path

import pandas as pd

from sdreport.errors import ConfigurationError, Fault
from sdreport.project.reference_rules import JAREN, find_double, require_fields
from sdreport.project.shipped import find_shipped
from sdreport.project.standards.load import EIGEN, FOLDER, add_national, load_lists, select_year
from sdreport.safe.files import is_there, read_bounded
from sdreport.safe.text import ONZICHTBAAR

LABELS = "labels"
GROOTSTE_MB = 50
MEESTE_REGELS = 200_000
LANGSTE_VELD = 5_000
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "productcodes": (
        "productcode", "leveringsvorm", "wet", "productcategorie", "omschrijving", "voorziening", "perceel", "taakveld",
    ),
    "codelijsten": ("lijst", "code", "omschrijving", "groep"),
    "taakvelden": ("jaar_van", "jaar_tot", "code", "naam"),
    "labels": ("dimensie", "waarde", "label", "volgorde"),
    "programmas": ("plan", "programma", "groep", "titel", "ambitie", "volgorde"),
    "doelenlijn": ("van", "naar", "soort", "toelichting"),
    "postcodes": ("postcode", "wijk"),
}  # fmt: skip
DIMENSIES = {
    "inkomensondersteuning": "voorziening", "begrotingspost": "post", "onderwijssoort": "soort",
    "advies_bezwaar": "advies", "uitkomst_bezwaar": "uitkomst",
}  # fmt: skip
"""The dimension of the register whose values are the codes of a list of the municipality's own."""
MAY_BE_ABSENT = ("labels", "taakvelden", "programmas", "doelenlijn", "postcodes")
"""Tables that a project can do without: only plans ask for programmas and doelenlijn."""
MET_JAREN = ("productcodes", "codelijsten", "postcodes")
"""Tables whose rows may say in which years they hold: then a code can mean another thing in another year."""
KEYS: Mapping[str, tuple[str, ...]] = {
    "productcodes": ("productcode", "leveringsvorm"),
    "codelijsten": ("lijst", "code"),
    "taakvelden": ("code",),
    "labels": ("dimensie", "waarde"),
    "programmas": ("programma",),
    "doelenlijn": ("van", "naar"),
    "postcodes": ("postcode",),
}


def load_references(folder: Path, jaar: int | None = None) -> dict[str, pd.DataFrame]:
    """Read all reference tables as text; an empty field is missing. With `jaar` only rows that hold in that year.

    Code lists and labels are those that all share with those of the municipality, which go before; taakvelden are
    those of the package where the project has no table of its own.
    """
    shipped = {"taakvelden": [find_shipped("data")]}
    found = {name: _find(name, folder, *shipped.get(name, ())) for name in COLUMNS}
    tables = {name: _load(path, name) for name, path in found.items()}
    if jaar is not None:
        tables |= {
            name: select_year(tables[name], jaar).drop(columns=list(JAREN)).reset_index(drop=True)
            for name in MET_JAREN
            if JAREN[0] in tables[name]
        }
    shared = _load(FOLDER / f"{LABELS}.csv", LABELS)
    return {**tables, EIGEN: add_national(tables[EIGEN]), LABELS: _add_own(shared, tables[LABELS])}


def _add_own(shared: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    """The shared labels with those of the municipality, in place of shared ones of the same value."""
    every = pd.concat([shared, own], ignore_index=True)
    return every.drop_duplicates(list(KEYS[LABELS]), keep="last", ignore_index=True)


def nest_labels(labels: pd.DataFrame) -> dict[str, dict[str, str]]:
    """Labels per dimension, in their order on the page."""
    ordered = labels.assign(volgorde=pd.to_numeric(labels["volgorde"])).sort_values("volgorde", kind="stable")
    nested: dict[str, dict[str, str]] = {}
    for row in ordered.itertuples():
        nested.setdefault(str(row.dimensie), {})[str(row.waarde)] = str(row.label)
    return nested


def make_labels(referenties: Mapping[str, pd.DataFrame]) -> dict[str, dict[str, str]]:
    """All labels: those of labels.csv, of programmes in programmas.csv, and of the municipality's codes.

    A code has its label under the name of its list and under the dimension that it is a value of.
    """
    labels = nest_labels(referenties["labels"])
    programmas = referenties["programmas"]
    order = programmas.assign(volgorde=pd.to_numeric(programmas["volgorde"])).sort_values(
        ["plan", "volgorde"], kind="stable"
    )
    labels["programma"] = {**dict(zip(order["programma"], order["titel"], strict=True)), "totaal": "Totaal"}
    codes = referenties[EIGEN]
    for lijst, rows in codes[~codes["lijst"].isin(load_lists()["lijst"])].groupby("lijst", sort=False):
        own = dict(zip(rows["code"], rows["omschrijving"], strict=True))
        _fill_up(labels, str(lijst), own)
        if lijst in DIMENSIES:
            slugs = {code.replace(" ", "-"): name for code, name in own.items()}
            _fill_up(labels, DIMENSIES[str(lijst)], slugs | own)
    _fill_up(labels, "perceel", labels.get("post", {}))  # a perceel is a post of the begroting
    return labels


def _fill_up(labels: dict[str, dict[str, str]], dimensie: str, others: Mapping[str, str]) -> None:
    """Labels for the values of a dimension that have none yet, behind those that have."""
    known = labels.setdefault(dimensie, {})
    known |= {waarde: label for waarde, label in others.items() if waarde not in known}


def read_table(path: Path, columns: Sequence[str], naam: str, extra: Sequence[str] = ()) -> pd.DataFrame:
    """A table that the project keeps itself (CSV, `;`, UTF-8) as text, with line numbers as index.

    `extra` are columns that may follow. `ConfigurationError` names the file as `naam`, and the line, when the table
    cannot be read or has other columns.
    """
    try:
        text = read_bounded(path, naam, GROOTSTE_MB).decode("utf-8-sig")
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True)
        rows = [(reader.line_num, fields) for fields in islice(reader, MEESTE_REGELS + 1) if fields]
    except (UnicodeDecodeError, csv.Error):
        raise ConfigurationError(Fault("dit is geen leesbaar CSV-bestand in UTF-8.", naam)) from None
    if reader.line_num > MEESTE_REGELS:
        raise ConfigurationError(Fault(f"dit bestand heeft meer dan {MEESTE_REGELS} regels.", naam))
    if rows and rows[0][1] == [*columns, *extra]:
        columns = rows[0][1]
    if not rows or rows[0][1] != list(columns):
        raise ConfigurationError(Fault(f"de kolommen horen te zijn: {', '.join(columns)}.", naam))
    uneven = tuple(line for line, fields in rows if len(fields) != len(columns))
    if uneven:
        raise ConfigurationError(Fault("het aantal velden klopt niet met de kopregel.", naam, uneven))
    again = tuple(line for line, fields in rows[1:] if fields == rows[0][1])
    if again:
        raise ConfigurationError(Fault("de kopregel staat hier nog een keer.", naam, again))
    long = tuple(line for line, fields in rows if max(map(len, fields)) > LANGSTE_VELD)
    if long:
        raise ConfigurationError(Fault(f"een veld is langer dan {LANGSTE_VELD} tekens.", naam, long))
    hidden = tuple(line for line, fields in rows if any(map(ONZICHTBAAR.search, fields)))
    if hidden:
        raise ConfigurationError(Fault("hier staat een teken dat niemand ziet; haal het weg.", naam, hidden))
    lines = [line for line, _ in rows[1:]]
    return pd.DataFrame([fields for _, fields in rows[1:]], columns=list(columns), index=lines, dtype="str")


def _find(name: str, *folders: Path) -> Path | None:
    """The file of a reference table in the first of these folders that has one; None for one that may be absent."""
    there = [path for path in (folder / f"{name}.csv" for folder in folders) if is_there(path)]
    if not there and name not in MAY_BE_ABSENT:
        what = f"De referentietabel data/{name}.csv ontbreekt."
        raise ConfigurationError(Fault(what, f"data/{name}.csv", told=what))
    return there[0] if there else None


def _load(path: Path | None, name: str) -> pd.DataFrame:
    if path is None:
        return pd.DataFrame(columns=list(COLUMNS[name]), dtype=object)
    naam = f"data/{name}.csv"
    table = read_table(path, COLUMNS[name], naam, JAREN if name in MET_JAREN else ())
    require_fields(name, table, naam)
    if double := tuple(find_double(table, KEYS[name])):
        what = f"{' + '.join(KEYS[name])} staat er al eerder in."
        raise ConfigurationError(Fault(what, naam, double))
    return table.reset_index(drop=True).replace("", None)
