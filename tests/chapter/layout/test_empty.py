"""What a report has no data for: no number, and a notice in its place."""

import json
from pathlib import Path

import pytest
from hoofdstukhulp import JAAR, LABELS, TREND

from sdreport.chapter.layout.number import make_opbouw
from sdreport.chapter.layout.series import Reeksbron
from sdreport.chapter.toelichting import text
from sdreport.chapter.werkmap import Labels
from sdreport.errors import ConfigurationError
from sdreport.register.register import Register

BEKEND = frozenset({"clienten", "leerlingen", "clienten_leeftijd", "begroting"})
BRON = Reeksbron(Register(TREND, JAAR), Labels(LABELS), indicatoren=BEKEND)
CALLS = (
    'hoofdstuk.trend("wmo", "Wmo", "clienten", wet="wmo", voorziening="totaal")',
    'hoofdstuk.crosstab("scholen", "Leerlingen", "leerlingen", rows="soort", columns="schooljaar")',
    'hoofdstuk.trend("jeugd", "Jeugd", "clienten", wet="jeugdwet", voorziening="totaal")',
    'hoofdstuk.pyramid("leeftijd", "Leeftijd", wet="wmo")',
    'hoofdstuk.estimates("raming", "Raming", onderdeel="wmo")',
    'hoofdstuk.per("wet", "reeks", "leeftijd", ["pyramid"], uit="clienten_leeftijd")',
)


def write_notebook(folder: Path, calls: tuple[str, ...]) -> Path:
    opening = 'hoofdstuk = open_chapter("proef", "3_proef", 2023)'
    cells = [{"cell_type": "code", "source": source} for source in (opening, *calls)]
    path = folder / "3_proef.ipynb"
    path.write_text(json.dumps({"cells": cells}), encoding="utf-8")
    return path


def test_only_what_has_data_gets_a_number(tmp_path: Path) -> None:
    opbouw = make_opbouw([write_notebook(tmp_path, CALLS)], BRON, [tmp_path], {})
    assert opbouw.nummers == {"figuur": {"wmo": "1.1"}, "tabel": {}}
    assert set(opbouw.leeg) == {"tabel scholen", "figuur jeugd", "figuur leeftijd", "figuur raming"}


def test_an_indicator_that_does_not_exist_is_no_missing_data(tmp_path: Path) -> None:
    call = 'hoofdstuk.per("wet", "reeks", "leeftijd", ["pyramid"], uit="clienten_leftijd")'
    with pytest.raises(ConfigurationError, match="geen cijfers 'clienten_leftijd'"):
        make_opbouw([write_notebook(tmp_path, (call,))], BRON, [tmp_path], {})


def test_a_text_of_the_package_that_only_explains_what_is_not_there_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One with a fact says something by itself, one before a figure with data explains it, and an own one stays."""
    monkeypatch.setattr(text, "STANDAARD", tmp_path)
    words = "## scholen\nZo leest u de tabel.\n\n## getal\nHet zijn er {{ clienten.wmo.totaal }}.\n\n"
    (tmp_path / "3_proef.md").write_text(f"{words}## wmo\nZo leest u de figuur.\n", encoding="utf-8")
    trend, table, _, pyramid, _, series = CALLS
    calls = (
        'hoofdstuk.text("scholen")', table, series, 'hoofdstuk.text("getal")', pyramid,
        'hoofdstuk.text("wmo")', pyramid, trend,
    )  # fmt: skip
    notebook = write_notebook(tmp_path, calls)
    assert make_opbouw([notebook], BRON, [tmp_path], {}).standaard == {"3_proef": ("getal", "wmo")}
    own = tmp_path / "eigen"
    own.mkdir()
    (own / "3_proef.md").write_text("## scholen\nOnze uitleg.\n", encoding="utf-8")
    assert make_opbouw([notebook], BRON, [tmp_path, own], {}).ongetoond == {}
