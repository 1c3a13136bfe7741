"""What the quality page says of the extracts: the verdict, and the parts of the quality report as tables."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from sdreport.chapter.blocks.blocks import GEEN, Kolom, Melding, Tabel, join_notes, note_zero, tell_none
from sdreport.chapter.notation import format_value, line_up_columns
from sdreport.errors import ConfigurationError
from sdreport.project.vrijgave import Logregel, Vrijgave
from sdreport.register.kwaliteit import GETAL, Aantal, Kwaliteitsrapport
from sdreport.safe.dutch import from_dutch, to_dutch
from sdreport.safe.text import for_markdown

NIVEAU = {"goed": "info", "met opmerkingen": "waarschuwing", "niet getoetst": "waarschuwing"}
UITLEG = {
    "goed": "Alle gegevens voldoen aan alle regels.",
    "niet getoetst": "De regels zijn nog niet getoetst. Bouw het rapport om dat te doen.",
    "met opmerkingen": "Geen enkele bevinding houdt publicatie tegen. De opmerkingen staan hieronder.",
}
ANDERS = "Er zijn kritieke bevindingen. Dit rapport is een concept en mag niet worden gepubliceerd."

GOED = "goed"
UITSLAG = "Uitslag"
UITLEG_REGELS = (
    "Tussen haakjes staat op hoeveel rijen een regel is getoetst. "
    f"Staat er geen {UITSLAG.lower()} bij, dan is die {GOED}."
)
BOUND = re.compile(r"\d[\d.]*")
NOEMT = 3
"""So many names of extracts stand at a rule that is about many."""
KOLOMMEN: Mapping[str, Mapping[str, str]] = {
    "datasets": {
        "Gegevens": "titel", "Rijen": "rijen", "Regels getoetst": "regels_getoetst", "Kritiek": "kritiek",
        "Waarschuwing": "waarschuwing", "Melding": "melding",
    },
    "bevindingen": {
        "Gegevens": "dataset", "Ernst": "ernst", "Wat": "{kolom}: {wat}", "Aantal rijen": "aantal",
        "Wat te doen": "herstel",
    },
    "tegenstrijdigheden": {
        "Hier staat": "{plaats_1}: {zegt_1}", "Daar staat": "{plaats_2}: {zegt_2}", "Uitleg": "uitleg",
        "In dit rapport": "in_dit_rapport",
    },
    "teksten": {"Bestand": "bestand", "Regel": "regel", "Woord": "woord", "Wat opvalt": "wat"},
    "leesbaarheid": {
        "Deel": "{bestand}: {sectie}", "Woorden": "woorden", "Woorden per zin": "woorden_per_zin",
        "Langste zin": "langste_zin", "Lange woorden (%)": "lange_woorden_pct", "Leesgemak": "leesgemak",
        "Let op": "let_op",
    },
    "regels": {
        "Regel": "uitleg", "Gegevens (rijen)": "{dataset} ({getoetst})", "Ernst": "ernst", "Niet goed": "aantal",
        UITSLAG: "status",
    },
}  # fmt: skip
"""The columns of each part of the quality report: a header, and a field or a text with `{field}`s."""
LEEG_DEEL = {
    "tegenstrijdigheden": "Er zijn er geen gevonden, of er is geen ander document om mee te vergelijken."
}
"""What is said of a part without rows, where that can have two reasons."""
NOOT_GETAL = f"{GETAL}: weggelaten, omdat het iets kan zeggen van een klein aantal mensen."
LOGKOPPEN = ("Soort", "Wat", "Door", "Datum")


def make_verdict(oordeel: str) -> Melding:
    """The verdict of the gate as a notice; any word that is not known is critical."""
    return Melding(NIVEAU.get(oordeel, "kritiek"), f"Oordeel: {oordeel}", UITLEG.get(oordeel, ANDERS))


def make_quality_table(
    kwaliteit: Kwaliteitsrapport, nummer: str, bijschrift: str, deel: str
) -> Tabel | Melding:
    """Table of a part of the quality report; `ConfigurationError` names the parts when there is no such one."""
    if deel not in KOLOMMEN:
        raise ConfigurationError(
            f"Het kwaliteitsrapport heeft geen deel '{deel}'; er is: {', '.join(KOLOMMEN)}."
        )
    rows: Sequence[Mapping[str, Any]] = kwaliteit.as_dict()[deel]
    if deel == "regels":
        rows = merge_rules(rows)
    if not rows:
        return tell_none("tabel", nummer, bijschrift, LEEG_DEEL.get(deel, "Er zijn er geen."))
    zero = [kop for kop, field in KOLOMMEN[deel].items() if all(row.get(field) == 0 for row in rows)]
    kolommen = {kop: field for kop, field in KOLOMMEN[deel].items() if kop not in zero}
    numbers = [isinstance(rows[0].get(field), (int, float)) for field in kolommen.values()]
    cells = line_up_columns([[_cell(row, field) for field in kolommen.values()] for row in rows], numbers)
    heads = tuple(
        Kolom(kop, "rechts" if number else "links", kop == UITSLAG)
        for kop, number in zip(kolommen, numbers, strict=True)
    )
    left_out = NOOT_GETAL if any(GETAL in cell for row in cells for cell in row) else ""
    return Tabel(
        nummer,
        bijschrift,
        heads,
        cells,
        False,
        (),
        join_notes([note_zero(zero), left_out, UITLEG_REGELS if deel == "regels" else ""]),
    )


def merge_rules(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Rules with what they are about, those that say the same of many extracts as one; what is not good comes first.

    That a rule found nothing is the rule, and not told of each.
    """
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in rows:
        key = tuple(row[field] for field in ("uitleg", "ernst", "aantal", "status"))
        same = found.setdefault(key, {**row, "dataset": [], "getoetst": []})
        for field in ("dataset", "getoetst"):
            if row[field] not in same[field]:
                same[field].append(row[field])
    merged = [
        {
            **row,
            "dataset": _name_some(row["dataset"]),
            "getoetst": _span(row["getoetst"]),
            "status": "" if row["status"] == GOED else row["status"],
        }
        for row in found.values()
    ]
    return sorted(merged, key=lambda row: not row["status"])


def _name_some(names: Sequence[str]) -> str:
    """Names beside each other; of many the first ones, and how many more there are."""
    if len(names) <= NOEMT + 1:
        return ", ".join(names)
    return f"{', '.join(names[:NOEMT])} en nog {len(names) - NOEMT}"


def _span(counts: Sequence[Aantal]) -> str:
    """From the least to the most of some counts or classes of counts."""
    told = [to_dutch(count) if isinstance(count, int) else count for count in counts]
    if len(told) == 1:
        return told[0]
    bounds = sorted(BOUND.findall(" ".join(told)), key=from_dutch)
    if not all(text[0].isdigit() for text in told):  # `minder dan 100` has no least one
        return f"tot {bounds[-1]}"
    return f"{bounds[0]} tot {bounds[-1]}"


def make_readability(
    kwaliteit: Kwaliteitsrapport, nummer: str, bijschrift: str
) -> tuple[Melding | None, Tabel | Melding]:
    """The sections of the toelichting that are hard to read, and before them of how many they are."""
    all_of_them = format_value(float(kwaliteit.stukken), "")
    hard = len(kwaliteit.leesbaarheid)
    if not hard:
        return None, tell_none(
            "tabel", nummer, bijschrift, f"Geen van de {all_of_them} stukken toelichting leest moeilijk."
        )
    text = f"Van de {all_of_them} stukken toelichting {'leest' if hard == 1 else 'lezen'} er {hard} moeilijk."
    table = make_quality_table(kwaliteit, nummer, bijschrift, "leesbaarheid")
    return Melding("info", "Leesbaarheid", text), table


def _cell(row: Mapping[str, Any], field: str) -> str:
    if "{" in field:
        return field.format_map(row).removeprefix(": ").removesuffix(": ") or GEEN
    value = row[field]
    return format_value(float(value), "") if isinstance(value, (int, float)) else str(value) or GEEN


def make_release(vrijgave: Vrijgave) -> Melding:
    """How far the report is released, as a notice."""
    who = " ".join(filter(None, [_tell_analyst(vrijgave), _tell_assurer(vrijgave)]))
    if vrijgave.stand == "definitief":
        return Melding("info", "Definitief rapport", who)
    if vrijgave.stand == "concept":
        text = f"Dit is een concept. Het is niet vrijgegeven en mag niet worden gepubliceerd. {who}"
        return Melding("kritiek", "Concept", text.strip())
    text = f"Dit rapport is voorlopig. Het is nog niet vrijgegeven; cijfers kunnen veranderen. {who}"
    return Melding("waarschuwing", "Voorlopig rapport", text.strip())


def make_log(rows: Sequence[Logregel], nummer: str, bijschrift: str) -> Tabel | Melding:
    """The log of assumptions and decisions as a table; a notice when nothing is in it yet."""
    if not rows:
        return tell_none("tabel", nummer, bijschrift, "Er zijn nog geen aannames of besluiten vastgelegd.")
    cells = tuple((row.soort, row.wat, row.door, row.datum) for row in rows)
    return Tabel(nummer, bijschrift, tuple(Kolom(kop, "links") for kop in LOGKOPPEN), cells, False, ())


def _tell_analyst(vrijgave: Vrijgave) -> str:
    return f"De cijfers zijn gemaakt door de {for_markdown(vrijgave.analist)}." if vrijgave.analist else ""


def _tell_assurer(vrijgave: Vrijgave) -> str:
    day = f" op {vrijgave.datum}" if vrijgave.datum else ""
    return f"Zij zijn nagekeken door de {for_markdown(vrijgave.borger)}{day}." if vrijgave.borger else ""
