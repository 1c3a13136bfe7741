"""Every rule both ways on the example extracts: nothing on them as they are, and each fault at exactly its lines."""

from collections import defaultdict
from pathlib import Path

import pandas as pd
import pytest
from kwaliteit_fouten import FOUTEN
from mutatiehulp import SAMENHANG, SUITES, Gevonden, found_lines, make_extracten, read_example, run_all
from mutaties import MUTATIES
from mutaties_rijen import add_rows
from test_kwaliteitsregels import TABELFOUTEN

REEKSEN = sorted({mutatie.reeks for mutatie in MUTATIES})


@pytest.fixture(scope="module")
def example() -> dict[str, pd.DataFrame]:
    return read_example()


def test_the_example_is_clean_and_every_rule_tests_something(
    example: dict[str, pd.DataFrame], tmp_path: Path
) -> None:
    uitslagen = run_all(make_extracten(tmp_path, example))
    assert found_lines(uitslagen) == {}
    assert [uitslag.regel for uitslag in uitslagen if uitslag.getoetst == 0] == []


@pytest.mark.parametrize("reeks", REEKSEN)
def test_every_mutation_is_found_at_exactly_its_lines(
    reeks: str, example: dict[str, pd.DataFrame], tmp_path: Path
) -> None:
    extracten = make_extracten(tmp_path, example)
    expected: Gevonden = defaultdict(set)
    for mutatie in MUTATIES:
        if mutatie.reeks == reeks:
            own = list(mutatie.apply(extracten))
            assert mutatie.regel in {regel for _, regel, _ in own}, mutatie.naam
            for slug, regel, line in own:
                expected[slug, regel].add(line)
    assert found_lines(run_all(extracten)) == expected


def test_every_fault_of_a_row_is_found_at_exactly_its_lines(
    example: dict[str, pd.DataFrame], tmp_path: Path
) -> None:
    extracten = make_extracten(tmp_path, example)
    expected = add_rows(extracten)
    extra = [f"extra{number}" for number in range(200)]
    found = found_lines(run_all(extracten, {"toewijzingnummers": extra, "labels_post": extra}))
    assert {key: lines for key, lines in found.items() if lines != {0}} == expected


def test_every_rule_of_a_koppeling_has_a_mutation() -> None:
    rules = {item["meta"]["regel"] for suite in SAMENHANG.values() for item in suite["expectations"]}
    assert {mutatie.regel for mutatie in MUTATIES} == rules
    assert not rules & {item["meta"]["regel"] for suite in SUITES.values() for item in suite["expectations"]}


def test_every_rule_of_a_dataset_has_a_mutation() -> None:
    mutated = {
        f"{slug}.{regel}"
        for slug, fouten in FOUTEN.items()
        for fout in fouten
        for regel in f"{fout.regels} {fout.dubbel}".split()
    }
    mutated |= {f"{slug}.{regel}" for slug, regel, _ in TABELFOUTEN}
    mutated |= {f"{slug}.{regel}" for slug in SUITES for regel in ("kolommen", "niet_leeg")}
    assert mutated == {item["meta"]["regel"] for suite in SUITES.values() for item in suite["expectations"]}
