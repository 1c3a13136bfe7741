"""The versions of a report that stood in the output folder, laid beside the one that takes their place.

Output is no input: the same files give the same report, whatever stood there. So what the pair gives away is told, and
the earlier version is kept until somebody says whether others have it. One that was signed was meant for others.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from sdreport.disclosure.aanval.lezer import Lezer
from sdreport.disclosure.aanval.versies import compare_versions
from sdreport.errors import ConfigurationError, SdreportError
from sdreport.measures import INDICATOREN
from sdreport.measures.herleiding import make_structuur
from sdreport.project.editie import Editie
from sdreport.register.cijfer import Cijfer
from sdreport.register.files import read_register
from sdreport.register.manifest import HANDTEKENING
from sdreport.register.register import Register
from sdreport.safe.half import write_whole
from sdreport.safe.hashes import hash_bytes
from sdreport.safe.restricted import make_closed

GENOEMD = 3
"""So many numbers are named; the others are counted."""


def tell_vorige_versies(editie: Editie, register: Register) -> str:
    """What a reader finds who kept a version that stood here, and what to do; empty when there is nothing to find.

    Of a concept nothing: it is for who may know the records. ConfigurationError when the version that would be replaced
    was signed.
    """
    if editie.concept or not editie.parameters.geheimhouding.drempel:
        return ""
    placed, *_ = versies = editie.versies
    found = dict(_find_open(editie, register, versies))
    if not found:
        return ""
    signed = placed in found and (editie.folder / HANDTEKENING).exists()
    if placed in found:
        content = placed.read_bytes()
        kept = make_closed(editie.vorige) / f"{editie.parameters.rapport}-{hash_bytes(content)[:12]}.csv"
        write_whole(kept, content)
        found[kept] = found.pop(placed)
    text = _describe(editie, found)
    if signed:
        raise ConfigurationError(f"De versie die er staat, is ondertekend. {text}")
    return f"Let op. {text}"


def _find_open(
    editie: Editie, register: Register, paths: Sequence[Path]
) -> Iterator[tuple[Path, Sequence[str]]]:
    """The versions that give something away beside this one, with what; those that the parameters name are known."""
    regels = editie.parameters.geheimhouding
    own = [rij.sleutel for rij in register.rijen if rij.jaar == register.jaar]
    lezer = Lezer(register.rijen, make_structuur(INDICATOREN), {})
    known = [_read(editie.project.history / name) for name in regels.vorige_versies]
    for path in paths:
        before = _read(path)
        shown = _list_shown(before, register.jaar)
        if any(_list_shown(rijen, register.jaar) == shown for rijen in known):
            continue
        least = 0 if regels.afronding.basis else regels.drempel
        if faults := sorted(set(compare_versions(lezer, before, own, least))):
            yield path, faults


def _read(path: Path) -> Sequence[Cijfer]:
    """The rows of a version; nothing where none stands, or one that is no register any more."""
    try:
        return read_register(path) if path.is_file() else ()
    except SdreportError:
        return ()


def _list_shown(rijen: Sequence[Cijfer], jaar: int) -> Mapping[str, float | None]:
    return {rij.adres: rij.waarde for rij in rijen if rij.jaar == jaar}


def _describe(editie: Editie, found: Mapping[Path, Sequence[str]]) -> str:
    """The message: what is open, and what to do when others have the earlier version and when they have not."""
    faults = sorted({fault for faults in found.values() for fault in faults})
    more = f", en nog {len(faults) - GENOEMD}" if len(faults) > GENOEMD else ""
    relative, project = editie.project.relative, editie.project
    names = ", ".join([*editie.parameters.geheimhouding.vorige_versies, *(path.name for path in found)])
    lines = [
        "Wie een eerdere versie van dit rapport heeft, kan kleine aantallen vinden door de twee naast elkaar te "
        f"leggen: {'; '.join(faults[:GENOEMD])}{more}.",
        f"  Hebben anderen die versie? Kopieer naar {relative(project.history)}/: "
        f"{', '.join(relative(path) for path in found)}",
        f"  Zet in {relative(editie.bestand)} onder geheimhouding, en bouw opnieuw:  vorige_versies: [{names}]",
        f"  Heeft niemand anders haar? Verwijder dan {relative(editie.vorige)}/.",
    ]
    return "\n".join(lines)
