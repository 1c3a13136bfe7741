"""Comparing two built reports: two builds of one year, or two years. Number by number, text by text.

Of every difference it is told what it can come from: other data, another definition, other parameters, or other code
(of sdreport or of a package). What is hidden in one of the two stays hidden: such a number has no values here.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from sdreport.errors import ConfigurationError
from sdreport.register.cijfer import Cijfer, Sleutel, drop_rijen
from sdreport.register.compare import find_base, is_comparison
from sdreport.register.files import read_register
from sdreport.register.manifest import read_manifest

GEGEVENS, DEFINITIE, PARAMETERS, AFRONDING, CODE, ONBEKEND = (
    "gegevens", "definitie", "parameters", "afronding", "code", "onbekend",
)  # fmt: skip
NIEUW, VERVALLEN, HERZIEN, ONTWIKKELING = "nieuw", "vervallen", "herzien", "ontwikkeling"
AFGESCHERMD, ZICHTBAAR, STATUS, EENHEID = "nu afgeschermd", "niet meer afgeschermd", "status", "eenheid"
SOORTEN = (HERZIEN, DEFINITIE, EENHEID, AFGESCHERMD, ZICHTBAAR, STATUS, NIEUW, VERVALLEN, ONTWIKKELING)
PARAMETERMAP = "parameters/"
ZONDER_INVLOED = "data/labels.csv"
VERSIES = ("sdreport", "code", "python", "pakketten")


@dataclass(frozen=True)
class Bouwsel:
    """A built report: its name, year and numbers, and its manifest."""

    naam: str
    jaar: int
    rijen: Mapping[Sleutel, Cijfer]
    manifest: Mapping[str, Any]

    def sha(self, path: str) -> str:
        """The hash of an input file; empty when it did not go in."""
        return str(self.manifest["invoer"].get(path, ""))


@dataclass(frozen=True)
class Cijferverschil:
    """One number that is not the same; values are None when one of the two is hidden or not there."""

    adres: str
    jaar_oud: int | None
    jaar_nieuw: int | None
    soorten: tuple[str, ...]
    oud: float | None = None
    nieuw: float | None = None
    eenheid: str = ""
    oorzaken: tuple[str, ...] = ()
    toelichting: str = ""


@dataclass(frozen=True)
class Tekstverschil:
    """One section of a toelichting that was added, removed or changed."""

    hoofdstuk: str
    sectie: str
    soort: str


@dataclass(frozen=True)
class Vergelijking:
    """All that differs between two reports."""

    oud: str
    nieuw: str
    jaren: tuple[int, int]
    omstandigheden: tuple[str, ...] = ()
    cijfers: tuple[Cijferverschil, ...] = ()
    teksten: tuple[Tekstverschil, ...] = ()
    telling: Mapping[str, int] = field(default_factory=dict)


def read_bouwsel(folder: Path) -> Bouwsel:
    """Read a built report."""
    manifest = read_manifest(folder)
    try:
        jaar = int(manifest["parameters"]["jaar"])
    except (KeyError, ValueError):
        raise ConfigurationError(f"Het manifest van {folder.name} noemt geen jaar.") from None
    rijen = read_register(folder / "cijfers.csv")
    return Bouwsel(folder.name, jaar, {rij.sleutel: rij for rij in rijen}, manifest)


def compare_reports(oud: Bouwsel, nieuw: Bouwsel) -> Vergelijking:
    """All differences, numbers in the order of their address."""
    cijfers = [*_compare_same_year(oud, nieuw), *_compare_own_years(oud, nieuw)]
    cijfers.sort(key=lambda item: (item.adres, item.jaar_nieuw or item.jaar_oud or 0))
    known = [item.manifest.get("teksten") for item in (oud, nieuw)]  # older manifests have none
    teksten = tuple(compare_texts(known[0], known[1])) if known[0] and known[1] else ()
    kinds = [kind for item in cijfers for kind in item.soorten]
    telling = {kind: kinds.count(kind) for kind in SOORTEN if kind in kinds}
    telling |= {"tekst": len(teksten)} if teksten else {}
    around = tuple(describe_circumstances(oud, nieuw))
    jaren = (oud.jaar, nieuw.jaar)
    return Vergelijking(oud.naam, nieuw.naam, jaren, around, tuple(cijfers), teksten, telling)


def describe_circumstances(oud: Bouwsel, nieuw: Bouwsel) -> Iterator[str]:
    """What went in otherwise: files, parameters, code and versions, each as one line."""
    before, after = oud.manifest["invoer"], nieuw.manifest["invoer"]
    for name in sorted({*before, *after}):
        if before.get(name) != after.get(name):
            what = "verdween" if name not in after else "is nieuw" if name not in before else "veranderde"
            yield f"invoer: {name} {what}"
    old, new = oud.manifest["parameters"], nieuw.manifest["parameters"]
    for key in sorted({*old, *new}):
        if old.get(key) != new.get(key):
            yield f"parameters: {key} veranderde"
    concept = ["ja" if item.manifest.get("concept") else "nee" for item in (oud, nieuw)]
    if concept[0] != concept[1]:
        yield f"concept: was {concept[0]}, is {concept[1]}"
    if oud.manifest.get("code") != nieuw.manifest.get("code"):
        yield "code: sdreport veranderde"
    for name in ("sdreport", "python"):
        if oud.manifest.get(name) != nieuw.manifest.get(name):
            yield f"versie: {name} was {oud.manifest.get(name)}, is {nieuw.manifest.get(name)}"
    packages, later = oud.manifest.get("pakketten", {}), nieuw.manifest.get("pakketten", {})
    for name in sorted({*packages, *later}):
        if packages.get(name) != later.get(name):
            yield f"versie: {name} was {packages.get(name) or 'onbekend'}, is {later.get(name) or 'onbekend'}"


def compare_texts(
    oud: Mapping[str, Mapping[str, str]], nieuw: Mapping[str, Mapping[str, str]]
) -> Iterator[Tekstverschil]:
    """Sections that are not the same, by the hash of what was written."""
    for hoofdstuk in sorted({*oud, *nieuw}):
        before, after = oud.get(hoofdstuk, {}), nieuw.get(hoofdstuk, {})
        for sectie in dict.fromkeys([*after, *before]):
            if before.get(sectie) != after.get(sectie):
                soort = NIEUW if sectie not in before else VERVALLEN if sectie not in after else "gewijzigd"
                yield Tekstverschil(hoofdstuk, sectie, soort)


def _compare_same_year(oud: Bouwsel, nieuw: Bouwsel) -> Iterator[Cijferverschil]:
    """Numbers on the same year in both: revised, or told otherwise. Of two builds of a year also new and gone ones."""
    keys = {*oud.rijen, *nieuw.rijen} if oud.jaar == nieuw.jaar else oud.rijen.keys() & nieuw.rijen.keys()
    for adres, jaar in keys:
        before, after = oud.rijen.get((adres, jaar)), nieuw.rijen.get((adres, jaar))
        if before and after:
            yield from _compare_pair(before, after, oud, nieuw)
        else:
            yield _appeared(before, after)


def _compare_own_years(oud: Bouwsel, nieuw: Bouwsel) -> Iterator[Cijferverschil]:
    """Of two years: each number on the one year against the same number on the other."""
    if oud.jaar == nieuw.jaar:
        return
    early, late = (
        {key[0]: rij for key, rij in item.rijen.items() if key[1] == item.jaar} for item in (oud, nieuw)
    )
    for adres in {*early, *late}:
        before, after = early.get(adres), late.get(adres)
        if before and after:
            yield from _compare_pair(before, after, oud, nieuw)
        else:
            yield _appeared(before, after)


def _appeared(before: Cijfer | None, after: Cijfer | None) -> Cijferverschil:
    rij = after or before
    assert rij is not None
    jaren = (before.jaar if before else None, after.jaar if after else None)
    waarden = (before.waarde if before else None, after.waarde if after else None)
    return Cijferverschil(rij.adres, *jaren, (NIEUW if after else VERVALLEN,), *waarden, rij.eenheid)


def _compare_pair(before: Cijfer, after: Cijfer, oud: Bouwsel, nieuw: Bouwsel) -> Iterator[Cijferverschil]:
    same_year = before.jaar == after.jaar
    kinds = list(_list_kinds(before, after, same_year))
    if not kinds:
        return
    hidden = before.onderdrukt or after.onderdrukt
    told = {HERZIEN, AFGESCHERMD, ZICHTBAAR, EENHEID} & set(kinds)
    causes = tuple(_list_causes(before, after, oud, nieuw)) if same_year and told else ()
    notes = [f"status was {before.status}, is {after.status}"] if STATUS in kinds else []
    notes += [f"eenheid was {before.eenheid}, is {after.eenheid}"] if EENHEID in kinds else []
    notes += [f"definitie was: {before.definitie} Is: {after.definitie}"] if DEFINITIE in kinds else []
    yield Cijferverschil(
        after.adres,
        before.jaar,
        after.jaar,
        tuple(kinds),
        None if hidden else before.waarde,
        None if hidden else after.waarde,
        after.eenheid,
        causes,
        "; ".join(notes),
    )


def _list_kinds(before: Cijfer, after: Cijfer, same_year: bool) -> Iterator[str]:
    if before.onderdrukt != after.onderdrukt:
        yield AFGESCHERMD if after.onderdrukt else ZICHTBAAR
    elif before.waarde != after.waarde:
        yield HERZIEN if same_year else ONTWIKKELING
    if _definition(before) != _definition(after):
        yield DEFINITIE
    if before.eenheid != after.eenheid:
        yield EENHEID
    if same_year and before.status != after.status:
        yield STATUS


def _definition(rij: Cijfer) -> str:
    """What is counted, with the year it is about taken out: that differs between years of itself."""
    text = rij.definitie
    for offset in (-1, 0, 1):
        text = re.sub(rf"(?<!\d){rij.jaar + offset}(?!\d)", f"[jaar{offset:+d}]", text)
    return text


def _list_causes(before: Cijfer, after: Cijfer, oud: Bouwsel, nieuw: Bouwsel) -> Iterator[str]:
    """All that a changed number can come from; more than one when more than one thing changed."""
    found = []
    if _definition(before) != _definition(after) or before.eenheid != after.eenheid:
        found.append(DEFINITIE)
    if _has_other_data(before, after, oud, nieuw):
        found.append(GEGEVENS)
    found += _changed_protection(oud, nieuw)
    if _rests_on_parameters(before, oud) and _policy(oud) != _policy(nieuw):
        found.append(PARAMETERS)
    if any(oud.manifest.get(name) != nieuw.manifest.get(name) for name in VERSIES):
        found.append(CODE)
    yield from dict.fromkeys(found or [ONBEKEND])


def _changed_protection(oud: Bouwsel, nieuw: Bouwsel) -> list[str]:
    """Whether disclosure control was set otherwise, and if so whether that was rounding only."""
    before, after = (
        _without_source(item.manifest["parameters"].get("geheimhouding") or {}) for item in (oud, nieuw)
    )
    rounding = [(part.pop("afronding", None) or {}).get("basis", 0) for part in (before, after)]
    return ([AFRONDING] if rounding[0] != rounding[1] else []) + ([PARAMETERS] if before != after else [])


def _has_other_data(before: Cijfer, after: Cijfer, oud: Bouwsel, nieuw: Bouwsel) -> bool:
    """Whether a file that this number rests on, or a reference table, is not the same."""
    one, other = (
        [bouwsel.sha(path) for path in _files_of(rij, bouwsel) if not path.startswith(PARAMETERMAP)]
        for rij, bouwsel in ((before, oud), (after, nieuw))
    )
    return one != other or _reference_tables(oud) != _reference_tables(nieuw)


def _rests_on_parameters(rij: Cijfer, bouwsel: Bouwsel) -> bool:
    return rij.bron.startswith("parameters:") or any(
        path.startswith(PARAMETERMAP) for path in _files_of(rij, bouwsel)
    )


def _policy(bouwsel: Bouwsel) -> list[Any]:
    """The parameters that numbers are made of."""
    return [bouwsel.manifest["parameters"].get(key) for key in ("kerngetallen", "regio")]


def _without_source(block: Mapping[str, Any]) -> dict[str, Any]:
    """Settings without what is said of them: source and date change no number."""
    return {
        key: _without_source(value) if isinstance(value, Mapping) else value
        for key, value in block.items()
        if key not in ("bron", "datum")
    }


def _files_of(rij: Cijfer, bouwsel: Bouwsel) -> list[str]:
    """The input files of a number; of a comparison those of both years, of an earlier year its published register."""
    if is_comparison(rij):
        base = bouwsel.rijen.get((rij.adres_of(find_base(rij.indicator)), rij.jaar))
        history = f"data/history/{rij.jaar - 1}.csv"
        return [*(_files_of(base, bouwsel) if base else []), history]
    if rij.jaar != bouwsel.jaar and (path := f"data/history/{rij.jaar}.csv") in bouwsel.manifest["invoer"]:
        return [path]
    named = _sources(bouwsel)
    slugs = re.findall(r"[a-z0-9_.-]+", drop_rijen(rij.bron))
    return [named[slug] for slug in slugs if slug in named]


def _sources(bouwsel: Bouwsel) -> Mapping[str, str]:
    """The file of each dataset; an older manifest does not tell, but files have the name of their dataset."""
    folder = str(bouwsel.manifest["parameters"].get("data", ""))
    by_name = {
        PurePosixPath(path).stem: path for path in bouwsel.manifest["invoer"] if path.startswith(f"{folder}/")
    }
    named: Mapping[str, str] = bouwsel.manifest.get("bronnen", by_name)
    return named


def _reference_tables(bouwsel: Bouwsel) -> dict[str, str]:
    """Hashes of the tables that all reports share: `data/*.csv`, but not the labels, which only name things."""
    invoer: Iterable[tuple[str, str]] = bouwsel.manifest["invoer"].items()
    return {
        name: sha
        for name, sha in invoer
        if PurePosixPath(name).match("data/*.csv") and name != ZONDER_INVLOED
    }
