"""The command line, tested by running it: help, exit codes, and errors of one line without traceback."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sdreport import __version__
from sdreport.commands.cli import cli

ROOT = Path(__file__).parents[2]
RAPPORT = "raadsrapportage-2023"
EXITCODES = ("0 in orde", "1 extracten afgekeurd", "2 gebruik of configuratie", "3 bouwen mislukt")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with parameters only: enough to find it, too little to build it."""
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "parameters").mkdir()
    shutil.copy(ROOT / "parameters" / f"{RAPPORT}.yaml", tmp_path / "parameters")
    return tmp_path


def run(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run `sdreport` as a user does, with plain UTF-8 output of a fixed width."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("SDREPORT_")}
    return subprocess.run(
        [sys.executable, "-m", "sdreport", *arguments],
        cwd=cwd,
        env={**clean, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "COLUMNS": "110"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


def parameters_of(project: Path) -> Path:
    return project / "parameters" / f"{RAPPORT}.yaml"


def test_help_lists_every_command_and_exit_code() -> None:
    done = run("--help")
    assert done.returncode == 0
    assert done.stderr == ""
    commands = [
        line.split()[0] for line in done.stdout.partition("Commands:")[2].splitlines() if line.strip()
    ]
    assert set(cli.commands) < set(commands)
    for text in EXITCODES:
        assert text in " ".join(done.stdout.split())


@pytest.mark.parametrize("command", sorted(cli.commands))
def test_help_of_a_command_explains_every_option_and_exit_code(command: str) -> None:
    done = run(command, "--help")
    assert done.returncode == 0
    for parameter in cli.commands[command].params:
        for name in parameter.opts if parameter.param_type_name == "option" else ():
            assert name in done.stdout
            assert getattr(parameter, "help", None), f"{command} {name} has no explanation"
    for text in EXITCODES:
        assert text in " ".join(done.stdout.split())


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_a_command_stands_in_a_file_of_its_name(name: str) -> None:
    room, _, file = str(cli.commands[name].callback.__module__).rpartition(".")
    assert room.startswith("sdreport.commands")
    assert file.rstrip("_") == name.replace("-", "_"), "a word of Python itself has _ behind it"


def test_version() -> None:
    done = run("--version")
    assert (done.returncode, done.stdout) == (0, f"sdreport, version {__version__}\n")


@pytest.mark.parametrize(
    "arguments", [("bouw",), ("build", "--snel"), ("new-year", "volgend"), ("new-year",)]
)
def test_wrong_use_ends_with_2_and_says_so(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "--help" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["build", "check", "open"])
def test_unknown_parameters_file_is_one_line_without_traceback(command: str, project: Path) -> None:
    done = run(command, "raadsrapportage-2099", cwd=project)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr == (
        "Fout: Parametersbestand 'raadsrapportage-2099' is niet gevonden. "
        f"In parameters/ staan: {RAPPORT}.yaml.\n"
    )


def test_unknown_key_names_the_closest_one_with_file_and_line(project: Path) -> None:
    path = parameters_of(project)
    text = path.read_text(encoding="utf-8").replace("gemeente: ", "gemeent: ", 1)
    path.write_text(text, encoding="utf-8")
    line = text.splitlines().index("gemeent: Leusden") + 1
    done = run("open", cwd=project)
    assert done.returncode == 2
    assert f"{path.name}, regel {line}, gemeent: onbekende instelling. Bedoelt u 'gemeente'?" in done.stderr
    assert "gemeente: deze instelling ontbreekt." in done.stderr, "all faults are told at once"
    assert "Traceback" not in done.stderr


def test_parameters_that_are_no_yaml_are_told_with_their_line(project: Path) -> None:
    parameters_of(project).write_text("rapport: x\ntitel: [\n", encoding="utf-8")
    done = run("open", RAPPORT, cwd=project)
    assert done.returncode == 2
    assert f"{RAPPORT}.yaml, regel " in done.stderr
    assert done.stderr.count("\n") == 1


def test_debug_gives_the_traceback_and_the_same_message(project: Path) -> None:
    plain = run("open", "raadsrapportage-2099", cwd=project)
    debug = run("--debug", "open", "raadsrapportage-2099", cwd=project)
    assert debug.returncode == plain.returncode == 2
    assert debug.stderr.startswith("Traceback (most recent call last):")
    assert debug.stderr.endswith(plain.stderr)


def test_outside_a_project_it_says_where_to_go(tmp_path: Path) -> None:
    done = run("check", cwd=tmp_path)
    assert done.returncode == 2
    assert "geen sdreport-project gevonden" in done.stderr
    assert "Traceback" not in done.stderr


def test_open_says_how_to_build_what_is_not_there(project: Path) -> None:
    done = run("open", cwd=project)
    assert done.returncode == 2
    assert f"Draai eerst: sdreport build {RAPPORT}" in done.stderr


@pytest.mark.parametrize("naam", ["map", "pseudonymise"])
def test_a_pipe_in_place_of_an_extract_is_called_what_it_is(naam: str, project: Path) -> None:
    os.mkfifo(project / "pijp.csv")
    rest = ["--dataset", "toewijzingen"] if naam == "map" else ["uit.csv"]
    done = run(naam, "pijp.csv", *rest, cwd=project)
    (project / "pijp.csv").unlink()
    assert done.returncode == 2
    assert done.stderr.startswith("Fout: pijp.csv: dit is geen gewoon bestand, maar een pijp of apparaat.")


def test_check_of_a_folder_that_is_not_there(project: Path) -> None:
    done = run("check", "--data", "nergens", cwd=project)
    assert done.returncode == 2
    assert done.stderr == "Fout: De map nergens bestaat niet.\n"


@pytest.mark.parametrize(
    ("jaar", "wat"),
    [
        ("2023", "raadsrapportage-2023 gaat al over 2023."),
        ("2016", "raadsrapportage-2023 gaat over 2023; het jaar erna is 2024, niet 2016."),
        ("2025", "raadsrapportage-2023 gaat over 2023; het jaar erna is 2024, niet 2025."),
        ("9999999999999999999999", "Het jaar is een getal van 2010 tot en met 2100."),
        ("-2024", "De optie '-2' bestaat niet bij sdreport new-year."),
    ],
)
def test_a_new_year_is_the_next_one_or_writes_nothing(project: Path, jaar: str, wat: str) -> None:
    before = sorted(project.rglob("*"))
    done = run("new-year", jaar, "raadsrapportage-2023", cwd=project)
    assert done.returncode == 2
    assert done.stderr.startswith(f"Fout: {wat}") and done.stderr.count("\n") <= 2
    assert sorted(project.rglob("*")) == before


def test_example_data_without_the_table_of_products_is_told(project: Path, tmp_path: Path) -> None:
    for folder in (tmp_path / "leeg", tmp_path / "nergens"):
        done = run("example-data", "--into", str(folder), cwd=project)
        assert done.returncode == 2
        assert done.stderr.startswith(f"Fout: In de map {folder} staat geen productcodes.csv: noem")
    assert not list(tmp_path.glob("leeg/*"))


def test_documents_tells_what_does_not_add_up_and_fails_on_it() -> None:
    faulty = run("documents", "beleidskader-2023-2027")
    assert faulty.returncode == 1
    assert "1.449" in faulty.stdout and "1.494" in faulty.stdout
    sound = run("documents", "uitvoeringsplan-2017-2018")
    assert sound.returncode == 0
    assert "document.nummering" in sound.stdout


def test_documents_names_the_known_ones() -> None:
    done = run("documents", "weg")
    assert done.returncode == 2
    assert "peilnota-1-2014" in done.stderr


def test_ctrl_c_while_a_command_is_imported_ends_in_one_line(tmp_path: Path) -> None:
    """The first import of the command line breaks off, as when somebody changes their mind at once."""
    (tmp_path / "click.py").write_text("raise KeyboardInterrupt\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "sdreport", "--version"],
        env={**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == "Afgebroken. Het vorige rapport staat er nog.\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("build", "--concpt"),
            "De optie '--concpt' bestaat niet bij sdreport build. Bedoelt u '--concept'?",
        ),
        (("--nope",), "De optie '--nope' bestaat niet bij sdreport."),
        (("biuld",), "De opdracht 'biuld' bestaat niet. Bedoelt u 'build'?"),
        (("\x1b[31m" + "x" * 500,), "De opdracht '\\x1b[31mxxx"),
        (("build", "a", "b"), "Achter sdreport build staat te veel: er horen hoogstens 1 namen"),
        (("build", "--concept=3"), "Achter de optie '--concept' hoort geen waarde."),
        (("figures", "--filter"), "Achter de optie '--filter' hoort een waarde."),
        (("import",), "Bij sdreport import ontbreekt BRON."),
        (("sign", "x"), "Bij sdreport sign ontbreekt de optie '--key'."),
        (("new-year", "volgend"), "De waarde van JAAR is niet goed: hier hoort een geheel getal."),
        (
            ("check", "--format", "xml"),
            "de optie '--format' is niet goed: hier hoort een van text, json, junit",
        ),
        (("build-each", "x", "--workers", "0"), "hier hoort een geheel getal van 1 of meer."),
        (("workbook", "--peildatum", "31-12-2024"), "hier hoort een datum, zoals 2024-12-31."),
        (("example-data", "--stad", "README.md"), "hier hoort een map."),
    ],
)
def test_wrong_use_is_one_dutch_line(arguments: tuple[str, ...], said: str) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Fout: ") and done.stderr.count("\n") == 1
    assert said in done.stderr and " --help" in done.stderr and len(done.stderr) < 500
