"""What a small screen shows of a plan and of an amount."""

from __future__ import annotations

import voorbeeldnotebook as voorbeeld
from paginahulp import notebook_of, soup

from sdreport.project.huisstijl import Huisstijl
from sdreport.publish.html.page import render_html
from sdreport.publish.html.style import make_stylesheet
from sdreport.publish.meta import Paginameta

ZIN = "Een zin van meer dan zestig tekens, zodat de cellen van de rij onder elkaar komen te staan."


def test_a_folded_plan_leaves_out_what_is_not_filled_in(huisstijl: Huisstijl, meta: Paginameta) -> None:
    """The action itself stays, also where there is none; numbers and tables that are not folded keep their dash."""
    heads = ["Doel", "Actie", "Trekker", "Klaar", "Stand"]
    kolommen = [{"label": head, "uitlijning": "links"} for head in heads]
    rijen = [["Doel 1", "–", "–", "Gemeente", ZIN], ["Doel 2", "Actie", "Gemeente", "–", ZIN]]
    plan = {**voorbeeld.tabel_blok(), "kolommen": kolommen, "rijen": rijen, "totaalrij": False}
    page = soup(render_html(notebook_of(plan), huisstijl, meta))
    empty = [[cel["data-kop"] for cel in rij.select("td.leeg")] for rij in page.select("tbody tr")]
    assert empty == [["Trekker"], ["Klaar"]]
    assert "td.leeg" in make_stylesheet(huisstijl)
    page = soup(render_html(notebook_of(voorbeeld.tabel_blok()), huisstijl, meta))
    assert not page.select(".leeg")


def test_a_row_without_a_name_says_which_column_that_is_where_it_becomes_a_list(
    huisstijl: Huisstijl, meta: Paginameta
) -> None:
    kolommen = [{"label": naam, "uitlijning": "links"} for naam in ("Doel", "Actie")]
    plan = {
        **voorbeeld.tabel_blok(),
        "kolommen": kolommen,
        "rijen": [["–", ZIN], ["Doel 2", ZIN]],
        "totaalrij": False,
    }
    page = soup(render_html(notebook_of(plan), huisstijl, meta))
    assert [cel.get("data-kop") for cel in page.select("tbody th")] == ["Doel", None]


def test_an_amount_stays_on_one_line_with_its_sign(huisstijl: Huisstijl, meta: Paginameta) -> None:
    """In running text and in a cell with words, whoever wrote it."""
    words = "Afgerond op € 10.000; het saldo is −€\u00a068.000."
    kolommen = [{"label": "Wat", "uitlijning": "links"}]
    plan = {**voorbeeld.tabel_blok(), "kolommen": kolommen, "rijen": [[words]], "totaalrij": False}
    page = soup(render_html(notebook_of(voorbeeld.tekst_blok(words), plan), huisstijl, meta))
    joined = "op €\u00a010.000; het saldo is −\u2060€\u00a068.000."
    assert [joined in place.text for place in page.select("main .tekst p, tbody th")] == [True, True]
