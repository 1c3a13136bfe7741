"""Declaraties of an aanbieder that are all a month early or late: they do not fit their toewijzingen, moved they do.

Of a line only the first or the last month of a toewijzing shows that it is moved; of an aanbieder all lines are.
"""

from collections.abc import Sequence

from sdreport.gate.samenhang.aannemelijk.toeval import explain_share
from sdreport.gate.samenhang.personen.begrippen import add_staand
from sdreport.gate.samenhang.sources import Bronnen
from sdreport.intake.large.meaning import BEGIN, EINDE

GENOEG = 5
"""Lines outside the months of their toewijzing, from which moving them says anything."""
MINDER = 0.2
"""What is left of these at most when the lines are moved by a month."""


def find_moved_aanbieders(bronnen: Bronnen) -> Sequence[str]:
    """The aanbieders of which more lines are outside the months of their toewijzing than chance explains beside those
    of the others, and hardly any would be a month later, or a month earlier.
    """
    if not bronnen.has("declaraties", "toewijzingen"):
        return ()
    month = "year({0}) * 12 + month({0})"
    lines = (
        f"SELECT d.aanbieder, {month.format('d.begindatum')} AS maand, van, tot FROM {add_staand(bronnen)} d JOIN"
        f" (SELECT toewijzingnummer, min({month.format(BEGIN)}) AS van, CASE WHEN count({EINDE}) = count(*)"
        f" THEN max({month.format(EINDE)}) END AS tot FROM toewijzingen GROUP BY 1) USING (toewijzingnummer)"
        " WHERE d.aanbieder IS NOT NULL AND d.begindatum IS NOT NULL AND van IS NOT NULL"
    )
    outside = ", ".join(
        f"count(*) FILTER (maand + {move} < van OR coalesce(maand + {move} > tot, false))"
        for move in (0, 1, -1)
    )
    rows = bronnen.werkbank.storage.execute(
        f"SELECT aanbieder, count(*), {outside} FROM ({lines}) GROUP BY 1 ORDER BY 1"
    )
    found = []
    for aanbieder, total, out, *moved in rows:
        others = sum(row[1] for row in rows) - total
        if out < GENOEG or not others or min(moved) > MINDER * out:
            continue
        usual = (sum(row[2] for row in rows) - out) / others
        _, most = explain_share(usual, total, others, bronnen.toleranties.toeval_kans)
        if out > most * total:
            found.append(str(aanbieder))
    return found if 2 * len(found) <= len(rows) else ()
