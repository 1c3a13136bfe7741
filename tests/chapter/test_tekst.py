"""The toelichting: facts filled in, and every fault told at once with its file and line."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hoofdstukhulp import JAAR, make_rij

from sdreport.chapter.notation import name_hidden
from sdreport.chapter.opbouw import Opbouw
from sdreport.chapter.toelichting.text import Feiten, Sectie, check_toelichting, read_toelichting
from sdreport.errors import ConfigurationError
from sdreport.register.register import Register

REGISTER = Register(
    [
        make_rij("clienten", 1141, wet="wmo", voorziening="totaal"),
        make_rij("clienten", 1104, jaar=JAAR - 1, wet="wmo", voorziening="totaal"),
        make_rij("clienten", None, wet="wmo", voorziening="respijtzorg"),
        make_rij("clienten_verschil", 37, wet="wmo", voorziening="totaal"),
        make_rij("clienten_groei", 3.3514, "%", wet="wmo", voorziening="totaal"),
        make_rij("raming_verschil", -25_000, "euro", onderdeel="wmo", post="rolstoelen"),
        make_rij("raming_verschil_aandeel", -12.5, "%", onderdeel="wmo", post="rolstoelen"),
        make_rij("kosten_zin", 1_868_352.4, "euro"),
        make_rij("telling", 12, "uren", telling="uren", categorie="totaal"),
        make_rij("telling", 1, "uren", telling="een", categorie="totaal"),
        make_rij("telling", 7, "uren", telling="bedacht", categorie="totaal", status="voorbeeld"),
        make_rij("verwijzingen_aandeel", 33.1, "%", verwijzer="huisarts"),
        make_rij("inwoners_prognose", 8214, "inwoners", jaar=2027, leeftijd="65-plus"),
    ],
    JAAR,
)
OPBOUW = Opbouw(
    {"figuur": {"instroom": "3.4"}, "tabel": {"percelen": "3.10"}}, hoofdstukken={"9_doelen": "4"}
)
FEITEN = Feiten(REGISTER, "Leusden", OPBOUW)


def make_sectie(tekst: str) -> Sectie:
    """A section that starts at line 10 of `3_proef.md`."""
    return Sectie("proef", tekst, "3_proef.md", 10)


def fill(tekst: str) -> str:
    """The filled-in text."""
    return FEITEN.fill(make_sectie(tekst))


def faults_in(tekst: str) -> list[str]:
    """All faults of a text."""
    return [str(fault) for fault in FEITEN.check(make_sectie(tekst))]


def test_an_example_that_is_told_as_it_is_has_an_asterisk() -> None:
    """One told in a format has words of its own, and may well be published so."""
    assert fill("Het waren er {{ telling.bedacht.totaal }}.") == r"Het waren er 7\*."
    assert fill("Het waren er {{ telling.bedacht.totaal | woord }}.") == "Het waren er zeven."


@pytest.fixture
def write(tmp_path: Path) -> Callable[[bytes | str], Path]:
    """Write a toelichting file."""

    def write_file(content: bytes | str) -> Path:
        path = tmp_path / "3_proef.md"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write_file


@pytest.mark.parametrize(
    ("tekst", "filled"),
    [
        ("{{ clienten.wmo.totaal }}", "1.141"),
        ("{{clienten.wmo.totaal}}", "1.141"),
        ("{{ clienten.wmo.totaal@2022 }}", "1.104"),
        ("{{ clienten.wmo.totaal@-1 }}", "1.104"),
        ("{{ kosten_zin }}", "€\u00a01.868.352"),
        ("{{ kosten_zin|duizend }}", "€\u00a01.868.000"),
        ("{{ clienten_groei.wmo.totaal | ruim }}", "ruim 3%"),
        ("{{ clienten_verschil.wmo.totaal | richting }}", "gestegen"),
        ("Er {{ telling.uren.totaal | is/zijn }} {{ telling.uren.totaal | uur/uren }}.", "Er zijn uren."),
        ("Er {{ telling.een.totaal | is/zijn }} {{ telling.een.totaal | uur/uren }}.", "Er is uur."),
        ("Het {{ clienten.wmo.respijtzorg | was/waren }} er.", "Het waren er."),
        ("{{ raming_verschil.wmo.rolstoelen | abs }}", "€\u00a025.000"),
        ("{{ raming_verschil.wmo.rolstoelen | VN }}", "nadelig"),
        ("{{ raming_verschil_aandeel.wmo.rolstoelen | hoger }}", "lager"),
        ("{{ verwijzingen_aandeel.huisarts | deel }}", "een derde"),
        ("{{ inwoners_prognose.65-plus@2027 | ruim }}", "ruim 8.200"),
        ("{{ jaar }}", "2023"),
        ("{{ jaar-1 }}", "2022"),
        ("{{ jaar + 1 }}", "2024"),
        ("{{ gemeente }}", "Leusden"),
        ("In {{ figuur instroom }}", "In [figuur 3.4](#figuur-3-4)"),
        ("Zie\n{{  tabel   percelen  }}", "Zie\n[tabel 3.10](#tabel-3-10)"),
        ("{{ figuur instroom }} laat het zien", "[Figuur 3.4](#figuur-3-4) laat het zien"),
        ("Zo. {{ tabel percelen }} ook.", "Zo. [Tabel 3.10](#tabel-3-10) ook."),
        ("- {{ tabel percelen }} ook", "- [Tabel 3.10](#tabel-3-10) ook"),
        ("{{ hoofdstuk 9_doelen }}, zie {{ hoofdstuk 9_doelen }}", "Hoofdstuk 4, zie hoofdstuk 4"),
        ("{{ letterlijk: 1 januari 2024 }}", "1 januari 2024"),
        ("{{ letterlijk:0 tot en met 17 jaar }}", "0 tot en met 17 jaar"),
        ("{{ letterlijk: {a} }}", "{a}"),
        ("{{\n  clienten.wmo.totaal\n}}", "1.141"),
        ("Eén zin zonder cijfer: €, %, ² en ½.", "Eén zin zonder cijfer: €, %, ² en ½."),
        ("", ""),
    ],
)
def test_placeholder_is_filled(tekst: str, filled: str) -> None:
    begin = "Het is " if "|" in tekst else ""
    assert fill(f"{begin}{tekst}") == f"{begin}{filled}"


@pytest.mark.parametrize("tekst, filled", [
    ("{{ telling.uren.totaal | woord }}", "Twaalf"),
    ("Ja. {{ telling.uren.totaal | woord }} uur.", "Ja. Twaalf uur."),
    ("Ja.\n\n{{ telling.uren.totaal | woord }} uur.", "Ja.\n\nTwaalf uur."),
    ("Er waren {{ telling.uren.totaal | woord }} uur.", "Er waren twaalf uur."),
])  # fmt: skip
def test_words_of_a_fact_begin_a_sentence_with_a_capital(tekst: str, filled: str) -> None:
    assert fill(tekst) == filled


@pytest.mark.parametrize("opmaak", ["", "| ruim", "| woord", "| heel"])
def test_hidden_number_stays_hidden(opmaak: str) -> None:
    fact = f"{{{{ clienten.wmo.respijtzorg {opmaak} }}}}"
    assert fill(f"Het waren {fact} inwoners.") == "Het waren een afgeschermd aantal inwoners."
    assert fill(f"- {fact} inwoners.") == "- Een afgeschermd aantal inwoners."


@pytest.mark.parametrize(("eenheid", "woord"), [("euro", "bedrag"), ("%", "deel"), ("uur", "aantal")])
def test_a_hidden_number_is_a_word_of_its_sentence(eenheid: str, woord: str) -> None:
    assert name_hidden(eenheid) == f"een afgeschermd {woord}"


def test_a_sentence_on_a_hidden_change_is_left_out_and_its_paragraph_stays_whole() -> None:
    rows = [make_rij(naam, None, wet="wmo", voorziening="hulp") for naam in ("clienten", "clienten_verschil")]
    feiten = Feiten(Register(rows, JAAR), "Leusden")
    change = "{{ clienten_verschil.wmo.hulp | abs }} {{ clienten_verschil.wmo.hulp | meer }}"
    sectie = make_sectie(
        f"Eerst dit. Dat zijn er {change}. Daarna dat.\n\n- {change}\n- {{{{ clienten.wmo.hulp }}}} hier"
    )
    assert feiten.fill(sectie) == "Eerst dit. Daarna dat.\n\n- Een afgeschermd aantal hier"
    assert feiten.leaves_out(sectie.tekst) and len(list(feiten.find_hidden(sectie.tekst))) == 5


def test_placeholders_stand_in_links_lists_and_tables() -> None:
    tekst = (
        "- [{{ clienten.wmo.totaal }} cliënten](#{{ letterlijk: tabel-3-1 }})\n"
        "- **{{ kosten_zin }}**\n\n| Wmo | {{ clienten.wmo.totaal }} |"
    )
    assert fill(tekst) == "- [1.141 cliënten](#tabel-3-1)\n- **€\u00a01.868.352**\n\n| Wmo | 1.141 |"


@pytest.mark.parametrize(
    "code", ["<b>vet</b>", "<script>alert()</script>", "**vet**", "{% if x %}", "[a](b)"]
)
def test_text_is_handed_on_as_it_is(code: str) -> None:
    """Escaping is the work of publishing; here nothing is run, changed or lost, and nothing is filled twice."""
    assert fill(f"{{{{ letterlijk: {code} }}}}") == code
    assert fill(f"Zie {code}.") == f"Zie {code}."
    assert Feiten(REGISTER, "{{ jaar }}").fill(make_sectie("{{ gemeente }}")) == "{{ jaar }}"


@pytest.mark.parametrize(
    ("tekst", "part"),
    [
        ("{{ clienten.wmo.totaall }}", "'clienten.wmo.totaall' over 2023. Bedoelt u 'clienten.wmo.totaal'?"),
        ("{{ clienten.wmo.totaal@2019 }}", "Er is geen cijfer 'clienten.wmo.totaal' over 2019."),
        ("{{ clienten.wmo.totaal | ruimm }}", "de opmaak 'ruimm' bestaat niet. Bedoelt u 'ruim'?"),
        ("{{ clienten.wmo.totaal | xyz }}", "de opmaak 'xyz' bestaat niet. Bekend zijn: heel, ruim, "),
        ("{{ clienten.wmo.respijtzorg | rium }}", "de opmaak 'rium' bestaat niet. Bedoelt u 'ruim'?"),
        ("{{ }}", "'' is geen adres van een cijfer"),
        ("{{ Clienten.Wmo }}", "'Clienten.Wmo' is geen adres van een cijfer"),
        ("{{ jaar | ruim }}", "Er is geen cijfer 'jaar'"),
        ("{{ figuur instrom }}", "Er is geen figuur 'instrom'. Bedoelt u 'instroom'?"),
        ("{{ figuur percelen }}", "Er is geen figuur 'percelen'. Bedoelt u 'tabel percelen'?"),
        ("{{ figuur 3.4 }}", "haar nummer kan veranderen. Gebruik {{ figuur instroom }}."),
        (
            "{{ tabel 3.4 }}",
            "noem een tabel bij haar naam; haar nummer kan veranderen. Er is geen tabel 3.4.",
        ),
        ("{{ clienten.wmo.totaal | richting }}", "Gebruik clienten_verschil of clienten_groei."),
        ("{{ verwijzingen_aandeel.huisarts | hoger }}", "zegt iets van een verandering"),
        ("{{ kosten_zin | VN }}", "zegt iets van een verandering"),
        ("{{ clienten.wmo.totaal | deel }}", "is voor een percentage; clienten.wmo.totaal is in personen."),
        ("{{ jaar+999999999999999999999 }}", "is geen adres van een cijfer"),
        ("{{ jaar-100 }}", "is geen adres van een cijfer"),
        ("{{ telling.[jaar+999999999].totaal }}", "is geen adres van een cijfer"),
        ("Dat zijn er 37.", "het getal '37.' is met de hand getypt"),
        ("In 2023 was dat zo.", "het getal '2023' is met de hand getypt"),
        ("1. Eerste punt", "het getal '1.' is met de hand getypt"),
        ("[tabel](#tabel-3-1)", "het getal '3' is met de hand getypt"),
        ("Zie https://voorbeeld.nl/a/2024", "het getal '2024' is met de hand getypt"),
        ("٣ personen", "is met de hand getypt"),
        ("{{ jaar", "een accolade is niet gesloten"),
        ("jaar }}", "een accolade is niet gesloten"),
        ("{{ jaar }", "een accolade is niet gesloten"),
    ],
)
def test_fault_says_where_and_what(tekst: str, part: str) -> None:
    found = faults_in(f"Regel tien.\n\n{tekst}")
    assert found
    assert all(fault.startswith("3_proef.md, regel 12: ") for fault in found)
    assert any(part in fault for fault in found), found


def test_all_faults_are_told_at_once_in_order() -> None:
    tekst = (
        "Er zijn {{ clienten.wmo.totaall }} cliënten, 12 meer.\n"
        "\n"
        "Vergeten {{ jaar te sluiten; in 2022 {{ jaar | x }} en\n"
        "{{ clienten.wmo.totaal | meer }}"
    )
    found = faults_in(tekst)
    assert [fault.split(":")[0].rsplit(" ", 1)[1] for fault in found] == ["10", "10", "12", "12", "12", "13"]
    with pytest.raises(ConfigurationError) as error:
        fill(tekst)
    assert str(error.value).splitlines() == [
        "Een toelichting klopt niet:",
        *(f"  - {fault}" for fault in found),
    ]


def test_an_unclosed_brace_swallows_nothing() -> None:
    """What stands between a forgotten }} and the next placeholder is still checked."""
    found = faults_in("{{ jaar en 12 cliënten, {{ gemeente }}")
    assert ["accolade" in fault for fault in found] == [True, False]
    assert "'12'" in found[1]


def test_sections_by_slug_with_their_line(write: Callable[[str], Path]) -> None:
    secties = read_toelichting(write("\n## inleiding\n\nEen.\n### Kop\n\n## wmo-2 \nTwee 7\n"))
    assert list(secties) == ["inleiding", "wmo-2"]
    assert secties["inleiding"].tekst == "\nEen.\n### Kop\n"
    assert [str(fault) for fault in check_toelichting(secties, FEITEN)] == [
        faults_in("Twee 7")[0].replace("regel 10", "regel 8")
    ]


@pytest.mark.parametrize(
    "content", [b"\xef\xbb\xbf## a\nTekst 7\n", b"## a\r\nTekst 7\r\n", b"## a\rTekst 7"]
)
def test_bom_and_line_ends_of_windows(write: Callable[[bytes], Path], content: bytes) -> None:
    secties = read_toelichting(write(content))
    assert secties["a"].tekst == "Tekst 7"
    (fault,) = check_toelichting(secties, FEITEN)
    assert (fault.file, fault.lines) == ("3_proef.md", (2,))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("## a\nx\n## b\n## a\n", "3_proef.md, regel 4: de sectie 'a' staat er twee keer."),
        ("\nLosse tekst\n## a\n", "3_proef.md, regel 2: zet boven deze tekst een kop '## naam-van-sectie'."),
        ("# Titel\n## a\n", "3_proef.md, regel 1: zet boven deze tekst"),
        ("## a\nx\n## twee woorden\ny\n", "3_proef.md, regel 3: 'twee woorden' is geen naam van een sectie."),
        ("## Wmo\n", "3_proef.md, regel 1: 'Wmo' is geen naam van een sectie."),
        ("## a\n##\n", "3_proef.md, regel 2: '' is geen naam van een sectie."),
        (b"## a\nCli\xebnt\n", "3_proef.md: dit is geen UTF-8."),
        ("## a\n" + "x" * 501, "3_proef.md, regel 2: hier staan meer dan 500 tekens zonder spatie."),
        ("## a\n" + "[ xyz\n" * 1300, "3_proef.md, regel 1001: deze alinea heeft meer dan 5000 tekens."),
        ("## a\n" + "### k\n\n" * 1600, "3_proef.md: dit bestand heeft meer dan 3000 regels."),
        ("## a\n" + "een zin\n\n" * 25_000, "3_proef.md: dit bestand heeft meer dan 200000 tekens."),
    ],
)
def test_file_that_cannot_be_read(
    write: Callable[[bytes | str], Path], content: bytes | str, message: str
) -> None:
    with pytest.raises(ConfigurationError, match="3_proef") as error:
        read_toelichting(write(content))
    assert str(error.value).startswith(message)


def test_heading_without_a_space_is_a_heading(write: Callable[[str], Path]) -> None:
    assert list(read_toelichting(write("##a\nx\n##b\ny\n"))) == ["a", "b"]


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"Het toelichtingbestand 9_weg\.md ontbreekt"):
        read_toelichting(tmp_path / "9_weg.md")


def test_empty_file_has_no_sections(write: Callable[[str], Path]) -> None:
    assert read_toelichting(write("")) == {}
