"""What is published of the quality of a report: the same in memory, in its file and when it is read back."""

import json
from pathlib import Path

from sdreport.project.vrijgave import Logregel, Vrijgave
from sdreport.register.kwaliteit import (
    NAAM,
    Bevindingtelling,
    Extractoordeel,
    Kwaliteitsrapport,
    Leesmaat,
    Leesoordeel,
    Regeloordeel,
    Tekstmelding,
    write_quality,
)

BESLUIT = {"reden": "Ja.", "besloten_door": "controller", "datum": "2024-05-01", "tot": "2024-12-31"}
RAPPORT = Kwaliteitsrapport(
    oordeel="met opmerkingen",
    datasets=(
        Extractoordeel("plannen", "Plannen", "plannen.csv", "minder dan 100", 3, 0, 1, 0),
        Extractoordeel("tellingen", "Tellingen", "tellingen.csv", 12, 3, 0, 0, 0, geaccepteerd=1),
    ),
    regels=(Regeloordeel("plannen", "plannen.x", "rol", "melding", "Een rol.", "goed", 65, 0),),
    bevindingen=(
        Bevindingtelling("plannen", "plannen.x", "waarschuwing", "rol", 2, "Geen rol.", "Vul in."),
        Bevindingtelling("tellingen", "tellingen.x", "kritiek", "", 1, "Te hoog.", "Kijk na.", BESLUIT),
    ),
    tegenstrijdigheden=({"nummer": "1", "uitleg": "Twee keer."},),
    teksten=(Tekstmelding("1_inleiding.md", 3, "gestegen", "Niet na te gaan."),),
    stukken=2,
    leesbaarheid=(
        Leesoordeel("1_inleiding.md", "begin", Leesmaat(40, 2, 20.0, 25.0, 30.0, 26, "Dit …"), "Lang."),
    ),
    vrijgave=Vrijgave("definitief", "analist", "borger", "28-05-2024"),
    logboek=(Logregel("aanname", "Ja.", "analist"),),
)


def test_it_is_read_back_as_it_was(tmp_path: Path) -> None:
    write_quality(RAPPORT, tmp_path)
    assert Kwaliteitsrapport.from_dict(json.loads((tmp_path / NAAM).read_text(encoding="utf-8"))) == RAPPORT


def test_only_what_is_accepted_speaks_of_it() -> None:
    content = RAPPORT.as_dict()
    assert ["geaccepteerd" in row for row in content["datasets"]] == [False, True]
    assert ["geaccepteerd" in row for row in content["bevindingen"]] == [False, True]


def test_a_section_is_one_flat_row() -> None:
    (row,) = RAPPORT.as_dict()["leesbaarheid"]
    assert list(row) == [
        "bestand", "sectie", "woorden", "zinnen", "woorden_per_zin", "lange_woorden_pct", "leesgemak", "langste_zin",
        "begin_langste_zin", "let_op",
    ]  # fmt: skip
