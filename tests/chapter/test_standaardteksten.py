"""Texts of the package: for sections that a municipality has not written, and only as far as there are figures."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hoofdstukhulp import JAAR, TREND

from sdreport.chapter.opbouw import Opbouw
from sdreport.chapter.toelichting import text
from sdreport.chapter.toelichting.text import Feiten, Sectie, read_secties
from sdreport.register.register import Register

TEKST = "In {{ jaar }} waren er {{ clienten.wmo.totaal }}.\n\nVan {{ leerlingen.weg }} weten we niets."
NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
STANDAARD = Sectie("inleiding", TEKST, "1_proef.md", 2, standaard=True)
FEITEN = Feiten(Register(TREND, JAAR), "Proef", Opbouw(standaard={"1_proef": ("inleiding",)}))


def test_a_paragraph_without_figures_is_left_out_of_a_standard_text() -> None:
    kept = FEITEN.keep({"inleiding": STANDAARD})["inleiding"]
    assert FEITEN.fill(kept) == "In 2023 waren er 1.141."


def test_a_text_of_the_municipality_is_told_when_it_cannot_be_filled_in() -> None:
    own = replace(STANDAARD, standaard=False)
    assert FEITEN.keep({"inleiding": own}) == {"inleiding": own}
    assert [fault.what for fault in FEITEN.check(own)] != []


def test_a_standard_text_without_any_figure_or_cell_is_not_there() -> None:
    nothing = replace(STANDAARD, tekst="Alleen {{ leerlingen.weg }}.")
    assert FEITEN.keep({"inleiding": nothing}) == {}
    assert Feiten(FEITEN.register, "Proef").keep({"inleiding": STANDAARD}) == {}


def test_what_announces_a_list_falls_away_with_its_last_item() -> None:
    items = "\n\n- Weg: {{ leerlingen.weg }}.\n\n"
    listed = replace(STANDAARD, tekst=f"Dit zijn ze:{items}- Er: {{{{ jaar }}}}.")
    assert FEITEN.keep({"inleiding": listed})["inleiding"].tekst == "Dit zijn ze:\n\n- Er: {{ jaar }}."
    nothing = replace(STANDAARD, tekst=f"Vooraf.\n\nDit zijn ze:{items}Achteraf.")
    assert FEITEN.keep({"inleiding": nothing})["inleiding"].tekst == "Vooraf.\n\nAchteraf."


def test_a_section_of_the_municipality_stands_in_place_of_that_of_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package, own = tmp_path / "pakket", tmp_path / "eigen"
    for folder, words in (
        (package, "## a\nPakket.\n\n## b\nPakket.\n\n## c\nPakket.\n"),
        (own, "## b\nEigen.\n\n## c\nPakket.\n"),
    ):
        folder.mkdir()
        (folder / "1_proef.md").write_text(words, encoding="utf-8")
    monkeypatch.setattr(text, "STANDAARD", package)
    secties = read_secties([package, own], "1_proef")
    assert {slug: (s.tekst.strip(), s.standaard) for slug, s in secties.items()} == {
        "a": ("Pakket.", True),
        "b": ("Eigen.", False),
        "c": ("Pakket.", True),
    }, "what was copied from the package is still of the package"


@pytest.mark.parametrize("notebook", sorted(NOTEBOOKS.glob("*/*.ipynb")), ids=lambda path: path.stem)
def test_every_chapter_of_every_report_has_a_text_of_the_package_for_each_of_its_places(
    notebook: Path,
) -> None:
    asked = re.findall(r'hoofdstuk\.text\(\\"([^"]+)\\"\)', notebook.read_text(encoding="utf-8"))
    assert set(asked) <= set(read_secties([text.STANDAARD], notebook.stem))
