"""The words with which a text says that something went up, went down or stayed, and where they say no such thing."""

import re

OP = (
    "gestegen|stijgt|stijgen|steeg|stegen|stijging|toegenomen|toename|gegroeid|groeide|groeit|groei|hoger|groter|"
    "verdubbeld|verdubbelde|verdubbeling"
)
NEER = (
    "gedaald|daalt|dalen|daalde|daalden|daling|afgenomen|afname|gekrompen|kromp|lager|kleiner|"
    "gehalveerd|halveerde|halvering"
)
FACTOR = re.compile("(verdubbel|halve|gehalve)")
GELIJK = "gelijk gebleven|evenveel|even hoog|onveranderd"
RICHTING = re.compile(rf"\b(?:(?P<op>{OP})|(?P<neer>{NEER})|(?P<gelijk>{GELIJK}))\b", re.IGNORECASE)
SCHEIDBAAR = re.compile(
    r"\b(?:neemt|nemen|nam|namen)\b[^.!?;,]*?\b(?:(?P<op>toe)|(?P<neer>af))\b(?!\s+te\b)", re.IGNORECASE
)
TOEKOMST = re.compile(
    r"\b(verwacht\w*|verwachting|zal|zullen|zou|zouden|kan|kunnen|wil|willen|moet|moeten|streeft|streven|doel)\b",
    re.IGNORECASE,
)
ONTKENNING = re.compile(r"\b(niet|geen|nauwelijks|nooit)\s+(?:\w+\s+){0,1}$", re.IGNORECASE)

# Where such a word stands in a sentence without any fact, it claims less often than it seems to.
ZELFSTANDIG = re.compile(r"(?:stijging|toename|groei|verdubbeling|daling|afname|halvering)$", re.IGNORECASE)
VOORAF = re.compile(
    r"[‘“'\"]$|\b(?:(?:als|of|wanneer|indien|zodra|om|hoe)\s+(?:[^,;:]*\s)?|te\s+)$", re.IGNORECASE
)
GEEN_VERANDERING = re.compile(
    r"\s+(?:op\b|onderwijs|beroep|opgeleid|wonen|gelegen|te\b)|[^.!?;,]*\bop\s+(?:in|bij|met|zonder)\b",
    re.IGNORECASE,
)


def find_losse_woorden(tekst: str) -> list[tuple[int, str]]:
    """The claims in a sentence that has no fact: place and word.

    Left alone are wishes and expectations, questions, conditions, quoted words, and nouns ("de groei" need not be one).
    """
    if tekst.rstrip().endswith("?") or TOEKOMST.search(tekst):
        return []
    found = []
    for match in [*RICHTING.finditer(tekst), *SCHEIDBAAR.finditer(tekst)]:
        elsewhere = VOORAF.search(tekst[: match.start()]) or GEEN_VERANDERING.match(tekst, match.end())
        if not (elsewhere or ZELFSTANDIG.match(match[0])):
            found.append((match.start(), match[0].lower()))
    return sorted(found)
