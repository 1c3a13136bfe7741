"""What a municipality says of the publication itself: who publishes, under which heading of the law, whom to ask.

These parameters stand under `publicatie:` and `leesbaarheid:` in a parameters file. The value lists are those of
DiWoo, the metadata standard of the Wet open overheid (Woo): https://standaarden.overheid.nl/diwoo/metadata.
"""

import datetime as dt
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field, model_validator

from sdreport.errors import suggest
from sdreport.project.parameters.blokken import Strict, Tekst

THESAURUS: Final = "https://identifier.overheid.nl/tooi/def/thes/kern/"

INFORMATIECATEGORIEEN: Final = {
    "adviezen": "c_99a836c7",
    "agenda’s en besluitenlijsten bestuurscolleges": "c_3a248e3a",
    "bij vertegenwoordigende organen ingekomen stukken": "c_8c840238",
    "convenanten": "c_8fc2335c",
    "jaarplannen en jaarverslagen": "c_c6cd1213",
    "onderzoeksrapporten": "c_fdaee95e",
    "overige besluiten van algemene strekking": "c_aab6bfc7",
    "vergaderstukken decentrale overheden": "c_db4862c3",
}
"""Headings of article 3.3 Woo that a report can come under (value list scw_woo_informatiecategorieen)."""
DOCUMENTSOORTEN: Final = {
    "begroting": "c_dfa0ff1f",
    "beleidsnota": "c_9376c730",
    "evaluatierapport": "c_38ba44de",
    "jaarplan": "c_a6f44748",
    "jaarverslag": "c_3d782f30",
    "onderzoeksrapport": "c_6f49bf34",
    "plan": "c_5b1055aa",
    "verantwoordingsrapport": "c_99d3e284",
    "voortgangsrapport": "c_cccba364",
}
"""Kinds of document (value list ccw_plooi_documentsoorten)."""
HANDELINGEN: Final = {"ontvangst": "c_dfcee535", "ondertekening": "c_e1ec050e", "vaststelling": "c_641ecd76"}
"""What can happen to a document (value list ccw_plooi_documenthandelingen)."""


def _one_of(values: dict[str, str]) -> AfterValidator:
    def check(value: str) -> str:
        if value not in values:
            raise ValueError(f"'{value}' staat niet in de waardelijst van DiWoo. {suggest(value, values)}")
        return value

    return AfterValidator(check)


Nalevingsstatus = Literal[
    "voldoet volledig", "voldoet gedeeltelijk", "eerste maatregelen genomen", "voldoet niet"
]
Webadres = Annotated[str, Field(pattern=r"^https://[^\s?#]+$")]


class Contact(Strict):
    """Whom a reader can ask or tell something: a part of the organisation, never a person."""

    onderdeel: Tekst
    email: Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
    telefoon: str = ""


class Publicatie(Strict):
    """The metadata that the Woo asks for, as far as they do not follow from the report itself."""

    uitgever: Tekst
    uitgever_uri: Annotated[
        str, Field(pattern=r"^https://identifier\.overheid\.nl/tooi/id/[a-z]+/[a-z]+\d+$")
    ]
    informatiecategorie: Annotated[str, _one_of(INFORMATIECATEGORIEEN)]
    documentsoort: Annotated[str, _one_of(DOCUMENTSOORTEN)]
    handeling: Annotated[str, _one_of(HANDELINGEN)] = "vaststelling"
    handeling_datum: dt.date | None = None
    """Without it the date of the report."""
    geldig_vanaf: dt.date | None = None
    geldig_tot: dt.date | None = None
    kenmerk: str = ""
    trefwoorden: tuple[Tekst, ...] = ()
    webadres: Webadres | None = None
    """Where the folder of the report will stand; with it a sitemap is made."""
    contact: Contact | None = None
    nalevingsstatus: Nalevingsstatus = "eerste maatregelen genomen"
    """Status in the accessibility statement; a higher one asks for research by people."""

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> "Publicatie":
        if self.geldig_vanaf and self.geldig_tot and self.geldig_tot < self.geldig_vanaf:
            raise ValueError("'geldig_tot' ligt voor 'geldig_vanaf'")
        return self


class Leesbaarheid(Strict):
    """How hard a text may be before the quality page says so; it never stops a build."""

    woorden_per_zin: float = Field(default=15.0, gt=0)
    langste_zin: int = Field(default=25, ge=1)
    lange_woorden_pct: float = Field(default=20.0, gt=0, le=100)
    leesgemak: float = Field(default=45.0, ge=0, le=100)
    bron: str = (
        "zinnen: eigen keuze, ruimer dan de twaalf woorden van de checklist van Direct Duidelijk; "
        "leesgemak: onder 45 noemt Douma (1960) een tekst moeilijk"
    )
    datum: dt.date = dt.date(2024, 1, 1)
