"""All that chapters may read as a build has it, by the names under which a chapter notes what it reads."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from sdreport.chapter.gelezen import ALLES, BESTAND, BRON, BRONNEN, CIJFERS, KWALITEIT, TABEL, TABELLEN
from sdreport.chapter.werkmap import Leesstof, to_rows
from sdreport.register.kwaliteit import Kwaliteitsrapport
from sdreport.safe.hashes import hash_file, hash_text

NIET_BEKEND = "nog niet bekend"


def list_altijd(notebook: str) -> list[str]:
    """What every chapter reads."""
    return ["rapport", "labels", "opbouw", "huisstijl", f"{notebook}.md"]


class Leestafel:
    """All that chapters may read as it is now, by the names under which they note it."""

    def __init__(self, stof: Leesstof, bestanden: Mapping[str, str]) -> None:
        """`bestanden` gives the hashes of what is read as files: the house style and the texts per chapter.

        The quality is not known yet: `add_kwaliteit` brings it.
        """
        facts = {name: value for name, value in stof.rapport.as_dict().items() if name != "bronnen"}
        self._stof = stof
        self._hashes = {**bestanden, KWALITEIT: NIET_BEKEND}
        whole = {
            "rapport": facts,
            "labels": list(stof.labels.labels.items()),
            "opbouw": stof.opbouw.as_dict(),
            BRONNEN: list(stof.rapport.bronnen),
            TABELLEN: list(stof.tabellen),
        }
        self._hashes |= {naam: _hash(inhoud) for naam, inhoud in whole.items()}

    def add_kwaliteit(self, kwaliteit: Kwaliteitsrapport) -> None:
        """Lay down what is told of the quality of the report."""
        self._hashes[KWALITEIT] = _hash(kwaliteit.as_dict())

    def hash(self, item: str) -> str:
        """The hash of one thing that can be read."""
        if item not in self._hashes:
            self._hashes[item] = self._make_hash(item)
        return self._hashes[item]

    def _make_hash(self, item: str) -> str:
        soort, _, naam = item.partition(" ")
        if item == ALLES:
            return _hash(to_rows(self._stof.register.rijen))
        if soort == CIJFERS:
            return _hash(to_rows(self._stof.register.select(naam)))
        if soort == BRON:
            bron = self._stof.rapport.bronnen.get(naam)
            return _hash(asdict(bron) if bron else None)
        if soort == TABEL:
            return _hash(self._stof.tabellen.get(naam))
        if soort == BESTAND:
            try:
                return hash_file(Path(naam))
            except OSError:
                return ""
        raise ValueError(f"een hoofdstuk noteerde {item!r}")


def _hash(inhoud: object) -> str:
    return hash_text(json.dumps(inhoud, ensure_ascii=False, default=str))
