"""The texts of the next year: what is carried over of a toelichting, and what is left out because it cannot be."""

from pathlib import Path

import pytest
from jaarhulp import make_jaarproject, plan, prepare

from sdreport.chapter.toelichting.carry_over import WEGGELATEN, describe_weggelaten
from sdreport.commands.new.new_year import NALOPEN
from sdreport.project.folders import Project
from sdreport.register.cijfer import Cijfer
from sdreport.register.files import write_register

WEG = "{{ leerlingen.hbo }}"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with one built report, of 2023."""
    return make_jaarproject(tmp_path)


def texts_of(project: Project, tekst: str, jaar: int = 2024) -> tuple[str, list[str]]:
    """What becomes of a toelichting in a new year, without its marks, and what is told of it."""
    (project.data / "2023" / "toelichting" / "1_inleiding.md").write_text(tekst, encoding="utf-8")
    (project.data / "2023" / "toelichting" / "0_datakwaliteit.md").write_text(
        "## c\n\nSlot.\n", encoding="utf-8"
    )
    made = plan(project, jaar)
    path = project.data / str(jaar) / "toelichting" / "1_inleiding.md"
    text = str(made.files.get(path, ""))
    return text.replace(f"\n{NALOPEN}\n", ""), [str(fault) for fault in made.weggelaten]


def test_what_was_left_out_stays_on_the_list_of_the_check_until_its_line_is_gone(project: Project) -> None:
    tekst = f"## a\n\nEerst {WEG}. Dan nog {WEG}. Slot.\n"
    (project.data / "2023" / "toelichting" / "1_inleiding.md").write_text(tekst, encoding="utf-8")
    prepare(project)
    folder = project.data / "2024" / "toelichting"
    told = describe_weggelaten(folder)
    assert "nog open staan (2)" in told and "1_inleiding.md, regel 3: ‘Dan nog" in told
    lines = (folder / WEGGELATEN).read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / WEGGELATEN).write_text(lines[1], encoding="utf-8")
    assert "nog open staan (1)" in describe_weggelaten(folder)
    (folder / WEGGELATEN).write_text("\n", encoding="utf-8")
    assert describe_weggelaten(folder) == "" == describe_weggelaten(project.data)


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


def test_the_title_of_a_figure_stays_behind_and_is_listed(project: Project) -> None:
    kept, told = texts_of(project, "## a\n\nSlot.\n\n## figuur-x\n\nHet aantal bleef gelijk\n")
    assert kept == "## a\n\nSlot.\n"
    assert told == ["1_inleiding.md, regel 7: ‘Het aantal bleef gelijk’ is de kop van een figuur."]
