"""All extracts of a report together: keys that lost their zeros, and files that somebody is still writing."""

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from variantenhulp import BASIS, NAMEN, PROEF, Rijen, put_csv, put_xlsx, to_csv, to_fields

from sdreport.intake import deliveries, reader
from sdreport.intake.deliveries import read_leveringen
from sdreport.intake.large import read as large_read
from sdreport.intake.large.read import Levering
from sdreport.intake.source.files import TextRows, read_rows

ANDER = dataclasses.replace(PROEF, slug="ander")
GRENZEN = pytest.mark.parametrize("grens", [3, 50_000], ids=["groot", "klein"])


def deliver(folder: Path, proef: str, ander: str, grens: int) -> tuple[Levering, Levering]:
    (folder / "proef.csv").write_text(proef, encoding="utf-8")
    (folder / "ander.csv").write_text(ander, encoding="utf-8")
    first, second = read_leveringen(folder, [PROEF, ANDER], grens)
    return first, second


def with_keys(make: Callable[[str], str]) -> str:
    return to_csv(to_fields(anders={"clientnummer": lambda text: make(text[1:])}))


def told(levering: Levering) -> list[tuple[str, str, tuple[int, ...]]]:
    return [
        (item.regel.partition(".")[2], item.kolom, tuple(item.regelnummers)) for item in levering.bevindingen
    ]


def short_lines(rijen: Rijen = BASIS) -> tuple[int, ...]:
    return tuple(line for line, rij in enumerate(rijen, start=2) if rij["clientnummer"][1] == "0")


@GRENZEN
def test_zeros_that_another_extract_still_has_are_missed(grens: int, tmp_path: Path) -> None:
    proef, ander = deliver(tmp_path, with_keys(str), with_keys(lambda text: str(int(text))), grens)
    assert told(proef) == []
    assert told(ander) == [("voorloopnul", "clientnummer", short_lines())]
    assert "6 cijfers" in ander.bevindingen[0].wat


@GRENZEN
def test_zeros_that_other_rows_still_have_are_missed(grens: int, tmp_path: Path) -> None:
    last = BASIS[-1]["clientnummer"][1:]
    proef, _ = deliver(
        tmp_path, with_keys(lambda text: str(int(text)) if text == last else text), to_csv(), grens
    )
    assert told(proef) == [("voorloopnul", "clientnummer", (8,))]


@GRENZEN
@pytest.mark.parametrize(
    ("one", "two"),
    [
        (str, str),
        (
            lambda text: str(int(text)),
            lambda text: str(int(text)),
        ),  # lost everywhere: each person is still one
        (lambda text: f"P{text}", lambda text: str(int(text))),
        (str, lambda text: f"{int(text) + 100_000}"),
    ],
)
def test_keys_of_one_length_or_without_zeros_are_left_alone(
    one: Callable[[str], str], two: Callable[[str], str], grens: int, tmp_path: Path
) -> None:
    proef, ander = deliver(tmp_path, with_keys(one), with_keys(two), grens)
    assert (told(proef), told(ander)) == ([], [])


@GRENZEN
def test_a_code_of_its_own_is_compared_within_its_extract_only(grens: int, tmp_path: Path) -> None:
    whole = to_csv(to_fields(anders={"reden_beeindiging": lambda text: text.zfill(2) if text else ""}))
    bare = to_csv(to_fields(anders={"reden_beeindiging": lambda text: text.lstrip("0")}))
    proef, ander = deliver(tmp_path, whole, bare, grens)
    assert (told(proef), told(ander)) == ([], [])
    mixed = to_csv(to_fields(anders={"reden_beeindiging": lambda text: text.replace("04", "4")}))
    assert told(deliver(tmp_path, mixed, whole, grens)[0]) == [("voorloopnul", "reden_beeindiging", (6,))]


def test_a_code_with_a_list_is_left_to_its_list(tmp_path: Path) -> None:
    columns = [
        dataclasses.replace(column, codelijst="x") if column.name == "reden_beeindiging" else column
        for column in PROEF.columns
    ]
    mixed = to_csv(to_fields(anders={"reden_beeindiging": lambda text: text.replace("04", "4")}))
    (delivery,) = read_leveringen(
        put_csv(tmp_path, mixed), [dataclasses.replace(PROEF, columns=tuple(columns))]
    )
    assert delivery.bevindingen == ()


def test_zeros_that_a_workbook_lost_are_told_with_their_cells(tmp_path: Path) -> None:
    def retype(sheet: Any) -> None:
        for row, rij in enumerate(BASIS, start=2):
            sheet.cell(row, 2, int(rij["clientnummer"][1:]))

    (tmp_path / "ander.csv").write_text(with_keys(str), encoding="utf-8")
    proef, _ = read_leveringen(put_xlsx(tmp_path, retype), [PROEF, ANDER])
    (finding,) = proef.bevindingen
    assert finding.cellen == tuple(f"B{line}" for line in short_lines())


def test_a_code_that_is_a_number_in_a_workbook_keeps_its_point(tmp_path: Path) -> None:
    codes = [6.6, 6.71, 0.1, 7, 12.0, 6.82, 1]

    def retype(sheet: Any) -> None:
        for row, code in enumerate(codes, start=2):
            sheet.cell(row, NAMEN.index("reden_beeindiging") + 1, code)

    (delivery,) = read_leveringen(put_xlsx(tmp_path, retype), [PROEF])
    assert delivery.bevindingen == ()
    assert delivery.table is not None
    assert list(delivery.table["reden_beeindiging"]) == ["6.6", "6.71", "0.1", "7", "12", "6.82", "1"]


def grow(path: Path) -> None:
    with path.open("ab") as stream:
        stream.write(b"x")


def test_a_file_that_grows_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_slowly(path: Path, *rest: Any) -> TextRows:
        rows = read_rows(path, *rest)
        grow(path)
        return rows

    monkeypatch.setattr(reader, "read_rows", read_slowly)
    (delivery,) = read_leveringen(put_csv(tmp_path, to_csv()), [PROEF])
    assert (told(delivery), delivery.table) == ([("bestand_veranderd", "", ())], None)


def test_a_large_file_that_grows_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def scan_slowly(path: Path) -> object:
        known = scan(path)
        grow(path)
        return known

    scan = large_read.scan_file
    monkeypatch.setattr(large_read, "scan_file", scan_slowly)
    (delivery,) = read_leveringen(put_csv(tmp_path, to_csv()), [PROEF], 3)
    assert (told(delivery), delivery.table) == ([("bestand_veranderd", "", ())], None)


@GRENZEN
@pytest.mark.parametrize("change", [grow, Path.unlink], ids=["grows", "goes"])
def test_a_file_that_changes_while_another_is_read_is_refused(
    change: Callable[[Path], None], grens: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look(folder: Path, dataset: object) -> object:
        if dataset is ANDER:
            change(folder / "proef.csv")
        return look_at(folder, dataset)

    look_at = deliveries._look_at
    monkeypatch.setattr(deliveries, "_look_at", look)
    proef, ander = deliver(tmp_path, to_csv(), to_csv(), grens)
    assert (told(proef), proef.table) == ([("bestand_veranderd", "", ())], None)
    assert told(ander) == []
