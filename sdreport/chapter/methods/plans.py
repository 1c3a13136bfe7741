"""Methods of a chapter that show a plan: its goals and activities, and how far they are."""

import functools
import re
from collections.abc import Mapping, Sequence

from sdreport.chapter.blocks import aandacht, plannen
from sdreport.chapter.blocks.blocks import Figuur, Melding, Tabel, Tekst
from sdreport.chapter.blocks.doelenlijn import Doelenboek, make_actions, make_stopped, make_thread
from sdreport.chapter.methods.basis import Basis
from sdreport.errors import ConfigurationError
from sdreport.plannen.rows import Rijtekst
from sdreport.safe.text import for_markdown

MARKDOWNNUMMER = re.compile(r"[1-9][0-9]{0,3}")
"""What can be the number of an item in a list."""


class Plannen(Basis):
    """The plan of a report (extract `plannen`), and what became of it at this peildatum.

    What is about one programme is best asked for all of them at once, with `per`.
    """

    def ambition(self, programma: str) -> Tekst:
        """The group, the ambition and the goals of a programme, as text; one goal that is the ambition is told once.

        >>> hoofdstuk.per("programma", "acties", "acties", ["ambition", "actions"])
        """
        about = next((rij for rij in self._tabel("programmas") if rij["programma"] == programma), None)
        if about is None:
            raise ConfigurationError(f"Het programma '{programma}' staat niet in data/programmas.csv.")
        rows = [rij for rij in self._plannen(programma) if rij["doelsleutel"]]
        doelen = list_goals({rij["doelstelling"]: rij["doelnummer"] for rij in rows})
        parts = [f"*Onderdeel van: {for_markdown(about['groep'])}*"] if about["groep"] else []
        ambitie = self._fill(about, "ambitie") if about["ambitie"] else ""
        if {rij["doelstelling"] for rij in rows} == {ambitie}:
            return Tekst("\n\n".join([*parts, f"**Ambitie en doel.** {for_markdown(ambitie)}"]))
        parts += [f"**Ambitie.** {for_markdown(ambitie)}"] if ambitie else []
        return Tekst("\n\n".join([*parts, f"**Doelen**\n\n{doelen}" if doelen else ""]).strip())

    def actions(self, naam: str, bijschrift: str, programma: str) -> Tabel:
        """Table: the activities of a programme, with goal, who, indicator, planning, what the plan says, and progress.

        A column that is empty in the whole plan is left out, with a line that says so.

        >>> hoofdstuk.per("programma", "acties", "acties in het jaar", ["actions"])
        """
        rows = self._plannen(programma)
        return make_actions(self._planboek, self._number("tabel", naam), bijschrift, programma, rows)

    def progress(self, naam: str, bijschrift: str) -> Figuur:
        """Figure: the activities of each programme by progress, each with a symbol beside its colour.

        >>> hoofdstuk.progress("voortgang", "Activiteiten per programma naar voortgang")
        """
        return self._draw(plannen.make_progress(self._planboek, self._number("figuur", naam), bijschrift))

    def planning(self, naam: str, bijschrift: str, programma: str) -> Figuur | Melding:
        """Figure: the quarters of the activities of a programme against the peildatum; a notice when none has any.

        >>> hoofdstuk.per("programma", "planning", "planning", ["planning"])
        """
        made = plannen.make_planning(self._planboek, self._number("figuur", naam), bijschrift, programma)
        return made if isinstance(made, Melding) else self._draw(made)

    def attention(self, naam: str, bijschrift: str, punten: Sequence[str]) -> Tabel | Melding:
        """Table: activities that have one of these points of attention; a notice when there are none.

        What every activity of the plan has is told once, below the table.

        `punten` are some of `start-te-laat`, `gereed-te-laat`, `knelpunten`, `zonder-indicator`, `zonder-trekker`,
        `zonder-rol` and `zonder-einde`.

        >>> hoofdstuk.attention("te-laat", "Activiteiten die te laat zijn", ["start-te-laat", "gereed-te-laat"])
        """
        return aandacht.make_attention(self._planboek, self._number("tabel", naam), bijschrift, punten)

    def changes(self, naam: str, bijschrift: str) -> Tabel | Melding:
        """Table: what changed since the previous peildatum of the same plan; a notice when nothing did.

        Where nothing was judged then, how many are judged for the first time is told below the table.

        >>> hoofdstuk.changes("veranderd", "Veranderd sinds de vorige peildatum")
        """
        return aandacht.make_changes(self._planboek, self._number("tabel", naam), bijschrift)

    def results(self, naam: str, bijschrift: str) -> Tabel | Melding:
        """Table: activities with an estimated financial result in euro, by law; a notice when none has one.

        >>> hoofdstuk.results("resultaat", "Geraamd resultaat per activiteit")
        """
        return plannen.make_results(self._planboek, self._number("tabel", naam), bijschrift)

    def thread(self, naam: str, bijschrift: str, programma: str) -> Tabel | Melding:
        """Table: the goals of a programme with the goals of other plans that they continue, or that continue them.

        >>> hoofdstuk.per("programma", "draad", "doelen door de jaren", ["thread"])
        """
        return make_thread(self._doelenboek, self._number("tabel", naam), bijschrift, programma)

    def stopped(self, naam: str, bijschrift: str) -> Tabel | Melding:
        """Table: the goals of this plan and earlier ones that no later plan has, with why; a notice when none stopped.

        >>> hoofdstuk.stopped("gestopt", "Doelen die in geen later plan staan")
        """
        return make_stopped(self._doelenboek, self._number("tabel", naam), bijschrift)

    @functools.cached_property
    def _doelenboek(self) -> Doelenboek:
        return Doelenboek(self._planboek, self._tabel("doelenlijn"), self._tabel("programmas"))

    def _plannen(self, programma: str) -> Sequence[Rijtekst]:
        rows = [rij for rij in self._planboek.rijen if rij["programma"] == programma]
        if not rows:
            raise ConfigurationError(f"Het extract plannen heeft geen programma '{programma}'.")
        return rows


def list_goals(goals: Mapping[str, str]) -> str:
    """The goals of a programme with their numbers in the plan, or numbered here where it gives none."""
    texts, numbers = [for_markdown(doel) for doel in goals], [number.rstrip(".") for number in goals.values()]
    if not any(numbers):
        numbers = [str(place) for place in range(1, len(goals) + 1)]
    first = int(numbers[0]) if numbers and MARKDOWNNUMMER.fullmatch(numbers[0]) else 0
    if numbers == [str(first + place) for place in range(len(numbers))]:
        return "\n".join(f"{number}. {doel}" for number, doel in zip(numbers, texts, strict=True))
    marked = [for_markdown(number) for number in numbers]
    return "\n".join(" ".join(filter(None, ("-", *both))) for both in zip(marked, texts, strict=True))
