"""One inhabitant under two numbers: in which extract the other number stands, also when that knows nobody else."""

import pytest
from kwaliteit_extracten import schone_rijen
from samenhanghulp import bronnen, derive

from sdreport.gate.samenhang.personen.dubbelgangers import dubbelgangers

HUISHOUDENS = 60


def persons(slug: str, key: str, begin: str) -> list[dict[str, str]]:
    """A record of one person in each household, with numbers that begin with a letter."""
    base = schone_rijen(slug)[0]
    return [
        base | {
            key: f"{slug}{n}", "clientnummer": f"{begin}{n:05d}", "huishoudnummer": f"H{n:05d}", "geslacht": "1",
            "geboortejaar": str(1940 + n),
        }
        for n in range(HUISHOUDENS)
    ]  # fmt: skip


@pytest.mark.parametrize("known", [0, 5])
def test_the_extract_with_other_numbers_is_named_as_a_whole(known: int) -> None:
    """The last ones may be known after all."""
    steun = persons("inkomensondersteuning", "toekenningsnummer", "X")
    for n in range(HUISHOUDENS - known, HUISHOUDENS):
        steun[n]["clientnummer"] = f"C{n:05d}"
    care = persons("toewijzingen", "toewijzingnummer", "C")
    benefits = persons("uitkeringen", "uitkeringsnummer", "C")
    source = bronnen(toewijzingen=care, uitkeringen=benefits, inkomensondersteuning=steun)
    table = derive(dubbelgangers, source).reset_index()
    found = table[table["dubbelganger"] == 1]
    assert set(found["dataset"]) == {"inkomensondersteuning"}
    assert list(found["regelnummer"]) == list(range(2, 2 + HUISHOUDENS - known))
