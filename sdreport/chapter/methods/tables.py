"""Methods of a chapter that make tables, of the register and of published rows."""

from collections.abc import Sequence

from sdreport.chapter.blocks import tables
from sdreport.chapter.blocks.blocks import Melding, Tabel
from sdreport.chapter.blocks.lists import make_calendar, make_list
from sdreport.chapter.methods.basis import Basis, unless_empty


class Tabellen(Basis):
    """Tables of numbers of the register, and of rows that are published; examples have an asterisk."""

    @unless_empty
    def table(
        self,
        naam: str,
        bijschrift: str,
        indicatoren: Sequence[str],
        rows: str,
        koppen: Sequence[str] = (),
        uniek: bool = False,
        **waarden: str,
    ) -> Tabel:
        """Table: a column per indicator, a row per value of the dimension `rows`, the total last.

        `koppen` are the headers of the indicators; without it their units. `uniek` says that the total counts every
        person once, and the page tells so. One indicator alone has last year beside it, where most rows have that.

        >>> indicatoren = ["instroom_bijstand", "uitstroom_bijstand"]
        >>> hoofdstuk.table("stroom", "Bijstand per maand", indicatoren, rows="maand", koppen=["In", "Uit"])
        """
        nummer = self._number("tabel", naam)
        return tables.make_table(
            self._bronnen, nummer, bijschrift, indicatoren, rows, koppen, uniek, **waarden
        )

    @unless_empty
    def crosstab(
        self,
        naam: str,
        bijschrift: str,
        indicator: str,
        rows: str,
        columns: str,
        afronden: int = 1,
        **waarden: str,
    ) -> Tabel:
        """Table: one indicator over two of its dimensions, each with its total where there is one.

        With `afronden=10000` amounts stand in whole tens of thousands, and the page tells so.

        >>> hoofdstuk.crosstab("scholen", "Leerlingen", "leerlingen", rows="soort", columns="schooljaar")
        """
        nummer = self._number("tabel", naam)
        return tables.make_crosstab(
            self._bronnen, nummer, bijschrift, indicator, rows, columns, afronden, **waarden
        )

    @unless_empty
    def percelen(self, naam: str, bijschrift: str, onderdeel: str) -> Tabel:
        """Table: estimates and actual costs per perceel in euro, with the difference and whether it is V or N.

        >>> hoofdstuk.percelen("percelen", "Percelen Wmo: raming en werkelijke kosten", onderdeel="wmo")
        """
        return tables.make_percelen(self._bronnen, self._number("tabel", naam), bijschrift, onderdeel)

    def list(
        self,
        naam: str,
        bijschrift: str,
        dataset: str,
        kolommen: Sequence[str],
        koppen: Sequence[str] = (),
        **waarden: str,
    ) -> Tabel | Melding:
        """Table: the rows of a published extract that have these values; a notice when there are none.

        `kolommen` are columns of the extract, `koppen` their headers. A code is shown as its label, `bedrag|euro` as a
        number in that unit, `waarde|@eenheid` in the unit that the row itself names. A value `""` asks for rows in
        which that column is empty.

        >>> kolommen, koppen = ["omschrijving", "programma", "eenheid"], ["Indicator", "Speerpunt", "Eenheid"]
        >>> hoofdstuk.list("zonder", "Zonder meting", "doelindicatoren", kolommen, koppen, nulmeting="", waarde="")
        """
        nummer = self._number("tabel", naam)
        rows = self._rijen(dataset)
        if not rows:
            return self._say_empty(f"Tabel {nummer} – {bijschrift}")
        return make_list(self._bronnen, nummer, bijschrift, dataset, rows, kolommen, koppen, **waarden)

    def calendar(
        self, naam: str, bijschrift: str, dataset: str, moment: str, kolom: str, tekst: str
    ) -> Tabel | Melding:
        """Table: the rows of a published extract by when they are, a column for each value of another column.

        `moment`, `kolom` and `tekst` are columns of the extract: what makes the rows of the table, in order of time,
        its columns, and what stands in its cells as a list. What has no moment comes last.

        >>> hoofdstuk.calendar("kalender", "Besluiten per moment", "besluiten", "moment", "orgaan", "besluit")
        """
        nummer = self._number("tabel", naam)
        rows = self._rijen(dataset)
        if not rows:
            return self._say_empty(f"Tabel {nummer} – {bijschrift}")
        return make_calendar(self._bronnen, nummer, bijschrift, dataset, rows, moment, kolom, tekst)
