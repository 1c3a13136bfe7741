"""When a number that we built agrees with a number as it was published.

A published report seldom prints a bare number: it says `ruim 600`, `bijna 45%`, `een derde`. Each row of
`2023.csv` therefore names the word by which its number has to be compared, in Dutch like its column.
"""

import math

ONGEVEER = 0.01  # of the published value
DEEL_PUNTEN = 2.0  # percentage points around a third, two thirds
RUIM_TEN_HOOGSTE = 0.10  # of the published value
RUIM_KLEIN = 100.0  # up to here `ruim` and `bijna` mean: less than one away (for percentages: one point)
STABIEL = 2.0  # percent; a row that says `stabiel` addresses a growth

AFGEROND = "afgerond op "
WOORDEN = ("gelijk", "ruim", "bijna", "ongeveer", "deel", "richting")


def is_vergelijking(vergelijking: str) -> bool:
    """Whether `compare` knows the word (`afgerond op N` needs a number above 0)."""
    return vergelijking in WOORDEN or _rounding_unit(vergelijking) is not None


def compare(expected: float, built: float, vergelijking: str) -> bool:
    """Whether `built` agrees with the published `expected`, in the sense of `vergelijking`.

    Both are in the unit of the published number; shares and growth are percentages (33.3, not 0.333).

    - `gelijk`: the same number;
    - `afgerond op N`: `built`, rounded half up to a multiple of N, is `expected`;
    - `ruim`: above, but not yet the next number one would print (see `_slack`); `bijna`: the same, below;
    - `ongeveer`: at most 1% away;
    - `deel`: at most two percentage points away;
    - `richting`: `built` is a difference; `expected` is 1 (up), -1 (down) or 0 (stable: less than 2 from 0).

    A missing number (nan) never agrees. An unknown word is a `ValueError`.
    """
    if not is_vergelijking(vergelijking):
        raise ValueError(f"onbekende vergelijking: {vergelijking!r}")
    if math.isnan(expected) or math.isnan(built):
        return False
    difference = built - expected
    unit = _rounding_unit(vergelijking)
    if unit is not None:
        return _same(_round_half_up(built, unit), expected)
    if vergelijking == "gelijk":
        return _same(built, expected)
    if vergelijking == "richting":
        return _same_direction(expected, built)
    if vergelijking in ("ruim", "bijna"):
        above = difference if vergelijking == "ruim" else -difference
        return not _same(built, expected) and 0 < above < _slack(expected)
    return abs(difference) <= (DEEL_PUNTEN if vergelijking == "deel" else ONGEVEER * abs(expected))


def _slack(expected: float) -> float:
    """How far `ruim` and `bijna` reach.

    Up to 100 that is one. Above, it is one unit of the last digit that is not a zero (`ruim 8200` is not
    8300), and at most ten percent (`ruim 600` is not 670).
    """
    if abs(expected) <= RUIM_KLEIN:
        return 1.0
    digits = f"{round(abs(expected))}"
    unit = 10.0 ** (len(digits) - len(digits.rstrip("0")))
    return min(unit, RUIM_TEN_HOOGSTE * abs(expected))


def _same_direction(expected: float, built: float) -> bool:
    if expected not in (-1.0, 0.0, 1.0):
        raise ValueError(f"een richting is 1, -1 of 0, niet {expected}")
    return abs(built) < STABIEL if expected == 0 else built * expected > 0


def _rounding_unit(vergelijking: str) -> float | None:
    if not vergelijking.startswith(AFGEROND):
        return None
    try:
        unit = float(vergelijking.removeprefix(AFGEROND))
    except ValueError:
        return None
    return unit if unit > 0 and math.isfinite(unit) else None


def _round_half_up(value: float, unit: float) -> float:
    """Round to a multiple of `unit`, halves away from zero; noise in the tenth decimal does not count."""
    steps = math.floor(round(abs(value) / unit, 9) + 0.5)
    return math.copysign(steps * unit, value)


def _same(left: float, right: float) -> bool:
    return math.isclose(left, right, rel_tol=1e-12, abs_tol=1e-6)
