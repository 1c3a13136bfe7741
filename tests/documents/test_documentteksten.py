"""The rules for texts of a document: every one both ways, with texts of towns and plans that are nowhere else."""

import math
from pathlib import Path

import pytest
from documenthulp import make_teksten, rules
from hypothesis import given
from hypothesis import strategies as st

from sdreport.documents.page import KOP, read_documenten
from sdreport.documents.teksten.check import ERNST, REGELS, check_extractteksten, check_teksten
from sdreport.documents.teksten.extracten import list_extractteksten
from sdreport.documents.teksten.leeftijden import Leeftijd, read_leeftijden
from sdreport.documents.teksten.tegendelen import read_afkortingen
from sdreport.documents.teksten.teksten import COLUMNS, SOORTEN, read_teksten
from sdreport.documents.teksten.tijd import find_momenten
from sdreport.documents.teksten.woorden import read_getal
from sdreport.errors import ConfigurationError
from sdreport.intake.catalogue.datasets_cyclus import BESLUITEN, PLANNEN
from sdreport.intake.deliveries import read_leveringen
from sdreport.project.folders import Project

PEIL = "peildatum//1 juni 2031"
BIJLAGEN = ("kop//Bijlage 1 Begroting", "kop//Bijlage 2 Planning van de wijkteams")

GEVALLEN: list[tuple[str, list[str], list[str]]] = [
    ("afgebroken", ["zin//Wij openen een loket."], ["zin//Wij openen een loket"]),
    ("afgebroken", ["cel//Aantal bezoekers"], ["cel//Aantal bezoekers van het"]),
    ("afgebroken", ["cel//Het loket is open. Het team groeit."], ["cel//Het loket is open. Het team groeit"]),
    ("afgebroken", ["cel//Sport (buiten)"], ["cel//Sport (buiten en"]),
    ("afgebroken", ["cel//Waar de wijk op in kan"], ["cel//Scholen, buurten,"]),
    ("afgebroken", ["zin//Wij doen mee …"], ["zin//Wij doen mee zoals"]),
    ("redactie", ["cel//Bereik (aantal leden)"], ["cel//Bereik (aantal nog invullen)"]),
    ("redactie", ["zin//Dit werken wij nog uit."], ["zin//Dit moeten wij nog navragen bij de school."]),
    ("redactie", ["zin//Hoe dan?"], ["zin//Hoe dan??"]),
    ("redactie", ["cel//Overleg (met de aanvullende zorg)"], ["cel//Overleg [naam]"]),
    ("redactie", ["cel//Kosten (in EURO)"], ["cel//Kosten (HIER KOMT NOG EEN APARTE BIJLAGE)"]),
    ("lege_kolom", ["kolom//hoog"], ["kolom//"]),
    ("verleden_tijd", [PEIL, "cel//Q2 2031: sessies geweest"], [PEIL, "cel//Q3 2031: sessies geweest"]),
    ("verleden_tijd", [PEIL, "cel//Q4: het loket opent."], [PEIL, "cel//Q4: het loket ging open."]),
    ("verleden_tijd", [PEIL, "zin//In 2032 is de visie klaar."], [PEIL, "zin//In 2032 was de visie klaar."]),
    (
        "verleden_tijd",
        [PEIL, "zin//In maart 2031 hebben wij de bijeenkomst gehouden."],
        [PEIL, "zin//In maart 2032 hebben wij de bijeenkomst gehouden."],
    ),
    (
        "verleden_tijd",
        [PEIL, "zin//De raad besloot in 2030, het loket opent eind 2031 en kreeg in 2030 geld."],
        [PEIL, "zin//Het derde kwartaal van 2031 begon met een open dag."],
    ),
    (
        "verleden_tijd",
        [PEIL, "zin//Wat er was, blijft tot 2033."],
        [PEIL, "zin//Het plan liep eind 2033 af."],
    ),
    (
        "leeftijd",
        ["zin//Ouderen (60+) krijgen een brief.", "zin//Van de 60-plussers sport een deel."],
        ["zin//Ouderen (60+) krijgen een brief.", "zin//Van de 70-plussers sport een deel."],
    ),
    (
        "leeftijd",
        ["cel//jongeren van 12 tot 18 jaar", "cel//jongeren van 18 tot 23 jaar"],
        ["cel//jongeren van 12 tot 18 jaar", "cel//jongeren van 12 tot 23 jaar"],
    ),
    (
        "leeftijd",
        ["cel//jeugdigen tot en met 17 jaar", "cel//jeugdigen tot 18 jaar"],
        ["cel//jeugdigen tot en met 17 jaar", "cel//jeugdigen tot 21 jaar"],
    ),
    (
        "leeftijd",
        ["cel//kinderen tot 12 jaar", "cel//kinderen van 2,5 tot 4 jaar"],
        ["zin//Senioren, mensen vanaf 55 jaar, wonen hier. Een op de drie 65-plussers fietst."],
    ),
    (
        "aandeel",
        ["zin//Er gaat € 2 miljoen van € 8 miljoen af (25%)."],
        ["zin//Er gaat € 3 miljoen van € 8 miljoen af (25%)."],
    ),
    (
        "aandeel",
        ["zin//De kosten gaan van € 100.000 naar € 120.000, een groei van 20%."],
        ["zin//De kosten gaan van € 100.000 naar € 120.000, een groei van 30%."],
    ),
    (
        "aandeel",
        ["cel//In 30 van de 120 gezinnen, dus ongeveer 26 procent, is hulp."],
        ["cel//In 30 van de 120 gezinnen, dus ongeveer 40 procent, is hulp."],
    ),
    (
        "verwijzing",
        [*BIJLAGEN, "zin//De begroting staat in bijlage 1."],
        [*BIJLAGEN, "zin//De begroting staat in bijlage 2."],
    ),
    (
        "verwijzing",
        [*BIJLAGEN, "zin//Zie bijlage 2 van de kadernota."],
        [*BIJLAGEN, "zin//Zie bijlage 3."],
    ),
    (
        "verwijzing",
        ["kop//Bijlage A Kaart", "zin//De kaart staat in bijlage A."],
        ["kop//Bijlage A Kaart", "zin//De kaart staat in bijlage C."],
    ),
    (
        "verwijzing",
        ["kop//2.1.10 Mantelzorg", "cel//Zie onderdeel 2.1.10"],
        ["kop//2.1.10 Mantelzorg", "cel//Zie onderdeel 2.110"],
    ),
    (
        "benaming",
        ["kop//Deel I Zorg", "kop//Deel II Werk", "zin//Werk staat in deel twee."],
        ["kop//Deel I Zorg", "kop//Deel II Werk", "zin//Werk staat in hoofdstuk twee."],
    ),
    (
        "benaming",
        ["cel//hoofdstuk 4 van de woonvisie", "cel//(hoofdstuk 4 woonvisie)"],
        ["cel//hoofdstuk 4 van de woonvisie", "cel//(hoofdstuk vier van het woonplan)"],
    ),
    (
        "benaming",
        ["naam/wijkteam/Buurtteam", "naam/loket/Wijkwijzer"],
        ["naam/wijkteam/Buurtteam", "naam/wijkteam/Wijkwijzer"],
    ),
    (
        "tegendeel",
        ["cel/fonds/Het fonds is structureel.", "cel/reserve/De reserve is incidenteel."],
        ["cel/fonds/Het fonds is structureel.", "cel/fonds/Eenmalig gaat er geld in."],
    ),
    (
        "tegendeel",
        ["zin//De bijdrage voor vervoer is verplicht.", "zin//Het werk in de tuin is vrijwillig."],
        [
            "zin//De eigen bijdrage voor vervoer is verplicht.",
            "zin//Een vrijwillige bijdrage voor het vervoer mag.",
        ],
    ),
    (
        "afkorting",
        [
            "zin//Het Centrum voor Wonen en Zorg (CWZ) opent.",
            "zin//Het CWZ (Centrum voor Wonen en Zorg) groeit.",
        ],
        ["zin//Het Centrum voor Wonen en Zorg (CWZ) opent.", "zin//Het Collectief Wijken Zuid (CWZ) groeit."],
    ),
    (
        "afkorting",
        [
            "zin//Het Steunpunt Wonen en Zorg (SWZ) opent.",
            "zin//Het Steunpunt Wonen, Leren en Zorg (SWLZ) groeit.",
            "zin//De Stichting Werk en Inkomen (SWI) groeit.",
        ],
        [
            "zin//Het Steunpunt Wonen en Zorg (SWZ) opent.",
            "zin//De Stichting Wonen Leren en Zorg (SWLZ) groeit.",
        ],
    ),
]


@pytest.mark.parametrize(("regel", "goed", "fout"), GEVALLEN)
def test_a_rule_sees_its_fault_and_nothing_beside_it(regel: str, goed: list[str], fout: list[str]) -> None:
    assert rules(check_teksten("proef", make_teksten(*goed))) == []
    assert set(rules(check_teksten("proef", make_teksten(*fout)))) == {f"document.{regel}"}


def test_every_rule_has_a_case_a_severity_and_a_line_on_the_page() -> None:
    assert {f"document.{regel}" for regel, _, _ in GEVALLEN} == set(ERNST)
    assert len(REGELS) == len(ERNST)
    assert [regel for regel in ERNST if f"`{regel}`" not in KOP] == []
    assert [word for word in (*SOORTEN, *COLUMNS) if f"`{word}`" not in KOP] == []


def test_a_finding_names_both_places_what_stands_there_and_the_lines() -> None:
    (found,) = check_teksten("proef", make_teksten(*BIJLAGEN, "zin//De begroting staat in bijlage 2."))
    assert found.wat.startswith(
        "plek 3: ‘De begroting staat in bijlage 2’. Maar plek 1: ‘Bijlage 1 Begroting’."
    )
    assert found.herstel == "Verwijs naar bijlage 1."
    assert (found.bestand, found.kolom, found.regelnummers) == ("teksten/proef.csv", "tekst", (2, 4))


def test_what_cannot_be_known_is_not_judged() -> None:
    zonder_koppen = make_teksten("zin//De begroting staat in bijlage 9.")
    zonder_datum = make_teksten("zin//In 2099 was alles anders.")
    assert check_teksten("proef", zonder_koppen) == check_teksten("proef", zonder_datum) == []


@pytest.mark.parametrize(
    ("tekst", "groep", "van", "tot"),
    [
        ("senioren, mensen van 55 jaar en ouder", "ouderen", 55, math.inf),
        ("de 65-plussers", "ouderen", 65, math.inf),
        ("75+'ers", "ouderen", 75, math.inf),
        ("peuters van 2,5 tot 4 jaar", "peuters", 2.5, 4),
        ("jongeren (12-18 jaar)", "jongeren", 12, 18),
        ("jeugdigen t/m 17 jaar", "jeugdigen", 0, 18),
        ("volwassenen ouder dan 27 jaar", "volwassenen", 27, math.inf),
    ],
)
def test_ages_are_read_as_they_are_written(tekst: str, groep: str, van: float, tot: float) -> None:
    assert list(read_leeftijden(tekst)) == [(groep, Leeftijd(van, tot))]


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_ages_contradict_both_ways_or_not_at_all(a: int, b: int, c: int, d: int) -> None:
    one, two = Leeftijd(min(a, b), max(a, b) + 1), Leeftijd(min(c, d), max(c, d) + 1)
    assert one.contradicts(two) == two.contradicts(one)
    assert not one.contradicts(one)


@pytest.mark.parametrize(
    ("tekst", "dag"),
    [
        ("15-9-2019", "2019-09-15"), ("2019-09-15", "2019-09-15"), ("3 mei 2020", "2020-05-03"),
        ("mei 2020", "2020-05-01"), ("Q3", "2031-07-01"), ("K2 2030", "2030-04-01"), ("2030-Q4", "2030-10-01"),
        ("2e kwartaal 2030", "2030-04-01"), ("derde kwartaal", "2031-07-01"), ("medio 2030", "2030-06-01"),
        ("eind 2030", "2030-11-01"), ("2030", "2030-01-01"),
    ],
)  # fmt: skip
def test_moments_are_read_as_the_day_they_begin(tekst: str, dag: str) -> None:
    assert [begin.isoformat() for _, begin, _ in find_momenten(tekst, 2031)] == [dag]


@pytest.mark.parametrize("tekst", ["vanaf 2030", "tot mei 2030", "€ 2030", "31-31-2030", "1,2030"])
def test_what_is_no_moment_is_not_read_as_one(tekst: str) -> None:
    assert list(find_momenten(tekst, 2031)) == []


@pytest.mark.parametrize(
    ("tekst", "getal"),
    [("4", 4), ("IV", 4), ("vier", 4), ("vierde", 4), ("één", 1), ("IX", 9), ("veel", None)],
)
def test_numbers_of_parts_are_one_in_every_notation(tekst: str, getal: int | None) -> None:
    assert read_getal(tekst) == getal


def test_an_abbreviation_takes_only_the_words_that_it_stands_for() -> None:
    assert list(read_afkortingen("Wij werken met de Gemeentelijke Gezondheidsdienst (GGD) samen.")) == [
        ("GGD", "Gemeentelijke Gezondheidsdienst")
    ]
    assert list(read_afkortingen("Wij betalen de zorg zelf (ABC).")) == []


def test_a_document_may_have_texts_only(tmp_path: Path) -> None:
    (tmp_path / "teksten").mkdir()
    table = f"{';'.join(COLUMNS)}\n1;kop;zin;;Er staat;\n"
    (tmp_path / "teksten" / "los.csv").write_text(table, encoding="utf-8")
    (document,) = read_documenten(tmp_path)
    assert (document.slug, document.cijfers, len(document.teksten)) == ("los", {}, 1)


@pytest.mark.parametrize(
    ("rij", "zegt"),
    [
        ("x;kop;zin;;tekst;", "nummer en plaats zijn verplicht"),
        ("1;kop;alinea;;tekst;", "de soort is zin"),
        ("1;kop;zin;;;", "de tekst ontbreekt"),
    ],
)
def test_a_wrong_table_is_refused_with_its_line(tmp_path: Path, rij: str, zegt: str) -> None:
    path = tmp_path / "fout.csv"
    path.write_text(f"{';'.join(COLUMNS)}\n{rij}\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=rf"regel 2.*{zegt}"):
        read_teksten(path)


def test_a_number_comes_once(tmp_path: Path) -> None:
    path = tmp_path / "twee.csv"
    path.write_text(f"{';'.join(COLUMNS)}\n1;a;zin;;Ja.;\n1;b;zin;;Nee.;\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="twee keer"):
        read_teksten(path)


def test_sentences_in_extracts_are_read_with_the_peildatum_of_their_own_extract(tmp_path: Path) -> None:
    (tmp_path / "besluiten.csv").write_text(
        "nummer;onderwerp;besluit;orgaan;moment;status;toelichting\n"
        "1;Hulp;Hulp aan senioren vanaf 55 jaar;raad;2030-Q1;te-nemen;Het plan was in 2031 klaar.\n",
        encoding="utf-8",
    )
    columns = [column.name for column in PLANNEN.columns if not column.optioneel]
    cells = {"plan": "p", "peildatum": "01-01-2030", "programma": "zorg", "sleutel": "a"}
    cells |= {
        "activiteit": "Eten met 65-plussers",
        "stand_van_zaken": "In 2031 waren er {{ feit }} maaltijden.",
    }
    row = ";".join(cells.get(name, "") for name in columns)
    (tmp_path / "plannen.csv").write_text(f"{';'.join(columns)}\n{row}\n", encoding="utf-8")
    leveringen = read_leveringen(tmp_path, [PLANNEN, BESLUITEN])
    found = check_extractteksten("proef", list_extractteksten(Project(tmp_path), leveringen))
    assert sorted((item.regel, item.bestand, item.kolom, item.regelnummers) for item in found) == [
        ("document.leeftijd", "plannen.csv", "activiteit", (2,)),
        ("document.verleden_tijd", "plannen.csv", "stand_van_zaken", (2,)),
    ]
    assert "besluiten, regel 2, besluit" in found[0].wat
    assert "‘In 2031 waren er … maaltijden’" in found[1].wat
