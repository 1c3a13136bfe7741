"""The extract begroting written from Iv3 deliveries; phases and posts that they do not have stay as they were."""

import csv
import io
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from sdreport.errors import ConfigurationError, Fault, GateError
from sdreport.intake.catalogue.datasets import find_dataset
from sdreport.intake.faults import UnreadableFile
from sdreport.intake.iv3 import KLEIN_TOTAAL, Iv3, Toedeling, check_one_year, divide, list_unknown
from sdreport.intake.iv3_eenheid import EURO, NAMEN
from sdreport.intake.reader import read_delivery
from sdreport.intake.source.files import read_rows
from sdreport.project.reference_rules import JAREN, find_double, require_fields
from sdreport.project.references import read_table
from sdreport.project.standards.load import select_year
from sdreport.safe.dutch import to_dutch
from sdreport.safe.files import is_there
from sdreport.safe.restricted import write_closed

SLUG, TABEL = "begroting", "iv3"
KOLOMMEN = ("taakveld", "categorie", "onderdeel", "post")
"""The columns of the table; the years in which a row holds may follow."""
EIGEN = ("onderdeel", "post", "taakveld", "fase", "bedrag", "baten")
"""The columns of the extract that a delivery fills."""
MINST, MEEST = 500, 50_000
"""Euros of lasten per inhabitant: municipalities spend three to nine thousand, the smallest islands some more."""
Rij = dict[str, str]


@dataclass(frozen=True)
class Iv3Uitkomst:
    """What came of it: the extract, how many rows are new and how many stayed, and what is to be told."""

    pad: Path
    rijen: int
    gebleven: int
    meldingen: tuple[str, ...]


def list_other_years(taakvelden: pd.DataFrame, jaar: int) -> set[str]:
    """The taakvelden that there are in other years and not in this one."""
    own = taakvelden[
        (taakvelden["jaar_van"].astype(int) <= jaar)
        & (taakvelden["jaar_tot"].fillna(str(jaar)).astype(int) >= jaar)
    ]
    return set(taakvelden["code"]) - set(own["code"])


def load_toedelingen(data: Path, andere: Collection[str] = (), jaar: int | None = None) -> list[Toedeling]:
    """The table `data/iv3.csv`: which post a taakveld, or a categorie of it, belongs to.

    Rows of other years than `jaar`, and of taakvelden of other years (`andere`), are left out, so that the table can
    serve more than one year.
    """
    path, naam = data / f"{TABEL}.csv", f"data/{TABEL}.csv"
    if not is_there(path):
        raise ConfigurationError(
            f"{naam} ontbreekt: maak een tabel met de kolommen {', '.join(KOLOMMEN)}. Zie docs/berichten.md."
        )
    table = read_table(path, KOLOMMEN, naam, JAREN)
    require_fields(TABEL, table, naam)
    if double := tuple(find_double(table, KOLOMMEN[:2])):
        what = "deze combinatie van taakveld en categorie staat er al."
        raise ConfigurationError(Fault(what, naam, double))
    if jaar is not None and JAREN[0] in table:
        table = select_year(table.replace("", None), jaar).fillna("")
    toedelingen: list[Toedeling] = []
    taakveld_of: dict[tuple[str, str], str] = {}
    for line, *fields in table[list(KOLOMMEN)].itertuples():
        one = Toedeling(*map(str, fields))
        if one.taakveld in andere:
            continue
        if taakveld_of.setdefault((one.onderdeel, one.post), one.taakveld) != one.taakveld:
            raise ConfigurationError(Fault("deze post heeft al een ander taakveld.", naam, (line,)))
        toedelingen.append(one)
    if not toedelingen:
        raise ConfigurationError(f"{naam} heeft geen rijen voor dit jaar. Zie docs/berichten.md.")
    return toedelingen


def write_begroting(
    leveringen: Sequence[Iv3],
    toedelingen: Sequence[Toedeling],
    folder: Path,
    jaar: int | None,
    vervangen: bool,
) -> Iv3Uitkomst:
    """Write the extract in `folder`; rows that stand there already give way only when that is asked."""
    check_one_year(leveringen, jaar)
    check_size(leveringen, _count_inwoners(folder))
    path = folder / f"{SLUG}.csv"
    header, old = _read_existing(path)
    new = list(_make_rows(leveringen, toedelingen))
    keys = {_key(row) for row in new}
    kept = [row for row in old if _key(row) not in keys]
    if len(kept) < len(old) and not vervangen:
        raise ConfigurationError(
            f"In {path} staan al {len(old) - len(kept)} van deze posten en fasen. Vervang ze met --replace."
        )
    columns = [name for name in find_dataset(SLUG).column_names if name in EIGEN or name in header]
    with write_closed(path) as raw, io.TextIOWrapper(raw, encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter=";", lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([row.get(name, "") for name in columns] for row in (*kept, *new))
    told = (
        *_tell(leveringen, toedelingen),
        *_tell_fasen(path.name, {row["fase"].strip() for row in (*kept, *new)}),
    )
    return Iv3Uitkomst(path, len(new), len(kept), told)


def check_size(leveringen: Sequence[Iv3], inwoners: int) -> None:
    """Refuse amounts that are no euros, by the lasten per inhabitant; without these what may be so is refused too."""
    for one in leveringen:
        lasten = f"alle lasten samen zijn € {_shown(one.lasten)}"
        if inwoners:
            per_head = one.lasten / 100 / inwoners
            unit = "duizenden euro's" if per_head < MINST else "centen" if per_head > MEEST else ""
            what = (
                f"{lasten}, dat is € {to_dutch(per_head, ',.2f')} per inwoner: de bedragen lijken in {unit}."
            )
            remedy = "Lever ze in euro's."
        else:
            whole = all(regel.cent % 100 == 0 for regel in one.regels)
            unit = "duizenden euro's" if one.lasten < KLEIN_TOTAAL and whole and not one.genoemd else ""
            what = f"{lasten}: dat kunnen euro's en duizenden euro's zijn, en het aantal inwoners is niet bekend."
            remedy = "Zet eerst het extract bevolking in de map."
        if unit:
            fault = Fault(f"{what} {remedy}", one.bestand, column="data/lasten")
            raise GateError(f"{one.bestand} is niet te gebruiken:\n  - {fault}", [fault])


def _count_inwoners(folder: Path) -> int:
    """The inhabitants of the newest count in the extract bevolking; 0 when there is none that can be read."""
    table = read_delivery(folder, find_dataset("bevolking")).table
    if table is None:
        return 0
    counted = table[table["soort"].eq("stand")]
    return int(counted["aantal"][counted["jaar"].eq(counted["jaar"].max())].sum())


def _make_rows(leveringen: Sequence[Iv3], toedelingen: Sequence[Toedeling]) -> Iterator[Rij]:
    taakveld_of = {(one.onderdeel, one.post): one.taakveld for one in toedelingen}
    for levering in sorted(leveringen, key=lambda one: one.fase):
        for (onderdeel, post), cents in divide(levering, toedelingen).items():
            taakveld = taakveld_of[onderdeel, post]
            amounts = (_euro(cents["lasten"]), _euro(cents["baten"]))
            yield dict(zip(EIGEN, (onderdeel, post, taakveld, levering.fase, *amounts), strict=True))


def _tell(leveringen: Sequence[Iv3], toedelingen: Sequence[Toedeling]) -> Iterator[str]:
    """What a steward has to know: what went to no post, and totals that do not balance."""
    for one in leveringen:
        if one.eenheid != EURO:
            yield f"{one.bestand}: de levering zegt dat de bedragen in {NAMEN[one.eenheid]} zijn; zo zijn zij gelezen."
        elif one.duizenden and not one.genoemd:
            yield f"{one.bestand}: een opmerking gaat over duizenden euro's; de bedragen zijn gelezen als euro's."
        if one.verschil:
            yield f"{one.bestand}: de lasten en baten van alle taakvelden verschillen € {_shown(one.verschil)}."
        present = {regel.taakveld for regel in one.regels}
        for post in dict.fromkeys(own.post for own in toedelingen if own.taakveld not in present):
            yield f"{one.bestand}: het taakveld van de post {post} staat niet in de levering; de post is nul."
        for taakveld, cents in sorted(list_unknown(one, toedelingen).items()):
            what = f"taakveld {taakveld} staat" if taakveld else "taakvelden buiten het sociaal domein staan"
            if any(own.taakveld == taakveld for own in toedelingen):
                what = f"een deel van de categorieën van taakveld {taakveld} staat"
            baten = f" en € {_shown(cents['baten'])} aan baten" if taakveld and cents["baten"] else ""
            lost = f"€ {_shown(cents['lasten'])} aan lasten{baten}"
            yield f"{one.bestand}: {what} niet in data/{TABEL}.csv; {lost} telt niet mee."


def _tell_fasen(bestand: str, fasen: Collection[str]) -> Iterator[str]:
    """What Iv3 cannot give: the estimates during the year."""
    absent = [fase for fase in find_dataset(SLUG).column("fase").waarden if fase not in fasen]
    if absent:
        yield (
            f"{bestand}: vul nog aan wat Iv3 niet heeft: {', '.join(absent)}. Is een raming niet bijgesteld, dan is zij"
            " die van de fase ervoor."
        )


def _read_existing(path: Path) -> tuple[Sequence[str], list[Rij]]:
    """The header and rows of the extract that is there; nothing when there is none."""
    if is_there(path.with_suffix(".xlsx")):
        raise ConfigurationError(f"Er staat een {SLUG}.xlsx. Bewaar het als {SLUG}.csv, of haal het weg.")
    if not is_there(path):
        return (), []
    try:
        rows = read_rows(path, list(EIGEN))
    except UnreadableFile as fault:
        raise ConfigurationError(Fault(f"{fault.wat} {fault.herstel}", path.name)) from None
    if rows.uneven or any(rows.header.count(name) != 1 for name in ("onderdeel", "post", "fase")):
        what = f"{path.name} staat er al en is niet te lezen. Verbeter het, of haal het weg."
        raise ConfigurationError(Fault(what, path.name, told=what))
    return rows.header, [dict(zip(rows.header, fields, strict=True)) for fields in rows.rows]


def _key(row: Rij) -> tuple[str, str, str]:
    return row["onderdeel"].strip(), row["post"].strip(), row["fase"].strip()


def _euro(cents: int) -> str:
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100},{abs(cents) % 100:02d}"


def _shown(cents: int) -> str:
    return to_dutch(cents / 100, ",.0f")
