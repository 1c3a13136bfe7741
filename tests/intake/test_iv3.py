"""Iv3 deliveries (JSON of the CBS, data schema 2.1): what they fill, and what is refused with its place."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from berichthulp import read_rows

from sdreport.errors import ConfigurationError, GateError
from sdreport.intake.iv3 import Toedeling, divide, list_unknown, read_iv3
from sdreport.intake.iv3_extract import Iv3Uitkomst, list_other_years, load_toedelingen, write_begroting

LASTEN = [("6.71a", "3.4.1", 1_000), ("6.71a", "1.1", 250.5), ("6.72b", "3.4.1", 2_000), ("0.10", "7.1", 40)]
BATEN = [("6.71a", "3.4.2", 90), ("0.10", "7.1", 700), ("0.7", "4.3.1", 2_500.5)]
REST = ("0.5", "3.8", 30_000_000)
"""What the rest of a municipality costs, and brings in."""
TOEDELINGEN = [
    Toedeling("6.71a", "", "wmo", "huishoudelijke-hulp"),
    Toedeling("6.72b", "", "jeugdwet", "behandeling"),
    Toedeling("0.10", "", "algemeen", "reserves"),
]
Levering = dict[str, Any]


def levering(periode: int = 0, status: str = "Begroting", jaar: int = 2023, nummer: str = "9999") -> Levering:
    """A delivery as the CBS takes it."""

    def records(rows: list[tuple[str, str, float]]) -> list[dict[str, object]]:
        return [dict(zip(("taakveld", "categorie", "bedrag"), row, strict=True)) for row in rows]

    return {
        "metadata": {
            "overheidslaag": "Gemeente", "overheidsnummer": nummer, "overheidsnaam": "Voorbeeld", "boekjaar": jaar,
            "periode": periode, "status": status, "datum": "2023-11-01T10:00:00+01:00", "details_openbaar": False,
            "financieel_pakket": "x", "export_software": "y",
        },
        "contact": {"naam": "Jan Geheim", "email": "geheim@voorbeeld.nl", "telefoon": "0612345678"},
        "data": {
            "lasten": records([*LASTEN, REST]), "baten": records([*BATEN, REST]),
            "balans_lasten": [], "balans_baten": [],
            "balans_standen": [{"balanscode": "A111", "standper": "ultimo", "bedrag": 5}],
        },
    }  # fmt: skip


def write(tmp_path: Path, content: Levering | str, name: str = "iv3.json") -> Path:
    path = tmp_path / name
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def make(
    tmp_path: Path, *leveringen: Levering, vervangen: bool = False, jaar: int | None = None
) -> Iv3Uitkomst:
    read = [read_iv3(write(tmp_path, one, f"iv3-{place}.json")) for place, one in enumerate(leveringen)]
    return write_begroting(read, TOEDELINGEN, tmp_path, jaar, vervangen)


def amounts(tmp_path: Path) -> dict[tuple[str, str], tuple[str, str]]:
    """Lasten and baten by post and phase."""
    return {
        (rij["post"], rij["fase"]): (rij["bedrag"], rij["baten"])
        for rij in read_rows(tmp_path / "begroting.csv")
    }


def test_estimate_and_actuals_fill_their_phase_with_lasten_baten_and_reserves(tmp_path: Path) -> None:
    actual = levering(5, "Realisatie")
    actual["data"]["lasten"][0]["bedrag"] = 1_100.25
    make(tmp_path, levering(), actual)
    assert amounts(tmp_path) == {
        ("huishoudelijke-hulp", "primitief"): ("1250,50", "90,00"),
        ("behandeling", "primitief"): ("2000,00", "0,00"),
        ("reserves", "primitief"): ("40,00", "700,00"),
        ("huishoudelijke-hulp", "werkelijk"): ("1350,75", "90,00"),
        ("behandeling", "werkelijk"): ("2000,00", "0,00"),
        ("reserves", "werkelijk"): ("40,00", "700,00"),
    }
    first = read_rows(tmp_path / "begroting.csv")[0]
    assert (first["onderdeel"], first["taakveld"]) == ("wmo", "6.71a")
    assert "Geheim" not in (tmp_path / "begroting.csv").read_text(encoding="utf-8")


def test_a_categorie_can_go_to_a_post_of_its_own(tmp_path: Path) -> None:
    iv3 = read_iv3(write(tmp_path, levering()))
    apart = [*TOEDELINGEN, Toedeling("6.71a", "1.1", "wmo", "eigen-personeel")]
    posten = divide(iv3, apart)
    assert posten["wmo", "eigen-personeel"] == {"lasten": 25_050, "baten": 0}
    assert posten["wmo", "huishoudelijke-hulp"] == {"lasten": 100_000, "baten": 9_000}


def test_details_of_one_categorie_are_added_up(tmp_path: Path) -> None:
    content = levering()
    content["data"]["lasten"].append(
        {"taakveld": "6.71a ", "categorie": "3.4.1", "bedrag": -1, "details": {"g": "1"}}
    )
    assert (
        divide(read_iv3(write(tmp_path, content)), TOEDELINGEN)["wmo", "huishoudelijke-hulp"]["lasten"]
        == 124_950
    )


def test_what_goes_to_no_post_is_told(tmp_path: Path) -> None:
    content = levering()
    content["data"]["lasten"] += [
        {"taakveld": "6.81a", "categorie": "3.4.1", "bedrag": 12_000},
        {"taakveld": "2.1", "categorie": "3.8", "bedrag": 5},
    ]
    content["data"]["baten"].append({"taakveld": "6.81a", "categorie": "4.3.1", "bedrag": 700})
    path = write(tmp_path, content)
    assert list_unknown(read_iv3(path), TOEDELINGEN) == {
        "": {"lasten": 3_000_000_500, "baten": 3_000_250_050},
        "6.81a": {"lasten": 1_200_000, "baten": 70_000},
    }
    meldingen = make(tmp_path, content).meldingen
    lost = "taakveld 6.81a staat niet in data/iv3.csv; € 12.000 aan lasten en € 700 aan baten telt niet mee."
    assert any(lost in text for text in meldingen)
    assert any("de lasten en baten van alle taakvelden verschillen € 11.305" in text for text in meldingen)


def test_a_categorie_that_goes_to_no_post_is_told_as_one(tmp_path: Path) -> None:
    toedelingen = [Toedeling("6.71a", "3.4.1", "wmo", "hulp"), *TOEDELINGEN[1:]]
    uitkomst = write_begroting([read_iv3(write(tmp_path, levering()))], toedelingen, tmp_path, None, False)
    assert any(
        "een deel van de categorieën van taakveld 6.71a staat niet" in text for text in uitkomst.meldingen
    )


def of_size(total: float) -> Levering:
    """A delivery of all lasten together so many euros, or thousands of euros."""
    content = levering()
    content["data"] = {"lasten": [{"taakveld": "6.71a", "categorie": "3.4.1", "bedrag": total}], "baten": []}
    return content


@pytest.mark.parametrize("total", [1_250, 186_000, 4_900_000, 4_500_000.25])
def test_amounts_in_thousands_are_refused(tmp_path: Path, total: float) -> None:
    with pytest.raises(
        GateError, match=r"data/lasten.*de bedragen lijken in duizenden euro's\. Lever ze in euro's"
    ):
        read_iv3(write(tmp_path, of_size(total)))


def count(folder: Path, inwoners: int) -> None:
    rows = f"2022;stand;40;1;9\n2023;stand;40;1;{inwoners}\n2030;prognose;40;1;7\n"
    (folder / "bevolking.csv").write_text(f"jaar;soort;leeftijd;geslacht;aantal\n{rows}")


@pytest.mark.parametrize(
    ("total", "inwoners", "seems"),
    [
        (7_000_000, 930_000, "7,53 per inwoner: de bedragen lijken in duizenden euro's"),
        (7_000_000_000, 930_000, ""),
        (7_000_000, 930, ""),
        (45_000_000, 12_000, ""),
        (450_000_000_000, 930_000, "in centen"),
        (6_500_000, 0, "Zet eerst het extract bevolking in de map"),
        (6_500_000.25, 0, ""),
        (45_000_000, 0, ""),
    ],
)
def test_amounts_are_held_against_the_inhabitants(
    tmp_path: Path, total: float, inwoners: int, seems: str
) -> None:
    if inwoners:
        count(tmp_path, inwoners)
    try:
        make(tmp_path, of_size(total))
        told = ""
    except GateError as error:
        told = str(error)
    assert seems in told and bool(seems) == bool(told)


def test_posts_without_their_taakveld_are_told(tmp_path: Path) -> None:
    content = levering()
    del content["data"]["lasten"][2]
    told = make(tmp_path, content).meldingen
    assert any("het taakveld van de post behandeling staat niet in de levering" in text for text in told)
    assert not any("huishoudelijke-hulp" in text for text in told)


def test_a_table_serves_the_years_of_its_taakvelden(tmp_path: Path) -> None:
    rows = "6.71a;;wmo;hulp\n6.711;;wmo;hulp\n0.10;;algemeen;reserves\n"
    (tmp_path / "iv3.csv").write_text(f"taakveld;categorie;onderdeel;post\n{rows}")
    years = [("2023", "2024", "6.71a"), ("2025", None, "6.711"), ("2017", None, "0.10")]
    taakvelden = pd.DataFrame(years, columns=["jaar_van", "jaar_tot", "code"])
    for jaar, code in ((2024, "6.71a"), (2025, "6.711")):
        found = load_toedelingen(tmp_path, list_other_years(taakvelden, jaar))
        assert [one.taakveld for one in found] == [code, "0.10"]


def test_noise_of_arithmetic_is_no_part_of_an_amount(tmp_path: Path) -> None:
    text = json.dumps(levering()).replace("250.5", "250.50000000000003")
    regels = read_iv3(write(tmp_path, text)).regels
    assert [regel.cent for regel in regels if regel.categorie == "1.1"] == [25_050]


def test_a_delivery_that_balances_and_is_known_tells_nothing_of_that(tmp_path: Path) -> None:
    assert make(tmp_path, levering()).meldingen == (
        "iv3-0.json: taakvelden buiten het sociaal domein staan niet in data/iv3.csv; "
        "€ 30.000.000 aan lasten telt niet mee.",
        "begroting.csv: vul nog aan wat Iv3 niet heeft: voorjaarsnota, najaarsnota, werkelijk. Is een raming niet "
        "bijgesteld, dan is zij die van de fase ervoor.",
    )


def test_phases_that_are_there_already_are_not_asked_for(tmp_path: Path) -> None:
    rows = "".join(f"wmo;x;6.6;{fase};1,00\n" for fase in ("voorjaarsnota", "najaarsnota"))
    (tmp_path / "begroting.csv").write_text(f"onderdeel;post;taakveld;fase;bedrag\n{rows}")
    told = make(tmp_path, levering(), levering(5, "Realisatie")).meldingen
    assert not any("wat Iv3 niet heeft" in text for text in told)


def change(path: str, value: object) -> Callable[[Levering], None]:
    """Set what stands at a path, as `metadata/periode` or `data/lasten/0/bedrag`."""

    def apply(content: Any) -> None:
        *above, last = path.split("/")
        for part in above:
            content = content[int(part) if part.isdigit() else part]
        if value is None:
            del content[last]
        else:
            content[last] = value

    return apply


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        ("metadata/overheidslaag", "Provincie", "metadata/overheidslaag"),
        ("metadata/boekjaar", "tweeduizend", "metadata/boekjaar"),
        ("metadata/boekjaar", "9" * 5_000, "metadata/boekjaar"),
        ("metadata/boekjaar", 10**25, "metadata/boekjaar"),
        ("metadata/boekjaar", 20_230, "metadata/boekjaar"),
        ("metadata/boekjaar", "23", "metadata/boekjaar"),
        ("metadata/periode", "0" * 5_000, "metadata/periode"),
        ("metadata/periode", 3, "metadata/periode"),
        ("metadata/status", "Realisatie", "metadata/periode"),
        ("data/lasten/1/bedrag", "250", "data/lasten[1]/bedrag"),
        ("data/lasten/1/bedrag", 0.001, "data/lasten[1]/bedrag"),
        ("data/lasten/1/bedrag", True, "data/lasten[1]/bedrag"),
        ("data/baten/0/bedrag", None, "data/baten[0]/bedrag"),
        ("data/baten/0/taakveld", "Tot_TV", "data/baten[0]/taakveld"),
        ("data/baten/0/taakveld", "6.", "data/baten[0]/taakveld"),
        ("data/baten/0/categorie", "LR", "data/baten[0]/categorie"),
        ("data/baten", None, "data/baten"),
        ("data/lasten", {"0": 1}, "data/lasten"),
        ("data", None, "iv3.json"),
        ("data", {"lasten": [], "baten": []}, "data"),
    ],
)
def test_what_is_not_as_the_schema_says_is_refused_with_its_place(
    tmp_path: Path, path: str, value: object, place: str
) -> None:
    content = levering()
    change(path, value)(content)
    with pytest.raises(GateError) as refused:
        read_iv3(write(tmp_path, content))
    assert place in str(refused.value)
    assert "Geheim" not in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        "{", "[]", "", "[" * 100_000, '{"metadata": NaN}', '{"data": {}, "data": {}}', "\0",
        *(json.dumps(levering()).replace("250.5", number) for number in (
            "1e999", "1e999999", "1e99999999999999999999", "1e-99999999999999999999", "9" * 41, "9" * 5_000,
            "1." + "0" * 1_000 + "1",
        )),
    ],
)  # fmt: skip
def test_what_is_no_json_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(GateError, match=r"iv3\.json"):
        read_iv3(write(tmp_path, text))


def test_of_very_many_faults_no_more_are_looked_for_than_say_enough(tmp_path: Path) -> None:
    content = {**levering(), "data": {"lasten": [1] * 200_000, "baten": []}}
    with pytest.raises(GateError, match="en nog 980 of meer") as caught:
        read_iv3(write(tmp_path, content))
    assert len(caught.value.faults) == 1_000


@pytest.mark.skipif(sys.platform == "win32", reason="links")
@pytest.mark.parametrize("name", ["begroting.csv", "begroting.xlsx", "iv3.csv"])
def test_what_stands_in_the_place_of_a_file_and_is_none_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / name).symlink_to("nergens")
    with pytest.raises(ConfigurationError, match="geen gewoon bestand"):
        make(tmp_path, levering())
        load_toedelingen(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="pipes")
def test_what_is_no_file_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pijp.json")
    for path in (tmp_path / "pijp.json", tmp_path):
        with pytest.raises(ConfigurationError, match="geen gewoon bestand"):
            read_iv3(path)


def test_rows_that_stand_there_already_give_way_only_when_that_is_asked(tmp_path: Path) -> None:
    head, rest = "onderdeel;post;taakveld;fase;bedrag\n", "wmo;rolstoelen;6.6;primitief;7,00\n"
    old = f"{head}wmo;huishoudelijke-hulp;6.71a;primitief;1,00\n{rest}"
    (tmp_path / "begroting.csv").write_text(old)
    with pytest.raises(ConfigurationError, match="--replace"):
        make(tmp_path, levering())
    assert (tmp_path / "begroting.csv").read_text() == old
    uitkomst = make(tmp_path, levering(), vervangen=True)
    assert (uitkomst.rijen, uitkomst.gebleven) == (3, 1)
    assert amounts(tmp_path)["rolstoelen", "primitief"] == ("7,00", "")
    assert amounts(tmp_path)["huishoudelijke-hulp", "primitief"] == ("1250,50", "90,00")


@pytest.mark.parametrize(
    ("other", "jaar", "said"),
    [
        (levering(5, "Realisatie", jaar=2022), None, "één gemeente en één jaar"),
        (levering(5, "Realisatie", nummer="8888"), None, "één gemeente en één jaar"),
        (levering(), None, "twee Iv3-leveringen"),
        (levering(5, "Realisatie"), 2024, "gaat over 2023, en niet over 2024"),
    ],
)
def test_deliveries_that_do_not_belong_together_are_refused(
    tmp_path: Path, other: Levering, jaar: int | None, said: str
) -> None:
    with pytest.raises(ConfigurationError, match=said):
        make(tmp_path, levering(), other, jaar=jaar)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("6.71a;;wmo;hulp\n6.71a;;wmo;anders\n", "regel 3: deze combinatie"),
        ("6.71a;;wmo;hulp\n6.71b;;wmo;hulp\n", "regel 3: deze post heeft al een ander taakveld"),
        ("", "heeft geen rijen"),
        ("6.71A;;wmo;hulp\n", "regel 2, taakveld: hier hoort"),
        ("6.71a;drie;wmo;hulp\n", "regel 2, categorie: hier hoort"),
        ("6.71a; 3.4.1;wmo;hulp\n", "regel 2, categorie: hier hoort"),
        ("6.71a;;zorg;hulp\n", "regel 2, onderdeel: hier hoort"),
        *(
            (f"6.71a;;wmo;{post}\n", "regel 2, post: hier hoort")
            for post in ("totaal", "", "=1+1", "../x", "<b>")
        ),
    ],
)
def test_a_table_that_contradicts_itself_is_refused(tmp_path: Path, rows: str, said: str) -> None:
    (tmp_path / "iv3.csv").write_text(f"taakveld;categorie;onderdeel;post\n{rows}")
    with pytest.raises(ConfigurationError, match=said):
        load_toedelingen(tmp_path)


def test_without_a_table_it_says_what_to_make(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"data/iv3\.csv ontbreekt"):
        load_toedelingen(tmp_path)
