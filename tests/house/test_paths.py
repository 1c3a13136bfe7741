"""What documentation and docstrings call by its path or module is there."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "sdreport"
PAGES = [
    *(ROOT / name for name in ("README.md", "CHANGELOG.md", "benchmarks/README.md", "output/README.md")),
    *sorted((ROOT / "docs").glob("*.md")),
]
SOURCES = [
    path for folder in ("sdreport", "tests", "benchmarks") for path in sorted((ROOT / folder).rglob("*.py"))
]
SPAN = re.compile(r"`+([^`]+)`+")
FILE = re.compile(r"(?<![\w<>/*-])(?:[\w-]+/)*[\w-]+\.py\b")
FOLDER = re.compile(r"(?<![\w<>/*-])(?:sdreport|tests|benchmarks)/(?:\w+/)*(?=[\s`]|$)")
MODULE = re.compile(r"(?<![\w./])(?:sdreport\.)?([a-z]\w*(?:\.\w+)+)(?![\w/])")
THERE = {path.relative_to(ROOT).as_posix() for path in SOURCES}
ENDINGS = {"/".join(name.split("/")[start:]) for name in THERE for start in range(name.count("/") + 1)}


def read_texts(path: Path) -> Iterator[str]:
    """The prose of a file: all of a page, the docstrings and comments of a module."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        yield text
        return
    yield from re.findall(r"(?m)^\s*# .*$", text)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield str(node.value.value)


def is_there(name: str) -> bool:
    """Whether a dotted name of a room leads to a module, or to something that stands in one."""
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        folder = PACKAGE.joinpath(*parts[:length])
        for module in (folder.with_suffix(".py"), folder / "__init__.py"):
            if module.is_file():
                rest = parts[length : length + 1]
                return (
                    not rest or re.search(rf"\b{rest[0]}\b", module.read_text(encoding="utf-8")) is not None
                )
    return False


def find_dead(path: Path) -> Iterator[str]:
    """The files, folders and modules that a file names and that are not there."""
    for text in read_texts(path):
        for span in SPAN.findall(text):
            yield from (name for name in FILE.findall(span) if name not in ENDINGS)
            yield from (name for name in FOLDER.findall(span) if not (ROOT / name).is_dir())
            for name in MODULE.findall(span):
                room, inner = name.split(".")[:2]
                known = PACKAGE / room / inner
                named = known.is_dir() or known.with_suffix(".py").is_file() or f"sdreport.{name}" in span
                if named and not is_there(name):
                    yield name


@pytest.mark.parametrize("path", [*PAGES, *SOURCES], ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_path_that_is_named_is_there(path: Path) -> None:
    assert sorted(set(find_dead(path))) == []


@pytest.mark.parametrize(
    "dead",
    [
        "`sdreport/quality/gate.py`",
        "`quality/gate.py`",
        "`bronnen.py`",
        "`tests/quality/`",
        "`sdreport.quality.gate`",
        "`publish.pdf.typst_data`",
        "`python benchmarks/weg.py --groot`",
    ],
)
def test_a_dead_path_is_found(dead: str, tmp_path: Path) -> None:
    page = tmp_path / "pagina.md"
    page.write_text(f"Zie {dead}, en `gate/gate.py` of `safe.text.for_csv`.\n", encoding="utf-8")
    assert len(set(find_dead(page))) == 1
