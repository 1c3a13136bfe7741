"""How hard a toelichting is to read: length of sentences, share of long words, and a score for Dutch.

The score (`leesgemak`) is that of Flesch in Douma's version for Dutch: 206,8 - 0,77 times the number of syllables per
hundred words - 0,93 times the average number of words in a sentence (W.H. Douma, De leesbaarheid van landbouwbladen,
Wageningen 1960; norms and formula also in Taalbeheersing as told by dbnl.org, `_taa014197701_01`). From 60 a text is
normal, below 45 it is difficult. Like any such formula it sees sentences and words, no meaning and no order: a
reason to look at a text, never a verdict. So what is told here is a `melding`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from sdreport.chapter.toelichting.text import Feiten, Sectie, read_secties
from sdreport.project.parameters.publicatie import Leesbaarheid
from sdreport.register.kwaliteit import Leesmaat, Leesoordeel
from sdreport.safe.dutch import to_dutch

LANG_WOORD = 10
"""A word of more letters than this is long."""
KORTSTE_TEKST = 30
"""Of a text of fewer words an average says nothing."""

WOORD = re.compile(r"[^\W_]+(?:[-’'.,][^\W_]+)*")
# bounded: without, a text of brackets or full stops takes a minute
ZIN = re.compile(r"(?<=[.!?:])[’”\"')*]*\s+(?=[\W_]{0,20}[A-Z0-9À-Ý])")
LETTERGREEP = re.compile(
    r"aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|oe|eu|ui|ou|au|ij|ei|[aeiouyáéíóúàèäëïöü]", re.IGNORECASE
)
OPMAAKTEKENS = re.compile(r"\[([^\[\]]{0,500})\]\([^)]{0,500}\)|\*\*|\*|`|^>\s?|^\d+\.\s+", re.MULTILINE)
ONDERDEEL = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*]|\d+\.)\s)")
KOP = re.compile(r"^\s*#")
TEKEN = re.compile(r"^\s*[-*]\s+")


def split_text(markdown: str) -> list[str]:
    """The sentences of a Markdown text without its marks; headings are none, an item of a list is at least one."""
    parts = (part for part in ONDERDEEL.split(markdown) if part.strip() and not KOP.match(part))
    plain = (OPMAAKTEKENS.sub(lambda match: match[1] or "", TEKEN.sub("", part)) for part in parts)
    sentences = (sentence.strip() for part in plain for sentence in ZIN.split(" ".join(part.split())))
    return [sentence for sentence in sentences if WOORD.search(sentence)]


def count_syllables(woord: str) -> int:
    """The syllables of a Dutch word, by its groups of vowels; at least one. A number counts as one."""
    return max(1, len(LETTERGREEP.findall(woord)))


def measure_text(markdown: str) -> Leesmaat | None:
    """Measure a text with its facts filled in; None when there is nothing in it to read."""
    sentences = [(sentence, WOORD.findall(sentence)) for sentence in split_text(markdown)]
    words = [word for _, found in sentences for word in found]
    if not words:
        return None
    per_sentence = len(words) / len(sentences)
    syllables = sum(map(count_syllables, words))
    longest, found = max(sentences, key=lambda item: len(item[1]))
    return Leesmaat(
        woorden=len(words),
        zinnen=len(sentences),
        woorden_per_zin=round(per_sentence, 1),
        lange_woorden_pct=round(100 * sum(len(word) > LANG_WOORD for word in words) / len(words), 1),
        leesgemak=round(206.8 - 0.77 * 100 * syllables / len(words) - 0.93 * per_sentence, 1),
        langste_zin=len(found),
        begin_langste_zin=" ".join(longest.split()[:6]) + " …",
    )


def judge_text(maat: Leesmaat, grenzen: Leesbaarheid) -> list[str]:
    """What is hard in a text, each as one short sentence for its writer."""
    found = []
    if maat.langste_zin > grenzen.langste_zin:
        found.append(f"De langste zin heeft {maat.langste_zin} woorden (‘{maat.begin_langste_zin}’).")
    if maat.woorden >= KORTSTE_TEKST:
        if maat.woorden_per_zin > grenzen.woorden_per_zin:
            found.append(f"Een zin heeft gemiddeld {to_dutch(maat.woorden_per_zin, '.1f')} woorden.")
        if maat.lange_woorden_pct > grenzen.lange_woorden_pct:
            found.append(
                f"Van de woorden heeft {to_dutch(maat.lange_woorden_pct, '.1f')}% meer dan {LANG_WOORD} letters."
            )
        if maat.leesgemak < grenzen.leesgemak:
            found.append(f"Het leesgemak is {to_dutch(maat.leesgemak, '.1f')}.")
    return found


def measure_secties(
    secties: Mapping[str, Sectie], feiten: Feiten, grenzen: Leesbaarheid
) -> Iterator[Leesoordeel]:
    """How each section with text reads as it will stand on the page; one that cannot be filled is left out."""
    for sectie in secties.values():
        if any(feiten.check(sectie)):
            continue
        maat = measure_text(feiten.fill(sectie))
        if maat is not None:
            yield Leesoordeel(sectie.bestand, sectie.slug, maat, " ".join(judge_text(maat, grenzen)))


def measure_texts(
    feiten: Feiten, folders: Sequence[Path], hoofdstukken: Sequence[str], grenzen: Leesbaarheid
) -> list[Leesoordeel]:
    """The toelichting of all chapters, section by section."""
    shown = (feiten.keep(read_secties(folders, naam)) for naam in hoofdstukken)
    return [row for secties in shown for row in measure_secties(secties, feiten, grenzen)]


def describe_leesbaarheid(rows: Sequence[Leesoordeel]) -> str:
    """How many texts are hard to read, for a terminal; empty when none is."""
    hard = sum(row.moeilijk for row in rows)
    if not hard:
        return ""
    return f"Leesbaarheid: {hard} van {len(rows)} stukken toelichting lezen moeilijk (zie de pagina Datakwaliteit)."
