"""What the package ships for every project: notebooks and suites, used where a project has no file of its own.

An installed package holds them in `sdreport/shipped/`; in a clone of the repository they are the folders at its top.
"""

from pathlib import Path

PACKAGE = Path(__file__).parents[1]


def find_shipped(name: str) -> Path:
    """The folder `notebooks` or `expectations` as the package ships it."""
    installed = PACKAGE / "shipped" / name
    return installed if installed.is_dir() else PACKAGE.parent / name


def is_of_package(path: Path) -> bool:
    """Whether a file comes with the installed package: the hash of the code stands for it, not one of its own."""
    return path.is_relative_to(PACKAGE)
