"""Two reports on the same records: what the one hides and the other shows is told."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from bouwhulp import ROOT
from registerhulp import rij

from sdreport.errors import ConfigurationError
from sdreport.project.editie import Editie, find_editie
from sdreport.project.folders import Project
from sdreport.register.built.klassen import find_between
from sdreport.register.built.naast import find_naast, tell_naast
from sdreport.register.cijfer import Cijfer
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
    assert (
        "output/monitor" in text and "is te vinden met het andere: clienten.wmo.totaal (2023). Geef" in text
    )
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


def test_beside_a_report_that_was_signed_it_is_refused(editie: Editie) -> None:
    place(editie, 4713)
    (editie.project.output / "monitor" / "manifest.json.minisig").write_text("x", encoding="utf-8")
    assert tell(editie, 4713) == ""
    with pytest.raises(ConfigurationError, match="ernaast is ondertekend"):
        tell(editie, None)


def classes(*counts: tuple[str, float | None]) -> list[Cijfer]:
    return [
        replace(rij("clienten_leeftijd.wmo", 2023, count), uitsplitsing={"wet": "wmo", "leeftijd": naam})
        for naam, count in counts
    ]


def test_few_between_the_borders_of_two_reports_are_found() -> None:
    here = classes(("00-17", 100), ("18-64", 300), ("65-plus", 50))
    there = classes(("00-19", 104), ("20-64", 296), ("65-plus", 50))
    assert list(find_between([*here, *there], 10)) == ["clienten_leeftijd.wmo, 18 tot en met 19 jaar"]
    assert list(find_between([*here, *there], 4)) == []


def test_a_hidden_class_is_found_by_the_classes_of_another_report() -> None:
    here = classes(("00-04", None), ("05-09", 40))
    assert list(find_between([*here, *classes(("00-09", 43))], 10)) == [
        "clienten_leeftijd.wmo, 0 tot en met 4 jaar"
    ]
    assert list(find_between([*here, *classes(("00-09", 83))], 10)) == []


def test_classes_that_do_not_meet_say_nothing() -> None:
    assert list(find_between(classes(("00-17", 100), ("19-64", 104), ("70-plus", 50)), 10)) == []
    assert list(find_between(classes(("18-64", 300), ("20-plus", 295)), 10)) == []


def test_persons_without_an_age_class_or_that_are_no_persons_do_not_count() -> None:
    other = replace(classes(("00-17", 5))[0], eenheid="euro")
    assert list(find_between([other, rij("clienten.wmo", 2023, 5)], 10)) == []
