"""What stood in the extracts already: pgb stays, columns that no message has stay, and nothing is lost unasked."""

from pathlib import Path

import pytest
from berichthulp import SLEUTEL, bericht, client, declaratie, lees, prestatie, read_rows, toegewezen

from sdreport.errors import ConfigurationError
from sdreport.intake.berichten.toewijzingen import KOLOMMEN
from sdreport.intake.catalogue.datasets import find_dataset
from sdreport.intake.mapping import Vertaling
from sdreport.intake.pseudonym import Pseudoniemen

BERICHTEN = (
    bericht("JW301", client(toegewezen("17"))),
    bericht("JW323", declaratie(prestatie("P1", 100), 100)),
)
OUD = "toewijzingnummer;clientnummer;wet;leveringsvorm;meldingsdatum;wijk\n"
PGB = "900;P900;Wmo;PGB;01-03-2022;Oost\n"
NATURA = "17;P17;Jeugdwet;ZIN;20-12-2022;Elders\n18;P18;Jeugdwet;ZIN;21-12-2022;Elders\n"
OUD_323 = "declaratienummer;toewijzingnummer;begindatum;einddatum;bedrag\n"


def put(tmp_path: Path, toewijzingen: str, declaraties: str = "", encoding: str = "utf-8") -> None:
    folder = tmp_path / "uit"
    folder.mkdir(parents=True)
    (folder / "toewijzingen.csv").write_text(toewijzingen, encoding=encoding)
    if declaraties:
        (folder / "declaraties.csv").write_text(declaraties, encoding=encoding)


def test_a_pgb_stays_and_its_columns_too(tmp_path: Path) -> None:
    put(tmp_path, OUD + PGB, f"{OUD_323}1;900;01-02-2023;28-02-2023;1.250,00\n")
    gelezen = lees(tmp_path, *BERICHTEN)
    natura, pgb = gelezen.toewijzingen
    assert (natura["toewijzingnummer"], natura["leveringsvorm"], natura["meldingsdatum"]) == ("17", "ZIN", "")
    assert {name: value for name, value in pgb.items() if value} == {
        "toewijzingnummer": "900", "clientnummer": "P900", "wet": "Wmo", "leveringsvorm": "PGB",
        "meldingsdatum": "01-03-2022", "wijk": "Oost",
    }  # fmt: skip
    assert [(rij["declaratienummer"], rij["bedrag"]) for rij in gelezen.declaraties] == [
        ("D1", "1,00"),
        ("1", "1.250,00"),
    ]
    assert [one.gebleven for one in gelezen.uitkomst.geschreven] == [1, 1]


def test_a_declaration_on_a_pgb_gets_what_every_row_from_messages_has(tmp_path: Path) -> None:
    put(
        tmp_path,
        "toewijzingnummer;clientnummer;leveringsvorm;aanbieder\n900;P900;PGB;SVB\n",
        f"{OUD_323}B1;900;01-02-2023;28-02-2023;1.250,00\n",
    )
    pgb = lees(tmp_path, *BERICHTEN).declaraties[1]
    assert (pgb["aanbieder"], pgb["declaratienummer"], pgb["referentienummer"]) == ("SVB", "B1", "B1")
    assert pgb["status"] == "", "what nobody said is not made up"


def test_an_import_of_the_same_again_gives_the_same(tmp_path: Path) -> None:
    put(tmp_path, OUD + PGB)
    once = lees(tmp_path, *BERICHTEN)
    twice = lees(tmp_path, *BERICHTEN, vervangen=True)
    assert (once.toewijzingen, once.declaraties) == (twice.toewijzingen, twice.declaraties)


@pytest.mark.parametrize("slug", ["toewijzingen", "declaraties"])
def test_rows_in_natura_give_way_only_when_that_is_asked(tmp_path: Path, slug: str) -> None:
    if slug == "toewijzingen":
        put(tmp_path, OUD + NATURA)
    else:
        put(tmp_path, OUD, f"{OUD_323}1;17;01-02-2023;28-02-2023;1,00\n")
    before = [path.read_bytes() for path in sorted((tmp_path / "uit").iterdir())]
    with pytest.raises(ConfigurationError, match=rf"staan al rijen in {slug}\.csv"):
        lees(tmp_path, *BERICHTEN)
    assert before == [path.read_bytes() for path in sorted((tmp_path / "uit").iterdir())]
    gelezen = lees(tmp_path, *BERICHTEN, vervangen=True)
    assert [rij["toewijzingnummer"] for rij in gelezen.toewijzingen] == ["17"]


def test_a_row_in_natura_gives_the_columns_that_messages_do_not_have(tmp_path: Path) -> None:
    put(tmp_path, OUD + NATURA + PGB)
    natura, _ = lees(tmp_path, *BERICHTEN, vervangen=True).toewijzingen
    assert natura["meldingsdatum"] == "20-12-2022"
    assert natura["clientnummer"] != "P17", "what a message has comes from the message"


def test_an_empty_extract_with_its_header_is_as_good_as_none(tmp_path: Path) -> None:
    put(tmp_path, OUD, OUD_323)
    gelezen = lees(tmp_path, *BERICHTEN)
    assert (len(gelezen.toewijzingen), len(gelezen.declaraties)) == (1, 1)


def test_rows_in_natura_of_a_law_without_messages_stay(tmp_path: Path) -> None:
    wmo = "70;P70;Wmo;ZIN;20-12-2022;Elders\n"
    put(
        tmp_path,
        OUD + NATURA + wmo,
        f"{OUD_323}A;17;01-02-2023;28-02-2023;1,00\nB;70;01-02-2023;28-02-2023;2,00\n",
    )
    with pytest.raises(ConfigurationError, match="staan al rijen"):
        lees(tmp_path, *BERICHTEN)
    gelezen = lees(tmp_path, *BERICHTEN, vervangen=True)
    assert [rij["toewijzingnummer"] for rij in gelezen.toewijzingen] == ["17", "70"]
    assert [rij["toewijzingnummer"] for rij in gelezen.declaraties] == ["17", "70"]
    put(tmp_path / "alleen", OUD + wmo)
    assert len(lees(tmp_path / "alleen", *BERICHTEN).toewijzingen) == 2, (
        "nothing gives way, so nothing is asked"
    )


def test_a_number_that_has_a_pgb_too_is_told(tmp_path: Path) -> None:
    put(tmp_path, OUD + PGB.replace("900;", "17;"))
    gelezen = lees(tmp_path, *BERICHTEN)
    assert gelezen.meldingen == {"toewijzing_bestaat_al": 1}
    assert len(gelezen.toewijzingen) == 2


def test_only_the_extract_of_what_was_read_is_written(tmp_path: Path) -> None:
    gelezen = lees(tmp_path, BERICHTEN[0])
    assert (len(gelezen.toewijzingen), (tmp_path / "uit" / "declaraties.csv").exists()) == (1, False)


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (OUD.replace(";", ",") + PGB.replace(";", ","), "utf-8"),
        (OUD + PGB.replace("Oost", "Oöst"), "cp1252"),
        (OUD + PGB, "utf-8-sig"),
        ("sep=;\n" + OUD + PGB, "utf-8"),
        ("Overzicht pgb\n\n" + OUD + PGB + "Totaal;1;;;;\n", "utf-8"),
        (OUD + PGB + "Gegenereerd op 1-2-2024\n", "utf-8"),
    ],
)
def test_an_extract_is_read_in_the_notations_of_extracts(tmp_path: Path, content: str, encoding: str) -> None:
    put(tmp_path, content, encoding=encoding)
    _, pgb = lees(tmp_path, *BERICHTEN).toewijzingen
    assert pgb["wijk"][0] == "O"


@pytest.mark.parametrize("content", ["wijk;wet\nOost;Wmo\n", OUD + "900;P900\n", OUD + '900;"P900;Wmo\n'])
def test_an_extract_that_cannot_be_read_is_left_as_it_is(tmp_path: Path, content: str) -> None:
    put(tmp_path, content)
    with pytest.raises(ConfigurationError, match=r"toewijzingen\.csv"):
        lees(tmp_path, *BERICHTEN)
    assert (tmp_path / "uit" / "toewijzingen.csv").read_text() == content


def test_a_workbook_is_not_passed_by(tmp_path: Path) -> None:
    (tmp_path / "uit").mkdir()
    (tmp_path / "uit" / "toewijzingen.xlsx").write_bytes(b"PK")
    with pytest.raises(
        ConfigurationError, match=r"CSV UTF-8’ met de naam toewijzingen\.csv, haal toewijzingen\.xlsx weg"
    ):
        lees(tmp_path, *BERICHTEN)


def test_when_the_second_extract_cannot_be_written_the_first_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, OUD + PGB)

    def fail(*_: object) -> None:
        raise OSError(28, "vol")

    monkeypatch.setattr("sdreport.intake.berichten.extracts.list_declaraties", fail)
    with pytest.raises(OSError, match="vol"):
        lees(tmp_path, *BERICHTEN)
    assert read_rows(tmp_path / "uit" / "toewijzingen.csv")[0]["toewijzingnummer"] == "900"
    assert [path.name for path in (tmp_path / "uit").iterdir()] == ["toewijzingen.csv"]


def test_every_column_that_messages_fill_is_in_the_catalogue() -> None:
    from sdreport.intake.berichten.declaraties import KOLOMMEN as VAN_323

    for slug, own in (("toewijzingen", KOLOMMEN), ("declaraties", VAN_323)):
        order = find_dataset(slug).column_names
        assert [name for name in order if name in own] == list(own), slug
        assert set(find_dataset(slug).vaste_kolommen) <= set(own), "a delivery without it would be refused"


def test_a_pgb_under_the_names_and_codes_of_its_system_gets_ours(tmp_path: Path) -> None:
    kolommen = {
        "Beschikking": "toewijzingnummer",
        "Vorm": "leveringsvorm",
        "Start": "ingangsdatum",
        "Naam": "weglaten",
    }
    own = {
        "toewijzingen": Vertaling(kolommen, {"leveringsvorm": {"Pgb": "PGB"}, "wet": {"WMO": "Wmo"}}),
        "declaraties": Vertaling({"Beschikking": "toewijzingnummer", "Euro": "bedrag"}),
    }
    put(
        tmp_path,
        "Beschikking,Naam,Wet,Vorm,Start,Meldingsdatum\n900,Geheim,WMO,Pgb,2023-02-01,31.12.2022\n",
        "declaratienummer;Beschikking;begindatum;einddatum;Euro\n1;900;2023-02-01;2023-02-28;1250.5\n",
    )
    gelezen = lees(tmp_path, *BERICHTEN, vertalingen=own)
    pgb = gelezen.toewijzingen[1]
    assert {name: value for name, value in pgb.items() if value} == {
        "toewijzingnummer": "900", "wet": "Wmo", "leveringsvorm": "PGB", "ingangsdatum": "01-02-2023",
        "meldingsdatum": "31.12.2022",
    }  # fmt: skip
    assert (gelezen.declaraties[1]["begindatum"], gelezen.declaraties[1]["bedrag"]) == (
        "01-02-2023",
        "1250,5",
    )


def test_a_row_whose_number_became_a_pseudonym_is_known_again(tmp_path: Path) -> None:
    """`pseudonymise` replaces the number of a toewijzing too; in messages it stands as it is."""
    hidden, other = Pseudoniemen(SLEUTEL), Pseudoniemen(SLEUTEL[::-1])
    natura = NATURA.splitlines(keepends=True)[0]
    put(tmp_path, OUD + natura.replace("17;P17", f"{hidden.make('17')};P17"))
    gelezen = lees(tmp_path, *BERICHTEN, vervangen=True)
    (rij,) = gelezen.toewijzingen
    assert (rij["toewijzingnummer"], rij["meldingsdatum"], gelezen.meldingen) == ("17", "20-12-2022", {})
    put(tmp_path / "b", OUD + natura.replace("17;P17", f"{other.make('17')};P17"))
    gelezen = lees(tmp_path / "b", *BERICHTEN, vervangen=True)
    assert gelezen.toewijzingen[0]["meldingsdatum"] == ""
    assert gelezen.meldingen == {"rij_zonder_toewijzing": 1}


def test_what_only_a_row_without_messages_had_is_told_when_it_falls_away(tmp_path: Path) -> None:
    put(tmp_path, OUD + NATURA)
    assert lees(tmp_path, *BERICHTEN, vervangen=True).meldingen == {"rij_zonder_toewijzing": 1}
    put(tmp_path / "b", OUD + NATURA.replace("21-12-2022", ""))
    assert lees(tmp_path / "b", *BERICHTEN, vervangen=True).meldingen == {}


def test_a_pgb_with_the_pseudonym_of_a_number_in_messages_is_told(tmp_path: Path) -> None:
    put(tmp_path, OUD + PGB.replace("900", Pseudoniemen(SLEUTEL).make("17")))
    gelezen = lees(tmp_path, *BERICHTEN)
    assert gelezen.meldingen == {"toewijzing_bestaat_al": 1}
    assert len(gelezen.toewijzingen) == 2
