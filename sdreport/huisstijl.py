"""The house style: colours, logo and font that every chart, page and PDF shares."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Annotated, Self

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

FONT_FOLDER = Path(__file__).parent / "publish" / "fonts"
WHITE = "#ffffff"
MIN_CONTRAST_TEXT = 4.5  # WCAG 2.2, success criterion 1.4.3
MIN_CONTRAST_GRAPHICS = 3.0  # WCAG 2.2, success criterion 1.4.11
MIN_CONTRAST_SERIES = 1.2  # own bound: two series stay apart when printed in grey


def relative_luminance(kleur: str) -> float:
    """Relative luminance 0..1 of a `#rrggbb` colour (WCAG 2.2 definition)."""
    channels = [int(kleur[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(kleur: str, ondergrond: str = WHITE) -> float:
    """Contrast ratio 1..21 between two `#rrggbb` colours (WCAG 2.2 definition)."""
    light, dark = sorted((relative_luminance(kleur), relative_luminance(ondergrond)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


Hexkleur = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$"), AfterValidator(str.lower)]


class Kleuren(BaseModel):
    """Colours as `#rrggbb`; `reeks` holds the six series colours of charts, in order."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    primair: Hexkleur
    accent: Hexkleur
    tekst: Hexkleur
    achtergrond: Hexkleur
    vlak: Hexkleur
    lijn: Hexkleur
    reeks: tuple[Hexkleur, Hexkleur, Hexkleur, Hexkleur, Hexkleur, Hexkleur]

    @model_validator(mode="after")
    def check_contrast(self) -> Self:
        """Refuse colours that part of the readers cannot tell apart."""
        for naam in ("primair", "accent", "tekst"):
            for ondergrond in (self.achtergrond, self.vlak):
                if contrast(getattr(self, naam), ondergrond) < MIN_CONTRAST_TEXT:
                    raise ValueError(f"kleur '{naam}' is te licht op {ondergrond} (minstens 4,5:1)")
        for kleur in self.reeks:
            if contrast(kleur, self.achtergrond) < MIN_CONTRAST_GRAPHICS:
                raise ValueError(f"reekskleur {kleur} is te licht op {self.achtergrond} (minstens 3:1)")
        for light, dark in pairwise(sorted(self.reeks, key=relative_luminance, reverse=True)):
            if contrast(light, dark) < MIN_CONTRAST_SERIES:
                raise ValueError(f"reekskleuren {light} en {dark} lijken in grijstinten te veel op elkaar")
        return self


class Huisstijl(BaseModel):
    """House style of one organisation; paths are absolute after `load_huisstijl`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    naam: str = Field(min_length=1)
    logo: Path | None = None
    kleuren: Kleuren
    lettertype: str = Field(min_length=1)
    lettertypebestanden: tuple[Path, ...] = ()

    @property
    def drukletters(self) -> tuple[Path, ...]:
        """The .otf and .ttf files, for charts and PDF."""
        return tuple(path for path in self.lettertypebestanden if path.suffix.lower() in {".otf", ".ttf"})

    @property
    def webletters(self) -> tuple[Path, ...]:
        """The .woff2 files, for the HTML pages."""
        return tuple(path for path in self.lettertypebestanden if path.suffix.lower() == ".woff2")

    @property
    def lettertypemappen(self) -> tuple[Path, ...]:
        """The folders that hold the print fonts (chart and PDF engines take folders)."""
        return tuple(sorted({path.parent for path in self.drukletters}))


def load_huisstijl(path: Path) -> Huisstijl:
    """Read a house style file (YAML) and resolve its paths from the folder of that file.

    Without font files the fonts that come with sdreport are used. Raises `pydantic.ValidationError`
    (a ValueError) for an unknown key or a wrong colour, FileNotFoundError for a missing file.
    """
    folder = path.resolve().parent
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    huisstijl = Huisstijl.model_validate(raw)
    logo = None if huisstijl.logo is None else folder / huisstijl.logo
    bestanden = tuple(folder / bestand for bestand in huisstijl.lettertypebestanden) or _shipped_fonts()
    for bestand in (*bestanden, *([logo] if logo else [])):
        if not bestand.is_file():
            raise FileNotFoundError(f"{path.name}: het bestand {bestand.name} staat niet bij de huisstijl")
    return huisstijl.model_copy(update={"logo": logo, "lettertypebestanden": bestanden})


def _shipped_fonts() -> tuple[Path, ...]:
    return tuple(sorted(p for p in FONT_FOLDER.iterdir() if p.suffix in {".otf", ".ttf", ".woff2"}))
