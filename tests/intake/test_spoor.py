"""What was asked of extracts is taken over while all that was read is what it was, and asked again when it is not."""

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from sdreport.gate.samenhang import gelezen as koppelingen
from sdreport.gate.samenhang.sources import Bronnen
from sdreport.intake.large.gelezen import Bewaarvorm, Meelezer, Overnemer, hash_rows
from sdreport.intake.large.werkbank import Werkbank
from sdreport.measures import gelezen as metingen
from sdreport.measures.definitie import Invoer
from sdreport.project.parameters import Toleranties
from sdreport.project.parameters.indelingen import Indelingen
from sdreport.register.cijfer import Getal
from sdreport.voorraad.bewaarplaats import Bewaarplaats
from sdreport.voorraad.overname import Overname, remember
from sdreport.voorraad.stappen import METING

TEKST = Bewaarvorm[str](lambda answer: answer.encode() or None, bytes.decode)


@pytest.fixture
def overname(tmp_path: Path) -> Iterator[Overname]:
    overname = Overname(Bewaarplaats(tmp_path), "proef", {"code": {}, "versies": {}})
    with remember(overname):
        yield overname


def ask(
    tables: dict[str, list[int]], naam: str, sql: str, made: str = "", vast: str = ""
) -> tuple[str, bool]:
    """An answer, and whether it was asked; `made` is what makes the table `tussen` before."""
    asked = []
    frames = {name: pd.DataFrame({"x": values}) for name, values in tables.items()}
    bank = Werkbank(None)
    for name, frame in frames.items():
        bank.add_frame(name, frame, ["BIGINT"])
    overnemer = Overnemer(METING, vast, lambda: bank, lambda item: hash_rows(frames.get(item)))

    def begin(sql: str) -> Callable[[], str]:
        asked.append(sql)
        ((found,),) = bank.storage.execute(sql)
        return lambda: str(found or "")

    def begin_eerder() -> Callable[[], str]:
        bank.add_table("tussen", made)
        return lambda: "gemaakt"

    if made:
        overnemer.begin("eerder", {}, begin_eerder, TEKST)()
        if not bank.has("tussen"):
            bank.add_table("tussen", made)
    answer = overnemer.begin(naam, {}, lambda: begin(sql), TEKST)()
    bank.close()
    return answer, bool(asked)


SOM = "SELECT CAST(sum(x) AS BIGINT) FROM a"


@pytest.mark.usefixtures("overname")
def test_an_answer_is_taken_over_until_what_it_read_changes() -> None:
    assert ask({"a": [1, 2], "b": [5]}, "som", SOM) == ("3", True)
    assert ask({"a": [1, 2], "b": [6]}, "som", SOM) == ("3", False), "of b nothing was asked"
    assert ask({"a": [1, 3], "b": [5]}, "som", SOM) == ("4", True)
    assert ask({"a": [1, 2], "b": [5]}, "som", SOM) == ("3", False), "as it was before"
    assert ask({"a": [2, 1], "b": [5]}, "som", SOM) == ("3", True), "the order of lines may matter"


@pytest.mark.usefixtures("overname")
def test_each_answer_is_its_own_and_depends_on_what_is_not_noted() -> None:
    assert ask({"a": [1, 2]}, "som", SOM) == ("3", True)
    assert ask({"a": [1, 2]}, "meeste", "SELECT max(x) FROM a") == ("2", True)
    assert ask({"a": [1, 2]}, "som", SOM, vast="een ander jaar") == ("3", True)


@pytest.mark.usefixtures("overname")
def test_what_gives_nothing_to_keep_is_asked_again() -> None:
    assert ask({"a": [0]}, "som", SOM) == ("", True)
    assert ask({"a": [0]}, "som", SOM) == ("", True)


@pytest.mark.usefixtures("overname")
@pytest.mark.parametrize(
    "made", ["SELECT x FROM a WHERE x > 1", "SELECT a.x FROM a JOIN b ON a.x < b.x", "SELECT X FROM A"]
)
def test_what_stands_behind_a_table_that_another_made_counts(made: str) -> None:
    question = "SELECT CAST(count(*) AS BIGINT) FROM tussen"
    first, _ = ask({"a": [1, 2], "b": [9]}, "aantal", question, made)
    again, asked = ask({"a": [2, 2, 3], "b": [9]}, "aantal", question, made)
    assert asked and again != first
    assert ask({"a": [2, 2, 3], "b": [9]}, "aantal", question, made) == (again, False)


def test_without_a_store_everything_is_asked() -> None:
    assert ask({"a": [1, 2]}, "som", SOM) == ("3", True)
    assert ask({"a": [1, 2]}, "som", SOM) == ("3", True)


def test_a_mapping_tells_what_is_asked_of_it_and_not_what_is_there() -> None:
    told: list[str] = []
    noted = Meelezer({"a": 1, "b": 2}, told.append)
    assert "a" in noted and len(noted) == 2 and sorted(noted) == ["a", "b"] and noted.keys() == {"a", "b"}
    assert told == []
    assert (noted["a"], noted.get("b")) == (1, 2) and told == ["a", "b"]
    assert list(noted.values()) == [1, 2] and told == ["a", "b", "a", "b"]


@pytest.mark.parametrize(
    "other",
    [
        pd.DataFrame({"x": [1, 3]}),
        pd.DataFrame({"y": [1, 2]}),
        pd.DataFrame({"x": [1.0, 2.0]}),
        pd.DataFrame({"x": [1, 2]}, index=[5, 6]),
        pd.DataFrame({"x": ["1", "2"]}),
        pd.DataFrame({"x": [1]}),
        None,
    ],
)
def test_tables_that_differ_have_other_hashes(other: pd.DataFrame | None) -> None:
    assert hash_rows(other) != hash_rows(pd.DataFrame({"x": [1, 2]}))


TABEL = pd.DataFrame({"a": ["x"]})
BRONNEN = Bronnen({}, {"labels": TABEL}, 2023, date(2024, 6, 1), bestanden={"plannen": Path("plannen.csv")})
ANDERS = {
    "tabellen": {"plannen": TABEL},
    "referenties": {"labels": TABEL.assign(a="y")},
    "jaar": 2024,
    "peildatum": date(2024, 6, 2),
    "toleranties": Toleranties(inwoners_pct=99),
    "cijfers": {"clienten": ()},
    "vorig": [Getal("clienten", 2022, {"wet": "wmo"}, 4, "personen")],
    "eerder": [Getal("clienten", 2021, {"wet": "wmo"}, 4, "personen")],
    "bestanden": {"plannen": Path("plannen.xlsx")},
    "niet_geleverd": {"plannen": ["trekker"]},
    "vorige": {"plannen": TABEL},
}


def test_all_that_a_koppeling_can_look_at_is_noted_or_known() -> None:
    looked_at = {item.name for item in fields(Bronnen)} - {"andere_jaren"}  # read with the files only
    assert set(ANDERS) == looked_at
    for name, value in ANDERS.items():
        changed = replace(BRONNEN, **{name: value})
        assert koppelingen.describe(changed) != koppelingen.describe(BRONNEN), name


def test_files_of_other_years_are_read_with_the_file_of_this_year(tmp_path: Path) -> None:
    (tmp_path / "2022").mkdir()
    own, other = tmp_path / "plannen.csv", tmp_path / "2022" / "plannen.csv"
    own.write_text("plan\n")
    bronnen = replace(BRONNEN, bestanden={"plannen": own}, andere_jaren=[other.parent])
    seen = [koppelingen.hash_source(bronnen, "bestand plannen")]
    other.write_text("plan\n")
    seen.append(koppelingen.hash_source(bronnen, "bestand plannen"))
    own.write_text("plan;a\n")
    seen.append(koppelingen.hash_source(bronnen, "bestand plannen"))
    assert len(set(seen)) == 3


INVOER = Invoer(2023, {}, {"labels": TABEL})
ANDERE_INVOER = {
    "jaar": 2024,
    "tabellen": {"plannen": TABEL},
    "referenties": {"labels": TABEL.assign(a="y")},
    "eerder": {"plannen": [TABEL]},
    "indelingen": Indelingen(terugkeer_dagen=3),
    "vorige_prijzen": {"product_prijs.a": 2.0},
}


def test_all_that_an_indicator_can_look_at_is_noted_or_known() -> None:
    # of large extracts nothing is kept, and what is agreed in a region is hashed as a whole
    assert set(ANDERE_INVOER) == {item.name for item in fields(Invoer)} - {"groot", "regio"}
    for name, value in ANDERE_INVOER.items():
        assert metingen.describe(replace(INVOER, **{name: value})) != metingen.describe(INVOER), name
