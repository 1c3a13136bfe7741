"""What a page and a PDF say of themselves to machines: Dublin Core, schema.org and XMP, from the same few facts."""

from collections.abc import Iterable
from typing import Any

import pikepdf

from sdreport.publish.meta import Paginameta

TAAL = "nl-NL"
TOEGANKELIJK = (
    "alternativeText", "longDescription", "structuralNavigation", "tableOfContents", "displayTransformability"
)  # fmt: skip
"""What the pages offer, in the words of schema.org (accessibilityFeature)."""


def dublin_core(meta: Paginameta, titel: str) -> list[tuple[str, str]]:
    """Names and values for `<meta property="dcterms:…">`, in a fixed order; what is not known is left out."""
    about = meta.publicatie
    found = {
        "title": titel,
        "creator": about.uitgever_uri if about else meta.maker,
        "publisher": meta.maker,
        "issued": meta.datum.isoformat(),
        "type": about.documentsoort if about else "",
        "subject": about.informatiecategorie if about else "",
        "description": meta.open,
        "identifier": identify(meta),
        "language": TAAL,
    }
    return [(name, value) for name, value in found.items() if value]


def schema_org(meta: Paginameta, titel: str) -> dict[str, Any]:
    """The page as a schema.org Report, for search engines and reading systems."""
    uitgever = {"@type": "GovernmentOrganization", "name": meta.maker}
    if meta.publicatie:
        uitgever["@id"] = meta.publicatie.uitgever_uri
    return {
        "@context": "https://schema.org",
        "@type": "Report",
        "name": titel,
        "inLanguage": TAAL,
        "datePublished": meta.datum.isoformat(),
        "publisher": uitgever,
        **({"description": meta.open} if meta.open else {}),
        **({"identifier": identify(meta)} if identify(meta) else {}),
        "accessMode": ["textual", "visual"],
        "accessModeSufficient": ["textual"],
        "accessibilityFeature": list(TOEGANKELIJK),
        "accessibilityHazard": ["none"],
    }


def identify(meta: Paginameta) -> str:
    """The name of a document: its report and its file, as in the metadata of the Woo; empty when not known."""
    return f"{meta.rapport}/{meta.pad}" if meta.pad else ""


def describe_pdf(document: pikepdf.Pdf, meta: Paginameta) -> None:
    """Add publisher, kind and identifier to the XMP of a PDF; title, author, date and language are there already."""
    facts: Iterable[tuple[str, Any]] = (
        ("dc:publisher", [meta.maker]),
        ("dc:description", meta.open),
        ("dc:type", [meta.publicatie.documentsoort if meta.publicatie else ""]),
        ("dc:identifier", identify(meta)),
    )
    with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        for name, value in facts:
            if value and value != [""]:
                xmp[name] = set(value) if isinstance(value, list) else value
