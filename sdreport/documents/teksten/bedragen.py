"""The rule for a percentage that stands in one sentence with the two numbers it was made of."""

import re
from collections.abc import Iterator, Sequence

from sdreport.documents.formule import Bereik
from sdreport.documents.teksten.teksten import Documenttekst, Tekstvondst
from sdreport.plannen.getalwoorden import GETALWOORDEN
from sdreport.safe.dutch import from_dutch, to_dutch

GETAL = r"\d[\d.]*(?:,\d+)?"
SCHAAL = {"duizend": 1e3, "miljoen": 1e6, "mln": 1e6, "miljard": 1e9, "mld": 1e9}
BEDRAG = re.compile(
    rf"€\s*(?P<euro>{GETAL})(?:\s*(?P<maal>{'|'.join(SCHAAL)})\b)?"
    rf"|\b(?P<los>{GETAL})\s*(?P<schaal>{'|'.join(SCHAAL)})\b(?:\s+euro)?|\b(?P<kaal>{GETAL})\s+euro\b",
    re.IGNORECASE,
)
PAAR = re.compile(
    rf"(?<![€\d.,])\b({GETAL})\s+(?:van|op)\s+(?:de|alle|in totaal|elke)?\s*({GETAL})(?!\s*(?:%|procent|jaar))"
)
PROCENT = re.compile(rf"(?:\b(?P<woord>\w+)\s+)?\b(?P<getal>{GETAL})\s*(?:%|procent\b)", re.IGNORECASE)
RUIM = frozenset(("circa", "ca", "rond", "zo’n", "ongeveer", "ruim", "bijna"))


def find_aandelen(teksten: Sequence[Documenttekst]) -> Iterator[Tekstvondst]:
    """Sentences with a percentage that is neither share nor change of the two numbers beside it."""
    for item in teksten:
        for zin in item.zinnen if item.lopend else ():
            told = _judge(zin)
            if told:
                wat = f"{item.toon()}. Maar {told}."
                herstel = "Noem waarvan het percentage is, of verbeter een van de drie getallen."
                yield Tekstvondst("document.aandeel", (item,), wat, herstel)


def _judge(zin: str) -> str:
    """What the two numbers come to, when the percentage in the sentence is none of that; else nothing."""
    percents = list(PROCENT.finditer(zin))
    numbers = _numbers(zin)
    if len(percents) != 1 or len(numbers) != 2 or min(number.laag for _, number in numbers) <= 0:
        return ""
    said = _read(percents[0]["getal"], 1.0)
    word = (percents[0]["woord"] or "").lower()
    room = GETALWOORDEN["ongeveer"].boven * said.midden if word in RUIM else 0.0
    said = Bereik(said.laag - room, said.hoog + room)
    (small_text, small), (large_text, large) = sorted(numbers, key=lambda item: item[1].midden)
    share = Bereik(100 * small.laag / large.hoog, 100 * small.hoog / large.laag)
    growth = Bereik(100 * large.laag / small.hoog - 100, 100 * large.hoog / small.laag - 100)
    fall = Bereik(100 - share.hoog, 100 - share.laag)
    if any(said.touches(fits) for fits in (share, growth, fall)):
        return ""
    return f"{small_text} als deel van {large_text} = {to_dutch(share.midden, '.1f')}%"


def _numbers(zin: str) -> list[tuple[str, Bereik]]:
    """The two numbers that a percentage may belong to: amounts, else one number of another."""
    amounts = [
        (match[0].strip(), _read(match["euro"] or match["los"] or match["kaal"], _scale(match)))
        for match in BEDRAG.finditer(zin)
    ]
    if amounts:
        return amounts
    pair = PAAR.search(zin)
    return [(text, _read(text, 1.0)) for text in pair.groups()] if pair else []


def _scale(match: re.Match[str]) -> float:
    return SCHAAL.get((match["maal"] or match["schaal"] or "").lower(), 1.0)


def _read(text: str, scale: float) -> Bereik:
    """All that a printed number may stand for; one that is rounded to a scale, or a percentage, has half a unit."""
    text = text.rstrip(".,")
    decimals = len(text.partition(",")[2])
    half = 0.5 * 10.0**-decimals
    return Bereik((from_dutch(text) - half) * scale, (from_dutch(text) + half) * scale)
