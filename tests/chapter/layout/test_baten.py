"""Income in the finance chapter: a table for each part of the budget that has it, and nothing without."""

from pathlib import Path

import pytest
from hoofdstukhulp import JAAR, LABELS, make_rij

from sdreport.chapter.layout.number import make_opbouw
from sdreport.chapter.layout.series import Reeksbron, make_reeks
from sdreport.chapter.toelichting.text import STANDAARD, Feiten, read_secties
from sdreport.chapter.werkmap import Labels
from sdreport.errors import ConfigurationError
from sdreport.measures import INDICATOREN
from sdreport.register.register import Register

NAAM = "4_financien"
NOTEBOOK = Path(__file__).parents[3] / "notebooks" / f"{NAAM}.ipynb"
BEKEND = frozenset(item.naam for item in INDICATOREN)


@pytest.mark.parametrize("onderdelen", [(), ("wmo",), ("wmo", "algemeen")])
def test_income_is_shown_for_the_parts_of_the_budget_that_have_it(onderdelen: tuple[str, ...]) -> None:
    register = Register(
        [make_rij("baten", 5e5, "euro", onderdeel=o, post="totaal", fase="werkelijk") for o in onderdelen],
        JAAR,
    )
    opbouw = make_opbouw([NOTEBOOK], Reeksbron(register, Labels(LABELS), indicatoren=BEKEND), [STANDAARD], {})
    assert {naam for naam in opbouw.nummers["tabel"] if naam.startswith("baten")} == {
        f"baten-{o}" for o in onderdelen
    }
    shown = Feiten(register, "Proef", opbouw).keep(read_secties([STANDAARD], NAAM))
    assert ("baten" in shown) == bool(onderdelen)
    if onderdelen:
        assert shown["baten"].tekst.count("{{ tabel") == len(onderdelen)


def test_income_of_nothing_has_no_table_and_is_told() -> None:
    rijen = [
        make_rij("baten", amount, "euro", onderdeel=onderdeel, post=post, fase="werkelijk")
        for onderdeel, amount in (("wmo", 0.0), ("algemeen", 5e5))
        for post in ("eigen-bijdragen", "totaal")
    ]
    bron = Reeksbron(Register(rijen, JAAR), Labels(LABELS), indicatoren=BEKEND)
    opbouw = make_opbouw([NOTEBOOK], bron, [STANDAARD], {})
    assert [naam for naam in opbouw.nummers["tabel"] if naam.startswith("baten")] == ["baten-algemeen"]
    with pytest.raises(
        ConfigurationError, match=r"tabel 'baten-wmo' staat niet in dit rapport.* alle zijn nul"
    ):
        opbouw.find_number("tabel", "baten-wmo")
    reeks = make_reeks("onderdeel", "baten", "baten", ["text", "table"], uit="baten", fase="werkelijk")
    assert [part.waarde for part in bron.list_zero(reeks)] == ["wmo"]
    drawn = make_reeks("onderdeel", "baten", "baten", ["shares"], uit="baten", fase="werkelijk")
    assert bron.list_zero(drawn) == []
    rates = make_reeks("onderdeel", "baten", "baten", ["chance"], uit="baten", fase="werkelijk")
    assert [part.waarde for part in bron.list_zero(rates)] == ["wmo"]
