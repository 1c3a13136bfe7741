"""Text to types: what is read, what is refused, and that nothing is read as something else."""

import datetime as dt

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sdreport.intake.cast import cast_column
from sdreport.intake.catalogue.definition import Column, Soort


def read(soort: Soort, text: str) -> object:
    """The typed value of one field; None when it is empty, 'geweigerd' when it cannot be read."""
    values, rejected = cast_column(pd.Series([text], dtype="str"), Column("veld", soort, ""))
    if rejected.iloc[0]:
        return "geweigerd"
    return None if pd.isna(values.iloc[0]) else values.iloc[0]


def dutch_number(number: int) -> str:
    return f"{number:,}".replace(",", ".")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("1250", 1250),
        ("1.250", 1250),
        ("1.234.567", 1234567),
        ("-12", -12),
        (" 12 ", 12),
        ("\u00a012", 12),
        ("007", 7),
        ("999.999.999.999", 999_999_999_999),
        ("1 250", 1250),
        ("12\u202f345\u202f678", 12345678),
        ("12-", -12),
        ("(12)", -12),
        ("12,0", 12),
        ("12.00", 12),
        ("1250,-", 1250),
        ("11,999999999999998", 12),
    ],
)
def test_whole_numbers_are_read_with_and_without_thousand_dots(text: str, value: int) -> None:
    assert read("getal", text) == value


@pytest.mark.parametrize(
    "text",
    [
        "twaalf",
        "1,5",
        "1.25",
        "12.50",
        "1.2500",
        "1,250",
        "1.000",
        "1  250",
        "12 50",
        "0 250",
        "0.275",
        "€ 12",
        "--1",
        "-1-",
        "+-1",
        "1e3",
        "0x1F",
        "NaN",
        "inf",
        "٣",
        "12m",
        "9999999999999",
        "99999999999999999999",
        "9.999.999.999.999",
    ],
)
def test_what_is_not_surely_a_whole_number_is_refused(text: str) -> None:
    assert read("getal", text) == "geweigerd"


@pytest.mark.parametrize(
    ("text", "euro"),
    [
        ("1250", 1250.0),
        ("1250,5", 1250.5),
        ("1250,50", 1250.5),
        ("1.250,50", 1250.5),
        ("€ 1.250,50", 1250.5),
        ("€1250", 1250.0),
        ("€\u00a01.250,-", 1250.0),
        ("1.250,-", 1250.0),
        ("0,05", 0.05),
        ("-12,30", -12.3),
        ("-€ 12,30", -12.3),
        ("€ -12,30", -12.3),
        (" 5,00 ", 5.0),
        ("10 000,00", 10000.0),
        ("10\u00a0000,00", 10000.0),
        ("1\u202f234\u202f567,89", 1234567.89),
        ("10\u2009000,5", 10000.5),
        ("1'250,50", 1250.5),
        ("EUR 5", 5.0),
        ("eur5,25", 5.25),
        ("Euro 1.250,50", 1250.5),
        ("5 euro", 5.0),
        ("5,25 EUR", 5.25),
        ("5,25€", 5.25),
        ("12,50-", -12.5),
        ("12,50 -", -12.5),
        ("- 12,50", -12.5),
        ("\u221212,50", -12.5),
        ("(12,50)", -12.5),
        ("(€ 1.250,50)", -1250.5),
        ("€ (5,00)", -5.0),
        ("€ 12,50-", -12.5),
        ("-12,50 EUR", -12.5),
        ("+12,50", 12.5),
        ("5,--", 5.0),
        ("1.234.567", 1234567.0),
        ("2572.65", 2572.65),
        ("1,234.56", 1234.56),
        ("1.2", 1.2),
        ("12.3400", 12.34),
        ("21,760000000000218", 21.76),
        ("4,999999999999999", 5.0),
        ("0,30000000000000004", 0.3),
        ("1,8E-15", 0.0),
        ("1e+05", 100000.0),
        ("-3e+06", -3000000.0),
        ("1.2e+07", 12000000.0),
        ("1,2e+08", 120000000.0),
        ("-2,27373675443232E-13", 0.0),
        ('="12,50"', 12.5),
        ("'12,50", 12.5),
    ],
)
def test_amounts_are_read_in_the_ways_the_dutch_write_them(text: str, euro: float) -> None:
    assert read("bedrag", text) == euro


@pytest.mark.parametrize(
    "text",
    [
        "1.234",
        "1,234",
        "12,345",
        "1.2345,00",
        "12.34,00",
        "1.250,5,0",
        "1 250.000",
        "10 00,00",
        ",50",
        "5,",
        "€",
        "EUR",
        "0.275",
        "12,345678",
        "1,5E+03",
        "1E+05",
        "1e+04",
        "1.2e+05",
        "1.25e+08",
        "12e+05",
        "1e+5",
        "$ 5",
        "(-5,00)",
        "-(5,00)",
        "(5,00",
        "-5-",
        "5+-",
        "--5",
        "€ € 5",
        "5%",
        "n.v.t.",
        "-",
        "nan",
        "1e5",
        "٣,٥",
        "1234567890123",
    ],
)
def test_what_is_not_surely_an_amount_is_refused(text: str) -> None:
    assert read("bedrag", text) == "geweigerd"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31-12-2023", dt.date(2023, 12, 31)),
        ("1-1-2023", dt.date(2023, 1, 1)),
        ("29-02-2024", dt.date(2024, 2, 29)),
        (" 05-06-1931 ", dt.date(1931, 6, 5)),
        ("31-12-9999", dt.date(9999, 12, 31)),
        ("31.12.2023", dt.date(2023, 12, 31)),
        ("31/12/2023", dt.date(2023, 12, 31)),
        ("2023-12-31", dt.date(2023, 12, 31)),
        ("2023/12/31", dt.date(2023, 12, 31)),
        ("20231231", dt.date(2023, 12, 31)),
        ("2023-12-31T00:00:00", dt.date(2023, 12, 31)),
        ("31-12-2023 12:00:00 AM", dt.date(2023, 12, 31)),
        ("31/12/2023 9:15 pm", dt.date(2023, 12, 31)),
        ("2023-12-31 0:00:00", dt.date(2023, 12, 31)),
        ("2023-12-31 14:05:33.123456", dt.date(2023, 12, 31)),
        ("2023-12-31T00:00:00Z", dt.date(2023, 12, 31)),
        ("2023-12-31T00:00:00+01:00", dt.date(2023, 12, 31)),
        ("31-12-2023 0:00", dt.date(2023, 12, 31)),
        ("31-12-2023 23:59:59", dt.date(2023, 12, 31)),
        ("31-12-23", dt.date(2023, 12, 31)),
        ("31-12-99", dt.date(1999, 12, 31)),
        ("31 december 2023", dt.date(2023, 12, 31)),
        ("1-mrt-2023", dt.date(2023, 3, 1)),
        ("1 MEI 23", dt.date(2023, 5, 1)),
        ('="31-12-2023"', dt.date(2023, 12, 31)),
    ],
)
def test_dates_are_read_as_day_month_year(text: str, day: dt.date) -> None:
    assert read("datum", text) == pd.Timestamp(day)


@pytest.mark.parametrize(
    "text",
    [
        "30-02-2023",
        "29-02-2023",
        "31-04-2023",
        "12-31-2023",
        "00-01-2023",
        "01-00-2023",
        "01-02-25",
        "23-12-31",
        "31-12-45",
        "01/02/2023",
        "12/31/2023",
        "12/31/23",
        "01-02-0025x",
        "2023-31-12",
        "2023-02-30",
        "31122023",
        "20231301",
        "2022-12-31T23:00:00Z",
        "2022-12-31 23:00:00",
        "31-12-2022 11:00:00 PM",
        "31-12-2022 13:00:00 PM",
        "2022-12-31T22:30:00Z",
        "31-12-2023 25:00",
        "31-12/2023",
        "31 foo 2023",
        "45291",
        "01-01-0000",
        "٠١-01-2023",
    ],
)
def test_dates_that_do_not_exist_or_are_written_otherwise_are_refused(text: str) -> None:
    assert read("datum", text) == "geweigerd"


@pytest.mark.parametrize("soort", ["getal", "bedrag", "datum", "code", "tekst"])
@pytest.mark.parametrize("text", ["", "  ", "\u00a0", "NULL", "(null)", r"\N"])
def test_an_empty_field_is_missing_and_not_refused(soort: Soort, text: str) -> None:
    assert read(soort, text) is None


@pytest.mark.parametrize(
    "text",
    [
        "007",
        "01",
        "01A03",
        "1.250",
        "2022-2023",
        "NA",
        "null",
        "nan",
        "None",
        "1e5",
        ".",
        "NULL en niets",
        "Noord",
        "(nul)",
    ],
)
def test_codes_are_taken_over_literally_with_their_leading_zeros(text: str) -> None:
    assert read("code", text) == text
    assert read("tekst", text) == text


@pytest.mark.parametrize(
    ("soort", "dtype"),
    [
        ("code", "str"),
        ("tekst", "str"),
        ("getal", "Int64"),
        ("bedrag", "float64"),
        ("datum", "datetime64[us]"),
    ],
)
def test_each_kind_has_one_type_whatever_the_column_holds(soort: Soort, dtype: str) -> None:
    good = {"code": "01", "tekst": "x", "getal": "1", "bedrag": "1,50", "datum": "01-02-2023"}[soort]
    values, _ = cast_column(pd.Series([good, ""], dtype="str"), Column("veld", soort, ""))
    assert str(values.dtype).replace("[s]", "[us]") == dtype


def test_values_and_rejects_keep_the_line_numbers_of_the_file() -> None:
    text = pd.Series(["1", "een", "", "2"], index=[2, 3, 5, 9], dtype="str")
    values, rejected = cast_column(text, Column("aantal", "getal", ""))
    assert list(values.index) == [2, 3, 5, 9]
    assert list(rejected.index[rejected]) == [3]


@given(
    cents=st.integers(min_value=-(10**14) + 1, max_value=10**14 - 1), euro=st.sampled_from(["", "€ ", "€"])
)
def test_every_amount_in_cents_survives_dutch_notation(cents: int, euro: str) -> None:
    whole, rest = divmod(abs(cents), 100)
    sign = "-" if cents < 0 else ""
    value = read("bedrag", f"{sign}{euro}{dutch_number(whole)},{rest:02d}")
    assert isinstance(value, float)
    assert round(value * 100) == cents


@given(number=st.integers(min_value=-(10**12) + 1, max_value=10**12 - 1), dots=st.booleans())
def test_every_whole_number_survives_with_and_without_dots(number: int, dots: bool) -> None:
    assume(not (dots and number % 1000 == 0 and 1000 <= abs(number) < 1_000_000))  # 1.000 alone can also be 1
    assert read("getal", dutch_number(number) if dots else str(number)) == number


@given(day=st.dates(min_value=dt.date(1500, 1, 1)))
def test_every_date_survives(day: dt.date) -> None:
    value = read("datum", day.strftime("%d-%m-%Y"))
    assert isinstance(value, pd.Timestamp)
    assert value.date() == day


@given(
    text=st.text(alphabet="019٣.,-€ \u00a0\t/ex", max_size=12),
    soort=st.sampled_from(["getal", "bedrag", "datum"]),
)
def test_a_filled_field_is_either_read_or_refused_and_never_lost(text: str, soort: Soort) -> None:
    filled = text.replace("\u00a0", " ").strip() not in ("", ".", "'.")
    assert (read(soort, text) is None) == (not filled)
