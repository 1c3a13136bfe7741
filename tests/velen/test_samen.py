"""The combined register: totals of what was published, and nothing that the registers do not tell."""

import json
from pathlib import Path

import duckdb
import pytest
from openhulp import OPEN

from sdreport.errors import BuildError, ConfigurationError
from sdreport.measures import INDICATOREN
from sdreport.project.parameters import Geheimhouding
from sdreport.register.cijfer import Cijfer
from sdreport.register.files import write_register
from sdreport.velen import samen
from sdreport.velen.overzicht import write_samen
from sdreport.velen.samen import (
    GEMEENTE,
    OPTELBAAR,
    Gemeenteregister,
    combine,
    find_strictest,
    read_gemeente,
    tell_hidden,
)

JAAR = 2024
STRENG, LOS, UIT = Geheimhouding(drempel=10), Geheimhouding(drempel=5), OPEN
Waarden = dict[str, float | None]


def clienten(voorziening: str, waarde: float | None, jaar: int = JAAR) -> Cijfer:
    """How many clients a municipality published."""
    where = {"wet": "wmo", "voorziening": voorziening}
    return Cijfer(
        "clienten", jaar, where, waarde, "personen", "voorlopig", "toewijzingen (8 rijen)", "Inwoners."
    )


def register(naam: str, regels: Geheimhouding = STRENG, **waarden: float | None) -> Gemeenteregister:
    """What one municipality published of its clients."""
    return Gemeenteregister(naam, tuple(clienten(name, value) for name, value in waarden.items()), regels)


def values(rijen: list[Cijfer], wie: str) -> Waarden:
    """What the combined register says of a municipality, by voorziening."""
    return {rij.uitsplitsing["voorziening"]: rij.waarde for rij in rijen if rij.uitsplitsing[GEMEENTE] == wie}


def test_totals_are_sums_of_what_was_published_and_say_of_how_many() -> None:
    rijen = combine([register("noord", hulp=40, vervoer=12), register("zuid", hulp=25)])
    assert values(rijen, "noord") == {"hulp": 40, "vervoer": 12}
    assert values(rijen, "totaal") == {"hulp": 65, "vervoer": 12}
    told = {
        rij.uitsplitsing["voorziening"]: rij.bron for rij in rijen if rij.uitsplitsing[GEMEENTE] == "totaal"
    }
    assert told == {"hulp": "registers van 2 van 2 gemeenten", "vervoer": "registers van 1 van 2 gemeenten"}


def test_a_total_with_a_hidden_part_is_hidden() -> None:
    rijen = combine([register("noord", hulp=40, vervoer=None), register("zuid", hulp=25, vervoer=30)])
    assert values(rijen, "totaal") == {"hulp": 65, "vervoer": None}
    assert values(rijen, "zuid") == {"hulp": 25, "vervoer": 30}


@pytest.mark.parametrize("loose", [LOS, UIT])
def test_the_strictest_rules_hold_for_all(loose: Geheimhouding) -> None:
    rijen = combine([register("noord", hulp=40, vervoer=50), register("zuid", loose, hulp=25, vervoer=7)])
    assert values(rijen, "zuid") == {"hulp": 25, "vervoer": None}
    assert values(rijen, "totaal") == {"hulp": 65, "vervoer": None}


def test_what_the_own_report_shows_and_the_combined_register_hides_is_told_without_a_value() -> None:
    registers = [register("noord", hulp=40, vervoer=None), register("zuid", LOS, hulp=25, vervoer=7)]
    told = tell_hidden(registers, combine(registers))
    assert "van zuid 1 cijfer af" in told and "noord" not in told and "7" not in told
    assert tell_hidden(registers[:1], combine(registers[:1])) == ""


def test_what_gives_a_newly_hidden_number_away_is_hidden_too() -> None:
    pupils = {"basis": 60.0, "speciaal": 7.0, "mbo": 33.0, "totaal": 100.0}
    rows = tuple(
        Cijfer(
            "leerlingen",
            JAAR,
            {"schooljaar": "2024-2025", "soort": soort},
            waarde,
            "leerlingen",
            "voorlopig",
            "",
            "",
        )
        for soort, waarde in pupils.items()
    )
    rijen = combine([Gemeenteregister("zuid", rows, UIT), register("noord", hulp=40)])
    shown = {rij.uitsplitsing["soort"] for rij in rijen if "soort" in rij.uitsplitsing and not rij.onderdrukt}
    assert len(shown) < 3 and "speciaal" not in shown


def test_no_rules_anywhere_hide_nothing() -> None:
    rijen = combine([register("noord", UIT, hulp=3), register("zuid", UIT, hulp=4)])
    assert values(rijen, "totaal") == {"hulp": 7}


def test_amounts_add_up_to_the_cent_and_shares_not_at_all() -> None:
    def rows(euro: float) -> tuple[Cijfer, ...]:
        amount = Cijfer("kosten_zin", JAAR, {}, euro, "euro", "definitief", "declaraties", "Kosten.")
        return amount, Cijfer("bewindvoering_kosten_aandeel", JAAR, {}, 12.5, "%", "definitief", "", "Deel.")

    rijen = combine([Gemeenteregister(f"g{n}", rows(0.1), STRENG) for n in range(3)])
    totals = [(rij.indicator, rij.waarde) for rij in rijen if rij.uitsplitsing[GEMEENTE] == "totaal"]
    assert totals == [("kosten_zin", 0.3)]


def test_a_total_that_gives_a_part_away_stops_the_register(monkeypatch: pytest.MonkeyPatch) -> None:
    def open_up(rijen: list[Cijfer], gemeenten: int) -> list[Cijfer]:
        return [clienten("vervoer", 33.0)]

    def add_all(rijen: list[Cijfer], gemeenten: int) -> list[Cijfer]:
        (total,) = open_up(rijen, gemeenten)
        return [type(total)(**{**vars(total), "uitsplitsing": {GEMEENTE: "totaal", **total.uitsplitsing}})]

    monkeypatch.setattr(samen, "add_up", add_all)
    with pytest.raises(BuildError, match=r"clienten\.noord\.wmo\.vervoer"):
        combine([register("noord", vervoer=None), register("zuid", vervoer=30)])


def test_the_strictest_rules_are_those_of_nobody_alone() -> None:
    wide = Geheimhouding.model_validate({"drempel": 5, "mogelijke_waarden": 20, "nul": {"tonen": False}})
    found = find_strictest([STRENG, wide])
    assert (found.drempel, found.ruimte, found.nul.tonen) == (10, 20, False)


def test_what_adds_up_is_an_indicator() -> None:
    assert {item.naam for item in INDICATOREN} >= OPTELBAAR


def test_a_register_is_read_as_published_without_earlier_years(tmp_path: Path) -> None:
    write_register(
        [clienten("hulp", 40), clienten("hulp", None, JAAR - 1), clienten("hulp", 50, JAAR + 5)], tmp_path
    )
    parameters = {"jaar": JAAR, "geheimhouding": LOS.model_dump(mode="json")}
    content = {"parameters": parameters, "invoer": {}, "uitvoer": {}}
    (tmp_path / "manifest.json").write_text(json.dumps(content), encoding="utf-8")
    found = read_gemeente("noord", tmp_path)
    assert [(rij.jaar, rij.waarde) for rij in found.rijen] == [(JAAR, 40), (JAAR + 5, 50)]
    assert found.regels == LOS
    (tmp_path / "manifest.json").write_text(json.dumps({**content, "parameters": {}}), encoding="utf-8")
    with pytest.raises(ConfigurationError):
        read_gemeente("noord", tmp_path)


def test_both_files_hold_the_same(tmp_path: Path) -> None:
    rijen = combine([register("noord", hulp=40, vervoer=None), register("zuid", hulp=25, vervoer=30)])
    write_samen(rijen, tmp_path)
    text = (tmp_path / "cijfers.csv").read_text(encoding="utf-8").splitlines()
    read = duckdb.connect().execute(f"SELECT * FROM '{tmp_path / 'cijfers.parquet'}'").fetchall()
    assert text[0].split(";")[:3] == ["gemeente", "indicator", "jaar"]
    assert len(read) == len(text) - 1 == 6
    assert read[0][:6] == ("noord", "clienten", JAAR, "wet=wmo;voorziening=hulp", 40.0, "personen")
    hidden = [row for row in read if row[4] is None]
    assert [(row[0], row[7][:2]) for row in hidden] == [("noord", "ja"), ("totaal", "ja")]
