"""What must hold between indicators: the declarations that the rules of `gate.register_rules` test."""

from collections.abc import Iterable

from sdreport.measures.definitie import Indicator
from sdreport.measures.verdieping.stapeling import COMBINATIES
from sdreport.register.structuur import KWARTALEN, TOTAAL, WETTEN, Optellingen, Verband

GELIJK = "register.cijfers_gelijk"
STROMEN = tuple(
    verband
    for wet in ("wmo", "jeugdwet")
    for verband in (
        Verband(
            "register.stand_sluit_aan", f"stand.{wet}.einde",
            (f"stand.{wet}.begin", f"instroom.{wet}.totaal", f"-uitstroom.{wet}.totaal"),
        ),
        Verband("register.begin_is_vorig_einde", f"stand.{wet}.begin", (f"stand.{wet}.einde@-1",)),
    )
)  # fmt: skip
STAPELINGEN = tuple(
    Verband(
        GELIJK, f"clienten.{wet}.totaal",
        tuple(f"stapeling.{combinatie}" for combinatie in COMBINATIES if wet in combinatie.split("-")),
    )
    for wet in WETTEN
)  # fmt: skip
IN_WIJKEN = tuple(
    Verband(
        GELIJK, f"clienten.{wet}.totaal", (f"clienten_wijk.{wet}.totaal", f"clienten_wijk.{wet}.onbekend")
    )
    for wet in ("wmo", "jeugdwet")
)
PER_KWARTAAL = tuple(
    Verband(GELIJK, f"{stroom}_kwartaal.{kwartaal}", tuple(f"{stroom}.{maand}" for maand in maanden))
    for stroom in ("instroom_bijstand", "uitstroom_bijstand")
    for kwartaal, maanden in {**KWARTALEN, TOTAAL: (TOTAAL,)}.items()
)
VERBANDEN: tuple[Verband, ...] = (
    *IN_WIJKEN,
    *PER_KWARTAAL,
    Verband(
        "register.stand_sluit_aan", "reserve.totaal.einde",
        ("reserve.totaal.begin", "reserve.totaal.toevoegingen", "-reserve.totaal.onttrekkingen"),
    ),
    Verband("register.begin_is_vorig_einde", "reserve.totaal.begin", ("reserve.totaal.einde@-1",)),
    Verband(GELIJK, "reserve.totaal.toevoegingen", ("reserve_mutatie.toevoegingen",)),
    Verband(GELIJK, "reserve.totaal.onttrekkingen", ("reserve_mutatie.onttrekkingen",)),
    *STROMEN,
    *STAPELINGEN,
    Verband(
        "register.stand_sluit_aan", "stand_bijstand.einde",
        ("stand_bijstand.begin", "instroom_bijstand.totaal", "-uitstroom_bijstand.totaal"),
    ),
    Verband("register.begin_is_vorig_einde", "stand_bijstand.begin", ("stand_bijstand.einde@-1",)),
    Verband("register.leeftijden_tellen_op", "clienten.wmo.totaal", ("clienten_leeftijd.wmo.*",)),
    Verband("register.leeftijden_tellen_op", "clienten.wmo.totaal", ("clienten_groep.wmo.*",)),
    Verband("register.leeftijden_tellen_op", "clienten.jeugdwet.totaal", ("clienten_leeftijd.jeugdwet.*",)),
    Verband(
        "register.leeftijden_tellen_op", "clienten.participatiewet.totaal", ("clienten_leeftijd.participatiewet.*",)
    ),
    Verband(GELIJK, "clienten.participatiewet.bijstand", ("bijstand.totaal",)),
    Verband(GELIJK, "clienten.participatiewet.bijzondere-bijstand", ("bijzondere_bijstand.totaal",)),
    Verband(GELIJK, "clienten.participatiewet.bewindvoering", ("bewindvoering_leeftijd.*",)),
    Verband(GELIJK, "uitstroom_bijstand.totaal", ("uitstroom_reden.*",)),
    Verband(GELIJK, "kosten_verdeling.totaal", ("begroting.*.totaal.werkelijk",)),
    Verband(
        GELIJK, "kosten_verdeling.maatwerk",
        ("kosten_verdeling.wmo", "kosten_verdeling.jeugdwet", "kosten_verdeling.participatiewet"),
    ),
    Verband(
        "register.uniek_totaal_tussen_grenzen", "bijzondere_bijstand_of_energietoeslag",
        ("clienten.participatiewet.bijzondere-bijstand", "clienten.participatiewet.energietoeslag"), "uniek",
    ),
)  # fmt: skip


def make_optellingen(indicatoren: Iterable[Indicator]) -> Optellingen:
    """What the indicators declare of their totals and shares, with the relations between them."""
    items = list(indicatoren)
    return Optellingen(
        totalen={item.naam: item.totaal for item in items if item.totaal},
        aandelen={item.naam: item.aandeel_van for item in items if item.aandeel_van},
        verbanden=VERBANDEN,
    )
