"""Whole builds, run as a user runs them, on a project of their own: what comes out, and what survives a failure."""

import json
import os
import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest
from bouwhulp import RAPPORT, Gebouwd, hash_folder, replace_in, run_sdreport

from sdreport.register.manifest import MET_RECORDS

CHAPTERS = [
    "1_inleiding",
    "2_speerpunten",
    "3_maatwerkvoorzieningen",
    "4_financien",
    "5_verdieping",
    "6_vooruitblik",
    "9_doelen",
]
VOORAF = "in-een-oogopslag"


@pytest.fixture(scope="module")
def project(gebouwd: Gebouwd, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in which the report of 2023 has been built."""
    return gebouwd.copy(tmp_path_factory.mktemp("bouw") / "project")


@pytest.fixture
def report(project: Path) -> Iterator[Path]:
    """The built report; afterwards the project's inputs and output are as they were."""
    inputs = project.parent / "bewaard"
    shutil.copytree(project, inputs)
    yield project / "output" / RAPPORT
    shutil.rmtree(project)
    inputs.rename(project)


def test_everything_that_the_readme_promises_comes_out(project: Path) -> None:
    made = set(hash_folder(project / "output" / RAPPORT))
    chapters = {f"hoofdstukken/{name}.{kind}" for name in CHAPTERS for kind in ("html", "pdf")}
    notebooks = {f"notebooks/{name}.ipynb" for name in ["0_datakwaliteit", f"0_{VOORAF}", *CHAPTERS]}
    files = {"index.html", f"{RAPPORT}.pdf", "datakwaliteit.html", "datakwaliteit.json"}
    files |= {"datakwaliteit.pdf", "manifest.json", "cijfers.csv", "cijfers.json", "cijfers.xlsx"}
    files |= {"toegankelijkheidsverklaring.html", f"{VOORAF}.html", f"{VOORAF}.pdf"}
    published = {name for name in files | chapters if name.endswith((".html", ".pdf", ".csv", ".xlsx"))}
    metadata = {f"metadata/{name.replace('/', '-')}.xml" for name in published}
    assert made == files | chapters | notebooks | metadata
    assert not list((project / "output").glob(f".{RAPPORT}*")), "werkmappen zijn opgeruimd"


def test_the_manifest_knows_every_file_that_went_in_and_came_out(project: Path) -> None:
    folder = project / "output" / RAPPORT
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    made = hash_folder(folder)
    assert manifest["uitvoer"] == {name: sha for name, sha in made.items() if name != "manifest.json"}
    mixed = {name: sha for name, sha in manifest["invoer"].items() if sha.endswith(MET_RECORDS)}
    assert {"data/2023/tellingen.csv", "data/2023/begroting.csv"} <= set(mixed)
    there = hash_folder(project)
    assert {name for name in manifest["invoer"] if manifest["invoer"][name] == there[name]} == set(
        manifest["invoer"]
    ) - set(mixed)
    page = (folder / "index.html").read_text(encoding="utf-8")
    assert all(f"{mixed[f'data/2023/{slug}.csv']}<" in page for slug in ("tellingen", "begroting"))
    assert not [sha for name, sha in there.items() if name in mixed and sha in page]
    assert "data/2023/declaraties.csv" in manifest["invoer"]
    assert "data/2023/toelichting/4_financien.md" in manifest["invoer"]


class Links(HTMLParser):
    """Collects the ids and the links of a page."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.ids.add(value)
            if name in ("href", "src") and value and tag in ("a", "img", "script", "link", "iframe"):
                self.links.append(value)


def test_every_link_leads_somewhere_and_none_leaves_the_report(project: Path) -> None:
    folder = project / "output" / RAPPORT
    pages = {path: Links(path) for path in folder.rglob("*.html")}
    assert len(pages) == len(CHAPTERS) + 4
    for page, links in pages.items():
        for link in links.links:
            if link.startswith("data:") or (
                page.stem == "toegankelijkheidsverklaring" and link.startswith("https:")
            ):
                continue
            file, _, anchor = link.partition("#")
            target = (page.parent / file).resolve() if file else page
            assert target.is_file(), f"{page.name}: {link}"
            if anchor:
                assert anchor in pages[target].ids, f"{page.name}: {link}"
    assert sum(len(links.links) for links in pages.values()) > 100


def test_numbers_in_the_page_are_those_of_the_register(project: Path) -> None:
    page = (project / "output" / RAPPORT / "index.html").read_text(encoding="utf-8")
    for shown in (
        "1.141",
        "€\u00a04.866.421",
        "€\u00a08.659.978",
        "ruim 9%",
        "ruim een kwart",
        "een afgeschermd deel",
    ):
        assert shown in page
    assert (
        "nan"
        not in re.sub(r"<script.*?</script>|<style.*?</style>", "", page, flags=re.DOTALL).lower().split()
    )


def test_published_notebooks_are_whole_and_hold_no_path_of_this_machine(project: Path) -> None:
    folder = project / "output" / RAPPORT / "notebooks"
    for path in folder.glob("*.ipynb"):
        notebook = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
        tags = [tag for cell in notebook["cells"] for tag in cell["metadata"].get("tags", [])]
        assert "injected-parameters" in tags
        assert str(project) not in path.read_text(encoding="utf-8")


def test_a_critical_fault_stops_the_build_and_leaves_the_report_untouched(
    project: Path, report: Path
) -> None:
    before = hash_folder(report)
    extract = project / "data" / "2023" / "declaraties.csv"
    lines = extract.read_text(encoding="utf-8").splitlines()
    lines[41] = lines[40]
    extract.write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = run_sdreport(project, "build")
    assert done.returncode == 1
    message = done.stdout + done.stderr
    assert "declaraties.csv" in message
    assert "declaratienummer" in message
    assert "41" in message and "42" in message
    assert "Traceback" not in message
    assert hash_folder(report) == before


def test_a_concept_is_built_in_spite_of_a_critical_fault_and_says_so_everywhere(
    project: Path, report: Path
) -> None:
    extract = project / "data" / "2023" / "declaraties.csv"
    lines = extract.read_text(encoding="utf-8").splitlines()
    lines[41] = lines[40]
    extract.write_text("\n".join(lines) + "\n", encoding="utf-8")
    before = hash_folder(report)
    replace_in(project / "parameters" / f"{RAPPORT}.yaml", "  analist:", "  # analist:")
    done = run_sdreport(project, "build", "--concept")
    assert done.returncode == 0, done.stderr
    assert hash_folder(report) == before, "a concept never takes the place of the report"
    concept = report.with_name(f"{RAPPORT}-concept")
    assert (concept / f"{RAPPORT}-concept.pdf").is_file()
    pages = list(concept.rglob("*.html"))
    assert len(pages) == len(list(report.rglob("*.html")))
    for page in pages:
        assert "CONCEPT" in page.read_text(encoding="utf-8"), page.name
    overview = (project / "output" / "index.html").read_text(encoding="utf-8")
    assert f"{RAPPORT}-concept/index.html" in overview and f"{RAPPORT}/index.html" in overview
    quality = json.loads((concept / "datakwaliteit.json").read_text(encoding="utf-8"))
    assert quality["oordeel"] == "afgekeurd"
    assert quality["vrijgave"]["stand"] == "concept"
    assert any(item["ernst"] == "kritiek" for item in quality["bevindingen"])


def test_the_record_of_assurance_is_published_with_the_report(project: Path) -> None:
    folder = project / "output" / RAPPORT
    record = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["parameters"][
        "kwaliteitsborging"
    ]
    page = (folder / "datakwaliteit.html").read_text(encoding="utf-8")
    for told in (
        record["analist"],
        record["borger"],
        record["aannames"][0],
        record["besluiten"][0]["besluit"],
    ):
        assert told in page
    assert record["analist"] != record["borger"]


def test_a_definitive_report_that_is_not_signed_off_is_refused_at_once(project: Path, report: Path) -> None:
    before = hash_folder(report)
    parameters = project / "parameters" / f"{RAPPORT}.yaml"
    replace_in(parameters, "  borger:", "  # borger:")
    replace_in(parameters, "  aannames:", "  aannames: []\n  # aannames:")
    text = parameters.read_text(encoding="utf-8")
    parameters.write_text(re.sub(r"  # aannames:\n(?:    - .*\n)+", "", text), encoding="utf-8")
    done = run_sdreport(project, "build")
    assert done.returncode == 2
    assert [line.split()[1] for line in done.stderr.splitlines()[1:]] == [
        "kwaliteitsborging.borger",
        "kwaliteitsborging.aannames",
    ]
    assert hash_folder(report) == before


def test_all_faults_in_files_and_texts_are_told_at_once(project: Path, report: Path) -> None:
    before = hash_folder(report)
    texts = project / "data" / "2023" / "toelichting"
    replace_in(texts / "4_financien.md", "{{ kosten_zin_groei", "{{ kosten_zn_groei")
    replace_in(texts / "1_inleiding.md", "## leeswijzer\n", "## leeswijzer\n\nWij hebben 3 doelen.\n")
    done = run_sdreport(project, "build")
    assert done.returncode == 2
    assert "4_financien.md, regel" in done.stderr and "kosten_zin_groei" in done.stderr
    assert "1_inleiding.md, regel" in done.stderr and "'3'" in done.stderr
    assert hash_folder(report) == before


def test_unreadable_extracts_are_all_reported_at_once(project: Path, report: Path) -> None:
    before = hash_folder(report)
    folder = project / "data" / "2023"
    (folder / "leerlingen.csv").unlink()
    replace_in(folder / "tellingen.csv", "aantal", "hoeveel")
    (folder / "begroting.csv").write_text("", encoding="utf-8")
    (folder / "bevolking.csv").write_bytes((folder / "bevolking.csv").read_text("utf-8").encode("utf-16-le"))
    done = run_sdreport(project, "build")
    message = done.stdout + done.stderr
    assert done.returncode == 1
    for file in ("leerlingen.csv", "tellingen.csv", "begroting.csv", "bevolking.csv"):
        assert file in message
    assert hash_folder(report) == before


@pytest.mark.skipif(os.name == "nt", reason="Windows kent geen SIGKILL")
def test_the_next_year_needs_no_code(project: Path, report: Path) -> None:
    assert run_sdreport(project, "new-year", "2024").returncode == 0
    assert (project / "data" / "history" / "2023.csv").is_file()
    empty = (project / "data" / "2024" / "toewijzingen.csv").read_text(encoding="utf-8")
    assert empty.count("\n") == 1
    refused = run_sdreport(project, "build")
    assert refused.returncode == 1, "lege extracten worden afgekeurd"
    history = (project / "data" / "history" / "2023.csv").read_bytes()
    assert run_sdreport(project, "example-data", "--jaar", "2024").returncode == 0
    assert (project / "data" / "history" / "2023.csv").read_bytes() == history
    plannen = (project / "data" / "2023" / "plannen.csv").read_text(encoding="utf-8")
    moved = plannen.replace("31-12-2023", "31-12-2024")
    (project / "data" / "2024" / "plannen.csv").write_text(moved, encoding="utf-8")
    done = run_sdreport(project, "build")
    assert done.returncode == 0, done.stderr
    page = (project / "output" / "raadsrapportage-2024" / "index.html").read_text(encoding="utf-8")
    assert "Verslagjaar 2024" in page
    assert hash_folder(report) == hash_folder(project.parent / "bewaard" / "output" / RAPPORT)
