"""A register read from CSV: what was written comes back, and what cannot be read is told with its line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from registerhulp import history_file

from sdreport.errors import ConfigurationError
from sdreport.register.cijfer import STATUSSEN, Cijfer
from sdreport.register.files import format_csv, read_lines, read_register

VALUES = st.one_of(
    st.none(),
    st.integers(-(10**12), 10**12).map(float),
    st.integers(-(10**14), 10**14).map(lambda cents: cents / 100),
    st.floats(-100, 100).map(lambda value: round(value, 4) + 0.0),
)


@given(values=st.lists(VALUES, max_size=8), status=st.sampled_from(STATUSSEN))
def test_a_register_survives_writing_and_reading(tmp_path_factory, values, status) -> None:  # type: ignore[no-untyped-def]
    rows = [
        Cijfer(
            "a",
            2022,
            {"d": f"v-{number}"},
            value,
            "euro",
            status,
            'bron; met "tekens"',
            "Eén definitie, met ; erin",
        )
        for number, value in enumerate(values)
    ]
    path = tmp_path_factory.mktemp("history") / "2022.csv"
    path.write_bytes(format_csv(rows).encode("utf-8-sig"))
    assert read_register(path) == rows


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("a;2022;;1.141;personen;definitief;nee;b;d", "regel 2, waarde: hier hoort een getal"),
        ("a;2022;;1.141,5;personen;definitief;nee;b;d", "regel 2, waarde: hier hoort een getal"),
        ("a;2022;;;personen;definitief;nee;b;d", "regel 2, waarde: hier hoort een getal"),
        ("a;2022;;nan;personen;definitief;nee;b;d", "regel 2, waarde: hier hoort een getal"),
        ("a;2022;;1e20;euro;definitief;nee;b;d", "regel 2, waarde: hier hoort een getal"),
        ("a;2022;;100000000000000000000;euro;definitief;nee;b;d", "regel 2, waarde: hier hoort een getal"),
        ("a;vorig jaar;;1;personen;definitief;nee;b;d", "regel 2, jaar: hier hoort een jaar"),
        ("A b;2022;;1;personen;definitief;nee;b;d", "regel 2, indicator: hier hoort de naam"),
        ("a;2022;wmo;1;personen;definitief;nee;b;d", "regel 2, uitsplitsing: hier horen namen"),
        ('a;2022;"d=x;d=y";1;personen;definitief;nee;b;d', "regel 2, uitsplitsing: hier horen namen"),
        ("a;2022;;7;personen;definitief;ja: klein aantal;b;d", "regel 2, waarde: een afgeschermd cijfer"),
        ("a;2022;;7;personen;definitief;Ja;b;d", "regel 2, onderdrukt: hier hoort nee"),
        ("a;2022;;1;personen;zeker;nee;b;d", "regel 2, status: de status is geen"),
        ("a;2022;;1;personen;definitief;nee;b", "regel 2: het aantal velden"),
        ("a;2022;;1;personen;definitief;nee;b;d;e", "regel 2: het aantal velden"),
    ],
)
def test_a_bad_row_of_a_register_is_told_with_file_and_line(tmp_path: Path, line: str, message: str) -> None:
    with pytest.raises(ConfigurationError, match=rf"2022\.csv, {message}"):
        read_register(history_file(tmp_path, 2022, line))


def test_a_register_with_other_columns_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "2022.csv"
    path.write_text("indicator;jaar\na;2022\n", encoding="utf-8")
    with pytest.raises(
        ConfigurationError, match=r"2022\.csv: de kolommen horen te zijn: indicator, jaar, uitsplitsing"
    ):
        read_register(path)


def test_a_register_that_is_no_utf8_is_refused(tmp_path: Path) -> None:
    path = history_file(tmp_path, 2022)
    path.write_bytes(path.read_bytes() + "a;2022;;1;personen;definitief;nee;één;d\n".encode("cp1252"))
    with pytest.raises(ConfigurationError, match=r"2022\.csv: dit is geen leesbaar CSV-bestand in UTF-8"):
        read_register(path)


def test_every_row_has_its_line(tmp_path: Path) -> None:
    rows = ["a;2022;;1;personen;definitief;nee;b;d", "a;2022;d=x;2;personen;definitief;nee;b;d"]
    assert [(line, rij.adres) for line, rij in read_lines(history_file(tmp_path, 2022, *rows))] == [
        (2, "a"),
        (3, "a.x"),
    ]


def test_a_number_that_is_there_twice_is_told_with_both_lines(tmp_path: Path) -> None:
    rows = [f"a;2022;d={name};1;personen;definitief;nee;b;d" for name in ("x", "y", "x")]
    with pytest.raises(ConfigurationError, match=r"2022\.csv, regel 4: a\.x van 2022 staat ook op regel 2"):
        read_register(history_file(tmp_path, 2022, *rows))
