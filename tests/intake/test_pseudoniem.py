"""Pseudonyms: the same under the same key, other fields as they were, and never a value in a message."""

import csv
import io
import os
import stat
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sdreport.errors import ConfigurationError
from sdreport.intake.catalogue.datasets import DATASETS
from sdreport.intake.pseudonym import Pseudoniemen, find_kolommen, pseudonymise, split_raw

SLEUTEL = "q8Zr1-een-sleutel-van-minstens-32-tekens"
EXTRACT = (
    b'toewijzingnummer;clientnummer;tekst\r\n1;"123456782"; a "b" \r\n\r\n'
    b'2; 123456782\xc2\xa0;"x;\r\ny"\r\n3;;=1+1\r\n'
)


def run(
    folder: Path, content: bytes, kolommen: tuple[str, ...] = ("clientnummer",), sleutel: str = SLEUTEL
) -> bytes:
    (folder / "in.csv").write_bytes(content)
    target = folder / "uit.csv"
    target.unlink(missing_ok=True)
    pseudonymise(folder / "in.csv", target, kolommen, sleutel)
    return target.read_bytes()


def test_a_pseudonym_depends_on_key_and_value_only() -> None:
    one = Pseudoniemen(SLEUTEL)
    assert (
        one.make("123456782") == one.make(" 123456782\u00a0") == Pseudoniemen(SLEUTEL).make("1234\u200b56782")
    )
    assert one.make("123456782") != Pseudoniemen(SLEUTEL + "x").make("123456782")
    assert one.make("00123") != one.make("123")
    assert one.make(" ") == ""
    assert len(one.make("x")) == 17 and one.make("x").startswith("P")


@pytest.mark.parametrize("nothing", ["", " ", "NULL", "(null)", r"\N"])
def test_what_says_that_there_is_no_value_is_no_person(nothing: str) -> None:
    """All of them would otherwise be one person with all that they have together."""
    assert Pseudoniemen(SLEUTEL).make(nothing) == ""
    for word in ("NA", "n.v.t.", "-", "(leeg)"):  # the gate tells of these
        assert Pseudoniemen(SLEUTEL).make(word) == word
    for key in ("N123", "NAN1", "na", "x", "Leegwater"):
        assert Pseudoniemen(SLEUTEL).make(key).startswith("P")


def test_what_keeps_a_spreadsheet_from_computing_is_no_part_of_a_key(tmp_path: Path) -> None:
    """As the reader sees it: a sender who writes ="000888" and one who does not mean the same person."""
    made = Pseudoniemen(SLEUTEL).make("C000888")
    assert [Pseudoniemen(SLEUTEL).make(text) for text in ('="C000888"', "'C000888", ' ="C000888" ')] == [
        made
    ] * 3
    assert Pseudoniemen(SLEUTEL).make('=""') == ""
    content = b'clientnummer;bedrag\n="C000888";1\n"=""C000888""";2\nC000888;3\n'
    assert run(tmp_path, content) == b"clientnummer;bedrag\n%b;1\n%b;2\n%b;3\n" % ((made.encode(),) * 3)


def test_other_fields_stay_byte_for_byte(tmp_path: Path) -> None:
    name = Pseudoniemen(SLEUTEL).make("123456782").encode()
    expected = EXTRACT.replace(b'"123456782"', name).replace(b" 123456782\xc2\xa0", name)
    assert run(tmp_path, EXTRACT) == expected
    assert stat.S_IMODE((tmp_path / "uit.csv").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "content",
    ["clientnummer;x\n123;caf\xe9\n".encode("cp1252"), b"\xef\xbb\xbfclientnummer,x\r\n123,\xc3\xa9"],
)
def test_encodings_and_separators_are_those_of_the_reader(tmp_path: Path, content: bytes) -> None:
    assert run(tmp_path, content) == content.replace(b"123", Pseudoniemen(SLEUTEL).make("123").encode())


def test_names_of_columns_are_found_as_the_reader_finds_them(tmp_path: Path) -> None:
    """A column that is missed for its spelling would keep its real numbers."""
    (tmp_path / "in.csv").write_bytes(b"Cli\xc3\xabnt nummer;PARTNER_CLIENTNUMMER;bedrag\n111;222;3\n")
    kolommen, optioneel = ["clientnummer"], ["partner_clientnummer", "huishoudnummer"]
    done = pseudonymise(tmp_path / "in.csv", tmp_path / "uit.csv", kolommen, SLEUTEL, optioneel)
    assert done == (1, ["Cliënt nummer", "PARTNER_CLIENTNUMMER"])
    made = [Pseudoniemen(SLEUTEL).make(one) for one in ("111", "222")]
    assert (tmp_path / "uit.csv").read_text("utf-8").splitlines()[1] == ";".join([*made, "3"])


def test_unicode_text_of_a_spreadsheet_becomes_utf8(tmp_path: Path) -> None:
    content = "clientnummer\tx\r\n123\té\r\n"
    expected = content.replace("123", Pseudoniemen(SLEUTEL).make("123")).encode()
    assert run(tmp_path, content.encode("utf-16")) == expected


def test_a_title_goes_and_what_says_the_separator_and_the_totals_stay(tmp_path: Path) -> None:
    made = Pseudoniemen(SLEUTEL).make("123").encode()
    content = b"sep=|\r\nOverzicht van GEHEIM\r\nclientnummer|bedrag\r\n123|4\r\nTotaal|4\r\n"
    expected = b"sep=|\r\n\r\nclientnummer|bedrag\r\n%b|4\r\nTotaal|4\r\n" % made
    assert run(tmp_path, content) == expected


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_a_header_that_is_there_again_is_no_person(bom: bytes, tmp_path: Path) -> None:
    made = Pseudoniemen(SLEUTEL).make("123").encode()
    content = bom + b"clientnummer;bedrag\n123;4\nclientnummer;bedrag\n123;5\n"
    assert run(tmp_path, content) == content.replace(b"123", made)


def test_extracts_can_still_be_joined(tmp_path: Path) -> None:
    one = run(tmp_path, b"clientnummer\nC1\nC2\n").split()[1:]
    two = run(tmp_path, b"x;clientnummer\n1;C2\n2;C1\n").splitlines()[1:]
    assert [line.split(b";")[1] for line in two] == one[::-1]


def test_a_workbook_becomes_a_csv(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["clientnummer", "tekst"], [123456782, "a;b"], ["C2", None]):
        book.active.append(row)
    book.save(tmp_path / "in.xlsx")
    assert pseudonymise(tmp_path / "in.xlsx", tmp_path / "uit.csv", ["clientnummer"], SLEUTEL) == (
        2,
        ["clientnummer"],
    )
    make = Pseudoniemen(SLEUTEL).make
    told = (tmp_path / "uit.csv").read_text(encoding="utf-8")
    assert told == f'clientnummer;tekst\n{make("123456782")};"a;b"\n{make("C2")};\n'


@pytest.mark.parametrize("sleutel", ["", "kort", "a" * 40, "ab" * 20])
def test_a_key_that_can_be_guessed_is_refused(sleutel: str) -> None:
    with pytest.raises(ConfigurationError, match="SDREPORT_SLEUTEL"):
        Pseudoniemen(sleutel)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"clientnummer;x\nGEHEIM\n", "regel 2: het aantal velden"),
        (b'clientnummer;x\nGEHEIM;"a\n', "aanhalingsteken"),
        (b'clientnummer;x\n"GEHEIM"1;a\n', "aanhalingsteken"),
        (b"nummer;x\nGEHEIM;a\n", "clientnummer één keer"),
        (b"clientnummer;clientnummer\nGEHEIM;a\n", "clientnummer één keer"),
        (b"clientnummer;x\nGEHEIM\x00;a\n", "tekenset"),
        (b"clientnummer;x\nGEHEIM;a\rb\n", "los regeleinde"),
        (b"", "leeg"),
        (b"GEHEIM;a;b\nclientnummer;x;y\nC1;1;2\n", "regel 1: boven de kopregel staan gegevens"),
    ],
)
def test_what_could_let_a_value_through_is_refused_and_leaves_nothing(
    tmp_path: Path, content: bytes, message: str
) -> None:
    with pytest.raises(ConfigurationError, match=message) as caught:
        run(tmp_path, content)
    assert "GEHEIM" not in str(caught.value)
    assert [path.name for path in tmp_path.iterdir()] == ["in.csv"]


def test_an_existing_file_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_bytes(EXTRACT)
    with pytest.raises(ConfigurationError, match="al rijen"):
        pseudonymise(tmp_path / "in.csv", tmp_path / "in.csv", ["clientnummer"], SLEUTEL)
    (tmp_path / "uit.csv").write_bytes(b"a;b\n1;2\n")
    with pytest.raises(ConfigurationError, match=r"uit\.csv.*al rijen"):
        pseudonymise(tmp_path / "in.csv", tmp_path / "uit.csv", ["clientnummer"], SLEUTEL)


def test_the_empty_extract_of_a_new_project_is_filled(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_bytes(EXTRACT)
    (tmp_path / "uit.csv").write_text(";".join(DATASETS["toewijzingen"].column_names) + "\n")
    rows, _ = pseudonymise(tmp_path / "in.csv", tmp_path / "uit.csv", ["clientnummer"], SLEUTEL)
    assert rows == 3 and b"123456782" not in (tmp_path / "uit.csv").read_bytes()


def test_two_values_never_get_one_pseudonym(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sdreport.intake.pseudonym.BYTES", 1)
    one = Pseudoniemen(SLEUTEL)
    assert len({one.make(str(number)) for number in range(3)}) == 3
    one.check_different()
    for number in range(300):
        one.make(str(number))
    with pytest.raises(ConfigurationError, match="hetzelfde pseudoniem"):
        one.check_different()


texts = st.lists(st.lists(st.text('ab";\n\r é=', max_size=6), min_size=3, max_size=3), min_size=1, max_size=5)


@settings(max_examples=150, deadline=None)
@given(texts)
def test_raw_fields_are_those_of_the_csv_module(rows: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_ALL).writerows(rows)
    raw = out.getvalue().encode()
    records = list(split_raw(io.BytesIO(raw), b";"))
    assert b"".join(b";".join(fields) + end for _, fields, end in records) == raw
    read = [[f.decode()[1:-1].replace('""', '"') for f in fields] for _, fields, _ in records]
    assert read == rows


def test_columns_of_the_catalogue() -> None:
    assert find_kolommen(DATASETS["toewijzingen"]) == ["toewijzingnummer", "clientnummer"]
    assert find_kolommen(DATASETS["plannen"]) == []


def test_the_command_tells_rows_and_columns_and_no_value(tmp_path: Path) -> None:
    (tmp_path / "bron.csv").write_bytes(EXTRACT)
    command = [
        sys.executable,
        "-m",
        "sdreport",
        "pseudonymise",
        "bron.csv",
        "uit.csv",
        "--kolom",
        "clientnummer",
    ]
    env = {**os.environ, "PYTHONUTF8": "1", "SDREPORT_SLEUTEL": SLEUTEL}
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Klaar: 3 rijen, met pseudoniemen in clientnummer.")
    assert "123456782" not in (tmp_path / "uit.csv").read_text(encoding="utf-8") + done.stdout
    again = subprocess.run(
        command, cwd=tmp_path, env={**env, "SDREPORT_SLEUTEL": ""}, capture_output=True, check=False
    )
    assert again.returncode == 2 and SLEUTEL.encode() not in again.stderr
