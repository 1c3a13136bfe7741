"""Exceptions on record: only what is named is accepted, it stays visible, and it ends."""

import datetime as dt
import re
from pathlib import Path

import pytest

from sdreport.bevindingen import Bevinding, is_kritiek, sort_bevindingen
from sdreport.errors import ConfigurationError
from sdreport.gate.acceptances import (
    LEESREGELS,
    ONGEBRUIKT,
    VERLOPEN,
    VERLOPEN_VANDAAG,
    Regels,
    apply_acceptaties,
)
from sdreport.gate.told.report import format_terminal, judge, summarize_quality
from sdreport.intake.catalogue.datasets import DATASETS
from sdreport.intake.reader import Delivery, read_delivery
from sdreport.project.parameters import Acceptatie, load_parameters

ROOT = Path(__file__).parents[2]
DAG = dt.date(2024, 5, 30)
REGEL = "declaraties.bedrag_bereik"
REGELS = Regels(
    bekend={REGEL, "declaraties.niet_leeg", "toewijzingen.x"},
    leesregels={"declaraties.leesbaar_bedrag"},
    niet_getoetst={("toewijzingen", "toewijzingen.x")},
)
GEVONDEN = Bevinding(
    "declaraties", REGEL, "kritiek", "declaraties.csv", "bedrag", "te hoog.", "Verlaag.", (2, 3, 5), 3
)


def accept(regel: str = REGEL, **scope: object) -> Acceptatie:
    standard = {"reden": "Bekend.", "besloten_door": "controller", "datum": "2024-05-01", "tot": "2024-12-31"}
    return Acceptatie.model_validate({"regel": regel, **standard, **scope})


@pytest.fixture
def levering(tmp_path: Path) -> Delivery:
    rows = "".join(f"D{n};T1;01-01-2023;31-01-2023;9,00\n" for n in (1, 1, 3, 4))
    header = "declaratienummer;toewijzingnummer;begindatum;einddatum;bedrag\n"
    (tmp_path / "declaraties.csv").write_text(header + rows, encoding="utf-8")
    return read_delivery(tmp_path, DATASETS["declaraties"])


def run(levering: Delivery, *acceptaties: Acceptatie, dag: dt.date = DAG) -> list[Bevinding]:
    return apply_acceptaties([GEVONDEN], acceptaties, REGELS, [levering], dag, "proef.yaml")


def split(bevindingen: list[Bevinding]) -> tuple[list[int], list[int]]:
    """Lines that still count, and lines that are accepted, of the rule."""
    own = [item for item in bevindingen if item.regel == REGEL]
    opened = [line for item in own if not item.besluit for line in item.regelnummers]
    return opened, [line for item in own if item.besluit for line in item.regelnummers]


@pytest.mark.parametrize(
    ("scope", "opened", "accepted"),
    [
        ({"regels": [3]}, [2, 5], [3]),
        ({"regels": [5, 2, 3]}, [], [2, 3, 5]),
        ({"sleutels": ["D1"]}, [5], [2, 3]),
        ({"sleutels": ["D4"]}, [2, 3], [5]),
        ({"alles": True}, [], [2, 3, 5]),
        ({"alles": True, "dataset": "declaraties"}, [], [2, 3, 5]),
        ({"alles": True, "dataset": "toewijzingen"}, [2, 3, 5], []),
    ],
)
def test_only_what_is_named_is_accepted(
    levering: Delivery, scope: dict[str, object], opened: list[int], accepted: list[int]
) -> None:
    found = run(levering, accept(**scope))
    assert split(found) == (opened, accepted)
    assert is_kritiek(found) == bool(opened)
    assert all(item.aantal == len(item.regelnummers) for item in found if item.regel == REGEL)


def test_what_is_accepted_stays_visible(levering: Delivery) -> None:
    found = run(levering, accept(regels=[3], reden="Wordt hersteld"))
    text = format_terminal(found)
    assert "declaraties.csv (1 kritiek, 1 geaccepteerd)" in text
    assert "[geaccepteerd, kritiek] bedrag: te hoog. 1 rij, regel 3." in text
    assert "Geaccepteerd door controller op 01-05-2024, tot en met 31-12-2024: Wordt hersteld." in text
    assert "Samen: 1 kritiek, 1 geaccepteerd." in text
    quality = summarize_quality([], found, [])
    (dataset,) = quality.datasets
    assert (dataset.kritiek, dataset.geaccepteerd) == (1, 1)
    (shown,) = [item for item in quality.bevindingen if item.geaccepteerd]
    assert shown.aantal == 1 and "Wordt hersteld." in shown.wat
    assert "regels" not in vars(shown), "counts only"


def test_all_accepted_is_no_longer_rejected_and_not_good_either(levering: Delivery) -> None:
    found = run(levering, accept(alles=True))
    assert judge(found) == "met opmerkingen"
    assert "Deze extracten houden het rapport niet tegen" in format_terminal(found)


@pytest.mark.parametrize(("dag", "still"), [("2024-12-31", True), ("2025-01-01", False)])
def test_an_expired_acceptance_fails(levering: Delivery, dag: str, still: bool) -> None:
    found = run(levering, accept(alles=True), dag=dt.date.fromisoformat(dag))
    assert is_kritiek(found) != still
    expired = [item for item in found if item.regel == VERLOPEN]
    assert [(item.ernst, item.bestand) for item in expired] == ([] if still else [("kritiek", "proef.yaml")])
    assert split(found)[0] == ([] if still else [2, 3, 5]), "what it covered counts again"


@pytest.mark.parametrize(("vandaag", "warned"), [("2024-12-31", False), ("2025-01-01", True)])
def test_an_acceptance_that_expired_since_the_report_holds_with_a_warning(
    levering: Delivery, vandaag: str, warned: bool
) -> None:
    today = dt.date.fromisoformat(vandaag)
    found = apply_acceptaties([GEVONDEN], [accept(alles=True)], REGELS, [levering], DAG, "proef.yaml", today)
    assert split(found)[0] == [], "a report can be made again as it was"
    told = [(item.regel, item.ernst, item.bestand) for item in found if not item.besluit]
    assert told == ([(VERLOPEN_VANDAAG, "waarschuwing", "proef.yaml")] if warned else [])


@pytest.mark.parametrize(
    ("acceptatie", "told"),
    [
        (accept("declaraties.niet_leeg", alles=True), "er is geen bevinding van deze regel"),
        (accept(regels=[3, 99]), "regel 99 heeft deze bevinding niet"),
        (accept(regels=[98, 99]), "regel 98, 99 hebben deze bevinding niet"),
        (accept(regels=range(98, 198)), "115, 116, 117 en nog 80 hebben deze bevinding niet"),
        (accept(sleutels=["D4", "GEHEIM"]), "1 van de 2 sleutels"),
        (accept(dataset="toewijzingen", alles=True), "er is geen bevinding van deze regel"),
    ],
)
def test_an_acceptance_that_matches_nothing_is_told(
    levering: Delivery, acceptatie: Acceptatie, told: str
) -> None:
    (finding,) = [item for item in run(levering, acceptatie) if item.regel == ONGEBRUIKT]
    assert finding.ernst == "melding"
    assert told in finding.wat
    assert "GEHEIM" not in finding.as_text(), "keys are data from records"


def test_a_rule_that_was_not_evaluated_cannot_be_accepted(levering: Delivery) -> None:
    untested = Bevinding(
        "toewijzingen", "toewijzingen.x", "kritiek", "toewijzingen.csv", "", "niet getoetst.", "-"
    )
    found = apply_acceptaties(
        [untested], [accept("toewijzingen.x", alles=True)], REGELS, [levering], DAG, "p.yaml"
    )
    assert found == [untested]


def test_a_rule_that_does_not_exist_is_an_error_that_names_the_closest(levering: Delivery) -> None:
    with pytest.raises(ConfigurationError) as caught:
        run(
            levering,
            accept("declaraties.bedrag_bereikt", alles=True),
            accept("declaraties.leesbaar_bedrag", alles=True),
        )
    assert f"acceptatie 1: onbekende regel 'declaraties.bedrag_bereikt'. Bedoelt u '{REGEL}'?" in str(
        caught.value
    )
    assert "acceptatie 2: 'declaraties.leesbaar_bedrag' gaat over het lezen" in str(caught.value)


def test_every_rule_of_the_reader_is_known_as_such() -> None:
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "sdreport" / "intake").glob("*.py")]
    pattern = re.compile(r'(?:UnreadableFile\(|_finding\(\s*dataset,\s*file,)\s*f?"([a-z_]+)')
    rules = {rule for source in sources for rule in pattern.findall(source)}
    assert {rule for rule in rules if not any(name.startswith(rule) for name in LEESREGELS)} == set()


def test_two_acceptances_share_a_finding(levering: Delivery) -> None:
    found = run(levering, accept(regels=[2]), accept(sleutels=["D4"], reden="Anders."))
    opened, accepted = split(found)
    assert (opened, sorted(accepted)) == ([3], [2, 5])
    assert [item.besluit is None for item in sort_bevindingen(found)] == [True, False, False], (
        "open ones first"
    )


def test_a_hundred_thousand_lines_are_split(levering: Delivery) -> None:
    many = Bevinding("declaraties", REGEL, "kritiek", "d.csv", "", "x.", "y.", range(2, 100_002), 100_000)
    found = apply_acceptaties([many], [accept(regels=[7])], REGELS, [levering], DAG, "p.yaml")
    assert [(item.aantal, len(item.regelnummers)) for item in found] == [(99_999, 99_999), (1, 1)]


MINIMAAL = """\
rapport: proef-2023
titel: Proef
gemeente: Voorbeeldstad
jaar: 2023
datum: 2024-05-30
status: definitief
verantwoording: Een proef.
data: data/2023
datasets: [toewijzingen, declaraties]
hoofdstukken: [1_inleiding]
"""
BESLUIT = "reden: R, besloten_door: controller, datum: 2024-05-01, tot: 2024-12-31"
LEEG, LANG, PERSOON = (
    BESLUIT.replace("R,", f"'{text}',") for text in ("  ", "x" * 2_001, "mevr. Jansen belt")
)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("terugmelden_aan: {declaratis: x}", "regel 11, terugmelden_aan.declaratis: 'declaratis' staat niet in "
         "'datasets'. Bedoelt u 'declaraties'?"),
        ("terugmelden_aan: {declaraties: ''}", "regel 11, terugmelden_aan.declaraties: vul hier iets in."),
        ("terugmelden_aan: {declaraties: '  '}", "regel 11, terugmelden_aan.declaraties: vul hier iets in."),
        (f"acceptaties: [{{regel: a.b, alles: true, {LEEG}}}]", "reden: vul hier iets in."),
        (f"acceptaties: [{{regel: a.b, alles: true, {LANG}}}]", "reden: "),
        (f"acceptaties: [{{regel: a.b, alles: true, {PERSOON}}}]", "reden: hier lijkt"),
        ("terugmelden_aan: [x]", "terugmelden_aan: hier horen instellingen met waarden onder te staan."),
        (f"acceptaties: [{{regel: a.b, {BESLUIT}}}]", "geef precies één van 'regels', 'sleutels' en 'alles: true'"),
        (f"acceptaties: [{{regel: a.b, alles: true, regels: [3], {BESLUIT}}}]", "geef precies één van"),
        (f"acceptaties: [{{regel: a.b, regels: [0], {BESLUIT}}}]", "de waarde moet minstens 1 zijn."),
        (f"acceptaties: [{{regel: a.b, alles: misschien, {BESLUIT}}}]", "(true of false)"),
        (f"acceptaties: [{{regel: a.b, alle: true, {BESLUIT}}}]", "onbekende instelling. Bedoelt u 'alles'?"),
        (f"acceptaties: [{{regel: a.b, alles: true, dataset: toewijzing, {BESLUIT}}}]", "Bedoelt u 'toewijzingen'?"),
        ("acceptaties: [{regel: a.b, alles: true, reden: R, besloten_door: c, datum: 2024-05-01, tot: 2024-01-01}]",
         "'tot' ligt voor 'datum'."),
        ("acceptaties: [{regel: a.b, alles: true, besloten_door: c, datum: 2024-05-01, tot: 2025-01-01}]",
         "acceptaties.0.reden: deze instelling ontbreekt."),
    ],
)  # fmt: skip
def test_a_wrong_acceptance_is_told_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "proef-2023.yaml"
    path.write_text(MINIMAAL + text + "\n", encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        load_parameters(path)
    assert message in str(caught.value)
    assert "regel 11" in str(caught.value)
