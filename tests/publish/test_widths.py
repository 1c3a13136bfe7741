"""The columns of a printed table: whole numbers and short words, and room where the texts are long."""

from collections.abc import Collection
from typing import Any

from sdreport.publish.pdf.widths import LINE_WIDTHS, MARGE, share_width

ZIN = "Inwoners met een laag inkomen kunnen meedoen aan sport en cultuur in de buurt. "


def make_table(koppen: list[str], rijen: list[list[str]], rechts: Collection[int] = ()) -> dict[str, Any]:
    kolommen = [
        {"label": kop, "uitlijning": "rechts" if k in rechts else "links"} for k, kop in enumerate(koppen)
    ]
    return {"kolommen": kolommen, "rijen": rijen}


def test_a_table_that_fits_keeps_its_natural_widths() -> None:
    assert share_width(make_table(["Wet", "Aantal"], [["Wmo", "12"]], {1})) is None


def test_the_widths_fill_the_line() -> None:
    widths = share_width(make_table(["Doel", "Stand", "Klaar"], [[ZIN, ZIN * 3, "–"]] * 4))
    assert widths is not None
    assert sum(widths) == min(LINE_WIDTHS.values())


def test_the_longest_text_gets_most_and_an_empty_column_what_its_head_needs() -> None:
    doel, stand, klaar = share_width(make_table(["Doel", "Stand", "Klaar"], [[ZIN, ZIN * 3, "–"]] * 4)) or []
    assert klaar == len("Klaar") + MARGE
    assert stand > 1.5 * doel > klaar


def test_rows_count_not_the_one_long_cell() -> None:
    """One row with a long text in the first column does not take the room of thirty with one in the second."""
    rows = [[ZIN * 2, "kort"], *[["kort", ZIN * 2]] * 30]
    first, second = share_width(make_table(["Eerste", "Tweede"], rows)) or []
    assert second > 2 * first


def test_a_number_is_never_broken() -> None:
    rows = [[ZIN * 9, "€ 1.234.567.890,12"]] * 3
    assert (share_width(make_table(["Post", "Bedrag"], rows, {1})) or [0, 0])[1] >= len(
        "€ 1.234.567.890,12"
    ) + MARGE


def test_odd_tables_have_widths() -> None:
    long = "x" * 400
    for rows in ([[long, ""]], [["", long]], [[long, long]], [[" ", long]], [["a\n" + long, "b\n\nc"]]):
        assert all(width > 0 for width in share_width(make_table(["Een", ""], rows)) or [0])
    assert share_width(make_table(["woord " * 40, "b"], [])) is not None
