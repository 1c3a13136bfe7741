"""A section of which the report shows nothing: its heading is left out."""

import re

from nbformat import NotebookNode

KOP = re.compile(r"(##+) [^\n]+")


def drop_empty_headings(notebook: NotebookNode) -> None:
    """Take out of a chapter, in place, every heading below which nothing stands; not the title of the chapter."""
    kept: list[NotebookNode] = []
    after = 0  # how high a heading is that follows with nothing before it; 0 when something stands there
    ends = True
    for cell in reversed(notebook["cells"]):
        if cell["cell_type"] == "markdown":
            kop = KOP.match(cell["source"])
            alone = kop is not None and kop[0] == cell["source"].strip()
            if kop and alone and (ends or 0 < after <= len(kop[1])):
                continue
            after, ends = len(kop[1]) if kop else 0, False
        elif cell.get("outputs"):
            after, ends = 0, False
        kept.append(cell)
    notebook["cells"] = kept[::-1]
