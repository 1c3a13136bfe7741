"""The notebooks hold structure only: headings, calls on the chapter object, nothing that is not in the rules."""

import ast
import inspect
import itertools
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest

from sdreport.chapter.hoofdstuk import Hoofdstuk
from sdreport.chapter.tekst import read_toelichting
from sdreport.parameters import load_parameters

ROOT = Path(__file__).parents[1]
NOTEBOOKS = {path.stem: path for path in sorted((ROOT / "notebooks").glob("*.ipynb"))}
REPORTS = {path.stem: load_parameters(path) for path in (ROOT / "parameters").glob("*-[0-9]*.yaml")}
CHAPTERS = sorted({name for report in REPORTS.values() for name in report.hoofdstukken})
QUALITY = {report.kwaliteit for report in REPORTS.values()}

FEWEST_CELLS, MOST_CELLS, MOST_LINES = 8, 20, 5
MORE_CELLS = {"2_speerpunten": 35, "3_maatwerkvoorzieningen": 60, "4_financien": 23}
"""Notebooks that follow a published chapter which itself has more sections; none of these may grow further."""

AS_PUBLISHED = {("3_maatwerkvoorzieningen", "figuur"): [*range(1, 12), 13, 12, 14]}
"""The published report itself has figure 3.13 before figure 3.12; its readers look figures up by number."""

ALLOWED = (
    ast.Module, ast.Assign, ast.Expr, ast.Call, ast.Attribute, ast.Name, ast.Constant, ast.Dict, ast.List, ast.keyword,
    ast.ImportFrom, ast.alias, ast.Load, ast.Store,
)  # fmt: skip
ONLY_IMPORT = "from sdreport.chapter import open_chapter"
METHODS = {name for name, _ in inspect.getmembers(Hoofdstuk, inspect.isfunction) if not name.startswith("_")}
NUMBERED = {
    "trend": "figuur", "pyramid": "figuur", "shares": "figuur", "estimates": "figuur", "division": "figuur",
    "table": "tabel", "crosstab": "tabel", "percelen": "tabel", "actions": "tabel", "quality_table": "tabel",
}  # fmt: skip
every_notebook = pytest.mark.parametrize("name", NOTEBOOKS)
every_chapter = pytest.mark.parametrize("name", CHAPTERS)


def read_cells(name: str, kind: str | None = None) -> list[Any]:
    """The cells of a notebook, all or of one kind."""
    notebook = nbformat.read(NOTEBOOKS[name], as_version=4)
    return [cell for cell in notebook.cells if kind in (None, cell.cell_type)]


def check_code(source: str) -> Iterator[str]:
    """What the code of a cell does that a notebook may not do."""
    lines = [line for line in source.splitlines() if line.strip()]
    if len(lines) > MOST_LINES:
        yield f"{len(lines)} lines of code"
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.ImportFrom() | ast.Import():
                if ast.unparse(node) != ONLY_IMPORT:
                    yield f"import: {ast.unparse(node)}"
            case ast.Call(func=ast.Name(id="open_chapter")):
                pass
            case ast.Call(func=ast.Attribute(value=ast.Name(id="hoofdstuk"), attr=method)) if (
                method in METHODS
            ):
                yield from check_arguments(node, method)
            case ast.Call():
                yield f"call: {ast.unparse(node)}"
            case ast.Attribute(value=ast.Name(id="hoofdstuk"), attr=method) if method in METHODS:
                pass
            case ast.Attribute():
                yield f"attribute: {ast.unparse(node)}"
            case ast.Constant(value=str(text)) if re.search(
                r"[/\\]|\.(csv|md|json|ya?ml|xlsx)\b|\bselect\b", text, re.I
            ):
                yield f"path or query: {text}"
            case ast.Assign() if not isinstance(node.targets[0], ast.Name) or len(node.targets) > 1:
                yield f"assignment: {ast.unparse(node)}"
            case _ if not isinstance(node, ALLOWED):
                yield f"{type(node).__name__}: {ast.unparse(node)}"


def check_arguments(call: ast.Call, method: str) -> Iterator[str]:
    """Whether the method takes these arguments; without this, a build finds out minutes later."""
    names = {keyword.arg or "**": None for keyword in call.keywords}
    try:
        inspect.signature(getattr(Hoofdstuk, method)).bind(None, *call.args, **names)
    except TypeError as error:
        yield f"{method}: {error}"


def calls_of(name: str) -> list[tuple[str, list[Any]]]:
    """Calls on the chapter object in their order: the method and its plain positional arguments."""
    trees = [ast.parse(cell.source) for cell in read_cells(name, "code")]
    return [
        (node.func.attr, [argument.value for argument in node.args if isinstance(argument, ast.Constant)])
        for tree in trees
        for statement in tree.body
        for node in ast.walk(statement)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    ]


def numbers_of(name: str) -> list[str]:
    """Figures and tables of a notebook, as `figuur 3.4`, in their order."""
    return [
        f"{NUMBERED[method]} {arguments[0]}" for method, arguments in calls_of(name) if method in NUMBERED
    ]


def toelichtingen(name: str) -> list[Path]:
    """The toelichting files of a notebook, one a report."""
    return [ROOT / report.data / "toelichting" / f"{name}.md" for report in REPORTS.values()]


@pytest.mark.parametrize(
    "source",
    [
        "def f(): pass",
        "class A: pass",
        "for x in [1]: hoofdstuk.text('a')",
        "while True: pass",
        "if jaar: hoofdstuk.text('a')",
        "f = lambda: 1",
        "[x for x in 'ab']",
        "{x: 1 for x in 'ab'}",
        "a if b else c",
        "with open('x'): pass",
        "try:\n    hoofdstuk.text('a')\nexcept Exception:\n    pass",
        "import os",
        "import sdreport.chapter",
        "from pathlib import Path",
        "from sdreport.chapter import open_chapter as o",
        "from sdreport.chapter import Hoofdstuk",
        "print('a')",
        "__import__('os').getcwd()",
        "hoofdstuk._werkmap",
        "hoofdstuk._feiten.fill('a')",
        "hoofdstuk.text('a').markdown",
        "hoofdstuk.onbekend('a')",
        "hoofdstuk.text()",
        "hoofdstuk.text('a', kleur='rood')",
        "hoofdstuk.trend('1.1')",
        "x = jaar + 1",
        "hoofdstuk.text(f'{jaar}')",
        "a, b = 1, 2",
        "hoofdstuk.naam = 1",
        "hoofdstuk.text('data/2023')",
        "bestand = 'cijfers.csv'",
        "q = 'SELECT * FROM cijfers'",
        "assert jaar",
        "a = 1\nb = 2\nc = 3\nd = 4\ne = 5\nf = 6",
        "%matplotlib inline",
    ],
)
def test_the_rule_sees_what_is_not_allowed(source: str) -> None:
    try:
        assert list(check_code(source))
    except SyntaxError:
        assert source.startswith("%")


@pytest.mark.parametrize(
    "source",
    [
        f"{ONLY_IMPORT}\n\nhoofdstuk = open_chapter(rapport, '1_inleiding', jaar)",
        "rapport = 'raadsrapportage-2023'\njaar = 2023",
        "kolommen = {'Aantal': 'clienten'}\nhoofdstuk.table('3.1', 'T', kolommen, rows='wet', uniek=True, wet='wmo')",
        "hoofdstuk.division('4.1', 'In- en uitstroom', 'kosten', 'deel', ['wmo', 'jeugdwet'])",
    ],
)
def test_the_rule_lets_pass_what_is_allowed(source: str) -> None:
    assert list(check_code(source)) == []


@every_notebook
def test_code_does_what_is_allowed_only(name: str) -> None:
    assert {
        cell.id: faults for cell in read_cells(name, "code") if (faults := list(check_code(cell.source)))
    } == {}


@every_notebook
def test_notebook_is_valid_and_clean(name: str) -> None:
    notebook = nbformat.read(NOTEBOOKS[name], as_version=nbformat.NO_CONVERT)
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    assert notebook.metadata.kernelspec.name == "python3"
    assert len({cell.id for cell in notebook.cells}) == len(notebook.cells)
    for cell in notebook.cells:
        assert set(cell.metadata) <= {"tags"}
        assert cell.source == cell.source.strip() != ""
        if cell.cell_type == "code":
            assert cell.outputs == [] and cell.execution_count is None


@every_notebook
def test_number_of_cells(name: str) -> None:
    number = len(read_cells(name))
    assert FEWEST_CELLS <= number <= MORE_CELLS.get(name, MOST_CELLS)


def test_allowances_are_needed() -> None:
    assert all(len(read_cells(name)) > MOST_CELLS for name in MORE_CELLS)


@every_notebook
def test_title_stands_first_and_only_there(name: str) -> None:
    first, *others = read_cells(name)
    assert first.cell_type == "markdown"
    assert re.fullmatch(r"# \S[^\n]*", first.source)
    assert not any(re.search(r"(?m)^# ", cell.source) for cell in others if cell.cell_type == "markdown")


@every_notebook
def test_markdown_holds_headings_only(name: str) -> None:
    levels = []
    for cell in read_cells(name, "markdown"):
        heading = re.fullmatch(r"(#{1,3}) \S[^\n]*", cell.source)
        assert heading, cell.source
        levels.append(len(heading[1]))
    assert all(below - above <= 1 for above, below in itertools.pairwise(levels)), "a level is skipped"


@every_chapter
def test_sections_are_numbered_in_order(name: str) -> None:
    chapter = name.split("_")[0]
    headings = [cell.source for cell in read_cells(name, "markdown") if cell.source.startswith("## ")]
    assert [heading.split()[1] for heading in headings] == [
        f"{chapter}.{i}" for i in range(1, len(headings) + 1)
    ]


@every_notebook
def test_one_cell_holds_the_parameters(name: str) -> None:
    tagged = [cell for cell in read_cells(name) if cell.metadata.get("tags")]
    (cell,) = tagged
    assert cell.metadata.tags == ["parameters"]
    values = {
        statement.targets[0].id: statement.value.value
        for statement in ast.parse(cell.source).body
        if isinstance(statement, ast.Assign)
        and isinstance(statement.targets[0], ast.Name)
        and isinstance(statement.value, ast.Constant)
    }
    assert set(values) == {"rapport", "jaar"}
    assert len(ast.parse(cell.source).body) == 2
    known = {report.rapport: report.jaar for report in REPORTS.values()}
    assert known[values["rapport"]] == values["jaar"], "a notebook opened by hand shows an existing report"


@every_notebook
def test_notebook_opens_its_own_chapter_once(name: str) -> None:
    source = "\n".join(cell.source for cell in read_cells(name, "code"))
    assert re.findall(r"open_chapter\((.*)\)", source) == [f'rapport, "{name}", jaar']
    assert source.count(ONLY_IMPORT) == 1


@every_notebook
def test_a_cell_shows_one_block_as_its_last_line(name: str) -> None:
    """JupyterLab and papermill show the last value of a cell only; an earlier one would be lost in silence."""
    for cell in read_cells(name, "code"):
        *before, last = ast.parse(cell.source).body
        assert not any(isinstance(statement, ast.Expr) for statement in before), cell.source
        assert isinstance(last, ast.Expr) or "open_chapter" in cell.source or cell.metadata.get("tags")


def test_every_numbered_method_is_known_here() -> None:
    takes_number = {
        name for name in METHODS if "nummer" in inspect.signature(getattr(Hoofdstuk, name)).parameters
    }
    assert takes_number == set(NUMBERED)


def test_figure_and_table_numbers_are_unique_and_of_their_chapter() -> None:
    numbers = {name: numbers_of(name) for name in NOTEBOOKS}
    count = Counter(number for found in numbers.values() for number in found)
    assert [number for number, times in count.items() if times > 1] == []
    for name, found in numbers.items():
        assert all(number.split()[1].split(".")[0] == name.split("_")[0] for number in found)


@every_notebook
def test_figures_and_tables_are_numbered_without_gaps(name: str) -> None:
    for kind in ("figuur", "tabel"):
        sequence = sorted(int(number.split(".")[1]) for number in numbers_of(name) if number.startswith(kind))
        assert sequence == list(range(1, len(sequence) + 1))


@every_notebook
def test_numbers_rise_on_the_page(name: str) -> None:
    for kind in ("figuur", "tabel"):
        sequence = [int(number.split(".")[1]) for number in numbers_of(name) if number.startswith(kind)]
        assert sequence == AS_PUBLISHED.get((name, kind), sorted(sequence))


@every_chapter
def test_text_and_notebook_name_the_same_figures_and_tables(name: str) -> None:
    for path in toelichtingen(name):
        named = set(
            re.findall(r"\{\{\s*((?:figuur|tabel) \d+\.\d+)\s*\}\}", path.read_text(encoding="utf-8"))
        )
        everywhere = {number for other in NOTEBOOKS for number in numbers_of(other)}
        assert named <= everywhere, "the text names a figure that does not exist"
        assert set(numbers_of(name)) <= named, "a figure or table that no text mentions"


@every_notebook
def test_every_section_is_used_once_and_exists(name: str) -> None:
    used = [arguments[0] for method, arguments in calls_of(name) if method == "text"]
    for path in toelichtingen(name):
        assert sorted(used) == sorted(read_toelichting(path))


@every_notebook
def test_notebook_is_a_chapter_of_a_report(name: str) -> None:
    assert name in {*CHAPTERS, *QUALITY}


@pytest.mark.parametrize("name", sorted({*CHAPTERS, *QUALITY}))
def test_chapter_in_the_parameters_has_notebook_and_texts(name: str) -> None:
    assert name in NOTEBOOKS
    assert all(path.is_file() for path in toelichtingen(name))


def test_there_is_a_report() -> None:
    assert REPORTS and CHAPTERS and NOTEBOOKS
