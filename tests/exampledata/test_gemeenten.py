"""Many invented municipalities: different ones of different sizes, and the same again for the same arguments."""

from pathlib import Path

from bouwhulp import ROOT, hash_folder

from sdreport.exampledata import write_gemeenten
from sdreport.project.editie import find_editie
from sdreport.project.folders import Project

EXAMPLE = ROOT / "examples" / "lindewaard"


def count_lines(root: Path, extract: str) -> int:
    """The lines of an extract."""
    return len((root / "data" / "2024" / f"{extract}.csv").read_text(encoding="utf-8").splitlines())


def test_they_differ_in_size_name_and_records_and_come_out_the_same_again(tmp_path: Path) -> None:
    first = write_gemeenten(tmp_path / "een", EXAMPLE, 3, 2024, 50)
    again = write_gemeenten(tmp_path / "twee", EXAMPLE, 3, 2024, 50)
    assert [hash_folder(root) for root in first] == [hash_folder(root) for root in again]
    sizes = [count_lines(root, "toewijzingen") for root in first]
    assert sizes == sorted(set(sizes)) and sizes[0] > 20
    editions = [find_editie(Project(root)) for root in first]
    assert len({editie.parameters.gemeente for editie in editions}) == 3
    assert {editie.parameters.jaar for editie in editions} == {2024}
    for editie in editions:
        assert {path.stem for path in editie.data.glob("*.csv")} == set(editie.parameters.datasets)


def test_two_of_one_size_have_records_of_their_own(tmp_path: Path) -> None:
    roots = write_gemeenten(tmp_path, EXAMPLE, 9, 2024, 50)
    texts = [(root / "data" / "2024" / "toewijzingen.csv").read_bytes() for root in (roots[0], roots[8])]
    assert texts[0] != texts[1]
