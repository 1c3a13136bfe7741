"""The house style: colours, logo and font that every chart, page and PDF shares."""

from __future__ import annotations

import os
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, Self

import yaml
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from sdreport.errors import ConfigurationError, Fault, explain_oserror
from sdreport.project.lettertype import judge_font, list_families
from sdreport.project.logo import check_logo
from sdreport.project.yaml import YamlFault, find_doubles, find_lines, read_yaml
from sdreport.safe.files import is_inside, is_there, read_bounded

FONT_FOLDER = Path(__file__).parents[1] / "publish" / "fonts"
WHITE = "#ffffff"
MIN_CONTRAST_TEXT = 4.5  # WCAG 2.2, success criterion 1.4.3
MIN_CONTRAST_GRAPHICS = 3.0  # WCAG 2.2, success criterion 1.4.11
GROOTSTE_LETTERTYPE_MB = 10
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

    naam: str = Field(min_length=1, max_length=200)
    logo: Annotated[Path | None, BeforeValidator(lambda given: given or None)] = None
    kleuren: Kleuren
    lettertype: str = Field(pattern=r"^[^\W_][\w .-]*$", max_length=100)
    lettertypebestanden: tuple[Path, ...] = Field(default=(), max_length=20)

    @property
    def drukletters(self) -> tuple[Path, ...]:
        """The .otf and .ttf files, for charts and PDF."""
        return tuple(path for path in self.lettertypebestanden if path.suffix.lower() in {".otf", ".ttf"})

    @property
    def lettertypemappen(self) -> tuple[Path, ...]:
        """The folders that hold the print fonts (chart and PDF engines take folders)."""
        return tuple(sorted({path.parent for path in self.drukletters}))


def load_huisstijl(path: Path) -> Huisstijl:
    """Read a house style file (YAML) and resolve its paths from the folder of that file.

    Without font files the fonts that come with sdreport are used. Raises ConfigurationError for what does not hold:
    an unknown key, a wrong colour, a file that is not there or not in the folder of the house style.
    """
    folder = Path(os.path.realpath(path)).parent
    try:
        content, node = read_yaml(path)
        if doubles := [*find_doubles(node, path.name)]:
            raise ConfigurationError.from_list(f"{path.name} klopt niet:", doubles)
        huisstijl = Huisstijl.model_validate(content)
    except YamlFault as fault:
        raise ConfigurationError(fault.as_fault(path.name)) from None
    except OSError as error:
        raise ConfigurationError(Fault(f"{explain_oserror(error)}.", path.name)) from None
    except ValidationError as error:
        faults = [_explain(item, path.name, node) for item in error.errors()]
        raise ConfigurationError.from_list(f"{path.name} klopt niet:", faults) from None
    logo = None if huisstijl.logo is None else _find_inside(folder, huisstijl.logo, path, "logo")
    if logo:
        check_logo(logo)
    bestanden = tuple(
        _find_inside(folder, name, path, "lettertypebestanden") for name in huisstijl.lettertypebestanden
    )
    for bestand in bestanden:
        _check_font(bestand, path)
    made = huisstijl.model_copy(update={"logo": logo, "lettertypebestanden": bestanden or _shipped_fonts()})
    _check_family(made, path, find_lines(node, ("lettertype",)))
    return made


def _find_inside(folder: Path, name: Path, huisstijl: Path, key: str) -> Path:
    """A file that the house style names under `key`; it stands in the folder of the house style or below it."""
    found = folder / name
    if not is_inside(found, folder):
        what = f"het bestand {name.name} staat buiten de map van de huisstijl. Zet het erin."
        raise ConfigurationError(Fault(what, huisstijl.name, column=key))
    if found.is_dir() or not is_there(found):
        what = f"het bestand {name.name or name} staat niet bij de huisstijl."
        raise ConfigurationError(Fault(what, huisstijl.name, column=key))
    return found


def _check_font(bestand: Path, huisstijl: Path) -> None:
    """Refuse a font file that is none, that is damaged, or that is larger than fonts are."""
    wrong = judge_font(read_bounded(bestand, most_mb=GROOTSTE_LETTERTYPE_MB), bestand.suffix)
    if wrong:
        what = f"{bestand.name} {wrong}."
        raise ConfigurationError(Fault(what, huisstijl.name, column="lettertypebestanden"))


def _check_family(huisstijl: Huisstijl, path: Path, lines: tuple[int, ...]) -> None:
    """Refuse a font that is in none of the files: only the PDF would tell, when all else is made."""
    known = {name for bestand in huisstijl.drukletters for name in list_families(bestand.read_bytes())}
    if known and not any(name.casefold().startswith(huisstijl.lettertype.casefold()) for name in known):
        there = ", ".join(sorted(known))
        what = f"dit lettertype staat in geen van de lettertypebestanden; daarin staan: {there}."
        raise ConfigurationError(Fault(what, path.name, lines, column="lettertype"))


def _explain(fault: Any, file: str, node: yaml.Node | None) -> Fault:
    known = {"extra_forbidden": "deze instelling is onbekend.", "missing": "deze instelling ontbreekt."}
    kind = fault["type"]
    wrong = known.get(kind, "de waarde heeft niet de goede vorm.")
    if kind == "value_error":
        wrong = f"{fault['ctx']['error']}."
    elif kind == "string_pattern_mismatch" and fault["loc"][0] == "kleuren":
        wrong = "schrijf een kleur als # met zes cijfers of letters a tot en met f, zoals '#0f4c5c'."
    elif fault["loc"][:1] == ("lettertype",):
        wrong = "schrijf hier de naam van een lettertype: letters, cijfers, spaties en koppeltekens."
    elif kind in ("string_too_long", "too_long"):
        wrong = f"hoogstens {fault['ctx']['max_length']}, en dit is meer."
    return Fault(
        wrong, file, find_lines(node, fault["loc"]), column=".".join(map(str, fault["loc"])), rule=kind
    )


def _shipped_fonts() -> tuple[Path, ...]:
    return tuple(sorted(p for p in FONT_FOLDER.iterdir() if p.suffix in {".otf", ".ttf", ".woff2"}))
