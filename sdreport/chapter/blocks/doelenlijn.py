"""The activities of a plan with all that it says of them, and the thread of its goals through other plans."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence, Set

from sdreport.chapter.blocks.blocks import GEEN, Kolom, Melding, Tabel, join_notes
from sdreport.chapter.blocks.lists import note_absent
from sdreport.chapter.blocks.plannen import SYMBOOL, Planboek
from sdreport.chapter.notation import count_of
from sdreport.chapter.sources import has_voorbeeld
from sdreport.plannen.activities import NIET_BEOORDEELD, VOORTGANG, format_kwartaal
from sdreport.plannen.rows import Rijtekst

NOOT = "Achter elk doel staat hoeveel activiteiten het had, en hoe ver die waren op de laatste peildatum."


def make_thread(
    boek: Planboek, doelenlijn: Sequence[Mapping[str, str]], nummer: str, bijschrift: str, programma: str
) -> Tabel | Melding:
    """Table: per goal of a programme a row, per plan a column with the goals that belong to its thread."""
    rows = _latest([*boek.eerder, *boek.rijen])
    plannen = sorted({rij["plan"] for rij in rows}, key=lambda plan: plan[-9:])
    per_doel: dict[str, list[Rijtekst]] = {}
    for rij in rows:
        if rij["doelsleutel"]:
            per_doel.setdefault(rij["doelsleutel"], []).append(rij)
    own = list(dict.fromkeys(rij["doelsleutel"] for rij in boek.rijen if rij["programma"] == programma))
    doelen = [doel for doel in own if doel]
    if not doelen:
        return Melding("info", bijschrift, "Bij dit programma staan geen doelen in het plan.")
    back, forward = _links(doelenlijn, "naar", "van"), _links(doelenlijn, "van", "naar")
    threads = [{doel, *_follow(doel, back), *_follow(doel, forward)} for doel in doelen]
    rijen = tuple(
        (*(_cell(plan, thread, per_doel, only=doel) for plan in plannen), _explain(thread, doel, doelenlijn))
        for doel, thread in zip(doelen, threads, strict=True)
    )
    kolommen = (
        *(Kolom(boek.bronnen.labels.label("plan", plan), "links") for plan in plannen),
        Kolom("Hoe het doel doorloopt", "links"),
    )
    source = boek.bronnen.select("doelen", boek.bronnen.jaar, programma=programma)
    return Tabel(nummer, bijschrift, kolommen, rijen, False, boek.bronnen.herkomst(source), NOOT)


def _cell(plan: str, thread: set[str], per_doel: Mapping[str, Sequence[Rijtekst]], only: str) -> str:
    """The goals of one plan in a thread; in the plan of the goal itself only that goal."""
    here = [doel for doel in per_doel if doel in thread and per_doel[doel][0]["plan"] == plan]
    if only in here:
        here = [only]
    return "\n".join(_describe(per_doel[doel]) for doel in here) or GEEN


def _explain(thread: Set[str], doel: str, doelenlijn: Sequence[Mapping[str, str]]) -> str:
    """What became of a goal along its thread, a line per link of the goal itself; that it stopped stays to be read."""
    own = [
        rij for rij in doelenlijn if doel in (rij["van"], rij["naar"]) and {rij["van"], rij["naar"]} & thread
    ]
    lines = (f"{rij['soort'].capitalize()}: {rij['toelichting']}" for rij in own if rij["soort"])
    return "\n".join(dict.fromkeys(line.removesuffix(": ") for line in lines)) or GEEN


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


VERWIJST = "Een actie die verwijst, is elders uitgewerkt en telt daar mee."


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
    source = boek.bronnen.select("activiteiten", boek.bronnen.jaar, programma=programma)
    return Tabel(
        nummer,
        bijschrift,
        tuple(Kolom(kop, "links") for kop in shown),
        tuple(tuple(tell(rij) or GEEN for tell in shown.values()) for rij in rows),
        False,
        boek.bronnen.herkomst(source),
        join_notes(
            [
                note_absent([kop for kop in columns if kop not in shown]),
                VERWIJST if any(rij.get("zie") for rij in rows) else "",
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
    number = f" {target['doelnummer']}" if target and target["doelnummer"] else ""
    refers = f"Zie {titel}, doel{number}"
    return f"{rij['activiteit']} ({refers[:1].lower()}{refers[1:]})" if rij["activiteit"] else f"{refers}."
