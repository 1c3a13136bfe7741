"""Numbers of earlier years: what cannot be is told with its file and line, and what can be is read."""

from pathlib import Path

import pytest

from sdreport.errors import ConfigurationError
from sdreport.register.history import read_history
from sdreport.stages.check_register import to_lijst

ROOT = Path(__file__).parents[2]
JAAR = 2023


def write_history(tmp_path: Path, row: str) -> Path:
    """A folder with a register of one row: indicator, year, breakdown (`|` between its parts), value and unit."""
    folder = tmp_path / "data" / "history"
    folder.mkdir(parents=True)
    head = (ROOT / "data" / "history" / "2021.csv").read_text(encoding="utf-8").splitlines()[0]
    indicator, jaar, where, *rest = row.split(";")
    text = ";".join([indicator, jaar, f'"{where.replace("|", ";")}"', *rest])
    (folder / "2021.csv").write_text(f"{head}\n{text};definitief;nee;proef;\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("where", "said"),
    [("plan=totaal", "plan"), ('"post=totaal;onderdeel=wmo;fase=werkelijk"', "post, onderdeel, fase")],
)
def test_a_number_of_the_history_divided_in_another_way_is_told_with_file_and_line(
    where: str, said: str, tmp_path: Path
) -> None:
    folder = tmp_path / "data" / "history"
    folder.mkdir(parents=True)
    text = (ROOT / "data" / "history" / "2021.csv").read_text(encoding="utf-8")
    other = f"begroting;2021;{where};5;euro;voorbeeld;nee;voorbeeld;"
    (folder / "2021.csv").write_text(f"{text.rstrip()}\n{other}\n", encoding="utf-8")
    with pytest.raises(ConfigurationError) as told:
        list(map(to_lijst, read_history(folder, JAAR)))
    (fault,) = told.value.faults
    assert (fault.file, fault.column) == ("history/2021.csv", "uitsplitsing")
    assert fault.lines == (len(text.rstrip().splitlines()) + 1,)
    assert fault.what == f"begroting wordt uitgesplitst naar onderdeel, post, fase, niet naar {said}."


@pytest.mark.parametrize(
    ("value", "unit", "column"),
    [
        ("-5", "personen", "waarde"),
        ("5,5", "personen", "waarde"),
        ("5", "euro", "eenheid"),
        ("5", "", "eenheid"),
    ],
)
def test_persons_of_an_earlier_year_are_counted_in_persons(
    tmp_path: Path, value: str, unit: str, column: str
) -> None:
    folder = write_history(tmp_path, f"clienten;2021;wet=wmo|voorziening=totaal;{value};{unit}")
    with pytest.raises(ConfigurationError) as told:
        list(map(to_lijst, read_history(folder, JAAR)))
    assert [(fault.file, fault.lines, fault.column) for fault in told.value.faults] == [
        ("history/2021.csv", (2,), column)
    ]


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        ("xyzzy;2021;wet=wmo;5;personen", "indicator", "zo heet geen cijfer. Haal"),
        (
            "clienten_leeftijdd;2021;wet=wmo;5;personen",
            "indicator",
            "zo heet geen cijfer. Bedoelt u 'clienten_leeftijd'?",
        ),
        ("klanten_groei;2021;;5;%", "indicator", "zo heet geen cijfer."),
        ("kosten_perceel;2021;perceel=dagbesteding;5;x", "eenheid", "kosten_perceel telt in 'euro'"),
        (
            "kosten_perceel;2021;perceel=dagbesteding;5;duizend euro",
            "eenheid",
            "kosten_perceel telt in 'euro'",
        ),
        ("telling_aandeel;2021;telling=a|categorie=b;0,5;deel", "eenheid", "telling_aandeel telt in '%'"),
        (
            "telling_aandeel;2021;telling=a|categorie=b;100,5;%",
            "waarde",
            "telling_aandeel is een percentage: ",
        ),
        ("telling_aandeel;2021;telling=a|categorie=b;-1;%", "waarde", "telling_aandeel is een percentage: "),
        (
            "nog_lopend;2021;wet=wmo|maanden=03;977;%",
            "waarde",
            "nog_lopend is een percentage: hier hoort een g",
        ),
        (
            "raming_verschil_aandeel;2021;onderdeel=wmo|post=a;101;%",
            "waarde",
            "raming_verschil_aandeel is een",
        ),
        ("kosten_perceel;2021;perceel=a;10000000001;euro", "waarde", "kosten_perceel is in euro: hier hoort"),
        (
            "kosten_perceel;2021;perceel=a;-10000000001;euro",
            "waarde",
            "kosten_perceel is in euro: hier hoort",
        ),
        (
            "energietoeslag_huishoudens;2021;;-3;huishoudens",
            "waarde",
            "energietoeslag_huishoudens telt huish",
        ),
        (
            "energietoeslag_huishoudens;2021;;3,5;huishoudens",
            "waarde",
            "energietoeslag_huishoudens telt huis",
        ),
        (
            "energietoeslag_huishoudens;2021;;20000001;huishoudens",
            "waarde",
            "energietoeslag_huishoudens telt",
        ),
    ],
)
def test_an_unknown_number_or_unit_of_an_earlier_year_is_told_with_its_place(
    row: str, column: str, said: str, tmp_path: Path
) -> None:
    folder = write_history(tmp_path, row)
    with pytest.raises(ConfigurationError) as told:
        list(map(to_lijst, read_history(folder, JAAR)))
    (fault,) = told.value.faults
    assert (fault.file, fault.lines, fault.column) == ("history/2021.csv", (2,), column)
    assert fault.what.startswith(said)


@pytest.mark.parametrize(
    "row",
    [
        "raming_verschil;2021;onderdeel=wmo|post=a;-250000,5;euro",
        "raming_verschil_aandeel;2021;onderdeel=wmo|post=a;-340,2;%",
        "telling_aandeel;2021;telling=a|categorie=b;100;%",
        "clienten_groei;2021;wet=wmo|voorziening=totaal;240;%",
        "clienten_verschil;2021;wet=wmo|voorziening=totaal;-12;personen",
        "kosten_perceel;2021;perceel=a;-12,5;euro",
    ],
)
def test_numbers_that_can_be_are_read(row: str, tmp_path: Path) -> None:
    (lijst,) = map(to_lijst, read_history(write_history(tmp_path, row), JAAR))
    assert len(lijst.getallen) == 1


@pytest.mark.parametrize("indicator", ["vergelijking", "doelindicator", "clienten_per_1000", "kerngetal"])
def test_numbers_that_come_in_several_units_or_are_made_afterwards_are_known(
    indicator: str, tmp_path: Path
) -> None:
    named = {"vergelijking": "maat=wmo|wie=land", "doelindicator": "programma=a|indicator=b"}
    folder = write_history(tmp_path, f"{indicator};2021;{named.get(indicator, 'naam=x')};5;anders")
    assert list(map(to_lijst, read_history(folder, JAAR)))
