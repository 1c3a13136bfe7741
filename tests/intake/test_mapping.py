"""What a sender calls otherwise is read as if it had the names and codes of the catalogue."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from lezerhulp import read_both
from variantenhulp import NAMEN, PROEF, put_csv, put_xlsx, to_csv, to_fields
from werkboekhulp import PARAMETERS, RAPPORT

from sdreport.errors import ConfigurationError
from sdreport.gate.keys import Sleutels
from sdreport.intake.catalogue.datasets import DATASETS
from sdreport.intake.large.read import read_groot
from sdreport.intake.large.storage import Storage
from sdreport.intake.mapping import Vertaling, make_vertalingen
from sdreport.intake.reader import read_delivery
from sdreport.project.parameters import Parameters, load_parameters
from sdreport.project.standards.load import KOLOMMEN as KOLOMMEN_VAN_LIJSTEN

THEIRS = {
    "sleutel": "Registratienummer", "clientnummer": "Cliënt-id", "begindatum": "Start zorg", "einddatum": "Stop",
    "aantal": "Aantal-eenheden", "bedrag": "Bedrag (in €)", "wijk": "Buurt",
}  # fmt: skip
KOLOMMEN = {
    **{theirs: ours for ours, theirs in THEIRS.items()},
    "Naam behandelaar": "weglaten",
}
CODES = {
    "reden_beeindiging": {"Einde": "01", "verhuisd": "21", "4": "04"},
    "haalbaar": {"klopt": "ja", "klopt niet": "nee"},
    "wijk": {"Wijk Noord": "Noord", "Wijk Oost": "Oost"},
}
LIJSTEN = pd.DataFrame(
    [
        ("uitkomst_bezwaar", None, None, None, code, code, None)
        for code in ("gegrond", "Deels", "a", "A", "x1", "X1y")
    ]
    + [("uitkomst_bezwaar", None, "2030", None, "later", "Later", None)],
    columns=list(KOLOMMEN_VAN_LIJSTEN),
    dtype=object,
)
ANDERSOM = {ours: theirs for pairs in CODES.values() for theirs, ours in pairs.items()}


def theirs() -> str:
    """The extract as another system writes it, with a column more."""
    header = [THEIRS.get(name, name).upper() for name in NAMEN]
    anders = {name: lambda text: ANDERSOM.get(text, text) for name in CODES}
    rows = [[*row, "Vogel, K."] for row in to_fields(anders=anders)]
    return to_csv(rows, [*header, "naam  BEHANDELAAR"])


def test_a_mapped_file_is_read_as_the_agreed_one(tmp_path: Path, storage: Storage) -> None:
    (tmp_path / "ons").mkdir()
    ours = read_delivery(put_csv(tmp_path / "ons", to_csv()), PROEF)
    mapped = read_both(put_csv(tmp_path, theirs()), PROEF, storage, Vertaling(KOLOMMEN, CODES))
    assert mapped.bevindingen == ()
    assert mapped.table is not None and ours.table is not None
    pd.testing.assert_frame_equal(mapped.table, ours.table)


def test_a_mapped_workbook_is_read_as_the_agreed_one(tmp_path: Path) -> None:
    def rename(sheet: Any) -> None:
        for place, name in enumerate(NAMEN, start=1):
            sheet.cell(1, place, THEIRS.get(name, name))

    folder = put_xlsx(tmp_path, rename)
    assert [item.regel for item in read_delivery(folder, PROEF).bevindingen] == ["proef.kopregel"]
    mapped = read_delivery(folder, PROEF, Vertaling(KOLOMMEN))
    assert mapped.bevindingen == ()
    assert mapped.letters["begindatum"] == "C"


def test_a_delivered_column_that_is_mapped_upon_another_is_told_as_double(
    tmp_path: Path, storage: Storage
) -> None:
    text = to_csv([[*row, "x"] for row in to_fields()], [*NAMEN, "Buurt"])
    delivery = read_both(put_csv(tmp_path, text), PROEF, storage, Vertaling({"Buurt": "wijk"}))
    assert [(item.regel, item.kolom) for item in delivery.bevindingen] == [("proef.kolom_dubbel", "wijk")]


def test_a_code_that_is_not_mapped_stays_as_it_is(tmp_path: Path, storage: Storage) -> None:
    text = to_csv(to_fields(anders={"reden_beeindiging": lambda text: text and "einde"}))
    delivery = read_both(put_csv(tmp_path, text), PROEF, storage, Vertaling({}, CODES))
    assert delivery.table is not None
    assert set(delivery.table["reden_beeindiging"].dropna()) == {"einde"}


def test_the_list_for_the_sender_has_the_keys_of_a_mapped_file(tmp_path: Path) -> None:
    delivery = read_delivery(put_csv(tmp_path, theirs()), PROEF, Vertaling(KOLOMMEN, CODES))
    assert list(Sleutels(delivery).with_lines([2, 3])) == [(2, "000001"), (3, "000002")]
    with Storage() as store:
        large = read_groot(tmp_path, PROEF, store, Vertaling(KOLOMMEN, CODES))
        assert list(Sleutels(large).with_lines([2, 3])) == [(2, "000001"), (3, "000002")]


def load(folder: Path, text: str, dataset: str = "toewijzingen") -> Parameters:
    path = folder / f"{RAPPORT}.yaml"
    path.write_text(
        PARAMETERS.replace("  - plannen\n", f"  - plannen\n  - {dataset}\n") + text, encoding="utf-8"
    )
    return load_parameters(path)


def test_parameters_say_what_a_sender_calls_otherwise(tmp_path: Path) -> None:
    parameters = load(
        tmp_path,
        'kolommen:\n  toewijzingen:\n    "Cliënt-id": clientnummer\n    Naam: weglaten\n'
        'codes:\n  toewijzingen:\n    wet:\n      "01": Wmo\n',
    )
    made = make_vertalingen(parameters, LIJSTEN)
    assert "toewijzingen" in made
    assert made["toewijzingen"].kolommen == {"Cliënt-id": "clientnummer", "Naam": "weglaten"}
    assert made["toewijzingen"].of_column(DATASETS["toewijzingen"].column("wet"))["01"] == "Wmo"


def test_a_code_with_other_capitals_is_the_code_where_no_other_can_be_meant(tmp_path: Path) -> None:
    uitkomst = DATASETS["bezwaarschriften"].column("uitkomst")
    parameters = load(
        tmp_path, "codes:\n  bezwaarschriften:\n    uitkomst: {gegrond!: gegrond}\n", "bezwaarschriften"
    )
    meant = make_vertalingen(parameters, LIJSTEN)["bezwaarschriften"].of_column(uitkomst)
    assert meant == {
        "GEGROND": "gegrond", "Gegrond": "gegrond", "DEELS": "Deels", "deels": "Deels", "X1": "x1",
        "X1Y": "X1y", "x1y": "X1y", "gegrond!": "gegrond",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("kolommen:\n  toewijzing:\n    a: wet\n", "'toewijzing' staat niet in 'datasets'. Bedoelt u 'toewijzingen'?"),
        ("codes:\n  declaraties:\n    bedrag: {a: b}\n", "'declaraties' staat niet in 'datasets'."),
        ("codes:\n  toewijzingen:\n    wet:\n      01: Wmo\n", "zet elke naam en code tussen aanhalingstekens"),
        ("codes:\n  toewijzingen:\n    wet:\n      x: 1\n", "zet elke naam en code tussen aanhalingstekens"),
        ("codes:\n  toewijzingen:\n    wet:\n      yes: Wmo\n", "zet elke naam en code tussen aanhalingstekens"),
        ("kolommen:\n  toewijzingen: wet\n", "hier horen instellingen met waarden onder te staan"),
        ("kolommen:\n  toewijzingen:\n    a: Wet!\n", "gebruik alleen kleine letters"),
    ],
)  # fmt: skip
def test_a_mapping_that_cannot_be_is_refused_with_its_line(text: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as caught:
        load(tmp_path, text)
    assert told in str(caught.value)
    assert f"{RAPPORT}.yaml, regel " in str(caught.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("kolommen:\n  toewijzingen:\n    a: wett\n", "geen kolom 'wett'. Bedoelt u 'wet'?"),
        ("kolommen:\n  toewijzingen:\n    a: wet\n    b: wet\n", "de kolom 'wet' is hier twee keer bedoeld."),
        ('kolommen:\n  toewijzingen:\n    "-": wet\n', "een naam heeft letters of cijfers."),
        ("codes:\n  toewijzingen:\n    wett: {a: b}\n", "geen kolom 'wett'. Bedoelt u 'wet'?"),
        ("codes:\n  toewijzingen:\n    ingangsdatum: {a: b}\n", "'ingangsdatum' heeft geen codes, maar een datum."),
        ("codes:\n  toewijzingen:\n    clientnummer: {a: b}\n", "hun nummers horen niet in de parameters."),
    ],
)  # fmt: skip
def test_a_mapping_upon_what_is_not_there_is_refused(text: str, told: str, tmp_path: Path) -> None:
    parameters = load(tmp_path, text)
    with pytest.raises(ConfigurationError) as caught:
        make_vertalingen(parameters, LIJSTEN)
    assert told in str(caught.value)
    assert str(caught.value).startswith(f"{RAPPORT}.yaml klopt niet:")
