"""The store: what is not whole is not there, two at once do no harm, and it stays small and private."""

import os
import stat
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sdreport.safe.hashes import hash_text
from sdreport.voorraad.bewaarplaats import Bewaarplaats

EEN, TWEE = hash_text("een"), hash_text("twee")


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def overwrite(new: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    """Write something else in a file, its time as it was."""

    def damage(path: Path) -> None:
        before = path.stat()
        path.write_bytes(new(path.read_bytes()))
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    return damage


def to_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    plaats = Bewaarplaats(tmp_path / ".voorraad")
    assert plaats.get(EEN) is None
    plaats.put(EEN, b"\x00 inhoud")
    plaats.put(TWEE, b"")
    assert (plaats.get(EEN), plaats.get(TWEE)) == (b"\x00 inhoud", b"")
    plaats.put(EEN, b"nieuw")
    assert Bewaarplaats(tmp_path / ".voorraad").get(EEN) == b"nieuw"


@pytest.mark.parametrize(
    "damage",
    [
        overwrite(lambda content: content[:-1]),
        overwrite(lambda content: content[:10]),
        overwrite(lambda content: b""),
        overwrite(lambda content: content + b" "),
        overwrite(lambda content: content[:-1] + bytes([content[-1] ^ 1])),
        overwrite(lambda content: bytes([content[0] ^ 1]) + content[1:]),
        to_folder,
    ],
    ids=["shorter", "cut off", "empty", "longer", "a bit", "another hash", "a folder"],
)
def test_what_is_damaged_is_not_there_and_can_be_kept_again(
    tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    plaats = Bewaarplaats(tmp_path / ".voorraad")
    plaats.put(EEN, b"inhoud")
    (path,) = files(tmp_path)
    damage(path)
    assert plaats.get(EEN) is None
    plaats.put(EEN, b"inhoud")
    assert plaats.get(EEN) == (None if damage is to_folder else b"inhoud")


def test_an_entry_in_the_place_of_another_is_not_taken(tmp_path: Path) -> None:
    plaats = Bewaarplaats(tmp_path / ".voorraad")
    plaats.put(EEN, b"een")
    (one,) = files(tmp_path)
    plaats.put(TWEE, b"twee")
    (two,) = set(files(tmp_path)) - {one}
    content = one.read_bytes()
    one.write_bytes(two.read_bytes())
    two.write_bytes(content)
    assert (plaats.get(EEN), plaats.get(TWEE)) == (None, None)


def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        Bewaarplaats(tmp_path / ".voorraad").put(EEN, b"inhoud")
    finally:
        os.umask(before)
    modes = {stat.S_IMODE(path.stat().st_mode): path.is_dir() for path in (tmp_path / ".voorraad").rglob("*")}
    assert modes == {0o700: True, 0o600: False}
    assert stat.S_IMODE((tmp_path / ".voorraad").stat().st_mode) == 0o700


def test_it_stays_within_its_bound_and_what_was_used_last_stays(tmp_path: Path) -> None:
    keys = [hash_text(str(number)) for number in range(10)]
    plaats = Bewaarplaats(tmp_path / ".voorraad", meeste_bytes=4 * 1064)
    for number, key in enumerate(keys):
        plaats.put(key, b"x" * 1000)
        path = tmp_path / ".voorraad" / key[:2] / key[2:]
        os.utime(path, (1000 + number, 1000 + number))
    assert plaats.get(keys[0]) is not None
    plaats.prune()
    assert [key for key in keys if plaats.get(key)] == [keys[0], *keys[7:]]


def test_what_a_killed_build_left_is_cleared_and_what_another_writes_is_not(tmp_path: Path) -> None:
    plaats = Bewaarplaats(tmp_path / ".voorraad")
    plaats.put(EEN, b"inhoud")
    (path,) = files(tmp_path)
    old, busy = path.with_name(".oud"), path.with_name(".bezig")
    old.write_bytes(b"half")
    busy.write_bytes(b"half")
    for moment in (time.time() - 86_400, time.time() + 86_400):  # also with a clock that was set back
        old.write_bytes(b"half")
        os.utime(old, (moment, moment))
        plaats.prune()
        assert files(tmp_path) == sorted([busy, path])


def test_many_at_once_leave_whole_entries(tmp_path: Path) -> None:
    def work(number: int) -> set[bytes | None]:
        plaats = Bewaarplaats(tmp_path / ".voorraad", meeste_bytes=20_000)
        plaats.put(EEN, bytes([number]) * 5000)
        found = {plaats.get(EEN)}
        plaats.put(hash_text(str(number)), b"x" * 4000)
        plaats.prune()
        return found

    with ThreadPoolExecutor(8) as pool:
        found = set().union(*pool.map(work, range(40)))
    assert found - {None} <= {bytes([number]) * 5000 for number in range(40)}
    assert [path for path in files(tmp_path) if path.name.startswith(".")] == []


def test_fresh_takes_nothing_and_keeps_what_is_made(tmp_path: Path) -> None:
    Bewaarplaats(tmp_path / ".voorraad").put(EEN, b"oud")
    fresh = Bewaarplaats(tmp_path / ".voorraad", vers=True)
    assert fresh.get(EEN) is None
    fresh.put(EEN, b"nieuw")
    assert Bewaarplaats(tmp_path / ".voorraad").get(EEN) == b"nieuw"


def test_a_place_that_cannot_be_written_keeps_nothing_and_does_not_matter(tmp_path: Path) -> None:
    (tmp_path / ".voorraad").write_text("geen map")
    plaats = Bewaarplaats(tmp_path / ".voorraad")
    plaats.put(EEN, b"inhoud")
    plaats.prune()
    assert plaats.get(EEN) is None


def test_a_file_far_larger_than_an_entry_is_never_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plaats = Bewaarplaats(tmp_path / ".voorraad", meeste_bytes=4_000)
    plaats.put(EEN, b"x" * 1_000)
    assert plaats.get(EEN) == b"x" * 1_000
    plaats.put(TWEE, b"x" * 1_001)
    assert plaats.get(TWEE) is None
    (path,) = files(tmp_path)
    os.truncate(path, 20 << 30)  # takes no room on the disk, and all memory when it is read
    begin = time.monotonic()
    assert plaats.get(EEN) is None
    assert time.monotonic() - begin < 1
