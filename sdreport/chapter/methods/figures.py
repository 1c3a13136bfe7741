"""Methods of a chapter that draw figures of the register."""

from collections.abc import Sequence

from sdreport.chapter.blocks import figures
from sdreport.chapter.blocks.blocks import Figuur
from sdreport.chapter.blocks.spread import make_spread
from sdreport.chapter.methods.basis import Basis


class Figuren(Basis):
    """The figures of a chapter."""

    def trend(self, naam: str, bijschrift: str, indicator: str, **waarden: str) -> Figuur:
        """Figure: one number over the years."""
        return self._draw(
            figures.make_trend(self._bronnen, self._number("figuur", naam), bijschrift, indicator, **waarden)
        )

    def pyramid(self, naam: str, bijschrift: str, wet: str) -> Figuur:
        """Figure: clients of a law by age and sex."""
        return self._draw(figures.make_pyramid(self._bronnen, self._number("figuur", naam), bijschrift, wet))

    def shares(self, naam: str, bijschrift: str, indicator: str, over: str, **waarden: str) -> Figuur:
        """Figure: a number over the values of one dimension, this year and last year."""
        return self._draw(
            figures.make_shares(
                self._bronnen, self._number("figuur", naam), bijschrift, indicator, over, **waarden
            )
        )

    def estimates(self, naam: str, bijschrift: str, onderdeel: str) -> Figuur:
        """Figure: estimates against actual costs in four phases."""
        return self._draw(
            figures.make_estimates(self._bronnen, self._number("figuur", naam), bijschrift, onderdeel)
        )

    def division(
        self, naam: str, bijschrift: str, indicator: str, over: str, delen: Sequence[str] = (), **waarden: str
    ) -> Figuur:
        """Figure: how an amount is divided over parts."""
        return self._draw(
            figures.make_division(
                self._bronnen, self._number("figuur", naam), bijschrift, indicator, over, delen, **waarden
            )
        )

    def beside(
        self,
        naam: str,
        bijschrift: str,
        indicatoren: Sequence[str],
        koppen: Sequence[str],
        over: str,
        **waarden: str,
    ) -> Figuur:
        """Figure: two indicators beside each other, over the values of one dimension."""
        return self._draw(
            figures.make_beside(
                self._bronnen, self._number("figuur", naam), bijschrift, indicatoren, koppen, over, **waarden
            )
        )

    def spread(
        self, naam: str, bijschrift: str, indicatoren: Sequence[str], over: str, **waarden: str
    ) -> Figuur:
        """Figure: intervals from low to high over the values of one dimension, from three indicators."""
        return self._draw(
            make_spread(self._bronnen, self._number("figuur", naam), bijschrift, indicatoren, over, **waarden)
        )
