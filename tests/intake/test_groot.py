"""The reader of large extracts gives what the reader of small ones gives: the same values, the same findings."""

import dataclasses
import gc
from pathlib import Path

import pytest
from lezerhulp import GOED, KOP, PROEF, read_both, write

from sdreport.intake.catalogue.datasets import DATASETS
from sdreport.intake.deliveries import read_leveringen
from sdreport.intake.large import line_list as regellijst
from sdreport.intake.large import read as groot
from sdreport.intake.large import scan as verkenning
from sdreport.intake.large.frames import Frames
from sdreport.intake.large.line_list import LineList
from sdreport.intake.large.read import GroteLevering, GroteTabel, is_groot, read_groot
from sdreport.intake.large.storage import Storage

DATA = Path(__file__).parents[2] / "data" / "2023"


@pytest.mark.parametrize("slug", DATASETS)
def test_example_extracts(slug: str, storage: Storage) -> None:
    read_both(DATA, DATASETS[slug], storage)


@pytest.mark.parametrize("einde", ["\n", ""])
@pytest.mark.parametrize(
    "regel", ["{}A1;1;1,00;1-2-2023;x", "A1{};1;1,00;1-2-2023;x", "A1;1;1,00;1-2-2023;x{}"]
)
def test_a_blank_of_any_kind_at_the_edge_of_a_field(
    regel: str, einde: str, storage: Storage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also when it stands there once, in a file in which no other field has to be cleaned, and on two blocks: what is
    seen of a file on a first pass is all that a reader knows of blocks.
    """
    for sign in VREEMD_WIT:
        folder = write(tmp_path, f"{KOP}\n{GOED}\n{regel.format(sign)}{einde}")
        read_both(folder, PROEF, storage)
        whole = verkenning.scan_file(folder / "proef.csv")
        for blok in (2, 3, 5):
            with monkeypatch.context() as patch:
                patch.setattr(verkenning, "BLOK", blok)
                assert verkenning.scan_file(folder / "proef.csv") == whole


VREEMD_WIT = [chr(code) for code in (*range(1, 10), *range(11, 13), *range(14, 34), 0x85, 0xA0, 0xAD, 0x1680, 0x180E,
              *range(0x2000, 0x2010), 0x2028, 0x2029, 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF)]  # fmt: skip
DAGEN = (
    "01-01-0000",
    "01-01-0001",
    "31-12-9999",
    "29-02-2023",
    "29-02-2024",
    "00-01-2023",
    "1-1-2023",
    "01-13-2023",
)
LASTIG: dict[str, str | bytes] = {
    "wit": "\n".join(
        [KOP, *(f"{sign}A{sign}b{sign};{sign}1;{sign}1,00;{sign}1-2-2023;{sign}" for sign in VREEMD_WIT)]
    ),
    "dagen": "\n".join([KOP, *(f"A1;1;1,00;{day};x" for day in DAGEN)]),
    "leeg": "",
    "alleen een kop": f"{KOP}\n",
    "kop zonder regeleinde": KOP,
    "zonder regeleinde aan het eind": f"{KOP}\n{GOED}",
    "windows-regeleinden": f"{KOP}\r\n{GOED}\r\nA2;x;1;2;3\r\n",
    "gemengde regeleinden": f"{KOP}\r\n{GOED}\nA2;x;1;2;3\r\n",
    "oude mac": f"{KOP}\r{GOED}\rA2;x;1;2;3\r",
    "losse return in een veld": f"{KOP}\n{GOED}\nA2;1;1;01-01-2023;a\rb\n{GOED}\n",
    "lege regels": f"\n\n{KOP}\n\n{GOED}\n  \n;;;;\nA2;x;;;\n\n",
    "regels van wit": f"{KOP}\n   ;\t;;;\n{GOED}\n \n",
    "te kort en te lang": f"{KOP}\n1;2\n{GOED}\n1;2;3;4;5;6\n{GOED}\n1;2;3;4;5;6;7;8\n{GOED}x\n",
    "een veld te lang": f"{KOP}\n{GOED};\n{GOED}\n{GOED};x\n",
    "een veld te kort": f"{KOP}\nA1;1;1,00;01-02-2023\n{GOED}\n",
    "aanhalingstekens": '"sleutel";aantal;bedrag;datum;tekst\n"A1";"1";"1,00";"01-02-2023";"x;y ""z"""\n',
    "regeleinden in een veld": f'{KOP}\nA1;1;1;01-02-2023;"a\nb\r\nc\x1fd\x1ae"\nA2;x;;;\n',
    "aanhalingsteken midden in een veld": f'{KOP}\nA"1;1;1;01-02-2023;x "y"\n{GOED}\n',
    "spatie voor aanhalingsteken": f'{KOP}\nA1;1;1;01-02-2023; "x;y"\n{GOED}\n',
    "niet gesloten": f'{KOP}\n{GOED}\nA2;1;1;01-02-2023;"x\n{GOED}\n',
    "tekst na sluiten": f'{KOP}\n{GOED}\nA2;1;1;01-02-2023;"x"y\n{GOED}\n',
    "bom": b"\xef\xbb\xbf" + f"{KOP}\n{GOED}é\n".encode(),
    "bom en kapot": b"\xef\xbb\xbf" + f"{KOP}\n{GOED}".encode() + b"\xe9\n",
    "windows-1252": f"{KOP}\n{GOED}\nA2;1;€ 12,50;01-02-2023;caf\xe9\n".encode("cp1252"),
    "windows-1252 met aanhalingstekens": f'{KOP}\nA2;1;€ 12,50;01-02-2023;"caf\xe9"\n'.encode("cp1252"),
    "geen van beide": f"{KOP}\n{GOED}\n".encode() + b"A\x81;\xe9;;;\n",
    "utf-16": f"{KOP}\n{GOED}é\n".encode("utf-16"),
    "utf-16 met tabs": f"{KOP}\r\n{GOED}\r\nA2;x;1;2;3".replace(";", "\t").encode("utf-16"),
    "utf-16 met aanhalingstekens": f'\ufeff{KOP}\nA1;1;1,00;01-02-2023;"\u0a0d\n😀"\n'.encode("utf-16-be"),
    "utf-16 afgebroken": f"{KOP}\n{GOED}\n".encode("utf-16")[:-1],
    "utf-16 met een halve letter": f"{KOP}\n".encode("utf-16") + b"\x00\xd8\n\x00",
    "utf-16 met nul": f"{KOP}\nA\x00;1;;;\n".encode("utf-16"),
    "utf-16 zonder kenmerk": f"{KOP}\n{GOED}\n".encode("utf-16-le"),
    "utf-32": f"{KOP}\n{GOED}\n".encode("utf-32"),
    "webpagina in utf-16": "<html>".encode("utf-16"),
    "nul": f"{KOP}\n{GOED}\nA\x002;1;;;\n",
    "komma": f"{KOP}\n{GOED}\n".replace(",", ".").replace(";", ","),
    "andere volgorde": "tekst;datum;bedrag;aantal;sleutel\nx;01-02-2023;1,00;1;A1\n",
    "kolom te veel": f"{KOP};extra\n{GOED};z\nA2;1;x;1;1;1\n",
    "kolom te weinig": "sleutel;aantal;bedrag;datum\nA1;x;1,00;01-02-2023\n",
    "kolom dubbel": f"{KOP};aantal\n{GOED};x\n",
    "andere kop": "a;b\n1;2\n",
    "alles onleesbaar": f"{KOP}\nA1;x;y;z;\n",
    "lang veld": f"{KOP}\n{GOED}\nA2;1;1;01-02-2023;{'x' * 131_073}\n{GOED}\n",
    "net niet te lang": f"{KOP}\nA2;1;1;01-02-2023;{'x' * 131_072}\n{GOED}\n",
    "lange regel": f"{KOP}\nA2;1;1;{'y' * 131_000};{'x' * 131_072}\n{GOED}\n",
    "codes": f'{KOP}\n1,5E+11;1;1;1-1-2023;="x"\n=\'A;1;1;1-1-2023;\'t\n\'007;1;1;1-1-2023;=""\n',
    "een beslist voor alle": f"{KOP}\n{GOED}\n"
    + "A1;1.234;1.234;01-02-2023;x\n" * 3000
    + "A1;1;2572.65;2023-02-01;x\n",
    "het begin beslist anders": f"{KOP}\n" + "A1;1;1.234;01/02/2023;x\n" * 3000 + "A1;1;5,00;31/12/2023;x\n",
    "dos": f"{KOP}\n{GOED}\nA2;1;1;01-02-2023;caf\xe9\n".encode("cp850"),
    "dos op de rand": (KOP + "\n" + f"{GOED}\n" * 40 + "A2;1;1;01-02-2023;geïnd\n").encode("cp437"),
    "werkmap": b"PK\x03\x04" + KOP.encode(),
    "webpagina": b" \n<HTML>",
    "te weinig kop": f"sleutel;aantal\n{GOED}\n",
    "kop ver weg": "titel\n" * 29 + f"{KOP}\n{GOED}\n",
    "kop te ver weg": "titel\n" * 30 + f"{KOP}\n{GOED}\n",
    "records boven de kop": f"{GOED}\n{GOED}\n{KOP}\n{GOED}\n",
    "totalen": f"{KOP}\n{GOED}\n{GOED}\nSubtotaal;;2,00;;\nTotaal;2;;;\n\n",
    "totalen met aanhalingstekens": f'{KOP}\n{GOED}\n"{GOED}"\n"Totaal";"";"1.000,00";;\n',
    "afgebroken getal": "datum;tekst;sleutel;aantal;bedrag\n01-02-2023;x;A1;1;41,44\n"
    "01-02-2023;x;A1;1;12,50\n1-1-2023;x;A;1;4",
    "afgebroken woord": f"{KOP}\n{GOED}yz\n{GOED}yz\n{GOED}y",
    "naamloze kolommen": f"{KOP};;\n{GOED};;\n{GOED}; ;\n",
    "naamloze kolom met inhoud": f"{KOP};;\n{GOED};;\n{GOED};;x\n",
    "vreemde tekens": f"{KOP}\n#A1;1;1;01-02-2023;'\\n\n--;1;1;01-02-2023;\ufeff\u2028x\x85y\nNULL;;;;nan\n",
}


@pytest.mark.parametrize("name", LASTIG)
def test_nasty_files(name: str, tmp_path: Path, storage: Storage) -> None:
    read_both(write(tmp_path, LASTIG[name]), PROEF, storage)


def test_missing_file(tmp_path: Path, storage: Storage) -> None:
    assert read_groot(tmp_path, PROEF, storage).table is None


def test_folder_that_looks_like_a_pattern(tmp_path: Path, storage: Storage) -> None:
    read_both(write(tmp_path / "a[1]'*?", f"{KOP}\n{GOED}\n"), PROEF, storage)


@pytest.mark.parametrize("block", [1, 2, 3, 7])
@pytest.mark.parametrize(
    "name", ["windows-1252", "bom en kapot", "geen van beide", "windows-regeleinden", "bom"]
)
def test_blocks_may_fall_anywhere(
    name: str, block: int, tmp_path: Path, storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verkenning, "BLOK", block)
    read_both(write(tmp_path, LASTIG[name]), PROEF, storage)


def test_many_bad_lines_stay_on_disk(
    tmp_path: Path, storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(regellijst, "IN_GEHEUGEN", 5)
    write(tmp_path, "\n".join([KOP, GOED, *["A2;x;1;01-01-2023;"] * 20]))
    lines = read_groot(tmp_path, PROEF, storage).bevindingen[0].regelnummers
    assert isinstance(lines, LineList)
    assert (len(lines), lines[:3], lines[-1], list(lines)[4]) == (20, (3, 4, 5), 22, 7)
    assert lines == tuple(range(3, 23))
    assert lines != tuple(range(3, 22))
    assert lines.path.read_text().split() == [str(line) for line in range(3, 23)]
    assert 22 in lines
    read_both(tmp_path, PROEF, storage)


def test_one_endless_line_is_a_finding(
    tmp_path: Path, storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verkenning, "BLOK", 10)
    monkeypatch.setattr(verkenning, "LONGEST_LINE", 1000)
    write(tmp_path, f"{KOP}\n{GOED}\n{'x' * 2000}\n")
    (finding,) = read_groot(tmp_path, PROEF, storage).bevindingen
    assert (finding.regel, finding.regelnummers) == ("proef.regel_te_lang", (3,))


def test_what_is_large(tmp_path: Path) -> None:
    write(tmp_path, f"{KOP}\n" + f"{GOED}\n" * 10)
    assert is_groot(tmp_path, "proef", 9)
    assert not is_groot(tmp_path, "proef", 10)
    assert not is_groot(tmp_path, "ander", 0)


def test_nothing_is_left_behind(tmp_path: Path) -> None:
    work = tmp_path / "werk"
    work.mkdir()
    write(tmp_path / "data", f"{KOP}\n{GOED}\n" + "A2;x;;;\n" * 20)
    with Storage(work) as store:
        read_groot(tmp_path / "data", PROEF, store)
        (folder,) = work.iterdir()
        assert sorted(path.name for path in folder.iterdir() if path.is_dir()) in ([], ["tijdelijk"])
    assert list(work.iterdir()) == []


def test_line_numbers_hold_over_all_of_a_long_file(tmp_path: Path, storage: Storage) -> None:
    rows = [f"A{n};{n};{n},50;01-02-2023;{'x' * (n % 50)}" for n in range(2, 300_001)]
    for n in (2, 122_881, 200_000, 299_999):
        rows[n - 2] = rows[n - 2].replace("01-02-2023", "30-02-2023")
    rows[150_000] += ";"
    write(tmp_path, "\n".join([KOP, *rows]))
    levering = read_groot(tmp_path, PROEF, storage)
    assert levering.table is not None
    query = f"SELECT count(*) FROM {levering.table.naam} WHERE regelnummer = aantal AND bedrag = aantal + 0.5"
    assert storage.execute(query) == [(299_994,)]
    assert len(levering.table) == 299_994
    assert [tuple(finding.regelnummers) for finding in levering.bevindingen] == [
        (150_002,),
        (2, 122_881, 200_000, 299_999),
    ]


def test_beside_a_large_extract_every_csv_goes_into_its_store(tmp_path: Path) -> None:
    write(tmp_path, f"{KOP}\n" + f"{GOED}\n" * 3)
    (tmp_path / "klein.csv").write_text(f"{KOP}\n{GOED}\n")
    datasets = [PROEF, dataclasses.replace(PROEF, slug="klein"), dataclasses.replace(PROEF, slug="weg")]
    groot, klein, weg = read_leveringen(tmp_path, datasets, 2)
    assert isinstance(groot, GroteLevering) and isinstance(klein, GroteLevering)
    assert groot.table is not None and klein.table is not None and weg.table is None
    assert groot.table.storage is klein.table.storage
    folder = groot.table.storage.map
    assert folder.is_dir()
    del groot, klein
    gc.collect()
    assert not folder.exists()


def test_a_huge_file_is_large_however_few_its_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(groot, "GROOT_BESTAND", 10)
    assert is_groot(write(tmp_path, f"{KOP}\n"), "proef", 1000)


def test_whether_an_extract_is_there_is_seen_without_taking_it_out_of_the_store(
    tmp_path: Path, storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = read_groot(write(tmp_path, f"{KOP}\n{GOED}\n"), PROEF, storage).table
    assert table is not None
    monkeypatch.setattr(GroteTabel, "to_frame", pytest.fail)
    frames = Frames({"proef": table})
    assert "proef" in frames and {"proef"} <= frames.keys() and "weg" not in frames


@pytest.mark.parametrize(
    ("keys", "oplopend"), [("A1 A2 A3", "sleutel"), ("A1 A2 A2", ""), ("A1 A3 A2", ""), ("A1 - A2", "")]
)
def test_a_key_that_is_higher_on_each_line(
    keys: str, oplopend: str, tmp_path: Path, storage: Storage
) -> None:
    lines = [GOED.replace("A1", key.strip("-")) for key in keys.split()]
    table = read_groot(write(tmp_path, "\n".join([KOP, *lines, ""])), PROEF, storage).table
    assert table is not None
    assert table.oplopend == oplopend
