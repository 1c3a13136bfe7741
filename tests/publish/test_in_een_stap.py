"""A file that many builds write: one at a time, in one step."""

import threading
from pathlib import Path

import pytest

from sdreport.errors import BuildError
from sdreport.publish.place import Placing, write_in_place


def names(output: Path) -> list[str]:
    return sorted(path.name for path in output.iterdir())


def test_a_file_of_many_builds_is_written_in_one_step(tmp_path: Path) -> None:
    path = tmp_path / "index.html"
    (tmp_path / ".index.html.nieuw").write_text("half, van een build die weg is")
    (tmp_path / ".index.html.slot").write_text("")
    write_in_place(path, lambda: "eerste")
    with pytest.raises(ValueError, match="stuk"):
        write_in_place(path, lambda: int("stuk") and "")
    assert path.read_text() == "eerste"
    assert names(tmp_path) == ["index.html"]


def test_a_file_of_many_builds_is_made_by_one_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "index.html"
    path.write_text("")
    threads = [
        threading.Thread(target=write_in_place, args=(path, lambda: path.read_text() + "x"))
        for _ in range(20)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert path.read_text() == "x" * 20
    assert names(tmp_path) == ["index.html"]


def test_a_folder_in_the_place_of_a_lock_goes_when_it_is_empty_and_is_told_when_it_is_not(
    tmp_path: Path,
) -> None:
    slot = tmp_path / ".rapport.slot"
    slot.mkdir()
    with Placing(tmp_path, "rapport"):
        assert slot.is_file()
    slot.mkdir()
    (slot / "van iemand").write_text("x")
    with (
        pytest.raises(BuildError, match=r"/[.]rapport[.]slot is een map; .* Haal die map weg[.]$"),
        Placing(tmp_path, "rapport"),
    ):
        pass
    assert (slot / "van iemand").read_text() == "x"
