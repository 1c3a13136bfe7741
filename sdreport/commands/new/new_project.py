"""`sdreport new-project`: the folder of a municipality, with all that it keeps itself and nothing that it need not."""

import re
from collections.abc import Iterator
from pathlib import Path

import click

from sdreport.commands.screen import tell
from sdreport.errors import AFSLUITCODES, ConfigurationError
from sdreport.safe.half import write_whole

LANGSTE_NAAM = 100
SKELETON = Path(__file__).parent / "skeleton"
EIGEN_TABELLEN = {
    "aanbieders": ("agb", "naam"),
    "iv3": ("taakveld", "categorie", "onderdeel", "post"),
}
"""Tables for the import of messages and of Iv3, beside the reference tables."""


@click.command("new-project", epilog=AFSLUITCODES)
@click.argument("map", type=click.Path(path_type=Path, file_okay=False))
@click.option("--gemeente", required=True, help="Naam van de gemeente, zoals in het rapport.")
@click.option("--jaar", type=int, required=True, help="Jaar van het eerste rapport.")
def new_project(map: Path, gemeente: str, jaar: int) -> None:
    """Maak een project voor een gemeente: parameters, huisstijl, lege tabellen en lege extracten met kopregel.

    Notebooks, verwachtingen en teksten zijn die van sdreport, tot de gemeente er zelf een maakt.
    """
    written = make_project(map, gemeente, jaar)
    tell(f"Klaar: {len(written)} bestanden in {map}. Vul data/{jaar}/ en de tabellen in data/.")
    tell("Draai daarna in die map: sdreport check")


def make_project(folder: Path, gemeente: str, jaar: int) -> list[Path]:
    """Write the project; `ConfigurationError` when the folder holds something, or a name or year is no good."""
    from sdreport.project.parameters import JAREN
    from sdreport.safe.text import ONZICHTBAAR

    if jaar not in JAREN:
        raise ConfigurationError(f"Het jaar is een getal van {JAREN[0]} tot en met {JAREN[-1]}.")
    if not gemeente.strip() or ONZICHTBAAR.search(gemeente) or re.search("[\t\r\n]", gemeente):
        raise ConfigurationError("De naam van de gemeente is leeg of bevat een teken dat niemand ziet.")
    if len(gemeente) > LANGSTE_NAAM:
        raise ConfigurationError(f"De naam van de gemeente heeft hoogstens {LANGSTE_NAAM} tekens.")
    files = {folder / name: text.encode("utf-8") for name, text in _list_files(gemeente.strip(), jaar)}
    there = {path for path in folder.rglob("*") if not path.is_dir() or path.is_symlink()}
    # what a command that was broken off wrote of the same project is no reason to refuse
    same = {path for path in there & files.keys() if path.is_file() and path.read_bytes() == files[path]}
    if there != same or len(same) == len(files):
        raise ConfigurationError(f"De map {folder} is niet leeg: noem een nieuwe of lege map.")
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)
    return list(files)


def _list_files(gemeente: str, jaar: int) -> Iterator[tuple[str, str]]:
    from sdreport.intake.catalogue.datasets import find_dataset
    from sdreport.project.reference_rules import JAREN
    from sdreport.project.references import COLUMNS, MET_JAREN
    from sdreport.project.yaml import read_yaml

    quoted = '"' + gemeente.replace("\\", "\\\\").replace('"', '\\"') + '"'
    words = {"GEMEENTE": quoted, "VOLGEND": str(jaar + 1), "JAAR": str(jaar)}
    filled = {
        name: re.sub(
            "|".join(words),
            lambda found: words[found[0]],
            (SKELETON / f"{name}.yaml").read_text(encoding="utf-8"),
        )
        for name in ("parameters", "huisstijl")
    }
    yield f"parameters/raadsrapportage-{jaar}.yaml", filled["parameters"]
    yield "parameters/huisstijl.yaml", filled["huisstijl"]
    for name, columns in {**COLUMNS, **EIGEN_TABELLEN}.items():
        if name != "taakvelden":  # the national ones serve until a municipality has its own
            years = JAREN if name in (*MET_JAREN, "iv3") else ()
            yield f"data/{name}.csv", ";".join((*columns, *years)) + "\n"
    for slug in read_yaml(SKELETON / "parameters.yaml")[0]["datasets"]:
        yield f"data/{jaar}/{slug}.csv", ";".join(find_dataset(slug).column_names) + "\n"
