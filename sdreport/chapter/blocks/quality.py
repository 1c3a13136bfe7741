"""What the quality page says of the extracts: the verdict, and the parts of the quality report as tables."""

from collections.abc import Mapping, Sequence
from typing import Any

from sdreport.chapter.blocks.blocks import Kolom, Melding, Tabel
from sdreport.chapter.notation import format_value

NIVEAU = {"goed": "info", "met opmerkingen": "waarschuwing", "niet getoetst": "waarschuwing"}
UITLEG = {
    "goed": "Alle extracten voldoen aan alle regels.",
    "niet getoetst": "De regels zijn nog niet getoetst. Bouw het rapport om dat te doen.",
    "met opmerkingen": "Geen enkele bevinding houdt publicatie tegen. De opmerkingen staan hieronder.",
}
ANDERS = "Er zijn kritieke bevindingen. Dit rapport is een concept en mag niet worden gepubliceerd."


def make_verdict(oordeel: str) -> Melding:
    """The verdict of the gate as a notice; any word that is not known is critical."""
    return Melding(NIVEAU.get(oordeel, "kritiek"), f"Oordeel: {oordeel}", UITLEG.get(oordeel, ANDERS))


def make_quality_table(
    rows: Sequence[Mapping[str, Any]], nummer: str, bijschrift: str, kolommen: Mapping[str, str]
) -> Tabel | Melding:
    """Table of a part of the quality report: `kolommen` maps a header to a field, or to a text with `{field}`s."""
    if not rows:
        return Melding("info", bijschrift, "Er zijn er geen.")
    cells = tuple(tuple(_cell(row, field) for field in kolommen.values()) for row in rows)
    heads = tuple(
        Kolom(kop, "rechts" if isinstance(rows[0].get(field), (int, float)) else "links")
        for kop, field in kolommen.items()
    )
    return Tabel(nummer, bijschrift, heads, cells, False, ())


def _cell(row: Mapping[str, Any], field: str) -> str:
    if "{" in field:
        return field.format_map(row)
    value = row[field]
    return format_value(float(value), "") if isinstance(value, (int, float)) else str(value)
