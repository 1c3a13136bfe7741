"""Methods of a chapter that show the quality of the extracts and the release of the report."""

from sdreport.chapter.blocks.blocks import Melding, Tabel
from sdreport.chapter.blocks.quality import (
    make_log,
    make_quality_table,
    make_readability,
    make_release,
    make_verdict,
)
from sdreport.chapter.methods.basis import Basis


class Kwaliteit(Basis):
    """The quality of the extracts, and how far the report is released."""

    def quality_verdict(self) -> Melding:
        """The verdict of the gate on the extracts of this report, as a notice.

        >>> hoofdstuk.quality_verdict()
        """
        return make_verdict(self._werkmap.read_kwaliteit().oordeel)

    def quality_table(self, naam: str, bijschrift: str, deel: str) -> Tabel | Melding:
        """Table: a part of the quality report; a notice when nothing is in it.

        `deel` is `datasets`, `bevindingen`, `regels`, `tegenstrijdigheden`, `teksten` or `leesbaarheid`.

        >>> hoofdstuk.quality_table("tegen", "Waar het document zichzelf tegenspreekt", "tegenstrijdigheden")
        """
        kwaliteit = self._werkmap.read_kwaliteit()
        return make_quality_table(kwaliteit, self._number("tabel", naam), bijschrift, deel)

    def readability(self, naam: str, bijschrift: str) -> Tabel | Melding:
        """Table: the sections of the toelichting that are hard to read, below a notice of how many these are.

        >>> hoofdstuk.readability("leesbaarheid", "Stukken toelichting die moeilijk lezen")
        """
        kwaliteit = self._werkmap.read_kwaliteit()
        before, table = make_readability(kwaliteit, self._number("tabel", naam), bijschrift)
        if before:
            self._show(before)
        return table

    def sign_off(self, naam: str, bijschrift: str) -> Tabel | Melding:
        """Table: the log of assumptions and decisions, below a notice of how far the report is released.

        >>> hoofdstuk.sign_off("borging", "Aannames en besluiten bij dit rapport")
        """
        kwaliteit = self._werkmap.read_kwaliteit()
        self._show(make_release(kwaliteit.vrijgave))
        return make_log(kwaliteit.logboek, self._number("tabel", naam), bijschrift)
