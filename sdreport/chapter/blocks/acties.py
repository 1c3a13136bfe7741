"""The activities of a programme as the plan gives them: who, when, how far, and what it says of them."""

from collections.abc import Callable, Mapping, Sequence

from sdreport.chapter.blocks.blocks import Kolom, Tabel, join_notes
from sdreport.chapter.blocks.lists import note_absent
from sdreport.chapter.blocks.plannen import GEEN, Planboek
from sdreport.chapter.sources import has_voorbeeld
from sdreport.plannen.activities import format_kwartaal
from sdreport.plannen.rows import Rijtekst

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
