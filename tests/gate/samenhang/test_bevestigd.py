"""Of the lines of a default those stay out that another extract or last year confirms, unless all are confirmed."""

from dataclasses import replace

from kwaliteit_extracten import make_table, schone_rijen
from samenhanghulp import bronnen

from sdreport.gate.samenhang.bevestigd import doubt
from sdreport.gate.samenhang.sources import Bronnen


def rows(slug: str, column: str, values: list[str], eerste: int = 0) -> list[dict[str, str]]:
    base = schone_rijen(slug)[0]
    number = {"toewijzingen": "toewijzingnummer", "uitkeringen": "uitkeringsnummer"}.get(
        slug, "toekenningsnummer"
    )
    return [
        base | {number: f"T{n}", "clientnummer": f"C{n}", column: value}
        for n, value in enumerate(values, start=eerste)
    ]


def lines(made: Bronnen, slug: str, column: str, value: str) -> list[int]:
    where = doubt(made, slug, column, f"{column} = '{value}'")
    asked = f"SELECT regelnummer FROM {slug} WHERE {where} ORDER BY 1"
    return [line for (line,) in made.werkbank.storage.execute(asked)]


def test_another_extract_confirms_its_persons() -> None:
    made = bronnen(
        inkomensondersteuning=rows("inkomensondersteuning", "geboortejaar", ["1970"] * 4),
        toewijzingen=rows("toewijzingen", "geboortejaar", ["1970", "1951"]),
    )
    assert lines(made, "inkomensondersteuning", "geboortejaar", "1970") == [3, 4, 5]


def test_last_year_confirms_what_has_the_same_number() -> None:
    last = {
        "toewijzingen": make_table("toewijzingen", rows("toewijzingen", "wijk", ["Haven", "Dorp", "Haven"]))
    }
    made = replace(bronnen(toewijzingen=rows("toewijzingen", "wijk", ["Haven"] * 4)), vorige=last)
    assert lines(made, "toewijzingen", "wijk", "Haven") == [3, 5]


def test_what_is_so_everywhere_is_named_whole() -> None:
    last = {"toewijzingen": make_table("toewijzingen", rows("toewijzingen", "wijk", ["Haven"] * 20))}
    made = replace(bronnen(toewijzingen=rows("toewijzingen", "wijk", ["Haven"] * 20)), vorige=last)
    assert len(lines(made, "toewijzingen", "wijk", "Haven")) == 20


def test_a_sex_that_is_not_known_confirms_nothing() -> None:
    made = bronnen(
        inkomensondersteuning=rows("inkomensondersteuning", "geslacht", ["0", "0"]),
        toewijzingen=rows("toewijzingen", "geslacht", ["0"]),
    )
    assert lines(made, "inkomensondersteuning", "geslacht", "0") == [2, 3]
