"""What the package ships for every project: notebooks, suites and taakvelden, for a project without its own.

An installed package holds them in its folder `shipped`; in a clone of the repository they are the folders at its top.
"""

from pathlib import Path

PACKAGE = Path(__file__).parents[1]


def find_shipped(name: str) -> Path:
    """The folder `notebooks`, `expectations` or `data` (national tables) as the package ships it."""
    installed = PACKAGE / "shipped" / name
    return installed if installed.is_dir() else PACKAGE.parent / name


def is_of_package(path: Path) -> bool:
    """Whether a file comes with the installed package: the hash of the code stands for it, not one of its own."""
    return path.is_relative_to(PACKAGE)
