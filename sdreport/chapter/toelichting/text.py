"""The toelichting: Markdown of policy officers with facts filled in.

A text holds no digits of its own. What looks like a number is a placeholder in double braces:

    {{ clienten.wmo.totaal }}            the number at this address, in Dutch notation; an example has an asterisk
    {{ clienten_groei.wmo.totaal | ruim }}   with a format (see `chapter.notation.OPMAAK`)
    {{ leerlingen.[jaar-1]-[jaar].totaal }}  {{ inwoners_prognose.65-plus@+4 }}   years that move along
    {{ besluiten.totaal | besluit/besluiten }}   the word that goes with the number
    {{ jaar }}  {{ jaar-1 }}  {{ gemeente }}   what the report is about
    {{ figuur instroom }}  {{ tabel percelen-wmo }}    the number of a figure or table by its name, as a link
    {{ hoofdstuk 9_doelen }}    the number that a chapter has in this report
    {{ letterlijk: 1 januari 2024 }}     digits that are no figure: a date, an address, a law

Everything that does not hold is told at once, with file and line.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from sdreport.chapter.notation import AFGESCHERMD, OPMAAK, agree, format_value, name_hidden
from sdreport.chapter.opbouw import GEEN_OPBOUW, Opbouw, Soort
from sdreport.chapter.toelichting.parts import PLACEHOLDER, map_zinnen
from sdreport.errors import ConfigurationError, Fault, suggest
from sdreport.project.shipped import find_shipped
from sdreport.register.cijfer import Cijfer
from sdreport.register.register import Register
from sdreport.safe.files import is_inside, is_there, read_text
from sdreport.safe.hashes import hash_text
from sdreport.safe.text import ONZICHTBAAR, for_markdown

STANDAARD = find_shipped("data") / "toelichting"
"""Texts that come with the package, for sections that a municipality has not written itself."""
MEESTE_TEKENS, MOST_LINES, LANGSTE_ALINEA, LANGSTE_WOORD = 200_000, 3_000, 5_000, 500
HEADING = re.compile(r"##(?!#)\s*(.*?)\s*")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
VERWIJZING = re.compile(r"(figuur|tabel)\s+(\S+)")
NAAR_HOOFDSTUK = re.compile(r"hoofdstuk\s+(\S+)")
ZINSBEGIN = re.compile(r"(^\s*|[.!?]\s+|\n\s*\n\s*|(?:^|\n)\s*(?:[-*]|\d+[.])\s+)(\*\*)?$")
"""What stands before a placeholder that begins a sentence."""
NUMMER = re.compile(r"\d+\.\d+")
JAAR_IN_ADRES = re.compile(r"\[(jaar(?:[+-][0-9]{1,2})?)\]")
WOORDPAAR = re.compile(r"[^\W\d_][\w -]*/[^\W\d_][\w -]*")
JAAR = re.compile(r"jaar\s*([+-]\s*[0-9]{1,2})?")
STERRETJE = r"\*"
"""Marks an example that is told as it is, in Markdown."""
GEEN_CIJFER = re.compile(r"letterlijk:|gemeente$|jaar(?![\w.])|(?:figuur|tabel|hoofdstuk)\s")
OVER_VERANDERING = ("richting", "stijgt", "meer", "hoger", "VN")
VERANDERING = re.compile(r"(^|_)(verschil|groei)(_|$)")


@dataclass(frozen=True)
class Sectie:
    """One section of a toelichting file: its text, and where it starts for messages."""

    slug: str
    tekst: str
    bestand: str
    regelnummer: int
    standaard: bool = False
    """Whether it comes with the package: what a report has no figures for is then left out."""

    def line_of(self, offset: int) -> int:
        """The line of a place in the text."""
        return self.regelnummer + self.tekst.count("\n", 0, offset)


class OngeldigFeit(Exception):  # noqa: N818 - collected into one ConfigurationError
    """A placeholder that cannot be filled; the text says why."""


@dataclass(frozen=True)
class Feiten:
    """What placeholders are filled from: the register, the name of the municipality, and the layout of the report."""

    register: Register
    gemeente: str
    opbouw: Opbouw = GEEN_OPBOUW

    def fill(self, sectie: Sectie, getypt: bool = False) -> str:
        """The text of a section with its facts filled in; `ConfigurationError` lists what does not hold.

        A sentence that tells of a change which is hidden cannot be read, and is left out. `getypt` says that digits
        typed by hand may stand: the words of a plan are its own.
        """
        faults = list(self.check(sectie, getypt))
        if faults:
            raise ConfigurationError.from_list("Een toelichting klopt niet:", faults)
        return map_zinnen(sectie.tekst, lambda zin, _: self._fill_zin(zin))

    def _fill_zin(self, zin: str) -> str | None:
        return None if self.leaves_out(zin) else PLACEHOLDER.sub(self._fill_in, zin)

    def leaves_out(self, tekst: str) -> bool:
        """Whether a text tells of a change that is hidden."""
        return any(
            naam in OVER_VERANDERING or VERANDERING.search(rij.indicator)
            for rij, naam in self.find_hidden(tekst)
        )

    def find_hidden(self, tekst: str) -> Iterator[tuple[Cijfer, str]]:
        """The facts in a text that are hidden, each with the name of its format; others are passed over."""
        for match in PLACEHOLDER.finditer(tekst):
            if GEEN_CIJFER.match(match[1]):
                continue
            try:
                rij, naam = self._find(match[1])
            except OngeldigFeit:
                continue
            if rij.waarde is None:
                yield rij, naam

    def keep(self, secties: Mapping[str, Sectie]) -> dict[str, Sectie]:
        """The sections of a chapter to show.

        Of a standard section only the paragraphs that can be filled in, and only if a cell shows it. What announces a
        list falls away with all of its items.
        """
        found = {slug: self._keep(sectie) if sectie.standaard else sectie for slug, sectie in secties.items()}
        return {slug: sectie for slug, sectie in found.items() if sectie.tekst or not sectie.standaard}

    def _keep(self, sectie: Sectie) -> Sectie:
        chapter = sectie.bestand.removesuffix(".md")
        shown = sectie.slug in self.opbouw.standaard.get(chapter, ())
        return replace(sectie, tekst=self._keep_paragraphs(sectie.tekst) if shown else "")

    def _keep_paragraphs(self, tekst: str) -> str:
        parts = [
            part for part in tekst.strip().split("\n\n") if not any(True for _ in self.find_unfillable(part))
        ]
        parts.append("")
        return "\n\n".join(
            part for part, after in pairwise(parts) if not part.endswith(":") or after.startswith("- ")
        )

    def check(self, sectie: Sectie, getypt: bool = False) -> Iterator[Fault]:
        """Every fault in a section in the order of its text."""
        typed = () if getypt else _typed_by_hand(sectie.tekst)
        for offset, what in sorted([*self.find_unfillable(sectie.tekst), *typed]):
            yield Fault(what, sectie.bestand, (sectie.line_of(offset),))

    def find_unfillable(self, tekst: str) -> Iterator[tuple[int, str]]:
        """The facts in a text that cannot be filled in: where each stands, and why not."""
        for match in PLACEHOLDER.finditer(tekst):
            try:
                self._value(match[1])
            except OngeldigFeit as fault:
                yield match.start(), str(fault)

    def _fill_in(self, match: re.Match[str]) -> str:
        """The value of a placeholder; a reference, a word or a hidden number that begins a sentence has a capital."""
        value = self._value(match[1])
        if not ZINSBEGIN.search(match.string[: match.start()]):
            return value
        if VERWIJZING.fullmatch(match[1]) or NAAR_HOOFDSTUK.fullmatch(match[1]):
            kind = match[1].split()[0]
            return value.replace(kind, kind.capitalize(), 1)
        return value[:1].upper() + value[1:] if "|" in match[1] or AFGESCHERMD in value else value

    def _value(self, inhoud: str) -> str:
        if inhoud.startswith("letterlijk:"):
            return inhoud.removeprefix("letterlijk:").strip()
        if inhoud == "gemeente":
            return for_markdown(self.gemeente)
        if JAAR.fullmatch(inhoud):
            return self._year(inhoud)
        if match := VERWIJZING.fullmatch(inhoud):
            return self._refer("figuur" if match[1] == "figuur" else "tabel", match[2])
        if match := NAAR_HOOFDSTUK.fullmatch(inhoud):
            return self._refer_chapter(match[1])
        return self._figure(inhoud)

    def _year(self, tekst: str) -> str:
        """`jaar`, `jaar-1` or `jaar + 4` as a year."""
        return str(self.register.jaar + int(tekst.removeprefix("jaar").replace(" ", "") or 0))

    def _refer(self, soort: Soort, naam: str) -> str:
        """A link to a figure or table: `[figuur 3.4](#figuur-3-4)`."""
        if NUMMER.fullmatch(naam):
            known = self.opbouw.find_name(soort, naam)
            hint = f"Gebruik {{{{ {soort} {known} }}}}." if known else f"Er is geen {soort} {naam}."
            raise OngeldigFeit(f"noem een {soort} bij haar naam; haar nummer kan veranderen. {hint}")
        try:
            nummer = self.opbouw.find_number(soort, naam)
        except ConfigurationError as error:
            raise OngeldigFeit(str(error)) from None
        return f"[{soort} {nummer}](#{soort}-{nummer.replace('.', '-')})"

    def _refer_chapter(self, naam: str) -> str:
        """A chapter by the number that it has in this report."""
        known = self.opbouw.hoofdstukken
        if naam not in known:
            raise OngeldigFeit(f"er is geen hoofdstuk '{naam}' in dit rapport. {suggest(naam, known)}")
        return f"hoofdstuk {known[naam]}"

    def _find(self, inhoud: str) -> tuple[Cijfer, str]:
        """The number of a placeholder, and the name of its format."""
        adres, _, naam = (part.strip() for part in inhoud.partition("|"))
        try:
            return self.register.get(JAAR_IN_ADRES.sub(lambda part: self._year(part[1]), adres)), naam
        except ConfigurationError as error:
            raise OngeldigFeit(str(error)) from None

    def _figure(self, inhoud: str) -> str:
        rij, naam = self._find(inhoud)
        opmaak = find_opmaak(naam) if naam else format_value
        _check_fit(naam, rij)
        if rij.waarde is None:
            return agree(None, naam) if WOORDPAAR.fullmatch(naam) else name_hidden(rij.eenheid)
        told = opmaak(rij.waarde, rij.eenheid)
        return told if naam or rij.status != "voorbeeld" else told + STERRETJE


def find_opmaak(naam: str) -> Callable[[float, str], str]:
    """The format with this name, or of two words (`is/zijn`) the one that goes with the number.

    `OngeldigFeit` names the closest one if there is none.
    """
    if WOORDPAAR.fullmatch(naam):
        return lambda value, _: agree(value, naam)
    if naam not in OPMAAK:
        raise OngeldigFeit(f"de opmaak '{naam}' bestaat niet. {suggest(naam, OPMAAK)}")
    return OPMAAK[naam]


def find_references(tekst: str) -> list[str]:
    """The figures and tables that a text names, as `figuur instroom`, in the order of the text."""
    found = (VERWIJZING.fullmatch(match[1]) for match in PLACEHOLDER.finditer(tekst))
    return list(dict.fromkeys(f"{match[1]} {match[2]}" for match in found if match))


def read_secties(folders: Sequence[Path], naam: str) -> dict[str, Sectie]:
    """The sections of a chapter from several folders; a later folder gives its own text in place of an earlier one.

    A section that says the very same as that of the package is the one of the package, wherever it was copied to.
    `ConfigurationError` when no folder has the file.
    """
    there = [folder / f"{naam}.md" for folder in folders if is_there(folder / f"{naam}.md")]
    found = [read_toelichting(path) for path in there or [folders[-1] / f"{naam}.md"]]
    package = {
        (slug, sectie.tekst.strip())
        for path, own in zip(there, found, strict=False)
        if path.parent == STANDAARD
        for slug, sectie in own.items()
    }
    secties: dict[str, Sectie] = {}
    for own in reversed(found):  # what a report says itself keeps its order
        for slug, sectie in own.items():
            same = (slug, sectie.tekst.strip()) in package
            secties.setdefault(slug, replace(sectie, standaard=same))
    return secties


def hash_texts(folders: Sequence[Path], namen: Sequence[str]) -> dict[str, dict[str, str]]:
    """SHA-256 of every section of the chapters that have a toelichting: what is said, before facts are filled in."""
    return {
        naam: {slug: hash_text(sectie.tekst.strip()) for slug, sectie in read_secties(folders, naam).items()}
        for naam in namen
        if any(is_there(folder / f"{naam}.md") for folder in folders)
    }


def read_toelichting(path: Path) -> dict[str, Sectie]:
    """The sections of a toelichting file by slug; `ConfigurationError` for a wrong file, heading or order."""
    if not is_there(path):
        what = f"Het toelichtingbestand {path.name} ontbreekt in {path.parent.name}/."
        raise ConfigurationError(Fault(what, path.name, told=what))
    if not is_inside(path, path.parent):
        what = f"{path.name} is een verwijzing naar een bestand buiten {path.parent.name}/."
        raise ConfigurationError(Fault(what, path.name, told=what))
    # at line ends only: `splitlines` also splits at signs that nobody sees
    text = read_text(path)
    lines = text.removesuffix("\n").split("\n")
    for count, most, what in ((len(text), MEESTE_TEKENS, "tekens"), (len(lines), MOST_LINES, "regels")):
        if count > most:
            raise ConfigurationError(Fault(f"dit bestand heeft meer dan {most} {what}.", path.name))
    secties: dict[str, list[str]] = {}
    starts: dict[str, int] = {}
    slug, length = "", 0
    for number, line in enumerate(lines, start=1):
        length = len(line) + (length if line.strip() and not line.startswith("|") else 0)
        fault = _judge_line(line, bool(slug), secties)
        if length > LANGSTE_ALINEA:
            fault = f"deze alinea heeft meer dan {LANGSTE_ALINEA} tekens. Zet er een lege regel in."
        if fault:
            raise ConfigurationError(Fault(fault, path.name, (number,)))
        if heading := HEADING.fullmatch(line):
            slug = heading[1]
            secties[slug], starts[slug] = [], number + 1
        elif slug:
            secties[slug].append(line)
    return {slug: Sectie(slug, "\n".join(part), path.name, starts[slug]) for slug, part in secties.items()}


def check_toelichting(secties: Mapping[str, Sectie], feiten: Feiten, getypt: bool = False) -> list[Fault]:
    """Every fault in all sections of a file; see `Feiten.fill` for `getypt`."""
    return [fault for sectie in secties.values() for fault in feiten.check(sectie, getypt)]


def _judge_line(line: str, under_heading: bool, secties: Collection[str]) -> str:
    """What is wrong with a line, after the sections above it; empty when nothing is."""
    if ONZICHTBAAR.search(line):
        return "hier staat een teken dat niemand ziet; haal het weg."
    if any(len(word) > LANGSTE_WOORD for word in line.split()):
        return f"hier staan meer dan {LANGSTE_WOORD} tekens zonder spatie."
    heading = HEADING.fullmatch(line)
    if not heading:
        loose = line.strip() and not under_heading
        return "zet boven deze tekst een kop '## naam-van-sectie'." if loose else ""
    if not SLUG.fullmatch(heading[1]):
        return (
            f"'{heading[1]}' is geen naam van een sectie. Gebruik kleine letters, cijfers en streepjes; "
            "een kop in de tekst krijgt drie hekjes."
        )
    return f"de sectie '{heading[1]}' staat er twee keer." if heading[1] in secties else ""


def _check_fit(naam: str, rij: Cijfer) -> None:
    """Refuse a word that would say something of this number that the number cannot tell."""
    if naam in OVER_VERANDERING and not VERANDERING.search(rij.indicator):
        raise OngeldigFeit(
            f"de opmaak '{naam}' zegt iets van een verandering. "
            f"Gebruik {rij.indicator}_verschil of {rij.indicator}_groei."
        )
    if naam == "deel" and rij.eenheid != "%":
        raise OngeldigFeit(f"de opmaak 'deel' is voor een percentage; {rij.adres} is in {rij.eenheid}.")


def _typed_by_hand(tekst: str) -> Iterator[tuple[int, str]]:
    """Digits and loose braces outside placeholders, with their place in the text."""
    bare = PLACEHOLDER.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), tekst)
    for match in re.finditer(r"\d[\d.,]*", bare):
        yield (
            match.start(),
            (
                f"het getal '{match[0]}' is met de hand getypt. Gebruik een feit, zoals "
                "{{ clienten.wmo.totaal }}, of {{ letterlijk: ... }} voor een datum of naam."
            ),
        )
    for match in re.finditer(r"\{\{|\}\}", bare):
        yield match.start(), "een accolade is niet gesloten."
