"""What is hidden along in a part of the numbers is chosen once: again only when that part is another one."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from tabelhulp import hidden_of, make_row, protect_table

from sdreport.disclosure.keuze import secundair
from sdreport.disclosure.keuze.deel import Deel
from sdreport.voorraad.bewaarplaats import Bewaarplaats
from sdreport.voorraad.overname import Overname, remember

ROW = (4, 30, 12, 80)


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch) -> list[set[int]]:
    """The choices that were really made."""
    made: list[set[int]] = []
    whole = secundair.choose_exactly

    def choose(deel: Deel) -> set[int]:
        made.append(whole(deel))
        return made[-1]

    monkeypatch.setattr(secundair, "choose_exactly", choose)
    return made


def hide(folder: Path, *rows: Sequence[int]) -> Iterator[set[str]]:
    """What is hidden of each row, in a run after the one before."""
    for row in rows:
        overname = Overname(Bewaarplaats(folder), "rapport", {"code": {}, "versies": {}})
        with remember(overname):
            yield hidden_of(protect_table(make_row(*row)))
        overname.close(lambda: True)


def test_the_same_part_is_chosen_once(tmp_path: Path, chosen: list[set[int]]) -> None:
    assert list(hide(tmp_path, ROW, ROW)) == [{"a", "c"}] * 2
    assert len(chosen) == 1


@pytest.mark.parametrize(
    "row", [(4, 12, 30, 80), (5, 30, 12, 80), (4, 30, 12, 81), (4, 30, 12), (4, 7, 12, 80)]
)
def test_any_other_part_is_chosen_again_as_without_a_store(
    tmp_path: Path, chosen: list[set[int]], row: Sequence[int]
) -> None:
    assert list(hide(tmp_path, ROW, row, ROW)) == [
        {"a", "c"},
        hidden_of(protect_table(make_row(*row))),
        {"a", "c"},
    ]
    assert len(chosen) == 3, "both once with a store, and one without"
