"""The quality of the extracts as it may be published: what is counted in a check is a number on persons too.

How many rows a rule was tested on can be the very number that the register hides, and that a rule about change found
nothing puts every number near last year's. Under disclosure control both stay on the lists for stewards.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sdreport.bevindingen import GAAT_OM, Bevinding
from sdreport.gate.gate import Regeluitslag
from sdreport.gate.suites import SAMENHANG
from sdreport.gate.told.report import summarize_quality
from sdreport.gate.vacuous import NIET_VAN_TOEPASSING
from sdreport.intake.catalogue.datasets import DATASETS
from sdreport.register.kwaliteit import GETAL, Aantal, Gegevenskwaliteit
from sdreport.safe.dutch import MAANDEN, to_dutch

OVER_WAARDEN = (
    "samenhang_verandering.", "samenhang_maand_op_maand.", "samenhang_verdelingen.", "samenhang_overlap.",
    "samenhang_demografie.", "samenhang_vorig_extract.", "samenhang_ramingen.", "samenhang_partners.",
    "samenhang_leerlingen.", "samenhang_schooljaren.", "samenhang_aantallen.", "samenhang_invulling.",
    "samenhang_begroting.orde_van_grootte", "samenhang_bedragen.soort_zoals_vorig_jaar",
    "samenhang_bedragen.soort_niet_duurder_of_goedkoper",
    "samenhang_maanden.geen_maand_dubbel", "samenhang_levering.niet_gelijk_aan_vorig_jaar",
)  # fmt: skip
"""Rules that hold the size of a number against another one, or tell that all of a group are alike."""
OVER_NULLEN = ("samenhang_wijken.elke_wijk_komt_voor", "samenhang_maanden.geen_maand_leeg")
"""Rules that tell whether a group has anyone at all."""
TIENTAL = r"(?:\w+[eë]n)?(?:twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig)"
PLEK = r"(?:hoofdstuk(?:ken)?|paragra(?:af|fen)|tabel(?:len)?|figu(?:ur|ren)|bijlagen?|bladzijden?|pagina(?:'s)?)"
REEKS = r"(?:(?:, | en | tot en met |-){0})*"
NUMMER, JAARTAL = r"\d+(?:\.\d+)*", r"(?:19|20)\d\d"
GETELD = (
    "inwoner|burger|persoon|person|mens|man(?:nen)?\\b|vrouw|client|cliënt|huishoud|gezin|kind|jong|jeugdig|meisje|leerling"
    "|scholier|student|ouder|volwassen|senior|statushouder|werknemer|werkzoekend|mantelzorg|vrijwillig|bezoek|deelne|gebruik"
    "|uitkering|traject|voorziening|indicatie|toewijzing|aanvra|melding|besluiten|bezwa|zaken|dossier|euro|keer|stuk|uur|uren"
    "|fte|naar"
)
"""Words after a number that say that it is no year."""
GEEN_AANTAL = "|".join(
    (
        rf"{PLEK} {NUMMER}{REEKS.format(NUMMER)}",
        rf"(?:in|over|van|heel|jaar|vanaf|sinds|eind|begin|{'|'.join(MAANDEN)}) {JAARTAL}{REEKS.format(JAARTAL)}"
        rf"(?![\w%]|[.,]\d| (?:{GETELD}))",
        r"\d{1,3} tot (?:en met )?\d{1,3} jaar",
        r"(?:bij|tot|vanaf|boven) \d{1,3} jaar(?: en \d{1,2} maanden)?",
        r"(?:twee|drie|vier|vijf|zes|zeven|acht|negen|tien) (?:verschillende )?(?:manieren|namen|hoofdstukken"
        r"|regelingen|percentages|tabellen|figuren|getallen|bedragen|zinnen|kolommen|sleutels|stappen|maten|indelingen|titels"
        r"|rapporten|documenten|ramingen)",
        r"[eé]én (?:zaak|getal|bedrag|aantal|naam|regeling|zin|tabel|figuur|onderwerp|moment|soort)",
    )
)
"""Where a number in a quotation counts nobody: a place in the document, a year, an age, or its own parts and words."""
GETALLEN = re.compile(
    rf"(?<!\w)(?P<blijft>{GEEN_AANTAL})(?!\w)"
    r"|(?<!\w)(?:\d[\d.,]*\d|\d|[eé]én|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|(?:der|veer)tien"
    rf"|(?:vijf|zes|zeven|acht|negen)tien|{TIENTAL}|\w*(?:honderd|duizend)\w*|\w*miljoen|(?:drie)?kwart|helft|halve?"
    r"|derde|vijfde)(?!\w)",
    re.IGNORECASE,
)
"""Numbers in a quotation, in digits or as a word; that something is not there at all stays told, and what counts
nobody (`blijft`)."""
NAAST_ELKAAR = re.compile(rf"{re.escape(GETAL)}(?: {re.escape(GETAL)})+")
NIET_GETOOND = "Niet getoond: dit rapport schermt kleine aantallen af."
KLASSE = 10
"""The first class of counts ends at so many times the threshold; every next one is ten times as wide."""


def summarize_openbaar(
    uitslagen: Sequence[Regeluitslag],
    bevindingen: Sequence[Bevinding],
    tegenstrijdigheden: Sequence[Mapping[str, str]],
    drempel: int,
    nul_getoond: bool = True,
) -> Gegevenskwaliteit:
    """The summary to publish: whole without a threshold, else without rules on values and with counts in classes.

    Quotations lose their numbers; where a nought is hidden too, "geen" would tell one and they are not shown at all,
    nor that a rule had nothing to test or saw that a group is empty.
    """
    if not drempel:
        return summarize_quality(uitslagen, bevindingen, tegenstrijdigheden)
    closed = {
        slug for slug, dataset in DATASETS.items() if any(c.privacy != "openbaar" for c in dataset.columns)
    }
    withheld = OVER_WAARDEN if nul_getoond else (*OVER_WAARDEN, *OVER_NULLEN)
    of_persons = not uitslagen or any(item.dataset in closed for item in uitslagen)
    summary = summarize_quality(
        [item for item in uitslagen if not item.regel.startswith(withheld)],
        [
            replace(item, wat=_leave_out_data(item.wat))
            if of_persons and item.regel.startswith(SAMENHANG)
            else item
            for item in bevindingen
            if not item.regel.startswith(withheld)
            and (
                nul_getoond
                or not item.regel.endswith(f".{NIET_VAN_TOEPASSING}")
                or item.dataset not in closed
            )
        ],
        [_hide_texts(item, nul_getoond) if of_persons else item for item in tegenstrijdigheden],
    )

    def hide(slug: str, aantal: Aantal, nul: bool = True) -> Aantal:
        return describe_class(aantal, drempel, nul) if slug in closed and isinstance(aantal, int) else aantal

    return replace(
        summary,
        datasets=tuple(
            replace(row, rijen=hide(row.slug, row.rijen, nul_getoond)) for row in summary.datasets
        ),
        regels=tuple(
            replace(
                row,
                getoetst=hide(row.dataset, row.getoetst, nul_getoond),
                aantal=hide(row.dataset, row.aantal),
            )
            for row in summary.regels
        ),
        bevindingen=tuple(replace(row, aantal=hide(row.dataset, row.aantal)) for row in summary.bevindingen),
    )


def _leave_out_data(wat: str) -> str:
    """What a finding says without the groups of the data that it names, and how many there are."""
    before, _, rest = wat.partition(GAAT_OM)
    return before if rest else wat


def describe_class(aantal: int, drempel: int, nul: bool = True) -> Aantal:
    """A count as a class that is much wider than the threshold; 0 stays 0 where it may be told."""
    if aantal == 0 and nul:
        return 0
    top = KLASSE * drempel
    if aantal < top:
        return f"minder dan {to_dutch(top)}"
    while aantal >= 10 * top:
        top *= 10
    return f"{to_dutch(top)} tot {to_dutch(10 * top)}"


def _hide_texts(row: Mapping[str, str], nul_getoond: bool) -> dict[str, str]:
    """A contradiction without the numbers that it quotes: they can be what this report hides."""
    return {
        key: value
        if key.startswith(("nummer", "plaats"))
        else NAAST_ELKAAR.sub(GETAL, GETALLEN.sub(lambda found: found["blijft"] or GETAL, value))
        if nul_getoond
        else NIET_GETOOND
        for key, value in row.items()
    }
