"""Names as systems and people write them: shortened, in English, in another order; and names that only look right."""

from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from werkboekhulp import ROOT

from sdreport.intake.catalogue.datasets import DATASETS
from sdreport.intake.proposal.make import make_voorstel
from sdreport.intake.proposal.names import AFKORTINGEN, list_words, load_afkortingen, spell_out
from sdreport.intake.proposal.write import format_voorstel
from sdreport.intake.source.header import fold_name
from sdreport.project.references import load_references

CODELIJSTEN = load_references(ROOT / "data")["codelijsten"]
DAG, GETAL, TEKST = "01-02-2024", "125,50", "noord"
KOPPEN: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "bare begin and end": ("toewijzingen", {
        "Toewijzing": "toewijzingnummer", "Pers. nr": "clientnummer", "Gebjr": "geboortejaar", "G": "geslacht",
        "Wetcode": "wet", "Prodcat": "productcategorie", "Prod": "productcode", "ZIN/PGB": "leveringsvorm",
        "Zorgaanb.": "aanbieder", "Begin": "ingangsdatum", "Einde": "einddatum", "Dat. besl.": "besluitdatum",
        "Woonkern": "wijk",
    }),
    "English": ("toewijzingen", {
        "assignment_id": "toewijzingnummer", "client_id": "clientnummer", "birth_year": "geboortejaar",
        "legal_act": "wet", "category": "productcategorie", "product": "productcode", "delivery": "leveringsvorm",
        "begin": "ingangsdatum", "end": "einddatum", "start_actual": "werkelijke_begindatum",
        "end_actual": "werkelijke_einddatum", "decision_dt": "besluitdatum", "area": "wijk",
    }),
    "words in one": ("toewijzingen", {
        "VoorzieningsNr": "toewijzingnummer", "PersoonID": "clientnummer", "GeslachtCd": "geslacht", "Wet": "wet",
        "CategorieCode": "productcategorie", "AanbiederNaam": "aanbieder", "Begindatum indicatie": "ingangsdatum",
        "Einddatum indicatie": "einddatum", "Vorm": "leveringsvorm", "ProductCode": "productcode",
    }),
    "declarations": ("declaraties", {
        "Decl. nr.": "declaratienummer", "Ref": "referentienummer", "Toew.nr": "toewijzingnummer",
        "Prest. code": "productcode", "Per. begin": "begindatum", "Per. eind": "einddatum", "Vol": "volume",
        "Eenh.": "eenheid", "Prijs p.e.": "tarief", "Bedr. (€)": "bedrag", "D/C": "debet_credit",
        "Decl.datum": "dagtekening",
    }),
    "declarations, approved and in total": ("declaraties", {
        "Factuurregelnr": "declaratienummer", "Toewijzingnr": "toewijzingnummer", "Van": "begindatum",
        "T/m": "einddatum", "Goedgek.": "status", "totaal": "bedrag",
    }),
    "benefits": ("uitkeringen", {
        "Uitk.nr": "uitkeringsnummer", "Cliëntnr. partner": "partner_clientnummer", "Cliëntnr.": "clientnummer",
        "Jaar geb.": "geboortejaar", "Regeling": "regeling", "Begin": "begindatum", "Einde": "einddatum",
        "Jaar geb. partner": "partner_geboortejaar", "Jaarbedrag": "bedrag",
    }),
    "benefits of a year": ("uitkeringen", {
        "Uitk.nr": "uitkeringsnummer", "Cliëntnr.": "clientnummer", "Geboortejaar": "geboortejaar",
        "Geslacht": "geslacht", "Regeling 2023": "regeling",
        "Begindatum": "begindatum", "Einddatum": "einddatum", "Betaald 2023": "bedrag",
    }),
    "support of a year": ("inkomensondersteuning", {
        "Besl. nr.": "toekenningsnummer", "Klantnr.": "clientnummer", "Geboortejr": "geboortejaar", "Soort": "soort",
        "Dat. toek.": "datum", "Bedrag 2023 (€)": "bedrag",
    }),
    "support": ("inkomensondersteuning", {
        "Besl. nr.": "toekenningsnummer", "Klantnr.": "clientnummer", "Geboortejr": "geboortejaar",
        "Regeling": "soort", "Kostensrt": "kostensoort", "Dat. toek.": "datum", "Toegek. bedrag": "bedrag",
    }),
    "budget": ("begroting", {
        "Wet": "onderdeel", "Omschrijving": "post", "TV": "taakveld", "Soort begroting": "fase", "Lasten €": "bedrag",
        "Baten €": "baten",
    }),
    "objections": ("bezwaarschriften", {
        "Zaaknr.": "zaaknummer", "Binnen": "ontvangstdatum", "Adv. cie": "advies",
        "Beslissing op bezwaar": "uitkomst", "Afgehandeld": "besluitdatum", "Wet/regeling": "wet",
    }),
    "pupils": ("leerlingen", {"Schooljr": "schooljaar", "Type onderwijs": "soort", "Aantal ll.": "aantal"}),
    "inhabitants": ("bevolking", {
        "Period": "jaar", "Type": "soort", "Age": "leeftijd", "Sex": "geslacht", "Count": "aantal",
    }),
}  # fmt: skip
NIET: Mapping[str, tuple[str, ...]] = {
    "toewijzingen": (
        "Geboortejaar partner", "Geslacht partner", "Begindatum contract", "Einddatum contract", "Mutatiedatum",
        "Startdatum verwacht 2", "Product omschrijving", "Datum laatste wijziging", "Geboortejaar kind",
    ),
    "uitkeringen": ("Bedrag per maand", "Bruto mnd", "Vorig bedrag", "Bedrag mnd", "Begindatum oud", "Ex-partner nr"),
    "declaraties": (
        "VAT amount", "Rejected amount", "Previous amount", "Btw-bedrag", "Afgewezen bedrag", "Afgek.",
        "Totaal vorig jaar",
    ),
    "inkomensondersteuning": ("Datum aanvraag", "Aangevraagd bedrag", "Maximaal bedrag"),
    "begroting": ("Begroot vorig jaar", "Bedrag vorig jaar"),
    "bezwaarschriften": ("Datum hoorzitting",),
}  # fmt: skip
"""Names that are alike and say another thing."""


def write(path: Path, slug: str, names: Mapping[str, str]) -> Path:
    """A file with these names and a few fields of the kind of the columns they stand for."""
    fields = []
    for column in names.values():
        soort = next((one.soort for one in DATASETS[slug].columns if one.name == column), "")
        fields.append({"datum": DAG, "bedrag": GETAL, "getal": "12", "tekst": TEKST}.get(soort, "12"))
    path.write_text("\n".join([";".join(names), *[";".join(fields)] * 5]) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("name", KOPPEN)
def test_every_column_is_proposed_and_the_extract_is_known(name: str, tmp_path: Path) -> None:
    slug, names = KOPPEN[name]
    voorstel = make_voorstel(write(tmp_path / "export.csv", slug, names), "", CODELIJSTEN)
    assert voorstel.dataset.slug == slug
    said = (yaml.safe_load(format_voorstel(voorstel)) or {}).get("kolommen", {}).get(slug, {})
    same = {one for one in names if fold_name(one) in map(fold_name, DATASETS[slug].column_names)}
    assert said | {one: names[one] for one in same} == dict(names)


@pytest.mark.parametrize("slug", NIET)
@pytest.mark.parametrize("field", [DAG, GETAL, "1960"])
def test_a_name_that_says_another_thing_is_never_proposed(slug: str, field: str, tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text(
        "\n".join([";".join(NIET[slug]), *[";".join([field] * len(NIET[slug]))] * 5]), encoding="utf-8"
    )
    said = yaml.safe_load(format_voorstel(make_voorstel(path, slug, CODELIJSTEN))) or {}
    taken = said.get("kolommen", {}).get(slug, {})
    assert [name for name, column in taken.items() if column != "weglaten"] == []


def test_of_columns_of_more_years_none_is_sure_and_the_last_is_proposed(tmp_path: Path) -> None:
    names = {"Toekenningsnummer": "toekenningsnummer", "Clientnummer": "clientnummer", "Soort": "soort",
             "Datum": "datum", "Bedrag 2022": "bedrag", "Bedrag 2023": "bedrag"}  # fmt: skip
    path = write(tmp_path / "export.csv", "inkomensondersteuning", names)
    said = format_voorstel(make_voorstel(path, "", CODELIJSTEN))
    assert '# "Bedrag 2023": bedrag' in said and "bedrag" not in (yaml.safe_load(said) or {}).get(
        "kolommen", {}
    )


def test_the_order_and_the_length_of_words_do_not_matter() -> None:
    assert list_words("Dat. besl.") == ("datum", "besluit")
    assert "besluitdatum" in spell_out("Dat. besl.") and "besluitdatum" in spell_out("besluitDatum")
    assert spell_out("Geb.jr.") & spell_out("geboorte jaar") & spell_out("jaar geb")
    assert "clientnummer" not in spell_out("Cliëntnr. partner")


def test_a_shortened_word_has_one_meaning() -> None:
    lines = AFKORTINGEN.read_text(encoding="utf-8").splitlines()[1:]
    assert len(load_afkortingen()) == len(lines), "a word stands there twice"
    assert all(word == fold_name(word) and word != full for word, full in load_afkortingen().items())
