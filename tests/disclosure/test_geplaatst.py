"""Building again over an earlier version: what the pair gives away is told with the lines that mend it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from bouwhulp import ROOT
from registerhulp import rij

from sdreport.disclosure.geplaatst import tell_vorige_versies
from sdreport.errors import ConfigurationError
from sdreport.project.editie import Editie, find_editie
from sdreport.project.folders import Project
from sdreport.register.cijfer import Cijfer
from sdreport.register.files import write_register
from sdreport.register.register import Register

RAPPORT = "raadsrapportage-2023"


def make_rijen(totaal: float | None, jeugd: float | None, vorig: float = 70) -> list[Cijfer]:
    return [rij("clienten.wmo.totaal", 2023, totaal), rij("clienten.jeugdwet.totaal", 2023, jeugd),
            rij("clienten.wmo.totaal", 2022, vorig), rij("begroting.wmo.x.lasten", 2023, 5000, "euro")]  # fmt: skip


@pytest.fixture
def editie(tmp_path: Path) -> Editie:
    for name in ("parameters", "data/history", f"output/{RAPPORT}"):
        (tmp_path / name).mkdir(parents=True)
    text = (ROOT / "parameters" / f"{RAPPORT}.yaml").read_text(encoding="utf-8")
    (tmp_path / "parameters" / f"{RAPPORT}.yaml").write_text(text, encoding="utf-8")
    return find_editie(Project(tmp_path), RAPPORT)


def place(editie: Editie, rijen: Sequence[Cijfer]) -> None:
    write_register([replace(item, waarde=item.waarde) for item in rijen], editie.folder, "proef")


def tell(editie: Editie, rijen: Sequence[Cijfer]) -> str:
    return tell_vorige_versies(editie, Register(rijen, 2023))


@pytest.mark.parametrize(("now", "fault"), [
    (make_rijen(81, None), r"clienten\.wmo\.totaal \(2023\): het verschil met een vorige versie is een klein aantal"),
    (make_rijen(80, 40), r"clienten\.jeugdwet\.totaal \(2023\) was in een vorige versie afgeschermd en wordt nu"),
])  # fmt: skip
def test_what_the_pair_gives_away_is_told_until_it_is_settled(
    editie: Editie, now: list[Cijfer], fault: str
) -> None:
    place(editie, make_rijen(80, None))
    before = (editie.folder / "cijfers.csv").read_bytes()
    text = tell(editie, now)
    assert re.search(fault, text) and "80" not in text and "81" not in text
    [kept] = (editie.project.output / ".vorige" / RAPPORT).iterdir()
    assert kept.read_bytes() == before
    place(editie, now)  # the build goes on, and the next one tells it again
    assert re.search(fault, tell(editie, now))
    (editie.project.history / kept.name).write_bytes(kept.read_bytes())
    line = re.search(r"vorige_versies: \[(.*)\]", text)
    assert line
    named = {"vorige_versies": (line[1],)}
    regels = editie.parameters.geheimhouding.model_copy(update=named)
    known = replace(editie, parameters=editie.parameters.model_copy(update={"geheimhouding": regels}))
    assert tell(known, now) == "", "the build protects and attacks beside it"
    kept.unlink()
    assert tell(editie, now) == ""


@pytest.mark.parametrize(
    "now", [make_rijen(80, None, vorig=71), make_rijen(95, None), make_rijen(None, None)]
)
def test_a_pair_that_gives_nothing_away_says_nothing(editie: Editie, now: list[Cijfer]) -> None:
    place(editie, make_rijen(80, None))
    assert tell(editie, now) == ""
    assert not (editie.project.output / ".vorige").exists()


def test_a_concept_and_a_folder_without_a_readable_register_say_nothing(editie: Editie) -> None:
    assert tell(editie, make_rijen(81, None)) == ""
    place(editie, make_rijen(80, None))
    assert tell(replace(editie, concept=True), make_rijen(81, None)) == ""
    (editie.folder / "cijfers.csv").write_bytes(b"\x00")
    assert tell(editie, make_rijen(81, None)) == ""


def test_a_version_that_was_signed_is_not_replaced(editie: Editie) -> None:
    place(editie, make_rijen(80, None))
    (editie.folder / "manifest.json.minisig").write_text("x")
    with pytest.raises(
        ConfigurationError, match=r"is ondertekend(.|\n)*vorige_versies: \[raadsrapportage-2023-"
    ):
        tell(editie, make_rijen(81, None))
    assert tell(editie, make_rijen(80, None)) == ""
