"""The register of plans: what a row of `plannen` says, what asks for attention, and what changed since last time.

Measures count these, chapters list them; both see the same because both ask here.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

KWARTAAL = re.compile(r"(\d{4})-Q([1-4])")
NIET_BEOORDEELD = "niet-beoordeeld"
VOORTGANG = ("niet-gestart", "in-voorbereiding", "knelpunten", "naar-verwachting", "gereed")
"""The values of `voortgang`, from least to most far."""
GEREED = VOORTGANG[-1]
GESTART = frozenset(VOORTGANG) - {"niet-gestart"}
AANDACHT = (
    "start-te-laat", "gereed-te-laat", "knelpunten", "zonder-indicator", "zonder-trekker", "zonder-rol", "zonder-einde",
)  # fmt: skip
BEOORDEELD = frozenset({"start-te-laat", "gereed-te-laat", "knelpunten"})
"""Points of attention that only a judged activity has."""
VERANDERING = ("nieuw", "vervallen", "verder", "terug", "beoordeeld", "planning-verschoven", "gelijk")


@dataclass(frozen=True)
class Activiteit:
    """One activity of a plan at one peildatum."""

    sleutel: str
    plan: str
    peildatum: dt.date
    programma: str
    activiteit: str
    trekker: str
    rol: str
    indicator: str
    aanvang: str
    gereed: str
    voortgang: str


@dataclass(frozen=True)
class Verandering:
    """What became of an activity since the previous peildatum; `toen` is None for a new one, `nu` for a dropped one."""

    soort: str
    toen: Activiteit | None
    nu: Activiteit | None


def read_activiteiten(rijen: Iterable[Mapping[str, str]]) -> list[Activiteit]:
    """The activities in published rows of `plannen`; a goal without activity and a reference are left out."""
    return [_read(rij) for rij in rijen if rij["activiteit"] and rij["peildatum"] and not rij.get("zie")]


def find_aandacht(item: Activiteit) -> Iterator[str]:
    """What asks for attention in an activity at its peildatum, as values of `AANDACHT`.

    Late is what should have begun or been ready in a quarter that ended before the peildatum.
    """
    today = _quarter_of(item.peildatum)
    start, end = parse_kwartaal(item.aanvang), parse_kwartaal(item.gereed)
    judged = item.voortgang != ""
    if judged and item.voortgang not in GESTART and start is not None and start < today:
        yield "start-te-laat"
    if judged and item.voortgang != GEREED and end is not None and end < today:
        yield "gereed-te-laat"
    if item.voortgang == "knelpunten":
        yield "knelpunten"
    if not item.indicator:
        yield "zonder-indicator"
    if not item.trekker:
        yield "zonder-trekker"
    if not item.rol:
        yield "zonder-rol"
    if not item.gereed:
        yield "zonder-einde"


def compare_peildata(nu: Sequence[Activiteit], toen: Sequence[Activiteit]) -> list[Verandering]:
    """What changed per activity between two peildata of one plan; dropped activities come last."""
    before = {item.sleutel: item for item in toen}
    now = {item.sleutel for item in nu}
    changes = [_compare(before.get(item.sleutel), item) for item in nu]
    return [*changes, *(Verandering("vervallen", item, None) for item in toen if item.sleutel not in now)]


def select_vorige(eerder: Iterable[Activiteit], plan: str, peildatum: dt.date) -> list[Activiteit]:
    """The activities of a plan at the last peildatum before this one; none when there is no earlier one."""
    same = [item for item in eerder if item.plan == plan and item.peildatum < peildatum]
    last = max((item.peildatum for item in same), default=None)
    return [item for item in same if item.peildatum == last]


def parse_kwartaal(text: str) -> int | None:
    """A quarter as a number that counts on over the years; None for another word or nothing."""
    match = KWARTAAL.fullmatch(text)
    return int(match[1]) * 4 + int(match[2]) - 1 if match else None


def format_kwartaal(text: str) -> str:
    """A quarter, or word, of a plan as people read it: `4e kwartaal 2019`."""
    match = KWARTAAL.fullmatch(text)
    return f"{match[2]}e kwartaal {match[1]}" if match else text


def _quarter_of(day: dt.date) -> int:
    return day.year * 4 + (day.month - 1) // 3


def _compare(toen: Activiteit | None, nu: Activiteit) -> Verandering:
    if toen is None:
        return Verandering("nieuw", None, nu)
    if toen.voortgang and nu.voortgang != toen.voortgang:
        further = bool(nu.voortgang) and VOORTGANG.index(nu.voortgang) > VOORTGANG.index(toen.voortgang)
        return Verandering("verder" if further else "terug", toen, nu)
    if (nu.aanvang, nu.gereed) != (toen.aanvang, toen.gereed):
        return Verandering("planning-verschoven", toen, nu)
    if nu.voortgang != toen.voortgang:
        return Verandering("beoordeeld", toen, nu)
    return Verandering("gelijk", toen, nu)


def _read(rij: Mapping[str, str]) -> Activiteit:
    fields = {name: rij[name] for name in Activiteit.__dataclass_fields__ if name != "peildatum"}
    return Activiteit(**fields, peildatum=dt.date.fromisoformat(rij["peildatum"]))
