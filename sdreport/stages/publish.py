"""What stands in the folder of a report: pages and PDFs, the numbers, the quality of the data, and the manifest."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sdreport.chapter.toelichting.text import hash_texts
from sdreport.chapter.werkmap import Leesstof
from sdreport.project.editie import Editie
from sdreport.project.huisstijl import load_huisstijl
from sdreport.project.verwant import load_verwant
from sdreport.publish.meta import describe_report
from sdreport.publish.metadata import write_metadata
from sdreport.register.files import write_register
from sdreport.register.kwaliteit import Kwaliteitsrapport, write_quality
from sdreport.register.manifest import NAAM, hash_files, make_manifest


def publish(editie: Editie, notebooks: dict[str, Any], folder: Path) -> None:
    """Turn the executed notebooks into pages, PDFs and published notebooks."""
    from sdreport.publish.stage import draw_charts, prepare_notebook, write_report

    stijl = load_huisstijl(editie.huisstijl)
    meta = describe_report(editie)
    draw_charts(notebooks.values(), stijl)
    prepared = {name: prepare_notebook(notebook, name, meta) for name, notebook in notebooks.items()}
    related = [describe_report(item) for item in load_verwant(editie)]
    write_report(prepared, editie.parameters.kwaliteit, stijl, meta, related, folder)


def write_bijlagen(
    editie: Editie, stof: Leesstof, kwaliteit: Kwaliteitsrapport, invoer: Mapping[str, str], folder: Path
) -> None:
    """Write what programs read: the register, the quality of the data, the metadata of the Woo, and the manifest."""
    write_register(stof.register.rijen, folder)
    write_quality(kwaliteit, folder)
    write_metadata(folder, editie)
    write_manifest(editie, stof, invoer, folder)


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
