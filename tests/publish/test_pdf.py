"""The PDF: valid PDF/UA-1 and PDF/A-2a, complete, the same bytes every time, and inert to hostile text."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import voorbeeldnotebook as voorbeeld
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell, new_output
from pdfhulp import elements, failures

from sdreport.errors import BuildError
from sdreport.project.huisstijl import Huisstijl, load_huisstijl
from sdreport.publish.pdf.blocks import chapter_blocks, pair_small
from sdreport.publish.pdf.document import render_pdf, typst_data
from sdreport.publish.pdf.markdown import parse_markdown

ROOT = Path(__file__).parents[2]
HOSTILE = '#panic("x") $1/0$ <label> @ref `raw` \\ "] #eval("1") {{ 7*7 }} {% if %} <script>alert(1)</script>'


@pytest.fixture(scope="module")
def huisstijl() -> Huisstijl:
    return load_huisstijl(ROOT / "parameters" / "huisstijl.yaml")


@pytest.fixture(scope="module")
def rapport(huisstijl: Huisstijl) -> bytes:
    """The PDF of a whole report of two chapters."""
    return render_pdf(voorbeeld.build_notebooks(), huisstijl, voorbeeld.META)


def chapter_of(*blokken: dict[str, Any]) -> NotebookNode:
    """A chapter with a heading and these blocks."""
    nb = voorbeeld.build_notebook()
    nb["cells"] = [new_markdown_cell("# Hoofdstuk"), *(voorbeeld.blok_cell(blok, "x") for blok in blokken)]
    return nb


# ---- validity ----


def test_report_is_valid_pdf_ua_and_pdf_a(rapport: bytes) -> None:
    assert failures(rapport) == set()


def test_chapter_is_valid_pdf_ua_and_pdf_a(huisstijl: Huisstijl) -> None:
    meta = replace(voorbeeld.META, concept=False, verantwoording="Vragen? Kijk op <https://example.nl>.")
    assert failures(render_pdf([voorbeeld.build_notebook()], huisstijl, meta)) == set()


def test_checker_sees_a_document_without_language(rapport: bytes) -> None:
    """The checker is not blind: take the language out and it objects."""
    with pikepdf.open(BytesIO(rapport)) as document:
        del document.Root.Lang
        broken = BytesIO()
        document.save(broken)
    assert failures(broken.getvalue()) != set()


def test_same_input_gives_same_bytes_in_another_process(rapport: bytes) -> None:
    code = """
import hashlib, sys
from pathlib import Path
sys.path.insert(0, "tests/helpers/pages")
from sdreport.project.huisstijl import load_huisstijl
from sdreport.publish.pdf.document import render_pdf
import voorbeeldnotebook as voorbeeld
huisstijl = load_huisstijl(Path("parameters/huisstijl.yaml"))
print(render_pdf(voorbeeld.build_notebooks(), huisstijl, voorbeeld.META).hex())
"""
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONHASHSEED": "7"},
    )
    assert bytes.fromhex(result.stdout.strip()) == rapport


# ---- what is in the document ----


def test_document_information(rapport: bytes) -> None:
    with pikepdf.open(BytesIO(rapport)) as document:
        assert str(document.Root.Lang) == "nl-NL"
        assert str(document.docinfo["/Title"]) == voorbeeld.META.documenttitel
        assert str(document.docinfo["/Author"]) == "Gemeente Voorbeeldstad"
        assert str(document.docinfo["/CreationDate"]).startswith("D:20240501")
        assert [float(x) for x in document.pages[0].MediaBox] == pytest.approx(
            [0, 0, 595.28, 841.89], abs=0.1
        )


def test_headings_in_reading_order(rapport: bytes) -> None:
    koppen = [(kop.soort, kop.titel) for kop in elements(rapport, "/H1", "/H2", "/H3")]
    assert koppen == [
        ("/H1", "Inhoud"),
        ("/H1", "3. Kwantitatieve informatie"),
        ("/H2", "3.1 Gebruik van ondersteuning"),
        ("/H3", "Wmo"),
        ("/H2", "3.2 Kosten"),
        ("/H1", "4. Vooruitblik"),
        ("/H2", "4.1 Wat gaan we doen?"),
        ("/H1", "Cijfers bij de figuren"),
        ("/H1", "Herkomst van de cijfers"),
    ]


def test_bookmarks_follow_the_headings(rapport: bytes) -> None:
    with pikepdf.open(BytesIO(rapport)) as document, document.open_outline() as outline:
        assert [item.title for item in outline.root] == [
            "3. Kwantitatieve informatie",
            "4. Vooruitblik",
            "Cijfers bij de figuren",
            "Herkomst van de cijfers",
        ]


def test_figure_has_its_message_as_alternative_text(rapport: bytes) -> None:
    alts = [figuur.alt for figuur in elements(rapport, "/Figure")]
    assert voorbeeld.figuur_blok()["alt"] in alts


def test_row_headers_and_column_headers_have_scope(rapport: bytes) -> None:
    tables = elements(rapport, "/Table")
    assert len(tables) == 2  # the figure's numbers and the table
    for table in tables:
        head, body = table.kinderen[-2:]
        assert {cell.scope for cell in head.kinderen[0].kinderen} == {"/Column"}
        for row in body.kinderen:
            assert [cell.soort for cell in row.kinderen] == ["/TH"] + ["/TD"] * (len(row.kinderen) - 1)
            assert row.kinderen[0].scope == "/Row"


def test_links_point_to_figures_and_tables(rapport: bytes) -> None:
    with pikepdf.open(BytesIO(rapport)) as document:
        links = [
            annot
            for page_ in document.pages
            for annot in page_.get("/Annots", [])
            if annot.Subtype == "/Link"
        ]
    entries = len(elements(rapport, "/TOCI"))
    cards = 3
    to_numbers = 1
    assert len(links) == entries + cards + to_numbers + 2  # the text refers to one figure and one table


def test_link_to_another_chapter_is_plain_text_in_a_chapter_pdf(huisstijl: Huisstijl) -> None:
    nb = chapter_of(voorbeeld.tekst_blok("Zie [figuur 9.9](#figuur-9-9)."))
    assert elements(render_pdf([nb], huisstijl, voorbeeld.META), "/Link") == []


def test_the_tables_of_figures_stand_at_the_end(huisstijl: Huisstijl) -> None:
    figuur = voorbeeld.figuur_blok()
    figuur["tabel"]["rijen"] = [[f"Groep {i}", str(i)] for i in range(40)]
    pdf = render_pdf([chapter_of(figuur)], huisstijl, voorbeeld.META)
    assert "Cijfers bij de figuren" in [kop.titel for kop in elements(pdf, "/H1")]
    assert len(elements(pdf, "/Table")[0].kinderen[-1].kinderen) == 40
    assert failures(pdf) == set()


@pytest.mark.parametrize(
    ("labels", "rijen", "there"),
    [
        (["Post", "Verschil"], [["Respijtzorg", "–"], ["Rolstoelen", "€ 12.480 N"]], True),
        (["Post", "Verschil", "Werkelijk"], [["Rolstoelen", "€ 12.480 N", "€ 172.480"]], True),
        (["Post", "Verschil"], [["Rolstoelen", "€ 12.480 V"]], False),
        (["Post", "Raming"], [["Rolstoelen", "€ 160.000"]], False),
        (["Post", "Verschil"], [["Fietsen", "€ 12.480 N"]], False),
    ],
)
def test_a_figure_whose_numbers_stand_in_a_table_refers_to_it(
    labels: list[str], rijen: list[list[str]], there: bool
) -> None:
    """Whatever the first column is called, and in whatever order; one other cell, column or row, and it has its own."""
    kolommen = [{"label": label, "uitlijning": "rechts"} for label in labels]
    blok = {**voorbeeld.figuur_blok(), "tabel": {"kolommen": kolommen, "rijen": rijen, "totaalrij": False}}
    blokken = chapter_blocks(chapter_of(blok, voorbeeld.tabel_blok()))
    figuur = next(blok for blok in blokken if blok["soort"] == "figuur")
    assert (figuur["tabel"] is None, figuur.get("tabel_bij")) == (there, "tabel-3-1" if there else None)


def test_a_name_with_underscores_breaks_before_it_leaves_its_column() -> None:
    """It is not hyphenated: of the list of rules it ran off the paper."""
    kolommen = [{"label": label, "uitlijning": "links"} for label in ("Regel", "Uitslag")]
    blok = {
        **voorbeeld.tabel_blok(),
        "kolommen": kolommen,
        "rijen": [["Ingevuld.", "partner_geslacht niet geleverd"]],
    }
    (found,) = (blok for blok in chapter_blocks(chapter_of(blok)) if blok["soort"] == "tabel")
    assert found["rijen"][0][1] == "partner_\u200bgeslacht niet geleverd"


def test_concept_mark_stands_on_every_page_of_a_concept(huisstijl: Huisstijl) -> None:
    def artifacts_per_page(concept: bool) -> list[int]:
        notebooks = voorbeeld.build_notebooks()
        for nb in notebooks:
            nb.metadata["sdreport"]["concept"] = concept
        with pikepdf.open(
            BytesIO(render_pdf(notebooks, huisstijl, replace(voorbeeld.META, concept=False)))
        ) as pdf:
            return [page_.Contents.read_bytes().count(b"/Artifact") for page_ in pdf.pages]

    pairs = zip(artifacts_per_page(True), artifacts_per_page(False), strict=True)
    assert all(with_mark > without for with_mark, without in pairs)


# ---- hostile and broken input ----


def test_hostile_text_is_shown_as_text(huisstijl: Huisstijl) -> None:
    tabel = voorbeeld.tabel_blok()
    tabel.update(bijschrift=HOSTILE, noot=HOSTILE, rijen=[[HOSTILE] * 6])
    figuur = {**voorbeeld.figuur_blok(), "bijschrift": HOSTILE, "alt": HOSTILE}
    melding = {"soort": "melding", "niveau": "info", "titel": HOSTILE, "tekst": HOSTILE}
    kaarten = {
        "soort": "kerncijfers",
        "kaarten": [dict.fromkeys(("label", "waarde", "verandering", "anker"), HOSTILE)],
    }
    nb = chapter_of(tabel, figuur, melding, kaarten, voorbeeld.tekst_blok(HOSTILE))
    meta = replace(voorbeeld.META, titel=HOSTILE, gemeente=HOSTILE, verantwoording=HOSTILE)
    pdf = render_pdf([nb], huisstijl, meta)
    assert failures(pdf) == set()
    assert HOSTILE in [figuur.alt for figuur in elements(pdf, "/Figure")]
    with pikepdf.open(BytesIO(pdf)) as document:
        assert str(document.docinfo["/Title"]).endswith(HOSTILE)


def test_data_enter_the_source_as_one_json_string() -> None:
    source = typst_data({"tekst": HOSTILE + '\n"\\'})
    literal = source.removeprefix('json(bytes("').removesuffix('"))')
    assert '"' not in literal.replace("\\\\", "").replace('\\"', "")
    assert json.loads(literal.replace('\\"', '"').replace("\\\\", "\\"))["tekst"] == HOSTILE + '\n"\\'


def test_control_characters_and_reversed_text_are_left_out() -> None:
    assert typst_data("a\x07b\u202ec") == typst_data("abc")


def svg_of(content: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{content}</svg>'


@pytest.mark.parametrize(
    ("svg", "reason"),
    [
        ("<svg", "failed to parse SVG"),
        (svg_of('<image href="/etc/hostname"/>'), "failed to load linked image"),
        (svg_of('<image href="stijl.typ"/>'), "failed to load linked image"),
        (svg_of("<foreignObject/>"), "foreign object"),
    ],
)
def test_drawing_that_is_broken_or_reaches_for_a_file_is_refused(
    huisstijl: Huisstijl, svg: str, reason: str
) -> None:
    with pytest.raises(BuildError, match=reason):
        render_pdf([chapter_of({**voorbeeld.figuur_blok(), "svg": svg})], huisstijl, voorbeeld.META)


def test_unknown_font_is_an_error(huisstijl: Huisstijl) -> None:
    other = huisstijl.model_copy(update={"lettertype": "Bestaat Niet"})
    with pytest.raises(
        BuildError, match="in geen lettertypebestand van de huisstijl staat lettertype bestaat niet"
    ):
        render_pdf([voorbeeld.build_text_notebook()], other, voorbeeld.META)


def test_character_outside_the_font_is_an_error_that_names_it(huisstijl: Huisstijl) -> None:
    with pytest.raises(BuildError, match="😀"):
        render_pdf([chapter_of(voorbeeld.tekst_blok("Goed zo 😀"))], huisstijl, voorbeeld.META)


def test_number_used_twice_is_an_error(huisstijl: Huisstijl) -> None:
    nb = chapter_of(voorbeeld.tabel_blok(), voorbeeld.tabel_blok())
    with pytest.raises(BuildError, match=r"tabel 3\.1 komt meer dan één keer voor"):
        render_pdf([nb], huisstijl, voorbeeld.META)


def test_failed_notebook_is_an_error() -> None:
    nb = chapter_of()
    nb["cells"].append(
        {"cell_type": "code", "outputs": [new_output("error", ename="KeyError", evalue="geheim")]}
    )
    with pytest.raises(BuildError, match="geen blok") as caught:
        chapter_blocks(nb)
    assert "geheim" not in str(caught.value)


# ---- text ----


def test_heading_levels_have_no_gap() -> None:
    nb = chapter_of(voorbeeld.tekst_blok("#### Diep\n\n## Ondiep\n\n###### Dieper"))
    niveaus = [
        node["niveau"]
        for blok in chapter_blocks(nb)
        for node in blok.get("inhoud", [])
        if node["soort"] == "kop"
    ]
    assert niveaus == [1, 2, 2, 3]


def test_markdown_becomes_nodes() -> None:
    assert parse_markdown(
        "Zie **vet** [figuur 3.4](#figuur-3-4)\nen [x](javascript:alert(1)) ![plaatje](/etc/x)"
    ) == [
        {
            "soort": "alinea",
            "inhoud": [
                {"soort": "tekst", "tekst": "Zie "},
                {"soort": "sterk", "inhoud": [{"soort": "tekst", "tekst": "vet"}]},
                {"soort": "tekst", "tekst": " "},
                {
                    "soort": "verwijzing",
                    "anker": "figuur-3-4",
                    "inhoud": [{"soort": "tekst", "tekst": "figuur\u00a03.4"}],
                },
                {"soort": "tekst", "tekst": " "},
                {"soort": "tekst", "tekst": "en "},
                {"soort": "tekst", "tekst": "x"},
                {"soort": "tekst", "tekst": " "},
                {"soort": "tekst", "tekst": "plaatje"},
            ],
        }
    ]


def test_nested_list_keeps_its_levels() -> None:
    (lijst,) = parse_markdown("3. een\n   - binnen\n4. twee")
    assert (lijst["genummerd"], lijst["begin"], len(lijst["items"])) == (True, 3, 2)
    assert lijst["items"][0][1]["soort"] == "lijst"


def small(soort: str, naam: str, columns: int = 2, rows: int = 3) -> dict[str, Any]:
    """A block as the templates get it: a figure with a narrow drawing, or a table."""
    if soort == "figuur":
        return {"soort": soort, "naam": naam, "svg": "breed", "svg_smal": "smal"}
    kolommen, rijen = [{"label": "a"}] * columns, [["x"] * columns] * rows
    return {"soort": soort, "naam": naam, "kolommen": kolommen, "rijen": rijen, "breedtes": None}


def test_small_figures_and_tables_that_follow_each_other_stand_side_by_side() -> None:
    text = {"soort": "tekst", "naam": "t"}
    blokken = [
        small("figuur", "a"), small("tabel", "b"), small("figuur", "c"), text, small("figuur", "d"),
        small("tabel", "breed", columns=4), small("tabel", "lang", rows=13),
        {"soort": "figuur", "naam": "zonder", "svg": "", "svg_smal": ""},
    ]  # fmt: skip
    made = list(pair_small(blokken))
    assert [[deel["naam"] for deel in blok.get("delen", [blok])] for blok in made] == [
        ["a", "b"], ["c"], ["t"], ["d"], ["breed"], ["lang"], ["zonder"]
    ]  # fmt: skip
    assert [blok["svg"] for blok in (made[0]["delen"][0], made[1])] == ["smal", "breed"]
