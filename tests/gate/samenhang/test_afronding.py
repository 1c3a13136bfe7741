"""Even amounts: cut to whole euros, or a price list that has no cents."""

import pytest
from kwaliteit_extracten import schone_rijen
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


def test_a_price_list_with_a_few_other_amounts_is_not_cut() -> None:
    """As when some lines have the amounts of others: these few are no sign that all lost their cents."""
    rows = [
        schone_rijen("inkomensondersteuning")[0] | {"toekenningsnummer": f"T{number}", "bedrag": f"{euro},00"}
        for number, euro in enumerate([500, 1300] * 100 + list(range(201, 215)))
    ]
    table = derive(afronding, bronnen(inkomensondersteuning=rows))
    assert not table["afgekapt"].eq(1).any()
