"""The numbers of the second municipality, computed from what was delivered and from nothing of sdreport.

Standard messages are read with a plain XML parser and a handful of rules, files as they are. Whatever sdreport does
in between (pseudonyms, extracts, tables, measures) can only agree with this by being right.
"""

import csv
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

Rij = dict[str, str]


def read_file(path: Path) -> list[Rij]:
    """The rows of a delivered file."""
    with path.open(encoding="cp1252", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";"))


def read_messages(folder: Path, number: str) -> Iterator[tuple[str, ElementTree.Element]]:
    """The messages of a type of both laws, with the law."""
    for prefix, wet in (("WMO", "wmo"), ("JW", "jeugdwet")):
        packed, loose = folder / f"{prefix}{number}.zip", folder / f"{prefix}{number}"
        if packed.is_file():
            with zipfile.ZipFile(packed) as archive:
                texts = [archive.read(name) for name in sorted(archive.namelist())]
        else:
            texts = [path.read_bytes() for path in sorted(loose.glob("*.xml"))]
        for text in texts:
            yield wet, ElementTree.fromstring(text)


def every(element: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    """All elements of this local name below an element."""
    return [item for item in element.iter() if item.tag.rpartition("}")[2] == name]


def one(element: ElementTree.Element, name: str) -> str:
    """The text of the first element of this local name; empty without one."""
    found = every(element, name)
    return (found[0].text or "") if found else ""


def collect_toewijzingen(folder: Path) -> dict[str, Rij]:
    """The toewijzingen of a year by number: in kind from messages, with a pgb from the file; days as jjjj-mm-dd."""
    latest: dict[str, tuple[tuple[str, str, str], Rij]] = {}
    for wet, message in read_messages(folder / "berichten", "301"):
        bsn, day = one(message, "Bsn"), one(message, "Dagtekening")
        for item in every(message, "ToegewezenProduct"):
            number = one(item, "ToewijzingNummer")
            rank = (one(item, "Toewijzingsdatum"), one(item, "Toewijzingstijd"), day)
            rij = {
                "wet": wet, "client": bsn, "product": one(item, "Code"), "vorm": "ZIN", "einde": "",
                "begin": one(item, "Ingangsdatum"), "gepland": one(item, "Einddatum"),
                "reden": one(item, "RedenWijziging"), "geslacht": one(message, "Geslacht"),
                "jaar": one(every(message, "Geboortedatum")[0], "Datum")[:4],
            }  # fmt: skip
            if number not in latest or rank >= latest[number][0]:
                latest[number] = (rank, rij)
    found = {number: rij for number, (_, rij) in latest.items() if rij["reden"] != "13"}
    for number, end in collect_ends(folder).items():
        if number in found:
            found[number]["einde"] = end
    for rij in read_file(folder / "toewijzingen.csv"):
        found[rij["toewijzingnummer"]] = {
            "wet": rij["wet"].lower(), "client": rij["clientnummer"], "product": rij["productcode"], "vorm": "PGB",
            "gepland": as_iso(rij["einddatum"]), "begin": as_iso(rij["ingangsdatum"]), "jaar": rij["geboortejaar"],
            "einde": as_iso(rij["werkelijke_einddatum"]), "geslacht": rij["geslacht"],
        }  # fmt: skip
    return found


def collect_ends(folder: Path) -> dict[str, str]:
    """When support really ended, by toewijzing: the last stop that was not withdrawn and is no pause."""
    stops: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for _, message in read_messages(folder / "berichten", "307"):
        for item in every(message, "StopProduct"):
            number, end, reason = (
                one(item, "ToewijzingNummer"),
                one(item, "Einddatum"),
                one(item, "RedenBeeindiging"),
            )
            if one(item, "StatusAanlevering") == "3":
                stops[number].remove((end, reason))
            else:
                stops[number].append((end, reason))
    ends = {number: [end for end, reason in found if reason != "20"] for number, found in stops.items()}
    return {number: max(found) for number, found in ends.items() if found}


def collect_lines(folder: Path) -> Iterator[tuple[str, str, int]]:
    """What was declared and not rejected: toewijzing, month (`01`) and cents."""
    rejected: Counter[tuple[str, str, str]] = Counter()
    for _, answer in read_messages(folder / "berichten", "325"):
        for item in every(answer, "Prestatie"):
            rejected[one(item, "ToewijzingNummer"), one(item, "ReferentieNummer"), one(item, "Bedrag")] += 1
    whole = {
        one(answer, "IdentificatieRetour") or one(answer, "RetourIdentificatie")
        for _, answer in read_messages(folder / "berichten", "325")
    }
    assert whole  # answers say which message they answer
    seen: set[tuple[str, str]] = set()
    for _, message in read_messages(folder / "berichten", "323"):
        for item in every(message, "Prestatie"):
            key = one(item, "ToewijzingNummer"), one(item, "ReferentieNummer")
            if (*key, one(item, "Bedrag")) in rejected or key in seen:
                continue
            seen.add(key)  # a declaration that was refused as a whole was sent again
            sign = -1 if one(item, "DebetCredit") == "C" else 1
            yield key[0], one(item, "Begindatum")[5:7], sign * int(one(item, "Bedrag"))
    for rij in read_file(folder / "declaraties.csv"):
        yield rij["toewijzingnummer"], rij["begindatum"][3:5], as_cents(rij["bedrag"])


def as_iso(dag: str) -> str:
    """dd-mm-jjjj as jjjj-mm-dd."""
    return f"{dag[6:]}-{dag[3:5]}-{dag[:2]}" if dag else ""


def as_cents(bedrag: str) -> int:
    """An amount with a decimal comma in whole cents."""
    euro, _, cent = bedrag.lstrip("-").partition(",")
    return (-1 if bedrag.startswith("-") else 1) * (100 * int(euro) + int(cent or 0))
