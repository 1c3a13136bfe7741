"""Both ways through the whole gate, rules between extracts included: equal results on every mutation of the examples.

The spoiled extracts are written to files and read twice: as frames, and into the store with a limit of no rows. The
koppelingen run in the engine both times; their rows are judged in groups, as beside small extracts, and one by one.
"""

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from mutatiehulp import VOORBEELDEN, Extracten, make_extracten, run_tables
from mutaties import MUTATIES
from mutaties_rijen import add_rows

from sdreport.gate.gate import Regeluitslag
from sdreport.gate.samenhang.derived import Afgeleid, Beoordeeld
from sdreport.intake.catalogue.datasets import DATASETS
from sdreport.intake.deliveries import read_leveringen
from sdreport.intake.large.read import GroteTabel, Levering

Verteld = tuple[dict[str, dict[str, int]], list[str], dict[tuple[str, str], tuple[tuple[int, ...], str, str]]]
MEER = {
    name: [f"extra{number}" for number in range(200)]
    for name in ("toewijzingnummers", "codes_begrotingspost")
}


def write(folder: Path, text: Mapping[str, pd.DataFrame]) -> Path:
    folder.mkdir()
    for slug, table in text.items():
        with (folder / f"{slug}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, delimiter=";", lineterminator="\n")
            writer.writerow(table.columns)
            writer.writerows(table.fillna("").itertuples(index=False))
    return folder


def run(leveringen: list[Levering], extracten: Extracten) -> list[Regeluitslag]:
    """The results of all rules on what was read."""
    tables = {item.dataset.slug: item.table for item in leveringen}
    found = run_tables(extracten, tables, {item.dataset.slug: item.file for item in leveringen}, MEER)
    return [replace(uitslag, regelnummers=tuple(uitslag.regelnummers)) for uitslag in found]


def find_failed(extracten: Extracten, folder: Path, also_frames: bool = True) -> set[str]:
    """The rules that find something in the store, when judging groups and judging rows come to the same.

    With frames the results have to be equal too.
    """
    write(folder, extracten.tekst)
    datasets = [DATASETS[slug] for slug in extracten.voorbeeld.datasets]
    large = read_leveringen(folder, datasets, grens=-1)
    assert {type(item.table) for item in large} == {GroteTabel}
    with pytest.MonkeyPatch.context() as patch:
        seen = judge_both_ways(patch)
        found = run(large, extracten)
    assert seen and [pair for pair in seen if pair[0] != pair[1]] == []
    assert not also_frames or run(read_leveringen(folder, datasets, grens=10**9), extracten) == found
    return {uitslag.regel for uitslag in found if uitslag.status == "bevinding"}


def judge_both_ways(patch: pytest.MonkeyPatch) -> list[tuple[Verteld, Verteld]]:
    """Have what is derived judged in groups by Great Expectations as well: to be filled with what both ways say."""
    seen: list[tuple[Verteld, Verteld]] = []
    begin = Afgeleid.begin

    def begin_both(table: Afgeleid) -> Callable[[], Beoordeeld]:
        with pytest.MonkeyPatch.context() as small:
            small.setattr(table._bank, "is_groot", False)
            in_groups = begin(table)

        def judge() -> Beoordeeld:
            told = tell(in_groups())
            found = table._judge_rows()
            seen.append((told, tell(found)))
            return found

        return judge

    patch.setattr(Afgeleid, "begin", begin_both)
    return seen


def tell(found: Beoordeeld) -> Verteld:
    """All that can be asked: the rows that were judged, and of each rule that fails what is told of it."""
    counts = found.count_rows()
    failing = {
        (rule, slug): (
            tuple(found.regelnummers(rule, slug)),
            found.kolom(rule, slug),
            found.describe(rule, slug),
        )
        for rule in found.regels
        for slug in counts
        if found.has(rule, slug)
    }
    return counts, sorted(found.regels), failing


@pytest.mark.parametrize("naam", VOORBEELDEN)
def test_frames_and_store_give_the_same_results(naam: str, tmp_path: Path) -> None:
    extracten = make_extracten(tmp_path, naam)
    find_failed(extracten, tmp_path / "zoals het is")
    add_rows(extracten)
    assert find_failed(extracten, tmp_path / "met fouten in rijen")


@pytest.mark.parametrize("naam", sorted({mutatie.reeks[0] for mutatie in MUTATIES}))
def test_frames_store_and_judges_agree_on_every_mutation(naam: str, tmp_path: Path) -> None:
    """As many series as go together are tried in one run; one of which a rule then finds nothing is tried again.

    That again is for both ways to judge: mutations are for rules that the engine is asked, of frames and store alike.
    """
    left = list(dict.fromkeys(mutatie.reeks for mutatie in MUTATIES if mutatie.reeks[0] == naam))
    first = len(left)
    while left:
        extracten, together = spoil(naam, left, tmp_path)
        found = find_failed(extracten, tmp_path / f"nog {len(left)}", len(left) == first)
        done = {reeks for reeks in together if rules_of(reeks) <= found} if len(together) > 1 else {*together}
        assert found
        left = [reeks for reeks in left if reeks not in done] if done else left[:1]


def rules_of(reeks: tuple[str, str]) -> set[str]:
    return {mutatie.regel for mutatie in MUTATIES if mutatie.reeks == reeks}


def spoil(
    naam: str, reeksen: Sequence[tuple[str, str]], folder: Path
) -> tuple[Extracten, list[tuple[str, str]]]:
    """An example with the mutations of the first series in it, and of all others that still find their lines."""
    extracten, together = make_extracten(folder, naam), []
    for reeks in reeksen:
        tried = extracten.copy()
        try:
            for mutatie in MUTATIES:
                if mutatie.reeks == reeks:
                    list(mutatie.apply(tried))
        except Exception:
            assert together, f"{reeks}: cannot be tried alone"
            continue
        extracten = tried
        together.append(reeks)
    return extracten, together
