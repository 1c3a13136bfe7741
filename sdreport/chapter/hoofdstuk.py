"""The chapter object: the one thing a notebook uses. Each method gives one block to show."""

from collections.abc import Callable
from typing import Any, Literal

from sdreport.chapter.blocks.blocks import Figuur, Melding, Tabel, Tekst
from sdreport.chapter.methods.budgets import Overzichten
from sdreport.chapter.methods.figures import Figuren
from sdreport.chapter.methods.plans import Plannen
from sdreport.chapter.methods.quality import Kwaliteit
from sdreport.chapter.methods.tables import Tabellen
from sdreport.chapter.methods.texts import Teksten
from sdreport.safe.text import for_markdown

PerProgramma = Literal["planning", "actions", "thread", "list"]


class Hoofdstuk(Teksten, Figuren, Tabellen, Overzichten, Plannen, Kwaliteit):
    """A chapter of a report: reads the work folder of its build, gives texts, figures and tables."""

    def per_programma(
        self, wat: PerProgramma, nummer: str, bijschrift: str, vanaf: int = 1, **opties: Any
    ) -> None:
        """Show one figure or table per programme of the plan, in their order, each under a heading of its own.

        `wat` is the method that makes it, `opties` what else it wants; numbers run on from `nummer`.`vanaf`, captions
        begin with the programme.
        """
        make: Callable[..., Figuur | Tabel | Melding] = getattr(self, wat)
        labels = self._bronnen.labels
        programmas = labels.sort("programma", [rij["programma"] for rij in self._tabel("plannen")])
        for place, programma in enumerate(programmas, vanaf):
            titel = labels.label("programma", programma)
            self._show(Tekst(f"### {for_markdown(titel)}"))
            self._show(make(f"{nummer}.{place}", f"{titel}: {bijschrift}", programma=programma, **opties))
