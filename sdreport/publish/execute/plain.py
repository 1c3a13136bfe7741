"""Chapters with kernels of plain papermill, where a process cannot be forked: what a cell writes has the same bound."""

from typing import Any

from nbclient.exceptions import DeadKernelError
from nbclient.util import run_sync
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine, papermill_engines

from sdreport.errors import BuildError
from sdreport.publish.execute.shown import MEESTE_UITVOER, TE_VEEL

PLAIN = "sdreport-plain"


class BoundedClient(PapermillNotebookClient):  # type: ignore[misc]
    """Keeps no more than the bound of what a notebook writes, and then ends its kernel: nothing else stops a cell."""

    written = 0

    def process_message(self, msg: dict[str, Any], *args: Any, **kwargs: Any) -> NotebookNode | None:
        """Keep a message of the kernel, unless too much was written."""
        self.written += len(msg["content"]["text"]) if msg["msg_type"] == "stream" else 0
        if self.written > MEESTE_UITVOER:
            run = self.km.provisioner.process
            if run is not None and run.poll() is None:
                run.kill()
            return None
        return super().process_message(msg, *args, **kwargs)

    async def async_execute_cell(self, *args: Any, **kwargs: Any) -> NotebookNode:
        """Execute a cell; a kernel that was ended for what it wrote is a fault of the cell."""
        try:
            return await super().async_execute_cell(*args, **kwargs)
        except DeadKernelError:
            if self.written > MEESTE_UITVOER:
                raise BuildError(TE_VEEL) from None
            raise

    execute_cell = run_sync(async_execute_cell)


class PlainEngine(NBClientEngine):  # type: ignore[misc]
    """Papermill's own engine, with a client that bounds what is written."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **kwargs: Any) -> None:
        """Execute all cells."""
        BoundedClient(nb_man, kernel_name=kernel_name, **kwargs).execute()


papermill_engines.register(PLAIN, PlainEngine)
