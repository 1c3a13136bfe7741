"""What a column of an extract holds by its kind: the forms of its fields, and how its notation is settled."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import cast

from sdreport.intake.catalogue.definition import Column, Soort
from sdreport.intake.notation import codes, dates, numbers
from sdreport.intake.notation.form import GEMENGD, ONZEKER, Notatie, Vormen

Telling = Mapping[str, int]
"""How many fields of a column have each form."""
VORMEN: Mapping[Soort, Vormen] = {
    "code": codes.CODES,
    "tekst": codes.TEKSTEN,
    "getal": numbers.GETALLEN,
    "decimaal": numbers.GETALLEN,
    "bedrag": numbers.BEDRAGEN,
    "datum": dates.DATUMS,
}
LETTERLIJK = ("code", "tekst")
"""Kinds that are taken over as they are written."""
VERWACHT = {
    "code": "Een rekenblad heeft de code afgerond of veranderd. Lever de kolom opnieuw aan als tekst.",
    "getal": "Verwacht een geheel getal, zoals 1250 of 1.250.",
    "decimaal": "Verwacht een getal met decimale komma, zoals 7,25, zonder teken erbij.",
    "bedrag": "Verwacht een bedrag met decimale komma, zoals 1.250,50.",
    "datum": "Verwacht een bestaande datum als dd-mm-jjjj, zoals 31-12-2023.",
}
GETAL_GEMENGD = (
    "afwijkend: in één kolom staat een komma én een punt voor de decimalen.",
    "Schrijf alle getallen van de kolom op één manier, zoals 1.250,50.",
)
GETAL_ONZEKER = (
    "onzeker: een punt of komma met drie cijfers erachter kan duizend of decimalen betekenen, en geen ander veld in de "
    "kolom laat zien welke.",
    "Schrijf de getallen zonder scheiding van duizendtallen en met twee decimalen, zoals 1250,00.",
)
DATUM_GEMENGD = (
    "afwijkend: in één kolom staan datums in verschillende notaties.",
    "Schrijf alle datums van de kolom op één manier, zoals 31-12-2023.",
)
DATUM_ONZEKER = (
    "onzeker: dag, maand of jaar kan vooraan staan, en geen andere datum laat zien welke.",
    "Schrijf de datums als dd-mm-jjjj, zoals 31-12-2023.",
)

DATUM_SERIE = (
    "onzeker: er staan dagnummers van een rekenblad, zoals 45291; welke dag dat is, verschilt per rekenblad.",
    "Geef de kolom in het rekenblad de opmaak datum, en lever het bestand dan opnieuw aan.",
)

GETAL_REDENEN = {GEMENGD: GETAL_GEMENGD, ONZEKER: GETAL_ONZEKER}
DATUM_REDENEN = {GEMENGD: DATUM_GEMENGD, ONZEKER: DATUM_ONZEKER, dates.SERIE: DATUM_SERIE}


def settle(columns: Iterable[Column], tellingen: Mapping[str, Telling]) -> dict[str, Notatie]:
    """The notation of each column that has one, by name; `tellingen` are the forms in the delivered columns."""
    known = [column for column in columns if column.name in tellingen and column.soort not in LETTERLIJK]
    datums: Counter[str] = Counter()
    for column in known:
        if column.soort == "datum":
            datums.update(tellingen[column.name])
    return {
        column.name: dates.settle_date(tellingen[column.name], datums)
        if column.soort == "datum"
        else numbers.settle_number(cast(numbers.Getalsoort, column.soort), tellingen[column.name])
        for column in known
    }


def explain_unreadable(column: Column, notatie: Notatie | None, aantal: int) -> tuple[str, str, str]:
    """The rule, what is wrong and what to do, of the fields of a column that cannot be read."""
    reden = notatie.reden if notatie else ""
    velden = "het veld is" if aantal == 1 else f"{aantal} velden zijn"
    if not reden:
        return f"leesbaar_{column.soort}", f"{velden} niet te lezen.", VERWACHT[column.soort]
    told = DATUM_REDENEN if column.soort == "datum" else GETAL_REDENEN
    what, remedy = told[reden]
    return f"notatie_{reden}", f"{velden} {what}", remedy
