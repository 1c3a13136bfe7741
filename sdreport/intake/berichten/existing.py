"""What was in the folder already and is in no message is kept when messages come in.

A pgb is in no message: it comes from the Sociale Verzekeringsbank or the case system, as do the days of melding and
aanvraag; and where only one law comes as messages, the other comes from elsewhere. So an extract that is there is not
thrown away: rows with a pgb or of a law without messages stay, and another row gives the columns that messages do not
have to the toewijzing with its number. What the sender calls otherwise gets our names and
codes. Days and numbers that can be read in one way only get the notation of messages, as a column has one.
"""

import json
import re
from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sdreport.errors import ConfigurationError, Fault
from sdreport.intake.berichten.store import Berichtopslag
from sdreport.intake.berichten.tables import ZIN
from sdreport.intake.berichten.toewijzingen import KOLOMMEN
from sdreport.intake.berichten.told import Importverslag
from sdreport.intake.catalogue.datasets import find_dataset
from sdreport.intake.catalogue.definition import Column, Dataset
from sdreport.intake.faults import UnreadableFile
from sdreport.intake.large.scan import scan_file
from sdreport.intake.mapping import GEEN_VERTALING, Vertaling
from sdreport.intake.source.files import split_records
from sdreport.intake.source.header import SCHEIDINGSTEKENS, WEGGELATEN, Namen, Record, read_kop
from sdreport.intake.source.tail import MEESTE_TOTALEN, find_totalen
from sdreport.safe.files import is_there

TOEWIJZINGEN, DECLARATIES = "toewijzingen", "declaraties"
DAG = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
PUNT = re.compile(r"(-?[0-9]+)\.([0-9]{1,2})")
"""A number whose point can only be that of decimals."""


@dataclass(frozen=True)
class Bestaand:
    """An extract that is there: its columns, how many rows stay, and how many give way to those of messages."""

    kolommen: tuple[str, ...] = ()
    blijven: int = 0
    wijken: int = 0


def take_existing(
    folder: Path, storage: Berichtopslag, vertalingen: Mapping[str, Vertaling], elders: Collection[str]
) -> dict[str, Bestaand]:
    """Keep what messages do not have, of both extracts in `folder`, in the table `bestaand` of the store.

    `elders` are the laws of which there are no messages.
    """
    taken: dict[str, Bestaand] = {}
    for slug in (TOEWIJZINGEN, DECLARATIES):
        if is_there(folder / f"{slug}.xlsx"):
            raise ConfigurationError(
                f"In {folder.name} staat {slug}.xlsx. Naast berichten wordt alleen een CSV gelezen: open het bestand "
                f"in Excel, bewaar het als ‘CSV UTF-8’ met de naam {slug}.csv, haal {slug}.xlsx weg uit {folder}, "
                "en lees de berichten opnieuw in. Zijn de rijen niet meer nodig, haal het dan alleen weg."
            )
        vertaling = vertalingen.get(slug, GEEN_VERTALING)
        taken[slug] = _take(folder / f"{slug}.csv", slug, storage, vertaling, elders)
        if slug == TOEWIJZINGEN:
            storage.execute("CREATE INDEX op_bestaand ON bestaand (extract, nummer)")
    return taken


def list_kept(storage: Berichtopslag, slug: str) -> Iterator[dict[str, str]]:
    """The rows that stay as they are, in the order in which they stood."""
    sql = "SELECT rij FROM bestaand WHERE extract = ? AND blijft ORDER BY rowid"
    for (rij,) in storage.stream(sql, slug):
        yield json.loads(rij)


def find_extra(storage: Berichtopslag, nummer: str) -> dict[str, str]:
    """What the row in natura with this number had; empty when there was none."""
    sql = "SELECT rij FROM bestaand WHERE extract = ? AND nummer = ? AND NOT blijft LIMIT 1"
    return next((json.loads(rij) for (rij,) in storage.rows(sql, TOEWIJZINGEN, nummer)), {})


def match_pseudonyms(storage: Berichtopslag, pseudoniem: Callable[[str], str]) -> None:
    """Know rows again whose number became a pseudonym under the same key: in messages it stands as it is."""
    if not storage.rows("SELECT 1 FROM bestaand WHERE extract = ? LIMIT 1", TOEWIJZINGEN):
        return
    for getoond, nummer in storage.stream("SELECT getoond, nummer FROM toewijzing WHERE NOT verwijderd"):
        sql = "UPDATE bestaand SET nummer = ? WHERE extract = ? AND nummer = ?"
        storage.execute(sql, getoond, TOEWIJZINGEN, pseudoniem(nummer))


def tell_lost(storage: Berichtopslag, verslag: Importverslag) -> None:
    """Tell of rows in natura with columns that no message has, and of which no toewijzing was read."""
    sql = """SELECT rij FROM bestaand b WHERE extract = ? AND NOT blijft
             AND NOT EXISTS (SELECT 1 FROM toewijzing t WHERE t.getoond = b.nummer AND NOT t.verwijderd)"""
    lost = sum(any(map(str.strip, json.loads(rij).values())) for (rij,) in storage.stream(sql, TOEWIJZINGEN))
    if lost:
        bron = storage.add("bron", (f"{TOEWIJZINGEN}.csv",))
        for _ in range(lost):
            verslag.tell_of("rij_zonder_toewijzing", "toewijzingnummer", bron, 0)


def tell_clashes(storage: Berichtopslag, verslag: Importverslag) -> None:
    """Tell of toewijzingen in messages that stand in the extract with a pgb too."""
    sql = """SELECT 1 FROM bestaand b JOIN toewijzing t ON t.getoond = b.nummer
             WHERE b.extract = ? AND b.blijft AND NOT t.verwijderd"""
    twice = storage.rows(sql, TOEWIJZINGEN)
    if twice:
        bron = storage.add("bron", (f"{TOEWIJZINGEN}.csv",))
        for _ in twice:
            verslag.tell_of("toewijzing_bestaat_al", "toewijzingnummer", bron, 0)


def _take(
    path: Path, slug: str, storage: Berichtopslag, vertaling: Vertaling, elders: Collection[str]
) -> Bestaand:
    """Of toewijzingen the rows with a pgb or of a law of `elders` stay, of declaraties those on such a toewijzing."""
    if not is_there(path):
        return Bestaand()
    needed = ("toewijzingnummer", "leveringsvorm") if slug == TOEWIJZINGEN else ("toewijzingnummer",)
    dataset = find_dataset(slug)
    namen = Namen(dataset.column_names, vertaling.kolommen)
    own = {column.name: column for column in dataset.columns}
    codes = {name: vertaling.of_column(column) for name, column in own.items()}
    names: Sequence[str] = ()
    header: Sequence[str] = ()
    blijven = wijken = 0
    for fields in _read_records(path, dataset, namen):
        if not names:
            names = [namen.translate(name) for name in fields]
            header = [name for name in names if name != WEGGELATEN]
            _check_header(header, needed, path)
            continue
        row = {
            name: _as_ours(own[name], field, codes[name]) if name in own else field
            for name, field in zip(names, fields, strict=True)
            if name != WEGGELATEN
        }
        nummer = row["toewijzingnummer"].strip()
        if slug == TOEWIJZINGEN:
            blijft = row["leveringsvorm"].strip() != ZIN or row.get("wet", "").strip() in elders
        else:
            sql = "SELECT rij FROM bestaand WHERE extract = ? AND nummer = ? AND blijft LIMIT 1"
            van = storage.rows(sql, TOEWIJZINGEN, nummer)
            blijft = bool(van)
            if blijft:
                row = _complete(row, json.loads(van[0][0]))
        if blijft:
            storage.add("bestaand", (slug, nummer, 1, json.dumps(row)))
        elif extra := {name: row[name] for name in header if name not in KOLOMMEN and slug == TOEWIJZINGEN}:
            storage.add("bestaand", (slug, nummer, 0, json.dumps(extra)))
        blijven, wijken = blijven + blijft, wijken + (not blijft)
    return Bestaand(tuple(header), blijven, wijken)


def _complete(declaratie: dict[str, str], toewijzing: Mapping[str, str]) -> dict[str, str]:
    """Fill the columns that every row from messages has and this file does not.

    The aanbieder is that of the toewijzing; without a referentienummer the declaratienummer is that of the line.
    """
    missing = {
        "aanbieder": toewijzing.get("aanbieder", ""),
        "referentienummer": declaratie.get("declaratienummer", ""),
    }
    return {**missing, **declaratie}


def _as_ours(column: Column, field: str, codes: Mapping[str, str]) -> str:
    """A field with our code, or a day or number in the notation of extracts where it can be read in one way only."""
    text = field.strip()
    if column.soort in ("code", "tekst"):
        return codes.get(text, field)
    pattern, form = (DAG, r"\3-\2-\1") if column.soort == "datum" else (PUNT, r"\1,\2")
    return pattern.sub(form, text) if pattern.fullmatch(text) else field


def _read_records(path: Path, dataset: Dataset, namen: Namen) -> Iterator[Sequence[str]]:
    """The header of a CSV and the filled records below it, without totals, read as a stream.

    Every record has as many fields as the header.
    """
    try:
        known = scan_file(path)
        kop = read_kop(known.begin, namen)
        if kop and kop.boven:
            raise UnreadableFile("", "er staan gegevens boven de kopregel.", "", kop.boven[0])
        separator, first = (kop.separator, kop.line) if kop else (SCHEIDINGSTEKENS[0], 0)
        with path.open(encoding=known.encoding, newline="") as stream:
            records = (
                (line, fields)
                for line, fields in split_records(stream, separator)
                if line >= first and any(field.strip() for field in fields)
            )
            for line, fields in _without_totals(records, dataset, kop.names if kop else ()):
                if kop and len(fields) != len(kop.names):
                    raise UnreadableFile("", "het aantal velden is anders dan in de kopregel.", "", line)
                yield fields
    except UnreadableFile as fault:
        what = f"{fault.wat} Verbeter dit extract of haal het weg, en lees de berichten opnieuw in."
        lines = (fault.line,) if fault.line else ()
        raise ConfigurationError(Fault(what, path.name, lines)) from None


def _without_totals(records: Iterator[Record], dataset: Dataset, names: Sequence[str]) -> Iterator[Record]:
    """All records but the totals at their end."""
    last: deque[Record] = deque()
    for record in records:
        last.append(record)
        if len(last) > MEESTE_TOTALEN + 1:
            yield last.popleft()
    totals = find_totalen(list(last), names, dataset) if last else ()
    yield from (record for record in last if record[0] not in totals)


def _check_header(header: Sequence[str], needed: Sequence[str], path: Path) -> None:
    if any(header.count(name) != 1 for name in needed):
        what = (
            f"{path.name} staat er al, maar de kopregel heeft {' en '.join(needed)} niet precies één keer. "
            "Verbeter dit extract of haal het weg, en lees de berichten opnieuw in."
        )
        raise ConfigurationError(Fault(what, path.name, told=what))
