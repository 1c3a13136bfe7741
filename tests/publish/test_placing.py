"""Putting a report in place: the old one stays whole until the new one stands, whatever happens between."""

import errno
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import sdreport.publish.place as module
from sdreport.errors import BuildError
from sdreport.publish.place import Placing, exchange

RAPPORT = "proef-2023"


def make_report(folder: Path, text: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text(text)
    (folder / "hoofdstukken").mkdir()
    (folder / "hoofdstukken" / "1.html").write_text(text)


def read_report(output: Path) -> list[str]:
    """What stands in the two files of the report."""
    return [(output / RAPPORT / name).read_text() for name in ("index.html", "hoofdstukken/1.html")]


def names(output: Path) -> list[str]:
    return sorted(path.name for path in output.iterdir())


@pytest.fixture
def two_renames(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a file system that cannot exchange two folders."""
    monkeypatch.setattr(module, "exchange", lambda one, other: False)


HOLD = """
import sys
from pathlib import Path
from sdreport.publish.place import Placing
with Placing(Path(sys.argv[1]), sys.argv[2]) as placing:
    (placing.folder / "index.html").write_text("half")
    print("begonnen", flush=True)
    sys.stdin.read()
"""


@contextmanager
def other_build(output: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that is making the report."""
    command = [sys.executable, "-c", HOLD, str(output), RAPPORT]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as build:
        assert build.stdout is not None
        assert build.stdout.readline() == "begonnen\n"
        yield build


def test_a_first_report_is_put_in_place_and_nothing_else_is_left(tmp_path: Path) -> None:
    output = tmp_path / "output"
    with Placing(output, RAPPORT) as placing:
        make_report(placing.folder, "nieuw")
        (placing.scratch / "kladje").write_text("x")
        assert placing.put_in_place() == output / RAPPORT
    assert read_report(output) == ["nieuw"] * 2
    assert names(output) == [RAPPORT]


@pytest.mark.parametrize("in_one_step", [True, False])
def test_a_new_report_replaces_the_old_one_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_one_step: bool
) -> None:
    if not in_one_step:
        monkeypatch.setattr(module, "exchange", lambda one, other: False)
    make_report(tmp_path / RAPPORT, "oud")
    (tmp_path / RAPPORT / "vervallen.html").write_text("oud")
    with Placing(tmp_path, RAPPORT) as placing:
        make_report(placing.folder, "nieuw")
        placing.put_in_place()
    assert read_report(tmp_path) == ["nieuw"] * 2
    assert not (tmp_path / RAPPORT / "vervallen.html").exists()
    assert names(tmp_path) == [RAPPORT]


def test_the_old_report_stands_until_the_new_one_is_put_in_place(tmp_path: Path) -> None:
    make_report(tmp_path / RAPPORT, "oud")
    with Placing(tmp_path, RAPPORT) as placing:
        make_report(placing.folder, "nieuw")
        assert read_report(tmp_path) == ["oud"] * 2
        placing.put_in_place()
        assert read_report(tmp_path) == ["nieuw"] * 2


@pytest.mark.parametrize("error", [ValueError("stuk"), KeyboardInterrupt()])
def test_a_build_that_fails_leaves_the_old_report_whole_and_nothing_else(
    tmp_path: Path, error: BaseException
) -> None:
    make_report(tmp_path / RAPPORT, "oud")
    with pytest.raises(type(error)), Placing(tmp_path, RAPPORT) as placing:
        make_report(placing.folder, "half")
        raise error
    assert read_report(tmp_path) == ["oud"] * 2
    assert names(tmp_path) == [RAPPORT]


def test_a_build_without_placing_leaves_the_old_report(tmp_path: Path) -> None:
    make_report(tmp_path / RAPPORT, "oud")
    with Placing(tmp_path, RAPPORT) as placing:
        make_report(placing.folder, "nieuw")
    assert read_report(tmp_path) == ["oud"] * 2


@pytest.mark.parametrize("error", [PermissionError(errno.EACCES, "Permission denied"), KeyboardInterrupt()])
@pytest.mark.usefixtures("two_renames")
def test_a_swap_that_is_broken_off_halfway_puts_the_old_report_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    make_report(tmp_path / RAPPORT, "oud")
    real_rename = Path.rename

    def rename(self: Path, target: Path) -> Path:
        if self.name == "rapport":  # the second rename of the swap
            raise error
        return real_rename(self, target)

    monkeypatch.setattr(Path, "rename", rename)
    expected = BuildError if isinstance(error, OSError) else KeyboardInterrupt
    with pytest.raises(expected), Placing(tmp_path, RAPPORT) as placing:
        make_report(placing.folder, "nieuw")
        placing.put_in_place()
    assert read_report(tmp_path) == ["oud"] * 2
    assert names(tmp_path) == [RAPPORT]


@pytest.mark.usefixtures("two_renames")
def test_an_old_report_that_cannot_be_put_back_is_kept_for_the_next_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_report(tmp_path / RAPPORT, "oud")
    real_rename = Path.rename

    def rename(self: Path, target: Path) -> Path:
        if self.name != RAPPORT:  # all but moving the old report aside
            raise PermissionError(errno.EACCES, "Permission denied")
        return real_rename(self, target)

    with monkeypatch.context() as patch, pytest.raises(BuildError), Placing(tmp_path, RAPPORT) as placing:
        make_report(placing.folder, "nieuw")
        patch.setattr(Path, "rename", rename)
        placing.put_in_place()
    assert f".{RAPPORT}.oud" in names(tmp_path)
    with Placing(tmp_path, RAPPORT):
        pass
    assert read_report(tmp_path) == ["oud"] * 2


def test_the_message_of_a_failed_swap_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rename(self: Path, target: Path) -> Path:
        raise PermissionError(errno.EACCES, "Permission denied")

    with pytest.raises(BuildError) as caught, Placing(tmp_path, RAPPORT) as placing:
        monkeypatch.setattr(Path, "rename", rename)
        placing.put_in_place()
    assert "Sluit bestanden uit proef-2023/" in str(caught.value)


def test_a_build_killed_between_the_two_renames_is_mended_by_the_next(tmp_path: Path) -> None:
    make_report(tmp_path / f".{RAPPORT}.oud", "oud")
    make_report(tmp_path / f".{RAPPORT}.bouw" / "rapport", "half")
    (tmp_path / f".{RAPPORT}.slot").write_text("")
    with Placing(tmp_path, RAPPORT) as placing:
        assert read_report(tmp_path) == ["oud"] * 2
        assert list(placing.folder.iterdir()) == []
    assert names(tmp_path) == [RAPPORT]


def test_what_a_killed_build_left_beside_a_whole_report_is_cleared(tmp_path: Path) -> None:
    make_report(tmp_path / RAPPORT, "nieuw")
    make_report(tmp_path / f".{RAPPORT}.oud", "oud")
    make_report(tmp_path / f".{RAPPORT}.bouw" / "rapport", "half")
    with Placing(tmp_path, RAPPORT):
        pass
    assert read_report(tmp_path) == ["nieuw"] * 2
    assert names(tmp_path) == [RAPPORT]


def test_a_second_build_of_the_same_report_is_refused_and_leaves_the_first_alone(tmp_path: Path) -> None:
    with Placing(tmp_path, RAPPORT) as first:
        make_report(first.folder, "eerste")
        with (
            pytest.raises(BuildError, match=r"loopt al een build van proef-2023"),
            Placing(tmp_path, RAPPORT),
        ):
            pytest.fail("the second build started")
        first.put_in_place()
    assert read_report(tmp_path) == ["eerste"] * 2


def test_builds_of_two_reports_do_not_hinder_each_other(tmp_path: Path) -> None:
    with Placing(tmp_path, RAPPORT) as first, Placing(tmp_path, "proef-2024") as second:
        make_report(first.folder, "2023")
        make_report(second.folder, "2024")
        second.put_in_place()
        first.put_in_place()
    assert names(tmp_path) == [RAPPORT, "proef-2024"]


def test_a_lock_is_of_a_process_and_goes_with_it_however_it_ends(tmp_path: Path) -> None:
    make_report(tmp_path / RAPPORT, "oud")
    with other_build(tmp_path) as build:
        with pytest.raises(BuildError, match="loopt al een build"), Placing(tmp_path, RAPPORT):
            pytest.fail("the build started")
        build.kill()
        build.wait()
        assert f".{RAPPORT}.slot" in names(tmp_path)
        with Placing(tmp_path, RAPPORT) as placing:
            assert list(placing.folder.iterdir()) == []
            make_report(placing.folder, "nieuw")
            placing.put_in_place()
    assert read_report(tmp_path) == ["nieuw"] * 2
    assert names(tmp_path) == [RAPPORT]


@pytest.mark.parametrize(
    "content", ["", "geen getal", str(os.getpid())], ids=["empty", "no number", "own number"]
)
def test_a_lock_file_that_nobody_holds_is_no_lock(tmp_path: Path, content: str) -> None:
    """Also not when a process, this one for instance, has the number of the build that was killed."""
    (tmp_path / f".{RAPPORT}.slot").write_text(content, encoding="utf-8")
    with Placing(tmp_path, RAPPORT) as placing:
        make_report(placing.folder, "nieuw")
        placing.put_in_place()
    assert names(tmp_path) == [RAPPORT]


def test_two_names_can_share_a_lock(tmp_path: Path) -> None:
    with (
        Placing(tmp_path, RAPPORT),
        pytest.raises(BuildError, match="loopt al een build van proef-2023-concept"),
        Placing(tmp_path, f"{RAPPORT}-concept", RAPPORT),
    ):
        pytest.fail("the second build started")
    assert names(tmp_path) == []


def test_of_many_that_want_the_lock_one_gets_it_at_a_time(tmp_path: Path) -> None:
    inside: list[int] = []
    most: list[int] = []
    refused: list[BuildError] = []

    def build() -> None:
        for _ in range(50):
            try:
                with Placing(tmp_path, RAPPORT):
                    inside.append(1)
                    most.append(len(inside))
                    inside.pop()
            except BuildError as error:
                refused.append(error)

    threads = [threading.Thread(target=build) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(most) == {1}
    assert len(most) + len(refused) == 200
    assert all("loopt al een build" in str(error) for error in refused)
    assert names(tmp_path) == []


@pytest.mark.skipif(sys.platform != "linux", reason="the others may have to do with two renames")
def test_two_folders_change_places_in_one_step(tmp_path: Path) -> None:
    for name in ("een", "ander"):
        make_report(tmp_path / name, name)
    assert exchange(tmp_path / "een", tmp_path / "ander")
    assert (tmp_path / "een" / "index.html").read_text() == "ander"
    assert not exchange(tmp_path / "een", tmp_path / "weg")
    assert names(tmp_path) == ["ander", "een"]


def test_a_file_in_the_place_of_the_report_is_replaced(tmp_path: Path) -> None:
    (tmp_path / RAPPORT).write_text("geen map")
    with Placing(tmp_path, RAPPORT) as placing:
        make_report(placing.folder, "nieuw")
        placing.put_in_place()
    assert read_report(tmp_path) == ["nieuw"] * 2
    assert names(tmp_path) == [RAPPORT]


def test_an_output_folder_that_cannot_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, flags: int) -> int:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(os, "open", refuse)
    with (
        pytest.raises(BuildError, match="kan niet worden geschreven"),
        Placing(tmp_path / "output", RAPPORT),
    ):
        pytest.fail("the build started")


def test_a_full_disk_at_the_start_gives_the_lock_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    placing = Placing(tmp_path, RAPPORT)
    real_mkdir = Path.mkdir

    def mkdir(self: Path, *arguments: object, **options: object) -> None:
        if self == placing.folder:
            raise OSError(errno.ENOSPC, "No space left on device")
        real_mkdir(self, *arguments, **options)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(Path, "mkdir", mkdir)
        with pytest.raises(BuildError, match="kan niet worden geschreven"), placing:
            pytest.fail("the build started")
    assert names(tmp_path) == []
    with Placing(tmp_path, RAPPORT):
        pass
