"""Iv3 as the CBS takes it (JSON, data schema 2.1) to the extract begroting: estimates and actuals, with baten.

A delivery holds lasten and baten per taakveld and categorie, of one year and one period; the movements of reserves are
taakveld 0.10. What a report calls a post is said by the municipality, in `data/iv3.csv`. The schema is that of the CBS
(github.com/statistiekcbs/iv3_definities, iv3_data_schema_v2_1_1.json); unknown keys are left alone.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from sdreport.errors import ConfigurationError, Fault, GateError
from sdreport.intake.faults import UnreadableFile
from sdreport.intake.iv3_eenheid import EURO, find_eenheid, find_of_record, speaks_of_thousands
from sdreport.intake.source.encoding import decode
from sdreport.safe.dutch import to_dutch
from sdreport.safe.files import read_bounded

GROOTSTE_MB = 32
KANTEN = ("lasten", "baten")
BEGROTING, JAARREKENING = 0, 5
FASEN = {(BEGROTING, "Begroting"): "primitief", (JAARREKENING, "Realisatie"): "werkelijk"}
"""Phase of the extract, by period and status; periods 1 to 4 are quarters."""
OVERHEIDSLAAG = "Gemeente"
TAAKVELD = re.compile(r"[0-9]\.[0-9]{1,3}[a-z]?")
CATEGORIE = re.compile(r"[0-9](?:\.[0-9]){1,2}")
SOCIAAL_DOMEIN = "6."
MEESTE_FOUTEN, MEESTE_GEZOCHT = 20, 1_000
"""So many faults are shown, and so many looked for."""
LANGSTE_GETAL = 40
EXPONENT = re.compile(r"[-0-9.]+(?:[eE][-+]?[0-9]{1,2})?")
JAREN = range(1900, 2200)
RUIS = Decimal("0.0001")
"""The part of a cent that is noise of arithmetic, as in 12.300000000000001."""
KLEINSTE_TOTAAL, KLEIN_TOTAAL = 5_000_000_00, 20_000_000_00
"""Lasten in eurocents below which no municipality stays, and few do: amounts in thousands of euros come below it."""


@dataclass(frozen=True)
class Iv3Regel:
    """An amount in eurocents of a taakveld and categorie, on the side of the lasten or the baten."""

    kant: str
    taakveld: str
    categorie: str
    cent: int


@dataclass(frozen=True)
class Iv3:
    """One delivery: whose it is, of which year, the phase of the extract that it fills, and its amounts."""

    bestand: str
    gemeente: str
    jaar: int
    fase: str
    regels: tuple[Iv3Regel, ...]
    eenheid: int = EURO
    """Eurocents in one unit of its amounts."""
    genoemd: bool = False
    """Whether it names that unit itself."""
    duizenden: bool = False
    """Whether a remark in it is about thousands of euros."""

    @property
    def verschil(self) -> int:
        """Lasten less baten of all taakvelden in eurocents; the CBS asks that they are equal."""
        return sum(regel.cent if regel.kant == "lasten" else -regel.cent for regel in self.regels)

    @property
    def lasten(self) -> int:
        """All lasten in eurocents, whatever their sign."""
        return sum(abs(regel.cent) for regel in self.regels if regel.kant == "lasten")


@dataclass(frozen=True)
class Toedeling:
    """The post to which a taakveld goes, or one categorie of it; without a categorie all that is not named apart."""

    taakveld: str
    categorie: str
    onderdeel: str
    post: str


def read_iv3(path: Path) -> Iv3:
    """Read a delivery; `GateError` names what is wrong in it, each with its place in the file."""
    content = _load(path)
    faults: list[Fault] = []
    metadata = content.get("metadata")
    data = content.get("data")
    if not isinstance(metadata, dict) or not isinstance(data, dict):
        raise _refuse(path, [Fault("dit is geen Iv3-levering: metadata of data ontbreekt.", path.name)])
    fase = FASEN.get((_whole(metadata.get("periode")), str(metadata.get("status"))), "")
    jaar, nummer = _whole(metadata.get("boekjaar")), str(metadata.get("overheidsnummer", ""))
    for right, key, what in (
        (metadata.get("overheidslaag") == OVERHEIDSLAAG, "overheidslaag", "verwacht een gemeente."),
        (jaar in JAREN, "boekjaar", "verwacht een jaar."),
        (
            bool(fase),
            "periode",
            "verwacht periode 0 met status Begroting, of periode 5 met status Realisatie.",
        ),
    ):
        if not right:
            faults.append(Fault(what, path.name, column=f"metadata/{key}"))
    named = find_eenheid(content, path.name, faults)
    eenheid = named or EURO
    regels = list(_read_regels(path.name, data, eenheid, faults))
    if not any(regel.cent for regel in regels) and not faults:
        faults.append(Fault("er staat geen enkel bedrag in.", path.name, column="data"))
    about = named is not None, speaks_of_thousands(content)
    levering = Iv3(path.name, nummer, jaar, fase, tuple(regels), eenheid, *about)
    if not faults and levering.lasten < KLEINSTE_TOTAAL:
        total = to_dutch(levering.lasten / 100, ",.0f")
        what = (
            f"alle lasten samen zijn € {total}: de bedragen lijken in duizenden euro's. Lever ze in euro's."
        )
        faults.append(Fault(what, path.name, column="data/lasten"))
    if faults:
        raise _refuse(path, faults)
    return levering


def divide(iv3: Iv3, toedelingen: Sequence[Toedeling]) -> dict[tuple[str, str], dict[str, int]]:
    """Eurocents of lasten and baten per onderdeel and post; a post without an amount has zeros."""
    apart = {(one.taakveld, one.categorie): (one.onderdeel, one.post) for one in toedelingen}
    posten = {(one.onderdeel, one.post): dict.fromkeys(KANTEN, 0) for one in toedelingen}
    for regel in iv3.regels:
        key = apart.get((regel.taakveld, regel.categorie)) or apart.get((regel.taakveld, ""))
        if key is not None:
            posten[key][regel.kant] += regel.cent
    return posten


def list_unknown(iv3: Iv3, toedelingen: Sequence[Toedeling]) -> dict[str, dict[str, int]]:
    """Eurocents per side of what goes to no post, per taakveld of the social domain and for all others together."""
    known = {(one.taakveld, one.categorie) for one in toedelingen}
    left: dict[str, dict[str, int]] = {}
    for regel in iv3.regels:
        if (regel.taakveld, regel.categorie) not in known and (regel.taakveld, "") not in known:
            name = regel.taakveld if regel.taakveld.startswith(SOCIAAL_DOMEIN) else ""
            left.setdefault(name, dict.fromkeys(KANTEN, 0))[regel.kant] += regel.cent
    return left


def _load(path: Path) -> Mapping[str, Any]:
    """The JSON of a file: an object, without keys that stand there twice and without numbers that are none."""
    raw = read_bounded(path, path.name, GROOTSTE_MB)
    try:
        content = json.loads(
            decode(raw),
            object_pairs_hook=_pairs,
            parse_float=_read_number,
            parse_int=_read_whole,
            parse_constant=_no_number,
        )
    except json.JSONDecodeError as error:
        fault = Fault("dit is geen goede JSON.", path.name, lines=(error.lineno,))
    except (ValueError, RecursionError, UnreadableFile):
        fault = Fault(
            "dit is geen goede JSON: een sleutel staat er twee keer, het zit te diep in elkaar, of een getal is geen "
            "getal of veel te lang.",
            path.name,
        )
    else:
        if isinstance(content, dict):
            return content
        fault = Fault("dit is geen Iv3-levering.", path.name)
    raise _refuse(path, [fault])


def _read_regels(file: str, data: Mapping[str, Any], eenheid: int, faults: list[Fault]) -> Iterator[Iv3Regel]:
    for kant in KANTEN:
        records = data.get(kant)
        if not isinstance(records, list):
            faults.append(Fault(f"het onderdeel {kant} ontbreekt.", file, column=f"data/{kant}"))
            continue
        for place, record in enumerate(records):
            if len(faults) >= MEESTE_GEZOCHT:
                return
            where = f"data/{kant}[{place}]"
            if not isinstance(record, dict):
                faults.append(Fault("verwacht taakveld, categorie en bedrag.", file, column=where))
                continue
            taakveld, categorie = (
                str(record.get(key, "")).strip().lower() for key in ("taakveld", "categorie")
            )
            own = find_of_record(record, eenheid, where, file, faults)
            cent = _cents(record.get("bedrag"), own)
            for right, key, what in (
                (TAAKVELD.fullmatch(taakveld), "taakveld", "verwacht een taakveld zoals 6.71a; geen totaal."),
                (
                    CATEGORIE.fullmatch(categorie),
                    "categorie",
                    "verwacht een categorie zoals 3.4.1; geen totaal.",
                ),
                (cent is not None, "bedrag", "verwacht een bedrag in euro, als getal."),
            ):
                if not right:
                    faults.append(Fault(what, file, column=f"{where}/{key}"))
            yield Iv3Regel(kant, taakveld, categorie, cent or 0)


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({key for key, _ in pairs}) < len(pairs):
        raise ValueError
    return dict(pairs)


def _no_number(_: str) -> None:
    raise ValueError


def _read_whole(text: str) -> int:
    if len(text) > LANGSTE_GETAL:
        raise ValueError
    return int(text)


def _read_number(text: str) -> Decimal:
    """A number as a package writes it, noise and all; none that its exponent makes endless."""
    if len(text) > LANGSTE_GETAL or not EXPONENT.fullmatch(text):
        raise ValueError
    return Decimal(text)


def _whole(value: object) -> int:
    """A whole number, also when it was written as text; below zero when it is none."""
    text = str(value)
    plain = (
        not isinstance(value, bool)
        and text.isascii()
        and text.isdigit()
        and len(text) <= len(str(JAREN.stop))
    )
    return int(text) if plain else -1


def _cents(value: object, eenheid: int) -> int | None:
    """An amount in eurocents; None when it is no number with whole cents, but for noise."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    cents = Decimal(value) * eenheid
    return round(cents) if abs(cents) < 10**15 and abs(cents - round(cents)) < RUIS else None


def _refuse(path: Path, faults: Iterable[Fault]) -> GateError:
    every = list(faults)
    shown = [f"  - {fault}" for fault in every[:MEESTE_FOUTEN]]
    at_least = " of meer" if len(every) >= MEESTE_GEZOCHT else ""
    more = [f"  - en nog {len(every) - MEESTE_FOUTEN}{at_least}"] if len(every) > MEESTE_FOUTEN else []
    return GateError("\n".join([f"{path.name} is niet te gebruiken:", *shown, *more]), every)


def check_one_year(leveringen: Sequence[Iv3], jaar: int | None) -> None:
    """Deliveries that go into one extract are of one municipality and year, and each of another phase."""
    if len({(one.gemeente, one.jaar) for one in leveringen}) > 1:
        raise ConfigurationError(
            "De Iv3-leveringen zijn niet van één gemeente en één jaar. Lees ze apart in."
        )
    if len({one.fase for one in leveringen}) < len(leveringen):
        raise ConfigurationError("Er zijn twee Iv3-leveringen van dezelfde periode. Houd er één over.")
    if jaar is not None and leveringen[0].jaar != jaar:
        raise ConfigurationError(
            f"De Iv3-levering gaat over {leveringen[0].jaar}, en niet over {jaar}. Noem het rapport van dat jaar."
        )
