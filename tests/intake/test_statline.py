"""Tables of StatLine in both forms of OData, as CBS gives them, to rows of the extract landelijk."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from sdreport.errors import ConfigurationError
from sdreport.intake.statline import Onderwerp, is_statline, load_onderwerpen, read_statline, write_landelijk

VERSIE_3: dict[str, Any] = {
    "odata.metadata": "https://opendata.cbs.nl/ODataApi/OData/84909NED/$metadata#Cbs.OData.WebAPI.TypedDataSet",
    "value": [
        {
            "ID": 1,
            "RegioS": "NL01  ",
            "Perioden": "2022JJ00",
            "Geslacht": "T001038",
            "Gebruik_1": 700,
            "Ander_2": 3,
        },
        {"ID": 2, "RegioS": "GM0001", "Perioden": "2022JJ00", "Geslacht": "T001038", "Gebruik_1": 650.5},
        {"ID": 3, "RegioS": "GM0001", "Perioden": "2022JJ00", "Geslacht": "3000", "Gebruik_1": 600},
        {"ID": 4, "RegioS": "GM0002", "Perioden": "2022JJ00", "Geslacht": "T001038", "Gebruik_1": None},
        {"ID": 5, "RegioS": "PV26  ", "Perioden": "2022JJ00", "Geslacht": "T001038", "Gebruik_1": 1},
        {"ID": 6, "RegioS": "GM0001", "Perioden": "2022KW01", "Geslacht": "T001038", "Gebruik_1": 2},
    ],
}
GEEN_GETAL = ("NaN", "Infinity", "1e999", "9" * 400)
VERSIE_4: dict[str, Any] = {
    "@odata.context": "https://datasets.cbs.nl/odata/v1/CBS/84909NED/$metadata#Observations",
    "value": [
        {"Id": 1, "Measure": "M004200", "RegioS": "NL01", "Perioden": "2022JJ00", "Geslacht": "T001038",
         "Value": 700.0,
         "ValueAttribute": "None", "StringValue": None},
        {"Id": 2, "Measure": "M004200", "RegioS": "GM0001", "Perioden": "2022JJ00", "Geslacht": "T001038",
         "Value": 650.5},
        {"Id": 3, "Measure": "M009999", "RegioS": "GM0001", "Perioden": "2022JJ00", "Geslacht": "T001038",
         "Value": 8.0},
        {"Id": 4, "Measure": "M004200", "RegioS": "GM0002", "Perioden": "2022JJ00", "Geslacht": "T001038",
         "Value": None},
    ],
}  # fmt: skip
WAARBIJ = "Geslacht=T001038"
GELEZEN = [("wmo", "NL01", 2022, 700.0), ("wmo", "GM0001", 2022, 650.5)]


def save(tmp_path: Path, content: Any) -> Path:
    path = tmp_path / "tabel.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    os.utime(path, (1_700_000_000, 1_700_000_000))
    return path


def read(path: Path, onderwerp: str, waarbij: str = WAARBIJ) -> list[tuple[str, str, int, float]]:
    found = read_statline(path, [Onderwerp("84909ned", onderwerp, "wmo", waarbij)])
    assert {(one.bron, one.datum) for one in found} == {("CBS StatLine, tabel 84909ned", "14-11-2023")}
    return [(one.maat, one.gebied, one.jaar, one.waarde) for one in found]


@pytest.mark.parametrize(("content", "onderwerp"), [(VERSIE_3, "Gebruik_1"), (VERSIE_4, "M004200")])
def test_both_forms_give_municipalities_and_the_country_of_years(
    tmp_path: Path, content: dict[str, Any], onderwerp: str
) -> None:
    path = save(tmp_path, content)
    assert is_statline(path)
    assert read(path, onderwerp) == GELEZEN


def test_another_file_is_no_table_of_statline(tmp_path: Path) -> None:
    assert not is_statline(save(tmp_path, {"metadata": {}, "data": []}))
    assert not is_statline(save(tmp_path, "geen json"))


def test_two_values_for_one_region_and_year_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="GM0001 in 2022 meer dan één waarde"):
        read(save(tmp_path, VERSIE_3), "Gebruik_1", "")


@pytest.mark.parametrize(
    ("content", "onderwerp", "said"),
    [
        (VERSIE_3, "Gebruik_9", "geen cijfers 'Gebruik_9'"),
        (
            {**VERSIE_3, "odata.metadata": "https://x/OData/1234NED/$metadata"},
            "Gebruik_1",
            "Tabel 1234NED staat niet",
        ),
        (
            {**VERSIE_3, "odata.metadata": f"/{'9' * 100_000}/$metadata"},
            "Gebruik_1",
            "^tabel.json is geen tabel van StatLine",
        ),
        ({**VERSIE_4, "@odata.nextLink": "https://x"}, "M004200", "niet de hele tabel"),
        (
            {"@odata.context": "https://x/84909NED/$metadata", "value": "nee"},
            "M004200",
            "geen tabel van StatLine",
        ),
        ("{", "M004200", "geen JSON"),
        *(
            (f'{{"@odata.context": {no_number}, "value": []}}', "M004200", "geen JSON")
            for no_number in GEEN_GETAL
        ),
    ],
)
def test_what_cannot_be_used_is_refused(tmp_path: Path, content: Any, onderwerp: str, said: str) -> None:
    with pytest.raises(ConfigurationError, match=said):
        read(save(tmp_path, content), onderwerp)


@pytest.mark.parametrize("value", ["9" * 300, "١٢", 1e300, -(10**15), True, [1], {"a": 1}])
def test_a_value_that_is_no_number_of_cbs_is_never_left_out_without_a_word(
    tmp_path: Path, value: Any
) -> None:
    rows = [{**row, "Gebruik_1": value} for row in VERSIE_3["value"][:1]]
    path = save(tmp_path, {**VERSIE_3, "value": rows + VERSIE_3["value"][1:]})
    with pytest.raises(ConfigurationError, match="geen getal"):
        read(path, "Gebruik_1")


def test_values_stand_in_the_extract_and_give_way_only_when_that_is_asked(tmp_path: Path) -> None:
    values = read_statline(save(tmp_path, VERSIE_3), [Onderwerp("84909NED", "Gebruik_1", "wmo", WAARBIJ)])
    path = write_landelijk(values, tmp_path, vervangen=False)
    assert path.read_text(encoding="utf-8-sig").splitlines() == [
        "maat;gebied;jaar;waarde;bron;datum",
        "wmo;NL01;2022;700,0000;CBS StatLine, tabel 84909NED;14-11-2023",
        "wmo;GM0001;2022;650,5000;CBS StatLine, tabel 84909NED;14-11-2023",
    ]
    with pytest.raises(ConfigurationError, match="al 2 van deze cijfers"):
        write_landelijk(values, tmp_path, vervangen=False)
    write_landelijk(values[:1], tmp_path, vervangen=True)
    assert len(path.read_text(encoding="utf-8-sig").splitlines()) == 3


def test_the_table_of_topics_says_what_is_wrong_in_it(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"data/statline\.csv ontbreekt"):
        load_onderwerpen(tmp_path)
    table = tmp_path / "statline.csv"
    table.write_text("tabel;onderwerp;maat;waarbij\n84909NED;Gebruik_1;wmo;Geslacht=T001038 Perioden=*JJ00\n")
    (one,) = load_onderwerpen(tmp_path)
    assert one.voorwaarden == {"Geslacht": "T001038", "Perioden": "*JJ00"}
    table.write_text("tabel;onderwerp;maat;waarbij\n84909NED;Gebruik_1;wmo;Geslacht\n")
    with pytest.raises(ConfigurationError, match="regel 2, waarbij: hier hoort kolom=code"):
        load_onderwerpen(tmp_path)


CSV = """"ID";"RegioS";"Perioden";"Geslacht";"Gebruik_1";"Ander_2"
1;"NL01  ";"2022JJ00";"T001038";     700;3
2;"GM0001";"2022JJ00";"T001038";   650.5;3
3;"GM0001";"2022JJ00";"3000   ";     600;3
4;"GM0002";"2022JJ00";"T001038";       .;3
5;"PV26  ";"2022JJ00";"T001038";       1;3
"""
ONBEWERKT = "84909NED_UntypedDataSet_14112023_093000.csv"
TABELINDELING = """"Gebruik; regio"
"Perioden";"Regio's";"Gebruik (aantal)"
"2022";"Nederland";"700"
"Bron: CBS"
"""


def test_the_raw_dataset_as_csv_is_read_as_json_is(tmp_path: Path) -> None:
    path = tmp_path / ONBEWERKT
    path.write_text("\ufeff" + CSV, encoding="utf-8")
    assert is_statline(path)
    assert read(path, "Gebruik_1") == GELEZEN


@pytest.mark.parametrize(
    ("naam", "content", "said"),
    [
        (ONBEWERKT, TABELINDELING, "is geen onbewerkte dataset van StatLine"),
        ("Gebruik_14112023_093000.csv", CSV, "is geen onbewerkte dataset van StatLine"),
        (ONBEWERKT, "", "is geen onbewerkte dataset van StatLine"),
        (ONBEWERKT, CSV + '6;"GM0001"\n', "regel 7: er staan 2 velden, en er zijn 6 kolommen"),
        (ONBEWERKT, CSV, "heeft geen cijfers 'Ander_3'"),
        (
            ONBEWERKT,
            CSV.replace("Ander_2", "Ander_3").replace('T001038";   650.5;3', 'T001038";1;6,5'),
            "'6,5' is geen getal",
        ),
        (
            ONBEWERKT,
            CSV.replace('T001038";     700;3', 'T001038";1;' + "9" * 400).replace("Ander_2", "Ander_3"),
            "geen getal",
        ),
        (ONBEWERKT, CSV + '6;"GM0001;2022JJ00\n', "regel 7: dit is geen goede CSV"),
        (ONBEWERKT, CSV + "6;" + "1" * 200_000 + ";;;;\n", "regel 7: dit is geen goede CSV"),
        (ONBEWERKT, CSV.replace("Ander_2", "Gebruik_1"), "is geen onbewerkte dataset van StatLine"),
        (ONBEWERKT.replace("1411", "9999"), CSV, "is geen onbewerkte dataset van StatLine"),
    ],
)
def test_another_csv_is_refused_in_one_line(tmp_path: Path, naam: str, content: str, said: str) -> None:
    path = tmp_path / naam
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=said) as refused:
        read(path, "Ander_3")
    assert "\n" not in str(refused.value)
