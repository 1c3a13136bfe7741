"""Which texts go with the parts of a series: a text stands with the figure or table that it names.

A writer decides by naming: the section that names a figure of a series stands before it, and the sections below it in
the file stand after it, up to the next one that has a place of its own. A section that names none stands where the
file has it: at the first place for own texts behind the section above it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from sdreport.chapter.opbouw import Begeleiding
from sdreport.chapter.toelichting.text import Sectie, find_references


def attach_texts(
    secties: Mapping[str, Sectie], shown: Collection[str], named: Collection[str]
) -> dict[str, Begeleiding]:
    """The texts of each part of a series (`figuur <name>`) that a section names, in the order of naming.

    `shown` are the sections that a cell shows by themselves, `named` the parts of series that show texts. A section
    that names several parts stands before the first of them, and what follows it after the last.
    """
    before: dict[str, list[str]] = {}
    after: dict[str, list[str]] = {}
    last = ""
    for slug, sectie in secties.items():
        parts = [name for name in find_references(sectie.tekst) if name in named]
        for part in parts:
            before.setdefault(part, [])
        if slug in shown:
            last = ""
        elif parts:
            before[parts[0]].append(slug)
            last = parts[-1]
        elif last:
            after.setdefault(last, []).append(slug)
    return {part: Begeleiding(tuple(texts), tuple(after.get(part, ()))) for part, texts in before.items()}


def place_own(
    secties: Mapping[str, Sectie], unshown: Collection[str], order: Sequence[str], places: Collection[str]
) -> dict[str, Begeleiding]:
    """The own sections of a municipality at each of the places for them.

    `order` has the sections that cells show and the places, as the notebook has them. A section stands at the first
    place behind the shown section above it in the file; with none of these at the last place of the chapter.
    """
    found: dict[str, list[str]] = {}
    above = -1
    for slug, sectie in secties.items():
        if slug in order:
            above = order.index(slug)
        elif slug in unshown and not sectie.standaard and places:
            behind = [name for name in order[above + 1 :] if name in places] if above >= 0 else []
            last = [name for name in order if name in places][-1]
            found.setdefault(behind[0] if behind else last, []).append(slug)
    return {place: Begeleiding(tuple(texts)) for place, texts in found.items()}


def find_unshown(
    secties: Mapping[str, Sectie], shown: Collection[str], teksten: Mapping[str, Begeleiding]
) -> Iterator[str]:
    """The sections that no cell shows, by themselves or with a series."""
    attached = {slug for texts in teksten.values() for slug in (*texts.voor, *texts.na)}
    return (slug for slug in secties if slug not in shown and slug not in attached)
