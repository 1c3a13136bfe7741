"""The notebooks hold structure only: headings, calls on the chapter object, nothing that is not in the rules."""

import ast
import inspect
import itertools
import re
from collections.abc import Iterator

import nbformat
import pytest
from notebookhulp import (
    CHAPTERS,
    METHODS,
    NOTEBOOKS,
    QUALITY,
    REPORTS,
    every_notebook,
    read_cells,
    stem_of,
)

from sdreport.chapter.hoofdstuk import Hoofdstuk
from sdreport.chapter.layout.number import GENUMMERD, find_soort
from sdreport.chapter.layout.series import make_reeks
from sdreport.errors import ConfigurationError

FEWEST_CELLS, MOST_CELLS, MOST_LINES = 8, 20, 6

ALLOWED = (
    ast.Module, ast.Assign, ast.Expr, ast.Call, ast.Attribute, ast.Name, ast.Constant, ast.List, ast.keyword,
    ast.ImportFrom, ast.alias, ast.Load, ast.Store,
)  # fmt: skip
ONLY_IMPORT = "from sdreport.chapter import open_chapter"


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
    else:
        if method == "per":
            yield from check_series(call)


def check_series(call: ast.Call) -> Iterator[str]:
    """The same for the method that a series calls for each of its parts."""
    given = {
        word.arg: ast.literal_eval(word.value)
        for word in call.keywords
        if word.arg and not isinstance(word.value, ast.Name)
    }
    names = {word.arg: None for word in call.keywords if word.arg}
    values = [None if isinstance(node, ast.Name) else ast.literal_eval(node) for node in call.args]
    try:
        reeks = make_reeks(*values, **{**names, **given})
        find_soort(reeks)
    except (TypeError, ConfigurationError) as error:
        yield f"per: {error}"
        return
    about = dict.fromkeys([*reeks.opties, reeks.dimensie])
    for step in reeks.toon:
        if step not in METHODS:
            yield f"per: there is no method {step}"
        elif step in GENUMMERD:
            try:
                inspect.signature(getattr(Hoofdstuk, step)).bind(None, "naam", "titel", **about)
            except TypeError as error:
                yield f"{step}: {error}"


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
        "hoofdstuk.trend('a')",
        "hoofdstuk.per('programma', 'planning', 'planning', ['planning'], kleur='rood')",
        "hoofdstuk.per('programma', 'cijfers', 'cijfers', ['key_figures'])",
        "hoofdstuk.per('programma', 'cijfers', 'cijfers', ['tekst', 'planning'])",
        "hoofdstuk.per('programma', 'rijen', 'rijen', ['list'], dataset='plannen')",
        "hoofdstuk.table('a', 'T', {'Aantal': 'clienten'}, rows='wet')",
        "x = jaar + 1",
        "hoofdstuk.text(f'{jaar}')",
        "a, b = 1, 2",
        "hoofdstuk.naam = 1",
        "hoofdstuk.text('data/2023')",
        "bestand = 'cijfers.csv'",
        "q = 'SELECT * FROM cijfers'",
        "assert jaar",
        "a = 1\nb = 2\nc = 3\nd = 4\ne = 5\nf = 6\ng = 7",
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
        "hoofdstuk.text('a')\nhoofdstuk.table('b', 'T', ['clienten'], rows='wet', uniek=True, wet='wmo')",
        "hoofdstuk.division('c', 'In- en uitstroom', 'kosten', 'deel', ['wmo', 'jeugdwet'])",
        "hoofdstuk.per('programma', 'd', 'planning', ['ambition', 'text', 'planning'], kop=2)",
        "hoofdstuk.per('programma', 'e', 'rijen', ['list'], dataset='plannen', kolommen=['activiteit'])",
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
    assert FEWEST_CELLS <= number <= MOST_CELLS


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


@every_notebook
def test_no_heading_has_a_typed_number(name: str) -> None:
    """Publishing numbers the sections: how many there are can depend on the data."""
    headings = [cell.source for cell in read_cells(name, "markdown")]
    assert [heading for heading in headings if re.match(r"#+ \d", heading)] == []


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
    assert re.findall(r"open_chapter\((.*)\)", source) == [f'rapport, "{stem_of(name)}", jaar']
    assert source.count(ONLY_IMPORT) == 1


@every_notebook
def test_a_cell_ends_in_what_it_shows(name: str) -> None:
    for cell in read_cells(name, "code"):
        last = ast.parse(cell.source).body[-1]
        assert isinstance(last, ast.Expr) or "open_chapter" in cell.source or cell.metadata.get("tags")


def test_every_notebook_is_a_chapter_of_a_report() -> None:
    assert set(NOTEBOOKS) == {name for _, name in CHAPTERS | QUALITY}


def test_every_chapter_in_the_parameters_has_a_notebook() -> None:
    assert {name for _, name in CHAPTERS | QUALITY} <= set(NOTEBOOKS)


def test_there_is_a_report() -> None:
    assert REPORTS and CHAPTERS and NOTEBOOKS
