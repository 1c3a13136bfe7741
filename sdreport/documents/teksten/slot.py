"""Rules for one text by itself: cut off, left by an editor, or a column in which nothing stands."""

import re
from collections.abc import Iterator, Sequence

from sdreport.documents.teksten.teksten import WEG, Documenttekst, Tekstvondst
from sdreport.documents.teksten.woorden import EINDIGT_NIET

SLOT = re.compile(r"[.!?:;…][)\]”’\"']*$")
MEER_ZINNEN = re.compile(r"[\w)][\w)][.!?]\s+[A-ZÀ-Þ]")
HAAKJES = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
REDACTIE = re.compile(
    r"\b(?:opnemen|invullen|aanvullen|aanpassen|toevoegen|checken|nakijken|nagaan|navragen|uitschrijven|verwijderen"
    r"|weghalen|schrappen|controleren|herschrijven|vervangen|inkorten|bijwerken|voluit|nog (?:doen|maken|vullen|in te)"
    r"|nog niet af|klopt dit|zie opmerking|eindredactie)\b",
    re.IGNORECASE,
)
LOSSE_SPOREN = re.compile(
    r"\?{2,}|\[PM\b|\bX{3,}\b|\bTODO\b|\bTBD\b|lorem ipsum|\[\s*[.…_]*\s*\]|_{3,}|\[(?:naam|datum|bedrag)\]|\bYYYY\b"
    r"|\bnog (?:te )?(?:checken|invullen|aanvullen|controleren|navragen|toevoegen)\b",
    re.IGNORECASE,
)
ROEPT = re.compile(r"[^a-zà-ÿ]{25,}")


def find_afgebroken(teksten: Sequence[Documenttekst]) -> Iterator[Tekstvondst]:
    """Sentences and cells that stop before they are done; a cell of a few words needs no full stop."""
    for item in teksten:
        why = _tell_cut(item) if item.lopend else ""
        if why:
            herstel = "Vul aan wat is weggevallen, of zet een punt."
            yield Tekstvondst("document.afgebroken", (item,), f"{item.toon()}. Maar {why}.", herstel)


def find_redactie(teksten: Sequence[Documenttekst]) -> Iterator[Tekstvondst]:
    """What a writer left for an editor, or for himself."""
    for item in teksten:
        left = _find_note(item.tekst) if item.soort in ("zin", "cel", "kop") else ""
        if left:
            wat = f"{item.toon()}. Maar ‘{left}’ is een opmerking voor wie aan de tekst werkt."
            yield Tekstvondst("document.redactie", (item,), wat, "Werk de opmerking af en haal haar weg.")


def find_lege_kolom(teksten: Sequence[Documenttekst]) -> Iterator[Tekstvondst]:
    """Columns that a table has and no row fills."""
    for item in teksten:
        if item.soort == "kolom" and not item.tekst.strip():
            wat = f"{item.plaats}: de kolom staat in de tabel. Maar geen enkele rij vult haar in."
            yield Tekstvondst("document.lege_kolom", (item,), wat, "Vul de kolom, of laat haar weg.")


def _tell_cut(item: Documenttekst) -> str:
    """Why a text is not done; nothing when it may be."""
    text = item.tekst.rstrip()
    if text.endswith(WEG):
        return ""
    last = text.split()[-1].lower().strip("‘’“”'\"(")
    if last in EINDIGT_NIET:
        return f"na ‘{last}’ hoort een zin verder te gaan"
    if text[-1] in ",-–/(&":
        return f"de tekst houdt op na ‘{text[-1]}’"
    if text.count("(") > text.count(")"):
        return "het laatste haakje gaat niet meer dicht"
    if not SLOT.search(text) and (item.soort == "zin" or MEER_ZINNEN.search(text)):
        return "de laatste zin eindigt zonder punt"
    return ""


def _find_note(text: str) -> str:
    if match := LOSSE_SPOREN.search(text):
        return match[0]
    for match in HAAKJES.finditer(text):
        inside = match[1].strip()
        if REDACTIE.search(inside) or (ROEPT.fullmatch(inside) and " " in inside):
            return inside
    return ""
