"""The rules on registers run: on the numbers of this year, and on what was published before."""

from collections.abc import Iterable, Iterator, Sequence

from sdreport.errors import ConfigurationError, Fault, suggest
from sdreport.gate.gate import Regeluitslag
from sdreport.gate.register_rules import Cijferlijst, check_registers
from sdreport.measures import INDICATOREN, Metingen
from sdreport.measures.mogelijk import explain_impossible
from sdreport.measures.verbanden import make_optellingen
from sdreport.register.afgeleid.derive import AFGELEIDE
from sdreport.register.compare import find_base
from sdreport.register.history import KERNGETAL, Jaarregister


def check_cijfers(metingen: Metingen, historie: Iterable[Jaarregister]) -> list[Regeluitslag]:
    """Test the register of this year and those in the history; without all numbers the rules are not evaluated."""
    cijfers = metingen.cijfers
    own = {item.indicator for item in cijfers}
    published = [
        lijst
        for lijst in map(to_lijst, historie)
        if not own
        or any(getal.indicator in own for getal in lijst.getallen)  # else the history of another report
    ]
    lijsten = [Cijferlijst(metingen.jaar, cijfers, oorzaak=metingen.oorzaak), *published]
    return check_registers(lijsten, make_optellingen(INDICATOREN))


def to_lijst(register: Jaarregister) -> Cijferlijst:
    """A published register to check, with the line of each number in its file.

    `ConfigurationError` names the lines of an indicator that there is not, or with another division or unit than its
    indicator has, and those with a number that cannot be.
    """
    wrong = [*_find_unknown(register), *_find_other_dimensies(register), *_find_other_units(register)]
    if wrong:
        raise ConfigurationError.from_list("Cijfers van een eerder jaar kloppen niet:", wrong)
    regelnummers = {rij.sleutel: line for line, rij in register.lines}
    return Cijferlijst(register.jaar, register.rijen, register.bestand, regelnummers=regelnummers)


def _find_unknown(register: Jaarregister) -> Iterator[Fault]:
    """The lines of a register with a number that no report measures, nor computes from others."""
    known = {*(item.naam for item in INDICATOREN), *AFGELEIDE, KERNGETAL}
    for line, rij in register.lines:
        if rij.indicator not in known and find_base(rij.indicator) not in known:
            hint = suggest(
                rij.indicator, sorted(known), "Haal de regel weg, of geef het cijfer zijn naam van nu."
            )
            what = f"zo heet geen cijfer. {hint}"
            yield Fault(what, register.bestand, (line,), column="indicator")


def _find_other_dimensies(register: Jaarregister) -> Iterator[Fault]:
    """The lines of a register whose number is divided in another way than its indicator is."""
    dimensies = {item.naam: item.dimensies for item in INDICATOREN}
    for line, rij in register.lines:
        own, asked = tuple(rij.uitsplitsing), dimensies.get(rij.indicator)
        if asked is not None and own != tuple(asked):
            what = f"{rij.indicator} wordt uitgesplitst naar {_name(asked)}, niet naar {_name(own)}."
            yield Fault(what, register.bestand, (line,), column="uitsplitsing")


def _find_other_units(register: Jaarregister) -> Iterator[Fault]:
    """The lines in another unit than that of their indicator, or with a number that cannot be in it."""
    eenheden = {item.naam: item.eenheid for item in INDICATOREN}
    for line, rij in register.lines:
        asked = eenheden.get(rij.indicator)
        if asked and rij.eenheid != asked:
            what = f"{rij.indicator} telt in '{asked}'; hier staat een andere eenheid."
            yield Fault(what, register.bestand, (line,), column="eenheid")
        elif asked is not None and (what := explain_impossible(rij)):
            yield Fault(what, register.bestand, (line,), column="waarde")


def _name(dimensies: Sequence[str]) -> str:
    return ", ".join(dimensies) or "niets"
