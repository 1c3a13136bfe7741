"""The parameters of a report: frozen, typed, and strict about what is in the file.

A parameters file says what is reported: municipality, year, chapters, datasets, thresholds and where the
extracts are. An unknown key is an error that names the closest known key; all faults are told at once, with
their line.
"""

import datetime as dt
import difflib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from sdreport.errors import ConfigurationError

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Chapter = Annotated[str, Field(pattern=r"^\d+_[a-z0-9-]+$")]


JAREN = range(2015, 2101)
"""Years that a report can be about: the laws of the social domain are of 2015."""
LIMITS = {"greater_than_equal": "minstens", "less_than_equal": "hoogstens"}
REMEDIES = {
    "string_pattern_mismatch": "gebruik alleen kleine letters, cijfers en koppeltekens; "
    "een hoofdstuk is een getal, _ en een naam",
    "too_short": "noem er minstens één",
    "string_too_short": "vul hier iets in",
    "model_type": "hier horen sleutels met waarden onder te staan",
    "dict_type": "hier horen sleutels met waarden onder te staan",
    "finite_number": "de waarde heeft niet de goede vorm (een getal)",
}


class _Loader(yaml.SafeLoader):
    """Reads dates as text: pydantic then tells of one that does not exist, with its line."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - the name that PyYAML reads
        start: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
        for start, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Geheimhouding(_Strict):
    """Disclosure control: counts of persons from 1 up to `drempel` (not included) are hidden; 0 hides nothing."""

    drempel: int = Field(default=10, ge=0)
    bron: str = "CBS: aantallen onder 10 worden in gemeentelijke tabellen niet getoond"
    datum: dt.date = dt.date(2024, 1, 1)


class Kerngetal(_Strict):
    """A policy number that no extract holds (an index, a price), with its unit, date and source."""

    naam: Slug
    waarde: float
    eenheid: str
    peildatum: dt.date
    bron: str


class Kerncijfer(_Strict):
    """A key figure on the first page: a label and the address of its number in the register."""

    label: str
    adres: str


class Toleranties(_Strict):
    """How far extracts may differ from the financial administration, and from last year, in percent."""

    declaraties_begroting_pct: float = Field(default=5.0, ge=0)
    verandering_pct: float = Field(default=25.0, ge=0)
    eenheid: Literal["%"] = "%"
    bron: str = "eigen keuze: ruim boven afronding en nagekomen declaraties, ver onder een ontbrekende maand"
    datum: dt.date = dt.date(2024, 1, 1)


class Acceptatie(_Strict):
    """A known deviation that a steward accepts: of one rule, on some lines, some keys or all, until a day.

    Exactly one of `regels` (line numbers in the delivered file), `sleutels` (keys of records) and `alles` is given.
    """

    regel: Annotated[str, Field(min_length=1)]
    dataset: Slug | None = None
    regels: tuple[Annotated[int, Field(ge=1)], ...] = ()
    sleutels: tuple[str, ...] = ()
    alles: bool = False
    reden: Annotated[str, Field(min_length=1)]
    besloten_door: Annotated[str, Field(min_length=1)]
    datum: dt.date
    tot: dt.date

    @model_validator(mode="after")
    def _one_scope(self) -> "Acceptatie":
        if [bool(self.regels), bool(self.sleutels), self.alles].count(True) != 1:
            raise ValueError("geef precies één van 'regels', 'sleutels' en 'alles: true'")
        if self.tot < self.datum:
            raise ValueError("'tot' ligt voor 'datum'")
        return self


class Parameters(_Strict):
    """All parameters of one report. Paths are relative to the root of the project."""

    rapport: Slug
    titel: str
    gemeente: str
    jaar: int = Field(ge=JAREN[0], le=JAREN[-1])
    datum: dt.date
    status: Literal["voorlopig", "definitief"]
    verantwoording: str
    data: str
    huisstijl: str = "parameters/huisstijl.yaml"
    datasets: tuple[Slug, ...] = Field(min_length=1)
    kwaliteit: Chapter = "0_datakwaliteit"
    hoofdstukken: tuple[Chapter, ...] = Field(min_length=1)
    geheimhouding: Geheimhouding = Geheimhouding()
    toleranties: Toleranties = Toleranties()
    groot_vanaf: int = Field(default=50_000, ge=0)
    """Extracts of more rows are read and checked in the embedded engine, with the same outcome."""
    wachttijd_hoofdstuk_s: int = Field(default=300, ge=1)
    voorbeeld: tuple[str, ...] = ()
    vastgesteld: tuple[str, ...] = ()
    kerngetallen: tuple[Kerngetal, ...] = ()
    kerncijfers: tuple[Kerncijfer, ...] = ()
    terugmelden_aan: dict[Slug, Annotated[str, Field(min_length=1)]] = {}
    acceptaties: tuple[Acceptatie, ...] = ()

    @model_validator(mode="after")
    def _unique(self) -> "Parameters":
        for name in ("datasets", "hoofdstukken"):
            values = getattr(self, name)
            if len(set(values)) != len(values):
                raise ValueError(f"'{name}' noemt iets twee keer")
        return self


def load_parameters(path: Path) -> Parameters:
    """Read a parameters file; `ConfigurationError` lists every fault with its line."""
    if not path.is_file():
        raise ConfigurationError(f"Het parametersbestand {path} bestaat niet.")
    try:
        text = path.read_text(encoding="utf-8")
        node = yaml.compose(text, Loader=_Loader)
        content = yaml.load(text, Loader=_Loader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f", regel {mark.line + 1}" if mark else ""
        raise ConfigurationError(f"{path.name}{line}: dit is geen geldig YAML-bestand (UTF-8).") from None
    if not isinstance(content, dict):
        raise ConfigurationError(f"{path.name}: het bestand bevat geen parameters.")
    messages = [
        f"{path.name}, regel {line}, {key}: deze sleutel staat er twee keer." for line, key in _doubles(node)
    ]
    try:
        parameters = Parameters.model_validate(content)
    except ValidationError as error:
        messages += [_explain(fault, node, path.name) for fault in error.errors()]
    else:
        messages += _find_unknown_datasets(parameters, node, path.name)
    if messages:
        raise ConfigurationError.from_list(f"{path.name} klopt niet:", messages)
    return parameters


def find_parameters(folder: Path, named: str | None = None) -> Path:
    """The parameters file to use: the named one, or else the only or newest report in `folder`."""
    if named:
        for candidate in (Path(named), folder / named, folder / f"{named}.yaml"):
            if candidate.is_file():
                return candidate
        known = ", ".join(path.name for path in _report_files(folder))
        raise ConfigurationError(
            f"Parametersbestand '{named}' is niet gevonden. In parameters/ staan: {known}."
        )
    reports = _report_files(folder)
    if not reports:
        raise ConfigurationError(f"In {folder} staat geen parametersbestand van een rapport.")
    return max(reports, key=lambda path: (_year_of(path), path.name))


def _report_files(folder: Path) -> list[Path]:
    files = sorted(folder.glob("*.yaml"))
    return [
        path
        for path in files
        if "\nrapport:" in "\n" + path.read_text(encoding="utf-8-sig", errors="replace")
    ]


def _year_of(path: Path) -> int:
    return max((int(part) for part in path.stem.split("-") if part.isdigit()), default=0)


def _explain(fault: Any, node: yaml.Node | None, file: str) -> str:
    """Turn a pydantic fault into Dutch, with file and line."""
    location = fault["loc"]
    place = f"{file}{_line_of(node, location)}, {'.'.join(str(part) for part in location) or 'bestand'}"
    kind = fault["type"]
    if kind == "extra_forbidden":
        return f"{place}: onbekende sleutel.{_closest(location)}"
    if kind == "missing":
        return f"{place}: deze sleutel ontbreekt."
    if kind.startswith(("int", "float", "bool", "date", "string_type", "tuple")):
        return f"{place}: de waarde heeft niet de goede vorm ({_expected(kind)})."
    if kind in LIMITS:
        return f"{place}: de waarde moet {LIMITS[kind]} {next(iter(fault['ctx'].values()))} zijn."
    if kind in REMEDIES:
        return f"{place}: {REMEDIES[kind]}."
    if kind == "literal_error":
        return f"{place}: kies uit {fault['ctx']['expected'].replace(' or ', ' of ')}."
    if kind == "value_error":
        return f"{place}: {fault['ctx']['error']}."
    return f"{place}: de waarde is niet toegestaan."


def _find_unknown_datasets(parameters: Parameters, node: yaml.Node | None, file: str) -> Iterator[str]:
    """Datasets that are spoken of but not among `datasets`, each with the closest one that is."""
    places: list[tuple[tuple[Any, ...], str]] = [
        *((("terugmelden_aan", slug), slug) for slug in parameters.terugmelden_aan),
        *((("acceptaties", number, "dataset"), item.dataset)
          for number, item in enumerate(parameters.acceptaties) if item.dataset),
    ]  # fmt: skip
    for location, slug in places:
        if slug not in parameters.datasets:
            place = f"{file}{_line_of(node, location)}, {'.'.join(map(str, location))}"
            yield f"{place}: '{slug}' staat niet in 'datasets'.{_suggest(slug, parameters.datasets)}"


def _doubles(node: yaml.Node | None) -> Iterator[tuple[int, str]]:
    """Keys that stand twice under one parent, which YAML lets pass: the last would silently win."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                yield key.start_mark.line + 1, key.value
            seen.add(key.value)
            yield from _doubles(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _doubles(item)


def _expected(kind: str) -> str:
    words = {
        "int": "een geheel getal",
        "float": "een getal",
        "bool": "true of false",
        "date": "een datum als jjjj-mm-dd",
        "tuple": "een lijst",
    }
    return next((word for start, word in words.items() if kind.startswith(start)), "tekst")


def _closest(location: tuple[Any, ...]) -> str:
    model: dict[str, type[BaseModel]] = {
        "geheimhouding": Geheimhouding, "kerngetallen": Kerngetal, "kerncijfers": Kerncijfer,
        "acceptaties": Acceptatie, "toleranties": Toleranties,
    }  # fmt: skip
    owner = model.get(str(location[0]), Parameters) if len(location) > 1 else Parameters
    return _suggest(str(location[-1]), owner.model_fields)


def _suggest(name: str, known: Iterable[str]) -> str:
    """The closest known name as a question, or all known names."""
    names = list(known)
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
    return f" Bedoelt u '{close[0]}'?" if close else f" Bekend zijn: {', '.join(names)}."


def _line_of(node: yaml.Node | None, location: tuple[Any, ...]) -> str:
    """The line at which the key or item of a fault stands, as `, regel 12`; empty when it stands nowhere."""
    line = None
    for part in location:
        if isinstance(node, yaml.MappingNode):
            pair = next(((key, value) for key, value in node.value if key.value == part), None)
            if pair is None:
                break
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
    return f", regel {line}" if line else ""
