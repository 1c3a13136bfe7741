"""What pages, PDFs and notebooks say of themselves: of the report they belong to, and what is their own."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sdreport.project.editie import INDEX, Editie
from sdreport.project.parameters import Geheimhouding
from sdreport.project.parameters.publicatie import Publicatie
from sdreport.publish.html.text import format_datum

VERZONNEN = {"datum": "datum als voorbeeld", "stand": "verzonnen voorbeeld"}
"""How the version tells what no document gives of a report."""


@dataclass(frozen=True)
class Link:
    """A link on a page: its words, and where it leads."""

    label: str
    href: str


@dataclass(frozen=True)
class Rapportmeta:
    """What everything that is published says of its report."""

    rapport: str
    """The name under which it is published."""
    titel: str
    gemeente: str
    jaar: int
    datum: dt.date
    versie: str
    concept: bool
    verantwoording: str = ""
    """What the report rests on, as Markdown."""
    publicatie: Publicatie | None = None
    open: str = ""
    """Why small numbers are shown, and by whose decision; empty when they are protected."""

    @property
    def documenttitel(self) -> str:
        """The title for who sees nothing else of the report: a tab, a list of files."""
        return f"{self.titel} – gemeente {self.gemeente}"

    @property
    def maker(self) -> str:
        """Who publishes the report, for machines."""
        return self.publicatie.uitgever if self.publicatie else f"Gemeente {self.gemeente}"

    def as_dict(self) -> dict[str, Any]:
        """The same as plain data, for the metadata of a notebook."""
        publicatie = self.publicatie.model_dump(mode="json") if self.publicatie else None
        return {**vars(self), "datum": self.datum.isoformat(), "publicatie": publicatie}


@dataclass(frozen=True)
class Paginameta(Rapportmeta):
    """The same for one page or PDF, with what is its own."""

    pad: str = ""
    """Its path from the folder of the report; a page without one has no identifier."""
    bijlagen: tuple[Link, ...] = ()
    """What can be downloaded, or where to go back to."""
    verwant: tuple[Link, ...] = ()
    """Related reports."""
    verwijzingen: Mapping[str, str] = field(default_factory=dict)
    """Addresses by anchor, of figures and tables that stand on other pages."""
    toegankelijkheid: str = ""
    """The address of the accessibility statement."""


def with_year(titel: str, jaar: int) -> str:
    """A title that says which year it is about, once."""
    return titel if re.search(r"\b\d{4}\b", titel) else f"{titel} {jaar}"


def describe_report(editie: Editie) -> Rapportmeta:
    """What pages, PDFs and notebooks say of a report."""
    parameters = editie.parameters
    uit = parameters.geheimhouding.uit
    return Rapportmeta(
        rapport=editie.naam,
        titel=with_year(parameters.titel, parameters.jaar),
        gemeente=parameters.gemeente,
        jaar=parameters.jaar,
        datum=parameters.datum,
        versie=name_versie(
            "concept" if editie.concept else parameters.status, bool(uit), parameters.verzonnen
        ),
        concept=editie.concept,
        verantwoording=parameters.verantwoording,
        publicatie=parameters.publicatie,
        open=describe_open(parameters.geheimhouding),
    )


def name_versie(stand: str, open: bool, verzonnen: Sequence[str] = ()) -> str:
    """The version as every page names it: how far the report is, whether small numbers are shown, what is invented."""
    told = [stand, *(["zonder geheimhouding"] if open else []), *(VERZONNEN[what] for what in verzonnen)]
    return ", ".join(told)


def describe_open(regels: Geheimhouding) -> str:
    """Why a report shows small numbers, and by whose decision; empty when it protects them."""
    if not regels.uit:
        return ""
    return (
        f"Kleine aantallen zijn niet afgeschermd. Reden: {regels.uit.reden.rstrip('.')}. "
        f"Besloten door: {regels.uit.besloten_door}."
    )


def link_verwant(verwant: Sequence[Rapportmeta]) -> tuple[Link, ...]:
    """Links to related reports, in folders beside this one, and to the list of all reports.

    A report without related ones leads nowhere outside its own folder, so that it can be copied alone.
    """
    links = [
        Link(f"{item.titel}, {format_datum(item.datum)}", f"../{item.rapport}/{INDEX}") for item in verwant
    ]
    return (*links, Link("Alle rapporten", f"../{INDEX}")) if links else ()
