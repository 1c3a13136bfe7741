"""When care really began and ended: the 305s and 307s of one toewijzing, whatever their order, to one begin and end.

The rules are those of the standard. A delivery with status 3 takes away what was sent before under the same key. A 307
ends the care that began on its begin date; the latest word on that counts. After an end a new start begins again, and a
temporary stop is no end.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from sdreport.intake.berichten.xml.records import GEWIJZIGD, VERWIJDERD

TIJDELIJK = "20"
"""The reason of a stop after which care may go on; the same code in WMO588 and JZ588."""


@dataclass(frozen=True)
class Leveringsmelding:
    """One 305 (without `eind` and `reden`) or 307, with the day of its message and its place."""

    soort: str
    product: tuple[str, str]
    begin: str
    eind: str
    reden: str
    status: str
    dagtekening: str
    bron: int
    regel: int

    @property
    def sleutel(self) -> Hashable:
        """What a withdrawal repeats to say what it withdraws."""
        return self.soort, self.product, self.begin, self.eind, self.reden


@dataclass(frozen=True)
class Leveringsverloop:
    """What came of it: the days and the reason (empty when there is none), and what must be told.

    `vervangen` and `ingetrokken` count per type of message; `vragen` are rules with the message that they are about.
    """

    begin: str = ""
    eind: str = ""
    reden: str = ""
    vervangen: tuple[str, ...] = ()
    ingetrokken: tuple[str, ...] = ()
    vragen: tuple[tuple[str, Leveringsmelding], ...] = ()


def follow(meldingen: Sequence[Leveringsmelding]) -> Leveringsverloop:
    """The begin and end of care, from all 305s and 307s of one toewijzing in any order."""
    geldig, ingetrokken, vragen = _withdraw(meldingen)
    starts = [melding for melding in geldig if melding.soort == "305"]
    laatste: dict[str, Leveringsmelding] = {}
    for stop in sorted((m for m in geldig if m.soort == "307"), key=_last_word):
        laatste[stop.begin] = stop
    stops = sorted(laatste.values(), key=lambda stop: (stop.eind, stop.begin))
    vragen += [("status_gewijzigd", m) for m in meldingen if m.status == GEWIJZIGD]
    vragen += [("eind_voor_begin", stop) for stop in stops if stop.eind < stop.begin]
    if stops and not starts:
        vragen.append(("stop_zonder_start", stops[0]))
    used = len({start.begin for start in starts})
    vervangen = ["305"] * (len(starts) - used) + ["307"] * (len(geldig) - len(starts) - len(stops))
    begin = min((melding.begin for melding in starts or stops), default="")
    end = stops[-1] if stops else None
    if end is not None and (end.reden == TIJDELIJK or _goes_on(end, starts)):
        end = None
    return Leveringsverloop(
        begin,
        end.eind if end else "",
        end.reden if end else "",
        tuple(vervangen),
        tuple(ingetrokken),
        tuple(vragen),
    )


def _last_word(stop: Leveringsmelding) -> tuple[str, bool, str, str]:
    """Orders stops of the same begin: the later message counts, and of one day the definitive and the later stop."""
    return stop.dagtekening, stop.reden != TIJDELIJK, stop.eind, stop.reden


def _goes_on(end: Leveringsmelding, starts: Iterable[Leveringsmelding]) -> bool:
    """Whether care started again after this end: another start than the one it ends, on that day or later."""
    return any(start.begin != end.begin and start.begin >= end.eind for start in starts)


def _withdraw(
    meldingen: Sequence[Leveringsmelding],
) -> tuple[list[Leveringsmelding], list[str], list[tuple[str, Leveringsmelding]]]:
    """What is left when withdrawals are worked out, the types of what was withdrawn, and withdrawals of nothing.

    A withdrawal takes away all that was sent on earlier days under its key; when there is nothing, one that was sent on
    the same day: what is sent again on the day of its withdrawal stays.
    """
    by_key: dict[Hashable, dict[str, list[Leveringsmelding]]] = defaultdict(lambda: defaultdict(list))
    for melding in meldingen:
        by_key[melding.sleutel][melding.dagtekening].append(melding)
    geldig: list[Leveringsmelding] = []
    ingetrokken: list[str] = []
    vragen: list[tuple[str, Leveringsmelding]] = []
    for days in by_key.values():
        active: list[Leveringsmelding] = []
        for _, sent in sorted(days.items()):
            new = [m for m in sent if m.status != VERWIJDERD]
            for withdrawal in (m for m in sent if m.status == VERWIJDERD):
                gone, active = active, []
                if not gone and new:
                    gone = [new.pop()]
                if not gone:
                    vragen.append(("intrekking_zonder_bericht", withdrawal))
                ingetrokken += [m.soort for m in gone]
            active += new
        geldig += active
    return geldig, ingetrokken, vragen
