"""A register and work folder made by hand, and ways to look at a block, for the tests of the chapter."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from sdreport.chapter.blocks.blocks import Blok, Figuur
from sdreport.chapter.hoofdstuk import Hoofdstuk
from sdreport.chapter.opbouw import Opbouw
from sdreport.chapter.werkmap import Labels, Leesstof, Rapportfeiten, Werkmap
from sdreport.project.vrijgave import Vrijgave
from sdreport.register.cijfer import Cijfer
from sdreport.register.kwaliteit import Kwaliteitsrapport
from sdreport.register.manifest import Bronbestand
from sdreport.register.register import Register

JAAR = 2023
ROOT = Path(__file__).parents[2]
BESTAND = Bronbestand("data/2023/toewijzingen.csv", "ab" * 32)
LABELS = {
    "dimensie": {"voorziening": "Voorziening", "wet": "Wet", "post": "Post", "regeling": "Regeling"},
    "wet": {
        "wmo": "Wmo", "jeugdwet": "Jeugdwet", "participatiewet": "Participatiewet", "totaal": "Totaal",
    },
    "voorziening": {"rolstoelen": "Rolstoelen", "hulp": "Hulp bij het huishouden", "respijtzorg": "Respijtzorg"},
    "leeftijd": {"00-02": "0 t/m 2", "03-05": "3 t/m 5", "18+": "18 en ouder"},
    "geslacht": {"man": "Mannen", "vrouw": "Vrouwen", "man-jeugdwet": "Jongens", "vrouw-jeugdwet": "Meisjes"},
    "verwijzer": {"huisarts": "Huisarts", "gemeente": "Gemeente"},
    "post": {"hulp": "Hulp bij het huishouden", "rolstoelen": "Rolstoelen", "totaal": "Totaal"},
    "fase": {
        "primitief": "Primitieve begroting", "voorjaarsnota": "Na voorjaarsnota", "najaarsnota": "Na najaarsnota",
        "werkelijk": "Werkelijke lasten",
    },
    "deel": {"wmo": "Wmo", "jeugdwet": "Jeugdwet"},
}  # fmt: skip


def make_rij(
    indicator: str, waarde: float | None, eenheid: str = "personen", jaar: int = JAAR, status: str = "definitief",
    **uitsplitsing: str,
) -> Cijfer:  # fmt: skip
    """A row of the register, counted from `toewijzingen`."""
    return Cijfer(
        indicator,
        jaar,
        uitsplitsing,
        waarde,
        eenheid,
        status,
        "toewijzingen (9 rijen)",
        f"Telling {indicator}.",
    )


WMO = {"wet": "wmo", "voorziening": "totaal"}
HERKOMST = {
    "indicator": "clienten",
    "definitie": "Telling clienten.",
    "bron": "toewijzingen",
    "bestanden": [asdict(BESTAND)],
}
TREND = [
    make_rij("clienten", 1000, jaar=2021, status="voorbeeld", **WMO),
    make_rij("clienten", 1043, jaar=2022, **WMO),
    make_rij("clienten", 1141, **WMO),
]
VOORZIENINGEN = [
    *TREND,
    make_rij("clienten", 400, wet="wmo", voorziening="hulp"),
    make_rij("clienten", 380, jaar=2022, wet="wmo", voorziening="hulp"),
    make_rij("clienten", None, wet="wmo", voorziening="rolstoelen"),
    make_rij("clienten", 90, jaar=2022, wet="wmo", voorziening="rolstoelen"),
    make_rij("clienten", 70, wet="jeugdwet", voorziening="hulp"),
]
LEEFTIJDEN = [
    make_rij("clienten_leeftijd", waarde, wet="wmo", leeftijd=leeftijd, geslacht=geslacht)
    for leeftijd, geslacht, waarde in [
        ("00-02", "man", 10), ("00-02", "vrouw", 12), ("03-05", "man", 30), ("03-05", "vrouw", 41), ("18+", "man", 5),
    ]
]  # fmt: skip
AANDELEN = [
    make_rij("verwijzingen_aandeel", waarde, "%", jaar=jaar, verwijzer=verwijzer)
    for jaar, verwijzer, waarde in [
        (2021, "huisarts", 30.0), (2022, "huisarts", 40.0), (2022, "gemeente", 60.0), (2023, "huisarts", 45.5),
        (2023, "gemeente", 54.5), (2023, "totaal", 100.0),
    ]
]  # fmt: skip
RAMING = [
    make_rij("begroting", waarde, "euro", status=status, onderdeel="wmo", post=post, fase=fase)
    for post in ("totaal", "hulp")
    for fase, waarde, status in [
        ("primitief", 1_000_000.0, "definitief"),
        ("voorjaarsnota", 1_100_000.0, "voorbeeld"),
        ("najaarsnota", 1_200_000.0, "definitief"),
        ("werkelijk", 1_250_000.4, "definitief"),
    ]
] + [
    make_rij(indicator, waarde, eenheid, onderdeel="wmo", post=post)
    for post in ("totaal", "hulp")
    for indicator, waarde, eenheid in [
        ("raming_verschil", -50_000.4, "euro"),
        ("raming_verschil_aandeel", -4.1667, "%"),
    ]
]
VERDELING = [
    make_rij("kosten_verdeling", 300_000, "euro", deel="wmo"),
    make_rij("kosten_verdeling", 700_000, "euro", deel="jeugdwet"),
]

NUMMERS = {
    f"proef-{hoofdstuk}-{plek}": f"{hoofdstuk}.{plek}" for hoofdstuk in range(10) for plek in range(20)
}
OPBOUW = Opbouw({"figuur": NUMMERS, "tabel": NUMMERS})
"""Any number that a test likes: `proef-3-4` is 3.4."""
KWALITEIT = Kwaliteitsrapport(
    "goed", (), (), (), (), (), 12, (), Vrijgave("voorlopig", "", "", ""), (),
)  # fmt: skip

MakeChapter = Callable[..., Hoofdstuk]


def make_werkmap(
    folder: Path, rijen: Iterable[Cijfer], toelichting: str = "## inleiding\nTekst.\n", **rapport: Any
) -> Werkmap:
    """A work folder with one chapter, `1_proef`, in the house style of the project."""
    (folder / "toelichting").mkdir()
    (folder / "toelichting" / "1_proef.md").write_text(toelichting, encoding="utf-8")
    werkmap = Werkmap(folder)
    bronnen = {"toewijzingen": BESTAND, "wijzingen": Bronbestand("ander.csv", "cd" * 32)}
    facts = Rapportfeiten(
        JAAR, "Leusden", ROOT / "parameters" / "huisstijl.yaml", (folder / "toelichting",), bronnen=bronnen,
        bijnamen={"eigen": "eigenstad"},
    )  # fmt: skip
    stof = Leesstof(replace(facts, **rapport), Register(rijen, JAAR), Labels(LABELS), {}, OPBOUW)
    werkmap.fill(stof, KWALITEIT, {})
    return werkmap


def find_marks(vega: Mapping[str, Any], kind: str) -> list[dict[str, Any]]:
    """The layers of a chart with this mark."""
    layers = vega.get("layer", [vega])
    return [layer for layer in layers if layer["mark"]["type"] == kind]


def data_of(vega: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows of data that a chart shows."""
    (rows,) = vega["datasets"].values()
    return list(rows)


def as_text(value: Any) -> str:
    """Anything of a block as one text, to search in."""
    return json.dumps(value, ensure_ascii=False)


def check_figure(figuur: Figuur, rijen: list[Cijfer]) -> dict[str, Any]:
    """What holds for every figure: a chart of exactly these rows, a message, and the data behind it.

    A hidden row is in the chart with a word and without a value.
    """
    block = figuur.as_dict()
    assert block["vega"]["$schema"].startswith("https://vega.github.io/schema/vega-lite/")
    data = data_of(block["vega"])
    shown = sorted(row["waarde"] for row in data if row["waarde"] is not None)
    assert shown == sorted(rij.waarde for rij in rijen if rij.waarde is not None)
    hidden = [row for row in data if row["waarde"] is None]
    assert len(hidden) == sum(rij.waarde is None for rij in rijen)
    assert {row["label"] for row in hidden} <= {"afgeschermd"}
    assert ("Afgeschermd:" in block["noot"]) == bool(hidden)
    assert block["alt"].endswith(".")
    assert block["tabel"]["kolommen"][0]["uitlijning"] == "links"
    assert {len(row) for row in block["tabel"]["rijen"]} == {len(block["tabel"]["kolommen"])}
    assert block["voorbeeld"] == any(rij.status == "voorbeeld" for rij in rijen)
    return block


def rows_of(block: dict[str, Any]) -> list[list[str]]:
    """The rows of a table, or of the table behind a figure."""
    return [list(row) for row in block.get("tabel", block)["rijen"]]


def heads_of(block: dict[str, Any]) -> list[str]:
    """The headers of a table."""
    return [kolom["label"] for kolom in block.get("tabel", block)["kolommen"]]


def calls(named: dict[str, Callable[[Hoofdstuk], Blok]]) -> list[Any]:
    """Calls as named cases."""
    return [pytest.param(call, id=name) for name, call in named.items()]
