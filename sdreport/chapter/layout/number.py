"""Number the figures and tables of a report by their order in its notebooks, before any of these runs."""

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sdreport.chapter.layout.calls import Aanroep, read_calls
from sdreport.chapter.layout.series import TEKST, Onderdeel, Reeks, Reeksbron, choose_parts, make_reeks
from sdreport.chapter.layout.texts import attach_texts, find_unshown, place_own
from sdreport.chapter.opbouw import KOP_VAN_FIGUUR, Begeleiding, Opbouw, Soort, number_chapters
from sdreport.chapter.toelichting.text import SLUG, Sectie, read_secties
from sdreport.errors import ConfigurationError, Fault, suggest

GENUMMERD: Mapping[str, Soort] = {
    **dict.fromkeys(
        ("trend", "pyramid", "shares", "waterfall", "lines", "deviations", "dots", "stack", "phases", "groups", "panel",
         "stacked", "estimates", "division", "beside", "spread", "chance", "combinations", "years", "balance",
         "progress", "planning"),
        "figuur",
    ),
    **dict.fromkeys(
        ("table", "crosstab", "percelen", "list", "amounts", "differences", "actions", "attention", "changes",
         "results", "thread", "stopped", "calendar", "quality_table", "readability", "sign_off"),
        "tabel",
    ),
}  # fmt: skip
"""What each method of the chapter that takes a name shows."""
VAN_METHODE: Mapping[str, tuple[str, ...]] = {
    "pyramid": ("clienten_leeftijd",),
    "deviations": ("raming_verschil",),
    "phases": ("begroting",),
    "estimates": ("begroting",),
    "percelen": ("begroting",),
}
"""The indicators of methods that are not told which."""
MET_INDICATOR = (
    "waterfall",
    "lines",
    "dots",
    "stack",
    "groups",
    "panel",
    "stacked",
    "trend",
    "shares",
    "division",
    "beside",
    "spread",
    "chance",
    "combinations",
    "table",
    "crosstab",
)
"""Methods whose third argument says which indicators they show."""
OVER_JAREN = ("panel",)
"""Methods that compare years: with one year there is nothing to draw."""
NAMEN = (
    "naam",
    "bijschrift",
    "indicator",
    "indicatoren",
    "over",
    "delen",
    "saldo",
    "rows",
    "columns",
    "koppen",
    "stappen",
    "onderdelen",
    "reeks",
    "dimensie",
    "uniek",
    "afronden",
    "anders",
    "anders_over",
    "nu",
)
"""Arguments of methods that are no value of a dimension."""
REEKS = "per"
EIGEN = "own_texts"
"""The method that shows the own sections of a municipality that have no other place."""
FEIT = re.compile(r"\{\{(?!\s*(?:figuur|tabel)\s)")
"""A fact in a text that is no reference to a figure or table."""
VAST = "vaste_nummers"
"""The key of the parameters file that gives fixed numbers."""


@dataclass(frozen=True)
class Plek:
    """A figure or table in its chapter, before it has a number."""

    hoofdstuk: str
    soort: Soort
    naam: str
    call: Aanroep

    @property
    def aanduiding(self) -> str:
        """How a text and the parameters name it: `figuur instroom`."""
        return f"{self.soort} {self.naam}"


@dataclass(frozen=True)
class Tekstplaatsen:
    """Where the sections of a chapter stand: by figure, table or place; which are shown nowhere, and which are ours."""

    bij: dict[str, Begeleiding]
    ongetoond: tuple[str, ...]
    standaard: tuple[str, ...]


def make_opbouw(
    notebooks: Sequence[Path], bron: Reeksbron, toelichting: Sequence[Path], vast: Mapping[str, int]
) -> Opbouw:
    """The layout of a report from its notebooks, in their order.

    `vast` gives some figures and tables (`figuur instroom`) the number in their chapter that they were published
    with; the others take what is free, in order. `ConfigurationError` lists names that are used twice or wrong.
    """
    faults: list[Fault] = []
    plekken: list[Plek] = []
    nul: list[str] = []
    teksten: dict[str, Tekstplaatsen] = {}
    for notebook in notebooks:
        naam = notebook.stem
        try:
            calls = read_calls(notebook)
            teksten[naam] = _place_texts(calls, _read_secties(toelichting, naam), bron)
            plekken += [plek for call in calls for plek in _list_places(call, naam, bron, teksten[naam].bij)]
            nul += [aanduiding for call in calls for aanduiding in _list_zero(call, bron)]
        except ConfigurationError as error:
            faults += error.faults
    leeg = [plek.aanduiding for plek in plekken if _is_empty(plek.call, bron)]
    plekken = [plek for plek in plekken if plek.aanduiding not in leeg]
    faults += _find_faults(plekken, {key: number for key, number in vast.items() if key not in leeg})
    if faults:
        raise ConfigurationError.from_list("De opbouw van het rapport klopt niet:", faults)
    chapters = number_chapters([notebook.stem for notebook in notebooks])
    return Opbouw(
        _number(plekken, vast, chapters),
        {naam: own.bij for naam, own in teksten.items()},
        {naam: own.ongetoond for naam, own in teksten.items() if own.ongetoond},
        {naam: own.standaard for naam, own in teksten.items() if own.standaard},
        (*leeg, *nul),
        chapters,
    )


def _place_texts(calls: Sequence[Aanroep], secties: Mapping[str, Sectie], bron: Reeksbron) -> Tekstplaatsen:
    """Give every section of a chapter its place."""
    titles = set(_name_titles(calls, bron))
    secties = {slug: sectie for slug, sectie in secties.items() if slug not in titles}
    shown = {call.first_text("sectie") or "" for call in calls if call.methode == TEKST}
    bij = attach_texts(secties, shown, _name_parts(calls, bron))
    left = set(find_unshown(secties, shown, bij))
    order = [
        (call.first_text("sectie") or "") if call.methode == TEKST else name_place(call) for call in calls
    ]
    bij |= place_own(secties, left, order, [place for call in calls if (place := name_place(call))])
    unshown = set(find_unshown(secties, shown, bij))
    silent = set(_find_silent(calls, secties, bron))
    return Tekstplaatsen(
        bij,
        tuple(slug for slug in secties if slug in unshown and not secties[slug].standaard),
        tuple(slug for slug in secties if slug not in unshown | silent and secties[slug].standaard),
    )


def _find_silent(calls: Sequence[Aanroep], secties: Mapping[str, Sectie], bron: Reeksbron) -> Iterator[str]:
    """The sections that only explain figures and tables that the report has no data for: they would explain nothing.

    A section goes with what is shown up to the next one; one with a fact in it says something by itself.
    """
    for place, call in enumerate(calls):
        slug = call.first_text("sectie") or "" if call.methode == TEKST else ""
        if slug not in secties or FEIT.search(secties[slug].tekst):
            continue
        below = itertools.takewhile(lambda other: other.methode != TEKST, calls[place + 1 :])
        shown = [other for other in below if other.methode in GENUMMERD or other.methode == REEKS]
        if shown and not any(_has_data(other, bron) for other in shown):
            yield slug


def _has_data(call: Aanroep, bron: Reeksbron) -> bool:
    """Whether a call shows a figure or table, or says that all is zero."""
    if call.methode in GENUMMERD:
        return not _is_empty(call, bron)
    found = _find_parts(call, bron)
    return found is None or bool(found[2] or bron.list_zero(found[0]))


def _name_titles(calls: Sequence[Aanroep], bron: Reeksbron) -> Iterator[str]:
    """The names of the sections that are titles of figures, whether the report has data for these or not."""
    for call in calls:
        if GENUMMERD.get(call.methode) == "figuur":
            yield f"{KOP_VAN_FIGUUR}{call.first_text('naam')}"
        elif (found := _find_parts(call, bron)) and found[1] == "figuur":
            yield from (f"{KOP_VAN_FIGUUR}{part.naam}" for part in found[2])


def name_place(call: Aanroep) -> str:
    """The name of the place for own texts that a call is: `eigen onderwijs`, `per telling`; empty when it is none."""
    if call.methode == EIGEN:
        return f"{EIGEN} {call.first_text('plek')}"
    try:
        reeks = make_reeks(*call.argumenten, **call.woorden) if call.methode == REEKS else None
    except TypeError:
        return ""
    return f"{REEKS} {reeks.naam}" if reeks and reeks.met_tekst else ""


def find_soort(reeks: Reeks) -> Soort:
    """What a series shows of each part; `ConfigurationError` when that is not exactly one figure or table."""
    kinds = [GENUMMERD[stap] for stap in reeks.toon if stap in GENUMMERD]
    if len(kinds) != 1:
        raise ConfigurationError(
            f"per '{reeks.dimensie}' toont één figuur of tabel per onderdeel, niet {len(kinds)} "
            f"({', '.join(reeks.toon)})."
        )
    return kinds[0]


def _read_secties(toelichting: Sequence[Path], naam: str) -> Mapping[str, Sectie]:
    """The sections of a chapter; none when the file is not right, which the check of texts tells."""
    try:
        return read_secties(toelichting, naam)
    except ConfigurationError:
        return {}


def _name_parts(calls: Sequence[Aanroep], bron: Reeksbron) -> set[str]:
    """All parts of the series in a chapter that show texts."""
    series = [found for call in calls if (found := _find_parts(call, bron))]
    return {f"{soort} {part.naam}" for reeks, soort, parts in series if reeks.met_tekst for part in parts}


def _list_places(
    call: Aanroep, hoofdstuk: str, bron: Reeksbron, teksten: Mapping[str, Begeleiding]
) -> Iterator[Plek]:
    if call.methode in GENUMMERD:
        if naam := call.first_text("naam"):
            yield Plek(hoofdstuk, GENUMMERD[call.methode], naam, call)
    elif found := _find_parts(call, bron):
        reeks, soort, parts = found
        for part in choose_parts(parts, reeks, soort, teksten):
            yield Plek(hoofdstuk, soort, part.naam, call)


def _find_parts(call: Aanroep, bron: Reeksbron) -> tuple[Reeks, Soort, list[Onderdeel]] | None:
    """The series of a call with what it shows and its parts; None for another call, or one that running will refuse."""
    if call.methode != REEKS:
        return None
    try:
        reeks = make_reeks(*call.argumenten, **call.woorden)
        parts = bron.list_parts(reeks)
        return reeks, find_soort(reeks), parts
    except TypeError:
        return None
    except ConfigurationError as error:
        raise ConfigurationError(call.fault(str(error))) from None


def _list_zero(call: Aanroep, bron: Reeksbron) -> Iterator[str]:
    """The parts of a series that have zeros only: they have no table."""
    if found := _find_parts(call, bron):
        yield from (f"{found[1]} {part.naam}" for part in bron.list_zero(found[0]))


def _is_empty(call: Aanroep, bron: Reeksbron) -> bool:
    """Whether a call shows indicators that this report has no data for; never for a part of a series."""
    if call.methode not in (*VAN_METHODE, *MET_INDICATOR):
        return False
    third = call.argumenten[2] if len(call.argumenten) > 2 else ()
    named = (
        call.woorden.get("stappen")
        or call.woorden.get("indicatoren")
        or call.woorden.get("indicator")
        or third
    )
    if not isinstance(named, str | list | tuple):
        return False
    indicatoren = VAN_METHODE.get(call.methode) or ((named,) if isinstance(named, str) else tuple(named))
    if call.methode in OVER_JAREN and isinstance(named, str):
        own = {naam: str(value) for naam, value in call.woorden.items() if naam not in NAMEN}
        return not bron.has_years(named, own)
    if call.methode == "waterfall":
        return bron.is_empty([stap.lstrip("+-").split(".")[0] for stap in indicatoren], {})
    waarden = {naam: value for naam, value in call.woorden.items() if naam not in NAMEN}
    return bron.is_empty(indicatoren, waarden)


def _find_faults(plekken: Sequence[Plek], vast: Mapping[str, int]) -> Iterator[Fault]:
    """Names that are no name or used twice, and fixed numbers that cannot be given."""
    first: dict[str, Plek] = {}
    for plek in plekken:
        if not SLUG.fullmatch(plek.naam):
            what = f"'{plek.naam}' is geen naam van een {plek.soort}."
            yield plek.call.fault(f"{what} Gebruik kleine letters, cijfers en streepjes.")
        elif plek.aanduiding in first:
            what = f"{plek.aanduiding} is er al ({first[plek.aanduiding].call.plaats}). Kies een andere naam."
            yield plek.call.fault(what)
        first.setdefault(plek.aanduiding, plek)
    count = {key: len(group) for key, group in _per_chapter(first.values()).items()}
    taken: dict[tuple[str, str, int], str] = {}
    for aanduiding, nummer in vast.items():
        if aanduiding not in first:
            yield Fault(f"er is geen {aanduiding}. {suggest(aanduiding, first)}", column=VAST)
            continue
        plek = first[aanduiding]
        most = count[plek.hoofdstuk, plek.soort]
        if nummer > most:
            yield Fault(
                f"{aanduiding} krijgt {nummer}, maar zijn hoofdstuk gaat tot en met {most}.", column=VAST
            )
        other = taken.setdefault((plek.hoofdstuk, plek.soort, nummer), aanduiding)
        if other != aanduiding:
            yield Fault(f"{aanduiding} en {other} krijgen allebei {nummer}.", column=VAST)


def _number(
    plekken: Sequence[Plek], vast: Mapping[str, int], chapters: Mapping[str, str]
) -> dict[str, dict[str, str]]:
    """The numbers by kind and name: `<chapter>.<place>`, where fixed numbers are skipped by the others."""
    numbers: dict[str, dict[str, str]] = {"figuur": {}, "tabel": {}}
    for (hoofdstuk, soort), here in _per_chapter(plekken).items():
        taken = {vast[plek.aanduiding] for plek in here if plek.aanduiding in vast}
        free = (number for number in itertools.count(1) if number not in taken)
        for plek in here:
            place = vast[plek.aanduiding] if plek.aanduiding in vast else next(free)
            numbers[soort][plek.naam] = f"{chapters[hoofdstuk]}.{place}"
    return numbers


def _per_chapter(plekken: Iterable[Plek]) -> dict[tuple[str, Soort], list[Plek]]:
    """The figures and the tables of each chapter."""
    groups: dict[tuple[str, Soort], list[Plek]] = {}
    for plek in plekken:
        groups.setdefault((plek.hoofdstuk, plek.soort), []).append(plek)
    return groups
