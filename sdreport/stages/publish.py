"""What stands in the folder of a report: pages and PDFs, the numbers, the quality of the data, and the manifest."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sdreport.chapter.charts.svg import start_tekenaars
from sdreport.chapter.opbouw import number_chapters
from sdreport.chapter.toelichting.text import hash_texts
from sdreport.chapter.werkmap import Leesstof
from sdreport.project.editie import CIJFERS, Editie
from sdreport.project.huisstijl import load_huisstijl
from sdreport.project.verwant import load_verwant
from sdreport.publish.meta import describe_open, describe_report
from sdreport.publish.metadata import write_metadata
from sdreport.register.built.naast import tell_naast
from sdreport.register.kwaliteit import Kwaliteitsrapport, write_quality
from sdreport.register.manifest import GROOTSTE_MB, HANDTEKENING, NAAM, hash_files, make_manifest
from sdreport.register.register import Register
from sdreport.safe.files import read_bounded
from sdreport.safe.hashes import hash_text
from sdreport.voorraad.overname import Delen, Overname
from sdreport.voorraad.pak import pack, unpack
from sdreport.voorraad.stappen import BIJLAGE

if TYPE_CHECKING:
    from sdreport.publish.stage import Opmaak


@contextmanager
def open_opmaak(editie: Editie, overname: Overname, cores: int) -> "Iterator[Opmaak]":
    """How the notebooks of a report are made up, with processes beside this one that draw their charts."""
    from sdreport.publish.stage import Opmaak

    numbers = number_chapters([path.stem for path in editie.notebooks])
    with start_tekenaars(cores) as teken:
        yield Opmaak(load_huisstijl(editie.huisstijl), describe_report(editie), overname, numbers, teken)


def publish(editie: Editie, notebooks: Mapping[str, bytes], opmaak: "Opmaak", folder: Path) -> None:
    """Write the notebooks that were made up, and turn them into pages and PDFs."""
    from sdreport.publish.stage import DATAKWALITEIT, OOGOPSLAG, write_report

    related = [describe_report(item) for item in load_verwant(editie)]
    losse = {editie.parameters.kwaliteit: DATAKWALITEIT}
    if editie.parameters.oogopslag:
        losse[editie.parameters.oogopslag] = OOGOPSLAG
    write_report(notebooks, losse, opmaak, related, folder)


def write_bijlagen(
    editie: Editie,
    stof: Leesstof,
    kwaliteit: Kwaliteitsrapport,
    invoer: Mapping[str, str],
    folder: Path,
    cijfers: Mapping[str, bytes],
) -> None:
    """Write what programs read: the register, the quality of the data, the metadata of the Woo, and the manifest."""
    for name, inhoud in cijfers.items():
        (folder / name).write_bytes(inhoud)
    write_quality(kwaliteit, folder)
    write_metadata(folder, editie)
    write_manifest(editie, stof, invoer, folder)


def keep_handtekening(editie: Editie, folder: Path) -> str:
    """Lay the signature under the report that stands there beside the one that takes its place, when their manifests
    are the same; what to do when they are not.
    """
    old, signature = editie.folder / NAAM, editie.folder / HANDTEKENING
    if not signature.is_file():
        return ""
    from sdreport.safe.signature import check_form  # heavy, and only for a report that was signed

    same = old.is_file() and read_bounded(old, most_mb=GROOTSTE_MB) == (folder / NAAM).read_bytes()
    if same and not check_form(signature):
        (folder / HANDTEKENING).write_bytes(read_bounded(signature))
        return ""
    return (
        "Let op. Het rapport dat er stond, was ondertekend; dit rapport is anders en is het niet. "
        "Onderteken het opnieuw met: sdreport sign"
    )


def tell_andere(editie: Editie, register: Register, cijfers: Mapping[str, bytes]) -> str:
    """What a reader finds who has another report on the same records, or kept another version of this one; empty when
    there is nothing to find.
    """
    return "\n".join(filter(None, (_tell_vorige(editie, register, cijfers), tell_naast(editie, register))))


def _tell_vorige(editie: Editie, register: Register, cijfers: Mapping[str, bytes]) -> str:
    """A version with the same numbers gives nothing away: then nothing is attacked, and pandas is not imported."""
    there = [path.read_bytes() for path in editie.versies if path.is_file()]
    if not there or {*there} == {cijfers[CIJFERS]}:
        return ""
    from sdreport.disclosure.geplaatst import tell_vorige_versies

    return tell_vorige_versies(editie, register)


def make_cijfers(editie: Editie, register: Register, overname: Overname) -> Mapping[str, bytes]:
    """The register as files, by name; the workbook tells what of it is open."""
    over = describe_open(editie.parameters.geheimhouding)

    def make() -> bytes:
        from sdreport.register.files import write_register

        with TemporaryDirectory() as work:
            write_register(register.rijen, Path(work), over)
            return pack({path.name: path.read_bytes() for path in sorted(Path(work).iterdir())})

    rows = [[*vars(rij).values(), list(rij.uitsplitsing.items())] for rij in register.rijen]
    delen: Delen = {"register": {"de cijfers": hash_text(repr((over, rows)))}}
    return unpack(overname.take(BIJLAGE, "cijfers", delen, make))


def write_manifest(editie: Editie, stof: Leesstof, invoer: Mapping[str, str], folder: Path) -> None:
    """Write the manifest of all that went in and came out."""
    outputs = hash_files((path for path in folder.rglob("*") if path.is_file()), folder)
    # line numbers and keys of records are not published; the hash of the parameters file stands for them
    kept = editie.parameters.model_dump(
        mode="json", exclude={"acceptaties": {"__all__": {"regels", "sleutels"}}}
    )
    about = {
        "bronnen": {naam: bron.bestand for naam, bron in stof.rapport.bronnen.items()},
        "teksten": hash_texts(editie.toelichting, editie.alle_hoofdstukken),
    }
    text = make_manifest(kept, editie.concept, invoer, outputs, about)
    (folder / NAAM).write_text(text, encoding="utf-8", newline="\n")
