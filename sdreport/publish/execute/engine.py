"""How a chapter is executed: papermill, with a kernel that is a fork of the process that calls it.

Plain papermill starts a new Python for every kernel, which then imports pandas and Altair again. `ForkEngine` makes
the same kernel (ipykernel, the same protocol, the same options) by forking a process that has imported them
already: it starts at once and shares no state with other kernels. `sdreport.publish.execute.warm` is that process.
"""

import contextlib
import logging
import os
import signal
import sys
import threading
import time
import uuid
from collections.abc import Mapping
from pathlib import Path
from queue import Empty
from subprocess import DEVNULL
from types import FrameType
from typing import Any, NoReturn

import papermill
import zmq.asyncio
from ipykernel.iostream import OutStream
from ipykernel.kernelapp import IPKernelApp
from jupyter_client.asynchronous import AsyncKernelClient
from jupyter_client.manager import AsyncKernelManager
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.engines import NBClientEngine, papermill_engines
from papermill.exceptions import PapermillExecutionError
from papermill.iorw import write_ipynb

from sdreport.errors import BuildError
from sdreport.publish.execute.job import MEESTE_GEHEUGEN, Job, Outcome
from sdreport.publish.execute.plain import PLAIN
from sdreport.publish.execute.processes import bound_memory, die_with_parent
from sdreport.publish.execute.shown import MEESTE_UITVOER, TE_GROOT, TE_VEEL, is_too_large, name_fault

ENGINE = "sdreport-fork"
STARTTIJD_S = 60
UITSTEL_S = 0.5
EERST_WEG = "500"  # of -1000 (never) to 1000 (first)


class _Watch:
    """Knows which cell runs, and how many seconds the notebook has left."""

    def __init__(self, timeout_s: float) -> None:
        self._deadline = time.monotonic() + timeout_s
        self.cel: int | None = None

    def note(self, cell: NotebookNode, cell_index: int) -> None:
        self.cel = cell_index

    def remaining(self, cell: NotebookNode) -> float:
        return max(self._deadline - time.monotonic(), 0.01)  # nbclient reads 0 as: no limit


def execute_chapter(job: Job, engine: str = PLAIN) -> Outcome:
    """Execute a notebook with papermill; on failure `job.target` holds what was executed so far.

    `engine` is `ENGINE`, for a process without threads that ends soon after, or `PLAIN` for kernels of papermill.
    """
    logging.getLogger("papermill").addHandler(logging.NullHandler())  # else its messages reach the terminal
    watch = _Watch(job.timeout_s)
    try:
        papermill.execute_notebook(
            job.notebook,
            job.target,
            parameters=dict(job.parameters),
            engine_name=engine,
            kernel_name="python3",
            progress_bar=False,
            cwd=str(Path(job.notebook).parent),
            start_timeout=STARTTIJD_S,
            timeout_func=watch.remaining,
            on_cell_execute=watch.note,
            iopub_timeout=STARTTIJD_S,
            shutdown_kernel="immediate",
            kernel_manager_class=QuietKernelManager,
        )
    except PapermillExecutionError as error:
        return Outcome("fout", error.cell_index, name_fault(error.ename, error.traceback), error.evalue)
    except CellTimeoutError:
        return Outcome("tijd", watch.cel)
    except DeadKernelError:
        return Outcome("gestopt", watch.cel)
    except Exception as error:  # what papermill itself refuses, such as a file that is no notebook
        return Outcome("fout", watch.cel, type(error).__name__, str(error))
    return Outcome("klaar")


class QuietKernelManager(AsyncKernelManager):  # type: ignore[misc]
    """Starts kernels the plain way, but what they write past Jupyter does not reach the terminal."""

    async def _async_launch_kernel(self, kernel_cmd: list[str], **kw: Any) -> None:
        await super()._async_launch_kernel(kernel_cmd, **{**kw, "stdout": DEVNULL, "stderr": DEVNULL})


class ForkEngine(NBClientEngine):  # type: ignore[misc]
    """Papermill engine whose kernel is a fork of this process."""

    @classmethod
    def execute_notebook(
        cls, nb: NotebookNode, kernel_name: str, output_path: str, **kwargs: Any
    ) -> NotebookNode:
        """Execute a notebook; saved on failure, not twice per cell as papermill does (that is half of its time)."""
        try:
            return super().execute_notebook(nb, kernel_name, output_path=None, **kwargs)
        except Exception:
            write_ipynb(nb, output_path)
            raise

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **kwargs: Any) -> None:
        """Execute all cells; the kernel is gone when this returns or raises."""
        kernel = ForkedKernel()
        kernel.fork()
        try:
            super().execute_managed_notebook(nb_man, kernel_name, km=kernel, **kwargs)
        finally:
            kernel.kill()


class _Kernelclient(AsyncKernelClient):  # type: ignore[misc]
    async def wait_for_ready(self, timeout: float) -> None:
        """Wait until the kernel answers and is heard; Jupyter's own way always takes a fifth of a second more."""
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline and await self._async_is_alive():
            self.kernel_info()
            with contextlib.suppress(Empty):
                await self.shell_channel.get_msg(timeout=1)
                await self.iopub_channel.get_msg(timeout=0.2)
                return
        raise DeadKernelError("Kernel did not start")


class ForkedKernel(AsyncKernelManager):  # type: ignore[misc]
    """Manager of one kernel that is a child of this process.

    It talks over sockets in Linux's abstract namespace, and its key never leaves memory: there is no connection
    file or socket file that could stay behind.
    """

    def __init__(self) -> None:
        """Plan a kernel; `fork` starts it."""
        super().__init__(
            kernel_name="python3",
            transport="ipc",
            ip=f"@sdreport-{uuid.uuid4().hex}",
            client_factory=_Kernelclient,
            shell_port=1,
            iopub_port=2,
            stdin_port=3,
            control_port=4,
            hb_port=5,
        )
        self._pid = 0
        self._status: int | None = None

    def fork(self) -> None:
        """Start the kernel; call this before any thread or event loop exists."""
        connection = self.get_connection_info()
        parent = os.getpid()
        self._pid = os.fork()
        if self._pid == 0:
            _become_kernel(connection, parent)

    def client(self, **kwargs: Any) -> _Kernelclient:
        """A client that connects at once when the kernel opens its sockets, a moment after the first try."""
        context = zmq.asyncio.Context()
        context.setsockopt(zmq.RECONNECT_IVL, 5)  # ms
        client: _Kernelclient = super().client(context=context, **kwargs)
        return client

    @property
    def has_kernel(self) -> bool:
        """The kernel runs before nbclient asks for it."""
        return True

    async def _async_is_alive(self) -> bool:
        return self._reap(os.WNOHANG) is None

    is_alive = _async_is_alive

    async def shutdown_kernel(self, **_: Any) -> None:
        """What nbclient calls when a kernel does not start in time."""
        self.kill()

    def kill(self) -> None:
        """End the kernel, whatever it is doing, and wait until it is gone."""
        if self._reap(os.WNOHANG) is None:
            os.kill(self._pid, signal.SIGKILL)
            self._reap(0)

    def _reap(self, options: int) -> int | None:
        if self._status is None:
            pid, status = os.waitpid(self._pid, options)
            self._status = status if pid else None
        return self._status


class BoundedStream(OutStream):
    """What cells print, up to a bound: a chapter that prints fails anyhow, and must not fill memory before it does."""

    written = 0

    def write(self, string: str) -> int:
        """Pass on what is printed; an error in the cell when it is far too much."""
        self.written += len(string)
        if self.written > MEESTE_UITVOER:
            raise BuildError(TE_VEEL)
        return super().write(string) or 0

    def _watch_pipe_fd(self) -> None:
        """Pass on what is written past Python, up to the bound; then stop the cell, and soon what it left writing."""
        watch: Any = super()._watch_pipe_fd
        watch()
        if self.written <= MEESTE_UITVOER:
            return
        pipe: Any = self._fid
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGUSR1)
        deadline = time.monotonic() + UITSTEL_S
        while self._should_watch and os.read(pipe, MEESTE_UITVOER):
            if time.monotonic() > deadline:
                os.close(pipe)  # who still writes, such as a command of a cell, ends by that
                return


def _stop_cell(_: int, frame: FrameType | None) -> None:
    """End the cell that runs, when one does."""
    while frame is not None and frame.f_code.co_name != "run_code":
        frame = frame.f_back
    if frame is not None:
        raise BuildError(TE_VEEL)


def _bound_shown(message: dict[str, Any]) -> dict[str, Any]:
    """Pass on what a cell shows; an error in the cell when it is far too much."""
    if is_too_large(message["content"].get("data", {})):
        raise BuildError(TE_GROOT)
    return message


class _KernelApp(IPKernelApp):
    """ipykernel that is given its connection, instead of reading and writing a file."""

    outstream_class = f"{__name__}.{BoundedStream.__name__}"

    def __init__(self, connection: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._connection = connection

    def init_connection_file(self) -> None:
        self.load_connection_info(self._connection)

    def write_connection_file(self, **_: Any) -> None:
        pass


def _become_kernel(connection: Mapping[str, Any], parent: int) -> NoReturn:
    """Be the kernel: everything after the fork happens here."""
    try:
        die_with_parent(parent)
        nothing = os.open(os.devnull, os.O_RDWR)
        for place in (1, 2):  # what a cell writes past Python must not come to stand in the log of a build
            os.dup2(nothing, place)
        os.environ["JPY_PARENT_PID"] = str(parent)
        signal.signal(signal.SIGUSR1, _stop_cell)
        sys.argv = ["ipykernel_launcher"]
        with contextlib.suppress(OSError):  # when memory runs out, the chapter has to go and not the build
            Path("/proc/self/oom_score_adj").write_text(EERST_WEG)
        if "numpy.random" in sys.modules:
            sys.modules["numpy.random"].seed()  # else all kernels draw the same numbers
        app = _KernelApp.instance(connection, parent_handle=parent)
        app.initialize(["--HistoryManager.hist_file=:memory:"])
        for shows in (app.shell.display_pub, app.shell.displayhook):
            shows.register_hook(_bound_shown)
        bound_memory(MEESTE_GEHEUGEN)
        app.start()
    finally:
        os._exit(1)


papermill_engines.register(ENGINE, ForkEngine)
