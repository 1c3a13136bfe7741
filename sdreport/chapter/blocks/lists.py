"""Lists: published rows of a dataset as a numbered table, column by column."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sdreport.chapter.blocks.blocks import GEEN, Kolom, Melding, Tabel, pair_headers, tell_none
from sdreport.chapter.notation import format_cell, format_value, line_up_columns
from sdreport.chapter.sources import Hoofdstukbronnen
from sdreport.errors import ConfigurationError
from sdreport.plannen.activities import format_kwartaal, parse_kwartaal
from sdreport.plannen.rows import Rijtekst, base_unit

GEEN_MOMENT = "Geen moment genoemd"
JAAR = re.compile(r"\b(?:19|20)\d\d\b")
EINDE = 9999


def make_list(
    bronnen: Hoofdstukbronnen,
    nummer: str,
    bijschrift: str,
    dataset: str,
    rows: Sequence[Rijtekst],
    kolommen: Sequence[str],
    koppen: Sequence[str] = (),
    **waarden: str,
) -> Tabel | Melding:
    """A table of the rows that have the given values; `kolommen` are columns of the dataset, `koppen` their headers.

    A code gets its label. `bedrag|euro` shows a number in a unit, `waarde|@eenheid` in the unit that the row itself
    gives, with its words: `ruim 25% van de volwassenen`, `784 personen`. What is empty is a dash, and a column in which
    nothing stands is left out; a filter `kolom=""` takes the rows in which it is empty.
    """
    wanted = {*waarden, *(part.removeprefix("@") for field in kolommen for part in _parts(field))}
    unknown = sorted(wanted - set(rows[0])) if rows else []
    if unknown:
        raise ConfigurationError(f"Tabel {nummer}: het extract {dataset} heeft geen kolom '{unknown[0]}'.")
    chosen = [row for row in rows if all(row[name] == waarde for name, waarde in waarden.items())]
    if not chosen:
        return tell_none("tabel", nummer, bijschrift, "Er zijn er geen.")
    names = koppen or [field.partition("|")[0].replace("_", " ").capitalize() for field in kolommen]
    headed = pair_headers(f"Tabel {nummer}", names, kolommen)
    shown = [(kop, field) for kop, field in headed if any(row[_column(field)] for row in chosen)]
    absent = [
        kop for kop, field in headed if "@" not in field and not any(row[_column(field)] for row in rows)
    ]
    heads = tuple(
        Kolom(kop, "rechts" if "|" in field and "@" not in field else "links") for kop, field in shown
    )
    rijen = [[_cell(bronnen, row, field) for _, field in shown] for row in chosen]
    cells = line_up_columns(rijen, [head.uitlijning == "rechts" for head in heads])
    return Tabel(nummer, bijschrift, heads, cells, False, (_source(bronnen, dataset),), note_absent(absent))


def make_calendar(
    bronnen: Hoofdstukbronnen,
    nummer: str,
    bijschrift: str,
    dataset: str,
    rows: Sequence[Rijtekst],
    moment: str,
    kolom: str,
    tekst: str,
) -> Tabel | Melding:
    """A table with a row per moment in order of time, a column per value of `kolom`, and lists in its cells."""
    unknown = sorted({moment, kolom, tekst} - set(rows[0])) if rows else []
    if unknown:
        raise ConfigurationError(f"Tabel {nummer}: het extract {dataset} heeft geen kolom '{unknown[0]}'.")
    if not rows:
        return tell_none("tabel", nummer, bijschrift, "Er zijn er geen.")
    moments = sorted({row[moment] for row in rows}, key=order_moment)
    names = bronnen.labels.sort(kolom, [row[kolom] for row in rows])
    heads = [
        Kolom("Wanneer", "links"),
        *(Kolom(bronnen.labels.label(kolom, name), "links") for name in names),
    ]
    cells = tuple(
        (
            format_kwartaal(when) or GEEN_MOMENT,
            *(
                "\n".join(row[tekst] for row in rows if (row[moment], row[kolom]) == (when, name)) or GEEN
                for name in names
            ),
        )
        for when in moments
    )
    return Tabel(nummer, bijschrift, tuple(heads), cells, False, (_source(bronnen, dataset),))


def order_moment(moment: str) -> tuple[int, float, str]:
    """The place of a moment in time: a quarter, a half or a whole year by when it ends; without a year it is last."""
    year = JAAR.search(moment)
    if year is None:
        return EINDE, 0.0, moment
    quarter = parse_kwartaal(moment)
    half = 2.5 if "eerste helft" in moment else 4.5
    return int(year[0]), (quarter % 4) + 1 if quarter is not None else half, moment


def _source(bronnen: Hoofdstukbronnen, dataset: str) -> Mapping[str, Any]:
    files = [asdict(bestand) for slug, bestand in bronnen.bestanden.items() if slug == dataset]
    about = {"indicator": dataset, "definitie": f"Rijen uit {dataset}, zoals aangeleverd.", "bron": dataset}
    return {**about, "bestanden": files}


def note_absent(koppen: Sequence[str]) -> str:
    """The one line in place of columns that are empty in a whole extract; nothing when there are none."""
    if not koppen:
        return ""
    return f"Nergens ingevuld: {', '.join(koppen)}."


def _column(field: str) -> str:
    return field.partition("|")[0]


def _parts(field: str) -> list[str]:
    name, _, unit = field.partition("|")
    return [name, unit] if unit.startswith("@") else [name]


def _cell(bronnen: Hoofdstukbronnen, row: Rijtekst, field: str) -> str:
    name, _, unit = field.partition("|")
    text = row[name]
    if not text:
        return GEEN
    if unit:
        own = row[unit[1:]] if unit.startswith("@") else ""
        told = _with_words(float(text), own) if own else format_cell(float(text), unit.lstrip("@"))
        return f"{row.get('getalwoord', '')} {told}".lstrip()
    # a column of texts may have the name of a dimension: what has no label is told as it stands
    return bronnen.labels.labels.get(name, {}).get(text) or format_kwartaal(text)


def _with_words(value: float, eenheid: str) -> str:
    """A number with its unit in words; a percentage and an amount have their sign."""
    unit = base_unit(eenheid)
    words = eenheid.removeprefix("%").strip() if unit == "%" else "" if unit == "euro" else unit
    return f"{format_value(value, unit)} {words}".rstrip()
