"""Claim words typed by hand: contradictions are found, what holds and what is no claim gives nothing."""

import re
from pathlib import Path

import pytest
from hoofdstukhulp import JAAR, ROOT, make_rij
from hypothesis import given
from hypothesis import strategies as st

from sdreport.chapter.toelichting.claims import Bewering, check_claims, find_verandering
from sdreport.chapter.toelichting.parts import PLACEHOLDER
from sdreport.chapter.toelichting.text import Feiten, Sectie, read_toelichting
from sdreport.project.editie import find_editie
from sdreport.project.folders import find_project
from sdreport.register.cijfer import Cijfer
from sdreport.register.compare import compare
from sdreport.register.register import Register
from sdreport.stages.calculate import make_register
from sdreport.stages.read import read_extracts

BASIS = [
    make_rij("clienten", 1141, wet="wmo", voorziening="totaal"),
    make_rij("clienten", 1104, jaar=JAAR - 1, wet="wmo", voorziening="totaal"),
    make_rij("bijstand", 399, regeling="totaal"),
    make_rij("bijstand", 416, jaar=JAAR - 1, regeling="totaal"),
    make_rij("trajecten", 44),
    make_rij("trajecten", 22, jaar=JAAR - 1),
    make_rij("bezwaren", 18),
    make_rij("bezwaren", 18, jaar=JAAR - 1),
    make_rij("kosten", 2_612_000, "euro"),
    make_rij("aandeel", 33.1, "%", verwijzer="huisarts"),
    make_rij("aandeel", 9.3, "%", verwijzer="gemeente"),
    make_rij("hulp", 631),
    make_rij("geheim", None),
    make_rij("kamers", 2023),
]
FEITEN = Feiten(Register([*BASIS, *compare(BASIS, JAAR)], JAAR), "Leusden")


def check(tekst: str) -> list[Bewering]:
    return check_claims({"proef": Sectie("proef", tekst, "3_proef.md", 10)}, FEITEN)


def told(tekst: str) -> list[tuple[str, str]]:
    return [(bewering.ernst, bewering.woord) for bewering in check(tekst)]


@pytest.mark.parametrize(
    ("klopt", "klopt_niet", "woord"),
    [
        (
            "Het aantal steeg tot {{ clienten.wmo.totaal }}.",
            "Het aantal daalde tot {{ clienten.wmo.totaal }}.",
            "daalde",
        ),
        (
            "Het aantal daalde naar {{ bijstand.totaal }}.",
            "Het aantal is gestegen naar {{ bijstand.totaal }}.",
            "gestegen",
        ),
        (
            "Dat is {{ clienten_groei.wmo.totaal }} hoger dan in {{ jaar-1 }}.",
            "Dat is {{ clienten_groei.wmo.totaal }} lager dan in {{ jaar-1 }}.",
            "lager",
        ),
        (
            "Er waren {{ clienten_verschil.wmo.totaal | abs }} cliënten meer dan in {{ jaar-1 }}.",
            "Er waren {{ clienten_verschil.wmo.totaal | abs }} cliënten minder dan in {{ jaar-1 }}.",
            "minder",
        ),
        (
            "Bijstand: {{ bijstand_verschil.totaal | abs }} minder.",
            "Bijstand: {{ bijstand_verschil.totaal | abs }} meer.",
            "meer",
        ),
        (
            "Er kwamen meer cliënten dan in {{ jaar-1 }}: {{ clienten.wmo.totaal }}.",
            "Er kwamen minder cliënten dan in {{ jaar-1 }}: {{ clienten.wmo.totaal }}.",
            "minder",
        ),
        (
            "Het aantal neemt toe tot {{ clienten.wmo.totaal }}.",
            "Het aantal neemt af tot {{ clienten.wmo.totaal }}.",
            "af",
        ),
        (
            "Het aantal neemt niet af: {{ clienten.wmo.totaal }}.",
            "Het aantal neemt niet toe: {{ clienten.wmo.totaal }}.",
            "niet toe",
        ),
        (
            "Het is niet gedaald: {{ clienten.wmo.totaal }}.",
            "Het is niet gedaald: {{ bijstand.totaal }}.",
            "niet gedaald",
        ),
        ("Evenveel als toen: {{ bezwaren }}.", "Evenveel als toen: {{ trajecten }}.", "evenveel"),
        (
            "Met {{ trajecten }} is het verdubbeld.",
            "Met {{ clienten.wmo.totaal }} is het verdubbeld.",
            "verdubbeld",
        ),
        (
            "Meer dan {{ aandeel.gemeente | heel }}.",
            "Minder dan {{ aandeel.gemeente | heel }}.",
            "minder dan",
        ),
        (
            "Het aantal is toegenomen: {{ trajecten }}.",
            "Het aantal is toegenomen: {{ bezwaren }}.",
            "toegenomen",
        ),
        (
            "Dat is ruim {{ aandeel.gemeente | heel }}.",
            "Dat is bijna {{ aandeel.gemeente | heel }}.",
            "bijna",
        ),
        ("Dat is bijna {{ kosten }}.".replace("bijna ", ""), "Dat is bijna {{ kosten }}.", "bijna"),
        ("Dat is {{ hulp | ruim }}.", "Dat is ruim {{ hulp | ruim }}.", "ruim"),
        (
            "Een derde komt van de huisarts ({{ aandeel.huisarts }}).",
            "De helft komt van de huisarts ({{ aandeel.huisarts }}).",
            "de helft",
        ),
        (
            "Bijna een derde: {{ aandeel.huisarts }}.",
            "Ruim een derde: {{ aandeel.huisarts }}.",
            "ruim een derde",
        ),
        (
            "Wmo: {{ clienten.wmo.totaal }}, hoger dan {{ bijstand.totaal }}.",
            "Bijstand: {{ bijstand.totaal }}, hoger dan {{ clienten.wmo.totaal }}.",
            "hoger",
        ),
    ],
)
def test_a_claim_is_checked_against_its_fact(klopt: str, klopt_niet: str, woord: str) -> None:
    assert told(klopt) == []
    assert told(klopt_niet) == [("kritiek", woord)]


@pytest.mark.parametrize(
    "tekst",
    [
        "Het aantal hulpvragen is gestegen naar {{ hulp }}.",
        "Er was een daling tot {{ geheim }}.",
        "De uitgaven waren {{ kosten }}, hoger dan begroot.",
        "In de bijstand zaten er {{ bijstand.totaal }}, hoger dan begroot.",
        "Een kwart van de {{ hulp }} inwoners.",
        "Het is verdubbeld tot {{ hulp }}.",
    ],
)
def test_what_cannot_be_checked_is_told_as_such(tekst: str) -> None:
    assert [ernst for ernst, _ in told(tekst)] == ["melding"]
    assert "niet te controleren" in check(tekst)[0].wat


@pytest.mark.parametrize(
    "tekst",
    [
        "In {{ jaar }} hadden meer inwoners moeite om rond te komen.",
        "Van de {{ hulp }} inwoners kregen {{ bijstand.totaal }} meer dan één vorm van hulp.",
        "{{ hulp }} inwoners hebben geen hulp meer.",
        "Voor {{ hulp }} inwoners of meer. Later werd dat minder.",
        "De gemeente rekende met hogere lonen: {{ kosten }}.",
        "Het aantal is {{ clienten_verschil.wmo.totaal | richting }}: {{ clienten.wmo.totaal }}.",
        "Dat is {{ clienten_groei.wmo.totaal | abs }} {{ clienten_groei.wmo.totaal | hoger }}.",
        "Zie {{ figuur instroom }} voor de groei.",
        "Ruim baan voor {{ hulp }} inwoners.",
        "Van {{ hulp }} inwoners is bekend dat zij na een paar jaar zagen dat hun zorgen zijn gestegen.",
        "De groei was {{ clienten_groei.wmo.totaal }} op {{ hulp }}: een stijging.",
        "Er is een derde piek bij {{ hulp }} inwoners.",
        "Kinderen groeien op, en zij groeide op in een gezin.",
        "De groei van dure hulp bleef beperkt.",
        "De gemeente verwacht dat de kosten hoger worden.",
        "Als het aantal stijgt, komt er geld bij.",
        "De gemeente houdt bij of het aantal daalt.",
        "Zijn de kosten hoger?",
        "Woorden als ‘hoger’ en ‘gedaald’ zeggen iets van een cijfer.",
        "Het gaat om hoe hard de vraag stijgt.",
        "Inwoners kunnen in hoger beroep, of kiezen hoger onderwijs.",
        "Wonen staat hoger op de agenda. Ouderen gaan kleiner wonen.",
    ],
)
def test_what_is_no_claim_about_a_fact_is_left_alone(tekst: str) -> None:
    assert told(tekst) == []


@pytest.mark.parametrize(
    ("tekst", "woord"),
    [
        ("Het aantal is gestegen.", "gestegen"),
        ("Het aantal is in {{ jaar }} gestegen.", "gestegen"),
        ("Dit aantal is hoog: {{ hulp }}.\n\nEen ander aantal is gestegen.", "gestegen"),
        ("- {{ hulp }} inwoners\n- de kosten zijn lager", "lager"),
        ("De vraag neemt niet af.", "neemt niet af"),
        ("In {{ gemeente }} bleef het gelijk gebleven aantal staan.", "gelijk gebleven"),
        ("De instroom was hoger dan de uitstroom.", "hoger"),
    ],
)
def test_a_claim_in_a_sentence_without_any_fact_is_told(tekst: str, woord: str) -> None:
    assert told(tekst) == [("melding", woord)]
    assert f"‘{woord}’ zonder cijfer" in check(tekst)[0].wat
    plan = {"proef": Sectie("proef", tekst, "plannen.csv", 2)}
    assert check_claims(plan, FEITEN, los=False) == [], "a plan may do without figures"


def test_a_wish_or_expectation_is_at_most_a_melding() -> None:
    tekst = "De gemeente verwacht dat de bijstand, nu {{ bijstand.totaal }}, hoger wordt."
    assert told(tekst) == [("melding", "hoger")]
    assert "wens of verwachting" in check(tekst)[0].wat


def test_a_claim_has_its_file_line_and_a_remedy() -> None:
    (bewering,) = check("Eerst een regel.\nHet aantal daalde\ntot {{ clienten.wmo.totaal }}.")
    assert str(bewering.as_fault()) == (
        "3_proef.md, regel 11: ‘daalde’ klopt niet met clienten.wmo.totaal: de verandering is 37. "
        "Gebruik een opmaak (richting, meer, hoger), dan past het woord altijd."
    )
    assert (bewering.adres, bewering.regelnummer) == ("clienten.wmo.totaal", 11)


@pytest.mark.parametrize(
    ("inhoud", "adres"),
    [
        ("1.141", "clienten.wmo.totaal"),
        ("1141 inwoners", "clienten.wmo.totaal"),
        ("€ 2.612.000", "kosten"),
        ("33,1%", "aandeel.huisarts"),
        ("2023", ""),
        ("1 januari 2024", ""),
        ("12 tot 23 jaar", ""),
        ("44", ""),
        ("9.999", ""),
        ("artikel 631", ""),
    ],
)
def test_a_typed_number_that_is_a_figure_is_told(inhoud: str, adres: str) -> None:
    found = check(f"Het waren er {{{{ letterlijk: {inhoud} }}}}.")
    assert [bewering.adres for bewering in found] == [adres] * bool(adres)
    assert all(bewering.ernst == "melding" for bewering in found)


@given(nu=st.integers(1, 5000), toen=st.integers(1, 5000), woord=st.sampled_from(["gestegen", "gedaald"]))
def test_a_direction_word_is_wrong_exactly_when_the_numbers_say_so(nu: int, toen: int, woord: str) -> None:
    rijen = [make_rij("hulp", nu), make_rij("hulp", toen, jaar=JAAR - 1)]
    sectie = Sectie("proef", f"Het aantal is {woord} tot {{{{ hulp }}}}.", "3_proef.md", 1)
    for register in (Register(rijen, JAAR), Register([*rijen, *compare(rijen, JAAR)], JAAR)):
        assert find_verandering(register.get("hulp"), register) == nu - toen
        found = check_claims({"proef": sectie}, Feiten(register, "Leusden"))
        assert bool(found) == ((nu <= toen) if woord == "gestegen" else (nu >= toen))


@given(st.text(alphabet="{}| .abmeruin\n\x01\x02", max_size=60))
def test_any_text_can_be_checked(tekst: str) -> None:
    assert all(isinstance(bewering, Bewering) for bewering in check(tekst))


@pytest.fixture(scope="module")
def echt() -> Feiten:
    """The facts of the example report."""
    project = find_project(Path(__file__).parent)
    editie = find_editie(project, "raadsrapportage-2023")
    register = make_register(editie, read_extracts(editie))
    return Feiten(register, editie.parameters.gemeente)


TEKSTEN = [
    sectie
    for path in sorted((ROOT / "data" / "2023" / "toelichting").glob("*.md"))
    for sectie in read_toelichting(path).values()
]
TEGENDEEL = {
    "gestegen": "gedaald",
    "gedaald": "gestegen",
    "meer": "minder",
    "minder": "meer",
    "hoger": "lager",
    "lager": "hoger",
}


def test_the_real_texts_contradict_nothing_and_say_three_things_without_a_figure(echt: Feiten) -> None:
    found = check_claims({f"{sectie.bestand} {sectie.slug}": sectie for sectie in TEKSTEN}, echt)
    assert [(item.ernst, item.bestand, item.woord) for item in found] == [
        ("melding", "3_maatwerkvoorzieningen.md", "hoger"),
        ("melding", "3_maatwerkvoorzieningen.md", "neemt niet af"),
        ("melding", "4_financien.md", "hoger"),
    ]


def test_the_opposite_word_typed_in_the_real_texts_is_found(echt: Feiten) -> None:
    """Each direction word that has another fact in its sentence, replaced by its typed opposite."""
    tried = 0
    for sectie in TEKSTEN:
        for match in PLACEHOLDER.finditer(sectie.tekst):
            if not re.search(r"\|\s*(richting|meer|hoger)$", match[1]):
                continue
            goed = echt.fill(Sectie("x", f"Het {match[0]}", "x.md", 1)).removeprefix("Het ")
            for woord in (goed, TEGENDEEL[goed]):
                tekst = sectie.tekst[: match.start()] + woord + sectie.tekst[match.end() :]
                found = check_claims({"x": Sectie("x", tekst, "x.md", 1)}, echt, los=False)
                if woord == goed:
                    assert found == [], match[0]
                elif found:
                    tried += 1
                    assert [item.ernst for item in found] == ["kritiek"], match[0]
                else:
                    assert not _has_other_fact(sectie.tekst, match), match[0]
    assert tried >= 5


def _has_other_fact(tekst: str, match: re.Match[str]) -> bool:
    """Whether another comparison stands within a few words of a placeholder, in the same sentence."""
    near = tekst[max(0, match.start() - 60) : match.start()]
    sentence = re.split(r"[.!?]\s", near)[-1]
    return bool(re.search(r"\{\{[^}]*_(verschil|groei)\.[^}]*\}\}", sentence))


def test_rows_of_this_test_are_comparisons() -> None:
    assert isinstance(FEITEN.register.get("clienten_groei.wmo.totaal"), Cijfer)
