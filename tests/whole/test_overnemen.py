"""What is taken over is what would have been made: after any changes a build gives the bytes of one made afresh."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bouwhulp import ROOT, copy_project, hash_folder, replace_in
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from overnamehulp import Bouwers

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="builds are forked")
RAPPORT = "uitvoeringsplan-2017-2018"
DATA = f"data/{RAPPORT}"
PARAMETERS = f"parameters/{RAPPORT}.yaml"
HOOFDSTUKKEN = "  - 1_inleiding\n  - 3_voortgang\n"
HISTORIE = """\
indicator;jaar;uitsplitsing;waarde;eenheid;status;onderdrukt;bron;definitie
doelen;2016;programma=totaal;12;doelen;definitief;nee;plannen;Doelen in het plan.
"""
Change = Callable[[Path], None]


def edit(name: str, old: str, new: str) -> Change:
    """A change of the text of a file."""
    return lambda project: replace_in(project / name, old, new)


def add(name: str, text: str) -> Change:
    """A file that comes."""

    def write(project: Path) -> None:
        (project / name).parent.mkdir(exist_ok=True)
        (project / name).write_text(text, encoding="utf-8")

    return write


CHANGES: dict[str, Change] = {
    "a sentence": edit(f"{DATA}/toelichting/1_inleiding.md", "Dit is het", "Hier staat het"),
    "a fact in a text": edit(
        f"{DATA}/toelichting/1_inleiding.md",
        "bij {{ doelen.totaal }}",
        "niet {{ activiteiten.i-3-preventie.totaal }}",
    ),
    "a text of its own in the place of a shipped one": add(
        f"{DATA}/toelichting/0_datakwaliteit.md", "## leeswijzer\n\nZo is het gemeten.\n"
    ),
    "a row of an extract": edit(f"{DATA}/plannen.csv", "De website en", "De site en"),
    "a number in an extract": edit(f"{DATA}/plannen.csv", ";Uitkomst van het behoefteonderzoek;", ";;"),
    "the bytes of an extract": edit(f"{DATA}/plannen.csv", "\n", "\r\n"),
    "a rule": edit("expectations/plannen.json", '"severity": "warning"', '"severity": "info"'),
    "a rule on several extracts": edit(
        "expectations/samenhang_plannen.json", '"uitleg": "', '"uitleg": "Let op: '
    ),
    "a label": edit("data/labels.csv", ";Huishoudelijke hulp;", ";Hulp;"),
    "a reference table": edit("data/programmas.csv", ";Eigen kracht;", ";Eigen regie;"),
    "the history": add("data/history/2016.csv", HISTORIE),
    "an extract of another year": add("data/2016/plannen.csv", "plan;peildatum\n"),
    "a parameter": edit(PARAMETERS, "titel: Uitvoeringsplan", "titel: Plan"),
    "a key figure": edit(PARAMETERS, "label: Activiteiten", "label: Wat we doen"),
    "a colour": edit("parameters/huisstijl.yaml", '#248475"', '#238374"'),
    "the logo": edit("parameters/logo.svg", "</svg>", "<g/></svg>"),
    "a notebook": edit("notebooks/plan/3_voortgang.ipynb", "# Voortgang", "# De voortgang"),
    "a related report": edit("parameters/peilnota-1-2014.yaml", "titel: ", "titel: De "),
    "other kinds of hiding": edit(PARAMETERS, "kerncijfers:", "geheimhouding:\n  drempel: 5\n\nkerncijfers:"),
}
NIETS: frozenset[str] = frozenset()
EEN_GETAL = frozenset(["a number in an extract"])
BEKEND = st.lists(
    st.sampled_from([NIETS, *(frozenset([change]) for change in CHANGES)]), min_size=1, max_size=3
)
"""States that have been made afresh already, by which a build comes to one that has not."""
SAMEN = st.sets(st.sampled_from(sorted(CHANGES)), min_size=2, max_size=3).map(frozenset)


def make_small(project: Path) -> None:
    """Leave two chapters of the report, which is then built sooner, and nothing in its texts about the others."""
    path = project / PARAMETERS
    text = re.sub(r"(?<=hoofdstukken:\n)(?:  - .*\n)+", HOOFDSTUKKEN, path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")
    for path in (project / DATA / "toelichting").glob("*.md"):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join(line for line in lines if "{{ hoofdstuk" not in line), encoding="utf-8")


class Werf:
    """One project that is built with what earlier builds left, and the same inputs built afresh."""

    def __init__(self, folder: Path, bouwers: Bouwers) -> None:
        self.bouwers = bouwers
        self.project = folder / "project"
        self.folder = folder
        self.bron = copy_project(folder / "bron")
        make_small(self.bron)
        (self.project / "output").mkdir(parents=True)
        self.known: dict[frozenset[str], dict[str, str]] = {}
        self.state: frozenset[str] | None = None

    def set_up(self, changes: frozenset[str], project: Path) -> None:
        """Give a project the inputs with these changes; what was made in it stays."""
        for name in ("parameters", "notebooks", "expectations", "data"):
            shutil.rmtree(project / name, ignore_errors=True)
            shutil.copytree(self.bron / name, project / name)
        for change in sorted(changes):
            CHANGES[change](project)

    def build(self, changes: frozenset[str]) -> str:
        """Build the project with these changes; what was told."""
        self.set_up(changes, self.project)
        code, told = self.bouwers.build(self.project, RAPPORT)
        assert code == 0, told
        self.state = changes
        return told

    def build_afresh(self, changes: frozenset[str]) -> dict[str, str]:
        """What a build makes that has nothing to take over."""
        if changes not in self.known:
            apart = self.folder / "apart"
            shutil.rmtree(apart, ignore_errors=True)
            (apart / "output").mkdir(parents=True)
            self.set_up(changes, apart)
            code, told = self.bouwers.build(apart, RAPPORT, vers=True)
            assert code == 0, told
            self.known[changes] = self.look(apart)
        return self.known[changes]

    def look(self, project: Path | None = None) -> dict[str, str]:
        """The hashes of all that a build made, but for the store and the file that holds the path of the project."""
        made = hash_folder((project or self.project) / "output")
        return {
            name: sha
            for name, sha in made.items()
            if not name.startswith(".voorraad/") and not name.endswith("/rapport.json")
        }


@pytest.fixture(scope="module")
def werf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Werf]:
    bouwers = Bouwers(ROOT)
    werf = Werf(tmp_path_factory.mktemp("werf"), bouwers)
    werf.build(NIETS)
    yield werf
    bouwers.close()


@pytest.mark.parametrize("change", CHANGES)
def test_after_one_change_the_report_is_what_it_would_be_afresh(werf: Werf, change: str) -> None:
    told = werf.build(frozenset([change]))
    assert "is veranderd" in told or "is nieuw" in told, told
    assert werf.look() == werf.build_afresh(frozenset([change]))
    assert werf.look() != werf.build_afresh(NIETS), "the change is one that can be seen"


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(states=BEKEND, last=SAMEN)
def test_after_any_changes_the_report_is_what_it_would_be_afresh(
    werf: Werf, states: list[frozenset[str]], last: frozenset[str]
) -> None:
    for state in [*states, last, states[0]]:
        werf.build(state)
        assert werf.look() == werf.build_afresh(state), sorted(state)


def test_without_a_change_nothing_is_made(werf: Werf) -> None:
    werf.build(NIETS)
    before = {path: path.stat().st_mtime_ns for path in werf.project.glob(f"output/{RAPPORT}/**/*")}
    assert "Er is niets veranderd" in werf.build(NIETS)
    assert {path: path.stat().st_mtime_ns for path in before} == before


LICHT = """
import sys
from sdreport.commands.cli import main
try:
    main(sys.argv[1:])
finally:
    print(*({"pandas", "great_expectations", "numpy", "altair", "nbconvert"} & set(sys.modules)), file=sys.stderr)
"""


@pytest.mark.parametrize("command", ["build", "check"])
def test_without_a_change_no_heavy_library_is_imported(werf: Werf, command: str) -> None:
    werf.build(NIETS)
    first, again = (
        subprocess.run(
            [sys.executable, "-c", LICHT, command, RAPPORT],
            cwd=werf.project,
            capture_output=True,
            text=True,
            check=False,
        )
        for _ in range(2)
    )
    assert (first.returncode, again.returncode) == (0, 0), first.stderr + again.stderr
    assert again.stderr.splitlines()[-1] == ""
    assert again.stdout == first.stdout


def test_one_sentence_makes_one_chapter_and_its_pages(werf: Werf) -> None:
    werf.build(NIETS)
    replace_in(werf.project / DATA / "toelichting/1_inleiding.md", "Dit is het", "Zo luidt het")
    werf.state = None
    code, told = werf.bouwers.build(werf.project, RAPPORT)
    assert code == 0
    assert "de controle van de extracten en de cijfers: 1 overgenomen" in told
    (chapters,) = [line for line in told.splitlines() if "het uitgevoerde notebook" in line]
    assert "1_inleiding (1_inleiding.md is veranderd" in chapters and "3_voortgang" not in chapters
    (pages,) = [line for line in told.splitlines() if "één pagina of pdf" in line]
    assert "hoofdstukken/3_voortgang" not in pages and "overgenomen" in pages


def spoil_entries(project: Path) -> None:
    """Every entry of the store gets another content, is cut off or emptied, or stands in the place of another.

    Its time stays. Each of these apart is tried on the store alone, in `voorraad/test_bewaarplaats.py`.
    """
    paths = sorted((project / "output" / ".voorraad").glob("*/*"))
    contents = [path.read_bytes() for path in paths]
    for number, path in enumerate(paths):
        before, content = path.stat(), contents[number]
        ways = (content[:-2] + b"99", content[: len(content) // 2], b"", contents[number - 1])
        path.write_bytes(ways[number % len(ways)])
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def set_clock_back(project: Path) -> None:
    """All times of files are of long ago, also those of what has just been changed."""
    for path in project.rglob("*"):
        os.utime(path, (978_307_200, 978_307_200))


DAMAGE: dict[str, Change] = {
    "entries that are not what they were": spoil_entries,
    "no store": lambda project: shutil.rmtree(project / "output" / ".voorraad"),
    "a page that was edited": edit(f"output/{RAPPORT}/index.html", "Uitvoeringsplan", "Uitvoeringsplán"),
    "a page that is gone": lambda project: (project / "output" / RAPPORT / "datakwaliteit.html").unlink(),
    "a file that does not belong there": add(f"output/{RAPPORT}/extra.txt", "extra"),
    "a work folder that is gone": lambda project: shutil.rmtree(project / "output" / ".werkmap"),
    "a list that is gone": lambda project: shutil.rmtree(project / "output" / ".terugmelding"),
    "a list that was edited": edit(f"output/.terugmelding/{RAPPORT}/plannen.csv", "plannen", "planen"),
    "times of long ago": set_clock_back,
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_what_was_damaged_is_made_again(werf: Werf, damage: str) -> None:
    if werf.state not in (NIETS, EEN_GETAL):
        werf.build(NIETS)
    before, after = (NIETS, EEN_GETAL) if werf.state == NIETS else (EEN_GETAL, NIETS)
    for state in (before, after):
        DAMAGE[damage](werf.project)
        werf.build(state)
        assert werf.look() == werf.build_afresh(state)


def test_a_change_with_the_time_and_size_of_what_was_there_is_seen(werf: Werf) -> None:
    werf.build(NIETS)
    path = werf.project / DATA / "plannen.csv"
    before = path.stat()
    content = path.read_bytes()
    path.write_bytes(content.replace(b"De website en", b"De websote en", 1))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    code, told = werf.bouwers.build(werf.project, RAPPORT)
    assert code == 0 and "plannen.csv is veranderd" in told
    manifest = json.loads((werf.project / "output" / RAPPORT / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["invoer"][f"{DATA}/plannen.csv"] == hash_folder(werf.project / DATA)["plannen.csv"]
