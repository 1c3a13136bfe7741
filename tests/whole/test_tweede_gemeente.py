"""A second municipality, delivered as standard messages and Windows files, gets the right reports from data alone.

Of two years: the first one is the history of the second.
"""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path

import pytest
from openhulp import OPEN
from stadhulp import as_cents, as_iso, collect_lines, collect_toewijzingen, read_file

from sdreport.exampledata import write_stad
from sdreport.project.editie import find_editie
from sdreport.project.folders import find_project
from sdreport.register.files import format_csv
from sdreport.register.history import published_history
from sdreport.register.register import Register
from sdreport.stages.calculate import make_register
from sdreport.stages.read import read_extracts

ROOT = Path(__file__).parents[2]
JAREN = (2024, 2025)
LOS = ("begroting", "bezwaarschriften", "leerlingen", "tellingen", "bevolking", "wijkbevolking", "plannen")
MET_NUMMERS = ("uitkeringen", "inkomensondersteuning", "toewijzingen", "declaraties")
Cijfers = dict[str, float]


def run(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A command in the project, as a steward gives it."""
    sleutel = "lindewaard-is-verzonnen-0123456789-en-deze-sleutel-ook"
    omgeving = {**os.environ, "SDREPORT_SLEUTEL": sleutel, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "sdreport", *arguments]
    return subprocess.run(command, cwd=project, env=omgeving, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project of the town, with what was delivered for both years read into its extracts."""
    root = tmp_path_factory.mktemp("stad") / "lindewaard"
    shutil.copytree(ROOT / "examples" / "lindewaard", root)
    write_stad(root)
    for jaar in JAREN:
        given, data = root / "geleverd" / str(jaar), root / "data" / str(jaar)
        data.mkdir(exist_ok=True)
        for slug in LOS:
            shutil.copyfile(given / f"{slug}.csv", data / f"{slug}.csv")
        for slug in MET_NUMMERS:
            files = (str(given / f"{slug}.csv"), str(data / f"{slug}.csv"))
            done = run(root, "pseudonymise", *files, "--dataset", slug)
            assert done.returncode == 0, done.stderr
        done = run(root, "import", str(given / "berichten"), f"raadsrapportage-{jaar}")
        assert done.returncode == 0, done.stdout + done.stderr
    return root


@pytest.fixture(scope="module", params=JAREN)
def jaar(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture(scope="module")
def register(project: Path, jaar: int) -> Register:
    """The numbers of the report before protection."""
    editie = find_editie(find_project(project), f"raadsrapportage-{jaar}")
    shown = editie.parameters.model_copy(update={"geheimhouding": OPEN})
    return make_register(replace(editie, parameters=shown), read_extracts(editie))


@pytest.fixture(scope="module")
def given(project: Path, jaar: int) -> Path:
    return project / "geleverd" / str(jaar)


def compare(register: Register, expected: Cijfers) -> int:
    """Hold the register against numbers by address; the number of numbers."""
    found = {adres: register.get(adres).waarde for adres in expected}
    wrong = {
        adres: (found[adres], value)
        for adres, value in expected.items()
        if found[adres] != pytest.approx(value)
    }
    assert wrong == {}
    return len(expected)


def products_of(project: Path) -> dict[tuple[str, str], dict[str, str]]:
    """The product of every code and form of delivery."""
    text = (project / "data" / "productcodes.csv").read_text(encoding="utf-8").splitlines()
    rows = [dict(zip(text[0].split(";"), line.split(";"), strict=True)) for line in text[1:]]
    return {(row["productcode"], row["leveringsvorm"]): row for row in rows}


def test_clients_and_costs_are_those_of_the_messages(
    project: Path, given: Path, register: Register, jaar: int
) -> None:
    products, toewijzingen = products_of(project), collect_toewijzingen(given)
    clients: dict[str, set[str]] = defaultdict(set)
    ages: dict[str, set[str]] = defaultdict(set)
    used: Counter[str] = Counter()
    for rij in toewijzingen.values():
        if rij["begin"] > f"{jaar}-12-31" or (rij["einde"] or rij["gepland"] or "9999") < f"{jaar}-01-01":
            continue
        used[f"toewijzingen.{rij['wet']}"] += 1
        for voorziening in (products[rij["product"], rij["vorm"]]["voorziening"], "totaal"):
            clients[f"clienten.{rij['wet']}.{voorziening}"].add(rij["client"])
        if rij["wet"] == "jeugdwet":
            low = (jaar - int(rij["jaar"])) // 3 * 3
            klasse = f"{low:02d}-{low + 2:02d}" if low < 18 else "18+"
            ages[f"clienten_leeftijd.jeugdwet.{klasse}.{'man' if rij['geslacht'] == '1' else 'vrouw'}"].add(
                rij["client"]
            )
    costs: Counter[str] = Counter()
    for number, month, cents in collect_lines(given):
        rij = toewijzingen[number]
        costs[f"kosten_perceel.{products[rij['product'], rij['vorm']]['perceel']}"] += cents
        costs[f"kosten_maand.{rij['wet']}.{month}"] += cents
        costs["kosten_zin"] += cents if rij["vorm"] == "ZIN" else 0
    expected = {adres: len(found) for adres, found in {**clients, **ages}.items()}
    assert (
        compare(register, {**expected, **used, **{adres: cents / 100 for adres, cents in costs.items()}}) > 70
    )


def test_income_support_is_that_of_the_files(given: Path, register: Register, jaar: int) -> None:
    first, last = f"{jaar}-01-01", f"{jaar}-12-31"
    flows: Counter[str] = Counter()
    persons: dict[str, set[str]] = defaultdict(set)
    for rij in read_file(given / "uitkeringen.csv"):
        begin, end = as_iso(rij["begindatum"]), as_iso(rij["einddatum"])
        persons["bijstand.totaal"].add(rij["clientnummer"])
        persons["clienten.participatiewet.bijstand"].add(rij["clientnummer"])
        persons["clienten.participatiewet.totaal"].add(rij["clientnummer"])
        for adres, day in (("instroom_bijstand", begin), ("uitstroom_bijstand", end)):
            if first <= day <= last:
                flows[f"{adres}.{day[5:7]}"] += 1
                flows[f"{adres}.totaal"] += 1
    for rij in read_file(given / "inkomensondersteuning.csv"):
        persons["clienten.participatiewet.totaal"].add(rij["clientnummer"])
        persons[f"clienten.participatiewet.{rij['soort'].replace(' ', '-')}"].add(rij["clientnummer"])
        if rij["kostensoort"]:
            persons[f"bijzondere_bijstand.{rij['kostensoort']}"].add(rij["clientnummer"])
            persons["bijzondere_bijstand.totaal"].add(rij["clientnummer"])
    assert compare(register, {**flows, **{adres: len(found) for adres, found in persons.items()}}) > 30


def test_what_is_no_record_of_a_person_is_that_of_the_files(given: Path, register: Register) -> None:
    expected: Counter[str] = Counter()
    for rij in read_file(given / "begroting.csv"):
        for post in (rij["post"], "totaal"):
            expected[f"begroting.{rij['onderdeel']}.{post}.{rij['fase']}"] += as_cents(rij["bedrag"])
    expected = Counter({adres: cents / 100 for adres, cents in expected.items()})
    for rij in read_file(given / "leerlingen.csv"):
        for soort in (rij["soort"], "totaal"):
            expected[f"leerlingen.{rij['schooljaar']}.{soort}"] += int(rij["aantal"])
    for rij in read_file(given / "bezwaarschriften.csv"):
        for wet in (rij["wet"].lower(), "totaal"):
            for uitkomst in (rij["uitkomst"], "totaal"):
                expected[f"bezwaarschriften.{wet}.{uitkomst}"] += 1
    for rij in read_file(given / "tellingen.csv"):
        expected[f"telling.{rij['telling']}.{rij['categorie']}"] += int(rij["aantal"])
    for rij in read_file(given / "bevolking.csv"):
        age = int(rij["leeftijd"])
        group = "0-17" if age < 18 else "18-64" if age < 65 else "65-plus"
        name = "inwoners" if rij["soort"] == "stand" else "inwoners_prognose"
        year = "" if rij["soort"] == "stand" else f"@{rij['jaar']}"
        for leeftijd in (group, "totaal"):
            expected[f"{name}.{leeftijd}{year}"] += int(rij["aantal"])
    assert compare(register, expected) > 150


@pytest.fixture(scope="module")
def built(project: Path) -> dict[int, Path]:
    """Both reports; what the first one published is the history of the second."""
    folders = {}
    for jaar in JAREN:
        rapport = f"raadsrapportage-{jaar}"
        done = run(project, "build", rapport)
        assert done.returncode == 0, done.stdout + done.stderr
        folders[jaar] = project / "output" / rapport
        history = published_history(find_editie(find_project(project), rapport))
        (project / "data" / "history").mkdir(exist_ok=True)
        (project / "data" / "history" / f"{jaar}.csv").write_text(format_csv(history[jaar]), encoding="utf-8")
    return folders


def test_the_gate_finds_nothing_critical_and_the_report_is_built(built: dict[int, Path], jaar: int) -> None:
    page = (built[jaar] / "index.html").read_text(encoding="utf-8")
    for word in ("Lindewaard", "Beschermd wonen", "Collectief vervoer", "Kansrijk opgroeien"):
        assert word in page
    for word in ("Leusden", "Lariks", "Rondkomen"):
        assert word not in page
    summary = json.loads((built[jaar] / "datakwaliteit.json").read_text(encoding="utf-8"))
    assert summary["oordeel"] != "kritiek" and not [
        f for f in summary["bevindingen"] if f["ernst"] == "kritiek"
    ]


def test_sections_and_counts_of_the_town_itself_find_their_place(built: dict[int, Path]) -> None:
    page = (built[2024] / "index.html").read_text(encoding="utf-8")
    words = ("Verwijzers en partners", "Het wijkteam", "Gesprekken van het wijkteam</", "Mantelzorgers</h")
    places = [page.find(word, page.index("<main")) for word in words]
    assert -1 not in places and places == sorted(places)


def test_the_second_year_is_compared_with_the_first_as_it_was_published(built: dict[int, Path]) -> None:
    rows = {year: read_published(folder) for year, folder in built.items()}
    shown = 0
    for adres, waarde in rows[2025].items():
        indicator, _, rest = adres.partition(";")
        before, difference = rows[2024].get(adres), rows[2025].get(f"{indicator}_verschil;{rest}")
        if before and difference:
            assert waarde, f"{adres} is hidden and its change is not"
            assert as_number(difference) == pytest.approx(as_number(waarde) - as_number(before), abs=0.001)
            shown += 1
    assert shown > 150


def read_published(folder: Path) -> dict[str, str]:
    """Every number of the year of a report as it was published, by indicator and breakdown."""
    text = (folder / "cijfers.csv").read_text(encoding="utf-8-sig")
    rows = csv.DictReader(io.StringIO(text), delimiter=";")
    own = folder.name[-4:]
    return {f"{row['indicator']};{row['uitsplitsing']}": row["waarde"] for row in rows if row["jaar"] == own}


def as_number(text: str) -> float:
    """A number with a decimal comma."""
    return float(text.replace(",", "."))
