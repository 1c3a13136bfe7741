"""The lists that go back to the senders: per dataset every finding with every line and the key of its record.

A list holds keys of records. It is written for its sender only: in a hidden folder that nobody else can read
(`output/.terugmelding/<rapport>/`), never among what is published. The same findings give the same files.
"""

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from sdreport.bevindingen import Bevinding, name_cells, sort_bevindingen
from sdreport.gate.absent import REGEL as NIET_GELEVERD
from sdreport.gate.acceptances import DATASET as OVER_ACCEPTATIES
from sdreport.gate.keys import Levering, Sleutels
from sdreport.gate.register_rules import is_register
from sdreport.gate.vacuous import NIET_VAN_TOEPASSING
from sdreport.safe.restricted import make_closed, write_closed, write_closed_csv
from sdreport.safe.sheet import make_werkblad
from sdreport.safe.text import for_csv, for_line

MAP = ".terugmelding"
OVER_DE_CONTROLE = (f".{NIET_VAN_TOEPASSING}", f".{NIET_GELEVERD}", ".totaalregel", ".kopregel_herhaald")
"""Notices on what could not be tested, or was read past: there is nothing in the delivery to mend."""
KOLOMMEN = (
    "dataset", "regel", "ernst", "kolom", "regelnummer", "cel", "sleutel", "wat", "wat te doen", "terug aan",
    "geaccepteerd", "gevolg van",
)  # fmt: skip
BREEDTES = {
    "dataset": 16,
    "regel": 34,
    "kolom": 18,
    "sleutel": 24,
    "wat": 60,
    "wat te doen": 60,
    "terug aan": 20,
    "gevolg van": 34,
}
UITGANGEN = (".csv", ".xlsx")
MEESTE_RIJEN = 50_000
"""A workbook holds so many rows; the CSV beside it always holds all."""
VERDER = "De lijst is langer dan hier past. Alle regels staan in het CSV-bestand."
Rij = tuple[str, ...]


def write_terugmelding(
    folder: Path,
    bevindingen: Sequence[Bevinding],
    leveringen: Iterable[Levering],
    terug_aan: Mapping[str, str],
) -> list[Path]:
    """Write `<dataset>.csv` and `.xlsx` for each dataset with findings into `folder`; returns the files.

    A dataset of which there is nothing to tell but what could not be tested gets no list: its sender did well.
    `terug_aan` names a role per dataset; without one it is the sender in the catalogue. Lists of an earlier run
    that are not written again are removed, as is the folder when nothing is left in it. Folders are readable by
    the owner only (0700), files as well (0600).
    """
    asked = (item for item in bevindingen if not item.regel.endswith(OVER_DE_CONTROLE))
    told = {item.dataset for item in asked if not is_register(item.dataset)}
    slugs = sorted(told - {OVER_ACCEPTATIES})
    known = {levering.dataset.slug: levering for levering in leveringen}
    _clear(folder, {f"{slug}{ending}" for slug in slugs for ending in UITGANGEN})
    if not slugs:
        return []
    make_closed(folder)
    written: list[Path] = []
    for slug in slugs:
        own = sort_bevindingen(item for item in bevindingen if item.dataset == slug)
        levering = known.get(slug)
        aan = terug_aan.get(slug) or (levering.dataset.afzender if levering else "")
        written += _write_lists(folder / slug, own, Sleutels(levering) if levering else None, aan)
    return written


def make_rows(bevindingen: Iterable[Bevinding], sleutels: Sleutels | None, terug_aan: str) -> Iterator[Rij]:
    """One row for every finding and line, one at a time; a finding without lines is one row."""
    for item in bevindingen:
        besluit = item.besluit.as_text() if item.besluit else ""
        before = _visible(item.dataset, item.regel, item.ernst, item.kolom)
        cause = item.gevolg_van.as_text() if item.gevolg_van else ""
        after = _visible(item.wat, item.herstel, terug_aan, besluit, cause)
        if not len(item.regelnummers):
            yield (*before, "", "", "", *after)
            continue
        lines = (
            sleutels.with_lines(item.regelnummers) if sleutels else ((line, "") for line in item.regelnummers)
        )
        for line, key in lines:
            yield (*before, str(line), ", ".join(name_cells((line,), item.letters)), key, *after)


def _visible(*texts: str) -> Rij:
    return tuple(map(for_line, texts))


def _write_lists(
    place: Path, bevindingen: Sequence[Bevinding], sleutels: Sleutels | None, aan: str
) -> list[Path]:
    """Write a CSV row by row, and a workbook of its first rows; each appears whole or not at all."""
    csv_path, xlsx_path = (place.with_name(place.name + ending) for ending in UITGANGEN)
    every = make_rows(bevindingen, sleutels, aan)
    write_closed_csv(csv_path, KOLOMMEN, ([for_csv(text) for text in row] for row in every))
    rows = list(islice(make_rows(bevindingen, sleutels, aan), MEESTE_RIJEN + 1))
    if len(rows) > MEESTE_RIJEN:
        rows[-1] = tuple(VERDER if name == "wat" else "" for name in KOLOMMEN)
    with write_closed(xlsx_path) as raw:
        raw.write(make_werkblad("terugmelding", KOLOMMEN, rows, BREEDTES))
    return [csv_path, xlsx_path]


def _clear(folder: Path, keep: set[str]) -> None:
    """Remove the lists of datasets that are clean again, and all that a broken run left."""
    if not folder.is_dir():
        return
    for path in folder.iterdir():
        if path.name not in keep and path.is_file():
            path.unlink()
    if not keep:
        shutil.rmtree(folder, ignore_errors=True)
