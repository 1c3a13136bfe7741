"""A store for tests; and how much of the gate is tested, printed at the end of a test run."""

import json
from pathlib import Path

import pytest

EXPECTATIONS = Path(__file__).parents[2] / "expectations"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the numbers of rules and mutations."""
    from kwaliteit_fouten import FOUTEN
    from mutaties import MUTATIES
    from mutaties_cijfers import CIJFERMUTATIES
    from test_kwaliteitsregels import TABELFOUTEN

    from sdreport.gate.register_rules import REGELS

    suites = [json.loads(path.read_text(encoding="utf-8")) for path in EXPECTATIONS.glob("*.json")]
    rules = sum(len(suite["expectations"]) for suite in suites) + len(REGELS)
    rows = sum(len(fouten) for fouten in FOUTEN.values())
    tables = len(TABELFOUTEN) + 2 * len(FOUTEN)
    mutations = rows + tables + len(MUTATIES) + len(CIJFERMUTATIES)
    terminalreporter.write_line(
        f"gate: {rules} rules, {len(REGELS)} on registers and the others in {len(suites)} suites; "
        f"{mutations} mutations ({rows} of rows, {tables} of tables, {len(MUTATIES)} of extracts together, "
        f"{len(CIJFERMUTATIES)} of registers)"
    )
