"""Fixtures of the chapter tests."""

from pathlib import Path
from typing import Any

import altair as alt
import pytest
from altair.utils.schemapi import validate_jsonschema
from altair.vegalite.v6.schema.core import load_schema
from hoofdstukhulp import JAAR, MakeChapter, make_werkmap

from sdreport.chapter import open_chapter
from sdreport.chapter.charts import charts, panel
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


@pytest.fixture(scope="session")
def schema() -> dict[str, Any]:
    """The schema of Vega-Lite."""
    return load_schema()


@pytest.fixture(autouse=True)
def hold_charts_against_vega_lite(schema: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Every chart that a test draws is a valid specification: a build does not look at that."""
    finish = charts.finish

    def check(chart: alt.TopLevelMixin, config: dict[str, Any], **properties: object) -> dict[str, Any]:
        spec = finish(chart, config, **properties)
        validate_jsonschema(spec, schema, schema)
        return spec

    for module in (charts, panel):
        monkeypatch.setattr(module, "finish", check)
