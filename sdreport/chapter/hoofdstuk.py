"""The chapter object: the one thing a notebook uses. Each method gives one block to show."""

import functools
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal

from IPython.display import display

from sdreport.chapter.blocks import figures as figuren
from sdreport.chapter.blocks import overzichten, plannen
from sdreport.chapter.blocks import tables as tabellen
from sdreport.chapter.blocks.blocks import Blok, Figuur, Kerncijfers, Kolom, Melding, Tabel, Tekst
from sdreport.chapter.blocks.borging import make_log, make_release
from sdreport.chapter.blocks.doelenlijn import make_thread
from sdreport.chapter.blocks.lists import make_list
from sdreport.chapter.blocks.spread import make_spread
from sdreport.chapter.charts.svg import convert_chart, register_fonts
from sdreport.chapter.notation import AFGESCHERMD, format_value
from sdreport.chapter.sources import AFGESCHERMD_NOOT, Bronnen
from sdreport.chapter.toelichting.text import Feiten, Sectie, read_secties
from sdreport.chapter.werkmap import WERKMAP_VARIABELE, Labels, Werkmap
from sdreport.errors import ConfigurationError
from sdreport.plannen.rows import Rijtekst
from sdreport.register.register import Rij
from sdreport.safe.text import for_markdown

PerProgramma = Literal["planning", "actions", "thread", "list"]


class Hoofdstuk:
    """A chapter of a report: reads the work folder of its build, gives texts, figures and tables."""

    def __init__(self, werkmap: Werkmap, notebook: str, jaar: int) -> None:
        """Open the chapter of `notebook` (its file name without ending) in a work folder."""
        self._rapport: Mapping[str, Any] = werkmap.read("rapport")
        if jaar != self._rapport["jaar"]:
            raise ConfigurationError(
                f"Notebook {notebook} is voor {jaar}, het rapport gaat over {self._rapport['jaar']}."
            )
        self._werkmap = werkmap
        register = werkmap.read_register()
        self._bronnen = Bronnen(
            register, Labels(werkmap.read("labels")), werkmap.huisstijl, self._rapport["bronnen"],
            self._rapport["eigen_gemeente"],
        )  # fmt: skip
        self._feiten = Feiten(register, self._rapport["gemeente"])
        self._secties = read_secties(werkmap.toelichting, notebook)

    def text(self, sectie: str) -> Tekst:
        """A section of the toelichting of this chapter, with its facts filled in."""
        if sectie not in self._secties:
            raise ConfigurationError(
                f"De toelichting heeft geen sectie '{sectie}'; er is: {', '.join(self._secties)}."
            )
        text = self._feiten.fill(self._secties[sectie]).strip()
        return Tekst(f"{text}\n\n*{AFGESCHERMD_NOOT}*" if AFGESCHERMD in text else text)

    def key_figures(self) -> Kerncijfers:
        """The key figures that the parameters name, each with its change from last year."""
        return Kerncijfers(
            tuple(self._card(item["label"], item["adres"]) for item in self._rapport["kerncijfers"])
        )

    def trend(self, nummer: str, bijschrift: str, indicator: str, **waarden: str) -> Figuur:
        """Figure: one number over the years."""
        return self._draw(figuren.make_trend(self._bronnen, nummer, bijschrift, indicator, **waarden))

    def pyramid(self, nummer: str, bijschrift: str, wet: str) -> Figuur:
        """Figure: clients of a law by age and sex."""
        return self._draw(figuren.make_pyramid(self._bronnen, nummer, bijschrift, wet))

    def shares(self, nummer: str, bijschrift: str, indicator: str, over: str, **waarden: str) -> Figuur:
        """Figure: a number over the values of one dimension, this year and last year."""
        return self._draw(figuren.make_shares(self._bronnen, nummer, bijschrift, indicator, over, **waarden))

    def estimates(self, nummer: str, bijschrift: str, onderdeel: str) -> Figuur:
        """Figure: estimates against actual costs in four phases."""
        return self._draw(figuren.make_estimates(self._bronnen, nummer, bijschrift, onderdeel))

    def division(
        self, nummer: str, bijschrift: str, indicator: str, over: str, delen: Sequence[str], **waarden: str
    ) -> Figuur:
        """Figure: how an amount is divided over parts."""
        return self._draw(
            figuren.make_division(self._bronnen, nummer, bijschrift, indicator, over, delen, **waarden)
        )

    def beside(
        self, nummer: str, bijschrift: str, reeksen: Mapping[str, str], over: str, **waarden: str
    ) -> Figuur:
        """Figure: two indicators beside each other, over the values of one dimension."""
        return self._draw(figuren.make_beside(self._bronnen, nummer, bijschrift, reeksen, over, **waarden))

    def spread(
        self, nummer: str, bijschrift: str, indicatoren: Sequence[str], over: str, **waarden: str
    ) -> Figuur:
        """Figure: intervals from low to high over the values of one dimension, from three indicators."""
        return self._draw(make_spread(self._bronnen, nummer, bijschrift, indicatoren, over, **waarden))

    def table(
        self,
        nummer: str,
        bijschrift: str,
        kolommen: Mapping[str, str],
        rows: str,
        uniek: bool = False,
        **waarden: str,
    ) -> Tabel:
        """Table: indicators as columns, the values of one dimension as rows."""
        return tabellen.make_table(self._bronnen, nummer, bijschrift, kolommen, rows, uniek, **waarden)

    def crosstab(
        self, nummer: str, bijschrift: str, indicator: str, rows: str, columns: str, **waarden: str
    ) -> Tabel:
        """Table: one indicator over two dimensions."""
        return tabellen.make_crosstab(self._bronnen, nummer, bijschrift, indicator, rows, columns, **waarden)

    def percelen(self, nummer: str, bijschrift: str, onderdeel: str) -> Tabel:
        """Table: estimates and actual costs per perceel with their difference."""
        return tabellen.make_percelen(self._bronnen, nummer, bijschrift, onderdeel)

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

    def actions(self, nummer: str, bijschrift: str, programma: str) -> Tabel:
        """Table: the activities of a programme, with the goal they serve, state of affairs and progress."""
        rows = self._plannen(programma)
        return plannen.make_actions(self._planboek, nummer, bijschrift, programma, rows)

    def progress(self, nummer: str, bijschrift: str) -> Figuur:
        """Figure: activities per programme by progress."""
        return self._draw(plannen.make_progress(self._planboek, nummer, bijschrift))

    def planning(self, nummer: str, bijschrift: str, programma: str) -> Figuur | Melding:
        """Figure: the planning of a programme against the peildatum."""
        made = plannen.make_planning(self._planboek, nummer, bijschrift, programma)
        return made if isinstance(made, Melding) else self._draw(made)

    def attention(self, nummer: str, bijschrift: str, punten: Sequence[str]) -> Tabel | Melding:
        """Table: activities with one of these points of attention (see `sdreport.plannen.activities.AANDACHT`)."""
        return plannen.make_attention(self._planboek, nummer, bijschrift, punten)

    def changes(self, nummer: str, bijschrift: str) -> Tabel | Melding:
        """Table: what changed since the previous peildatum."""
        return plannen.make_changes(self._planboek, nummer, bijschrift)

    def results(self, nummer: str, bijschrift: str) -> Tabel | Melding:
        """Table: activities with an estimated financial result."""
        return plannen.make_results(self._planboek, nummer, bijschrift)

    def thread(self, nummer: str, bijschrift: str, programma: str) -> Tabel | Melding:
        """Table: the goals of a programme with the earlier and later goals of their thread."""
        return make_thread(self._planboek, self._tabel("doelenlijn"), nummer, bijschrift, programma)

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
            _show(Tekst(f"### {for_markdown(titel)}"))
            _show(make(f"{nummer}.{place}", f"{titel}: {bijschrift}", programma=programma, **opties))

    def list(
        self, nummer: str, bijschrift: str, dataset: str, kolommen: Mapping[str, str], **waarden: str
    ) -> Tabel | Melding:
        """Table: published rows of a dataset, column by column (see `lijsten.make_list`)."""
        return make_list(
            self._bronnen, nummer, bijschrift, dataset, self._rijen(dataset), kolommen, **waarden
        )

    def amounts(self, nummer: str, bijschrift: str, overzicht: str, rubriek: str = "") -> Tabel:
        """Table: a published budget table, post by year, with a mark at printed totals that do not add up."""
        rows = self._tabel("overzichten")
        return overzichten.make_amounts(self._bronnen, rows, nummer, bijschrift, overzicht, rubriek)

    def differences(self, nummer: str, bijschrift: str, overzicht: str) -> Tabel | Melding:
        """Table: the printed totals of a budget table that differ from the sum of their parts."""
        rows = self._tabel("overzichten")
        return overzichten.make_differences(self._bronnen, rows, nummer, bijschrift, overzicht)

    def years(
        self, nummer: str, bijschrift: str, indicator: str, over: str, delen: Sequence[str], **waarden: str
    ) -> Figuur:
        """Figure: bars per year for some values of a dimension."""
        return self._draw(
            overzichten.make_years(self._bronnen, nummer, bijschrift, indicator, over, delen, **waarden)
        )

    def balance(
        self,
        nummer: str,
        bijschrift: str,
        indicator: str,
        over: str,
        delen: Sequence[str],
        saldo: str,
        **waarden: str,
    ) -> Figuur:
        """Figure: per year what comes in and goes out, with the balance."""
        return self._draw(
            overzichten.make_balance(
                self._bronnen, nummer, bijschrift, indicator, over, delen, saldo, **waarden
            )
        )

    def quality_verdict(self) -> Melding:
        """The verdict of the gate on the extracts of this report."""
        oordeel = self._werkmap.read("kwaliteit")["oordeel"]
        niveau = {"goed": "info", "met opmerkingen": "waarschuwing", "niet getoetst": "waarschuwing"}.get(
            oordeel, "kritiek"
        )
        uitleg = {
            "goed": "Alle extracten voldoen aan alle regels.",
            "niet getoetst": "De regels zijn nog niet getoetst. Bouw het rapport om dat te doen.",
            "met opmerkingen": "Geen enkele bevinding houdt publicatie tegen. De opmerkingen staan hieronder.",
        }.get(
            oordeel,
            "Er zijn kritieke bevindingen. Dit rapport is een concept en mag niet worden gepubliceerd.",
        )
        return Melding(niveau, f"Oordeel: {oordeel}", uitleg)

    def quality_table(
        self, nummer: str, bijschrift: str, deel: str, kolommen: Mapping[str, str]
    ) -> Tabel | Melding:
        """Table of a part of the quality report: `kolommen` maps a header to a field, or to a text with `{field}`s."""
        rows = self._werkmap.read("kwaliteit")[deel]
        if not rows:
            return Melding("info", bijschrift, "Er zijn er geen.")
        cells = tuple(tuple(_quality_cell(row, field) for field in kolommen.values()) for row in rows)
        heads = tuple(
            Kolom(kop, "rechts" if isinstance(rows[0].get(field), (int, float)) else "links")
            for kop, field in kolommen.items()
        )
        return Tabel(nummer, bijschrift, heads, cells, False, ())

    def sign_off(self, nummer: str, bijschrift: str) -> Tabel | Melding:
        """Table: the log of assumptions and decisions, below a notice of how far the report is released."""
        kwaliteit = self._werkmap.read("kwaliteit")
        _show(make_release(kwaliteit["vrijgave"]))
        return make_log(kwaliteit["logboek"], nummer, bijschrift)

    def _draw(self, figuur: Figuur) -> Figuur:
        """Draw the chart at once in a notebook that is run by hand; a build draws all charts afterwards."""
        if WERKMAP_VARIABELE in os.environ:
            return figuur
        register_fonts(self._bronnen.stijl)
        return replace(figuur, svg=convert_chart(figuur.vega))

    def _card(self, label: str, adres: str) -> dict[str, str]:
        rij = self._bronnen.register.get(adres)
        indicator, _, rest = adres.partition(".")
        groei = f"{indicator}_groei" + (f".{rest}" if rest else "")
        known = {row.jaar for row in self._bronnen.register.select(indicator)} - {self._bronnen.jaar}
        change = f"geen cijfer over {self._bronnen.jaar - 1}" if known else ""
        if self._bronnen.register.has(groei, self._bronnen.jaar):
            change = self._describe_growth(self._bronnen.register.get(groei))
        return {
            "label": label,
            "waarde": format_value(rij.waarde, rij.eenheid),
            "verandering": change,
            "anker": "",
        }

    def _describe_growth(self, rij: Rij) -> str:
        if rij.waarde is None:
            return f"verschil met {self._bronnen.jaar - 1} {AFGESCHERMD}"
        text = format_value(round(abs(rij.waarde), 1), "%")
        word = "gelijk aan" if text == "0%" else f"{text} {'meer' if rij.waarde > 0 else 'minder'} dan in"
        return f"{word} {self._bronnen.jaar - 1}{' (voorbeeld)' if rij.status == 'voorbeeld' else ''}"

    @functools.cached_property
    def _tabellen(self) -> Mapping[str, Sequence[Rijtekst]]:
        tables: Mapping[str, Sequence[Rijtekst]] = self._werkmap.read("tabellen")
        return tables

    def _tabel(self, naam: str) -> Sequence[Rijtekst]:
        if naam not in self._tabellen:
            raise ConfigurationError(f"Dit rapport heeft geen extract '{naam}' met rijen om te tonen.")
        return self._tabellen[naam]

    @functools.cached_property
    def _planboek(self) -> plannen.Planboek:
        eerder = self._rijen("eerder.plannen") if "eerder.plannen" in self._tabellen else ()
        return plannen.Planboek(self._bronnen, self._rijen("plannen"), eerder)

    def _rijen(self, naam: str) -> Sequence[Rijtekst]:
        """The rows of a published table with the facts in their texts filled in."""
        return [
            {kolom: self._fill(rij, kolom) if "{{" in tekst else tekst for kolom, tekst in rij.items()}
            for rij in self._tabel(naam)
        ]

    def _plannen(self, programma: str) -> Sequence[Rijtekst]:
        rows = [rij for rij in self._planboek.rijen if rij["programma"] == programma]
        if not rows:
            raise ConfigurationError(f"Het extract plannen heeft geen programma '{programma}'.")
        return rows

    def _fill(self, rij: Rijtekst, kolom: str) -> str:
        """A text of a published row with its facts filled in; digits are the words of the plan itself."""
        sectie = Sectie(kolom, rij[kolom], rij.get("bestand", ""), int(rij["regel"]))
        return self._feiten.fill(sectie, getypt=True)


def _show(blok: Blok) -> None:
    """Show a block in a cell that shows several."""
    display(blok)  # type: ignore[no-untyped-call]  # IPython gives it no types


def _quality_cell(row: Mapping[str, Any], field: str) -> str:
    if "{" in field:
        return field.format_map(row)
    value = row[field]
    return format_value(float(value), "") if isinstance(value, (int, float)) else str(value)
