"""The documentation keeps up: what a user can type or set is documented, and links lead somewhere."""

import re
from pathlib import Path

import click
import pytest
from pydantic import BaseModel

from sdreport.chapter.notation import OPMAAK
from sdreport.commands.cli import cli
from sdreport.errors import AFSLUITCODES, BuildError, ConfigurationError, GateError
from sdreport.project.huisstijl import Huisstijl, Kleuren
from sdreport.project.parameters import (
    Acceptatie,
    Afronding,
    Dominantie,
    Geheimhouding,
    Kerncijfer,
    Kerngetal,
    Kwaliteitsborging,
    Logbesluit,
    Nul,
    Parameters,
    Toleranties,
)
from sdreport.project.parameters.blokken import VastNummer
from sdreport.project.parameters.indelingen import Indelingen, Kostengroep, Vergelijkingsgroep
from sdreport.project.parameters.publicatie import Contact, Leesbaarheid, Publicatie

ROOT = Path(__file__).parents[2]
PAGES = [
    ROOT / "README.md",
    ROOT / "CHANGELOG.md",
    ROOT / "output" / "README.md",
    *sorted((ROOT / "docs").glob("*.md")),
]
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
RULE = re.compile(r'(?:UnreadableFile\(|tell\(|return f)\s*"([a-z_]+)[{"]')
UNITS = {"%": "%", "€": "euro"}


def read(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def section(text: str, heading: str) -> str:
    """The text under `## heading`, up to the next heading of that level."""
    found = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"there is no heading '## {heading}'"
    return found[1]


def first_cells(text: str) -> list[str]:
    """What stands between backticks in the first column of the tables in a text."""
    return [
        name
        for row in re.findall(r"^\| (`[^|]*) \|", text, re.MULTILINE)
        for name in re.findall(r"`([^`]+)`", row)
    ]


def anchors(text: str) -> set[str]:
    """The anchors that a forge makes of the headings of a page."""
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_is_documented_with_exactly_its_options(name: str) -> None:
    command = cli.commands[name]
    arguments = "".join(
        f" {parameter.make_metavar(click.Context(command))}"
        for parameter in command.params
        if isinstance(parameter, click.Argument)
    )
    documented = first_cells(section(read("docs/opdrachten.md"), f"sdreport {name}{arguments}"))
    options = [
        opt for parameter in command.params if isinstance(parameter, click.Option) for opt in parameter.opts
    ]
    assert [text.split()[0] for text in documented] == options


def test_options_of_all_commands_are_documented() -> None:
    documented = first_cells(section(read("docs/opdrachten.md"), "Voor alle opdrachten"))
    own = {opt for parameter in cli.params for opt in parameter.opts}
    assert set(documented) == own | set(cli.context_settings["help_option_names"])


def test_readme_names_every_command() -> None:
    for name in cli.commands:
        assert f"`sdreport {name}" in read("README.md")


def test_exit_codes_are_documented() -> None:
    for code, text in re.findall(r"(\d) ([a-z ]+)", AFSLUITCODES):
        assert f"{code} {text}" in " ".join(read("README.md").split())
    for page in ("docs/opdrachten.md", "docs/fouten.md"):
        codes = re.findall(r"^\| (\d) \|", section(read(page), "Exitcodes"), re.MULTILINE)
        assert codes == ["0", *(str(kind.exit_code) for kind in (GateError, ConfigurationError, BuildError))]


@pytest.mark.parametrize(
    ("page", "headings", "model"),
    [
        ("docs/parameters.md", ("Verplicht", "Mag ontbreken"), Parameters),
        ("docs/parameters.md", ("geheimhouding",), Geheimhouding),
        ("docs/parameters.md", ("geheimhouding: nul",), Nul),
        ("docs/parameters.md", ("geheimhouding: afronding",), Afronding),
        ("docs/parameters.md", ("geheimhouding: dominantie",), Dominantie),
        ("docs/parameters.md", ("kerngetallen",), Kerngetal),
        ("docs/parameters.md", ("toleranties",), Toleranties),
        ("docs/parameters.md", ("indelingen",), Indelingen),
        ("docs/parameters.md", ("indelingen: kosten_leeftijd",), Kostengroep),
        ("docs/parameters.md", ("indelingen: vergelijking",), Vergelijkingsgroep),
        ("docs/parameters.md", ("kerncijfers",), Kerncijfer),
        ("docs/parameters.md", ("vaste_nummers",), VastNummer),
        ("docs/parameters.md", ("acceptaties",), Acceptatie),
        ("docs/parameters.md", ("kwaliteitsborging",), Kwaliteitsborging),
        ("docs/parameters.md", ("kwaliteitsborging: besluiten",), Logbesluit),
        ("docs/parameters.md", ("publicatie",), Publicatie),
        ("docs/parameters.md", ("contact",), Contact),
        ("docs/parameters.md", ("leesbaarheid",), Leesbaarheid),
        ("docs/huisstijl.md", ("Huisstijl",), Huisstijl),
        ("docs/huisstijl.md", ("Kleuren",), Kleuren),
    ],
)
def test_every_key_is_documented(page: str, headings: tuple[str, ...], model: type[BaseModel]) -> None:
    text = read(page).replace("# Huisstijl\n", "## Huisstijl\n", 1)
    documented = [name for heading in headings for name in first_cells(section(text, heading))]
    assert sorted(documented) == sorted(model.model_fields)


def test_required_keys_are_documented_as_such() -> None:
    required = [name for name, field in Parameters.model_fields.items() if field.is_required()]
    assert first_cells(section(read("docs/parameters.md"), "Verplicht")) == required


def test_every_format_is_documented_and_its_example_is_true() -> None:
    rows = re.findall(
        r"^\| `(\w+)` \|[^|]*\| ([^|]+) \| ([^|]+) \|$", read("docs/toelichting.md"), re.MULTILINE
    )
    assert [name for name, _, _ in rows] == list(OPMAAK)
    for name, shown, printed in rows:
        unit = next((unit for sign, unit in UNITS.items() if sign in shown), "aantal")
        value = float(re.sub(r"[^\d,-]", "", shown).replace(",", "."))
        assert OPMAAK[name](value, unit).replace("\u00a0", " ") == printed


def test_every_finding_of_the_reader_is_documented() -> None:
    sources = [
        path.read_text(encoding="utf-8")
        for path in sorted((ROOT / "sdreport" / "intake").rglob("*.py"))
        if "berichten" not in path.relative_to(ROOT).parts  # what is told of messages is on a page of its own
    ]
    rules = {rule for source in sources for rule in RULE.findall(source)}
    assert {"bestand_aanwezig", "kolom_ontbreekt", "tekenset", "extract_leeg"} <= rules
    documented = first_cells(section(read("docs/fouten.md"), "1: de extracten zijn afgekeurd"))
    missing = {rule for rule in rules if not any(name.startswith(rule) for name in documented)}
    assert not missing


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for link in LINK.findall(text):
        if "://" in link:
            continue
        target, _, anchor = link.partition("#")
        path = (page.parent / target) if target else page
        assert path.exists(), f"{page.name} links to {link}"
        if anchor:
            assert anchor in anchors(path.read_text(encoding="utf-8")), f"{page.name} links to {link}"


@pytest.mark.parametrize("marker", ["bouwen", "testen"])
def test_readme_has_the_commands_that_ci_runs(marker: str) -> None:
    block = re.search(
        rf"^<!-- {marker} -->\n```bash\n(.*?)^```$", read("README.md"), re.MULTILINE | re.DOTALL
    )
    assert block
    lines = block[1].splitlines()
    assert all(line.endswith("&&") for line in lines[:-1]), "one command, that stops at the first failure"
    assert "--require-hashes" in block[1]


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "requirements-cluster.txt"])
def test_pins_have_hashes_and_name_no_host(name: str) -> None:
    text = read(name)
    pins = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
    assert len(pins) > 100
    for pin in pins:
        assert re.match(r"[A-Za-z0-9._-]+==\S+ ", pin), pin[:60]
        assert "--hash=sha256:" in pin
    assert "://" not in text
    assert not re.search(r"^\s*-(?!-hash)", text, re.MULTILINE), "only pins and hashes"


def test_every_dependency_is_explained() -> None:
    names = re.findall(r'^\s+"([A-Za-z0-9._-]+)[><=]', read("pyproject.toml"), re.MULTILINE)
    assert {"pandas", "typst"} <= set(names)
    explained = re.findall(r"^\| ([a-z_-]+) \|", read("docs/afhankelijkheden.md"), re.MULTILINE)
    assert set(names) - set(explained) == set()
