"""The rule for time: what the document tells as over, at a moment that came after its peildatum."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from sdreport.documents.teksten.teksten import Documenttekst, Tekstvondst
from sdreport.documents.teksten.woorden import RANGEN, find_verleden
from sdreport.safe.dutch import MAANDEN

MAAND = "|".join(MAANDEN)
RANG = "|".join(RANGEN[1:5])
MOMENT = re.compile(
    rf"\b(?P<dag>\d{{1,2}})[-/](?P<dmaand>\d{{1,2}})[-/](?P<djaar>\d{{4}})\b"
    rf"|\b(?P<jjaar>\d{{4}})-(?P<jmaand>\d{{2}})-(?P<jdag>\d{{2}})\b"
    rf"|\b(?:(?P<mdag>\d{{1,2}})\s+)?(?P<maand>{MAAND})(?:\s+(?P<mjaar>\d{{4}}))?\b"
    r"|\b(?:(?P<kjaar1>\d{4})[- ]?)?[QK](?P<q>[1-4])(?:[-/ ]*(?P<kjaar2>\d{4}))?\b"
    rf"|\b(?:(?P<k>[1-4])e|(?P<krang>{RANG}))\s+kwartaal(?:\s+(?:van\s+)?(?P<kjaar3>\d{{4}}))?"
    r"|\b(?P<deel>begin|voorjaar|zomer|medio|halverwege|najaar|herfst|eind|einde|eerste helft|tweede helft)"
    r"\s+(?:van\s+)?(?P<pjaar>\d{4})\b"
    r"|(?<![\d.,€-])(?<!€ )\b(?P<jaar>(?:19|20)\d\d)\b(?![\d.,]\d|-)",
    re.IGNORECASE,
)
GRENS = re.compile(
    r"\b(?:vanaf|tot|t/m|voor|per|naar|over|richting|sinds|na)\s+(?:de\s+|het\s+)?$", re.IGNORECASE
)
"""After such a word nothing is told of the moment itself."""
BEGIN = {"voorjaar": 3, "zomer": 6, "medio": 6, "halverwege": 6, "tweede helft": 7, "najaar": 9, "herfst": 9,
         "eind": 11, "einde": 11}  # fmt: skip
"""The month in which a part of a year begins; any other part begins with the year."""


def find_verleden_tijd(teksten: Sequence[Documenttekst]) -> Iterator[Tekstvondst]:
    """Sentences that tell as over what begins after the peildatum; without a peildatum nothing can be said."""
    datum = next((item for item in teksten if item.soort == "peildatum"), None)
    day = next((begin for _, begin, _ in find_momenten(datum.tekst, 0)), None) if datum else None
    if datum is None or day is None:
        return
    for item in teksten:
        for zin in item.zinnen if item.lopend else ():
            told = _find_future_past(zin, day)
            if told:
                moment, word = told
                wat = f"{item.toon()}. Maar {datum.plaats}: {datum.tekst}; ‘{moment}’ moest toen nog komen."
                herstel = f"‘{word}’ past niet bij een plan: noem het als verwachting, of verbeter de datum."
                yield Tekstvondst("document.verleden_tijd", (item, datum), wat, herstel)
                break


def find_momenten(text: str, jaar: int) -> Iterator[tuple[int, dt.date, str]]:
    """The moments that a text names: where, the day they begin, and in which words; `jaar` is that of one without."""
    for match in MOMENT.finditer(text):
        begin = None if GRENS.search(text, 0, match.start()) else _begin(match, jaar)
        if begin is not None:
            yield match.start(), begin, match[0].strip()


def _find_future_past(zin: str, day: dt.date) -> tuple[str, str] | None:
    """The moment and the word of a sentence that tells as over what was still to come."""
    moments = list(find_momenten(zin, day.year))
    for place, word in find_verleden(zin):
        if moments:
            _, begin, moment = min(moments, key=lambda item: abs(item[0] - place))
            if begin > day:
                return moment, word
    return None


def _begin(match: re.Match[str], jaar: int) -> dt.date | None:
    part = {key: value for key, value in match.groupdict().items() if value}
    if "maand" in part and "mjaar" not in part:
        return None
    year = int(next((part[key] for key in part if key.endswith(("jaar", "jaar1", "jaar2", "jaar3"))), jaar))
    month, day = 1, 1
    if "maand" in part:
        month, day = MAANDEN.index(part["maand"].lower()) + 1, int(part.get("mdag", 1))
    elif "dmaand" in part:
        month, day = int(part["dmaand"]), int(part["dag"])
    elif "jmaand" in part:
        month, day = int(part["jmaand"]), int(part["jdag"])
    elif "deel" in part:
        month = BEGIN.get(part["deel"].lower(), 1)
    elif {"q", "k", "krang"} & set(part):
        quarter = int(part.get("q") or part.get("k") or RANGEN.index(part["krang"].lower()))
        month = 3 * quarter - 2
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
