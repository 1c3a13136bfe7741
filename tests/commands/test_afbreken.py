"""Ctrl-C at a moment when Python cannot raise it."""

import subprocess
import sys

import pytest

PROEF = """
import signal, sys, time
from sdreport.__main__ import break_off_later

class Callback:
    def __del__(self):
        raise {fault}

sys.unraisablehook = break_off_later
signal.signal(signal.SIGINT, signal.default_int_handler)
try:
    one = Callback()
    del one
    time.sleep(20)
except KeyboardInterrupt:
    sys.exit(3)
"""


def test_ctrl_c_in_a_callback_is_not_printed_and_not_lost() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROEF.format(fault="KeyboardInterrupt")],
        capture_output=True,
        text=True,
        timeout=15,
        check=False,
    )
    assert (done.returncode, done.stderr) == (3, "")


@pytest.mark.parametrize("fault", ["ValueError('x')"])
def test_another_fault_there_is_told_as_ever(fault: str) -> None:
    text = PROEF.format(fault=fault).replace("sleep(20)", "sleep(0)")
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=False)
    assert "ValueError" in done.stderr
    assert done.returncode == 0
