"""Budget tables: amounts as printed in their own year, and every printed total recomputed."""

from meethulp import calculate, make_invoer

from sdreport.measures.cyclus.overzichten import (
    overzicht,
    overzicht_afwijking,
    overzicht_berekend,
    overzicht_rubriek,
)

KADER = """
    overzicht;rubriek;post;jaar;soort;telt_in;bedrag
    kader;jeugd;a;2022;post;samen;1.969
    kader;jeugd;b;2022;post;samen;-475
    kader;jeugd;samen;2022;subtotaal;saldo;1.449
    kader;zorg;c;2022;post;saldo;-810
    kader;zorg;saldo;2022;totaal;;684
    kader;jeugd;a;2024;post;samen;7
    kader;jeugd;leeg;2022;post;samen;
    extra;jeugd;x;;post;totaal;0,10
    extra;zorg;y;;post;totaal;0,20
    extra;zorg;totaal;;totaal;;0,30
"""


def test_every_amount_stands_as_printed_in_its_own_year() -> None:
    cijfers = list(overzicht.calculate(make_invoer(overzichten=KADER)))
    printed = {(list(cijfer.uitsplitsing.values())[1], cijfer.jaar): cijfer.waarde for cijfer in cijfers}
    assert printed["samen", 2022] == 1449
    assert printed["a", 2024] == 7
    assert printed["x", 2023] == 0.1  # for the whole period: the reported year
    assert "leeg" not in {post for post, _ in printed}


def test_a_swapped_digit_shows_as_the_difference_of_printed_and_recomputed() -> None:
    invoer = make_invoer(overzichten=KADER)
    assert calculate(overzicht_berekend, invoer) == {
        "kader.samen": 1494,
        "kader.saldo": 639,
        "extra.totaal": 0.3,
    }
    assert calculate(overzicht_afwijking, invoer) == {
        "kader.samen": -45,
        "kader.saldo": 45,
        "extra.totaal": 0,
    }


def test_a_heading_adds_up_its_posts_only() -> None:
    cijfers = overzicht_rubriek.calculate(make_invoer(overzichten=KADER))
    assert {(*cijfer.uitsplitsing.values(), cijfer.jaar): cijfer.waarde for cijfer in cijfers} == {
        ("kader", "jeugd", 2022): 1494,
        ("kader", "zorg", 2022): -810,
        ("kader", "jeugd", 2024): 7,
        ("extra", "jeugd", 2023): 0.1,
        ("extra", "zorg", 2023): 0.2,
    }
