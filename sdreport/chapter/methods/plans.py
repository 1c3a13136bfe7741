"""Methods of a chapter that show a plan: its goals and activities, and how far they are."""

from collections.abc import Sequence

from sdreport.chapter.blocks import plannen
from sdreport.chapter.blocks.blocks import Figuur, Melding, Tabel, Tekst
from sdreport.chapter.blocks.doelenlijn import make_thread
from sdreport.chapter.methods.basis import Basis
from sdreport.errors import ConfigurationError
from sdreport.plannen.rows import Rijtekst
from sdreport.safe.text import for_markdown


class Plannen(Basis):
    """The plan of a chapter, and what became of it at this peildatum."""

    def ambition(self, programma: str) -> Tekst:
        """The group, the ambition and the goals of a programme, as text."""
        about = next((rij for rij in self._tabel("programmas") if rij["programma"] == programma), None)
        if about is None:
            raise ConfigurationError(f"Het programma '{programma}' staat niet in data/programmas.csv.")
        rows = {rij["doelsleutel"]: rij for rij in self._plannen(programma) if rij["doelsleutel"]}
        goals = (for_markdown(rij["doelstelling"]) for rij in rows.values())
        doelen = "\n".join(f"{number}. {doel}" for number, doel in enumerate(goals, 1))
        parts = [f"*Onderdeel van: {for_markdown(about['groep'])}*"] if about["groep"] else []
        parts += [f"**Ambitie.** {for_markdown(self._fill(about, 'ambitie'))}"] if about["ambitie"] else []
        return Tekst("\n\n".join([*parts, f"**Doelen**\n\n{doelen}" if doelen else ""]).strip())

    def actions(self, naam: str, bijschrift: str, programma: str) -> Tabel:
        """Table: the activities of a programme, with the goal they serve, state of affairs and progress."""
        rows = self._plannen(programma)
        return plannen.make_actions(self._planboek, self._number("tabel", naam), bijschrift, programma, rows)

    def progress(self, naam: str, bijschrift: str) -> Figuur:
        """Figure: activities per programme by progress."""
        return self._draw(plannen.make_progress(self._planboek, self._number("figuur", naam), bijschrift))

    def planning(self, naam: str, bijschrift: str, programma: str) -> Figuur | Melding:
        """Figure: the planning of a programme against the peildatum."""
        made = plannen.make_planning(self._planboek, self._number("figuur", naam), bijschrift, programma)
        return made if isinstance(made, Melding) else self._draw(made)

    def attention(self, naam: str, bijschrift: str, punten: Sequence[str]) -> Tabel | Melding:
        """Table: activities with one of these points of attention (see `sdreport.plannen.activities.AANDACHT`)."""
        return plannen.make_attention(self._planboek, self._number("tabel", naam), bijschrift, punten)

    def changes(self, naam: str, bijschrift: str) -> Tabel | Melding:
        """Table: what changed since the previous peildatum."""
        return plannen.make_changes(self._planboek, self._number("tabel", naam), bijschrift)

    def results(self, naam: str, bijschrift: str) -> Tabel | Melding:
        """Table: activities with an estimated financial result."""
        return plannen.make_results(self._planboek, self._number("tabel", naam), bijschrift)

    def thread(self, naam: str, bijschrift: str, programma: str) -> Tabel | Melding:
        """Table: the goals of a programme with the earlier and later goals of their thread."""
        return make_thread(
            self._planboek, self._tabel("doelenlijn"), self._number("tabel", naam), bijschrift, programma
        )

    def _plannen(self, programma: str) -> Sequence[Rijtekst]:
        rows = [rij for rij in self._planboek.rijen if rij["programma"] == programma]
        if not rows:
            raise ConfigurationError(f"Het extract plannen heeft geen programma '{programma}'.")
        return rows
