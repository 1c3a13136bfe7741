"""The two readers side by side: the same values, the same findings, for any file; and a dataset to write files of."""

from pathlib import Path

import pandas as pd

from sdreport.bevindingen import Bevinding
from sdreport.intake.catalogue.definition import Column, Dataset
from sdreport.intake.large.read import read_groot
from sdreport.intake.large.storage import Storage
from sdreport.intake.mapping import GEEN_VERTALING, Vertaling
from sdreport.intake.reader import Delivery, read_delivery

PROEF = Dataset(
    "proef",
    "Proef",
    "een rij",
    "afzender",
    ("sleutel",),
    (
        Column("sleutel", "code", "Sleutel"),
        Column("aantal", "getal", "Aantal"),
        Column("bedrag", "bedrag", "Bedrag"),
        Column("datum", "datum", "Datum"),
        Column("tekst", "tekst", "Tekst"),
    ),
)
KOP = "sleutel;aantal;bedrag;datum;tekst"
GOED = "A1;1;1,00;01-02-2023;x"


def write(folder: Path, content: str | bytes) -> Path:
    """Write an extract of the dataset `PROEF`; its folder."""
    folder.mkdir(exist_ok=True)
    raw = content.encode() if isinstance(content, str) else content
    (folder / "proef.csv").write_bytes(raw)
    return folder


def read_both(
    folder: Path, dataset: Dataset, storage: Storage, vertaling: Vertaling = GEEN_VERTALING
) -> Delivery:
    """Read a CSV with both readers, and see to it that tables, findings and hashes are equal; that of the small one."""
    small = read_delivery(folder, dataset, vertaling)
    large = read_groot(folder, dataset, storage, vertaling)
    assert [_plain(finding) for finding in large.bevindingen] == [_plain(f) for f in small.bevindingen]
    assert (large.sha256, large.niet_geleverd) == (small.sha256, small.niet_geleverd if large.table else ())
    if small.table is None or large.table is None:
        assert (small.table is None) == (large.table is None)
        return small
    assert len(large.table) == len(small.table)
    pd.testing.assert_frame_equal(large.table.to_frame(), small.table, check_index_type=False)
    for column in dataset.columns:
        if column.soort == "bedrag":
            query = f"SELECT CAST({column.name} * 100 AS BIGINT) FROM {large.table.naam} ORDER BY regelnummer"
            cents = [None if pd.isna(euro) else round(euro * 100) for euro in small.table[column.name]]
            assert [row[0] for row in storage.execute(query)] == cents
    return small


def _plain(finding: Bevinding) -> tuple[object, ...]:
    return (
        *[value for name, value in vars(finding).items() if name != "regelnummers"],
        tuple(finding.regelnummers),
    )
