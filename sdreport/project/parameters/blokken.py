"""The blocks of a parameters file: frozen and strict; every policy number with its source and date."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic.fields import FieldInfo

from sdreport.project.parameters.rollen import GEVULD, Besluittekst, Rol
from sdreport.safe.text import LINE_ENDS

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=100)]
APPARAAT = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")
"""Names that Windows keeps for devices, with any ending: no file or folder can be called so."""
Tekst = Annotated[str, GEVULD]
Chapter = Annotated[str, Field(pattern=r"^[0-9]+_[a-z0-9-]+$", max_length=100)]


LANGSTE_TEKST = 20_000
DAG = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _name_no_device(name: str) -> str:
    if APPARAAT.fullmatch(name):
        raise ValueError("zo mag op Windows geen bestand of map heten; kies een andere naam")
    return name


Bestandsnaam = Annotated[Slug, AfterValidator(_name_no_device)]


def _stand_on_one_line(text: str) -> str:
    if LINE_ENDS.search(text):
        raise ValueError("schrijf het op één regel, zonder tab")
    return text


Regeltekst = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=500),
    AfterValidator(_stand_on_one_line),
]
"""A text that stands on one line of a page: a title, a name, a label."""


class Strict(BaseModel):
    """What all blocks share: an unknown key is an error, and nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, str_max_length=LANGSTE_TEKST)

    @model_validator(mode="before")
    @classmethod
    def _read_as_written(cls, content: Any) -> Any:
        """Make text of a `true` (or `yes`) for a number, and nothing of a number for a day, so that each is refused at
        its own place: they would be read as 1 and as a day in 1970.
        """
        if not isinstance(content, dict):
            return content
        return {name: _write_out(value, cls.model_fields.get(name)) for name, value in content.items()}


def _write_out(value: Any, field: FieldInfo | None) -> Any:
    kinds = list(_list_kinds(field.annotation)) if field else []
    if isinstance(value, list):
        return [_write_out(item, field) for item in value]
    is_number = bool not in kinds and (int in kinds or float in kinds)
    if dt.date in kinds and value is not None and not isinstance(value, dt.date):
        return value if DAG.fullmatch(str(value)) else ""
    return str(value) if is_number and isinstance(value, bool) else value


def _list_kinds(kind: Any) -> Iterator[Any]:
    """A type, and the types that it is made of."""
    yield kind
    for part in get_args(kind):
        yield from _list_kinds(part)


class Nul(Strict):
    """Whether a count of 0 persons is shown. Shown, it tells that every hidden number is at least 1."""

    tonen: bool = True
    bron: str = "eigen keuze: een nul gaat over niemand"
    datum: dt.date = dt.date(2024, 1, 1)


class Afronding(Strict):
    """Counts of persons are published as multiples of `basis`; 0 does not round."""

    basis: int = Field(default=0, ge=0, le=1000)
    bron: str = "eigen keuze: de gepubliceerde rapporten ronden niet af"
    datum: dt.date = dt.date(2024, 1, 1)


class Dominantie(Strict):
    """An amount is hidden when the `grootste` persons have more than `aandeel_pct` of it together.

    It is hidden as well when one who knows the own part (a person, or a provider) can tell that of another to within
    `eigen_pct`. Of a hidden amount, `marge_pct` of its value must remain possible on both sides.
    """

    grootste: int = Field(default=2, ge=1, le=5)
    aandeel_pct: float = Field(default=85.0, gt=0, le=100)
    eigen_pct: float = Field(default=10.0, ge=0, le=100)
    marge_pct: float = Field(default=10.0, gt=0, le=100)
    bron: str = "Deutsche Bundesbank (sdcLog): de twee grootste hebben hoogstens 85 procent"
    datum: dt.date = dt.date(2024, 1, 1)


class Uitgezet(Strict):
    """Why a report shows small numbers, and which role decided that; both are published on every page."""

    reden: Besluittekst
    besloten_door: Rol


Versienaam = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,80}\.csv$"), AfterValidator(_name_no_device)]


class Geheimhouding(Strict):
    """Disclosure control: counts of persons from 1 up to `drempel` (not included) are hidden.

    Of a hidden count at least `mogelijke_waarden` whole numbers must remain possible; without it all below the
    threshold. A threshold of 0 turns all disclosure control off, and asks for `uit`.
    """

    drempel: int = Field(default=10, ge=0, le=1000)
    uit: Uitgezet | None = None
    mogelijke_waarden: Annotated[int, Field(ge=2, le=1000)] | None = None
    bron: str = "CBS: aantallen onder 10 worden in gemeentelijke tabellen niet getoond"
    datum: dt.date = dt.date(2024, 1, 1)
    nul: Nul = Nul()
    afronding: Afronding = Afronding()
    dominantie: Dominantie = Dominantie()
    vorige_versies: tuple[Versienaam, ...] = ()
    """Registers in data/history/ of versions of this report that were published before."""

    @model_validator(mode="after")
    def _off_with_a_reason(self) -> "Geheimhouding":
        if not self.drempel and not self.uit:
            raise ValueError(
                "'drempel: 0' zet alle geheimhouding uit: geef onder 'uit' de 'reden' en 'besloten_door'"
            )
        if self.drempel == 1:
            raise ValueError("'drempel: 1' schermt niets af; de gewone drempel is 10")
        if self.drempel and self.uit:
            raise ValueError("'uit' hoort bij 'drempel: 0'; haal het weg als de geheimhouding aan staat")
        return self

    @property
    def ruimte(self) -> int:
        """How many whole numbers must remain possible for a hidden count."""
        return self.mogelijke_waarden or max(2, self.drempel - 1)


class Kerngetal(Strict):
    """A policy number that no extract holds (an index, a price), with its unit, date and source."""

    naam: Slug
    waarde: float = Field(ge=-1e15, le=1e15)
    eenheid: Regeltekst
    peildatum: dt.date
    bron: str


class VastNummer(Strict):
    """A figure or table that has another number in its chapter than its place there: as it was published."""

    soort: Literal["figuur", "tabel"]
    naam: Slug
    nummer: int = Field(ge=1)


class Kerncijfer(Strict):
    """A key figure on the first page: a label and the address of its number in the register."""

    label: Regeltekst
    adres: Regeltekst


class Toleranties(Strict):
    """How far extracts may differ from the financial administration, from last year and from what is to be expected.

    In percent; `aandeel_punten` in percentage points, on top of what chance explains with a probability `toeval_kans`.
    """

    declaraties_begroting_pct: float = Field(default=5.0, ge=0)
    verandering_pct: float = Field(default=25.0, ge=0)
    inwoners_pct: float = Field(default=4.0, ge=0)
    leerlingen_pct: float = Field(default=10.0, ge=0)
    aandeel_punten: float = Field(default=10.0, ge=0)
    toeval_kans: float = Field(default=1e-6, gt=0, lt=1)
    eenheid: Literal["%"] = "%"
    bron: str = "eigen keuze: ruim boven afronding en nagekomen declaraties, ver onder een ontbrekende maand"
    datum: dt.date = dt.date(2024, 1, 1)


class Acceptatie(Strict):
    """A known deviation that a steward accepts: of one rule, on some lines, some keys or all, until a day.

    Exactly one of `regels` (line numbers in the delivered file), `sleutels` (keys of records) and `alles` is given.
    """

    regel: Tekst
    dataset: Slug | None = None
    regels: tuple[Annotated[int, Field(ge=1)], ...] = ()
    sleutels: tuple[str, ...] = ()
    alles: bool = False
    reden: Besluittekst
    besloten_door: Rol
    datum: dt.date
    tot: dt.date

    @model_validator(mode="after")
    def _one_scope(self) -> "Acceptatie":
        if [bool(self.regels), bool(self.sleutels), self.alles].count(True) != 1:
            raise ValueError("geef precies één van 'regels', 'sleutels' en 'alles: true'")
        if self.tot < self.datum:
            raise ValueError("'tot' ligt voor 'datum'")
        return self
