"""What every method of a chapter works with: the sources of its work folder, and how a block is shown."""

import functools
import inspect
import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import ParamSpec, TypeVar

from IPython.display import display

from sdreport.chapter.blocks.blocks import Blok, Figuur, Melding
from sdreport.chapter.blocks.plannen import Planboek
from sdreport.chapter.charts.svg import convert_chart, register_fonts
from sdreport.chapter.layout.number import GENUMMERD
from sdreport.chapter.opbouw import KOP_VAN_FIGUUR, Soort
from sdreport.chapter.sources import GEEN_GEGEVENS, Hoofdstukbronnen
from sdreport.chapter.toelichting.text import STERRETJE, Feiten, Sectie, read_secties
from sdreport.chapter.werkmap import WERKMAP_VARIABELE, Werkmap
from sdreport.errors import ConfigurationError, Fault
from sdreport.plannen.rows import Rijtekst
from sdreport.project.huisstijl import load_huisstijl

LEEG = ("Geen gegevens", GEEN_GEGEVENS)
NOG_LEEG = {"panel": ("Nog één jaar", "dit is te zien vanaf het tweede jaar met cijfers.")}
"""What is said of a figure over years, which comes with the second one."""
LANGSTE_KOP = 120
OPMAAK = re.compile(r"[\[\]`]|\*\*|^[#>*-]")
Getoond = TypeVar("Getoond", bound=Blok)
Rest = ParamSpec("Rest")


def unless_empty(method: Callable[Rest, Getoond]) -> Callable[Rest, Getoond | Melding]:
    """Show a notice in the place of a figure or table (`self, naam, bijschrift, ...`) that has no data in a report."""

    @functools.wraps(method)
    def show(*args: Rest.args, **kwargs: Rest.kwargs) -> Getoond | Melding:
        asked = inspect.signature(method).bind(*args, **kwargs).arguments
        hoofdstuk: Basis = asked["self"]
        if hoofdstuk._is_empty(method.__name__, asked["naam"]):
            return hoofdstuk._say_empty(asked["bijschrift"], method.__name__)
        return method(*args, **kwargs)

    return show


class Basis:
    """A chapter of a report with what it reads from the work folder of its build; it shows nothing by itself."""

    def __init__(self, werkmap: Werkmap, notebook: str, jaar: int) -> None:
        """Open the chapter of `notebook` (its file name without ending) in a work folder."""
        self._rapport = werkmap.read_rapport()
        if jaar != self._rapport.jaar:
            raise ConfigurationError(
                f"Notebook {notebook} is voor {jaar}, het rapport gaat over {self._rapport.jaar}."
            )
        self._werkmap = werkmap
        register = werkmap.read_register(jaar)
        self._bronnen = Hoofdstukbronnen(
            register,
            werkmap.read_labels(),
            load_huisstijl(self._rapport.huisstijl),
            self._rapport.bronnen,
            self._rapport.bijnamen,
            self._rapport.voorbeeldjaren,
            self._rapport.nullen,
        )
        self._opbouw = werkmap.read_opbouw()
        self._feiten = Feiten(register, self._rapport.gemeente, self._opbouw)
        self._notebook = notebook
        self._secties = self._feiten.keep(read_secties(self._rapport.toelichting, notebook))

    def _number(self, soort: Soort, naam: str) -> str:
        """The number of a figure or table that a method shows."""
        try:
            return self._opbouw.find_number(soort, naam)
        except ConfigurationError as error:
            raise ConfigurationError(
                f"{error} Een nieuwe {soort} krijgt een nummer als haar aanroep op zichzelf in een cel staat en het "
                "notebook is bewaard: open het hoofdstuk dan opnieuw."
            ) from None

    def _is_empty(self, methode: str, naam: str) -> bool:
        """Whether the report has no data for a figure or table, so that it has no number either."""
        return f"{GENUMMERD[methode]} {naam}" in self._opbouw.leeg

    def _say_empty(self, bijschrift: str, methode: str = "") -> Melding:
        """What stands in the place of a figure or table without data."""
        titel, why = NOG_LEEG.get(methode, LEEG)
        return Melding("info", titel, f"{bijschrift[:1].upper()}{bijschrift[1:]}: {why}")

    def _draw(self, figuur: Figuur) -> Figuur:
        """Give a figure its title, and draw it in a notebook that is run by hand; a build draws all afterwards."""
        title = self._title(self._opbouw.find_name("figuur", figuur.nummer) or "")
        figuur = replace(figuur, kop=title or figuur.kop)
        if WERKMAP_VARIABELE in os.environ or not figuur.vega:
            return figuur
        register_fonts(self._bronnen.stijl)
        return replace(figuur, svg=convert_chart(figuur.vega))

    def _title(self, naam: str) -> str:
        """What the toelichting says that a figure shows; nothing when it says so of a number that is hidden."""
        sectie = self._secties.get(f"{KOP_VAN_FIGUUR}{naam}")
        if sectie is None or any(True for _ in self._feiten.find_hidden(sectie.tekst)):
            return ""
        title = self._feiten.fill(sectie).strip().replace(STERRETJE, "*")
        if "\n" in title or len(title) > LANGSTE_KOP or OPMAAK.search(title):
            what = f"de kop van een figuur is één regel zonder opmaak, van ten hoogste {LANGSTE_KOP} tekens."
            raise ConfigurationError(Fault(what, sectie.bestand, lines=(sectie.regelnummer,)))
        return title

    def _show(self, blok: Blok) -> None:
        """Show a block in a cell that shows several."""
        display(blok)  # type: ignore[no-untyped-call]  # IPython gives it no types

    @functools.cached_property
    def _tabellen(self) -> Mapping[str, Sequence[Rijtekst]]:
        return self._werkmap.read_tabellen()

    def _tabel(self, naam: str) -> Sequence[Rijtekst]:
        if naam not in self._tabellen:
            raise ConfigurationError(f"Dit rapport heeft geen extract '{naam}' met rijen om te tonen.")
        return self._tabellen[naam]

    @functools.cached_property
    def _planboek(self) -> Planboek:
        eerder = self._rijen("eerder.plannen") if "eerder.plannen" in self._tabellen else ()
        return Planboek(self._bronnen, self._rijen("plannen"), eerder)

    def _rijen(self, naam: str) -> Sequence[Rijtekst]:
        """The rows of a published table with the facts in their texts filled in."""
        return [
            {kolom: self._fill(rij, kolom) if "{{" in tekst else tekst for kolom, tekst in rij.items()}
            for rij in self._tabel(naam)
        ]

    def _fill(self, rij: Rijtekst, kolom: str) -> str:
        """A text of a published row with its facts filled in; digits are the words of the plan itself."""
        sectie = Sectie(kolom, rij[kolom], rij.get("bestand", ""), int(rij["regelnummer"]))
        return self._feiten.fill(sectie, getypt=True).replace(STERRETJE, "*")
