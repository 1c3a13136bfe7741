"""The notebooks hold structure only: headings, calls on the chapter object, nothing that is not in the rules."""

import ast
import csv
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
from sdreport.chapter.tekst import read_secties
from sdreport.parameters import load_parameters
from sdreport.project import find_project

PROJECT = find_project(Path(__file__).parent)
NOTEBOOKS = {
    path.relative_to(PROJECT.notebooks).with_suffix("").as_posix(): path
    for path in sorted(PROJECT.notebooks.rglob("*.ipynb"))
    if ".ipynb_checkpoints" not in path.parts
}
"""The notebooks by their place: `1_inleiding` is for all reports, `plan/1_inleiding` for those of plans."""
REPORTS = {path.stem: load_parameters(path) for path in sorted(PROJECT.parameters.glob("*-[0-9]*.yaml"))}


def find_name(report: str, chapter: str) -> str:
    """The notebook that a report uses for a chapter: one of its own folder, or else the shared one."""
    path = PROJECT.notebook(REPORTS[report].notebooks, chapter)
    return path.relative_to(PROJECT.notebooks).with_suffix("").as_posix()


CHAPTERS = {
    (report, find_name(report, chapter))
    for report, parameters in REPORTS.items()
    for chapter in parameters.hoofdstukken
}
QUALITY = {(report, find_name(report, parameters.kwaliteit)) for report, parameters in REPORTS.items()}

FEWEST_CELLS, MOST_CELLS, MOST_LINES = 8, 20, 5
MORE_CELLS = {"2_speerpunten": 35, "3_maatwerkvoorzieningen": 60, "4_financien": 27, "0_datakwaliteit": 22}
"""Notebooks that follow a published chapter or a list of what must be told; none of these may grow further."""

AS_PUBLISHED = {("3_maatwerkvoorzieningen", "figuur"): [*range(1, 12), 13, 12, 14]}
"""The published report itself has figure 3.13 before figure 3.12; its readers look figures up by number."""

ALLOWED = (
    ast.Module, ast.Assign, ast.Expr, ast.Call, ast.Attribute, ast.Name, ast.Constant, ast.Dict, ast.List, ast.keyword,
    ast.ImportFrom, ast.alias, ast.Load, ast.Store,
)  # fmt: skip
ONLY_IMPORT = "from sdreport.chapter import open_chapter"
METHODS = {name for name, _ in inspect.getmembers(Hoofdstuk, inspect.isfunction) if not name.startswith("_")}
PER_PROGRAMMA = "per_programma"


def find_kind(method: str) -> str:
    """What a method of the chapter shows, if that has a number: figuur, tabel or nothing."""
    signature = inspect.signature(getattr(Hoofdstuk, method))
    shown = str(signature.return_annotation)
    kind = "figuur" if "Figuur" in shown else "tabel" if "Tabel" in shown else ""
    return kind if "nummer" in signature.parameters else ""


NUMBERED = {method: kind for method in METHODS if (kind := find_kind(method))}
every_notebook = pytest.mark.parametrize("name", NOTEBOOKS)
every_chapter = pytest.mark.parametrize(("report", "name"), sorted(CHAPTERS))
every_page = pytest.mark.parametrize(("report", "name"), sorted(CHAPTERS | QUALITY))


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
    else:
        if method == PER_PROGRAMMA:
            yield from check_inner(call, set(names) - {"vanaf"})


def check_inner(call: ast.Call, options: set[str]) -> Iterator[str]:
    """The same for the method that `per_programma` calls for each programme."""
    inner = ast.literal_eval(call.args[0])
    if inner not in NUMBERED:
        yield f"{PER_PROGRAMMA}: {inner} makes no figure or table"
        return
    given = dict.fromkeys([*options, "programma"])
    try:
        inspect.signature(getattr(Hoofdstuk, inner)).bind(None, "1.1", "titel", **given)
    except TypeError as error:
        yield f"{inner}: {error}"


def calls_of(name: str) -> list[tuple[str, list[Any], dict[str, Any]]]:
    """Calls on the chapter object in their order: the method and its plain arguments, by place and by name."""
    trees = [ast.parse(cell.source) for cell in read_cells(name, "code")]
    return [
        (
            node.func.attr,
            [argument.value for argument in node.args if isinstance(argument, ast.Constant)],
            {
                word.arg: word.value.value
                for word in node.keywords
                if word.arg and isinstance(word.value, ast.Constant)
            },
        )
        for tree in trees
        for statement in tree.body
        for node in ast.walk(statement)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    ]


def certain_numbers_of(name: str) -> list[str]:
    """Figures and tables that a notebook always shows, as `figuur 3.4`: none that becomes a remark without rows."""
    return [
        f"{NUMBERED[method]} {arguments[0]}"
        for method, arguments, _ in calls_of(name)
        if method in NUMBERED
        and "Melding" not in str(inspect.signature(getattr(Hoofdstuk, method)).return_annotation)
    ]


def all_numbers_of(report: str, name: str) -> list[str]:
    """Figures and tables as a report numbers them, with one per programme of its plan where the notebook says so."""
    found = []
    for method, arguments, words in calls_of(name):
        if method == PER_PROGRAMMA:
            inner, chapter, first = arguments[0], arguments[1], words.get("vanaf", 1)
            found += [
                f"{NUMBERED[inner]} {chapter}.{first + place}" for place in range(len(programmas_of(report)))
            ]
        elif method in NUMBERED:
            found.append(f"{NUMBERED[method]} {arguments[0]}")
    return found


def programmas_of(report: str) -> set[str]:
    """The programmes of the plan of a report."""
    path = PROJECT.inside(REPORTS[report].data) / "plannen.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        return {row["programma"] for row in csv.DictReader(stream, delimiter=";")}


def read_texts(report: str, name: str) -> dict[str, str]:
    """The sections of the toelichting of a chapter, the report's own in place of shared ones."""
    secties = read_secties(PROJECT.toelichting(REPORTS[report].data), stem_of(name))
    return {slug: sectie.tekst for slug, sectie in secties.items()}


def stem_of(name: str) -> str:
    """The name of a chapter without the folder of its notebook."""
    return name.rpartition("/")[2]


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
        "hoofdstuk.per_programma('planning', '3', 'planning', kleur='rood')",
        "hoofdstuk.per_programma('key_figures', '3', 'cijfers')",
        "hoofdstuk.per_programma('list', '3', 'rijen', dataset='plannen')",
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
        "hoofdstuk.per_programma('planning', '3', 'planning', vanaf=2)",
        "hoofdstuk.per_programma('list', '3', 'rijen', dataset='plannen', kolommen={'Wat': 'activiteit'})",
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


@every_notebook
def test_sections_are_numbered_in_order(name: str) -> None:
    chapter = stem_of(name).split("_")[0]
    headings = [cell.source for cell in read_cells(name, "markdown") if cell.source.startswith("## ")]
    numbered = [f"{chapter}.{i}" for i in range(1, len(headings) + 1)]
    assert [heading.split()[1] for heading in headings] == numbered or chapter == "0"


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
def test_a_cell_shows_one_block_as_its_last_line(name: str) -> None:
    """JupyterLab and papermill show the last value of a cell only; an earlier one would be lost in silence."""
    for cell in read_cells(name, "code"):
        *before, last = ast.parse(cell.source).body
        assert not any(isinstance(statement, ast.Expr) for statement in before), cell.source
        assert isinstance(last, ast.Expr) or "open_chapter" in cell.source or cell.metadata.get("tags")


def test_every_numbered_method_shows_a_figure_or_a_table() -> None:
    takes_number = {
        name for name in METHODS if "nummer" in inspect.signature(getattr(Hoofdstuk, name)).parameters
    }
    assert takes_number == {*NUMBERED, PER_PROGRAMMA}
    assert NUMBERED["trend"] == NUMBERED["planning"] == "figuur"
    assert NUMBERED["table"] == NUMBERED["attention"] == "tabel"


@pytest.mark.parametrize("report", sorted(REPORTS))
def test_figure_and_table_numbers_are_unique_and_of_their_chapter(report: str) -> None:
    numbers = {name: all_numbers_of(report, name) for of, name in CHAPTERS | QUALITY if of == report}
    count = Counter(number for found in numbers.values() for number in found)
    assert [number for number, times in count.items() if times > 1] == []
    for name, found in numbers.items():
        assert all(number.split()[1].split(".")[0] == stem_of(name).split("_")[0] for number in found)


@every_page
def test_figures_and_tables_are_numbered_without_gaps(report: str, name: str) -> None:
    for kind in ("figuur", "tabel"):
        found = [number for number in all_numbers_of(report, name) if number.startswith(kind)]
        sequence = sorted(int(number.split(".")[1]) for number in found)
        assert sequence == list(range(1, len(sequence) + 1))


@every_page
def test_numbers_rise_on_the_page(report: str, name: str) -> None:
    for kind in ("figuur", "tabel"):
        found = [number for number in all_numbers_of(report, name) if number.startswith(kind)]
        sequence = [int(number.split(".")[1]) for number in found]
        assert sequence == AS_PUBLISHED.get((name, kind), sorted(sequence))


@every_chapter
def test_text_and_notebook_name_the_same_figures_and_tables(report: str, name: str) -> None:
    """One per programme stands under a heading of its own, one that may be empty cannot be linked; others are named."""
    text = "\n".join(read_texts(report, name).values())
    named = set(re.findall(r"\{\{\s*((?:figuur|tabel) \d+\.\d+)\s*\}\}", text))
    everywhere = {
        number for of, other in CHAPTERS | QUALITY if of == report for number in all_numbers_of(of, other)
    }
    assert named <= everywhere, "the text names a figure that does not exist"
    assert set(certain_numbers_of(name)) <= named, "a figure or table that no text mentions"


@every_page
def test_every_section_is_used_once_and_exists(report: str, name: str) -> None:
    used = [arguments[0] for method, arguments, _ in calls_of(name) if method == "text"]
    assert sorted(used) == sorted(read_texts(report, name))


def test_every_notebook_is_a_chapter_of_a_report() -> None:
    assert set(NOTEBOOKS) == {name for _, name in CHAPTERS | QUALITY}


def test_every_chapter_in_the_parameters_has_a_notebook() -> None:
    assert {name for _, name in CHAPTERS | QUALITY} <= set(NOTEBOOKS)


def test_there_is_a_report() -> None:
    assert REPORTS and CHAPTERS and NOTEBOOKS
