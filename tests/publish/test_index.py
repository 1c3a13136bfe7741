"""All reports together: `build --all`, the page that lists them, and links from one report to another."""

import datetime as dt
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from bouwhulp import ROOT, copy_project, replace_in
from click.testing import CliRunner, Result

from sdreport.commands.build import build_one, warn_of_unbuilt
from sdreport.commands.cli import cli
from sdreport.errors import ConfigurationError
from sdreport.progress import Progress
from sdreport.project.editie import Editie, find_editie
from sdreport.project.folders import Project
from sdreport.project.parameters import load_parameters
from sdreport.project.verwant import find_unbuilt, find_verwant
from sdreport.publish.meta import Link, Rapportmeta, link_verwant, name_versie
from sdreport.publish.overview import read_rapporten, write_overzicht
from sdreport.register.manifest import NAAM

OUD, NIEUW, KAPOT = "monitor-2019-09-15", "monitor-2020-07-01", "monitor-2020-12-31"


class Page(HTMLParser):
    """The ids, links, tags and text of a page."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = path.read_text(encoding="utf-8")
        self.feed(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append((tag, found))
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.links += [value for name, value in attrs if name in ("href", "src") and value]


def find_dead(pages: dict[Path, Page]) -> Iterator[str]:
    """Links on the pages to a file or place that is not there."""
    for path, page in pages.items():
        for link in page.links:
            if link.startswith("data:") or "://" in link:
                continue
            file, _, anchor = link.partition("#")
            target = (path.parent / file).resolve() if file else path
            if not target.is_file() or (anchor and anchor not in pages[target].ids):
                yield f"{path.name}: {link}"


def run(project: Path, *arguments: str) -> Result:
    return CliRunner(env={"SDREPORT_ROOT": str(project)}).invoke(cli, [*arguments])


def shorten(path: Path, verwant: str = "") -> None:
    """A report of one chapter, which is quick to build, perhaps with related reports."""
    text = path.read_text(encoding="utf-8")
    text = re.sub(
        r"^hoofdstukken:\n(?:  - .*\n)+", "hoofdstukken:\n  - 1_inleiding\n", text, flags=re.MULTILINE
    )
    text = re.sub(r"^verwant:.*\n(?:  - .*\n)*", "", text, flags=re.MULTILINE)
    path.write_text(text.rstrip("\n") + f"\n{verwant}", encoding="utf-8")
    for toelichting in (path.parents[1] / "data").rglob("1_inleiding.md"):
        told = toelichting.read_text(encoding="utf-8")
        toelichting.write_text(
            re.sub(r"^- .*{{ hoofdstuk .*\n", "", told, flags=re.MULTILINE), encoding="utf-8"
        )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """Two reports, built with a third one that fails: the first one leads to the second."""
    project = copy_project(tmp_path_factory.mktemp("alle"))
    for path in project.joinpath("parameters").glob("*-[0-9]*.yaml"):
        if path.stem not in (OUD, NIEUW):
            path.unlink()
    folder = project / "parameters"
    shorten(folder / f"{OUD}.yaml")
    shorten(folder / f"{NIEUW}.yaml", f"verwant: [{OUD}, {KAPOT}]\n")
    shutil.copy(folder / f"{OUD}.yaml", folder / f"{KAPOT}.yaml")
    replace_in(folder / f"{KAPOT}.yaml", f"rapport: {OUD}", f"rapport: {KAPOT}")
    replace_in(folder / f"{KAPOT}.yaml", "  - plannen", "  - besluiten")
    return project, run(project, "build", "--all")


def test_one_that_fails_does_not_stop_the_others_and_decides_the_exit_code(
    built: tuple[Path, Result],
) -> None:
    project, done = built
    assert done.exit_code == 1, done.stderr
    assert {path.name for path in (project / "output").iterdir() if not path.name.startswith(".")} == {
        OUD,
        NIEUW,
        "index.html",
    }
    assert "besluiten" in done.stderr and "Traceback" not in done.stderr
    assert "Gebouwd: 2 van 3 rapporten." in done.stderr


def test_every_link_on_the_list_and_between_reports_leads_somewhere(built: tuple[Path, Result]) -> None:
    output = built[0] / "output"
    pages = {
        path: Page(path) for path in [output / "index.html", *sorted(output.glob("monitor-*/**/*.html"))]
    }
    assert len(pages) >= 1 + 2 * 3
    dead = set(find_dead(pages))
    assert dead == {f"index.html: ../{KAPOT}/index.html"}, "the report that failed, of which was warned"
    assert f"verwijst naar {KAPOT}" in built[1].stderr
    listed = pages[output / "index.html"].links
    for name in (OUD, NIEUW):
        for file in ("index.html", f"{name}.pdf", "cijfers.xlsx", "cijfers.csv", "datakwaliteit.html"):
            assert f"{name}/{file}" in listed
    away = {link for link in pages[output / NIEUW / "index.html"].links if link.startswith("../")}
    assert away == {f"../{OUD}/index.html", f"../{KAPOT}/index.html", "../index.html"}


def test_a_report_without_related_ones_stands_alone(built: tuple[Path, Result]) -> None:
    folder = built[0] / "output" / OUD
    for path in folder.rglob("*.html"):
        for link in Page(path).links:
            target = (path.parent / link.partition("#")[0]).resolve()
            assert link.startswith("data:") or "://" in link or target.is_relative_to(folder), link
    assert "Zie ook" not in (folder / "index.html").read_text(encoding="utf-8")


def test_related_reports_are_named_with_their_title_and_date(built: tuple[Path, Result]) -> None:
    text = (built[0] / "output" / NIEUW / "index.html").read_text(encoding="utf-8")
    title = load_parameters(ROOT / "parameters" / f"{OUD}.yaml").titel
    assert f'<a href="../{OUD}/index.html">{title}, 15 september 2019</a>' in text
    chapter = (built[0] / "output" / NIEUW / "hoofdstukken" / "1_inleiding.html").read_text(encoding="utf-8")
    assert "Zie ook" not in chapter
    manifest = json.loads((built[0] / "output" / NIEUW / NAAM).read_text(encoding="utf-8"))
    assert f"parameters/{OUD}.yaml" in manifest["invoer"], "its title is on the page"


def test_the_list_says_of_each_report_what_the_report_says_itself(built: tuple[Path, Result]) -> None:
    output = built[0] / "output"
    rapporten, unreadable = read_rapporten(output)
    assert unreadable == []
    assert [item.rapport for item in rapporten] == [NIEUW, OUD], "the newest first"
    for item in rapporten:
        parameters = load_parameters(built[0] / "parameters" / f"{item.rapport}.yaml")
        quality = json.loads((output / item.rapport / "datakwaliteit.json").read_text(encoding="utf-8"))
        assert item.oordeel == quality["oordeel"]
        assert (item.titel, item.jaar, item.datum) == (
            parameters.titel,
            parameters.jaar,
            str(parameters.datum),
        )
        assert item.versie == name_versie(parameters.status, False, parameters.verzonnen)
    text = (output / "index.html").read_text(encoding="utf-8")
    for shown in (
        "15 september 2019",
        "1 juli 2020",
        "definitief",
        "voorlopig, verzonnen voorbeeld",
        "met opmerkingen",
    ):
        assert shown in text


def test_the_list_is_one_page_that_can_be_read_aloud_and_asks_nothing_of_the_network(
    built: tuple[Path, Result],
) -> None:
    page = Page(built[0] / "output" / "index.html")
    names = [tag for tag, _ in page.tags]
    assert ("html", {"lang": "nl"}) in page.tags
    assert names.count("h1") == names.count("main") == names.count("title") == names.count("caption") == 1
    assert not {"script", "link", "iframe"} & set(names)
    assert all("scope" in found for tag, found in page.tags if tag == "th")
    assert not [link for link in page.links if "://" in link]
    assert len(page.ids) == len(set(page.ids))
    assert "script-src 'none'" in page.text.replace("&#39;", "'")
    assert str(built[0]) not in page.text


def test_the_list_is_the_same_for_the_same_reports(built: tuple[Path, Result]) -> None:
    path = built[0] / "output" / "index.html"
    before = path.read_bytes()
    assert write_overzicht(Project(built[0].resolve())) == []
    assert path.read_bytes() == before
    assert not list(path.parent.glob(".index*"))


# The list by itself, of reports that were never built.


@pytest.fixture
def project(tmp_path: Path) -> Project:
    shutil.copytree(ROOT / "parameters", tmp_path / "parameters")
    return Project(tmp_path.resolve())


def put_report(project: Project, naam: str, **changes: Any) -> Path:
    """What the list reads of a built report."""
    folder = project.output / naam
    folder.mkdir(parents=True)
    parameters = {"titel": "Titel", "gemeente": "Leusden", "jaar": 2023, "datum": "2024-05-30", "status": "definitief",
                  "huisstijl": "parameters/huisstijl.yaml"}  # fmt: skip
    manifest = {"concept": changes.pop("concept", False), "parameters": {**parameters, **changes}}
    (folder / NAAM).write_text(json.dumps(manifest), encoding="utf-8")
    (folder / "datakwaliteit.json").write_text('{"oordeel": "goed"}', encoding="utf-8")
    return folder


def read_index(project: Project) -> str:
    write_overzicht(project)
    return (project.output / "index.html").read_text(encoding="utf-8")


def test_a_concept_is_told_as_such_whatever_its_status(project: Project) -> None:
    put_report(project, "a-2023", concept=True)
    assert 'data-kop="Status">concept</td>' in read_index(project)
    assert 'data-kop="Status">definitief</td>' not in read_index(project)


def test_newest_first_then_by_date_then_by_name(project: Project) -> None:
    put_report(project, "oud", jaar=2020)
    put_report(project, "b", datum="2024-01-01")
    put_report(project, "c", datum="2024-01-01")
    put_report(project, "laat", datum="2024-12-01")
    assert [item.rapport for item in read_rapporten(project.output)[0]] == ["laat", "c", "b", "oud"]


def test_only_files_that_are_there_are_linked(project: Project) -> None:
    folder = put_report(project, "a-2023")
    assert "a-2023.pdf" not in read_index(project)
    (folder / "a-2023.pdf").write_bytes(b"")
    assert 'href="a-2023/a-2023.pdf"' in read_index(project)


def test_reports_of_more_municipalities_are_told_apart(project: Project) -> None:
    put_report(project, "a-2023")
    assert 'role="columnheader">Gemeente</th>' not in read_index(project)
    put_report(project, "b-2023", gemeente="Soest")
    text = read_index(project)
    assert 'role="columnheader">Gemeente</th>' in text
    assert all(f'data-kop="Gemeente">{name}</td>' in text for name in ("Leusden", "Soest"))
    cells = re.findall(r"<t[hd] [^>]*>", text.partition("<tbody")[2])
    assert all("rowheader" in cell or "data-kop=" in cell for cell in cells), (
        "a row that is folded names its cells"
    )


def test_a_damaged_report_and_other_folders_are_left_out_and_told(project: Project) -> None:
    put_report(project, "a-2023")
    put_report(project, ".b-2023.bouw")
    (put_report(project, "kapot-2023") / NAAM).write_text("{", encoding="utf-8")
    (project.output / "eigen-map").mkdir()
    assert write_overzicht(project) == ["kapot-2023"]
    text = (project.output / "index.html").read_text(encoding="utf-8")
    assert "a-2023" in text and "bouw" not in text and "kapot" not in text and "eigen-map" not in text


def test_a_title_is_text_on_the_page(project: Project) -> None:
    put_report(project, "a-2023", titel='<script>alert("x")</script>')
    assert "<script" not in read_index(project)


def test_without_reports_it_says_so(project: Project) -> None:
    assert "nog geen rapport" in read_index(project)


# Related reports


def with_verwant(project: Project, *names: str) -> Editie:
    editie = find_editie(project, NIEUW)
    return replace(editie, parameters=editie.parameters.model_copy(update={"verwant": names}))


def test_an_unknown_related_report_names_the_closest_one(project: Project) -> None:
    with pytest.raises(ConfigurationError, match=rf"'monitor-2019-09-51'\. Bedoelt u '{OUD}'\?"):
        find_verwant(with_verwant(project, "monitor-2019-09-51"))
    with pytest.raises(ConfigurationError, match=NIEUW):
        find_verwant(with_verwant(project, NIEUW))
    assert [path.stem for path in find_verwant(with_verwant(project, OUD))] == [OUD]


def test_the_command_refuses_an_unknown_related_report_before_it_builds(project: Project) -> None:
    path = project.parameters / f"{NIEUW}.yaml"
    path.write_text(
        re.sub(r"(?m)^verwant:.*\n(?:  - .*\n)*", "", path.read_text("utf-8")) + "\nverwant: [weg]\n", "utf-8"
    )
    (project.root / "notebooks").mkdir()
    done = run(project.root, "build", NIEUW)
    assert isinstance(done.exception, ConfigurationError)
    assert "'weg'" in str(done.exception)
    assert not project.output.exists()


def test_links_lead_to_the_folders_beside_the_report_and_to_the_list() -> None:
    item = Rapportmeta(OUD, "Monitor", "Leusden", 2019, dt.date(2019, 9, 15), "definitief", False)
    assert link_verwant([item]) == (
        Link("Monitor, 15 september 2019", f"../{OUD}/index.html"),
        Link("Alle rapporten", "../index.html"),
    )
    assert link_verwant([]) == ()


def test_a_single_build_refreshes_the_list_and_warns_of_what_is_not_built(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    editie = with_verwant(project, OUD)
    monkeypatch.setattr("sdreport.build.build_report", lambda *_: put_report(project, NIEUW))
    build_one(editie, Progress())
    assert f'href="{NIEUW}/index.html"' in (project.output / "index.html").read_text(encoding="utf-8")
    assert find_unbuilt(editie) == [OUD]
    warn_of_unbuilt(editie, Progress())
    assert f"Draai: sdreport build {OUD}" in capsys.readouterr().err
    (put_report(project, OUD) / "index.html").write_text("", encoding="utf-8")
    assert find_unbuilt(editie) == []


def test_a_report_and_all_of_them_do_not_go_together(project: Project) -> None:
    done = run(project.root, "build", NIEUW, "--all")
    assert isinstance(done.exception, ConfigurationError)
    assert not project.output.exists()
