"""The register of a report: extracts measured, small numbers protected, history and comparisons added."""

from collections.abc import Callable, Iterator, Sequence

from sdreport.disclosure import (
    check_disclosure,
    protect,
    protect_history,
    release,
    release_history,
)
from sdreport.disclosure.versies import read_versies
from sdreport.disclosure.verslag import MAP, Verslag, describe_verslag, write_verslag
from sdreport.errors import ConfigurationError, Fault
from sdreport.measures import INDICATOREN, measure
from sdreport.measures.herleiding import make_structuur
from sdreport.measures.producten import list_eigen_percelen
from sdreport.project.editie import Editie
from sdreport.project.parameters import Parameters
from sdreport.register.afgeleid.derive import derive
from sdreport.register.cijfer import Cijfer
from sdreport.register.compare import compare
from sdreport.register.register import Register, mark_status
from sdreport.stages.read import Controle, make_invoer


def make_register(editie: Editie, controle: Controle) -> Register:
    """The register of a report; see `calculate_register`."""
    return calculate_register(editie, controle)[0]


def calculate_register(editie: Editie, controle: Controle) -> tuple[Register, Verslag]:
    """Measure the extracts, protect what is small, and add history, policy numbers and comparisons.

    Everything that will be published is then attacked; `BuildError` when a hidden number can be found out. With the
    register comes, for a reviewer only, what is hidden in it.
    """
    register, attack = draft_register(editie, controle)
    return register, attack()


def draft_register(editie: Editie, controle: Controle) -> tuple[Register, Callable[[], Verslag]]:
    """The same, with the attack still to be made: before it has failed nothing may be published."""
    parameters = editie.parameters
    cijfers = controle.cijfers or measure(make_invoer(parameters, controle))
    own = {cijfer.indicator for cijfer in cijfers}
    history = [rij for jaar in controle.historie for rij in jaar.rijen if rij.indicator in own]
    structuur = make_structuur(INDICATOREN, cijfers)
    names = parameters.geheimhouding.vorige_versies
    vorige = read_versies([editie.project.history / name for name in names], cijfers)
    protected = protect(cijfers, parameters.geheimhouding, structuur, history, vorige)
    rijen = list(release(protected, parameters.status))
    rijen = list(mark_status(rijen, parameters.voorbeeld, "voorbeeld"))
    earlier = protect_history(history, protected, parameters.geheimhouding, structuur)
    rijen += release_history(history, earlier) if parameters.geheimhouding.drempel else history
    rijen += list(_kerngetallen(parameters))
    rijen += list(derive(rijen, parameters.jaar, list_eigen_percelen(controle.referenties)))
    compared = list(compare(rijen, parameters.jaar))
    check_patterns("voorbeeld", parameters.voorbeeld, rijen)
    check_patterns("vastgesteld", parameters.vastgesteld, compared)
    compared = list(mark_status(compared, parameters.vastgesteld, parameters.status))
    register = Register([*rijen, *compared], parameters.jaar)
    check_kerncijfers(editie, register)

    def attack() -> Verslag:
        found = check_disclosure(
            register.rijen, protected, parameters.geheimhouding, structuur, earlier, vorige
        )
        return Verslag(found, (protected.keuze, earlier.keuze))

    return register, attack


def write_afgeschermd(editie: Editie, verslag: Verslag) -> str:
    """Write the list for the reviewer, in place of that of the previous run; returns where it is, for a terminal."""
    project = editie.project
    path = write_verslag(project.output / MAP / editie.parameters.rapport, verslag.afgeschermd)
    return describe_verslag(path, project.relative(path) if path else "", verslag)


def check_patterns(naam: str, adressen: Sequence[str], rijen: Sequence[Cijfer]) -> None:
    """A pattern that matches no number marks nothing: a slip of the pen, unless its indicator was not measured."""
    measured = {rij.indicator for rij in rijen}
    absent = {item.naam for item in INDICATOREN} - measured
    unused = [
        adres
        for adres in adressen
        if not any(rij.fits(adres) for rij in rijen) and adres.split(".")[0] not in absent
    ]
    if unused:
        raise ConfigurationError.from_list(
            f"Parameters: onder '{naam}' staan adressen die op geen enkel cijfer passen:", unused
        )


def check_kerncijfers(editie: Editie, register: Register) -> None:
    """Every number that the parameters put on the first page has to be there; all that is not is told at once."""
    file, faults = editie.project.relative(editie.bestand), []
    for item in editie.parameters.kerncijfers or ():
        try:
            register.get(item.adres)
        except ConfigurationError as error:
            faults.append(Fault(str(error), file, column="kerncijfers"))
    if faults:
        raise ConfigurationError("\n".join(map(str, faults)), faults)


def _kerngetallen(parameters: Parameters) -> Iterator[Cijfer]:
    for getal in parameters.kerngetallen:
        yield Cijfer(
            "kerngetal",
            parameters.jaar,
            {"naam": getal.naam},
            getal.waarde,
            getal.eenheid,
            "definitief",
            f"parameters: {getal.bron}",
            f"Beleidscijfer, peildatum {getal.peildatum:%d-%m-%Y}.",
        )
