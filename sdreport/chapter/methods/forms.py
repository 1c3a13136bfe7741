"""Methods of a chapter that draw figures with a form of their own."""

from collections.abc import Sequence

from sdreport.chapter.blocks import forms
from sdreport.chapter.blocks.blocks import Figuur, Melding
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
    def panel(
        self, naam: str, bijschrift: str, indicator: str, over: str, **waarden: str
    ) -> Figuur | Melding:
        """Figure: small charts of a number over the years, one for each value of the dimension `over`.

        Only what may be seen of two years or more is drawn; a notice when there is none.

        >>> hoofdstuk.panel("verloop", "Bijstand: aantal inwoners per jaar", "bijstand", over="regeling")
        """
        nummer = self._number("figuur", naam)
        figuur = forms.make_panel(self._bronnen, nummer, bijschrift, indicator, over, **waarden)
        told = f"{bijschrift}: van eerdere jaren is niets gepubliceerd."
        return self._draw(figuur) if figuur else Melding("info", "Geen vergelijking", told)
