"""In what an Iv3 delivery says that its amounts are: followed when that is plain, refused when it is not."""

from pathlib import Path
from typing import Any

import pytest
from test_iv3 import Levering, amounts, count, levering, make, write

from sdreport.errors import ConfigurationError, GateError
from sdreport.intake.iv3 import read_iv3
from sdreport.intake.iv3_extract import load_toedelingen

HUNDRED = {"duizend": 100_000, "euro": 100_000_000, "miljoen": 100, "cent": 10_000_000_000}
"""A hundred million euros in each unit."""


def of_size(total: float, where: str = "", key: str = "", value: object = None) -> Levering:
    """A delivery of one amount, with a key and value in its metadata, its data, its amount or beside these."""
    content: dict[str, Any] = levering()
    record: dict[str, object] = {"taakveld": "6.71a", "categorie": "3.4.1", "bedrag": total}
    content["data"] = {"lasten": [record], "baten": []}
    place = {"": content, "metadata": content["metadata"], "data": content["data"], "record": record}[where]
    if key:
        place[key] = value
    return content


@pytest.mark.parametrize(
    ("key", "value", "unit"),
    [
        ("eenheid", "duizend euro", "duizend"),
        ("Eenheid", "x € 1.000", "duizend"),
        ("bedragen", "in duizenden euro's", "duizend"),
        ("bedragen_in_duizenden", True, "duizend"),
        ("bedragen_in_duizenden", False, "euro"),
        ("bedrag-eenheid", "KEUR", "duizend"),
        ("scale", 1000, "duizend"),
        ("factor", "1 000", "duizend"),
        ("schaal", 1, "euro"),
        ("valuta", "EUR", "euro"),
        ("unit", "Euros", "euro"),
        ("eenheid", "hele euro's", "euro"),
        ("eenheid", "eurocenten", "cent"),
        ("eenheid", "mln. euro", "miljoen"),
        ("factor", 1_000_000, "miljoen"),
    ],
)
@pytest.mark.parametrize("where", ["", "metadata", "data", "record"])
def test_a_unit_that_is_plain_is_followed(
    tmp_path: Path, where: str, key: str, value: object, unit: str
) -> None:
    count(tmp_path, 25_000)
    made = make(tmp_path, of_size(HUNDRED[unit], where, key, value))
    assert amounts(tmp_path)["huishoudelijke-hulp", "primitief"][0] == "100000000,00"
    told = any("de levering zegt dat de bedragen in" in text for text in made.meldingen)
    assert told is (unit != "euro" and where != "record")


@pytest.mark.parametrize(
    "value", ["dollar", "USD", "procent", "", None, "100", "afdeling 12", "duizend cent", 0]
)
def test_a_unit_that_is_not_plain_is_refused_with_its_place(tmp_path: Path, value: object) -> None:
    for where, place in (
        ("metadata", "metadata/eenheid"),
        ("record", "data/lasten[0]/eenheid"),
        ("", "eenheid"),
    ):
        with pytest.raises(GateError, match="deze eenheid is onbekend") as refused:
            read_iv3(write(tmp_path, of_size(100_000_000, where, "eenheid", value)))
        assert place in str(refused.value)
        assert "afdeling" not in str(refused.value)


def test_two_units_that_contradict_each_other_are_refused(tmp_path: Path) -> None:
    content = of_size(100_000_000, "metadata", "eenheid", "euro")
    content["metadata"]["schaal"] = 1000
    with pytest.raises(GateError, match="twee eenheden"):
        read_iv3(write(tmp_path, content))


def test_a_unit_does_not_make_amounts_likely_that_are_not(tmp_path: Path) -> None:
    """Thousands are named, and the amounts are euros: three million euros an inhabitant."""
    count(tmp_path, 25_000)
    with pytest.raises(GateError, match="per inwoner: de bedragen lijken in centen"):
        make(tmp_path, of_size(75_000_000, "metadata", "eenheid", "duizend euro"))


def test_a_named_unit_needs_no_inhabitants(tmp_path: Path) -> None:
    with pytest.raises(GateError, match="Zet eerst het extract bevolking"):
        make(tmp_path, of_size(6_500_000))
    assert make(tmp_path, of_size(6_500_000, "metadata", "valuta", "euro")).rijen


def test_cents_of_a_thousand_euros_are_kept(tmp_path: Path) -> None:
    content = of_size(0, "metadata", "eenheid", "duizend euro")
    content["data"]["lasten"][0]["bedrag"] = 123_456.78901
    assert [regel.cent for regel in read_iv3(write(tmp_path, content)).regels] == [12_345_678_901]


def test_a_remark_about_thousands_is_told_and_not_followed(tmp_path: Path) -> None:
    content = of_size(100_000_000)
    content["opmerkingen"] = [{"tekst": "Afgerond op 1000 euro (x € 1.000), Jan Geheim"}]
    told = make(tmp_path, content).meldingen
    assert any("een opmerking gaat over duizenden euro's" in text for text in told)
    assert not any("Geheim" in text for text in told)
    content["opmerkingen"] = [{"tekst": "Stand van 14 november"}]
    assert not any("een opmerking" in text for text in make(tmp_path, content, vervangen=True).meldingen)


def test_a_row_holds_in_its_years(tmp_path: Path) -> None:
    rows = "6.71a;;wmo;hulp;;2024\n6.71a;;wmo;hulp-thuis;2025;\n6.6;;wmo;hulpmiddelen;;\n"
    (tmp_path / "iv3.csv").write_text(f"taakveld;categorie;onderdeel;post;jaar_van;jaar_tot\n{rows}")
    posts = {jaar: [one.post for one in load_toedelingen(tmp_path, (), jaar)] for jaar in (2024, 2025)}
    assert posts == {2024: ["hulp", "hulpmiddelen"], 2025: ["hulp-thuis", "hulpmiddelen"]}


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("6.71a;;wmo;hulp;;2024\n6.71a;;wmo;ander;2024;", "regel 3: deze combinatie"),
        ("6.71a;;wmo;hulp;2025;2024", "het laatste jaar ligt voor jaar_van"),
        ("6.71a;;wmo;hulp;25;", "hier hoort een jaar"),
        ("6.71a;3;wmo;hulp;;", "hier hoort een categorie"),
        ("Tot_TV;;wmo;hulp;;", "hier hoort een taakveld"),
        ("6.71a;;zorg;hulp;;", "hier hoort wmo, jeugdwet"),
        ("6.71a;;wmo;hulp;2030;", "geen rijen voor dit jaar"),
    ],
)
def test_a_row_that_cannot_hold_is_refused(tmp_path: Path, rows: str, told: str) -> None:
    (tmp_path / "iv3.csv").write_text(f"taakveld;categorie;onderdeel;post;jaar_van;jaar_tot\n{rows}\n")
    with pytest.raises(ConfigurationError, match=told):
        load_toedelingen(tmp_path, (), 2024)
