"""The manifest: hashes of files by their path, versions of tools, and the same text for the same build."""

import hashlib
import json
import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import sdreport
from sdreport.register.manifest import PAKKETTEN, describe_versions, hash_files, make_manifest


def write(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_files_are_keyed_by_their_path_from_the_root_in_order_of_that_path(tmp_path: Path) -> None:
    files = [write(tmp_path / "data" / "b.csv", b"b"), write(tmp_path / "a.yaml", b"a")]
    hashes = hash_files(files, tmp_path)
    assert list(hashes) == ["a.yaml", "data/b.csv"]
    assert hashes["data/b.csv"] == hashlib.sha256(b"b").hexdigest()


def test_one_other_byte_gives_another_hash(tmp_path: Path) -> None:
    path = write(tmp_path / "a", b"a")
    before = hash_files([path], tmp_path)
    write(path, b"A")
    assert hash_files([path], tmp_path) != before


def test_a_parameters_file_outside_the_project_is_named_without_its_folder(tmp_path: Path) -> None:
    outside = write(tmp_path / "elders" / "raad-2023.yaml", b"x")
    assert list(hash_files([outside], tmp_path / "project")) == ["raad-2023.yaml"]


def test_the_manifest_tells_what_went_in_what_came_out_and_with_what_tools() -> None:
    content = json.loads(make_manifest({"gemeente": "Één"}, True, {"data/a.csv": "1"}, {"index.html": "2"}))
    assert content["parameters"] == {"gemeente": "Één"}
    assert content["concept"] is True
    assert (content["invoer"], content["uitvoer"]) == ({"data/a.csv": "1"}, {"index.html": "2"})
    assert content["sdreport"] == sdreport.__version__
    assert content["pakketten"] == {name: version(name) for name in PAKKETTEN}


def test_every_package_that_sdreport_works_with_has_its_version_told() -> None:
    text = (Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8")
    needed = [re.split(r"[><=]", item)[0] for item in tomllib.loads(text)["project"]["dependencies"]]
    assert sorted(PAKKETTEN) == sorted(needed)
    assert all(describe_versions()["pakketten"].values())


def test_what_else_is_told_of_the_input_stands_in_the_manifest() -> None:
    content = json.loads(make_manifest({}, False, {}, {}, {"teksten": {"1_a": {"begin": "1"}}}))
    assert content["teksten"] == {"1_a": {"begin": "1"}}
    assert content["code"] == describe_versions()["code"]


def test_the_manifest_is_the_same_for_the_same_build() -> None:
    one, two = (make_manifest({"jaar": 2023}, False, {"a": "1"}, {"b": "2"}) for _ in range(2))
    assert one == two
    assert one.endswith("}\n")
