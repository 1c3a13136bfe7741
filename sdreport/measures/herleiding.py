"""How one published number can be computed from others: what a reader knows who wants to find a hidden one.

The totals, shares and relations that the gate tests are declared once, with the indicators and in `verbanden.py`.
This module adds what a reader can use besides: bounds, and relations that hold by definition and need no test.
How addresses are written in them: `register.structuur`.
"""

from collections.abc import Iterable

from sdreport.measures.definitie import Gemeten, Indicator
from sdreport.measures.verbanden import make_opbouw
from sdreport.register.structuur import Quotient, Relatie, Structuur

RELATIES = (
    Relatie("kosten_verdeling.{onderdeel}", ("begroting.{onderdeel}.totaal.werkelijk",)),
    Relatie("begroting.{onderdeel}.{perceel}.werkelijk", ("kosten_perceel.{perceel}",)),
    Relatie("kosten_zin", ("kosten_perceel.*", "-kosten_perceel.pgb-*")),
    Relatie("kosten_perceel.*", ("kosten_maand.*",)),
    Relatie("begroting.{wet}.totaal.werkelijk", ("kosten_maand.{wet}.*",)),
    Relatie(
        "raming_verschil.{onderdeel}.{post}",
        ("begroting.{onderdeel}.{post}.najaarsnota", "-begroting.{onderdeel}.{post}.werkelijk"),
    ),
    Relatie(
        "meerjarenraming_verschil.{post}",
        ("meerjarenbegroting.{post}", "-meerjarenbegroting_werkelijk.{post}"),
    ),
    Relatie("bezwaarschriften.totaal.totaal", ("bezwaar_adviezen.*",)),
    Relatie("stand_bijstand.einde", ("bijstand.totaal",), "hoogstens"),
    Relatie("clienten.{wet}.*", ("toewijzingen.{wet}",), "hoogstens"),
    Relatie("energietoeslag_huishoudens", ("clienten.participatiewet.energietoeslag",), "hoogstens"),
    Relatie("bijzondere_bijstand_of_energietoeslag", ("clienten.participatiewet.totaal",), "hoogstens"),
    Relatie(
        "clienten.participatiewet.totaal",
        (
            "bijzondere_bijstand_of_energietoeslag",
            "clienten.participatiewet.bijstand",
            "clienten.participatiewet.bewindvoering",
            "clienten.participatiewet.maatwerk",
            "clienten.participatiewet.overig",
        ),
        "hoogstens",
    ),
)
QUOTIENTEN = (
    Quotient("kosten_leeftijd_aandeel.{wet}.{leeftijd}", "kosten_leeftijd.{wet}.{leeftijd}"),
    Quotient(
        "raming_verschil_aandeel.{onderdeel}.{post}",
        "raming_verschil.{onderdeel}.{post}",
        "begroting.{onderdeel}.{post}.najaarsnota",
    ),
)
NEGATIEF = frozenset(
    {"raming_verschil", "raming_verschil_aandeel", "meerjarenraming_verschil", "overzicht_afwijking"}
)


def make_structuur(indicatoren: Iterable[Indicator], cijfers: Iterable[Gemeten] = ()) -> Structuur:
    """What the indicators declare of totals and shares, with the relations between them and those in the numbers."""
    items = list(indicatoren)
    opbouw = make_opbouw(items)
    declared = tuple(Relatie(item.geheel, item.delen, item.soort) for item in opbouw.verbanden)
    in_data = tuple(Relatie(cijfer.adres, cijfer.som_van) for cijfer in cijfers if cijfer.som_van)
    on_persons = frozenset(item.naam for item in items if item.over_personen)
    return Structuur(
        opbouw.totalen, opbouw.aandelen, (*declared, *RELATIES, *in_data), QUOTIENTEN, NEGATIEF, on_persons
    )
