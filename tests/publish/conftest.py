"""Fixtures of the publishing tests."""

from dataclasses import replace
from pathlib import Path

import pytest
import voorbeeldnotebook as voorbeeld

from sdreport.project.huisstijl import Huisstijl, Kleuren
from sdreport.publish.meta import Paginameta


@pytest.fixture
def huisstijl(tmp_path: Path) -> Huisstijl:
    """A house style with a logo and one web font."""
    logo = tmp_path / "logo.svg"
    logo.write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    font = tmp_path / "voorbeeld-latin-600-normal.woff2"
    font.write_bytes(b"wOF2")
    kleuren = Kleuren(
        primair="#0f4c5c", accent="#943c19", tekst="#1b2a30", achtergrond="#ffffff",
        vlak="#edf4f5", lijn="#bccdd2",
        reeks=("#0f4c5c", "#c08a34", "#943c19", "#248475", "#6d56ba", "#53211a"),
    )  # fmt: skip
    return Huisstijl(
        naam="Voorbeeld", logo=logo, kleuren=kleuren, lettertype="Proef", lettertypebestanden=(font,)
    )


@pytest.fixture
def meta() -> Paginameta:
    """Facts of the page: a final report."""
    return replace(voorbeeld.META, concept=False)
