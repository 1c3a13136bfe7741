"""What is told is documented as it is told, and says what it means."""

import re
from pathlib import Path

from sdreport.intake.berichten.findings import ERNST, UITLEG

ROOT = Path(__file__).parents[3]
ROW = re.compile(r"^\| `([a-z_0-9]+)` \| (kritiek|waarschuwing|melding) \| (.+) \|$", re.MULTILINE)


def test_every_finding_on_messages_is_documented_as_it_is_told() -> None:
    page = (ROOT / "docs" / "berichten.md").read_text(encoding="utf-8")
    assert ROW.findall(page) == [(melding, ERNST[melding], text) for melding, text in UITLEG.items()]


def test_every_finding_is_told_somewhere_and_nothing_else_is() -> None:
    sources = [
        path.read_text(encoding="utf-8")
        for path in (ROOT / "sdreport" / "intake" / "berichten").rglob("*.py")
    ]
    code = "\n".join(source for source in sources if "UITLEG: Mapping" not in source)
    quoted = set(re.findall(r'"([a-z_0-9]+)"', code))
    assert set(UITLEG) - quoted == set()
    raised = set(re.findall(r'(?:Bericht\(|reden=|tell(?:_of)?\()\s*"([a-z_0-9]+)"', code))
    assert raised - set(UITLEG) == set()
    assert len(raised) > 20


def test_a_finding_is_a_sentence() -> None:
    assert all(text[0].islower() and text.endswith(".") for text in UITLEG.values())
