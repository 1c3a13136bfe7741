"""The chapter object: the one thing a notebook uses. Each method gives one block to show."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sdreport.chapter import figuren, tabellen
from sdreport.chapter.blokken import Figuur, Kerncijfers, Kolom, Melding, Tabel, Tekst
from sdreport.chapter.bronnen import Bronnen
from sdreport.chapter.grafiek_svg import convert_chart, register_fonts
from sdreport.chapter.opmaak import format_value
from sdreport.chapter.tekst import Feiten, Sectie, read_toelichting
from sdreport.chapter.werkmap import WERKMAP_VARIABELE, Labels, Werkmap
from sdreport.errors import ConfigurationError


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
            register, Labels(werkmap.read("labels")), werkmap.huisstijl, self._rapport["bronnen"]
        )
        self._feiten = Feiten(register, self._rapport["gemeente"])
        self._secties = read_toelichting(werkmap.toelichting / f"{notebook}.md")

    def text(self, sectie: str) -> Tekst:
        """A section of the toelichting of this chapter, with its facts filled in."""
        if sectie not in self._secties:
            raise ConfigurationError(
                f"De toelichting heeft geen sectie '{sectie}'; er is: {', '.join(self._secties)}."
            )
        return Tekst(self._feiten.fill(self._secties[sectie]).strip())

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

    def ambition(self, speerpunt: str) -> Tekst:
        """The pillar, the ambition and the goals of a speerpunt, as text."""
        pijler = self._bronnen.labels.label("pijler", self._speerpunten(speerpunt)[0]["pijler"])
        ambitie = " ".join(self._speerpunt_texts(speerpunt, "ambitie"))
        doelen = "\n".join(
            f"{number}. {doel}" for number, doel in enumerate(self._speerpunt_texts(speerpunt, "doel"), 1)
        )
        return Tekst(f"**Pijler.** {pijler}\n\n**Ambitie.** {ambitie}\n\n**Beleidsdoelen**\n\n{doelen}")

    def actions(self, nummer: str, bijschrift: str, speerpunt: str) -> Tabel:
        """Table: the actions of the year for a speerpunt, with the goal they serve and their status."""
        acties = [row for row in self._speerpunten(speerpunt) if row["soort"] == "actie"]
        teksten = self._speerpunt_texts(speerpunt, "actie")
        rijen = tuple(
            (tekst, row["doel"] or "–", row["status"]) for row, tekst in zip(acties, teksten, strict=True)
        )
        kolommen = (Kolom("Actie", "links"), Kolom("Doel"), Kolom("Stand van zaken", "links"))
        herkomst = self._bronnen.herkomst(self._bronnen.select("speerpunt_acties", speerpunt=speerpunt))
        return Tabel(nummer, bijschrift, kolommen, rijen, False, herkomst)

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
            Kolom(kop, "rechts" if isinstance(rows[0].get(field), int) else "links")
            for kop, field in kolommen.items()
        )
        return Tabel(nummer, bijschrift, heads, cells, False, ())

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
        change = f"geen cijfer over {self._bronnen.jaar - 1}"
        if self._bronnen.register.has(groei, self._bronnen.jaar):
            row = self._bronnen.register.get(groei)
            text = format_value(round(abs(row.waarde or 0), 1), "%")
            word = (
                "gelijk aan"
                if text == "0%"
                else f"{text} {'meer' if (row.waarde or 0) > 0 else 'minder'} dan in"
            )
            change = f"{word} {self._bronnen.jaar - 1}" + (
                " (voorbeeld)" if row.status == "voorbeeld" else ""
            )
        return {
            "label": label,
            "waarde": format_value(rij.waarde, rij.eenheid),
            "verandering": change,
            "anker": "",
        }

    def _speerpunten(self, speerpunt: str) -> list[dict[str, str]]:
        rows = [row for row in self._werkmap.read("speerpunten") if row["speerpunt"] == speerpunt]
        if not rows:
            raise ConfigurationError(f"Het extract speerpunten heeft geen speerpunt '{speerpunt}'.")
        return rows

    def _speerpunt_texts(self, speerpunt: str, soort: str) -> list[str]:
        return [
            self._feiten.fill(Sectie(speerpunt, row["tekst"], row["bestand"], int(row["regel"])))
            for row in self._speerpunten(speerpunt)
            if row["soort"] == soort
        ]


def _quality_cell(row: Mapping[str, Any], field: str) -> str:
    if "{" in field:
        return field.format_map(row)
    value = row[field]
    return format_value(float(value), "") if isinstance(value, int) else str(value)
