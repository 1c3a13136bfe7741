"""Key figures: cards of a number with its change from last year."""

from collections.abc import Mapping, Sequence

from sdreport.chapter.blocks.blocks import Kerncijfers
from sdreport.chapter.notation import AFGESCHERMD, format_value
from sdreport.chapter.sources import Bronnen
from sdreport.register.register import Rij


def make_cards(bronnen: Bronnen, kerncijfers: Sequence[Mapping[str, str]]) -> Kerncijfers:
    """Cards of the numbers that the parameters name, each with `label` and `adres`, in their order."""
    return Kerncijfers(tuple(_make_card(bronnen, item["label"], item["adres"]) for item in kerncijfers))


def _make_card(bronnen: Bronnen, label: str, adres: str) -> dict[str, str]:
    rij = bronnen.register.get(adres)
    indicator, _, rest = adres.partition(".")
    groei = f"{indicator}_groei" + (f".{rest}" if rest else "")
    known = {row.jaar for row in bronnen.register.select(indicator)} - {bronnen.jaar}
    change = f"geen cijfer over {bronnen.jaar - 1}" if known else ""
    if bronnen.register.has(groei, bronnen.jaar):
        change = _describe_growth(bronnen.register.get(groei), bronnen.jaar - 1)
    return {
        "label": label,
        "waarde": format_value(rij.waarde, rij.eenheid),
        "verandering": change,
        "anker": "",
    }


def _describe_growth(rij: Rij, vorig: int) -> str:
    if rij.waarde is None:
        return f"verschil met {vorig} {AFGESCHERMD}"
    text = format_value(round(abs(rij.waarde), 1), "%")
    word = "gelijk aan" if text == "0%" else f"{text} {'meer' if rij.waarde > 0 else 'minder'} dan in"
    return f"{word} {vorig}{' (voorbeeld)' if rij.status == 'voorbeeld' else ''}"
