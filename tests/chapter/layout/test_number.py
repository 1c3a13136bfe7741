"""Numbers by order: from the calls in notebooks, before any of these runs."""

import json
from pathlib import Path

import pytest
from opbouwhulp import number, write_chapter

from sdreport.chapter.opbouw import Begeleiding, Opbouw
from sdreport.errors import ConfigurationError

VOORZIENINGEN = (
    'hoofdstuk.per("voorziening", "wmo", "cliënten", ["text", "trend"], indicator="clienten", wet="wmo"{})'
)


def faults_of(folder: Path, *notebooks: Path, **vast: int) -> list[str]:
    """What is told of a layout that does not hold."""
    with pytest.raises(ConfigurationError) as error:
        number(folder, *notebooks, **vast)
    return str(error.value).splitlines()[1:]


def test_figures_and_tables_are_counted_apart_and_per_chapter(tmp_path: Path) -> None:
    three = write_chapter(
        tmp_path,
        "3_een",
        'hoofdstuk.trend("a", "A", "x")\nhoofdstuk.table("a", "A", ["x"], rows="wet")',
        'x = ["y"]\nhoofdstuk.division("b", "B", "x", "deel", x)',
    )
    four = write_chapter(
        tmp_path, "4_twee", 'naam = "c"', "hoofdstuk.pyramid(naam, bijschrift='C', wet='wmo')"
    )
    assert number(tmp_path, three, four).nummers == {
        "figuur": {"a": "1.1", "b": "1.2", "c": "2.1"},
        "tabel": {"a": "1.1"},
    }


def test_a_fixed_number_is_left_out_of_the_order(tmp_path: Path) -> None:
    cells = [f'hoofdstuk.trend("{naam}", "T", "x")' for naam in "abcd"]
    chapter = write_chapter(tmp_path, "3_een", *cells)
    assert number(tmp_path, chapter, b=3).nummers["figuur"] == {
        "a": "1.1",
        "b": "1.3",
        "c": "1.2",
        "d": "1.4",
    }


def test_what_is_only_known_when_it_runs_has_no_number(tmp_path: Path) -> None:
    cells = [
        'for naam in ["a"]:\n    hoofdstuk.trend(naam, "T", "x")', 'hoofdstuk.trend(f"b", "T", "x")',
        'hoofdstuk.trend("c" + "d", "T", "x")', 'print(hoofdstuk.trend("e", "T", "x"))', "%matplotlib inline",
        'ander.trend("f", "T", "x")', 'hoofdstuk.trend(**{"naam": "g"})', 'hoofdstuk.onbekend("h", "T")',
    ]  # fmt: skip
    assert number(tmp_path, write_chapter(tmp_path, "3_een", *cells)).nummers == {"figuur": {}, "tabel": {}}


def test_a_figure_has_a_number_whatever_else_is_computed(tmp_path: Path) -> None:
    cells = [
        'a, b = "x", "y"\nhoofdstuk.trend("a", "T" + a, b)',
        'hoofdstuk.pyramid(bijschrift="T", naam="b", wet=b)',
    ]
    found = number(tmp_path, write_chapter(tmp_path, "3_een", *cells))
    assert found.nummers["figuur"] == {"a": "1.1", "b": "1.2"}


def test_a_name_stands_once_in_a_report_and_both_places_are_told(tmp_path: Path) -> None:
    one = write_chapter(tmp_path, "3_een", 'hoofdstuk.trend("a", "A", "x")')
    two = write_chapter(
        tmp_path, "4_twee", "", 'hoofdstuk.trend("a", "A", "x")', 'hoofdstuk.trend("B.1", "B", "x")'
    )
    assert faults_of(tmp_path, one, two) == [
        "  - 4_twee.ipynb, cel 3: figuur a is er al (3_een.ipynb, cel 2). Kies een andere naam.",
        "  - 4_twee.ipynb, cel 4: 'B.1' is geen naam van een figuur. Gebruik kleine letters, cijfers en streepjes.",
    ]


def test_fixed_numbers_that_cannot_be_given_are_told(tmp_path: Path) -> None:
    chapter = write_chapter(
        tmp_path, "3_een", 'hoofdstuk.trend("instroom", "A", "x")', 'hoofdstuk.trend("uitstroom", "A", "x")'
    )
    assert faults_of(tmp_path, chapter, instrom=1) == [
        "  - vaste_nummers: er is geen figuur instrom. Bedoelt u 'figuur instroom'?"
    ]
    assert faults_of(tmp_path, chapter, instroom=3) == [
        "  - vaste_nummers: figuur instroom krijgt 3, maar zijn hoofdstuk gaat tot en met 2."
    ]
    assert faults_of(tmp_path, chapter, instroom=2, uitstroom=2) == [
        "  - vaste_nummers: figuur uitstroom en figuur instroom krijgen allebei 2."
    ]


def test_what_is_no_notebook_is_told(tmp_path: Path) -> None:
    (tmp_path / "3_een.ipynb").write_text("[]", encoding="utf-8")
    faults = faults_of(tmp_path, tmp_path / "3_een.ipynb", tmp_path / "4_weg.ipynb")
    assert faults == [
        "  - 3_een.ipynb: dit is geen leesbaar notebook.",
        f"  - 4_weg.ipynb: dit notebook bestaat niet in {tmp_path.name}/.",
    ]


def test_a_series_has_a_number_for_each_value_that_the_data_hold(tmp_path: Path) -> None:
    chapter = write_chapter(
        tmp_path,
        "3_een",
        VOORZIENINGEN.format(""),
        'hoofdstuk.trend("slot", "T", "x")',
        'hoofdstuk.per("programma", "draad", "doelen", ["thread"])',
    )
    assert number(tmp_path, chapter).nummers == {
        "figuur": {"wmo-rolstoelen": "1.1", "wmo-hulp": "1.2", "wmo-respijtzorg": "1.3", "slot": "1.4"},
        "tabel": {"draad-netwerken": "1.1", "draad-rondkomen": "1.2"},
    }


@pytest.mark.parametrize(
    ("call", "fault"),
    [
        ('per("voorziening", "a", "A", ["trend"])', "noem met uit= een cijfer"),
        ('per("voorziening", "a", "A", ["trend"], indicator="weg")', "geen cijfers 'weg' per 'voorziening'"),
        (
            'per("wet", "a", "A", ["trend"], uit="cli" + "enten")',
            "schrijf de waarde van uit= voluit: zo is niet te zeggen",
        ),
        (
            'per("voorziening", "a", "A", ["trend"], uit="clienten", wet="w" + "mo")',
            "schrijf de waarde van wet= voluit",
        ),
        ('per("wet", "a", "A", list("ab"), uit="clienten")', "schrijf de waarde van toon= voluit"),
        ('per("wet", "a", "A", ["text"], uit="clienten")', "één figuur of tabel per onderdeel, niet 0"),
        ('per("wet", "a", "A", ["trend", "table"], uit="clienten")', "niet 2 (trend, table)"),
    ],
)
def test_a_series_that_cannot_be_made_is_told(tmp_path: Path, call: str, fault: str) -> None:
    (told,) = faults_of(tmp_path, write_chapter(tmp_path, "3_een", f"hoofdstuk.{call}"))
    assert fault in told and told.startswith("  - 3_een.ipynb, cel 2: ")


TEKSTEN = """## inleiding
Zie {{ figuur wmo-hulp }}.
## over-hulp
In {{ figuur wmo-hulp }} en {{ figuur wmo-respijtzorg }} en {{ tabel anders }}.
## vervolg
Meer daarover.
## slot
Einde.
## rest
Nog iets.
"""


def test_a_text_stands_with_the_first_figure_that_it_names_and_what_follows_it_after_the_last(
    tmp_path: Path,
) -> None:
    chapter = write_chapter(
        tmp_path, "3_een", 'hoofdstuk.text("inleiding")', VOORZIENINGEN.format(", genoemd=True"),
        'hoofdstuk.text("slot")', tekst=TEKSTEN,
    )  # fmt: skip
    found = number(tmp_path, chapter)
    assert found.nummers["figuur"] == {"wmo-hulp": "1.1", "wmo-respijtzorg": "1.2"}
    assert found.teksten["3_een"] == {
        "figuur wmo-hulp": Begeleiding(("over-hulp",), ()),
        "figuur wmo-respijtzorg": Begeleiding((), ("vervolg",)),
        "per wmo": Begeleiding(("rest",)),
    }
    assert found.ongetoond == {}


def test_the_layout_survives_the_work_folder(tmp_path: Path) -> None:
    chapter = write_chapter(tmp_path, "3_een", VOORZIENINGEN.format(", genoemd=True"), tekst=TEKSTEN)
    found = number(tmp_path, chapter)
    back = Opbouw.from_dict(json.loads(json.dumps(found.as_dict())))
    assert back.find_number("figuur", "wmo-hulp") == "1.1"
    assert [*back.teksten["3_een"]] == ["figuur wmo-hulp", "figuur wmo-respijtzorg"]
    assert back.as_dict() == json.loads(json.dumps(found.as_dict()))
