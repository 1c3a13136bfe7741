"""Signs that nobody sees, per place where a text goes; the hostile corpus goes through a whole build elsewhere."""

import pytest

from sdreport.safe.text import for_line, for_print


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("twee\r\nregels", "twee regels"),
        ("een\ttab", "een tab"),
        ("bel\x07 nul\u200bbreed", "bel nulbreed"),
        ("einde\u2028regel\x85hier", "einde regel hier"),
        ("twee  spaties", "twee  spaties"),
    ],
)
def test_a_text_for_a_list_is_on_one_line(text: str, line: str) -> None:
    assert for_line(text) == line


def test_print_keeps_places_to_break_and_drops_what_no_font_has() -> None:
    assert for_print("a_\u200bb\u00adc\n\td") == "a_\u200bb\u00adc\n\td"
    assert for_print("x\u202ey\ue000z\u0378") == "xyz"
