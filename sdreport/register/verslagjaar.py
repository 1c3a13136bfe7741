"""The first and the last day of the reported year, for everything that has a `jaar`."""

import pandas as pd


class Verslagjaar:
    """To inherit from: the days of `jaar`."""

    jaar: int

    @property
    def begin(self) -> pd.Timestamp:
        """First day of the year."""
        return pd.Timestamp(self.jaar, 1, 1)

    @property
    def einde(self) -> pd.Timestamp:
        """Last day of the year."""
        return pd.Timestamp(self.jaar, 12, 31)
