"""The activities of a plan with all that it says of them, and the thread of its goals through other plans."""

import functools
from collections import Counter
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass

from sdreport.chapter.blocks.blocks import GEEN, Kolom, Melding, Tabel, join_notes, tell_none
from sdreport.chapter.blocks.lists import note_absent
from sdreport.chapter.blocks.plannen import SYMBOOL, Planboek
from sdreport.chapter.notation import count_of
from sdreport.chapter.sources import DOELEN_NOOT, VERWIJST_NOOT, has_voorbeeld
from sdreport.plannen.activities import NIET_BEOORDEELD, VOORTGANG, format_kwartaal
from sdreport.plannen.rows import Rijtekst


@dataclass(frozen=True)
class Doelenboek:
    """The goals of this plan and the earlier ones, with what links them and the parts of their plans."""

    boek: Planboek
    lijn: Sequence[Mapping[str, str]]
    programmas: Sequence[Mapping[str, str]]

    @functools.cached_property
    def per_doel(self) -> Mapping[str, Sequence[Rijtekst]]:
        """The rows of each goal, at the last peildatum of its plan."""
        found: dict[str, list[Rijtekst]] = {}
        for rij in _latest([*self.boek.eerder, *self.boek.rijen]):
            if rij["doelsleutel"]:
                found.setdefault(rij["doelsleutel"], []).append(rij)
        return found

    @functools.cached_property
    def plannen(self) -> Sequence[str]:
        """The plans that are known here, in the order of their years."""
        found = {rows[0]["plan"] for rows in self.per_doel.values()}
        return sorted(found, key=lambda plan: plan[-9:])

    @functools.cached_property
    def dubbel(self) -> Set[str]:
        """The plans in which one number is that of goals in several parts."""
        delen: dict[tuple[str, str], set[str]] = {}
        for rows in self.per_doel.values():
            delen.setdefault((rows[0]["plan"], rows[0]["doelnummer"]), set()).add(self.deel(rows[0]))
        return {plan for (plan, number), parts in delen.items() if number and len(parts) > 1}

    def deel(self, rij: Rijtekst) -> str:
        """The part of the plan that a goal stands in, by what stands before its colon."""
        key = (rij["plan"], rij["programma"])
        groep = next((p["groep"] for p in self.programmas if (p["plan"], p["programma"]) == key), "")
        return groep.partition(":")[0]

    def describe(self, doel: str) -> str:
        """A goal with its part, number, and activities by progress."""
        rij = self.per_doel[doel][0]
        part = f"{self.deel(rij)}, " if rij["plan"] in self.dubbel and self.deel(rij) else ""
        return part + _describe(self.per_doel[doel])


def make_thread(boek: Doelenboek, nummer: str, bijschrift: str, programma: str) -> Tabel | Melding:
    """Table: per goal of a programme a row, per plan a column with the goals that belong to its thread."""
    doelenlijn, bronnen = boek.lijn, boek.boek.bronnen
    own = list(dict.fromkeys(rij["doelsleutel"] for rij in boek.boek.rijen if rij["programma"] == programma))
    doelen = [doel for doel in own if doel]
    if not doelen:
        return tell_none("tabel", nummer, bijschrift, "Bij dit programma staan geen doelen in het plan.")
    back, forward = _links(doelenlijn, "naar", "van"), _links(doelenlijn, "van", "naar")
    threads = [{doel, *_follow(doel, back), *_follow(doel, forward)} for doel in doelen]
    rijen = tuple(
        (*(_cell(boek, plan, thread, only=doel) for plan in boek.plannen), _explain(boek, doel))
        for doel, thread in zip(doelen, threads, strict=True)
    )
    kolommen = (
        *(Kolom(bronnen.labels.label("plan", plan), "links") for plan in boek.plannen),
        Kolom("Hoe het doel doorloopt", "links"),
    )
    source = bronnen.select("doelen", bronnen.jaar, programma=programma)
    return Tabel(nummer, bijschrift, kolommen, rijen, False, bronnen.herkomst(source), DOELEN_NOOT)


def make_stopped(boek: Doelenboek, nummer: str, bijschrift: str) -> Tabel | Melding:
    """Table: the goals of this plan and the earlier ones that no later plan has, with why."""
    bronnen = boek.boek.bronnen
    stopped = [rij for rij in boek.lijn if rij["van"] in boek.per_doel and not rij["naar"]]
    if not stopped:
        return tell_none("tabel", nummer, bijschrift, "Geen enkel doel is gestopt.")
    rijen = [
        (
            boek.describe(rij["van"]),
            bronnen.labels.label("plan", plan),
            bronnen.labels.label("programma", boek.per_doel[rij["van"]][0]["programma"]),
            rij["toelichting"] or GEEN,
        )
        for plan in boek.plannen
        for rij in stopped
        if boek.per_doel[rij["van"]][0]["plan"] == plan
    ]
    heads = tuple(Kolom(kop, "links") for kop in ("Doel", "Plan", "Programma", "Waarom het stopt"))
    source = bronnen.select("doelen", bronnen.jaar)
    return Tabel(nummer, bijschrift, heads, tuple(rijen), False, bronnen.herkomst(source), DOELEN_NOOT)


def _cell(boek: Doelenboek, plan: str, thread: Set[str], only: str) -> str:
    """The goals of one plan in a thread; in the plan of the goal itself only that goal."""
    here = [doel for doel, rows in boek.per_doel.items() if doel in thread and rows[0]["plan"] == plan]
    if only in here:
        here = [only]
    return "\n".join(boek.describe(doel) for doel in here) or GEEN


def _explain(boek: Doelenboek, doel: str) -> str:
    """What became of a goal, a line per link of its own with the plan at the other end; that it stopped stays."""
    lines = []
    for rij in boek.lijn:
        if doel in (rij["van"], rij["naar"]) and rij["soort"]:
            other = rij["naar"] if rij["van"] == doel else rij["van"]
            rows = boek.per_doel.get(other, ())
            unknown = ("later plan" if rij["van"] == doel else "eerder plan") if other else ""
            plan = boek.boek.bronnen.labels.label("plan", rows[0]["plan"]) if rows else unknown
            where = f" ({plan})" if plan else ""
            lines.append(f"{rij['soort'].capitalize()}{where}: {rij['toelichting']}".removesuffix(": "))
    return "\n".join(dict.fromkeys(lines)) or GEEN


def _describe(rows: Sequence[Rijtekst]) -> str:
    counted = (rij for rij in rows if rij["activiteit"] and not rij.get("zie"))
    done = Counter(rij["voortgang"] or NIET_BEOORDEELD for rij in counted)
    total = sum(done.values())
    doel = rows[0]["doelstelling"].rstrip(".")
    number = f"{rows[0]['doelnummer']} " if rows[0]["doelnummer"] else ""
    if not total:
        return f"{number}{doel}"
    marks = " ".join(f"{SYMBOOL[naam]}{done[naam]}" for naam in VOORTGANG if done[naam])
    return f"{number}{doel} ({count_of(total, 'activiteit', 'activiteiten')}{': ' + marks if marks else ''})"


def _links(doelenlijn: Sequence[Mapping[str, str]], start: str, end: str) -> dict[str, list[str]]:
    links: dict[str, list[str]] = {}
    for rij in doelenlijn:
        if rij[start] and rij[end]:
            links.setdefault(rij[start], []).append(rij[end])
    return links


def _follow(doel: str, links: Mapping[str, Sequence[str]]) -> set[str]:
    """All goals that can be reached along the links."""
    found: set[str] = set()
    todo = [doel]
    while todo:
        for other in links.get(todo.pop(), ()):
            if other not in found:
                found.add(other)
                todo.append(other)
    return found


def _latest(rows: Sequence[Rijtekst]) -> list[Rijtekst]:
    """Per plan only the rows of its last peildatum."""
    last: dict[str, str] = {}
    for rij in rows:
        last[rij["plan"]] = max(last.get(rij["plan"], ""), rij["peildatum"])
    return [rij for rij in rows if rij["peildatum"] == last[rij["plan"]]]


ONDER = ("Indicator", "Uitwerking", "Stand van zaken")
"""What a plan tells in sentences: below the row, where more columns than `NAAST` would not fit beside each other."""
NAAST = 4


def make_actions(
    boek: Planboek, nummer: str, bijschrift: str, programma: str, rows: Sequence[Rijtekst]
) -> Tabel:
    """Table: the activities among the rows of a programme, and its goals without any, with all that the plan says.

    A column that is empty in the whole plan is left out, and a note says so.
    """
    columns: Mapping[str, Callable[[Rijtekst], str]] = {
        "Doel": _goal,
        "Actie": lambda rij: _action(boek, rij),
        "Trekker": lambda rij: "\n".join(split_parts(rij["trekker"])),
        "Rol": lambda rij: "\n".join(boek.bronnen.labels.label("rol", rol) for rol in list_roles(rij)),
        "Indicator": lambda rij: rij["indicator"],
        "Start": lambda rij: format_kwartaal(rij["aanvang"]),
        "Klaar": lambda rij: format_kwartaal(rij["gereed"]),
        "Uitwerking": lambda rij: rij["toelichting"],
        "Stand van zaken": lambda rij: rij["stand_van_zaken"],
        "Voortgang": lambda rij: boek.word(rij["voortgang"]) if rij["voortgang"] else "",
    }
    shown = {kop: tell for kop, tell in columns.items() if any(tell(rij) for rij in boek.rijen)}
    wide = len(shown) > NAAST
    source = boek.bronnen.select("activiteiten", boek.bronnen.jaar, programma=programma)
    return Tabel(
        nummer,
        bijschrift,
        tuple(Kolom(kop, "links", wide and kop in ONDER) for kop in shown),
        tuple(tuple(tell(rij) or GEEN for tell in shown.values()) for rij in rows),
        False,
        boek.bronnen.herkomst(source),
        join_notes(
            [
                note_absent([kop for kop in columns if kop not in shown]),
                VERWIJST_NOOT if any(rij.get("zie") for rij in rows) else "",
            ]
        ),
        voorbeeld=has_voorbeeld(source),
    )


def split_parts(text: str) -> list[str]:
    """What stands in a cell of a plan with / between it."""
    return [part.strip() for part in text.split("/") if part.strip()]


def list_roles(rij: Rijtekst) -> list[str]:
    """All roles that are responsible for an activity, the first one first."""
    return [rol for rol in (rij["rol"], *split_parts(rij.get("andere_rollen", ""))) if rol]


def _goal(rij: Rijtekst) -> str:
    return f"{rij['doelnummer']} {rij['doelstelling']}".strip()


def _action(boek: Planboek, rij: Rijtekst) -> str:
    """An activity, and where it is worked out when the plan refers to another place for it."""
    if not rij.get("zie"):
        return rij["activiteit"]
    target = next((row for row in boek.rijen if rij["zie"] in (row["sleutel"], row["doelsleutel"])), None)
    titel = boek.bronnen.labels.label("programma", target["programma"]) if target else rij["zie"]
    number = f" {target['doelnummer'].rstrip('.')}" if target and target["doelnummer"] else ""
    refers = f"Zie {titel}, doel{number}"
    return f"{rij['activiteit']} ({refers[:1].lower()}{refers[1:]})" if rij["activiteit"] else f"{refers}."
