"""The HTML page: what every page must have."""

from __future__ import annotations

import copy
import gzip
import json
import re
from dataclasses import replace
from importlib.metadata import version

import pytest
import voorbeeldnotebook as voorbeeld
from paginahulp import notebook_of, one, soup

from sdreport.project.huisstijl import Huisstijl, contrast
from sdreport.publish.html.page import make_bundle, render_html
from sdreport.publish.html.style import DARK, TEMPLATE_FOLDER, make_stylesheet
from sdreport.publish.html.text import format_datum, mark_long_words, slugify
from sdreport.publish.meta import Paginameta
from sdreport.safe.dutch import join_amounts


def test_same_input_gives_the_same_bytes(huisstijl: Huisstijl, meta: Paginameta) -> None:
    first = render_html(voorbeeld.build_notebooks(), huisstijl, meta)
    assert first == render_html(voorbeeld.build_notebooks(), huisstijl, meta)


def test_notebooks_stay_as_they_were(huisstijl: Huisstijl, meta: Paginameta) -> None:
    notebooks = voorbeeld.build_notebooks()
    before = copy.deepcopy(notebooks)
    render_html(notebooks, huisstijl, meta)
    assert notebooks == before


def test_page_has_language_title_landmarks_and_skip_link(huisstijl: Huisstijl, meta: Paginameta) -> None:
    page = soup(render_html(voorbeeld.build_notebooks(), huisstijl, meta))
    assert one(page, "html")["lang"] == "nl"
    assert one(page, "title").text == f"Concept – {meta.documenttitel}"
    for landmark in ("header", "main", "footer", "h1"):
        one(page, landmark)
    target = one(page, "a.direct")["href"]
    assert one(page, str(target)).name == "main"
    assert [str(time["datetime"]) for time in page.select("header time")] == ["2024-05-01"]


def test_whole_report_shifts_headings_and_one_chapter_does_not(
    huisstijl: Huisstijl, meta: Paginameta
) -> None:
    report = soup(render_html(voorbeeld.build_notebooks(), huisstijl, meta))
    chapter = soup(render_html([voorbeeld.build_notebook()], huisstijl, meta))
    assert one(report, "h1").text == meta.titel
    assert [h.text for h in report.select("main h2")] == ["Kwantitatieve informatie", "Vooruitblik"]
    assert one(chapter, "h1").text == "Kwantitatieve informatie"
    assert [h["id"] for h in report.select("main .kop")][:3] == [
        h["id"] for h in chapter.select("main .kop")
    ][:3]


def test_contents_lead_to_headings_that_exist(huisstijl: Huisstijl, meta: Paginameta) -> None:
    page = soup(render_html(voorbeeld.build_notebooks(), huisstijl, meta))
    for nav in page.select("nav"):
        targets = [str(a["href"]) for a in nav.select("ol a")]
        assert targets == [f"#{h['id']}" for h in page.select("main .kop")]
    assert one(page, "nav.breed > ol > li:first-child > ol > li:first-child > ol a").text == "Wmo"


def test_every_id_is_unique_and_every_reference_has_its_target(
    huisstijl: Huisstijl, meta: Paginameta
) -> None:
    page = soup(render_html(voorbeeld.build_notebooks(), huisstijl, meta))
    ids = [str(tag["id"]) for tag in page.select("[id]")]
    assert len(ids) == len(set(ids))
    references = [str(a["href"])[1:] for a in page.select("a[href^='#']")]
    references += [
        str(tag[name]) for name in ("aria-labelledby", "aria-describedby") for tag in page.select(f"[{name}]")
    ]
    assert set(references) <= set(ids)


def test_runtime_is_there_once_and_only_with_interactive_figures(
    huisstijl: Huisstijl, meta: Paginameta
) -> None:
    static = {**voorbeeld.figuur_blok(), "vega": None}
    assert render_html(voorbeeld.build_notebooks(), huisstijl, meta).count("window.vegaEmbed=") == 1
    for notebooks in ([voorbeeld.build_text_notebook()], notebook_of(static)):
        page = render_html(notebooks, huisstijl, meta)
        assert "window.vegaEmbed=" not in page and '<script type="application/json"' not in page
        assert len(page) < 100_000


def test_figure_has_drawing_description_data_and_origin(huisstijl: Huisstijl, meta: Paginameta) -> None:
    page = soup(render_html([voorbeeld.build_notebook()], huisstijl, meta))
    blok = voorbeeld.figuur_blok()
    figure = one(page, "figure#figuur-3-4")
    drawing = one(figure, ".grafiek > svg")
    assert drawing["role"] == "img" and drawing["aria-label"] == f"Figuur 3.4: {blok['bijschrift']}"
    assert one(page, f"#{drawing['aria-describedby']}").text == blok["alt"]
    assert one(figure, "figcaption").text == f"Figuur 3.4 – {blok['bijschrift']}"
    assert json.loads(one(figure, "script[type='application/json']").text) == blok["vega"]
    assert one(figure, ".noot").text.endswith(blok["noot"])
    assert one(figure, ".voorbeeld strong").text == "Voorbeeldcijfer"
    assert [s.text.split(" (")[0] for s in figure.select("summary")] == [
        "Cijfers bij deze figuur",
        "Herkomst en berekening",
    ]
    origin = one(figure, "details.herkomst").text
    for text in (
        blok["herkomst"][0]["definitie"],
        blok["herkomst"][0]["bestanden"][0]["sha256"],
        "hoofdstuk.figure(",
    ):
        assert text in origin


def test_table_has_caption_headers_alignment_and_total(huisstijl: Huisstijl, meta: Paginameta) -> None:
    page = soup(render_html([voorbeeld.build_notebook()], huisstijl, meta))
    region = one(page, "#tabel-3-1 .schuif")
    assert region["role"] == "region" and region["tabindex"] == "0"
    assert one(region, "caption").text.strip() == "Tabel 3.1 – Kosten per perceel: begroot en werkelijk"
    assert all(th["scope"] == "col" for th in region.select("thead th"))
    assert [th.text for th in region.select("tbody th[scope=row]")][-1] == "Totaal"
    assert "totaal" in region.select("tbody tr")[-1]["class"]
    assert all(td["class"] == ["rechts"] for td in region.select("tbody td"))


def test_first_header_may_be_empty_but_is_then_no_header(huisstijl: Huisstijl, meta: Paginameta) -> None:
    blok = voorbeeld.tabel_blok()
    blok["kolommen"][0]["label"] = ""
    page = soup(render_html(notebook_of(blok), huisstijl, meta))
    assert all(th.text for th in page.select("th"))
    assert len(page.select("thead td")) == 1


def test_key_figures_link_only_to_what_is_on_the_page(huisstijl: Huisstijl, meta: Paginameta) -> None:
    page = soup(
        render_html(notebook_of(voorbeeld.kerncijfers_blok(), voorbeeld.tabel_blok()), huisstijl, meta)
    )
    assert [a["href"] for a in page.select(".kaart a")] == ["#tabel-3-1"]
    assert [p.text for p in page.select(".kaart .waarde")] == ["1.141", "743", "€ 14.350.000", "15"]


def test_message_says_its_level_in_words(huisstijl: Huisstijl, meta: Paginameta) -> None:
    blokken = [voorbeeld.melding_blok(niveau) for niveau in ("info", "waarschuwing", "kritiek")]
    page = soup(render_html(notebook_of(*blokken), huisstijl, meta))
    titles = [p.text for p in page.select(".melding .titel")]
    assert titles == ["Informatie: Goed om te weten", "Waarschuwing: Let op", "Belangrijk: Niet publiceren"]


@pytest.mark.parametrize(
    ("hoofdstuk", "shown", "in_contents"),
    [("4", ["Hoofdstuk 4"], "4 Vooruitblik"), ("0", [], "Vooruitblik"), ("", [], "Vooruitblik")],
)
def test_chapter_number(
    huisstijl: Huisstijl, meta: Paginameta, hoofdstuk: str, shown: list[str], in_contents: str
) -> None:
    nb = voorbeeld.build_text_notebook()
    nb.metadata["sdreport"]["hoofdstuk"] = hoofdstuk
    page = soup(render_html([nb], huisstijl, meta))
    assert [p.text for p in page.select(".hoofdstuknummer")] == shown
    assert one(page, "nav.breed > ol > li > a").text == in_contents
    assert one(page, "title").text == f"Concept – Vooruitblik – {meta.documenttitel}"


def test_what_the_report_rests_on_stands_first_in_a_report_and_last_in_a_chapter(
    huisstijl: Huisstijl, meta: Paginameta
) -> None:
    meta = replace(meta, verantwoording="Alles is *verzonnen*.")
    report = soup(render_html(voorbeeld.build_notebooks(), huisstijl, meta))
    chapter = soup(render_html([voorbeeld.build_text_notebook()], huisstijl, meta))
    assert one(report, "main > .verantwoording:first-child em").text == "verzonnen"
    assert one(chapter, "footer .verantwoording em").text == "verzonnen"


@pytest.mark.parametrize(("in_meta", "in_notebook", "concept"), [(0, 0, False), (1, 0, True), (0, 1, True)])
def test_concept_is_marked_when_either_says_so(
    huisstijl: Huisstijl, meta: Paginameta, in_meta: int, in_notebook: int, concept: bool
) -> None:
    nb = voorbeeld.build_text_notebook()
    nb.metadata["sdreport"]["concept"] = bool(in_notebook)
    page = soup(render_html([nb], huisstijl, replace(meta, concept=bool(in_meta))))
    assert bool(page.select(".conceptbalk")) is concept
    assert one(page, "title").text.startswith("Concept") is concept
    assert (one(page, "body").get("class") == ["concept"]) is concept


def test_equal_titles_get_ids_of_their_own(huisstijl: Huisstijl, meta: Paginameta) -> None:
    text = voorbeeld.tekst_blok("## Rondkomen\n\n### Inzet\n\n### Inzet\n\n## Wonen\n\n### Inzet\n")
    page = soup(render_html(notebook_of(text), huisstijl, meta))
    assert [h["id"] for h in page.select("main h2, main h3")] == [
        "rondkomen", "rondkomen-inzet", "rondkomen-inzet-2", "wonen", "wonen-inzet",
    ]  # fmt: skip


def test_font_and_colours_come_from_the_house_style(huisstijl: Huisstijl) -> None:
    css = make_stylesheet(huisstijl)
    assert '@font-face{font-family:"Proef";font-weight:600;font-style:normal;' in css
    assert "--primair:#0f4c5c;" in css
    assert "font-face" not in make_stylesheet(huisstijl.model_copy(update={"lettertypebestanden": ()}))


def test_every_text_colour_can_be_read_in_light_and_dark(huisstijl: Huisstijl) -> None:
    css = make_stylesheet(huisstijl)
    themes = re.findall(r"^(?:@media (.*?)\{)?:root\{(.*?)\}", css, re.MULTILINE)
    assert [("dark" in when, "contrast:more" in when) for when, _ in themes] == [
        (False, False),
        (True, False),
        (False, True),
        (True, True),
    ]
    for when, theme in themes:
        kleuren = dict(re.findall(r"--([\w-]+):(#\w{6});", theme))
        least = 7 if "contrast" in when else 4.5
        # the watermark is not shown to who asks for more contrast
        for ground in ("achtergrond", "vlak") if "contrast" in when else ("achtergrond", "vlak", "watermerk"):
            for text in ("tekst", "gedempt", "link", "accent", "kritiek"):
                assert contrast(kleuren[text], kleuren[ground]) >= least, (when, text, ground)
        assert contrast(kleuren["op-primair"], kleuren["primair"]) >= least
        assert contrast(kleuren["lijn"], kleuren["achtergrond"]) >= (3 if "contrast" in when else 1.2)
        assert (DARK["achtergrond"] == kleuren["achtergrond"]) is ("dark" in when)


@pytest.mark.parametrize(
    ("text", "slug"), [("3.1 Cliënten & zorg", "3-1-clienten-zorg"), ("Één", "een"), ("???", "deel")]
)
def test_slugify(text: str, slug: str) -> None:
    assert slugify(text) == slug


@pytest.mark.parametrize(
    ("datum", "text"), [("2024-05-01", "1 mei 2024"), ("2024-13-01", "2024-13-01"), ("voorjaar", "voorjaar")]
)
def test_format_datum(datum: str, text: str) -> None:
    assert format_datum(datum) == text


def test_link_to_a_figure_or_table_on_the_page_stays_on_the_page(
    huisstijl: Huisstijl, meta: Paginameta
) -> None:
    meta = replace(meta, verwijzingen={"tabel-3-1": "elders.html#tabel-3-1"})
    text = voorbeeld.tekst_blok("Zie [tabel 3.1](#tabel-3-1).")
    page = soup(render_html(notebook_of(text, voorbeeld.tabel_blok()), huisstijl, meta))
    assert one(page, ".tekst a")["href"] == "#tabel-3-1"


def test_table_with_sentences_stays_a_table_when_its_cells_are_stacked(
    huisstijl: Huisstijl, meta: Paginameta
) -> None:
    sentences = voorbeeld.tabel_blok()
    sentences["rijen"][0][1] = "Een zin die op een klein scherm niet naast andere cellen past. " * 2
    page = soup(render_html(notebook_of(sentences), huisstijl, meta))
    table = one(page, "table.proza[role=table]")
    assert [str(tag["role"]) for tag in one(table, "tbody").select("tr")] == ["row"] * 4
    for row in table.select("tbody tr"):
        assert [str(cell["role"]) for cell in row.select("th, td")] == ["rowheader"] + ["cell"] * 5
        assert [str(cell["data-kop"]) for cell in row.select("td")] == [
            kolom["label"] for kolom in sentences["kolommen"][1:]
        ]
    short = voorbeeld.tabel_blok()
    short |= {"kolommen": short["kolommen"][:2], "rijen": [rij[:2] for rij in short["rijen"]]}
    plain = soup(render_html(notebook_of(short), huisstijl, meta))
    assert not plain.select(".proza, [data-kop], td[role]")


def test_what_stands_below_the_others_is_in_the_second_cell_with_its_header(
    huisstijl: Huisstijl, meta: Paginameta
) -> None:
    blok = voorbeeld.tabel_blok()
    blok["kolommen"][4]["onder"] = blok["kolommen"][5]["onder"] = True
    page = soup(render_html(notebook_of(blok), huisstijl, meta))
    assert len(page.select("thead th")) == 4
    rows = page.select("tbody tr")
    assert [len(row.select("th, td")) for row in rows] == [4] * len(blok["rijen"])
    told = [[tag.get_text() for tag in row.select("td:nth-child(2) > .onder")] for row in rows]
    assert told[0] == ["Werkelijk: €\xa01.868.352", "Verschil: €\xa031.648 V"]
    assert told[2] == [f"Werkelijk: {join_amounts(blok['rijen'][2][4])}"], "no dash"


def test_the_runtime_of_the_charts_that_comes_along_is_that_of_the_installed_version() -> None:
    kept = TEMPLATE_FOLDER / f"vega-{version('vl-convert-python')}.js.gz"
    assert [path.name for path in TEMPLATE_FOLDER.glob("vega-*")] == [kept.name]
    assert gzip.decompress(kept.read_bytes()).decode() == make_bundle()


def test_long_words_of_a_table_may_be_broken_off_on_paper(huisstijl: Huisstijl, meta: Paginameta) -> None:
    blok = voorbeeld.tabel_blok()
    blok["rijen"][0][0] = "samenwerkingsverbanden Wmo-voorziening <b>"
    page = soup(render_html(notebook_of(blok), huisstijl, meta))
    cell = page.select("tbody th")[0]
    assert cell.get_text() == "samenwerkingsverbanden Wmo-voorziening <b>"
    assert [word.get_text() for word in cell.select(".lang")] == ["samenwerkingsverbanden"]


def test_the_name_of_a_file_goes_on_at_a_next_line_between_its_parts() -> None:
    parts = "3_<wbr>maatwerkvoorzieningen.<wbr>md, samenhang_<wbr>plannen.<wbr>na_<wbr>aanvang 2.500.000.000.000.000"
    told = mark_long_words("3_maatwerkvoorzieningen.md, samenhang_plannen.na_aanvang 2.500.000.000.000.000")
    assert re.sub("</?span[^>]*>", "", told) == parts
    assert "lang" not in told.partition(" <span")[0]
