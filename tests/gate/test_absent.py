"""A column that was not delivered is told when something cannot be tested or shown without it, and else not."""

from sdreport.gate.absent import find_niet_geleverd
from sdreport.gate.gate import Regeluitslag

UITSLAG = Regeluitslag(
    dataset="declaraties",
    bestand="declaraties.csv",
    regel="declaraties.status_bekend",
    kolom="status",
    ernst="kritiek",
    uitleg="u",
    herstel="h",
    status="voldaan",
    niet_geleverd=("status",),
)


def test_a_rule_that_cannot_be_tested_is_named() -> None:
    (one,) = find_niet_geleverd([UITSLAG], {"declaraties": ("status",)}, {"declaraties": "declaraties.csv"})
    assert (one.regel, one.kolom, one.ernst) == ("declaraties.kolom_niet_geleverd", "status", "melding")
    assert one.wat.startswith("niet geleverd; 1 regel is daardoor niet te toetsen (status_bekend).")


def test_a_column_that_nothing_needs_is_no_news() -> None:
    assert find_niet_geleverd([], {"begroting": ("baten",), "declaraties": ()}, {}) == []
