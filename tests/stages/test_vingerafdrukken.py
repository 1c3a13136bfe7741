"""A fingerprint tells which version of a file was used, and a guess at what is in it cannot be tried."""

from itertools import product
from pathlib import Path

import pytest

from sdreport.project.folders import Project
from sdreport.register.built.verification import verify_report
from sdreport.register.manifest import MET_RECORDS, hash_files, make_manifest
from sdreport.safe.hashes import hash_bytes, hash_text
from sdreport.stages.inputs import hash_invoer

NAMEN = (
    "data/2023/toewijzingen.csv",
    "data/2023/tellingen.csv",
    "data/2022/tellingen.csv",
    "data/2023/plannen.csv",
    "data/labels.csv",
    "parameters/proef.yaml",
)
TELLINGEN = "telling;aantal\nuitgezet;{}\nbezwaar;{}\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in NAMEN:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TELLINGEN.format(3, 7) if "tellingen" in name else name)
    return tmp_path.resolve()


def fingerprints(root: Path) -> dict[str, str]:
    return hash_invoer(
        [root / name for name in NAMEN if (root / name).exists()], root, root / "data" / "2023"
    )


def test_only_what_can_be_guessed_is_taken_with_the_records(root: Path) -> None:
    found = fingerprints(root)
    mixed = {name for name, sha in found.items() if sha.endswith(MET_RECORDS)}
    assert mixed == {"data/2023/tellingen.csv", "data/2022/tellingen.csv"}
    plain = hash_files([root / name for name in NAMEN], root)
    assert {name: found[name] for name in plain if name not in mixed}.items() <= plain.items()


def test_a_reader_who_knows_all_but_two_counts_can_try_nothing(root: Path) -> None:
    found = fingerprints(root)
    told = found["data/2023/tellingen.csv"]
    guesses = [hash_bytes(TELLINGEN.format(*two).encode()) for two in product(range(10), repeat=2)]
    keys = ["", *found.values(), *(sha.removesuffix(MET_RECORDS) for sha in found.values())]
    tries = {hash_text(f"{key} {sha}") for key in keys for sha in guesses} | set(guesses)
    assert told.removesuffix(MET_RECORDS) not in tries


def test_the_same_files_have_the_same_fingerprint_and_others_have_not(root: Path) -> None:
    before = fingerprints(root)
    assert fingerprints(root) == before
    (root / "data/2023/tellingen.csv").write_text(TELLINGEN.format(4, 7))
    after = fingerprints(root)
    assert {name for name in before if after[name] != before[name]} == {"data/2023/tellingen.csv"}


def test_of_a_report_without_records_the_hash_is_plain(root: Path) -> None:
    (root / "data/2023/toewijzingen.csv").unlink()
    assert fingerprints(root)["data/2023/tellingen.csv"] == hash_bytes(TELLINGEN.format(3, 7).encode())


def test_verify_tells_what_changed_and_what_cannot_be_told(root: Path) -> None:
    report = root / "output" / "proef"
    report.mkdir(parents=True)
    (report / "manifest.json").write_text(
        make_manifest({"rapport": "proef", "data": "data/2023"}, False, fingerprints(root), {}), newline="\n"
    )
    assert verify_report(report, Project(root), hash_invoer) == []
    (root / "data/2023/tellingen.csv").write_text(TELLINGEN.format(4, 7))
    assert verify_report(report, Project(root), hash_invoer) == [
        "invoer: data/2023/tellingen.csv is veranderd na de build."
    ]
    (root / "data/2023/toewijzingen.csv").write_text("herzien")
    later = "is niet na te kijken zolang andere invoer anders is."
    assert verify_report(report, Project(root), hash_invoer) == [
        f"invoer: data/2022/tellingen.csv {later}",
        f"invoer: data/2023/tellingen.csv {later}",
        "invoer: data/2023/toewijzingen.csv is veranderd na de build.",
    ]
