"""Koppelingen that are taken over as long as the extracts, files and numbers that they read are what they were."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from sdreport.gate.gate import NIET_UITGEVOERD, Regeluitslag
from sdreport.gate.samenhang.sources import VORIG, Bronnen
from sdreport.intake.large.gelezen import Meelezer, Overnemer, hash_rows, keep_rows
from sdreport.intake.large.read import GroteTabel
from sdreport.safe.hashes import hash_file, hash_text
from sdreport.voorraad.overname import BEWAARD, Delen
from sdreport.voorraad.stappen import KOPPELING

CIJFERS, BESTAND = "de cijfers", "bestand "
BEWAARVORM = keep_rows(Regeluitslag, lambda uitslag: uitslag.status == NIET_UITGEVOERD)
"""A koppeling that failed is asked again: a full disk is no verdict."""
Resultaten = Sequence[Regeluitslag]
Starter = Callable[[str, Mapping[str, Any], Callable[[], Callable[[], Resultaten]]], Callable[[], Resultaten]]
"""Begins a koppeling with its name, its suite, and how it is begun when it cannot be taken over."""


def open_koppelingen(bronnen: Bronnen, vast: str) -> tuple[Bronnen, Starter]:
    """The sources to give to koppelingen, and what begins one; `vast` is what all depend on beside the sources."""
    large = any(isinstance(table, GroteTabel) for table in bronnen.tabellen.values())
    if large or BEWAARD.get() is None:
        return bronnen, lambda naam, suite, begin: begin()
    noted = note_reads(bronnen)
    overnemer = Overnemer(
        KOPPELING, vast + describe(bronnen), lambda: noted.werkbank, lambda item: hash_source(bronnen, item)
    )

    def start(
        naam: str, suite: Mapping[str, Any], begin: Callable[[], Callable[[], Resultaten]]
    ) -> Callable[[], Resultaten]:
        own: Delen = {"suite": {f"{suite['name']}.json": hash_text(json.dumps(suite))}}
        return overnemer.begin(naam, own, begin, BEWAARVORM)

    return noted, start


def note_reads(bronnen: Bronnen) -> Bronnen:
    """The same sources; while the engine notes what is read, what is read outside of it is noted too."""

    def tell(item: str) -> None:
        if "werkbank" in noted.__dict__:  # nothing is noted before it is there
            noted.werkbank.storage.spoor.read(item)

    noted = replace(
        bronnen,
        tabellen=Meelezer(bronnen.tabellen, tell),
        vorige=Meelezer(bronnen.vorige, lambda slug: tell(f"{VORIG}{slug}")),
        cijfers=Meelezer(bronnen.cijfers, lambda _: tell(CIJFERS)),
        bestanden=Meelezer(bronnen.bestanden, lambda slug: tell(f"{BESTAND}{slug}")),
    )
    return noted


def hash_source(bronnen: Bronnen, item: str) -> str:
    """The hash of something that was read, by its name."""
    if item == CIJFERS:
        return hash_text(repr(sorted(bronnen.cijfers.items())))
    if item.startswith(BESTAND):
        return _hash_files(bronnen, item.removeprefix(BESTAND))
    tables: Mapping[str, Any] = bronnen.vorige if item.startswith(VORIG) else bronnen.tabellen
    return hash_rows(tables.get(item.removeprefix(VORIG)))


def describe(bronnen: Bronnen) -> str:
    """What may be looked at without being noted."""
    own = (
        bronnen.jaar,
        bronnen.peildatum,
        bronnen.toleranties,
        sorted(bronnen.tabellen),
        sorted(bronnen.vorige),
        sorted(bronnen.cijfers),
        sorted((slug, path.name) for slug, path in bronnen.bestanden.items()),
        sorted((slug, sorted(names)) for slug, names in bronnen.niet_geleverd.items()),
        sorted((naam, hash_rows(table)) for naam, table in bronnen.referenties.items()),
        [repr(getal) for getal in (*bronnen.vorig, *bronnen.eerder)],
    )
    return repr(own)


def _hash_files(bronnen: Bronnen, slug: str) -> str:
    """The hash of the file of an extract, and of those of other years that have its name."""
    path = bronnen.bestanden.get(slug)
    if path is None:
        return ""
    every = [path, *(folder / path.name for folder in bronnen.andere_jaren)]
    return hash_text(repr([(str(file), _hash_file(file)) for file in every]))


def _hash_file(path: Path) -> str:
    return hash_file(path) if path.is_file() else ""
