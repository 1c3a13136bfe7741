"""Each number of a year against that of the year before: the difference and the growth, as rows of the register."""

from collections.abc import Iterator, Sequence

from sdreport.register.cijfer import STATUSSEN, Cijfer

VERGELIJKING = "vergelijking: "
GROEI = "groei"
VERSCHIL = "verschil"


def compare(rijen: Sequence[Cijfer], jaar: int) -> Iterator[Cijfer]:
    """Rows that compare each number of the year with the year before: difference, and growth in percent.

    A comparison with an example is itself an example. Shares get a difference in percentage points only; growth
    from 0 or less has no meaning and is left out. Where one of the two numbers is hidden, so is the comparison.
    """
    earlier = {rij.adres: rij for rij in rijen if rij.jaar == jaar - 1}
    for rij in rijen:
        before = earlier.get(rij.adres)
        if rij.jaar != jaar or before is None:
            continue
        status = max(rij.status, before.status, key=STATUSSEN.index)
        share = rij.eenheid == "%"
        unit = "procentpunt" if share else rij.eenheid
        bron = f"{VERGELIJKING}{rij.indicator} van {jaar} en {jaar - 1}"
        yield Cijfer(
            name_comparison(rij.indicator, VERSCHIL),
            jaar,
            rij.uitsplitsing,
            _change(rij.waarde, before.waarde),
            unit,
            status,
            bron,
            f"Verschil met het jaar ervoor. {rij.definitie}",
        )
        if not share and (before.waarde is None or before.waarde > 0):
            yield Cijfer(
                name_comparison(rij.indicator, GROEI),
                jaar,
                rij.uitsplitsing,
                _change(rij.waarde, before.waarde, in_percent=True),
                "%",
                status,
                bron,
                f"Procentuele verandering ten opzichte van het jaar ervoor. {rij.definitie}",
            )


def _change(now: float | None, before: float | None, in_percent: bool = False) -> float | None:
    """The difference of two numbers, or that in percent of the first; None when one of them is hidden."""
    if now is None or before is None:
        return None
    return round(100 * (now - before) / before if in_percent else now - before, 4)


def is_comparison(rij: Cijfer) -> bool:
    """Whether a row was made by `compare`: a difference with, or growth since, the year before."""
    return rij.bron.startswith(VERGELIJKING)


def is_example_year(rij: Cijfer, jaar: int) -> bool:
    """Whether a row is an example of a year before `jaar`, or a comparison with one."""
    return rij.status == "voorbeeld" and (rij.jaar < jaar or is_comparison(rij))


def name_comparison(indicator: str, soort: str) -> str:
    """The indicator of the difference (`VERSCHIL`) or growth (`GROEI`) of another indicator."""
    return f"{indicator}_{soort}"


def find_base(indicator: str) -> str:
    """The indicator that a difference or growth is about, by its name; of any other indicator its own."""
    ending = next((word for word in (GROEI, VERSCHIL) if indicator.endswith(f"_{word}")), "")
    return indicator.removesuffix(f"_{ending}") if ending else indicator
