"""What comes out of disclosure control: rows that may be published, and nothing else."""

import pytest

from sdreport.disclosure import protect, release, release_history
from sdreport.measures.definitie import Gemeten
from sdreport.project.parameters import Geheimhouding
from sdreport.register.cijfer import Cijfer


@pytest.mark.parametrize(
    ("rijen", "bron"), [(60, "uitkeringen (60 rijen)"), (1, "uitkeringen (1 rij)"), (0, "uitkeringen")]
)
def test_the_source_says_on_how_many_rows_a_number_rests(rijen: int, bron: str) -> None:
    cijfer = Gemeten("a", 2023, {}, 50, "personen", "uitkeringen", "Proef.", rijen, False)
    assert [row.bron for row in release(protect([cijfer], Geheimhouding()), "voorlopig")] == [bron]


def test_a_row_has_the_status_of_the_report_and_nothing_that_is_not_published() -> None:
    gemeten = Gemeten(
        "a", 2023, {"wet": "wmo"}, 50.0, "personen", "uitkeringen", "Proef.", 60, True, 50, (10.0,), ("b.*",)
    )
    (rij,) = release(protect([gemeten], Geheimhouding(drempel=10)), "voorlopig")
    assert rij == Cijfer("a", 2023, {"wet": "wmo"}, 50.0, "personen", "voorlopig", "uitkeringen", "Proef.")
    assert not isinstance(gemeten, Cijfer), "what is measured is no row"


def test_a_hidden_number_is_a_row_without_a_value() -> None:
    gemeten = Gemeten("a", 2023, {}, 3.0, "personen", "uitkeringen", "Proef.", 3, True)
    (rij,) = release(protect([gemeten], Geheimhouding(drempel=10)), "voorlopig")
    assert rij.onderdrukt and rij.bron == "uitkeringen"


def test_rows_of_earlier_years_lose_how_many_rows_they_rest_on() -> None:
    before = Cijfer("a", 2022, {}, 50.0, "personen", "definitief", "uitkeringen (60 rijen)", "Proef.")
    assert [rij.bron for rij in release_history([before], [])] == ["uitkeringen"]
