"""Methods of a chapter that say on one page what matters, each number linked to its place."""

from sdreport.chapter.blocks import oogopslag
from sdreport.chapter.blocks.blocks import Tekst
from sdreport.chapter.methods.basis import Basis


class Oogopslag(Basis):
    """The page that stands before the chapters; a place (`figuur raming`) that a report lacks gives no link.

    Of several places, with commas, the first that there is.
    """

    def glance_laws(self, personen: str, kosten: str) -> Tekst:
        """Per law one line: persons and their change from last year, costs, and the difference with the budget.

        >>> hoofdstuk.glance_laws("tabel {wet}-voorzieningen", "figuur raming")
        """
        return oogopslag.tell_laws(self._bronnen, self._opbouw, personen, kosten)

    def glance_result(self, plek: str) -> Tekst:
        """The difference with the budget of each law, and of all together.

        >>> hoofdstuk.glance_result("figuur raming")
        """
        return oogopslag.tell_result(self._bronnen, self._opbouw, plek)

    def glance_differences(self, aantal: int, plek: str) -> Tekst:
        """The `aantal` posts of the budget that differ most from what was spent.

        >>> hoofdstuk.glance_differences(5, "tabel percelen-{onderdeel}, figuur raming")
        """
        return oogopslag.tell_differences(self._bronnen, self._opbouw, aantal, plek)

    def glance_programmes(self, plek: str) -> Tekst:
        """Per programme how many activities there are and how far they are.

        >>> hoofdstuk.glance_programmes("tabel speerpunt-{programma}")
        """
        plannen = self._tabellen.get("plannen", ())
        return oogopslag.tell_programmes(
            self._bronnen, self._opbouw, [rij["programma"] for rij in plannen], plek
        )
