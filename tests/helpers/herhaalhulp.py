"""Another place, time and order to build in: what may not make a difference to a report."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from bouwhulp import ROOT

HERE = {"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "1", "LC_ALL": "C"}
THERE = {
    "TZ": "America/Los_Angeles",
    "PYTHONHASHSEED": "2",
    "LC_ALL": "nl_NL.UTF-8",
    "SDREPORT_ANDERSOM": "1",
}
LONG_AGO = 978_307_200
HOOK = """
import atexit, json, os, sys
if "SDREPORT_ANDERSOM" in os.environ:
    real_listdir, real_scandir = os.listdir, os.scandir
    class Andersom:
        def __init__(self, *args):
            with real_scandir(*args) as entries:
                self.entries = iter(list(entries)[::-1])
        def __iter__(self): return self
        def __next__(self): return next(self.entries)
        def __enter__(self): return self
        def __exit__(self, *_): pass
        def close(self): pass
    os.listdir, os.scandir = lambda *args: real_listdir(*args)[::-1], Andersom
if noted := os.environ.get("SDREPORT_GEOPEND"):
    seen = set()
    def only_hashed():
        frame = sys._getframe(2)
        while frame and not frame.f_code.co_filename.endswith(os.path.join("takeover", "ingredients.py")):
            frame = frame.f_back
        return frame is not None
    def note(event, args):
        if event == "open" and isinstance(args[0], (str, os.PathLike)) and not only_hashed():
            seen.add(os.path.abspath(args[0]))
    sys.addaudithook(note)
    atexit.register(lambda: open(noted, "w").write(json.dumps(sorted(seen))))
"""
"""For a `sitecustomize`: folders list their files the other way round, and what a command opens is noted.

What is only opened to hash all that a report can depend on, is not.
"""


def run_elsewhere(
    project: Path, folder: Path, env: dict[str, str], *arguments: str
) -> tuple[subprocess.CompletedProcess[str], set[str]]:
    """Run a command in a project with other surroundings; also the files of the project that it opened."""
    folder.mkdir(exist_ok=True)
    (folder / "sitecustomize.py").write_text(HOOK, encoding="utf-8")
    noted = folder / "geopend.json"
    path = os.pathsep.join([str(folder), str(ROOT)])
    done = subprocess.run(
        [sys.executable, "-m", "sdreport", *arguments], cwd=project, capture_output=True, text=True, timeout=300,
        check=False, umask=0o077 if env is THERE else 0o022,
        env={**os.environ, **env, "PYTHONPATH": path, "SDREPORT_GEOPEND": str(noted)},
    )  # fmt: skip
    root = project.resolve()
    opened = [Path(name) for name in json.loads(noted.read_text(encoding="utf-8"))]
    return done, {
        path.relative_to(root).as_posix()
        for path in opened
        if path.is_relative_to(root) and not path.is_relative_to(root / "output") and path.is_file()
    }


def move_elsewhere(project: Path, target: Path) -> Path:
    """A copy of a project with its reports, at another path and with other times."""
    shutil.copytree(project, target)
    for path in sorted(target.rglob("*"), reverse=True):
        os.utime(path, (LONG_AGO, LONG_AGO))
    return target
