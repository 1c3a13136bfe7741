"""Readability: texts counted by hand, and what is told of them."""

import time

import pytest

from sdreport.chapter.toelichting.readability import (
    count_syllables,
    describe_leesbaarheid,
    judge_text,
    measure_secties,
    measure_text,
    split_text,
)
from sdreport.chapter.toelichting.text import Feiten, Sectie
from sdreport.project.parameters.publicatie import Leesbaarheid
from sdreport.register.cijfer import Cijfer
from sdreport.register.kwaliteit import Leesmaat, Leesoordeel
from sdreport.register.register import Register

GRENZEN = Leesbaarheid()


@pytest.mark.parametrize(
    ("woord", "lettergrepen"),
    [
        ("zorg", 1), ("gemeente", 3), ("inwoners", 3), ("cliënten", 3), ("huishouding", 3), ("mooie", 2),
        ("nieuwe", 2), ("jeugdhulp", 2), ("bijstandsuitkering", 5), ("financieel", 4), ("Wmo", 1), ("2023", 1),
        ("1.141", 1), ("draait", 1), ("meedoen", 2),
    ],
)  # fmt: skip
def test_syllables_as_a_dictionary_divides_them(woord: str, lettergrepen: int) -> None:
    assert count_syllables(woord) == lettergrepen


def test_sentences_of_markdown() -> None:
    markdown = (
        "## Kop telt niet\n\nDe raad *leest* dit. Kost het € 1.141,50? Zie [tabel 3.1](#tabel-3-1)!\n\n"
        "- een punt zonder einde\n- nog een punt\n\n1. Eerst dit.\n2. Dan dat."
    )
    assert split_text(markdown) == [
        "De raad leest dit.", "Kost het € 1.141,50?", "Zie tabel 3.1!",
        "een punt zonder einde", "nog een punt", "Eerst dit.", "Dan dat.",
    ]  # fmt: skip


def test_a_number_or_abbreviation_does_not_end_a_sentence() -> None:
    assert len(split_text("Dat is 12.5 procent en o.a. voor de wet. Daarna volgt de rest.")) == 2


def test_text_counted_by_hand() -> None:
    """de raad wil huis-hou-ding maat-werk; want in-wo-ners van ge-meen-ten ver-ant-woor-de-lijk-heid."""
    maat = measure_text("De raad wil huishouding maatwerk. Want inwoners van gemeenten verantwoordelijkheid.")
    assert maat is not None
    assert (maat.woorden, maat.zinnen, maat.woorden_per_zin, maat.langste_zin) == (10, 2, 5.0, 5)
    assert maat.lange_woorden_pct == 20.0  # huishouding (11), verantwoordelijkheid (20)
    syllables = 1 + 1 + 1 + 3 + 2 + 1 + 3 + 1 + 3 + 6
    assert maat.leesgemak == pytest.approx(206.8 - 0.77 * 100 * syllables / 10 - 0.93 * 5, abs=0.05)


def test_easier_text_scores_higher() -> None:
    easy = measure_text("De zon schijnt. Het is warm. Wij gaan naar het strand. Daar is veel zand.")
    hard = measure_text(
        "De gemeentelijke verantwoordelijkheid voor maatschappelijke ondersteuning impliceert interdisciplinaire "
        "samenwerking tussen uitvoeringsorganisaties."
    )
    assert easy is not None and hard is not None
    assert easy.leesgemak > 90 and hard.leesgemak < 0


@pytest.mark.parametrize("tekst", ["", "## Alleen een kop", "---", "\n\n"])
def test_nothing_to_read(tekst: str) -> None:
    assert measure_text(tekst) is None


def test_what_is_told_of_a_hard_text() -> None:
    maat = Leesmaat(40, 2, 20.0, 25.0, 30.0, 26, "Dit is het begin van de …")
    assert judge_text(maat, GRENZEN) == [
        "De langste zin heeft 26 woorden (‘Dit is het begin van de …’).",
        "Een zin heeft gemiddeld 20,0 woorden.",
        "Van de woorden heeft 25,0% meer dan 10 letters.",
        "Het leesgemak is 30,0.",
    ]


def test_on_the_limit_is_good_and_of_a_short_text_only_the_longest_sentence_counts() -> None:
    assert judge_text(Leesmaat(40, 2, 15.0, 20.0, 45.0, 25, "…"), GRENZEN) == []
    assert judge_text(Leesmaat(29, 1, 29.0, 50.0, -10.0, 25, "…"), GRENZEN) == []


def test_sections_are_measured_as_published() -> None:
    rij = Cijfer("clienten", 2023, {}, 1141.0, "inwoners", "definitief", "bron", "definitie")
    feiten = Feiten(Register([rij], 2023), "Voorbeeldstad")
    long = "Er zijn {{ clienten }} inwoners en " + "nog veel meer mensen " * 6 + "in {{ gemeente }}."
    secties = {
        "lang": Sectie("lang", long, "1_inleiding.md", 1),
        "kort": Sectie("kort", "Kort en goed.", "1_inleiding.md", 9),
        "leeg": Sectie("leeg", "", "1_inleiding.md", 12),
    }
    rows = list(measure_secties(secties, feiten, GRENZEN))
    assert [(row.sectie, row.maat.woorden, row.moeilijk) for row in rows] == [
        ("lang", 31, True),
        ("kort", 3, False),
    ]
    assert rows[0].let_op.startswith("De langste zin heeft 31 woorden (‘Er zijn 1.141 inwoners en nog …’).")
    assert rows[1].let_op == ""


@pytest.mark.parametrize(
    ("moeilijk", "begin"), [([], ""), ([False], ""), ([True, False], "Leesbaarheid: 1 van 2 ")]
)
def test_the_terminal_counts(moeilijk: list[bool], begin: str) -> None:
    maat = Leesmaat(40, 2, 20.0, 25.0, 30.0, 26, "…")
    rows = [Leesoordeel("1_a.md", "a", maat, "Lang." * value) for value in moeilijk]
    text = describe_leesbaarheid(rows)
    assert text.startswith(begin) and bool(text) is bool(begin)


@pytest.mark.parametrize("stuk", ["[", "[a](", "![a](b ", ". ", ".) ", "' "])
def test_signs_that_begin_nothing_take_no_time(stuk: str) -> None:
    """The largest text that may stand in a section, in lines and in paragraphs."""
    started = time.monotonic()
    measure_text("\n".join([stuk * 20] * 2_500)[:200_000])
    measure_text("\n\n".join([(stuk * 5_000)[:4_990]] * 20))
    assert time.monotonic() - started < 5
