"""The package as it is installed: a wheel, unpacked outside the clone, makes and builds a project."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RAPPORT = "raadsrapportage-2023"


@pytest.fixture(scope="module")
def pakket(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the wheel, as an installation puts them down."""
    folder = tmp_path_factory.mktemp("wiel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder / "dist")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (wheel,) = (folder / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "pakket")
    return folder / "pakket"


def run(pakket: Path, place: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Python with the unpacked package before any other."""
    environment = {**os.environ, "PYTHONPATH": str(pakket)}
    command = [sys.executable, *arguments]
    return subprocess.run(
        command, cwd=place, env=environment, capture_output=True, text=True, timeout=300, check=False
    )


@pytest.fixture(scope="module")
def project(pakket: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that the installed package made."""
    place = tmp_path_factory.mktemp("gemeente")
    done = run(
        pakket, place, "-m", "sdreport", "new-project", "nieuw", "--gemeente", "Nieuwstad", "--jaar", "2023"
    )
    assert done.returncode == 0, done.stderr
    return place / "nieuw"


def test_it_is_the_unpacked_package_that_runs(pakket: Path, project: Path) -> None:
    done = run(pakket, project, "-c", "import sdreport; print(sdreport.__file__)")
    assert Path(done.stdout.strip()).is_relative_to(pakket)
    assert {path.name for path in (pakket / "sdreport" / "shipped").iterdir()} >= {
        "notebooks",
        "expectations",
        "data",
    }


def test_a_fresh_project_says_that_every_extract_is_empty(pakket: Path, project: Path) -> None:
    done = run(pakket, project, "-m", "sdreport", "check")
    assert done.returncode == 1, done.stdout + done.stderr
    for slug in ("toewijzingen", "declaraties", "begroting", "bevolking"):
        assert f"{slug}.csv" in done.stdout + done.stderr
    built = run(pakket, project, "-m", "sdreport", "build", "--concept")
    assert built.returncode == 1 and "Traceback" not in built.stderr
    assert not (project / "output" / f"{RAPPORT}-concept" / "index.html").exists()


def test_a_filled_project_builds_with_what_the_package_ships(
    pakket: Path, project: Path, tmp_path: Path
) -> None:
    filled = tmp_path / "gevuld"
    shutil.copytree(project, filled)
    for path in [*(ROOT / "data").glob("*.csv"), *(ROOT / "data" / "2023").glob("*.csv")]:
        target = filled / path.relative_to(ROOT)
        if path.parent.name != "2023" or target.is_file():
            shutil.copyfile(path, target)
    done = run(pakket, filled, "-m", "sdreport", "build", "--concept")
    assert done.returncode == 0, done.stdout + done.stderr
    page = (filled / "output" / f"{RAPPORT}-concept" / "index.html").read_text(encoding="utf-8")
    assert "Nieuwstad" in page and "Huishoudelijke hulp" in page and "Leusden" not in page
