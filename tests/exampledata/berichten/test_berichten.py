"""The messages of the example year: as the standard says, and importing them gives the example extracts back."""

import shutil
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pytest
from berichthulp import SLEUTEL, Rij, read_rows

from sdreport.exampledata.berichten.write import make_bsn, write_berichten
from sdreport.intake.berichten.run import Importuitkomst, Opdracht, import_berichten
from sdreport.intake.berichten.tables import load_tabellen
from sdreport.intake.berichten.xml.structuur import Soort, load_soorten
from sdreport.intake.pseudonym import Pseudoniemen
from sdreport.project.folders import find_project

DATA = find_project(Path(__file__).parent).data
JAAR = 2023
SOORTEN = {soort.naam: soort for soort in load_soorten().values()}
SLEUTELS = {
    "toewijzingen": ("toewijzingnummer",),
    "declaraties": ("aanbieder", "declaratienummer", "referentienummer"),
}


@dataclass(frozen=True)
class Rondreis:
    """Messages of the example year, and what an import made of them."""

    berichten: Path
    extracten: Path
    uitkomst: Importuitkomst


@pytest.fixture(scope="module")
def rondreis(tmp_path_factory: pytest.TempPathFactory) -> Rondreis:
    """Write the messages, and import them into a folder with the example extracts: what no message has, stays."""
    berichten, extracten = tmp_path_factory.mktemp("berichten"), tmp_path_factory.mktemp("extracten")
    write_berichten(DATA, JAAR, berichten)
    for slug in SLEUTELS:
        shutil.copy(DATA / str(JAAR) / f"{slug}.csv", extracten)
    opdracht = Opdracht(berichten, extracten, vervangen=True)
    uitkomst = import_berichten(opdracht, load_tabellen(DATA), SLEUTEL)
    return Rondreis(berichten, extracten, uitkomst)


def list_messages(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every message with its type, from its name."""
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            yield from ((path.name, file.read_bytes()) for file in sorted(path.iterdir()))
        else:
            with zipfile.ZipFile(path) as packed:
                yield from ((path.stem, packed.read(name)) for name in packed.namelist())


def expected(slug: str) -> list[Rij]:
    """The rows of the example extract, with the pseudonyms of this test for care in natura; a pgb is in no message."""
    make = Pseudoniemen(SLEUTEL).make
    return [
        {**rij, "clientnummer": make(make_bsn(rij["clientnummer"]))}
        if rij.get("leveringsvorm") == "ZIN"
        else rij
        for rij in read_rows(DATA / str(JAAR) / f"{slug}.csv")
    ]


@pytest.mark.parametrize("slug", SLEUTELS)
def test_an_import_gives_the_example_extract_back_row_by_row(rondreis: Rondreis, slug: str) -> None:
    read, known = read_rows(rondreis.extracten / f"{slug}.csv"), expected(slug)
    assert list(read[0]) == list(known[0]), "every column that messages fill is in the example"
    ordered = [sorted(rows, key=lambda rij: [rij[name] for name in SLEUTELS[slug]]) for rows in (read, known)]
    for one, other in zip(*ordered, strict=True):
        assert one == other


@pytest.mark.parametrize("slug", SLEUTELS)
def test_rows_that_messages_hold_come_from_messages(rondreis: Rondreis, slug: str) -> None:
    natura = {rij["toewijzingnummer"] for rij in expected("toewijzingen") if rij["leveringsvorm"] == "ZIN"}
    (written,) = [one for one in rondreis.uitkomst.geschreven if one.pad.stem == slug]
    rows = expected(slug)
    assert written.rijen == sum(rij["toewijzingnummer"] in natura for rij in rows)
    assert written.gebleven == len(rows) - written.rijen > 0


def test_toewijzingen_come_back_in_their_order(rondreis: Rondreis) -> None:
    read, known = read_rows(rondreis.extracten / "toewijzingen.csv"), expected("toewijzingen")
    in_natura = [
        [rij["toewijzingnummer"] for rij in rows if rij["leveringsvorm"] == "ZIN"] for rows in (read, known)
    ]
    assert in_natura[0] == in_natura[1]


def test_there_is_something_around_what_counts(rondreis: Rondreis) -> None:
    """An import that only copied would fail the test above."""
    told = rondreis.uitkomst.aantallen
    assert rondreis.uitkomst.verteld == ()
    for standaard in ("WMO", "JW"):
        assert told[f"{standaard}301"]["vervangen"] > 100
        assert told[f"{standaard}301"]["ingetrokken"] > 5
        assert told[f"{standaard}305"]["ingetrokken"] > 20
        assert told[f"{standaard}307"]["ingetrokken"] > 5
        assert told[f"{standaard}323"]["afgewezen"] > 5


def test_all_types_of_message_of_both_laws_are_there(rondreis: Rondreis) -> None:
    assert set(SOORTEN) - {soort for soort, _ in list_messages(rondreis.berichten)} == {"WMO315"}


def test_every_message_is_as_the_standard_says(rondreis: Rondreis) -> None:
    faults: Counter[str] = Counter()
    for naam, raw in list_messages(rondreis.berichten):
        root = ElementTree.fromstring(raw)
        soort = SOORTEN[naam]
        faults.update(f"{naam} {fault}" for fault in check(root, "", soort))
        faults.update(
            [f"{naam} code"] if local(root) != "Bericht" or text(root, "BerichtCode") != soort.code else []
        )
        faults.update([f"{naam} line ends"] if raw.count(b"\n") != raw.count(b"\r\n") else [])
    assert faults == {}


def local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def text(root: ElementTree.Element, name: str) -> str:
    return next(element.text or "" for element in root.iter() if local(element) == name)


def check(element: ElementTree.Element, path: str, soort: Soort) -> Iterator[str]:
    """What is wrong below an element: unknown, missing, too often, out of order, or empty."""
    described = soort.elementen[path]
    names = [local(child) for child in element]
    if described.vrij:
        return
    if not described.kinderen:
        yield from [f"{path} is empty"] if not (element.text or "").strip() else []
        yield from [f"{path} has {name}" for name in names]
        return
    order = [name for name in described.kinderen if name in names]
    yield from [f"{path}: order"] if list(dict.fromkeys(names)) != order else []
    for name in described.kinderen:
        child = soort.elementen[f"{path}/{name}".lstrip("/")]
        times = names.count(name)
        if times < child.verplicht or (times > 1 and not child.vaker):
            yield f"{path}/{name}: {times} times"
    for child in element:
        deeper = f"{path}/{local(child)}".lstrip("/")
        yield from check(child, deeper, soort) if deeper in soort.elementen else [f"{deeper} is unknown"]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("Geslacht>2<", "Geslacht><", "is empty"),
        ("<Toewijzingsdatum>2023-01-10</Toewijzingsdatum>", "", "0 times"),
        ("<Bsn>", "<Onbekend>1</Onbekend><Bsn>", "is unknown"),
        ("</Geslacht>", "</Geslacht><Geslacht>1</Geslacht>", "2 times"),
        ("<Ingangsdatum>2023-01-15</Ingangsdatum>", "", "0 times"),
    ],
)
def test_the_check_of_messages_can_fail(old: str, new: str, fault: str) -> None:
    from berichthulp import bericht, client, contact, toegewezen

    right = bericht("JW301", client(toegewezen(), contact=contact("1234AB")))
    assert list(check(ElementTree.fromstring(right), "", SOORTEN["JW301"])) == []
    wrong = right.replace(old, new, 1)
    assert wrong != right
    assert any(fault in found for found in check(ElementTree.fromstring(wrong), "", SOORTEN["JW301"]))


def test_the_same_extracts_give_the_same_messages(rondreis: Rondreis, tmp_path: Path) -> None:
    write_berichten(DATA, JAAR, tmp_path)
    once, twice = list_messages(rondreis.berichten), list_messages(tmp_path)
    assert all(one == other for one, other in zip(once, twice, strict=True))


def test_numbers_of_clients_pass_the_test_and_differ() -> None:
    numbers = [make_bsn(f"C{number:06d}") for number in range(20_000)]
    assert len(set(numbers)) == len(numbers)
    for number in numbers[:500]:
        weighed = sum(
            weight * int(digit) for weight, digit in zip((9, 8, 7, 6, 5, 4, 3, 2, -1), number, strict=True)
        )
        assert weighed % 11 == 0
