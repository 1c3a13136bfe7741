"""Files that only their owner can read appear whole or not at all."""

import stat
from pathlib import Path

import pytest

from sdreport.safe.restricted import make_closed, write_closed, write_closed_csv


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_list_is_for_its_owner_and_for_a_spreadsheet(tmp_path: Path) -> None:
    folder = make_closed(tmp_path / ".lijsten" / "rapport")
    path = folder / "lijst.csv"
    write_closed_csv(path, ("naam", "aantal"), [("a;b", "1,5")])
    assert path.read_bytes() == b'\xef\xbb\xbfnaam;aantal\r\n"a;b";1,5\r\n'
    assert [mode_of(item) for item in (folder.parent, folder, path)] == [0o700, 0o700, 0o600]


def test_a_file_that_cannot_be_finished_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text("oud", encoding="utf-8")
    with pytest.raises(ZeroDivisionError), write_closed(path) as stream:
        stream.write(b"half")
        raise ZeroDivisionError
    assert [item.name for item in tmp_path.iterdir()] == ["lijst.csv"]
    assert path.read_text(encoding="utf-8") == "oud"
