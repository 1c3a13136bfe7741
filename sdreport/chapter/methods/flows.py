"""Methods of a chapter that draw what comes and goes."""

from collections.abc import Sequence

from sdreport.chapter.blocks.blocks import Figuur
from sdreport.chapter.blocks.figuren import flows
from sdreport.chapter.methods.basis import Basis, unless_empty


class Stroomfiguren(Basis):
    """Figures of stock and flow, and of numbers over months."""

    @unless_empty
    def waterfall(
        self, naam: str, bijschrift: str, stappen: Sequence[str], koppen: Sequence[str], **waarden: str
    ) -> Figuur:
        """Figure: from a stock at the begin to that at the end, by what came (`+`) and what went (`-`).

        `stappen` are addresses, `koppen` their words. Braces take a value that is given: `stand.{wet}.begin`. A step
        with `?` behind it is left out where there is no such number.

        >>> stappen = ["stand.{wet}.begin", "+instroom.{wet}.totaal", "-uitstroom.{wet}.totaal", "stand.{wet}.einde"]
        >>> koppen = ["Begin", "Erbij", "Gestopt", "Einde"]
        >>> hoofdstuk.waterfall("stroom", "Wmo: van begin naar einde", stappen, koppen, wet="wmo")
        """
        nummer = self._number("figuur", naam)
        return self._draw(flows.make_waterfall(self._bronnen, nummer, bijschrift, stappen, koppen, **waarden))

    @unless_empty
    def lines(
        self,
        naam: str,
        bijschrift: str,
        indicatoren: Sequence[str],
        koppen: Sequence[str],
        over: str,
        anders: Sequence[str] = (),
        anders_over: str = "",
        **waarden: str,
    ) -> Figuur:
        """Figure: a line per indicator over the values of the dimension `over`, such as months; without the total.

        `anders` are indicators over the wider dimension `anders_over`, drawn when most of the others are hidden.

        >>> indicatoren, koppen = ["instroom", "uitstroom"], ["Begonnen", "Gestopt"]
        >>> hoofdstuk.lines("maanden", "Jeugdwet per maand", indicatoren, koppen, over="maand", wet="jeugdwet")
        """
        nummer = self._number("figuur", naam)
        return self._draw(
            flows.make_lines(
                self._bronnen, nummer, bijschrift, indicatoren, koppen, over, anders, anders_over, **waarden
            )
        )
