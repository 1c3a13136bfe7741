"""Checks of the transcription of the published report itself; nothing is built here.

`2023.csv` holds every number of chapters 2, 3 and 4 of the report as published, except the day in a date and
the numbers in front of the goals (of those, the last one is there). The tables were keyed in twice: once with
labels and addresses in that file, once as bare numbers here. Their sums hold as in print.
"""

import csv
import math
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from compare import compare, is_vergelijking

HERE = Path(__file__).parent
KOLOMMEN = [
    "plaats", "hoofdstuk", "soort", "citaat", "waarde", "eenheid", "adres", "vergelijking", "opmerking",
    "tegenstrijdig_met",
]  # fmt: skip
GEEN_CIJFER = (
    "jaartal of datum",
    "adres of naam",
    "leeftijdsgrens",
    "looptijd of plan, geen meting",
    "nummering",
    "telwoord zonder meting",
)
ADRES = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9+-]+)*(@-?\d+)?")
GETAL = re.compile(r"\d+(?:\.\d{3})+(?:,\d+)?|\d+[.,]\d+|\d+")
# every number in the tables, in the order of print (also the school years, and the 21 in the name of a row)
TABELLEN = {
    "3.2 tabel Vormen Wmo ondersteuning": "631 251 80 129 189 243 46 8 1141",
    "3.2 tabel Raadsrapportage Participatiewet": "1086 399 270 218 95 33 1300",
    "3.2 tabel instroom en uitstroom": "13 6 5 3 6 7 8 3 10 12 4 4 6 11 8 12 14 7 6 8 11 9 5 8 96 90",
    "3.2 tabel Bijstand": "372 25 6 399",
    "3.2 tabel Bijzondere bijstand": (
        "190 30 22 22 20 19 17 11 10 9 7 5 5 21 4 4 4 3 3 2 2 2 2 2 1 1 1 1 1 1 1 270"
    ),
    "3.2 tabel Vormen jeugd ondersteuning": "534 159 27 6 35 74 10 117 20 8 784",
    "3.2 tabel leerlingen": "2022 2023 2023 2024 2319 2345 1819 1800 113 121 244 256 4495 4522",
    "3.2 tabel bezwaarschriften": "3 2 1 4 4 0 1 0 0 0 3 0",
    "4 tabel percelen Wmo": (
        "2172500 1759400 1868352 1469200 1439900 1462420 451600 416200 435607 139700 147400 338017 187100 "
        "345900 331299 197500 154000 198796 280000 182000 161754 68000 40000 39000 3500 22000 21786 16800 "
        "10200 6060 17000 28300 3330 5002900 4545300 4866421"
    ),
    "4 tabel percelen jeugd": (
        "3789100 3702000 3305320 1303300 1833300 2015375 572400 1053600 974594 823100 756000 729071 "
        "205000 461600 419302 478600 227200 291568 161100 247500 236474 166400 271500 208655 87000 143500 "
        "159090 132200 133400 167057 97500 97300 85934 91200 116500 47395 32900 38700 20143 7939800 "
        "9082100 8659978"
    ),
}
# indicator and first dimension of tables whose total counts every person once
UNIEK = ["clienten.wmo", "clienten.participatiewet", "clienten.jeugdwet", "bijstand", "bijzondere_bijstand"]
# tables whose parts add up to the total: address with * for the part
OPTELBAAR = [
    "instroom_bijstand.*",
    "uitstroom_bijstand.*",
    "leerlingen.2022-2023.*",
    "leerlingen.2023-2024.*",
    *(f"begroting.wmo.*.{fase}" for fase in ("primitief", "najaarsnota", "werkelijk")),
    *(f"begroting.jeugdwet.*.{fase}" for fase in ("primitief", "najaarsnota", "werkelijk")),
]

Rij = dict[str, str]


def read(path: Path) -> tuple[list[str], list[Rij]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, delimiter=";", strict=True)
        rows = list(reader)
    return list(reader.fieldnames or []), rows


HEADER, RIJEN = read(HERE / "2023.csv")
TABEL = {rij["adres"]: float(rij["waarde"]) for rij in RIJEN if rij["soort"] == "tabel" and rij["adres"]}
TEKST = {rij["plaats"]: float(rij["waarde"]) for rij in RIJEN if rij["soort"] == "tekst"}


def read_number(text: str) -> float:
    """A Dutch number as printed: 1.868.352 or 7,01 or 3.13 (a figure)."""
    grouped = re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", text)
    return float((text.replace(".", "") if grouped else text).replace(",", "."))


def parts(pattern: str) -> dict[str, float]:
    """The table values at an address with one star, by what stands for the star."""
    regex = re.compile(re.escape(pattern).replace(r"\*", r"([a-z0-9+-]+)"))
    return {match[1]: value for adres, value in TABEL.items() if (match := regex.fullmatch(adres))}


def test_the_file_has_the_columns_and_one_row_per_place() -> None:
    assert HEADER == KOLOMMEN
    assert [plaats for plaats, times in Counter(rij["plaats"] for rij in RIJEN).items() if times > 1] == []
    assert all(None not in rij and None not in rij.values() for rij in RIJEN)


def test_every_row_has_known_words_and_a_value() -> None:
    for rij in RIJEN:
        plaats = rij["plaats"]
        assert rij["hoofdstuk"] in ("2", "3", "4"), plaats
        assert plaats.startswith(rij["hoofdstuk"]), plaats
        assert rij["soort"] in ("tabel", "tekst", "figuur"), plaats
        assert 1 <= len(rij["citaat"].split()) <= 6, plaats
        assert rij["eenheid"], plaats
        assert math.isfinite(float(rij["waarde"])), plaats


def test_a_row_has_an_address_or_a_reason_for_having_none() -> None:
    for rij in RIJEN:
        if rij["adres"]:
            assert ADRES.fullmatch(rij["adres"]), rij["plaats"]
            assert is_vergelijking(rij["vergelijking"]), rij["plaats"]
        else:
            assert rij["vergelijking"] == "", rij["plaats"]
            assert rij["opmerking"].startswith(GEEN_CIJFER), rij["plaats"]


def test_the_citation_prints_the_value() -> None:
    for rij in RIJEN:
        printed = [read_number(text) for text in GETAL.findall(rij["citaat"])]
        in_words = not printed and rij["soort"] == "tekst"
        a_word_beside_a_number = rij["vergelijking"] == "richting" or rij["eenheid"] == "kwartaal"
        assert in_words or a_word_beside_a_number or float(rij["waarde"]) in printed, rij["plaats"]


def test_contradictions_point_to_each_other() -> None:
    points_to = {rij["plaats"]: set(filter(None, rij["tegenstrijdig_met"].split(" | "))) for rij in RIJEN}
    assert sum(map(bool, points_to.values())) >= 10
    for plaats, others in points_to.items():
        assert plaats not in others
        for other in others:
            assert plaats in points_to.get(other, set()), f"{plaats} -> {other}"
    assert [rij["plaats"] for rij in RIJEN if rij["tegenstrijdig_met"] and not rij["opmerking"]] == []


@pytest.mark.parametrize("tabel", TABELLEN)
def test_every_number_of_a_table_is_present(tabel: str) -> None:
    rows = [rij for rij in RIJEN if rij["soort"] == "tabel" and rij["plaats"].split(",")[0] == tabel]
    assert [rij["waarde"] for rij in rows] == TABELLEN[tabel].split()


def test_there_are_no_other_tables() -> None:
    assert {rij["plaats"].split(",")[0] for rij in RIJEN if rij["soort"] == "tabel"} == set(TABELLEN)


@pytest.mark.parametrize("pattern", OPTELBAAR)
def test_parts_add_up_to_the_total(pattern: str) -> None:
    delen = parts(pattern)
    totaal = delen.pop("totaal")
    assert len(delen) >= 4
    assert sum(delen.values()) == totaal


@pytest.mark.parametrize("prefix", UNIEK)
def test_a_total_of_persons_lies_between_the_largest_part_and_the_sum(prefix: str) -> None:
    delen = parts(f"{prefix}.*")
    totaal = delen.pop("totaal")
    assert max(delen.values()) <= totaal < sum(delen.values())


def test_one_address_has_one_value() -> None:
    """The text repeats the tables: at the same address it says the same, in the sense of its own wording."""
    by_adres = defaultdict(list)
    for rij in RIJEN:
        if rij["adres"]:
            by_adres[rij["adres"]].append(rij)
    repeated = {adres: rows for adres, rows in by_adres.items() if len(rows) > 1}
    assert len(repeated) >= 8
    for adres, rows in repeated.items():
        best = next((rij for rij in rows if rij["soort"] == "tabel"), rows[0])
        for rij in rows:
            assert compare(float(rij["waarde"]), float(best["waarde"]), rij["vergelijking"]), adres


def test_the_text_repeats_totals_of_the_tables() -> None:
    bezwaren = [value for adres, value in TABEL.items() if adres.startswith("bezwaarschriften.")]
    assert sum(bezwaren) == TEKST["3.2 tekst, bezwaarschriften, ingediend"] == 18
    for uitkomst in ("ongegrond", "ingetrokken"):
        per_wet = parts(f"bezwaarschriften.*.{uitkomst}").values()
        assert sum(per_wet) == TEKST[f"3.2 tekst, bezwaarschriften, {uitkomst}"]
    assert TABEL["clienten.participatiewet.bijstand"] == TABEL["bijstand.totaal"]
    assert TABEL["clienten.participatiewet.bijzondere-bijstand"] == TABEL["bijzondere_bijstand.totaal"]


def test_arithmetic_of_the_running_text() -> None:
    spar = [TEKST[f"3.1 tekst, sparmomenten, {naam}"] for naam in ("totaal", "eigen netwerk", "overige")]
    assert spar[0] == spar[1] + spar[2]
    assert sum(value for plaats, value in TEKST.items() if plaats.startswith("3.2 tekst, POH, ")) == 100
    delen = [TEKST[f"3.2 tekst, uitstroom {naam}, aandeel"] for naam in ("naar werk", "regulier verloop")]
    assert sum(delen) == pytest.approx(100, abs=0.01)
    algemeen = [value for plaats, value in TEKST.items() if "algemene kosten, " in plaats and value > 1]
    assert (len(algemeen), sum(algemeen)) == (7, 10_648_000)
    samen = TEKST["3.2 tekst, bijzondere bijstand, inwoners met een voorziening"]
    los = [TABEL[f"clienten.participatiewet.{soort}"] for soort in ("energietoeslag", "bijzondere-bijstand")]
    assert max(los) < samen < sum(los)


def test_the_share_of_youth_costs_fits_four_percelen_and_not_the_total() -> None:
    kosten = TEKST["3.1 tekst, jeugd, kosten 14 tot 18"]
    vier = ("breed-spectrumaanbieders", "ambulante-behandeling-jeugd", "lta-jeugd", "gezond-opgroeien")
    werkelijk = parts("begroting.jeugdwet.*.werkelijk")
    assert compare(45, 100 * kosten / sum(werkelijk[perceel] for perceel in vier), "bijna")
    assert 100 * kosten / werkelijk["totaal"] == pytest.approx(30.16, abs=0.01)


def test_the_list_for_readers_is_complete_and_quotes_the_report() -> None:
    header, rows = read(HERE.parents[1] / "data" / "2023" / "tegenstrijdigheden.csv")
    assert header == ["nummer", "plaats_1", "zegt_1", "plaats_2", "zegt_2", "uitleg", "in_dit_rapport"]
    assert [rij["nummer"] for rij in rows] == [str(nummer) for nummer in range(1, len(rows) + 1)]
    assert all(all(rij.values()) for rij in rows)
    known = {float(rij["waarde"]) for rij in RIJEN}
    for rij in rows:
        for plaats, zegt in ((rij["plaats_1"], rij["zegt_1"]), (rij["plaats_2"], rij["zegt_2"])):
            if plaats.startswith(("Hoofdstuk 2", "Hoofdstuk 3", "Hoofdstuk 4")):
                assert {read_number(text) for text in GETAL.findall(zegt)} <= known, rij["nummer"]
