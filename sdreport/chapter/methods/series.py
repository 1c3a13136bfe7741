"""The method of a chapter that shows a part for each value that the data hold."""

from collections.abc import Sequence
from typing import Any

from sdreport.chapter.blocks.blocks import Blok, Kop, Tekst
from sdreport.chapter.blocks.figuren.koppen import join_names
from sdreport.chapter.layout.number import GENUMMERD, REEKS, find_soort
from sdreport.chapter.layout.series import TEKST, Onderdeel, Reeks, Reeksbron, choose_parts, make_reeks
from sdreport.chapter.methods.budgets import Overzichten
from sdreport.chapter.methods.figures import Figuren
from sdreport.chapter.methods.flows import Stroomfiguren
from sdreport.chapter.methods.forms import Figuurvormen
from sdreport.chapter.methods.plans import Plannen
from sdreport.chapter.methods.tables import Tabellen
from sdreport.chapter.methods.texts import Teksten
from sdreport.chapter.opbouw import Begeleiding
from sdreport.errors import ConfigurationError, suggest
from sdreport.safe.text import for_markdown


class Reeksen(Teksten, Figuren, Stroomfiguren, Figuurvormen, Tabellen, Overzichten, Plannen):
    """Series of parts in a chapter: one cell, however many programmes, laws or voorzieningen there are."""

    def per(
        self,
        dimensie: str,
        naam: str,
        bijschrift: str,
        toon: Sequence[str],
        kop: int = 3,
        uit: str = "",
        genoemd: bool | None = None,
        grootste: int = 0,
        **opties: Any,
    ) -> None:
        """Show the same for each value that the data hold of a dimension; one value more or less changes no notebook.

        `dimensie` is `programma` (those of the plan) or a dimension of the indicator `uit`, by default that of the
        figure. `toon` says what stands in a part, in order: `text`, `ambition`, and one method that makes a figure or
        table, which gets the value and all further options. A part has the name `<naam>-<value>` and the caption
        `<title>: <bijschrift>`; `kop` is the level of its heading, 0 for none.

        With `text`, a section of the toelichting stands with the part that it names, and the sections below it that no
        cell shows after that part; behind the last part stand other own sections, as with `own_texts`. With `genoemd`
        there are only the parts that a text names, in the order of texts; with `genoemd=False` all others. With
        `grootste` there are only so many, of which the numbers `uit` together are largest. Without `bijschrift` the
        title is the caption. What would show zeros only (a table, rates beside chance) is left out, and a sentence
        says so.

        >>> hoofdstuk.per("wet", "leeftijd", "cliënten naar leeftijd", ["pyramid"], uit="clienten_leeftijd")
        """
        reeks = make_reeks(dimensie, naam, bijschrift, toon, kop, uit, genoemd, grootste, **opties)
        soort = find_soort(reeks)
        teksten = self._opbouw.teksten.get(self._notebook, {})
        parts = self._reeksbron.list_parts(reeks)
        if not parts and genoemd is None:
            self._show(self._say_empty(bijschrift))
        for part in choose_parts(parts, reeks, soort, teksten):
            self._show_part(part, reeks, teksten.get(f"{soort} {part.naam}", Begeleiding()))
        if zero := self._reeksbron.list_zero(reeks):
            names = join_names([for_markdown(part.titel) for part in zero])
            self._show(
                Tekst(f"{bijschrift[:1].upper()}{bijschrift[1:]}: niets in {self._bronnen.jaar} bij {names}.")
            )
        if reeks.met_tekst:
            self._show_own(f"{REEKS} {naam}")

    def _show_part(self, part: Onderdeel, reeks: Reeks, texts: Begeleiding) -> None:
        if reeks.kop:
            self._show(Kop(reeks.kop, for_markdown(part.titel)))
        for stap in reeks.toon:
            for blok in self._take_step(stap, part, reeks, texts):
                self._show(blok)
        if reeks.met_tekst:
            for sectie in filter(self._secties.__contains__, texts.na):
                self._show(self._section(sectie))

    def _take_step(self, stap: str, part: Onderdeel, reeks: Reeks, texts: Begeleiding) -> list[Blok]:
        """What one word of `toon` shows of a part."""
        about = {reeks.dimensie: part.waarde}
        if stap == TEKST:
            return [self._section(sectie) for sectie in texts.voor if sectie in self._secties]
        if stap == "ambition":
            return [self.ambition(**about)]
        if stap not in GENUMMERD:
            hint = suggest(stap, [TEKST, "ambition", *GENUMMERD])
            raise ConfigurationError(f"per '{reeks.dimensie}' kan '{stap}' niet tonen. {hint}")
        make = getattr(self, stap)
        bijschrift = ": ".join(filter(None, (part.titel, reeks.bijschrift)))
        return [make(part.naam, bijschrift, **about, **reeks.opties)]

    @property
    def _reeksbron(self) -> Reeksbron:
        plannen = self._tabellen.get("plannen", ())
        programmas = [rij["programma"] for rij in plannen]
        bronnen = self._bronnen
        known = frozenset(self._rapport.indicatoren)
        return Reeksbron(bronnen.register, bronnen.labels, programmas, bronnen.bijnamen, known)
