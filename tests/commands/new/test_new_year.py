"""The next year: what is prepared, that nothing is overwritten, and that protection is on."""

import re
import shutil
from pathlib import Path

import pytest
import yaml
from jaarhulp import PARAMETERS, make_jaarproject, mark_concept, prepare

from sdreport.commands.new.new_year import list_dated, next_parameters, plan_year
from sdreport.errors import ConfigurationError
from sdreport.intake.catalogue.datasets import DATASETS
from sdreport.project.editie import load_editie
from sdreport.project.folders import Project
from sdreport.project.parameters import Parameters, load_parameters
from sdreport.register.cijfer import Cijfer
from sdreport.register.history import read_history


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with one built report, of 2023."""
    return make_jaarproject(tmp_path)


def test_a_concept_does_not_become_history(project: Project) -> None:
    mark_concept(project, True)
    with pytest.raises(ConfigurationError, match="concept"):
        prepare(project)
    assert not (project.data / "history" / "2023.csv").exists()


def test_a_report_of_which_there_is_only_a_concept_does_not_become_history(project: Project) -> None:
    report = project.output / "proef-2023"
    report.rename(report.with_name("proef-2023-concept"))
    with pytest.raises(ConfigurationError, match="alleen een concept"):
        prepare(project)


def test_assurance_is_not_taken_along_to_the_next_year(project: Project) -> None:
    path = project.parameters / "proef-2023.yaml"
    record = "kwaliteitsborging:\n  analist: adviseur\n  borger: controller\n  datum: 2024-05-30\n"
    path.write_text(PARAMETERS + f"# Wie dit nakeek.\n{record}  aannames:\n    - Proef.\n", encoding="utf-8")
    prepare(project)
    made = load_parameters(project.parameters / "proef-2024.yaml")
    assert (made.kwaliteitsborging, made.status) == (None, "voorlopig")
    assert "Wie dit nakeek" not in (project.parameters / "proef-2024.yaml").read_text(encoding="utf-8")


def test_history_that_was_kept_by_hand_stays(project: Project) -> None:
    history = project.data / "history" / "2023.csv"
    history.parent.mkdir(exist_ok=True)
    history.write_text("met de hand\n", encoding="utf-8")
    assert "data/history/2023.csv" not in prepare(project)
    assert history.read_text(encoding="utf-8") == "met de hand\n"


def all_files(project: Project) -> dict[str, bytes]:
    return {project.relative(path): path.read_bytes() for path in project.root.rglob("*") if path.is_file()}


def load_next(project: Project) -> Parameters:
    return load_parameters(project.parameters / "proef-2024.yaml")


def test_parameters_empty_extracts_toelichting_and_history_are_prepared(project: Project) -> None:
    before = all_files(project)
    made = prepare(project)
    assert sorted(made) == [
        "data/2024/leerlingen.csv",
        "data/2024/tellingen.csv",
        "data/2024/toelichting/0_datakwaliteit.md",
        "data/2024/toelichting/1_inleiding.md",
        "data/history/2022.csv",
        "data/history/2023.csv",
        "parameters/proef-2024.yaml",
    ]
    after = all_files(project)
    assert sorted(after.keys() - before.keys()) == sorted(made)
    assert {name: after[name] for name in before} == before


def test_prepared_parameters_are_of_the_next_year_and_load(project: Project) -> None:
    prepare(project)
    parameters = load_next(project)
    assert (parameters.rapport, parameters.jaar, parameters.data) == ("proef-2024", 2024, "data/2024")
    assert (parameters.datum.year, parameters.status) == (2025, "voorlopig")
    assert parameters.datasets == ("leerlingen", "tellingen")
    assert (
        parameters.kerngetallen[0].peildatum.year == 2023
    )  # a policy number keeps its date until somebody looks


def test_acceptances_are_not_taken_along(project: Project) -> None:
    path = project.parameters / "proef-2023.yaml"
    scope = "regels: [3]\n    reden: R\n    besloten_door: controller\n    datum: 2024-05-01\n    tot: 2024-12-31\n"
    accepted = (
        f"terugmelden_aan:\n  leerlingen: onderwijs\nacceptaties:\n  - regel: leerlingen.x\n    {scope}"
    )
    path.write_text(path.read_text(encoding="utf-8") + accepted, encoding="utf-8")
    prepare(project)
    parameters = load_next(project)
    assert parameters.acceptaties == ()
    assert parameters.terugmelden_aan == {"leerlingen": "onderwijs"}


def test_protection_is_on_and_last_years_marks_are_off(project: Project) -> None:
    prepare(project)
    parameters = load_next(project)
    assert parameters.geheimhouding.drempel == 10
    assert (parameters.voorbeeld, parameters.vastgesteld) == ((), ())
    text = (project.parameters / "proef-2024.yaml").read_text(encoding="utf-8")
    assert "openbaar" not in text
    assert "verzonnen" not in text
    assert "bescherming staat uit" not in text
    assert text.startswith("# Uitleg bovenaan blijft staan.\n")


@pytest.mark.parametrize(
    "block",
    [
        "geheimhouding:\n  drempel: 0\n  uit: {reden: openbaar, besloten_door: controller}",
        "geheimhouding: {drempel: 0, uit: {reden: openbaar, besloten_door: controller}}",
        "geheimhouding:\n  # uit\n\n  drempel: 0\n  uit: {reden: openbaar, besloten_door: controller}\n\n",
        "",
    ],
)
def test_protection_is_on_however_and_wherever_it_was_switched_off(tmp_path: Path, block: str) -> None:
    start = PARAMETERS.index("# De bescherming")
    rest = PARAMETERS[PARAMETERS.index("# Zonder document") :]
    path = tmp_path / "proef-2023.yaml"
    path.write_text(PARAMETERS[:start] + rest + block, encoding="utf-8")
    text = next_parameters(path.read_text(encoding="utf-8"), load_parameters(path), 2024)
    (tmp_path / "proef-2024.yaml").write_text(text, encoding="utf-8")
    assert load_parameters(tmp_path / "proef-2024.yaml").geheimhouding.drempel == 10


def test_a_year_in_a_comment_does_not_keep_the_path_on_last_year(project: Project) -> None:
    text = next_parameters(PARAMETERS, load_parameters(project.parameters / "proef-2023.yaml"), 2024)
    assert yaml.safe_load(text)["data"] == "data/2024"


@pytest.mark.parametrize("slug", ["leerlingen", "tellingen"])
def test_extracts_are_a_header_only(project: Project, slug: str) -> None:
    prepare(project)
    text = (project.data / "2024" / f"{slug}.csv").read_text(encoding="utf-8")
    assert text == ";".join(DATASETS[slug].column_names) + "\n"


def test_every_section_of_a_toelichting_is_marked_until_it_is_gone_over(project: Project) -> None:
    prepare(project)
    text = (project.data / "2024" / "toelichting" / "1_inleiding.md").read_text(encoding="utf-8")
    assert text.count("nog niet nagelopen") == 2
    assert "## begin\n\n*Deze tekst" in text
    assert "In {{ jaar }} was het {{ leerlingen.mbo }}." in text
    assert text.endswith("Slot.\n")


def read_rows(project: Project, before: int) -> list[Cijfer]:
    return [rij for register in read_history(project.data / "history", before) for rij in register.rijen]


def test_the_published_year_becomes_history_without_comparisons_forecasts_and_policy_numbers(
    project: Project,
) -> None:
    prepare(project)
    rows = read_rows(project, 2024)
    assert [(row.indicator, row.jaar, row.waarde) for row in rows] == [
        ("leerlingen", 2022, 400),
        ("leerlingen", 2023, 410),
        ("bijstand", 2023, None),
    ]


@pytest.mark.parametrize(
    "there",
    [
        "data/2024/tellingen.csv",
        "data/2024/tellingen.xlsx",
        "data/2024/toelichting/1_inleiding.md",
        "parameters/proef-2024.yaml",
    ],
)
def test_a_file_that_is_there_is_named_and_nothing_is_written(project: Project, there: str) -> None:
    path = project.root / there
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("van een steward")
    before = all_files(project)
    with pytest.raises(ConfigurationError, match=f"bestaan al en worden niet overschreven: {there}"):
        prepare(project)
    assert all_files(project) == before


def test_a_command_that_was_broken_off_is_finished_by_the_next(project: Project) -> None:
    made = prepare(project)
    whole = all_files(project)
    for name in made[1:]:
        (project.root / name).unlink()
    prepare(project)
    assert all_files(project) == whole


def test_preparing_twice_changes_nothing_the_second_time(project: Project) -> None:
    prepare(project)
    before = all_files(project)
    with pytest.raises(ConfigurationError, match="bestaan al"):
        prepare(project)
    assert all_files(project) == before


@pytest.mark.parametrize(
    ("jaar", "message"),
    [
        (2023, "proef-2023 gaat al over 2023"),
        (24, "van 2010 tot en met 2100"),
        (20244, "van 2010 tot en met 2100"),
    ],
)
def test_a_year_that_cannot_be_is_refused_and_nothing_is_written(
    project: Project, jaar: int, message: str
) -> None:
    before = all_files(project)
    with pytest.raises(ConfigurationError, match=message):
        prepare(project, jaar)
    assert all_files(project) == before


def test_a_report_without_its_year_in_the_name_is_told(project: Project) -> None:
    path = project.parameters / "proef-2023.yaml"
    path.write_text(PARAMETERS.replace("rapport: proef-2023", "rapport: proef"), encoding="utf-8")
    with pytest.raises(ConfigurationError, match="In de naam proef staat het jaar 2023 niet"):
        prepare(project)


def test_a_report_with_more_years_in_its_name_gets_no_name_by_itself(project: Project) -> None:
    path = project.parameters / "proef-2023.yaml"
    path.write_text(PARAMETERS.replace("rapport: proef-2023", "rapport: kader-2023-2027"), encoding="utf-8")
    with pytest.raises(ConfigurationError, match="In de naam kader-2023-2027 staat meer dan één jaar"):
        prepare(project)


def test_a_report_that_was_not_built_is_told_with_what_to_do(project: Project) -> None:
    shutil.rmtree(project.output / "proef-2023")
    before = all_files(project)
    with pytest.raises(ConfigurationError, match="sdreport build proef-2023"):
        prepare(project)
    assert all_files(project) == before


def test_a_chapter_with_the_texts_of_the_package_has_none_to_carry_over(project: Project) -> None:
    (project.data / "2023" / "toelichting" / "1_inleiding.md").unlink()
    prepare(project)
    assert not (project.data / "2024" / "toelichting" / "1_inleiding.md").exists()


def test_history_of_earlier_years_that_is_nowhere_else_is_kept(project: Project) -> None:
    prepare(project)
    assert [(row.jaar, row.waarde) for row in read_rows(project, 2023)] == [(2022, 400)]


def test_without_texts_of_its_own_nothing_is_said_to_be_carried_over(project: Project) -> None:
    editie = load_editie(project, project.parameters / "proef-2023.yaml")
    assert plan_year(editie, 2024).describe().startswith("Alle zinnen")
    shutil.rmtree(project.data / "2023" / "toelichting")
    assert plan_year(editie, 2024).describe().startswith("Er is geen eigen toelichting")


@pytest.mark.parametrize(
    ("block", "kept"),
    [
        ("  drempel: 5\n", {"drempel": 10}),
        ("  drempel: 15\n  nul: {tonen: false}\n", {"drempel": 15, "nul": {"tonen": False}}),
        ("  vorige_versies: [a.csv]\n  drempel: 10\n", {"drempel": 10}),
        ("  vorige_versies:\n  - a.csv\n    # van juni\n  drempel: 12\n", {"drempel": 12}),
    ],
)
def test_protection_goes_along_and_never_becomes_less(
    project: Project, block: str, kept: dict[str, object]
) -> None:
    old = project.parameters / "proef-2023.yaml"
    text = re.sub(r"^geheimhouding:\n(?: .*\n)*", f"geheimhouding:\n{block}", PARAMETERS, flags=re.MULTILINE)
    old.write_text(text.replace("a.csv", "proef-2023-a.csv"), encoding="utf-8")
    made = next_parameters(old.read_text(encoding="utf-8"), load_parameters(old), 2024)
    assert yaml.safe_load(made)["geheimhouding"] == kept


def test_names_with_the_year_in_them_are_told(project: Project) -> None:
    path = project.parameters / "proef-2023.yaml"
    kolommen = 'kolommen:\n  tellingen:\n    "Stand 2023": aantal\n    "Wat": telling\n'
    codes = 'codes:\n  leerlingen:\n    soort:\n      "mbo (2023)": mbo\n'
    path.write_text(f"{PARAMETERS}{kolommen}{codes}", encoding="utf-8")
    assert list_dated(load_parameters(path)) == ["tellingen: Stand 2023", "leerlingen.soort: mbo (2023)"]
