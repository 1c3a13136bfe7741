"""Chapters with kernels of plain papermill, where a process cannot be forked: they have the same bounds.

There is no operating system here that keeps to them, so the client of the kernel looks after it while a cell runs.
"""

import asyncio
from typing import Any

from nbclient.exceptions import DeadKernelError
from nbclient.util import run_sync
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine, papermill_engines

from sdreport.errors import BuildError
from sdreport.publish.execute.job import MEESTE_GEHEUGEN
from sdreport.publish.execute.processes import count_memory, end_running, list_running
from sdreport.publish.execute.shown import BLIJFT, MEESTE_UITVOER, TE_GROOT, TE_VEEL, is_too_large

PLAIN = "sdreport-plain"
TUSSENPOOS_S = 0.1
"""Between two looks at the memory of a kernel."""


class BoundedClient(PapermillNotebookClient):  # type: ignore[misc]
    """Ends the kernel of a chapter that goes beyond a bound: nothing else stops a cell."""

    written = 0
    fault: Exception | None = None
    """Why the kernel was ended here."""

    def process_message(self, msg: dict[str, Any], *args: Any, **kwargs: Any) -> NotebookNode | None:
        """Keep a message of the kernel, unless too much was written or shown."""
        content = msg["content"]
        self.written += len(content["text"]) if msg["msg_type"] == "stream" else 0
        if self.written > MEESTE_UITVOER:
            self._end(BuildError(TE_VEEL))
        elif is_too_large(content.get("data", {})):
            self._end(BuildError(TE_GROOT))
        return None if self.fault else super().process_message(msg, *args, **kwargs)

    async def async_execute_cell(self, *args: Any, **kwargs: Any) -> NotebookNode:
        """Execute a cell; a kernel that was ended for what the cell did is a fault of the cell."""
        watch = asyncio.ensure_future(self._watch_memory())
        try:
            done = await super().async_execute_cell(*args, **kwargs)
        except DeadKernelError:
            if self.fault is None:
                raise
        finally:
            watch.cancel()
        if self.fault is None and list_running(self._pid)[1:]:
            self._end(BuildError(BLIJFT))
        if self.fault is not None:
            raise self.fault from None
        return done

    execute_cell = run_sync(async_execute_cell)

    async def _watch_memory(self) -> None:
        """End the kernel when it has taken more memory than a chapter may, with all that it started."""
        while self.fault is None:
            await asyncio.sleep(TUSSENPOOS_S)
            if count_memory(self._pid) > MEESTE_GEHEUGEN:
                self._end(MemoryError())

    @property
    def _pid(self) -> int:
        return int(self.km.provisioner.process.pid)

    def _end(self, fault: Exception) -> None:
        self.fault = self.fault or fault
        end_running(self._pid)


class PlainEngine(NBClientEngine):  # type: ignore[misc]
    """Papermill's own engine, with a client that keeps to the bounds."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **kwargs: Any) -> None:
        """Execute all cells."""
        BoundedClient(nb_man, kernel_name=kernel_name, **kwargs).execute()


papermill_engines.register(PLAIN, PlainEngine)
