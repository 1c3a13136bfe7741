"""The page `docs/tegenstrijdigheden.md`: what the checker finds in the documents of `data/documenten/`.

Write it again after a change of a table or a rule:

    python -m sdreport.documents.page
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from sdreport.bevindingen import Bevinding
from sdreport.documents.check import check_documenten
from sdreport.documents.figures import Document, read_document
from sdreport.documents.teksten.teksten import read_teksten
from sdreport.project.folders import find_project

MAP = "documenten"
TEKSTEN = "teksten"
PAGINA = "tegenstrijdigheden.md"
KOP = """\
# Tegenstrijdigheden in gepubliceerde documenten

Deze pagina is gemaakt met `python -m sdreport.documents.page` en niet met de hand geschreven.
De cijfers van elk document staan in `data/documenten/`, met hun plaats en met formules: welke cijfers samen
een totaal zijn, waarvan een percentage een deel is, wat een zin beweert. De controle rekent dat na. Teksten van
een document staan in `data/documenten/teksten/`: daarin zoekt de controle wat niet bij elkaar kan passen.

Een bevinding is geen oordeel over de makers. Zij noemt twee plaatsen die niet bij elkaar passen, de berekening,
en waarmee het wel zou kloppen. Een *melding* kan een verschil in telling of jaar zijn. Verschillen die alleen een
lezer ziet, staan per rapport in `tegenstrijdigheden.csv`, in de map met zijn extracten. De pagina over
datakwaliteit van een rapport toont beide lijsten.

| Regel | Wat de controle zoekt |
|---|---|
| `document.som` | een totaal dat niet de som van zijn delen is, of dat buiten de delen valt |
| `document.cijfers_verwisseld` | een som die klopt als twee cijfers van één getal van plaats wisselen |
| `document.aandeel` | een percentage dat niet bij zijn geheel past, of een deel groter dan het geheel |
| `document.tekst_tegen_tabel` | een getal in de tekst dat anders is dan in de tabel of de opsomming |
| `document.claim` | een woord als ‘meer’, ‘gedaald’, ‘ruim’ of ‘verdubbeld’ dat de getallen tegenspreken |
| `document.zelfde_feit` | hetzelfde feit met twee getallen |
| `document.nummering` | een nummer dat ontbreekt, dubbel is of niet op volgorde staat |
| `document.schrijfwijze` | een getal dat op twee manieren te lezen is |
| `document.formule` | een controle die niet kan worden uitgevoerd (fout in de tabel met cijfers) |
| `document.citaat` | een waarde die niet in haar citaat staat (fout in de tabel met cijfers) |
| `document.afgebroken` | een zin die midden in een zin ophoudt, of zonder punt; een haakje dat niet dichtgaat |
| `document.redactie` | een opmerking voor wie aan de tekst werkt, die is blijven staan |
| `document.lege_kolom` | een kolom die geen enkele rij invult |
| `document.verleden_tijd` | verleden tijd bij een moment dat na de peildatum komt |
| `document.leeftijd` | één woord voor een groep met twee leeftijden die elkaar uitsluiten |
| `document.verwijzing` | een verwijzing naar een deel dat er niet is, of dat over iets anders gaat |
| `document.benaming` | één zaak met twee namen, zoals deel en hoofdstuk |
| `document.tegendeel` | twee woorden die elkaar uitsluiten over één zaak, zoals structureel en incidenteel |
| `document.afkorting` | een afkorting, of een letter van twee verwante afkortingen, met twee betekenissen |

## Zelf een document controleren

Maak een tabel `data/documenten/<naam>.csv` (puntkomma, UTF-8) met de kolommen `nummer`, `plaats`, `waarde`
(decimale komma, geen punten; leeg bij ‘pm’), `eenheid`, `formule`, `citaat` (hoogstens zes woorden) en `soort`
(`tabel`, `tekst`, `telling` of `nummer`). Bij de eenheden `%`, `x 1.000 euro`, `miljoen euro` en `miljard euro` mag
een uitkomst zoveel afwijken als door afronden kan ontstaan. Andere getallen moeten precies kloppen.

Een formule zegt wat voor het cijfer moet gelden. `r12` is het cijfer met nummer 12, `[naam]r12` dat van een ander
document. Meer formules staan met `|` achter elkaar.

| Formule | Betekenis |
|---|---|
| `=r1+r2-r3`, `=r1/r2*100` | het cijfer is de uitkomst; haakjes mogen |
| `=deel(r1; r2)`, `=groei(r1; r2)` | r1 als percentage van r2; de groei in procenten van r2 naar r1 |
| `ruim(r1)`, `bijna(r1)`, `ongeveer(r1)` | zo noemt de tekst r1, of een berekening |
| `gelijk(r1; r2)` | hetzelfde feit op andere plaatsen |
| `meer(r1)`, `hoger(r1)`, `gestegen(r1)` | het cijfer is groter dan r1 |
| `minder(r1)`, `lager(r1)`, `gedaald(r1)` | het cijfer is kleiner dan r1 |
| `verdubbeld(r1)`, `gehalveerd(r1)` | het cijfer is twee keer of de helft van r1 |
| `hoogstens(r1)`, `minstens(r1)` | een deel tegenover zijn geheel, en andersom |
| `uniek(r1; r2; r3)` | een totaal waarin iedereen één keer telt |
| `volgt(r1)` | het nummer dat na r1 komt |

Een laatste kolom `in_dit_rapport` mag erbij: wat het rapport met een bevinding over dit cijfer doet.

## Teksten van een document

Maak een tabel `data/documenten/teksten/<naam>.csv` met de kolommen `nummer`, `plaats`, `soort`, `over` (waar het over
gaat; mag leeg), `tekst` (zoals gedrukt; `…` staat voor weggelaten woorden) en `in_dit_rapport` (mag leeg). Neem over
wat u wilt laten controleren: alle teksten, of alleen de plaatsen die ertoe doen.

| Soort | Wat er in `tekst` staat | Wat de controle ermee doet |
|---|---|---|
| `zin` | lopende tekst | hoort met een punt te eindigen |
| `cel` | een cel van een tabel | een paar woorden hoeven geen punt te hebben; verder als een zin |
| `kop` | een kop met zijn nummer, zoals `Bijlage 2 Functies` | daar verwijzen zinnen naar; anders geen controle |
| `kolom` | wat in de eerste gevulde cel staat; leeg als er geen is | een lege kolom is een bevinding |
| `naam` | hoe de zaak in `over` hier heet | één zaak hoort één naam te hebben |
| `peildatum` | de datum waarop het document de stand geeft | wat later komt, kan nog niet voorbij zijn |

Een percentage dat in één zin staat met twee bedragen, of met een aantal van een ander aantal, hoort daarvan een deel
of de groei te zijn (`document.aandeel`). Tegendelen vergelijkt de controle als beide rijen hetzelfde in `over` hebben,
of als de twee zinnen twee of meer woorden delen. De regels lezen woorden en geen betekenis. Kijk dus zelf of een
bevinding klopt.

Dezelfde regels lezen ook de zinnen in de extracten van een rapport: doelen, activiteiten, uitspraken, besluiten en
hun toelichting. Daarvoor is geen tabel nodig. De peildatum is dan die van het extract.
"""


def read_documenten(folder: Path) -> list[Document]:
    """The tables of all documents in a folder, in the order of their names; one of the two may be absent."""
    cijfers, teksten = (
        {path.stem: path for path in place.glob("*.csv")} for place in (folder, folder / TEKSTEN)
    )
    found = []
    for slug in sorted({*cijfers, *teksten}):
        document = read_document(cijfers[slug]) if slug in cijfers else Document(slug, {})
        found.append(replace(document, teksten=read_teksten(teksten[slug])) if slug in teksten else document)
    return found


def render_tegenstrijdigheden(documenten: Sequence[Document]) -> str:
    """The page in Markdown: per document what was checked, and one line for every finding."""
    found = check_documenten(documenten)
    parts = [KOP]
    for document in documenten:
        own = [bevinding for bevinding in found if bevinding.dataset == document.slug]
        parts.append(
            "\n".join([f"## {make_titel(document.slug)}", "", _count(document, own), "", *_lines(own), ""])
        )
    return "\n".join(parts).rstrip() + "\n"


def make_titel(slug: str) -> str:
    """A slug as a heading: `peilnota-1-2014` is `Peilnota 1 2014`, and years keep their hyphen."""
    words = re.sub(r"(?<!\d{4})-|-(?!\d{4})", " ", slug)
    return words[:1].upper() + words[1:]


def _count(document: Document, found: Sequence[Bevinding]) -> str:
    checks = sum(len(cijfer.formules) for cijfer in document.cijfers.values())
    used = {naam for cijfer in document.cijfers.values() if cijfer.formules for naam in [cijfer.naam]}
    told = f"{len(found)} bevindingen" if len(found) != 1 else "1 bevinding"
    texts = f"{len(document.teksten)} teksten"
    return f"{len(document.cijfers)} cijfers, {checks} controles op {len(used)} daarvan, {texts}, {told}."


def _lines(found: Sequence[Bevinding]) -> Iterator[str]:
    for item in found:
        yield f"- **{item.ernst}**, `{item.regel}`: {item.wat} {item.herstel}"
    if not found:
        yield "Geen bevindingen."


def main() -> None:
    """Write the page of the project in the current folder."""
    project = find_project(Path.cwd())
    page = render_tegenstrijdigheden(read_documenten(project.data / MAP))
    (project.root / "docs" / PAGINA).write_text(page, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
