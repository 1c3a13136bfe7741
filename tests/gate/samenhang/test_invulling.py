"""A column that says the same everywhere is a filter that was left on, unless a municipality has nothing else."""

from dataclasses import replace

import pytest
from kwaliteit_extracten import make_table
from samenhanghulp import bronnen, derive

from sdreport.gate.samenhang.aannemelijk.invulling import invulling
from sdreport.gate.samenhang.sources import Bronnen
from sdreport.intake.catalogue.datasets import DATASETS

VEEL = 150


def row(slug: str, **fields: str) -> dict[str, str]:
    """A row with these fields; the others are empty."""
    return dict.fromkeys(DATASETS[slug].column_names, "") | fields


ALLEEN_WMO = [row("toewijzingen", wet="Wmo", productcategorie="01", productcode="01A01")] * VEEL
OBJECTIONS = [row("bezwaarschriften", zaaknummer=str(n), wet="Wmo") for n in range(VEEL)]


def judge(source: Bronnen, wetten: tuple[str, ...], slug: str = "toewijzingen") -> set[str]:
    """The columns of an extract that are the same everywhere, where the municipality has products of these laws."""
    products = source.referenties["productcodes"]
    own = products[products["wet"].isin(wetten)].reset_index(drop=True)
    if len(wetten) == 1:
        own = own.head(1)
    judged = derive(invulling, replace(source, referenties={**source.referenties, "productcodes": own}))
    return set(judged[judged["dataset"].eq(slug) & judged["overal_gelijk"].eq(1)]["kolom"])


def test_one_law_is_a_finding_only_where_there_are_products_of_another() -> None:
    assert {"wet", "productcategorie", "productcode"} <= judge(
        bronnen(toewijzingen=ALLEEN_WMO), ("Wmo", "Jeugdwet")
    )
    assert judge(bronnen(toewijzingen=ALLEEN_WMO), ("Wmo",)) == set()


@pytest.mark.parametrize(("onderdelen", "found"), [(("wmo", "algemeen"), False), (("wmo", "jeugdwet"), True)])
def test_a_law_that_the_budget_leaves_out_is_not_missed(onderdelen: tuple[str, ...], found: bool) -> None:
    begroting = [
        row("begroting", onderdeel=one, post=one, fase="primitief", bedrag="1,00") for one in onderdelen
    ]
    source = bronnen(toewijzingen=ALLEEN_WMO, begroting=begroting)
    assert ("wet" in judge(source, ("Wmo", "Jeugdwet"))) is found


def test_objections_are_about_one_law_where_the_report_is() -> None:
    alone = bronnen(toewijzingen=ALLEEN_WMO, bezwaarschriften=OBJECTIONS)
    assert judge(alone, ("Wmo",), "bezwaarschriften") == set()
    assert judge(alone, ("Wmo", "Jeugdwet"), "bezwaarschriften") == {"wet"}
    income = bronnen(
        toewijzingen=ALLEEN_WMO,
        bezwaarschriften=OBJECTIONS,
        uitkeringen=[row("uitkeringen", clientnummer="A")],
    )
    assert judge(income, ("Wmo",), "bezwaarschriften") == {"wet"}


@pytest.mark.parametrize(
    ("nothing", "before", "told"), [(4, None, 0), (45, None, 45), (25, 0, 25), (45, 45, 0)]
)
def test_amounts_of_nothing_are_told_when_there_are_too_many(
    nothing: int, before: int | None, told: int
) -> None:
    def benefits(many: int) -> list[dict[str, str]]:
        return [
            row("uitkeringen", uitkeringsnummer=f"U{n}", bedrag="0,00" if n < many else f"{9000 + n},00")
            for n in range(VEEL)
        ]

    source = bronnen(uitkeringen=benefits(nothing))
    if before is not None:
        source = replace(source, vorige={"uitkeringen": make_table("uitkeringen", benefits(before))})
    made = derive(invulling, source)
    such = made[made["kolom"].eq("bedrag") & made["overal_gelijk"].eq(1)]
    assert sorted(such.index) == list(range(2, told + 2))
