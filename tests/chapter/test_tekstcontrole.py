"""The check of all texts before a build draws anything."""

from pathlib import Path

import pytest
from hoofdstukhulp import JAAR, TREND, make_werkmap

from sdreport.chapter.tekstcontrole import check_texts
from sdreport.cijfers import compare
from sdreport.errors import ConfigurationError

RIJEN = [*TREND, *compare(TREND, JAAR)]


def check(folder: Path, tekst: str) -> None:
    werkmap = make_werkmap(folder, RIJEN, f"## inleiding\n{tekst}\n")
    werkmap.write("speerpunten", [])
    check_texts(werkmap, ["1_proef"])


def test_a_typed_word_that_its_number_contradicts_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"1_proef\.md, regel 2"):
        check(tmp_path, "Het aantal daalde naar {{ clienten.wmo.totaal }} inwoners.")


def test_a_typed_word_that_its_number_bears_out_is_fine(tmp_path: Path) -> None:
    check(tmp_path, "Het aantal steeg naar {{ clienten.wmo.totaal }} inwoners.")


def test_what_cannot_be_filled_in_is_told_before_its_claims(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="Er is geen cijfer 'weg'"):
        check(tmp_path, "Het aantal daalde naar {{ weg }} inwoners.")
