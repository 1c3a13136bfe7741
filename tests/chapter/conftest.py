"""Fixtures of the chapter tests."""

from pathlib import Path
from typing import Any

import pytest
from hoofdstukhulp import JAAR, MakeChapter, make_werkmap

from sdreport.chapter import open_chapter
from sdreport.chapter.hoofdstuk import Hoofdstuk
from sdreport.chapter.werkmap import WERKMAP_VARIABELE
from sdreport.register.cijfer import Cijfer


@pytest.fixture
def chapter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MakeChapter:
    """A chapter on these rows, opened as a build does."""
    monkeypatch.setenv(WERKMAP_VARIABELE, str(tmp_path))

    def make(rijen: list[Cijfer], **rapport: Any) -> Hoofdstuk:
        make_werkmap(tmp_path, rijen, **rapport)
        return open_chapter("proef", "1_proef", JAAR)

    return make
