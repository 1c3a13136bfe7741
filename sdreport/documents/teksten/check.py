"""Check the texts of a document: what is cut off, told as over too early, named in two ways or left by an editor.

Rules: `document.afgebroken`, `document.redactie`, `document.lege_kolom`, `document.verleden_tijd`,
`document.leeftijd`, `document.aandeel`, `document.verwijzing`, `document.benaming`, `document.tegendeel` and
`document.afkorting`. Each reads words and not meaning: what it finds, a person judges.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from sdreport.bevindingen import Bevinding, Ernst
from sdreport.documents.teksten.bedragen import find_aandelen
from sdreport.documents.teksten.leeftijden import find_leeftijden
from sdreport.documents.teksten.slot import find_afgebroken, find_lege_kolom, find_redactie
from sdreport.documents.teksten.tegendelen import find_afkortingen, find_tegendelen
from sdreport.documents.teksten.teksten import Documenttekst, Tekstvondst
from sdreport.documents.teksten.tijd import find_verleden_tijd
from sdreport.documents.teksten.verwijzingen import find_benamingen, find_verwijzingen

KOLOM = "tekst"
"""The column that findings on texts are about; those on figures are about `waarde`."""
REGELS: Sequence[Callable[[Sequence[Documenttekst]], Iterator[Tekstvondst]]] = (
    find_afgebroken, find_redactie, find_lege_kolom, find_verleden_tijd, find_leeftijden, find_aandelen,
    find_verwijzingen, find_benamingen, find_tegendelen, find_afkortingen,
)  # fmt: skip
ERNST: Mapping[str, Ernst] = {
    "document.afgebroken": "waarschuwing", "document.redactie": "waarschuwing", "document.lege_kolom": "melding",
    "document.verleden_tijd": "waarschuwing", "document.leeftijd": "melding", "document.aandeel": "waarschuwing",
    "document.verwijzing": "waarschuwing", "document.benaming": "melding", "document.tegendeel": "melding",
    "document.afkorting": "melding",
}  # fmt: skip


def check_teksten(slug: str, teksten: Sequence[Documenttekst]) -> list[Bevinding]:
    """All findings in the texts of one document, in the order of its table."""
    found = [vondst for rule in REGELS for vondst in rule(teksten)]
    return [_as_bevinding(slug, item) for item in sorted(found, key=lambda item: item.teksten[0].regelnummer)]


def check_extractteksten(slug: str, extracten: Sequence[Sequence[Documenttekst]]) -> list[Bevinding]:
    """All findings in the texts of the extracts of one document: a peildatum is that of its own extract."""
    together = [item for teksten in extracten for item in teksten if item.lopend]
    found = [vondst for rule in REGELS for vondst in rule(together)]
    found += [vondst for teksten in extracten for vondst in find_verleden_tijd(teksten)]
    return [_as_bevinding(slug, item) for item in found]


def _as_bevinding(slug: str, vondst: Tekstvondst) -> Bevinding:
    first = vondst.teksten[0]
    lines = tuple(sorted({item.regelnummer for item in vondst.teksten if item.bestand == first.bestand}))
    place = (first.bestand or f"teksten/{slug}.csv", first.kolom or KOLOM)
    return Bevinding(
        slug, vondst.regel, ERNST[vondst.regel], *place, vondst.wat, vondst.herstel, lines, len(lines)
    )
