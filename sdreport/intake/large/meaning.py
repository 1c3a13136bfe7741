"""What columns of an extract mean together, as SQL: the gate and the measures ask for the same."""

from collections.abc import Callable, Iterable, Mapping

BEGIN = "coalesce(werkelijke_begindatum, ingangsdatum)"
EINDE = "coalesce(werkelijke_einddatum, einddatum)"
"""First and last day of a toewijzing as far as is known: as it was delivered (305, 307), else as it was planned."""
TELT = "status IS DISTINCT FROM 'afgewezen'"
"""Which declaraties count: all that were not rejected."""
EURO = "83"
"""The unit (WJ756) in which a volume is the amount itself: in euros, as all amounts of an extract."""
VOLLEDIG = 0.95
"""From this share of the rows on a column is full enough for a number about all of them."""
TE_VULLEN: Mapping[str, Mapping[str, str]] = {
    "toewijzingen": {
        "huishoudnummer": "true",
        "meldingsdatum": "wet = 'Wmo' AND aanvraagdatum IS NOT NULL",
        "aanvraagdatum": "besluitdatum IS NOT NULL",
        "besluitdatum": "aanvraagdatum IS NOT NULL",
    },
    "uitkeringen": {"huishoudnummer": "true"},
}
"""Optional columns on which numbers about everyone rest, each with the rows that should have it."""
Vraag = Callable[[str], Iterable[tuple[int, int]]]


def count_filled(ask: Vraag, table: str, column: str) -> tuple[int, int]:
    """Of how many rows of an extract a column of `TE_VULLEN` is filled, and how many should have it."""
    ((filled, rows),) = ask(f"SELECT count({column}), count(*) FROM {table} WHERE {TE_VULLEN[table][column]}")
    return filled, rows


def is_volledig(filled: int, rows: int) -> bool:
    """Whether a column is filled in enough of the rows that should have it; not when there are none."""
    return rows > 0 and filled >= VOLLEDIG * rows
