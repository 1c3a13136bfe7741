"""Parameters: strict about what is in the file, and telling all faults at once with their line."""

import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from sdreport.errors import ConfigurationError
from sdreport.project.parameters import Parameters, find_parameters, load_parameters

GOED = """\
rapport: proef-2023
titel: Proef
gemeente: Voorbeeldstad
jaar: 2023
datum: 2024-05-30
status: definitief
verantwoording: Een proef.
data: data/2023
datasets: [toewijzingen, declaraties]
hoofdstukken:
  - 1_inleiding
geheimhouding:
  drempel: 10
kerngetallen:
  - naam: index
    waarde: 7.01
    eenheid: "%"
    peildatum: 2023-01-01
    bron: document
kerncijfers:
  - {label: Inwoners, adres: inwoners.totaal}
"""


def load(folder: Path, text: str) -> Parameters:
    path = folder / "proef-2023.yaml"
    path.write_text(text, encoding="utf-8")
    return load_parameters(path)


def faults(folder: Path, text: str) -> list[str]:
    """The faults that loading tells of, without the name of the file."""
    with pytest.raises(ConfigurationError) as caught:
        load(folder, text)
    title, *messages = str(caught.value).split("\n")
    assert title == "proef-2023.yaml klopt niet:"
    return [message.removeprefix("  - proef-2023.yaml, ") for message in messages]


def changed(old: str, new: str) -> str:
    assert GOED.count(old) == 1
    return GOED.replace(old, new)


def test_good_parameters_are_typed_and_have_their_defaults(tmp_path: Path) -> None:
    parameters = load(tmp_path, GOED)
    assert (parameters.jaar, parameters.datum.isoformat()) == (2023, "2024-05-30")
    assert parameters.datasets == ("toewijzingen", "declaraties")
    assert parameters.kerngetallen[0].peildatum.year == 2023
    assert (parameters.huisstijl, parameters.kwaliteit) == ("parameters/huisstijl.yaml", "0_datakwaliteit")
    assert parameters.voorbeeld == ()


def test_protection_is_on_when_the_file_does_not_speak_of_it(tmp_path: Path) -> None:
    assert load(tmp_path, changed("geheimhouding:\n  drempel: 10\n", "")).geheimhouding.drempel == 10


def test_protection_goes_off_with_a_reason_and_a_role_only(tmp_path: Path) -> None:
    off = "geheimhouding:\n  drempel: 0\n"
    who = "  uit:\n    reden: alles is openbaar\n    besloten_door: controller\n"
    on = "geheimhouding:\n  drempel: 10\n"
    (message,) = faults(tmp_path, changed(on, off))
    assert "zet alle geheimhouding uit: geef onder 'uit' de 'reden' en 'besloten_door'" in message
    (message,) = faults(tmp_path, changed(on, on + who))
    assert "'uit' hoort bij 'drempel: 0'" in message
    (message,) = faults(tmp_path, changed(on, off + who.replace("controller", "Jan Jansen")))
    assert "lijkt een naam" in message
    regels = load(tmp_path, changed(on, off + who)).geheimhouding
    assert regels.uit and (regels.drempel, regels.uit.besloten_door) == (0, "controller")


def test_a_threshold_that_hides_nothing_is_no_protection(tmp_path: Path) -> None:
    (message,) = faults(tmp_path, changed("drempel: 10", "drempel: 1"))
    assert "schermt niets af" in message


def test_parameters_cannot_be_changed(tmp_path: Path) -> None:
    parameters = load(tmp_path, GOED)
    with pytest.raises(ValidationError):
        parameters.jaar = 2024  # type: ignore[misc]
    with pytest.raises(ValidationError):
        parameters.geheimhouding.drempel = 0  # type: ignore[misc]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("gemeente:", "gemente:", "regel 3, gemente: onbekende instelling. Bedoelt u 'gemeente'?"),
        (
            "  drempel:",
            "  drempl:",
            "regel 13, geheimhouding.drempl: onbekende instelling. Bedoelt u 'drempel'?",
        ),
        (
            "    eenheid:",
            "    eenhied:",
            "regel 17, kerngetallen.0.eenhied: onbekende instelling. Bedoelt u 'eenheid'?",
        ),
        (
            "geheimhouding:",
            "toleranties:\n  verandering_pc: 30\ngeheimhouding:",
            "regel 13, toleranties.verandering_pc: onbekende instelling. Bedoelt u 'verandering_pct'?",
        ),
        ("{label: ", "{lable: ", "regel 21, kerncijfers.0.lable: onbekende instelling. Bedoelt u 'label'?"),
    ],
)
def test_an_unknown_key_names_the_closest_known_key_with_its_line(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    assert message in faults(tmp_path, changed(old, new))


def test_an_unknown_key_like_no_other_lists_the_known_keys(tmp_path: Path) -> None:
    (message,) = faults(tmp_path, GOED + "qqq: 1\n")
    assert message.startswith("regel 22, qqq: onbekende instelling. Bekend zijn: rapport, titel, gemeente, ")


VORM = "de waarde heeft niet de goede vorm"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("jaar: 2023", "jaar: dit jaar", f"regel 4, jaar: {VORM} (een geheel getal)."),
        ("jaar: 2023", "jaar: 2023.5", f"regel 4, jaar: {VORM} (een geheel getal)."),
        ("jaar: 2023", "jaar: 1999", "regel 4, jaar: de waarde moet minstens 2010 zijn."),
        ("jaar: 2023", "jaar: 20233", "regel 4, jaar: de waarde moet hoogstens 2100 zijn."),
        ("2024-05-30", "2024-02-30", f"regel 5, datum: {VORM} (een datum als jjjj-mm-dd)."),
        ("2024-05-30", "30-05-2024", f"regel 5, datum: {VORM} (een datum als jjjj-mm-dd)."),
        ("gemeente: Voorbeeldstad", "gemeente:", f"regel 3, gemeente: {VORM} (tekst)."),
        ("gemeente: Voorbeeldstad", "gemeente: '  '", "regel 3, gemeente: vul hier iets in."),
        (
            "gemeente: Voorbeeldstad",
            'gemeente: "a\\nb"',
            "regel 3, gemeente: schrijf het op één regel, zonder tab.",
        ),
        ("status: definitief", "status: klaar", "regel 6, status: kies uit 'voorlopig' of 'definitief'."),
        ("[toewijzingen, declaraties]", "toewijzingen", f"regel 9, datasets: {VORM} (een lijst)."),
        ("[toewijzingen, declaraties]", "[]", "regel 9, datasets: noem er minstens één."),
        ("2024-05-30", "86400", f"regel 5, datum: {VORM} (een datum als jjjj-mm-dd)."),
        ("2024-05-30", '"0"', f"regel 5, datum: {VORM} (een datum als jjjj-mm-dd)."),
        ("drempel: 10", "drempel: -1", "regel 13, geheimhouding.drempel: de waarde moet minstens 0 zijn."),
        ("drempel: 10", "drempel: yes", f"regel 13, geheimhouding.drempel: {VORM} (een geheel getal)."),
        ("waarde: 7.01", "waarde: true", f"regel 16, kerngetallen.0.waarde: {VORM} (een getal)."),
        (
            "  - 1_inleiding",
            "\n".join(f"  - {number}_inleiding" for number in range(101)),
            "regel 10, hoofdstukken: hier staan er meer dan 100.",
        ),
        ("waarde: 7.01", "waarde: 7,01", f"regel 16, kerngetallen.0.waarde: {VORM} (een getal)."),
    ],
)
def test_a_wrong_value_is_told_with_its_line_and_what_it_should_be(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    assert faults(tmp_path, changed(old, new)) == [message]


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("rapport: proef-2023", "rapport: ../elders", "regel 1, rapport"),
        ("rapport: proef-2023", "rapport: Proef 2023", "regel 1, rapport"),
        ("  - 1_inleiding", "  - 1_inleiding\n  - ../2_elders", "regel 12, hoofdstukken.1"),
    ],
)
def test_names_that_become_files_cannot_hold_a_path(tmp_path: Path, old: str, new: str, place: str) -> None:
    (message,) = faults(tmp_path, changed(old, new))
    assert message.startswith(f"{place}: gebruik alleen kleine letters")


@pytest.mark.parametrize("name", ["con", "nul", "aux", "com1", "lpt9"])
def test_no_report_has_the_name_of_a_device_of_windows(tmp_path: Path, name: str) -> None:
    (message,) = faults(tmp_path, changed("rapport: proef-2023", f"rapport: {name}"))
    assert message.startswith("regel 1, rapport: zo mag op Windows geen bestand of map heten")
    load(tmp_path, changed("rapport: proef-2023", f"rapport: {name}-2023"))
    (message,) = faults(tmp_path, changed("drempel: 10\n", f"drempel: 10\n  vorige_versies: [{name}.csv]\n"))
    assert "zo mag op Windows geen bestand" in message


def test_a_group_of_keys_cannot_be_one_value(tmp_path: Path) -> None:
    (message,) = faults(tmp_path, changed("geheimhouding:\n  drempel: 10\n", "geheimhouding: 10\n"))
    assert message == "regel 12, geheimhouding: hier horen instellingen met waarden onder te staan."


@pytest.mark.parametrize(
    ("key", "lines"),
    [
        ("titel", "titel: Proef\n"),
        ("jaar", "jaar: 2023\n"),
        ("data", "data: data/2023\n"),
        ("datasets", "datasets: [toewijzingen, declaraties]\n"),
        ("hoofdstukken", "hoofdstukken:\n  - 1_inleiding\n"),
    ],
)
def test_a_missing_key_is_named(tmp_path: Path, key: str, lines: str) -> None:
    assert faults(tmp_path, changed(lines, "")) == [f"{key}: deze instelling ontbreekt."]


def test_a_missing_key_of_an_item_is_named_with_the_line_of_the_item(tmp_path: Path) -> None:
    assert faults(tmp_path, changed('    eenheid: "%"\n', "")) == [
        "regel 15, kerngetallen.0.eenheid: deze instelling ontbreekt."
    ]


def test_a_key_that_stands_twice_is_told_and_the_last_does_not_win(tmp_path: Path) -> None:
    assert faults(tmp_path, GOED + "jaar: 2022\n") == ["regel 22, jaar: deze instelling staat er twee keer."]
    twice = changed("  drempel: 10", "  drempel: 10\n  drempel: 5")
    assert faults(tmp_path, twice) == ["regel 14, drempel: deze instelling staat er twee keer."]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[toewijzingen, declaraties]", "[toewijzingen, toewijzingen]"),
        ("- 1_inleiding", "- 1_inleiding\n  - 1_inleiding"),
    ],
)
def test_a_dataset_or_chapter_that_is_named_twice_is_told(tmp_path: Path, old: str, new: str) -> None:
    (message,) = faults(tmp_path, changed(old, new))
    assert message.endswith("noemt iets twee keer.")


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    text = (
        changed("jaar: 2023", "jaar: x")
        .replace("status: definitief", "statuss: x")
        .replace("drempel: 10", "drempel: -1")
    )
    messages = faults(tmp_path, text + "titel: y\n")
    assert sorted(message.split(":")[0] for message in messages) == [
        "regel 13, geheimhouding.drempel",
        "regel 22, titel",
        "regel 4, jaar",
        "regel 6, statuss",
        "status",
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"rapport: x\n\tjaar: 1\n", "regel 2: dit is geen geldig YAML-bestand"),
        (b"rapport: [x\n", "geen geldig YAML-bestand"),
        (b"rapport: x\nno: 1\n", "regel 2: 'no' is geen naam; zet elke naam en code tussen aanhalingstekens"),
        (b"rapport: x\n~: 1\n", "regel 2: '~' is geen naam"),
        (b"rapport: x\n? [a, b]\n: 1\n", "regel 2: hier hoort een naam te staan"),
        (b"rapport: caf\xe9\n", "proef.yaml: dit is geen UTF-8"),
        (b"rapport: !!python/object:os.system x\n", "regel 1: een soort met ! kan hier niet"),
        (b"rapport: !!binary aGFsbG8=\n", "regel 1: een soort met ! kan hier niet"),
        (b"rapport: x\n<<: {jaar: 2017}\n", "regel 2: de instelling << kan hier niet"),
        (b"rapport: x\njaar: 03741\n", "regel 2: schrijf een getal gewoon uit"),
        (b"rapport: x\njaar: 33:37\n", "regel 2: schrijf een getal gewoon uit"),
        (b"rapport: x\njaar: 0x7E1\n", "regel 2: schrijf een getal gewoon uit"),
        (b"rapport: x\nwaarde: .nan\n", "regel 2: schrijf een getal gewoon uit"),
        (b"rapport: x\nwachttijd_hoofdstuk_s: 1" + b"0" * 30, "regel 2: schrijf een getal gewoon uit"),
        (b"rapport: x\nwachttijd_hoofdstuk_s: 999999999", "hoogstens 86400"),
        (b"rapport: x\ntitel: " + b"lang " * 100_000, "titel: deze tekst is langer dan 500 tekens"),
        (b"rapport: x\nverantwoording: " + b"lang " * 100_000, "langer dan 20000 tekens"),
        (b"rapport: x\n" + b"".join(b"k%d: 1\n" % n for n in range(30_000)), "meer dan 20000 waarden"),
        (b"rapport: x\n" + b"".join(b"k%d: 1\n" % n for n in range(900)), "en nog [0-9]+ fouten"),
        (b"", "bevat geen parameters"),
        (b"- rapport\n", "bevat geen parameters"),
    ],
)
def test_what_is_no_yaml_or_no_parameters_is_told(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "proef.yaml"
    path.write_bytes(content)
    with pytest.raises(ConfigurationError, match=message):
        load_parameters(path)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"weg\.yaml bestaat niet"):
        load_parameters(tmp_path / "weg.yaml")


def report_files(folder: Path, *names: str) -> Path:
    for name in names:
        year = re.search(r"\d{4}", name)
        when = f"jaar: {year[0]}\ndatum: {year[0]}-05-{len(name)}\n" if year else ""
        (folder / name).write_text(f"# uitleg\nrapport: {name}\n{when}", encoding="utf-8")
    (folder / "huisstijl.yaml").write_text("naam: Voorbeeldstad\nlettertype: x\n", encoding="utf-8")
    (folder / "zz-9999.yaml").write_text("# rapport: geen\ntitel: x\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("names", "newest"),
    [
        (["raad-2023.yaml"], "raad-2023.yaml"),
        (["raad-2023.yaml", "raad-2024.yaml"], "raad-2024.yaml"),
        (["z-2023.yaml", "a-2024.yaml", "zonder-jaar.yaml"], "a-2024.yaml"),
        (["raad-2024.yaml", "kwartaal-2024-1.yaml", "kwartaal-2023-4.yaml"], "kwartaal-2024-1.yaml"),
        (["kwartaal-2025-1.yaml", "raad-2024.yaml"], "kwartaal-2025-1.yaml"),
        (["proef.yaml"], "proef.yaml"),
    ],
)
def test_without_a_name_the_newest_report_is_taken_and_never_the_house_style(
    tmp_path: Path, names: list[str], newest: str
) -> None:
    assert find_parameters(report_files(tmp_path, *names)).name == newest


@pytest.mark.parametrize("prefix", [b"", b"\xef\xbb\xbf"])
def test_a_report_is_known_by_its_first_key_also_behind_a_byte_order_mark(
    tmp_path: Path, prefix: bytes
) -> None:
    (tmp_path / "raad-2023.yaml").write_bytes(prefix + b"rapport: x\n")
    assert find_parameters(tmp_path).name == "raad-2023.yaml"


@pytest.mark.parametrize("named", ["raad-2023", "raad-2023.yaml"])
def test_a_report_is_found_by_its_name_with_or_without_extension(tmp_path: Path, named: str) -> None:
    folder = report_files(tmp_path, "raad-2023.yaml", "raad-2024.yaml")
    assert find_parameters(folder, named) == folder / "raad-2023.yaml"


def test_a_report_is_found_by_a_path_from_anywhere(tmp_path: Path) -> None:
    (tmp_path / "elders.yaml").write_text("rapport: x\n")
    path = tmp_path / "elders.yaml"
    assert find_parameters(tmp_path / "parameters", str(path)) == path


def test_an_unknown_name_lists_the_reports_that_are_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as caught:
        find_parameters(report_files(tmp_path, "raad-2023.yaml", "raad-2024.yaml"), "raad-2032")
    assert "'raad-2032' is niet gevonden" in str(caught.value)
    assert str(caught.value).endswith("staan: raad-2023.yaml, raad-2024.yaml.")


def test_a_folder_without_reports_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="geen parametersbestand van een rapport"):
        find_parameters(report_files(tmp_path))
