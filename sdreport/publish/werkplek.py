"""Working files of a command: in a closed folder beside the output, cleared at its end or by the next command.

A command that is killed clears nothing. So each one holds a lock on a folder of its own, and who comes next clears the
folders that nobody holds; when no other command is at work, also what a killed build left half made.
"""

import contextlib
import os
import re
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

from sdreport.errors import BuildError
from sdreport.project.folders import Project
from sdreport.publish.place import Slot, remove
from sdreport.safe.half import HALF, clear_noted, start_notes
from sdreport.safe.restricted import make_closed

MAP = ".werk"
LATEN_LIGGEN = re.compile(r"\.(?P<naam>.+)\.(?:bouw|oud|nieuw|slot)|\.nagebouwd-.+")
"""What a build has in the folder of output while it runs."""
WERKMAP = re.compile(r"(sdreport-[0-9a-f]{32})(?:\.slot)?")


@contextlib.contextmanager
def open_werkplek(project: Project | None) -> Iterator[None]:
    """For the duration: all temporary files stand in one closed folder, beside the output or in that of the system."""
    new = project is not None and not project.output.exists()
    place = _find_place(project)
    naam = f"sdreport-{uuid.uuid4().hex}"
    slot = Slot(place / f"{naam}.slot")
    slot.take()
    before = tempfile.tempdir, os.environ.get("TMPDIR")
    folder = make_closed(place / naam)
    start_notes(folder)
    alone = _clear_folders(place, naam)
    if place.name == MAP:  # what a command outside a project left
        _clear_folders(Path(tempfile.gettempdir()), naam)
    if alone and project is not None:
        clear_left(project)
    tempfile.tempdir = os.environ["TMPDIR"] = str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = before[0]
        os.environ.pop("TMPDIR")
        if before[1] is not None:
            os.environ["TMPDIR"] = before[1]
        remove(folder)
        slot.give_back()
        with contextlib.suppress(OSError):  # the last one out; of the system's own folder nothing goes
            if place.name == MAP:
                place.rmdir()
            if new and project is not None:
                project.output.rmdir()


def clear_left(project: Project) -> None:
    """Clear what a killed command left half made in a project; nothing, while a build of it is still at work."""
    output = project.output
    left = [path for path in _list(output) if LATEN_LIGGEN.fullmatch(path.name)]
    slots = [Slot(path) for path in left if path.name.endswith(".slot")]
    taken = [slot for slot in slots if slot.take()]
    try:
        if len(taken) == len(slots):
            _clear(left)
            for folder in (path for path in _list(output) if path.name.startswith(".") and path.is_dir()):
                _clear([path for path in folder.rglob(".*") if HALF.fullmatch(path.name)])
            for folder in (project.data, project.parameters):
                _clear([path for path in folder.rglob(".*") if HALF.fullmatch(path.name)])
    finally:
        for slot in taken:
            slot.give_back()


def clear_half(folder: Path) -> None:
    """Clear the files of a folder that were written beside their place and never moved there."""
    _clear([path for path in _list(folder) if HALF.fullmatch(path.name)])


def _clear(left: list[Path]) -> None:
    """Remove what is half made; an old version whose new one never came is put back."""
    for path in left:
        whole = path.with_name(path.name.removeprefix(".").removesuffix(".oud"))
        if path.name.endswith(".oud") and not whole.exists():
            path.rename(whole)  # killed between the two steps of a swap
        elif not path.name.endswith(".slot"):
            remove(path)


def _find_place(project: Project | None) -> Path:
    """The folder with the folders of all commands: beside the output, or where nothing can be written, the system's."""
    if project is not None:
        with contextlib.suppress(OSError):
            return make_closed(project.output / MAP)
    return Path(tempfile.gettempdir())


def _clear_folders(place: Path, own: str) -> bool:
    """Clear the folders of commands that are gone; whether no other command is at work."""
    names = {found[1] for path in _list(place) if (found := WERKMAP.fullmatch(path.name))} - {own}
    taken = 0
    for name in names:
        slot = Slot(place / f"{name}.slot")
        with contextlib.suppress(OSError, BuildError):  # in the folder of the system it may be another user's
            if slot.take():
                clear_noted(place / name)
                remove(place / name)
                slot.give_back()
                taken += 1
    return taken == len(names)


def _list(folder: Path) -> list[Path]:
    """What stands in a folder; nothing when it cannot be read."""
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []
