"""Volume and price of percelen, and what is still to come, against numbers by hand."""

from dataclasses import replace

import pandas as pd
import pytest
from meethulp import calculate, make_personen

from sdreport.measures.definitie import Invoer
from sdreport.measures.verdieping import percelen
from sdreport.measures.verdieping.nagekomen import kosten_nagekomen
from sdreport.measures.verdieping.percelen import (
    MINSTE_PERSONEN,
    kosten_oude_prijs,
    perceel_volume,
    product_prijs,
)

TOEWIJZINGEN = """
    clientnummer;wet;productcode;leveringsvorm;toewijzingnummer
    A;Wmo;hulp;ZIN;1
    B;Wmo;hulp;ZIN;2
    C;Wmo;dag;ZIN;3
    D;Jeugdwet;behandeling;ZIN;4
"""
KOP = "toewijzingnummer;productcode;volume;eenheid;bedrag"


def declare(*lines: str) -> Invoer:
    rows = "\n".join([KOP, *lines])
    return make_personen(toewijzingen=TOEWIJZINGEN, declaraties=rows)


DATA = declare(
    "1;hulp;120;01;60", "1;hulp;3;04;120", "2;hulp;60;01;30", "2;hulp;60;01;-30",  # 2 + 3 + 1 - 1 hours
    "3;dag;2;16;100", "3;dag;;16;50", "4;behandeling;5;84;500", "4;behandeling;1;04;40",
)  # fmt: skip


@pytest.fixture
def few_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(percelen, "MINSTE_PERSONEN", 1)


@pytest.mark.usefixtures("few_are_enough")
def test_volume_is_added_up_in_one_unit_and_left_out_where_it_is_not_all_there() -> None:
    assert calculate(perceel_volume, DATA) == {"huishoudelijke-hulp.uren": 5}


def test_the_price_of_a_product_is_what_was_declared_by_its_volume() -> None:
    assert calculate(product_prijs, DATA) == {
        "hulp.zin.01": 0.5, "hulp.zin.04": 40, "behandeling.zin.84": 100, "behandeling.zin.04": 40,
    }  # fmt: skip


@pytest.mark.usefixtures("few_are_enough")
def test_what_is_declared_in_euros_has_no_price() -> None:
    """A euro always costs one: with a price of an older register in eurocents costs would be a hundred times them."""
    data = declare("1;hulp;60;83;60", "2;hulp;30;83;30")
    assert calculate(product_prijs, data) == {}
    old = {"product_prijs.hulp.zin.83": 0.01}
    assert calculate(kosten_oude_prijs, replace(data, vorige_prijzen=old)) == {}


@pytest.mark.usefixtures("few_are_enough")
def test_this_years_volume_at_last_years_prices() -> None:
    prices = {"product_prijs.hulp.zin.01": 0.4, "product_prijs.behandeling.zin.84": 90.0}
    # 120 minutes at 0.40 and three hours for what they cost; five at 90 and an hour for what it cost
    assert calculate(kosten_oude_prijs, replace(DATA, vorige_prijzen=prices)) == {
        "huishoudelijke-hulp": 168, "ambulante-behandeling-jeugd": 490,
    }  # fmt: skip
    assert calculate(kosten_oude_prijs, DATA) == {}


@pytest.mark.parametrize(("people", "known"), [(MINSTE_PERSONEN - 1, False), (MINSTE_PERSONEN, True)])
def test_of_a_perceel_with_a_product_for_few_no_volume_is_told(people: int, known: bool) -> None:
    """With the volume and costs of both, and public tariffs, anyone could compute what the few cost."""
    clients = [f"{n};Wmo;hulp;ZIN;{n}" for n in range(40)] + [
        f"{40 + n};Wmo;meer;ZIN;{40 + n}" for n in range(people)
    ]
    lines = [f"{n};hulp;2;04;60" for n in range(40)] + [f"{40 + n};meer;2;04;80" for n in range(people)]
    data = make_personen(
        toewijzingen="\n".join(["clientnummer;wet;productcode;leveringsvorm;toewijzingnummer", *clients]),
        declaraties="\n".join([KOP, *lines]),
    )
    codes = data.referenties["productcodes"]
    both = pd.concat(
        [codes, codes[codes["productcode"].eq("hulp")].assign(productcode="meer")], ignore_index=True
    )
    data = replace(data, referenties={**data.referenties, "productcodes": both})
    data = replace(data, vorige_prijzen={"product_prijs.hulp.zin.04": 20.0})
    volume = {"huishoudelijke-hulp.uren": 2 * (40 + people)} if known else {}
    assert calculate(perceel_volume, data) == volume
    assert set(calculate(kosten_oude_prijs, data)) == ({"huishoudelijke-hulp"} if known else set())


@pytest.mark.parametrize(("people", "known"), [(MINSTE_PERSONEN - 1, False), (MINSTE_PERSONEN, True)])
def test_of_a_product_that_few_have_in_another_unit_no_volume_is_told(people: int, known: bool) -> None:
    """An hour may cost another price than sixty minutes, so that it is as a product for few."""
    clients = [f"{n};Wmo;hulp;ZIN;{n}" for n in range(80)]
    units = [("04", 80) if n < people else ("01", 60) for n in range(80)]
    lines = [f"{n};hulp;1;{unit};{eur}" for n, (unit, eur) in enumerate(units)]
    data = make_personen(
        toewijzingen="\n".join(["clientnummer;wet;productcode;leveringsvorm;toewijzingnummer", *clients]),
        declaraties="\n".join([KOP, *lines]),
    )
    assert bool(calculate(perceel_volume, data)) == known


LATER = """
    toewijzingnummer;begindatum;einddatum;bedrag;dagtekening
    1;01-01-2023;31-01-2023;100;28-01-2023
    1;02-01-2023;31-01-2023;50;05-02-2023
    1;01-02-2023;28-02-2023;200;28-02-2023
    1;02-02-2023;28-02-2023;100;05-03-2023
    1;01-03-2023;31-03-2023;100;31-03-2023
    1;02-03-2023;31-03-2023;50;05-04-2023
    1;01-04-2023;30-04-2023;100;30-04-2023
    1;02-04-2023;30-04-2023;50;05-05-2023
    1;01-05-2023;31-05-2023;100;31-05-2023
    1;02-05-2023;31-05-2023;50;05-06-2023
    1;01-06-2023;30-06-2023;{laatste};30-06-2023
"""


def test_months_are_expected_to_fill_up_as_earlier_ones_did() -> None:
    data = make_personen(toewijzingen=TOEWIJZINGEN, declaraties=LATER.format(laatste=80))
    assert calculate(kosten_nagekomen, data) == {
        "wmo": 40
    }  # each earlier month grew by half after its own month


def test_a_pgb_without_a_day_is_no_declaratie_to_come() -> None:
    toewijzingen = TOEWIJZINGEN + "    E;Wmo;hulp;PGB;5\n"
    lines = LATER.format(laatste=80) + "    5;01-03-2023;31-03-2023;900;\n"
    assert calculate(kosten_nagekomen, make_personen(toewijzingen=toewijzingen, declaraties=lines)) == {
        "wmo": 40
    }


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("30-06-2023;80;30-06-2023", "30-06-2023;80;"),
        ("05-06-2023", "05-06-2043"),
        ("05-02-2023", "05-12-2022"),
    ],
)
def test_without_all_days_or_with_one_that_cannot_be_nothing_is_estimated(old: str, new: str) -> None:
    text = LATER.format(laatste=80)
    assert old in text
    assert (
        calculate(
            kosten_nagekomen, make_personen(toewijzingen=TOEWIJZINGEN, declaraties=text.replace(old, new))
        )
        == {}
    )
