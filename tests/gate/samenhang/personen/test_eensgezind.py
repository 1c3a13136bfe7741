"""Which of some extracts is wrong about persons whom they share, and what is told of each record then."""

from dataclasses import replace

import pytest
from kwaliteit_extracten import make_table, schone_rijen
from samenhanghulp import bronnen, derive

from sdreport.gate.samenhang.invoer import invoer
from sdreport.gate.samenhang.personen.eensgezind import Paarstand, find_contradicted, personen, verschoven
from sdreport.gate.samenhang.personen.toewijzingen import PERSONEN
from sdreport.gate.samenhang.sources import Bronnen

AANTAL = 40
Rijen = list[dict[str, str]]


def records(slug: str, **changes: str) -> Rijen:
    """A record of each of some persons, as `C1`; they are women of one year and household."""
    same = {"geboortejaar": "1980", "geslacht": "2", "huishoudnummer": "", "partner_clientnummer": ""}
    base = schone_rijen(slug)[0]
    same = {name: value for name, value in same.items() if name in base}
    key = next(iter(base))
    return [base | same | {key: f"R{n}", "clientnummer": f"C{n}"} | changes for n in range(AANTAL)]


def source(**rows: Rijen) -> Bronnen:
    return bronnen(**{slug: rows.get(slug) or records(slug) for slug in PERSONEN})


def wrong(rows: Rijen, every: int, **changes: str) -> Rijen:
    return [row | changes if n % every == 0 else row for n, row in enumerate(rows)]


@pytest.mark.parametrize("slug", PERSONEN)
def test_whom_two_others_contradict_is_the_one_at_fault(slug: str) -> None:
    made = derive(personen, source(**{slug: wrong(records(slug), 4, geslacht="1")}))
    named = made[made["geslacht_wijkt_af"].eq(1)]
    assert named["dataset"].tolist() == [slug] * (AANTAL // 4)


def test_an_extract_with_more_records_of_them_does_not_get_its_way() -> None:
    rows = wrong(records("inkomensondersteuning"), 4, geboortejaar="1950")
    again = [row | {"toekenningsnummer": f"{row['toekenningsnummer']}{n}"} for row in rows for n in range(5)]
    made = derive(personen, source(inkomensondersteuning=again))
    named = made[made["geboortejaar_wijkt_af"].eq(1)]
    assert named["dataset"].tolist() == ["inkomensondersteuning"] * (5 * AANTAL // 4)


def test_of_two_extracts_nobody_can_tell_and_last_year_can() -> None:
    rows = {
        "toewijzingen": records("toewijzingen"),
        "uitkeringen": wrong(records("uitkeringen"), 4, geslacht="1"),
    }
    made = derive(personen, bronnen(**rows))
    assert sorted(made["dataset"][made["geslacht_wijkt_af"].eq(1)]) == sorted(
        ["toewijzingen", "uitkeringen"] * 10
    )
    last = {"toewijzingen": make_table("toewijzingen", rows["toewijzingen"])}
    made = derive(personen, replace(bronnen(**rows), vorige=last))
    assert set(made["dataset"][made["geslacht_wijkt_af"].eq(1)]) == {"uitkeringen"}


def test_a_few_faults_are_judged_by_person() -> None:
    pairs = {
        ("toewijzingen", "uitkeringen"): Paarstand(100, 4),
        ("toewijzingen", "inkomensondersteuning"): Paarstand(100, 4),
        ("uitkeringen", "inkomensondersteuning"): Paarstand(100, 0),
    }
    assert find_contradicted(pairs) == ""
    more = {pair: replace(item, anders=5 * item.anders) for pair, item in pairs.items()}
    assert find_contradicted(more) == "toewijzingen"


def test_a_wet_that_says_what_last_year_said_is_not_shifted() -> None:
    own = [row | {"wet": wet, "clientnummer": f"{wet}{row['clientnummer']}"} for wet in ("Wmo", "Jeugdwet")
           for row in records("toewijzingen")]  # fmt: skip
    shifted = [row | ({"geboortejaar": "1970"} if row["wet"] == "Wmo" else {}) for row in own]
    others = {slug: [row | {"clientnummer": f"Wmo{row['clientnummer']}"} for row in records(slug)]
              for slug in PERSONEN[1:]}  # fmt: skip
    one = bronnen(toewijzingen=shifted, **others)
    assert derive(verschoven, one)["verschoven"].sum() == 2 * AANTAL
    one = replace(
        bronnen(toewijzingen=shifted, **others), vorige={"toewijzingen": make_table("toewijzingen", own)}
    )
    assert derive(verschoven, one)["verschoven"].sum() == AANTAL


def test_capitals_lost_in_one_extract_are_its_own_fault() -> None:
    """Also where that extract has a number more often than all others."""
    lost = [row | {"clientnummer": row["clientnummer"].lower()} for row in records("inkomensondersteuning")]
    lost = [
        row | {"toekenningsnummer": f"{row['toekenningsnummer']}{n}"} for row in lost[:5] for n in range(5)
    ]
    found = derive(invoer, source(inkomensondersteuning=lost))
    named = found[found["soort"].eq("schrijfwijze") & found["kolom"].eq("clientnummer")]
    assert named["dataset"].tolist() == ["inkomensondersteuning"] * 25


def test_numbers_of_one_aanbieder_that_moved_a_row_are_its_own_fault() -> None:
    """Each client is with two aanbieders; at one of them the numbers went a row up."""
    rows = [row | {"geboortejaar": str(1950 + n)} for n, row in enumerate(records("toewijzingen"))]
    keys = [row["clientnummer"] for row in rows]
    moved = [row | {"toewijzingnummer": f"M{n}", "clientnummer": key, "aanbieder": "Verschoven zorg"}
             for n, (row, key) in enumerate(zip(rows, [*keys[1:], keys[0]], strict=True))]  # fmt: skip
    other = [row | {"toewijzingnummer": f"N{n}", "aanbieder": "Nog een ander"} for n, row in enumerate(rows)]
    one = bronnen(toewijzingen=[*rows, *moved, *other])
    for make, column in ((personen, "geboortejaar_wijkt_af"), (verschoven, "verschoven")):
        made = one.werkbank.query(f"SELECT * FROM ({make(one)}) WHERE {column} = 1")
        assert sorted(made["regelnummer"]) == list(range(AANTAL + 2, 2 * AANTAL + 2))
    one.close()


@pytest.mark.parametrize(("before", "named"), [([], [2, 3]), (["Dorp"], [3]), (["Kade"], [2, 3])])
def test_last_year_decides_between_two_wijken_of_a_person(before: list[str], named: list[int]) -> None:
    base = records("toewijzingen")[0]
    rows = [base | {"toewijzingnummer": f"T{n}", "wijk": wijk} for n, wijk in enumerate(("Dorp", "Haven"))]
    last = {"toewijzingen": make_table("toewijzingen", [base | {"wijk": wijk} for wijk in before])}
    made = derive(personen, replace(bronnen(toewijzingen=rows), vorige=last if before else {}))
    assert made.index[made["wijk_wijkt_af"].eq(1)].tolist() == named


def test_an_extract_with_households_of_its_own_is_told_whole() -> None:
    """Also of persons whom no other extract has; of two extracts that differ nobody can tell which it is."""
    rows = {slug: records(slug, huishoudnummer="H1") for slug in PERSONEN}
    other = records("inkomensondersteuning", huishoudnummer="H9")
    alone = [row | {"toekenningsnummer": f"X{n}", "clientnummer": f"X{n}"} for n, row in enumerate(other[:5])]
    made = derive(verschoven, bronnen(**(rows | {"inkomensondersteuning": [*other, *alone]})))
    assert set(made["dataset"][made["verschoven"].eq(1)]) == {"inkomensondersteuning"}
    assert made["verschoven"].sum() == AANTAL + 5
    made = derive(verschoven, bronnen(toewijzingen=rows["toewijzingen"], inkomensondersteuning=other))
    assert made["verschoven"].sum() == 0
