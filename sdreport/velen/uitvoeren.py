"""Carrying out the units: on all cores of this machine, or on a Dask cluster.

Scheduling, and what is done about a worker that is lost, is that of Dask where it is installed (`sdreport[cluster]`),
and of `concurrent.futures` where it is not.
"""

import contextlib
import importlib.util
from collections.abc import Generator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from pathlib import Path

from sdreport.errors import ConfigurationError
from sdreport.velen.grenzen import Grenzen
from sdreport.velen.opdracht import Bouwopdracht
from sdreport.velen.uitslag import Uitslag
from sdreport.velen.werkplaats import POGINGEN, Uitgevallen, Werkplaatsen, tell_lost

LOKAAL = ""
"""The address of the cluster that is this machine."""


def has_dask() -> bool:
    """Whether the extra `cluster` is installed."""
    return importlib.util.find_spec("distributed") is not None


def build_units(
    opdrachten: Sequence[Bouwopdracht], grenzen: Grenzen, logs: Path, workers: int, cluster: str | None
) -> Generator[Uitslag, None, None]:
    """Build every report, so many at a time; yields each outcome when it is there. Closing ends what still runs.

    `cluster` is the address of a Dask cluster, `LOKAAL` for one on this machine, or None to do without Dask.
    """
    if cluster is None:
        return build_here(opdrachten, Werkplaatsen(grenzen, logs), workers)
    if not has_dask():
        raise ConfigurationError("Voor een cluster is Dask nodig: installeer sdreport[cluster].")
    from sdreport.velen.cluster import build_on_cluster

    return build_on_cluster(opdrachten, Werkplaatsen(grenzen, logs), workers, cluster)


def build_here(
    opdrachten: Sequence[Bouwopdracht], werkplaatsen: Werkplaatsen, workers: int
) -> Generator[Uitslag, None, None]:
    """Build on this machine. A report of which the process is lost is tried once more."""
    pool = ThreadPoolExecutor(workers)
    tries = dict.fromkeys(opdrachten, 1)
    running: dict[Future[Uitslag], Bouwopdracht] = {
        pool.submit(werkplaatsen.build, opdracht): opdracht for opdracht in opdrachten
    }
    with contextlib.ExitStack() as stack:
        stack.callback(pool.shutdown, wait=True, cancel_futures=True)
        stack.callback(werkplaatsen.close)
        stack.callback(
            pool.shutdown, wait=False, cancel_futures=True
        )  # first of the three: nothing new begins
        while running:
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                opdracht = running.pop(future)
                try:
                    yield future.result()
                except Uitgevallen as error:
                    if tries[opdracht] == POGINGEN:
                        yield tell_lost(opdracht, str(error))
                    else:
                        tries[opdracht] += 1
                        running[pool.submit(werkplaatsen.build, opdracht)] = opdracht
