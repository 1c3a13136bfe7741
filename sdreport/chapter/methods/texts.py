"""Methods of a chapter that show texts and cards."""

from sdreport.chapter.blocks.blocks import Kerncijfers, Tekst
from sdreport.chapter.blocks.cards import make_cards
from sdreport.chapter.layout.number import EIGEN
from sdreport.chapter.methods.basis import Basis
from sdreport.chapter.opbouw import Begeleiding
from sdreport.chapter.sources import AFGESCHERMD_NOOT, WEGGELATEN_NOOT


class Teksten(Basis):
    """The toelichting of a chapter, and the key figures of the report."""

    def text(self, sectie: str) -> Tekst | None:
        """A section of the toelichting of this chapter, with its facts and references filled in.

        Shows nothing where a municipality wrote no such section. `ConfigurationError` when one of its facts cannot be
        filled in.

        >>> hoofdstuk.text("inleiding")
        """
        if sectie not in self._secties:
            return None
        return self._section(sectie)

    def own_texts(self, plek: str) -> None:
        """The own sections of a municipality that stand here in the file of its toelichting and that no cell asks for.

        `plek` is a name for this place. A section stands at the first place behind the section above it that a cell
        shows, or at the last place of the chapter. One that names a figure or table of a series stands with that.

        >>> hoofdstuk.own_texts("bronnen")
        """
        self._show_own(f"{EIGEN} {plek}")

    def _show_own(self, plek: str) -> None:
        """The sections that the layout has at a place."""
        texts = self._opbouw.teksten.get(self._notebook, {}).get(plek, Begeleiding())
        for sectie in filter(self._secties.__contains__, texts.voor):
            self._show(self._section(sectie))

    def _section(self, sectie: str) -> Tekst:
        """A section that there is."""
        own = self._secties[sectie]
        notes = [AFGESCHERMD_NOOT] if any(True for _ in self._feiten.find_hidden(own.tekst)) else []
        notes += [WEGGELATEN_NOOT] if self._feiten.leaves_out(own.tekst) else []
        text = self._feiten.fill(own).strip()
        return Tekst(f"{text}\n\n*{' '.join(notes)}*".strip() if notes else text)

    def key_figures(self) -> Kerncijfers:
        """The key figures that the parameters name (`kerncijfers`), each with its change from last year.

        >>> hoofdstuk.key_figures()
        """
        return make_cards(self._bronnen, self._rapport.kerncijfers)
