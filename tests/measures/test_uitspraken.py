"""What documents say besides plans and budgets: counted per kind."""

from meethulp import calculate, make_invoer

from sdreport.measures.cyclus.uitspraken import uitspraken

EXTRACT = """
nummer;uitspraaksoort
1;ambitie
2;ambitie
3;opgave
"""


def test_statements_are_counted_per_kind_and_together() -> None:
    assert calculate(uitspraken, make_invoer(uitspraken=EXTRACT)) == {"ambitie": 2, "opgave": 1, "totaal": 3}
