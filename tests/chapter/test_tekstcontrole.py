"""The check of all texts before a build draws anything."""

from pathlib import Path

import pytest
from hoofdstukhulp import JAAR, TREND, make_werkmap

from sdreport.chapter.toelichting.check import check_texts, count_meldingen, describe_meldingen
from sdreport.chapter.toelichting.claims import Bewering
from sdreport.errors import ConfigurationError
from sdreport.register.compare import compare

RIJEN = [*TREND, *compare(TREND, JAAR)]


def check(folder: Path, tekst: str) -> list[Bewering]:
    werkmap = make_werkmap(folder, RIJEN, f"## inleiding\n{tekst}\n")
    werkmap.write("tabellen", {})
    return check_texts(werkmap, ["1_proef"])


def test_a_typed_word_that_its_number_contradicts_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"1_proef\.md, regel 2"):
        check(tmp_path, "Het aantal daalde naar {{ clienten.wmo.totaal }} inwoners.")


def test_a_typed_word_that_its_number_bears_out_is_fine(tmp_path: Path) -> None:
    assert check(tmp_path, "Het aantal steeg naar {{ clienten.wmo.totaal }} inwoners.") == []


def test_what_cannot_be_filled_in_is_told_before_its_claims(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="Er is geen cijfer 'weg'"):
        check(tmp_path, "Het aantal daalde naar {{ weg }} inwoners.")


def test_what_cannot_be_checked_is_told_with_its_place(tmp_path: Path) -> None:
    found = check(tmp_path, "Er gebeurde veel.\nDe kosten zijn gestegen.")
    assert count_meldingen(found) == [
        {"bestand": "1_proef.md", "regel": 3, "woord": "gestegen", "wat": found[0].wat}
    ]
    assert describe_meldingen(found) == f"Toelichting (1 melding)\n  [melding] {found[0].as_fault()}"
    assert describe_meldingen([]) == ""
