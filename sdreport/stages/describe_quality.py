"""What a report tells of the quality of its data and of its release, made once: for its page and to publish."""

from sdreport.chapter.toelichting.check import list_meldingen
from sdreport.chapter.werkmap import Leesstof
from sdreport.project.editie import Editie
from sdreport.project.vrijgave import describe_vrijgave, list_logboek
from sdreport.register.kwaliteit import Gegevenskwaliteit, Kwaliteitsrapport
from sdreport.stages.check_texts import Tekstcontrole, write_getypt
from sdreport.stages.grondslag import LopendeGrondslag


def judge_report(
    editie: Editie, lopend: LopendeGrondslag, stof: Leesstof, teksten: Tekstcontrole
) -> Kwaliteitsrapport:
    """The quality of a report when the gate has judged, and the list of typed numbers for a reviewer written.

    It waits for the gate, and raises what `LopendeGrondslag.finish` raises.
    """
    getoetst = lopend.finish()
    write_getypt(editie, stof, getoetst.verborgen)
    return describe_quality(editie, getoetst.oordeel, teksten)


def describe_quality(editie: Editie, oordeel: Gegevenskwaliteit, teksten: Tekstcontrole) -> Kwaliteitsrapport:
    """The quality of a report: the verdict on its extracts, with what is told of its texts and its release."""
    return Kwaliteitsrapport(
        **vars(oordeel),
        teksten=list_meldingen(teksten.meldingen),
        stukken=len(teksten.leesbaarheid),
        leesbaarheid=tuple(stuk for stuk in teksten.leesbaarheid if stuk.moeilijk),
        vrijgave=describe_vrijgave(editie),
        logboek=list_logboek(editie.parameters),
    )
