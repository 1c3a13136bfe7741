"""The files of the framework 2023-2027 against what the framework prints; nothing is built here.

Goals are counted as the framework counts them in words; amounts and first values are compared, cell by cell, with
the transcription in `data/documenten/`. Printed totals that do not add up stay as printed: the last table of this
module says which.
"""

import csv
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

DATA = Path(__file__).parents[2] / "data"
KADER = DATA / "beleidskader-2023-2027"

# goals per speerpunt, as the framework says in words ("een viertal punten")
DOELEN = {
    "rondkomen": 4, "wonen-en-zorg": 5, "netwerken": 6, "vrijwilligers": 3, "leefstijl-sport-bewegen": 4,
    "opvoeden-opgroeien": 4, "toekomstbestendig-ondersteunen": 8,
}  # fmt: skip
# activities of 2023 per speerpunt: ready, going on, in preparation, not begun
VOORTGANG = ("gereed", "naar-verwachting", "in-voorbereiding", "niet-gestart")
ACTIES_2023 = {
    "rondkomen": (3, 4, 2, 0), "wonen-en-zorg": (1, 6, 3, 1), "netwerken": (1, 2, 2, 0),
    "vrijwilligers": (2, 1, 0, 1), "leefstijl-sport-bewegen": (2, 4, 2, 0), "opvoeden-opgroeien": (3, 5, 1, 2),
    "toekomstbestendig-ondersteunen": (1, 6, 2, 1),
}  # fmt: skip
# the words of the transcription for the rows of a table, and the posts that hold them
SPEERPUNTEN = {
    "Rondkomen": "rondkomen", "Wonen en zorg": "wonen-en-zorg", "Netwerken": "netwerken",
    "Vrijwilligers": "vrijwilligers", "Leefstijl": "leefstijl-sport-bewegen", "Opvoeden": "opvoeden-opgroeien",
    "Toekomstbestendig": "toekomstbestendig-ondersteunen", "totaal": "totaal",
}  # fmt: skip
MEERJARENBEGROTING = {
    "4.3 onderwijs": "onderwijs", "5.1-5.6 sport en cultuur": "sport-cultuur",
    "6.1-6.2 toegang en basisinfrastructuur": "toegang-basisinfrastructuur",
    "6.3-6.6 werk en inkomen": "werk-inkomen", "6.6-6.8 Wmo en jeugdzorg": "wmo-jeugdzorg",
    "7.1 volksgezondheid": "volksgezondheid", "totaal": "totaal",
}  # fmt: skip
EXTRA_MIDDELEN = {
    "extra middelen jeugdzorg": "extra-middelen-jeugdzorg", "korting": "korting-met-overeenstemming",
    "subtotaal": "subtotaal", "eerdere stelposten": "eerdere-stelposten",
    "nieuw beleid": "investeringsplan-lariks", "saldo": "saldo",
}  # fmt: skip
DEKKING = {
    "tekst, dekking voor twee posten Rondkomen": "reserve-armoede",
    "tekst, ontwikkelbudget geheel ingezet": "ontwikkelbudget",
    "tekst, ophoging werkbudget in totaal": "werkbudget",
    "tekst, onttrekking aan de reserve": "algemene-reserve",
    "tekst, totale extra inzet": "totaal",
}
WERKBUDGET_PER_JAAR = "tekst, ophoging werkbudget per jaar"
# what an indicator says for which the framework names no direction: none is filled in for it
GEEN_RICHTING = "Het beleidskader noemt geen gewenste richting."
# the place of the first value of an indicator in the transcription
NULMETINGEN = {
    "sociale-eenzaamheid": "Hoofdstuk 3.3, sociaal eenzame volwassenen",
    "aandeel-vrijwilligers": "Hoofdstuk 3.4, ambitie, vrijwilligers",
    "stress-volwassenen": "Hoofdstuk 3.5, volwassenen met veel stress",
    "stress-jongvolwassenen": "Hoofdstuk 3.5, veel stress, 18 tot 25 jaar",
    "welbevinden-jeugd": "Hoofdstuk 3.6, scholieren die zich gelukkig voelen",
    "aandeel-jeugdhulp": "Hoofdstuk 3.7, jeugdigen met jeugdhulp",
}
# totals that do not add up in print: printed minus recomputed, in euro
AFWIJKINGEN = {
    ("extra-middelen", "subtotaal", "2023"): -45_000.0,  # 1.449 for 1.494; the saldo counts with 1.494
    ("extra-middelen", "saldo", "2023"): 45_000.0,
    ("extra-middelen", "subtotaal", "2027"): -1_000.0,  # rounded
    ("extra-middelen", "subtotaal", "2028"): -1_000.0,  # rounded
}

Rij = dict[str, str]


def read(path: Path) -> list[Rij]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";", strict=True))


def read_number(text: str) -> float:
    return float(text.replace(",", "."))


PLANNEN = read(KADER / "plannen.csv")
PLANNEN_2023 = read(DATA / "2023" / "plannen.csv")
OVERZICHTEN = read(KADER / "overzichten.csv")
INDICATOREN = read(KADER / "doelindicatoren.csv")
DOCUMENT = {rij["plaats"]: rij for rij in read(DATA / "documenten" / "beleidskader-2023-2027.csv")}
BEDRAGEN = {
    (rij["overzicht"], rij["post"], rij["jaar"]): read_number(rij["bedrag"])
    for rij in OVERZICHTEN
    if rij["bedrag"]
}


def euro(plaats: str) -> float:
    rij = DOCUMENT[plaats]
    return read_number(rij["waarde"]) * (1000 if rij["eenheid"] == "x 1.000 euro" else 1)


def places(tabel: str) -> list[str]:
    """The places of the amounts in a table of chapter 5, in the order of the transcription."""
    prefix = f"Hoofdstuk 5, tabel {tabel}, "
    return [
        plaats
        for plaats in DOCUMENT
        if plaats.startswith(prefix) and DOCUMENT[plaats]["eenheid"].endswith("euro")
    ]


def cells_per_year(tabel: str, posten: dict[str, str]) -> dict[tuple[str, str], float]:
    """The amounts of a table with years as columns, by post and year."""
    pattern = re.compile(rf"Hoofdstuk 5, tabel {tabel}, (.+?),? (\d{{4}})")
    found = {}
    for plaats in places(tabel):
        match = pattern.fullmatch(plaats)
        assert match, plaats
        found[posten[match[1]], match[2]] = euro(plaats)
    return found


def of_table(overzicht: str) -> dict[tuple[str, str], float]:
    return {(post, jaar): bedrag for (naam, post, jaar), bedrag in BEDRAGEN.items() if naam == overzicht}


def goals(rows: list[Rij]) -> dict[str, tuple[str, str, str]]:
    """Programme, number and words of every goal, by its key; a key with two goals is an error."""
    found: dict[str, tuple[str, str, str]] = {}
    for rij in rows:
        if rij["doelsleutel"]:
            goal = (rij["programma"], rij["doelnummer"], rij["doelstelling"])
            assert found.setdefault(rij["doelsleutel"], goal) == goal, rij["sleutel"]
    return found


@pytest.mark.parametrize("rows", [PLANNEN, PLANNEN_2023], ids=["beleidskader", "2023"])
def test_every_speerpunt_has_the_printed_number_of_goals(rows: list[Rij]) -> None:
    numbers = defaultdict(list)
    for sleutel, (programma, nummer, tekst) in goals(rows).items():
        assert sleutel == f"b23-{programma}-{nummer}"
        assert tekst
        numbers[programma].append(int(nummer))
    assert {name: sorted(found) for name, found in numbers.items()} == {
        name: list(range(1, aantal + 1)) for name, aantal in DOELEN.items()
    }


def test_the_transcription_counts_the_same_goals() -> None:
    counted = [
        float(rij["waarde"])
        for plaats, rij in DOCUMENT.items()
        if re.match(r"Hoofdstuk 3\.\d, .*, lijst$", plaats)
    ]
    assert counted == list(DOELEN.values())


def test_the_goals_of_2023_are_those_of_the_framework() -> None:
    assert goals(PLANNEN_2023) == goals(PLANNEN)


def test_every_goal_of_the_framework_has_an_activity_and_no_judgement() -> None:
    with_activity = {rij["doelsleutel"] for rij in PLANNEN if rij["activiteit"]}
    assert set(goals(PLANNEN)) <= with_activity
    assert {rij["peildatum"] for rij in PLANNEN} == {"01-03-2023"}
    assert all(rij["voortgang"] == rij["stand_van_zaken"] == "" for rij in PLANNEN)


def test_activities_of_2023_per_speerpunt_and_progress() -> None:
    counted = Counter((rij["programma"], rij["voortgang"]) for rij in PLANNEN_2023 if rij["activiteit"])
    assert {rij["peildatum"] for rij in PLANNEN_2023} == {"31-12-2023"}
    assert counted == Counter(
        {
            (name, voortgang): aantal
            for name, aantallen in ACTIES_2023.items()
            for voortgang, aantal in zip(VOORTGANG, aantallen, strict=True)
        }
    )


def test_a_row_of_2023_is_a_titled_activity_with_its_state_or_a_goal_without_activity() -> None:
    with_activity = {rij["doelsleutel"] for rij in PLANNEN_2023 if rij["activiteit"]}
    for rij in PLANNEN_2023:
        if rij["activiteit"]:
            assert 3 <= len(rij["activiteit"].split()) <= 8, rij["sleutel"]
            assert not re.search(r"\d", rij["activiteit"]), rij["sleutel"]
            assert rij["stand_van_zaken"], rij["sleutel"]
        else:
            assert rij["sleutel"] == f"{rij['doelsleutel']}-doel"
            assert rij["doelsleutel"] not in with_activity, rij["sleutel"]


def test_keys_are_unique_over_both_files_and_follow_their_goal() -> None:
    keys = [rij["sleutel"] for rij in (*PLANNEN, *PLANNEN_2023)]
    assert [key for key, times in Counter(keys).items() if times > 1] == []
    for rij in (*PLANNEN, *PLANNEN_2023):
        assert rij["sleutel"].startswith(f"{rij['doelsleutel'] or 'b23-' + rij['programma']}-"), rij[
            "sleutel"
        ]


def test_development_budget_has_the_printed_amounts_per_speerpunt() -> None:
    prefix = "Hoofdstuk 5, tabel extra middelen speerpunten, "
    printed, built = defaultdict(list), defaultdict(list)
    for plaats in places("extra middelen speerpunten"):
        words = plaats.removeprefix(prefix)
        name = next(slug for start, slug in SPEERPUNTEN.items() if words.startswith(start))
        printed[name].append(euro(plaats))
    for rij in OVERZICHTEN:
        if rij["overzicht"] == "ontwikkelbudget" and rij["bedrag"]:
            built[rij["rubriek"]].append(read_number(rij["bedrag"]))
    assert built == printed
    assert built["totaal"] == [754_000]


def test_cover_has_the_printed_amounts() -> None:
    cover = of_table("dekking")
    years = [cover.pop((f"werkbudget-jaar-{number}", "")) for number in (1, 2, 3)]
    assert set(years) == {euro(f"Hoofdstuk 5, {WERKBUDGET_PER_JAAR}")}
    assert cover == {(post, ""): euro(f"Hoofdstuk 5, {plaats}") for plaats, post in DEKKING.items()}


def test_multi_year_budget_has_the_printed_amounts() -> None:
    printed = cells_per_year("meerjarenbegroting", MEERJARENBEGROTING)
    assert len(printed) == 28
    assert of_table("meerjarenbegroting") == pytest.approx(printed)


def test_extra_means_have_the_printed_amounts() -> None:
    printed = cells_per_year("extra middelen jeugd en Wmo", EXTRA_MIDDELEN)
    assert len(printed) == 41
    assert of_table("extra-middelen") == pytest.approx(printed)


def test_an_amount_is_empty_only_where_the_framework_prints_no_number() -> None:
    empty = Counter((rij["overzicht"], rij["reden_leeg"]) for rij in OVERZICHTEN if not rij["bedrag"])
    assert empty == Counter({("ontwikkelbudget", "ntb"): 1, ("extra-middelen", "pm"): 12})
    assert all(not rij["reden_leeg"] for rij in OVERZICHTEN if rij["bedrag"])


def test_printed_totals_add_up_except_the_known_ones() -> None:
    sums: dict[tuple[str, str, str], float] = defaultdict(float)
    for rij in OVERZICHTEN:
        if rij["telt_in"]:
            sums[rij["overzicht"], rij["telt_in"], rij["jaar"]] += read_number(rij["bedrag"] or "0")
    totals = {
        (rij["overzicht"], rij["post"], rij["jaar"]): read_number(rij["bedrag"])
        for rij in OVERZICHTEN
        if rij["soort"] != "post"
    }
    assert set(sums) == set(totals)
    differences = {key: round(totals[key] - sums[key], 2) for key in totals}
    assert {key: value for key, value in differences.items() if value} == AFWIJKINGEN


def test_first_values_of_indicators_are_those_of_the_framework() -> None:
    built = {rij["indicator"]: read_number(rij["nulmeting"]) for rij in INDICATOREN if rij["nulmeting"]}
    assert built == {name: read_number(DOCUMENT[plaats]["waarde"]) for name, plaats in NULMETINGEN.items()}


def test_latest_values_of_indicators_are_those_of_the_published_report() -> None:
    published = {rij["adres"]: float(rij["waarde"]) for rij in read(Path(__file__).with_name("2023.csv"))}
    measured = [rij for rij in INDICATOREN if rij["waarde"]]
    assert len(measured) == 10
    for rij in measured:
        assert read_number(rij["waarde"]) == published[rij["cijfer"]], rij["indicator"]
        assert rij["waarde_jaar"] == "2023", rij["indicator"]
    assert all(not rij["cijfer"] and not rij["waarde_jaar"] for rij in INDICATOREN if not rij["waarde"])


def test_every_speerpunt_is_monitored() -> None:
    assert list(dict.fromkeys(rij["programma"] for rij in INDICATOREN)) == list(DOELEN)
    names = [rij["indicator"] for rij in INDICATOREN]
    assert len(names) == len(set(names))
    assert {rij["richting"] for rij in INDICATOREN} == {"hoger", "lager", ""}
    without_direction = [rij["indicator"] for rij in INDICATOREN if not rij["richting"]]
    assert without_direction == [
        rij["indicator"] for rij in INDICATOREN if GEEN_RICHTING in rij["toelichting"]
    ]
    assert {"instroom-clienten", "uitstroom-clienten", "tekort-vrijwilligers"} <= set(without_direction)
