"""Methods of a chapter that draw figures with a form of their own."""

from collections.abc import Sequence

from sdreport.chapter.blocks.blocks import Figuur
from sdreport.chapter.blocks.figuren import forms
from sdreport.chapter.blocks.figuren.stapels import make_stapels
from sdreport.chapter.blocks.figuren.verloop import make_panel
from sdreport.chapter.methods.basis import Basis, unless_empty


class Figuurvormen(Basis):
    """Figures of amounts on two sides, dots, parts of one bar, phases, groups and small charts."""

    @unless_empty
    def deviations(self, naam: str, bijschrift: str, onderdeel: str) -> Figuur:
        """Figure: what each post of a part of the budget had left (V, to the right) or was short of (N, to the left).

        >>> hoofdstuk.deviations("verschillen", "Wmo: verschil met de begroting per perceel", onderdeel="wmo")
        """
        nummer = self._number("figuur", naam)
        return self._draw(forms.make_deviations(self._bronnen, nummer, bijschrift, onderdeel))

    @unless_empty
    def dots(self, naam: str, bijschrift: str, indicator: str, over: str, **waarden: str) -> Figuur:
        """Figure: a dot for each value of the dimension `over`, largest first; many small ones together in words.

        >>> hoofdstuk.dots("soorten", "Bijzondere bijstand per soort", "bijzondere_bijstand", over="kostensoort")
        """
        nummer = self._number("figuur", naam)
        return self._draw(forms.make_dots(self._bronnen, nummer, bijschrift, indicator, over, **waarden))

    @unless_empty
    def stack(
        self, naam: str, bijschrift: str, indicator: str, over: str, delen: Sequence[str] = (), **waarden: str
    ) -> Figuur:
        """Figure: one bar of the parts of an amount, largest first, each with its amount in it.

        `delen` chooses values of the dimension `over`; without it all are shown but the total.

        >>> hoofdstuk.stack("kosten", "Verdeling van de kosten", "kosten_verdeling", "deel", ["wmo", "jeugdwet"])
        """
        nummer = self._number("figuur", naam)
        return self._draw(
            forms.make_stack(self._bronnen, nummer, bijschrift, indicator, over, delen, **waarden)
        )

    @unless_empty
    def stacked(
        self, naam: str, bijschrift: str, indicator: str, over: str, delen: str, **waarden: str
    ) -> Figuur:
        """Figure: a bar for each value of the dimension `over`, of the values of the dimension `delen`, largest first.

        What is below zero stands to the left of it. Behind a bar stands what its parts are together.

        >>> indicator = "activiteiten"
        >>> hoofdstuk.stacked("acties", "Acties naar stand van zaken", indicator, over="programma", delen="voortgang")
        """
        nummer = self._number("figuur", naam)
        return self._draw(make_stapels(self._bronnen, nummer, bijschrift, indicator, over, delen, **waarden))

    @unless_empty
    def phases(self, naam: str, bijschrift: str, onderdelen: Sequence[str]) -> Figuur:
        """Figure: the four phases of the budget of some of its parts, on one line each, in thousands of euros.

        >>> hoofdstuk.phases("raming", "Raming en werkelijke kosten", ["wmo", "jeugdwet"])
        """
        nummer = self._number("figuur", naam)
        return self._draw(forms.make_phases(self._bronnen, nummer, bijschrift, onderdelen))

    @unless_empty
    def groups(
        self, naam: str, bijschrift: str, indicator: str, over: str, reeks: str, **waarden: str
    ) -> Figuur:
        """Figure: bars of a number over the dimension `over`, in groups of the values of the dimension `reeks`.

        >>> hoofdstuk.groups("scholen", "Leerlingen per schooljaar", "leerlingen", over="soort", reeks="schooljaar")
        """
        nummer = self._number("figuur", naam)
        return self._draw(
            forms.make_groups(self._bronnen, nummer, bijschrift, indicator, over, reeks, **waarden)
        )

    @unless_empty
    def panel(self, naam: str, bijschrift: str, indicator: str, **waarden: str) -> Figuur:
        """Figure: small charts beside each other of numbers over the years, each on a scale of its own.

        They are the numbers that the parameters name (`verloop`). Without these they are those of `indicator`: the
        totals, and the largest of the rest. Only what may be seen of two years or more is drawn.

        >>> hoofdstuk.panel("verloop", "Aantal cliënten per jaar", "clienten")
        """
        nummer = self._number("figuur", naam)
        labels = {item.adres: item.label for item in self._rapport.verloop}
        return self._draw(make_panel(self._bronnen, nummer, bijschrift, indicator, labels, **waarden))
