"""The next year: what is prepared, that nothing is overwritten, and that protection is on."""

import json
import shutil
from pathlib import Path

import pytest
import yaml

from sdreport.commands.new.files import next_toelichting, write_new
from sdreport.commands.new.new_year import NALOPEN, Jaarplan, next_parameters, plan_year
from sdreport.errors import ConfigurationError
from sdreport.intake.catalogue.datasets import DATASETS
from sdreport.project.editie import find_editie
from sdreport.project.folders import Project
from sdreport.project.parameters import Parameters, load_parameters
from sdreport.register.cijfer import Cijfer
from sdreport.register.compare import compare
from sdreport.register.files import write_register
from sdreport.register.history import read_history

PARAMETERS = """\
# Uitleg bovenaan blijft staan.
rapport: proef-2023
titel: Proef
gemeente: Voorbeeldstad
jaar: 2023                   # verslagjaar
datum: 2024-05-30
status: definitief
verantwoording: >-
  Alle records zijn verzonnen
  in 2023.

data: data/2023              # extracten van 2023
datasets:
  - leerlingen
  - tellingen
hoofdstukken: [1_inleiding]

# De bescherming staat uit.
geheimhouding:
  drempel: 0
  bron: alles is openbaar
  uit: {reden: alles is openbaar, besloten_door: controller}

# Zonder document.
voorbeeld:
  - tellingen.*
vastgesteld:
- leerlingen_groei.*
kerngetallen:
  - {naam: index, waarde: 7.01, eenheid: "%", peildatum: 2023-01-01, bron: document}
"""
TOELICHTING = "## begin\n\nIn {{ jaar }} was het {{ leerlingen.mbo }}.\n\n## einde\n\nSlot.\n"
WEG = "{{ leerlingen.hbo }}"


def rij(indicator: str, jaar: int, waarde: float | None) -> Cijfer:
    return Cijfer(
        indicator,
        jaar,
        {"soort": "mbo"},
        waarde,
        "leerlingen",
        "definitief",
        "leerlingen (3 rijen)",
        "Proef.",
    )


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with one built report, of 2023."""
    project = Project(tmp_path.resolve())
    toelichting = project.data / "2023" / "toelichting"
    for folder in (project.parameters, project.notebooks, toelichting, project.output / "proef-2023"):
        folder.mkdir(parents=True)
    (project.parameters / "proef-2023.yaml").write_text(PARAMETERS, encoding="utf-8")
    for name in ("0_datakwaliteit", "1_inleiding"):
        (toelichting / f"{name}.md").write_text(TOELICHTING, encoding="utf-8")
    rows = [rij("leerlingen", 2022, 400), rij("leerlingen", 2023, 410), rij("bijstand", 2023, None)]
    rows += [*compare(rows, 2023), rij("inwoners_prognose", 2027, 500), rij("kerngetal", 2023, 7.01)]
    write_register(rows, project.output / "proef-2023")
    mark_concept(project, False)
    return project


def mark_concept(project: Project, concept: bool) -> None:
    """Write the manifest of the built report, as far as the next year reads it."""
    path = project.output / "proef-2023" / "manifest.json"
    path.write_text(json.dumps({"concept": concept}), encoding="utf-8")


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


def prepare(project: Project, jaar: int = 2024) -> list[str]:
    return [project.relative(made) for made in write_new(project, plan(project, jaar).files)]


def plan(project: Project, jaar: int = 2024) -> Jaarplan:
    return plan_year(find_editie(project, "proef-2023"), jaar)


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


def test_every_section_of_a_toelichting_is_marked_until_it_is_gone_over() -> None:
    text = next_toelichting(TOELICHTING, NALOPEN)
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


def texts_of(project: Project, tekst: str, jaar: int = 2024) -> tuple[str, list[str]]:
    """What becomes of a toelichting in a new year, without its marks, and what is told of it."""
    (project.data / "2023" / "toelichting" / "1_inleiding.md").write_text(tekst, encoding="utf-8")
    (project.data / "2023" / "toelichting" / "0_datakwaliteit.md").write_text(
        "## c\n\nSlot.\n", encoding="utf-8"
    )
    made = plan(project, jaar)
    path = project.data / str(jaar) / "toelichting" / "1_inleiding.md"
    return made.files.get(path, "").replace(f"\n{NALOPEN}\n", ""), [str(fault) for fault in made.weggelaten]


def test_a_sentence_whose_fact_cannot_be_is_left_out_and_listed(project: Project) -> None:
    kept, told = texts_of(
        project,
        f"## a\n\nEerst {{{{ leerlingen.mbo }}}}. Dan {WEG} van 1.5 erbij. Zie {{{{ figuur x }}}}.\n\n- een\n- {WEG}\n"
        f"- drie\n\n## b\n\nAlleen {WEG}.\n\n## c\n\nSlot.\n",
    )
    assert (
        kept == "## a\n\nEerst {{ leerlingen.mbo }}. Zie {{ figuur x }}.\n\n- een\n- drie\n\n## c\n\nSlot.\n"
    )
    assert [line.split("‘")[0] for line in told] == [f"1_inleiding.md, regel {line}: " for line in (3, 6, 11)]
    assert all("Er is geen cijfer 'leerlingen.hbo'" in line for line in told)


@pytest.mark.parametrize(
    ("jaar", "feit", "kan"),
    [
        (2024, "leerlingen.mbo@-1", True),
        (2024, "leerlingen.mbo@2022", True),
        (2024, "leerlingen_groei.mbo | meer", True),
        (2024, "inwoners_prognose.mbo@+4", True),
        (2024, "kerngetal.mbo", True),
        (2024, "bijstand.mbo", True),
        (2024, "bijstand_verschil.mbo", True),
        (2024, "inwoners_prognose_verschil.mbo", False),
        (2026, "leerlingen.mbo", True),
        (2026, "leerlingen.mbo@-1", False),
        (2026, "leerlingen_groei.mbo | meer", False),
        (2024, "kerngetal.mbo@-1", False),
    ],
)
def test_which_facts_a_new_year_can_have(project: Project, jaar: int, feit: str, kan: bool) -> None:
    kept, told = texts_of(project, f"## a\n\nHet is {{{{ {feit} }}}}.\n", jaar)
    assert (feit in kept, len(told)) == (kan, 0 if kan else 1)


def test_school_years_move_along_and_names_of_plans_do_not(project: Project) -> None:
    rows = [
        Cijfer(naam, 2023, {"x": waarde}, 5, "leerlingen", "definitief", "leerlingen", "Proef.")
        for naam, waarde in (("schooljaren", "2022-2023"), ("plannen", "kader-2023-2027"))
    ]
    write_register(rows, project.output / "proef-2023")
    text = "## a\n\nA {{ schooljaren.[jaar-1]-[jaar] }}. B {{ plannen.kader-2023-2027 }}."
    kept, told = texts_of(project, f"{text} C {{{{ schooljaren.2022-2023 }}}}.\n")
    assert kept == f"{text}\n"
    assert len(told) == 1


def test_history_of_earlier_years_that_is_nowhere_else_is_kept(project: Project) -> None:
    prepare(project)
    assert [(row.jaar, row.waarde) for row in read_rows(project, 2023)] == [(2022, 400)]
