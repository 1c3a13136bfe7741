"""What the extracts gave of a report taken over, or made from them."""

from sdreport.progress import Progress
from sdreport.project.editie import Editie
from sdreport.stages.grondslag import Grondslag
from sdreport.stages.takeover.lijsten import list_van_build
from sdreport.voorraad.overname import Overname
from sdreport.voorraad.pak import restore_files
from sdreport.voorraad.stappen import GRONDSLAG


def take_grondslag(editie: Editie, progress: Progress, overname: Overname) -> Grondslag:
    """What the extracts gave: as an earlier build left it, with its lists put back, or else from the extracts."""
    output, lijsten = editie.project.output, list_van_build(editie)
    kept = overname.find(GRONDSLAG, editie.naam, {})
    progress.tell(overname.tell(GRONDSLAG))
    if kept is not None:
        grondslag = Grondslag.from_bytes(kept)
        restore_files(output, lijsten, grondslag.lijsten)
        return grondslag
    from sdreport.stages.make_grondslag import make_grondslag  # needs pandas, and what is taken over does not

    grondslag = make_grondslag(editie, progress, overname)
    overname.keep(GRONDSLAG, editie.naam, {}, grondslag.as_bytes())
    return grondslag
