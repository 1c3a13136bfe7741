"""What a page and a PDF say of themselves to machines: Dublin Core, schema.org and XMP, from the same few facts."""

from collections.abc import Iterable, Mapping
from typing import Any

import pikepdf

TAAL = "nl-NL"
TOEGANKELIJK = (
    "alternativeText", "longDescription", "structuralNavigation", "tableOfContents", "displayTransformability"
)  # fmt: skip
"""What the pages offer, in the words of schema.org (accessibilityFeature)."""


def dublin_core(meta: Mapping[str, Any], titel: str) -> list[tuple[str, str]]:
    """Names and values for `<meta property="dcterms:…">`, in a fixed order; what is not known is left out."""
    publicatie = meta.get("publicatie") or {}
    maker = publicatie.get("uitgever") or f"Gemeente {meta['gemeente']}"
    found = {
        "title": titel,
        "creator": publicatie.get("uitgever_uri") or maker,
        "publisher": maker,
        "issued": str(meta["datum"]),
        "type": publicatie.get("documentsoort", ""),
        "subject": publicatie.get("informatiecategorie", ""),
        "identifier": identify(meta),
        "language": TAAL,
    }
    return [(name, value) for name, value in found.items() if value]


def schema_org(meta: Mapping[str, Any], titel: str) -> dict[str, Any]:
    """The page as a schema.org Report, for search engines and reading systems."""
    publicatie = meta.get("publicatie") or {}
    uitgever = {
        "@type": "GovernmentOrganization",
        "name": publicatie.get("uitgever") or f"Gemeente {meta['gemeente']}",
    }
    if publicatie.get("uitgever_uri"):
        uitgever["@id"] = publicatie["uitgever_uri"]
    return {
        "@context": "https://schema.org",
        "@type": "Report",
        "name": titel,
        "inLanguage": TAAL,
        "datePublished": str(meta["datum"]),
        "publisher": uitgever,
        **({"identifier": identify(meta)} if identify(meta) else {}),
        "accessMode": ["textual", "visual"],
        "accessModeSufficient": ["textual"],
        "accessibilityFeature": list(TOEGANKELIJK),
        "accessibilityHazard": ["none"],
    }


def identify(meta: Mapping[str, Any]) -> str:
    """The name of a document: its report and its file, as in the metadata of the Woo; empty when not known."""
    return f"{meta['rapport']}/{meta['pad']}" if meta.get("rapport") and meta.get("pad") else ""


def describe_pdf(document: pikepdf.Pdf, meta: Mapping[str, Any]) -> None:
    """Add publisher, kind and identifier to the XMP of a PDF; title, author, date and language are there already."""
    publicatie = meta.get("publicatie") or {}
    facts: Iterable[tuple[str, Any]] = (
        ("dc:publisher", [publicatie.get("uitgever") or f"Gemeente {meta['gemeente']}"]),
        ("dc:type", [publicatie.get("documentsoort", "")]),
        ("dc:identifier", identify(meta)),
    )
    with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        for name, value in facts:
            if value and value != [""]:
                xmp[name] = set(value) if isinstance(value, list) else value
