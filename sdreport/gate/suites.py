"""Reading the suites: one native Great Expectations file per dataset, checked for what the gate needs of it.

Great Expectations opens the files unchanged (`ExpectationSuite(**json)`). The gate asks a little more of
them: every expectation has a severity, and `meta` with a rule id (`regel`), the demand (`uitleg`) and what
the steward must do (`herstel`).
"""

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from sdreport.bevindingen import Ernst
from sdreport.errors import ConfigurationError, Fault, shorten
from sdreport.gate.suite_form import LANGSTE_TEKST, find_form_faults, is_name, read_suite
from sdreport.project.shipped import find_shipped
from sdreport.safe.files import is_there
from sdreport.safe.text import ONZICHTBAAR

ERNST: dict[str, Ernst] = {"critical": "kritiek", "warning": "waarschuwing", "info": "melding"}
SAMENHANG = "samenhang_"
"""How the suites between extracts, and their rules, are named."""
META = ("regel", "uitleg", "herstel")
MEESTE_REGELS = 1_000
LANGSTE_CITAAT = 60
WOORD = re.compile(r"[a-z_]+")


def load_suites(folder: Path, slugs: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Read the suite of every dataset in `slugs` from `<folder>/<slug>.json`, or else as the package ships it.

    `ConfigurationError` lists all that is missing or unusable, with file, and line where there is one.
    """
    suites: dict[str, dict[str, Any]] = {}
    asked = list(slugs)
    faults = list(_find_strays(folder, asked))
    for slug in asked:
        own = folder / f"{slug}.json"
        path = own if is_there(own) else find_shipped("expectations") / own.name
        if not is_there(path):
            what = f"het bestand ontbreekt. Schrijf de verwachtingen van '{slug}' erin."
            faults.append(Fault(what, path.name))
            continue
        try:
            suite = read_suite(path)
        except ConfigurationError as error:
            faults += error.faults
        except json.JSONDecodeError as fault:
            what = "hier is het geen geldige JSON meer. Herstel de schrijfwijze."
            faults.append(Fault(what, path.name, (fault.lineno,), column=f"positie {fault.colno}"))
        except ValueError as fault:
            faults.append(Fault(f"{fault}.", path.name))
        else:
            faults += _find_faults(suite, slug, path.name)
            suites[slug] = suite
    if faults:
        title = f"De verwachtingen in {folder.name}/ zijn niet te gebruiken:"
        raise ConfigurationError.from_list(title, faults)
    return suites


def _find_strays(folder: Path, slugs: Iterable[str]) -> Iterator[Fault]:
    """Files that no dataset or koppeling reads: a slip in a name would leave the rules of that file untested."""
    known = {*slugs, *(path.stem for path in find_shipped("expectations").glob("*.json"))}
    for path in sorted(folder.glob("*.json")):
        if path.stem not in known:
            what = "geen dataset heet zo, en deze regels worden dus niet getoetst. Verbeter de naam of haal het weg."
            yield Fault(what, path.name)


def _find_faults(suite: Any, slug: str, file: str) -> Iterator[Fault]:
    expectations = suite.get("expectations") if isinstance(suite, dict) else None
    if not isinstance(expectations, list) or not expectations:
        what = "er staat geen lijst 'expectations' in. Zie een ander bestand in deze map als voorbeeld."
        yield Fault(what, file)
        return
    if suite.get("name") != slug:
        yield Fault(f"'name' moet '{slug}' zijn, gelijk aan de dataset.", file)
    seen: set[str] = set()
    if len(expectations) > MEESTE_REGELS:
        yield Fault(f"er staan meer dan {MEESTE_REGELS} verwachtingen in.", file)
        return
    for number, expectation in enumerate(expectations, start=1):
        about = expectation if isinstance(expectation, dict) else {}
        for what in _find_expectation_faults(expectation, slug, seen):
            told = f"{file}: verwachting {number}: {what}"
            yield Fault(what, file, (), "", _column_of(about), _rule_of(about), told)


def _column_of(expectation: dict[str, Any]) -> str:
    """The column that an expectation says it is about, when it does."""
    kwargs = expectation.get("kwargs")
    return str(kwargs.get("column", "")) if isinstance(kwargs, dict) else ""


def _rule_of(expectation: dict[str, Any]) -> str:
    meta = expectation.get("meta")
    return str(meta.get("regel", "")) if isinstance(meta, dict) else ""


def _find_expectation_faults(expectation: Any, slug: str, seen: set[str]) -> Iterator[str]:
    if not isinstance(expectation, dict) or not isinstance(expectation.get("kwargs"), dict):
        yield "dit is geen verwachting met 'type' en 'kwargs'."
        return
    if not is_name(expectation.get("type")):
        yield "'type' ontbreekt, of is geen naam van een verwachting."
    yield from find_form_faults(expectation["kwargs"])
    if str(expectation.get("severity")) not in ERNST:
        yield f"'severity' moet een van {', '.join(ERNST)} zijn."
    for name, value in expectation["kwargs"].items():
        if value is None:  # Great Expectations takes a set of null for "everything is right"
            yield f"'{name}' is null, en dan toetst de regel niets."
    meta = expectation.get("meta")
    meta = meta if isinstance(meta, dict) else {}
    for name in META:
        if not isinstance(meta.get(name), str) or not meta[name].strip():
            yield f"'{name}' ontbreekt in 'meta'."
        elif len(meta[name]) > LANGSTE_TEKST or ONZICHTBAAR.search(meta[name]):
            yield f"'{name}' in 'meta' is te lang, of er staat een teken in dat niemand ziet."
    rule = meta.get("regel")
    if not isinstance(rule, str):
        return
    if not rule.startswith(f"{slug}.") or not is_name(rule.removeprefix(f"{slug}.")):
        own = f"'{slug}.' zijn met een naam van kleine letters, cijfers en _ erachter"
        yield f"de regel '{shorten(rule, LANGSTE_CITAAT)}' moet {own}."
    if rule in seen:
        yield f"de regel '{shorten(rule, LANGSTE_CITAAT)}' staat er twee keer."
    seen.add(rule)


def columns_of(expectation: dict[str, Any]) -> tuple[str, ...]:
    """The columns an expectation is about; empty when it is about the table as a whole."""
    kwargs = expectation["kwargs"]
    if expectation["type"].startswith("expect_table_"):
        return ()
    named = [kwargs[name] for name in ("column", "column_A", "column_B") if name in kwargs]
    return tuple(named or kwargs.get("column_list", ()))


def find_absent(expectation: dict[str, Any], absent: Collection[str]) -> tuple[str, ...]:
    """The columns without which an expectation says nothing, of those that were not delivered.

    A key says something when one of its columns is there, and so does a condition that a column is empty.
    """
    own = list(columns_of(expectation))
    if expectation["kwargs"].get("ignore_row_if") == "all_values_are_missing" and set(own) - set(absent):
        own = []
    own += _of_condition(expectation["kwargs"].get("row_condition"))
    return tuple(name for name in dict.fromkeys(own) if name in absent)


def _of_condition(condition: Any) -> Iterator[str]:
    """The columns of which a condition needs the value."""
    if not isinstance(condition, Mapping):
        yield from WOORD.findall(condition or "")
    elif condition.get("type") == "comparison":
        yield str(condition["column"]["name"])
    elif condition.get("type") == "pass_through":
        yield from WOORD.findall(str(condition["pass_through_filter"]))
    else:
        for part in condition.get("conditions", ()):
            yield from _of_condition(part)
