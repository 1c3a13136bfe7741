"""A small region for tests, random uses of care, and a region of one's own making."""

from typing import Any

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st

from sdreport.project.parameters.regio import Regio
from sdreport.risicodeling import Centen
from sdreport.risicodeling.modellen import Afspraken

HERKOMST = {"bron": "test", "datum": "2014-01-31"}
fast = settings(deadline=None, max_examples=50)
MODELLEN = ("verzekering", "vlaktax", "verrekening", "mix")


def make_regio(**changes: Any) -> Regio:
    """A region of two municipalities and two voorzieningen; `changes` replace whole keys of the region."""
    content: dict[str, Any] = {
        "naam": "Proefregio", "budget": 60_000_000, **HERKOMST,
        "transitie": {"vast_deel": 80, "nodig_deel": 82, **HERKOMST},
        "voorzieningen": [
            {"soort": "veel-gebruikt", "slug": "gewoon", "naam": "Gewoon", "kosten_per_geval": 5000,
             "spreiding": 100, **HERKOMST},
            {"soort": "zeldzaam", "slug": "zwaar", "naam": "Zwaar", "laagste_kosten": 50_000,
             "hoogste_kosten": 400_000, "staart": 2, "duur_jaren": 3, **HERKOMST},
        ],
        "gemeenten": [make_gemeente("groot", 45_000_000), make_gemeente("klein", 15_000_000)],
        "simulatie": make_simulatie(),
    }  # fmt: skip
    return Regio.model_validate({**content, **changes})


def make_gemeente(slug: str, budget: int, **changes: Any) -> dict[str, Any]:
    """A municipality whose size and use go with its budget."""
    return {
        "slug": slug, "naam": slug.capitalize(), "inwoners": budget // 150, "jeugdigen": budget // 700,
        "historisch_budget": budget, "gevallen": {"gewoon": budget / 7000, "zwaar": budget / 400_000},
        "draagkracht": {"gewoon": budget, "zwaar": budget // 8}, **HERKOMST, **changes,
    }  # fmt: skip


def make_simulatie(**changes: Any) -> dict[str, Any]:
    """Settings of a short simulation."""
    return {
        "jaren": 2000, "seed": 1, "herziening_jaren": 3, "horizon_jaren": 4, "prikkel_jaren": [1, 6],
        "zekerheid": [95, 99], "regionale_schok": 4, "lokale_schok": 6, "naijling": 0.5, **HERKOMST, **changes,
    }  # fmt: skip


def cents(rows: list[list[float]]) -> Centen:
    """Euros as cents, year × municipality."""
    return np.rint(100 * np.array(rows, dtype=np.float64)).astype(np.int64)


@st.composite
def regions(draw: st.DrawFn) -> tuple[Centen, Afspraken]:
    """Any use (voorziening × year × municipality) with any agreements for it."""
    gemeenten = draw(st.integers(1, 8))
    jaren = draw(st.integers(1, 12))
    soorten = draw(st.integers(1, 3))
    bedrag = st.one_of(st.just(0), st.integers(0, 100), st.integers(0, 10**11))

    def amounts(*shape: int) -> Centen:
        size = int(np.prod(shape))
        return np.array(draw(st.lists(bedrag, min_size=size, max_size=size)), dtype=np.int64).reshape(shape)

    def weights() -> Any:
        values = draw(st.lists(st.integers(1, 10**10), min_size=gemeenten, max_size=gemeenten))
        return np.array(values, dtype=np.float64)

    afspraken = Afspraken(weights(), weights(), amounts(soorten, gemeenten), draw(st.integers(1, 6)))
    return amounts(soorten, jaren, gemeenten), afspraken
