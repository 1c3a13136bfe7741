"""Two builds or two years against each other: what differs, and what it can come from."""

import csv
import io
import json
from dataclasses import replace
from typing import Any

import pytest

from sdreport.register.built.diff import Bouwsel, Cijferverschil, compare_reports, compare_texts
from sdreport.register.built.diff_forms import format_vergelijking
from sdreport.register.cijfer import Cijfer

MANIFEST: dict[str, Any] = {
    "concept": False,
    "sdreport": "0.1.0",
    "code": "c",
    "python": "3.11.7",
    "pakketten": {"pandas": "3.1.1"},
    "parameters": {"jaar": 2023, "data": "data/2023", "geheimhouding": {"drempel": 10, "bron": "x"}},
    "bronnen": {"leerlingen": "data/2023/leerlingen.csv", "declaraties": "data/2023/declaraties.csv"},
    "teksten": {"1_inleiding": {"begin": "1", "einde": "2"}},
    "invoer": {
        "data/2023/leerlingen.csv": "l", "data/2023/declaraties.csv": "d", "data/labels.csv": "x",
        "data/productcodes.csv": "p", "data/history/2022.csv": "h",
    },
    "uitvoer": {},
}  # fmt: skip


def rij(indicator: str = "leerlingen", jaar: int = 2023, waarde: float | None = 400, **anders: Any) -> Cijfer:
    known = Cijfer(
        indicator,
        jaar,
        {"soort": "mbo"},
        waarde,
        "leerlingen",
        "definitief",
        "leerlingen (3 rijen)",
        "Telt leerlingen.",
    )
    return replace(known, **anders)


def bouwsel(*rijen: Cijfer, jaar: int = 2023, **manifest: Any) -> Bouwsel:
    changed = {**MANIFEST, **manifest}
    for key in ("invoer", "parameters", "pakketten"):
        changed[key] = {**MANIFEST[key], **manifest.get(key, {})}
    return Bouwsel(f"proef-{jaar}", jaar, {(item.adres, item.jaar): item for item in rijen}, changed)


def compare_one(oud: Bouwsel, nieuw: Bouwsel) -> Cijferverschil:
    (found,) = compare_reports(oud, nieuw).cijfers
    return found


def test_two_equal_builds_have_no_differences() -> None:
    found = compare_reports(bouwsel(rij()), bouwsel(rij()))
    assert (found.cijfers, found.teksten, found.omstandigheden, dict(found.telling)) == ((), (), (), {})
    assert "Alle cijfers en teksten zijn gelijk." in format_vergelijking(found, "text")


@pytest.mark.parametrize(
    ("manifest", "causes"),
    [
        ({"invoer": {"data/2023/leerlingen.csv": "herzien"}}, ("gegevens",)),
        ({"invoer": {"data/2023/declaraties.csv": "herzien"}}, ("onbekend",)),
        ({"invoer": {"data/productcodes.csv": "herzien"}}, ("gegevens",)),
        ({"invoer": {"data/labels.csv": "herzien"}}, ("onbekend",)),
        ({"code": "anders"}, ("code",)),
        ({"sdreport": "0.2.0"}, ("code",)),
        ({"pakketten": {"pandas": "4.0"}}, ("code",)),
        ({"invoer": {"data/2023/leerlingen.csv": "herzien"}, "code": "anders"}, ("gegevens", "code")),
        ({"parameters": {"geheimhouding": {"drempel": 5, "bron": "x"}}}, ("parameters",)),
        ({"parameters": {"geheimhouding": {"drempel": 10, "bron": "y"}}}, ("onbekend",)),
        ({"parameters": {"geheimhouding": {"drempel": 10, "afronding": {"basis": 5}}}}, ("afronding",)),
        ({"parameters": {"titel": "Anders"}}, ("onbekend",)),
    ],
)
def test_a_revised_number_tells_what_it_can_come_from(
    manifest: dict[str, Any], causes: tuple[str, ...]
) -> None:
    found = compare_one(bouwsel(rij()), bouwsel(rij(waarde=410), **manifest))
    assert (found.soorten, found.oud, found.nieuw, found.oorzaken) == (("herzien",), 400, 410, causes)


def test_another_definition_is_told_apart_from_other_data() -> None:
    found = compare_one(bouwsel(rij()), bouwsel(rij(waarde=410, definitie="Telt anders.")))
    assert (found.soorten, found.oorzaken) == (("herzien", "definitie"), ("definitie",))
    assert found.toelichting == "definitie was: Telt leerlingen. Is: Telt anders."
    same_value = compare_one(bouwsel(rij()), bouwsel(rij(definitie="Telt anders.")))
    assert (same_value.soorten, same_value.oorzaken) == (("definitie",), ())


def test_status_and_unit_are_told() -> None:
    found = compare_one(bouwsel(rij(status="voorlopig")), bouwsel(rij()))
    assert (found.soorten, found.toelichting) == (("status",), "status was voorlopig, is definitief")
    assert compare_one(bouwsel(rij()), bouwsel(rij(eenheid="%"))).soorten == ("eenheid",)


@pytest.mark.parametrize(
    ("before", "after", "kind"), [(7, None, "nu afgeschermd"), (None, 7, "niet meer afgeschermd")]
)
@pytest.mark.parametrize("formaat", ["text", "json", "csv"])
def test_of_a_number_that_is_hidden_in_one_of_the_two_no_value_is_told(
    before: float | None, after: float | None, kind: str, formaat: str
) -> None:
    found = compare_reports(bouwsel(rij(waarde=before)), bouwsel(rij(waarde=after), code="anders"))
    (only,) = found.cijfers
    assert (only.soorten, only.oud, only.nieuw) == ((kind,), None, None)
    assert "7" not in format_vergelijking(found, formaat).replace("3.11.7", "")


def test_hidden_in_both_is_no_difference() -> None:
    assert compare_reports(bouwsel(rij(waarde=None)), bouwsel(rij(waarde=None))).cijfers == ()


def test_new_and_gone_numbers_of_one_year() -> None:
    found = compare_reports(bouwsel(rij(), rij("weg")), bouwsel(rij(), rij("erbij")))
    assert [(item.adres, item.soorten) for item in found.cijfers] == [
        ("erbij.mbo", ("nieuw",)),
        ("weg.mbo", ("vervallen",)),
    ]


def test_a_number_of_an_earlier_year_comes_from_its_published_register() -> None:
    before, after = (
        rij(jaar=2022, bron="raadsrapportage 2022"),
        rij(jaar=2022, waarde=1, bron="raadsrapportage 2022"),
    )
    assert compare_one(
        bouwsel(before), bouwsel(after, invoer={"data/history/2022.csv": "herzien"})
    ).oorzaken == ("gegevens",)
    assert compare_one(
        bouwsel(before), bouwsel(after, invoer={"data/2023/leerlingen.csv": "x"})
    ).oorzaken == ("onbekend",)


def test_a_comparison_comes_from_both_its_years() -> None:
    groei = {"indicator": "leerlingen_groei", "bron": "vergelijking: leerlingen van 2023 en 2022"}
    old, new = bouwsel(rij(), rij(**groei)), (rij(), rij(waarde=9, **groei))
    for path in ("data/history/2022.csv", "data/2023/leerlingen.csv"):
        assert compare_one(old, bouwsel(*new, invoer={path: "herzien"})).oorzaken == ("gegevens",)


def test_a_policy_number_comes_from_the_parameters() -> None:
    getal = {"indicator": "kerngetal", "bron": "parameters: begroting"}
    new = bouwsel(rij(waarde=1, **getal), parameters={"kerngetallen": [{"naam": "mbo", "waarde": 1}]})
    assert compare_one(bouwsel(rij(**getal)), new).oorzaken == ("parameters",)


def test_an_older_manifest_names_files_by_their_dataset() -> None:
    without = {key: value for key, value in MANIFEST.items() if key != "bronnen"}
    old, new = bouwsel(rij()), bouwsel(rij(waarde=1), invoer={"data/2023/leerlingen.csv": "herzien"})
    old, new = (replace(item, manifest={**without, "invoer": item.manifest["invoer"]}) for item in (old, new))
    assert compare_one(old, new).oorzaken == ("gegevens",)


def test_two_years_show_development_revision_and_a_changed_definition() -> None:
    first = bouwsel(
        rij(jaar=2022, waarde=390),
        rij("weg", jaar=2022),
        rij("anders", jaar=2022, definitie="Stand 2022."),
        jaar=2022,
    )
    second = bouwsel(
        rij(waarde=400),
        rij(jaar=2022, waarde=395),
        rij("erbij"),
        rij("anders", definitie="Stroom 2023."),
        invoer={"data/history/2022.csv": "herzien"},
    )
    found = {
        (item.adres, item.jaar_oud, item.jaar_nieuw): item for item in compare_reports(first, second).cijfers
    }
    assert found["leerlingen.mbo", 2022, 2023].soorten == ("ontwikkeling",)
    assert (found["leerlingen.mbo", 2022, 2022].oud, found["leerlingen.mbo", 2022, 2022].nieuw) == (390, 395)
    assert found["leerlingen.mbo", 2022, 2022].soorten == ("herzien",)
    assert found["anders.mbo", 2022, 2023].soorten == ("definitie",)
    assert found["weg.mbo", 2022, None].soorten == ("vervallen",)
    assert found["erbij.mbo", None, 2023].soorten == ("nieuw",)
    assert len(found) == 5


def test_a_definition_that_only_moves_along_with_the_year_is_the_same() -> None:
    first = bouwsel(rij(jaar=2022, definitie="Stand op 31 december 2022, tegen 2021."), jaar=2022)
    assert (
        compare_reports(first, bouwsel(rij(definitie="Stand op 31 december 2023, tegen 2022."))).cijfers == ()
    )


def test_texts_are_compared_section_by_section() -> None:
    before, after = {"1_in": {"a": "1", "b": "2"}, "weg": {"c": "3"}}, {"1_in": {"a": "9", "d": "4"}}
    found = [(item.hoofdstuk, item.sectie, item.soort) for item in compare_texts(before, after)]
    assert found == [
        ("1_in", "a", "gewijzigd"),
        ("1_in", "d", "nieuw"),
        ("1_in", "b", "vervallen"),
        ("weg", "c", "vervallen"),
    ]


def test_a_manifest_that_does_not_speak_of_texts_makes_none_of_them_new() -> None:
    without = bouwsel(rij(), teksten=None)
    assert compare_reports(without, bouwsel(rij())).teksten == ()
    assert compare_reports(bouwsel(rij()), without).teksten == ()


def test_a_text_that_changed_alone_is_told_as_text_only() -> None:
    found = compare_reports(
        bouwsel(rij()), bouwsel(rij(), teksten={"1_inleiding": {"begin": "1", "einde": "9"}})
    )
    assert dict(found.telling) == {"tekst": 1}
    assert "1_inleiding, einde: gewijzigd" in format_vergelijking(found, "text")


def test_circumstances_are_told() -> None:
    new = bouwsel(
        rij(),
        code="x",
        invoer={"data/nieuw.csv": "1"},
        pakketten={"pandas": "4.0"},
        parameters={"titel": "T"},
        concept=True,
    )
    assert compare_reports(bouwsel(rij()), new).omstandigheden == (
        "invoer: data/nieuw.csv is nieuw",
        "parameters: titel veranderde",
        "concept: was nee, is ja",
        "code: sdreport veranderde",
        "versie: pandas was 3.1.1, is 4.0",
    )


def test_all_forms_hold_the_same_numbers() -> None:
    found = compare_reports(bouwsel(rij(), rij("weg", waarde=1.5)), bouwsel(rij(waarde=410), code="x"))
    text = format_vergelijking(found, "text")
    assert "leerlingen.mbo (2023): 400 → 410 leerlingen; kan komen door: code" in text
    assert "weg.mbo (2023): 1,5 leerlingen" in text
    assert json.loads(format_vergelijking(found, "json"))["cijfers"][0]["oorzaken"] == ["code"]
    rows = list(csv.DictReader(io.StringIO(format_vergelijking(found, "csv")), delimiter=";"))
    assert [(row["adres"], row["waarde_oud"], row["waarde_nieuw"]) for row in rows] == [
        ("leerlingen.mbo", "400", "410"),
        ("weg.mbo", "1,5", ""),
    ]
