"""A table of StatLine as CBS gives it (OData in JSON, or the raw dataset as CSV) to rows of the extract landelijk.

Three forms are read: version 3 (`TypedDataSet`, a column per topic, codes with blanks behind them), version 4
(`Observations`, a row per measure), and the raw dataset of the portal as CSV, with the columns of version 3 and the
table and day in its name. What a topic is called in the report is said by the municipality, in `data/statline.csv`.
Forms: the manual of CBS Open Data Services, and cbs.nl, OData 4.
"""

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from sdreport.errors import ConfigurationError, suggest
from sdreport.intake.catalogue.datasets import find_dataset
from sdreport.project.reference_rules import require_fields
from sdreport.project.references import read_table
from sdreport.safe.dutch import to_dutch
from sdreport.safe.files import is_there, parse_json, read_text
from sdreport.safe.restricted import write_closed_csv

SLUG, TABEL = "landelijk", "statline"
KOLOMMEN = ("tabel", "onderwerp", "maat", "waarbij")
GROOTSTE_MB = 32
BRON = re.compile(r"/([0-9A-Za-z-]{1,40})/\$metadata")
CSV_NAAM = re.compile(
    r"([0-9A-Za-z]+)_(?:Unt|T)ypedDataSet_([0-9]{2})([0-9]{2})([0-9]{4})_[0-9]{6}.*\.csv", re.IGNORECASE
)
"""The name that the portal gives to a raw dataset: table, what it is, day and time."""
TEKENS = ("", ".", "x", "-")
"""What CBS writes where there is no number: not applicable, unknown, secret, nothing."""
GETAL = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?")
GROOTSTE = 10**15
CONTEXT = ("odata.metadata", "@odata.context")
REGIO, PERIODE, MAAT, WAARDE = ("RegioS", "Regiokenmerken", "WijkenEnBuurten"), "Perioden", "Measure", "Value"
PERIODEN = re.compile(r"((?:19|20)[0-9]{2})(?:JJ00|HJ0[12])")
"""Years and half years; other periods are not of a year."""
GEBIED = re.compile(r"(?:GM[0-9]{4}|NL[0-9]{2})")
"""Municipalities and the country; other regions are left alone."""


@dataclass(frozen=True)
class Onderwerp:
    """Which topic of a table is which measure of the report, for rows in which `waarbij` holds: `Geslacht=T001038`."""

    tabel: str
    onderwerp: str
    maat: str
    waarbij: str = ""

    @property
    def voorwaarden(self) -> dict[str, str]:
        """The patterns that columns must fit."""
        return dict(part.split("=", 1) for part in self.waarbij.split())


@dataclass(frozen=True)
class Landelijk:
    """One value of a region in a year."""

    maat: str
    gebied: str
    jaar: int
    waarde: float
    bron: str
    datum: str


@dataclass(frozen=True)
class Tabelinhoud:
    """A table as it was downloaded: its number, its rows, and the day."""

    tabel: str
    rijen: Sequence[Mapping[str, Any]]
    dag: str


def is_statline(path: Path) -> bool:
    """Whether a file is of StatLine: an answer of an OData service, or any CSV; what is no JSON is not."""
    if path.suffix.lower() == ".csv":
        return True
    try:
        content = _parse(path)
    except ConfigurationError:
        return False
    return isinstance(content, dict) and any(key in content for key in CONTEXT)


def read_statline(path: Path, onderwerpen: Sequence[Onderwerp]) -> list[Landelijk]:
    """The values of the topics of a table; `ConfigurationError` when there are none, or two for one region and year."""
    inhoud = _read_csv(path) if path.suffix.lower() == ".csv" else _read_odata(path)
    tabel = inhoud.tabel
    own = [one for one in onderwerpen if one.tabel.lower() == tabel.lower()]
    if not own:
        hint = suggest(tabel, {one.tabel for one in onderwerpen})
        raise ConfigurationError(f"Tabel {tabel} staat niet in data/statline.csv. {hint}")
    values = [value for one in own for value in _select(inhoud.rijen, one, path.name, inhoud.dag)]
    seen: dict[tuple[str, str, int], float] = {}
    for value in values:
        key = (value.maat, value.gebied, value.jaar)
        if key in seen:
            raise ConfigurationError(
                f"{path.name}: {value.maat} heeft voor {value.gebied} in {value.jaar} meer dan één waarde. Zeg in "
                "data/statline.csv onder 'waarbij' welke, zoals Geslacht=T001038."
            )
        seen[key] = value.waarde
    return values


def _read_odata(path: Path) -> Tabelinhoud:
    content = _parse(path)
    rows = content.get("value") if isinstance(content, dict) else None
    context = (
        next((str(content[key]) for key in CONTEXT if key in content), "")
        if isinstance(content, dict)
        else ""
    )
    found = BRON.search(context)
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows) or found is None:
        raise ConfigurationError(
            f"{path.name} is geen tabel van StatLine (OData, JSON). Download de tabel opnieuw."
        )
    if content.get("odata.nextLink") or content.get("@odata.nextLink"):
        raise ConfigurationError(
            f"{path.name} is niet de hele tabel: er is een vervolg. Download minder kolommen of jaren."
        )
    day = dt.date.fromtimestamp(path.stat().st_mtime).strftime("%d-%m-%Y")  # noqa: DTZ012 - the day of whoever took it
    return Tabelinhoud(found[1], rows, day)


def _read_csv(path: Path) -> Tabelinhoud:
    """The raw dataset: columns by their codes; the form for reading, with titles and names, is refused."""
    named = CSV_NAAM.fullmatch(path.name)
    text = read_text(path, path.name, GROOTSTE_MB).removeprefix("\ufeff")
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True)
    try:
        head, *rows = list(lines) or [[]]
    except csv.Error:
        raise ConfigurationError(
            f"{path.name}, regel {lines.line_num}: dit is geen goede CSV. Download de tabel opnieuw."
        ) from None
    whole = len(set(head)) == len(head) and PERIODE in head and set(REGIO) & set(head)
    if not named or not whole or not _is_day(*named.groups()[1:]):
        raise ConfigurationError(
            f"{path.name} is geen onbewerkte dataset van StatLine. Kies bij het downloaden 'CSV onbewerkte dataset', "
            "en laat de bestandsnaam zoals hij is (84909NED_TypedDataSet_01052024_101500.csv)."
        )
    short = next((number for number, row in enumerate(rows, start=2) if len(row) != len(head)), None)
    if short:
        raise ConfigurationError(
            f"{path.name}, regel {short}: er staan {len(rows[short - 2])} velden, en er zijn {len(head)} kolommen. "
            "Download de tabel opnieuw."
        )
    tabel, *day = named.groups()
    return Tabelinhoud(tabel, [dict(zip(head, row, strict=True)) for row in rows], "-".join(day))


def _select(rows: Iterable[Mapping[str, Any]], one: Onderwerp, bestand: str, dag: str) -> Iterator[Landelijk]:
    """The values of one topic, of municipalities and the country; what CBS left empty is left out."""
    count = 0
    for row in rows:
        codes = {name: str(value).strip() for name, value in row.items()}
        region = next((codes[name] for name in REGIO if name in codes), "")
        period = PERIODEN.fullmatch(codes.get(PERIODE, ""))
        value = row.get(WAARDE) if codes.get(MAAT) == one.onderwerp else row.get(one.onderwerp)
        fits = all(fnmatchcase(codes.get(name, ""), pattern) for name, pattern in one.voorwaarden.items())
        if (
            GEBIED.fullmatch(region)
            and period
            and fits
            and (number := _as_number(value, bestand)) is not None
        ):
            count += 1
            bron = f"CBS StatLine, tabel {one.tabel}"
            yield Landelijk(one.maat, region, int(period[1]), number, bron, dag)
    if not count:
        raise ConfigurationError(
            f"{bestand} heeft geen cijfers '{one.onderwerp}' van gemeenten of Nederland, per jaar"
            f"{f' waarbij {one.waarbij}' if one.waarbij else ''}. Controleer data/statline.csv."
        )


def _as_number(value: Any, bestand: str) -> float | None:
    """A number as JSON or CSV has it; None for what CBS left empty or gave a sign, such as a dot."""
    text = value.strip() if isinstance(value, str) else None
    if value is None or text in TEKENS:
        return None
    if text is None and (type(value) not in (int, float) or abs(value) >= GROOTSTE):
        raise ConfigurationError(
            f"{bestand}: een waarde is geen getal, of veel te groot. Download de tabel opnieuw."
        )
    if text is not None and not GETAL.fullmatch(text):
        raise ConfigurationError(
            f"{bestand}: '{text[:40]}' is geen getal zoals StatLine het schrijft. Download de tabel opnieuw."
        )
    return float(value)


def _is_day(day: str, month: str, year: str) -> bool:
    try:
        return bool(dt.date(int(year), int(month), int(day)))
    except ValueError:
        return False


def _parse(path: Path) -> Any:
    try:
        return parse_json(read_text(path, path.name, GROOTSTE_MB).removeprefix("\ufeff"))
    except ValueError:
        raise ConfigurationError(f"{path.name} is geen JSON. Download de tabel opnieuw.") from None


def load_onderwerpen(data: Path) -> list[Onderwerp]:
    """The table `data/statline.csv`: which topic of which table is which measure."""
    path, naam = data / f"{TABEL}.csv", f"data/{TABEL}.csv"
    if not is_there(path):
        raise ConfigurationError(
            f"{naam} ontbreekt: maak een tabel met de kolommen {', '.join(KOLOMMEN)}. Zie docs/berichten.md."
        )
    table = read_table(path, KOLOMMEN, naam)
    require_fields(TABEL, table, naam)
    return [Onderwerp(*map(str, fields)) for fields in table.itertuples(index=False)]


def write_landelijk(values: Sequence[Landelijk], folder: Path, vervangen: bool) -> Path:
    """Write the extract in `folder`; what stands there of a region and year gives way only when that is asked."""
    path, columns = folder / f"{SLUG}.csv", find_dataset(SLUG).column_names
    old = read_table(path, columns, path.name).to_dict("records") if is_there(path) else []
    new = {(value.maat, value.gebied, str(value.jaar)): value for value in values}
    kept = [row for row in old if (row["maat"], row["gebied"], row["jaar"]) not in new]
    if len(kept) < len(old) and not vervangen:
        gone = len(old) - len(kept)
        raise ConfigurationError(
            f"In {path.name} staan al {gone} van deze cijfers. Vervang ze met --replace."
        )
    rows = [[str(row[name]) for name in columns] for row in kept]
    rows += [
        [*key, to_dutch(one.waarde, ".4f").replace(".", ""), one.bron, one.datum] for key, one in new.items()
    ]
    write_closed_csv(path, columns, rows)
    return path
