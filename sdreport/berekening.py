"""The register of a report: extracts measured, small numbers protected, history and comparisons added."""

import fnmatch
from collections.abc import Iterator, Sequence

from sdreport.cijfers import Register, Rij, compare, mark_status, read_history, to_rijen
from sdreport.controle import Controle
from sdreport.disclosure import protect
from sdreport.errors import ConfigurationError
from sdreport.measures import measure
from sdreport.measures.definitie import Invoer
from sdreport.parameters import Parameters
from sdreport.project import Project


def make_register(project: Project, parameters: Parameters, controle: Controle) -> Register:
    """Measure the extracts, protect what is small, and add history, policy numbers and comparisons."""
    invoer = Invoer(parameters.jaar, controle.frames, controle.referenties)
    protected = protect(measure(invoer), parameters.geheimhouding.drempel)
    rijen = list(to_rijen(protected, parameters.status))
    rijen = list(mark_status(rijen, parameters.voorbeeld, "voorbeeld"))
    rijen += read_history(project.data / "history", parameters.jaar)
    rijen += list(_kerngetallen(parameters))
    compared = list(compare(rijen, parameters.jaar))
    _check_patterns("voorbeeld", parameters.voorbeeld, rijen)
    _check_patterns("vastgesteld", parameters.vastgesteld, compared)
    compared = list(mark_status(compared, parameters.vastgesteld, parameters.status))
    return Register([*rijen, *compared], parameters.jaar)


def _check_patterns(sleutel: str, adressen: Sequence[str], rijen: Sequence[Rij]) -> None:
    """A pattern that matches no number marks nothing: it is a slip of the pen."""
    unused = [adres for adres in adressen if not any(fnmatch.fnmatchcase(rij.adres, adres) for rij in rijen)]
    if unused:
        raise ConfigurationError.from_list(
            f"Parameters: onder '{sleutel}' staan adressen die op geen enkel cijfer passen:", unused
        )


def _kerngetallen(parameters: Parameters) -> Iterator[Rij]:
    for getal in parameters.kerngetallen:
        yield Rij(
            "kerngetal", parameters.jaar, {"naam": getal.naam}, getal.waarde, getal.eenheid, "definitief",
            f"parameters: {getal.bron}", f"Beleidscijfer, peildatum {getal.peildatum:%d-%m-%Y}.",
        )  # fmt: skip
