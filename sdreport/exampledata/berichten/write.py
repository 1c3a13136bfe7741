"""Write the messages of the example year, from the extracts that are in its folder."""

import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

from sdreport.exampledata.berichten.elements import render_bericht
from sdreport.exampledata.berichten.messages import (
    EURO,
    Berichtkop,
    Client,
    Rij,
    make_323,
    make_325,
    make_325_of_rejected_message,
)
from sdreport.exampledata.berichten.toewijzingen import Bericht, Teller, make_berichten
from sdreport.exampledata.csvfile import read_csv
from sdreport.exampledata.zorg.regels import find_dagtekening

ZIP_TIJD = (1980, 1, 1, 0, 0, 0)
LOS = ("WMO323", "JW323", "WMO325", "JW325")
"""Types of message that are written as loose files; the others go into one zip each."""
TECHNISCH_ONJUIST = 17
"""One in so many declarations was first sent with one line only, rejected, and sent again."""
LETTERS = "AB"
DAGEN = ("datum", "dagtekening")
VOORVOEGSELS = range(99, 9, -1)


def write_berichten(data_dir: Path, jaar: int, folder: Path) -> list[Path]:
    """Write all messages of a year below `folder`, and return the paths: a zip or a folder per type of message.

    `data_dir` must hold `<jaar>/toewijzingen.csv` and `<jaar>/declaraties.csv`, and the tables postcodes.csv and
    aanbieders.csv. Rows with a pgb are in no message. The same extracts always give the same bytes.
    """
    per_soort: dict[str, list[bytes]] = defaultdict(list)
    for soort, content in _make_all(data_dir, jaar):
        per_soort[soort].append(render_bericht(soort, content))
    written = []
    for soort, messages in sorted(per_soort.items()):
        names = [f"{soort}_{number:05d}.xml" for number in range(1, len(messages) + 1)]
        target = folder / (soort if soort in LOS else f"{soort}.zip")
        folder.mkdir(parents=True, exist_ok=True)
        _write(target, zip(names, messages, strict=True))
        written.append(target)
    return written


def make_bsn(clientnummer: str) -> str:
    """An invented number that passes the test of a burgerservicenummer, another for every client number."""
    digits = int("".join(sign for sign in clientnummer if sign.isdigit()) or "0")
    for prefix in VOORVOEGSELS:
        number = f"{prefix}{digits:06d}"
        check = sum(weight * int(digit) for weight, digit in zip(range(9, 1, -1), number, strict=True)) % 11
        if check < 10:
            return f"{number}{check}"
    raise ValueError(clientnummer)


def _make_all(data_dir: Path, jaar: int) -> Iterator[Bericht]:
    """Every message, by type: first those about toewijzingen, then the declarations on them."""
    postcodes = _first(read_csv(data_dir / "postcodes.csv"), "wijk", "postcode")
    agb = _first(read_csv(data_dir / "aanbieders.csv"), "naam", "agb")
    teller = Teller()
    toewijzingen = [
        _complete(rij)
        for rij in read_csv(data_dir / str(jaar) / "toewijzingen.csv")
        if rij["leveringsvorm"] == "ZIN"
    ]
    for rij in toewijzingen:
        client = Client(
            make_bsn(rij["clientnummer"]), rij["geboortejaar"], rij["geslacht"], _full(postcodes[rij["wijk"]])
        )
        yield from make_berichten(rij, client, agb[rij["aanbieder"]], teller)
    per_nummer = {rij["toewijzingnummer"]: rij for rij in toewijzingen}
    regels = [
        _complete_regel(rij, per_nummer[rij["toewijzingnummer"]])
        for rij in read_csv(data_dir / str(jaar) / "declaraties.csv")
        if rij["toewijzingnummer"] in per_nummer
    ]
    yield from _make_declaraties(regels, per_nummer, agb, teller)


def _make_declaraties(
    regels: Iterable[Rij], toewijzingen: Mapping[str, Rij], agb: Mapping[str, str], teller: Teller
) -> Iterator[Bericht]:
    """A 323 per law, provider and number, each with its answer; some were first sent with a fault."""
    declaraties: dict[tuple[str, str, str], list[tuple[str, Rij]]] = defaultdict(list)
    for rij in regels:
        toewijzing = toewijzingen[rij["toewijzingnummer"]]
        key = (toewijzing["wet"], rij["aanbieder"], rij["declaratienummer"])
        declaraties[key].append((make_bsn(toewijzing["clientnummer"]), rij))
    for place, ((wet, aanbieder, nummer), lines) in enumerate(declaraties.items()):
        soort = "JW" if wet == "Jeugdwet" else "WMO"
        first, day, last = _find_days(lines)
        asked = Berichtkop(f"{soort}323", agb[aanbieder], teller.next(), day)
        if place % TECHNISCH_ONJUIST == 0:
            wrong = Berichtkop(f"{soort}323", agb[aanbieder], teller.next(), first)
            yield f"{soort}323", make_323(wrong, nummer, lines[:1])
            answer = Berichtkop(f"{soort}325", agb[aanbieder], teller.next(), first)
            yield f"{soort}325", make_325_of_rejected_message(answer, wrong)
        yield f"{soort}323", make_323(asked, nummer, lines)
        answer = Berichtkop(f"{soort}325", agb[aanbieder], teller.next(), last)
        yield f"{soort}325", make_325(answer, asked, nummer, lines)


def _find_days(regels: Iterable[tuple[str, Rij]]) -> tuple[str, str, str]:
    """When a declaration was sent with a fault, was declared, and was answered.

    An older extract does not say when it was declared: then in the month after its last day.
    """
    rows = [rij for _, rij in regels]
    last = date.fromisoformat(max(rij["einddatum"] for rij in rows))
    known = max(rij.get("dagtekening", "") for rij in rows)
    day = date.fromisoformat(known) if known else find_dagtekening(last.year, last.month)
    first, answered = day - timedelta(days=4), day + timedelta(days=10)
    return first.isoformat(), day.isoformat(), answered.isoformat()


def _complete(rij: Rij) -> Rij:
    """A toewijzing with days as jjjj-mm-dd; in an older extract what was planned is also what happened."""
    known = {name: _as_iso(value) if name.endswith("datum") else value for name, value in rij.items()}
    happened = {
        "werkelijke_begindatum": known["ingangsdatum"],
        "werkelijke_einddatum": known["einddatum"] if known["reden_beeindiging"] else "",
    }
    return {**happened, **known}


def _complete_regel(rij: Rij, toewijzing: Rij) -> Rij:
    """A line with days as jjjj-mm-dd. What an older extract does not have is that of the toewijzing; its volume is the
    amount, in euros.
    """
    known = {name: _as_iso(value) if name.endswith(DAGEN) else value for name, value in rij.items()}
    shared = {name: toewijzing[name] for name in ("aanbieder", "productcategorie", "productcode")}
    absent = {
        "vorig_referentienummer": "",
        "volume": rij["bedrag"].removeprefix("-"),
        "eenheid": EURO,
        "tarief": "",
    }
    return {**shared, **absent, "referentienummer": rij["declaratienummer"], **known}


def _as_iso(dag: str) -> str:
    return f"{dag[6:]}-{dag[3:5]}-{dag[:2]}" if dag[2:3] == "-" else dag


def _first(rows: Iterable[Rij], key: str, value: str) -> dict[str, str]:
    """The first value of each key."""
    found: dict[str, str] = {}
    for row in rows:
        found.setdefault(row[key], row[value])
    return found


def _full(postcode: str) -> str:
    return postcode if len(postcode) > 4 else f"{postcode}{LETTERS}"


def _write(target: Path, messages: Iterable[tuple[str, bytes]]) -> None:
    """Write messages into a zip, or into a folder of their own."""
    if target.suffix != ".zip":
        target.mkdir(exist_ok=True)
        for name, content in messages:
            (target / name).write_bytes(content)
        return
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in messages:
            packed.writestr(zipfile.ZipInfo(name, ZIP_TIJD), content, zipfile.ZIP_DEFLATED)
