"""The findings of reading: what is told of a header, of lines and of fields, for small and large extracts alike.

No finding holds a value from a file.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sdreport.bevindingen import Bevinding, Ernst
from sdreport.intake.catalogue.datasets import DATASETS
from sdreport.intake.catalogue.definition import Column, Dataset
from sdreport.intake.faults import UnreadableFile
from sdreport.intake.notation.column import explain_unreadable
from sdreport.intake.notation.form import Notatie
from sdreport.intake.source.files import column_letter, is_workbook
from sdreport.intake.source.header import WEGGELATEN, Namen

COLUMN_NAME = re.compile(r"[a-z_]{1,40}")


@dataclass(frozen=True)
class Melder:
    """Makes the findings on one delivered file."""

    dataset: Dataset
    file: Path

    def tell(
        self,
        regel: str,
        wat: str,
        herstel: str,
        *,
        kolom: str = "",
        regelnummers: Sequence[int] = (),
        posities: Iterable[int] = (),
        ernst: Ernst = "kritiek",
    ) -> Bevinding:
        """A finding; `posities` are the places of its columns, when the catalogue cannot tell them."""
        letters = tuple(column_letter(position) for position in posities) if is_workbook(self.file) else ()
        slug, aantal = self.dataset.slug, len(regelnummers)
        rule = f"{slug}.{regel}"
        return Bevinding(
            slug, rule, ernst, self.file.name, kolom, wat, herstel, regelnummers, aantal, letters=letters
        )

    def tell_fault(self, fault: UnreadableFile) -> Bevinding:
        """The finding of a file that cannot be read at all."""
        return self.tell(
            fault.regel, fault.wat, fault.herstel, regelnummers=(fault.line,) if fault.line else ()
        )

    def tell_unreadable(self, column: Column, notatie: Notatie | None, lines: Sequence[int]) -> Bevinding:
        """The one finding on all fields of a column that cannot be read."""
        rule, what, remedy = explain_unreadable(column, notatie, len(lines))
        return self.tell(rule, what, remedy, kolom=column.name, regelnummers=lines)


@dataclass(frozen=True)
class Lijnen:
    """What is known of the lines of a file, whatever their fields hold; `rijen` says whether there are good ones."""

    rijen: bool
    oneven: Sequence[int] = ()
    onzichtbaar: Sequence[int] = ()
    afgebroken: int = 0
    totalen: Sequence[int] = ()
    koppen: Sequence[int] = ()


def find_letters(header: Sequence[str]) -> dict[str, str]:
    """The letter of each column of a workbook; a name that stands there twice has that of the first."""
    places = [(name, column_letter(position)) for position, name in enumerate(header, start=1) if name]
    return dict(reversed(places))


def tell_cells(bevindingen: Iterable[Bevinding], letters: Mapping[str, str]) -> Iterator[Bevinding]:
    """The findings on one delivery, each with the letters of its columns in the workbook."""
    for item in bevindingen:
        found = [letters[name] for name in item.kolom.split(", ") if name in letters]
        yield replace(item, letters=tuple(found)) if found and not item.letters else item


def check_header(header: Sequence[str], melder: Melder, line: int, boven: Sequence[int]) -> list[Bevinding]:
    """What is wrong with the names of the columns; a file of another extract is told once."""
    dataset, lines, tell = melder.dataset, (line,), melder.tell
    absent = dataset.find_niet_geleverd(header)
    expected = [name for name in dataset.column_names if name not in absent]
    known = set(header) & set(expected)
    if wrong := _find_wrong_file(header, dataset):
        place = "de eerste regel van het eerste blad" if is_workbook(melder.file) else "de eerste regel"
        remedy = f"Zet deze kolomnamen op {place}: {', '.join(expected)}. Of vertaal ze (sdreport map)."
        return [tell("kopregel", wrong, remedy, regelnummers=lines)]
    findings = []
    for name in expected:
        twice = [position for position, other in enumerate(header, start=1) if other == name]
        if not twice:
            what, remedy = (
                "de kolom ontbreekt.",
                "Voeg de kolom toe, of zeg onder kolommen in de parameters hoe zij in dit bestand heet.",
            )
            findings.append(tell("kolom_ontbreekt", what, remedy, kolom=name, regelnummers=lines))
        elif len(twice) > 1:
            what, remedy = "de kolom staat er twee keer.", "Verwijder er één."
            findings.append(
                tell("kolom_dubbel", what, remedy, kolom=name, regelnummers=lines, posities=twice)
            )
    # a record in or behind the header would make values look like names
    enough = len(dataset.vaste_kolommen) / 2
    names_are_names = len(known) > enough and len(header) < 2 * len(expected)
    what = "de kolom hoort niet in dit extract."
    remedy = (
        "Verwijder de kolom, want zij kan persoonsgegevens bevatten; of zeg onder kolommen in de parameters welke "
        "kolom het is."
    )
    for position, name in enumerate(header, start=1):
        if name not in (*expected, WEGGELATEN):
            # what does not surely look like a column name may be a value from a record: give its place only
            shown = name if names_are_names and COLUMN_NAME.fullmatch(name) else f"nummer {position}"
            findings.append(
                tell("kolom_onbekend", what, remedy, kolom=shown, regelnummers=lines, posities=[position])
            )
    if boven:
        what = "boven de kopregel staan gegevens; zij zouden niet meetellen."
        remedy = "Zet de kopregel bovenaan; alleen een titel mag erboven staan."
        findings.append(tell("boven_kopregel", what, remedy, regelnummers=boven))
    return findings


def _find_wrong_file(header: Sequence[str], dataset: Dataset) -> str:
    """What is wrong when most names are missing, or when all names of another extract are there; else empty."""

    def cover(other: Dataset) -> float:
        return min(1, Namen(other.column_names).count(header) / len(other.vaste_kolommen))

    own = cover(dataset)
    others = [other for slug, other in DATASETS.items() if slug != dataset.slug]
    best = max(others, key=cover)
    if cover(best) > own and (own <= 1 / 2 or cover(best) == 1):
        return f"dit lijkt het extract {best.slug}, niet {dataset.slug}."
    return "de kopregel ontbreekt of hoort bij een ander extract." if own <= 1 / 2 else ""


def _tell_beside(file: Path) -> str:
    """What to do about an empty extract; a file of its name in another form was not read."""
    others = sorted(path.name for path in file.parent.glob(f"{file.stem}.*") if path.name != file.name)
    if not others:
        return (
            "Lever het extract met inhoud opnieuw aan. Is er over dit jaar echt niets, haal het dan weg uit de lijst "
            "datasets in het parametersbestand: het rapport zegt dan dat het er niet is."
        )
    beside = " en ".join(others)
    return f"{beside} staat ernaast, maar wordt niet gelezen. Bewaar de gegevens als {file.name}."


def check_lines(lijnen: Lijnen, melder: Melder) -> list[Bevinding]:
    """What is wrong with lines, whatever their fields hold."""
    tell, findings = melder.tell, []
    if lijnen.onzichtbaar:
        what = "er staan tekens in die niemand ziet; zij zijn weggelaten."
        remedy = "Haal ze weg in het bronsysteem: ze kunnen tekst verbergen of omdraaien."
        lines = tuple(lijnen.onzichtbaar)
        findings.append(tell("onzichtbaar", what, remedy, regelnummers=lines, ernst="waarschuwing"))
    if lijnen.afgebroken:
        what = "het bestand eindigt midden in deze regel."
        remedy = "Lever het hele bestand opnieuw aan; bij het maken of versturen is het afgebroken."
        findings.append(tell("regel_afgebroken", what, remedy, regelnummers=(lijnen.afgebroken,)))
    if lijnen.oneven:
        what = "het aantal velden is anders dan in de kopregel."
        remedy = "Zet een veld met een scheidingsteken tussen aanhalingstekens."
        if is_workbook(melder.file):
            remedy = "Haal weg wat naast de laatste kolom staat."
        findings.append(tell("aantal_velden", what, remedy, regelnummers=lijnen.oneven))
    elif not lijnen.rijen and not lijnen.afgebroken:
        what = "het extract heeft een kopregel maar geen rijen."
        findings.append(tell("extract_leeg", what, _tell_beside(melder.file)))
    if lijnen.totalen:
        what = "onderaan staat een totaalregel; zij telt niet mee."
        remedy = "Lever het extract liever zonder totalen aan."
        findings.append(
            tell("totaalregel", what, remedy, regelnummers=tuple(lijnen.totalen), ernst="melding")
        )
    if lijnen.koppen:
        what = "de kopregel staat verderop nog eens; die regel telt niet mee."
        remedy = "Controleer of het bestand elke rij één keer heeft: het lijkt uit delen samengevoegd."
        findings.append(
            tell("kopregel_herhaald", what, remedy, regelnummers=tuple(lijnen.koppen), ernst="melding")
        )
    return findings
