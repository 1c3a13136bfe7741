"""The figures of a document as its table gives them, and how they are written down in a finding.

The table (`data/documenten/<slug>.csv`; `;`, UTF-8) has one row per figure: its number, where it stands, its value
(decimal comma, no thousand dots, empty for 'pm'), its unit, formulas (`formule`; more than one with `|`), at most
six words around it, and its kind (`SOORTEN`).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sdreport.documents.formule import (
    Bereik,
    Bewerking,
    Constante,
    Formule,
    Uitdrukking,
    Verwijzing,
    evaluate,
)
from sdreport.documents.teksten.teksten import Documenttekst
from sdreport.errors import ConfigurationError, Fault
from sdreport.project.references import read_table
from sdreport.safe.dutch import from_dutch, to_dutch

COLUMNS = ["nummer", "plaats", "waarde", "eenheid", "formule", "citaat", "soort"]
VERWERKT = "in_dit_rapport"
"""A column that may be there too: what the report does with a finding about this figure."""
SOORTEN = ("tabel", "tekst", "telling", "nummer")
"""In a table, in running text, counted by the reader (so many items in a list), or the number of something."""
EENHEDEN = (
    "aantal",
    "personen",
    "jaar",
    "nummer",
    "euro",
    "%",
    "x 1.000 euro",
    "miljoen euro",
    "miljard euro",
)
AFGEROND = ("%", "x 1.000 euro", "miljoen euro", "miljard euro")
"""Units in which a printed figure stands for all that rounds to it; other figures are exact."""
NUMMER = re.compile(r"[1-9][0-9]{0,5}")
WAARDE = re.compile(r"-?\d{1,15}(,\d{1,6})?")
CIJFERS = re.compile(r"\d[\d.,]*\d|\d")
GETAL = re.compile(r"\d+([.,]\d+)?")
GOED_GESCHREVEN = re.compile(r"\d+([.,]\d+)?|\d{1,3}(\.\d{3})+(,\d+)?")
TELWOORDEN = {
    "geen": 0, "niet": 0, "een": 1, "één": 1, "twee": 2, "drie": 3, "drietal": 3, "vier": 4, "viertal": 4, "vijf": 5,
    "vijftal": 5, "zes": 6, "zestal": 6, "zeven": 7, "acht": 8, "achttal": 8, "negen": 9, "kwart": 25, "derde": 33.3,
    "tweederde": 66.7, "zesduizend": 6000, "helft": 50, "driekwart": 75,
}  # fmt: skip
TEKENS = {"+": "+", "-": "−", "*": "×", "/": "÷"}
ZONDER_PUNTEN = ("jaar", "nummer")
SCHAAL = {"x 1.000 euro": " duizend", "miljoen euro": " miljoen", "miljard euro": " miljard"}
MEESTE_PLAATSEN = 4


@dataclass(frozen=True)
class Documentcijfer:
    """One figure as printed; `waarde` is None for 'pm' and the like, `decimalen` are those printed."""

    naam: str
    plaats: str
    waarde: float | None
    decimalen: int
    eenheid: str
    formules: tuple[str, ...]
    citaat: str
    soort: str
    regelnummer: int
    in_dit_rapport: str = ""

    @property
    def bereik(self) -> Bereik | None:
        """What the figure may stand for."""
        if self.waarde is None:
            return None
        half = 0.5 * 10.0**-self.decimalen if self.eenheid in AFGEROND else 0.0
        return Bereik(self.waarde - half, self.waarde + half)

    def toon(self, waarde: float | None = None) -> str:
        """The value, or another value in its place, in Dutch notation with its unit."""
        return format_getal(self.waarde if waarde is None else waarde, self.eenheid, self.decimalen)

    @property
    def staat_in_citaat(self) -> bool:
        """Whether the words around the figure hold it, in digits or as a numeral."""
        printed = CIJFERS.findall(self.citaat)
        numbers = [from_dutch(text) for text in printed if GETAL.fullmatch(text.replace(".", ""))]
        numbers += [float(text) for text in printed if "," not in text and GETAL.fullmatch(text)]
        words = [TELWOORDEN[word] for word in re.findall(r"\w+", self.citaat.lower()) if word in TELWOORDEN]
        return abs(self.waarde or 0.0) in (*numbers, *words)


@dataclass(frozen=True)
class Document:
    """The figures of one document, by their name (`r12`), and its texts."""

    slug: str
    cijfers: Mapping[str, Documentcijfer]
    teksten: tuple[Documenttekst, ...] = ()


def read_document(path: Path) -> Document:
    """Read the table of a document; `ConfigurationError` says which line is wrong."""
    table = read_table(path, COLUMNS, path.name, (VERWERKT,))
    cijfers: dict[str, Documentcijfer] = {}
    for line, row in zip(table.index, table.to_dict("records"), strict=True):
        cijfer = _read_cijfer({str(key): str(value) for key, value in row.items()}, int(line), path.name)
        if cijfer.naam in cijfers:
            what = f"nummer {cijfer.naam[1:]} staat er twee keer."
            raise ConfigurationError(Fault(what, path.name, (int(line),)))
        cijfers[cijfer.naam] = cijfer
    return Document(path.stem, cijfers)


def format_getal(waarde: float | None, eenheid: str, decimalen: int) -> str:
    """A value in Dutch notation with its unit: `€ 1.449 duizend`, `30,2%`; at least the decimals asked for."""
    if waarde is None:
        return "geen getal"
    if abs(round(waarde, decimalen) - waarde) > 1e-9:
        decimalen += 1
    if eenheid in ZONDER_PUNTEN:
        return f"{abs(waarde):.{decimalen}f}"
    text = to_dutch(abs(waarde), f",.{decimalen}f")
    text = f"−{text}" if waarde < 0 else text
    if eenheid.endswith("euro"):
        return f"€ {text}{SCHAAL.get(eenheid, '')}"
    return f"{text}%" if eenheid == "%" else text


def write_out(deel: Uitdrukking, boek: Mapping[str, Documentcijfer], doel: Documentcijfer) -> str:
    """An expression with its outcome: `1.969 − 475 = € 1.494 duizend`; the outcome in the unit of `doel`."""
    waarden = {naam: bereik for naam, item in boek.items() if (bereik := item.bereik) is not None}
    uit = evaluate(deel, waarden).midden
    outcome = format_getal(
        round(uit, doel.decimalen or int(doel.eenheid == "%")), doel.eenheid, doel.decimalen
    )
    return f"{_write(deel, boek, 0)} = {outcome}"


def list_figures(formule: Formule, boek: Mapping[str, Documentcijfer]) -> str:
    """The figures that a formula names, each with its place; of a long list the first and the last."""
    items = [f"{boek[naam].plaats}: {boek[naam].toon()}" for naam in formule.verwijzingen]
    if len(items) > MEESTE_PLAATSEN:
        return f"{items[0]} tot en met {items[-1]}, {len(items)} cijfers"
    return "; ".join(items)


def _write(deel: Uitdrukking, boek: Mapping[str, Documentcijfer], depth: int) -> str:
    if isinstance(deel, Constante):
        return format_getal(deel.waarde, "", 0)
    if isinstance(deel, Verwijzing):
        item = boek[deel.naam]
        return format_getal(item.waarde, "", item.decimalen)
    return _write_bewerking(deel, boek, depth)


def _write_bewerking(deel: Bewerking, boek: Mapping[str, Documentcijfer], depth: int) -> str:
    inner = depth + (deel.naam not in ("+", "-"))
    left, right = (_write(part, boek, inner) for part in deel.delen)
    if deel.naam == "deel":
        return f"{left} als deel van {right}"
    if deel.naam == "groei":
        return f"de groei van {right} naar {left}"
    if right.startswith("−") and deel.naam in ("+", "-"):
        text = f"{left} {'−' if deel.naam == '+' else '+'} {right[1:]}"
    else:
        text = f"{left} {TEKENS[deel.naam]} {right}"
    return f"({text})" if depth and deel.naam in ("+", "-") else text


def _read_cijfer(row: Mapping[str, str], line: int, file: str) -> Documentcijfer:
    if not NUMMER.fullmatch(row["nummer"]) or not row["plaats"] or row["soort"] not in SOORTEN:
        what = f"nummer en plaats zijn verplicht, en de soort is {', '.join(SOORTEN)}."
        raise ConfigurationError(Fault(what, file, (line,)))
    if row["eenheid"] not in EENHEDEN:
        raise ConfigurationError(Fault(f"de eenheid is geen van {', '.join(EENHEDEN)}.", file, (line,)))
    text = row["waarde"]
    if text and not WAARDE.fullmatch(text):
        what = f"'{text}' is geen waarde (decimale komma, geen punten)."
        raise ConfigurationError(Fault(what, file, (line,)))
    formules = tuple(part.strip() for part in row["formule"].split("|") if part.strip())
    waarde = from_dutch(text) if text else None
    return Documentcijfer(
        f"r{row['nummer']}",
        row["plaats"],
        waarde,
        len(text.partition(",")[2]),
        row["eenheid"],
        formules,
        row["citaat"],
        row["soort"],
        line,
        row.get(VERWERKT, ""),
    )
