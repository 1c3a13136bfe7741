"""All that a report can depend on: a file more, less or other is another dependency, also when it was undone."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from werkboekhulp import DATA, RAPPORT, make_project, make_row

from sdreport.project.editie import Editie
from sdreport.stages.takeover.ingredients import Ingredienten


@pytest.fixture
def editie(tmp_path: Path) -> Editie:
    return make_project(tmp_path, [make_row()])


def write(name: str, text: str = "iets") -> Callable[[Path], object]:
    def change(root: Path) -> None:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")

    return change


@pytest.mark.parametrize(
    ("soort", "change"),
    [
        ("parameters", write(f"parameters/{RAPPORT}.yaml")),
        ("extracten", write(f"{DATA}/plannen.csv")),
        ("extracten", write(f"{DATA}/Plannen.XLSX")),
        ("andere jaren", write("data/2018/PLANNEN.csv")),
        ("verwachtingen", write("expectations/samenhang_plannen.json")),
        ("referenties", write("data/nieuw.csv")),
        ("historie", write("data/history/2018.csv")),
        ("teksten", write(f"{DATA}/toelichting/1_inleiding.md")),
        ("teksten", write("data/toelichting/1_inleiding.md")),
        ("notebooks", write("notebooks/1_inleiding.ipynb")),
    ],
)
def test_a_file_more_or_other_is_another_dependency(
    editie: Editie, soort: str, change: Callable[[Path], object]
) -> None:
    before = Ingredienten(editie)
    known = before.delen
    assert before.is_still()
    change(editie.project.root)
    after = Ingredienten(editie).delen
    assert [kind for kind in after if after[kind] != known[kind]] == [soort]
    assert not before.is_still()


def test_a_change_that_was_undone_with_its_time_is_seen(editie: Editie) -> None:
    before = Ingredienten(editie)
    known = before.delen
    path = editie.data / "plannen.csv"
    state, content = path.stat(), path.read_bytes()
    path.write_bytes(b"iets anders")
    path.write_bytes(content)
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert Ingredienten(editie).delen == known
    assert not before.is_still()


def test_files_of_programs_that_have_an_extract_open_do_not_count(editie: Editie) -> None:
    before = Ingredienten(editie)
    known = before.delen
    for name in (".~lock.plannen.csv#", "~$plannen.xlsx"):
        write(f"{DATA}/{name}")(editie.project.root)
    assert Ingredienten(editie).delen == known
    assert before.is_still()
