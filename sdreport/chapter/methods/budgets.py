"""Methods of a chapter that show published budget tables."""

from collections.abc import Sequence

from sdreport.chapter.blocks import overzichten
from sdreport.chapter.blocks.blocks import Figuur, Melding, Tabel
from sdreport.chapter.methods.basis import Basis


class Overzichten(Basis):
    """The budget tables of a chapter, as printed and recomputed."""

    def amounts(self, naam: str, bijschrift: str, overzicht: str, rubriek: str = "") -> Tabel:
        """Table: a published budget table, post by year, with a mark at printed totals that do not add up."""
        rows = self._tabel("overzichten")
        return overzichten.make_amounts(
            self._bronnen, rows, self._number("tabel", naam), bijschrift, overzicht, rubriek
        )

    def differences(self, naam: str, bijschrift: str, overzicht: str) -> Tabel | Melding:
        """Table: the printed totals of a budget table that differ from the sum of their parts."""
        rows = self._tabel("overzichten")
        return overzichten.make_differences(
            self._bronnen, rows, self._number("tabel", naam), bijschrift, overzicht
        )

    def years(
        self, naam: str, bijschrift: str, indicator: str, over: str, delen: Sequence[str], **waarden: str
    ) -> Figuur:
        """Figure: bars per year for some values of a dimension."""
        return self._draw(
            overzichten.make_years(
                self._bronnen, self._number("figuur", naam), bijschrift, indicator, over, delen, **waarden
            )
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
        """Figure: per year what comes in and goes out, with the balance."""
        return self._draw(
            overzichten.make_balance(
                self._bronnen,
                self._number("figuur", naam),
                bijschrift,
                indicator,
                over,
                delen,
                saldo,
                **waarden,
            )
        )
