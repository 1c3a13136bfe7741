"""Large extracts: read and typed set-based in the embedded engine, with the outcome of the reader of small ones."""

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from sdreport.bevindingen import Bevinding
from sdreport.intake.cast import VERWACHT
from sdreport.intake.catalogue.definition import Column, Dataset, Soort
from sdreport.intake.faults import UnreadableFile
from sdreport.intake.files import TextRows, find_file
from sdreport.intake.large.cast_sql import SQL_TYPE, cast, clean
from sdreport.intake.large.scan import count_lines, scan_file
from sdreport.intake.large.storage import Opslag, OpslagError
from sdreport.intake.large.text import NotPlainError, Tekst, load_plain, load_split
from sdreport.intake.reader import _check_header, _check_shape, _find_onzichtbaar, _finding
from sdreport.safe.hashes import hash_file

GRENS = 50_000
GROOT_BESTAND = 256 << 20
ONEVEN, LEEG, LANG = 1 << 60, 1 << 61, 1 << 62
"""What is wrong with a whole line, in the number that has a bit for each unreadable column (see `_typing_query`)."""
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
    if path.suffix != ".csv":
        return False
    return path.stat().st_size > GROOT_BESTAND or count_lines(path, grens + 1) > grens + 1


@dataclass(frozen=True)
class GroteTabel:
    """A typed extract in the store: the view `naam` with `regel` and the columns of the catalogue.

    Money is DECIMAL(18,2), dates are DATE, whole numbers BIGINT. `len()` is the number of rows. The view `<naam>_ruw`
    also has the lines that could not be read (`oneven`: with another number of fields than the header), and only the
    columns that were delivered: `niet_geleverd` are the optional ones that were not.
    """

    dataset: Dataset
    opslag: Opslag
    naam: str
    rijen: int
    niet_geleverd: tuple[str, ...] = ()

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
            frame = self.opslag.frame(f"SELECT DISTINCT {chosen} FROM {self.naam}")
        else:
            query = f"SELECT regel, {chosen} FROM {self.naam} ORDER BY regel"
            frame = self.opslag.frame(query).set_index("regel")
        return frame.astype({name: PANDAS_TYPE[self.soort(name)] for name in names})


@dataclass(frozen=True)
class GroteLevering:
    """What came in for one large dataset; the counterpart of `reader.Delivery`, with a `GroteTabel` as table."""

    dataset: Dataset
    file: Path
    table: GroteTabel | None
    bevindingen: tuple[Bevinding, ...]
    sha256: str

    @property
    def niet_geleverd(self) -> tuple[str, ...]:
        """The optional columns that the file does without."""
        return self.table.niet_geleverd if self.table is not None else ()


def read_groot(folder: Path, dataset: Dataset, opslag: Opslag) -> GroteLevering:
    """Read the extract of one dataset, a CSV, into the store (see `is_groot`)."""
    file = folder / f"{dataset.slug}.csv"
    werkmap = Path(tempfile.mkdtemp(dir=opslag.map))
    try:
        file = find_file(folder, dataset.slug)
        before = file.stat()
        known = scan_file(file)
        try:
            tekst = load_plain(opslag.execute, file, known, dataset.column_names, werkmap)
            table, findings = _type_text(tekst, dataset, file, opslag)
        except NotPlainError:
            tekst = load_split(opslag.execute, file, known, dataset.column_names, werkmap)
            table, findings = _type_text(tekst, dataset, file, opslag)
        after = file.stat()
        if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
            raise UnreadableFile(
                "bestand_veranderd",
                "het bestand veranderde terwijl het werd gelezen.",
                "Draai de controle opnieuw als het bestand helemaal is weggeschreven.",
            )
    except UnreadableFile as fault:
        lines = (fault.line,) if fault.line else ()
        finding = _finding(dataset, file, fault.regel, "", fault.wat, fault.herstel, lines)
        return GroteLevering(dataset, file, None, (finding,), hash_file(file) if file.is_file() else "")
    finally:
        opslag.execute("DROP VIEW IF EXISTS leesbaar")
        shutil.rmtree(werkmap, ignore_errors=True)
    return GroteLevering(dataset, file, table, tuple(findings), known.sha256)


def _type_text(
    tekst: Tekst, dataset: Dataset, file: Path, opslag: Opslag
) -> tuple[GroteTabel | None, list[Bevinding]]:
    """Check header and shape, and give every column its type; `reader.type_rows` on a relation of text."""
    present = [column for column in dataset.columns if tekst.header.count(column.name) == 1]
    naam = f"extract_{dataset.slug}"
    alle = _store_typed(tekst, present, f"{naam}_ruw", opslag)
    rejected = [f"fout < {ONEVEN} AND fout & {1 << place} <> 0" for place in range(len(present))]
    uneven = f"fout >= {ONEVEN} AND fout < {LEEG}"
    tests = ["fout = 0", f"fout < {ONEVEN}", uneven, *rejected]
    counts = ", ".join(f"count(*) FILTER (WHERE {test})" for test in tests)
    ((good, rows, oneven, *rejects),) = opslag.execute(f"SELECT {counts} FROM {alle}")
    findings = [
        *_check_header(tekst.header, dataset, file),
        *_find_onzichtbaar(tekst.onzichtbaar, dataset, file),
    ]
    for finding in _check_shape(
        TextRows(tekst.header, [[]] * bool(rows), [], [0] * bool(oneven)), dataset, file
    ):
        lines = opslag.regels(f"SELECT regel FROM {alle} WHERE {uneven}") if oneven else ()
        findings.append(_with_lines(finding, lines))
    for column, aantal, test in zip(present, rejects, rejected, strict=True):
        if aantal:
            lines = opslag.regels(f"SELECT regel FROM {alle} WHERE {test}")
            findings.append(_find_unreadable(dataset, file, column, lines))
    absent = dataset.find_niet_geleverd(tekst.header)
    if len(present) + len(absent) < len(dataset.columns) or not good:
        return None, findings
    columns = ", ".join(
        f"CAST(NULL AS {SQL_TYPE[column.soort]}) AS {column.name}" if column.name in absent else column.name
        for column in dataset.columns
    )
    opslag.execute(f"CREATE OR REPLACE VIEW {naam} AS SELECT regel, {columns} FROM {alle} WHERE fout = 0")
    return GroteTabel(dataset, opslag, naam, good, absent), findings


def _store_typed(tekst: Tekst, present: list[Column], name: str, opslag: Opslag) -> str:
    """Store the typed rows; `NotPlainError` when they are not sure to be all lines of the file, one row each.

    A table keeps its rows in the order in which they were put in, also when that was done in parallel: for a file
    that was read as it is, the number of the row tells the line.
    """
    table, view = (
        f"{name}_opgeslagen",
        f"CREATE OR REPLACE VIEW {name} AS SELECT fout >= {ONEVEN} AS oneven, *",
    )
    create = f"CREATE OR REPLACE TABLE {table} AS {_typing_query(tekst, present)}"
    if tekst.regels is None:
        opslag.execute(create)
        opslag.execute(f"{view} FROM {table}")
        return name
    try:
        opslag.execute(create)
    except OpslagError:  # a line too long or with too many fields
        raise NotPlainError from None
    ((rows, last, worst),) = opslag.execute(f"SELECT count(*), max(rowid), max(fout) FROM {table}")
    if rows != tekst.regels or last != rows - 1 or worst >= LANG:
        raise NotPlainError
    opslag.execute(f"{view}, rowid + 1 AS regel FROM {table} WHERE rowid > 0")
    return name


def _typing_query(tekst: Tekst, present: list[Column]) -> str:
    """Typed columns, and `fout`: a bit for each column whose field is filled but cannot be read."""
    places = [tekst.header.index(column.name) for column in present]
    cleaned = "".join(f", {clean(f'k{place}')} AS t{place}" for place in places)
    typed = "".join(
        f", {cast(f't{place}', column.soort)} AS {column.name}"
        for place, column in zip(places, present, strict=True)
    )
    bits = "".join(
        f" + CASE WHEN {column.name} IS NULL AND t{place} <> '' THEN {1 << number} ELSE 0 END"
        for number, (place, column) in enumerate(zip(places, present, strict=True))
        if column.soort not in ("code", "tekst")
    )
    shape = f"CASE WHEN lang THEN {LANG} WHEN leeg THEN {LEEG} WHEN oneven THEN {ONEVEN} ELSE 0 END"
    names = "".join(f"{column.name}, " for column in present)
    line = "regel, " if tekst.regels is None else ""
    return (
        f"SELECT {line}{names}CAST({shape} AS BIGINT){bits} AS fout"
        f" FROM (SELECT *{typed} FROM (SELECT {line}oneven, leeg, lang{cleaned} FROM leesbaar))"
    )


def _find_unreadable(dataset: Dataset, file: Path, column: Column, lines: Sequence[int]) -> Bevinding:
    several = f"{len(lines)} velden zijn niet te lezen."
    what = "het veld is niet te lezen." if len(lines) == 1 else several
    remedy = VERWACHT[column.soort]
    return _with_lines(_finding(dataset, file, f"leesbaar_{column.soort}", column.name, what, remedy), lines)


def _with_lines(finding: Bevinding, lines: Sequence[int]) -> Bevinding:
    return replace(finding, regels=lines, aantal=len(lines))


def _for_pandas(column: Column) -> str:
    return (
        f"CAST({column.name} AS DOUBLE) AS {column.name}"
        if column.soort in ("bedrag", "decimaal")
        else column.name
    )


def _no_column(name: str) -> Soort:
    raise KeyError(name)
