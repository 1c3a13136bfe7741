"""Methods of a chapter that draw figures of the register."""

from collections.abc import Sequence

from sdreport.chapter.blocks.blocks import Figuur
from sdreport.chapter.blocks.figuren import figures, forms
from sdreport.chapter.blocks.figuren.combinaties import make_combinations
from sdreport.chapter.blocks.figuren.leeftijd import make_pyramid
from sdreport.chapter.blocks.figuren.spread import make_spread
from sdreport.chapter.blocks.figuren.toeval import make_chance
from sdreport.chapter.methods.basis import Basis, unless_empty


class Figuren(Basis):
    """Figures of numbers of the register; examples are dashed, and a hidden number is a word without a length."""

    @unless_empty
    def trend(self, naam: str, bijschrift: str, indicator: str, **waarden: str) -> Figuur:
        """Figure: one number over the years, with its change from last year in words.

        `waarden` names the value of every dimension of `indicator`: with two numbers in one year it is an error.

        >>> hoofdstuk.trend("bijstand", "Bijstand: aantal inwoners", "bijstand", regeling="totaal")
        """
        nummer = self._number("figuur", naam)
        return self._draw(figures.make_trend(self._bronnen, nummer, bijschrift, indicator, **waarden))

    @unless_empty
    def pyramid(self, naam: str, bijschrift: str, wet: str) -> Figuur:
        """Figure: clients of a law by age class and sex, from the indicator `clienten_leeftijd`.

        >>> hoofdstuk.pyramid("leeftijd", "Wmo: cliënten naar leeftijd en geslacht", wet="wmo")
        """
        return self._draw(make_pyramid(self._bronnen, self._number("figuur", naam), bijschrift, wet))

    @unless_empty
    def shares(self, naam: str, bijschrift: str, indicator: str, over: str, **waarden: str) -> Figuur:
        """Figure: a number over the values of the dimension `over`, beside last year's where these are known.

        The total is left out; the values stand in the order of the labels.

        >>> hoofdstuk.shares("verwijzers", "Aandeel van de verwijzers", "verwijzingen_aandeel", over="verwijzer")
        """
        nummer = self._number("figuur", naam)
        return self._draw(figures.make_shares(self._bronnen, nummer, bijschrift, indicator, over, **waarden))

    @unless_empty
    def estimates(self, naam: str, bijschrift: str, onderdeel: str) -> Figuur:
        """Figure: the estimates of a law or other part of the budget in euro, and what was spent in the end.

        The phases are those of the indicator `begroting`: before the year, after both revisions, and actual.

        >>> hoofdstuk.estimates("raming", "Wmo: raming en werkelijke kosten", onderdeel="wmo")
        """
        nummer = self._number("figuur", naam)
        return self._draw(figures.make_estimates(self._bronnen, nummer, bijschrift, onderdeel))

    @unless_empty
    def division(
        self, naam: str, bijschrift: str, indicator: str, over: str, delen: Sequence[str] = (), **waarden: str
    ) -> Figuur:
        """Figure: how an amount is divided over parts, largest first, each with its share of their sum.

        `delen` chooses values of the dimension `over`; without it all are shown but the total. When one of them is
        hidden there are no shares and no sum.

        >>> hoofdstuk.division("kosten", "Verdeling van de kosten", "kosten_verdeling", "deel", ["wmo", "jeugdwet"])
        """
        nummer = self._number("figuur", naam)
        return self._draw(
            forms.make_division(self._bronnen, nummer, bijschrift, indicator, over, delen, **waarden)
        )

    @unless_empty
    def beside(
        self,
        naam: str,
        bijschrift: str,
        indicatoren: Sequence[str],
        koppen: Sequence[str],
        over: str,
        **waarden: str,
    ) -> Figuur:
        """Figure: indicators beside each other, over the values of the dimension `over` that all of them have.

        `koppen` are the words for the indicators, in their order.

        >>> indicatoren = ["meerjarenbegroting", "meerjarenbegroting_werkelijk"]
        >>> hoofdstuk.beside("kosten", "Begroot en werkelijk", indicatoren, ["Begroot", "Werkelijk"], over="post")
        """
        nummer = self._number("figuur", naam)
        return self._draw(
            figures.make_beside(self._bronnen, nummer, bijschrift, indicatoren, koppen, over, **waarden)
        )

    @unless_empty
    def spread(
        self,
        naam: str,
        bijschrift: str,
        indicatoren: Sequence[str],
        over: str,
        nu: str = "",
        **waarden: str,
    ) -> Figuur:
        """Figure: intervals from low to high over the values of the dimension `over`.

        `indicatoren` are three: the low end, the middle and the high end; `nu` is the one that tells how it is in the
        year of the report. A value that lacks one of the three, or of which one is hidden, is not drawn. Of a dimension
        of municipalities `eigen` is that of the report.

        >>> indicatoren = ["risico_p5", "risico_verwacht", "risico_p95"]
        >>> hoofdstuk.spread("betaling", "Betaling per model", indicatoren, over="model", gemeente="eigen")
        """
        nummer = self._number("figuur", naam)
        return self._draw(make_spread(self._bronnen, nummer, bijschrift, indicatoren, over, nu, **waarden))

    @unless_empty
    def chance(
        self, naam: str, bijschrift: str, indicatoren: Sequence[str], over: str, **waarden: str
    ) -> Figuur:
        """Figure: numbers beside what chance alone would give, largest first, with the mean of all as a line.

        `indicatoren` are four: the value, both ends of what chance gives, and the count behind the value.

        >>> indicatoren = ["wijk_per_1000", "wijk_toeval_laag", "wijk_toeval_hoog", "clienten_wijk"]
        >>> hoofdstuk.chance("wijken", "Wmo: cliënten per 1.000 inwoners", indicatoren, over="wijk", wet="wmo")
        """
        nummer = self._number("figuur", naam)
        return self._draw(make_chance(self._bronnen, nummer, bijschrift, indicatoren, over, **waarden))

    @unless_empty
    def combinations(
        self, naam: str, bijschrift: str, indicator: str, over: str, dimensie: str, **waarden: str
    ) -> Figuur:
        """Figure: which values of `dimensie` go together, a dot for each and a bar for how many, largest first.

        A value of `over` names those that go together with hyphens between them: `wmo-jeugdwet`.

        >>> indicator = "stapeling_huishoudens"
        >>> hoofdstuk.combinations("stapeling", "Hulp uit meer wetten", indicator, over="combinatie", dimensie="wet")
        """
        nummer = self._number("figuur", naam)
        return self._draw(
            make_combinations(self._bronnen, nummer, bijschrift, indicator, over, dimensie, **waarden)
        )
