"""The house style: what may stand in the file, and colours that every reader can tell apart."""

from __future__ import annotations

from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import pytest
from pydantic import ValidationError

from sdreport.errors import ConfigurationError
from sdreport.project.huisstijl import Huisstijl, contrast, load_huisstijl, relative_luminance

FILE = Path(__file__).parents[2] / "parameters" / "huisstijl.yaml"
# Simulation of full colour blindness on linear RGB: Machado, Oliveira and Fernandes (2009), table 1.
COLOUR_BLINDNESS = {
    "protanopia": [[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]],
    "deuteranopia": [[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]],
    "tritanopia": [[1.256, -0.077, -0.179], [-0.078, 0.931, 0.148], [0.005, 0.691, 0.304]],
}
MIN_DISTANCE_LAB = 15.0  # differences from about 10 are seen at a glance


@pytest.fixture
def huisstijl() -> Huisstijl:
    return load_huisstijl(FILE)


def lab(kleur: str, simulation: list[list[float]]) -> np.ndarray:
    """CIE L*a*b* (D65) of a colour as seen through a colour blindness matrix."""
    srgb = np.array([int(kleur[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    seen = np.clip(np.array(simulation) @ linear, 0, 1)
    to_xyz = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    x, y, z = np.cbrt(np.array(to_xyz) @ seen / [0.9505, 1.0, 1.089])
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def test_paths_are_resolved_and_fonts_are_shipped(huisstijl: Huisstijl) -> None:
    assert huisstijl.logo == FILE.parent / "logo.svg"
    assert {path.suffix for path in huisstijl.drukletters} == {".otf"}
    assert {path.suffix for path in huisstijl.lettertypebestanden} == {".otf", ".woff2"}


@pytest.mark.parametrize("simulation", [np.eye(3).tolist(), *COLOUR_BLINDNESS.values()])
def test_series_colours_differ_for_every_kind_of_sight(
    huisstijl: Huisstijl, simulation: list[list[float]]
) -> None:
    kleuren = [lab(kleur, simulation) for kleur in huisstijl.kleuren.reeks]
    assert min(np.linalg.norm(a - b) for a, b in combinations(kleuren, 2)) > MIN_DISTANCE_LAB


def test_series_colours_differ_in_grey_and_from_white(huisstijl: Huisstijl) -> None:
    kleuren = sorted(huisstijl.kleuren.reeks, key=relative_luminance)
    assert min(contrast(a, b) for a, b in pairwise(kleuren)) > 1.25
    assert min(contrast(kleur) for kleur in kleuren) >= 3


def test_contrast_of_black_on_white() -> None:
    assert contrast("#000000") == pytest.approx(21)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"primair": "#99ccdd"}, "te licht"),
        ({"primair": "groen"}, "pattern"),
        ({"reeks": ["#0f4c5c", "#c08a34", "#943c19", "#248475", "#6d56ba", "#eeeeee"]}, "te licht"),
        ({"reeks": ["#0f4c5c", "#c08a34", "#943c19", "#248475", "#6d56ba", "#0f4c5d"]}, "grijstinten"),
        ({"extra": "#000000"}, "Extra inputs"),
    ],
)
def test_wrong_colours_are_refused(huisstijl: Huisstijl, wrong: dict[str, object], message: str) -> None:
    data = huisstijl.model_dump()
    with pytest.raises(ValidationError, match=message):
        Huisstijl.model_validate({**data, "kleuren": {**data["kleuren"], **wrong}})


@pytest.mark.parametrize(
    "more", ["naam: Elders\n", 'kleuren:\n  primair: "#000000"\n', "lettertype: Arial\n"]
)
def test_a_setting_that_stands_twice_is_told(tmp_path: Path, more: str) -> None:
    (tmp_path / "huisstijl.yaml").write_text(FILE.read_text(encoding="utf-8") + more, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=rf"regel \d+, {more.split(':')[0]}: .* staat er twee keer"):
        load_huisstijl(tmp_path / "huisstijl.yaml")


def test_missing_logo_is_named(tmp_path: Path) -> None:
    copy = tmp_path / "huisstijl.yaml"
    copy.write_text(FILE.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"logo\.svg"):
        load_huisstijl(copy)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("lettertype: Source Sans 3", "lettertype: Georgia",
         r"huisstijl\.yaml, regel 15, lettertype: .*; daarin staan: Source Sans 3,"),
        ('primair: "#0f4c5c"', "primair: rood", r"regel 6, kleuren\.primair: schrijf een kleur als #"),
        ("logo: logo.svg", "logo: .", r"huisstijl\.yaml, logo: het bestand \. staat niet bij"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_with_its_key(tmp_path: Path, old: str, new: str, message: str) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "huisstijl.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    (tmp_path / "logo.svg").write_bytes((FILE.parent / "logo.svg").read_bytes())
    with pytest.raises(ConfigurationError, match=message):
        load_huisstijl(tmp_path / "huisstijl.yaml")


def test_an_empty_logo_is_none(tmp_path: Path) -> None:
    text = FILE.read_text(encoding="utf-8").replace("logo: logo.svg", 'logo: ""')
    (tmp_path / "huisstijl.yaml").write_text(text, encoding="utf-8")
    assert load_huisstijl(tmp_path / "huisstijl.yaml").logo is None
