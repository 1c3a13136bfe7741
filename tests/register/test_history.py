"""The published registers of earlier years, read for a report."""

from pathlib import Path

import pytest
from registerhulp import history_file

from sdreport.errors import ConfigurationError
from sdreport.register.history import read_history


def test_history_is_read_from_the_files_of_earlier_years_only(tmp_path: Path) -> None:
    for jaar in (2021, 2022, 2023):
        history_file(
            tmp_path, jaar, f'clienten;{jaar};"wet=wmo;voorziening=totaal";1,5;personen;voorbeeld;nee;b;d'
        )
    (tmp_path / "leesmij.csv").write_text("x")
    rows = [rij for register in read_history(tmp_path, 2023) for rij in register.rijen]
    assert [(row.jaar, row.adres, row.waarde) for row in rows] == [
        (2021, "clienten.wmo.totaal", 1.5),
        (2022, "clienten.wmo.totaal", 1.5),
    ]


def test_without_history_there_are_no_rows(tmp_path: Path) -> None:
    assert read_history(tmp_path, 2023) == ()


def test_a_row_of_another_year_in_a_history_file_is_an_error(tmp_path: Path) -> None:
    history_file(
        tmp_path, 2022, "a;2022;;1;personen;definitief;nee;b;d", "a;2202;;1;personen;definitief;nee;b;d"
    )
    with pytest.raises(ConfigurationError, match=r"2022\.csv.*alleen rijen van 2022, niet van 2202"):
        read_history(tmp_path, 2023)
