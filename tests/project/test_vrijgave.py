"""Signing off: a definitive report asks for a record by two roles; a concept and a voorlopig one do not."""

from dataclasses import replace
from pathlib import Path

import pytest

from sdreport.chapter.blocks.blocks import Melding, Tabel
from sdreport.chapter.blocks.quality import make_log, make_release
from sdreport.errors import ConfigurationError
from sdreport.project.editie import Editie, load_editie
from sdreport.project.folders import Project
from sdreport.project.vrijgave import (
    check_vrijgave,
    describe_missing,
    describe_vrijgave,
    list_logboek,
    list_missing,
)

BASIS = """\
rapport: proef-2023
titel: Proef
gemeente: Voorbeeldstad
jaar: 2023
datum: 2024-05-30
status: definitief
verantwoording: Een proef.
data: data/2023
datasets: [leerlingen]
hoofdstukken: [1_inleiding]
"""
RECORD = """\
kwaliteitsborging:
  analist: beleidsadviseur
  borger: adviseur control
  datum: 2024-05-28
  aannames: [Een inwoner telt één keer.]
  besluiten:
    - {datum: 2024-05-14, besluit: Kleine aantallen blijven weg., door: teamleider zorg}
"""


def load(folder: Path, text: str, concept: bool = False) -> Editie:
    path = folder / "proef-2023.yaml"
    path.write_text(text, encoding="utf-8")
    return load_editie(Project(folder), path, concept)


def fault(folder: Path, text: str) -> str:
    with pytest.raises(ConfigurationError) as caught:
        load(folder, text)
    return str(caught.value)


def test_a_definitive_report_with_a_whole_record_can_be_released(tmp_path: Path) -> None:
    editie = load(tmp_path, BASIS + RECORD)
    check_vrijgave(editie)
    assert (list(list_missing(editie.parameters)), describe_missing(editie.parameters)) == ([], "")


def test_without_a_record_every_missing_thing_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as caught:
        check_vrijgave(load(tmp_path, BASIS))
    title, *lines = str(caught.value).split("\n")
    assert "proef-2023 is nog niet vrij te geven" in title and "--concept" in title
    assert [line.split()[1] for line in lines] == [
        f"kwaliteitsborging.{key}" for key in ("analist", "borger", "datum", "aannames", "besluiten")
    ]
    assert caught.value.exit_code == 2


@pytest.mark.parametrize("key", ["analist", "borger", "datum", "aannames"])
def test_one_missing_thing_is_one_line(tmp_path: Path, key: str) -> None:
    lines = [line for line in RECORD.splitlines() if not line.startswith(f"  {key}:")]
    missing = list(list_missing(load(tmp_path, BASIS + "\n".join(lines)).parameters))
    assert len(missing) == 1
    assert missing[0].startswith(f"kwaliteitsborging.{key} ontbreekt")


@pytest.mark.parametrize(
    ("status", "concept"), [("voorlopig", False), ("definitief", True), ("voorlopig", True)]
)
def test_a_concept_and_a_voorlopig_report_need_no_record(tmp_path: Path, status: str, concept: bool) -> None:
    editie = load(tmp_path, BASIS.replace("status: definitief", f"status: {status}"), concept)
    check_vrijgave(editie)
    assert describe_vrijgave(editie).stand == ("concept" if concept else status)


def test_one_role_cannot_do_both(tmp_path: Path) -> None:
    text = BASIS + RECORD.replace("borger: adviseur control", "borger: beleidsadviseur ")
    assert "'analist' en 'borger' zijn dezelfde rol" in fault(tmp_path, text)
    assert "dezelfde rol" in fault(tmp_path, text.replace("status: definitief", "status: voorlopig"))


@pytest.mark.parametrize(
    "naam",
    ["Jan", "J. Jansen", "Jan Jansen", "Jansen, P.", "jan@voorbeeld.nl", "adviseur Jan Jansen",
     "teamleider Petra van der Berg", "adviseur 0612345678", "dr. J.H. Jansen"],
)  # fmt: skip
def test_a_name_is_no_role(tmp_path: Path, naam: str) -> None:
    for old in ("analist: beleidsadviseur", "door: teamleider zorg"):
        text = BASIS + RECORD.replace(old, f'{old.partition(":")[0]}: "{naam}"')
        assert "lijkt een naam" in fault(tmp_path, text)


@pytest.mark.parametrize(
    "rol",
    ["teamleider jeugd", "adviseur Wmo", "consulent Werk en Inkomen", "functionaris gegevensbescherming"],
)
def test_a_role_is_a_role(tmp_path: Path, rol: str) -> None:
    parameters = load(tmp_path, BASIS + RECORD.replace("beleidsadviseur", rol)).parameters
    assert parameters.kwaliteitsborging and parameters.kwaliteitsborging.analist == rol


@pytest.mark.parametrize(
    "tekst",
    [
        "Vraag het aan j.jansen@voorbeeld.nl.",
        "Bel 033-1234567.",
        "Besproken met J. Jansen.",
        "Met mevr. De Wit.",
    ],
)
def test_an_assumption_names_no_person(tmp_path: Path, tekst: str) -> None:
    text = BASIS + RECORD.replace("[Een inwoner telt één keer.]", f'["{tekst}"]')
    assert "lijkt een persoon" in fault(tmp_path, text)


def test_what_was_decided_after_assurance_asks_for_it_again(tmp_path: Path) -> None:
    missing = list(
        list_missing(load(tmp_path, BASIS + RECORD.replace("2024-05-14", "2024-05-29")).parameters)
    )
    assert len(missing) == 1 and "besluit 1 is van 29-05-2024" in missing[0]


@pytest.mark.parametrize(("tot", "expired"), [("2024-05-27", True), ("2024-05-28", False)])
def test_an_acceptance_must_hold_on_the_day_of_assurance(tmp_path: Path, tot: str, expired: bool) -> None:
    accepted = (
        "acceptaties:\n  - {regel: leerlingen.x, alles: true, reden: R, besloten_door: controller, "
        f"datum: 2024-05-01, tot: {tot}}}\n"
    )
    missing = list(list_missing(load(tmp_path, BASIS + RECORD + accepted).parameters))
    assert bool(missing) is expired
    assert not expired or "acceptatie 1 (leerlingen.x) was op de dag van de kwaliteitsborging" in missing[0]


def test_a_concept_has_a_name_of_its_own_that_no_report_can_take(tmp_path: Path) -> None:
    editie = load(tmp_path, BASIS)
    assert (editie.naam, replace(editie, concept=True).naam) == ("proef-2023", "proef-2023-concept")
    assert "'-concept'" in fault(tmp_path, BASIS.replace("proef-2023", "proef-2023-concept"))


def test_the_record_is_told_on_the_page(tmp_path: Path) -> None:
    editie = load(tmp_path, BASIS + RECORD)
    notice = make_release(describe_vrijgave(editie))
    assert (notice.niveau, notice.titel) == ("info", "Definitief rapport")
    assert "beleidsadviseur" in notice.tekst and "adviseur control op 28-05-2024" in notice.tekst
    table = make_log(list_logboek(editie.parameters), "0.6", "Aannames en besluiten")
    assert isinstance(table, Tabel)
    assert table.rijen == (
        ("aanname", "Een inwoner telt één keer.", "beleidsadviseur", ""),
        ("besluit", "Kleine aantallen blijven weg.", "teamleider zorg", "14-05-2024"),
    )


def test_roles_and_dates_that_are_examples_say_so(tmp_path: Path) -> None:
    editie = load(tmp_path, BASIS + RECORD + "  voorbeeld: true\n")
    assert "beleidsadviseur (voorbeeld)" in make_release(describe_vrijgave(editie)).tekst
    assert "28-05-2024 (voorbeeld)" in make_release(describe_vrijgave(editie)).tekst
    besluit = list_logboek(editie.parameters)[-1]
    assert (besluit.door, besluit.datum) == ("teamleider zorg (voorbeeld)", "14-05-2024 (voorbeeld)")


@pytest.mark.parametrize(
    ("stand", "niveau", "word"),
    [
        ("voorlopig", "waarschuwing", "nog niet vrijgegeven"),
        ("concept", "kritiek", "mag niet worden gepubliceerd"),
    ],
)
def test_what_is_not_released_says_so(tmp_path: Path, stand: str, niveau: str, word: str) -> None:
    editie = load(tmp_path, BASIS.replace("definitief", "voorlopig"))
    notice = make_release(replace(describe_vrijgave(editie), stand=stand))
    assert notice.niveau == niveau and word in notice.tekst
    assert isinstance(make_log(list_logboek(editie.parameters), "0.6", "Aannames"), Melding)
