"""The work folder: what chapters may read comes back as it was, and a folder that is not whole is not used."""

from pathlib import Path

import pytest
from hoofdstukhulp import JAAR, KWALITEIT, LEEFTIJDEN, RAMING, TREND, VOORZIENINGEN, make_rij, make_werkmap

from sdreport.chapter.werkmap import INVOER, Labels, Leesstof, Rapportfeiten, Werkmap
from sdreport.project.parameters.blokken import Kerncijfer
from sdreport.register.manifest import Bronbestand, hash_files
from sdreport.register.register import Register


def test_what_chapters_may_read_survives_the_work_folder(tmp_path: Path) -> None:
    rijen = [*VOORZIENINGEN, *LEEFTIJDEN, *RAMING, make_rij("kosten_zin", 0.1 + 0.2, "euro")]
    facts = Rapportfeiten(
        JAAR, "Leusden", tmp_path / "stijl.yaml", (tmp_path, tmp_path / "eigen"),
        (Kerncijfer(label="Kaart", adres="clienten.wmo"),), {"plannen": Bronbestand("plannen.csv", "ab")}, "leusden",
    )  # fmt: skip
    labels = Labels({"wet": {"wmo": "Wmo"}})
    werkmap = Werkmap(tmp_path / "werkmap")
    stof = Leesstof(facts, Register(rijen, JAAR), labels, {"plannen": [{"regelnummer": "2"}]})
    werkmap.fill(stof, KWALITEIT, {})
    assert werkmap.read_rapport() == facts
    assert list(werkmap.read_register(JAAR).rijen) == rijen
    assert werkmap.read_labels() == labels
    assert werkmap.read_tabellen() == stof.tabellen
    assert werkmap.read_kwaliteit() == KWALITEIT


def test_a_work_folder_is_fresh_until_something_that_went_in_changes(tmp_path: Path) -> None:
    werkmap, extract = make_werkmap(tmp_path, TREND), tmp_path / "extract.csv"
    extract.write_text("a", encoding="utf-8")
    werkmap.write(INVOER, hash_files([extract], tmp_path))
    assert werkmap.is_fresh(tmp_path)
    extract.write_text("b", encoding="utf-8")
    assert not werkmap.is_fresh(tmp_path)


def test_a_work_folder_that_was_never_finished_is_not_fresh(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build that is killed between two files leaves no hashes, not even those of an earlier build."""
    werkmap = make_werkmap(tmp_path, TREND)
    assert werkmap.is_fresh(tmp_path)
    stof = Leesstof(werkmap.read_rapport(), Register(TREND, JAAR), werkmap.read_labels(), {})

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Werkmap, "write", killed)
    with pytest.raises(KeyboardInterrupt):
        werkmap.fill(stof, KWALITEIT, {})
    assert not werkmap.is_fresh(tmp_path)
