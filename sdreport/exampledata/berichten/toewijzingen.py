"""Toewijzingen of the extract as messages: 301, 305, 307 and 315, with all that real traffic has around what counts.

Some toewijzingen have an earlier version, some were sent twice, some were removed again; some starts and stops were
withdrawn, and some care paused. None of that is in the extract, so an import has to find its way through it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from sdreport.exampledata.berichten.elements import Element
from sdreport.exampledata.berichten.messages import (
    Berichtkop,
    Client,
    Rij,
    cents_of,
    make_301,
    make_315,
    make_levering,
    make_product,
    volume_in,
)

Bericht = tuple[str, list[Element]]
"""The type of a message and its content."""
GEMEENTE_ZELF = ("", "01")
"""Referrers of whom there is no request."""
EERDER, DUBBEL, VERWIJDERD, VERKEERDE_START, VERKEERDE_STOP, PAUZE = 7, 23, 101, 19, 29, 31
"""One in so many toewijzingen has this around it."""
VERWIJDERD_VANAF = 90_000_000
"""Numbers of toewijzingen that were removed again: higher than any that exists."""


@dataclass
class Teller:
    """Gives every message a number of its own."""

    laatste: int = field(default=0)

    def next(self) -> str:
        """The next number, as text of twelve digits."""
        self.laatste += 1
        return f"{self.laatste:012d}"


def make_berichten(rij: Rij, client: Client, agb: str, teller: Teller) -> Iterator[Bericht]:
    """All messages about one toewijzing."""
    soort = "JW" if rij["wet"] == "Jeugdwet" else "WMO"
    place = int("".join(sign for sign in rij["toewijzingnummer"] if sign.isdigit()) or "0")
    referentie = f"V{rij['toewijzingnummer']}" if rij["verwijzertype"] not in GEMEENTE_ZELF else ""

    def kop(nummer: str, dag: str) -> Berichtkop:
        return Berichtkop(f"{soort}{nummer}", agb, teller.next(), dag)

    dag = rij["toewijzingsdatum"]
    if referentie:
        yield f"{soort}315", make_315(kop("315", _shift(dag, -7)), client, referentie, rij)
    if place % EERDER == 0:
        eerder = {**rij, "einddatum": _shift(rij["ingangsdatum"], 500), "reden_wijziging": ""}
        first = _toegewezen(eerder, _shift(dag, -3), referentie)
        yield f"{soort}301", make_301(kop("301", _shift(dag, -3)), client, first)
        referentie = "" if place % (2 * EERDER) == 0 else referentie
    content = make_301(kop("301", dag), client, _toegewezen(rij, dag, referentie))
    yield f"{soort}301", content
    if place % DUBBEL == 0:
        yield f"{soort}301", content
    if place % VERWIJDERD == 0:
        for weg in (False, True):
            mistake = _never_meant(rij, str(VERWIJDERD_VANAF + place), weg)
            op = _shift(dag, int(weg))
            yield f"{soort}301", make_301(kop("301", op), client, _toegewezen(mistake, op, ""))
    for nummer, op, product in _list_leveringen(rij, place):
        yield f"{soort}{nummer}", make_levering(kop(nummer, op), client, product)


def _toegewezen(rij: Rij, dag: str, referentie: str) -> list[Element]:
    """What a 301 assigns, set on a day."""
    seconds = 28_800 + sum(map(ord, rij["toewijzingnummer"])) * 37 % 28_800
    volume = rij.get("volume", "")
    omvang: list[Element] = (
        [
            ("Volume", volume_in(volume, rij["eenheid"])),
            ("Eenheid", rij["eenheid"]),
            ("Frequentie", rij["frequentie"]),
        ]
        if volume
        else []
    )
    budget = rij.get("budget", "")
    return [
        ("ToewijzingNummer", rij["toewijzingnummer"]),
        ("ReferentieAanbieder", referentie),
        make_product(rij),
        ("Toewijzingsdatum", dag),
        ("Toewijzingstijd", str(timedelta(seconds=seconds)).rjust(8, "0")),
        ("Ingangsdatum", rij["ingangsdatum"]),
        ("Einddatum", rij["einddatum"]),
        ("RedenWijziging", rij.get("reden_wijziging", "")),
        ("Omvang", omvang),
        ("Budget", str(cents_of(budget)) if budget else ""),
    ]


def _never_meant(rij: Rij, nummer: str, weg: bool) -> Rij:
    """A toewijzing by mistake, and how it is removed: it ends on its first day, with reason 13."""
    removed = {"einddatum": rij["ingangsdatum"], "reden_wijziging": "13"} if weg else {"reden_wijziging": ""}
    return {**rij, "toewijzingnummer": nummer, **removed}


def _list_leveringen(rij: Rij, place: int) -> Iterator[tuple[str, str, list[Element]]]:
    """Starts and stops by type of message and day; what they say in the end is what the extract says."""
    begin, end, reden = rij["werkelijke_begindatum"], rij["werkelijke_einddatum"], rij["reden_beeindiging"]
    if not begin:
        return
    head: list[Element] = [
        ("ToewijzingNummer", rij["toewijzingnummer"]),
        make_product(rij),
        ("ToewijzingIngangsdatum", rij["ingangsdatum"]),
    ]

    def start(day: str, status: str = "1") -> list[Element]:
        return [*head, ("Begindatum", day), ("StatusAanlevering", status)]

    def stop(first: str, last: str, why: str, status: str = "1") -> list[Element]:
        return [
            *head,
            ("Begindatum", first),
            ("RedenBeeindiging", why),
            ("Einddatum", last),
            ("StatusAanlevering", status),
        ]

    if place % VERKEERDE_START == 0:
        wrong = _shift(begin, -1)
        yield "305", _shift(begin, 1), start(wrong)
        yield "305", _shift(begin, 2), start(wrong, "3")
    yield "305", _shift(begin, 2), start(begin)
    long_ago = not end or _shift(begin, 40) < end
    if place % PAUZE == 0 and long_ago:
        yield "307", _shift(begin, 15), stop(begin, _shift(begin, 14), "20")
        yield "305", _shift(begin, 31), start(_shift(begin, 30))
        begin = _shift(begin, 30)
    if not end:
        return
    if place % VERKEERDE_STOP == 0:
        wrong = _shift(end, 9)
        yield "307", _shift(end, 1), stop(begin, wrong, reden)
        yield "307", _shift(end, 4), stop(begin, wrong, reden, "3")
    yield "307", _shift(end, 4), stop(begin, end, reden)


def _shift(dag: str, days: int) -> str:
    return (date.fromisoformat(dag) + timedelta(days=days)).isoformat()
