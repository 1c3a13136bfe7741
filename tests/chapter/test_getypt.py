"""Typed numbers that are hidden ones: found with their place, and no others."""

from pathlib import Path

import pytest

from sdreport.chapter.toelichting.typed_numbers import find_typed_numbers

VERBORGEN = {
    4: ["bezwaarschriften.wmo.ingetrokken (2023)"],
    1234: ["clienten.wmo.totaal (2023)"],
    1: ["a", "b", "c", "d", "e", "f"],
}


def search(tmp_path: Path, tekst: str) -> list[tuple[str, str]]:
    (tmp_path / "1_proef.md").write_text(f"## sectie\n\n{tekst}\n", encoding="utf-8")
    found = find_typed_numbers([tmp_path], [], ["1_proef"], VERBORGEN)
    return [(place, typed) for place, typed, _, _ in found]


@pytest.mark.parametrize(
    ("tekst", "typed"),
    [
        ("Er waren vier bezwaren.", "vier"),
        ("Vier bezwaren waren er.", "Vier"),
        ("Er waren {{ letterlijk: 4 }} bezwaren.", "4"),
        ("Het gaat om 1.234 inwoners.", "1.234"),
    ],
)
def test_a_typed_number_that_is_hidden_is_found(tmp_path: Path, tekst: str, typed: str) -> None:
    assert search(tmp_path, tekst) == [("1_proef.md, regel 3", typed)]


@pytest.mark.parametrize(
    "tekst",
    [
        "Er waren vijf bezwaren.",
        "Het kwartaal, veertien, 4,5 en 14.",
        "{{ clienten.wmo.totaal }}",
        "3-4-2023",
    ],
)
def test_other_numbers_are_not(tmp_path: Path, tekst: str) -> None:
    assert search(tmp_path, tekst) == []


def test_the_line_counts_on_behind_placeholders_and_the_sentence_comes_along(tmp_path: Path) -> None:
    (tmp_path / "1_proef.md").write_text(
        "## sectie\nEen zin.\n{{ clienten.wmo.totaal\n}} is veel. Er is er\néén bij.\n", encoding="utf-8"
    )
    ((place, typed, sentence, names),) = find_typed_numbers([tmp_path], [], ["1_proef"], VERBORGEN)
    assert (place, typed, sentence) == ("1_proef.md, regel 5", "één", "Er is er één bij.")
    assert names == "a, b, c, d, e en nog 1"


def test_plans_are_searched_too(tmp_path: Path) -> None:
    (tmp_path / "1_proef.md").write_text("## sectie\nNiets.\n", encoding="utf-8")
    row = {
        "activiteit": "Vier pilots",
        "toelichting": "",
        "bestand": "plannen.csv",
        "regelnummer": "7",
        "rol": "vier",
    }
    ((place, typed, _, names),) = find_typed_numbers([tmp_path], [row], ["1_proef"], VERBORGEN)
    assert (place, typed, names) == ("plannen.csv, regel 7", "Vier", VERBORGEN[4][0])
