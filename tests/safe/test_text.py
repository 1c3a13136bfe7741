"""Signs that nobody sees, per place where a text goes; the hostile corpus goes through a whole build elsewhere."""

import pytest

from sdreport.safe.text import ONZICHTBAAR, for_line, for_print, may_hold_onzichtbaar


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


def test_the_bytes_of_every_sign_that_nobody_sees_are_seen() -> None:
    """A large extract is looked at as bytes: no sign may be there that only the pattern of texts knows."""
    signs = [chr(number) for number in range(0x110000) if not 0xD800 <= number <= 0xDFFF]
    hidden = [sign for sign in signs if ONZICHTBAAR.match(sign)]
    assert len(hidden) > 4000
    assert not [hex(ord(sign)) for sign in hidden if not may_hold_onzichtbaar(f"a{sign}b".encode())]
    assert not ONZICHTBAAR.search("é € ’ – ½ 👍🏽 ❤️ Ẁ\u00ad\u00a0")
