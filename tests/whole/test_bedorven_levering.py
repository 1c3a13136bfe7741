"""Whatever a sender delivers: it is read, or refused in a message of its own without a value from it.

Messages, deliveries of Iv3, tables of StatLine, workbooks, extracts of persons both ways, and tables of documents.
"""

import io
import json
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from bedorven import RAAR, check_all, spoil, try_often
from berichthulp import BSN, SLEUTEL, TABELLEN, bericht, client, contact, declaratie, prestatie, toegewezen
from bouwhulp import ROOT
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.exceptions import IllegalCharacterError

from sdreport.bevindingen import Bevinding
from sdreport.documents.figures import read_document
from sdreport.documents.teksten.teksten import read_teksten
from sdreport.intake.berichten.run import Opdracht, import_berichten
from sdreport.intake.berichten.summary import describe_uitkomst
from sdreport.intake.catalogue.datasets import DATASETS
from sdreport.intake.iv3 import read_iv3
from sdreport.intake.large.read import read_groot
from sdreport.intake.large.storage import Storage
from sdreport.intake.proposal.make import make_voorstel
from sdreport.intake.pseudonym import pseudonymise
from sdreport.intake.reader import read_delivery
from sdreport.intake.statline import Onderwerp, is_statline, read_statline
from sdreport.project.references import load_references
from sdreport.velen.opdracht import find_opdrachten

GEHEIM = ("4711", "Geheim", BSN)
"""Stands in every row of what is spoiled here."""
REFERENTIES = load_references(ROOT / "data")


def make_extract(slug: str, source: Path, rows: int = 6) -> bytes:
    """The first rows of an extract, with a secret in every code that is free."""
    head, *lines = source.read_text(encoding="utf-8").splitlines()[: rows + 1]
    names = head.split(";")
    free = [
        names.index(name) for name in ("clientnummer", "toewijzingnummer", "huishoudnummer") if name in names
    ]

    def mark(line: str) -> str:
        fields = line.split(";")
        for place in free:
            fields[place] = f"Geheim4711{fields[place]}"
        return ";".join(fields)

    return "\n".join([head, *map(mark, lines), ""]).encode()


def make_book(content: bytes) -> bytes:
    """The same as a workbook."""
    book = openpyxl.Workbook()
    for line in content.decode().splitlines():
        book.active.append(line.split(";"))
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


def tell(bevindingen: Iterator[Bevinding] | tuple[Bevinding, ...]) -> str:
    return "\n".join(item.as_text() for item in bevindingen)


def read_small(path: Path) -> str:
    return tell(read_delivery(path.parent, DATASETS[path.stem]).bevindingen)


def read_large(path: Path) -> str:
    with Storage() as storage:
        return tell(read_groot(path.parent, DATASETS[path.stem], storage).bevindingen)


def propose(path: Path) -> str:
    return make_voorstel(path, "", REFERENTIES["codelijsten"]).as_text()


def hide_numbers(path: Path) -> str:
    pseudonymise(path, path.with_name("uit.csv"), ["clientnummer"], SLEUTEL)
    return ""


def take_messages(path: Path) -> str:
    doel = path.parent / "uit"
    shutil.rmtree(doel, ignore_errors=True)
    doel.mkdir()
    lijst = path.with_name("lijst.csv")
    uitkomst = import_berichten(Opdracht(path, doel, doorgaan=True), TABELLEN, SLEUTEL, lijst)
    return describe_uitkomst(uitkomst, TABELLEN, lijst)


def take_statline(path: Path) -> str:
    if is_statline(path):
        read_statline(path, [Onderwerp("84909ned", "Gebruik_1", "wmo", "Geslacht=T001038")])
    return ""


def quiet(read: Callable[[Path], object]) -> Callable[[Path], str]:
    """A reader that gives records back, which nobody sees."""

    def run(path: Path) -> str:
        read(path)
        return ""

    return run


BERICHTEN = (
    bericht("JW301", client(toegewezen("4711", tot="2023-12-31"), contact=contact("1234AB"))),
    bericht("JW323", declaratie(prestatie("P4711", 10_000, nummer="4711"), 10_000)),
)


def make_zip() -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as packed:
        for number, text in enumerate(BERICHTEN):
            packed.writestr(f"{number}.xml", text)
    return raw.getvalue()


IV3 = json.dumps({
    "metadata": {"overheidslaag": "Gemeente", "overheidsnummer": "9999", "overheidsnaam": "Voorbeeld", "boekjaar": 2023,
                 "periode": 0, "status": "Begroting", "datum": "2023-11-01T10:00:00+01:00", "details_openbaar": False,
                 "financieel_pakket": "x", "export_software": "y"},
    "contact": {"naam": "Jan Geheim", "email": "Geheim@voorbeeld.nl", "telefoon": "4711"},
    "data": {"lasten": [{"taakveld": "6.71a", "categorie": "3.4.1", "bedrag": 1000}],
             "baten": [{"taakveld": "6.71a", "categorie": "3.4.2", "bedrag": 90.5}],
             "balans_lasten": [], "balans_baten": [], "balans_standen": []},
}, indent=1).encode()  # fmt: skip
STATLINE = json.dumps({
    "odata.metadata": "https://opendata.cbs.nl/ODataApi/OData/84909NED/$metadata#Cbs.OData.WebAPI.TypedDataSet",
    "value": [{"ID": 1, "RegioS": "GM0001", "Perioden": "2022JJ00", "Geslacht": "T001038", "Gebruik_1": 650.5}],
}, indent=1).encode()  # fmt: skip
TOEWIJZINGEN = make_extract("toewijzingen", ROOT / "data" / "2023" / "toewijzingen.csv")
DECLARATIES = make_extract("declaraties", ROOT / "data" / "2023" / "declaraties.csv")
DOCUMENTEN = ROOT / "data" / "documenten"
PLAN = "uitvoeringsplan-2017-2018"
SOORTEN: dict[str, tuple[str, bytes, tuple[Callable[[Path], str], ...]]] = {
    "toewijzingen": ("toewijzingen.csv", TOEWIJZINGEN, (read_small, read_large, propose, hide_numbers)),
    "declaraties": ("declaraties.csv", DECLARATIES, (read_small, read_large, propose)),
    "werkboek": ("toewijzingen.xlsx", make_book(TOEWIJZINGEN), (read_small, propose)),
    "bericht": ("bericht.xml", BERICHTEN[0].encode(), (take_messages,)),
    "declaratiebericht": ("bericht.xml", BERICHTEN[1].encode(), (take_messages,)),
    "zip": ("berichten.zip", make_zip(), (take_messages,)),
    "iv3": ("iv3.json", IV3, (quiet(read_iv3),)),
    "statline": ("tabel.json", STATLINE, (take_statline,)),
    "document": (f"{PLAN}.csv", (DOCUMENTEN / f"{PLAN}.csv").read_bytes()[:4000], (quiet(read_document),)),
    "documentteksten": (
        f"{PLAN}.csv",
        (DOCUMENTEN / "teksten" / f"{PLAN}.csv").read_bytes()[:4000],
        (quiet(read_teksten),),
    ),
    "gemeenten": ("gemeenten.csv", b"map;rapport\nnoord;r-2023\nzuid;\n", (quiet(find_opdrachten),)),
}


@pytest.mark.parametrize("soort", SOORTEN)
@try_often(12)
@given(data=st.data())
def test_a_spoiled_delivery_is_read_or_refused(
    soort: str, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    name, source, readers = SOORTEN[soort]
    folder = tmp_path_factory.getbasetemp() / f"levering-{soort}"
    folder.mkdir(exist_ok=True)
    check_all(folder / name, data.draw(spoil(source) | st.binary(max_size=50)), readers, GEHEIM)


CEL = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**16), 10**16), st.floats(allow_nan=False, allow_infinity=False),
    st.datetimes(), st.times(), st.timedeltas(), st.sampled_from([word.decode("latin1") for word in RAAR]),
)  # fmt: skip


@try_often(6)
@given(data=st.data())
def test_any_cell_of_a_workbook_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.getbasetemp() / "levering-cellen"
    folder.mkdir(exist_ok=True)
    book = openpyxl.load_workbook(io.BytesIO(make_book(TOEWIJZINGEN)))
    sheet = book.active
    for _ in range(data.draw(st.integers(1, 4))):
        cell = sheet.cell(data.draw(st.integers(1, 9)), data.draw(st.integers(1, sheet.max_column + 1)))
        value = data.draw(CEL)
        try:
            cell.value = value
        except (ValueError, IllegalCharacterError):  # a sign that no workbook can hold
            cell.value = "x"
        cell.number_format = data.draw(
            st.sampled_from(["General", "0%", "000", "@", "dd-mm-yy", "[h]:mm", '"x"0'])
        )
    raw = io.BytesIO()
    book.save(raw)
    check_all(folder / "toewijzingen.xlsx", raw.getvalue(), (read_small, propose), GEHEIM)
