"""The thread of a goal: which earlier goals it continues and which later ones continue it, plan by plan."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set

from sdreport.chapter.blocks.blocks import Kolom, Melding, Tabel
from sdreport.chapter.blocks.plannen import SYMBOOL, Planboek
from sdreport.chapter.notation import count_of
from sdreport.plannen.activities import NIET_BEOORDEELD, VOORTGANG
from sdreport.plannen.rows import Rijtekst

GEEN = "–"
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
