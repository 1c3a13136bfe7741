"""How one published number can be computed from others: what a reader knows who wants to find a hidden one.

The totals, shares and relations that the gate tests are declared once, with the indicators and in `verbanden.py`.
This module adds what a reader can use besides: bounds, and relations that hold by definition and need no test.
An address may have `*` (one or more values, summed; never `totaal`), `{naam}` (one value, the same throughout) and
`@-1` (the year before); a minus sign in front makes a part count negatively.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from sdreport.gate.register_rules import Totaal
from sdreport.measures.definitie import Cijfer, Indicator
from sdreport.measures.verbanden import make_opbouw


@dataclass(frozen=True)
class Relatie:
    """`geheel` is the sum of `delen` (`som`), a union of them (`uniek`), or at most their sum (`hoogstens`)."""

    geheel: str
    delen: tuple[str, ...]
    soort: Literal["som", "uniek", "hoogstens"] = "som"


@dataclass(frozen=True)
class Quotient:
    """A share or average: `waarde` is `factor` times `teller` by `noemer`; an empty `noemer` is not published."""

    waarde: str
    teller: str
    noemer: str = ""
    factor: float = 100.0


@dataclass(frozen=True)
class Structuur:
    """All that is known of how numbers hang together.

    `aandelen` says of which indicator a percentage is the share: of the row with the same values, in the total over
    its last dimension, or in the sum over it where there is no such row. Indicators in `negatief` can be below zero,
    those in `over_personen` count or describe persons.
    """

    totalen: Mapping[str, Mapping[str, Totaal]] = field(default_factory=dict)
    aandelen: Mapping[str, str] = field(default_factory=dict)
    relaties: tuple[Relatie, ...] = ()
    quotienten: tuple[Quotient, ...] = ()
    negatief: frozenset[str] = frozenset()
    over_personen: frozenset[str] = frozenset()


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
    Relatie("bijstand.totaal", ("stand_bijstand.begin", "instroom_bijstand.totaal"), "hoogstens"),
    Relatie("bijstand.totaal", ("stand_bijstand.einde", "uitstroom_bijstand.totaal"), "hoogstens"),
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


def make_structuur(indicatoren: Iterable[Indicator], cijfers: Iterable[Cijfer] = ()) -> Structuur:
    """What the indicators declare of totals and shares, with the relations between them and those in the numbers."""
    items = list(indicatoren)
    opbouw = make_opbouw(items)
    declared = tuple(Relatie(item.geheel, item.delen, item.soort) for item in opbouw.verbanden)
    in_data = tuple(
        Relatie(".".join([cijfer.indicator, *(waarde for _, waarde in cijfer.uitsplitsing)]), cijfer.som_van)
        for cijfer in cijfers
        if cijfer.som_van
    )
    on_persons = frozenset(item.naam for item in items if item.over_personen)
    return Structuur(
        opbouw.totalen, opbouw.aandelen, (*declared, *RELATIES, *in_data), QUOTIENTEN, NEGATIEF, on_persons
    )
