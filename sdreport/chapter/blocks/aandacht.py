"""The activities of a plan that ask for attention, and those that changed since the previous peildatum.

What is so of every activity is told once and not at each of them: a table names what is out of the ordinary.
"""

from collections.abc import Sequence

from sdreport.chapter.blocks.blocks import GEEN, Melding, Tabel, join_notes, tell_none
from sdreport.chapter.blocks.lists import note_absent
from sdreport.chapter.blocks.plannen import ONBEOORDEELD, Planboek, make_columns, tell_day, tell_when
from sdreport.chapter.notation import count_of, format_value
from sdreport.chapter.sources import VOORBEELD_NOOT_TABEL, has_voorbeeld
from sdreport.plannen.activities import (
    BEOORDEELD,
    Activiteit,
    Verandering,
    compare_peildata,
    find_aandacht,
)

EERSTE_OORDEEL = "beoordeeld"
WAT = 2
"""The column of what asks for attention: of one point the caption has said it."""
VASTE_KOLOMMEN = 3
"""Columns of what asks for attention that stay, whatever is in them."""


def make_attention(boek: Planboek, nummer: str, bijschrift: str, punten: Sequence[str]) -> Tabel | Melding:
    """Table: the activities that have one of some points of attention that not every activity of the plan has."""
    labels = boek.bronnen.labels
    items = boek.activiteiten()
    found = [(item, [punt for punt in find_aandacht(item) if punt in punten]) for item in items]
    shared = [punt for punt in punten if len(items) > 1 and all(punt in there for _, there in found)]
    always = ", ".join(labels.label("aandachtspunt", punt) for punt in shared)
    note = f"Bij alle {format_value(float(len(items)), '')} activiteiten: {always}." if shared else ""
    rijen = [
        _attention_row(boek, item, special)
        for item, there in found
        if (special := [punt for punt in there if punt not in shared])
    ]
    if not rijen:
        judged = any(item.voortgang for item in items) or not BEOORDEELD.issuperset(punten)
        return tell_none(
            "tabel", nummer, bijschrift, note or ("Er zijn er geen." if judged else f"{ONBEOORDEELD}.")
        )
    heads = ["Activiteit", "Programma", "Wat", "Trekker", "Klaar", "Voortgang"]
    empty = {GEEN, boek.word("")}
    absent = [
        place
        for place in range(VASTE_KOLOMMEN, len(heads))
        if all(rij[place] in empty for rij in rijen) and len(rijen) > 1
    ]
    note = join_notes([note, note_absent([heads[place] for place in absent])])
    kept = [
        place
        for place in range(len(heads))
        if place not in absent and not (place == WAT and len(punten) == 1)
    ]
    shown = [tuple(rij[place] for place in kept) for rij in rijen]
    return _table(
        boek, nummer, bijschrift, [heads[place] for place in kept], shown, "activiteiten_aandacht", note
    )


def make_changes(boek: Planboek, nummer: str, bijschrift: str) -> Tabel | Melding:
    """Table: what changed per activity since the previous peildatum.

    Where none was judged then, that nearly all are judged now is one sentence: how they stand is shown elsewhere.
    """
    toen = boek.vorige()
    if not toen:
        return tell_none("tabel", nummer, bijschrift, "Er is geen eerdere peildatum om mee te vergelijken.")
    changes = [change for change in compare_peildata(boek.activiteiten(), toen) if change.soort != "gelijk"]
    first = [change for change in changes if change.soort == EERSTE_OORDEEL]
    note = ""
    if len(first) > 1 and not any(item.voortgang for item in toen):
        changes = [change for change in changes if change.soort != EERSTE_OORDEEL]
        many = count_of(len(first), "activiteit", "activiteiten")
        note = (
            f"{'Verder' if changes else 'Nu'} zijn {many} voor het eerst beoordeeld. "
            f"Op {tell_day(toen[0].peildatum)} was nog niets beoordeeld."
        )
    labels = boek.bronnen.labels
    rijen = [
        (
            item.activiteit,
            labels.label("programma", item.programma),
            labels.label("verandering", change.soort),
            *_before_after(boek, change),
        )
        for change in changes
        if (item := change.nu or change.toen) is not None
    ]
    if not rijen:
        return tell_none("tabel", nummer, bijschrift, note or "Er is niets veranderd.")
    heads = ["Activiteit", "Programma", "Verandering", f"Stand {tell_day(toen[0].peildatum)}", "Stand nu"]
    return _table(boek, nummer, bijschrift, heads, rijen, "activiteiten_verandering", note)


def _attention_row(boek: Planboek, item: Activiteit, punten: Sequence[str]) -> tuple[str, ...]:
    labels = boek.bronnen.labels
    return (
        item.activiteit,
        labels.label("programma", item.programma),
        ", ".join(labels.label("aandachtspunt", punt) for punt in punten),
        item.trekker.replace("/", " / ").replace("  ", " ") or GEEN,
        tell_when(item.gereed),
        boek.word(item.voortgang),
    )


def _before_after(boek: Planboek, change: Verandering) -> tuple[str, str]:
    if change.soort == "planning-verschoven" and change.toen and change.nu:
        return _span(change.toen), _span(change.nu)
    sides = (change.toen, change.nu)
    before, after = (GEEN if side is None else boek.word(side.voortgang) for side in sides)
    return before, after


def _span(item: Activiteit) -> str:
    return f"{tell_when(item.aanvang)} tot {tell_when(item.gereed)}"


def _table(
    boek: Planboek,
    nummer: str,
    bijschrift: str,
    heads: Sequence[str],
    rijen: Sequence[tuple[str, ...]],
    bron: str,
    note: str,
) -> Tabel:
    source = boek.bronnen.select(bron, boek.bronnen.jaar)
    notes = join_notes([note, VOORBEELD_NOOT_TABEL if has_voorbeeld(source) else ""])
    columns = make_columns(heads, "links")
    return Tabel(nummer, bijschrift, columns, tuple(rijen), False, boek.bronnen.herkomst(source), notes)
