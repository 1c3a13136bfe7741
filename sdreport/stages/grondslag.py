"""What the extracts gave of a report: its numbers, what the gate said, and all that is told beside them, and no record.

Everything behind this looks at no extract any more. So it can be taken over whole when nothing that the numbers rest on
has changed, and a build in which only a text changed reads, checks and measures nothing.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from sdreport.chapter.blocks.cards import choose_kerncijfers
from sdreport.chapter.layout.number import make_opbouw
from sdreport.chapter.layout.series import Reeksbron
from sdreport.chapter.werkmap import Labels, Leesstof, Rapportfeiten, Tabelrijen, from_rows, to_rows
from sdreport.project.editie import Editie
from sdreport.project.parameters import Parameters
from sdreport.register.kwaliteit import Bevindingtelling, Extractoordeel, Gegevenskwaliteit, Regeloordeel
from sdreport.register.manifest import Bronbestand
from sdreport.register.register import Register
from sdreport.voorraad.pak import pack, unpack


@dataclass(frozen=True)
class Grondslag:
    """What the extracts gave of a report, apart from what the gate says of them."""

    register: Register
    labels: Labels
    tabellen: Tabelrijen
    bronnen: Mapping[str, Bronbestand]
    indicatoren: tuple[str, ...]
    """Every indicator that there is."""
    gelezen: tuple[str, ...]
    """The delivered files."""


@dataclass(frozen=True)
class Getoetst:
    """What the gate said of the extracts, and the attack of what is hidden in their numbers."""

    oordeel: Gegevenskwaliteit
    verborgen: Mapping[int, Sequence[str]] = field(default_factory=dict)
    """The hidden counts with the addresses where they stand, to find them in texts; restricted."""
    lijsten: Mapping[str, bytes] = field(default_factory=dict)
    """The restricted lists that were written of it, by their path in the output folder."""


@dataclass(frozen=True)
class LopendeGrondslag:
    """What the extracts gave, while the gate may still judge them."""

    grondslag: Grondslag
    is_ready: Callable[[], bool]
    """Whether the gate has judged, so that `finish` need not wait."""
    finish: Callable[[], Getoetst]
    """What the gate said; GateError when the report cannot go on."""


def to_bytes(grondslag: Grondslag, getoetst: Getoetst) -> bytes:
    """All that the extracts gave, to keep in the store."""
    content = {
        "rijen": to_rows(grondslag.register.rijen),
        "jaar": grondslag.register.jaar,
        "labels": grondslag.labels.labels,
        "tabellen": grondslag.tabellen,
        "bronnen": {slug: asdict(bron) for slug, bron in grondslag.bronnen.items()},
        "indicatoren": grondslag.indicatoren,
        "gelezen": grondslag.gelezen,
        "oordeel": asdict(getoetst.oordeel),
        "verborgen": list(getoetst.verborgen.items()),
        "lijsten": pack(getoetst.lijsten).decode(),
    }
    return json.dumps(content, ensure_ascii=False).encode()


def from_bytes(inhoud: bytes) -> tuple[Grondslag, Getoetst]:
    """The reverse of `to_bytes`."""
    data = json.loads(inhoud)
    grondslag = Grondslag(
        Register(from_rows(data["rijen"]), data["jaar"]),
        Labels(data["labels"]),
        data["tabellen"],
        {slug: Bronbestand(**bron) for slug, bron in data["bronnen"].items()},
        tuple(data["indicatoren"]),
        tuple(data["gelezen"]),
    )
    lijsten = unpack(data["lijsten"].encode())
    return grondslag, Getoetst(_read_oordeel(data["oordeel"]), dict(data["verborgen"]), lijsten)


def make_leesstof(editie: Editie, grondslag: Grondslag) -> Leesstof:
    """All that chapters may read of a report, in memory; `Werkmap.fill` writes it.

    `ConfigurationError` lists figures and tables that cannot be numbered.
    """
    parameters = editie.parameters
    rapport = Rapportfeiten(
        parameters.jaar,
        parameters.gemeente,
        editie.huisstijl,
        tuple(editie.toelichting),
        choose_kerncijfers(parameters.kerncijfers, grondslag.register),
        grondslag.bronnen,
        name_gemeenten(parameters),
        grondslag.indicatoren,
        parameters.toon_voorbeeldjaren,
        parameters.verloop,
        parameters.geheimhouding.nul.tonen,
    )
    register, labels, tabellen = grondslag.register, grondslag.labels, grondslag.tabellen
    programmas = [row["programma"] for row in tabellen.get("plannen", ())]
    fixed = {f"{item.soort} {item.naam}": item.nummer for item in parameters.vaste_nummers}
    shown = register if rapport.voorbeeldjaren else register.without_example_years()
    bron = Reeksbron(
        shown,
        labels,
        programmas,
        rapport.bijnamen,
        frozenset(rapport.indicatoren),
        [item.adres for item in rapport.verloop],
    )
    opbouw = make_opbouw(editie.notebooks, bron, editie.toelichting, fixed)
    return Leesstof(rapport, register, labels, tabellen, opbouw)


def name_gemeenten(parameters: Parameters) -> dict[str, str]:
    """What a notebook calls municipalities without naming them: that of the report, and the smallest of the region."""
    gemeenten = parameters.regio.gemeenten if parameters.regio else ()
    found = {
        "eigen": next((item.slug for item in gemeenten if item.naam == parameters.gemeente), None),
        "kleinste": min(gemeenten, key=lambda item: item.inwoners).slug if gemeenten else None,
    }
    return {bijnaam: slug for bijnaam, slug in found.items() if slug}


def _read_oordeel(data: Mapping[str, Any]) -> Gegevenskwaliteit:
    return Gegevenskwaliteit(
        data["oordeel"],
        tuple(Extractoordeel(**row) for row in data["datasets"]),
        tuple(Regeloordeel(**row) for row in data["regels"]),
        tuple(Bevindingtelling(**row) for row in data["bevindingen"]),
        tuple(data["tegenstrijdigheden"]),
    )
