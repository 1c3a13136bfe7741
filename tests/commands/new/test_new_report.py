"""The next peildatum of a monitor: what is prepared, that nothing is overwritten, and that it can be read at once."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from werkboekhulp import DATA, RAPPORT, make_project, make_row

from sdreport.commands.cli import cli
from sdreport.commands.new.files import write_new
from sdreport.commands.new.new_report import plan_report
from sdreport.errors import ConfigurationError
from sdreport.project.editie import Editie, find_editie
from sdreport.project.folders import Project
from sdreport.project.parameters import load_parameters
from sdreport.register.cijfer import Cijfer
from sdreport.register.files import write_register
from sdreport.stages.read import read_extracts

NIEUW = "monitor-2020-07-01"


@pytest.fixture
def monitor(tmp_path: Path) -> Editie:
    editie = make_project(tmp_path, [make_row(), make_row(sleutel="u19-3-2-1-a2")])
    publish(editie)
    return editie


def publish(editie: Editie) -> None:
    """What a build leaves of the report, as far as the next one reads it."""
    editie.folder.mkdir(parents=True)
    manifest = '{"concept": false, "parameters": {}, "invoer": {}, "uitvoer": {}}'
    (editie.folder / "manifest.json").write_text(manifest, encoding="utf-8")
    names = ("plan", "programma", "voortgang")
    dims = dict(zip(names, ("u19", "totaal", "gereed"), strict=True))
    row = Cijfer(
        "activiteiten", editie.parameters.jaar, dims, 2, "activiteiten", "voorlopig", "plannen", "Proef."
    )
    write_register([row], editie.folder)


def prepare(project: Project, naam: str = NIEUW, data: str = "") -> list[str]:
    return write_report(project, RAPPORT, naam, data)


def write_report(project: Project, van: str, naam: str, data: str = "") -> list[str]:
    files = plan_report(find_editie(project, van), naam, data).files
    return [project.relative(made) for made in write_new(project, files)]


def all_files(project: Project) -> dict[str, bytes]:
    return {project.relative(path): path.read_bytes() for path in project.root.rglob("*") if path.is_file()}


def test_parameters_workbook_and_toelichting_are_prepared_and_nothing_else_changes(
    monitor: Editie,
) -> None:
    project = monitor.project
    before = all_files(project)
    made = prepare(project)
    assert made == [
        f"parameters/{NIEUW}.yaml",
        "data/plan/2020-07-01/plannen.xlsx",
        "data/plan/2020-07-01/toelichting/0_datakwaliteit.md",
        "data/plan/2020-07-01/toelichting/1_inleiding.md",
    ]
    after = all_files(project)
    assert sorted(after.keys() - before.keys()) == sorted(made)
    assert {name: after[name] for name in before} == before


def test_the_new_report_compares_with_the_one_before_and_can_be_read(
    monitor: Editie,
) -> None:
    project = monitor.project
    prepare(project)
    parameters = load_parameters(project.parameters / f"{NIEUW}.yaml")
    assert (parameters.rapport, parameters.jaar, str(parameters.datum)) == (NIEUW, 2020, "2020-07-01")
    assert (parameters.status, parameters.voorbeeld) == ("voorlopig", ())
    assert (parameters.eerder, parameters.verwant) == ((DATA,), (RAPPORT,))
    assert "vorige rapport" not in parameters.verantwoording
    controle = read_extracts(find_editie(project, NIEUW))
    assert controle.bevindingen == ()
    assert {str(day.date()) for day in controle.frames["plannen"]["peildatum"]} == {"2020-07-01"}
    assert controle.frames["plannen"]["voortgang"].isna().all()
    assert list(controle.eerdere_frames["plannen"][0]["voortgang"]) == ["knelpunten", "knelpunten"]
    text = (project.parameters / f"{NIEUW}.yaml").read_text(encoding="utf-8")
    assert text.startswith("# Uitleg bovenaan blijft staan.\n")


def test_the_report_after_that_keeps_all_earlier_deliveries(monitor: Editie) -> None:
    project = monitor.project
    prepare(project)
    publish(find_editie(project, NIEUW))
    write_report(project, NIEUW, "monitor-2021-01-01")
    parameters = load_parameters(project.parameters / "monitor-2021-01-01.yaml")
    assert parameters.eerder == (DATA, "data/plan/2020-07-01")
    assert parameters.verwant == (NIEUW, RAPPORT)
    book = openpyxl.load_workbook(project.data / "plan" / "2021-01-01" / "plannen.xlsx")
    assert book["plannen"].max_row > 2, "the rows of a workbook go on to the next one"
    assert book["plannen"]["G2"].value == "u19-3-2-1-a1"


def test_every_section_is_marked_until_somebody_has_gone_over_it(monitor: Editie) -> None:
    project = monitor.project
    prepare(project)
    text = (project.data / "plan" / "2020-07-01" / "toelichting" / "1_inleiding.md").read_text(
        encoding="utf-8"
    )
    assert text == (
        "## begin\n\n*Deze tekst komt uit het vorige rapport en is nog niet nagelopen.*\n\nTekst.\n"
    )


@pytest.mark.parametrize(
    ("naam", "told"),
    [
        ("monitor", "peildatum aan het eind"),
        ("Monitor-2020-07-01", "kleine letters"),
        ("monitor-2020-02-30", "geen bestaande datum"),
        (RAPPORT, "ligt niet na"),
        ("monitor-2018-07-01", "ligt niet na"),
        ("monitor-2101-01-01", "niet voor 2101"),
    ],
)
def test_a_name_without_a_later_peildatum_is_refused(naam: str, told: str, monitor: Editie) -> None:
    before = all_files(monitor.project)
    with pytest.raises(ConfigurationError, match=told):
        prepare(monitor.project, naam)
    assert all_files(monitor.project) == before


@pytest.mark.parametrize("there", ["plannen.csv", "plannen.xlsx", "toelichting/1_inleiding.md"])
def test_nothing_is_overwritten(there: str, monitor: Editie) -> None:
    project = monitor.project
    path = project.data / "plan" / "2020-07-01" / there
    path.parent.mkdir(parents=True)
    path.write_text("van een collega", encoding="utf-8")
    before = all_files(project)
    with pytest.raises(ConfigurationError, match=rf"bestaan al .*{path.name}"):
        prepare(project)
    assert all_files(project) == before


def test_a_folder_can_be_named_and_must_be_when_the_old_one_is_not_of_a_day(
    monitor: Editie,
) -> None:
    project = monitor.project
    assert "data/elders/plannen.xlsx" in prepare(project, data="data/elders/")
    assert load_parameters(project.parameters / f"{NIEUW}.yaml").data == "data/elders"
    with pytest.raises(ConfigurationError, match="--data"):
        write_report(project, NIEUW, "monitor-2021-01-01")
    with pytest.raises(ConfigurationError, match="buiten de map"):
        prepare(project, "monitor-2021-01-01", "../weg")


def test_a_report_without_peildata_is_for_new_year(monitor: Editie) -> None:
    other = monitor.parameters.model_copy(update={"datasets": ("leerlingen",)})
    with pytest.raises(ConfigurationError, match="sdreport new-year"):
        plan_report(replace(monitor, parameters=other), NIEUW, "")


def test_the_command_says_what_it_made_and_what_to_do(monitor: Editie) -> None:
    project = monitor.project
    done = CliRunner(env={"SDREPORT_ROOT": str(project.root)}).invoke(cli, ["new-report", RAPPORT, NIEUW])
    assert done.exit_code == 0
    assert done.stdout.splitlines()[0] == f"parameters/{NIEUW}.yaml"
    assert done.stdout.splitlines()[-2] == "Alle zinnen van de toelichting zijn overgenomen."
    assert done.stdout.splitlines()[-1].endswith(f"sdreport check {NIEUW}")


def test_only_sentences_whose_facts_the_next_report_can_have_go_along(monitor: Editie) -> None:
    project = monitor.project
    known, gone = "{{ activiteiten.u19.totaal.gereed }}", "{{ activiteiten.u19.totaal.af }}"
    chapter = "Zie {{ hoofdstuk 1_inleiding }} en {{ figuur x }}."
    text = f"## begin\n\nEr zijn er {known} klaar. Er zijn er {gone} af. {chapter}\n"
    (project.root / DATA / "toelichting" / "1_inleiding.md").write_text(text, encoding="utf-8")
    done = CliRunner(env={"SDREPORT_ROOT": str(project.root)}).invoke(cli, ["new-report", RAPPORT, NIEUW])
    assert "Zinnen die zijn weggelaten, want hun cijfer komt er niet (1):" in done.stdout
    folder = project.data / "plan" / "2020-07-01" / "toelichting"
    carried = (folder / "1_inleiding.md").read_text(encoding="utf-8")
    assert known in carried and chapter in carried and gone not in carried
    assert gone in (folder / "weggelaten.txt").read_text(encoding="utf-8")


def test_a_report_that_was_not_built_is_told_with_what_to_do(monitor: Editie) -> None:
    (monitor.folder / "manifest.json").unlink()
    before = all_files(monitor.project)
    with pytest.raises(ConfigurationError, match=f"sdreport build {RAPPORT}"):
        prepare(monitor.project)
    assert all_files(monitor.project) == before
