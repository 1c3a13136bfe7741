"""Small clean extracts and reference tables, as text, and how tests make typed tables of them."""

import io
from pathlib import Path

import pandas as pd

from sdreport.intake.cast import cast_column
from sdreport.intake.catalogue.datasets import DATASETS
from sdreport.intake.notation.codes import list_spellings
from sdreport.project.standards.load import add_national

EXPECTATIONS = Path(__file__).parents[3] / "expectations"
JAAR = 2023
MAANDEN = pd.date_range("2023-01-01", periods=12, freq="MS")

REFERENTIES = {
    "productcodes": """productcode;leveringsvorm;wet;productcategorie;voorziening;perceel;taakveld
01A03;ZIN;Wmo;01;huishoudelijke-hulp;huishoudelijke-hulp;6.71a
01A03;PGB;Wmo;01;huishoudelijke-hulp;pgb-wmo;6.71a
45A04;ZIN;Jeugdwet;45;dyslexie;dyslexie;6.72b""",
    "codelijsten": """lijst;code
begrotingspost;huishoudelijke-hulp
begrotingspost;dyslexie
begrotingspost;bijstand
begrotingspost;onderwijs
kostensoort;witgoed
inkomensondersteuning;energietoeslag
inkomensondersteuning;bijzondere bijstand
onderwijssoort;primair-onderwijs
onderwijssoort;voortgezet-onderwijs
onderwijssoort;speciaal-onderwijs
onderwijssoort;mbo
uitkomst_bezwaar;ongegrond
uitkomst_bezwaar;ingetrokken
advies_bezwaar;ongegrond
advies_bezwaar;geen-advies
rol;beleidsadviseur-jeugd
voortgang;niet-gestart
voortgang;naar-verwachting
voortgang;gereed
reden_leeg;pm
orgaan;raad
besluitstatus;te-nemen
besluitstatus;genomen
uitspraaksoort;ambitie
uitspraaksoort;getal""",
    "programmas": """plan;programma;groep;titel;ambitie;volgorde
plan-a;jeugd;Deel 1;Jeugd;;1
plan-a;wonen;Deel 1;Wonen;;2
plan-b;later;Deel 1;Later;;1""",
    "doelenlijn": """van;naar;soort;toelichting
x-jeugd-1;;gestopt;
;x-jeugd-2;nieuw;
x-wonen-1;y-later-1;vervolg;""",
    "taakvelden": """jaar_van;jaar_tot;code;naam
2017;2024;6.71;Maatwerkdienstverlening 18+
2023;2024;6.71a;Huishoudelijke hulp (Wmo)
2025;;6.711;Huishoudelijke hulp (Wmo)
2017;;6.3;Inkomensregelingen""",
    "labels": """dimensie;waarde
post;huishoudelijke-hulp
post;dyslexie
post;bijstand
post;onderwijs
voorziening;overig""",
}

# the header of each extract comes from the catalogue, with all of its optional columns or with none;
# the first row stands on line 2
SCHOON = {
    "toewijzingen": (
        "T1;C000001;H000001;1940;2;Wmo;01;01A03;ZIN;Aanbieder 1;;02-01-2023;15-01-2023;25-01-2023;01-02-2023;"
        "01-03-2023;;01-03-2023;;;;120;01;2;;Oost\n"
        "T2;C000002;H000002;2012;1;Jeugdwet;45;45A04;ZIN;Aanbieder 2;02;;;;01-02-2023;"
        "05-02-2023;31-12-2023;05-02-2023;;31;04;10;16;4;;West\n"
        "T3;C000003;H000003;1950;1;Wmo;01;01A03;PGB;Aanbieder 1;;;;;01-02-2020;"
        "01-02-2020;01-05-2024;;;;;;;;1.000,00;Oost"
    ),
    "declaraties": "\n".join(
        f"D{n};R{n};;T1;Aanbieder 1;01;01A03;{day:%d-%m-%Y};{day + pd.offsets.MonthEnd(0):%d-%m-%Y};"
        "10;04;10,00;100,50;D;toegekend;28-01-2024"
        for n, day in enumerate(MAANDEN)
    ),
    "uitkeringen": """
U1;C000001;;;;H000001;1970;1;PW;01;01-01-2015;;;12000,00
U2;C000002;;;;H000002;1980;2;IOAW;02;01-02-2023;31-10-2023;11;9000,00""",
    "inkomensondersteuning": """
K1;C000001;H000001;1970;1;energietoeslag;;01-01-2023;1300,00
K2;C000002;H000002;1980;2;bijzondere bijstand;witgoed;31-12-2023;200,00""",
    "begroting": "\n".join(
        f"{onderdeel};{post};{taakveld};{fase};1000,00"
        for onderdeel, post, taakveld in (
            ("wmo", "huishoudelijke-hulp", "6.71a"),
            ("jeugdwet", "dyslexie", "6.3"),
            ("participatiewet", "bijstand", "6.3"),
            ("algemeen", "onderwijs", "6.3"),
        )
        for fase in ("primitief", "voorjaarsnota", "najaarsnota", "werkelijk")
    ),
    "bezwaarschriften": """
Z1;Wmo;01-01-2023;ongegrond;ongegrond;01-03-2023
Z2;Participatiewet;31-12-2023;;ongegrond;15-02-2024""",
    "leerlingen": """
2022-2023;primair-onderwijs;2000
2022-2023;voortgezet-onderwijs;1500
2022-2023;speciaal-onderwijs;100
2022-2023;mbo;200""",
    "tellingen": """
campagnes;totaal;Gemeente;campagnes;3
budgetbeheer;intensief;Gemeente;trajecten;11
budgetbeheer;regulier;Gemeente;trajecten;4""",
    "bevolking": "\n".join(
        f"{jaar};{soort};{leeftijd};{geslacht};100"
        for jaar, soort in ((2023, "stand"), (2027, "prognose"))
        for leeftijd in range(100)
        for geslacht in (1, 2)
    ),
    "wijkbevolking": """
2023;Oost;0-17;300
2023;Oost;18-64;900
2023;West;65-plus;250""",
    "reserves": """
2023;algemeen;Algemene reserve;1000,00;200,00;50,00;1150,00""",
    "landelijk": """
wmo;NL01;2023;700,5;StatLine;15-04-2024
wmo;GM0001;2022;650;StatLine;15-04-2024""",
    "plannen": """
plan-a;31-12-2023;jeugd;x-jeugd-1;1.1;Gezond.;x-jeugd-1-a1;1;Cursus;Gemeente/GGD;beleidsadviseur-jeugd;Bezoek;2023-Q1;2024-Q2;naar-verwachting;ja;1,00;2,00;;;Loopt.
plan-a;31-12-2023;jeugd;x-jeugd-1;1.1;Gezond.;x-jeugd-1-a2;2;Folder;GGD;;;gestart;doorlopend;gereed;nee;;;;;
plan-a;31-12-2023;jeugd;x-jeugd-2;1.2;Steun.;x-jeugd-2-doel;;;;;;;;;;;;;;
plan-a;31-12-2023;wonen;x-wonen-1;2.1;Fijn wonen.;x-wonen-1-a1;1;Woningen bouwen;Gemeente;;;2024-Q1;;;;;;;;
plan-a;31-12-2023;wonen;;;;x-wonen-x1;1;Een gesprek voeren;;;;;;;;;;;;""",
    "overzichten": """
budget;jeugd;cursus;Een cursus;2023;post;totaal;100,00;
budget;jeugd;folder;Een folder;2023;post;totaal;;pm
budget;totaal;totaal;Totaal;2023;totaal;;100,00;
budget;jeugd;cursus;Een cursus;2024;post;totaal;150,50;
budget;jeugd;folder;Een folder;2024;post;totaal;49,50;
budget;totaal;totaal;Totaal;2024;totaal;;200,00;
dekking;reserve;reserve;Reserve;;post;;-300,00;""",
    "doelindicatoren": """
jeugd;gebruik-cursus;Kinderen die de cursus volgen;kinderen;hoger;GGD;10;2021;12,5;2023;telling.cursus.totaal;Uitleg.
wonen;tevreden-bewoners;Bewoners die tevreden zijn;;;;;;;;;""",
    "besluiten": """
1;Jeugd;Een verordening vaststellen;raad;2014-Q2;te-nemen;Uitleg.
2;Wonen;Een visie kiezen;raad;zomer 2014;genomen;""",
    "uitspraken": """
kader-2023;1;Hoofdstuk 1;ambitie;;Samen;Iedereen doet mee.;;;
kader-2023;2;Hoofdstuk 2;getal;Wonen;;Het aantal woningen groeit.;ruim;12,5;woningen""",
}


def schone_rijen(slug: str) -> list[dict[str, str]]:
    """The rows of the clean extract as text; row 0 stands on line 2."""
    names, fixed = DATASETS[slug].column_names, DATASETS[slug].vaste_kolommen
    rows = [line.split(";") for line in SCHOON[slug].strip().splitlines()]
    of_row = [names if len(row) == len(names) else fixed for row in rows]
    nothing = dict.fromkeys(names, "")
    return [nothing | dict(zip(own, row, strict=True)) for own, row in zip(of_row, rows, strict=True)]


def drop_optional(slug: str, row: dict[str, str]) -> dict[str, str]:
    """A row of an old delivery, which knew planned dates and actual ones as the same."""
    return {name: value for name, value in row.items() if name in DATASETS[slug].vaste_kolommen}


def make_table(slug: str, rows: list[dict[str, str]]) -> pd.DataFrame:
    """A typed table, as intake makes it, with line numbers from 2."""
    index = pd.RangeIndex(2, len(rows) + 2, name="regelnummer")
    text = pd.DataFrame(rows, columns=DATASETS[slug].column_names, index=index, dtype="str")
    typed = {}
    for column in DATASETS[slug].columns:
        typed[column.name], rejected = cast_column(
            text[column.name].replace(list_spellings(column.waarden)), column
        )
        assert not rejected.any(), f"{slug}.{column.name}: the test writes what intake cannot read"
    return pd.DataFrame(typed)


def schone_tabellen() -> dict[str, pd.DataFrame]:
    """All clean extracts, typed."""
    return {slug: make_table(slug, schone_rijen(slug)) for slug in SCHOON}


def referenties() -> dict[str, pd.DataFrame]:
    """The reference tables, as text; the national code lists are those of the package."""
    tables = {slug: pd.read_csv(io.StringIO(text), sep=";", dtype=str) for slug, text in REFERENTIES.items()}
    return {**tables, "codelijsten": add_national(tables["codelijsten"])}
