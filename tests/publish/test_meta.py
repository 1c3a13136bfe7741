"""What a page, a PDF and a notebook say of their report."""

import datetime as dt
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import get_args

import openpyxl
import pikepdf
import pytest
import voorbeeldnotebook
from openhulp import OPEN, REDEN, ROL
from pdflezer import read_page
from werkboekhulp import RAPPORT, make_project

from sdreport.project.editie import Editie
from sdreport.project.huisstijl import load_huisstijl
from sdreport.project.parameters import Parameters
from sdreport.project.parameters.publicatie import Publicatie
from sdreport.publish.html.page import render_html
from sdreport.publish.meta import VERZONNEN, Paginameta, describe_report, name_versie
from sdreport.publish.pdf.document import render_pdf
from sdreport.publish.properties import identify, schema_org
from sdreport.register.files import format_xlsx

ROOT = Path(__file__).parents[2]

PUBLICATIE = Publicatie(
    uitgever="gemeente Voorbeeldstad",
    uitgever_uri="https://identifier.overheid.nl/tooi/id/gemeente/gm0327",
    informatiecategorie="vergaderstukken decentrale overheden",
    documentsoort="verantwoordingsrapport",
    geldig_vanaf=dt.date(2024, 1, 1),
)


@pytest.fixture
def editie(tmp_path: Path) -> Editie:
    return make_project(tmp_path, [])


def test_a_concept_says_so_in_its_name_and_version(editie: Editie) -> None:
    meta, concept = describe_report(editie), describe_report(replace(editie, concept=True))
    assert (meta.rapport, meta.versie, meta.concept) == (RAPPORT, "definitief", False)
    assert (concept.rapport, concept.versie, concept.concept) == (f"{RAPPORT}-concept", "concept", True)


def test_what_no_document_gives_is_told_with_the_version() -> None:
    assert name_versie("definitief", False, ["datum"]) == "definitief, datum als voorbeeld"
    assert name_versie("voorlopig", True, ["stand"]) == "voorlopig, zonder geheimhouding, verzonnen voorbeeld"
    assert set(VERZONNEN) == set(get_args(get_args(Parameters.model_fields["verzonnen"].annotation)[0]))


def test_a_notebook_holds_it_as_plain_data(editie: Editie) -> None:
    meta = replace(describe_report(editie), publicatie=PUBLICATIE)
    content = json.loads(json.dumps(meta.as_dict()))
    assert list(content) == [
        "rapport", "titel", "gemeente", "jaar", "datum", "versie", "concept", "verantwoording", "publicatie",
        "open",
    ]  # fmt: skip
    assert (content["datum"], content["publicatie"]["geldig_vanaf"]) == ("2019-09-15", "2024-01-01")


def test_the_publisher_is_the_municipality_unless_the_parameters_name_one(editie: Editie) -> None:
    meta = describe_report(editie)
    assert meta.maker == "Gemeente Voorbeeldstad"
    assert replace(meta, publicatie=PUBLICATIE).maker == "gemeente Voorbeeldstad"


def test_only_a_file_in_the_folder_of_a_report_has_an_identifier(editie: Editie) -> None:
    page = Paginameta(**vars(describe_report(editie)))
    assert identify(page) == ""
    assert identify(replace(page, pad="hoofdstukken/1_inleiding.html")) == (
        f"{RAPPORT}/hoofdstukken/1_inleiding.html"
    )


@pytest.fixture
def open_page(editie: Editie) -> Paginameta:
    """What a page says of a report that shows small numbers."""
    shown = replace(editie, parameters=editie.parameters.model_copy(update={"geheimhouding": OPEN}))
    return Paginameta(**vars(describe_report(shown)))


def test_only_a_report_that_protects_nobody_says_so(editie: Editie, open_page: Paginameta) -> None:
    assert describe_report(editie).open == ""
    assert open_page.versie == "definitief, zonder geheimhouding"
    assert REDEN in open_page.open and ROL in open_page.open


def test_an_open_report_says_so_on_every_web_page_and_to_machines(open_page: Paginameta) -> None:
    huisstijl = load_huisstijl(ROOT / "parameters" / "huisstijl.yaml")
    page = render_html([voorbeeldnotebook.build_text_notebook()], huisstijl, open_page)
    assert f"<strong>Zonder geheimhouding</strong> – {open_page.open}" in page
    assert page.count("versie definitief, zonder geheimhouding") == 2
    assert f'<meta property="dcterms:description" content="{open_page.open}">' in page
    assert schema_org(open_page, "x")["description"] == open_page.open
    closed = render_html(
        [voorbeeldnotebook.build_text_notebook()], huisstijl, replace(open_page, open="", versie="x")
    )
    assert "eheimhouding" not in closed and "dcterms:description" not in closed


def test_an_open_report_says_so_on_every_page_of_its_pdf(open_page: Paginameta, tmp_path: Path) -> None:
    huisstijl = load_huisstijl(ROOT / "parameters" / "huisstijl.yaml")
    path = tmp_path / "open.pdf"
    path.write_bytes(render_pdf(voorbeeldnotebook.build_notebooks(), huisstijl, open_page))
    with pikepdf.open(path) as pdf:
        words = ["".join(read_page(page).split()) for page in pdf.pages]
        assert str(pdf.open_metadata()["dc:description"]) == open_page.open
    assert len(words) >= 3
    assert [number for number, page in enumerate(words, 1) if "zondergeheimhouding" not in page] == []


def test_an_open_report_says_so_in_its_workbook(open_page: Paginameta) -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(format_xlsx([], open_page.open)))
    assert workbook.properties.description == open_page.open
