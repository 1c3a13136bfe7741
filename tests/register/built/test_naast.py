"""Two reports on the same records: what the one hides and the other shows is told."""

import json
from pathlib import Path

import pytest
from bouwhulp import ROOT
from registerhulp import rij

from sdreport.project.editie import Editie, find_editie
from sdreport.project.folders import Project
from sdreport.register.built.naast import find_naast, tell_naast
from sdreport.register.files import write_register
from sdreport.register.register import Register

RAPPORT, DATA = "raadsrapportage-2023", "data/2023"


@pytest.fixture
def editie(tmp_path: Path) -> Editie:
    (tmp_path / "parameters").mkdir()
    text = (ROOT / "parameters" / f"{RAPPORT}.yaml").read_text(encoding="utf-8")
    (tmp_path / "parameters" / f"{RAPPORT}.yaml").write_text(text, encoding="utf-8")
    return find_editie(Project(tmp_path), RAPPORT)


def place(
    editie: Editie, wmo: float | None, data: str = DATA, jaar: int = 2023, concept: bool = False
) -> None:
    folder = editie.project.output / "monitor"
    folder.mkdir(parents=True)
    write_register(
        [rij("clienten.wmo.totaal", 2023, wmo), rij("clienten.wmo.totaal", 2022, 7)], folder, "proef"
    )
    parts = {"parameters": {"data": data, "jaar": jaar}, "invoer": {}, "uitvoer": {}, "concept": concept}
    (folder / "manifest.json").write_text(json.dumps(parts), encoding="utf-8")


def tell(editie: Editie, wmo: float | None) -> str:
    rijen = [rij("clienten.wmo.totaal", 2023, wmo), rij("clienten.wmo.totaal", 2022, None)]
    return tell_naast(editie, Register(rijen, 2023))


@pytest.mark.parametrize(("here", "there"), [(None, 4713), (4713, None)])
def test_what_one_hides_and_the_other_shows_is_told(
    editie: Editie, here: float | None, there: float | None
) -> None:
    place(editie, there)
    text = tell(editie, here)
    assert "output/monitor" in text and "toont het andere: clienten.wmo.totaal (2023). Geef" in text
    assert "4713" not in text and "4.713" not in text


@pytest.mark.parametrize(("here", "there"), [(None, None), (4713, 4713)])
def test_two_that_hide_the_same_say_nothing(editie: Editie, here: float | None, there: float | None) -> None:
    place(editie, there)
    assert find_naast(editie) and tell(editie, here) == ""


@pytest.mark.parametrize("other", [{"data": "data/half"}, {"jaar": 2022}, {"concept": True}])
def test_a_report_on_other_records_or_for_few_is_not_read(editie: Editie, other: dict[str, object]) -> None:
    place(editie, 4713, **other)  # type: ignore[arg-type]
    assert find_naast(editie) == [] and tell(editie, None) == ""


def test_a_folder_that_holds_no_report_is_passed_over(editie: Editie) -> None:
    place(editie, 4713)
    (editie.project.output / "monitor" / "cijfers.csv").write_bytes(b"\x00")
    assert tell(editie, None) == ""
    (editie.project.output / "monitor" / "manifest.json").write_text("[", encoding="utf-8")
    assert find_naast(editie) == []
