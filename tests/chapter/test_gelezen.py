"""What a chapter reads is noted, each thing before the chapter has it, and each note tells apart what changes it."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hoofdstukhulp import JAAR, TREND, make_rij

from sdreport.chapter.gelezen import ALLES, MAP, GenoteerdRegister, Notities, open_notities, read_notities
from sdreport.chapter.leestafel import Leestafel
from sdreport.chapter.opbouw import Opbouw
from sdreport.chapter.toelichting.text import Feiten, Sectie
from sdreport.chapter.werkmap import Labels, Leesstof, Rapportfeiten, Werkmap
from sdreport.errors import ConfigurationError
from sdreport.project.vrijgave import Vrijgave
from sdreport.register.kwaliteit import Kwaliteitsrapport
from sdreport.register.manifest import Bronbestand
from sdreport.register.register import Register

BRONNEN = {"toewijzingen": Bronbestand("a.csv", "a1"), "plannen": Bronbestand("p.csv", "p1")}
RAPPORT = Rapportfeiten(JAAR, "Voorbeeldstad", Path("h.yaml"), (), bronnen=BRONNEN)
STOF = Leesstof(
    RAPPORT, Register(TREND, JAAR), Labels({"wet": {"wmo": "Wmo"}}), {"plannen": [{"sleutel": "1"}]}
)
KWALITEIT = Kwaliteitsrapport("goed", (), (), (), (), (), 0, (), Vrijgave("concept", "", "", ""), ())


@pytest.fixture
def werkmap(tmp_path: Path) -> Werkmap:
    """A work folder as a chapter of a build finds it."""
    folder = tmp_path / "werkmap"
    Werkmap(folder).fill(STOF, KWALITEIT, {})
    (folder / MAP).mkdir()
    return Werkmap(folder, Notities(folder / MAP / "1.txt"))


def noted(werkmap: Werkmap, read: Callable[[Werkmap], object]) -> list[str]:
    read(werkmap)
    return read_notities(werkmap.path, "1") or []


def test_what_is_read_of_the_work_folder_is_noted(werkmap: Werkmap) -> None:
    assert noted(werkmap, lambda w: w.read_rapport().gemeente) == ["rapport"]
    assert noted(werkmap, lambda w: w.read_labels()) == ["rapport", "labels"]
    assert noted(werkmap, lambda w: (w.read_opbouw(), w.read_kwaliteit()))[2:] == ["opbouw", "kwaliteit"]
    assert noted(werkmap, lambda w: w.read_register(JAAR))[4:] == []


@pytest.mark.parametrize(
    ("read", "items"),
    [
        (lambda r: r.select("clienten"), ["cijfers clienten"]),
        (lambda r: r.select("weg"), ["cijfers weg"]),
        (lambda r: r.get("clienten.wmo.totaal@-1"), ["cijfers clienten"]),
        (lambda r: r.find("clienten_groei.wmo.totaal", JAAR), ["cijfers clienten_groei"]),
        (lambda r: len(r.rijen), [ALLES]),
        (
            lambda r: Feiten(r, "").fill(Sectie("a", "{{ clienten.wmo.totaal }}", "a.md", 1)),
            ["cijfers clienten"],
        ),
    ],
)
def test_of_the_register_the_indicators_are_noted(
    werkmap: Werkmap, read: Callable[[Register], object], items: list[str]
) -> None:
    assert noted(werkmap, lambda w: read(w.read_register(JAAR))) == items


def test_a_number_that_is_not_there_is_noted_too(werkmap: Werkmap) -> None:
    register = werkmap.read_register(JAAR)
    with pytest.raises(ConfigurationError):
        register.get("weg.wmo")
    assert "cijfers weg" in (read_notities(werkmap.path, "1") or [])


def test_of_tables_and_files_the_names_are_noted(werkmap: Werkmap) -> None:
    tabellen, bronnen = werkmap.read_tabellen(), werkmap.read_rapport().bronnen
    assert "eerder.plannen" not in tabellen
    assert tabellen["plannen"] and bronnen["plannen"]
    told = ["tabel eerder.plannen", "tabel plannen", "rapport", "bron plannen"]
    assert sorted(read_notities(werkmap.path, "1") or []) == sorted(told)
    assert list(bronnen) == list(BRONNEN)
    assert (read_notities(werkmap.path, "1") or [])[-1] == "de lijst van bronnen"


def test_by_hand_nothing_is_noted(tmp_path: Path) -> None:
    werkmap = Werkmap(tmp_path, open_notities(tmp_path, "1"))
    Werkmap(tmp_path).fill(STOF, KWALITEIT, {})
    werkmap.read_register(JAAR).select("clienten")
    assert read_notities(tmp_path, "1") is None


CHANGES = {
    "rapport": replace(STOF, rapport=replace(RAPPORT, gemeente="Elders")),
    "bron plannen": replace(
        STOF, rapport=replace(RAPPORT, bronnen={**BRONNEN, "plannen": Bronbestand("p.csv", "p2")})
    ),
    "de lijst van bronnen": replace(STOF, rapport=replace(RAPPORT, bronnen={"plannen": BRONNEN["plannen"]})),
    "labels": replace(STOF, labels=Labels({"wet": {"wmo": "de Wmo"}})),
    "opbouw": replace(STOF, opbouw=Opbouw({"figuur": {"a": "1.1"}})),
    "tabel plannen": replace(STOF, tabellen={"plannen": [{"sleutel": "2"}]}),
    "de lijst van tabellen": replace(STOF, tabellen={**STOF.tabellen, "nieuw": []}),
    "cijfers clienten": replace(STOF, register=Register([replace(TREND[0], waarde=1.0), *TREND[1:]], JAAR)),
    "cijfers ander": replace(STOF, register=Register([*TREND, make_rij("ander", 1.0)], JAAR)),
}


@pytest.mark.parametrize("item", CHANGES)
def test_a_change_changes_the_hash_of_what_it_is_of(item: str) -> None:
    before, after = Leestafel(STOF, {}), Leestafel(CHANGES[item], {})
    assert before.hash(item) != after.hash(item)
    others = {
        "labels",
        "opbouw",
        "kwaliteit",
        "rapport",
        "tabel plannen",
        "cijfers clienten",
        "bron toewijzingen",
    }
    changed = {other for other in others - {item} if before.hash(other) != after.hash(other)}
    assert changed == ({"bron toewijzingen"} if item == "de lijst van bronnen" else set())


def test_a_note_that_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="iets"):
        Leestafel(STOF, {}).hash("iets anders")


WATCH = """
import sys
from pathlib import Path
sys.path.insert(0, ".")
import voor
from sdreport.chapter.gelezen import open_notities
open_notities(Path(sys.argv[1]), "1")
open(sys.argv[2]).read()
open(sys.argv[2] + ".uit", "w").write("")
import colorsys
import na
(Path(sys.argv[1]) / "labels.json").read_text()
"""


def test_a_file_that_a_notebook_opens_past_the_chapter_is_noted(werkmap: Werkmap, tmp_path: Path) -> None:
    own = tmp_path / "eigen.csv"
    own.write_text("a", encoding="utf-8")
    for name in ("voor.py", "na.py"):
        (tmp_path / name).write_text("", encoding="utf-8")
    command = [sys.executable, "-c", WATCH, str(werkmap.path), str(own)]
    for _ in range(2):  # the second time from compiled modules
        for left in werkmap.path.glob(f"{MAP}/*"):
            left.unlink()
        subprocess.run(command, check=True, cwd=tmp_path, env={**os.environ, "HOME": str(tmp_path / "thuis")})
    modules = [f"bestand {tmp_path / name}" for name in ("voor.py", "na.py")]
    item = f"bestand {own}"
    assert read_notities(werkmap.path, "1") == [modules[0], item, modules[1]]
    before = Leestafel(STOF, {}).hash(item)
    own.write_text("b", encoding="utf-8")
    changed = Leestafel(STOF, {}).hash(item)
    own.unlink()
    assert len({before, changed, Leestafel(STOF, {}).hash(item)}) == 3


def test_a_register_that_notes_is_as_any_other() -> None:
    register = GenoteerdRegister(TREND, JAAR, Notities())
    assert register.rijen == tuple(TREND)
    assert register.select("clienten") == Register(TREND, JAAR).select("clienten")
