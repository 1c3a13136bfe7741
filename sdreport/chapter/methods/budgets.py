"""Methods of a chapter that show published budget tables."""

from collections.abc import Sequence

from sdreport.chapter.blocks import overzichten
from sdreport.chapter.blocks.blocks import Figuur, Melding, Tabel
from sdreport.chapter.methods.basis import Basis


class Overzichten(Basis):
    """Budget tables of the extract `overzichten`, as printed and recomputed; amounts are in euro."""

    def amounts(self, naam: str, bijschrift: str, overzicht: str, rubriek: str = "") -> Tabel:
        """Table: a budget table as printed, posts by years, with a mark at each printed total that does not add up.

        `rubriek` is the header of a column with the group of each post; without it there is no such column.

        >>> hoofdstuk.amounts("begroting", "Meerjarenbegroting", "meerjarenbegroting")
        """
        rows = self._tabel("overzichten")
        nummer = self._number("tabel", naam)
        return overzichten.make_amounts(self._bronnen, rows, nummer, bijschrift, overzicht, rubriek)

    def differences(self, naam: str, bijschrift: str, overzicht: str) -> Tabel | Melding:
        """Table: the printed totals of a budget table that differ from their parts; a notice when all add up.

        >>> hoofdstuk.differences("verschillen", "Totalen die niet kloppen", "extra-middelen")
        """
        rows = self._tabel("overzichten")
        nummer = self._number("tabel", naam)
        return overzichten.make_differences(self._bronnen, rows, nummer, bijschrift, overzicht)

    def years(
        self, naam: str, bijschrift: str, indicator: str, over: str, delen: Sequence[str], **waarden: str
    ) -> Figuur:
        """Figure: bars per year for some values of the dimension `over`, in the order of `delen`.

        >>> delen = ["onderwijs", "volksgezondheid"]
        >>> hoofdstuk.years("jaren", "Begroting", "overzicht", "post", delen, overzicht="meerjarenbegroting")
        """
        nummer = self._number("figuur", naam)
        return self._draw(
            overzichten.make_years(self._bronnen, nummer, bijschrift, indicator, over, delen, **waarden)
        )

    def balance(
        self,
        naam: str,
        bijschrift: str,
        indicator: str,
        over: str,
        delen: Sequence[str],
        saldo: str,
        **waarden: str,
    ) -> Figuur:
        """Figure: per year what comes in above zero and goes out below it, with the balance as a diamond.

        `delen` and `saldo` are values of the dimension `over`; the years are those that have a balance.

        >>> delen = ["subtotaal", "eerdere-stelposten"]
        >>> hoofdstuk.balance("saldo", "Saldo", "overzicht", "post", delen, "saldo", overzicht="extra-middelen")
        """
        nummer = self._number("figuur", naam)
        return self._draw(
            overzichten.make_balance(
                self._bronnen, nummer, bijschrift, indicator, over, delen, saldo, **waarden
            )
        )
