"""The only door to Dask: the units on a cluster of machines, or on the one that it makes of the cores of this machine.

Its workers have nothing but the task: a warm process of ours on the same machine does the work, so that a unit can be
ended without ending the worker. Machines of a cluster see the same files under the same paths.
"""

import atexit
import contextlib
import logging
from collections.abc import Generator, Iterator, Sequence
from typing import Any

import dask
from distributed import Client, LocalCluster, WorkerPlugin, as_completed, get_worker
from distributed.deploy.spec import close_clusters
from distributed.scheduler import KilledWorker

from sdreport.errors import BuildError
from sdreport.velen.opdracht import Bouwopdracht
from sdreport.velen.uitslag import Uitslag
from sdreport.velen.werkplaats import POGINGEN, Uitgevallen, Werkplaatsen, tell_lost

NAAM = "sdreport-velen"
STIL = logging.CRITICAL
WACHTTIJD_S = 60
"""So long a cluster may take to answer."""
INSTELLINGEN = {
    "distributed.scheduler.allowed-failures": POGINGEN - 1,
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
    "distributed.worker.profile.enabled": False,
}


class Plaatsen(WorkerPlugin):  # type: ignore[misc]  # distributed has no types
    """The warm processes of one worker; they end with it."""

    name = NAAM

    def __init__(self, grenzen: Any, logs: Any) -> None:
        """Take what is sent to each worker."""
        self._grenzen, self._logs = grenzen, logs

    def setup(self, worker: Any) -> None:
        """Begin on a worker; the first unit starts the first process."""
        self.werkplaatsen = Werkplaatsen(self._grenzen, self._logs)

    def teardown(self, worker: Any) -> None:
        """End the processes with the worker."""
        self.werkplaatsen.close()


def build_on_cluster(
    opdrachten: Sequence[Bouwopdracht], werkplaatsen: Werkplaatsen, workers: int, address: str
) -> Generator[Uitslag, None, None]:
    """Build on the cluster at `address`, or on one of this machine when that is empty; see `uitvoeren.build_units`."""
    with dask.config.set(INSTELLINGEN), open_cluster(address, workers) as client:
        client.register_plugin(Plaatsen(werkplaatsen.grenzen, werkplaatsen.logs))
        futures = {
            client.submit(
                _build, opdracht, key=f"{NAAM}-{opdracht.naam}", pure=False, retries=POGINGEN - 1
            ): opdracht
            for opdracht in opdrachten
        }
        for future in as_completed(list(futures), loop=client.loop, raise_errors=False):
            error = future.exception()
            if error is None:
                yield future.result()
            elif isinstance(error, (Uitgevallen, KilledWorker)):
                yield tell_lost(
                    futures[future], str(error) if isinstance(error, Uitgevallen) else "worker weg"
                )
            else:
                raise error
            future.release()


def _build(opdracht: Bouwopdracht) -> Uitslag:
    """The task: one unit, in a warm process of the worker that has it."""
    uitslag: Uitslag = get_worker().plugins[NAAM].werkplaatsen.build(opdracht)
    return uitslag


def open_cluster(address: str, workers: int) -> Any:
    """A client of a cluster; closing it ends the cluster when it is of this machine."""
    try:
        if address:
            return Client(address, timeout=WACHTTIJD_S, set_as_default=False)
        # any free port, on which nothing is shown; and only who has its key may give it work: on a machine that is
        # shared, what is sent to it is run as this user
        with _end_when_broken_off():
            local = LocalCluster(
                n_workers=workers,
                threads_per_worker=1,
                dashboard_address="127.0.0.1:0",
                scheduler_kwargs={"dashboard": False},
                security=True,
                memory_limit=0,
                silence_logs=STIL,
            )
            return _Eigen(local, set_as_default=False)
    except (OSError, TimeoutError) as error:
        where = address or "deze machine"
        raise BuildError(f"Het cluster op {where} antwoordt niet ({type(error).__name__}).") from None


@contextlib.contextmanager
def _end_when_broken_off() -> Iterator[None]:
    """Ctrl-C while a cluster starts ends it here: later it would fill the screen with its faults."""
    try:
        yield
    except BaseException:
        logging.getLogger("asyncio").setLevel(STIL)
        atexit.unregister(close_clusters)
        with contextlib.suppress(Exception):
            close_clusters()
        raise


class _Eigen(Client):  # type: ignore[misc]
    """A client that closes the cluster it came with."""

    def __exit__(self, *error: Any) -> Any:
        cluster = self.cluster
        try:
            return super().__exit__(*error)
        finally:
            cluster.close()
