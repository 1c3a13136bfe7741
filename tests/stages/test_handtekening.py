"""A signature under a report stays as long as its manifest does; when it goes, that is told."""

import json
from pathlib import Path

import pytest
from kleinproject import RAPPORT, make_project

from sdreport.project.editie import Editie, find_editie
from sdreport.project.folders import Project
from sdreport.register.manifest import HANDTEKENING, NAAM
from sdreport.safe.signature import make_keys, sign
from sdreport.stages.publish import keep_handtekening
from sdreport.stages.takeover.report import hash_made


@pytest.fixture
def editie(tmp_path: Path) -> Editie:
    """A small project with a report that was signed, and a new one in the making that is the same."""
    make_keys(tmp_path / "proef.key", "")
    editie = find_editie(Project(make_project(tmp_path)), RAPPORT)
    for folder in (editie.folder, editie.project.root / "nieuw"):
        folder.mkdir(parents=True)
        (folder / NAAM).write_text(json.dumps({"invoer": {}}), encoding="utf-8")
    signed = sign((editie.folder / NAAM).read_bytes(), tmp_path / "proef.key", "", "bestand:manifest.json")
    (editie.folder / HANDTEKENING).write_text(signed, encoding="utf-8")
    return editie


def keep(editie: Editie) -> tuple[str, bool]:
    """What is told, and whether the new report has the signature."""
    new = editie.project.root / "nieuw"
    told = keep_handtekening(editie, new)
    there = new / HANDTEKENING
    return told, there.exists() and there.read_bytes() == (editie.folder / HANDTEKENING).read_bytes()


def test_the_same_report_made_again_keeps_its_signature(editie: Editie) -> None:
    assert keep(editie) == ("", True)
    (editie.folder / HANDTEKENING).unlink()
    (editie.project.root / "nieuw" / HANDTEKENING).unlink()
    assert keep(editie) == ("", False)


@pytest.mark.parametrize("changed", ["manifest", "handtekening", "weg"])
def test_another_report_loses_it_and_that_is_told(editie: Editie, changed: str) -> None:
    if changed == "manifest":
        (editie.project.root / "nieuw" / NAAM).write_text("{}", encoding="utf-8")
    elif changed == "weg":
        (editie.folder / NAAM).unlink()
    else:
        (editie.folder / HANDTEKENING).write_text("untrusted comment: x\n", encoding="utf-8")
    told, kept = keep(editie)
    assert not kept
    assert "Onderteken het opnieuw" in told


def test_a_report_that_was_signed_stands_as_it_was_made(editie: Editie) -> None:
    signed = hash_made(editie)
    (editie.folder / HANDTEKENING).write_text("onzin", encoding="utf-8")
    assert hash_made(editie) != signed
    (editie.folder / HANDTEKENING).unlink()
    assert hash_made(editie) == signed
    (editie.folder / HANDTEKENING).mkdir()
    assert hash_made(editie) != signed


def test_what_is_no_file_of_a_build_does_not_stand_there_unseen(editie: Editie, tmp_path: Path) -> None:
    before = hash_made(editie)
    (editie.folder / "leeg").mkdir()
    assert hash_made(editie) != before
    (editie.folder / "leeg").rmdir()
    (editie.folder / NAAM).rename(tmp_path / NAAM)
    (editie.folder / NAAM).symlink_to(tmp_path / NAAM)
    assert hash_made(editie) != before
