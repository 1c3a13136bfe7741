"""Imports: a name comes from the module that makes it, and no circle leads back to a module."""

import ast
import re
from collections import Counter
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def name_module(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def list_imports(path: Path) -> list[tuple[str, str, str]]:
    """What a module imports from sdreport: the other module, the name there and the name here."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        (node.module, alias.name, alias.asname or alias.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sdreport.")
        for alias in node.names
    ]


MODULES = {name_module(path): path for path in sorted((ROOT / "sdreport").rglob("*.py"))}
BORROWED = {
    (name, borrowed)
    for name, path in MODULES.items()
    if path.name != "__init__.py"
    for _, _, borrowed in list_imports(path)
}
"""What a module imports itself: it is at home elsewhere."""


@pytest.mark.parametrize("folder", ["sdreport", "tests", "benchmarks"])
def test_nothing_is_imported_by_way_of_a_module_that_only_borrows_it(folder: str) -> None:
    detours = [
        f"{path.relative_to(ROOT).as_posix()}: {name} from {module}"
        for path in sorted((ROOT / folder).rglob("*.py"))
        for module, name, _ in list_imports(path)
        if (module, name) in BORROWED
    ]
    assert detours == []


def test_no_module_imports_itself_by_a_detour() -> None:
    graph: dict[str, set[str]] = {}
    for name, path in MODULES.items():
        found = {
            f"{module}.{item}" if f"{module}.{item}" in MODULES else module
            for module, item, _ in list_imports(path)
        }
        graph[name] = found - {name}
    TopologicalSorter(graph).prepare()


def count_uses(tree: ast.AST) -> Counter[str]:
    """How often each name is read."""
    names = (node for node in ast.walk(tree) if isinstance(node, ast.Name | ast.Attribute))
    return Counter(node.id if isinstance(node, ast.Name) else node.attr for node in names)


def test_every_public_function_and_class_is_used_in_the_package_or_a_notebook() -> None:
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in MODULES.values()}
    uses = sum((count_uses(tree) for tree in trees.values()), Counter())
    outside = [ROOT / "pyproject.toml", *(ROOT / "notebooks").rglob("*.ipynb")]
    elsewhere = set(re.findall(r"\w+", " ".join(path.read_text(encoding="utf-8") for path in outside)))
    idle = [
        f"{path.relative_to(ROOT).as_posix()}: {node.name}"
        for path, tree in trees.items()
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not any(
            getattr(getattr(mark, "func", mark), "id", "") == "indicator" for mark in node.decorator_list
        )
        and uses[node.name] - count_uses(node)[node.name] == 0
        and node.name not in elsewhere
    ]
    assert idle == []


@pytest.mark.parametrize("folder", ["tests", "benchmarks"])
def test_what_a_test_imports_is_there(folder: str) -> None:
    """Tests of whole builds run seldom: what they import from a module that moved is found here at once."""
    gone = [
        f"{path.relative_to(ROOT).as_posix()}: {name} from {module}"
        for path in sorted((ROOT / folder).rglob("*.py"))
        for module, name, _ in list_imports(path)
        if f"{module}.{name}" not in MODULES and not stands_in(module, name)
    ]
    assert gone == []


def stands_in(module: str, name: str) -> bool:
    """Whether a module, or the `__init__` of a folder, has a name."""
    if module not in MODULES:
        return False
    text = MODULES[module].read_text(encoding="utf-8")
    folder = MODULES[module].parent if MODULES[module].name == "__init__.py" else None
    return re.search(rf"\b{name}\b", text) is not None or bool(folder and (folder / name).is_dir())


def test_no_two_classes_have_one_name() -> None:
    """A word has one meaning: a class is known by its name alone, also one that its module keeps to itself."""
    names = Counter(
        node.name.lstrip("_")
        for path in MODULES.values()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    )
    assert [name for name, times in names.items() if times > 1] == []


def test_no_two_files_of_tests_have_one_name() -> None:
    """pytest collects them by their name alone."""
    names = Counter(path.name for path in (ROOT / "tests").rglob("*.py") if path.name != "conftest.py")
    assert [name for name, times in names.items() if times > 1] == []
