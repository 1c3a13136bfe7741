"""What a run over many municipalities tells: a page, a table, and the combined register."""

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd
from markupsafe import Markup

from sdreport.intake.large.cast_sql import quote
from sdreport.intake.large.storage import Storage
from sdreport.project.editie import INDEX
from sdreport.project.huisstijl import load_huisstijl
from sdreport.publish.html.style import make_csp, make_stylesheet
from sdreport.publish.place import write_in_place
from sdreport.publish.templating import open_templates
from sdreport.register.cijfer import Cijfer
from sdreport.register.files import COLUMNS, format_frame, to_frame
from sdreport.safe.dutch import to_dutch
from sdreport.safe.text import for_csv, for_line
from sdreport.velen.samen import GEMEENTE
from sdreport.velen.uitslag import Uitslag

HIER = Path(__file__).parent
TABEL = "gemeenten.csv"
SAMEN = {"CSV": "cijfers.csv", "Parquet": "cijfers.parquet"}
KOP = "naam;gemeente;rapport;jaar;oordeel;exitcode;bevindingen;seconden;melding"
TYPES = ("VARCHAR", "VARCHAR", "INTEGER", "VARCHAR", "DOUBLE", *["VARCHAR"] * 5)
"""Types of the columns of the combined register: whose it is, and then those of a register."""


def write_page(uitslagen: Sequence[Uitslag], folder: Path) -> Path:
    """Write the page that names every municipality; returns it. It leads to the reports and the combined register."""
    stylesheet = make_stylesheet(load_huisstijl(HIER / "huisstijl.yaml"))
    environment = open_templates(HIER)
    environment.filters["seconden"] = lambda value: to_dutch(value, ",.1f")
    text = environment.get_template("overzicht.html.j2").render(
        rijen=[(item, _find_address(item, folder)) for item in uitslagen],
        tellingen=dict(Counter(item.oordeel for item in uitslagen)),
        bijlagen=[(label, name) for label, name in SAMEN.items() if (folder / name).is_file()],
        stylesheet=Markup(stylesheet),
        csp=make_csp([stylesheet], []),
    )
    write_in_place(folder / INDEX, lambda: text)
    return folder / INDEX


def write_table(uitslagen: Sequence[Uitslag], folder: Path) -> Path:
    """Write the same as a table for a spreadsheet; returns it."""
    lines = [KOP, *(";".join(_format(item)) for item in uitslagen)]
    write_in_place(folder / TABEL, lambda: "\n".join(lines) + "\n")
    return folder / TABEL


def write_samen(rijen: Sequence[Cijfer], folder: Path) -> None:
    """Write the combined register as CSV and Parquet, both with a column that says whose number it is."""
    frame = to_frame(replace(rij, uitsplitsing=_without_gemeente(rij)) for rij in rijen)
    frame.insert(0, "gemeente", [rij.uitsplitsing[GEMEENTE] for rij in rijen])
    write_in_place(folder / SAMEN["CSV"], lambda: format_frame(frame))
    typed = frame.astype(dict.fromkeys(COLUMNS, object)).where(frame.notna(), None)
    work = folder / f".{SAMEN['Parquet']}.nieuw"
    with Storage() as store:
        store.add_values("samen", pd.DataFrame(typed), TYPES)
        store.execute(f"COPY samen TO {quote(str(work))} (FORMAT parquet)")
    work.replace(folder / SAMEN["Parquet"])


def clear_samen(folder: Path) -> None:
    """Take away the combined register of an earlier run: what stands there belongs to the page beside it."""
    for name in SAMEN.values():
        (folder / name).unlink(missing_ok=True)


def _without_gemeente(rij: Cijfer) -> dict[str, str]:
    return {name: value for name, value in rij.uitsplitsing.items() if name != GEMEENTE}


def _find_address(uitslag: Uitslag, folder: Path) -> str:
    """How the page leads to the report of a municipality; nothing when there is none that belongs to its input."""
    page = Path(uitslag.folder) / INDEX
    return Path(os.path.relpath(page, folder)).as_posix() if uitslag.gelukt and page.is_file() else ""


def _format(item: Uitslag) -> list[str]:
    """The fields of one row, none of which breaks the table."""
    seconds = to_dutch(item.seconden, ".2f")
    values = (
        item.naam,
        item.gemeente,
        item.rapport,
        item.jaar,
        item.oordeel,
        item.exitcode,
        item.bevindingen,
    )
    texts = ["" if value is None else str(value) for value in values]
    return [
        for_csv(for_line(text).replace(";", ",").replace('"', "'"))
        for text in (*texts, seconds, item.melding)
    ]
