"""The koppeling of decisions: what was decided against the date of the report."""

import re

import pandas as pd

from sdreport.gate.samenhang.sources import Bronnen

SLUG = "besluiten"
GENOMEN = "genomen"
JAAR = re.compile(r"\b(\d{4})\b")
MAANDEN = {
    **{f"q{quarter}": 3 * quarter - 2 for quarter in range(1, 5)},
    "tweede helft": 7, "najaar": 9, "herfst": 9, "zomer": 6, "voorjaar": 3, "lente": 3, "eind": 10,
}  # fmt: skip
"""The first month of a part of a year, by a word for it."""


def besluiten(bronnen: Bronnen) -> pd.DataFrame:
    """Per decision whether it was taken in a time that begins after the date of the report (`genomen_in_toekomst`)."""
    frame = bronnen.frame(SLUG, "moment", "status")
    taken = frame["status"].eq(GENOMEN) & frame["moment"].notna()
    starts = frame["moment"].fillna("").map(find_begin)
    future = [start is not None and start > pd.Timestamp(bronnen.peildatum) for start in starts]
    judged = pd.Series(future, index=frame.index, dtype="float64").where(taken)
    return pd.DataFrame({"dataset": SLUG, "genomen_in_toekomst": judged}, index=frame.index)


def find_begin(moment: str) -> pd.Timestamp | None:
    """The first day that a moment in words can mean, as 2014, 2014-Q2 or zomer 2014; None when it names no year."""
    found = JAAR.search(moment)
    if found is None:
        return None
    month = next((month for word, month in MAANDEN.items() if word in moment.lower()), 1)
    return pd.Timestamp(int(found[1]), month, 1)
