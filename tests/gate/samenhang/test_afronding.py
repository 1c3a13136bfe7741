"""Even amounts: cut to whole euros, or a price list that has no cents."""

from dataclasses import replace
from decimal import ROUND_DOWN, Decimal

import pytest
from kwaliteit_extracten import make_table, schone_rijen
from samenhanghulp import bronnen, derive

from sdreport.gate.samenhang.aannemelijk.afronding import afronding


def count_cut(euros: range) -> int:
    """How many of the declaraties of an aanbieder with these amounts, five of each, look cut."""
    base = schone_rijen("declaraties")[0]
    rows = [
        base | {"referentienummer": f"R{number}", "bedrag": f"{euro},00", "volume": "", "tarief": ""}
        for number, euro in enumerate(list(euros) * 5)
    ]
    table = derive(afronding, bronnen(declaraties=rows))
    return int(table.index[table["afgekapt"].eq(1)].nunique())


@pytest.mark.parametrize(
    ("euros", "cut"),
    [
        (range(135, 1385, 125), 0),  # a price list of ten steps
        (range(135, 1385, 124), 55),  # as many amounts that are no steps of five
        (range(100, 600, 10), 250),  # rounded to tens: too many amounts for a price list
    ],
)
def test_steps_of_a_price_list_are_not_cut_and_more_different_amounts_are(euros: range, cut: int) -> None:
    assert count_cut(euros) == cut


def make_declaraties(volumes: list[int], step: int) -> list[dict[str, str]]:
    """Declaraties of 7,13 times a volume, rounded to whole steps of euros."""
    base = schone_rijen("declaraties")[0]
    return [
        base
        | {"referentienummer": f"R{number}", "volume": str(volume), "tarief": "7,13"}
        | {"bedrag": f"{round(volume * 7.13 / step) * step},00"}
        for number, volume in enumerate(volumes)
    ]


@pytest.mark.parametrize(("step", "cut"), [(5, 60), (10, 60)])
def test_a_few_different_amounts_are_rounded_where_volume_and_tariff_say_that_they_were_others(
    step: int, cut: int
) -> None:
    rows = make_declaraties([10 + number % 20 for number in range(60)], step)
    table = derive(afronding, bronnen(declaraties=rows))
    assert table.index[table["afgekapt"].eq(1)].nunique() == cut


@pytest.mark.parametrize(("price", "cut"), [("122.4", 0), ("122.437", 60)])
def test_dimes_are_usual_where_all_amounts_are_multiples_of_one_price(price: str, cut: int) -> None:
    """The volumes are rounded to minutes, so that these times a tariff do have cents."""
    base = schone_rijen("declaraties")[0]
    rows = []
    for number in range(60):
        bedrag = (Decimal(price) * (5 + number % 12) + 10).quantize(Decimal("0.1"), ROUND_DOWN)
        volume = round(bedrag / Decimal("1.96"))
        rows.append(
            base
            | {"referentienummer": f"R{number}", "volume": str(volume), "tarief": "1,96"}
            | {"bedrag": f"{bedrag}0".replace(".", ",")}
        )
    table = derive(afronding, bronnen(declaraties=rows))
    assert table.index[table["afgekapt"].eq(1)].nunique() == cut


def make_grants(euros: list[str]) -> list[dict[str, str]]:
    base = schone_rijen("inkomensondersteuning")[0]
    return [base | {"toekenningsnummer": f"T{number}", "bedrag": euro} for number, euro in enumerate(euros)]


@pytest.mark.parametrize(
    ("listed", "cut"),
    [
        ([f"{150 + 50 * number},00" for number in range(20)], 80),  # a third rounded to fifties
        (["300,00", "450,00", "600,00", "750,00", "900,00"], 0),  # a few new fixed amounts
    ],
)
def test_grants_in_whole_steps_are_rounded_when_last_year_had_few_and_they_are_no_price_list(
    listed: list[str], cut: int
) -> None:
    computed = [f"{101 + 7 * number},{number % 89 + 10}" for number in range(160)]
    now = (listed * 80)[:80] + computed
    last_year = {"inkomensondersteuning": make_table("inkomensondersteuning", make_grants(computed))}
    table = derive(afronding, replace(bronnen(inkomensondersteuning=make_grants(now)), vorige=last_year))
    assert table["afgekapt"].eq(1).sum() == cut


def test_a_price_list_with_a_few_other_amounts_is_not_cut() -> None:
    """As when some lines have the amounts of others: these few are no sign that all lost their cents."""
    rows = [
        schone_rijen("inkomensondersteuning")[0] | {"toekenningsnummer": f"T{number}", "bedrag": f"{euro},00"}
        for number, euro in enumerate([500, 1300] * 100 + list(range(201, 215)))
    ]
    table = derive(afronding, bronnen(inkomensondersteuning=rows))
    assert not table["afgekapt"].eq(1).any()
