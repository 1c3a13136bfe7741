"""The cluster of this machine: nobody else may give it work, and it shows nothing on the network."""

import urllib.error
import urllib.request
import warnings

import dask
import pytest
from distributed import Client

from sdreport.velen.cluster import INSTELLINGEN, open_cluster


def test_a_cluster_of_this_machine_is_closed_to_others() -> None:
    with warnings.catch_warnings(), dask.config.set(INSTELLINGEN):
        warnings.simplefilter("error", UserWarning)
        with open_cluster("", 1) as client:
            scheduler = client.cluster.scheduler
            assert client.submit(abs, -2).result() == 2
            assert scheduler.address.startswith("tls://127.0.0.1:")
            with pytest.raises(OSError, match="losed"):
                Client(scheduler.address.replace("tls", "tcp"), timeout=5, set_as_default=False)
            for page in ("health", "info/main/workers.html", "json/identity.json"):
                with pytest.raises(urllib.error.HTTPError, match="404"):
                    urllib.request.urlopen(f"http://127.0.0.1:{scheduler.http_server.port}/{page}", timeout=5)
