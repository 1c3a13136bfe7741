"""The extracts toewijzingen and declaraties, written from the store: both or neither, readable by their owner only."""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import IO

from sdreport.intake.berichten.declaraties import KOLOMMEN as VAN_323
from sdreport.intake.berichten.declaraties import list_declaraties
from sdreport.intake.berichten.existing import TOEWIJZINGEN, Bestaand, find_extra, list_kept
from sdreport.intake.berichten.toewijzingen import KOLOMMEN as VAN_301
from sdreport.intake.berichten.toewijzingen import Uitwerking
from sdreport.intake.berichten.xml.values import Waarde
from sdreport.intake.catalogue.datasets import find_dataset
from sdreport.safe.dutch import to_dutch
from sdreport.safe.restricted import write_closed

BEDRAGEN = ("budget", "tarief", "bedrag")
DAGEN = ("datum", "dagtekening")
JAARDEEL = "p.begin LIKE ?1 || '-%'"
Rij = Mapping[str, Waarde]


@dataclass(frozen=True)
class Geschreven:
    """One extract that was written: rows from messages, and rows that stood there already."""

    pad: Path
    rijen: int
    gebleven: int
    buiten_jaar: int


def write_extracts(
    werk: Uitwerking, folder: Path, slugs: Sequence[str], bestaand: Mapping[str, Bestaand], jaar: int | None
) -> list[Geschreven]:
    """Write these extracts in `folder`; when one cannot be written, all stay as they were."""
    done = []
    with ExitStack() as files:
        for slug in slugs:
            path = folder / f"{slug}.csv"
            raw = files.enter_context(write_closed(path))
            stream = files.enter_context(io.TextIOWrapper(raw, encoding="utf-8", newline=""))
            done.append(Geschreven(path, *_write(stream, werk, slug, bestaand[slug], jaar)))
    return done


def _write(
    stream: IO[str], werk: Uitwerking, slug: str, bestaand: Bestaand, jaar: int | None
) -> tuple[int, int, int]:
    """Write one extract; returns rows from messages, rows kept, and rows of other years."""
    own = VAN_301 if slug == TOEWIJZINGEN else VAN_323
    columns = [name for name in find_dataset(slug).column_names if name in own or name in bestaand.kolommen]
    rows = _list_toewijzingen(werk, bestaand, jaar) if slug == TOEWIJZINGEN else list_declaraties(werk, jaar)
    writer = csv.writer(stream, delimiter=";", lineterminator="\n")
    writer.writerow(columns)
    new = kept = 0
    for row in rows:
        writer.writerow([_format(name, row.get(name)) for name in columns])
        new += 1
    for old in list_kept(werk.storage, slug):
        writer.writerow([old.get(name, "") for name in columns])
        kept += 1
    return new, kept, _count_all(werk, slug) - new


def _list_toewijzingen(werk: Uitwerking, bestaand: Bestaand, jaar: int | None) -> Iterator[Rij]:
    """The toewijzingen that exist, by number; with `jaar` those that ran in that year or were declared for it."""
    sql = f"""SELECT t.getoond, t.rij FROM toewijzing t WHERE NOT t.verwijderd AND (?1 IS NULL
              OR t.begin <= ?1 || '-12-31' AND (t.eind IS NULL OR t.eind >= ?1 || '-01-01')
              OR EXISTS (SELECT 1 FROM regel p WHERE {JAARDEEL} AND p.gemeente = t.gemeente AND p.wet = t.wet
                         AND p.nummer = t.nummer))
              ORDER BY length(t.nummer), t.nummer, t.wet"""
    extra = [name for name in bestaand.kolommen if name not in VAN_301]
    for getoond, rij in werk.storage.stream(sql, None if jaar is None else str(jaar)):
        row = {**json.loads(rij), "toewijzingnummer": getoond}
        if extra:
            had = find_extra(werk.storage, getoond)
            row |= {name: had.get(name, "") for name in extra}
        yield row


def _count_all(werk: Uitwerking, slug: str) -> int:
    table = "toewijzing WHERE NOT verwijderd" if slug == TOEWIJZINGEN else "regel"
    ((count,),) = werk.storage.rows(f"SELECT count(*) FROM {table}")
    return int(count)


def _format(kolom: str, value: Waarde) -> str:
    """A value in the notation of extracts: decimal comma, dates as dd-mm-jjjj."""
    if value is None or value == "":
        return ""
    if kolom in BEDRAGEN and isinstance(value, int):
        return to_dutch(Decimal(value) / 100, ".2f")
    text = str(value)
    if kolom == "volume":
        return to_dutch(Decimal(text), "f")
    if kolom.endswith(DAGEN) and text[4:5] == "-":
        return f"{text[8:10]}-{text[5:7]}-{text[:4]}"
    return text
