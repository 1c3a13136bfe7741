"""What the extracts gave of a report taken over, or made from them."""

import contextlib
from collections.abc import Iterator

from sdreport.progress import Progress
from sdreport.project.editie import Editie
from sdreport.stages.grondslag import LopendeGrondslag, from_bytes
from sdreport.stages.takeover.lijsten import list_van_build
from sdreport.voorraad.overname import Overname
from sdreport.voorraad.pak import restore_files
from sdreport.voorraad.stappen import GRONDSLAG


@contextlib.contextmanager
def take_grondslag(editie: Editie, progress: Progress, overname: Overname) -> Iterator[LopendeGrondslag]:
    """What the extracts gave: as an earlier build left it, with its lists put back, or else from the extracts."""
    kept = overname.find(GRONDSLAG, editie.naam, {})
    progress.tell(overname.tell(GRONDSLAG))
    if kept is None:
        from sdreport.stages.make_grondslag import make_grondslag  # needs pandas; what is taken over does not

        with make_grondslag(editie, progress, overname) as lopend:
            yield lopend
        return
    grondslag, getoetst = from_bytes(kept)
    restore_files(editie.project.output, list_van_build(editie), getoetst.lijsten)
    yield LopendeGrondslag(grondslag, lambda: True, lambda: getoetst)
