"""What a delivered name of a column says: its words in full, in any order, as systems and people shorten them."""

import csv
import functools
import re
from collections.abc import Mapping
from itertools import permutations
from pathlib import Path

from sdreport.intake.source.header import fold_name

AFKORTINGEN = Path(__file__).parents[1] / "catalogue" / "abbreviations.csv"
WOORD = re.compile(r"[^\W\d_]+|\d+")
STAART = re.compile(r"(?<=[a-z]{3})(nr|jr|dat|bedr|srt)$")
"""A shortened word at the end of a compound, as in besluitnr."""
HOOFDLETTERS = re.compile(r"(?<=[a-z])(?=[A-Z])")
MEESTE_WOORDEN = 4
"""Words of which every order is tried."""
JAARTAL = re.compile(r"(?:19|20)[0-9]{2}")
"""A year in a name (Betaald 2024) says of when the values are, and nothing of what they are."""
VULWOORDEN = ("de", "het", "van", "een", "the", "of")
ANDERS: Mapping[str, str] = {
    **dict.fromkeys(("werkelijk", "werkelijke", "feitelijk", "feitelijke", "daadwerkelijk", "daadwerkelijke", "actual"),
                    "werkelijk"),
    **dict.fromkeys(("gepland", "geplande", "plan", "planned", "verwacht", "verwachte", "expected"), "gepland"),
    **dict.fromkeys(("maand", "maandelijks", "month", "monthly", "week", "weekly", "kwartaal", "uur"), "periode"),
    **dict.fromkeys(("partner", "ex", "ouder", "kind", "verzorger", "spouse", "contract", "hoorzitting"), "ander"),
    **dict.fromkeys(("vorig", "vorige", "oud", "oude", "previous", "former", "prior"), "vorig"),
    **dict.fromkeys(("btw", "vat", "belasting", "tax", "korting", "inhouding"), "belasting"),
    **dict.fromkeys(("mutatie", "invoer", "aanmaak", "registratie", "wijziging", "laatste", "created", "modified"),
                    "beheer"),
    **dict.fromkeys(("afgewezen", "afgekeurd", "niet", "geen", "rejected", "not"), "niet"),
    **dict.fromkeys(("maximaal", "max", "minimaal", "min", "gemiddeld", "gemiddelde", "average"), "grens"),
}  # fmt: skip
"""Words that make another thing of a name that is alike for the rest, by what they say."""


@functools.cache
def load_afkortingen() -> Mapping[str, str]:
    """What each shortened word is in full."""
    with AFKORTINGEN.open(encoding="utf-8", newline="") as stream:
        return {row["woord"]: row["voluit"] for row in csv.DictReader(stream, delimiter=";")}


def _spell_tail(found: re.Match[str]) -> str:
    return load_afkortingen()[found[1]]


@functools.cache
def list_words(name: str) -> tuple[str, ...]:
    """The words of a name, each in full, without years."""
    full = load_afkortingen()
    words = [fold_name(word) for word in WOORD.findall(HOOFDLETTERS.sub(" ", name))]
    spelled = " ".join(full.get(word) or STAART.sub(_spell_tail, word) for word in words if word)
    return tuple(word for word in spelled.split() if word not in VULWOORDEN and not JAARTAL.fullmatch(word))


def find_years(name: str) -> list[str]:
    """The years in a name, in their order."""
    return [word for word in WOORD.findall(name) if JAARTAL.fullmatch(word)]


@functools.cache
def spell_out(name: str) -> frozenset[str]:
    """A name as `fold_name` gives it, as it stands there and with its words in full, in every order."""
    words = list_words(name)
    orders = permutations(words) if len(words) <= MEESTE_WOORDEN else [words]
    return frozenset({fold_name(name), *map("".join, orders)} - {""})


def says_otherwise(delivered: str, *ours: str) -> bool:
    """Whether a delivered name has a word that makes another thing of it than any of our names for a column."""
    known = {ANDERS[word] for name in ours for word in list_words(name.replace("_", " ")) if word in ANDERS}
    return not {ANDERS[word] for word in list_words(delivered) if word in ANDERS} <= known
