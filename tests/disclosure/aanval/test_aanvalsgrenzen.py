"""The bounds of many linked numbers: claims of others are checked, and what is not proven is computed."""

import pytest
from tabelhulp import JAAR, SOMMEN, make_cijfer, publish, true_values

from sdreport.disclosure import BeschermdCijfer
from sdreport.disclosure.aanval import grenzen
from sdreport.disclosure.aanval.aanvaller import Kennis, Mogelijk, attack
from sdreport.disclosure.aanval.grenzen import KLEIN, Interval
from sdreport.errors import BuildError
from sdreport.register.cijfer import Sleutel
from sdreport.register.structuur import Relatie, Structuur

AANTAL = KLEIN + 20
TABEL = [
    *(make_cijfer({"rij": f"c{n}"}, 4) for n in range(AANTAL)),
    make_cijfer({"rij": "totaal"}, 4 * AANTAL),
]
MEEST = 4 * AANTAL - (AANTAL - 1)


def cel(number: int) -> Sleutel:
    return f"proef.c{number}", JAAR


def attack_row(bewering: Mogelijk) -> dict[Sleutel, Interval]:
    """The intervals when all cells of a long row are hidden and its total is shown."""
    items = [BeschermdCijfer(c, None if c.waarde == 4 else c.waarde, 0) for c in TABEL]
    return attack(publish(items), SOMMEN, Kennis(), true_values(TABEL), bewering)


def is_wide(key: Sleutel, interval: Interval) -> bool:
    return interval.hoog - interval.laag >= 8


def rotate() -> list[dict[Sleutel, float]]:
    """Claims in which every number is 12 somewhere, and 1 elsewhere."""
    return [
        {cel(n): 12.0, **{cel((n + k) % AANTAL): 1.0 for k in (1, 2)}, cel((n + 3) % AANTAL): 2.0}
        for n in range(AANTAL)
    ]


def test_claims_that_agree_with_all_facts_are_believed() -> None:
    found = attack_row(Mogelijk(rotate(), is_wide))
    assert set(found.values()) == {Interval(1, 12)}


def test_a_claim_in_fractions_is_read_as_it_is_where_all_numbers_are_whole() -> None:
    worlds = [
        {cel(n): 12.5, **{cel((n + k) % AANTAL): value for k, value in ((1, 1.0), (2, 1.0), (3, 1.5))}}
        for n in range(AANTAL)
    ]
    items = [BeschermdCijfer(c, None if c.waarde == 4 else c.waarde, 0) for c in TABEL]
    true = {key: int(value) for key, value in true_values(TABEL).items()}
    found = attack(publish(items), SOMMEN, Kennis(), true, Mogelijk(worlds, is_wide))
    assert set(found.values()) == {Interval(1, 12)}


def test_a_claim_that_breaks_a_fact_counts_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grenzen, "MEEST_PROGRAMMAS", AANTAL)
    false = [{**world, cel(n): 13.0} for n, world in enumerate(rotate())]
    false += [{cel(0): 20.0, cel(1): -12.0}]  # the sum is right, but no number is below 1
    found = attack_row(Mogelijk(false, lambda key, interval: key[0] != "proef.c7" and is_wide(key, interval)))
    assert found["proef.c7", JAAR] == Interval(1, MEEST)


def test_what_is_not_proven_is_computed() -> None:
    worlds = [world for n, world in enumerate(rotate()) if n not in (5, 6)]
    found = attack_row(Mogelijk(worlds, is_wide))
    assert found[cel(5)] == found[cel(6)] == Interval(1, MEEST)
    assert found[cel(50)] == Interval(1, 12)


def test_a_system_of_which_too_little_is_proven_is_not_passed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grenzen, "MEEST_PROGRAMMAS", 3)
    with pytest.raises(BuildError, match=r"niet te toetsen.*proef\.c"):
        attack_row(Mogelijk([], is_wide))


def test_a_number_that_is_known_is_found_out_whatever_is_claimed() -> None:
    """The total of two cells in another table: these two are narrow, and no claim makes them wide."""
    pair = make_cijfer({"x": "paar"}, 8, indicator="paren")
    structuur = Structuur(SOMMEN.totalen, relaties=(Relatie("paren.paar", ("proef.c0", "proef.c1")),))
    items = [BeschermdCijfer(c, None if c.waarde == 4 else c.waarde, 0) for c in [*TABEL, pair]]
    true = true_values([*TABEL, pair])
    found = attack(publish(items), structuur, Kennis(), true, Mogelijk(rotate(), is_wide))
    assert found[cel(0)] == found[cel(1)] == Interval(1, 7)
    assert found[cel(9)] == Interval(1, 12)
