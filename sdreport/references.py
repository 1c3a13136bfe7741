"""Reference tables in `data/`: what codes mean, kept by hand, the same for every year."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from sdreport.errors import ConfigurationError

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "productcodes": (
        "productcode", "leveringsvorm", "wet", "productcategorie", "omschrijving", "voorziening", "perceel", "taakveld",
    ),
    "codelijsten": ("lijst", "code", "omschrijving", "groep"),
    "taakvelden": ("jaar_van", "jaar_tot", "code", "naam"),
    "labels": ("dimensie", "waarde", "label", "volgorde"),
}  # fmt: skip


def load_references(folder: Path) -> dict[str, pd.DataFrame]:
    """Read all reference tables as text; an empty field is missing."""
    return {name: _load(folder / f"{name}.csv", columns) for name, columns in COLUMNS.items()}


def nest_labels(labels: pd.DataFrame) -> dict[str, dict[str, str]]:
    """Labels per dimension, in their order on the page."""
    ordered = labels.assign(volgorde=pd.to_numeric(labels["volgorde"])).sort_values("volgorde", kind="stable")
    nested: dict[str, dict[str, str]] = {}
    for row in ordered.itertuples():
        nested.setdefault(str(row.dimensie), {})[str(row.waarde)] = str(row.label)
    return nested


def _load(path: Path, columns: tuple[str, ...]) -> pd.DataFrame:
    if not path.is_file():
        raise ConfigurationError(f"De referentietabel data/{path.name} ontbreekt.")
    table = pd.read_csv(path, sep=";", dtype="str", encoding="utf-8-sig", keep_default_na=False).replace("", None)
    if tuple(table.columns) != columns:
        raise ConfigurationError(f"data/{path.name}: de kolommen horen te zijn: {', '.join(columns)}.")
    return table
