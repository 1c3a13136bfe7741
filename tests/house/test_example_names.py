"""Nothing that ships for every municipality holds a name of the example municipalities."""

import csv
import functools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sdreport.exampledata.stad.aanbod import AANBIEDERS, PRODUCTEN, WIJKEN
from sdreport.exampledata.stad.overig import TELLINGEN
from sdreport.project.parameters import list_reports, load_parameters

ROOT = Path(__file__).parents[2]
PROJECTS = (ROOT, *sorted(path for path in (ROOT / "examples").iterdir() if path.is_dir()))
STANDARDS = ROOT / "sdreport" / "project" / "standards"
WRITES_EXAMPLES = ROOT / "sdreport" / "exampledata"
"""It invents the examples, so it must know their names."""
TEXT = (".py", ".csv", ".css", ".html", ".j2", ".js", ".json", ".md", ".txt", ".typ", ".yaml")
SHIPPED = [
    path
    for folder, pattern in (
        ("sdreport", "**/*"), ("notebooks", "**/*.ipynb"), ("expectations", "*.json"), ("data/toelichting", "*.md"),
    )
    for path in sorted((ROOT / folder).glob(pattern))
    if path.suffix in (*TEXT, ".ipynb")
    and not path.is_relative_to(WRITES_EXAMPLES)
    and not path.is_relative_to(STANDARDS)
    and ".ipynb_checkpoints" not in path.parts
]  # fmt: skip
LANDELIJK = {
    "bewindvoering", "bijstand", "bijzondere bijstand", "bijzondere-bijstand", "energietoeslag",  # Participatiewet
    "maatwerk",  # the Wmo
    "sociale verzekeringsbank",  # pays every pgb
}  # fmt: skip
"""Words of laws and of organisations for the whole country, beside those in the tables of the standards."""
GEWOON = {
    "bibliotheek",
    "centrum",
    "cliënten",
    "gemeente",
    "hulp in huis",
    "overig",
    "partners",
    "werk en inkomen",
}
"""Ordinary Dutch that a municipality also has as a name."""


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a table; none when a project does without it."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";"))


def list_names(project: Path) -> Iterator[str]:
    """What is of one municipality: its towns, wijken, providers, partners, percelen, voorzieningen, goals, products."""
    for path in list_reports(project / "parameters"):
        parameters = load_parameters(path)
        yield parameters.gemeente
        yield from (gemeente.naam for gemeente in (parameters.regio.gemeenten if parameters.regio else ()))
    data = project / "data"
    yield from (row["wijk"] for row in read_rows(data / "postcodes.csv"))
    yield from (row["naam"] for row in read_rows(data / "aanbieders.csv"))
    for row in read_rows(data / "productcodes.csv"):
        yield from (row["omschrijving"], row["voorziening"], row["perceel"])
    for row in read_rows(data / "programmas.csv"):
        yield from (row["plan"], row["programma"], row["titel"])
    for row in read_rows(data / "labels.csv"):
        if row["dimensie"] in ("voorziening", "perceel", "telling", "plan", "kostensoort"):
            yield from (row["waarde"], row["label"])
    for path in data.rglob("tellingen.csv"):
        for row in read_rows(path):
            yield from (row["telling"], row["partner"])
    for path in data.rglob("plannen.csv"):
        yield from (name for row in read_rows(path) for name in row["trekker"].split("/"))


@functools.cache
def example_names() -> frozenset[str]:
    """The names of all examples, in small letters; those of the generated town come from its generator."""
    own = {name for project in PROJECTS for name in list_names(project)}
    own |= {
        *WIJKEN,
        *AANBIEDERS,
        *(name for telling, _, partner, _ in TELLINGEN for name in (telling, partner)),
    }
    own |= {
        name for product in PRODUCTEN for name in (product.omschrijving, product.voorziening, product.perceel)
    }
    return frozenset(name.strip().lower() for name in own if len(name.strip()) > 2)


@functools.cache
def national_words() -> str:
    """All that the tables of the standards say."""
    tables = [*STANDARDS.glob("*.csv"), ROOT / "data" / "taakvelden.csv"]
    return "\n".join(path.read_text(encoding="utf-8").lower() for path in tables)


def has_name(text: str, name: str) -> bool:
    """Whether a text holds a name as whole words; a hyphen makes another word of it."""
    return name in text and re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text) is not None


def find_names(text: str) -> list[str]:
    """The names of examples in a text, without words that are national or ordinary."""
    text = re.sub(r'(rapport = \\?")[\w-]+', r"\1", text.lower())  # which report a notebook opens by hand
    return sorted(
        name
        for name in example_names() - LANDELIJK - GEWOON
        if has_name(text, name) and not has_name(national_words(), name)
    )


@pytest.mark.parametrize(
    "name", ["Leusden", "Lindewaard", "Lariks", "Molenveld", "scootmobielen", "rondkomen"]
)
def test_the_search_finds_a_name_of_either_example(name: str) -> None:
    assert find_names(f"Zo doet {name} dat.") == [name.lower()]
    assert find_names(f"{name}straat, de wet-{name}") == []


def test_what_is_excepted_is_a_name_of_an_example() -> None:
    assert example_names() >= LANDELIJK | GEWOON


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_that_ships_has_a_name_of_an_example(path: Path) -> None:
    assert find_names(path.read_text(encoding="utf-8")) == []
