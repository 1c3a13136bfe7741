"""A signed report: a reader with the public key sees that it is whole and whose it is."""

import base64
import hashlib
import json
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from bouwhulp import run_sdreport
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from sdreport.errors import ConfigurationError
from sdreport.register.built.verification import verify_report, verify_signature
from sdreport.register.manifest import HANDTEKENING, NAAM, hash_files, make_manifest
from sdreport.safe.signature import check_signature, make_keys, sign

WOORD = "een goed wachtwoord"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    folder = tmp_path / "rapport"
    folder.mkdir()
    (folder / "index.html").write_text("<p>12</p>")
    uitvoer = hash_files([folder / "index.html"], folder)
    (folder / NAAM).write_text(make_manifest({"rapport": "rapport"}, False, {}, uitvoer))
    return folder


@pytest.fixture
def sleutel(tmp_path: Path) -> Path:
    make_keys(tmp_path / "gemeente.key", WOORD)
    return tmp_path / "gemeente.key"


def sign_it(report: Path, sleutel: Path) -> Path:
    text = sign((report / NAAM).read_bytes(), sleutel, WOORD, "bestand:manifest.json rapport:rapport")
    (report / HANDTEKENING).write_text(text)
    return sleutel.with_name("gemeente.key.pub")


def test_a_signed_report_is_told_to_be_whole(report: Path, sleutel: Path) -> None:
    public = sign_it(report, sleutel)
    assert verify_signature(report, public) == []
    assert [line for line in verify_report(report, None) if line.startswith("uitvoer")] == []
    assert stat.S_IMODE(sleutel.stat().st_mode) == 0o600
    assert b"ENCRYPTED" in sleutel.read_bytes()
    first = (report / HANDTEKENING).read_text()
    sign_it(report, sleutel)
    assert (report / HANDTEKENING).read_text() == first


def test_the_signature_is_as_minisign_writes_it(report: Path, sleutel: Path) -> None:
    public = base64.b64decode(sign_it(report, sleutel).read_text().splitlines()[1])
    untrusted, first, trusted, second = (report / HANDTEKENING).read_text().splitlines()
    assert untrusted.startswith("untrusted comment: ") and trusted.startswith("trusted comment: ")
    raw = base64.b64decode(first)
    assert (public[:2], raw[:2], raw[2:10], len(raw), len(public)) == (b"Ed", b"ED", public[2:10], 74, 42)
    key = Ed25519PublicKey.from_public_bytes(public[10:])
    key.verify(raw[10:], hashlib.blake2b((report / NAAM).read_bytes()).digest())
    key.verify(base64.b64decode(second), raw[10:] + trusted.removeprefix("trusted comment: ").encode())


def swap(text: str, line: int, new: str) -> str:
    lines = text.splitlines()
    lines[line] = new
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        (lambda text: "", "beschadigd"),
        (lambda text: text[:-30], "beschadigd"),
        (lambda text: text[:-1], "beschadigd"),
        (lambda text: text[:-1] + "\v", "beschadigd"),
        (lambda text: text + "x\n", "beschadigd"),
        (lambda text: swap(text, 1, "niets"), "beschadigd"),
        (lambda text: swap(text, 1, base64.b64encode(b"XX" + b"0" * 72).decode()), "beschadigd"),
        (lambda text: swap(text, 1, base64.b64encode(b"ED" + b"0" * 72).decode()), "andere sleutel"),
        (lambda text: swap(text, 2, "trusted comment: iets anders"), "hoort niet bij deze inhoud"),
        (lambda text: swap(text, 2, "iets anders"), "beschadigd"),
        (lambda text: swap(text, 3, "AAAA"), "beschadigd"),
        (lambda text: swap(text, 0, "onzin"), "beschadigd"),
        (lambda text: text + "x" * 2_000_000, "beschadigd"),
    ],
)
def test_a_signature_that_was_changed_is_told(
    report: Path, sleutel: Path, change: Callable[[str], str], wrong: str
) -> None:
    public = sign_it(report, sleutel)
    path = report / HANDTEKENING
    path.write_text(change(path.read_text()))
    (line,) = verify_signature(report, public)
    assert line.startswith("handtekening: ") and wrong in line
    assert verify_signature(report, None) == ([line] if wrong == "beschadigd" else [])


def test_a_changed_report_a_missing_signature_and_another_key_are_told(
    report: Path, sleutel: Path, tmp_path: Path
) -> None:
    public = sign_it(report, sleutel)
    other = make_keys(tmp_path / "ander.key", "")
    assert "andere sleutel" in verify_signature(report, other)[0]
    manifest = json.loads((report / NAAM).read_text())
    (report / NAAM).write_text(json.dumps(manifest | {"concept": True}))
    assert "hoort niet bij deze inhoud" in verify_signature(report, public)[0]
    (report / HANDTEKENING).unlink()
    assert "ontbreekt" in verify_signature(report, public)[0]


@pytest.mark.parametrize("content", [b"", b"\x00\x01", b"untrusted comment: x\nAAAA\n", b"x" * 2_000_000])
def test_what_is_no_key_is_told(report: Path, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "sleutel"
    path.write_bytes(content)
    with pytest.raises(ConfigurationError, match="sleutel: "):
        sign(b"x", path, "", "x")
    with pytest.raises(ConfigurationError, match="sleutel: "):
        check_signature(b"x", report / NAAM, path)


def test_a_wrong_password_and_a_taken_name_are_told(sleutel: Path) -> None:
    for woord in ("", "fout"):
        with pytest.raises(ConfigurationError, match="wachtwoord is niet goed"):
            sign(b"x", sleutel, woord, "x")
    with pytest.raises(ConfigurationError, match="nooit overschreven"):
        make_keys(sleutel, "")


def test_commands_sign_and_check(report: Path, tmp_path: Path) -> None:
    assert run_sdreport(tmp_path, "new-key", "g.key").returncode == 0
    assert "Er is geen handtekening." in run_sdreport(tmp_path, "verify", "rapport").stderr
    done = run_sdreport(tmp_path, "sign", "rapport", "--key", "g.key")
    assert (done.returncode, done.stderr) == (0, "")
    assert "handtekening" not in run_sdreport(tmp_path, "verify", "rapport", "--key", "g.key.pub").stdout
    assert "Er is een handtekening, maar" in run_sdreport(tmp_path, "verify", "rapport").stderr
    (report / "index.html").write_text("<p>13</p>")
    assert "is veranderd na de build" in run_sdreport(tmp_path, "sign", "rapport", "--key", "g.key").stderr
    (report / NAAM).write_text((report / NAAM).read_text() + " ")
    assert "hoort niet bij" in run_sdreport(tmp_path, "verify", "rapport", "--key", "g.key.pub").stdout


def test_a_link_is_never_what_was_built_or_signed(report: Path, sleutel: Path, tmp_path: Path) -> None:
    public = sign_it(report, sleutel)
    for name, told in ((NAAM, "is veranderd na de build"), (HANDTEKENING, "beschadigd")):
        (report / name).rename(tmp_path / name)
        (report / name).symlink_to(tmp_path / name)
        lines = [*verify_report(report, None), *verify_signature(report, public)]
        assert [line for line in lines if told in line], name


def test_a_signature_that_was_taken_away_is_seen_without_a_key_where_it_was_made(tmp_path: Path) -> None:
    for name in ("data", "parameters"):
        (tmp_path / name).mkdir()
    folder = tmp_path / "output" / "rapport"
    folder.mkdir(parents=True)
    (folder / NAAM).write_text(make_manifest({"rapport": "rapport"}, False, {}, {}))
    assert run_sdreport(tmp_path, "new-key", "g.key").returncode == 0
    assert "handtekening:" not in run_sdreport(tmp_path, "verify", "rapport").stdout
    assert run_sdreport(tmp_path, "sign", "rapport", "--key", "g.key").returncode == 0
    assert "handtekening:" not in run_sdreport(tmp_path, "verify", "rapport").stdout
    (folder / HANDTEKENING).unlink()
    told = run_sdreport(tmp_path, "verify", "rapport")
    assert told.returncode == 1
    assert f"handtekening: dit rapport was ondertekend, en {HANDTEKENING} is weg." in told.stdout
    (kept,) = (tmp_path / "output" / ".handtekeningen").iterdir()
    kept.unlink()
    assert "handtekening:" not in run_sdreport(tmp_path, "verify", "rapport").stdout
