"""The notation of a column, settled by all of its fields together."""

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdreport.intake.cast import cast_column
from sdreport.intake.catalogue.datasets import DATASETS
from sdreport.intake.catalogue.definition import Column, Soort
from sdreport.intake.large.cast_sql import cast, classify, read_usual
from sdreport.intake.large.storage import Storage
from sdreport.intake.notation.column import LETTERLIJK, VORMEN
from sdreport.intake.notation.form import Notatie


def read_all(soort: Soort, *fields: str) -> list[object]:
    """The values of a column, as `read` gives them."""
    values, rejected = cast_column(pd.Series(fields, dtype="str"), Column("veld", soort, ""))
    made = [value.date() if isinstance(value, pd.Timestamp) else value for value in values]
    pairs = zip(made, rejected, strict=True)
    return ["geweigerd" if wrong else None if pd.isna(value) else value for value, wrong in pairs]


NEE = "geweigerd"
KOLOMMEN: dict[str, tuple[Soort, list[str], list[object]]] = {
    "een komma elders maakt van punten duizendtallen": ("bedrag", ["1.234", "5,5", "12"], [1234.0, 5.5, 12.0]),
    "twee punten in een getal ook": ("bedrag", ["1.234", "1.234.567"], [1234.0, 1234567.0]),
    "een punt met twee decimalen elders maakt van een komma duizend": ("bedrag", ["1,234", "5.50"], [1234.0, 5.5]),
    "en dan is een punt met drie cijfers geen bedrag": ("bedrag", ["1.234", "5.50"], [NEE, 5.5]),
    "niets beslist": ("bedrag", ["1.234", "567", ""], [NEE, 567.0, None]),
    "ook een bedrag zonder cijfers erachter beslist niet": ("bedrag", ["1.250", "900", "2.000"], [NEE, 900.0, NEE]),
    "beide beslissen": ("bedrag", ["1,50", "2,50", "2572.65", "1.234"], [1.5, 2.5, NEE, NEE]),
    "beide even vaak": ("bedrag", ["1,50", "2572.65", "3"], [1.5, NEE, 3.0]),
    "een nul vooraan is nooit een duizendtal": ("decimaal", ["0.275", "1.234", "27.5"], [0.275, 1.234, 27.5]),
    "drie decimalen met een komma": ("decimaal", ["0,275", "1,234"], [0.275, 1.234]),
    "drie decimalen met een punt, en niets beslist": ("decimaal", ["1.234"], [NEE]),
    "nul in de boekhoudkundige opmaak van Excel": (
        "bedrag", [" €   -   ", " €  1.234,50 ", "-€   12,00 ", "-"], [0.0, 1234.5, -12.0, NEE],
    ),
    "procenten zijn geen getal": ("decimaal", ["27,5%", "12"], [NEE, 12.0]),
    "gehele getallen met drie nullen": ("getal", ["2319.000", "113.000"], [2319, 113]),
    "duizend naast kleine aantallen": ("getal", ["1.000", "25"], [1000, 25]),
    "duizend naast een ander duizendtal": ("getal", ["1.000", "1.250"], [1000, 1250]),
    "alleen duizendtallen met nullen": ("getal", ["1.000", "2.000"], [NEE, NEE]),
    "gehele getallen met één nul": ("getal", ["1952.0", "2.0", ""], [1952, 2, None]),
    "dag vooraan blijkt uit een andere datum": (
        "datum", ["01/02/2023", "31/01/2023"], [dt.date(2023, 2, 1), dt.date(2023, 1, 31)],
    ),
    "maand vooraan wordt niet gelezen": ("datum", ["01/02/2023", "01/31/2023"], [NEE, NEE]),
    "dag en maand vooraan": ("datum", ["31/01/2023", "01/31/2023", "01/02/2023"], [NEE, NEE, NEE]),
    "twee notaties": ("datum", ["01-02-2023", "1-2-2023", "2023-02-03"], [*[dt.date(2023, 2, 1)] * 2, NEE]),
    "jaar van twee cijfers naast vier": ("datum", ["01-02-2023", "31-12-23"], [dt.date(2023, 2, 1), NEE]),
    "jaar achteraan blijkt uit een andere datum": (
        "datum", ["01-02-23", "31-01-23"], [dt.date(2023, 2, 1), dt.date(2023, 1, 31)],
    ),
    "alle datums eindigen op twintig en meer: dat zijn jaren": (
        "datum", [f"{day:02d}-02-23" for day in range(9, 21)], [dt.date(2023, 2, day) for day in range(9, 21)],
    ),
    "te weinig om dat te zeggen": ("datum", [f"{day:02d}-02-23" for day in range(9, 20)], [NEE] * 11),
    "een die op minder eindigt": ("datum", [*[f"{day:02d}-02-23" for day in range(9, 21)], "09-02-19"], [NEE] * 13),
    "alle beginnen ook zo": ("datum", [f"{day}-02-23" for day in range(20, 30)] * 2, [NEE] * 20),
    "jaar vooraan, dagen achteraan": ("datum", [f"23-02-{day:02d}" for day in range(9, 21)], [NEE] * 12),
    "jaar vooraan wordt niet gelezen": ("datum", ["23-02-01", "23-01-31"], [NEE, NEE]),
    "streepjes en punten": ("datum", ["01-02-2023", "1.3.2023"], [dt.date(2023, 2, 1), dt.date(2023, 3, 1)]),
    "een code die een rekenblad afrondde": ("code", ["1,23457E+11", "000888"], [NEE, "000888"]),
    "een code in een omhulsel": ("code", ['="000888"', "'000888", "000888", '=""'], [*["000888"] * 3, None]),
    "een tekst met een apostrof": ("tekst", ["'t Zand", '="x"'], ["'t Zand", "x"]),
}  # fmt: skip


@pytest.mark.parametrize(("soort", "fields", "values"), KOLOMMEN.values(), ids=KOLOMMEN.keys())
def test_a_column_settles_its_notation(soort: Soort, fields: list[str], values: list[object]) -> None:
    assert read_all(soort, *fields) == values


@given(
    st.lists(st.integers(-(10**8), 10**8), min_size=1, max_size=20),
    st.sampled_from([",.", ".,", ", ", ". ", ",'", ".'", ",\u202f", ",", "."]),
)
def test_amounts_in_cents_survive_any_notation_that_a_column_keeps_to(cents: list[int], signs: str) -> None:
    point, thousand = signs[0], signs[1:]
    fields = [
        f"{cent / 100:,.2f}".replace(",", "_").replace(".", point).replace("_", thousand) for cent in cents
    ]
    assert [round(float(str(value)) * 100) for value in read_all("bedrag", *fields)] == cents


@given(
    st.lists(st.dates(dt.date(2000, 1, 1), dt.date(2029, 12, 31)), min_size=1, max_size=20),
    st.sampled_from(
        ["%d-%m-%Y", "%Y-%m-%d", "%d.%m.%Y", "%Y%m%d", "%Y/%m/%d", "%d/%m/%Y", "%d-%m-%y", "%d/%m/%y"]
    ),
    st.sampled_from(["", " 00:00", " 00:00:00", "T00:00:00", " 0:00:00.000", " 12:00:00 AM"]),
)
def test_dates_survive_any_notation_that_a_column_keeps_to(days: list[dt.date], form: str, time: str) -> None:
    days = [*days, dt.date(2020, 1, 31)]  # settles where the day stands
    assert read_all("datum", *(day.strftime(form) + time for day in days)) == days


@given(st.lists(st.text("0123456789.,- €EUR", max_size=9), max_size=12))
def test_a_field_is_never_read_in_two_ways(fields: list[str]) -> None:
    """What a field is read as in a longer column, it is read as alone, or it is refused in one of them."""
    together = read_all("bedrag", *fields)
    for field, value in zip(fields, together, strict=True):
        (alone,) = read_all("bedrag", field)
        assert NEE in (alone, value) or alone == value


@pytest.mark.parametrize(
    ("soort", "notatie", "usual", "other"),
    [
        (
            "datum",
            ("dag-eerst",),
            ["01-01-1500", "29-02-2024", "31-12-9999"],
            ["29-02-2023", "1-2-2023", "31-12-1499", "01/02/2023"],
        ),
        (
            "datum",
            ("jaar-eerst", "aaneen"),
            ["2023-02-01"],
            ["2023-2-1", "20230201", "2023-13-01", "2023/02/01"],
        ),
        ("datum", ("aaneen",), ["20230201", "99991231"], ["20230230", "2023-02-01"]),
        (
            "bedrag",
            ("heel", "komma"),
            ["1,5", "-12,34", "0,00"],
            ["12", "1.234,56", "1,234", "+1,5", "1e5", ""],
        ),
        ("bedrag", ("heel", "punt"), ["1.5", "-12.34"], ["12", "1,234.56", "1.5.", ".5"]),
        ("decimaal", ("heel", "komma"), ["12,5", "0,25"], ["3", "1,2345"]),
        (
            "getal",
            ("heel", "komma"),
            ["12", "-3", "0012"],
            ["1.234", "12,00", "1_000", " 12", "1234567890123"],
        ),
    ],
)
def test_what_is_usual_is_read_as_everything_is(
    soort: Soort, notatie: tuple[str, ...], usual: list[str], other: list[str]
) -> None:
    known = Notatie(notatie, komma="punt" not in notatie)
    gewoon = read_usual("veld", "gezien", soort, known)
    assert gewoon is not None
    slow = f"{classify('veld', soort)} AS vorm, {cast('veld', 'vorm', soort, known, {})} AS waarde"
    with Storage() as storage:
        storage.add_values("velden", pd.DataFrame({"veld": usual + other}), ["VARCHAR"])
        rows = storage.execute(
            f"SELECT veld, {gewoon.klopt}, {gewoon.waarde} IS NOT DISTINCT FROM waarde, vorm = {gewoon.vorm}"
            f" FROM (SELECT veld, {gewoon.gezien} AS gezien, {slow} FROM velden)"
        )
    assert [(field, same, form) for field, seen, same, form in rows if seen] == [
        (f, True, True) for f in usual
    ]


def test_the_forms_of_all_columns_of_an_extract_fit_in_one_number() -> None:
    """A large extract keeps them so: four bits for each column."""
    assert max(len(vorm.klassen) for vorm in VORMEN.values()) < 16
    columns = ([c for c in dataset.columns if c.soort not in LETTERLIJK] for dataset in DATASETS.values())
    assert max(map(len, columns)) < 16
