"""How much of the gate is tested: printed at the end of a test run."""

import json
from pathlib import Path

import pytest

EXPECTATIONS = Path(__file__).parents[2] / "expectations"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the numbers of rules and mutations."""
    from kwaliteit_fouten import FOUTEN
    from mutaties import MUTATIES
    from test_kwaliteitsregels import TABELFOUTEN

    suites = [json.loads(path.read_text(encoding="utf-8")) for path in EXPECTATIONS.glob("*.json")]
    rules = sum(len(suite["expectations"]) for suite in suites)
    rows = sum(len(fouten) for fouten in FOUTEN.values())
    tables = len(TABELFOUTEN) + 2 * len(FOUTEN)
    terminalreporter.write_line(
        f"gate: {rules} rules in {len(suites)} suites; {rows + tables + len(MUTATIES)} mutations "
        f"({rows} of rows, {tables} of tables, {len(MUTATIES)} of extracts together)"
    )
