"""All parameters of one report."""

import datetime as dt
from typing import Literal

from pydantic import Field, model_validator

from sdreport.project.parameters.blokken import (
    Acceptatie,
    Bestandsnaam,
    Chapter,
    Geheimhouding,
    Kerncijfer,
    Kerngetal,
    Regeltekst,
    Slug,
    Strict,
    Tekst,
    Toleranties,
    VastNummer,
)
from sdreport.project.parameters.indelingen import Indelingen
from sdreport.project.parameters.kwaliteitsborging import Kwaliteitsborging
from sdreport.project.parameters.publicatie import Leesbaarheid, Publicatie
from sdreport.project.parameters.regio import Regio
from sdreport.project.parameters.vertalingen import Codes, Kolommen

CONCEPT = "-concept"
"""How the name of a concept ends: no report may be called so."""
JAREN = range(2010, 2101)
"""Years that a report can be about: from the run-up to the laws of 2015."""


class Parameters(Strict):
    """All parameters of one report. Paths are relative to the root of the project."""

    rapport: Bestandsnaam
    titel: Regeltekst
    gemeente: Regeltekst
    jaar: int = Field(ge=JAREN[0], le=JAREN[-1])
    datum: dt.date
    status: Literal["voorlopig", "definitief"]
    verantwoording: str
    data: str
    huisstijl: str = "parameters/huisstijl.yaml"
    datasets: tuple[Slug, ...] = Field(min_length=1)
    eerder: tuple[str, ...] = ()
    """Folders with earlier deliveries of published datasets, oldest first."""
    document: Bestandsnaam | None = None
    """The table of figures in `data/documenten/` of the published document that this report is of."""
    verwant: tuple[Slug, ...] = ()
    """Related reports, which the page of this one leads to."""
    notebooks: str = "notebooks"
    kwaliteit: Chapter = "0_datakwaliteit"
    oogopslag: Chapter | None = None
    """The notebook of the one page that stands before the chapters."""
    hoofdstukken: tuple[Chapter, ...] = Field(min_length=1, max_length=100)
    geheimhouding: Geheimhouding = Geheimhouding()
    toleranties: Toleranties = Toleranties()
    indelingen: Indelingen = Indelingen()
    regio: Regio | None = None
    """The region that shares the risk of care, for a report about that."""
    groot_vanaf: int = Field(default=50_000, ge=0)
    """Extracts of more rows are read and checked in the embedded engine, with the same outcome."""
    wachttijd_hoofdstuk_s: int = Field(default=300, ge=1, le=86_400)
    voorbeeld: tuple[str, ...] = ()
    verzonnen: tuple[Literal["datum", "stand"], ...] = ()
    """What no document gives of this report: its date, or how things stand in it; every page and list says so."""
    toon_voorbeeldjaren: bool = False
    """Whether figures, tables and cards show examples of earlier years too."""
    vastgesteld: tuple[str, ...] = ()
    kerngetallen: tuple[Kerngetal, ...] = ()
    kerncijfers: tuple[Kerncijfer, ...] | None = None
    """The numbers on the first page; without it the totals of what was delivered."""
    verloop: tuple[Kerncijfer, ...] = Field(default=(), max_length=12)
    """The numbers that stand over the years in one figure; without it the largest of each law."""
    vaste_nummers: tuple[VastNummer, ...] = ()
    """Figures and tables that were published with another number than their place in the chapter."""
    kolommen: Kolommen = Field(default_factory=dict)
    """What a sender calls a column otherwise, per extract."""
    codes: Codes = Field(default_factory=dict)
    """What a sender codes otherwise, per extract and column."""
    terugmelden_aan: dict[Slug, Tekst] = Field(default_factory=dict)
    acceptaties: tuple[Acceptatie, ...] = ()
    kwaliteitsborging: Kwaliteitsborging | None = None
    """Who analysed and who assured; a definitive build asks for it."""
    publicatie: Publicatie | None = None
    leesbaarheid: Leesbaarheid = Leesbaarheid()

    @model_validator(mode="after")
    def _unique(self) -> "Parameters":
        for name in ("datasets", "hoofdstukken", "eerder", "verwant"):
            values = getattr(self, name)
            if len(set(values)) != len(values):
                raise ValueError(f"'{name}' noemt iets twee keer")
        return self

    @model_validator(mode="after")
    def _name_is_no_concept(self) -> "Parameters":
        if self.rapport.endswith(CONCEPT):
            raise ValueError("een naam die op '-concept' eindigt, is bezet: zo heten builds met --concept")
        return self
