"""`sdreport check` in every format, on a small project with faults: counts and lines, and never a value."""

import json
import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path

import jsonschema
import pytest
from bouwhulp import RAPPORT, copy_project, replace_in
from click.testing import CliRunner, Result

from sdreport.chapter.werkmap import Labels, Leesstof, Rapportfeiten
from sdreport.commands.cli import cli
from sdreport.errors import ConfigurationError, GateError
from sdreport.project.editie import find_editie
from sdreport.project.folders import Project
from sdreport.register.register import Register
from sdreport.stages.check import run_checks, stop_at_gate
from sdreport.stages.publish import write_manifest
from sdreport.stages.read import read_extracts
from sdreport.stages.takeover.lijsten import describe_lijsten
from sdreport.stages.tell_senders import write_lijsten

KANARIE = "KANARIE"
SCHEMA = Path(__file__).parents[3] / "sdreport" / "gate" / "told" / "bevindingen.schema.json"
DATASETS = "datasets:\n  - leerlingen\n  - tellingen\n  - bezwaarschriften\n"
HOOFDSTUKKEN = "hoofdstukken:\n  - 1_inleiding\n"
ACCEPTATIE = """
terugmelden_aan:
  bezwaarschriften: coördinator bezwaar
acceptaties:
  - regel: bezwaarschriften.sleutel_uniek
    sleutels: [KANARIE-1]
    reden: Twee besluiten op één zaak
    besloten_door: gegevensbeheerder
    datum: 2024-05-01
    tot: 2100-01-01
  - {regel: leerlingen.niet_leeg, alles: true, reden: Proef, besloten_door: wie, datum: 2024-05-01, tot: 2100-01-01}
"""


def make_project(folder: Path) -> Path:
    """A project with three small extracts of the example, without faults, and the chapter that asks for no others."""
    project = copy_project(folder)
    path = project / "parameters" / f"{RAPPORT}.yaml"
    text = path.read_text(encoding="utf-8")
    for key, new in (("datasets", DATASETS), ("hoofdstukken", HOOFDSTUKKEN), ("vaste_nummers", "")):
        text = re.sub(rf"^{key}:\n(?:  .*\n)+", new, text, flags=re.MULTILINE)
    path.write_text(text, encoding="utf-8")
    return project


def spoil(project: Path) -> None:
    """Faults with a canary in a key, in a code and in a field that cannot be read; one of them is accepted."""
    extract = project / "data" / "2023" / "bezwaarschriften.csv"
    lines = extract.read_text(encoding="utf-8").splitlines()
    fields = [line.split(";") for line in lines]
    fields[1][0] = fields[2][0] = "KANARIE-1"
    fields[3][0] = fields[4][0] = "KANARIE-2"
    fields[5][4] = KANARIE
    fields[6][2] = KANARIE
    fields[7][5] = ""
    extract.write_text("\n".join(";".join(row) for row in fields) + "\n", encoding="utf-8")
    replace_in(project / "data" / "2023" / "tellingen.csv", "eenheid;aantal", "aantal;eenheid")
    with (project / "parameters" / f"{RAPPORT}.yaml").open("a", encoding="utf-8") as stream:
        stream.write(ACCEPTATIE)


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_project(tmp_path_factory.mktemp("schoon"))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make_project(tmp_path_factory.mktemp("fout"))
    spoil(folder)
    return folder


def check(project: Path, *arguments: str, **environment: str) -> Result:
    """Run `sdreport check` in this process: Great Expectations is imported once for all tests."""
    return CliRunner(env={"SDREPORT_ROOT": str(project), **environment}).invoke(
        cli, ["check", RAPPORT, *arguments]
    )


def test_text_ends_with_where_the_lists_are(project: Path) -> None:
    done = check(project)
    assert done.exit_code == 1
    *_, total, _, lists = done.stdout.rstrip("\n").split("\n")
    assert total.startswith("Samen: ")
    assert lists.endswith(f"output/.terugmelding/{RAPPORT}/: bezwaarschriften, tellingen.")
    assert done.stderr == ""


def test_json_follows_its_schema(project: Path) -> None:
    done = check(project, "--format", "json")
    assert done.exit_code == 1
    content = json.loads(done.stdout)
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(content, schema)
    assert content["oordeel"] == "afgekeurd"
    found = {(item["regel"], item["acceptatie"] is not None): item for item in content["bevindingen"]}
    assert found["bezwaarschriften.sleutel_uniek", False]["regels"] == [4, 5]
    assert found["bezwaarschriften.sleutel_uniek", True]["regels"] == [2, 3]
    assert found["bezwaarschriften.uitkomst_code", False]["regels"] == [6]
    assert found["bezwaarschriften.leesbaar_datum", False]["regels"] == [7]
    assert found["bezwaarschriften.uitkomst_code", False]["bestand"] == "data/2023/bezwaarschriften.csv"
    assert found["bezwaarschriften.uitkomst_code", False]["terug_aan"] == "coördinator bezwaar"
    assert found["acceptatie.ongebruikt", False]["bestand"] == f"parameters/{RAPPORT}.yaml"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**content, "waarden": []}, schema)


def test_json_of_clean_extracts(clean: Path) -> None:
    done = check(clean, "--format", "json")
    content = json.loads(done.stdout)
    jsonschema.validate(content, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert done.exit_code == 0
    assert done.stderr.startswith("De toelichting is niet gecontroleerd."), "its numbers are of more extracts"
    found = [(item["ernst"], item["regel"]) for item in content["bevindingen"]]
    assert set(found) == {
        ("melding", "bezwaarschriften.niet_van_toepassing"),  # so few days have no pattern
        (
            "melding",
            "tellingen.niet_van_toepassing",
        ),  # without history there is no height to hold counts against
    }
    assert not (clean / "output" / ".terugmelding" / RAPPORT).exists(), "its sender has nothing to mend"


def test_junit_has_a_test_case_per_rule(project: Path) -> None:
    done = check(project, "--format", "junit")
    root = ET.fromstring(done.stdout)
    rules = [item["regel"] for item in json.loads(check(project, "--format", "json").stdout)["regels"]]
    cases = {case.attrib["name"]: case for case in root.iter("testcase")}
    assert set(rules) <= set(cases)
    unique = cases["bezwaarschriften.sleutel_uniek"].find("failure")
    assert unique is not None
    assert unique.attrib["type"] == "kritiek"
    assert "Rijen: 2" in unique.attrib["message"]
    assert "regel 4, 5" in (unique.text or "")
    assert cases["leerlingen.aantal_bereik"].find("failure") is None
    for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        told = sum(int(suite.attrib[name]) for suite in root.findall("testsuite"))
        assert told == int(root.attrib[name]) == len(root.findall(f".//{tag}"))
    assert int(root.attrib["tests"]) == len(list(root.iter("testcase")))


def test_a_rule_that_could_not_run_is_an_error_in_junit(clean: Path, tmp_path: Path) -> None:
    for name in ("leerlingen", "tellingen"):
        (tmp_path / f"{name}.csv").write_bytes((clean / "data" / "2023" / f"{name}.csv").read_bytes())
    suite = clean / "expectations" / "tellingen.json"
    before = suite.read_text(encoding="utf-8")
    replace_in(suite, '"column": "partner"', '"column": "bestaat_niet"')
    try:
        root = ET.fromstring(check(clean, "--format", "junit", "--data", str(tmp_path)).stdout)
    finally:
        suite.write_text(before, encoding="utf-8")
    errors = [case.attrib["name"] for case in root.iter("testcase") if case.find("error") is not None]
    assert "tellingen.partner_gevuld" in errors
    missing = root.find(".//testcase[@name='bezwaarschriften.bestand_aanwezig']/failure")
    assert missing is not None, "a fault in reading is a test case too"


def test_github_gets_one_annotation_per_finding_at_its_first_line(project: Path) -> None:
    done = check(project, "--format", "github")
    lines = done.stdout.splitlines()
    place = "file=data/2023/bezwaarschriften.csv,line=4,title=kritiek%3A bezwaarschriften.sleutel_uniek"
    assert any(line.startswith(f"::error {place}::") and "regel 4, 5" in line for line in lines)
    assert sum(line.startswith("::notice ") and "(geaccepteerd)" in line for line in lines) == 1
    assert all(
        re.match(r"::(error|warning|notice) file=[^:,]+,line=\d+,title=[^:,]+::\S", line)
        for line in lines[:-1]
    )
    assert lines[-1].startswith("Oordeel: afgekeurd.")


class Page(HTMLParser):
    """Collects tags and attributes of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_html_stands_on_its_own_and_can_be_read_aloud(project: Path, tmp_path: Path) -> None:
    done = check(project, "--format", "html", "--output", str(tmp_path / "k.html"))
    assert (done.exit_code, done.stdout) == (1, "")
    text = (tmp_path / "k.html").read_text(encoding="utf-8")
    page = Page(text)
    names = [tag for tag, _ in page.tags]
    assert ("html", {"lang": "nl"}) in page.tags
    assert names.count("h1") == names.count("main") == names.count("title") == 1
    assert not {"script", "link", "img", "iframe"} & set(names)
    assert "://" not in text
    assert names.count("table") == names.count("caption") == 4
    assert all("scope" in attributes for tag, attributes in page.tags if tag == "th")
    assert "4, 5" in text and "Twee besluiten op één zaak" in text


@pytest.mark.parametrize("formaat", ["text", "json", "junit", "github", "html"])
def test_no_value_is_in_any_format(project: Path, formaat: str) -> None:
    done = check(project, "--format", formaat)
    assert done.stdout
    assert KANARIE not in done.stdout + done.stderr
    assert done.stdout == check(project, "--format", formaat).stdout, "the same every time"


def test_values_are_in_the_key_column_of_the_list_only(project: Path) -> None:
    check(project)
    for path in (project / "output").rglob("*.csv"):
        for line in path.read_text(encoding="utf-8-sig").splitlines():
            fields = line.split(";")
            assert KANARIE not in ";".join([*fields[:6], *fields[7:]])
            assert fields[6] != KANARIE
    listed = project / "output" / ".terugmelding" / RAPPORT / "bezwaarschriften.csv"
    assert "KANARIE-2" in listed.read_text(encoding="utf-8-sig")


def test_a_build_that_is_stopped_says_where_the_lists_are(project: Path) -> None:
    editie = find_editie(Project(project), RAPPORT)
    controle = run_checks(editie, read_extracts(editie))
    write_lijsten(editie, controle)
    with pytest.raises(GateError) as caught:
        stop_at_gate(controle, concept=False, lijsten=describe_lijsten(editie))
    assert str(caught.value).endswith("bezwaarschriften, tellingen.")
    assert KANARIE not in str(caught.value)


def test_the_manifest_has_the_decision_without_lines_and_keys(project: Path, tmp_path: Path) -> None:
    editie = find_editie(Project(project), RAPPORT)
    rapport = Rapportfeiten(2023, "Leusden", editie.huisstijl, tuple(editie.toelichting))
    stof = Leesstof(rapport, Register([], 2023), Labels({}), {})
    write_manifest(editie, stof, {}, tmp_path)
    text = (tmp_path / "manifest.json").read_text(encoding="utf-8")
    assert "Twee besluiten op één zaak" in text
    assert KANARIE not in text
    assert {"regels", "sleutels"}.isdisjoint(json.loads(text)["parameters"]["acceptaties"][0])


def test_acceptances_hold_on_the_date_of_the_report_and_a_check_warns_of_those_expired_since(
    project: Path,
) -> None:
    later = check(project, "--format", "json", SOURCE_DATE_EPOCH="4133980800")  # in 2101
    told = {item["regel"]: item["ernst"] for item in json.loads(later.stdout)["bevindingen"]}
    assert told["acceptatie.verlopen_vandaag"] == "waarschuwing"
    assert "acceptatie.verlopen" not in told
    assert json.loads(later.stdout)["peildatum"] == "2024-05-30"
    assert "acceptatie.verlopen" not in check(project, "--format", "json", SOURCE_DATE_EPOCH="0").stdout
    wrong = check(project, SOURCE_DATE_EPOCH="gisteren")
    assert isinstance(wrong.exception, ConfigurationError)


def test_an_output_that_cannot_be_written_is_told_before_anything_is_read(
    project: Path, tmp_path: Path
) -> None:
    for target in (tmp_path, tmp_path / "weg" / "k.html"):
        done = check(project, "--output", str(target))
        assert isinstance(done.exception, ConfigurationError)
        assert "kan niet worden geschreven" in str(done.exception)


def test_a_check_tells_what_texts_say_without_a_figure_and_what_would_stop_a_build(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    texts = project / "data" / "2023" / "toelichting" / "4_financien.md"
    with texts.open("a", encoding="utf-8") as stream:
        stream.write("\nDe kosten zijn gestegen. Dit is {{ bestaat.niet }}.\n")
    done = check(project)
    assert done.exit_code == 0
    assert "hierop stopt sdreport build (1)" in done.stdout
    assert "bestaat.niet" in done.stdout
    texts.write_text(texts.read_text(encoding="utf-8").replace("{{ bestaat.niet }}", "zo"), encoding="utf-8")
    assert "deze zin zegt ‘gestegen’ zonder cijfer" in check(project).stdout


def test_a_changed_figure_in_the_history_stops_a_check_and_names_its_line(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    path = project / "data" / "history" / "2021.csv"
    replace_in(path, "inwoners;2021;leeftijd=totaal;30640", "inwoners;2021;leeftijd=totaal;36040")
    line = path.read_text(encoding="utf-8").partition("36040")[0].count("\n") + 1
    done = check(project, "--format", "json")
    assert done.exit_code == 1
    (found,) = [item for item in json.loads(done.stdout)["bevindingen"] if item["ernst"] == "kritiek"]
    assert (found["bestand"], found["regels"]) == ("data/history/2021.csv", [line])
    assert (found["dataset"], found["regel"]) == ("cijfers-2021", "register.som_klopt")
