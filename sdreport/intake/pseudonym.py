"""Pseudonyms at the door: client numbers and other keys of persons replaced by keyed hashes, before anything is read.

A pseudonym is `P` and 16 signs: the first 80 bits of HMAC-SHA-256 over the value, under a key that only the
municipality has. The same key gives the same pseudonym for the same value in every extract, so that joins hold. All
other fields stay as they were, byte for byte; UTF-16 becomes UTF-8. No value is ever told, in a message or elsewhere.
"""

import base64
import csv
import hashlib
import hmac
import io
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import lru_cache
from pathlib import Path
from typing import IO

import numpy as np

from sdreport.errors import ConfigurationError, Fault
from sdreport.intake.catalogue.definition import Dataset
from sdreport.intake.faults import UnreadableFile
from sdreport.intake.large.scan import scan_file
from sdreport.intake.notation.codes import LEEG_WOORD
from sdreport.intake.notation.form import OMHULD, OMHULSELS, fits, rewrite
from sdreport.intake.source.encoding import BOM_UTF8, UTF16
from sdreport.intake.source.files import LONGEST_LINE, is_bare, is_workbook, read_rows
from sdreport.intake.source.header import SEP, Namen, fold_name, read_kop
from sdreport.safe.restricted import write_closed
from sdreport.safe.text import remove_onzichtbaar

VARIABELE = "SDREPORT_SLEUTEL"
KORTSTE_SECRET = 32
MINSTE_TEKENS = 10
BYTES = 10
"""Of a hash: 16 signs of base32. Two of a million values get the same pseudonym with a chance of one in 10**12."""
ONTHOUDEN = 16
"""Bytes of a hash that are kept to see that no two values share a pseudonym."""
MEESTE_BEWAARD = 500_000
"""So many pseudonyms are kept to write again, so that memory stays bounded whatever the size of the extract."""
AANHALING = b'"'
TOTAAL = re.compile(r"(?:eind|sub|tussen)?-?tota(?:al|len)|(?:grand )?totals?|som", re.IGNORECASE)
"""What the last line of an extract may have in place of a key: it must still be seen that it is a total."""


class Pseudoniemen:
    """Makes pseudonyms under one key, and sees to it that two values never get the same one."""

    def __init__(self, secret: str) -> None:
        """Take the key; ConfigurationError when it can be guessed."""
        if len(secret.encode("utf-8")) < KORTSTE_SECRET or len(set(secret)) < MINSTE_TEKENS:
            raise ConfigurationError(
                f"De sleutel in de omgevingsvariabele {VARIABELE} ontbreekt of is te kort of te eenvoudig: hij heeft "
                f"minstens {KORTSTE_SECRET} tekens, waarvan {MINSTE_TEKENS} verschillende. "
                "Hoe u hem maakt en bewaart, staat in docs/privacy.md."
            )
        self._secret = secret.encode("utf-8")
        self._made = bytearray()

    def make(self, value: str) -> str:
        """The pseudonym of a value as the reader sees it; what is empty stays empty.

        A word for "nothing" stays too, for the gate to see: as a pseudonym it would be one person with all who have it.
        """
        plain = value.isascii() and value.isprintable()
        seen = (value if plain else remove_onzichtbaar(value).replace("\u00a0", " ")).strip()
        if seen.startswith(tuple(OMHULD)):
            seen = rewrite(OMHULSELS, seen).strip()
        if not seen or fits(LEEG_WOORD, seen):
            return seen
        digest = hmac.digest(self._secret, seen.encode("utf-8"), hashlib.sha256)
        self._made += digest[:ONTHOUDEN]
        return f"P{base64.b32encode(digest[:BYTES]).decode()}"

    def check_different(self) -> None:
        """Raise ConfigurationError when two values got the same pseudonym."""
        hashes = np.unique(np.frombuffer(bytes(self._made), dtype=f"S{ONTHOUDEN}"))
        if len(np.unique(hashes.astype(f"S{BYTES}"))) < len(hashes):
            raise ConfigurationError(
                "Twee waarden krijgen hetzelfde pseudoniem. Neem een andere sleutel en begin opnieuw."
            )


Gedaan = tuple[int, list[str]]
"""The number of rows, and the columns with pseudonyms."""


def pseudonymise(
    source: Path, target: Path, kolommen: Collection[str], secret: str, optioneel: Collection[str] = ()
) -> Gedaan:
    """Copy an extract (CSV, or XLSX to CSV) to `target` with pseudonyms in `kolommen`, and in those of `optioneel` that
    are there.

    `target` is new, or an empty extract with its header; it is readable by its owner only. When anything is wrong it
    is not made: ConfigurationError says what.
    """
    pseudoniemen = Pseudoniemen(secret)
    if target.suffix.lower() != ".csv" or not target.resolve().parent.is_dir():
        raise ConfigurationError(f"{target.name}: noem een nieuw bestand (.csv) in een map die bestaat.")
    if target.exists() and (target.samefile(source) or not is_bare(target)):
        what = "hierin staan al rijen. Haal het bestand eerst weg, of noem een nieuw bestand."
        raise ConfigurationError(Fault(what, target.name))
    write = _write_workbook if is_workbook(source) else _write_csv
    try:
        with write_closed(target) as stream:
            done = write(source, stream, kolommen, optioneel, pseudoniemen)
            pseudoniemen.check_different()
    except UnreadableFile as fault:
        lines = (fault.line,) if fault.line else ()
        what = f"{fault.wat} {fault.herstel}"
        raise ConfigurationError(Fault(what, source.name, lines, rule=fault.regel)) from None
    return done


def find_kolommen(dataset: Dataset, *, optioneel: bool = False) -> list[str]:
    """The columns of a dataset that identify a person by a key: those of every delivery, or the optional ones."""
    keys = (column for column in dataset.columns if column.privacy == "pseudoniem")
    return [column.name for column in keys if column.optioneel == optioneel]


def _write_workbook(
    source: Path,
    stream: IO[bytes],
    kolommen: Collection[str],
    optioneel: Collection[str],
    pseudoniemen: Pseudoniemen,
) -> Gedaan:
    """A workbook becomes the CSV that the reader sees in it."""
    rows = read_rows(source, list(kolommen))
    places = _find_places(rows.header, kolommen, optioneel)
    if rows.uneven:
        raise _uneven(rows.uneven[0])
    for fields in (rows.header, *rows.rows):
        if fields is not rows.header:
            fields = [
                pseudoniemen.make(text) if at in places and not TOTAAL.fullmatch(text.strip()) else text
                for at, text in enumerate(fields)
            ]
        stream.write(_as_line(fields))
    return len(rows.rows), [rows.header[place] for place in places]


def _write_csv(
    source: Path,
    stream: IO[bytes],
    kolommen: Collection[str],
    optioneel: Collection[str],
    pseudoniemen: Pseudoniemen,
) -> Gedaan:
    known = scan_file(source)
    encoding = known.encoding.removesuffix("-sig")
    kop = read_kop(known.begin, Namen(list(kolommen)))
    if kop is None:
        raise UnreadableFile("bestand_leeg", "het bestand is leeg.", "Neem een extract met een kopregel.")
    if kop.boven:
        what = "boven de kopregel staan gegevens."
        raise UnreadableFile("boven_kopregel", what, "Zet de kopregel bovenaan.", kop.boven[0])
    separator = kop.separator.encode()
    rows = width = 0
    header: list[str] = []
    again: list[bytes] = []
    places: list[int] = []

    @lru_cache(MEESTE_BEWAARD)
    def make(raw: bytes) -> bytes:
        text = _read(raw, encoding)
        return raw if TOTAAL.fullmatch(text.strip()) else pseudoniemen.make(text).encode()

    with ExitStack() as stack:
        lines: Iterable[bytes] = stack.enter_context(source.open("rb"))
        if encoding == UTF16:
            wide = stack.enter_context(source.open(encoding=encoding, newline="\n"))
            lines, encoding = (line.encode() for line in wide), "utf-8"
        for line, fields, end in split_raw(lines, separator):
            if line < kop.line:  # a title may name somebody; the number of lines stays
                said = SEP.fullmatch(separator.join(fields).decode(encoding).removeprefix("\ufeff").strip())
                fields = fields if said else []
            elif not width:
                width, again = len(fields), [fields[0].removeprefix(BOM_UTF8), *fields[1:]]
                header = [_read(field, encoding).removeprefix("\ufeff").strip() for field in fields]
                places = _find_places(header, kolommen, optioneel)
            elif fields != again and any(field.strip() for field in fields):
                if len(fields) != width:
                    raise _uneven(line)
                rows += 1
                for place in places:
                    fields[place] = make(fields[place])
            stream.write(separator.join(fields) + end)
    return rows, [header[place] for place in places]


def split_raw(lines: Iterable[bytes], separator: bytes) -> Iterator[tuple[int, list[bytes], bytes]]:
    """Split CSV into records, each with its first line, its fields as they stand in the file, and its line end."""
    record, start = b"", 1
    for number, line in enumerate(lines, start=1):
        record += line
        if len(record) > LONGEST_LINE:
            raise _unclosed(start)
        bare = record.rstrip(b"\r\n")
        fields = bare.split(separator) if AANHALING not in bare else _split_quoted(bare, separator, start)
        if fields is None:  # a quotation mark is open: the record goes on
            continue
        if b"\r" in bare and any(b"\r" in field and field[:1] != AANHALING for field in fields):
            raise UnreadableFile(
                "aanhalingsteken",
                "er staat een los regeleinde in een veld.",
                "Bewaar het opnieuw als CSV.",
                start,
            )
        yield start, fields, record[len(bare) :]
        record, start = b"", number + 1
    if record:
        raise _unclosed(start)


def _split_quoted(record: bytes, separator: bytes, start: int) -> list[bytes] | None:
    """The fields of a record with quotation marks; None when the last one is not closed."""
    fields: list[bytes] = []
    at = 0
    while True:
        end = at
        if record[at : at + 1] == AANHALING:
            end = _find_close(record, at + 1)
            if end < 0:
                return None
            if end < len(record) and record[end : end + 1] != separator:
                raise _unclosed(start)
        else:
            found = record.find(separator, at)
            end = len(record) if found < 0 else found
        fields.append(record[at:end])
        if end == len(record):
            return fields
        at = end + 1


def _find_close(record: bytes, at: int) -> int:
    """The place behind the quotation mark that closes a field; -1 if there is none. A doubled one is a sign."""
    while (at := record.find(AANHALING, at)) >= 0:
        if record[at + 1 : at + 2] != AANHALING:
            return at + 1
        at += 2
    return -1


def _read(field: bytes, encoding: str) -> str:
    """What a raw field says."""
    text = field.decode(encoding)
    bare = text.removeprefix("\ufeff")
    return bare[1:-1].replace('""', '"') if bare.startswith('"') else text


def _find_places(
    header: Sequence[str], kolommen: Collection[str], optioneel: Collection[str] = ()
) -> list[int]:
    """Where the columns stand, in any spelling that the reader knows; those of `optioneel` need not be there.

    ConfigurationError when one is not there, or twice: then values could slip through.
    """
    folded = [fold_name(name) for name in header]
    kolommen = [*kolommen, *(name for name in optioneel if fold_name(name) in folded)]
    wrong = [name for name in kolommen if folded.count(fold_name(name)) != 1]
    if wrong:
        what = (
            f"De kopregel moet {' en '.join(wrong)} {'elk ' if wrong[1:] else ''}één keer hebben. "
            "Heet een kolom anders, noem dan elke kolom met nummers van personen met --kolom."
        )
        raise ConfigurationError(Fault(what, lines=(1,), column=wrong[0], told=what))
    return [folded.index(fold_name(name)) for name in kolommen]


def _as_line(fields: Sequence[str]) -> bytes:
    line = io.StringIO()
    csv.writer(line, delimiter=";", lineterminator="\n").writerow(fields)
    return line.getvalue().encode("utf-8")


def _uneven(line: int) -> UnreadableFile:
    return UnreadableFile(
        "aantal_velden",
        "het aantal velden is anders dan in de kopregel, dus een sleutel kan in een andere kolom staan.",
        "Verbeter deze regel eerst.",
        line,
    )


def _unclosed(line: int) -> UnreadableFile:
    what = "een aanhalingsteken wordt niet (goed) gesloten."
    return UnreadableFile("aanhalingsteken", what, "Verbeter het veld met het losse aanhalingsteken.", line)
