"""What recalculating the published document of a report finds, told as the contradictions that readers noted."""

from collections.abc import Iterable, Sequence

from sdreport.bevindingen import Bevinding
from sdreport.documents.check import check_documenten
from sdreport.documents.figures import Document
from sdreport.documents.page import MAP, read_documenten
from sdreport.documents.teksten.check import KOLOM, check_extractteksten
from sdreport.documents.teksten.extracten import list_extractteksten
from sdreport.errors import ConfigurationError, suggest
from sdreport.intake.large.read import Levering
from sdreport.project.editie import Editie

NAGEREKEND = "Gevonden door na te rekenen. Het rapport geeft wat er is gedrukt."
GELEZEN = "Gevonden in de teksten zoals zij zijn aangeleverd. Het rapport geeft die teksten."
MAAR = ". Maar "


def recalculate_document(editie: Editie, leveringen: Sequence[Levering]) -> list[dict[str, str]]:
    """What `sdreport documents` finds in the document of this report, with the columns of the list of stewards."""
    slug = editie.parameters.document
    found = [_tell(item, [], GELEZEN) for item in check_leveringen(editie, leveringen)]
    if slug is None:
        return found
    documenten = read_documenten(editie.project.data / MAP)
    names = [document.slug for document in documenten]
    if slug not in names:
        raise ConfigurationError(f"document: data/{MAP}/ heeft geen tabel '{slug}'. {suggest(slug, names)}")
    own = documenten[names.index(slug)]
    own_findings = (item for item in check_documenten(documenten) if item.dataset == slug)
    return [*(_tell(item, _list_done(item, own), NAGEREKEND) for item in own_findings), *found]


def check_leveringen(editie: Editie, leveringen: Sequence[Levering]) -> list[Bevinding]:
    """What the rules for texts find in the published extracts of a report, under the name of its document."""
    naam = editie.parameters.document or editie.parameters.rapport
    return check_extractteksten(naam, list_extractteksten(editie.project, leveringen))


def _list_done(item: Bevinding, document: Document) -> list[str]:
    rows = document.teksten if item.kolom == KOLOM else document.cijfers.values()
    return [row.in_dit_rapport for row in rows if row.regelnummer in item.regelnummers]


def _tell(item: Bevinding, done: Iterable[str], otherwise: str) -> dict[str, str]:
    """A finding as two places; what it names first is left of `Maar`."""
    here, _, there = item.wat.partition(MAAR)
    plaats, _, zegt = here.partition(": ")
    return {
        "nummer": "",
        "plaats_1": plaats,
        "zegt_1": zegt,
        "plaats_2": "Daartegenover" if there else "",
        "zegt_2": there,
        "uitleg": item.herstel,
        "in_dit_rapport": " ".join(dict.fromkeys(filter(None, done))) or otherwise,
    }
