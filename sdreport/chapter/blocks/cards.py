"""Key figures: cards of a number with its change from last year."""

from collections.abc import Sequence

from sdreport.chapter.blocks.blocks import Kerncijfers
from sdreport.chapter.notation import AFGESCHERMD, format_value, round_half_up, shows_something
from sdreport.chapter.sources import Hoofdstukbronnen, mark_voorbeeld
from sdreport.project.parameters.blokken import Kerncijfer
from sdreport.register.cijfer import Cijfer
from sdreport.register.compare import GROEI, name_comparison
from sdreport.register.register import Register

STANDAARD = (
    Kerncijfer(label="Inwoners met een Wmo-voorziening", adres="clienten.wmo.totaal"),
    Kerncijfer(label="Jongens en meisjes met jeugdhulp", adres="clienten.jeugdwet.totaal"),
    Kerncijfer(label="Inwoners met een bijstandsuitkering", adres="bijstand.totaal"),
    Kerncijfer(label="Kosten van zorg in natura", adres="kosten_zin"),
)
"""What stands on the first page of a report that names no numbers itself, as far as it has them."""


def choose_kerncijfers(named: Sequence[Kerncijfer] | None, register: Register) -> tuple[Kerncijfer, ...]:
    """The numbers that the parameters name; without these the usual ones that the report has."""
    if named is not None:
        return tuple(named)
    return tuple(item for item in STANDAARD if register.find(item.adres, register.jaar))


def make_cards(bronnen: Hoofdstukbronnen, kerncijfers: Sequence[Kerncijfer]) -> Kerncijfers:
    """Cards of the numbers that the parameters name, in their order."""
    return Kerncijfers(tuple(_make_card(bronnen, item.label, item.adres) for item in kerncijfers))


def _make_card(bronnen: Hoofdstukbronnen, label: str, adres: str) -> dict[str, str]:
    rij = bronnen.register.get(adres)
    groei = bronnen.register.find(rij.adres_of(name_comparison(rij.indicator, GROEI)), rij.jaar)
    known = {row.jaar for row in bronnen.find(rij.indicator)} - {rij.jaar}
    change = f"geen cijfer over {rij.jaar - 1}" if known else ""
    if groei is not None and bronnen.may_show(groei):
        change = _describe_growth(groei)
    return {
        "label": label,
        "waarde": mark_voorbeeld(format_value(rij.waarde, rij.eenheid), rij),
        "verandering": change,
        "anker": "",
    }


def _describe_growth(rij: Cijfer) -> str:
    vorig = rij.jaar - 1
    if rij.waarde is None:
        return f"verschil met {vorig} {AFGESCHERMD}"
    text = format_value(round_half_up(abs(rij.waarde), 1), "%")
    word = f"{text} {'meer' if rij.waarde > 0 else 'minder'} dan in"
    if not shows_something(text):
        word = "vrijwel gelijk aan" if rij.waarde else "gelijk aan"
    return f"{word} {vorig}{' (voorbeeld)' if rij.status == 'voorbeeld' else ''}"
