"""What 301 and 315 say of a toewijzing, and which one counts, by each rule of the standard in small messages."""

from pathlib import Path

import pytest
from berichthulp import (
    BSN,
    SLEUTEL,
    bericht,
    client,
    contact,
    jw301,
    jw305,
    jw307,
    lees,
    start,
    stop,
    tag,
    toegewezen,
    verzoek,
)

from sdreport.intake.berichten.tables import Vertaaltabellen
from sdreport.intake.pseudonym import Pseudoniemen


def test_a_301_gives_every_field_that_it_has(tmp_path: Path) -> None:
    omvang = tag("Omvang", tag("Volume", "5") + tag("Eenheid", "16") + tag("Frequentie", "2"))
    one = toegewezen(tot="2023-12-31", omvang=omvang, budget="123456")
    (rij,) = lees(tmp_path, jw301(one)).toewijzingen
    assert rij == {
        "toewijzingnummer": "17", "clientnummer": Pseudoniemen(SLEUTEL).make(BSN), "geboortejaar": "2010",
        "geslacht": "2", "wet": "Jeugdwet", "productcategorie": "45", "productcode": "45A01", "leveringsvorm": "ZIN",
        "aanbieder": "Zorg BV", "verwijzertype": "01", "toewijzingsdatum": "10-01-2023",
        "ingangsdatum": "15-01-2023", "einddatum": "31-12-2023", "werkelijke_begindatum": "",
        "werkelijke_einddatum": "", "reden_beeindiging": "", "reden_wijziging": "", "volume": "5", "eenheid": "16",
        "frequentie": "2", "budget": "1234,56", "wijk": "Noord",
    }  # fmt: skip


def test_a_volume_in_euros_is_in_the_message_in_eurocents(tmp_path: Path) -> None:
    omvang = tag("Omvang", tag("Volume", "20050") + tag("Eenheid", "83") + tag("Frequentie", "4"))
    (rij,) = lees(tmp_path, jw301(toegewezen(omvang=omvang))).toewijzingen
    assert (rij["volume"], rij["eenheid"]) == ("200,5", "83")


@pytest.mark.parametrize(
    ("eerder", "later"),
    [
        ({"op": "2023-01-10", "om": "23:00:00"}, {"op": "2023-01-11", "om": "01:00:00"}),
        ({"op": "2023-01-10", "om": "09:59:59"}, {"op": "2023-01-10", "om": "10:00:00"}),
        ({"op": "2023-01-10", "om": "10:00:00"}, {"op": "2023-01-10", "om": "10:00:00.5"}),
    ],
)
def test_the_latest_301_counts_by_day_and_then_by_time(
    tmp_path: Path, eerder: dict[str, str], later: dict[str, str]
) -> None:
    old = jw301(toegewezen(tot="2023-06-30", **eerder), dag="2023-05-01")
    new = jw301(toegewezen(tot="2023-12-31", **later), dag="2023-02-01")
    for order, folder in (((old, new), "a"), ((new, old), "b")):
        gelezen = lees(tmp_path / folder, *order)
        assert [rij["einddatum"] for rij in gelezen.toewijzingen] == ["31-12-2023"]
        assert gelezen.count("JW301", "vervangen") == 1


def test_of_one_moment_the_later_message_counts(tmp_path: Path) -> None:
    old = jw301(toegewezen(tot="2023-06-30"), dag="2023-02-01")
    new = jw301(toegewezen(tot="2023-12-31"), dag="2023-02-02")
    gelezen = lees(tmp_path, new, old)
    assert [rij["einddatum"] for rij in gelezen.toewijzingen] == ["31-12-2023"]
    assert "volgorde_onbekend" not in gelezen.meldingen


def test_two_versions_of_one_moment_are_told(tmp_path: Path) -> None:
    versies = [jw301(toegewezen(tot=f"2023-{month}-28"), id="zelfde") for month in ("06", "09")]
    gelezen = lees(tmp_path, *versies)
    assert gelezen.meldingen["volgorde_onbekend"] == 1
    assert len(gelezen.toewijzingen) == 1


def test_the_same_301_again_is_one_toewijzing(tmp_path: Path) -> None:
    gelezen = lees(tmp_path, *[jw301(toegewezen())] * 3)
    assert len(gelezen.toewijzingen) == 1
    assert (gelezen.count("JW301", "regels"), gelezen.count("JW301", "vervangen")) == (3, 2)
    assert "volgorde_onbekend" not in gelezen.meldingen


def test_reden_wijziging_13_takes_the_toewijzing_away(tmp_path: Path) -> None:
    gone = toegewezen(op="2023-01-11", tot="2023-01-15", reden="13")
    gelezen = lees(
        tmp_path, jw301(toegewezen()), jw301(gone), jw301(toegewezen("18")), jw305(start("2023-02-01"))
    )
    assert [rij["toewijzingnummer"] for rij in gelezen.toewijzingen] == ["18"]
    assert gelezen.count("JW301", "ingetrokken") == 1
    assert gelezen.meldingen["levering_op_verwijderde"] == 1


def test_a_removed_toewijzing_that_is_assigned_again_exists(tmp_path: Path) -> None:
    gone = jw301(toegewezen(tot="2023-01-15", reden="13"))
    gelezen = lees(tmp_path, gone, jw301(toegewezen(op="2023-01-12")))
    assert len(gelezen.toewijzingen) == 1


def test_a_removed_toewijzing_with_a_period_is_told(tmp_path: Path) -> None:
    gelezen = lees(tmp_path, jw301(toegewezen(tot="2023-05-01", reden="13")), jw301(toegewezen("18")))
    assert [rij["toewijzingnummer"] for rij in gelezen.toewijzingen] == ["18"]
    assert gelezen.meldingen["verwijderd_met_periode"] == 1


def test_the_referrer_is_that_of_the_315(tmp_path: Path) -> None:
    asked = bericht("JW315", client(verzoek("R1", "02")))
    own, of_municipality = jw301(toegewezen("17", referentie="R1")), jw301(toegewezen("18"))
    gelezen = lees(tmp_path, own, asked, of_municipality)
    assert [rij["verwijzertype"] for rij in gelezen.toewijzingen] == ["02", "01"]


def test_the_referrer_stays_when_a_later_301_answers_to_another_request(tmp_path: Path) -> None:
    asked = bericht("JW315", client(verzoek("R1", "05")))
    first = jw301(toegewezen(referentie="R1"))
    longer = jw301(toegewezen(op="2023-05-01", referentie="W9", tot="2024-01-31", reden="12"))
    for folder, berichten in (("a", (asked, first, longer)), ("b", (longer, first, asked))):
        (rij,) = lees(tmp_path / folder, *berichten).toewijzingen
        assert (rij["verwijzertype"], rij["einddatum"]) == ("05", "31-01-2024")


def test_the_referrer_of_a_removed_toewijzing_is_not_missed(tmp_path: Path) -> None:
    gone = jw301(toegewezen(op="2023-02-01", tot="2023-01-15", reden="13", referentie="R7"))
    gelezen = lees(tmp_path, jw301(toegewezen(referentie="R7")), gone)
    assert (gelezen.toewijzingen, gelezen.meldingen) == ([], {})


def test_a_301_that_names_a_315_that_is_not_there_is_told(tmp_path: Path) -> None:
    gelezen = lees(
        tmp_path, jw301(toegewezen(referentie="R7")), bericht("JW315", client(verzoek("R8", "02")))
    )
    assert gelezen.toewijzingen[0]["verwijzertype"] == "01"
    assert (gelezen.meldingen["verwijzing_onbekend"], gelezen.meldingen["verzoek_zonder_toewijzing"]) == (
        1,
        1,
    )


def test_the_wmo_has_no_referrer(tmp_path: Path) -> None:
    wmo = bericht("WMO301", client(toegewezen(), geboren="1950-01-01"))
    (rij,) = lees(tmp_path, wmo).toewijzingen
    assert (rij["wet"], rij["verwijzertype"]) == ("Wmo", "")


@pytest.mark.parametrize(
    ("geboren", "gebruik", "jaar"),
    [
        ("1953-09-01", "1", "1953"),
        ("1953-01-01", "2", "1953"),
        ("1900-01-01", "3", ""),
        ("1953-02-30", None, "1953"),
    ],
)
def test_a_birth_that_is_partly_known(tmp_path: Path, geboren: str, gebruik: str | None, jaar: str) -> None:
    wmo = bericht("WMO301", client(toegewezen(), geboren=geboren, gebruik=gebruik, geslacht="0"))
    (rij,) = lees(tmp_path, wmo).toewijzingen
    assert (rij["geboortejaar"], rij["geslacht"]) == (jaar, "0")


@pytest.mark.parametrize(
    ("adressen", "wijk"),
    [
        (contact("1234AB"), "Noord"),
        (contact("1234 zz"), "Zuid"),
        (contact("1234ZZ", "02") + contact("1234AB", "01"), "Noord"),
        (contact("1234ZZ", "02"), "Zuid"),
        (tag("Contact", tag("Soort", "01")) + contact("1234ZZ", "03"), "Zuid"),
        (contact("9999XX"), ""),
        ("", ""),
    ],
)
def test_the_postcode_gives_the_wijk(tmp_path: Path, adressen: str, wijk: str) -> None:
    gelezen = lees(tmp_path, bericht("JW301", client(toegewezen(), contact=adressen)))
    assert gelezen.toewijzingen[0]["wijk"] == wijk
    assert gelezen.meldingen.get("postcode_onbekend", 0) == ("9999XX" in adressen)


def test_an_address_of_a_relation_is_no_address_of_the_client(tmp_path: Path) -> None:
    relatie = f"<Relaties><Relatie>{contact('1234ZZ')}</Relatie></Relaties>"
    body = client(toegewezen(), contact=contact("1234AB")).replace(
        "<Contactgegevens>", f"{relatie}<Contactgegevens>", 1
    )
    assert lees(tmp_path, bericht("JW301", body)).toewijzingen[0]["wijk"] == "Noord"


def test_without_tables_the_wijk_is_empty_and_a_provider_is_its_code(tmp_path: Path) -> None:
    (rij,) = lees(tmp_path, jw301(toegewezen()), tabellen=Vertaaltabellen()).toewijzingen
    assert (rij["wijk"], rij["aanbieder"]) == ("", "12345678")


def test_a_number_that_both_laws_use_gets_its_law(tmp_path: Path) -> None:
    wmo = bericht("WMO301", client(toegewezen("17"), bsn="999990020"))
    gelezen = lees(tmp_path, wmo, jw301(toegewezen("17")), jw301(toegewezen("18")))
    assert [rij["toewijzingnummer"] for rij in gelezen.toewijzingen] == ["17-Jeugdwet", "17-Wmo", "18"]
    assert gelezen.meldingen["nummer_in_twee_wetten"] == 2


def test_codes_and_products_outside_the_lists_are_told(tmp_path: Path) -> None:
    tabellen = Vertaaltabellen(
        codes={("categorie", "Jeugdwet"): frozenset({"45"}), ("reden_307", "Jeugdwet"): frozenset({"31"})},
        producten={"Jeugdwet": frozenset({"45A01"})},
    )
    good = jw301(toegewezen()), jw307(stop("2023-02-01", "2023-04-30", "31"))
    bad = (
        jw301(toegewezen("18", categorie="01", code="01A01")),
        jw307(stop("2023-02-01", "2023-04-30", "19", "18")),
    )
    assert "code_onbekend" not in lees(tmp_path / "a", *good, tabellen=tabellen).meldingen
    meldingen = lees(tmp_path / "b", *good, *bad, tabellen=tabellen).meldingen
    assert (meldingen["code_onbekend"], meldingen["product_onbekend"]) == (2, 1)


def test_a_toewijzing_for_a_whole_category_has_the_category_as_its_product(tmp_path: Path) -> None:
    tabellen = Vertaaltabellen(producten={"Jeugdwet": frozenset({"45", "45A01"})})
    known = lees(tmp_path / "a", jw301(toegewezen(code=None)), tabellen=tabellen)
    assert (known.toewijzingen[0]["productcategorie"], known.toewijzingen[0]["productcode"]) == ("45", "45")
    assert "product_onbekend" not in known.meldingen
    other = lees(tmp_path / "b", jw301(toegewezen(categorie="54", code=None)), tabellen=tabellen)
    assert other.meldingen["product_onbekend"] == 1
    without = lees(tmp_path / "c", jw301(toegewezen(categorie=None, code=None)), tabellen=tabellen)
    assert (without.toewijzingen[0]["productcode"], without.meldingen["element_mist"]) == ("", 1)


def test_another_client_or_provider_than_that_of_the_toewijzing_is_told(tmp_path: Path) -> None:
    other = bericht("JW305", client(start("2023-02-01"), bsn="999990020"), aanbieder="87654321")
    meldingen = lees(tmp_path, jw301(toegewezen()), other).meldingen
    assert (meldingen["client_anders"], meldingen["aanbieder_anders"]) == (1, 1)


def test_with_a_year_only_what_ran_in_it_is_written(tmp_path: Path) -> None:
    berichten = (
        jw301(toegewezen("1", van="2022-01-01", tot="2022-12-31")),
        jw301(toegewezen("2", van="2022-01-01", tot="2023-01-01")),
        jw301(toegewezen("3", van="2023-12-31")),
        jw301(toegewezen("4", van="2024-01-01")),
        jw301(toegewezen("5", van="2022-01-01")),
        jw307(stop("2022-01-01", "2022-12-31", "31", "5")),
    )
    gelezen = lees(tmp_path, *berichten, jaar=2023)
    assert [rij["toewijzingnummer"] for rij in gelezen.toewijzingen] == ["2", "3"]
    assert gelezen.uitkomst.geschreven[0].buiten_jaar == 3


def test_a_toewijzing_that_ends_before_it_begins_is_told(tmp_path: Path) -> None:
    turned = lees(tmp_path / "a", jw301(toegewezen(van="2023-05-01", tot="2023-01-15")))
    one_day = lees(tmp_path / "b", jw301(toegewezen(van="2023-05-01", tot="2023-05-01")))
    assert (turned.meldingen, one_day.meldingen) == ({"eind_voor_begin": 1}, {})


def test_care_that_began_before_every_version_of_its_toewijzing_is_told(tmp_path: Path) -> None:
    """A later version may begin later; and what was withdrawn says nothing."""
    versions = (jw301(toegewezen()), jw301(toegewezen(op="2023-02-01", van="2023-02-01")))
    on_the_first = lees(tmp_path / "a", *versions, bericht("JW305", client(start("2023-01-15"))))
    early = bericht("JW305", client(start("2023-01-14")))
    gone = bericht("JW305", client(start("2023-01-14", status="3")), id="B2", dag="2023-02-02")
    assert on_the_first.meldingen == {}
    assert lees(tmp_path / "b", *versions, early).meldingen == {"start_voor_toewijzing": 1}
    assert lees(tmp_path / "c", *versions, early, gone).meldingen == {}
