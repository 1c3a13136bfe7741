"""What a disk refuses to a workbook in the making is told as that, once."""

import errno
import gc
import sys
from collections.abc import Callable

import pytest

from sdreport.safe.form import Formulierkolom, make_formulier
from sdreport.safe.sheet import make_werkblad

KOLOM = Formulierkolom("a", "tekst", "Uitleg.", 10)
RIJEN = [["x" * 100]] * 5000
MAKEN: dict[str, Callable[[], bytes]] = {
    "werkblad": lambda: make_werkblad("x", ["a"], RIJEN, {}),
    "formulier": lambda: make_formulier("x", [KOLOM], RIJEN, [["a", "b"]], {}),
}


@pytest.mark.skipif(sys.platform != "linux", reason="a disk that is always full")
@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("soort", MAKEN)
def test_a_full_disk_is_told_as_such(soort: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openpyxl.worksheet._writer.create_temporary_file", lambda *_: "/dev/full")
    with pytest.raises(OSError) as told:
        MAKEN[soort]()
    assert told.value.errno == errno.ENOSPC
    del told
    gc.collect()
