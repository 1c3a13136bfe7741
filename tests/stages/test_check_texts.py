"""The check of all texts, before anything is written for the chapters or drawn."""

from dataclasses import replace
from pathlib import Path

import pytest
from hoofdstukhulp import JAAR, TREND, make_rij
from werkboekhulp import make_project

from sdreport.chapter.opbouw import Opbouw
from sdreport.chapter.toelichting.check import list_meldingen
from sdreport.chapter.werkmap import Labels, Leesstof, Rapportfeiten, Tabelrijen
from sdreport.disclosure.toets import Afgeschermd
from sdreport.disclosure.verslag import find_aantallen
from sdreport.errors import ConfigurationError
from sdreport.project.editie import Editie
from sdreport.register.compare import compare
from sdreport.register.kwaliteit import Tekstmelding
from sdreport.register.register import Register
from sdreport.stages.check_texts import Tekstcontrole, check_texts, stop_at_texts, write_getypt

RIJEN = [*TREND, *compare(TREND, JAAR)]
PLAN = {"activiteit": "Iets doen.", "bestand": "plannen.csv", "regelnummer": "2"}


@pytest.fixture
def editie(tmp_path: Path) -> Editie:
    return make_project(tmp_path, [])


def write_text(editie: Editie, text: str, name: str = "1_inleiding") -> None:
    (editie.eigen_toelichting / f"{name}.md").write_text(text, encoding="utf-8")


def make_stof(editie: Editie, tabellen: Tabelrijen) -> Leesstof:
    rapport = Rapportfeiten(JAAR, "Voorbeeldstad", editie.huisstijl, tuple(editie.toelichting))
    return Leesstof(rapport, Register(RIJEN, JAAR), Labels({}), tabellen)


def check(editie: Editie, text: str, **tabellen: list[dict[str, str]]) -> Tekstcontrole:
    write_text(editie, f"## inleiding\n{text}\n")
    return check_texts(editie, make_stof(editie, tabellen))


def test_a_typed_word_that_its_number_contradicts_stops_the_build(editie: Editie) -> None:
    found = check(editie, "Het aantal daalde naar {{ clienten.wmo.totaal }} inwoners.")
    with pytest.raises(ConfigurationError, match=r"1_inleiding\.md, regel 2"):
        stop_at_texts(found)


def test_a_typed_word_that_its_number_bears_out_is_fine(editie: Editie) -> None:
    found = check(editie, "Het aantal steeg naar {{ clienten.wmo.totaal }} inwoners.")
    stop_at_texts(found)
    assert (found.fouten, found.meldingen, found.as_text()) == ([], [], "")


def test_what_cannot_be_filled_in_is_told_before_its_claims(editie: Editie) -> None:
    with pytest.raises(ConfigurationError, match="Er is geen cijfer 'weg'"):
        stop_at_texts(check(editie, "Het aantal daalde naar {{ weg }} inwoners."))


def test_what_cannot_be_checked_is_told_with_its_place_and_stops_nothing(editie: Editie) -> None:
    found = check(editie, "Er gebeurde veel.\nDe kosten zijn gestegen.")
    stop_at_texts(found)
    (melding,) = found.meldingen
    assert list_meldingen(found.meldingen) == (Tekstmelding("1_inleiding.md", 3, "gestegen", melding.wat),)
    assert found.as_text() == f"Toelichting (1 melding)\n  [melding] {melding.as_fault()}"


def test_the_faults_of_all_files_are_told_at_once(editie: Editie) -> None:
    write_text(editie, "## a\n## a\n", "0_datakwaliteit")
    plan = {**PLAN, "doelstelling": "In groep 8.", "stand_van_zaken": "Al {{ clienten.weg }}."}
    found = check(editie, "Er zijn {{ clienten.wmo.totaall }}.\n## b\nIn 2023.", plannen=[plan])
    places = [
        "0_datakwaliteit.md, regel 2",
        "1_inleiding.md, regel 2",
        "1_inleiding.md, regel 4",
        "plannen.csv, regel 2",
    ]
    with pytest.raises(ConfigurationError) as error:
        stop_at_texts(found)
    _, *lines = str(error.value).splitlines()
    assert len(lines) == len(places)
    assert all(place in line for place, line in zip(places, lines, strict=True))


def test_a_chapter_without_own_texts_has_those_of_the_package(editie: Editie) -> None:
    (editie.eigen_toelichting / "0_datakwaliteit.md").unlink()
    stop_at_texts(check(editie, "Tekst."))


def test_how_texts_read_is_measured_once_their_facts_hold(editie: Editie) -> None:
    hard = " ".join(["verantwoordelijkheidsverdeling"] * 40)
    found = check(editie, f"{hard}.")
    assert [row.sectie for row in found.leesbaarheid] == ["begin", "inleiding"]
    assert "1 van 2 stukken toelichting lezen moeilijk" in found.as_text()
    assert check(editie, f"{hard} {{{{ weg }}}}.").leesbaarheid == []


def test_a_typed_number_that_is_hidden_is_listed_for_a_reviewer_only(editie: Editie) -> None:
    write_text(editie, "## inleiding\nIn de straat wonen er zeven.\n")
    hidden = make_rij("clienten", 7, wet="wmo")
    stof = make_stof(editie, {"plannen": [PLAN]})
    listed = editie.project.output / ".geheimhouding" / editie.parameters.rapport / "teksten.csv"
    write_getypt(editie, stof, find_aantallen([Afgeschermd(hidden, "te klein", None)]))
    assert "1_inleiding.md, regel 2;zeven" in listed.read_text(encoding="utf-8-sig")
    write_getypt(editie, stof, {})
    assert not listed.exists(), "that of an earlier run is gone"


def test_a_section_that_no_cell_shows_is_told_with_its_place(editie: Editie) -> None:
    write_text(editie, "## inleiding\nTekst.\n\n## inleidng\nWeg.\n")
    layout = Opbouw(ongetoond={"1_inleiding": ["inleidng"]})
    (melding,) = check_texts(editie, replace(make_stof(editie, {}), opbouw=layout)).meldingen
    assert (melding.bestand, melding.regelnummer, melding.woord) == ("1_inleiding.md", 4, "inleidng")
    assert "geen cel van het notebook toont de sectie ‘inleidng’" in melding.wat


def test_a_figure_that_does_not_exist_stops_the_build_and_names_the_closest(editie: Editie) -> None:
    write_text(editie, "## inleiding\nTekst.\nZie {{ figuur instrom }}.\n")
    layout = Opbouw({"figuur": {"instroom": "3.4"}, "tabel": {}})
    (fault,) = check_texts(editie, replace(make_stof(editie, {}), opbouw=layout)).fouten
    assert str(fault) == "1_inleiding.md, regel 3: Er is geen figuur 'instrom'. Bedoelt u 'instroom'?"
