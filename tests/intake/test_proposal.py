"""A proposal for a first delivery: it finds the columns and codes, says what is not sure, and shows no record."""

import random
import re
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
import yaml
from click.testing import CliRunner
from werkboekhulp import ROOT

from sdreport.commands.cli import cli
from sdreport.errors import ConfigurationError
from sdreport.intake.catalogue.datasets import DATASETS
from sdreport.intake.mapping import Vertaling
from sdreport.intake.proposal.codes import WOORDEN, list_codes
from sdreport.intake.proposal.make import Voorstel, make_voorstel
from sdreport.intake.proposal.sample import load_synonyms
from sdreport.intake.proposal.write import format_voorstel
from sdreport.intake.reader import read_delivery
from sdreport.intake.source.header import fold_name
from sdreport.project.references import load_references

CODELIJSTEN = load_references(ROOT / "data")["codelijsten"]
EXTRACTEN = (
    "toewijzingen",
    "declaraties",
    "uitkeringen",
    "inkomensondersteuning",
    "begroting",
    "bezwaarschriften",
)
EIGEN = {
    "toewijzingen": {"wet": {"Wmo": "WMO 2015", "Jeugdwet": "JW"}, "leveringsvorm": {"ZIN": "Natura"},
                     "geslacht": {"1": "M", "2": "V"}},
    "uitkeringen": {"geslacht": {"1": "man", "2": "vrouw"}},
}  # fmt: skip


def read_example(slug: str) -> pd.DataFrame:
    return pd.read_csv(ROOT / "data" / "2023" / f"{slug}.csv", sep=";", dtype="str", keep_default_na=False)


def rename(slug: str, seed: int) -> dict[str, str]:
    """Another name for every column, out of those that systems give; each for one column of the dataset only."""
    draw, synonyms, taken = random.Random(seed), load_synonyms(), set(DATASETS[slug].column_names)
    names: dict[str, str] = {}
    for column in DATASETS[slug].column_names:
        free = [name for name in synonyms.get(column, ()) if fold_name(name) not in map(fold_name, taken)]
        shared = [name for name in free if sum(name in other for other in map(set, synonyms.values())) > 1]
        free = [name for name in free if name not in shared]
        names[column] = draw.choice(free).title() if free else column.upper()
        taken.add(names[column])
    return names


def propose(path: Path, slug: str = "") -> tuple[Voorstel, dict[str, Mapping[str, Mapping[str, str]]]]:
    """The proposal, and what its text says as parameters."""
    voorstel = make_voorstel(path, slug, CODELIJSTEN)
    return voorstel, yaml.safe_load(format_voorstel(voorstel)) or {}


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("slug", EXTRACTEN)
def test_an_extract_under_other_names_is_read_by_its_proposal(slug: str, seed: int, tmp_path: Path) -> None:
    ours = read_example(slug)
    theirs = ours.replace(EIGEN.get(slug, {})).rename(columns=rename(slug, seed))
    shuffled = theirs[random.Random(seed).sample(list(theirs), len(theirs.columns))]
    shuffled.to_csv(tmp_path / "export.csv", sep=";", index=False)
    voorstel, said = propose(tmp_path / "export.csv")
    assert voorstel.dataset.slug == slug
    shuffled.to_csv(tmp_path / f"{slug}.csv", sep=";", index=False)
    vertaling = Vertaling(said.get("kolommen", {}).get(slug, {}), said.get("codes", {}).get(slug, {}))
    delivery = read_delivery(tmp_path, DATASETS[slug], vertaling)
    expected = read_delivery(ROOT / "data" / "2023", DATASETS[slug])
    assert delivery.bevindingen == ()
    assert delivery.table is not None and expected.table is not None
    pd.testing.assert_frame_equal(delivery.table, expected.table)


def write(folder: Path, text: str, name: str = "export.csv") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


KOP = "Cliënt nr;Gesl.;Startdatum;Einde;Wettelijk kader;Leverancier;Naam;BSN;Volgnr"
RIJEN = "".join(
    f"{number:06d};{'MV'[number % 2]};{number % 28 + 1}-1-2023;;{'JW' if number % 3 else 'WMO'};Zorg {number % 4};"
    f"Kanarie Vogel{number};{100000000 + number};{number}\n"
    for number in range(60)
)


def test_what_is_not_sure_is_a_comment(tmp_path: Path) -> None:
    voorstel, said = propose(write(tmp_path, f"{KOP}\n{RIJEN}"), "toewijzingen")
    text = format_voorstel(voorstel)
    assert said["kolommen"]["toewijzingen"] == {
        "Cliënt nr": "clientnummer", "Gesl.": "geslacht", "Startdatum": "ingangsdatum", "Einde": "einddatum",
        "Wettelijk kader": "wet", "Leverancier": "aanbieder",
    }  # fmt: skip
    assert '# "Naam": weglaten' in text
    assert '# "BSN": vervang dit eerst door een pseudoniem' in text
    assert "wijk (Wijk of kern; mag ontbreken)" in text and "; ONTBREEKT)" in text
    assert "huishoudnummer (" in text and "mag ontbreken" in text
    assert said["codes"]["toewijzingen"] == {"geslacht": {"M": "1", "V": "2"}, "wet": {"JW": "Jeugdwet"}}


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85", "\n", "\r", "\x0c", "\x1b[31m", "\u202e"])
def test_no_name_or_code_becomes_a_setting_of_its_own(tmp_path: Path, sign: str) -> None:
    """A sign that ends a line would end the comment too."""
    name = f'"a{sign}geheimhouding: x"'
    path = tmp_path / "levering.csv"
    path.write_text(f"{name};wet\n" + f"1;{name}\n" * 5, encoding="utf-8", newline="")
    written = format_voorstel(make_voorstel(path, "toewijzingen", CODELIJSTEN))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e]", written)
    assert set(yaml.safe_load(written) or {}) <= {"kolommen", "codes"}
    assert not any(line.startswith("geheimhouding") for line in written.splitlines())


def test_no_value_of_a_record_is_shown(tmp_path: Path) -> None:
    path = write(tmp_path, f"{KOP}\n{RIJEN}000061;Kanarie;1-1-2023;;Kanariewet;Zorg;Kanarie;1;1\n")
    voorstel, _ = propose(path, "toewijzingen")
    text = format_voorstel(voorstel) + voorstel.as_text()
    assert "kanarie" not in text.lower().replace("export", "")
    assert not re.search(r"Zorg \d|0000\d\d|1000000", text)
    assert text.count("waarden die zelden voorkomen") == 2


@pytest.mark.parametrize(
    "head",
    [
        "",
        "000001;M;1-1-2023;;JW;Zorg;Kanarie;1;1\n",
        "Kanarie;Vogel;1-1-2023;;JW;Zorg;x;y;z\n",
        "12,50;a;b\n",
    ],
)
def test_a_file_without_header_is_refused_and_none_of_it_shown(head: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as caught:
        propose(write(tmp_path, head + RIJEN), "toewijzingen")
    assert "de kopregel ontbreekt" in str(caught.value)
    assert "Kanarie" not in str(caught.value)


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ("2023-{:02d}-01", "jjjj-mm-dd"),
        ("{:02d}-01-2023", "dd-mm-jjjj"),
        ("{:02d}/13/2023", "notatie onzeker"),
        ("{0:02d}-01-2023" + "|2023-01-{0:02d}", "twee notaties door elkaar"),
    ],
)
def test_the_notation_of_dates_is_told(field: str, told: str, tmp_path: Path) -> None:
    forms = field.split("|")
    rows = "".join(f"{n};{forms[n % len(forms)].format(n % 12 + 1)}\n" for n in range(40))
    voorstel, _ = propose(write(tmp_path, f"toewijzing;startdatum\n{rows}"), "toewijzingen")
    assert voorstel.kolommen[1].notatie == told


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ("{},50", "decimale komma"),
        ("{}.50", "decimale punt"),
        ("{}.234", "notatie onzeker"),
        ("€ {},-", "decimale komma"),
        ("{},50|veel", "decimale komma, 20 niet te lezen"),
    ],
)
def test_the_notation_of_amounts_is_told(field: str, told: str, tmp_path: Path) -> None:
    forms = field.split("|")
    rows = "".join(f"{n + 1};{forms[n % len(forms)].format(n + 1)}\n" for n in range(40))
    voorstel, _ = propose(write(tmp_path, f"declaratie;bedrag\n{rows}"), "declaraties")
    assert voorstel.kolommen[1].notatie == told


def test_a_workbook_with_a_title_is_read_as_well(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (
        ["Leerlingen"],
        [],
        ["Cursusjaar", "Soort onderwijs", "Aantal leerlingen"],
        ["2022-2023", "mbo", 5],
    ):
        book.active.append(row)
    book.save(tmp_path / "x.xlsx")
    voorstel, said = propose(tmp_path / "x.xlsx")
    assert (voorstel.dataset.slug, voorstel.monster.kopregel) == ("leerlingen", 3)
    assert said["kolommen"]["leerlingen"]["Cursusjaar"] == "schooljaar"


def test_names_that_look_alike_are_found_when_what_they_hold_fits(tmp_path: Path) -> None:
    rows = "".join(f"{n};{n % 28 + 1}-1-2023;x\n" for n in range(40))
    voorstel, said = propose(write(tmp_path, f"toewijzing;inggangsdatm;aanbiederr\n{rows}"), "toewijzingen")
    assert said["kolommen"]["toewijzingen"]["inggangsdatm"] == "ingangsdatum"
    assert [item.waarom for item in voorstel.kolommen[1:]] == ["de naam lijkt erop"] * 2
    _, said = propose(write(tmp_path, f"toewijzing;aanbiederr;inggangsdatm\n{rows}"), "toewijzingen")
    assert "inggangsdatm" not in said["kolommen"]["toewijzingen"], "texts are no dates"


NUMMERS = ("127155661", "127440495", "123456782", "111222333", "999990019")


def test_numbers_of_persons_are_never_proposed_whatever_they_are_called(tmp_path: Path) -> None:
    rows = "".join(f"{NUMMERS[n % 5]};{n % 28 + 1}-1-2023\n" for n in range(10))
    voorstel, said = propose(write(tmp_path, f"Klant;Startdatum\n{rows}"), "toewijzingen")
    assert "Klant" not in said["kolommen"]["toewijzingen"]
    assert '# "Klant": vervang dit eerst door een pseudoniem' in format_voorstel(voorstel)
    other = "".join(f"{100000001 + n};{n % 28 + 1}-1-2023\n" for n in range(10))
    _, said = propose(write(tmp_path, f"Klant;Startdatum\n{other}"), "toewijzingen")
    assert said["kolommen"]["toewijzingen"]["Klant"] == "clientnummer"


def test_a_pseudonym_under_the_name_of_the_number_is_that_of_the_client(tmp_path: Path) -> None:
    rows = "".join(f"PABCDEFGHIJKLMN{n:02d};{n % 28 + 1}-1-2023\n" for n in range(10))
    _, said = propose(write(tmp_path, f"BSN;Startdatum\n{rows}"), "toewijzingen")
    assert said["kolommen"]["toewijzingen"]["BSN"] == "clientnummer"


def test_columns_of_one_name_are_none_of_ours(tmp_path: Path) -> None:
    rows = "".join(f"{n};1-1-2023;2-1-2023\n" for n in range(10))
    voorstel, said = propose(write(tmp_path, f"Toewijzing;Startdatum;startdatum\n{rows}"), "toewijzingen")
    assert said["kolommen"]["toewijzingen"] == {"Toewijzing": "toewijzingnummer"}
    assert format_voorstel(voorstel).count("deze naam staat er vaker") == 2


def test_words_under_the_name_of_a_day_are_not_proposed_for_it(tmp_path: Path) -> None:
    rows = "".join(f"{n};{'toegekend' if n % 2 else 'afgewezen'}\n" for n in range(10))
    _, said = propose(write(tmp_path, f"Toewijzing;Besluit\n{rows}"), "toewijzingen")
    assert said["kolommen"]["toewijzingen"] == {"Toewijzing": "toewijzingnummer"}


@pytest.mark.parametrize(
    ("kop", "slug"),
    [
        ("Beschikking;Cliënt;Geb.jaar;M/V;Kader;Product;Vorm;Zorgverlener;Start;Einde;Wijk;Een;Twee", "toewijzingen"),
        ("Factuur;Beschikking;Van;Tot en met;Bedrag;Aantal;Product", "declaraties"),
        ("Assignment number;Client number;Gender;Act;Product;Start date;End date;Provider", "toewijzingen"),
        ("Benefit ID;Client ID;Birth year;Sex;Scheme;Start date;End date;Amount", "uitkeringen"),
        ("Grant number;Person number;Household;Birth year;Sex;Kind;Cost type;Date;Amount", "inkomensondersteuning"),
        ("Case number;Law;Date received;Advice;Outcome;Decision date", "bezwaarschriften"),
        ("Dossier;Cliënt;Geboortejaar;Geslacht;Regeling;Ingang;Einde;Uitbetaald", "uitkeringen"),
        ("Geb.jaar;M/V;Een;Twee;Drie;Vier;Vijf;Zes", ""),
        ("Product;Q1;Q2;Q3;Q4", ""),
    ],
)  # fmt: skip
def test_the_extract_is_the_one_that_explains_the_file(kop: str, slug: str, tmp_path: Path) -> None:
    path = write(tmp_path, f"{kop}\n{'x;' * kop.count(';')}x\n")
    if slug:
        assert propose(path)[0].dataset.slug == slug
    else:
        with pytest.raises(ConfigurationError, match="niet duidelijk welk extract"):
            propose(path)


def test_a_file_that_is_no_extract_is_asked_about(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as caught:
        propose(write(tmp_path, "foo;bar\nx;y\n"))
    assert "niet duidelijk welk extract dit is" in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"<html>", b"\xff\xfe\x00"])
def test_a_file_that_cannot_be_read_is_told(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(content)
    with pytest.raises(ConfigurationError, match=r"^x\.csv"):
        propose(tmp_path / "x.csv")


def test_synonyms_and_words_are_of_columns_and_codes_that_exist() -> None:
    names = {name for dataset in DATASETS.values() for name in dataset.column_names}
    assert set(load_synonyms()) <= names
    codes: dict[str, set[str]] = {}
    for dataset in DATASETS.values():
        for column, known in list_codes(dataset, CODELIJSTEN).items():
            codes.setdefault(column, set()).update(known)
    words = pd.read_csv(WOORDEN, sep=";", dtype="str")
    assert all(code in codes[column] for column, code in zip(words["kolom"], words["code"], strict=True))
    assert not words.duplicated(["kolom", "woord"]).any()


def run(folder: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> tuple[int, str]:
    for name in ("parameters", "notebooks", "data"):
        (folder / name).mkdir(exist_ok=True)
    for table in (ROOT / "data").glob("*.csv"):
        (folder / "data" / table.name).write_bytes(table.read_bytes())
    monkeypatch.setenv("SDREPORT_ROOT", str(folder))
    result = CliRunner().invoke(cli, ["map", *arguments], catch_exceptions=True)
    return result.exit_code, result.output + str(result.exception or "")


def test_the_command_writes_a_proposal_that_only_its_owner_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, told = run(
        tmp_path, monkeypatch, str(write(tmp_path, f"{KOP}\n{RIJEN}")), "--dataset", "toewijzingen"
    )
    made = tmp_path / "output" / ".voorstel" / "toewijzingen.yaml"
    assert (code, "output/.voorstel/toewijzingen.yaml" in told) == (0, True)
    assert (made.stat().st_mode & 0o777, made.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert yaml.safe_load(made.read_text(encoding="utf-8"))["kolommen"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["weg.csv"], "Het bestand weg.csv bestaat niet."),
        (["export.csv", "--dataset", "toewijzing"], "Onbekende dataset 'toewijzing'"),
        (["export.csv", "--output", "export.csv"], "noem een nieuw bestand"),
    ],
)
def test_wrong_use_is_told_in_one_line(
    arguments: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, f"{KOP}\n{RIJEN}")
    monkeypatch.chdir(tmp_path)
    code, output = run(tmp_path, monkeypatch, *arguments)
    assert code != 0
    assert told in output


def test_a_name_with_one_of_ours_in_it_is_offered_for_the_steward_to_decide(tmp_path: Path) -> None:
    path = tmp_path / "uitkeringen.csv"
    path.write_text("Dossier;Wettelijke regeling;Soort hulp\n" + "U1;P-wet;x\n" * 5, encoding="utf-8")
    voorstel = make_voorstel(path, "uitkeringen", CODELIJSTEN)
    text = format_voorstel(voorstel)
    assert '    # "Wettelijke regeling": regeling  # misschien: de naam zit erin' in text
    assert '"P-wet": "PW"' in text and '# "Soort hulp": weglaten' in text
    assert "1 kolommen herkend" in voorstel.as_text()
