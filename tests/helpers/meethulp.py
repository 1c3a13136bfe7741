"""Small tables for tests of measures: a test names the columns that matter to it, the rest has a default."""

import functools

import pandas as pd

from sdreport.intake.cast import cast_column
from sdreport.intake.catalogue.datasets import DATASETS
from sdreport.intake.catalogue.definition import Column
from sdreport.measures.definitie import Gemeten, Indicator, Invoer
from sdreport.project.standards.load import add_national

JAAR = 2023
STANDAARD: dict[str, dict[str, str]] = {
    "toewijzingen": {
        "clientnummer": "C1", "geboortejaar": "1950", "geslacht": "1", "wet": "Wmo", "productcategorie": "01",
        "productcode": "hulp", "leveringsvorm": "ZIN", "aanbieder": "Voorbeeldaanbieder 01",
        "toewijzingsdatum": "01-02-2023", "ingangsdatum": "01-02-2023", "wijk": "Noord",
    },
    "declaraties": {"toewijzingnummer": "1", "begindatum": "01-03-2023", "einddatum": "31-03-2023", "bedrag": "10"},
    "uitkeringen": {
        "clientnummer": "C1", "geboortejaar": "1980", "geslacht": "1", "regeling": "PW",
        "begindatum": "01-02-2023", "bedrag": "100",
    },
    "inkomensondersteuning": {
        "clientnummer": "C1", "huishoudnummer": "H1", "geboortejaar": "1980", "geslacht": "1",
        "soort": "energietoeslag", "datum": "01-04-2023", "bedrag": "1300",
    },
    "begroting": {"onderdeel": "wmo", "post": "rolstoelen", "taakveld": "6.6", "fase": "werkelijk", "bedrag": "1"},
    "bezwaarschriften": {
        "wet": "Wmo", "ontvangstdatum": "01-02-2023", "advies": "ongegrond", "uitkomst": "ongegrond",
        "besluitdatum": "01-04-2023",
    },
    "leerlingen": {"schooljaar": "2022-2023", "soort": "mbo", "aantal": "1"},
    "tellingen": {"telling": "uren", "categorie": "totaal", "partner": "Partner", "eenheid": "uren", "aantal": "1"},
    "bevolking": {"jaar": "2023", "soort": "stand", "leeftijd": "40", "geslacht": "1", "aantal": "1"},
    "wijkbevolking": {"jaar": "2023", "wijk": "Noord", "leeftijdsgroep": "18-64", "aantal": "1"},
    "reserves": {
        "jaar": "2023", "reserve": "algemeen", "omschrijving": "Reserve", "stand_begin": "0", "toevoegingen": "0",
        "onttrekkingen": "0", "stand_einde": "0",
    },
    "landelijk": {
        "maat": "wmo", "gebied": "NL01", "jaar": "2023", "waarde": "1", "bron": "StatLine", "datum": "15-04-2024",
    },
    "plannen": {
        "plan": "plan-2019", "peildatum": "15-09-2019", "programma": "jeugd", "doelsleutel": "d1",
        "doelstelling": "Doel", "activiteit": "Iets doen",
    },
    "doelindicatoren": {
        "programma": "jeugd", "indicator": "deelname", "omschrijving": "o", "eenheid": "%", "nulmeting": "1",
        "nulmeting_jaar": "2020", "waarde": "2", "waarde_jaar": "2023",
    },
    "besluiten": {"onderwerp": "o", "besluit": "b", "orgaan": "raad", "status": "te-nemen"},
    "uitspraken": {"document": "d", "plaats": "p", "uitspraak": "u"},
    "overzichten": {"overzicht": "kader", "rubriek": "r", "omschrijving": "o", "soort": "post", "bedrag": "1"},
}  # fmt: skip
GENUMMERD = (
    "toewijzingnummer",
    "declaratienummer",
    "uitkeringsnummer",
    "toekenningsnummer",
    "zaaknummer",
    "nummer",
    "sleutel",
)

PRODUCTCODES = """
productcode;leveringsvorm;voorziening;perceel;taakveld
hulp;ZIN;huishoudelijke-hulp;huishoudelijke-hulp;6.71a
hulp;PGB;huishoudelijke-hulp;pgb-huishoudelijke-hulp;6.71a
dag;ZIN;dagactiviteiten;dagactiviteiten-volwassenen;6.71c
inloop;ZIN;;save-volwassenen-inloop-ggz;6.71d
behandeling;ZIN;ambulante-behandeling;ambulante-behandeling-jeugd;6.74a
breed;ZIN;ambulante-behandeling;breed-spectrumaanbieders;6.72b
verblijf;ZIN;verblijf-gezond-opgroeien;gezond-opgroeien;6.73c
landelijk;ZIN;landelijk-transitiearrangement;lta-jeugd;6.74b
begeleiding;ZIN;ambulante-begeleiding;ambulante-begeleiding-jeugd;6.72a
"""
CODELIJSTEN = """
lijst;code;groep
uitkomst_bezwaar;gegrond;gegrond
uitkomst_bezwaar;ingetrokken;ingetrokken
uitkomst_bezwaar;ongegrond;ongegrond
advies_bezwaar;gegrond;gegrond
advies_bezwaar;ongegrond;ongegrond
"""


def read_text(text: str) -> pd.DataFrame:
    """A table of text; an empty field is missing."""
    header, *rows = [[field.strip() for field in line.split(";")] for line in text.strip().splitlines()]
    return pd.DataFrame(rows, columns=header, dtype="str").replace("", None)


def make_table(slug: str, text: str) -> pd.DataFrame:
    """A typed table of a dataset: columns that `text` does not name get their default, keys are numbered from 1."""
    given = read_text(text)
    columns = {}
    for column in DATASETS[slug].columns:
        if column.name in given:
            columns[column.name] = cast(given[column.name].fillna(""), column)
        elif column.name in GENUMMERD:
            numbers = pd.Series([str(number) for number in range(1, len(given) + 1)], dtype="str")
            columns[column.name] = cast(numbers, column)
        else:
            columns[column.name] = (
                default_value(slug, column.name).iloc[[0] * len(given)].reset_index(drop=True)
            )
    return pd.DataFrame(columns)


@functools.cache
def default_value(slug: str, name: str) -> pd.Series:
    """The default of a column, as a typed series of one value."""
    return cast(pd.Series([STANDAARD[slug].get(name, "")], dtype="str"), DATASETS[slug].column(name))


def cast(text: pd.Series, column: Column) -> pd.Series:
    """The typed values of a column; a value that cannot be read is a mistake in the test."""
    values, rejected = cast_column(text, column)
    assert not rejected.any(), f"a test has a value that cannot be read in {column.name}"
    return values


def make_invoer(**texts: str) -> Invoer:
    """Input with a table for each dataset that is named."""
    tabellen = {slug: make_table(slug, text) for slug, text in texts.items()}
    return Invoer(
        JAAR,
        tabellen,
        {"productcodes": read_text(PRODUCTCODES), "codelijsten": add_national(read_text(CODELIJSTEN))},
    )


def make_personen(**texts: str) -> Invoer:
    """Input with the three datasets about persons; those that are not named are empty."""
    empty = {
        "toewijzingen": "clientnummer",
        "uitkeringen": "clientnummer",
        "inkomensondersteuning": "clientnummer",
    }
    return make_invoer(**{**empty, **texts})


def calculate(indicator: Indicator, invoer: Invoer) -> dict[str, float]:
    """The values of an indicator by their address without its name; the same address twice is a fault."""
    cijfers = list(indicator.calculate(invoer))
    values = {address(cijfer): cijfer.waarde for cijfer in cijfers}
    assert len(values) == len(cijfers)
    return values


def address(cijfer: Gemeten) -> str:
    """The address of a number without the name of its indicator."""
    return cijfer.adres.removeprefix(cijfer.indicator).removeprefix(".")
