"""`docs/architectuur.md` and the folder tree are the same thing."""

import ast
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "sdreport"
PAGE = (ROOT / "docs" / "architectuur.md").read_text(encoding="utf-8")
ROOMS = PAGE.split("## The rooms")[1].split("\n## ")[0]
ROW = re.compile(r"^\| `(?P<room>[a-z_/]+)/` \| (?P<job>.+?) \| (?P<libraries>.*?) ?\|$", re.MULTILINE)
AT_THE_TOP = {"__init__.py", "__main__.py", "bevindingen.py", "build.py", "errors.py", "progress.py"}
MOST_FILES = 14
IMPORT_NAMES = {
    "Altair": "altair",
    "vl-convert": "vl_convert",
    "Great Expectations": "great_expectations",
    "DuckDB": "duckdb",
}
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
    "contracts"
]


def list_rooms() -> dict[str, list[Path]]:
    """The modules of every folder with code, by its path below the package."""
    rooms: dict[str, list[Path]] = {}
    for path in PACKAGE.rglob("*.py"):
        rooms.setdefault(path.parent.relative_to(PACKAGE).as_posix(), []).append(path)
    return rooms


def test_every_room_has_its_row_and_every_row_its_room() -> None:
    told = [row["room"] for row in ROW.finditer(ROOMS)]
    assert sorted(told) == sorted(set(list_rooms()) - {"."})


def test_outer_rooms_stand_in_the_order_of_the_layers() -> None:
    (layers,) = [contract["layers"] for contract in CONTRACTS if contract["type"] == "layers"]
    floors = [name for layer in layers for name in re.split(r" [|:] ", layer)]
    told = [row["room"] for row in ROW.finditer(ROOMS) if "/" not in row["room"]]
    outer = [name for name in floors if (PACKAGE / name).is_dir()]
    assert sorted(told) == sorted(outer)
    rank = {name: number for number, layer in enumerate(layers) for name in re.split(r" [|:] ", layer)}
    assert [rank[room] for room in told] == sorted(rank[room] for room in told)


def test_no_folder_is_too_full_and_little_stands_in_the_hall() -> None:
    full = {room: len(files) for room, files in list_rooms().items() if len(files) > MOST_FILES}
    assert full == {}
    assert {path.name for path in PACKAGE.glob("*.py")} == AT_THE_TOP


def test_a_library_has_the_door_that_the_page_names() -> None:
    doors = {row["room"]: row["libraries"].split(", ") for row in ROW.finditer(ROOMS) if row["libraries"]}
    assert doors
    for room, libraries in doors.items():
        for library in libraries:
            name = IMPORT_NAMES.get(library, library)
            users = {
                path.relative_to(PACKAGE).as_posix()
                for path in PACKAGE.rglob("*.py")
                if re.search(rf"^\s*(import|from) {name}\b", path.read_text(encoding="utf-8"), re.MULTILINE)
            }
            assert users, f"{library} is used nowhere"
            outside = {user for user in users if not user.startswith(f"{room}/")}
            assert outside == set(), f"{library} also has a door in {outside}"


def list_functions(*folders: Path) -> list[tuple[str, ast.FunctionDef]]:
    """The functions of modules, each with its module."""
    paths = [path for folder in folders for path in (folder.rglob("*.py") if folder.is_dir() else [folder])]
    return [
        (path.relative_to(PACKAGE).as_posix(), node)
        for path in paths
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    ]


def test_what_is_being_made_travels_as_one_object() -> None:
    """An `Editie` knows its project, its parameters and whether it is a concept: nobody passes these side by side."""
    names = [
        (module, function.name, {item.arg for item in (*function.args.args, *function.args.kwonlyargs)})
        for module, function in list_functions(PACKAGE)
    ]
    assert [(module, name) for module, name, given in names if {"project", "parameters"} <= given] == []


def test_a_build_never_reads_its_own_work_folder() -> None:
    """What chapters may read is made in memory and written once: a file is no variable."""
    readers = {
        function.name
        for module, function in list_functions(PACKAGE / "chapter" / "werkmap.py")
        if function.name.startswith("read")
    }
    assert "read_register" in readers
    called = [
        (module, node.func.attr)
        for module, function in list_functions(PACKAGE / "build.py", PACKAGE / "stages")
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    ]
    assert [(module, name) for module, name in called if name in readers] == []


def test_the_table_of_contents_of_a_build_fits_a_screen() -> None:
    (build,) = [function for _, function in list_functions(PACKAGE / "build.py")]
    assert build.end_lineno is not None
    assert build.end_lineno - build.lineno < 50
