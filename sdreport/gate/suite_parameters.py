"""The values that suites refer to by name: `{"$PARAMETER": "productcodes"}`.

They come from the reference tables, from the year that is reported and from other extracts, so that a suite
holds rules only, and serves every year.

| name | value |
|---|---|
| `jaar`, `jaren` | the year; the year as the one value of a set |
| `eerste_dag`, `laatste_dag` | first and last day of the year |
| `maanden_begin` | the first days of its months |
| `vroegste_dag`, `verste_dag` | fifty years before and twenty-five after: outside these a date is a slip |
| `schooljaar` | the school year that ends in the year, as a set |
| `schooljaren` | all school years from 2000-2001 up to the one that begins in the year after |
| `leeftijden` | 0 up to 99 |
| `productcodes` | codes in productcodes.csv |
| `productcode_leveringsvormen`, `productcode_categorieen` | pairs in that table |
| `codes_<lijst>` | one for each code list: the codes that hold in the year |
| `codes_<lijst>_<groep>` | the codes of a list that belong to a group |
| `wetten_<lijst>`, `groepen_<lijst>` | pairs of a code and its law, and of a code and its group |
| `waarden_<dataset>_<kolom>` | the values of a column that speak for themselves, from the catalogue |
| `taakvelden` | valid in the year, from taakvelden.csv |
| `labels_<dimensie>` | one for each dimension in labels.csv |
| `programmas`, `plannen`, `plan_programmas` | codes in programmas.csv, and its pairs of plan and programma |
| `onderdelen` | those of the begroting of which the report has something, and `algemeen` when these are more than one |
| `toewijzingnummers`, `posten`, `tellingen_met_delen` | distinct values in the extracts |
| `bevolking_rijen` | rows that the years in bevolking must have together |
"""

# ruff: noqa: DTZ001 - the dates of extracts have no time zone

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from sdreport.intake.catalogue.datasets import DATASETS
from sdreport.intake.catalogue.definition import KWARTAAL
from sdreport.intake.large.read import GroteTabel
from sdreport.intake.large.values import Kolomwaarden
from sdreport.project.standards.load import select_year

LEEFTIJDEN = 100
NUMMER = "toewijzingnummer"
INKOMEN = {"uitkeringen", "inkomensondersteuning"}
GESLACHTEN = 2


def make_suite_parameters(
    tables: Mapping[str, pd.DataFrame | GroteTabel], references: Mapping[str, pd.DataFrame], jaar: int
) -> dict[str, Any]:
    """Collect all values; a table that is not there gives no entry, and rules that need it are not evaluated.

    `tables` are the typed extracts, `references` the reference tables by slug (`productcodes`, `codelijsten`,
    `taakvelden`, `labels`, `programmas`) as text.
    """
    parameters = {**_of_year(jaar), **_of_catalogue()}
    if "productcodes" in references:
        parameters |= _of_products(references["productcodes"])
    if "labels" in references:
        parameters |= _gather(
            (f"labels_{dimensie}", waarde)
            for dimensie, waarde in _rows(references["labels"], "dimensie", "waarde")
        )
    if "programmas" in references:
        parameters |= _of_programmas(references["programmas"])
    if "codelijsten" in references:
        parameters |= _of_codes(select_year(references["codelijsten"], jaar))
    if "taakvelden" in references:
        parameters["taakvelden"] = _distinct(select_year(references["taakvelden"], jaar)["code"])
    for slug, columns, make in _OF_TABLES:
        if slug in tables and set(columns) <= set(tables[slug].columns):
            table = tables[slug]
            if isinstance(table, GroteTabel):
                table = table.to_frame(columns, distinct=True)
            parameters |= make(table)
    parameters["onderdelen"] = _list_onderdelen(tables)
    return parameters | _of_toewijzingen(tables.get("toewijzingen"))


def describe_missing(names: Sequence[str]) -> str:
    """Where values should stand that are not there, in words for who fills that file."""
    places = [_find_place(name) for name in names]
    told = list(dict.fromkeys(place for place in places if place))
    other = [name for name, place in zip(names, places, strict=True) if not place]
    if other:
        told.append(f"de gegevens om mee te vergelijken ontbreken ({', '.join(other)})")
    return " en ".join(told)


def _find_place(name: str) -> str:
    kind, _, rest = name.partition("_")
    if kind in ("codes", "wetten", "groepen"):
        return f"van de lijst {rest} is geen code bekend (data/codelijsten.csv)"
    if kind == "labels":
        return f"van {rest} is geen label bekend (data/labels.csv)"
    if kind in ("programmas", "plannen", "plan"):
        return "data/programmas.csv is leeg of ontbreekt"
    if kind.startswith("productcode"):
        return "data/productcodes.csv is leeg of ontbreekt"
    extract = {f"{NUMMER}s": "toewijzingen", "posten": "begroting", "tellingen_met_delen": "tellingen"}.get(
        name
    )
    return f"het extract {extract} is er niet, of niet te lezen" if extract else ""


def _of_year(jaar: int) -> dict[str, Any]:
    return {
        "jaar": jaar,
        "jaren": [jaar],
        "eerste_dag": dt.datetime(jaar, 1, 1),
        "laatste_dag": dt.datetime(jaar, 12, 31),
        "maanden_begin": [dt.datetime(jaar, month, 1) for month in range(1, 13)],
        "vroegste_dag": dt.datetime(jaar - 50, 1, 1),
        "verste_dag": dt.datetime(jaar + 25, 12, 31),
        "schooljaar": [f"{jaar - 1}-{jaar}"],
        "schooljaren": [f"{first}-{first + 1}" for first in range(2000, jaar + 2)],
        "leeftijden": list(range(LEEFTIJDEN)),
    }


def _of_products(products: pd.DataFrame) -> dict[str, Any]:
    return {
        "productcodes": _distinct(products["productcode"]),
        "productcode_leveringsvormen": _pairs(products, "productcode", "leveringsvorm"),
        "productcode_categorieen": _pairs(products, "productcode", "productcategorie"),
    }


def _of_codes(codes: pd.DataFrame) -> dict[str, Any]:
    """Per list its codes, those of each group, and the pairs with law and group; in a list of names no hyphens."""
    in_group = codes[codes["groep"].notna()]
    parameters = _gather((f"codes_{lijst}", code) for lijst, code in _rows(codes, "lijst", "code"))
    parameters |= _gather(
        (f"codes_{lijst}_{groep}".replace("-", "_"), code)
        for lijst, groep, code in _rows(in_group, "lijst", "groep", "code")
    )
    for prefix, kolom in (("wetten", "wet"), ("groepen", "groep")):
        parameters |= {f"{prefix}_{lijst}": [] for lijst in codes["lijst"].unique()}
        known = codes[codes[kolom].notna()]
        parameters |= _gather(
            (f"{prefix}_{lijst}", (code, value))
            for lijst, code, value in _rows(known, "lijst", "code", kolom)
        )
    return parameters


def _of_catalogue() -> dict[str, Any]:
    return {
        f"waarden_{slug}_{column.name}": list(column.waarden)
        for slug, dataset in DATASETS.items()
        for column in dataset.columns
        if column.waarden and KWARTAAL not in column.waarden
    }


def _of_programmas(programmas: pd.DataFrame) -> dict[str, Any]:
    return {
        "programmas": _distinct(programmas["programma"]),
        "plannen": _distinct(programmas["plan"]),
        "plan_programmas": _pairs(programmas, "plan", "programma"),
    }


def _gather(items: Iterable[tuple[str, Any]]) -> dict[str, list[Any]]:
    """The different values of each name, in order; a table can have a thousand names."""
    found: dict[str, set[Any]] = {}
    for name, value in items:
        found.setdefault(name, set()).add(value)
    return {name: sorted(values) for name, values in found.items()}


def _rows(table: pd.DataFrame, *columns: str) -> Iterable[tuple[Any, ...]]:
    return table[list(columns)].itertuples(index=False, name=None)


def _of_toewijzingen(toewijzingen: pd.DataFrame | GroteTabel | None) -> dict[str, Any]:
    if toewijzingen is None or NUMMER not in toewijzingen.columns:
        return {}
    if isinstance(toewijzingen, GroteTabel):
        return {f"{NUMMER}s": Kolomwaarden(toewijzingen, NUMMER)}
    return {f"{NUMMER}s": _distinct(toewijzingen[NUMMER])}


def _list_onderdelen(tables: Mapping[str, pd.DataFrame | GroteTabel]) -> list[str]:
    """The laws of which records are there, and what is of all laws when there are more; all without any records."""
    every = list(DATASETS["begroting"].column("onderdeel").waarden)
    own = set() if INKOMEN.isdisjoint(tables) else {"participatiewet"}
    care = tables.get("toewijzingen")
    if care is not None and "wet" in care.columns:
        laws = care.to_frame(("wet",), distinct=True) if isinstance(care, GroteTabel) else care
        own |= {str(wet).lower() for wet in _distinct(laws["wet"])}
    found = [name for name in every if name in own]
    return found if len(found) == 1 else [name for name in every if not found or name in (*found, "algemeen")]


def _of_begroting(begroting: pd.DataFrame) -> dict[str, Any]:
    return {"posten": _distinct(begroting["post"])}


def _of_bevolking(bevolking: pd.DataFrame) -> dict[str, Any]:
    combinations = len(bevolking[["jaar", "soort"]].drop_duplicates())
    return {"bevolking_rijen": combinations * LEEFTIJDEN * GESLACHTEN}


def _of_tellingen(tellingen: pd.DataFrame) -> dict[str, Any]:
    return {"tellingen_met_delen": _distinct(tellingen["telling"][tellingen["categorie"] != "totaal"])}


_OF_TABLES: tuple[tuple[str, tuple[str, ...], Callable[[pd.DataFrame], dict[str, Any]]], ...] = (
    ("begroting", ("post",), _of_begroting),
    ("bevolking", ("jaar", "soort"), _of_bevolking),
    ("tellingen", ("telling", "categorie"), _of_tellingen),
)


def _distinct(column: pd.Series) -> list[Any]:
    return sorted(column.dropna().unique().tolist())


def _pairs(table: pd.DataFrame, first: str, second: str) -> list[tuple[Any, Any]]:
    pairs = table[[first, second]].dropna().drop_duplicates()
    return sorted(zip(pairs[first].tolist(), pairs[second].tolist(), strict=True))
