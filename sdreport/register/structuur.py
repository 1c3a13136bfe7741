"""How the numbers of a register hang together: the words in which measures declare it, and others read it.

The gate holds the numbers to `Optellingen`; disclosure control reasons with a `Structuur`, which has beside it what a
reader can use to compute one number from others. In both, numbers are named by the address that they have in a text.
One part of a relation can stand for several numbers (`bezwaar_adviezen.*`), count negatively
(`-uitstroom_bijstand.totaal`) or be of the year before (`stand_bijstand.einde@-1`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

TOTAAL = "totaal"
"""The value of a dimension that stands for all its other values together."""
WETTEN = ("wmo", "jeugdwet", "participatiewet")
FASEN = ("primitief", "voorjaarsnota", "najaarsnota", "werkelijk")
"""The phases of a budget, in their order."""
KWARTALEN: Mapping[str, tuple[str, ...]] = {
    str(n): tuple(f"{maand:02d}" for maand in range(3 * n - 2, 3 * n + 1)) for n in range(1, 5)
}
"""The months of each quarter."""


@dataclass(frozen=True)
class Totaal:
    """What the value `totaal` of a dimension is: the sum of the other values, or a union that counts each person once.

    `zonder` are values that are no part: subtotals.
    """

    soort: Literal["som", "uniek"]
    zonder: tuple[str, ...] = ()


SOM, UNIEK = Totaal("som"), Totaal("uniek")


@dataclass(frozen=True)
class Verband:
    """A number (`geheel`) that must follow from others (`delen`), for the rule on registers that is named `regel`."""

    regel: str
    geheel: str
    delen: tuple[str, ...]
    soort: Literal["som", "uniek"] = "som"


@dataclass(frozen=True)
class Optellingen:
    """All that can be tested: totals per indicator and dimension, what shares are shares of, and further relations."""

    totalen: Mapping[str, Mapping[str, Totaal]] = field(default_factory=dict)
    aandelen: Mapping[str, str] = field(default_factory=dict)
    verbanden: Sequence[Verband] = ()


@dataclass(frozen=True)
class Relatie:
    """`geheel` is the sum of `delen` (`som`), a union of them (`uniek`), or at most their sum (`hoogstens`).

    Or it is as a rule what `delen` are together (`gelijk`): where the true numbers differ, nobody knows by how much.

    What a union or bound leaves is a number of persons as well; not where the two are counted in another way (`grens`):
    persons and their trajecten, who was assigned care and for whom it was declared. A bound that the true numbers do
    not keep is no relation: who trusts it, is led astray. Nor is one that need not hold in an earlier year
    (`ongeveer`), where that year's report hid one of its numbers: two administrations agree within a margin only, and
    what is a part of what may change.
    Here a `*` is one or more values, never `totaal`, and `{naam}` one value, the same throughout.
    """

    geheel: str
    delen: tuple[str, ...]
    soort: Literal["som", "gelijk", "uniek", "hoogstens", "grens"] = "som"
    ongeveer: bool = False


@dataclass(frozen=True)
class Quotient:
    """A share, average, price or growth: `waarde` is `factor` times `teller` by the sum of `noemers`.

    `decimalen` says how it is rounded in print. Without `teller` or `noemers` a reader cannot know that side: it is
    computed from records of which nothing else is published.
    """

    waarde: str
    teller: str = ""
    noemers: tuple[str, ...] = ()
    factor: float = 100.0
    decimalen: int = 4


@dataclass(frozen=True)
class Structuur:
    """All that is known of how numbers hang together.

    `aandelen` says of which indicator a percentage is the share: of the row with the same values, in the total over
    its last dimension, or in the sum over it where there is no such row. Indicators in `negatief` can be below zero,
    those in `over_personen` count or describe persons. Dimensions in `kenmerken` say something of a person that others
    need not know: that all of a group have the same value is a finding about each of them.
    """

    totalen: Mapping[str, Mapping[str, Totaal]] = field(default_factory=dict)
    aandelen: Mapping[str, str] = field(default_factory=dict)
    relaties: tuple[Relatie, ...] = ()
    quotienten: tuple[Quotient, ...] = ()
    negatief: frozenset[str] = frozenset()
    over_personen: frozenset[str] = frozenset()
    kenmerken: frozenset[str] = frozenset()
