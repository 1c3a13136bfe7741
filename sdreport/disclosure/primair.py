"""Which values must be hidden for themselves: small counts, values that rest on few persons, dominated amounts."""

from sdreport.measures.definitie import Gemeten
from sdreport.project.parameters import Geheimhouding

TELT_PERSONEN = ("personen", "huishoudens", "leerlingen")
"""Units that count persons themselves; of another unit it is known on how many persons a value rests."""
GEEN_AANTAL = ("euro", "%")


def is_aantal(eenheid: str) -> bool:
    """Whether a value is a whole number of something."""
    return eenheid not in GEEN_AANTAL


def find_regel(cijfer: Gemeten, regels: Geheimhouding) -> str:
    """Why a value must be hidden (for a reviewer); empty when it may be shown."""
    if not cijfer.over_personen or not regels.drempel:
        return ""
    persons = count_persons(cijfer)
    if 0 < persons < regels.drempel:
        return f"minder dan {regels.drempel} personen"
    if persons == 0 and is_aantal(cijfer.eenheid) and not regels.nul.tonen:
        return "nul"
    largest = sum(cijfer.bijdragen[: regels.dominantie.grootste])
    if largest > regels.dominantie.aandeel_pct:
        return f"de grootste {regels.dominantie.grootste} personen hebben meer dan {regels.dominantie.aandeel_pct:g}%"
    return ""


def count_persons(cijfer: Gemeten) -> float:
    """On how many persons a value rests, as far as that is known: else its rows."""
    if cijfer.eenheid in TELT_PERSONEN:
        return cijfer.waarde
    return cijfer.rijen if cijfer.personen is None else cijfer.personen


def round_to_base(waarde: float, basis: int) -> float:
    """A count as the nearest multiple of `basis`, halves up; as it is when there is no base."""
    return float((int(waarde) * 2 + basis) // (2 * basis) * basis) if basis else waarde
