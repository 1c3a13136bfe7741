"""Stock and flow of trajecten, on tables that can be counted by hand."""

import pandas as pd
import pytest
from meethulp import calculate, make_invoer

from sdreport.measures.verdieping.stroom import instroom, stand, uitstroom
from sdreport.measures.verdieping.trajecten import add_trajecten

ZORG = """
    clientnummer;werkelijke_begindatum;werkelijke_einddatum;reden_beeindiging
    doorlopend;01-03-2021;;
    stopt;01-03-2021;15-05-2023;19
    stopt-oudjaar;01-02-2023;31-12-2023;19
    begint;10-04-2023;;
    terug;01-01-2022;10-06-2023;19
    terug;20-06-2023;;
    opnieuw;01-01-2022;10-06-2023;19
    opnieuw;20-09-2023;;
    pauze;01-01-2022;10-06-2023;20
    weg;01-01-2020;31-12-2022;19
    overlap;01-01-2022;30-06-2023;19
    overlap;01-06-2023;31-08-2023;19
"""


def list_trajecten(text: str) -> pd.DataFrame:
    """The trajecten of these toewijzingen."""
    data = make_invoer(toewijzingen=text)
    return data.bank().query(f"SELECT * FROM {add_trajecten(data, bijstand=False)}").set_index("clientnummer")


def test_who_stops_on_the_last_day_is_outflow_and_not_in_the_stock() -> None:
    data = make_invoer(toewijzingen=ZORG)
    assert calculate(stand, data) == {"wmo.begin": 6, "wmo.einde": 5}
    assert calculate(instroom, data)["wmo.totaal"] == 3  # stopt-oudjaar, begint, opnieuw
    assert calculate(uitstroom, data)["wmo.totaal"] == 4  # stopt, stopt-oudjaar, opnieuw, overlap
    assert calculate(uitstroom, data)["wmo.12"] == 1


def test_begin_plus_in_minus_out_is_end() -> None:
    data = make_invoer(toewijzingen=ZORG)
    values = calculate(stand, data)
    change = calculate(instroom, data)["wmo.totaal"] - calculate(uitstroom, data)["wmo.totaal"]
    assert values["wmo.begin"] + change == values["wmo.einde"]


def test_a_short_break_and_a_temporary_stop_are_no_outflow() -> None:
    trajecten = list_trajecten(ZORG)
    assert trajecten.loc["terug", "begin"] == pd.Timestamp(2022, 1, 1)
    assert pd.isna(trajecten.loc["terug", "einde"]) and pd.isna(trajecten.loc["pauze", "einde"])
    assert len(trajecten.loc[["opnieuw"]]) == 2
    assert trajecten.loc["overlap", "einde"] == pd.Timestamp(2023, 8, 31)


def test_what_begins_after_a_temporary_stop_says_when_the_traject_ends() -> None:
    """However long the stop took; what ran beside it does not end it, and a second stop leaves it open again."""
    trajecten = list_trajecten("""
        clientnummer;ingangsdatum;einddatum;reden_beeindiging
        hervat;01-01-2022;10-02-2023;20
        hervat;01-06-2023;30-09-2023;19
        ernaast;01-01-2022;10-06-2023;20
        ernaast;01-02-2022;30-09-2023;19
        weer;01-01-2022;10-02-2023;20
        weer;01-06-2023;30-09-2023;20
        """)
    assert len(trajecten) == 3
    assert trajecten.loc["hervat", "einde"] == pd.Timestamp(2023, 9, 30)
    assert pd.isna(trajecten.loc["ernaast", "einde"]) and pd.isna(trajecten.loc["weer", "einde"])
    assert (trajecten["begin"] == pd.Timestamp(2022, 1, 1)).all()


@pytest.mark.parametrize(
    ("terug", "trajecten"), [("08-07-2023", 1), ("09-07-2023", 1), ("10-07-2023", 1), ("11-07-2023", 2)]
)
def test_so_many_free_days_are_no_break(terug: str, trajecten: int) -> None:
    """After 9 June, 10 July comes after 30 days without, which is allowed; 11 July after 31."""
    text = f"clientnummer;ingangsdatum;einddatum\nA;01-01-2023;09-06-2023\nA;{terug};"
    assert len(list_trajecten(text)) == trajecten


def test_records_without_a_person_are_not_of_one_person() -> None:
    text = "clientnummer;ingangsdatum;einddatum\n;01-01-2023;09-06-2023\n;01-02-2023;"
    assert len(list_trajecten(text)) == 2
