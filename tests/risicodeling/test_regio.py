"""Parameters of a region: what does not add up is refused, in words that a controller understands."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError
from regiohulp import HERKOMST, make_gemeente, make_regio, make_simulatie

from sdreport.project.parameters.regio import Gemeente, Regio, Simulatie, Transitie, VeelGebruikt, Zeldzaam

GROOT, KLEIN = make_gemeente("groot", 45_000_000), make_gemeente("klein", 15_000_000)
TIEN = [make_gemeente(f"g{number}", 6_000_000) for number in range(10)]
GEEN = {"gewoon": 0, "zwaar": 0}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"budget": 60_000_001}, "samen 60000000, het budget van de regio is 60000001"),
        ({"gemeenten": [GROOT, {**KLEIN, "slug": "groot"}]}, "'gemeenten' noemt 'groot' twee keer"),
        ({"gemeenten": [GROOT, {**KLEIN, "slug": "totaal"}]}, "de naam 'totaal' is bezet"),
        ({"gemeenten": [GROOT, {**KLEIN, "gevallen": {"gewoon": 1}}]}, "gemeente 'klein': 'gevallen' moet elke"),
        ({"gemeenten": [GROOT, {**KLEIN, "draagkracht": {"gewoon": 1, "zwar": 1}}]}, "'draagkracht' moet elke"),
        ({"gemeenten": [{**item, "gevallen": GEEN} for item in (GROOT, KLEIN)]}, "niets te verdelen"),
        ({"gemeenten": [GROOT, {**KLEIN, "jeugdigen": 10**7}]}, "meer 'jeugdigen' dan 'inwoners'"),
        ({"transitie": {"vast_deel": 82, "nodig_deel": 80, **HERKOMST}}, "'nodig_deel' is kleiner dan"),
        ({"simulatie": make_simulatie(zekerheid=[95, 95])}, "'zekerheid' noemt iets twee keer"),
        ({"simulatie": make_simulatie(prikkel_jaren=[4, 4])}, "'prikkel_jaren' noemt iets twee keer"),
        ({"simulatie": make_simulatie(jaren=1_000_000), "gemeenten": TIEN}, "mag hoogstens 5000000 zijn"),
    ],
)  # fmt: skip
def test_what_does_not_add_up_is_told_in_dutch(change: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message.replace("(", r"\(")):
        make_regio(**change)


@pytest.mark.parametrize(
    "change",
    [
        {"transitie": {"vast_deel": 80, "nodig_deel": 101, **HERKOMST}},
        {"transitie": {"vast_deel": 80, "nodig_deel": 82}},
        {"gemeenten": [GROOT]},
        {"gemeenten": [GROOT, {**KLEIN, "bron": ""}]},
        {"gemeenten": [GROOT, {**KLEIN, "draagkracht": {"gewoon": -1, "zwaar": 1}}]},
        {"simulatie": make_simulatie(naijling=1)},
        {"simulatie": make_simulatie(jaren=10)},
        {"onbekend": 1},
    ],
)
def test_limits_and_sources_are_kept(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        make_regio(**change)


@pytest.mark.parametrize("staart", [1.0, 0.5])
def test_a_tail_without_a_mean_is_refused(staart: float) -> None:
    voorzieningen = [item.model_dump() for item in make_regio().voorzieningen]
    with pytest.raises(ValidationError):
        make_regio(voorzieningen=[voorzieningen[0], {**voorzieningen[1], "staart": staart}])
    with pytest.raises(ValidationError, match="'hoogste_kosten' moet meer zijn"):
        make_regio(voorzieningen=[voorzieningen[0], {**voorzieningen[1], "hoogste_kosten": 50_000}])


def test_a_region_can_be_written_and_read_again() -> None:
    regio = make_regio()
    assert type(regio).model_validate_json(regio.model_dump_json()) == regio
    assert regio.slugs == ("groot", "klein")


@pytest.mark.parametrize("model", [Regio, Transitie, VeelGebruikt, Zeldzaam, Gemeente, Simulatie])
def test_every_key_is_documented(model: type[BaseModel]) -> None:
    page = (Path(__file__).parents[2] / "docs" / "risicodeling.md").read_text(encoding="utf-8")
    assert [naam for naam in model.model_fields if f"`{naam}`" not in page] == []
