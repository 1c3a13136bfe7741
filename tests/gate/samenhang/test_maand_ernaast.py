"""Declaraties of an aanbieder that are a month early or late, on small tables."""

import pytest
from kwaliteit_extracten import MAANDEN, schone_rijen
from samenhanghulp import bronnen

from sdreport.gate.samenhang.jaren.maand_ernaast import find_moved_aanbieders


def find(moved: dict[str, int], ends: int = 9) -> list[str]:
    """The aanbieders that are found, of six with forty toewijzingen each of April up to a month; moved by so many."""
    care, lines = schone_rijen("toewijzingen")[0], schone_rijen("declaraties")[0]
    toewijzingen, declaraties = [], []
    for aanbieder in "ABCDEF":
        for n in range(40):
            number = f"{aanbieder}{n}"
            own = {"toewijzingnummer": number, "aanbieder": aanbieder}
            period = {"ingangsdatum": "01-04-2023", "einddatum": f"28-{ends:02d}-2023"}
            toewijzingen.append(
                care | own | period | {"werkelijke_begindatum": "", "werkelijke_einddatum": ""}
            )
            for month in range(3, ends):
                begin = MAANDEN[month + moved.get(aanbieder, 0)]
                declaraties.append(
                    lines | own | {"begindatum": f"{begin:%d-%m-%Y}", "referentienummer": f"{number}{month}"}
                )
    source = bronnen(toewijzingen=toewijzingen, declaraties=declaraties)
    found = list(find_moved_aanbieders(source))
    source.close()
    return found


@pytest.mark.parametrize(
    ("moved", "found"),
    [
        ({}, []),
        ({"B": -1}, ["B"]),
        ({"B": 1, "E": -1}, ["B", "E"]),
        ({"B": 3}, []),
        (dict.fromkeys("ABCDE", 1), []),
    ],
)
def test_an_aanbieder_is_moved_when_a_month_makes_its_lines_fit(
    moved: dict[str, int], found: list[str]
) -> None:
    assert find(moved) == found
