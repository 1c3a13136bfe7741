"""The report as one self-contained HTML page.

`render_html` runs every notebook through an nbconvert exporter with the template `sdreport-html` and puts the
chapters in one page. The page asks nothing of the network, works without JavaScript, and has the same
bytes for the same input. Where JavaScript runs, charts with a Vega specification get tooltips.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.metadata import version
from typing import Any
from xml.etree import ElementTree

import vl_convert
from jinja2 import Environment
from markupsafe import Markup
from nbconvert.exporters import TemplateExporter
from nbformat import NotebookNode

from sdreport.chapter.blocks.blocks import BLOK_MIME
from sdreport.errors import BuildError
from sdreport.project.huisstijl import Huisstijl
from sdreport.publish.html.style import TEMPLATE_FOLDER, logo_uri, make_csp, make_stylesheet
from sdreport.publish.html.text import Tekstweergave, format_datum, mark_long_words, nest_koppen, safe_href
from sdreport.publish.html.vouw import fold_width
from sdreport.publish.meta import Paginameta
from sdreport.publish.properties import dublin_core, schema_org
from sdreport.publish.templating import AsIs, close_environment

BLOKSOORTEN = ("kop", "tekst", "figuur", "tabel", "kerncijfers", "melding")
GENUMMERD = ("figuur", "tabel")
SVG_NAMESPACES = ("{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}")
SVG_LEFT_OUT = {"script", "foreignObject", "style"}
SVG_ROOT_ATTRIBUTES = ("width", "height", "viewBox")


class HtmlExporter(AsIs, TemplateExporter):  # type: ignore[misc]  # nbconvert has no types
    """nbconvert exporter of one chapter: a `<section>` for a page, not a page of its own."""

    output_mimetype = "text/html"

    def _create_environment(self) -> Environment:
        return close_environment(super()._create_environment(), autoescape=True)


def render_html(notebooks: Sequence[NotebookNode], huisstijl: Huisstijl, meta: Paginameta) -> str:
    """Make one HTML page of executed notebooks: a whole report, or a single chapter when there is one.

    The page is a concept when `meta` or one of the notebooks says so. Raises BuildError when a notebook holds an
    error or something that cannot be published.
    """
    ankers = find_ankers(notebooks)
    whole_report = len(notebooks) > 1
    tekst = Tekstweergave(ankers, meta.verwijzingen, verschuiving=1 if whole_report else 0)
    exporter = _make_exporter(tekst, ankers)
    hoofdstukken = [_render_hoofdstuk(nb, exporter, tekst) for nb in notebooks]
    concept = _is_concept(notebooks, meta)
    titels = [*([] if whole_report else _chapter_titles(tekst)), meta.documenttitel]
    stylesheet = make_stylesheet(huisstijl)
    scripts = _scripts(interactive=any(blok.get("vega") for blok in _iter_blokken(notebooks)))
    titel = " – ".join([*(["Concept"] if concept else []), *titels])
    page: str = exporter.environment.get_template("pagina.html.j2").render(
        meta=meta,
        titel=titel,
        dublin_core=dublin_core(meta, titel),
        schema_org=schema_org(meta, titel),
        heel_rapport=whole_report,
        concept=concept,
        huisstijl=huisstijl,
        logo=logo_uri(huisstijl),
        inhoud=nest_koppen(tekst.koppen),
        hoofdstukken=hoofdstukken,
        stylesheet=Markup(stylesheet),
        scripts=[Markup(script) for script in scripts],
        getalnotatie=_number_locale() if len(scripts) > 1 else None,
        csp=make_csp([stylesheet], scripts),
    )
    return page


def _render_hoofdstuk(nb: NotebookNode, exporter: HtmlExporter, tekst: Tekstweergave) -> Markup:
    """One chapter as a section; its number goes to its title in the table of contents."""
    nummer = str(nb.metadata.get("sdreport", {}).get("hoofdstuk", "")).removeprefix("0")
    number_of_earlier = len(tekst.koppen)
    section = exporter.from_notebook_node(nb, resources={"hoofdstuknummer": nummer})[0]
    for kop in tekst.koppen[number_of_earlier:][:1]:
        kop.nummer = nummer if kop.niveau == 1 else ""
    return Markup(section)


def _chapter_titles(tekst: Tekstweergave) -> list[str]:
    return [kop.tekst.unescape() for kop in tekst.koppen if kop.niveau == 1][:1]


def _make_exporter(tekst: Tekstweergave, ankers: frozenset[str]) -> HtmlExporter:
    exporter = HtmlExporter(
        file_extension=".html",
        template_name=TEMPLATE_FOLDER.name,
        extra_template_basedirs=[str(TEMPLATE_FOLDER.parent)],
    )
    exporter.register_filter("tekst", tekst.to_html)
    exporter.register_filter("inline_svg", inline_svg)
    exporter.register_filter("json_blok", json_blok)
    exporter.register_filter("datum", format_datum)
    exporter.register_filter("safe_href", safe_href)
    exporter.register_filter("blok", read_blok)
    exporter.register_filter("vouwbreedte", fold_width)
    exporter.register_filter("lange_woorden", mark_long_words)
    exporter.environment.globals["ankers"] = ankers
    return exporter


def read_blok(output: Mapping[str, Any]) -> Mapping[str, Any]:
    """Take the block out of a cell output; BuildError when there is none that can be published."""
    blok = output.get("data", {}).get(BLOK_MIME)
    if blok is None or blok.get("soort") not in BLOKSOORTEN:
        raise BuildError(
            "Een notebook toont iets dat geen blok van sdreport is. "
            "Gebruik in een cel alleen aanroepen van het hoofdstuk, zoals hoofdstuk.text(...)."
        )
    return dict(blok)


def inline_svg(svg: str, anker: str, label: str, beschrijving_id: str) -> Markup:
    """Make a chart fit for the page: one image with a name, no active content, ids unique on the page.

    Reading aids inside the drawing (English, made by the chart library) are left out: `label` and the
    description with id `beschrijving_id` say it better.
    """
    try:
        root = ElementTree.fromstring(svg)
    except ElementTree.ParseError as error:
        raise BuildError(f"De tekening van {anker} is geen geldige SVG: {error}") from error
    size = {name: root.attrib[name] for name in SVG_ROOT_ATTRIBUTES if name in root.attrib}
    _clean_element(root, prefix=f"{anker}-")
    root.attrib.clear()
    root.attrib.update({**size, "role": "img", "aria-label": label, "aria-describedby": beschrijving_id})
    for part in root.iterfind("g"):  # loose numbers and axis labels say nothing without the drawing
        part.set("aria-hidden", "true")
    return Markup(ElementTree.tostring(root, encoding="unicode"))


def _clean_element(element: ElementTree.Element, prefix: str) -> None:
    """Clean an SVG element and what is in it, in place (the tree is our own, fresh from the parser)."""
    element.tag = _local_name(element.tag)
    attributes = {_local_name(name): value for name, value in element.attrib.items()}
    styles = dict(part.split(":", 1) for part in attributes.pop("style", "").split(";") if ":" in part)
    element.attrib.clear()
    for name, value in {**attributes, **{k.strip(): v.strip() for k, v in styles.items()}}.items():
        if name.startswith(("on", "aria-")) or name == "role":
            continue
        if name == "href" and not value.startswith("#"):
            continue
        if name == "id":
            value = prefix + value
        element.set(name, value.replace("url(#", f"url(#{prefix}").replace("#", f"#{prefix}", name == "href"))
    for child in list(element):
        if _local_name(child.tag) in SVG_LEFT_OUT:
            element.remove(child)
        else:
            _clean_element(child, prefix)


def _local_name(name: str) -> str:
    for namespace in SVG_NAMESPACES:
        name = name.removeprefix(namespace)
    return name


def json_blok(value: object) -> Markup:
    """JSON that can stand in a `<script type="application/json">`."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def _iter_blokken(notebooks: Sequence[NotebookNode]) -> Iterator[Mapping[str, Any]]:
    for nb in notebooks:
        for cell in nb.cells:
            for output in cell.get("outputs", []):
                blok = output.get("data", {}).get(BLOK_MIME)
                if blok is not None:
                    yield blok


def find_ankers(notebooks: Sequence[NotebookNode]) -> frozenset[str]:
    """The ids of all figures and tables; BuildError when two have the same one.

    For pages of single chapters `{anker: f"../index.html#{anker}" for anker in find_ankers(all)}` are the
    verwijzingen to figures of other chapters.
    """
    ankers = [blok["anker"] for blok in _iter_blokken(notebooks) if blok.get("soort") in GENUMMERD]
    double = sorted({anker for anker in ankers if ankers.count(anker) > 1})
    if double:
        raise BuildError(f"Deze figuren of tabellen komen meer dan één keer voor: {', '.join(double)}.")
    return frozenset(ankers)


def _is_concept(notebooks: Sequence[NotebookNode], meta: Paginameta) -> bool:
    return meta.concept or any(nb.metadata.get("sdreport", {}).get("concept") for nb in notebooks)


def _scripts(interactive: bool) -> list[str]:
    own = (TEMPLATE_FOLDER / "script.js").read_text(encoding="utf-8")
    return [make_vega_runtime(), own] if interactive else [own]


@lru_cache(maxsize=1)
def make_vega_runtime() -> str:
    """Vega, Vega-Lite and the interpreter that needs no eval, as one script of about 0.9 MB.

    Putting it together takes two seconds, so it comes along for the version of vl-convert that is pinned.
    """
    kept = TEMPLATE_FOLDER / f"vega-{version('vl-convert-python')}.js.gz"
    bundle = gzip.decompress(kept.read_bytes()).decode() if kept.is_file() else make_bundle()
    return bundle.replace("</script", "<\\/script")


def make_bundle() -> str:
    """The script as vl-convert makes it."""
    bundle: str = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")
    return bundle


def _number_locale() -> dict[str, Any]:
    return {
        "formatLocale": vl_convert.get_format_locale("nl-NL"),
        "timeFormatLocale": vl_convert.get_time_format_locale("nl-NL"),
    }
