"""How every module is written, and that the repository stands on its own."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "sdreport").rglob("*.py"))
MOST_LINES = 350
HEAVY = (
    "duckdb",
    "great_expectations",
    "pandas",
    "numpy",
    "altair",
    "papermill",
    "nbconvert",
    "typst",
    "vl_convert",
    "openpyxl",
)

# Put together here, so that this file does not hold what it looks for.
MACHINE_PATHS = r"(?<![\w.:/-])/(?:work|home|Users|root)/|[A-Z]:\\\\?Users"
INDEX_HOSTS = "|".join(f"{name}[.]{end}" for name, end in [
    ("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "(?:org|com)"), ("yarnpkg", "com"), ("anaconda", "org"),
    ("jsdelivr", "net"), ("unpkg", "com"),
])  # fmt: skip
OUTSIDE = r"[.][.]/shared"


def list_repository() -> list[Path]:
    """The files that are or would be committed."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("no git checkout")
    paths = (ROOT / name for name in listed.stdout.decode().split("\0") if name)
    return [path for path in paths if path.is_file()]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_module_says_what_it_is_for_and_fits_in_the_head(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= MOST_LINES
    doc = ast.get_docstring(ast.parse(source))
    assert doc
    assert doc.splitlines()[0].endswith((".", ":")), "the first sentence stands on the first line"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_public_functions_and_classes_have_a_docstring(path: Path) -> None:
    module = ast.parse(path.read_text(encoding="utf-8"))
    outer = [node for node in module.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    members = [
        node
        for owner in outer
        if isinstance(owner, ast.ClassDef) and not owner.name.startswith("_")
        for node in owner.body
        if isinstance(node, ast.FunctionDef)
    ]
    public = [node for node in [*outer, *members] if not node.name.startswith("_")]
    assert [node.name for node in public if not ast.get_docstring(node)] == []


ONE_PLACE = {
    r"get_close_matches": {"errors.py"},
    r"hashlib\.": {"safe/hashes.py", "intake/large/scan.py", "intake/pseudonym.py"},  # a stream; a keyed hash
    r"\.chmod\(|mode=0o": {"safe/restricted.py"},
    r"0\.7152": {"project/huisstijl.py"},
    r"unicodedata\.category": {"safe/text.py"},
    r"""replace\(["'][.,]["'], ?["'][.,]["']\)""": {
        "safe/dutch.py",
        "exampledata/history.py",
    },  # stands on its own
}


@pytest.mark.parametrize("pattern", ONE_PLACE)
def test_what_more_modules_need_is_written_in_one_place(pattern: str) -> None:
    found = [path for path in MODULES if re.search(pattern, path.read_text(encoding="utf-8"))]
    assert {path.relative_to(ROOT / "sdreport").as_posix() for path in found} == ONE_PLACE[pattern]


def lay_out_by_hand(path: Path) -> list[ast.stmt | None]:
    """The innermost statement above each mark that keeps the formatter away."""
    text = path.read_text(encoding="utf-8")
    marked = [number for number, line in enumerate(text.splitlines(), start=1) if "# fmt: skip" in line]
    statements = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.stmt)]
    ending = ([node for node in statements if node.end_lineno == number] for number in marked)
    return [max(found, key=lambda node: node.lineno, default=None) for found in ending]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_only_tables_are_laid_out_by_hand(path: Path) -> None:
    """A call or signature that is too long for the formatter asks for a smaller one."""
    for statement in lay_out_by_hand(path):
        assert isinstance(statement, ast.Assign | ast.AnnAssign)
        table = isinstance(statement.value, ast.Tuple | ast.List | ast.Dict | ast.Set)
        assert table or statement.col_offset == 0, f"{path.name}, line {statement.end_lineno}"


ENGELS = {
    "sleutel": "key, secret",
    "voortgang": "progress",
    "werkboek": "workbook",
    "regellijst": "line list",
}
"""Dutch words that mean something of the field (docs/begrippen.md), and what technique calls its own."""
TECHNIEK = ("commands", "publish", "safe", "stages", "velen", "voorraad", "intake/large")


def named_in(path: Path) -> set[str]:
    """What a module gives a name: functions, classes, arguments and variables."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    names = {node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    names |= {node.arg for node in nodes if isinstance(node, ast.arg)}
    return names | {
        node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }


@pytest.mark.parametrize("word", ENGELS)
def test_a_word_of_the_field_names_nothing_of_technique(word: str) -> None:
    rooms = tuple(f"sdreport/{name}/" for name in TECHNIEK)
    found = [
        f"{place}: {name}"
        for path in MODULES
        if (place := path.relative_to(ROOT).as_posix()).startswith(rooms)
        for name in named_in(path)
        if word in name.lower()
    ]
    assert found == [], f"in English: {ENGELS[word]}"


@pytest.mark.parametrize(
    ("pattern", "sample"),
    [
        (MACHINE_PATHS, "see /" + "home/user/x"),
        (INDEX_HOSTS, "https://" + "pypi" + ".org/simple"),
        (OUTSIDE, ".." + "/shared/x"),
    ],
    ids=["machine paths", "package index hosts", "outside the repository"],
)
def test_repository_stands_on_its_own(pattern: str, sample: str) -> None:
    assert re.search(pattern, sample), "the pattern finds what it looks for"
    found = []
    for path in list_repository():
        content = path.read_bytes()
        if b"\0" in content[:8192]:
            continue
        for number, line in enumerate(content.decode("utf-8", errors="replace").splitlines(), start=1):
            if re.search(pattern, line):
                found.append(f"{path.relative_to(ROOT).as_posix()}:{number}: {line.strip()[:80]}")
    assert found == []


def test_what_is_taken_over_needs_no_heavy_library() -> None:
    """A build or check of which nothing changed only looks at hashes."""
    modules = (
        "sdreport.stages.takeover.report",
        "sdreport.stages.takeover.check",
        "sdreport.publish.overview",
    )
    code = f"import sys, {', '.join(modules)}; print(*(name for name in {HEAVY!r} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.split() == []


def test_command_line_starts_light() -> None:
    """`sdreport --help` should not wait for libraries that only a build needs."""
    code = f"import sys, sdreport.commands.cli; print(*(name for name in {HEAVY!r} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.split() == []


ANY_ROW = re.compile(r"\b(?:any_value|arbitrary)\(|(?<![\w.])(?<!def )(?:mode|first|last)\((?!.*ORDER BY)")


def test_no_question_to_the_engine_is_answered_by_any_row() -> None:
    """With threads the engine takes another row each time, and a report would not repeat."""
    asked = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in MODULES
        for line in path.read_text(encoding="utf-8").splitlines()
        if ANY_ROW.search(line)
    ]
    assert asked == []
    assert ANY_ROW.search("SELECT mode(tarief) AS tarief")


def test_what_a_command_says_goes_through_one_place() -> None:
    """There a sign that steers the terminal is shown by its number; bytes are for programs."""
    past = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in MODULES
        for line in path.read_text(encoding="utf-8").splitlines()
        if "click.echo(" in line and "encode(" not in line
    ]
    assert past == ["sdreport/commands/screen.py: click.echo(for_terminal(str(text)), err=err, nl=nl)"]
