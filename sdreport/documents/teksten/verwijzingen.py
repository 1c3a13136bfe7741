"""The rules for references: to a part that is not there, that is called otherwise, or that is about something else."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sdreport.documents.teksten.teksten import Documenttekst, Tekstvondst
from sdreport.documents.teksten.woorden import GETALLEN, RANGEN, list_stammen, read_getal

SOORT = "hoofdstuk|paragraaf|onderdeel|deel|bijlage|tabel|figuur|doel|artikel|programmalijn"
NUMMER = rf"\d+(?:\.\d+)*|(?-i:[IVX]+|[A-H])\b|(?:{'|'.join(GETALLEN[1:])}|één)\b"
VERWIJST = re.compile(
    rf"\b(?P<soort>{SOORT})\s+(?P<nummers>(?:{NUMMER})(?:\s*(?:,|/|en|of)\s*(?:{NUMMER}))*)"
    rf"|\b(?P<rang>{'|'.join(RANGEN[1:])})\s+(?P<rsoort>{SOORT})\b",
    re.IGNORECASE,
)
ELDERS = re.compile(
    r"\s*\)?\s*(?:van\s+)?(?:het|de|ons|onze)?\s*(?P<naam>\w*(?:nota|kader|plan|akkoord|visie|agenda|verordening"
    r"|programma|rapport|rapportage|wet|begroting))\b",
    re.IGNORECASE,
)
KOP = re.compile(
    rf"\s*(?:(?P<soort>{SOORT})\s+)?(?P<nummer>{NUMMER})[.:]?\s*(?P<titel>.*)", re.IGNORECASE | re.DOTALL
)
GENUMMERD = ("hoofdstuk", "paragraaf", "onderdeel", "doel", "")
"""Parts that are often printed as a number alone."""


@dataclass(frozen=True)
class Documentdeel:
    """A part of the document, or of another one (`document`): its kind, its number and what it is about."""

    soort: str
    nummer: str
    over: str
    tekst: Documenttekst
    document: str = ""

    @property
    def naam(self) -> str:
        """Kind and number, as in running text."""
        return f"{self.soort} {self.nummer}".strip()


def find_verwijzingen(teksten: Sequence[Documenttekst]) -> Iterator[Tekstvondst]:
    """References in a document whose headings are in the table: to nothing, by another name, or to another subject."""
    koppen = [deel for item in teksten if item.soort == "kop" for deel in read_kop(item)]
    for item in teksten:
        for deel in read_verwijzingen(item) if item.lopend else ():
            if not deel.document and (found := _judge(deel, koppen)):
                yield found


def find_benamingen(teksten: Sequence[Documenttekst]) -> Iterator[Tekstvondst]:
    """One thing that has two names: as rows of kind `naam` say, or as the same part of two other documents."""
    named = [(item.over.lower(), item, item.tekst) for item in teksten if item.soort == "naam"]
    named += [
        (deel.naam, item, deel.document)
        for item in teksten
        for deel in read_verwijzingen(item)
        if deel.document
    ]
    for place, (thing, item, name) in enumerate(named):
        for other, earlier, before in named[:place]:
            if thing == other and thing and before.lower() != name.lower():
                wat = f"{earlier.toon()}. Maar {item.toon()}. Het zijn twee namen voor één zaak: {before} en {name}."
                yield Tekstvondst("document.benaming", (earlier, item), wat, "Gebruik overal dezelfde naam.")
                break


def read_kop(item: Documenttekst) -> Iterator[Documentdeel]:
    """The part that a heading opens; nothing when it has no number."""
    match = KOP.match(item.tekst)
    if match:
        soort = (match["soort"] or "").lower()
        yield Documentdeel(soort, _number(match["nummer"]), f"{match['titel']} {item.over}".strip(), item)


def read_verwijzingen(item: Documenttekst) -> Iterator[Documentdeel]:
    """The parts that a text refers to, each with the sentence around it as what it says of them."""
    for zin in item.zinnen:
        for match in VERWIJST.finditer(zin):
            soort = (match["soort"] or match["rsoort"]).lower()
            elders = ELDERS.match(zin, match.end())
            document = elders["naam"].lower() if elders else ""
            said = f"{zin[: match.start()]} {zin[match.end() :]} {item.over}"
            for text in re.findall(NUMMER, match["nummers"] or match["rang"], re.IGNORECASE) or [
                match["rang"]
            ]:
                yield Documentdeel(soort, _number(text), said, item, document)


def _judge(deel: Documentdeel, koppen: Sequence[Documentdeel]) -> Tekstvondst | None:
    """What is wrong with a reference; nothing when it fits, or when the table has no headings to hold it against."""
    same = [kop for kop in koppen if kop.soort == deel.soort or (not kop.soort and deel.soort in GENUMMERD)]
    there = [kop for kop in same if kop.nummer == deel.nummer or kop.nummer.startswith(f"{deel.nummer}.")]
    if there:
        return _judge_subject(deel, there, same)
    other = [kop for kop in koppen if kop.nummer == deel.nummer and kop.soort and not same]
    if other:
        wat = f"{deel.tekst.toon()}. Maar {other[0].tekst.toon()}. Dat heet geen {deel.soort}, maar {other[0].soort}."
        return Tekstvondst(
            "document.benaming", (deel.tekst, other[0].tekst), wat, "Gebruik overal dezelfde naam."
        )
    if not same:
        return None
    meant = next((kop for kop in same if _digits(kop.nummer) == _digits(deel.nummer)), None)
    wat = f"{deel.tekst.toon()}. Maar {deel.naam} is er niet"
    if meant is None:
        return Tekstvondst(
            "document.verwijzing", (deel.tekst,), f"{wat}.", "Verwijs naar een deel dat er is."
        )
    about = "" if list_stammen(deel.over) & list_stammen(meant.over) else ", en dat gaat over iets anders"
    wat += f"; {meant.tekst.toon()} lijkt bedoeld{about}."
    return Tekstvondst(
        "document.verwijzing", (deel.tekst, meant.tekst), wat, "Verwijs naar het deel dat is bedoeld."
    )


def _judge_subject(
    deel: Documentdeel, there: Sequence[Documentdeel], same: Sequence[Documentdeel]
) -> Tekstvondst | None:
    """Whether another part of the same kind is about what the sentence says, and the one it names is not."""
    said = list_stammen(deel.over)
    if any(said & list_stammen(kop.over) for kop in there) or not any(kop.over for kop in there):
        return None
    fits = [kop for kop in same if kop not in there and said & list_stammen(kop.over)]
    if len(fits) != 1:
        return None
    wat = f"{deel.tekst.toon()}. Maar {fits[0].tekst.toon()}. Daarover gaat {fits[0].naam}, niet {deel.naam}."
    return Tekstvondst(
        "document.verwijzing", (deel.tekst, fits[0].tekst), wat, f"Verwijs naar {fits[0].naam}."
    )


def _number(text: str) -> str:
    number = read_getal(text)
    return text if number is None else str(number)


def _digits(nummer: str) -> str:
    return nummer.replace(".", "")
