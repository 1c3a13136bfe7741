"""Methods of a chapter that show published budget tables."""

from collections.abc import Sequence

from sdreport.chapter.blocks import overzichten
from sdreport.chapter.blocks.blocks import Figuur, Melding, Tabel
from sdreport.chapter.methods.basis import Basis
from sdreport.plannen.rows import Rijtekst


class Overzichten(Basis):
    """Budget tables of the extract `overzichten`, as printed and recomputed; amounts are in euro."""

    def amounts(self, naam: str, bijschrift: str, overzicht: str, rubriek: str = "") -> Tabel | Melding:
        """Table: a budget table as printed, posts by years, with a mark at each printed total that does not add up.

        `rubriek` is the header of a column with the group of each post; without it there is no such column.

        >>> hoofdstuk.amounts("begroting", "Meerjarenbegroting", "meerjarenbegroting")
        """
        nummer = self._number("tabel", naam)
        rows = self._list_overzicht(overzicht)
        if not rows:
            return self._say_empty(f"Tabel {nummer} – {bijschrift}")
        return overzichten.make_amounts(self._bronnen, rows, nummer, bijschrift, overzicht, rubriek)

    def differences(self, naam: str, bijschrift: str, overzicht: str) -> Tabel | Melding:
        """Table: the printed totals of a budget table that differ from their parts; a notice when all add up.

        >>> hoofdstuk.differences("verschillen", "Totalen die niet kloppen", "extra-middelen")
        """
        nummer = self._number("tabel", naam)
        rows = self._list_overzicht(overzicht)
        if not rows:
            return self._say_empty(f"Tabel {nummer} – {bijschrift}")
        return overzichten.make_differences(self._bronnen, rows, nummer, bijschrift, overzicht)

    def years(
        self, naam: str, bijschrift: str, overzicht: str, posten: Sequence[str] = ()
    ) -> Figuur | Melding:
        """Figure: bars per year for the posts of a budget table, those in `posten` or all that have an amount.

        >>> hoofdstuk.years("jaren", "Begroting per taakveld", "meerjarenbegroting")
        """
        nummer = self._number("figuur", naam)
        rows = self._list_overzicht(overzicht)
        if not rows:
            return self._say_empty(f"Figuur {nummer} – {bijschrift}")
        return self._draw(overzichten.make_years(self._bronnen, rows, nummer, bijschrift, overzicht, posten))

    def balance(
        self, naam: str, bijschrift: str, overzicht: str, posten: Sequence[str] = (), saldo: str = ""
    ) -> Figuur | Melding:
        """Figure: per year what comes in above zero and goes out below it, with the balance as a diamond.

        `posten` are the posts to show, or all that have an amount; `saldo` is the balance, or the total of the table.

        >>> hoofdstuk.balance("saldo", "Extra geld en besparingen", "extra-middelen")
        """
        nummer = self._number("figuur", naam)
        rows = self._list_overzicht(overzicht)
        if not rows:
            return self._say_empty(f"Figuur {nummer} – {bijschrift}")
        return self._draw(
            overzichten.make_balance(self._bronnen, rows, nummer, bijschrift, overzicht, posten, saldo)
        )

    def _list_overzicht(self, overzicht: str) -> list[Rijtekst]:
        """The rows of one budget table; none of one that was not delivered."""
        return [rij for rij in self._tabel("overzichten") if rij["overzicht"] == overzicht]
