"""What is hidden along: shares, averages, last year's numbers; and the audit that stops a build."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from openhulp import OPEN
from tabelhulp import (
    JAAR,
    SOMMEN,
    TOTAAL,
    hidden_of,
    make_cijfer,
    make_grid,
    make_row,
    protect_table,
    publish,
)

from sdreport.disclosure import BeschermdCijfer, check_disclosure, protect
from sdreport.errors import BuildError
from sdreport.measures.definitie import Gemeten
from sdreport.project.parameters import Geheimhouding
from sdreport.register.cijfer import Cijfer
from sdreport.register.compare import compare
from sdreport.register.structuur import Quotient, Relatie, Structuur

ROOT = Path(__file__).parents[2]
REGELS = Geheimhouding()
MET_AANDEEL = Structuur(SOMMEN.totalen, {"aandeel": "proef"})


def make_shares(table: list[Gemeten]) -> list[Gemeten]:
    """A share of every cell of a row, in its total."""
    totals = [c.waarde for c in table if list(c.uitsplitsing.values())[-1] == TOTAAL]
    whole = totals[0] if totals else sum(c.waarde for c in table)
    cells = [c for c in table if list(c.uitsplitsing.values())[-1] != TOTAAL]
    return [
        replace(
            c, indicator="aandeel", eenheid="%", waarde=round(100 * c.waarde / whole, 4), rijen=int(c.waarde)
        )
        for c in cells
    ]


def test_a_share_goes_with_its_number() -> None:
    table = make_row(4, 30, 12, 80)
    items = protect_table([*table, *make_shares(table)], structuur=MET_AANDEEL)
    assert hidden_of(items) == {"a", "c", "aandeel.a", "aandeel.c"}


def test_all_shares_go_with_their_total() -> None:
    items = protect_table([*make_row(4), *make_shares(make_row(4))], structuur=MET_AANDEEL)
    assert {"a", TOTAAL, "aandeel.a"} <= hidden_of(items)


def test_a_share_without_a_total_goes_with_any_of_its_parts() -> None:
    cells = [make_cijfer({"rij": "a"}, 4), make_cijfer({"rij": "b"}, 30)]
    items = protect_table([*cells, *make_shares(cells)], structuur=Structuur(aandelen={"aandeel": "proef"}))
    assert hidden_of(items) == {"a", "aandeel.a", "aandeel.b"}


def test_a_number_goes_with_its_share_when_that_is_what_rests_on_few_persons() -> None:
    table = make_row(40, 30, 20)
    share = make_cijfer({"rij": "a"}, 44.4444, "%", indicator="aandeel", personen=3)
    assert "a" in hidden_of(protect_table([*table, share], structuur=MET_AANDEEL))


def test_an_average_goes_with_its_amount() -> None:
    structuur = Structuur(quotienten=(Quotient("gemiddeld.{r}", "bedrag.{r}", ("proef.{r}",), 1.0),))
    items = protect_table(
        [
            make_cijfer({"rij": "a"}, 20),
            make_cijfer({"rij": "a"}, 5000.0, "euro", indicator="bedrag", personen=3),
            make_cijfer({"rij": "a"}, 250.0, "euro", indicator="gemiddeld", personen=20),
        ],
        structuur=structuur,
    )
    assert hidden_of(items) == {"bedrag.a", "gemiddeld.a"}


def test_the_comparison_with_last_year_goes_with_either_number() -> None:
    now = {rij.adres: rij for rij in publish(protect_table(make_row(4, 30, 12, 80)))}
    before = {adres: replace(rij, jaar=JAAR - 1, waarde=20.0) for adres, rij in now.items()}
    before["proef.b"] = replace(before["proef.b"], waarde=None)
    compared = {rij.adres: rij.waarde for rij in compare([*now.values(), *before.values()], JAAR)}
    assert {adres for adres, waarde in compared.items() if waarde is None} == {
        f"proef_{kind}.{name}" for kind in ("verschil", "groei") for name in ("a", "b", "c")
    }
    assert (compared["proef_verschil.d"], compared["proef_groei.d"]) == (60, 300)


def test_a_number_that_would_give_away_what_last_year_hid_is_hidden() -> None:
    structuur = Structuur(relaties=(Relatie("begin.a", ("einde.a@-1",)),))
    before = Cijfer("einde", JAAR - 1, {"rij": "a"}, None, "personen", "definitief", "x", "X.")
    begin = make_cijfer({"rij": "a"}, 26, indicator="begin")
    items = protect([begin], REGELS, structuur, [before])
    assert hidden_of(items) == {"begin.a"}
    assert hidden_of(protect([begin], REGELS, structuur, [replace(before, waarde=26.0)])) == set()


def test_a_small_number_that_last_year_published_stays_a_small_number() -> None:
    structuur = Structuur(relaties=(Relatie("begin.a", ("einde.a@-1",)),))
    before = Cijfer("einde", JAAR - 1, {"rij": "a"}, 6.0, "personen", "definitief", "x", "X.")
    items = protect([make_cijfer({"rij": "a"}, 6, indicator="begin")], REGELS, structuur, [before])
    assert hidden_of(items) == {"begin.a"}
    with pytest.raises(BuildError, match=r"begin\.a \(2023\) is te nauwkeurig te berekenen"):
        check_disclosure([*publish(items), before], items, REGELS, structuur)


def test_what_is_safe_passes_the_audit_and_comes_with_its_interval() -> None:
    items = protect_table(make_row(4, 30, 12, 80))
    found = {item.getal.adres: item for item in check_disclosure(publish(items), items, REGELS, SOMMEN)}
    assert set(found) == {"proef.a", "proef.c"}
    small = found["proef.a"]
    assert (small.getal.waarde, small.regel) == (4, "minder dan 10 personen")
    assert small.interval is not None
    assert (small.interval.laag, small.interval.hoog) == (1, 15)
    assert found["proef.c"].regel == "beschermt een ander cijfer"


@pytest.mark.parametrize("shown", ["r0.k2", "r2.k0", "r2.k2", "r0.k0"])
def test_the_audit_stops_the_build_when_any_hidden_number_is_shown_all_the_same(shown: str) -> None:
    items = protect_table(make_grid([[3, 40, 20], [30, 50, 60], [25, 90, 11]]))
    leaking = [open_up(item) if item.sleutel[0] == f"proef.{shown}" else item for item in items]
    with pytest.raises(BuildError) as error:
        check_disclosure(publish(leaking), items, REGELS, SOMMEN)
    assert "geheimhouding is niet sluitend" in str(error.value)
    assert error.value.exit_code == 3


def open_up(item: BeschermdCijfer) -> BeschermdCijfer:
    return replace(item, waarde=item.gemeten.waarde)


def test_the_message_of_the_audit_holds_no_value() -> None:
    items = protect_table(make_row(7, 31, 13))
    leaking = [open_up(item) if item.sleutel[0] == "proef.c" else item for item in items]
    with pytest.raises(BuildError) as error:
        check_disclosure(publish(leaking), items, REGELS, SOMMEN)
    text = str(error.value).replace("2023", "")
    assert "proef.a" in text
    assert not any(character.isdigit() for character in text)


def test_a_relation_that_only_the_attacker_knows_stops_the_build() -> None:
    """The two expand what is declared apart from each other: what one forgets, the other finds."""
    items = protect_table([*make_row(4, 30, 12), make_cijfer({"w": "x"}, 34, indicator="samen")])
    more = Structuur(SOMMEN.totalen, relaties=(Relatie("samen.x", ("proef.a", "proef.b")),))
    with pytest.raises(BuildError, match=r"proef\.a"):
        check_disclosure(publish(items), items, REGELS, more)


def test_a_published_share_of_a_hidden_number_stops_the_build() -> None:
    table = make_row(4, 5, 30)
    shares = [make_cijfer({"rij": "a"}, 10.2564, "%", indicator="aandeel", rijen=400)]
    items = protect_table([*table, *shares])  # without knowing that it is a share
    assert "aandeel.a" not in hidden_of(items)
    with pytest.raises(BuildError, match=r"proef\.a"):
        check_disclosure(publish(items), items, REGELS, MET_AANDEEL)


def test_a_hidden_share_of_shown_numbers_stops_the_build() -> None:
    share = make_cijfer({"rij": "a"}, 44.4444, "%", indicator="aandeel", personen=3)
    items = protect_table([*make_row(40, 30, 20), share])  # without knowing that it is a share
    assert hidden_of(items) == {"aandeel.a"}
    with pytest.raises(BuildError, match=r"aandeel\.a \(2023\) is precies te berekenen"):
        check_disclosure(publish(items), items, REGELS, MET_AANDEEL)


def test_a_hidden_change_between_shown_numbers_stops_the_build() -> None:
    table = make_row(40, 30, 20)
    items = protect_table(table)
    now = publish(items)
    before = [replace(rij, jaar=JAAR - 1, waarde=20.0) for rij in now]
    changes = [replace(rij, waarde=None) for rij in compare([*now, *before], JAAR)][:1]
    with pytest.raises(BuildError, match=r"proef_verschil\.a \(2023\) is precies te berekenen"):
        check_disclosure([*now, *before, *changes], items, REGELS, SOMMEN)


def test_without_a_threshold_nothing_is_hidden_nor_attacked() -> None:
    items = protect(make_row(4, 30, 12), OPEN, SOMMEN)
    assert hidden_of(items) == set()
    assert check_disclosure(publish(items), items, OPEN, SOMMEN) == []


def test_how_many_values_must_remain_is_a_parameter() -> None:
    narrow = make_row(4, 8, 30)
    assert hidden_of(protect_table(narrow)) == {"a", "b"}
    assert hidden_of(protect_table(narrow, mogelijke_waarden=20)) == {"a", "b", "c"}


def test_with_zeros_hidden_a_zero_protects_too() -> None:
    assert hidden_of(protect_table(make_row(4, 0, 30))) == {"a", "c"}
    closed = {"nul": {"tonen": False}}
    items = protect_table(make_row(9, 0, 30), **closed)
    assert hidden_of(items) == {"a", "b"}
    check_disclosure(publish(items), items, Geheimhouding.model_validate(closed), SOMMEN)


def test_rounding_and_hiding_go_together() -> None:
    rounding = {"afronding": {"basis": 5}}
    table = make_row(4, 31, 12, 83)
    items = protect_table(table, **rounding)
    assert {item.sleutel[0]: item.waarde for item in items} == {
        "proef.a": None, "proef.b": 30, "proef.c": None, "proef.d": 85, "proef.totaal": 130,
    }  # fmt: skip
    check_disclosure(publish(items), items, Geheimhouding.model_validate(rounding), SOMMEN)


def test_a_share_of_rounded_numbers_is_the_share_that_a_reader_can_compute() -> None:
    table = make_row(31, 12, 83)
    items = protect_table([*table, *make_shares(table)], structuur=MET_AANDEEL, afronding={"basis": 5})
    shown = {item.sleutel[0]: item.waarde for item in items}
    assert shown["aandeel.a"] == pytest.approx(100 * 30 / 125)
    assert shown["aandeel.c"] == pytest.approx(100 * 85 / 125)


def test_published_rows_depend_on_hidden_values_in_nothing_but_that_they_are_hidden() -> None:
    """Another table with the same numbers shown gives the same rows, byte for byte."""
    one, other = make_row(4, 11, 30, 80), make_row(3, 12, 30, 80)
    first, second = (publish(protect_table(table)) for table in (one, other))
    assert first == second
    assert any(rij.onderdrukt for rij in first)


def test_a_report_without_hidden_numbers_does_not_wait_for_a_solver() -> None:
    code = (
        "import sys; sys.path.insert(0, 'tests/helpers')\n"
        "from tabelhulp import *\n"
        "protect_table(make_row(40, 30, 20)); protect_table(make_row(4, 30), 0)\n"
        "print({'highspy', 'scipy'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
