"""The toelichting: Markdown of policy officers with facts filled in.

A text holds no digits of its own. What looks like a number is a placeholder in double braces:

    {{ clienten.wmo.totaal }}            the number at this address of the register, in Dutch notation
    {{ clienten_groei.wmo.totaal | ruim }}   with a format (see `opmaak.OPMAAK`)
    {{ jaar }}  {{ jaar-1 }}  {{ gemeente }}   what the report is about
    {{ figuur 3.4 }}  {{ tabel 4.2 }}    a link
    {{ letterlijk: 1 januari 2024 }}     digits that are no figure: a date, an address, a law

Everything that does not hold is told at once, with file and line.
"""

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sdreport.chapter.opmaak import AFGESCHERMD, OPMAAK, format_value
from sdreport.cijfers import Register
from sdreport.errors import ConfigurationError

PLACEHOLDER = re.compile(r"\{\{\s*(.*?)\s*\}\}", re.DOTALL)
HEADING = re.compile(r"^## +(\S+)\s*$")
VERWIJZING = re.compile(r"(figuur|tabel) (\d+\.\d+)")
JAAR = re.compile(r"jaar\s*([+-]\s*\d+)?")


@dataclass(frozen=True)
class Sectie:
    """One section of a toelichting file: its text, and where it starts for messages."""

    slug: str
    tekst: str
    bestand: str
    regel: int


class OngeldigFeit(Exception):  # noqa: N818 - collected into one ConfigurationError
    """A placeholder that cannot be filled; the text says why."""


@dataclass(frozen=True)
class Feiten:
    """What placeholders are filled from: the register and the name of the municipality."""

    register: Register
    gemeente: str

    def fill(self, sectie: Sectie) -> str:
        """The text of a section with all placeholders filled; `ConfigurationError` lists what does not hold."""
        faults = list(self.check(sectie))
        if faults:
            raise ConfigurationError.from_list("Een toelichting klopt niet:", faults)
        return PLACEHOLDER.sub(lambda match: self._value(match[1]), sectie.tekst)

    def check(self, sectie: Sectie) -> Iterator[str]:
        """Every fault in a section, as `bestand, regel n: wat`."""
        for match in PLACEHOLDER.finditer(sectie.tekst):
            try:
                self._value(match[1])
            except OngeldigFeit as fault:
                yield f"{_place(sectie, match.start())}: {fault}"
        bare = PLACEHOLDER.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), sectie.tekst)
        for match in re.finditer(r"\d[\d.,]*", bare):
            yield (
                f"{_place(sectie, match.start())}: het getal '{match[0]}' is met de hand getypt. Gebruik een feit, "
                "zoals {{ clienten.wmo.totaal }}, of {{ letterlijk: ... }} voor een datum of naam."
            )
        for match in re.finditer(r"\{\{|\}\}", bare):
            yield f"{_place(sectie, match.start())}: een accolade is niet gesloten."

    def _value(self, inhoud: str) -> str:
        if inhoud.startswith("letterlijk:"):
            return inhoud.removeprefix("letterlijk:").strip()
        if inhoud == "gemeente":
            return self.gemeente
        if match := JAAR.fullmatch(inhoud):
            return str(self.register.jaar + int((match[1] or "0").replace(" ", "")))
        if match := VERWIJZING.fullmatch(inhoud):
            return f"[{match[1]} {match[2]}](#{match[1]}-{match[2].replace('.', '-')})"
        adres, _, naam = (part.strip() for part in inhoud.partition("|"))
        return self._figure(adres, naam)

    def _figure(self, adres: str, naam: str) -> str:
        try:
            rij = self.register.get(adres)
        except ConfigurationError as error:
            raise OngeldigFeit(str(error)) from None
        if rij.waarde is None:
            return AFGESCHERMD
        if not naam:
            return format_value(rij.waarde, rij.eenheid)
        return find_opmaak(naam)(rij.waarde, rij.eenheid)


def find_opmaak(naam: str) -> Callable[[float, str], str]:
    """The format with this name; `OngeldigFeit` names the closest one if there is none."""
    if naam not in OPMAAK:
        close = difflib.get_close_matches(naam, OPMAAK, n=1)
        hint = f"Bedoelt u '{close[0]}'?" if close else f"Bekend zijn: {', '.join(OPMAAK)}."
        raise OngeldigFeit(f"de opmaak '{naam}' bestaat niet. {hint}")
    return OPMAAK[naam]


def read_toelichting(path: Path) -> dict[str, Sectie]:
    """The sections of a toelichting file, by slug. Text before the first `## slug` is an error."""
    if not path.is_file():
        raise ConfigurationError(f"Het toelichtingbestand {path.name} ontbreekt in {path.parent.name}/.")
    secties: dict[str, list[str]] = {}
    starts: dict[str, int] = {}
    slug = ""
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), start=1):
        if heading := HEADING.match(line):
            slug = heading[1]
            if slug in secties:
                raise ConfigurationError(f"{path.name}, regel {number}: de sectie '{slug}' staat er twee keer.")
            secties[slug], starts[slug] = [], number + 1
        elif slug:
            secties[slug].append(line)
        elif line.strip():
            raise ConfigurationError(f"{path.name}, regel {number}: zet boven deze tekst een kop '## naam-van-sectie'.")
    return {slug: Sectie(slug, "\n".join(lines), path.name, starts[slug]) for slug, lines in secties.items()}


def check_toelichting(secties: Mapping[str, Sectie], feiten: Feiten) -> list[str]:
    """Every fault in all sections of a file."""
    return [fault for sectie in secties.values() for fault in feiten.check(sectie)]


def _place(sectie: Sectie, offset: int) -> str:
    line = sectie.regel + sectie.tekst.count("\n", 0, offset)
    return f"{sectie.bestand}, regel {line}"
