"""What recalculating the published document of a report finds, told as the contradictions that readers noted."""

from sdreport.bevindingen import Bevinding
from sdreport.documents.check import check_documenten
from sdreport.documents.figures import Document
from sdreport.documents.page import MAP, read_documenten
from sdreport.documents.teksten.check import KOLOM
from sdreport.errors import ConfigurationError, suggest
from sdreport.project.editie import Editie

NAGEREKEND = "Gevonden door na te rekenen. Het rapport geeft wat er is gedrukt."
MAAR = ". Maar "


def recalculate_document(editie: Editie) -> list[dict[str, str]]:
    """What `sdreport documents` finds in the document of this report, with the columns of the list of stewards."""
    slug = editie.parameters.document
    if slug is None:
        return []
    documenten = read_documenten(editie.project.data / MAP)
    names = [document.slug for document in documenten]
    if slug not in names:
        raise ConfigurationError(f"document: data/{MAP}/ heeft geen tabel '{slug}'. {suggest(slug, names)}")
    own = documenten[names.index(slug)]
    return [_tell(item, own) for item in check_documenten(documenten) if item.dataset == slug]


def _tell(item: Bevinding, document: Document) -> dict[str, str]:
    """A finding as two places; what it names first is left of `Maar`."""
    here, _, there = item.wat.partition(MAAR)
    rows = document.teksten if item.kolom == KOLOM else document.cijfers.values()
    done = (row.in_dit_rapport for row in rows if row.regelnummer in item.regelnummers)
    plaats, _, zegt = here.partition(": ")
    return {
        "nummer": "",
        "plaats_1": plaats,
        "zegt_1": zegt,
        "plaats_2": "Daartegenover" if there else "",
        "zegt_2": there,
        "uitleg": item.herstel,
        "in_dit_rapport": " ".join(dict.fromkeys(filter(None, done))) or NAGEREKEND,
    }
