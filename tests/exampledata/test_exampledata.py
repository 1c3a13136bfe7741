"""The example data: the same bytes every time, and every published figure comes out of the records."""

import shutil
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from voorbeeldhulp import CHECKS, Jaardata, cent, dag, read

from sdreport.exampledata import write_example_data
from sdreport.exampledata.draws import Draws, split_exactly
from sdreport.exampledata.targets import (
    JEUGD_VOORZIENINGEN,
    KOSTENSOORTEN,
    WMO_VOORZIENINGEN,
)

DATA = Path(__file__).parents[2] / "data"
STANDAARDEN = Path(__file__).parents[2] / "sdreport" / "project" / "standards" / "codes.csv"
REFERENTIES = ("productcodes.csv", "codelijsten.csv", "taakvelden.csv", "labels.csv")


@pytest.fixture(scope="module")
def data2023() -> Jaardata:
    return Jaardata(DATA, 2023)


def regenerate(folder: Path, jaar: int, seed: int = 2023) -> list[Path]:
    for naam in REFERENTIES:
        shutil.copyfile(DATA / naam, folder / naam)
    return write_example_data(folder, jaar, seed)


def test_regenerated_files_are_the_committed_files(tmp_path: Path) -> None:
    paths = regenerate(tmp_path, 2023)
    assert len(paths) == 15
    for path in paths:
        committed = DATA / path.relative_to(tmp_path)
        assert path.read_bytes() == committed.read_bytes(), path.name


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_2023(check, data2023: Jaardata) -> None:  # type: ignore[no-untyped-def]
    check(data2023)


def test_age_groups_cost_what_was_published(data2023: Jaardata) -> None:
    percelen = ("breed-spectrumaanbieders", "ambulante-behandeling-jeugd", "lta-jeugd", "gezond-opgroeien")
    wmo: Counter[str] = Counter()
    jeugd = zin = 0
    for rij in data2023.tabel["declaraties"]:
        toewijzing = data2023.toewijzing[rij["toewijzingnummer"]]
        leeftijd = data2023.leeftijd(toewijzing)
        if rij["status"] == "afgewezen":
            continue
        zin += cent(rij["bedrag"]) if toewijzing["leveringsvorm"] == "ZIN" else 0
        if toewijzing["wet"] == "Wmo" and 75 <= leeftijd <= 88:
            wmo[toewijzing["voorziening"]] += cent(rij["bedrag"])
        if toewijzing["perceel"] in percelen and 14 <= leeftijd <= 17:
            jeugd += cent(rij["bedrag"])
    steun = [*data2023.tabel["uitkeringen"], *data2023.tabel["inkomensondersteuning"]]
    assert wmo.total() == 134_000_000
    assert wmo["huishoudelijke-hulp"] > wmo.total() / 2
    assert jeugd == 261_200_000
    assert zin == 1_290_634_300
    assert sum(cent(r["bedrag"]) for r in steun if 63 <= data2023.leeftijd(r) <= 66) == 100_000_000


def test_counts_of_2023(data2023: Jaardata) -> None:
    bezwaren = Counter((r["wet"], r["uitkomst"]) for r in data2023.tabel["bezwaarschriften"])
    assert bezwaren.total() == 18
    assert sum(aantal for (_, uitkomst), aantal in bezwaren.items() if uitkomst == "ongegrond") == 6
    assert sum(aantal for (_, uitkomst), aantal in bezwaren.items() if uitkomst == "ingetrokken") == 8
    leerlingen: Counter[str] = Counter()
    for rij in data2023.tabel["leerlingen"]:
        leerlingen[rij["schooljaar"]] += int(rij["aantal"])
    assert leerlingen == {"2022-2023": 4495, "2023-2024": 4522}
    ouderen = Counter({r["jaar"]: 0 for r in data2023.tabel["bevolking"]})
    for rij in data2023.tabel["bevolking"]:
        ouderen[rij["jaar"]] += int(rij["aantal"]) if int(rij["leeftijd"]) >= 65 else 0
    assert ouderen == {"2023": 7400, "2027": 8214}


@pytest.mark.parametrize(("jaar", "seed"), [(2024, 2023), (2023, 7)])
def test_another_year_or_seed_keeps_the_identities(tmp_path: Path, jaar: int, seed: int) -> None:
    (tmp_path / str(jaar - 1)).mkdir()
    (tmp_path / str(jaar - 1) / "plannen.csv").write_text("plan\nbeleidskader\n", encoding="utf-8")
    regenerate(tmp_path, jaar, seed)
    assert (tmp_path / str(jaar) / "plannen.csv").read_text(encoding="utf-8") == "plan\nbeleidskader\n"
    data = Jaardata(tmp_path, jaar)
    for check in CHECKS:
        check(data)


def test_hand_kept_plannen_are_not_overwritten(tmp_path: Path) -> None:
    for jaar in (2023, 2024):
        (tmp_path / str(jaar)).mkdir()
        (tmp_path / str(jaar) / "plannen.csv").write_text(f"jaar {jaar}\n", encoding="utf-8")
    regenerate(tmp_path, 2024)
    assert (tmp_path / "2024" / "plannen.csv").read_text(encoding="utf-8") == "jaar 2024\n"


def test_history_holds_what_the_report_says_about_2022() -> None:
    cijfers = {(r["indicator"], r["uitsplitsing"]): r for r in read(DATA / "history" / "2022.csv")}
    definitief = {sleutel: rij["waarde"] for sleutel, rij in cijfers.items() if rij["status"] == "definitief"}
    assert definitief == {
        ("bijstand", "regeling=totaal"): "416",
        ("clienten", "wet=participatiewet;voorziening=bijstand"): "416",
        ("telling", "telling=aio-ontvangers;categorie=totaal"): "28",
        ("telling", "telling=clientondersteuning-trajecten;categorie=totaal"): "37",
    }
    jeugd = {
        v: int(cijfers["clienten", f"wet=jeugdwet;voorziening={v}"]["waarde"]) for v in JEUGD_VOORZIENINGEN
    }
    groei = {v: JEUGD_VOORZIENINGEN[v] / aantal - 1 for v, aantal in jeugd.items()}
    grootste = sorted(groei, key=lambda v: -groei[v])[:2]
    assert grootste == ["ambulante-behandeling", "ambulante-begeleiding"]
    assert [round(100 * groei[v]) for v in grootste] == [16, 15]
    assert round(1_290_634_300 / int(cijfers["kosten_zin", ""]["waarde"]) - 100, 1) == 5.5


def test_history_agrees_with_2023(data2023: Jaardata) -> None:
    """Fewer Wmo toewijzingen, no fewer referrals, a smaller share of the huisarts, and a closing stock."""
    cijfers = {(r["indicator"], r["uitsplitsing"]): r["waarde"] for r in read(DATA / "history" / "2022.csv")}
    aantal = Counter(r["wet"] for r in data2023.toewijzing.values())
    assert 0.95 < aantal["Wmo"] / int(cijfers["toewijzingen", "wet=wmo"]) < 1
    nieuw = [
        r["verwijzertype"]
        for r in data2023.toewijzing.values()
        if r["wet"] == "Jeugdwet" and dag(r["toewijzingsdatum"]).year == 2023
    ]
    assert len(nieuw) >= int(cijfers["verwijzingen", "verwijzer=totaal"])
    vorig_aandeel = float(cijfers["verwijzingen_aandeel", "verwijzer=huisarts"].replace(",", "."))
    assert 100 * nieuw.count("02") / len(nieuw) < vorig_aandeel - 1
    instroom, uitstroom = (int(cijfers[f"{s}_bijstand", "maand=totaal"]) for s in ("instroom", "uitstroom"))
    eindstand = int(cijfers["bijstand", "regeling=totaal"]) - uitstroom
    assert (eindstand, instroom < 96) == (303, True)


def test_every_code_and_label_is_known(data2023: Jaardata) -> None:
    codes: dict[str, set[str]] = defaultdict(set)
    per_wet: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for rij in [*read(DATA / "codelijsten.csv"), *read(STANDAARDEN)]:
        codes[rij["lijst"]].add(rij["code"])
        per_wet[rij["lijst"]].add((rij["code"], rij.get("wet", "")))
    labels: dict[str, set[str]] = defaultdict(set)
    for rij in read(DATA / "labels.csv"):
        labels[rij["dimensie"]].add(rij["waarde"])
    for slug, kolom, lijst in (
        ("toewijzingen", "verwijzertype", "verwijzertype"),
        ("uitkeringen", "regeling", "regeling"),
        ("uitkeringen", "reden_beeindiging", "reden_einde_uitkering"),
        ("inkomensondersteuning", "kostensoort", "kostensoort"),
        ("bezwaarschriften", "advies", "advies_bezwaar"),
        ("bezwaarschriften", "uitkomst", "uitkomst_bezwaar"),
    ):
        assert {r[kolom] for r in data2023.tabel[slug]} - {""} <= codes[lijst], (slug, kolom)
    for kolom in ("productcategorie", "reden_beeindiging"):
        used = {(r[kolom], r["wet"]) for r in data2023.tabel["toewijzingen"] if r[kolom]}
        assert used <= per_wet[kolom], kolom
    assert set(KOSTENSOORTEN) == labels["kostensoort"] - {"totaal"}
    assert set(WMO_VOORZIENINGEN) | set(JEUGD_VOORZIENINGEN) <= labels["voorziening"]
    assert {r["post"] for r in data2023.tabel["begroting"]} <= labels["post"]
    taakvelden = {
        r["code"]
        for r in read(DATA / "taakvelden.csv")
        if r["jaar_van"] <= "2023" <= (r["jaar_tot"] or "9999")
    }
    assert {r["taakveld"] for r in data2023.tabel["begroting"]} <= taakvelden


@pytest.mark.parametrize(("total", "weights"), [(10, [1, 1, 1]), (7, [0, 5, 2]), (0, [3]), (100, [10**9, 1])])
def test_split_exactly_adds_up(total: int, weights: list[int]) -> None:
    parts = split_exactly(total, weights)
    assert sum(parts) == total
    assert all(
        abs(part - total * weight / sum(weights)) < 1 for part, weight in zip(parts, weights, strict=True)
    )


def test_split_exactly_refuses_what_cannot_be() -> None:
    with pytest.raises(ValueError, match="niet te verdelen"):
        split_exactly(5, [1, 1, 1], minimum=2)


def test_streams_do_not_touch_each_other() -> None:
    first = [Draws(2023, 2023, naam).fraction() for naam in ("personen", "declaraties")]
    assert first[0] != first[1]
    assert first == [Draws(2023, 2023, naam).fraction() for naam in ("personen", "declaraties")]
