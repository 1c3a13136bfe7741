"""Large extracts: read and typed set-based in the embedded engine, with the outcome of the reader of small ones."""

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from sdreport.bevindingen import Bevinding
from sdreport.intake.cast import clean_field
from sdreport.intake.catalogue.definition import Column, Dataset, Soort
from sdreport.intake.faults import UnreadableFile
from sdreport.intake.findings import Lijnen, Melder, check_header, check_lines
from sdreport.intake.large.cast_sql import SQL_TYPE
from sdreport.intake.large.scan import Verkenning, count_lines, scan_file
from sdreport.intake.large.storage import Storage
from sdreport.intake.large.text import Leesbaar, NotPlainError, find_fault, load_plain, load_split
from sdreport.intake.large.typed import LEEG, ONEVEN, Getypt, guess_notaties
from sdreport.intake.mapping import GEEN_VERTALING, Vertaling
from sdreport.intake.reader import Delivery
from sdreport.intake.source.files import check_still, find_file, is_workbook
from sdreport.intake.source.header import WEGGELATEN, Namen, read_kop
from sdreport.intake.source.tail import find_totalen, is_cut_off
from sdreport.safe.hashes import hash_file

GRENS = 50_000
GROOT_BESTAND = 256 << 20
PANDAS_TYPE: dict[Soort, str] = {
    "code": "str",
    "tekst": "str",
    "getal": "Int64",
    "decimaal": "float64",
    "bedrag": "float64",
    "datum": "datetime64[us]",
}


def is_groot(folder: Path, slug: str, grens: int = GRENS) -> bool:
    """Whether the extract in `folder` is a CSV of more than `grens` rows, or too large for memory however many.

    Workbooks are never that large.
    """
    try:
        path = find_file(folder, slug)
    except UnreadableFile:
        return False
    if is_workbook(path):
        return False
    return path.stat().st_size > GROOT_BESTAND or count_lines(path, grens + 1) > grens + 1


@dataclass(frozen=True)
class GroteTabel:
    """A typed extract in the store: the view `naam` with `regelnummer` and the columns of the catalogue.

    Money is DECIMAL(18,2), dates are DATE, whole numbers BIGINT. `len()` is the number of rows. The view `<naam>_ruw`
    also has the lines that could not be read (`oneven`: with another number of fields than the header), and only the
    columns that were delivered: `niet_geleverd` are the optional ones that were not. `oplopend` is the first column of
    the key when it is higher on each line than on the line before, so that surely no two of its values are alike.
    """

    dataset: Dataset
    storage: Storage
    naam: str
    rijen: int
    niet_geleverd: tuple[str, ...] = ()
    oplopend: str = ""

    def __len__(self) -> int:
        return self.rijen

    @property
    def columns(self) -> list[str]:
        """Names of the columns, as a frame has them."""
        return self.dataset.column_names

    def soort(self, column: str) -> Soort:
        """The kind of a column; KeyError if there is no such column."""
        return self.dataset.column(column).soort if column in self.columns else _no_column(column)

    def to_frame(self, columns: Sequence[str] | None = None, *, distinct: bool = False) -> pd.DataFrame:
        """The table (or some columns, or their distinct combinations) as the frame that the small reader makes."""
        names = list(columns or self.columns)
        chosen = ", ".join(_for_pandas(self.dataset.column(name)) for name in names)
        if distinct:
            frame = self.storage.frame(f"SELECT DISTINCT {chosen} FROM {self.naam}")
        else:
            query = f"SELECT regelnummer, {chosen} FROM {self.naam} ORDER BY regelnummer"
            frame = self.storage.frame(query).set_index("regelnummer")
        return frame.astype({name: PANDAS_TYPE[self.soort(name)] for name in names})


@dataclass(frozen=True)
class GroteLevering:
    """What came in for one large dataset; the counterpart of `reader.Delivery`, with a `GroteTabel` as table."""

    dataset: Dataset
    file: Path
    table: GroteTabel | None
    bevindingen: tuple[Bevinding, ...]
    sha256: str
    kolommen: Mapping[str, str] = field(default_factory=dict)
    """What the sender calls columns otherwise."""

    @property
    def niet_geleverd(self) -> tuple[str, ...]:
        """The optional columns that the file does without."""
        return self.table.niet_geleverd if self.table is not None else ()


def read_groot(
    folder: Path, dataset: Dataset, storage: Storage, vertaling: Vertaling = GEEN_VERTALING
) -> GroteLevering:
    """Read the extract of one dataset, a CSV, into the store (see `is_groot`)."""
    file = folder / f"{dataset.slug}.csv"
    werkmap = Path(tempfile.mkdtemp(dir=storage.map))
    try:
        file = find_file(folder, dataset.slug)
        before = file.stat()
        known = scan_file(file)
        namen = Namen(dataset.column_names, vertaling.kolommen)
        kop = read_kop(known.begin, namen)
        if kop is None:
            raise find_fault(file, known.encoding)
        try:
            tekst = load_plain(storage.execute, file, known, kop, namen, werkmap)
            table, findings = _type_text(tekst, known, dataset, file, storage, vertaling)
        except NotPlainError:
            tekst = load_split(storage.execute, file, known, kop, namen, werkmap)
            table, findings = _type_text(tekst, known, dataset, file, storage, vertaling)
        check_still(before, file)
    except UnreadableFile as fault:
        told = (Melder(dataset, file).tell_fault(fault),)
        return GroteLevering(dataset, file, None, told, hash_file(file) if file.is_file() else "")
    finally:
        storage.execute("DROP VIEW IF EXISTS leesbaar")
        shutil.rmtree(werkmap, ignore_errors=True)
    return GroteLevering(dataset, file, table, tuple(findings), known.sha256, vertaling.kolommen)


def _type_text(
    tekst: Leesbaar, known: Verkenning, dataset: Dataset, file: Path, storage: Storage, vertaling: Vertaling
) -> tuple[GroteTabel | None, list[Bevinding]]:
    """Check header and shape, and give every column its type; `reader.type_rows` on a relation of text."""
    present = [column for column in dataset.columns if tekst.header.count(column.name) == 1]
    naam = f"extract_{dataset.slug}"
    getypt = Getypt(tekst, present, f"{naam}_ruw", storage, vertaling, known, dataset.sleutel[0])
    getypt.store(guess_notaties(tekst, present, known.begin))
    totalen = find_totalen(tekst.laatste, tekst.header, dataset)
    getypt.leave_out(totalen)
    afgebroken = _find_cut_off(getypt, dataset) if known.open else 0
    if afgebroken:
        getypt.leave_out((*totalen, afgebroken))
    getypt.settle()
    rejected = [f"fout < {ONEVEN} AND fout & {1 << place} <> 0" for place in range(len(present))]
    uneven = f"fout >= {ONEVEN} AND fout < {LEEG}"
    tests = ["fout = 0", f"fout < {ONEVEN}", uneven, *rejected]
    counts = ", ".join(f"count(*) FILTER (WHERE {test})" for test in tests)
    ((good, rows, oneven, *rejects),) = storage.execute(f"SELECT {counts} FROM {getypt.naam}")
    nameless = getypt.list_nameless()
    header = [WEGGELATEN if place in nameless else name for place, name in enumerate(tekst.header)]
    melder = Melder(dataset, file)
    without_shape = getypt.list_lines(uneven) if oneven else ()
    lijnen = Lijnen(bool(rows), without_shape, tekst.onzichtbaar, afgebroken, totalen, tekst.herhaald)
    findings = [*check_header(header, melder, tekst.kop.line, tekst.kop.boven), *check_lines(lijnen, melder)]
    for column, aantal, test in zip(present, rejects, rejected, strict=True):
        if aantal:
            notatie, lines = getypt.notaties.get(column.name), getypt.list_lines(test)
            findings.append(melder.tell_unreadable(column, notatie, lines))
    absent = dataset.find_niet_geleverd(tekst.header)
    if len(present) + len(absent) < len(dataset.columns) or not good:
        return None, findings
    columns = ", ".join(
        f"CAST(NULL AS {SQL_TYPE[column.soort]}) AS {column.name}" if column.name in absent else column.name
        for column in dataset.columns
    )
    storage.execute(
        f"CREATE OR REPLACE VIEW {naam} AS SELECT regelnummer, {columns} FROM {getypt.naam} WHERE fout = 0"
    )
    key = dataset.sleutel[0]
    return GroteTabel(
        dataset, storage, naam, good, absent, key if _rises(storage, naam, key) else ""
    ), findings


def _rises(storage: Storage, naam: str, column: str) -> bool:
    """Whether a column is filled and higher on each line than on the line before."""
    beside = f"SELECT {column} AS dit, lag({column}) OVER () AS vorige FROM {naam}"
    asked = "count(*) = count(dit) AND coalesce(bool_and(dit > vorige), true)"
    ((rises,),) = storage.execute(f"SELECT {asked} FROM ({beside})")
    return bool(rises)


def _find_cut_off(getypt: Getypt, dataset: Dataset) -> int:
    """The last line of a file, if the file ends in the middle of it; `reader.find_cut_off` on typed lines."""
    header = getypt.tekst.header
    left = [record for record in getypt.tekst.laatste if record[0] not in getypt.weg]
    if not left:
        return 0
    line, fields = left[-1]
    if len(fields) != len(header):
        return line if len(fields) < len(header) else 0
    known = [column for column in dataset.columns if column.name == header[-1]]
    text = clean_field(fields[-1])
    return line if known and is_cut_off(text, known[0], getypt.compare_last(text, line)) else 0


def _for_pandas(column: Column) -> str:
    return (
        f"CAST({column.name} AS DOUBLE) AS {column.name}"
        if column.soort in ("bedrag", "decimaal")
        else column.name
    )


def _no_column(name: str) -> Soort:
    raise KeyError(name)


Levering = Delivery | GroteLevering
"""What came in for a dataset: a frame, or a table in the store when it does not fit one."""
