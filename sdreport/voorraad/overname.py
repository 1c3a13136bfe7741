"""Take over what an earlier build made, or make it; and tell which of the two, and why."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path

from sdreport.safe.hashes import hash_text
from sdreport.voorraad.bewaarplaats import Bewaarplaats
from sdreport.voorraad.stappen import Bouwstap, Soort

Delen = Mapping[Soort, Mapping[str, str]]
"""By kind of dependency: names with their SHA-256."""
Sporen = list[dict[str, str]]
GELEZEN: Soort = "gelezen"
MEESTE_SPOREN = 8
"""So many sets of noted dependencies are kept of a step that notes them while it runs."""
GENOEMD = 3
MEERVOUD = re.compile(r"(?:(?:de|alle) )?(?:cijfers|labels|parameters)(?: |$)")
"""Dependencies that are more than one thing."""
NIEUW = "er is nog niets bewaard"
WEG = "wat bewaard was, is weg of beschadigd"
OPNIEUW = "er is gevraagd om alles opnieuw te maken"


@dataclass
class Uitkomststand:
    """What came of one kind of step: how many were taken over, and which were made, each with the reason."""

    overgenomen: int = 0
    gemaakt: dict[str, str] = field(default_factory=dict)


class Overname:
    """One run that takes over from the store what it can.

    `basis` is what its steps can depend on, as far as it is known beforehand; a step brings what is its own. `wie` is
    the report, to know what was there the last time. With `vers` all is made again.
    """

    def __init__(self, plaats: Bewaarplaats, wie: str, basis: Delen, vers: bool = False) -> None:
        """Begin a run."""
        self._plaats = plaats
        self.basis = basis
        self._vers = vers
        self._wie = hash_text(json.dumps(["laatste", wie]))
        self._laatste = self._read_laatste()
        self._nu: dict[str, dict[str, str]] = {}
        self._nieuw: dict[str, bytes] = {}
        self._tellingen: dict[str, Uitkomststand] = {}

    def take(self, stap: Bouwstap, naam: str, eigen: Delen, make: Callable[[], bytes]) -> bytes:
        """The outcome of a step: as it was kept when nothing that it depends on has changed, or else made and kept."""
        kept = self.find(stap, naam, eigen)
        return kept if kept is not None else self.keep(stap, naam, eigen, make())

    def find(self, stap: Bouwstap, naam: str, eigen: Delen) -> bytes | None:
        """What is kept of a step; None, with the reason noted, when it has to be made."""
        delen = self._complete(stap, eigen)
        inhoud = self._get(make_key(stap, delen))
        self._note(stap, naam, delen, inhoud is not None)
        return inhoud

    def find_noted(self, stap: Bouwstap, naam: str, eigen: Delen, nu: Callable[[str], str]) -> bytes | None:
        """The same for a step that noted while it ran what it read; `nu` gives the hash of something that was read."""
        vast = self._complete(stap, eigen)
        sporen = self._read_sporen(stap, vast)
        for spoor in sporen:
            if all(nu(item) == hash_ for item, hash_ in spoor.items()):
                delen: Delen = {**vast, GELEZEN: spoor}
                inhoud = self._get(make_key(stap, delen))
                if inhoud is not None:
                    self._note(stap, naam, delen, True)
                    return inhoud
        last = self._laatste.get(_name(stap, naam), {})
        read = {item: nu(item) for item in last if sporen and item in sporen[0]}
        self._note(stap, naam, {**vast, GELEZEN: read}, False)
        return None

    def keep(self, stap: Bouwstap, naam: str, eigen: Delen, inhoud: bytes) -> bytes:
        """Keep what was made when the run is done; returns it."""
        delen = self._complete(stap, eigen)
        self._nieuw[make_key(stap, delen)] = inhoud
        self._nu[_name(stap, naam)] = _flatten(delen)
        return inhoud

    def keep_noted(
        self, stap: Bouwstap, naam: str, eigen: Delen, spoor: Mapping[str, str], inhoud: bytes
    ) -> None:
        """Keep what was made with what it noted that it read."""
        vast, own = self._complete(stap, eigen), dict(spoor)
        sporen = [own, *(item for item in self._read_sporen(stap, vast) if item != own)][:MEESTE_SPOREN]
        self._nieuw[_make_trail_key(stap, vast)] = json.dumps(sporen).encode()
        self.keep(stap, naam, {**vast, GELEZEN: own}, inhoud)

    def close(self, is_still: Callable[[], bool]) -> None:
        """Write down what was made, unless an input changed meanwhile: nobody knows then what it was made of."""
        if self._nieuw and is_still():
            for key, inhoud in self._nieuw.items():
                self._plaats.put(key, inhoud)
            kept = {**self._laatste, **self._nu}
            self._plaats.put(self._wie, json.dumps(kept).encode())
            self._plaats.prune()
        self._nieuw.clear()

    def tell(self, *stappen: Bouwstap) -> str:
        """What was taken over and what was made of these steps since the last time this was asked, and why."""
        return "\n".join(
            filter(None, (_tell(stap, self._tellingen.pop(stap.naam, None)) for stap in stappen))
        )

    def _complete(self, stap: Bouwstap, eigen: Delen) -> Delen:
        return {**{soort: self.basis[soort] for soort in stap.hangt_af if soort in self.basis}, **eigen}

    def _get(self, key: str) -> bytes | None:
        made = self._nieuw.get(key)
        return made if made is not None else self._plaats.get(key)

    def _note(self, stap: Bouwstap, naam: str, delen: Delen, overgenomen: bool) -> None:
        own = _flatten(delen)
        telling = self._tellingen.setdefault(stap.naam, Uitkomststand())
        if overgenomen:
            telling.overgenomen += 1
        else:
            telling.gemaakt[naam] = (
                OPNIEUW if self._vers else explain(self._laatste.get(_name(stap, naam)), own)
            )
        self._nu[_name(stap, naam)] = own

    def _read_laatste(self) -> dict[str, dict[str, str]]:
        found = _read_json(self._plaats.get(self._wie))
        return found if isinstance(found, dict) else {}

    def _read_sporen(self, stap: Bouwstap, vast: Delen) -> Sporen:
        key = _make_trail_key(stap, vast)
        found = _read_json(self._get(key))
        return found if isinstance(found, list) else []


BEWAARD: ContextVar[Overname | None] = ContextVar("bewaard", default=None)
"""What is taken over from by whatever is judged and chosen on the way, while `remember` lasts."""


@contextmanager
def remember(overname: Overname) -> Iterator[None]:
    """Have what is judged and chosen on the way taken over too: the same input always gives the same."""
    token = BEWAARD.set(overname)
    try:
        yield
    finally:
        BEWAARD.reset(token)


def make_key(stap: Bouwstap, delen: Delen) -> str:
    """The key of a step with these dependencies: exactly those that the table of steps gives it."""
    if set(delen) != set(stap.hangt_af):
        raise ValueError(f"{stap.naam}: {sorted(set(delen) ^ set(stap.hangt_af))}")
    return hash_text(json.dumps([stap.naam, delen], sort_keys=True))


def explain(toen: Mapping[str, str] | None, nu: Mapping[str, str]) -> str:
    """Why something is made again: what is not what it was the last time."""
    if toen is None:
        return NIEUW
    told = [
        *(f"{_show(naam)} veranderd" for naam in nu if naam in toen and toen[naam] != nu[naam]),
        *(f"{_show(naam)} nieuw" for naam in nu if naam not in toen),
        *(f"{_show(naam)} weg" for naam in toen if naam not in nu),
    ]
    told = list(dict.fromkeys(told))
    more = len(told) - GENOEMD
    return ", ".join(told[:GENOEMD]) + (f" en nog {more}" if more > 0 else "") or WEG


def _show(naam: str) -> str:
    """A dependency for people, with its verb: of a file that is known by its whole path the name says enough."""
    path = Path(naam.partition(" ")[2])
    named = path.name if path.is_absolute() else naam
    return f"{named} {'zijn' if MEERVOUD.match(naam) else 'is'}"


def _make_trail_key(stap: Bouwstap, vast: Delen) -> str:
    return hash_text(json.dumps(["sporen", stap.naam, vast], sort_keys=True))


def _tell(stap: Bouwstap, telling: Uitkomststand | None) -> str:
    if telling is None:
        return ""
    parts = [f"{telling.overgenomen} overgenomen"] if telling.overgenomen else []
    reasons: dict[str, list[str]] = {}
    for naam, reden in telling.gemaakt.items():
        reasons.setdefault(reden, []).append(naam)
    parts += [f"gemaakt: {_list_names(namen)} ({reden})" for reden, namen in reasons.items()]
    return f"  {stap.wat}: {'; '.join(parts)}"


def _list_names(namen: list[str]) -> str:
    more = len(namen) - GENOEMD
    return ", ".join(namen[:GENOEMD]) + (f" en nog {more}" if more > 0 else "")


def _name(stap: Bouwstap, naam: str) -> str:
    return f"{stap.naam} {naam}"


def _flatten(delen: Delen) -> dict[str, str]:
    return {naam: hash_ for soort in delen.values() for naam, hash_ in soort.items()}


def _read_json(inhoud: bytes | None) -> object:
    try:
        return json.loads(inhoud) if inhoud is not None else None
    except ValueError:
        return None
