"""Another report on the same records that stands in the output folder: what the two give away together.

Each report is protected by itself, by a threshold, tables and classes of its own. Who reads both has what either shows.
"""

from collections.abc import Iterator
from pathlib import Path

from sdreport.errors import ConfigurationError, SdreportError
from sdreport.project.editie import CIJFERS, Editie
from sdreport.register.built.klassen import find_between
from sdreport.register.cijfer import Cijfer
from sdreport.register.manifest import HANDTEKENING, NAAM, read_manifest
from sdreport.register.register import Register

GENOEMD = 3
"""So many numbers are named; the others are counted."""


def find_naast(editie: Editie) -> list[Path]:
    """The folders of other reports on the same year that were built from the same extracts; concepts are for few."""
    own = editie.parameters
    if editie.concept or not own.geheimhouding.drempel:
        return []
    return [
        path.parent
        for path in sorted(editie.project.output.glob(f"*/{NAAM}"))
        if path.parent != editie.folder and _is_of(path.parent, own.data, own.jaar)
    ]


def tell_naast(editie: Editie, register: Register) -> str:
    """What a reader of both reports finds, a line for each other report; empty when there is nothing to find.

    Of a report that was signed, and so was published, it is a ConfigurationError.
    """
    told = {folder: _describe(editie, folder, register) for folder in find_naast(editie)}
    if signed := [text for folder, text in told.items() if text and (folder / HANDTEKENING).exists()]:
        raise ConfigurationError(f"Het rapport ernaast is ondertekend. {signed[0]}")
    return "\n".join(filter(None, told.values()))


def _is_of(folder: Path, data: str, jaar: int) -> bool:
    try:
        manifest = read_manifest(folder)
    except SdreportError:
        return False
    parameters = manifest["parameters"]
    return not manifest.get("concept") and (parameters.get("data"), parameters.get("jaar")) == (data, jaar)


def _describe(editie: Editie, folder: Path, register: Register) -> str:
    andere = [rij for rij in _read(folder) if rij.jaar == register.jaar]
    both = [*andere, *(rij for rij in register.rijen if rij.jaar == register.jaar)]
    found = [
        *sorted(_find_open(register, andere)),
        *find_between(both, editie.parameters.geheimhouding.drempel),
    ]
    if not found:
        return ""
    more = f", en nog {len(found) - GENOEMD}" if len(found) > GENOEMD else ""
    relative = editie.project.relative
    return (
        f"Let op. Dit rapport en {relative(folder)} gaan over dezelfde gegevens, en wat het ene afschermt, is te "
        f"vinden met het andere: {', '.join(found[:GENOEMD])}{more}. Geef beide dezelfde 'geheimhouding' en "
        f"'indelingen', of kopieer {CIJFERS} van het rapport dat afschermt naar {relative(editie.project.history)}/ "
        "en noem het bij het andere onder geheimhouding: vorige_versies."
    )


def _find_open(register: Register, andere: list[Cijfer]) -> Iterator[str]:
    there = {rij.sleutel: rij for rij in andere}
    for rij in register.rijen:
        other = there.get(rij.sleutel)
        if rij.jaar == register.jaar and other is not None and rij.onderdrukt != other.onderdrukt:
            yield f"{rij.adres} ({rij.jaar})"


def _read(folder: Path) -> list[Cijfer]:
    from sdreport.register.files import read_register  # pandas, and only where there is such a report

    try:
        return read_register(folder / CIJFERS)
    except SdreportError:
        return []
