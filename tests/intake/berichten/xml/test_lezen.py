"""What is read and what is not: real files with all their oddities, and each fault with file, element and line."""

import codecs
import datetime as dt
from pathlib import Path

import pytest
from berichthulp import (
    BSN,
    Ingelezen,
    bericht,
    client,
    contact,
    declaratie,
    lees,
    prestatie,
    start,
    tag,
    toegewezen,
)

from sdreport.errors import ConfigurationError

J301 = bericht("JW301", client(toegewezen(), contact=contact("1234AB")))
HEADER = J301[J301.index("<Header>") : J301.index("<Client>")]
BOVEN = "Client/ToegewezenProducten/ToegewezenProduct"


def is_read(gelezen: Ingelezen) -> bool:
    """Whether the one toewijzing came through, as it is."""
    return [(rij["toewijzingnummer"], rij["wijk"]) for rij in gelezen.toewijzingen] == [("17", "Noord")]


def told(gelezen: Ingelezen) -> list[tuple[str, str, str]]:
    """Rule, element and first place of all that was told."""
    return [(one.melding, one.element, one.plaatsen[0]) for one in gelezen.uitkomst.verteld]


@pytest.mark.parametrize(
    "raw",
    [
        codecs.BOM_UTF8 + J301.encode(),
        J301.replace('<?xml version="1.0"?>\n', "").encode(),
        J301.replace('"1.0"?', '"1.0" encoding="ISO-8859-1"?').replace("Geheim", "Gehéïm").encode("iso-8859-1"),
        J301.replace('"1.0"?', '"1.0" encoding="windows-1252"?').replace("Geheim", "Geh€im").encode("cp1252"),
        J301.replace('"1.0"?', '"1.0" encoding="UTF-16"?').encode("utf-16"),
        J301.replace("\n", "\r\n").encode(),
        J301.replace("ns0:", "").replace("xmlns:ns0", "xmlns").encode(),
        J301.replace("<Bsn>", "<!-- <Bsn>123</Bsn> --><Bsn>").encode(),
        J301.replace(f"<Bsn>{BSN}<", f"<Bsn>\n  {BSN}\n<").encode(),
        J301.replace("2023-01-15", "2023-01-15Z").replace("10:00:00", "10:00:00+01:00").encode(),
        J301.replace("<Client>", "<x:Client>").replace("</Client>", "</x:Client>").encode(),
        J301.replace(' xmlns:ns0="http://www.istandaarden.nl/ijw/3_2/jw301/schema"', "").encode(),
    ],
    ids=[
        "bom", "no declaration", "latin-1", "windows-1252", "utf-16", "crlf", "default namespace", "comment",
        "white space", "time zone", "prefix inside", "no namespace",
    ],
)  # fmt: skip
def test_harmless_differences_change_nothing(tmp_path: Path, raw: bytes) -> None:
    gelezen = lees(tmp_path, raw)
    assert is_read(gelezen)
    assert gelezen.meldingen == {}


def test_latin_1_that_does_not_say_so_is_read_and_told(tmp_path: Path) -> None:
    gelezen = lees(tmp_path, J301.replace("Geheim", "Gehéim").encode("iso-8859-1"))
    assert is_read(gelezen)
    assert gelezen.meldingen == {"tekenset_geraden": 1}
    assert gelezen.count("JW301", "regels") == 1


def test_messages_come_loose_and_zipped_in_any_mix(tmp_path: Path) -> None:
    berichten = [bericht("JW301", client(toegewezen(str(n)))) for n in range(5)]
    names = ("1.xml", "eerste.zip/2.xml", "eerste.zip/map/3.XML", "tweede.zip/4", "5.txt")
    gelezen = lees(tmp_path, *berichten, names=names)
    assert [rij["toewijzingnummer"] for rij in gelezen.toewijzingen] == ["0", "1", "2", "3", "4"]
    assert gelezen.meldingen == {}


def test_one_zip_or_one_message_can_be_named(tmp_path: Path) -> None:
    from berichthulp import SLEUTEL, write_all

    from sdreport.intake.berichten.run import Opdracht, import_berichten
    from sdreport.intake.berichten.tables import Vertaaltabellen

    write_all(tmp_path / "in", {"a.zip/1.xml": J301, "b.xml": J301})
    for name in ("a.zip", "b.xml"):
        doel = tmp_path / f"uit-{name}"
        doel.mkdir()
        uitkomst = import_berichten(Opdracht(tmp_path / "in" / name, doel), Vertaaltabellen(), SLEUTEL)
        assert [one.rijen for one in uitkomst.geschreven] == [1]
    with pytest.raises(ConfigurationError, match="bestaat niet"):
        import_berichten(Opdracht(tmp_path / "nergens", tmp_path), Vertaaltabellen(), SLEUTEL)


def test_a_date_that_does_not_exist_is_told_with_its_place_and_not_made_up(tmp_path: Path) -> None:
    wrong = bericht("JW301", client("\n\n" + toegewezen(tot="2023-06-31")))
    gelezen = lees(tmp_path, wrong)
    assert told(gelezen) == [("datum_bestaat_niet", f"{BOVEN}/Einddatum", "b0.xml, regel 4")]
    assert gelezen.toewijzingen[0]["einddatum"] == "31-06-2023", "the gate refuses it"
    assert gelezen.count("JW301", "past_niet") == 1


@pytest.mark.parametrize(
    ("old", "new", "melding", "element"),
    [
        ("<ToewijzingNummer>17</ToewijzingNummer>", "", "element_ontbreekt", f"{BOVEN}/ToewijzingNummer"),
        ("2023-01-15", "", "element_ontbreekt", f"{BOVEN}/Ingangsdatum"),
        ("2023-01-15", "15-01-2023", "notatie", f"{BOVEN}/Ingangsdatum"),
        ("2023-01-15", "x" * 300, "notatie", f"{BOVEN}/Ingangsdatum"),
        ("2023-01-15", " " * 300 + "2023-01-15", "notatie", f"{BOVEN}/Ingangsdatum"),
        (BSN, "12345678", "notatie", "Client/Bsn"),
        (
            "</Ingangsdatum>",
            "</Ingangsdatum><Ingangsdatum>2023-02-01</Ingangsdatum>",
            "element_dubbel",
            BOVEN,
        ),
    ],
)
def test_a_record_that_cannot_be_used_stops_the_import(
    tmp_path: Path, old: str, new: str, melding: str, element: str
) -> None:
    both = J301.replace(old, new), bericht("JW301", client(toegewezen("18")))
    stopped = lees(tmp_path / "a", *both)
    assert stopped.uitkomst.gestopt
    assert (stopped.toewijzingen, list((tmp_path / "a" / "uit").iterdir())) == ([], [])
    found = [(rule, where) for rule, where, _ in told(stopped) if rule != "element_leeg"]
    assert found == [(melding, element)]
    gone_on = lees(tmp_path / "b", *both, doorgaan=True)
    assert [rij["toewijzingnummer"] for rij in gone_on.toewijzingen] == ["18"]


@pytest.mark.parametrize(
    ("lines", "element"),
    [
        (prestatie("P1", "12.50"), "IngediendBedrag/Bedrag"),
        (prestatie("P1", "12,50"), "IngediendBedrag/Bedrag"),
        (prestatie("P1", "-1250"), "IngediendBedrag/Bedrag"),
        (prestatie("P1", 100, dc="X"), "IngediendBedrag/DebetCredit"),
    ],
)
def test_an_amount_that_is_no_whole_number_of_eurocents_is_refused(
    tmp_path: Path, lines: str, element: str
) -> None:
    gelezen = lees(tmp_path, J301, bericht("JW323", declaratie(lines, 0)))
    assert gelezen.uitkomst.gestopt
    assert f"Declaratie/Clienten/Client/Prestaties/Prestatie/{element}" in [
        where for _, where, _ in told(gelezen)
    ]


def test_an_empty_element_is_read_as_if_it_were_not_there(tmp_path: Path) -> None:
    gelezen = lees(
        tmp_path, bericht("JW301", client(toegewezen(tot="", referentie=""), contact=contact("1234AB")))
    )
    assert is_read(gelezen)
    assert gelezen.toewijzingen[0]["einddatum"] == ""
    assert gelezen.meldingen == {"element_leeg": 2}


def test_an_element_that_is_misspelt_is_told(tmp_path: Path) -> None:
    wrong = J301.replace("</Ingangsdatum>", "</Ingangsdatum><EindDatum>2023-12-31</EindDatum>")
    gelezen = lees(tmp_path, wrong)
    assert told(gelezen) == [("element_onbekend", BOVEN, "b0.xml, regel 2")]


@pytest.mark.parametrize(
    ("wrong", "melding"),
    [
        (bericht("JW301", client(toegewezen()), subversie="1"), "bericht_versie"),
        (bericht("JW301", client(toegewezen()), versie="2"), "bericht_versie"),
        (J301.replace("/3_2/", "/3_1/"), "bericht_versie"),
        (bericht("JW301", client(toegewezen()), code="999"), "bericht_onbekend"),
        (bericht("JW301", client(toegewezen()), code="414"), "bericht_onbekend"),
        (
            J301.replace("Bericht xmlns", "Brief xmlns").replace("/ns0:Bericht", "/ns0:Brief"),
            "bericht_onbekend",
        ),
        (bericht("JW301", client(toegewezen()), gemeente="99"), "bericht_header"),
        (bericht("JW305", client(start("2023-02-01")), aanbieder="123"), "bericht_header"),
        (J301.replace("<Dagtekening>2023-02-01</Dagtekening>", ""), "bericht_header"),
        (f"<Bericht>{client(toegewezen())}</Bericht>", "bericht_begin"),
        (J301.replace(HEADER, "").replace("</Client>", f"</Client>{HEADER}"), "bericht_begin"),
        ("<Bericht/>", "bericht_header"),
    ],
)
def test_a_message_of_another_kind_or_version_stops_the_import(
    tmp_path: Path, wrong: str, melding: str
) -> None:
    both = bericht("JW301", client(toegewezen("18"))), wrong
    stopped = lees(tmp_path / "a", *both)
    assert stopped.uitkomst.gestopt
    assert melding in stopped.meldingen
    gone_on = lees(tmp_path / "b", *both, doorgaan=True)
    assert [rij["toewijzingnummer"] for rij in gone_on.toewijzingen] == ["18"]
    assert gone_on.uitkomst.aantallen[next(iter(gone_on.uitkomst.aantallen.keys() - {"JW301"}), "JW301")]


def test_messages_that_the_extracts_do_not_need_are_passed_over(tmp_path: Path) -> None:
    retour = bericht("WMO302", "", code="415")
    verzoek = bericht("JW317", "<Client/>", code="486")
    gelezen = lees(
        tmp_path, J301, retour, verzoek, b"een brief", names=("a.xml", "b.xml", "c.xml", "lees mij.txt")
    )
    assert is_read(gelezen)
    assert gelezen.meldingen == {"bericht_overgeslagen": 2, "bestand_geen_bericht": 1}


@pytest.mark.parametrize("naam", ["WMO303", "JW303"])
def test_a_declaration_of_an_older_standard_is_not_passed_over(tmp_path: Path, naam: str) -> None:
    gelezen = lees(tmp_path, J301, bericht(naam, "<Declaratie/>", code="999"))
    assert gelezen.uitkomst.gestopt
    assert "bericht_versie" in gelezen.meldingen


def test_what_a_system_leaves_beside_files_is_not_even_told(tmp_path: Path) -> None:
    names = ("a.xml", ".DS_Store", "Thumbs.db", "b.zip/__MACOSX/._a.xml")
    assert lees(tmp_path, J301, b"\0", b"\0", b"\0", names=names).meldingen == {}


def test_a_message_that_breaks_off_leaves_nothing_behind(tmp_path: Path) -> None:
    many = "".join(prestatie(f"P{n}", 100) for n in range(3_000))
    whole = bericht("JW323", declaratie(many, 300_000))
    gelezen = lees(tmp_path, J301, whole[: len(whole) // 2], doorgaan=True)
    assert gelezen.declaraties == []
    assert gelezen.meldingen == {"xml_onjuist": 1}
    assert gelezen.count("JW323", "onleesbaar") == 1
    assert gelezen.count("JW323", "regels") == 0
    rest = lees(tmp_path / "b", J301, whole)
    assert len(rest.declaraties) == 3_000


def test_a_message_without_records_is_told(tmp_path: Path) -> None:
    assert lees(tmp_path, J301, bericht("JW305", client(""))).meldingen == {"bericht_leeg": 1}


@pytest.mark.parametrize("dag", ["2023-03-09", "2023-03-10", "2031-01-01"])
def test_what_is_signed_after_today_is_told_where_it_stands(dag: str, tmp_path: Path) -> None:
    vooruit = {"dag_vooruit": 1} if dag > "2023-03-09" else {}
    berichten = (
        bericht("JW301", client(toegewezen()), dag=dag),
        bericht("JW301", client(toegewezen(op=dag))),
        J301,
        bericht("JW323", declaratie(prestatie("P1", 100), 100, op=dag), dag="2023-03-09"),
    )
    for n, one in enumerate(berichten[:2]):
        gelezen = lees(tmp_path / str(n), one, vandaag=dt.date(2023, 3, 9))
        assert gelezen.meldingen == vooruit
        assert dag not in str([item.as_text() for item in gelezen.uitkomst.verteld])
    assert lees(tmp_path / "d", *berichten[2:], vandaag=dt.date(2023, 3, 9)).meldingen == vooruit


def test_messages_of_two_municipalities_never_mix(tmp_path: Path) -> None:
    both = J301, bericht("JW301", client(toegewezen("18")), gemeente="0888")
    with pytest.raises(ConfigurationError, match=r"2 gemeenten: 0888, 0999"):
        lees(tmp_path / "a", *both)
    gelezen = lees(tmp_path / "b", *both, gemeente="0888")
    assert [rij["toewijzingnummer"] for rij in gelezen.toewijzingen] == ["18"]
    assert gelezen.meldingen == {"bericht_van_ander": 1}


def test_nothing_is_told_of_what_a_message_says(tmp_path: Path) -> None:
    wrong = J301.replace("2023-01-15", "Geheimedatum").replace(
        "<Bsn>", "<Geheimelement>x</Geheimelement><Bsn>"
    )
    gelezen = lees(tmp_path, wrong, "<Geheimewortel><a>", doorgaan=False)
    texts = [one.as_text() for one in gelezen.uitkomst.verteld]
    texts.append((tmp_path / "meldingen.csv").read_text(encoding="utf-8"))
    assert len(texts) > 3
    assert not [text for text in texts if "Geheim" in text or BSN in text]


def test_every_place_is_in_the_list_and_the_first_are_shown(tmp_path: Path) -> None:
    berichten = [bericht("JW301", client(toegewezen(str(n), tot="2023-06-31"))) for n in range(8)]
    (one,) = lees(tmp_path, *berichten).uitkomst.verteld
    assert (one.aantal, len(one.plaatsen)) == (8, 5)
    assert "; en nog 3 (datum_bestaat_niet)" in one.as_text()
    lines = (tmp_path / "meldingen.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 9
    assert lines[1].startswith(f"waarschuwing;datum_bestaat_niet;{BOVEN}/Einddatum;b0.xml;2;")


def test_a_number_that_fails_its_test_is_told(tmp_path: Path) -> None:
    gelezen = lees(tmp_path, bericht("JW301", client(toegewezen(), bsn="123456789")))
    assert gelezen.meldingen == {"bsn_elfproef": 1}
    assert tag("Bsn", "123456789") not in str(gelezen.uitkomst)
