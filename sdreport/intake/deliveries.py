"""All extracts of a report, each read the way that suits its size."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from sdreport.bevindingen import Bevinding
from sdreport.intake.catalogue.definition import Dataset
from sdreport.intake.findings import tell_cells
from sdreport.intake.large.read import GRENS, GroteLevering, is_groot, read_groot
from sdreport.intake.large.storage import Opslag
from sdreport.intake.mapping import GEEN_VERTALING, Vertaling
from sdreport.intake.reader import Delivery, read_delivery

Levering = Delivery | GroteLevering


def read_leveringen(
    folder: Path,
    datasets: Iterable[Dataset],
    grens: int = GRENS,
    vertalingen: Mapping[str, Vertaling] | None = None,
) -> list[Levering]:
    """Read the extracts of all `datasets` in `folder`; those of more than `grens` rows go into one store together.

    `vertalingen` say per dataset what its sender calls otherwise.

    The store is made when the first of them turns up, and lives as long as its tables do.
    """
    opslag: Opslag | None = None
    leveringen: list[Levering] = []
    for dataset in datasets:
        vertaling = (vertalingen or {}).get(dataset.slug, GEEN_VERTALING)
        if is_groot(folder, dataset.slug, grens):
            opslag = opslag or Opslag()
            leveringen.append(read_groot(folder, dataset, opslag, vertaling))
        else:
            leveringen.append(read_delivery(folder, dataset, vertaling))
    return leveringen


def tell_all_cells(bevindingen: Iterable[Bevinding], leveringen: Iterable[Levering]) -> Iterator[Bevinding]:
    """The findings, in the same order; those on a workbook know its cells."""
    letters = {d.dataset.slug: d.letters for d in leveringen if isinstance(d, Delivery)}
    for item in bevindingen:
        yield from tell_cells([item], letters.get(item.dataset, {}))
