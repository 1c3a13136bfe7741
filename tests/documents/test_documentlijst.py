"""The five documents, the page about them, and how it writes numbers and titles."""

from pathlib import Path

import pytest
from documenthulp import rules

from sdreport.documents.check import check_documenten
from sdreport.documents.figures import AFGEROND, COLUMNS, SOORTEN, format_getal
from sdreport.documents.formule import BEWERINGEN, FUNCTIES
from sdreport.documents.page import KOP, make_titel, read_documenten, render_tegenstrijdigheden

ROOT = Path(__file__).parents[2]
DOCUMENTEN = read_documenten(ROOT / "data" / "documenten")
GEVONDEN = {
    "beleidskader-2023-2027": [
        ("document.aandeel", "784 als deel van 6.000 = 13,1%"),
        ("document.aandeel", "6.600. Maar Hoofdstuk 3.6, aantal kinderen: 6.000"),
        ("document.tekst_tegen_tabel", "ongeveer 300. Maar raadsrapportage-2023"),
        ("document.aandeel", "6.600. Maar raadsrapportage-2023"),
        (
            "document.zelfde_feit",
            "2027. Maar Hoofdstuk 5, tekst, laatste jaar van de meerjarenbegroting: 2026",
        ),
        ("document.zelfde_feit", "(5.002.900 + 7.939.800) ÷ 1.000 = € 12.942,7 duizend"),
        ("document.schrijfwijze", "'1.307.0'"),
        ("document.nummering", "taakvelden Wmo en jeugdzorg: 6.6, na"),
        ("document.cijfers_verwisseld", "€ 1.449 duizend. Maar 1.969 − 475 = € 1.494 duizend"),
        ("document.tegendeel", "Structureel en incidenteel kan niet allebei"),
        (
            "document.leeftijd",
            "55 jaar en ouder’. Maar Hoofdstuk 3.5, een alinea verder: ‘… procent van de 65-plussers",
        ),
        ("document.benaming", "Netwerken en Verbindend netwerk"),
    ],
    "peilnota-1-2014": [
        ("document.nummering", "communicatieplan: 4, na"),
        ("document.aandeel", "25%. Maar 1,7 × 1.000 als deel van 3.700.000.000 ÷ 1.000.000 = 45,9%"),
        ("document.aandeel", "450 × 1.000.000 als deel van 3.500.000.000 = 12,9%"),
        ("document.verwijzing", "Daarover gaat bijlage 2, niet bijlage 1"),
        ("document.verwijzing", "Daarover gaat bijlage 1, niet bijlage 2"),
        ("document.verwijzing", "bijlage 3 is er niet"),
        ("document.redactie", "afkorting eerst voluit"),
        ("document.afgebroken", "bijlagehoofdstuk’. Maar het laatste haakje"),
        ("document.afkorting", "De A van AMK is Algemeen, die van AMHK Advies"),
    ],
    "raadsrapportage-2023": [
        ("document.zelfde_feit", "Energietoeslag: 1.086. Maar"),
        ("document.aandeel", "bijna 45%. Maar 2.612.000 als deel van 8.659.978 = 30,2%"),
        ("document.tekst_tegen_tabel", "bijzondere bijstand: 1.128. Maar"),
        ("document.nummering", "jeugd behandeling: 13, na"),
        ("document.nummering", "verwijzingen: 12, na"),
        ("document.zelfde_feit", "kennelijk gegrond van de commissie: 2. Maar"),
        ("document.tekst_tegen_tabel", "gespecificeerde posten: 0. Maar"),
        ("document.tekst_tegen_tabel", "werkelijk): 4. Maar"),
        ("document.benaming", "Kwantitatieve informatie en Maatwerkvoorzieningen"),
        ("document.benaming", "Totaal en Total"),
    ],
    "uitvoeringsplan-2017-2018": [
        ("document.nummering", "bekendheid: 6, na"),
        ("document.benaming", "kadernota en beleidskader"),
        ("document.benaming", "Dat heet geen hoofdstuk, maar deel"),
        ("document.benaming", "Jeugdagenda’. Dat heet geen hoofdstuk, maar deel"),
        ("document.redactie", "‘??’"),
    ],
    "uitvoeringsplan-en-monitor-2019-2022": [
        ("document.nummering", "eigen regie: 3, na"),
        ("document.nummering", "samenwerking kinderopvang en school: 5, na"),
        ("document.nummering", "jongerenwerk: 5, na"),
        ("document.nummering", "langer niet actief: 5, na"),
        ("document.nummering", "statushouders: 6, na"),
        ("document.tekst_tegen_tabel", "kostenbeheersing: 8. Maar"),
        ("document.som", "€ 146.000. Maar 126.000 + 40.000 = € 166.000"),
        ("document.nummering", "project 4 (toepassen): 5, na"),
        ("document.verwijzing", "onderdeel 3.310 is er niet; Onderdeel 3.3.10"),
        ("document.verwijzing", "onderdeel 3.311 is er niet; Onderdeel 3.3.11"),
        *[("document.afgebroken", end) for end in ("‘en’", "‘de’", "zonder punt", "‘ter’", "zonder punt")],
        ("document.verleden_tijd", "‘Q4’ moest toen nog komen"),
        ("document.lege_kolom", "geen enkele rij vult haar in"),
        ("document.redactie", "OPNEMEN IN APART TABBLAD"),
    ],
}


@pytest.mark.parametrize(
    ("waarde", "eenheid", "decimalen", "text"),
    [
        (1449, "x 1.000 euro", 0, "€ 1.449 duizend"),
        (-68, "euro", 0, "€ −68"),
        (30.16, "%", 1, "30,16%"),
        (2027, "jaar", 0, "2027"),
        (6.6, "nummer", 1, "6.6"),
        (13916.4, "x 1.000 euro", 1, "€ 13.916,4 duizend"),
        (None, "euro", 0, "geen getal"),
    ],
)
def test_numbers_are_written_in_dutch(waarde: float | None, eenheid: str, decimalen: int, text: str) -> None:
    assert format_getal(waarde, eenheid, decimalen) == text


def test_the_findings_in_the_five_documents() -> None:
    found = check_documenten(DOCUMENTEN)
    assert [document.slug for document in DOCUMENTEN] == list(GEVONDEN)
    for slug, expected in GEVONDEN.items():
        own = [bevinding for bevinding in found if bevinding.dataset == slug]
        assert rules(own) == [regel for regel, _ in expected], slug
        for bevinding, (_, part) in zip(own, expected, strict=True):
            assert part in bevinding.wat


def test_the_tables_are_complete_enough_to_matter() -> None:
    for document in DOCUMENTEN:
        cijfers = document.cijfers.values()
        assert sum(len(cijfer.formules) for cijfer in cijfers) >= 15, document.slug
        assert all(len(cijfer.citaat.split()) <= 6 for cijfer in cijfers), document.slug
        assert len({cijfer.plaats for cijfer in cijfers}) == len(cijfers), document.slug


def test_the_page_is_what_the_checker_finds() -> None:
    page = (ROOT / "docs" / "tegenstrijdigheden.md").read_text(encoding="utf-8")
    assert page == render_tegenstrijdigheden(DOCUMENTEN), "python -m sdreport.documents.page"


def test_the_page_explains_every_word_of_a_formula() -> None:
    assert [word for word in (*BEWERINGEN, *FUNCTIES) if f"{word}(r1" not in KOP] == []
    assert [soort for soort in (*SOORTEN, *COLUMNS) if f"`{soort}`" not in KOP] == []
    assert [eenheid for eenheid in AFGEROND if f"`{eenheid}`" not in KOP] == []


def test_titles_keep_the_years_together() -> None:
    assert make_titel("uitvoeringsplan-en-monitor-2019-2022") == "Uitvoeringsplan en monitor 2019-2022"
    assert make_titel("peilnota-1-2014") == "Peilnota 1 2014"


def test_quotes_of_texts_are_short_and_the_report_says_what_it_did() -> None:
    for document in DOCUMENTEN:
        assert all(len(tekst.tekst.split()) <= 8 for tekst in document.teksten), document.slug
        found = [item for item in check_documenten(DOCUMENTEN) if item.dataset == document.slug]
        told = {row.regelnummer for row in document.teksten if row.in_dit_rapport}
        assert [
            item.wat for item in found if item.kolom == "tekst" and not told & set(item.regelnummers)
        ] == []
