"""Koppelingen of plans and budget tables on small tables: what is judged, and what is not."""

import datetime as dt

import pandas as pd
from kwaliteit_extracten import JAAR, make_table, referenties, schone_rijen

from sdreport.gate.samenhang.cyclus.overzichten import overzichten
from sdreport.gate.samenhang.cyclus.plannen import plannen
from sdreport.gate.samenhang.sources import Bronnen
from sdreport.intake.catalogue.datasets import DATASETS
from sdreport.intake.reader import read_delivery
from sdreport.project.folders import find_project
from sdreport.project.references import load_references

DOEL = schone_rijen("plannen")[0] | {"nummer": ""}


def judge(*rows: dict[str, str], lijn: str = "van;naar;soort;toelichting") -> pd.DataFrame:
    """The derived table of a plan of these rows, with a thread of goals."""
    head, *links = (line.split(";") for line in lijn.splitlines())
    references = referenties() | {"doelenlijn": pd.DataFrame(links, columns=head).replace("", None)}
    tables = {"plannen": make_table("plannen", list(rows))}
    return plannen(Bronnen(tables, references, JAAR, dt.date(2024, 5, 30)))


def lines(table: pd.DataFrame, column: str) -> dict[int, float]:
    """What is judged in a column, by line."""
    return {int(str(line)): float(value) for line, value in table[column].dropna().items()}


def test_the_clean_plan_is_clean() -> None:
    rows = schone_rijen("plannen")
    table = judge(*rows).drop(columns=["dataset", "onderwerp", "lijn_soort"])
    assert (table.fillna(0.0) == 0.0).all(axis=None)
    assert table["doelnummer_dubbel"].notna().sum() == 3, "goals are judged once each"
    assert table["nummer_dubbel"].notna().sum() == 4, "so are activities"


def test_what_is_found_names_programme_and_number() -> None:
    other = DOEL | {"doelsleutel": "x-jeugd-9", "sleutel": "x-jeugd-9-a1", "doelstelling": "Iets anders."}
    table = judge(DOEL, other)
    found = table[table["doelnummer_dubbel"] == 1]
    assert (found.index.tolist(), found["onderwerp"].tolist()) == ([3], ["Jeugd: 1.1"])


def test_planning_is_judged_by_quarters_against_the_peildatum() -> None:
    late = {"aanvang": "2023-Q1", "gereed": "2023-Q2", "voortgang": "naar-verwachting"}
    rows = [
        DOEL | late | {"sleutel": "a"},
        DOEL | late | {"sleutel": "b", "voortgang": "gereed"},
        DOEL | late | {"sleutel": "c", "voortgang": ""},
        DOEL | late | {"sleutel": "d", "gereed": "2023-Q4"},
        DOEL | {"sleutel": "e", "aanvang": "2024-Q2", "gereed": "2023-Q4", "voortgang": "gereed"},
        DOEL | {"sleutel": "f", "aanvang": "gestart", "gereed": "doorlopend", "voortgang": "niet-gestart"},
    ]
    table = judge(*rows)
    assert lines(table, "kwartalen_te_laat") == {2: 2, 3: 0, 5: 0, 6: 0, 7: 0}
    assert lines(table, "kwartalen_omgekeerd") == {2: 0, 3: 0, 4: 0, 5: 0, 6: 2}
    assert lines(table, "klaar_voor_begin") == {2: 0, 3: 0, 5: 0, 6: 1, 7: 0}
    assert lines(table, "gestart_niet_begonnen") == {2: 0, 3: 0, 5: 0, 6: 0, 7: 1}


def test_the_thread_is_judged_for_this_plan_only() -> None:
    lijn = "van;naar;soort;toelichting\ny-a-1;y-b-1;raar;\nx-jeugd-1;x-nergens;vervolg;\n;x-jeugd-1;nieuw;"
    table = judge(DOEL, lijn=lijn)
    links = table[table["lijn_soort"].notna()]
    assert links["onderwerp"].tolist() == ["x-nergens", "x-jeugd-1"]
    assert links["lijn_onbekend"].tolist() == [1, 0]
    assert links.index.tolist() == [0, 0]


def test_a_plan_that_is_in_no_thread_yet_misses_no_links() -> None:
    assert lines(judge(DOEL), "doel_buiten_lijn") == {}
    lijn = "van;naar;soort;toelichting\nx-nergens;;gestopt;"
    assert lines(judge(DOEL, lijn=lijn), "doel_buiten_lijn") == {2: 1}


def test_totals_are_added_up_in_cents_and_skip_what_has_no_amount() -> None:
    rows = schone_rijen("overzichten")
    tables = {"overzichten": make_table("overzichten", rows)}
    table = overzichten(Bronnen(tables, referenties(), JAAR, dt.date(2024, 5, 30)))
    assert lines(table, "verschil_eur") == {4: 0.0, 7: 0.0}
    rows[4]["bedrag"] = "49,49"
    tables = {"overzichten": make_table("overzichten", rows)}
    table = overzichten(Bronnen(tables, referenties(), JAAR, dt.date(2024, 5, 30)))
    assert lines(table, "verschil_eur") == {4: 0.0, 7: 0.01}
    assert table[table["verschil_eur"] > 0]["onderwerp"].tolist() == ["budget totaal 2024"]


def test_every_goal_in_the_thread_is_a_goal_of_some_plan() -> None:
    """A report knows the goals of its own plan only; together the plans must know them all."""
    data = find_project().data
    goals: set[str] = set()
    for path in data.rglob("plannen.csv"):
        table = read_delivery(path.parent, DATASETS["plannen"]).table
        assert table is not None
        goals |= set(table["doelsleutel"].dropna())
    thread = load_references(data)["doelenlijn"]
    assert {*thread["van"].dropna(), *thread["naar"].dropna()} - goals == set()
