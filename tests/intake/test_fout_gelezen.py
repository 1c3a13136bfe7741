"""What would be read wrong without a word is told: once, with its line or cell and its reason."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lezerhulp import read_both
from variantenhulp import BASIS, NAMEN, PROEF, put_csv, to_csv, to_fields, write_datums

from sdreport.intake.catalogue.datasets import DATASETS
from sdreport.intake.large.storage import Storage
from sdreport.intake.reader import read_delivery

Fout = tuple[str | bytes, str, str, tuple[int, ...]]
"""A file, and the rule, the column and the lines of the one finding."""


def fields(column: str, *texts: str) -> str:
    """The extract with other texts in the first fields of a column."""
    rows = to_fields()
    for row, text in zip(rows, texts, strict=False):
        row[NAMEN.index(column)] = text
    return to_csv(rows)


def all_of(column: str, text: Callable[[Any], str]) -> str:
    return to_csv(to_fields(anders={column: text}))


def last(column: str, text: str) -> str:
    """The extract with that column at the end, cut off there: the last field is what is left of it."""
    order = [*(name for name in NAMEN if name != column), column]
    rows = [[row[NAMEN.index(name)] for name in order] for row in to_fields()]
    rows[-1][-1] = text
    return to_csv(rows, order).removesuffix("\r\n")


def cut(text: str) -> str:
    """The extract cut off in its last line, before this text."""
    whole = to_csv()
    return whole[: whole.rindex(text)]


KOP = ";".join(NAMEN)
REGELS = tuple(range(2, len(BASIS) + 2))
RIJ = ";".join(to_fields()[0])
FOUTEN: dict[str, Fout] = {
    "één bedrag met een punt": (fields("bedrag", "2572.65"), "notatie_gemengd", "bedrag", (2,)),
    "twee bedragen met een punt": (fields("bedrag", "1,50", "1,234.56", "0.5"), "notatie_gemengd", "bedrag", (3, 4)),
    "één punt met drie cijfers": (
        all_of("bedrag", lambda cents: "1.234" if cents == 2176 else str(cents)), "notatie_onzeker", "bedrag", (2,)),
    "alleen punten met drie cijfers": (
        all_of("bedrag", lambda cents: f"{abs(cents) % 900 + 1}.250"), "notatie_onzeker", "bedrag", REGELS),
    "alleen komma's met drie cijfers": (
        all_of("bedrag", lambda cents: f"{abs(cents) % 900 + 1},250"), "notatie_onzeker", "bedrag", REGELS),
    "een duizendtal dat met 0 begint": (fields("bedrag", "0.275"), "notatie_gemengd", "bedrag", (2,)),
    "drie decimalen na een komma": (fields("bedrag", "21,765"), "leesbaar_bedrag", "bedrag", (2,)),
    "een kommagetal met echte decimalen": (fields("bedrag", "21,765432"), "leesbaar_bedrag", "bedrag", (2,)),
    "dollars": (fields("bedrag", "$ 21,76"), "leesbaar_bedrag", "bedrag", (2,)),
    "ponden erachter": (fields("bedrag", "21,76 GBP"), "leesbaar_bedrag", "bedrag", (2,)),
    "procent in een bedrag": (fields("bedrag", "21%"), "leesbaar_bedrag", "bedrag", (2,)),
    "procent in een getal": (fields("index_cijfer", "27,5%"), "leesbaar_decimaal", "index_cijfer", (2,)),
    "twee tekens": (fields("bedrag", "-21,76-"), "leesbaar_bedrag", "bedrag", (2,)),
    "min tussen haakjes": (fields("bedrag", "(-21,76)"), "leesbaar_bedrag", "bedrag", (2,)),
    "haakje niet gesloten": (fields("bedrag", "(21,76"), "leesbaar_bedrag", "bedrag", (2,)),
    "debet en credit": (fields("bedrag", "21,76 CR"), "leesbaar_bedrag", "bedrag", (2,)),
    "groot getal van een rekenblad": (fields("bedrag", "1,23457E+11"), "leesbaar_bedrag", "bedrag", (2,)),
    "spatie op een andere plek": (fields("bedrag", "21 76,00"), "leesbaar_bedrag", "bedrag", (2,)),
    "een bereik": (fields("aantal", "3-5"), "leesbaar_getal", "aantal", (2,)),
    "een woord": (fields("aantal", "veel", "onbekend"), "leesbaar_getal", "aantal", (2, 3)),
    "een streepje": (fields("aantal", "-"), "leesbaar_getal", "aantal", (2,)),
    "een fout van een rekenblad": (fields("aantal", "#N/B"), "leesbaar_getal", "aantal", (2,)),
    "een half mens": (fields("aantal", "3,5"), "leesbaar_getal", "aantal", (2,)),
    "aantallen in duizenden met nullen": (
        all_of("aantal", lambda n: f"{n + 1}.000" if n < 999 else "2.000"), "notatie_onzeker", "aantal", REGELS),
    "ISO tussen Nederlandse datums": (fields("begindatum", "2023-01-01"), "notatie_gemengd", "begindatum", (2,)),
    "Nederlands tussen ISO-datums": (
        to_csv([["1", "C1", "01-01-2023", *to_fields()[0][3:]], *to_fields(BASIS[1:], write_datums("%Y-%m-%d"))]),
        "notatie_gemengd", "begindatum", (2,)),
    "twee cijfers tussen vier": (fields("begindatum", "01-01-23"), "notatie_gemengd", "begindatum", (2,)),
    "Amerikaanse datums": (
        to_csv(to_fields(anders=write_datums("%m/%d/%Y") | {"einddatum": lambda day: ""})),
        "notatie_onzeker", "begindatum", REGELS),
    "alleen eerste dagen met een schuine streep": (
        to_csv(to_fields([rij | {"begindatum": dt.date(2023, number + 1, 1), "einddatum": None}
                          for number, rij in enumerate(BASIS)], write_datums("%d/%m/%Y"))),
        "notatie_onzeker", "begindatum", REGELS),
    "eerste dagen met twee cijfers voor het jaar": (
        to_csv(to_fields([rij | {"begindatum": dt.date(2023, number + 1, 1), "einddatum": None}
                          for number, rij in enumerate(BASIS)], write_datums("%d-%m-%y"))),
        "notatie_onzeker", "begindatum", REGELS),
    "dagnummers van een rekenblad": (
        all_of("begindatum", lambda day: str((day - dt.date(1899, 12, 30)).days)),
        "notatie_serie", "begindatum", REGELS),
    "een eeuw die niet vaststaat": (
        all_of("begindatum", lambda day: f"{day:%d-%m}-45"), "leesbaar_datum", "begindatum", REGELS),
    "een dag die niet bestaat": (fields("begindatum", "31-02-2023"), "leesbaar_datum", "begindatum", (2,)),
    "een jaar 0": (fields("begindatum", "00-00-0000"), "leesbaar_datum", "begindatum", (2,)),
    "middernacht in een andere tijdzone": (
        to_csv(to_fields(anders={"begindatum": lambda day: f"{day:%Y-%m-%d}T23:00:00Z"})),
        "leesbaar_datum", "begindatum", REGELS),
    "middernacht zonder tijdzone": (
        to_csv(to_fields(anders={"begindatum": lambda day: f"{day:%d-%m-%Y} 22:00:00"})),
        "leesbaar_datum", "begindatum", REGELS),
    "het volgnummer van een dag": (fields("begindatum", "44927"), "notatie_serie", "begindatum", (2,)),
    "een kwartaal": (fields("begindatum", "2023-Q1"), "leesbaar_datum", "begindatum", (2,)),
    **{f"een code die een rekenblad heeft veranderd: {code}": (
           fields("clientnummer", code), "leesbaar_code", "clientnummer", (2,))
       for code in ("1,23457E+11", "1,2E+15", "1E+15", "12E+4", "888.0", "000888,00", "1-jan", "mrt-04", "6-6-2023",
                    "06-06-2023 00:00:00", "#N/B", "#REF!", "#WAARDE!", "########", "=000888", "=A1+1")},
    "een jaar waarin niemand leefde": (fields("begindatum", "1-1-0023"), "leesbaar_datum", "begindatum", (2,)),
    "een ander extract": (
        ";".join(DATASETS["bevolking"].column_names) + "\n" + "2023;stand;1;1;5\n" * 700, "kopregel", "", (1,)),
    "geen kopregel": (f"{RIJ}\n" * 9, "kopregel", "", (1,)),
    "records boven de kopregel": (f"{RIJ}\n{RIJ}\n{KOP}\n{RIJ}\n", "boven_kopregel", "", (1, 2)),
    "een kolom te veel": (to_csv([[*row, "x"] for row in to_fields()], [*NAMEN, "opmerking"]),
                          "kolom_onbekend", "opmerking", (1,)),
    "een kolom te weinig": (to_csv([row[:-1] for row in to_fields()], NAMEN[:-1]), "kolom_ontbreekt", "wijk", (1,)),
    "twee kolommen met dezelfde naam": (
        to_csv([[*row, "x"] for row in to_fields()], [*NAMEN, "WIJK"]), "kolom_dubbel", "wijk", (1,)),
    "een naamloze kolom met inhoud": (
        to_csv([[*row, "x"] for row in to_fields()], [*NAMEN, ""]), "kolom_onbekend", "nummer 11", (1,)),
    "een scheidingsteken te veel": (f"{KOP}\n{RIJ}\n{RIJ};\n{RIJ}\n", "aantal_velden", "", (3,)),
    "afgebroken in een bedrag": (last("bedrag", "4"), "regel_afgebroken", "", (8,)),
    "afgebroken na de komma": (last("bedrag", "41,"), "regel_afgebroken", "", (8,)),
    "afgebroken in de decimalen": (last("bedrag", "41,4"), "regel_afgebroken", "", (8,)),
    "afgebroken in een datum": (last("begindatum", "30-08-20"), "regel_afgebroken", "", (8,)),
    "afgebroken in een code": (last("sleutel", "0000"), "regel_afgebroken", "", (8,)),
    "afgebroken in een woord": (last("wijk", "Noo"), "regel_afgebroken", "", (8,)),
    "afgebroken voor een verplicht veld": (last("wijk", ""), "regel_afgebroken", "", (8,)),
    "afgebroken tussen velden": (cut("01;Noord"), "regel_afgebroken", "", (8,)),
    "afgebroken aan het begin": (cut("0007;"), "regel_afgebroken", "", (8,)),
    "afgebroken tussen aanhalingstekens": (to_csv(quote=True)[:-5], "aanhalingsteken", "", (8,)),
    **{f"tekenset {name}": (to_csv().encode(name), "tekenset", "", (5,)) for name in ("cp437", "cp850", "mac_roman")},
    "tekenset gemengd": (to_csv().encode() + to_csv().splitlines(True)[4].encode("cp1252"), "tekenset", "", (5,)),
    "UTF-16": (to_csv().encode("utf-16-le"), "tekenset", "", ()),
    "een webpagina": (b"<html><table><tr><td>sleutel</td></tr></table></html>", "verkeerd_bestand", "", ()),
    "een pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "verkeerd_bestand", "", ()),
    "een zip": (b"PK\x03\x04\x14\x00\x00\x00", "verkeerd_bestand", "", ()),
    "een oude werkmap": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "verkeerd_bestand", "", ()),
    "een bericht": (b'\xef\xbb\xbf<?xml version="1.0"?>\n<bericht/>', "verkeerd_bestand", "", ()),
    "JSON": (json.dumps([{"sleutel": rij["sleutel"]} for rij in BASIS]), "verkeerd_bestand", "", ()),
    "niets": ("", "bestand_leeg", "", ()),
    "alleen witruimte": ("\r\n  \r\n;;;\r\n", "bestand_leeg", "", ()),
}  # fmt: skip


@pytest.mark.parametrize("name", FOUTEN)
def test_one_fault_is_one_finding(name: str, tmp_path: Path, storage: Storage) -> None:
    content, rule, column, lines = FOUTEN[name]
    delivery = read_both(put_csv(tmp_path, content), PROEF, storage)
    told = [(item.regel, item.kolom, tuple(item.regelnummers)) for item in delivery.bevindingen]
    assert told == [(f"proef.{rule}", column, lines)]
    assert delivery.bevindingen[0].ernst == "kritiek"
    assert len(delivery.bevindingen[0].wat) > 15 and delivery.bevindingen[0].herstel


ANDERE_VORMEN: dict[str, tuple[str, bytes, str]] = {
    "webpagina met de naam .xls": ("proef.xls", b"\n<html><table></table></html>", "een webpagina (HTML)"),
    "webpagina in kleine letters": ("proef.xls", b"<!DOCTYPE html><html>", "een webpagina (HTML)"),
    "oude werkmap": ("proef.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "een oude Excel-werkmap"),
    "nieuwe werkmap met de naam .xls": ("Proef.XLS", b"PK\x03\x04", "een werkmap of zip"),
    "tekst met de naam .txt": ("proef.txt", to_csv().encode(), ".txt is geen .csv of .xlsx."),
    "XML-werkmap": ("proef.xls", b'<?xml version="1.0"?><Workbook/>', "een XML-bestand"),
    "pdf": ("proef.pdf", b"%PDF-1.7", "een pdf"),
    "werkmap met macro's": ("proef.xlsm", b"PK\x03\x04", "een werkmap"),
}


@pytest.mark.parametrize("name", ANDERE_VORMEN)
def test_a_file_in_another_form_is_named_with_what_it_is(name: str, tmp_path: Path, storage: Storage) -> None:
    file, content, what = ANDERE_VORMEN[name]
    (tmp_path / file).write_bytes(content)
    delivery = read_both(tmp_path, PROEF, storage)
    assert [item.regel for item in delivery.bevindingen] == ["proef.bestand_vorm"]
    assert what in delivery.bevindingen[0].wat and file in delivery.bevindingen[0].wat
    assert "bewaar het als .xlsx" in delivery.bevindingen[0].herstel


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"<html></html>", "een webpagina (HTML)"),
        (to_csv().replace("É", "E").replace("é", "e").encode(), "tekst, zoals een CSV"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "met een wachtwoord"),
    ],
)
def test_what_is_named_a_workbook_and_is_none_is_told_as_what_it_is(
    content: bytes, what: str, tmp_path: Path
) -> None:
    (tmp_path / "proef.xlsx").write_bytes(content)
    (finding,) = read_delivery(tmp_path, PROEF).bevindingen
    assert (finding.regel, what in finding.wat) == ("proef.werkmap", True)
