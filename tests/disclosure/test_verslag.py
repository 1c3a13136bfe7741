"""What a reviewer is told of the choice: how much is hidden, and how far it can be from the best one."""

from pathlib import Path

import pytest
from tabelhulp import SOMMEN, make_row, protect_table, publish

from sdreport.disclosure import Bescherming, check_disclosure
from sdreport.disclosure.keuze.secundair import Keuze
from sdreport.disclosure.verslag import Verslag, describe_verslag
from sdreport.project.parameters import Geheimhouding


def describe(keuze: Keuze) -> str:
    items = protect_table(make_row(4, 30, 12, 80))
    found = check_disclosure(publish(items), items, Geheimhouding(), SOMMEN)
    return describe_verslag(Path("lijst.csv"), "lijst.csv", Verslag(found, (keuze,)))


def test_the_best_choice_is_told_without_a_margin() -> None:
    items = protect_table(make_row(4, 30, 12, 80))
    assert isinstance(items, Bescherming)
    text = describe(items.keuze)
    assert text.startswith("Afgeschermd: 2 cijfers, waarvan 1 om zichzelf. De lijst")


@pytest.mark.parametrize(("gewicht", "grens", "margin"), [(100, 80, "20%"), (30, 29.2, "3%")])
def test_another_choice_is_told_with_how_much_less_it_could_be(
    gewicht: float, grens: float, margin: str
) -> None:
    text = describe(Keuze(frozenset(), (), gewicht, grens))
    assert f"Wat de rest beschermt, kan hoogstens {margin} minder zijn." in text
