"""Which values must be hidden for themselves: small counts, values that rest on few persons, dominated amounts."""

from collections.abc import Sequence

from sdreport.measures.definitie import Gemeten
from sdreport.project.parameters import Geheimhouding

TELT_PERSONEN = ("personen", "huishoudens", "leerlingen")
"""Units that count persons themselves; of another unit it is known on how many persons a value rests."""
GEEN_AANTAL = ("euro", "%", "dagen")


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
    if any(0 < other["personen"] < regels.drempel for other in cijfer.ook_van):
        return f"laat een bedrag over van minder dan {regels.drempel} personen"
    per_person = (cijfer.bijdragen, *(other["bijdragen"] for other in cijfer.ook_van))
    if any(sum(parts[: regels.dominantie.grootste]) > regels.dominantie.aandeel_pct for parts in per_person):
        return f"de grootste {regels.dominantie.grootste} personen hebben meer dan {regels.dominantie.aandeel_pct:g}%"
    per_provider = (cijfer.aanbieders, *(other["aanbieders"] for other in cijfer.ook_van))
    if any(
        _is_known_to_another(parts, regels.dominantie.eigen_pct) for parts in (*per_person, *per_provider)
    ):
        return "wie zijn eigen bedrag kent, kent dat van een ander"
    return ""


def _is_known_to_another(bijdragen: Sequence[float], pct: float) -> bool:
    """The p% rule: the second takes the own part off the total, and what is left is the first to within `pct`.

    An amount of one alone tells nobody else anything: it is for the rule on dominance.
    """
    if len(bijdragen) < 2 or not bijdragen[1]:
        return False
    others = 100 - bijdragen[0] - bijdragen[1]
    return others < bijdragen[0] * pct / 100


def count_persons(cijfer: Gemeten) -> float:
    """On how many persons a value rests, as far as that is known: else its rows."""
    if cijfer.eenheid in TELT_PERSONEN:
        return cijfer.waarde
    return cijfer.rijen if cijfer.personen is None else cijfer.personen


def round_to_base(waarde: float, basis: int) -> float:
    """A count as the nearest multiple of `basis`, halves up; as it is when there is no base."""
    return float((int(waarde) * 2 + basis) // (2 * basis) * basis) if basis else waarde
