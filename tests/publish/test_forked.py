"""A fork that serves: it keeps nothing of the build, and is waited for and ended as a process that was started."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NoReturn

import pytest

from sdreport.publish.execute.forked import Fork, has_one_thread
from sdreport.publish.execute.kernels import is_fresh, is_warm

pytestmark = pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="forks are for Linux")


def test_a_fork_has_its_log_and_what_it_keeps_and_nothing_else() -> None:
    ours, theirs = os.pipe()
    other, _ = os.pipe()

    def serve() -> NoReturn:
        there = sorted(int(path.name) for path in Path("/proc/self/fd").iterdir())
        os.write(2, b"gezegd")
        os.write(theirs, repr([handle for handle in there if handle > 2]).encode())
        os._exit(0)

    with tempfile.TemporaryFile() as log:
        fork = Fork(serve, log.fileno(), theirs)
        assert fork.wait(20) == 0
        log.seek(0)
        assert log.read() == b"gezegd"
    kept = os.read(ours, 1000).decode()
    assert (
        str(theirs) in kept and f"{other}," not in kept and len(kept.split(",")) == 2
    )  # and the listing itself


def test_a_fork_can_be_ended() -> None:
    def serve() -> NoReturn:
        time.sleep(1000)
        os._exit(0)

    fork = Fork(serve, 2, 2)
    with pytest.raises(subprocess.TimeoutExpired):
        fork.wait(0.01)
    fork.kill()
    assert fork.wait() < 0
    fork.kill()


def test_a_process_that_has_not_imported_what_chapters_need_is_not_forked() -> None:
    code = f"from {is_warm.__module__} import is_fresh, is_warm; print(is_warm(), is_fresh())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False True\n"
    assert has_one_thread() or not is_warm()


def test_a_process_that_can_hold_records_is_not_fresh() -> None:
    code = f"import pandas; from {is_warm.__module__} import is_fresh; print(is_fresh())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n" and not is_fresh()
