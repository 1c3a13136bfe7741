"""Numbers of earlier years: small ones are not repeated, and what those reports showed stays known to a reader."""

from dataclasses import replace

import pytest
from openhulp import OPEN
from tabelhulp import JAAR, SOMMEN, make_cijfer, make_row, protect_table, publish

from sdreport.disclosure import check_disclosure, protect, protect_history, release_history
from sdreport.disclosure.bescherming import read_historie
from sdreport.disclosure.keuze.stelsel import make_stelsel
from sdreport.errors import BuildError
from sdreport.measures import INDICATOREN
from sdreport.measures.herleiding import make_structuur
from sdreport.project.parameters import Geheimhouding
from sdreport.register.cijfer import Cijfer
from sdreport.register.structuur import Relatie, Structuur

REGELS = Geheimhouding()


def make_history(
    values: dict[str, float | None], indicator: str = "proef", eenheid: str = "personen"
) -> list[Cijfer]:
    return [
        Cijfer(
            indicator,
            JAAR - 1,
            {"rij": naam},
            waarde,
            eenheid,
            "definitief",
            "toewijzingen (9 rijen)",
            "Proef.",
        )
        for naam, waarde in values.items()
    ]


def hidden_before(history: list[Cijfer], structuur: Structuur = SOMMEN) -> set[str]:
    items = protect_history(history, [], REGELS, structuur)
    return {item.sleutel[0] for item in items if item.onderdrukt}


def test_a_small_number_of_last_year_is_hidden_with_what_gives_it_away() -> None:
    history = make_history({"a": 4, "b": 30, "c": 12, "totaal": 46})
    assert hidden_before(history) == {"proef.a", "proef.c"}
    rijen = list(release_history(history, protect_history(history, [], REGELS, SOMMEN)))
    assert [rij.waarde for rij in rijen] == [None, 30, None, 46]
    assert {rij.bron for rij in rijen} == {"toewijzingen"}


def test_without_a_threshold_the_history_stays_as_it_was() -> None:
    history = make_history({"a": 4, "totaal": 4})
    items = protect_history(history, [], OPEN, SOMMEN)
    assert not any(item.onderdrukt for item in items)


def test_what_is_not_about_persons_stays() -> None:
    assert hidden_before(make_history({"a": 4}, eenheid="pilots")) == set()
    on_persons = Structuur(over_personen=frozenset({"proef"}))
    assert hidden_before(make_history({"a": 4}, eenheid="trajecten"), on_persons) == {"proef.a"}


def test_whether_an_address_is_about_persons_is_known_from_this_year() -> None:
    history = make_history({"a": 4, "b": 4}, eenheid="aantal")
    now = protect_table(
        [
            make_cijfer({"rij": "a"}, 40, "aantal"),
            make_cijfer({"rij": "b"}, 40, "aantal", over_personen=False),
        ]
    )
    items = protect_history(history, now, REGELS, Structuur())
    assert {item.sleutel[0] for item in items if item.onderdrukt} == {"proef.a"}


def test_the_change_that_last_year_told_goes_with_its_number() -> None:
    history = [*make_history({"a": 4}), *make_history({"a": -3}, "proef_verschil")]
    assert hidden_before(history) == {"proef.a", "proef_verschil.a"}


def test_this_year_does_not_give_away_what_is_hidden_of_last_year() -> None:
    """The stock at the end of last year is that at the begin of this year: hiding one of them hides nothing."""
    structuur = Structuur(SOMMEN.totalen, relaties=(Relatie("begin.x", ("proef.c@-1",)),))
    history = make_history({"a": 4, "b": 30, "c": 12, "totaal": 46})
    now = protect([make_cijfer({"w": "x"}, 12, indicator="begin")], REGELS, structuur, history)
    items = protect_history(history, now, REGELS, structuur)
    assert {item.sleutel[0] for item in items if item.onderdrukt} == {"proef.a", "proef.b"}
    rijen = [*publish(now), *release_history(history, items)]
    assert {item.getal.adres for item in check_disclosure(rijen, now, REGELS, structuur, items)} == {
        "proef.a",
        "proef.b",
    }


def test_one_who_kept_last_years_report_finds_out_no_more_of_this_year() -> None:
    """Growth is hidden with either number; with last year's own report in hand that must still be enough."""
    history = make_history({"a": 4, "b": 30, "c": 12, "totaal": 46})
    table = make_row(5, 30, 12, 80)
    now = protect(table, REGELS, SOMMEN, history)
    items = protect_history(history, now, REGELS, SOMMEN)
    rijen = [*publish(now), *release_history(history, items)]
    found = check_disclosure(rijen, now, REGELS, SOMMEN, items)
    assert {(item.getal.jaar, item.getal.adres) for item in found} == {
        (JAAR, "proef.a"),
        (JAAR, "proef.c"),
        (JAAR - 1, "proef.a"),
        (JAAR - 1, "proef.c"),
    }


def test_a_small_number_of_last_year_that_is_shown_all_the_same_stops_the_build() -> None:
    history = make_history({"a": 4, "b": 30, "c": 12, "totaal": 46})
    items = protect_history(history, [], REGELS, SOMMEN)
    with pytest.raises(BuildError, match=r"proef\.a \(2022\) moet zijn afgeschermd en is dat niet"):
        check_disclosure(history, [], REGELS, SOMMEN, items)


def test_a_history_that_contradicts_itself_is_told() -> None:
    """What an earlier report hid cannot be more than its own total."""
    history = make_history({"a": None, "b": 60, "totaal": 46})
    structuur = Structuur(SOMMEN.totalen, relaties=(Relatie("begin.x", ("proef.a@-1",)),))
    with pytest.raises(BuildError, match="geschiedenis past niet"):
        protect([make_cijfer({"w": "x"}, 40, indicator="begin")], REGELS, structuur, history)


@pytest.mark.parametrize("ongeveer", [False, True])
def test_two_administrations_of_last_year_need_not_agree_where_one_was_hidden(ongeveer: bool) -> None:
    """By the one a and b are 16 together, by the other 25: no fault where they agree within a margin only."""
    same = (Relatie(f"boek.{rij}", (f"proef.{rij}",), ongeveer=ongeveer) for rij in ("a", "b"))
    totalen = SOMMEN.totalen | {"boek": SOMMEN.totalen["proef"]}
    structuur = Structuur(totalen, relaties=(*same, Relatie("begin.x", ("proef.a@-1",))))
    history = make_history({"a": None, "b": None, "c": 30, "totaal": 46})
    history += make_history({"a": None, "b": None, "c": 30, "totaal": 55}, "boek")
    table = [make_cijfer({"w": "x"}, 6, indicator="begin")]
    if not ongeveer:
        with pytest.raises(BuildError, match="geschiedenis past niet"):
            protect(table, REGELS, structuur, history)
        return
    now = protect(table, REGELS, structuur, history)
    items = protect_history(history, now, REGELS, structuur)
    assert [item.sleutel[0] for item in now if item.onderdrukt] == ["begin.x"]
    rijen = [*publish(now), *release_history(history, items)]
    assert check_disclosure(rijen, now, REGELS, structuur, items)


@pytest.mark.parametrize(("totaal", "known"), [(1250, True), (None, False), (1556, False)])
def test_couples_make_more_persons_than_there_are_uitkeringen(totaal: int | None, known: bool) -> None:
    """Stock and inflow count a couple once: what they allow is no bound of persons where a report hid these."""
    counts = {
        ("bijstand", "regeling", "totaal"): totaal,
        ("stand_bijstand", "moment", "begin"): 1045,
        ("instroom_bijstand", "maand", "totaal"): 262,
    }
    history = [
        Cijfer(indicator, JAAR - 1, {dimensie: waarde}, aantal, "personen", "definitief", "", "Proef.")
        for (indicator, dimensie, waarde), aantal in counts.items()
    ]
    structuur = make_structuur(INDICATOREN)
    cells = [replace(cel, vast=False) for cel in read_historie(history, REGELS, structuur)]
    bounds = make_stelsel(cells, structuur).vergelijkingen
    of_both = {("bijstand.totaal", JAAR - 1), ("instroom_bijstand.totaal", JAAR - 1)}
    assert any(of_both <= dict(bound.termen).keys() for bound in bounds) == known
