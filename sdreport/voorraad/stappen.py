"""The dependency graph of a build as a table: what each step gives, and all that it depends on.

`Overname.take` refuses a step that is asked for with other dependencies than stand here, so that the table is true. A
dependency is a kind; behind it stand names with a SHA-256 each (`data/2023/toewijzingen.csv`), and a step is taken over
when all of them are what they were. Where in doubt, a step depends on more: every step depends on all code.
"""

from dataclasses import dataclass
from typing import Literal

Soort = Literal[
    "code", "versies", "editie", "parameters", "extracten", "andere jaren", "verwachtingen", "referenties", "historie",
    "teksten", "notebooks", "huisstijl", "verwant", "vraag", "tabel", "suite", "waarden", "deel", "notebook",
    "gelezen", "tekening", "hoofdstukken", "vorm", "register",
]  # fmt: skip
"""What a step can depend on; `stages/takeover/ingredients.py` says which files stand behind a kind that is files."""


@dataclass(frozen=True)
class Bouwstap:
    """A step of which the outcome is kept: its name, what it gives for the terminal, and what it depends on."""

    naam: str
    wat: str
    hangt_af: tuple[Soort, ...]


OVERAL: tuple[Soort, ...] = ("code", "versies")
"""All code, templates and fonts of sdreport and what comes with it; Python and every package that is installed."""
GEGEVEN: tuple[Soort, ...] = (
    "editie", "parameters", "extracten", "andere jaren", "verwachtingen", "referenties", "historie",
)  # fmt: skip
"""All that the numbers of a report and the verdict on its extracts rest on."""
GESCHREVEN: tuple[Soort, ...] = ("teksten", "notebooks", "huisstijl", "verwant")
"""What a report says of them, and how it looks."""

RAPPORT = Bouwstap("rapport", "het hele rapport", (*OVERAL, *GEGEVEN, *GESCHREVEN))
CONTROLE = Bouwstap("controle", "de uitkomst van sdreport check", (*OVERAL, *GEGEVEN, *GESCHREVEN, "vraag"))
GRONDSLAG = Bouwstap("grondslag", "de controle van de extracten en de cijfers", (*OVERAL, *GEGEVEN))
TOETS = Bouwstap("toets", "één tabel langs één suite", (*OVERAL, "tabel", "suite", "waarden"))
METING = Bouwstap("meting", "de cijfers van één indicator", (*OVERAL, "waarden", "gelezen"))
KOPPELING = Bouwstap(
    "koppeling", "de regels van één koppeling van extracten", (*OVERAL, "suite", "waarden", "gelezen")
)
KEUZE = Bouwstap("keuze", "wat in één deel van de cijfers mee wordt afgeschermd", (*OVERAL, "deel"))
HOOFDSTUK = Bouwstap("hoofdstuk", "het uitgevoerde notebook", (*OVERAL, "notebook", "vraag", "gelezen"))
GRAFIEK = Bouwstap("grafiek", "één tekening", (*OVERAL, "tekening", "huisstijl"))
OPMAAK = Bouwstap(
    "opmaak", "het notebook zoals het wordt gepubliceerd", (*OVERAL, "hoofdstukken", "vorm", "huisstijl")
)
BLAD = Bouwstap("blad", "één pagina of pdf", (*OVERAL, "hoofdstukken", "vorm", "huisstijl"))
BIJLAGE = Bouwstap("bijlage", "de cijfers als bestanden", (*OVERAL, "register"))

STAPPEN = (
    RAPPORT,
    CONTROLE,
    GRONDSLAG,
    TOETS,
    METING,
    KOPPELING,
    KEUZE,
    HOOFDSTUK,
    GRAFIEK,
    OPMAAK,
    BLAD,
    BIJLAGE,
)
