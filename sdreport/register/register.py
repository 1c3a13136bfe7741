"""The register of numbers ("cijfers"): everything that is published is a row of one tidy table.

Tables, charts, alt texts, sentences, exports and comparisons between years read the register and nothing else.
A number has an address, `indicator.waarde.waarde` with the values of its dimensions in their order, and with
`@2022`, `@-1` or `@+4` for another year than the one reported.
"""

import difflib
import fnmatch
import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from sdreport.disclosure import BeschermdCijfer
from sdreport.errors import ConfigurationError
from sdreport.project.references import read_table

COLUMNS = [
    "indicator", "jaar", "uitsplitsing", "waarde", "eenheid", "status", "onderdrukt", "bron", "definitie"
]  # fmt: skip
STATUSSEN = ("definitief", "voorlopig", "voorbeeld")
ADRES = re.compile(r"(?P<indicator>[a-z0-9_]+)(?P<waarden>(?:\.[a-z0-9+-]+)*)(?:@(?P<jaar>[+-]?\d+))?")
RIJEN = re.compile(r" \(\d+ rij(?:en)?\)")
"""How a source tells on how many rows a number rests."""
WAARDE = re.compile(r"-?[0-9]+(,[0-9]+)?")
REDEN = "klein aantal, of nodig om een klein aantal te beschermen"
"""Why a number is hidden, as it is published: which of the two it is would narrow down what the number can be."""
VERGELIJKING = "vergelijking: "
GROEI = "groei"
VERSCHIL = "verschil"


@dataclass(frozen=True)
class Rij:
    """One row of the register; `waarde` is None when it is hidden."""

    indicator: str
    jaar: int
    uitsplitsing: Mapping[str, str]
    waarde: float | None
    eenheid: str
    status: str
    bron: str
    definitie: str

    @property
    def onderdrukt(self) -> bool:
        """Whether the value is hidden."""
        return self.waarde is None

    @property
    def adres(self) -> str:
        """The address of this number, without its year."""
        return ".".join([self.indicator, *self.uitsplitsing.values()])


class Register:
    """The register of one report: the rows of its year and those of earlier years, and looking them up."""

    def __init__(self, rijen: Iterable[Rij], jaar: int) -> None:
        """Take the rows; two rows with one address and year are a mistake of the maker."""
        self.jaar = jaar
        self.rijen = tuple(rijen)
        self._index: dict[tuple[str, int], Rij] = {}
        for rij in self.rijen:
            if self._index.setdefault((rij.adres, rij.jaar), rij) is not rij:
                raise ConfigurationError(
                    f"Het cijfer {rij.adres} van {rij.jaar} staat twee keer in het register."
                )

    def get(self, adres: str) -> Rij:
        """The row at an address; `ConfigurationError` names the closest address if there is none."""
        match = ADRES.fullmatch(adres)
        if match is None:
            raise ConfigurationError(f"'{adres}' is geen adres van een cijfer (indicator.waarde.waarde).")
        offset = match["jaar"] or "+0"
        jaar = self.jaar + int(offset) if offset[0] in "+-" else int(offset)
        key = match["indicator"] + match["waarden"]
        if (key, jaar) not in self._index:
            raise ConfigurationError(f"Er is geen cijfer '{key}' over {jaar}.{self._closest(key, jaar)}")
        return self._index[key, jaar]

    def has(self, adres: str, jaar: int) -> bool:
        """Whether there is a number at this address (without year) in a year."""
        return (adres, jaar) in self._index

    def select(self, indicator: str, jaar: int | None = None, /, **waarden: str) -> list[Rij]:
        """Rows of an indicator, of one year or all, with the given values of dimensions."""
        return [
            rij
            for rij in self._of_indicator.get(indicator, ())
            if (jaar is None or rij.jaar == jaar)
            and all(rij.uitsplitsing.get(dim) == waarde for dim, waarde in waarden.items())
        ]

    @functools.cached_property
    def _of_indicator(self) -> dict[str, list[Rij]]:
        groups: dict[str, list[Rij]] = {}
        for rij in self.rijen:
            groups.setdefault(rij.indicator, []).append(rij)
        return groups

    def _closest(self, key: str, jaar: int) -> str:
        here = [adres for adres, year in self._index if year == jaar]
        close = difflib.get_close_matches(key, here, n=1, cutoff=0.6)
        return f" Bedoelt u '{close[0]}'?" if close else ""


def to_rijen(cijfers: Iterable[BeschermdCijfer], status: str) -> Iterator[Rij]:
    """Register rows of protected numbers, all with the same status."""
    for item in cijfers:
        cijfer = item.cijfer
        rows = f" ({item.rijen} {'rij' if item.rijen == 1 else 'rijen'})" if item.rijen else ""
        yield Rij(
            cijfer.indicator, cijfer.jaar, dict(cijfer.uitsplitsing), item.waarde, cijfer.eenheid, status,
            cijfer.bron + rows, cijfer.definitie,
        )  # fmt: skip


def hide_rijen(rijen: Iterable[Rij], items: Iterable[BeschermdCijfer]) -> Iterator[Rij]:
    """Rows of earlier years without the values that this report hides, nor how many rows any value rests on."""
    hidden = {item.sleutel for item in items if item.onderdrukt}
    for rij in rijen:
        waarde = None if (rij.adres, rij.jaar) in hidden else rij.waarde
        yield replace(rij, waarde=waarde, bron=RIJEN.sub("", rij.bron))


def mark_status(rijen: Iterable[Rij], adressen: Sequence[str], status: str) -> Iterator[Rij]:
    """Give rows whose address matches one of the patterns `adressen` (with `*`) another status."""
    for rij in rijen:
        marked = any(fnmatch.fnmatchcase(rij.adres, pattern) for pattern in adressen)
        yield replace(rij, status=status) if marked else rij


def compare(rijen: Sequence[Rij], jaar: int) -> Iterator[Rij]:
    """Rows that compare each number of the year with the year before: difference, and growth in percent.

    A comparison with an example is itself an example. Shares get a difference in percentage points only; growth
    from 0 or less has no meaning and is left out. Where one of the two numbers is hidden, so is the comparison.
    """
    earlier = {rij.adres: rij for rij in rijen if rij.jaar == jaar - 1}
    for rij in rijen:
        before = earlier.get(rij.adres)
        if rij.jaar != jaar or before is None:
            continue
        status = max(rij.status, before.status, key=STATUSSEN.index)
        share = rij.eenheid == "%"
        unit = "procentpunt" if share else rij.eenheid
        bron = f"{VERGELIJKING}{rij.indicator} van {jaar} en {jaar - 1}"
        yield Rij(
            f"{rij.indicator}_{VERSCHIL}", jaar, rij.uitsplitsing, _change(rij.waarde, before.waarde), unit,
            status, bron, f"Verschil met het jaar ervoor. {rij.definitie}",
        )  # fmt: skip
        if not share and (before.waarde is None or before.waarde > 0):
            yield Rij(
                f"{rij.indicator}_{GROEI}", jaar, rij.uitsplitsing,
                _change(rij.waarde, before.waarde, in_percent=True), "%", status, bron,
                f"Procentuele verandering ten opzichte van het jaar ervoor. {rij.definitie}",
            )  # fmt: skip


def _change(now: float | None, before: float | None, in_percent: bool = False) -> float | None:
    """The difference of two numbers, or that in percent of the first; None when one of them is hidden."""
    if now is None or before is None:
        return None
    return round(100 * (now - before) / before if in_percent else now - before, 4)


def is_comparison(rij: Rij) -> bool:
    """Whether a row was made by `compare`: a difference with, or growth since, the year before."""
    return rij.bron.startswith(VERGELIJKING)


def read_history(folder: Path, before: int) -> list[Rij]:
    """The published registers in `folder` (one `<jaar>.csv` a year) of the years before `before`."""
    return [rij for path in list_history(folder, before) for rij in _read_year(path, int(path.stem))]


def list_history(folder: Path, before: int) -> list[Path]:
    """The files of the published registers of the years before `before`, oldest first."""
    years = sorted(int(path.stem) for path in folder.glob("*.csv") if path.stem.isdigit())
    return [folder / f"{jaar}.csv" for jaar in years if jaar < before]


def read_register(path: Path) -> list[Rij]:
    """Read a register from CSV (`;`, decimal comma, UTF-8); `ConfigurationError` says what is wrong."""
    return [rij for _, rij in read_lines(path)]


def read_lines(path: Path) -> list[tuple[int, Rij]]:
    """The rows of a register file, each with its line."""
    table = read_table(path, COLUMNS, path.name)
    return [
        (line, _read_row(row, path.name, line))
        for line, row in zip(table.index, table.to_dict("records"), strict=True)
    ]


def to_frame(rijen: Iterable[Rij]) -> pd.DataFrame:
    """The register as a table with the columns of the design; hidden values are missing."""
    return pd.DataFrame(
        [
            (r.indicator, r.jaar, format_uitsplitsing(r.uitsplitsing), r.waarde, r.eenheid, r.status,
             f"ja: {REDEN}" if r.onderdrukt else "nee", r.bron, r.definitie)
            for r in rijen
        ],
        columns=COLUMNS,
    )  # fmt: skip


def format_uitsplitsing(uitsplitsing: Mapping[str, str]) -> str:
    """A breakdown as text: `wet=wmo;voorziening=respijtzorg`."""
    return ";".join(f"{dim}={waarde}" for dim, waarde in uitsplitsing.items())


def parse_uitsplitsing(text: str) -> dict[str, str]:
    """The reverse of `format_uitsplitsing`."""
    return dict(part.split("=", 1) for part in text.split(";") if part)


def _read_year(path: Path, jaar: int) -> list[Rij]:
    rijen = read_register(path)
    other = sorted({str(rij.jaar) for rij in rijen if rij.jaar != jaar})
    if other:
        raise ConfigurationError(
            f"{path.name}: hier horen alleen rijen van {jaar}, niet van {', '.join(other)}."
        )
    return rijen


def _read_row(row: Mapping[object, str], file: str, line: int) -> Rij:
    try:
        waarde = None if row["onderdrukt"].startswith("ja") else _read_waarde(row["waarde"])
        uitsplitsing = parse_uitsplitsing(row["uitsplitsing"])
        jaar = int(row["jaar"])
    except ValueError:
        raise ConfigurationError(
            f"{file}, regel {line}: deze rij van het register is niet te lezen."
        ) from None
    if row["status"] not in STATUSSEN:
        raise ConfigurationError(f"{file}, regel {line}: de status is geen van {', '.join(STATUSSEN)}.")
    return Rij(
        row["indicator"],
        jaar,
        uitsplitsing,
        waarde,
        row["eenheid"],
        row["status"],
        row["bron"],
        row["definitie"],
    )


def _read_waarde(text: str) -> float:
    """A value as the register writes it: decimal comma, no thousand dots (`1.141` could be 1,141 or 1141)."""
    if not WAARDE.fullmatch(text):
        raise ValueError(text)
    return float(text.replace(",", "."))
