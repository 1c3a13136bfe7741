"""A header that stands in a file again, and a sheet that only explains, change nothing."""

import datetime as dt
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from lezerhulp import read_both
from variantenhulp import PROEF, put_csv, put_xlsx, to_csv

from sdreport.intake.large.storage import Storage
from sdreport.intake.reader import Delivery, read_delivery


@pytest.fixture(scope="module")
def basis(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    table = read_delivery(put_csv(tmp_path_factory.mktemp("basis"), to_csv()), PROEF).table
    assert table is not None
    return table


def assert_basis(delivery: Delivery, basis: pd.DataFrame, told: tuple[str, ...] = ()) -> None:
    """The table is the usual one, whatever its lines, and nothing else is told."""
    assert [item.regel for item in delivery.bevindingen] == [f"proef.{name}" for name in told]
    assert {item.ernst for item in delivery.bevindingen} <= {"melding"}
    assert delivery.table is not None
    pd.testing.assert_frame_equal(delivery.table.reset_index(drop=True), basis.reset_index(drop=True))


@pytest.mark.parametrize(
    ("sep", "end", "quote"), [(";", "\n", False), (",", "\r\n", True), ("\t", "\r\n", False)]
)
@pytest.mark.parametrize("places", [(3,), (2, 6), (8,)])
def test_a_header_that_is_there_again_is_left_out_with_a_notice(
    sep: str,
    end: str,
    quote: bool,
    places: tuple[int, ...],
    tmp_path: Path,
    basis: pd.DataFrame,
    storage: Storage,
) -> None:
    lines = to_csv(sep=sep, end=end, quote=quote).removesuffix(end).split(end)
    for place in reversed(places):
        lines.insert(place, lines[0])
    delivery = read_both(put_csv(tmp_path, end.join(lines) + end), PROEF, storage)
    assert_basis(delivery, basis, ("kopregel_herhaald",))
    assert list(delivery.bevindingen[0].regelnummers) == [
        line + at for at, line in enumerate(places, start=1)
    ]


def test_a_line_that_is_nearly_the_header_is_none(tmp_path: Path, storage: Storage) -> None:
    header = to_csv().split("\r\n")[0]
    other = header.replace("wijk", "Oost")
    delivery = read_both(put_csv(tmp_path, to_csv() + other + "\r\n"), PROEF, storage)
    assert "proef.leesbaar_bedrag" in [item.regel for item in delivery.bevindingen]


def test_a_header_that_is_there_again_in_a_workbook_is_left_out(tmp_path: Path, basis: pd.DataFrame) -> None:
    def again(sheet: Any) -> None:
        sheet.append([cell.value for cell in sheet[1]])

    assert_basis(read_delivery(put_xlsx(tmp_path, again), PROEF), basis, ("kopregel_herhaald",))


@pytest.mark.parametrize("place", [0, 1])
def test_a_sheet_with_an_explanation_is_passed_over(place: int, tmp_path: Path, basis: pd.DataFrame) -> None:
    def explain(sheet: Any) -> None:
        other = sheet.parent.create_sheet("Lees mij", place)
        for row in (
            ["Zie het blad met gegevens"],
            ["bedrag", "het bedrag in euro"],
            [1, dt.date(2024, 2, 1)],
        ):
            other.append(row)

    assert_basis(read_delivery(put_xlsx(tmp_path, explain), PROEF), basis)
