"""Published rows as text: nothing is lost, and what is missing is empty."""

import pandas as pd

from sdreport.plannen.rows import to_rijteksten


def test_every_kind_of_column_is_plain_text() -> None:
    frame = pd.DataFrame(
        {
            "tekst": pd.Series(["a; b", None], dtype="str"),
            "getal": pd.Series([1250, None], dtype="Int64"),
            "bedrag": pd.Series([2500.0, 0.1 + 0.2]),
            "datum": pd.to_datetime(pd.Series(["2019-09-15", None])),
        },
    ).set_axis([2, 5])
    assert list(to_rijteksten(frame)) == [
        {"tekst": "a; b", "getal": "1250", "bedrag": "2500", "datum": "2019-09-15", "regelnummer": "2"},
        {"tekst": "", "getal": "", "bedrag": "0.3", "datum": "", "regelnummer": "5"},
    ]
