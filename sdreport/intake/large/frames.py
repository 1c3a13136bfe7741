"""Extracts as frames, each made when it is asked for and not before."""

from collections.abc import Iterator, Mapping

import pandas as pd

from sdreport.intake.large.read import GroteTabel


class Frames(Mapping[str, pd.DataFrame]):
    """Typed tables as frames, by dataset; one that is in the store is taken out of it once."""

    def __init__(self, tabellen: Mapping[str, pd.DataFrame | GroteTabel]) -> None:
        self._tabellen = dict(tabellen)

    def __getitem__(self, slug: str) -> pd.DataFrame:
        self._tabellen[slug] = table = as_frame(self._tabellen[slug])
        return table

    def __contains__(self, slug: object) -> bool:
        return slug in self._tabellen  # that of a mapping would take the table out of the store to see it

    def __iter__(self) -> Iterator[str]:
        return iter(self._tabellen)

    def __len__(self) -> int:
        return len(self._tabellen)


def as_frame(table: pd.DataFrame | GroteTabel) -> pd.DataFrame:
    """A typed table as a frame, taken out of the store when it is in there."""
    return table.to_frame() if isinstance(table, GroteTabel) else table
