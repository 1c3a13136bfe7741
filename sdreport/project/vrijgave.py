"""Release: what must be on record before a report can be definitive, and what the report says of it."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from sdreport.errors import ConfigurationError
from sdreport.project.editie import Editie
from sdreport.project.parameters import Kwaliteitsborging, Parameters

BLOK = "kwaliteitsborging"
ONTBREEKT = {
    "analist": "de rol die de cijfers maakte",
    "borger": "de rol die ze nakeek, een andere dan de analist",
    "datum": "de dag waarop zij zijn nagekeken",
    "aannames": "minstens één aanname",
    "besluiten": "minstens één besluit, met datum en rol",
}


@dataclass(frozen=True)
class Vrijgave:
    """How far a report is released: its `stand`, the roles that analysed and assured, and when. Empty is not known."""

    stand: str
    analist: str
    borger: str
    datum: str


@dataclass(frozen=True)
class Logregel:
    """One row of the log: an assumption or a decision, by which role, and of a decision when."""

    soort: str
    wat: str
    door: str
    datum: str = ""


def check_vrijgave(editie: Editie) -> None:
    """Raise ConfigurationError with all that a definitive build misses; a concept or voorlopig one misses nothing.

    The gate has its own say: critical findings and acceptances that expired before the date of the report stop a
    build elsewhere.
    """
    missing = [] if editie.concept else list(list_missing(editie.parameters))
    if missing:
        raise ConfigurationError.from_list(
            f"{editie.parameters.rapport} is nog niet vrij te geven als definitief rapport "
            "(zet anders 'status' op voorlopig, of bouw met --concept):",
            missing,
        )


def list_missing(parameters: Parameters) -> Iterator[str]:
    """What has to be put on record before this report can be definitive, each as one line."""
    if parameters.status != "definitief":
        return
    record = parameters.kwaliteitsborging or Kwaliteitsborging()
    for key, what in ONTBREEKT.items():
        if not getattr(record, key):
            yield f"{BLOK}.{key} ontbreekt: {what}."
    if record.datum is None:
        return
    for number, besluit in enumerate(record.besluiten, start=1):
        if besluit.datum > record.datum:
            yield (
                f"{BLOK}.besluiten, besluit {number} is van {besluit.datum:%d-%m-%Y}, na de dag waarop het rapport "
                f"is nagekeken ({record.datum:%d-%m-%Y}): kijk het opnieuw na."
            )
    for number, acceptatie in enumerate(parameters.acceptaties, start=1):
        if acceptatie.tot < record.datum:
            yield (
                f"acceptatie {number} ({acceptatie.regel}) was op de dag van de {BLOK} al verlopen "
                f"({acceptatie.tot:%d-%m-%Y}): laat {acceptatie.besloten_door} opnieuw besluiten."
            )


def describe_missing(parameters: Parameters) -> str:
    """What a definitive build still misses, for a terminal; empty when nothing is missing."""
    missing = list(list_missing(parameters))
    if not missing:
        return ""
    return "\n".join(["Voor een definitief rapport ontbreekt nog:", *(f"  - {text}" for text in missing)])


def describe_vrijgave(editie: Editie) -> Vrijgave:
    """How far a report is released, as its quality page tells it."""
    record = editie.parameters.kwaliteitsborging or Kwaliteitsborging()
    stand = "concept" if editie.concept else editie.parameters.status
    found = (
        _mark(record, text) for text in (record.analist or "", record.borger or "", _dutch(record.datum))
    )
    return Vrijgave(stand, *found)


def list_logboek(parameters: Parameters) -> tuple[Logregel, ...]:
    """The log of assumptions and decisions: one row each."""
    record = parameters.kwaliteitsborging or Kwaliteitsborging()
    assumed = (Logregel("aanname", text, _mark(record, record.analist or "")) for text in record.aannames)
    decided = (
        Logregel("besluit", item.besluit, _mark(record, item.door), _mark(record, _dutch(item.datum)))
        for item in record.besluiten
    )
    return (*assumed, *decided)


def _mark(record: Kwaliteitsborging, text: str) -> str:
    """A role or a date, marked when it is an example."""
    return f"{text} (voorbeeld)" if text and record.voorbeeld else text


def _dutch(day: dt.date | None) -> str:
    return f"{day:%d-%m-%Y}" if day else ""
