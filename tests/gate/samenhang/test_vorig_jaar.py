"""Which numbers are held against last year's register, from which extract they come, and that none is computed here."""

from dataclasses import replace
from pathlib import Path

import pytest
from kwaliteit_extracten import schone_rijen
from samenhanghulp import bronnen

from sdreport.gate.samenhang.jaren.historie import verandering
from sdreport.gate.samenhang.jaren.vorig_jaar import STEEDS, VERGELEKEN, find_extract, this_year
from sdreport.gate.samenhang.levering import levering
from sdreport.measures import measure
from sdreport.measures.definitie import Gemeten
from sdreport.project.editie import find_editie
from sdreport.project.folders import Project
from sdreport.stages.read import make_invoer, read_extracts

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def gemeten() -> list[Gemeten]:
    """The numbers of the example."""
    editie = find_editie(Project(ROOT), "raadsrapportage-2023")
    return measure(make_invoer(editie.parameters, read_extracts(editie)))


def test_every_address_that_is_compared_is_one_that_is_measured_from_that_extract(
    gemeten: list[Gemeten],
) -> None:
    first: dict[str, list[Gemeten]] = {adres: [] for adres in VERGELEKEN}
    for getal in gemeten:
        fitting = [adres for adres in VERGELEKEN if _fits(getal.adres, adres)]
        if fitting:
            first[fitting[0]].append(getal)
    assert [adres for adres, own in first.items() if not own] == []
    for adres, own in first.items():
        for getal in own:
            slug = VERGELEKEN[adres]
            assert not slug or slug in getal.bron.split(" + "), adres
            assert find_extract(getal) == slug


def _fits(adres: str, pattern: str) -> bool:
    """Whether an address fits a pattern, by its steps: a `*` at the end is the rest of them."""
    steps, wanted = adres.split("."), pattern.split(".")
    if wanted[-1] == "*":
        steps = [*steps[: len(wanted) - 1], "*"] if len(steps) >= len(wanted) else steps
    return len(steps) == len(wanted) and all(
        one in ("*", two) for one, two in zip(wanted, steps, strict=True)
    )


def test_what_is_always_there_is_compared(gemeten: list[Gemeten]) -> None:
    assert [adres for adres in STEEDS if not any(_fits(getal.adres, adres) for getal in gemeten)] == []


def test_the_oldest_inhabitants_count_in_the_comparison_as_in_the_report() -> None:
    oldest = [row | {"leeftijd": "104"} for row in schone_rijen("bevolking") if row["soort"] == "stand"][:1]
    found = list(this_year(bronnen(bevolking=oldest)))
    totals = {item.getal.adres: item.getal.waarde for item in found}
    assert totals["inwoners.totaal"] == totals["inwoners.65-plus"] == float(oldest[0]["aantal"])


def test_what_last_year_had_and_this_year_has_no_row_for_is_zero() -> None:
    rows = [row | {"soort": "prognose", "jaar": "2030"} for row in schone_rijen("bevolking")]
    table = verandering(bronnen({"inwoners leeftijd=totaal": 30000.0}, bevolking=rows))
    assert table[["dataset", "onderwerp", "verandering_pct", "verdwenen"]].to_numpy().tolist() == [
        ["bevolking", "inwoners totaal", 100.0, 1.0]
    ]


def test_without_the_extracts_that_a_number_rests_on_nothing_is_gone() -> None:
    """Those of a law without its extracts are not measured, and are not missing; those of another law are."""
    steun = {"clienten wet=participatiewet;voorziening=bijstand": 40.0}
    vorig = {"clienten wet=wmo;voorziening=respijtzorg": 40.0, "clienten wet=wmo;voorziening=totaal": 90.0}
    names = ("toewijzingen", "uitkeringen", "inkomensondersteuning")
    rijen = {slug: schone_rijen(slug) for slug in names}
    without = verandering(bronnen({**vorig, **steun}, toewijzingen=rijen["toewijzingen"]))
    assert set(without["onderwerp"]) == {"clienten wmo respijtzorg", "clienten wmo totaal"}
    income = verandering(bronnen({**vorig, **steun}, **{slug: rijen[slug] for slug in names[1:]}))
    assert not income["onderwerp"].str.contains("wmo").any()
    gone = verandering(bronnen(vorig, **rijen)).set_index("onderwerp")["verdwenen"]
    assert gone["clienten wmo respijtzorg"] == 1.0


def test_a_telling_is_compared_at_its_line_and_its_added_total_is_not() -> None:
    row = schone_rijen("tellingen")[0]
    rows = [row | {"telling": "proef", "categorie": name, "aantal": "30"} for name in ("a", "b", "c", "d")]
    vorig = {f"telling telling=proef;categorie={name}": 30.0 for name in ("a", "b", "c", "d")}
    source = bronnen({**vorig, "telling telling=proef;categorie=totaal": 999.0}, tellingen=rows)
    assert {getal.adres for getal in source.cijfers["telling"]} > {"telling.proef.totaal"}
    assert verandering(source).index.tolist() == [2, 3, 4, 5]


def test_numbers_that_are_all_those_of_last_year_look_like_its_file(tmp_path: Path) -> None:
    row = schone_rijen("tellingen")[0]
    rows = [row | {"telling": "proef", "categorie": name, "aantal": "30"} for name in ("a", "b", "c", "d")]
    vorig = {f"telling telling=proef;categorie={name}": 30.0 for name in ("a", "b", "c", "d")}
    for changed, same in (({}, 1), ({"telling telling=proef;categorie=d": 31.0}, 0)):
        source = bronnen({**vorig, **changed}, tellingen=rows)
        source = replace(source, bestanden={"tellingen": tmp_path / "tellingen.csv"})
        asked = source.werkbank.query(
            f"SELECT vorig_jaar FROM ({levering(source)}) WHERE vorig_jaar IS NOT NULL"
        )
        source.close()
        assert asked["vorig_jaar"].tolist() == [same]


@pytest.mark.parametrize(("hidden", "new"), [(False, 1.0), (True, 0.0)])
def test_what_was_hidden_last_year_is_not_new(hidden: bool, new: float) -> None:
    known: dict[str, float | None] = {"bijstand regeling=ioaw-ioaz": 20}
    vorig = known | ({"bijstand regeling=participatiewet": None} if hidden else {})
    source = bronnen(vorig, uitkeringen=schone_rijen("uitkeringen"))
    table = verandering(source)
    source.close()
    own = table[table["onderwerp"].eq("bijstand participatiewet")]
    assert own["nieuw"].max() == new or (hidden and own.empty)


@pytest.mark.parametrize(("many", "told"), [(4, False), (400, True)])
def test_the_costs_of_a_perceel_with_few_toewijzingen_change_by_chance(many: int, told: bool) -> None:
    """Half as much again: of four people that is two more, of four hundred it is news."""
    care, paid = schone_rijen("toewijzingen")[0], schone_rijen("declaraties")[0]
    numbers = [f"T{n}" for n in range(many)]
    rows = {
        "toewijzingen": [care | {"toewijzingnummer": n, "clientnummer": f"C{n}"} for n in numbers],
        "declaraties": [
            paid | {"declaratienummer": n, "toewijzingnummer": n, "bedrag": "100,00"} for n in numbers
        ],
    }
    costs = next(
        item.getal for item in this_year(bronnen(**rows)) if item.getal.indicator == "kosten_perceel"
    )
    address = f"kosten_perceel perceel={costs.uitsplitsing['perceel']}"
    source = bronnen({address: (costs.waarde or 0) / 1.5}, **rows)
    table = verandering(source)
    source.close()
    own = table[table["onderwerp"].str.startswith("kosten perceel") & table["verandering_pct"].notna()]
    assert (own["verandering_pct"] > 25).tolist() == [told]
