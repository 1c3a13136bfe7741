"""What the gate writes: counts for publication, a list for the screen."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sdreport.bevindingen import Bevinding
from sdreport.gate.gate import Regeluitslag, to_bevindingen
from sdreport.gate.told.report import format_terminal, judge, summarize_quality
from sdreport.project.vrijgave import Logregel, Vrijgave
from sdreport.register.kwaliteit import Kwaliteitsrapport, Tekstmelding, write_quality

GOED = Regeluitslag(
    "leerlingen",
    "leerlingen.csv",
    "leerlingen.niet_leeg",
    "",
    "kritiek",
    "Er moeten rijen zijn.",
    "-",
    "goed",
    20,
)
FOUT = Regeluitslag(
    "leerlingen",
    "leerlingen.csv",
    "leerlingen.aantal_bereik",
    "aantal",
    "kritiek",
    "Het aantal moet kloppen.",
    "Verbeter het.",
    "bevinding",
    20,
    2,
    (4, 9),
)
NIET = Regeluitslag(
    "leerlingen",
    "leerlingen.csv",
    "leerlingen.soort_code",
    "soort",
    "kritiek",
    "De soort moet kloppen.",
    "-",
    "niet uitgevoerd",
    oorzaak="kolom soort ontbreekt",
)
LET_OP = Bevinding(
    "tellingen",
    "tellingen.x",
    "waarschuwing",
    "tellingen.csv",
    "partner",
    "de partner moet er zijn.",
    "Vul in.",
    (7,),
    1,
)
VERWACHT = Path(__file__).with_name("kwaliteit_verwacht.json")
"""The whole file that these results and findings give."""
OVER_TEKSTEN: dict[str, Any] = {
    "teksten": (Tekstmelding("1_inleiding.md", 3, "gestegen", "Niet na te gaan."),),
    "stukken": 12,
    "leesbaarheid": (),
    "vrijgave": Vrijgave("definitief", "analist", "borger", "28-05-2024"),
    "logboek": (Logregel("aanname", "Ja.", "analist"),),
}


def test_quality_file_holds_counts_and_no_lines(tmp_path: Path) -> None:
    results = [GOED, FOUT, NIET]
    findings = [LET_OP, *to_bevindingen(results, {"leerlingen": "leerlingen.csv"})]
    written = set()
    for _ in range(2):
        summary = summarize_quality(results, findings, [{"nummer": "1", "uitleg": "é"}])
        write_quality(Kwaliteitsrapport(**vars(summary), **OVER_TEKSTEN), tmp_path)
        written.add((tmp_path / "datakwaliteit.json").read_bytes())
    (text,) = written
    content = json.loads(text)
    assert content == json.loads(VERWACHT.read_text(encoding="utf-8"))


def test_verdict() -> None:
    assert judge([]) == "goed"
    assert judge([LET_OP]) == "met opmerkingen"
    assert judge([LET_OP, *to_bevindingen([FOUT], {})]) == "afgekeurd"


def test_terminal_lists_worst_first_per_file_and_ends_with_what_to_do() -> None:
    findings = [LET_OP, *to_bevindingen([GOED, FOUT, NIET], {"leerlingen": "leerlingen.csv"})]
    assert format_terminal(findings) == (
        "leerlingen.csv (2 kritiek)\n"
        "  [kritiek] aantal: het aantal moet kloppen. 2 rijen, regel 4, 9.\n"
        "      Verbeter het. (leerlingen.aantal_bereik)\n"
        "  [kritiek] soort: niet getoetst, want kolom soort ontbreekt. De regel is: de soort moet kloppen.\n"
        "      Los eerst de oorzaak op en draai de controle opnieuw. (leerlingen.soort_code)\n"
        "\n"
        "tellingen.csv (1 waarschuwing)\n"
        "  [waarschuwing] partner: de partner moet er zijn. 1 rij, regel 7.\n"
        "      Vul in. (tellingen.x)\n"
        "\n"
        "Samen: 2 kritiek, 1 waarschuwing. "
        "Los op wat kritiek is en draai de controle opnieuw; dan kan het rapport."
    )
    assert format_terminal([]) == "Geen bevindingen. De extracten zijn klaar voor het rapport."
    assert format_terminal([LET_OP]).endswith("bekijk eerst of de opmerkingen kloppen.")


@pytest.mark.parametrize(
    ("dataset", "titel"),
    [
        ("register", "Cijfers van dit rapport"),
        ("cijfers-2022", "Gepubliceerde cijfers van 2022"),
        ("acceptaties", "acceptaties"),
    ],
)
def test_a_register_has_a_name_for_readers(dataset: str, titel: str) -> None:
    result = replace(GOED, dataset=dataset)
    assert summarize_quality([result], [], []).datasets[0].titel == titel


def test_a_rule_on_a_column_that_was_not_delivered_is_not_called_good() -> None:
    rule = replace(GOED, regel="leerlingen.volume", getoetst=0, niet_geleverd=("volume",))
    summary = summarize_quality([GOED, rule], [], [])
    assert [item.status for item in summary.regels] == ["goed", "niet gecontroleerd: volume niet geleverd"]
    assert [item.regels_getoetst for item in summary.datasets] == [1]


def test_a_published_register_has_the_rows_that_its_rules_were_tested_on() -> None:
    """Its rules have the name of those of every register, and not its own."""
    uitslagen = [
        replace(GOED, dataset=dataset, bestand="2022.csv", regel="register.som_klopt", getoetst=getoetst)
        for dataset, getoetst in (("cijfers-2022", 541), ("register", 12))
    ]
    rijen = {item.titel: item.rijen for item in summarize_quality(uitslagen, [], []).datasets}
    assert rijen == {"Gepubliceerde cijfers van 2022": 541, "Cijfers van dit rapport": 12}
