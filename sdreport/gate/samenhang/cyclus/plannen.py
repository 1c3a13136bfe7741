"""Koppelingen of plans: the numbering of goals and activities, one goal one text, planning, and the thread of goals.

A plan is small by nature and its rows are published, so it is read as text, and what is found may be named.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import Any

import pandas as pd

from sdreport.gate.samenhang.cyclus.nummering import (
    AFWIJKEND,
    ANDER,
    DUBBEL,
    NIVEAU,
    ONTBREEKT,
    OVERGESLAGEN,
    VOLGORDE,
    Genummerd,
    Nummerfout,
    find_afwijkers,
    find_andermans,
    find_nummerfouten,
    find_zonder,
)
from sdreport.gate.samenhang.sources import Bronnen
from sdreport.intake.catalogue.datasets import DATASETS
from sdreport.plannen.activities import GEREED, parse_kwartaal
from sdreport.plannen.rows import Rijtekst, to_rijteksten

SLUG = "plannen"
Toetsrij = dict[str, Any]
"""A row of the derived table: `regelnummer`, `onderwerp` and what is judged of it."""
DOELFOUTEN = (DUBBEL, OVERGESLAGEN, VOLGORDE, NIVEAU, ONTBREEKT, ANDER, AFWIJKEND)
NOG_NIET = ("niet-gestart", "in-voorbereiding")
"""Progress of what need not have begun."""
NUMMERFOUTEN = (DUBBEL, OVERGESLAGEN, VOLGORDE, ONTBREEKT)
VAST = ("doelstelling", "programma", "doelnummer")
"""What all rows of a goal have in common."""


def plannen(bronnen: Bronnen) -> pd.DataFrame:
    """Per row, goal and activity of a plan what is wrong with it (1 or 0), and how far its planning is off.

    Then a row without line per link of `data/doelenlijn.csv` that is about this plan.
    """
    rijen = list(to_rijteksten(bronnen.frame(SLUG, *DATASETS[SLUG].column_names)))
    programmas = bronnen.referenties["programmas"]
    titels = dict(zip(programmas["programma"], programmas["titel"], strict=True))
    delen = dict(zip(programmas["programma"], programmas["groep"], strict=True))
    lijn = list(to_rijteksten(bronnen.referenties["doelenlijn"]))
    toetsen = [
        *_judge_numbers(rijen, titels, delen),
        *_judge_goals(rijen, titels),
        *_judge_planning(rijen, pd.Timestamp(bronnen.begin), pd.Timestamp(bronnen.peildatum)),
        *_judge_thread(rijen, lijn, titels),
        *_judge_references(rijen, set(bronnen.referenties["codelijsten"].query("lijst == 'rol'")["code"])),
    ]
    return pd.DataFrame(toetsen, columns=KOLOMMEN).assign(dataset=SLUG).set_index("regelnummer")


KOLOMMEN = (
    "regelnummer", "onderwerp", *(f"doelnummer_{soort}" for soort in DOELFOUTEN),
    *(f"nummer_{soort}" for soort in NUMMERFOUTEN), *(f"{kolom}_wisselt" for kolom in VAST), "doelstelling_herhaald",
    "doel_leeg_en_gevuld", "programma_verspreid", "dagen_na_rapport", "dagen_voor_jaar", "kwartalen_omgekeerd",
    "gestart_niet_begonnen", "klaar_voor_begin", "klaar_in_toekomst", "loopt_voor_begin", "kwartalen_te_laat",
    "lijn_onbekend", "lijn_soort", "lijn_einde", "doel_buiten_lijn", "zie_onbekend", "andere_rol_onbekend",
)  # fmt: skip


def _judge_numbers(
    rijen: Sequence[Rijtekst], titels: Mapping[str, str], delen: Mapping[str, str]
) -> Iterator[Toetsrij]:
    """Goals by their first row, then activities; numbers may run on over goals or programmes."""
    goals = [_part(rij, "doelnummer") for rij in _first_rows(rijen)]
    found = [
        *find_nummerfouten(goals, lambda goal: goal.groep, lambda goal: ""),
        *find_zonder(goals, lambda goal: goal.groep),
        *find_andermans(goals),
        *find_afwijkers(goals, delen),
    ]
    yield from _tell_numbers("doelnummer", DOELFOUTEN, goals, found, titels)
    activities = [_part(rij, "nummer") for rij in rijen if rij["activiteit"]]
    found = list(find_zonder(activities, lambda part: part.groep))
    for programma in dict.fromkeys(part.groep for part in activities):
        own = [part for part in activities if part.groep == programma]
        found += find_nummerfouten(own, lambda part: part.sleutel, lambda part: part.groep)
    yield from _tell_numbers("nummer", NUMMERFOUTEN, activities, found, titels)


def _tell_numbers(
    kolom: str,
    soorten: Iterable[str],
    parts: Sequence[Genummerd],
    found: Iterable[Nummerfout],
    titels: Mapping[str, str],
) -> Iterator[Toetsrij]:
    """A row per part with a 0 for each kind of fault that it does not have, and a row per fault."""
    faults: dict[tuple[Genummerd, str], list[str]] = {}
    for fault in found:
        faults.setdefault((fault.onderdeel, fault.soort), []).append(fault.nummers)
    for part in parts:
        good = {f"{kolom}_{soort}": 0.0 for soort in soorten if (part, soort) not in faults}
        yield {"regelnummer": part.regelnummer, **good}
        titel = titels.get(part.groep, part.groep)
        for soort in soorten:
            for nummers in faults.get((part, soort), ()):
                about = f"{titel}: {nummers}" if nummers else titel
                yield {"regelnummer": part.regelnummer, "onderwerp": about, f"{kolom}_{soort}": 1.0}


def _judge_goals(rijen: Sequence[Rijtekst], titels: Mapping[str, str]) -> Iterator[Toetsrij]:
    """What all rows of a goal must agree on, goals with the same text, and rows of a programme that stand apart."""
    first = {rij["doelsleutel"]: rij for rij in _first_rows(rijen)}
    texts: dict[str, str] = {}
    for goal in first.values():
        texts.setdefault(goal["doelstelling"], goal["regelnummer"])
    with_activity = {rij["doelsleutel"] for rij in rijen if rij["activiteit"]}
    earlier, previous, empty = set[str](), "", set[str]()
    for rij in rijen:
        regelnummer, programma, doel = int(rij["regelnummer"]), rij["programma"], rij["doelsleutel"]
        apart = programma != previous and programma in earlier
        earlier.add(programma)
        previous = programma
        about = {"regelnummer": regelnummer, "onderwerp": titels.get(programma, programma)}
        yield about | {"programma_verspreid": float(apart)}
        if not doel:
            continue
        useless = not rij["activiteit"] and (doel in with_activity or doel in empty)
        empty |= set() if rij["activiteit"] else {doel}
        yield {
            "regelnummer": regelnummer,
            "doel_leeg_en_gevuld": float(useless),
            **{f"{kolom}_wisselt": float(rij[kolom] != first[doel][kolom]) for kolom in VAST},
        }
        if first[doel] is rij:
            again = texts[rij["doelstelling"]] != rij["regelnummer"]
            yield about | {"doelstelling_herhaald": float(again)}


def _judge_planning(
    rijen: Sequence[Rijtekst], begin: pd.Timestamp, today: pd.Timestamp
) -> Iterator[Toetsrij]:
    """Start, end and progress of each row against each other and against the peildatum.

    Of a plan that only has to begin there is no progress yet, and its peildatum may be of before the year.
    """
    for rij in rijen:
        row: Toetsrij = {"regelnummer": int(rij["regelnummer"])}
        if not rij["peildatum"]:
            continue
        peildatum = pd.Timestamp(rij["peildatum"])
        row["dagen_na_rapport"] = max(0.0, float((peildatum - today).days))
        start, end = parse_kwartaal(rij["aanvang"]), parse_kwartaal(rij["gereed"])
        now = parse_kwartaal(f"{peildatum.year}-Q{peildatum.quarter}") or 0
        if start is not None and end is not None:
            row["kwartalen_omgekeerd"] = float(max(0, start - end))
        if rij["voortgang"]:
            row["dagen_voor_jaar"] = max(0.0, float((begin - peildatum).days))
            begun, done = rij["voortgang"] != "niet-gestart", rij["voortgang"] == GEREED
            row["gestart_niet_begonnen"] = float(rij["aanvang"] == "gestart" and not begun)
            early = start is not None and start > now
            row["klaar_voor_begin"] = float(done and early)
            row["klaar_in_toekomst"] = float(done and end is not None and end > now)
            row["loopt_voor_begin"] = float(early and not done and rij["voortgang"] not in NOG_NIET)
            row["kwartalen_te_laat"] = 0.0 if done or end is None else float(max(0, now - end))
        yield row


def _judge_thread(
    rijen: Sequence[Rijtekst], lijn: Sequence[Rijtekst], titels: Mapping[str, str]
) -> Iterator[Toetsrij]:
    """The links of this plan: known goals, a known kind, an empty side where that belongs; and goals without link.

    The first part of a key tells the plan, so that keys of other plans are left to their own report.
    """
    goals = {rij["doelsleutel"]: rij for rij in _first_rows(rijen)}
    prefixes = {doel.partition("-")[0] for doel in goals}
    linked: set[str] = set()
    for link in lijn:
        own = [doel for doel in (link["van"], link["naar"]) if doel.partition("-")[0] in prefixes]
        if not own:
            continue
        linked |= set(own)
        unknown = [doel for doel in own if doel not in goals]
        end = (link["soort"] == "gestopt") != (not link["naar"]) or (link["soort"] == "nieuw") != (
            not link["van"]
        )
        yield {
            "regelnummer": 0,
            "onderwerp": ", ".join(unknown or own),
            "lijn_onbekend": float(bool(unknown)),
            "lijn_soort": link["soort"] or "geen",
            "lijn_einde": float(end),
        }
    for doel, rij in goals.items() if linked else ():
        titel = titels.get(rij["programma"], rij["programma"])
        yield {
            "regelnummer": int(rij["regelnummer"]),
            "onderwerp": titel,
            "doel_buiten_lijn": float(doel not in linked),
        }


def _judge_references(rijen: Sequence[Rijtekst], rollen: Set[str]) -> Iterator[Toetsrij]:
    """Where a row is said to be worked out must be a row or goal of the plan, and every other role a known one."""
    known = {rij[kolom] for rij in rijen for kolom in ("sleutel", "doelsleutel")} - {""}
    for rij in rijen:
        others = rij["andere_rollen"].split("/") if rij["andere_rollen"] else []
        yield {
            "regelnummer": int(rij["regelnummer"]),
            "zie_onbekend": float(rij["zie"] not in known or rij["zie"] == rij["sleutel"])
            if rij["zie"]
            else None,
            "andere_rol_onbekend": float(bool({*others} - rollen)) if others else None,
        }


def _first_rows(rijen: Iterable[Rijtekst]) -> list[Rijtekst]:
    """The first row of each goal, in the order of the document."""
    first: dict[str, Rijtekst] = {}
    for rij in rijen:
        if rij["doelsleutel"]:
            first.setdefault(rij["doelsleutel"], rij)
    return list(first.values())


def _part(rij: Rijtekst, kolom: str) -> Genummerd:
    return Genummerd(int(rij["regelnummer"]), rij["programma"], rij["doelsleutel"], rij[kolom])
