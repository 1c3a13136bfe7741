"""Metadata of the Woo: the structure that the DiWoo schema asks for, its value lists, and the same facts in pages."""

import datetime as dt
import json
import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any, get_args
from xml.etree import ElementTree

import pikepdf
import pytest
import voorbeeldnotebook as voorbeeld
from paginahulp import one, soup
from pdfhulp import failures
from pydantic import ValidationError

from sdreport.project.editie import Editie
from sdreport.project.folders import Project
from sdreport.project.huisstijl import Huisstijl, load_huisstijl
from sdreport.project.parameters import Parameters
from sdreport.project.parameters.publicatie import Contact, Nalevingsstatus, Publicatie
from sdreport.publish.html.page import render_html
from sdreport.publish.meta import Paginameta
from sdreport.publish.metadata import DIWOO, MAP, SITEMAPS, write_metadata
from sdreport.publish.pdf.document import render_pdf
from sdreport.publish.statement import STATUSSEN, check_report, make_verklaring

ROOT = Path(__file__).parents[2]
GEMEENTE = "https://identifier.overheid.nl/tooi/id/gemeente/gm0327"
PUBLICATIE = Publicatie(
    uitgever="gemeente Voorbeeldstad",
    uitgever_uri=GEMEENTE,
    documentsoort="verantwoordingsrapport",
    informatiecategorie="vergaderstukken decentrale overheden",
)

# diwoo-metadata.xsd, https://standaarden.overheid.nl/diwoo/metadata: children with least and most occurrences
SCHEMA = {
    "Document": [("DiWoo", 0, 1), ("extraMetadata", 0, 99)],
    "DiWoo": [
        ("identifiers", 0, 1), ("publisher", 1, 1), ("verantwoordelijke", 0, 1), ("medeverantwoordelijken", 0, 1),
        ("opsteller", 0, 1), ("naamOpsteller", 0, 1), ("titelcollectie", 1, 1), ("omschrijvingen", 0, 1),
        ("classificatiecollectie", 1, 1), ("creatiedatum", 1, 1), ("geldigheid", 0, 1), ("language", 0, 1),
        ("format", 0, 1), ("aggregatiekenmerk", 0, 1), ("isPartOf", 0, 1), ("hasParts", 0, 1),
        ("documenthandelingen", 1, 1), ("documentrelaties", 0, 1), ("redenVerwijderingVervanging", 0, 1),
    ],
    "identifiers": [("identifier", 1, 99)],
    "titelcollectie": [("officieleTitel", 1, 1), ("verkorteTitels", 0, 1), ("alternatieveTitels", 0, 1)],
    "omschrijvingen": [("omschrijving", 1, 99)],
    "classificatiecollectie": [
        ("informatiecategorieen", 1, 1), ("documentsoorten", 0, 1), ("themas", 0, 1), ("trefwoorden", 0, 1),
    ],
    "informatiecategorieen": [("informatiecategorie", 1, 99)],
    "documentsoorten": [("documentsoort", 1, 99)],
    "trefwoorden": [("trefwoord", 1, 99)],
    "geldigheid": [("begindatum", 0, 1), ("einddatum", 0, 1)],
    "documenthandelingen": [("documenthandeling", 1, 99)],
    "documenthandeling": [("soortHandeling", 1, 1), ("atTime", 1, 1), ("wasAssociatedWith", 0, 1)],
}  # fmt: skip
WITH_RESOURCE = {
    "publisher": "https://identifier.overheid.nl/tooi/id/",
    "verantwoordelijke": "https://identifier.overheid.nl/tooi/id/",
    "opsteller": "https://identifier.overheid.nl/tooi/id/",
    "wasAssociatedWith": "https://identifier.overheid.nl/tooi/id/",
    "informatiecategorie": "https://identifier.overheid.nl/tooi/def/thes/kern/c_",
    "documentsoort": "https://identifier.overheid.nl/tooi/def/thes/kern/c_",
    "soortHandeling": "https://identifier.overheid.nl/tooi/def/thes/kern/c_",
    "language": "http://publications.europa.eu/resource/authority/language/",
    "format": "http://publications.europa.eu/resource/authority/file-type/",
}
TYPES = {"creatiedatum": dt.date.fromisoformat, "atTime": dt.datetime.fromisoformat,
         "begindatum": dt.datetime.fromisoformat, "einddatum": dt.datetime.fromisoformat}  # fmt: skip


def breaches(element: ElementTree.Element) -> list[str]:
    """Where an element is not what the schema asks: children, their order and number, types and value lists."""
    name = element.tag.removeprefix(f"{{{DIWOO}}}")
    children = [child.tag.removeprefix(f"{{{DIWOO}}}") for child in element]
    found = []
    if name in SCHEMA:
        order = [child for child, _, _ in SCHEMA[name]]
        found += [f"{name}: {child} is unknown" for child in children if child not in order]
        found += [f"{name}: wrong order" for _ in [0] if children != sorted(children, key=order.index)]
        found += [
            f"{name}: {children.count(child)} x {child}"
            for child, least, most in SCHEMA[name]
            if not least <= children.count(child) <= most
        ]
    elif children or not (element.text or "").strip():
        found.append(f"{name}: no text")
    if not element.get("resource", "").startswith(WITH_RESOURCE.get(name, "")):
        found.append(f"{name}: {element.get('resource')}")
    if name in TYPES:
        TYPES[name](element.text or "")
    return [*found, *(fault for child in element for fault in breaches(child))]


def parameters(publicatie: Publicatie | None) -> Parameters:
    return Parameters(
        rapport="proef-2023", titel="Proefrapport", gemeente="Voorbeeldstad", jaar=2023, datum=dt.date(2024, 5, 30),
        status="definitief", verantwoording="Een\nproef.", data="data/2023", datasets=("toewijzingen",),
        hoofdstukken=("1_inleiding",), publicatie=publicatie,
    )  # fmt: skip


def editie(publicatie: Publicatie | None, concept: bool = False) -> Editie:
    return Editie(Project(Path()), Path("proef-2023.yaml"), parameters(publicatie), concept)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A report as far as metadata look at it: which files are there."""
    (tmp_path / "hoofdstukken").mkdir()
    names = ["index.html", "proef-2023.pdf", "cijfers.xlsx", "cijfers.json", "manifest.json"]
    for name in [*names, "hoofdstukken/1_inleiding.html", "hoofdstukken/1_inleiding.pdf"]:
        (tmp_path / name).touch()
    return tmp_path


def texts(path: Path, name: str) -> list[str | None]:
    return [element.text for element in ElementTree.parse(path).iter(f"{{{DIWOO}}}{name}")]


def test_every_document_has_metadata_that_keep_to_the_schema(folder: Path) -> None:
    written = write_metadata(folder, editie(PUBLICATIE))
    assert [path.name for path in written] == [
        "cijfers.xlsx.xml",
        "hoofdstukken-1_inleiding.html.xml",
        "hoofdstukken-1_inleiding.pdf.xml",
        "index.html.xml",
        "proef-2023.pdf.xml",
    ]
    for path in written:
        assert breaches(ElementTree.parse(path).getroot()) == []
    assert texts(folder / MAP / "index.html.xml", "officieleTitel") == ["Proefrapport 2023"]
    assert texts(folder / MAP / "hoofdstukken-1_inleiding.pdf.xml", "officieleTitel") == [
        "Hoofdstuk 1, inleiding – Proefrapport 2023"
    ]
    assert texts(folder / MAP / "proef-2023.pdf.xml", "format") == ["PDF"]


def test_everything_that_can_be_given_keeps_to_the_schema(folder: Path) -> None:
    full = PUBLICATIE.model_copy(
        update={
            "kenmerk": "Z-2024-1 & <meer>", "trefwoorden": ("Wmo",), "handeling": "ontvangst",
            "handeling_datum": dt.date(2024, 6, 6), "geldig_vanaf": dt.date(2023, 1, 1),
            "geldig_tot": dt.date(2023, 12, 31), "webadres": "https://voorbeeld.example/rapporten/proef-2023/",
        }
    )  # fmt: skip
    *written, sitemap = write_metadata(folder, editie(full))
    for path in written:
        assert breaches(ElementTree.parse(path).getroot()) == []
    index = folder / MAP / "index.html.xml"
    assert texts(index, "identifier") == [
        "proef-2023/index.html",
        "https://voorbeeld.example/rapporten/proef-2023/index.html",
        "Z-2024-1 & <meer>",
    ]
    assert texts(index, "atTime") == ["2024-06-06T00:00:00"]
    urls = ElementTree.parse(sitemap).getroot().findall(f"{{{SITEMAPS}}}url")
    assert len(urls) == len(written)
    for url in urls:
        loc, lastmod, document = list(url)
        assert str(loc.text).startswith("https://voorbeeld.example/rapporten/proef-2023/")
        assert lastmod.text == "2024-05-30"
        assert breaches(document) == []


def test_the_check_of_the_schema_is_not_blind(folder: Path) -> None:
    write_metadata(folder, editie(PUBLICATIE))
    root = ElementTree.parse(folder / MAP / "index.html.xml").getroot()
    (diwoo,) = root
    diwoo.remove(diwoo.find(f"{{{DIWOO}}}publisher"))  # type: ignore[arg-type]
    diwoo[:] = reversed(diwoo)  # type: ignore[assignment]
    diwoo.find(f"{{{DIWOO}}}language").set("resource", "nl")  # type: ignore[union-attr]
    assert set(breaches(root)) == {"DiWoo: wrong order", "DiWoo: 0 x publisher", "language: nl"}


def test_same_input_gives_the_same_bytes_and_no_clock(folder: Path) -> None:
    first = {path.name: path.read_bytes() for path in write_metadata(folder, editie(PUBLICATIE))}
    second = {path.name: path.read_bytes() for path in write_metadata(folder, editie(PUBLICATIE))}
    assert first == second
    days = {day for content in first.values() for day in re.findall(rb"\d{4}-\d\d-\d\d", content)}
    assert days == {b"2024-05-30"}


def test_nothing_is_written_of_a_concept_or_without_a_publisher(folder: Path) -> None:
    assert write_metadata(folder, editie(PUBLICATIE, concept=True)) == []
    assert write_metadata(folder, editie(None)) == []
    assert not (folder / MAP).exists()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"informatiecategorie": "jaarplannen"}, "Bedoelt u 'jaarplannen en jaarverslagen'?"),
        ({"documentsoort": "iets heel anders"}, "staat niet in de waardelijst"),
        ({"uitgever_uri": "https://voorbeeld.example/gm0327"}, "pattern"),
        ({"webadres": "http://onveilig.example"}, "pattern"),
        ({"geldig_vanaf": "2024-01-01", "geldig_tot": "2023-01-01"}, "'geldig_tot' ligt voor 'geldig_vanaf'"),
        ({"contact": {"onderdeel": "Griffie", "email": "geen adres"}}, "pattern"),
    ],
)
def test_wrong_parameters_are_refused(change: dict[str, Any], told: str) -> None:
    with pytest.raises(ValidationError, match=told.replace("?", r"\?")):
        Publicatie.model_validate({**PUBLICATIE.model_dump(exclude_unset=True), **change})


def test_page_says_the_same_to_machines(huisstijl: Huisstijl, meta: Paginameta) -> None:
    named = replace(meta, rapport="proef-2023", pad="index.html", publicatie=PUBLICATIE)
    page = soup(render_html(voorbeeld.build_notebooks(), huisstijl, named))
    core = {str(tag["property"]): str(tag["content"]) for tag in page.select("meta[property]")}
    title = one(page, "title").text
    assert core == {
        "dcterms:title": title, "dcterms:creator": GEMEENTE, "dcterms:publisher": "gemeente Voorbeeldstad",
        "dcterms:issued": "2024-05-01", "dcterms:type": "verantwoordingsrapport",
        "dcterms:subject": "vergaderstukken decentrale overheden",
        "dcterms:identifier": "proef-2023/index.html", "dcterms:language": "nl-NL",
    }  # fmt: skip
    data = json.loads(one(page, "script[type='application/ld+json']").text)
    assert (data["name"], data["publisher"]["@id"], data["datePublished"]) == (title, GEMEENTE, "2024-05-01")
    bare = soup(render_html(voorbeeld.build_notebooks(), huisstijl, meta))
    assert {str(tag["property"]) for tag in bare.select("meta[property]")} == {
        f"dcterms:{name}" for name in ("title", "creator", "publisher", "issued", "language")
    }


def test_pdf_says_the_same_to_machines_and_stays_valid(meta: Paginameta) -> None:
    stijl = load_huisstijl(ROOT / "parameters" / "huisstijl.yaml")
    named = replace(meta, rapport="proef-2023", pad="proef-2023.pdf", publicatie=PUBLICATIE)
    pdf = render_pdf([voorbeeld.build_text_notebook()], stijl, named)
    with pikepdf.open(BytesIO(pdf)) as document, document.open_metadata() as xmp:
        assert xmp["dc:publisher"] == {"gemeente Voorbeeldstad"}
        assert xmp["dc:type"] == {"verantwoordingsrapport"}
        assert xmp["dc:identifier"] == "proef-2023/proef-2023.pdf"
    assert failures(pdf) == set()


# ---- the accessibility statement ----


def verklaring(meta: Paginameta, **publicatie: Any) -> Any:
    stijl = load_huisstijl(ROOT / "parameters" / "huisstijl.yaml")
    notebooks = {"3_gebruik": voorbeeld.build_notebook(), "4_vooruitblik": voorbeeld.build_text_notebook()}
    meta = replace(meta, publicatie=PUBLICATIE.model_copy(update=publicatie))
    return soup(render_html([make_verklaring(notebooks, stijl, meta)], stijl, meta))


def test_statement_is_a_concept_with_what_is_still_to_be_filled_in(meta: Paginameta) -> None:
    page = verklaring(meta)
    assert one(page, "h1").text.replace("\xad", "") == "Toegankelijkheidsverklaring"
    assert "Dit is een concept" in one(page, ".melding").text
    assert page.text.count("Nog in te vullen door de gemeente") == 2
    assert "Eerste maatregelen genomen." in page.text
    assert "4 webpagina’s en 3 pdf-bestanden" in page.text
    assert "1 mei 2024" in one(page, "main").text


def test_statement_names_contact_and_status_of_the_parameters(meta: Paginameta) -> None:
    contact = Contact(onderdeel="team <Communicatie>", email="web@voorbeeld.example")
    page = verklaring(meta, contact=contact, nalevingsstatus="voldoet gedeeltelijk")
    assert "Laat het weten aan team <Communicatie>" in page.text
    assert one(page, "a[href^=mailto]")["href"] == "mailto:web@voorbeeld.example"
    assert page.text.count("Nog in te vullen door de gemeente") == 1
    assert "Voldoet gedeeltelijk." in page.text


def test_statement_tells_what_was_found_in_this_report() -> None:
    stijl = load_huisstijl(ROOT / "parameters" / "huisstijl.yaml")
    good = check_report({"3_gebruik": voorbeeld.build_notebook()}, stijl)
    assert [item.uitkomst for item in good[:4]] == ["1 van 1", "1 van 1", "2 van 2", "2 van 2"]
    assert good[4].uitkomst == "laagste: 6,5 op 1"
    silent = voorbeeld.build_notebook()
    for cell in silent.cells:
        for output in cell.get("outputs", []):
            blok = output["data"][voorbeeld.BLOK_MIME]
            if blok["soort"] == "figuur":
                blok["alt"], blok["tabel"]["kolommen"][0]["label"] = " ", ""
    bad = check_report({"3_gebruik": silent}, stijl)
    assert [item.uitkomst for item in bad[:4]] == ["0 van 1", "1 van 1", "1 van 2", "2 van 2"]


def test_every_status_of_the_parameters_is_explained() -> None:
    assert set(STATUSSEN) == set(get_args(Nalevingsstatus))
