"""Reading a parameters file: every fault at once, in Dutch, with its line and the closest known key."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from sdreport.errors import ConfigurationError, Fault, shorten, suggest
from sdreport.project.parameters.blokken import (
    Acceptatie,
    Afronding,
    Dominantie,
    Geheimhouding,
    Kerncijfer,
    Kerngetal,
    Nul,
    Toleranties,
    VastNummer,
)
from sdreport.project.parameters.indelingen import Vergelijkingsgroep
from sdreport.project.parameters.kwaliteitsborging import Kwaliteitsborging, Logbesluit
from sdreport.project.parameters.publicatie import Contact, Leesbaarheid, Publicatie
from sdreport.project.parameters.rapport import Parameters
from sdreport.project.parameters.regio import Gemeente, Regio, Simulatie, Transitie, VeelGebruikt, Zeldzaam
from sdreport.project.yaml import YamlFault, find_doubles, find_lines, read_yaml
from sdreport.safe.files import is_there, read_bounded

MEESTE_FOUTEN = 20
LIMITS = {
    "greater_than_equal": "minstens",
    "less_than_equal": "hoogstens",
    "greater_than": "meer dan",
    "less_than": "minder dan",
}
REMEDIES = {
    "string_pattern_mismatch": "gebruik alleen kleine letters, cijfers en koppeltekens; "
    "een hoofdstuk is een getal, _ en een naam",
    "too_short": "noem er minstens één",
    "string_too_short": "vul hier iets in",
    "model_type": "hier horen instellingen met waarden onder te staan",
    "dict_type": "hier horen instellingen met waarden onder te staan",
    "union_tag_invalid": "kies bij 'soort' uit veel-gebruikt of zeldzaam",
    "union_tag_not_found": "noem 'soort': veel-gebruikt of zeldzaam",
    "finite_number": "de waarde heeft niet de goede vorm (een getal)",
}


def load_parameters(path: Path) -> Parameters:
    """Read a parameters file; `ConfigurationError` lists every fault with its line."""
    if not is_there(path):
        raise ConfigurationError(f"Het parametersbestand {path} bestaat niet.")
    try:
        content, node = read_yaml(path)
    except YamlFault as fault:
        raise ConfigurationError(fault.as_fault(path.name)) from None
    if not isinstance(content, dict):
        raise ConfigurationError(Fault("het bestand bevat geen parameters.", path.name))
    faults = [*find_doubles(node, path.name)]
    try:
        parameters = Parameters.model_validate(content)
    except ValidationError as error:
        every = error.errors()
        faults += [_explain(fault, node, path.name) for fault in every[:MEESTE_FOUTEN]]
        if len(every) > MEESTE_FOUTEN:
            faults.append(Fault(f"en nog {len(every) - MEESTE_FOUTEN} fouten.", path.name))
    else:
        faults += _find_unknown_datasets(parameters, node, path.name)
    if faults:
        raise ConfigurationError.from_list(f"{path.name} klopt niet:", faults)
    return parameters


def find_parameters(folder: Path, named: str | None = None) -> Path:
    """The parameters file to use: the named one, or else the only report in `folder` or that on the last year."""
    if named:
        for candidate in (Path(named), folder / named, folder / f"{named}.yaml"):
            if is_there(candidate):
                return candidate
        known = ", ".join(path.name for path in list_reports(folder))
        raise ConfigurationError(
            f"Parametersbestand '{named}' is niet gevonden. In parameters/ staan: {known}."
        )
    reports = list_reports(folder)
    if not reports:
        raise ConfigurationError(f"In {folder} staat geen parametersbestand van een rapport.")
    return max(reports, key=_moment_of)


def list_reports(folder: Path) -> list[Path]:
    """The parameters files in a folder that are of a report, by name."""
    return [path for path in sorted(folder.glob("*.yaml")) if "\nrapport:" in "\n" + _read_loosely(path)]


def _moment_of(path: Path) -> tuple[str, str, str]:
    """The year and date of a report as they stand in its file, and its name: the largest is the newest."""
    text = _read_loosely(path)
    found = (re.search(rf"^{key}:[ ]*([0-9-]+)", text, re.MULTILINE) for key in ("jaar", "datum"))
    jaar, datum = (match[1] if match else "" for match in found)
    return jaar, datum, path.name


def _read_loosely(path: Path) -> str:
    """What stands in a file that may turn out to be unreadable."""
    return read_bounded(path).decode("utf-8-sig", errors="replace").replace("\r\n", "\n")


def _explain(fault: Any, node: yaml.Node | None, file: str) -> Fault:
    """Turn a pydantic fault into Dutch, with its place."""
    column = ".".join(shorten(str(part)) for part in fault["loc"]) or "bestand"
    lines = find_lines(node, fault["loc"])
    return Fault(_describe(fault), file, lines, column=column, rule=fault["type"])


def _describe(fault: Any) -> str:
    kind = fault["type"]
    if kind == "extra_forbidden":
        return f"onbekende instelling. {_closest(fault['loc'])}"
    if kind == "missing":
        return "deze instelling ontbreekt."
    if kind == "string_type" and fault["loc"][0] in ("kolommen", "codes"):
        return "zet elke naam en code tussen aanhalingstekens, zodat 01 en ja tekst blijven."
    if kind.startswith(("int", "float", "bool", "date", "string_type", "tuple")):
        return f"de waarde heeft niet de goede vorm ({_expected(kind)})."
    if kind == "string_too_long":
        return f"deze tekst is langer dan {fault['ctx']['max_length']} tekens."
    if kind == "too_long":
        return f"hier staan er meer dan {fault['ctx']['max_length']}."
    if kind in LIMITS:
        return f"de waarde moet {LIMITS[kind]} {next(iter(fault['ctx'].values()))} zijn."
    if kind in REMEDIES:
        return f"{REMEDIES[kind]}."
    if kind == "literal_error":
        return f"kies uit {fault['ctx']['expected'].replace(' or ', ' of ')}."
    if kind == "value_error":
        return f"{fault['ctx']['error']}."
    return "de waarde is niet toegestaan."


def _find_unknown_datasets(parameters: Parameters, node: yaml.Node | None, file: str) -> Iterator[Fault]:
    """Datasets that are spoken of but not among `datasets`, each with the closest one that is."""
    places: list[tuple[tuple[Any, ...], str]] = [
        *((("terugmelden_aan", slug), slug) for slug in parameters.terugmelden_aan),
        *((("kolommen", slug), slug) for slug in parameters.kolommen),
        *((("codes", slug), slug) for slug in parameters.codes),
        *((("acceptaties", number, "dataset"), item.dataset)
          for number, item in enumerate(parameters.acceptaties) if item.dataset),
    ]  # fmt: skip
    for location, slug in places:
        if slug not in parameters.datasets:
            what = f"'{slug}' staat niet in 'datasets'. {suggest(slug, parameters.datasets)}"
            yield Fault(what, file, find_lines(node, location), column=".".join(map(str, location)))


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
        "geheimhouding": Geheimhouding, "kerngetallen": Kerngetal, "kerncijfers": Kerncijfer, "verloop": Kerncijfer,
        "vaste_nummers": VastNummer,
        "acceptaties": Acceptatie, "toleranties": Toleranties, "vergelijking": Vergelijkingsgroep,
        "kwaliteitsborging": Kwaliteitsborging, "besluiten": Logbesluit,
        "publicatie": Publicatie, "contact": Contact, "leesbaarheid": Leesbaarheid,
        "regio": Regio, "transitie": Transitie, "gemeenten": Gemeente, "simulatie": Simulatie,
        "veel-gebruikt": VeelGebruikt, "zeldzaam": Zeldzaam,
        "nul": Nul, "afronding": Afronding, "dominantie": Dominantie,
    }  # fmt: skip
    owners = [model[str(part)] for part in location[:-1] if str(part) in model]
    return suggest(str(location[-1]), (owners[-1] if owners else Parameters).model_fields)
