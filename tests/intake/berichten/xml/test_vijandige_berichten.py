"""Messages and zips made to do harm: each is refused with its reason, and the rest is not touched."""

import io
import os
import resource
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from berichthulp import SLEUTEL, bericht, client, lees, toegewezen, write_all

from sdreport.intake.berichten.xml import zipped
from sdreport.intake.berichten.xml.stream import DIEPSTE, LANGSTE_TEKEN, OnleesbaarBericht
from sdreport.intake.berichten.xml.zipped import find_zip, list_zip, open_lid

J301 = bericht("JW301", client(toegewezen("18")))
LACHEN = "".join(f"<!ENTITY l{n} '{10 * ('&l' + str(n - 1) + ';')}'>" for n in range(1, 10))


def with_doctype(declared: str, entity: str) -> str:
    return (
        bericht("JW301", client(toegewezen("17")))
        .replace("?>\n", f"?>\n<!DOCTYPE Bericht {declared}>\n", 1)
        .replace("Geheimenaam", f"&{entity};")
    )


HOSTILE = {
    "entity bomb": (with_doctype(f'[<!ENTITY l0 "ha">{LACHEN}]', "l9"), "xml_doctype"),
    "external entity": (with_doctype('[<!ENTITY x SYSTEM "file:///etc/passwd">]', "x"), "xml_doctype"),
    "external dtd": (with_doctype('SYSTEM "http://127.0.0.1:9/bericht.dtd"', "x"), "xml_doctype"),
    "parameter entity": (with_doctype('[<!ENTITY % x SYSTEM "file:///dev/zero"> %x;]', "x"), "xml_doctype"),
    "entity of nowhere": (J301.replace("Geheimenaam", "&x;"), "xml_onjuist"),
    "depth": ("<Bericht>" + "<a>" * 100_000, "bericht_begin"),
    "depth in a name": (J301.replace("Geheimenaam", "<Naam>" * (DIEPSTE + 1)), "xml_te_diep"),
    "long attribute": (J301.replace("<Naam>", f'<Naam x="{"y" * 3 * LANGSTE_TEKEN}">', 1), "xml_te_lang"),
    "long comment": (J301.replace("<Naam>", f"<!--{'y' * 3 * LANGSTE_TEKEN}--><Naam>", 1), "xml_te_lang"),
    "many attributes": ("<Bericht " + " ".join(f"a{n}='1'" for n in range(5_000)) + "/>", "xml_te_lang"),
    "two roots": (J301 + "<Bericht/>", "xml_onjuist"),
    "unknown encoding": (J301.replace('"1.0"?', '"1.0" encoding="x-onbekend"?'), "xml_tekenset"),
    "double-byte encoding": (J301.replace('"1.0"?', '"1.0" encoding="shift_jis"?'), "xml_tekenset"),
    "utf-32": (J301.encode("utf-32"), "xml_tekenset"),
    "utf-32 of the other order": (b"\0\0\xfe\xff" + J301.encode("utf-32-be"), "xml_tekenset"),
    "utf-32 without a mark": (J301.encode("utf-32-le"), "xml_tekenset"),
    "empty line first": (f"\n{J301}", "xml_begin"),
    "blank first": (f" {J301}", "xml_begin"),
    "text first": (f"bericht: {J301}", "xml_onjuist"),
    "empty": ("", "xml_leeg"),
    "null bytes": ("<Bericht>\0\0</Bericht>", "xml_onjuist"),
    "html": ("<html><body><p>Niet gevonden</body></html>", "bericht_onbekend"),
}


@pytest.mark.parametrize(("content", "melding"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_message_is_refused_and_the_rest_is_read(
    tmp_path: Path, content: str | bytes, melding: str
) -> None:
    gelezen = lees(tmp_path, content, J301, doorgaan=True)
    assert gelezen.meldingen == {melding: 1}
    assert [rij["toewijzingnummer"] for rij in gelezen.toewijzingen] == ["18"]
    assert lees(tmp_path / "b", content, J301).uitkomst.gestopt


def test_very_much_text_takes_little_memory(tmp_path: Path) -> None:
    """A name, comment or value of a hundred megabytes passes by, and is not kept."""
    path = tmp_path / "in" / "groot.xml"
    path.parent.mkdir()
    head, tail = bericht("JW301", client(toegewezen("17"))).split("Geheimenaam")
    with path.open("w") as stream:
        stream.write(head)
        for _ in range(1_600):
            stream.write("naam " * (1 << 14))
        stream.write(tail)
    (tmp_path / "uit").mkdir()
    code = f"""
import os
import resource
from pathlib import Path
from sdreport.intake.berichten.run import Opdracht, import_berichten
from sdreport.intake.berichten.tables import Vertaaltabellen
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
done = import_berichten(Opdracht(Path({str(path)!r}), Path({str(tmp_path / "uit")!r})), Vertaaltabellen(), {SLEUTEL!r})
print(done.geschreven[0].rijen, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    rows, grown = map(int, done.stdout.split())
    unit = 1 if sys.platform == "darwin" else 1024
    assert rows == 1
    assert grown * unit < 30 << 20


def test_a_zip_that_grows_out_of_all_proportion_is_refused_before_it_is_read(tmp_path: Path) -> None:
    write_all(tmp_path / "in", {"bom.zip/a.xml": b"<Bericht>" + b" " * (40 << 20)})
    gelezen = lees(tmp_path, J301, doorgaan=True)
    assert gelezen.meldingen == {"zip_te_groot": 1}
    assert len(gelezen.toewijzingen) == 1


def test_a_zip_with_overlapping_files_is_as_large_as_all_of_them(tmp_path: Path) -> None:
    """One packed file that the list names a thousand times."""
    path = tmp_path / "overlap.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("a.xml", b"x" * (1 << 20))
    raw = path.read_bytes()
    at = raw.index(zipped.LIJST)
    end = raw.index(zipped.EIND)
    entry, many = raw[at:end], 1_000
    tail = zipped.EIND + struct.pack("<4H2LH", 0, 0, many, many, len(entry) * many, at, 0)
    path.write_bytes(raw[:at] + entry * many + tail)
    with pytest.raises(OnleesbaarBericht, match="zip_te_groot"):
        list(list_zip(find_zip(path)))


def test_a_file_that_is_larger_than_the_list_says_is_refused(tmp_path: Path) -> None:
    write_all(tmp_path, {"a.zip/a.xml": b"<Bericht>" + b"x" * 5_000 + b"</Bericht>"})
    path = tmp_path / "a.zip"
    raw = bytearray(path.read_bytes())
    at = raw.index(zipped.LIJST)
    raw[at + 24 : at + 28] = struct.pack("<L", 10)
    path.write_bytes(raw)
    source = find_zip(path)
    (lid,) = list_zip(source)
    with pytest.raises(OnleesbaarBericht, match="zip_beschadigd"), open_lid(source, lid) as stream:
        while stream.read(1 << 16):
            pass


@pytest.mark.parametrize("place", ["content", "crc", "list", "end", "cut"])
def test_a_damaged_zip_is_refused(tmp_path: Path, place: str) -> None:
    write_all(
        tmp_path / "in", {"a.zip/a.xml": J301 + "<!-- " + "".join(map(chr, range(0x100, 0x900))) + " -->"}
    )
    path = tmp_path / "in" / "a.zip"
    raw = bytearray(path.read_bytes())
    at = raw.index(zipped.LIJST)
    if place == "content":
        raw[200:260] = b"\xff" * 60
    elif place == "crc":
        raw[at + 16] ^= 1
    elif place == "list":
        raw[at] ^= 1
    elif place == "end":
        raw[raw.index(zipped.EIND)] ^= 1
    else:
        del raw[len(raw) // 2 :]
    path.write_bytes(raw)
    gelezen = lees(tmp_path, J301, doorgaan=True, names=("los.xml",))
    assert gelezen.meldingen == {"zip_beschadigd": 1}
    assert len(gelezen.toewijzingen) == 1


@pytest.mark.parametrize("place", [2**31, 2**62, 2**63, 2**64 - 1])
@pytest.mark.parametrize("named", ["list", "record", "file"])
def test_a_place_behind_the_end_of_a_zip_is_refused_however_far(
    tmp_path: Path, named: str, place: int
) -> None:
    path = tmp_path / "z.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.xml", J301)
    raw = path.read_bytes()
    at, end = raw.find(b"PK\1\2"), raw.rfind(b"PK\5\6")
    entries, listed = raw[at:end], place if named == "list" else at
    if named == "file":
        size = struct.pack("<Q", len(J301.encode()))
        extra = struct.pack("<HH", 1, 24) + size + size + struct.pack("<Q", place)
        entries = bytearray(entries + extra)
        entries[20:28], entries[42:46], entries[30:32] = (
            b"\xff" * 8,
            b"\xff" * 4,
            struct.pack("<H", len(extra)),
        )
    record = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, 1, 1, len(entries), listed)
    stands = place if named == "record" else at + len(entries)
    full = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    path.write_bytes(raw[:at] + entries + record + struct.pack("<4sLQL", b"PK\6\7", 0, stands, 1) + full)
    found = find_zip(path)
    with pytest.raises(OnleesbaarBericht, match="zip_beschadigd"):
        [open_lid(found, lid).read() for lid in list_zip(found)]


def pack(**contents: bytes) -> bytes:
    """A zip of files; `__` in a name is a dot."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in contents.items():
            target.writestr(name.replace("__", "."), content)
    return made.getvalue()


@pytest.mark.parametrize("in_memory", [True, False])
def test_a_zip_in_a_zip_is_read_and_one_deeper_is_refused(
    tmp_path: Path, in_memory: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zipped, "IN_GEHEUGEN", 1 << 20 if in_memory else 1)
    other = bericht("JW301", client(toegewezen("17"))).encode()
    inner = pack(a__xml=J301.encode(), b__xml=other)
    deeper = pack(b__zip=pack(a__xml=other), c__xml=bericht("JW301", client(toegewezen("19"))).encode())
    names = ("a.zip/b.zip", "a.zip/verhuld.xml", "a.zip/c.zip", "a.zip/leeg.zip")
    gelezen = lees(tmp_path, inner, inner, deeper, pack(), doorgaan=True, names=names)
    assert gelezen.meldingen == {"zip_in_zip": 1}
    assert {rij["toewijzingnummer"] for rij in gelezen.toewijzingen} == {"17", "18", "19"}
    assert gelezen.count("JW301", "berichten") == 5
    places = (tmp_path / "meldingen.csv").read_text(encoding="utf-8")
    assert "a.zip/c.zip/b.zip" in places


def test_a_zip_in_a_zip_shares_the_bounds_of_the_one_around_it(tmp_path: Path) -> None:
    """Each alone is in proportion; all together are not."""
    bom = pack(a__xml=b"<Bericht>" + b" " * (10 << 20))
    assert lees(tmp_path / "a", pack(b__zip=bom), names=("een.zip",), doorgaan=True).meldingen == {
        "xml_onjuist": 1
    }
    twice = pack(b__zip=bom, c__zip=bom, d__xml=J301.encode())
    gelezen = lees(tmp_path / "b", twice, names=("twee.zip",), doorgaan=True)
    assert gelezen.meldingen == {"xml_onjuist": 1, "zip_te_groot": 2}
    assert gelezen.toewijzingen == []


def test_the_files_of_all_zips_in_a_zip_are_counted_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zipped, "MEESTE_BESTANDEN", 4)
    inner = pack(a__xml=J301.encode(), b__xml=J301.encode())
    assert lees(tmp_path / "a", pack(a__zip=inner), names=("a.zip",), doorgaan=True).meldingen == {}
    gelezen = lees(tmp_path / "b", pack(a__zip=inner, b__zip=inner), names=("b.zip",), doorgaan=True)
    assert gelezen.meldingen == {"zip_te_groot": 1}


def test_a_damaged_zip_in_a_zip_is_refused(tmp_path: Path) -> None:
    inner = pack(a__xml=J301.encode())
    gelezen = lees(tmp_path, pack(a__zip=inner[:-30], b__xml=J301.encode()), names=("a.zip",), doorgaan=True)
    assert gelezen.meldingen == {"zip_beschadigd": 1}
    assert len(gelezen.toewijzingen) == 1


def test_another_packing_is_refused_and_a_document_is_passed_over(tmp_path: Path) -> None:
    brief = pack(document__xml=b"<brief/>")
    names = ("c.7z", "brief.docx", "a.zip/lijst.xlsx", "los.xml")
    gelezen = lees(tmp_path, b"7z\xbc\xaf", brief, brief, J301, doorgaan=True, names=names)
    assert gelezen.meldingen == {"bestand_ingepakt": 1, "bestand_geen_bericht": 2}


def test_a_file_with_a_password_is_refused(tmp_path: Path) -> None:
    write_all(tmp_path / "in", {"a.zip/a.xml": J301})
    path = tmp_path / "in" / "a.zip"
    raw = bytearray(path.read_bytes())
    raw[raw.index(zipped.LIJST) + 8] |= zipped.ENCRYPTED
    path.write_bytes(raw)
    assert lees(tmp_path, J301, doorgaan=True, names=("los.xml",)).meldingen == {"zip_versleuteld": 1}


@pytest.mark.parametrize(
    "name", ["a.zip/../../\x1b[31mweg.xml", "a.zip/x" + "y" * 60_000, "a.zip/b\nFout: niets.xml"]
)
def test_names_in_a_zip_lead_nowhere_and_steer_no_terminal(tmp_path: Path, name: str) -> None:
    gelezen = lees(tmp_path, "<stuk", names=(name,), doorgaan=False)
    (one,) = gelezen.uitkomst.verteld
    assert "\x1b" not in one.as_text() and "\n" not in one.as_text() and len(one.as_text()) < 500
    assert "\x1b" not in (tmp_path / "meldingen.csv").read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "meldingen.csv", "uit"]


def test_a_link_to_elsewhere_and_a_pipe_are_refused(tmp_path: Path) -> None:
    (tmp_path / "elders.xml").write_text(J301)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "link.xml").symlink_to(tmp_path / "elders.xml")
    (tmp_path / "in" / "map").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "in" / "pijp.xml")
    gelezen = lees(tmp_path, J301, doorgaan=True)
    assert gelezen.meldingen == {"bestand_elders": 3}


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_zips_are_read_as_python_reads_them(tmp_path: Path, method: int) -> None:
    path = tmp_path / "a.zip"
    contents = {f"map/bestand {n} é.xml": bytes(range(256)) * n * 40 for n in range(30)} | {"leeg.xml": b""}
    with zipfile.ZipFile(path, "w", method) as target:
        target.comment = b"een opmerking"
        for name, content in contents.items():
            target.writestr(name, content)
    read = {}
    source = find_zip(path)
    for lid in list_zip(source):
        with open_lid(source, lid) as stream:
            read[lid.naam] = b"".join(iter(lambda: stream.read(999), b""))
    assert read == contents


def test_a_zip_of_very_many_files_is_listed_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "veel.zip"
    with zipfile.ZipFile(path, "w") as target:
        for n in range(70_000):  # more than a list of sixteen bits can count
            target.writestr(zipfile.ZipInfo(f"{n}.xml"), b"")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert sum(1 for _ in list_zip(find_zip(path))) == 70_000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 4_000
