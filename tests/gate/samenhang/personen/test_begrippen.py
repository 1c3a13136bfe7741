"""Which declaraties stand, whatever was credited, put right or rejected."""

import pandas as pd
import pytest
from kwaliteit_extracten import schone_rijen
from samenhanghulp import bronnen

from sdreport.gate.samenhang.personen.begrippen import STAAND, add_staand
from sdreport.gate.samenhang.personen.declaraties import declaraties

LEEG = {"referentienummer": "", "aanbieder": ""}


def lines(*changes: dict[str, str]) -> list[dict[str, str]]:
    """Lines of one toewijzing and month, each with a reference of its own; line 2 is the first."""
    base = schone_rijen("declaraties")[0]
    return [base | {"referentienummer": f"R{number}"} | change for number, change in enumerate(changes)]


def credit(bedrag: str = "-100,50", vorige: str = "") -> dict[str, str]:
    return {"bedrag": bedrag, "debet_credit": "C", "vorig_referentienummer": vorige}


def standing(rows: list[dict[str, str]]) -> list[int]:
    source = bronnen(declaraties=rows, toewijzingen=schone_rijen("toewijzingen"))
    try:
        found = source.werkbank.query(f"SELECT regelnummer FROM {add_staand(source)} ORDER BY regelnummer")
        return [int(line) for line in found["regelnummer"]]
    finally:
        source.close()


@pytest.mark.parametrize(
    ("rows", "left"),
    [
        (lines({}, {}), [2, 3]),
        (lines({}, credit(vorige="R0"), {}), [4]),
        (lines({}, credit(vorige="R0")), []),
        (lines({}, credit(vorige="R9")), [2]),
        (lines({}, credit(vorige="R0") | {"aanbieder": "Een ander"}), [2]),
        (lines({}, {"vorig_referentienummer": "R0"}, {}), [4]),
        (lines({}, {"status": "afgewezen"}), [2]),
        (lines({}, credit(vorige="R0") | {"status": "afgewezen"}), [2]),
        (lines(LEEG, credit() | LEEG, LEEG), [4]),
        (lines(LEEG, LEEG, credit() | LEEG), [3]),
        (lines(LEEG, credit("-100,49") | LEEG), [2]),
        (lines(LEEG, credit() | LEEG | {"toewijzingnummer": "T2"}), [2]),
        (lines(LEEG, credit() | LEEG | {"einddatum": "30-01-2023"}), [2]),
        (lines({"bedrag": ""}, credit() | LEEG), [2]),
    ],
)
def test_a_credit_undoes_one_line(rows: list[dict[str, str]], left: list[int]) -> None:
    assert standing(rows) == left


def test_without_credits_and_rejections_nothing_is_copied() -> None:
    source = bronnen(declaraties=schone_rijen("declaraties"), toewijzingen=schone_rijen("toewijzingen"))
    assert add_staand(source) == "declaraties" and not source.werkbank.has(STAAND)
    source.close()


def derive(rows: list[dict[str, str]]) -> pd.DataFrame:
    source = bronnen(declaraties=rows, toewijzingen=schone_rijen("toewijzingen"))
    try:
        made = source.werkbank.query(declaraties(source))
        return made[made["dataset"] == "declaraties"].set_index("regelnummer").sort_index()
    finally:
        source.close()


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        (credit(vorige="R0"), 0),
        (credit(vorige="R9"), 1),
        (credit(vorige="R1"), 1),
        (credit("-100,49", "R0"), 1),
        (credit(vorige="R0") | {"aanbieder": "Een ander"}, 1),
        (credit(vorige="R0") | {"toewijzingnummer": "T2"}, 1),
        (credit(vorige="R0") | {"begindatum": "02-01-2023"}, 1),
        (credit(), None),
        ({"vorig_referentienummer": "R9"}, None),
    ],
)
def test_a_credit_names_a_line_of_its_own_sender_period_and_amount(
    change: dict[str, str], wrong: int | None
) -> None:
    found = derive(lines({}, change))["credit_onbekend"]
    assert found.isna()[2]
    assert (None if pd.isna(found[3]) else found[3]) == wrong


@pytest.mark.parametrize(
    ("values", "percent"),
    [
        (("10", "04", "10,00", "100,00"), 0),
        (("10", "04", "10,00", "110,00"), 0),
        (("10", "04", "10,00", "115,00"), 5),
        (("10", "04", "10,00", "-100,00"), 0),
        (("10", "04", "10,00", "10000,00"), 9890),
        (("100,5", "83", "", "100,50"), 0),
        (("110", "83", "", "100,50"), 8.6364),
        (("10050", "83", "", "100,50"), 0),
        (("", "04", "10,00", "100,00"), None),
        (("10", "04", "", "100,00"), None),
    ],
)
def test_an_amount_lies_at_most_one_unit_beside_volume_times_tariff(
    values: tuple[str, str, str, str], percent: float | None
) -> None:
    names = ("volume", "eenheid", "tarief", "bedrag")
    found = derive(lines(dict(zip(names, values, strict=True))))["verschil_tarief_pct"][2]
    assert found == percent if percent is not None else pd.isna(found)


def test_a_volume_in_euros_is_written_in_one_way_in_the_whole_extract() -> None:
    """In euros; an extract that has the eurocents of messages is told of once, and a row of the other is wrong."""
    euro = {"eenheid": "83", "tarief": "", "volume": "100,5", "bedrag": "100,50"}
    cents = euro | {"volume": "10050"}
    for rows, beside, told in (
        ((euro, euro, cents), [0, 0, 99], 0),
        ((cents, cents, euro), [0, 0, 9900], 1),
        ((euro, cents), [0, 99], 0),
    ):
        found = derive(lines(*rows))
        assert list(found["verschil_tarief_pct"].dropna()) == beside
        assert found["euro_in_centen"][0] == told
    assert pd.isna(derive(lines({"eenheid": "04"}))["euro_in_centen"][0])


def told_of(*names: str) -> dict[str, list[int]]:
    """Per extract the lines of which the aanbieder is told, when the lines of one toewijzing name these."""
    rows = lines(*({"aanbieder": name} for name in names))
    source = bronnen(declaraties=rows, toewijzingen=schone_rijen("toewijzingen"))
    made = source.werkbank.query(f"SELECT * FROM ({declaraties(source)}) WHERE aanbieder_wijkt_af = 1")
    source.close()
    return {str(slug): sorted(own["regelnummer"].astype(int)) for slug, own in made.groupby("dataset")}


def test_all_declaraties_against_their_toewijzing_is_told_of_the_toewijzing() -> None:
    assert told_of("Aanbieder 1", "Aanbieder 1") == {}
    assert told_of("Aanbieder 1", "Een ander") == {"declaraties": [3]}
    assert told_of("Een ander") == {"declaraties": [2]}
    assert told_of("Een ander", "Een ander") == {"toewijzingen": [2]}


def test_any_product_of_the_category_fits_a_toewijzing_for_all_of_it() -> None:
    def told_of(toegewezen: str, *products: str) -> list[tuple[str, int]]:
        toewijzing = schone_rijen("toewijzingen")[0]
        categorie = toewijzing["productcategorie"]
        base = schone_rijen("declaraties")[0] | {
            "toewijzingnummer": toewijzing["toewijzingnummer"],
            "productcategorie": categorie,
        }
        rows = [
            base | {"declaratienummer": f"E{place}", "productcode": code}
            for place, code in enumerate(products)
        ]
        own = toewijzing | {"productcode": toegewezen or categorie}
        source = bronnen(declaraties=rows, toewijzingen=[own])
        made = source.werkbank.query(f"SELECT * FROM ({declaraties(source)}) WHERE product_wijkt_af = 1")
        source.close()
        return list(zip(made["dataset"], made["regelnummer"].astype(int), strict=True))

    assert told_of("", "01A03", "01A04") == []
    assert told_of("01A03", "01A03", "01A04") == [("declaraties", 3)]
