"""Ways to spoil the example extracts, one or more for each rule of the koppelingen.

The rules of single datasets have theirs in `kwaliteit_fouten.py` (rows) and `test_kwaliteitsregels.py` (tables).
"""

import mutaties_aannemelijk
import mutaties_bedragen
import mutaties_demografie
import mutaties_invoer
import mutaties_levering
import mutaties_maanden
import mutaties_personen
import mutaties_plannen
import mutaties_ramingen
import mutaties_samen
import mutaties_tellingen
import mutaties_verdeling
import mutaties_verschoven
import mutaties_volgorde
import mutaties_zorg
from mutatiehulp import MUTATIES

__all__ = [
    "MUTATIES",
    "mutaties_aannemelijk",
    "mutaties_bedragen",
    "mutaties_demografie",
    "mutaties_invoer",
    "mutaties_levering",
    "mutaties_maanden",
    "mutaties_personen",
    "mutaties_plannen",
    "mutaties_ramingen",
    "mutaties_samen",
    "mutaties_tellingen",
    "mutaties_verdeling",
    "mutaties_verschoven",
    "mutaties_volgorde",
    "mutaties_zorg",
]
