"""Canaries: values that cannot be there by chance, and a search through every byte for them."""

import base64
import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pikepdf

DATA_URI = re.compile(rb"base64,([A-Za-z0-9+/]{40,}={0,2})")


def write_as(kanarie: str) -> set[bytes]:
    """All ways in which a value can stand in a file: encodings, escapes, base64, hexadecimal."""
    found: set[bytes] = set()
    for text in {kanarie, kanarie.lower(), kanarie.upper()}:
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            raw = text.encode(encoding)
            found |= {raw, raw.hex().encode(), raw.hex().upper().encode()}
            for shift in range(3):  # where it starts in base64
                whole = base64.b64encode(b"\0" * shift + raw + b"\0\0\0")
                found.add(whole[(shift * 8 + 5) // 6 : (shift + len(raw)) * 8 // 6])
    return found


def unpack(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """A file and all that is packed in it."""
    yield name, content
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for part in packed.namelist():
                yield from unpack(f"{name}!{part}", packed.read(part))
    elif content.startswith(b"%PDF"):
        yield from _unpack_pdf(name, content)
    elif content.startswith(b"\x1f\x8b"):
        yield from unpack(f"{name}!gz", zlib.decompress(content, 31))
    for number, found in enumerate(DATA_URI.findall(content)):
        yield from unpack(f"{name}!data{number}", base64.b64decode(found.rstrip(b"=") + b"==="))


def _unpack_pdf(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    with pikepdf.open(io.BytesIO(content)) as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Stream):
                yield f"{name}!stream", item.read_bytes()
    if shutil.which("pdftotext"):
        done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=content, capture_output=True, check=True)
        yield f"{name}!tekst", re.sub(rb"\s", b"", done.stdout)


def search(folders: Iterable[Path], kanaries: Iterable[str], leave_out: Iterable[str] = ()) -> list[str]:
    """The files below the folders, names included, in which a canary stands, as `file: canary`."""
    needles = {needle: kanarie for kanarie in kanaries for needle in write_as(kanarie)}
    pattern = re.compile(b"|".join(re.escape(needle) for needle in sorted(needles)))
    found: list[str] = []
    for folder in folders:
        for path in folder.rglob("*"):
            inside = path.relative_to(folder)
            if set(inside.parts) & set(leave_out) or not path.is_file():
                continue
            parts = [("naam", str(inside).encode()), *unpack(str(inside), path.read_bytes())]
            found += [f"{name}: {needles[hit[0]]}" for name, part in parts if (hit := pattern.search(part))]
    return found


class Omgeving:
    """A run with a home and a temporary folder of its own, which can be searched when it has ended."""

    def __init__(self, folder: Path) -> None:
        self.home, self.tijdelijk = folder / "thuis", folder / "tijdelijk"
        for path in (self.home, self.tijdelijk):
            path.mkdir()
        self.told = ""

    def run(self, project: Path, *command: str, **env: str) -> subprocess.CompletedProcess[str]:
        """Run Python in the project with these arguments, with the loosest of masks; all it says is kept."""
        places = {"HOME": self.home, "TMPDIR": self.tijdelijk, "TEMP": self.tijdelijk, "TMP": self.tijdelijk}
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "SDREPORT_"))
        }
        done = subprocess.run(
            [sys.executable, *command], cwd=project, capture_output=True, encoding="utf-8", errors="replace",
            env={**kept, **{name: str(path) for name, path in places.items()}, "PYTHONUTF8": "1", **env},
            timeout=300, check=False, umask=0,
        )  # fmt: skip
        self.told += done.stdout + done.stderr
        return done

    def search(self, project: Path, kanaries: Iterable[str], leave_out: Iterable[str]) -> list[str]:
        """Where a canary is, other than in the input and the restricted folders."""
        (self.home / "gezegd.txt").write_text(self.told, encoding="utf-8")
        return search([project / "output", self.home, self.tijdelijk], kanaries, leave_out)
