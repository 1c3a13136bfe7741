"""Ctrl-C while the cluster of this machine starts."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

PROEF = """
import sys
from sdreport.velen.cluster import open_cluster

if __name__ == "__main__":
    print("begin", flush=True)
    try:
        with open_cluster("", 1):
            sys.stdin.read()
    except KeyboardInterrupt:
        sys.exit(3)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a signal to one process")
@pytest.mark.parametrize("delay", [0.6, 1.2])
def test_ctrl_c_leaves_nothing_on_the_screen(tmp_path: Path, delay: float) -> None:
    script = tmp_path / "proef.py"
    script.write_text(PROEF)
    run = subprocess.Popen(
        [sys.executable, str(script)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    assert run.stdout is not None
    assert run.stdout.readline() == "begin\n"
    time.sleep(delay)
    run.send_signal(signal.SIGINT)
    assert run.communicate(timeout=60) == ("", "")
    assert run.returncode == 3
