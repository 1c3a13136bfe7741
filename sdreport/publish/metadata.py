"""The metadata of the Woo (DiWoo) of every published document: one XML file each, and a sitemap that holds them all.

Elements and value lists follow `diwoo-metadata.xsd` of KOOP, https://standaarden.overheid.nl/diwoo/metadata (0.9.x):
`diwoo:Document/diwoo:DiWoo` with as required publisher, titelcollectie/officieleTitel, classificatiecollectie/
informatiecategorieen, creatiedatum and documenthandelingen. Elements are in the order of that schema. Nothing here
looks at a clock: every date comes from the parameters, so the same input gives the same bytes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from sdreport.chapter.opbouw import number_chapters
from sdreport.project.editie import Editie
from sdreport.project.parameters import Parameters
from sdreport.project.parameters.publicatie import (
    DOCUMENTSOORTEN,
    HANDELINGEN,
    INFORMATIECATEGORIEEN,
    THESAURUS,
    Publicatie,
)
from sdreport.publish.meta import describe_open, with_year

MAP = "metadata"
VERKLARING = "toegankelijkheidsverklaring.html"
SITEMAP = "sitemap-diwoo.xml"
DIWOO = "https://standaarden.overheid.nl/diwoo/metadata/"
SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
AUTHORITY = "http://publications.europa.eu/resource/authority/"
FORMATEN = {
    ".html": ("HTML", "HTML"),
    ".pdf": ("PDF", "PDF"),
    ".xlsx": ("XLSX", "Excel XLSX"),
    ".csv": ("CSV", "CSV"),
}
"""Per file ending its code in the European list of file types and its label."""


@dataclass(frozen=True)
class WooDocument:
    """One file of a report that is published: its path from the folder of the report, and what it is called."""

    pad: str
    titel: str


def write_metadata(folder: Path, editie: Editie) -> list[Path]:
    """Write `metadata/<file>.xml` for the pages, PDFs and data files in `folder`; returns the files made.

    Without `publicatie` in the parameters nothing is known of the publisher, and nothing is written. A concept is
    not for publication and gets none.
    """
    parameters = editie.parameters
    if parameters.publicatie is None or editie.concept:
        return []
    documents = list_documents(folder, parameters)
    target = folder / MAP
    target.mkdir(exist_ok=True)
    written = []
    for document in documents:
        path = target / f"{document.pad.replace('/', '-')}.xml"
        written.append(_write(path, make_diwoo(document, parameters, parameters.publicatie)))
    if parameters.publicatie.webadres:
        written.append(_write(target / SITEMAP, make_sitemap(documents, parameters, parameters.publicatie)))
    return written


def list_documents(folder: Path, parameters: Parameters) -> list[WooDocument]:
    """The documents in a report's folder in order of their path, each with its title."""
    whole, quality = parameters.titel, f"Datakwaliteit – {parameters.titel}"
    known = {
        "index.html": whole,
        f"{parameters.rapport}.pdf": whole,
        "in-een-oogopslag.html": f"In één oogopslag – {parameters.titel}",
        "in-een-oogopslag.pdf": f"In één oogopslag – {parameters.titel}",
        "datakwaliteit.html": quality,
        "datakwaliteit.pdf": quality,
        VERKLARING: f"Toegankelijkheidsverklaring – {parameters.titel}",
        "cijfers.xlsx": f"Cijfers – {parameters.titel}",
        "cijfers.csv": f"Cijfers – {parameters.titel}",
    }
    numbers = number_chapters(parameters.hoofdstukken)
    chapters = [path for path in (folder / "hoofdstukken").glob("*") if path.suffix in FORMATEN]
    known |= {f"hoofdstukken/{path.name}": f"{_name(path.stem, numbers)} – {whole}" for path in chapters}
    return [WooDocument(pad, titel) for pad, titel in sorted(known.items()) if (folder / pad).is_file()]


def make_diwoo(document: WooDocument, parameters: Parameters, publicatie: Publicatie) -> Element:
    """The element `diwoo:Document` of one file."""
    root = Element(_tag("Document"))
    diwoo = SubElement(root, _tag("DiWoo"))
    identifiers = SubElement(diwoo, _tag("identifiers"))
    for text in identify(document, parameters, publicatie):
        SubElement(identifiers, _tag("identifier")).text = text
    for name in ("publisher", "verantwoordelijke", "opsteller"):
        _value(diwoo, name, publicatie.uitgever, publicatie.uitgever_uri)
    titels = SubElement(diwoo, _tag("titelcollectie"))
    SubElement(titels, _tag("officieleTitel")).text = with_year(document.titel, parameters.jaar)
    omschrijvingen = SubElement(diwoo, _tag("omschrijvingen"))
    told = f"{parameters.verantwoording} {describe_open(parameters.geheimhouding)}"
    SubElement(omschrijvingen, _tag("omschrijving")).text = " ".join(told.split())
    _add_classification(diwoo, publicatie)
    SubElement(diwoo, _tag("creatiedatum")).text = parameters.datum.isoformat()
    _add_validity(diwoo, publicatie)
    _value(diwoo, "language", "Nederlands", f"{AUTHORITY}language/NLD")
    code, label = FORMATEN[Path(document.pad).suffix]
    _value(diwoo, "format", label, f"{AUTHORITY}file-type/{code}")
    SubElement(diwoo, _tag("aggregatiekenmerk")).text = parameters.rapport
    _add_handling(diwoo, parameters, publicatie)
    return root


def make_sitemap(documents: Iterable[WooDocument], parameters: Parameters, publicatie: Publicatie) -> Element:
    """A sitemap with for every document its address and its metadata, as the Woo harvester reads it."""
    root = Element(f"{{{SITEMAPS}}}urlset")
    for document in documents:
        url = SubElement(root, f"{{{SITEMAPS}}}url")
        SubElement(url, f"{{{SITEMAPS}}}loc").text = address(document, publicatie)
        SubElement(url, f"{{{SITEMAPS}}}lastmod").text = parameters.datum.isoformat()
        url.append(make_diwoo(document, parameters, publicatie))
    return root


def identify(document: WooDocument, parameters: Parameters, publicatie: Publicatie) -> list[str]:
    """What a document can be found by: its own name, its address, and the reference number of the municipality."""
    found = [f"{parameters.rapport}/{document.pad}"]
    if publicatie.webadres:
        found.append(address(document, publicatie))
    return [*found, *([publicatie.kenmerk] if publicatie.kenmerk else [])]


def address(document: WooDocument, publicatie: Publicatie) -> str:
    """Where a document will stand."""
    return f"{str(publicatie.webadres).rstrip('/')}/{document.pad}"


def _add_classification(diwoo: Element, publicatie: Publicatie) -> None:
    parts: Sequence[tuple[str, str, str, dict[str, str]]] = (
        (
            "informatiecategorieen",
            "informatiecategorie",
            publicatie.informatiecategorie,
            INFORMATIECATEGORIEEN,
        ),
        ("documentsoorten", "documentsoort", publicatie.documentsoort, DOCUMENTSOORTEN),
    )
    collection = SubElement(diwoo, _tag("classificatiecollectie"))
    for group, name, label, values in parts:
        _value(SubElement(collection, _tag(group)), name, label, THESAURUS + values[label])
    if publicatie.trefwoorden:
        words = SubElement(collection, _tag("trefwoorden"))
        for word in publicatie.trefwoorden:
            SubElement(words, _tag("trefwoord")).text = word


def _add_validity(diwoo: Element, publicatie: Publicatie) -> None:
    days = {"begindatum": publicatie.geldig_vanaf, "einddatum": publicatie.geldig_tot}
    if any(days.values()):
        validity = SubElement(diwoo, _tag("geldigheid"))
        for name, day in days.items():
            if day:
                SubElement(validity, _tag(name)).text = f"{day.isoformat()}T00:00:00"


def _add_handling(diwoo: Element, parameters: Parameters, publicatie: Publicatie) -> None:
    handling = SubElement(SubElement(diwoo, _tag("documenthandelingen")), _tag("documenthandeling"))
    _value(handling, "soortHandeling", publicatie.handeling, THESAURUS + HANDELINGEN[publicatie.handeling])
    day = publicatie.handeling_datum or parameters.datum
    SubElement(handling, _tag("atTime")).text = f"{day.isoformat()}T00:00:00"
    _value(handling, "wasAssociatedWith", publicatie.uitgever, publicatie.uitgever_uri)


def _value(parent: Element, name: str, label: str, resource: str) -> None:
    """An element with the label of a value as its text and the value itself as `resource`."""
    SubElement(parent, _tag(name), {"resource": resource}).text = label


def _tag(name: str) -> str:
    return f"{{{DIWOO}}}{name}"


def _name(stem: str, numbers: Mapping[str, str]) -> str:
    """`3_maatwerkvoorzieningen` as `Hoofdstuk 3, maatwerkvoorzieningen`, by its number in the report."""
    number, _, slug = stem.partition("_")
    return f"Hoofdstuk {numbers.get(stem, number)}, {slug.replace('-', ' ')}"


def _write(path: Path, root: Element) -> Path:
    ElementTree.register_namespace("diwoo", DIWOO)
    ElementTree.register_namespace("", SITEMAPS)
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    path.write_text(f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n', encoding="utf-8", newline="\n")
    return path
