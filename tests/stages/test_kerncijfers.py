"""The numbers on the first page: the usual ones that a report has, or those that its parameters name."""

from dataclasses import replace

import pytest
from werkboekhulp import ROOT

from sdreport.chapter.blocks.cards import choose_kerncijfers
from sdreport.errors import ConfigurationError
from sdreport.project.editie import Editie, load_editie
from sdreport.project.folders import Project
from sdreport.project.parameters import Kerncijfer
from sdreport.register.cijfer import Cijfer
from sdreport.register.register import Register
from sdreport.stages.calculate import check_kerncijfers

JAAR = 2023
REGISTER = Register(
    [
        Cijfer("clienten", JAAR, {"wet": wet, "voorziening": "totaal"}, 40.0, "personen", "definitief", "x", "y")
        for wet in ("wmo", "bijzonder")
    ],
    JAAR,
)  # fmt: skip


def edition(*adressen: str) -> Editie:
    """The example, with these numbers on its first page."""
    editie = load_editie(Project(ROOT), ROOT / "parameters" / "raadsrapportage-2023.yaml")
    cards = tuple(Kerncijfer(label="Kaart", adres=adres) for adres in adressen)
    return replace(editie, parameters=editie.parameters.model_copy(update={"kerncijfers": cards}))


def test_without_names_the_usual_numbers_that_are_there_stand_on_the_first_page() -> None:
    assert [item.adres for item in choose_kerncijfers(None, REGISTER)] == ["clienten.wmo.totaal"]
    assert choose_kerncijfers((), REGISTER) == (), "who names none has none"
    own = (Kerncijfer(label="Eigen", adres="clienten.bijzonder.totaal"),)
    assert choose_kerncijfers(own, REGISTER) == own


def test_every_named_number_that_is_not_there_is_one_line_with_file_and_key() -> None:
    check_kerncijfers(edition("clienten.wmo.totaal", "clienten.wmo.totaal@2023"), REGISTER)
    wrong = edition("clienten.wmo.totaall", "clienten.wmo.totaal", "bijstand.totaal", "geen adres")
    with pytest.raises(ConfigurationError) as told:
        check_kerncijfers(wrong, REGISTER)
    first, second, third = str(told.value).splitlines()
    place = "parameters/raadsrapportage-2023.yaml, kerncijfers: "
    expected = f"{place}Er is geen cijfer 'clienten.wmo.totaall' over 2023. Bedoelt u 'clienten.wmo.totaal'?"
    assert first == expected
    assert second.startswith(f"{place}Er is geen cijfer 'bijstand.totaal' over 2023.")
    assert third.startswith(f"{place}'geen adres' is geen adres")
    assert {(fault.file, fault.column) for fault in told.value.faults} == {
        ("parameters/raadsrapportage-2023.yaml", "kerncijfers")
    }
