"""A row that follows from others."""

from collections.abc import Mapping, Sequence

from sdreport.register.cijfer import STATUSSEN, Cijfer

AFGELEID = "afgeleid: "


def is_derived(rij: Cijfer) -> bool:
    """Whether a row follows from others of the register; those of earlier years are made anew."""
    return rij.bron.startswith(AFGELEID)


def make_afgeleid(
    indicator: str,
    uitsplitsing: Mapping[str, str],
    waarde: float | None,
    eenheid: str,
    uit: Sequence[Cijfer],
    definitie: str,
) -> Cijfer:
    """A row that follows from others: with the worst of their statuses, and the names of where it comes from."""
    status = max((rij.status for rij in uit), key=STATUSSEN.index)
    names = " en ".join(dict.fromkeys(rij.indicator for rij in uit))
    return Cijfer(
        indicator, uit[0].jaar, uitsplitsing, waarde, eenheid, status, f"{AFGELEID}{names}", definitie
    )
