"""Write many invented municipalities of different sizes, each a project of its own that can be built as it is."""

import shutil
from pathlib import Path
from typing import Final

from sdreport.exampledata.csvfile import write_csv
from sdreport.exampledata.stad.aanbod import GEWOON, NAAM
from sdreport.exampledata.stad.inwoners import make_inwoners
from sdreport.exampledata.stad.write import KOLOMMEN, make_rows, write_tables
from sdreport.exampledata.stad.zorg import make_trajecten

GROOTTES: Final = (4, 8, 12, 20, 30, 45, 70, 100)
"""Sizes in percent of the invented town: of every eight municipalities one each."""


def write_gemeenten(folder: Path, example: Path, aantal: int, jaar: int, pct: int = GEWOON) -> list[Path]:
    """Write so many projects below `folder`, with what `example` (the project of the invented town) keeps itself.

    Each has extracts of one year that are ready to be read. `pct` makes all of them larger or smaller. The same
    arguments always give the same bytes.
    """
    sizes = [GROOTTES[place % len(GROOTTES)] * pct // GEWOON for place in range(aantal)]
    return [_write_gemeente(folder, example, place, size, jaar) for place, size in enumerate(sizes, start=1)]


def _write_gemeente(folder: Path, example: Path, place: int, pct: int, jaar: int) -> Path:
    root, naam = folder / f"gemeente-{place:03d}", f"{NAAM} {place}"
    shutil.copytree(example / "data", root / "data")
    (root / "parameters").mkdir()
    for path in sorted((example / "parameters").glob("*.yaml")):
        if str(jaar) in path.stem or not path.stem[-4:].isdigit():
            text = path.read_text(encoding="utf-8").replace(NAAM, naam)
            (root / "parameters" / path.name).write_text(text, encoding="utf-8", newline="\n")
    write_tables(root / "data")
    inwoners = make_inwoners(place, pct)
    for slug, rows in make_rows(place, inwoners, make_trajecten(place, inwoners, pct), jaar, pct).items():
        write_csv(root / "data" / str(jaar) / f"{slug}.csv", KOLOMMEN[slug], rows)
    return root
