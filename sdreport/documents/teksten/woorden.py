"""Dutch words that the rules for texts need: what ends no sentence, what is past, how numbers are told."""

import re
from collections.abc import Iterator

EINDIGT_NIET = frozenset((
    "de", "het", "een", "en", "of", "maar", "want", "omdat", "zodat", "doordat", "dat", "wat", "als", "zoals", "dan",
    "te", "ter", "ten", "van", "met", "naar", "tot", "per", "via", "tussen", "zonder", "volgens", "vanaf", "vanuit",
    "sinds", "tijdens", "wegens", "namens", "jegens", "hun", "onze", "ons", "mijn", "jouw", "deze", "dit", "waarbij",
    "waarin", "waarop", "waardoor", "waarmee", "waarvan", "die", "welke", "wiens", "of-", "en/of", "o.a.", "bijv.",
    "bv.", "m.b.t.", "i.v.m.", "t.b.v.", "d.m.v.", "t.a.v.", "i.h.k.v.", "w.o.", "n.a.v.", "incl.", "excl.", "ca.",
    "circa",
))  # fmt: skip
"""Words after which a Dutch sentence goes on."""
VERLEDEN = (
    "geweest", "was", "waren", "werd", "werden", "geworden", "had", "hadden", "kwam", "kwamen", "ging", "gingen",
    "deed", "deden", "kreeg", "kregen", "begon", "begonnen", "bleek", "bleken", "bleef", "bleven", "stond", "stonden",
    "kon", "konden", "moest", "moesten", "mocht", "mochten", "wilde", "wilden", "nam", "namen", "gaf", "gaven",
    "hield", "hielden", "liep", "liepen", "vond", "vonden", "sprak", "spraken", "zat", "zaten", "lag", "lagen",
    "bracht", "brachten", "werkte", "werkten", "startte", "startten", "maakte", "maakten", "steeg", "stegen",
    "daalde", "daalden", "leidde", "leidden", "eindigde", "eindigden",
)  # fmt: skip
"""What says that something is over; a participle with `zijn` does not, as plans tell what they want that way."""
VOLTOOID = re.compile(
    r"\b(?:heeft|hebben|heb)\b(?:(?!\b(?:dat|die|waar\w*|omdat|om|is|zijn|wordt|worden)\b)[^.;,]){0,70}?\b(?:(?!\w*ge(?:zich|wich|rech|vech|dich|bie)[dt])\w*ge\w{3,}[dt]"
    r"|\w*ge(?:houden|geven|sproken|sloten|schreven|nomen|kregen|vonden|daan|kozen|lopen|bracht)"
    r"|bereikt|behaald|besproken|besloten|verstrekt|voltooid|ontvangen|ontwikkeld)\b",
    re.IGNORECASE,
)
GETALLEN = (
    "nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf", "dertien",
    "veertien", "vijftien", "zestien",
)  # fmt: skip
RANGEN = (
    "nulde", "eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende", "tiende",
    "elfde", "twaalfde",
)  # fmt: skip
ROMEINS = re.compile(r"[IVX]+")
CIJFER = {"I": 1, "V": 5, "X": 10}
WOORD = re.compile(r"[^\W\d_][\w’'-]*")
LEEG = frozenset((
    "aantal", "alle", "andere", "beide", "binnen", "daarbij", "daarna", "daarom", "daarvan", "deze", "door", "echter",
    "enkele", "gemeente", "geven", "hebben", "heeft", "hierbij", "hiervan", "hoofdstuk", "inwoners", "jaren",
    "kunnen", "maken", "mensen", "middelen", "moeten", "nieuwe", "onder", "onderdeel", "onderdelen", "ook", "overig",
    "paragraaf", "plaats", "rapport", "samen", "staan", "staat", "tussen", "verder", "volgende", "vooral", "waarbij",
    "waarin", "waarop", "wordt", "worden", "zullen", "bijlage", "bedrag", "bedragen", "totaal", "tekst", "tabel",
    "totale", "samenleving", "volgt", "beschreven", "genoemd", "uitgewerkt", "bijlagen", "weergegeven", "toegelicht",
    "gegeven", "vanaf", "komende",
))  # fmt: skip
"""Words that say nothing of what a text is about."""
STAM = 6
KORTSTE = 5


def read_getal(text: str) -> int | None:
    """A number in digits, as a Roman numeral, as a word (`drie`) or as a rank (`derde`); None for anything else."""
    low = text.lower().replace("é", "e")
    if text.isdigit():
        return int(text)
    if ROMEINS.fullmatch(text):
        return _roman(text)
    for words in (GETALLEN, RANGEN):
        if low in words:
            return words.index(low)
    return None


def list_stammen(text: str) -> set[str]:
    """The stems of the words that say what a text is about: `functies` and `functie` are one."""
    words = (word.lower() for word in WOORD.findall(text))
    return {word[:STAM] for word in words if len(word) >= KORTSTE and word not in LEEG}


def find_verleden(zin: str) -> Iterator[tuple[int, str]]:
    """Where in a sentence something is told as over, and with which word."""
    for match in re.finditer(rf"\b(?:{'|'.join(VERLEDEN)})\b", zin, re.IGNORECASE):
        yield match.start(), match[0]
    for match in VOLTOOID.finditer(zin):
        yield match.start(), match[0].split()[0]


def _roman(text: str) -> int:
    values = [CIJFER[letter] for letter in text]
    return sum(-v if v < max(values[place:]) else v for place, v in enumerate(values))
