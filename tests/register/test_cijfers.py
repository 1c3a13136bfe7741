"""The register: addresses, comparisons between years, history, and examples."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdreport.disclosure import protect, release
from sdreport.errors import ConfigurationError
from sdreport.measures.definitie import Gemeten
from sdreport.project.parameters import Geheimhouding
from sdreport.register.cijfer import Cijfer, format_uitsplitsing, parse_uitsplitsing
from sdreport.register.compare import compare, is_comparison
from sdreport.register.files import COLUMNS, format_csv, read_register
from sdreport.register.history import read_history
from sdreport.register.register import Register, mark_status

SLUG = st.text(alphabet="abz019-+=", min_size=1, max_size=8)
KOP = ";".join(COLUMNS)


def rij(
    adres: str, jaar: int, waarde: float | None, eenheid: str = "personen", status: str = "definitief"
) -> Cijfer:
    """A row at an address such as `clienten.wmo.totaal`; its dimensions are called d1, d2, ..."""
    naam, *waarden = adres.split(".")
    uitsplitsing = {f"d{number}": value for number, value in enumerate(waarden, start=1)}
    return Cijfer(naam, jaar, uitsplitsing, waarde, eenheid, status, "proef", "Proef.")


def test_an_address_is_the_indicator_and_the_values_of_its_dimensions_in_order() -> None:
    register = Register([rij("clienten.wmo.totaal", 2023, 1141), rij("kosten_zin", 2023, 5.0)], 2023)
    assert register.get("clienten.wmo.totaal").waarde == 1141
    assert register.get("kosten_zin").waarde == 5.0
    assert register.get("clienten.wmo.totaal").adres == "clienten.wmo.totaal"


@pytest.mark.parametrize(
    ("adres", "waarde"),
    [
        ("clienten.wmo", 30),
        ("clienten.wmo@2023", 30),
        ("clienten.wmo@2022", 20),
        ("clienten.wmo@-1", 20),
        ("clienten.wmo@-2", 10),
        ("clienten.wmo@+1", 40),
    ],
)
def test_a_year_is_the_reported_one_or_absolute_or_so_many_years_away(adres: str, waarde: float) -> None:
    rows = [rij("clienten.wmo", 2020 + number, 10 * number) for number in (1, 2, 3, 4)]
    assert Register(rows, 2023).get(adres).waarde == waarde


def test_values_of_dimensions_may_hold_plus_and_hyphen() -> None:
    register = Register(
        [rij("clienten_leeftijd.wmo.90+.man", 2023, 12), rij("inwoners.65-plus", 2023, 7)], 2023
    )
    assert register.get("clienten_leeftijd.wmo.90+.man").waarde == 12
    assert register.get("inwoners.65-plus").waarde == 7


def test_an_unknown_address_names_the_closest_one_of_that_year() -> None:
    rows = [
        rij("clienten.wmo.totaal", 2023, 1),
        rij("kosten_zin", 2023, 1),
        rij("clienten.wmo.totall", 2022, 1),
    ]
    with pytest.raises(
        ConfigurationError, match=r"'clienten\.wmo\.totaall' over 2023\. Bedoelt u 'clienten\.wmo\.totaal'\?"
    ):
        Register(rows, 2023).get("clienten.wmo.totaall")


def test_an_address_like_no_other_gets_no_suggestion_and_another_year_is_named() -> None:
    register = Register([rij("clienten.wmo.totaal", 2023, 1)], 2023)
    with pytest.raises(ConfigurationError) as caught:
        register.get("xyz")
    assert str(caught.value) == "Er is geen cijfer 'xyz' over 2023."
    with pytest.raises(ConfigurationError, match="over 2019"):
        register.get("clienten.wmo.totaal@2019")


@pytest.mark.parametrize(
    "adres",
    ["", "Clienten", "clienten wmo", "clienten..wmo", "clienten.wmo.", "clienten@", "clienten@x", "a;b"],
)
def test_what_is_no_address_is_told_as_such(adres: str) -> None:
    with pytest.raises(ConfigurationError, match="geen adres"):
        Register([rij("clienten", 2023, 1)], 2023).get(adres)


def test_a_number_that_is_there_twice_is_refused_with_its_address_and_year() -> None:
    with pytest.raises(ConfigurationError, match=r"clienten\.wmo van 2023 staat twee keer"):
        Register([rij("clienten.wmo", 2023, 1), rij("clienten.wmo", 2023, 1)], 2023)


def test_the_same_address_in_two_years_is_no_repetition() -> None:
    assert len(Register([rij("clienten.wmo", 2023, 1), rij("clienten.wmo", 2022, 1)], 2023).rijen) == 2


def test_rows_are_selected_by_indicator_year_and_dimension() -> None:
    rows = [rij("a.x.p", 2023, 1), rij("a.x.q", 2023, 2), rij("a.y.p", 2022, 3), rij("b.x.p", 2023, 4)]
    register = Register(rows, 2023)
    assert [row.waarde for row in register.select("a")] == [1, 2, 3]
    assert [row.waarde for row in register.select("a", 2023)] == [1, 2]
    assert [row.waarde for row in register.select("a", d1="x", d2="q")] == [2]
    assert register.select("c") == []


def test_a_number_is_found_by_its_address_and_year_or_not_at_all() -> None:
    register = Register([rij("a.x", 2022, 1)], 2023)
    assert register.find("a.x", 2022) is register.rijen[0]
    assert register.find("a.x", 2023) is None
    assert register.find("a", 2022) is None


def compared(before: Cijfer, now: Cijfer) -> dict[str, tuple[float | None, str]]:
    return {row.adres: (row.waarde, row.eenheid) for row in compare([before, now], 2023)}


@pytest.mark.parametrize(
    ("before", "now", "verschil", "groei"),
    [
        (400, 300, -100, -25),
        (300, 400, 100, 33.3333),
        (300, 300, 0, 0),
        (0.1, 0.3, 0.2, 200),
        (8, 0, -8, -100),
    ],
)
def test_a_comparison_gives_the_difference_and_the_growth_with_their_signs(
    before: float, now: float, verschil: float, groei: float
) -> None:
    assert compared(rij("clienten.wmo", 2022, before), rij("clienten.wmo", 2023, now)) == {
        "clienten_verschil.wmo": (verschil, "personen"),
        "clienten_groei.wmo": (groei, "%"),
    }


@pytest.mark.parametrize("before", [0, -100])
def test_growth_from_zero_or_less_is_left_out(before: float) -> None:
    values = compared(rij("saldo", 2022, before, "euro"), rij("saldo", 2023, 50, "euro"))
    assert values == {"saldo_verschil": (50 - before, "euro")}


def test_a_share_is_compared_in_percentage_points_only() -> None:
    values = compared(rij("aandeel", 2022, 50.25, "%"), rij("aandeel", 2023, 49.5, "%"))
    assert values == {"aandeel_verschil": (-0.75, "procentpunt")}


@pytest.mark.parametrize(
    ("before", "now", "weakest"),
    [
        ("definitief", "definitief", "definitief"),
        ("voorbeeld", "definitief", "voorbeeld"),
        ("definitief", "voorlopig", "voorlopig"),
        ("voorbeeld", "voorlopig", "voorbeeld"),
    ],
)
def test_a_comparison_has_the_weakest_status_of_the_two(before: str, now: str, weakest: str) -> None:
    rows = compare([rij("a", 2022, 1, status=before), rij("a", 2023, 2, status=now)], 2023)
    assert {row.status for row in rows} == {weakest}


@pytest.mark.parametrize(("before", "now"), [(None, 5), (5, None), (None, None)])
def test_the_comparison_of_a_hidden_value_is_hidden(before: float | None, now: float | None) -> None:
    assert compared(rij("a", 2022, before), rij("a", 2023, now)) == {
        "a_verschil": (None, "personen"),
        "a_groei": (None, "%"),
    }


def test_only_the_year_before_is_compared_with() -> None:
    rows = [rij("a", 2021, 1), rij("a", 2023, 2), rij("b", 2022, 1), rij("c", 2023, 1)]
    assert list(compare(rows, 2023)) == []


def test_comparisons_are_known_as_such_and_other_rows_are_not() -> None:
    rows = [rij("a", 2022, 1), rij("a", 2023, 2)]
    assert not any(is_comparison(row) for row in rows)
    assert all(is_comparison(row) for row in compare(rows, 2023))


@given(before=st.integers(1, 10**9), now=st.integers(0, 10**9))
def test_difference_and_growth_agree(before: int, now: int) -> None:
    values = compared(rij("a", 2022, before), rij("a", 2023, now))
    verschil, groei = values["a_verschil"][0], values["a_groei"][0]
    assert verschil == now - before
    assert groei == pytest.approx(100 * verschil / before, abs=0.00006)


@pytest.mark.parametrize(
    ("pattern", "examples"),
    [
        ("bijstand.bbz", ["bijstand.bbz"]),
        ("bijstand.*", ["bijstand.bbz", "bijstand.totaal"]),
        ("bijstand", ["bijstand"]),
        ("*.totaal", ["bijstand.totaal"]),
        ("Bijstand.*", []),
        ("bij", []),
    ],
)
def test_a_pattern_marks_the_addresses_it_matches_in_full(pattern: str, examples: list[str]) -> None:
    rows = [rij("bijstand.bbz", 2023, 1), rij("bijstand.totaal", 2023, 1), rij("bijstand", 2023, 1)]
    marked = list(mark_status(rows, [pattern], "voorbeeld"))
    assert [row.adres for row in marked if row.status == "voorbeeld"] == examples
    assert [row.adres for row in marked] == [row.adres for row in rows]


@pytest.mark.parametrize(
    ("rijen", "bron"), [(60, "uitkeringen (60 rijen)"), (1, "uitkeringen (1 rij)"), (0, "uitkeringen")]
)
def test_the_source_says_on_how_many_rows_a_number_rests(rijen: int, bron: str) -> None:
    cijfer = Gemeten("a", 2023, {}, 50, "personen", "uitkeringen", "Proef.", rijen, False)
    assert [row.bron for row in release(protect([cijfer], Geheimhouding()), "voorlopig")] == [bron]


@given(st.dictionaries(st.text(alphabet="ab_", min_size=1), SLUG, max_size=4))
def test_a_breakdown_survives_writing_and_reading(uitsplitsing: dict[str, str]) -> None:
    text = format_uitsplitsing(uitsplitsing)
    assert parse_uitsplitsing(text) == uitsplitsing
    assert list(parse_uitsplitsing(text)) == list(uitsplitsing)


def history_file(folder: Path, jaar: int, *lines: str) -> Path:
    path = folder / f"{jaar}.csv"
    path.write_text("\n".join([KOP, *lines]) + "\n", encoding="utf-8")
    return path


def test_history_is_read_from_the_files_of_earlier_years_only(tmp_path: Path) -> None:
    for jaar in (2021, 2022, 2023):
        history_file(
            tmp_path, jaar, f'clienten;{jaar};"wet=wmo;voorziening=totaal";1,5;personen;voorbeeld;nee;b;d'
        )
    (tmp_path / "leesmij.csv").write_text("x")
    rows = read_history(tmp_path, 2023)
    assert [(row.jaar, row.adres, row.waarde) for row in rows] == [
        (2021, "clienten.wmo.totaal", 1.5),
        (2022, "clienten.wmo.totaal", 1.5),
    ]


def test_without_history_there_are_no_rows(tmp_path: Path) -> None:
    assert read_history(tmp_path, 2023) == []


def test_a_row_of_another_year_in_a_history_file_is_an_error(tmp_path: Path) -> None:
    history_file(
        tmp_path, 2022, "a;2022;;1;personen;definitief;nee;b;d", "a;2202;;1;personen;definitief;nee;b;d"
    )
    with pytest.raises(ConfigurationError, match=r"2022\.csv.*alleen rijen van 2022, niet van 2202"):
        read_history(tmp_path, 2023)


VALUES = st.one_of(
    st.none(),
    st.integers(-(10**12), 10**12).map(float),
    st.integers(-(10**14), 10**14).map(lambda cents: cents / 100),
    st.floats(-100, 100).map(lambda value: round(value, 4) + 0.0),
)


@given(values=st.lists(VALUES, max_size=8), status=st.sampled_from(["definitief", "voorlopig", "voorbeeld"]))
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
        ("a;2022;;1.141;personen;definitief;nee;b;d", "regel 2: deze rij"),
        ("a;2022;;1.141,5;personen;definitief;nee;b;d", "regel 2: deze rij"),
        ("a;2022;;;personen;definitief;nee;b;d", "regel 2: deze rij"),
        ("a;2022;;nan;personen;definitief;nee;b;d", "regel 2: deze rij"),
        ("a;2022;;veel;personen;definitief;nee;b;d", "regel 2: deze rij"),
        ("a;vorig jaar;;1;personen;definitief;nee;b;d", "regel 2: deze rij"),
        ("a;2022;wmo;1;personen;definitief;nee;b;d", "regel 2: deze rij"),
        ("a;2022;;1;personen;zeker;nee;b;d", "regel 2: de status"),
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
