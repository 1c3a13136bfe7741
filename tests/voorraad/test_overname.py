"""Taking over: exactly when nothing that a step depends on has changed, and the reason is told."""

from pathlib import Path

import pytest

from sdreport.voorraad.bewaarplaats import Bewaarplaats
from sdreport.voorraad.overname import NIEUW, OPNIEUW, WEG, Delen, Overname, explain, make_key
from sdreport.voorraad.stappen import BIJLAGE, HOOFDSTUK, STAPPEN

BASIS: Delen = {"code": {"sdreport zelf": "c1"}, "versies": {"Python": "3"}}


class Run:
    """Runs over one store, each with other dependencies."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made: list[str] = []

    def start(self, basis: Delen = BASIS, vers: bool = False) -> Overname:
        return Overname(Bewaarplaats(self.folder, vers), "rapport", basis, vers)

    def take(self, register: str, basis: Delen = BASIS, vers: bool = False, still: bool = True) -> str:
        """Take one step; what is told of it."""

        def make() -> bytes:
            self.made.append(register)
            return register.encode()

        overname = self.start(basis, vers)
        found = overname.take(BIJLAGE, "cijfers", {"register": {"de cijfers": register}}, make)
        assert found == register.encode()
        overname.close(lambda: still)
        return overname.tell(BIJLAGE)


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return Run(tmp_path / ".voorraad")


def test_the_same_is_made_once(run: Run) -> None:
    assert NIEUW in run.take("r1")
    assert run.take("r1") == f"  {BIJLAGE.wat}: 1 overgenomen"
    assert run.made == ["r1"]


def test_every_change_is_made_again_and_named(run: Run) -> None:
    run.take("r1")
    assert "de cijfers zijn veranderd" in run.take("r2")
    assert "sdreport zelf is veranderd" in run.take("r2", {**BASIS, "code": {"sdreport zelf": "c2"}})
    newer: Delen = {**BASIS, "versies": {"Python": "3", "altair": "6"}}
    assert "altair is nieuw" in run.take("r2", newer)
    assert "altair is weg" in run.take("r1", {**BASIS, "code": {"sdreport zelf": "c3"}})
    assert run.made == ["r1", "r2", "r2", "r2", "r1"]


def test_what_was_before_is_still_there(run: Run) -> None:
    for register in ("r1", "r2", "r1", "r2"):
        run.take(register)
    assert run.made == ["r1", "r2"]


def test_what_is_gone_or_damaged_is_made_again_and_that_is_told(run: Run) -> None:
    run.take("r1")
    entry = run.folder / (key := make_key(BIJLAGE, {**BASIS, "register": {"de cijfers": "r1"}}))[:2] / key[2:]
    entry.write_bytes(entry.read_bytes().replace(b"r1", b"r9"))
    assert WEG in run.take("r1")
    assert run.made == ["r1", "r1"]
    assert "1 overgenomen" in run.take("r1")


def test_afresh_makes_all_again(run: Run) -> None:
    run.take("r1")
    assert OPNIEUW in run.take("r1", vers=True)
    assert run.made == ["r1", "r1"]


def test_nothing_is_kept_of_a_run_in_which_an_input_changed(run: Run) -> None:
    run.take("r1", still=False)
    run.take("r1")
    assert run.made == ["r1", "r1"]


def test_a_step_must_bring_what_the_table_says(run: Run) -> None:
    with pytest.raises(ValueError, match="register"):
        run.start().find(BIJLAGE, "cijfers", {})
    with pytest.raises(ValueError, match="tabel"):
        run.start().find(BIJLAGE, "cijfers", {"register": {}, "tabel": {}})


def test_every_step_depends_on_all_code_and_every_version() -> None:
    assert all({"code", "versies"} <= set(stap.hangt_af) for stap in STAPPEN)
    assert len({stap.naam for stap in STAPPEN}) == len(STAPPEN)


def test_a_step_that_notes_what_it_reads_is_taken_over_until_that_changes(run: Run) -> None:
    own: Delen = {"notebook": {"1.ipynb": "n1"}, "vraag": {"jaar": "2023"}}
    world = {"cijfers a": "1", "cijfers b": "1", "labels": "1"}
    overname = run.start()
    assert overname.find_noted(HOOFDSTUK, "1", own, world.__getitem__) is None
    overname.keep_noted(HOOFDSTUK, "1", own, {"cijfers a": "1", "labels": "1"}, b"eerst")
    overname.close(lambda: True)
    world["cijfers b"] = "2"
    assert run.start().find_noted(HOOFDSTUK, "1", own, world.__getitem__) == b"eerst"
    world["cijfers a"] = "2"
    overname = run.start()
    assert overname.find_noted(HOOFDSTUK, "1", own, world.__getitem__) is None
    assert "1 (cijfers a zijn veranderd)" in overname.tell(HOOFDSTUK)
    overname.keep_noted(HOOFDSTUK, "1", own, {"cijfers a": "2", "cijfers b": "2"}, b"later")
    overname.close(lambda: True)
    assert run.start().find_noted(HOOFDSTUK, "1", own, world.__getitem__) == b"later"
    world["cijfers a"] = "1"
    assert run.start().find_noted(HOOFDSTUK, "1", own, world.__getitem__) == b"eerst"
    other: Delen = {**own, "notebook": {"1.ipynb": "n2"}}
    assert run.start().find_noted(HOOFDSTUK, "1", other, world.__getitem__) is None


def test_a_reason_names_a_few_and_counts_the_rest() -> None:
    then = {f"{name}.csv": "1" for name in "abcde"}
    assert explain(then, then | {"a.csv": "2"}) == "a.csv is veranderd"
    name = Path(__file__).name
    opened = f"bestand {Path(__file__)}"  # what a notebook opens itself is known by its whole path
    assert explain({opened: "1"}, {opened: "2"}) == f"{name} is veranderd"
    assert explain({opened: "1", name: "1"}, {opened: "2", name: "2"}) == f"{name} is veranderd"
    assert explain(then, dict.fromkeys(then, "2")) == (
        "a.csv is veranderd, b.csv is veranderd, c.csv is veranderd en nog 2"
    )
