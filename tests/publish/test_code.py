"""The code under a figure is the call that made it."""

import pytest

from sdreport.publish.code import find_code

CEL = """koppen = ["A"]
hoofdstuk.text("inleiding")
hoofdstuk.trend("wmo", "Wmo: cliënten", "clienten", wet="wmo")
hoofdstuk.table("vormen", "Vormen", ["clienten"], rows="voorziening", koppen=koppen)
hoofdstuk.per("wet", "leeftijd", "cliënten naar leeftijd", ["pyramid"])"""


@pytest.mark.parametrize(
    ("bijschrift", "lines"),
    [
        ("Wmo: cliënten", [0, 2]),
        ("Vormen", [0, 3]),
        ("Jeugdwet: cliënten naar leeftijd", [0, 4]),
        ("Iets anders", [0, 1, 2, 3, 4]),
    ],
)
def test_only_the_call_with_this_caption_is_told(bijschrift: str, lines: list[int]) -> None:
    whole = CEL.split("\n")
    assert find_code(CEL, bijschrift) == "\n".join(whole[line] for line in lines)


@pytest.mark.parametrize(
    "cel", ["hoofdstuk.trend(", "hoofdstuk.table('a', 'Vormen')\nhoofdstuk.table('b', 'Vormen')"]
)
def test_a_cell_of_which_this_is_not_certain_is_told_whole(cel: str) -> None:
    assert find_code(cel, "Vormen") == cel
