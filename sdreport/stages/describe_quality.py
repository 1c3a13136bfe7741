"""What a report tells of the quality of its data and of its release, made once: for its page and to publish."""

from sdreport.chapter.toelichting.check import list_meldingen
from sdreport.project.editie import Editie
from sdreport.project.vrijgave import describe_vrijgave, list_logboek
from sdreport.register.kwaliteit import Gegevenskwaliteit, Kwaliteitsrapport
from sdreport.stages.check_texts import Tekstcontrole


def describe_quality(editie: Editie, oordeel: Gegevenskwaliteit, teksten: Tekstcontrole) -> Kwaliteitsrapport:
    """The quality of a report: the verdict on its extracts, with what is told of its texts and its release."""
    return Kwaliteitsrapport(
        **vars(oordeel),
        teksten=list_meldingen(teksten.meldingen),
        leesbaarheid=tuple(teksten.leesbaarheid),
        vrijgave=describe_vrijgave(editie),
        logboek=list_logboek(editie.parameters),
    )
