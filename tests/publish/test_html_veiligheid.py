"""What may never be on the HTML page: markup from data, active content, requests, errors of a notebook."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import voorbeeldnotebook as voorbeeld
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_output
from paginahulp import notebook_of, one, soup

from sdreport.errors import BuildError
from sdreport.project.huisstijl import Huisstijl
from sdreport.publish.html.page import inline_svg, render_html
from sdreport.publish.html.text import safe_href
from sdreport.publish.meta import Link, Paginameta

EVIL = '<script>alert("x")</script><img src=x onerror=alert(1)>'
OTHER_ANKERS = {"figuur-9-9": "hoofdstuk-9.html#figuur-9-9"}


def _spoil(value: Any) -> Any:
    """The same block with something nasty in every text that is free."""
    fixed = {"soort", "niveau", "anker", "svg", "vega", "uitlijning", "nummer"}
    if isinstance(value, dict):
        return {k: v if k in fixed else _spoil(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_spoil(item) for item in value]
    return EVIL if isinstance(value, str) else value


@pytest.mark.parametrize(
    "make",
    [voorbeeld.figuur_blok, voorbeeld.tabel_blok, voorbeeld.kerncijfers_blok,
     lambda: voorbeeld.melding_blok("info"), lambda: voorbeeld.tekst_blok("")],
)  # fmt: skip
def test_text_from_data_is_never_markup(
    huisstijl: Huisstijl, meta: Paginameta, make: Callable[[], dict[str, Any]]
) -> None:
    plain, spoilt = make(), _spoil(make())
    spoilt["vega"] = plain["vega"] = None
    tags = [
        [tag.name for tag in soup(render_html(notebook_of(blok), huisstijl, meta)).select("main *")]
        for blok in (plain, spoilt)
    ]
    assert "img" not in tags[1] and "script" not in tags[1]
    assert "alert(" in render_html(notebook_of(spoilt), huisstijl, meta)


def test_meta_and_source_are_escaped(huisstijl: Huisstijl, meta: Paginameta) -> None:
    nb = voorbeeld.build_notebook()
    nb.cells[0].source = f"# {EVIL}"
    nb.cells[7].source = EVIL
    nb.metadata["sdreport"]["titel"] = EVIL
    spoilt = replace(meta, titel=EVIL, gemeente=EVIL, versie=EVIL)
    page = soup(render_html([nb], huisstijl, spoilt))
    assert len(page.select("img")) == 1 and len(page.select("script")) == 5
    assert not page.select("[onerror]")


def test_vega_specification_cannot_end_its_script(huisstijl: Huisstijl, meta: Paginameta) -> None:
    blok = {**voorbeeld.figuur_blok(), "vega": {"titel": "</script><!--<script>&"}}
    html = render_html(notebook_of(blok), huisstijl, meta)
    assert '{"titel":"\\u003c/script\\u003e\\u003c!--\\u003cscript\\u003e\\u0026"}</script>' in html


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("[x](javascript:alert(1))", "x"),
        ("[x](data:text/html,x)", "x"),
        ("[x](//elders.nl)", "x"),
        ("![plaatje](https://elders.nl/x.png)", "plaatje"),
        ("[x](https://voorbeeld.nl/a?b=1&c=2)", '<a href="https://voorbeeld.nl/a?b=1&amp;c=2">x</a>'),
        ("[figuur 9.9](#figuur-9-9)", '<a href="hoofdstuk-9.html#figuur-9-9">figuur 9.9</a>'),
        ("[figuur 8.8](#figuur-8-8)", "figuur 8.8"),
        ("a < b & c", "a &lt; b &amp; c"),
    ],
)
def test_links_and_pictures_in_text(
    huisstijl: Huisstijl, meta: Paginameta, markdown: str, expected: str
) -> None:
    page = render_html(
        notebook_of(voorbeeld.tekst_blok(markdown)), huisstijl, replace(meta, verwijzingen=OTHER_ANKERS)
    )
    assert f'<div class="tekst"><p>{expected}</p>' in page


def test_unsafe_download_is_left_out(huisstijl: Huisstijl, meta: Paginameta) -> None:
    meta = replace(meta, bijlagen=(Link("fout", "javascript:alert(1)"), Link("goed", "cijfers.xlsx")))
    page = soup(render_html([voorbeeld.build_text_notebook()], huisstijl, meta))
    assert {str(a["href"]) for a in page.select(".bijlagen a")} == {"cijfers.xlsx"}


def test_drawing_loses_active_content_and_its_ids_become_unique() -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9">'
        '<g onload="x()"/>'
        '<defs><clipPath id="a"><path/></clipPath></defs><script>x()</script><style>*{}</style>'
        '<g clip-path="url(#a)" style="fill: red; stroke: url(#a)" role="x" aria-label="X-axis">'
        '<a xlink:href="https://elders.nl"><use xlink:href="#a"/></a><text>a &lt; b</text></g></svg>'
    )
    assert inline_svg(svg, "figuur-1-1", 'na"am', "tekst") == (
        '<svg width="9" role="img" aria-label="na&quot;am" aria-describedby="tekst">'
        '<g aria-hidden="true" /><defs><clipPath id="figuur-1-1-a"><path /></clipPath></defs>'
        '<g clip-path="url(#figuur-1-1-a)" fill="red" stroke="url(#figuur-1-1-a)" aria-hidden="true">'
        '<a><use href="#figuur-1-1-a" /></a><text>a &lt; b</text></g></svg>'
    )


def test_wrong_drawing_is_an_error_with_its_name() -> None:
    with pytest.raises(BuildError, match="figuur-1-1"):
        inline_svg("<svg", "figuur-1-1", "", "")


@pytest.mark.parametrize(
    "output",
    [
        new_output("error", ename="ValueError", evalue="geheim", traceback=["geheim"]),
        new_output("display_data", {"text/plain": "geheim"}),
        new_output("display_data", {voorbeeld.BLOK_MIME: {"soort": "geheim"}}),
    ],
)
def test_output_that_may_not_be_published_is_an_error_that_never_says_it(
    huisstijl: Huisstijl, meta: Paginameta, output: NotebookNode
) -> None:
    nb = voorbeeld.build_text_notebook()
    nb.cells.append(new_code_cell("x", outputs=[output]))
    with pytest.raises(BuildError, match="geen blok") as caught:
        render_html([nb], huisstijl, meta)
    assert "geheim" not in str(caught.value)


def test_same_figure_twice_is_an_error(huisstijl: Huisstijl, meta: Paginameta) -> None:
    with pytest.raises(BuildError, match="tabel-3-1"):
        render_html(notebook_of(voorbeeld.tabel_blok(), voorbeeld.tabel_blok()), huisstijl, meta)


def test_printed_warnings_do_not_reach_the_page(huisstijl: Huisstijl, meta: Paginameta) -> None:
    nb = voorbeeld.build_text_notebook()
    nb.cells.append(new_code_cell("x", outputs=[new_output("stream", name="stderr", text="C000001 is raar")]))
    assert "C000001" not in render_html([nb], huisstijl, meta)


def test_page_asks_nothing_of_the_network(huisstijl: Huisstijl, meta: Paginameta) -> None:
    page = soup(render_html(voorbeeld.build_notebooks(), huisstijl, meta))
    for tag in page.select("[src], link, iframe, object, embed, [style]"):
        assert tag.name == "img" and str(tag["src"]).startswith("data:image/svg+xml;base64,")
    assert set(re.findall(r"url\((\w+):", one(page, "style").text)) == {"data"}


def test_policy_is_strict_and_fits_the_page(huisstijl: Huisstijl, meta: Paginameta) -> None:
    html = render_html(voorbeeld.build_notebooks(), huisstijl, meta)
    policy = str(one(soup(html), "meta[http-equiv]")["content"])
    assert policy.startswith("default-src 'none'; ") and "unsafe" not in policy
    inline = re.findall(r"<(style|script)>(.*?)</\1>", html, flags=re.DOTALL)
    assert [kind for kind, _ in inline] == ["style", "script", "script"]
    for kind, text in inline:
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy.split(f"{kind}-src")[1].split(";")[0]


@pytest.mark.parametrize(
    ("href", "safe"),
    [
        ("cijfers.xlsx", "cijfers.xlsx"), ("#anker", "#anker"), ("https://a.nl", "https://a.nl"),
        ("JavaScript:x", ""), (" java\tscript:x", ""), ("vbscript:x", ""), ("//a.nl", ""), ("\\\\a.nl", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_safe_href(href: str, safe: str) -> None:
    assert safe_href(href) == safe
