"""The data dictionary: the catalogue and the code lists as a page for those who deliver extracts.

`python -m sdreport.intake.catalogue.dictionary` writes `docs/gegevenswoordenboek.md`; a test keeps that file equal to
the catalogue.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pandas as pd

from sdreport.intake.catalogue.datasets import DATASETS
from sdreport.intake.catalogue.definition import SOORT_UITLEG, Dataset, Privacy
from sdreport.project.folders import find_project
from sdreport.project.references import load_references
from sdreport.project.standards.load import describe_list

BESTAND = Path("docs") / "gegevenswoordenboek.md"
INLEIDING = """\
# Gegevenswoordenboek

Dit bestand wordt gemaakt uit de catalogus in de code. Verander het niet met de hand. Draai na een wijziging:
`python -m sdreport.intake.catalogue.dictionary`.

Per extract staat hier wat een rij is, welke kolommen erin horen en wat ze betekenen. Lever elk extract aan
als `data/<jaar>/<naam>.csv` of `data/<jaar>/<naam>.xlsx`. De volgorde van de kolommen maakt niet uit. Noemt uw systeem
een kolom of code anders, zeg dat dan in de [parameters](parameters.md#kolommen). Een kolom
waarbij staat dat zij mag ontbreken, kunt u weglaten als uw systeem haar niet heeft. Wat daardoor niet te toetsen of
te tonen is, meldt de controle.
"""
NOTATIE = """\
## Notatie

- **CSV**: gescheiden met `;`, `,`, een tab of `|`. UTF-8 (met of zonder BOM), Windows-1252, of UTF-16 (dat Excel
  *Unicode-tekst* noemt; geef het bestand de naam `.csv`). Een regel `sep=;` mag.
- **Excel**: `.xlsx`, het eerste zichtbare werkblad, zonder wachtwoord, samengevoegde cellen en verborgen rijen.
- **Kopregel**: de kolomnamen. Hoofdletters, spaties en accenten maken niet uit. Erboven mag een titel staan.
- **Leeg**: een leeg veld betekent dat iets ontbreekt. `NULL` en `\\N` van een database zijn ook leeg, en in een kolom
  met getallen of datums `NA` (R) en `.` (SAS, SPSS). Schrijf niet `n.v.t.` of `-`.
- **Totalen**: een totaalregel onderaan telt niet mee, en een regel als `Gegenereerd op ...` ook niet.
- **Scheidingsteken in een tekst**: zet het veld tussen dubbele aanhalingstekens.

Wat geweigerd wordt, wordt nooit geraden: u krijgt de kolom, de regelnummers en de reden. Per kolom geldt één notatie:
"""
NOTATIES = (
    (
        "getal, decimaal, bedrag",
        "`1250,50`, `1.250,50`, `10 000,00`, `2572.65`, `12,50-`, `(12,50)`",
        "`1.234` als niets in de kolom zegt wat de punt is; punt en komma door elkaar; `27,5%`",
    ),
    ("bedrag", "`€ 12,50`, `12,50 EUR`, `12,-`, `€ -` (nul in Excel)", "een andere munt"),
    (
        "datum",
        "`31.12.2023`, `2023-12-31`, `20231231`, `31 dec 2023`, `31/12/2023`, `31-12-23`",
        "`01/02/2023` of `01-02-23` als niets zegt wat de dag is; notaties door elkaar; maand vooraan",
    ),
    ("code", '`000888`, `="000888"`; bij ja en nee ook `JA`, `WAAR` en `true`', "`1,23457E+11`"),
)
PRIVACY = """\
## Privacyklassen

Records komen nooit op een pagina, in een melding of in een logbestand. Een extract met records is als geheel
vertrouwelijk. De klasse zegt hoe gevoelig één kolom op zichzelf is.
"""
PRIVACY_UITLEG: dict[Privacy, str] = {
    "openbaar": "wijst op zichzelf niemand aan",
    "pseudoniem": "nummer dat alleen de afzender kan herleiden; nooit een bsn",
    "persoonsgegeven": "zegt iets over één persoon en kan die, samen met andere kolommen, herkenbaar maken",
}
CODELIJSTEN = """\
## Codelijsten

De groep zegt waar het rapport een code bij telt. Vaste lijsten, vooral landelijke, horen bij sdreport en zijn voor alle
gemeenten gelijk; dezelfde code kan per wet iets anders betekenen. Andere lijsten houdt de gemeente zelf bij in
`data/codelijsten.csv`. Daarin kan zij ook een code van een vaste lijst in een andere groep zetten.
"""


def render_woordenboek() -> str:
    """The data dictionary as Markdown, of the catalogue and the code lists of this project."""
    codelijsten = load_references(find_project().data)["codelijsten"]
    parts = [
        INLEIDING,
        NOTATIE,
        _table(("Soort", "Wordt ook gelezen", "Wordt geweigerd"), NOTATIES),
        _table(("Soort", "Wat erin staat"), SOORT_UITLEG.items()),
        PRIVACY,
        _table(("Klasse", "Betekenis"), PRIVACY_UITLEG.items()),
        "## Extracten\n",
        *(_render_dataset(dataset) for dataset in DATASETS.values()),
        CODELIJSTEN,
        *_render_codelijsten(codelijsten),
    ]
    return "\n".join(part.rstrip("\n") + "\n" for part in parts)


def write_woordenboek() -> Path:
    """Write the data dictionary into the project; returns its path."""
    path = find_project().root / BESTAND
    path.write_text(render_woordenboek(), encoding="utf-8", newline="\n")
    return path


def _render_dataset(dataset: Dataset) -> str:
    rows = (
        (
            f"`{column.name}`",
            column.soort,
            column.betekenis,
            "kolom mag ontbreken" if column.optioneel else "ja" if column.verplicht else "nee",
            column.privacy,
            column.standaard,
        )
        for column in dataset.columns
    )
    key = ", ".join(f"`{name}`" for name in dataset.sleutel)
    head = (
        f"### {dataset.slug}\n\n**{dataset.titel}.** Een rij is {dataset.rij}.\n"
        f"Afzender: {dataset.afzender}. Uniek per rij: {key}.\n\n"
    )
    return head + _table(("Kolom", "Soort", "Betekenis", "Verplicht", "Privacy", "Standaard"), rows)


def _render_codelijsten(codelijsten: pd.DataFrame) -> Iterator[str]:
    for lijst, codes in codelijsten.fillna("").groupby("lijst", sort=True):
        national = describe_list(str(lijst))
        sources = "".join(f"\n- {f'{wet}: ' if wet else ''}{text}" for wet, text in national.items())
        where = f"Vaste lijst:\n{sources}" if national else "Eigen lijst van de gemeente."
        head = f"### Codelijst {lijst}\n\n{_name_columns(str(lijst))} {where}\n\n"
        yield head + _table(*_tell_codes(codes))


def _tell_codes(codes: pd.DataFrame) -> tuple[Sequence[str], list[list[str]]]:
    """The head and the rows of a code list, with a column for the law and the years where these matter."""
    names = {
        "wet": "Wet",
        "code": "Code",
        "omschrijving": "Omschrijving",
        "groep": "Groep",
        "geldig": "Geldig",
    }
    told = codes.assign(
        code="`" + codes["code"] + "`",
        geldig=(codes["jaar_van"] + "-" + codes["jaar_tot"]).replace("-", ""),
    )
    shown = [name for name in names if name in ("code", "omschrijving") or (told[name] != "").any()]
    return [names[name] for name in shown], told[shown].to_numpy().tolist()


def _name_columns(lijst: str) -> str:
    """The columns that use the codes of a list, in words."""
    names = [
        f"`{dataset.slug}.{column.name}`"
        for dataset in DATASETS.values()
        for column in dataset.columns
        if column.codelijst == lijst
    ]
    if len(names) < 2:
        return f"Voor de kolom {names[0]}." if names else "Geen kolom gebruikt deze lijst."
    return f"Voor de kolommen {', '.join(names[:-1])} en {names[-1]}."


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; a `|` within a cell is escaped."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


if __name__ == "__main__":
    print(f"{write_woordenboek().name} is gemaakt.")
