"""A small executed notebook with every block kind, as the chapters hand it to the publishing stage.

Used by the tests of the HTML page and of the PDF. The numbers are invented. Call `build_notebook()` for one
chapter and `build_notebooks()` for a report of two chapters (the second one has no figures).
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import nbformat
import vl_convert
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from sdreport.publish.meta import Link, Paginameta

BLOK_MIME = "application/vnd.sdreport.blok+json"
Blok = dict[str, Any]

META = Paginameta(
    rapport="raadsrapportage-2023",
    titel="Raadsrapportage Sociaal Domein 2023",
    gemeente="Voorbeeldstad",
    jaar=2023,
    datum=dt.date(2024, 5, 1),
    versie="1.0.0",
    concept=True,
    bijlagen=(Link("Rapport als PDF", "rapport.pdf"), Link("Alle cijfers (Excel)", "cijfers.xlsx")),
)

HERKOMST: list[Blok] = [
    {
        "indicator": "clienten",
        "definitie": "Het aantal verschillende inwoners met een toewijzing die in het verslagjaar liep.",
        "bron": "Toewijzingen Wmo en Jeugdwet",
        "bestanden": [{"bestand": "toewijzingen.csv", "sha256": "3f79bb7b435b05321651daefd374cdc6" * 2}],
    },
]

VOORZIENINGEN = [
    ("Huishoudelijke hulp", 614),
    ("Ambulante begeleiding", 341),
    ("Rolstoelen", 152),
    ("Respijtzorg", 12),
]


def _chart_spec() -> Blok:
    """A bar chart in Vega-Lite with a tooltip, so that the page has something to make interactive."""
    rijen = [{"voorziening": naam, "aantal": aantal} for naam, aantal in VOORZIENINGEN]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": 520,
        "height": 150,
        "data": {"values": rijen},
        "mark": {"type": "bar", "color": "#01689b"},
        "encoding": {
            "y": {"field": "voorziening", "type": "nominal", "sort": None, "title": None},
            "x": {"field": "aantal", "type": "quantitative", "title": "Aantal cliënten"},
            "tooltip": [
                {"field": "voorziening", "title": "Voorziening"},
                {"field": "aantal", "title": "Aantal", "format": ",.0f"},
            ],
        },
    }


def figuur_blok() -> Blok:
    """A figure with chart, alt text, data table, note, example mark and origin."""
    spec = _chart_spec()
    return {
        "soort": "figuur",
        "nummer": "3.4",
        "anker": "figuur-3-4",
        "bijschrift": "Cliënten met een Wmo-voorziening in 2023",
        "alt": "Huishoudelijke hulp is met 614 cliënten de grootste voorziening. Begeleiding volgt met 341.",
        "svg": vl_convert.vegalite_to_svg(spec, format_locale="nl-NL", time_format_locale="nl-NL"),
        "vega": spec,
        "tabel": {
            "kolommen": [
                {"label": "Voorziening", "uitlijning": "links"},
                {"label": "Aantal cliënten", "uitlijning": "rechts"},
            ],
            "rijen": [[naam, str(aantal)] for naam, aantal in VOORZIENINGEN] + [["Totaal", "1.008"]],
            "totaalrij": True,
        },
        "noot": "Een inwoner kan meer dan één voorziening hebben. Het totaal telt elke inwoner één keer.",
        "voorbeeld": True,
        "herkomst": HERKOMST,
        "code": "",
    }


def tabel_blok() -> Blok:
    """A wide table with a total row and an empty and a suppressed cell."""
    return {
        "soort": "tabel",
        "nummer": "3.1",
        "anker": "tabel-3-1",
        "bijschrift": "Kosten per perceel: begroot en werkelijk",
        "kolommen": [
            {"label": "Perceel", "uitlijning": "links"},
            {"label": "Begroting", "uitlijning": "rechts"},
            {"label": "Na voorjaarsnota", "uitlijning": "rechts"},
            {"label": "Na najaarsnota", "uitlijning": "rechts"},
            {"label": "Werkelijk", "uitlijning": "rechts"},
            {"label": "Verschil", "uitlijning": "rechts"},
        ],
        "rijen": [
            ["Huishoudelijke hulp", "€ 1.700.000", "€ 1.750.000", "€ 1.900.000", "€ 1.868.352", "€ 31.648 V"],
            ["Rolstoelen", "€ 150.000", "€ 150.000", "€ 160.000", "€ 172.480", "€ 12.480 N"],
            ["Respijtzorg", "€ 10.000", "", "€ 10.000", "< 5", "–"],
            ["Totaal", "€ 1.860.000", "€ 1.900.000", "€ 2.070.000", "€ 2.040.832", "€ 29.168 V"],
        ],
        "totaalrij": True,
        "noot": "V = voordelig, N = nadelig.",
        "voorbeeld": False,
        "herkomst": HERKOMST,
    }


def kerncijfers_blok() -> Blok:
    """Key figure cards; the last one has no change and no anchor."""
    return {
        "soort": "kerncijfers",
        "kaarten": [
            {
                "label": "Cliënten Wmo",
                "waarde": "1.141",
                "verandering": "2,1% meer dan in 2022",
                "anker": "figuur-3-4",
            },
            {
                "label": "Cliënten Jeugdwet",
                "waarde": "743",
                "verandering": "3,4% minder dan in 2022",
                "anker": "figuur-3-4",
            },
            {
                "label": "Kosten",
                "waarde": "€ 14.350.000",
                "verandering": "gelijk aan 2022",
                "anker": "tabel-3-1",
            },
            {"label": "Bezwaren", "waarde": "15", "verandering": "", "anker": ""},
        ],
    }


def melding_blok(niveau: str) -> Blok:
    """A message box of one level: info, waarschuwing or kritiek."""
    return {
        "soort": "melding",
        "niveau": niveau,
        "titel": {"info": "Goed om te weten", "waarschuwing": "Let op", "kritiek": "Niet publiceren"}[niveau],
        "tekst": "Dit bericht gaat over *drie* regels in `toewijzingen.csv`.",
    }


def tekst_blok(markdown: str) -> Blok:
    """Running text, with the placeholders already filled in."""
    return {"soort": "tekst", "markdown": markdown}


TEKST = """In 2023 kregen **1.141 inwoners** hulp uit de Wmo. Dat is te zien in [figuur 3.4](#figuur-3-4).

- Het aantal cliënten met *huishoudelijke hulp* is gestegen.
- De kosten staan in [tabel 3.1](#tabel-3-1).

1. Eerst kijken we naar het gebruik.
2. Daarna naar de kosten: < 5% meer & "gelijk" gebleven.

> De cijfers zijn voorlopig.
"""


def blok_cell(blok: Blok, source: str) -> NotebookNode:
    """A code cell as papermill leaves it: source, and the block beside its plain text fallback."""
    data = {BLOK_MIME: blok, "text/html": "<p>JupyterLab</p>", "text/plain": blok["soort"]}
    return new_code_cell(source, execution_count=1, outputs=[new_output("display_data", data)])


def build_notebook() -> NotebookNode:
    """Chapter 3: headings, parameters cell, and every block kind."""
    cells = [
        new_markdown_cell("# Kwantitatieve informatie"),
        new_code_cell("rapport = 'raadsrapportage-2023'", metadata={"tags": ["parameters"]}),
        blok_cell(kerncijfers_blok(), "hoofdstuk.kerncijfers()"),
        blok_cell(melding_blok("info"), "hoofdstuk.melding('info')"),
        new_markdown_cell("## 3.1 Gebruik van ondersteuning"),
        blok_cell(tekst_blok(TEKST), "hoofdstuk.text('gebruik')"),
        new_markdown_cell("### Wmo"),
        blok_cell(figuur_blok(), "hoofdstuk.figure(\n    '3.4', 'clienten', wet='wmo'\n)"),
        blok_cell(melding_blok("waarschuwing"), "hoofdstuk.melding('waarschuwing')"),
        new_markdown_cell("## 3.2 Kosten"),
        blok_cell(tabel_blok(), "hoofdstuk.table('3.1', 'begroting')"),
        blok_cell(melding_blok("kritiek"), "hoofdstuk.melding('kritiek')"),
    ]
    return _notebook(cells, hoofdstuk="3", titel="Kwantitatieve informatie")


def build_text_notebook() -> NotebookNode:
    """Chapter 4: text only."""
    cells = [
        new_markdown_cell("# Vooruitblik"),
        new_markdown_cell("## 4.1 Wat gaan we doen?"),
        blok_cell(
            tekst_blok("In 2024 gaan we verder met *drie* speerpunten."), "hoofdstuk.text('vooruitblik')"
        ),
    ]
    return _notebook(cells, hoofdstuk="4", titel="Vooruitblik")


def build_notebooks() -> list[NotebookNode]:
    """A whole report of two chapters."""
    return [build_notebook(), build_text_notebook()]


def _notebook(cells: list[NotebookNode], hoofdstuk: str, titel: str) -> NotebookNode:
    metadata = {
        "language_info": {"name": "python"},
        "sdreport": {
            "rapport": META.rapport,
            "titel": titel,
            "gemeente": META.gemeente,
            "jaar": META.jaar,
            "hoofdstuk": hoofdstuk,
            "concept": META.concept,
            "datum": META.datum.isoformat(),
        },
    }
    numbered = [NotebookNode({**cell, "id": f"cel-{hoofdstuk}-{i}"}) for i, cell in enumerate(cells)]
    nb = new_notebook(cells=numbered, metadata=metadata)
    nbformat.validate(nb)
    return nb
