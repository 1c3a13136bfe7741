"""What Windows and macOS do otherwise, run by its seams: the lock, the swap, the kernels. The rest is the same code."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from sdreport.publish import place
from sdreport.publish.execute import kernels
from sdreport.publish.place import Placing, Slot


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The module as on Windows: locks of msvcrt, which belong to a file that is open, and no call that swaps."""
    known: dict[str, Any] = {"locked": {}, "asked": []}
    msvcrt = ModuleType("msvcrt")
    msvcrt.LK_LOCK, msvcrt.LK_NBLCK = 1, 2  # type: ignore[attr-defined]

    def locking(handle: int, how: int, _: int) -> None:
        known["asked"].append(how)
        file = os.fstat(handle).st_ino
        if known["locked"].get(file, handle) != handle:
            raise PermissionError(13, "Permission denied")
        known["locked"][file] = handle

    def close(handle: int) -> None:
        for file, other in list(known["locked"].items()):
            if other == handle:
                del known["locked"][file]
        os.close(handle)

    def refuse(*_: object, **__: object) -> None:
        raise TypeError("LoadLibrary() argument 1 must be str, not None")

    msvcrt.locking = locking  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "msvcrt", msvcrt)
    monkeypatch.setattr(place, "sys", SimpleNamespace(platform="win32"))
    monkeypatch.setattr(place, "os", SimpleNamespace(**{**vars(os), "close": close}))
    monkeypatch.setattr(place, "ctypes", SimpleNamespace(CDLL=refuse))
    return known


def test_windows_locks_a_file_and_lets_it_go_before_it_is_removed(
    tmp_path: Path, windows: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = Slot(tmp_path / "a.slot"), Slot(tmp_path / "a.slot")
    assert first.take()
    assert not second.take()
    real = Path.unlink

    def unlink(self: Path, missing_ok: bool = False) -> None:
        assert not windows["locked"], "an open file cannot be removed there"
        real(self, missing_ok)

    monkeypatch.setattr(Path, "unlink", unlink)
    first.give_back()
    assert second.take(wait=True)
    second.give_back()
    assert windows["asked"] == [2, 2, 1] and list(tmp_path.iterdir()) == []


def build(output: Path, text: str) -> None:
    with Placing(output, "rapport") as placing:
        (placing.folder / "index.html").write_text(text)
        placing.put_in_place()


def test_windows_swaps_in_two_steps_and_mends_what_was_broken_off(
    tmp_path: Path, windows: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path, "een")
    build(tmp_path, "twee")
    assert (tmp_path / "rapport" / "index.html").read_text() == "twee"
    (tmp_path / "rapport").rename(tmp_path / ".rapport.oud")  # killed between the two steps
    with Placing(tmp_path, "rapport"):
        assert (tmp_path / "rapport" / "index.html").read_text() == "twee"
    assert [path.name for path in tmp_path.iterdir()] == ["rapport"]


def test_macos_swaps_in_one_step_with_its_own_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def renamex_np(one: bytes, other: bytes, how: int) -> int:
        asked.append(how)
        aside = one + b"-opzij"
        os.rename(one, aside)  # noqa: PTH104 - the call takes bytes
        os.rename(other, one)  # noqa: PTH104
        os.rename(aside, other)  # noqa: PTH104
        return 0

    monkeypatch.setattr(place, "sys", SimpleNamespace(platform="darwin"))
    monkeypatch.setattr(
        place, "ctypes", SimpleNamespace(CDLL=lambda *_, **__: SimpleNamespace(renamex_np=renamex_np))
    )
    build(tmp_path, "een")
    build(tmp_path, "twee")
    assert (tmp_path / "rapport" / "index.html").read_text() == "twee"
    assert asked == [2] and [path.name for path in tmp_path.iterdir()] == ["rapport"]


@pytest.mark.parametrize(
    ("platform", "fork"), [("linux", True), ("darwin", False), ("win32", False), ("freebsd14", False)]
)
def test_kernels_are_forked_on_linux_only(platform: str, fork: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SDREPORT_KERNELS", raising=False)
    monkeypatch.setattr(kernels, "sys", SimpleNamespace(platform=platform))
    assert kernels.can_fork() is fork
    started: Callable[[], Any] = kernels.start_kernels
    if not fork:
        with started() as warm:
            assert warm is None
