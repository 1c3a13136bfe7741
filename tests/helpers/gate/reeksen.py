"""Which series of mutations are tried in one run: those that spoil other extracts, and hide nothing of each other."""

from collections.abc import Iterable

from mutatiehulp import RAPPORTAGE, Mutatie

SAMEN = (
    ("geheel", "overgenomen", "sleutel"),
    ("volgorde", "wijken verwisseld en gegroeid", "maand", "twee jaar eerder"),
    ("vorig", "centen", "wijkgetal", "andere wet"),
    ("vorig-persoon", "deel", "product", "deel weg"),
    ("wijk weg", "fasen", "half jaar", "eenheid"),
    ("soort met btw", "achtste meer", "vorige posten"),
    ("vorig bedrag", "deels", "wijken verwisseld", "euro_in_centen"),
    ("vorig-sleutel", "eenheden", "bedragen", "deel van de scholen"),
    ("geslacht", "tellingen", "rij leeftijden", "eerste en laatste"),
    ("alle fasen", "verwisseld", "wijken verschoven", "wijkbevolking"),
    ("schooljaren", "groepen van een wijk", "bevolking", "duizendtallen"),
    ("dag-eerder", "vorige wijken", "een waarde", "half jaar van een onderdeel"),
    ("op de cent", "vorige raming", "drie kwart jaar"),
    ("andere soort", "maandbedragen", "btw", "twee delen"),
    ("naam", "peildatum", "soort", "tiende"),
    ("promille", "afgeronde lasten", "kwartaal", "verschoven"),
    ("totaal als deel", "vorige najaarsnota", "gesplitst", "vast jaar"),
    ("andere sleutel", "zonder-tabel", "einde eerder", "totaal"),
    ("dag en maand", "stop eerder", "ouderen", "kort"),
    ("een geslacht", "andere-gemeente", "vorm", "weinig bezwaren"),
    ("geen december", "geen overlijden", "reden", "vorig-wet"),
    ("een bedrag", "wijk van inwoners", "deel dag-eerder", "vorige vorm"),
    ("jaar-eerder", "leeftijden", "wijkgroepen"),
    ("tot augustus", "maten verwisseld", "namen van posten"),
)
"""Of the report; a series that is not here is tried alone."""


def bundle(mutaties: Iterable[Mutatie]) -> dict[str, list[Mutatie]]:
    """The mutations of each run; the name of a run says which example and which series are in it."""
    run = {(RAPPORTAGE, reeks): f"{RAPPORTAGE}-{'+'.join(samen)}" for samen in SAMEN for reeks in samen}
    bundled: dict[str, list[Mutatie]] = {}
    for mutatie in mutaties:
        bundled.setdefault(run.get(mutatie.reeks, "-".join(mutatie.reeks)), []).append(mutatie)
    gone = set(run) - {mutatie.reeks for own in bundled.values() for mutatie in own}
    assert not gone, f"SAMEN names series that are not there: {gone}"
    return bundled
