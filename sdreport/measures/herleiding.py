"""How one published number can be computed from others: what a reader knows who wants to find a hidden one.

The totals, shares and relations that the gate tests are declared once, with the indicators and in `verbanden.py`.
This module adds what a reader can use besides: bounds, and relations that hold by definition and need no test.
How addresses are written in them: `register.structuur`.
"""

from collections.abc import Iterable, Iterator, Sequence

from sdreport.measures.definitie import Gemeten, Indicator
from sdreport.measures.verbanden import VERBANDEN, make_optellingen
from sdreport.measures.verdieping.stapeling import COMBINATIES
from sdreport.register.structuur import TOTAAL, Quotient, Relatie, Structuur


def _relate_households() -> Iterator[Relatie]:
    """In every household with something of certain laws is a person with that; and in one with nothing else, too."""
    laws = {combinatie: frozenset(combinatie.split("-")) for combinatie in COMBINATIES}
    some = (tuple(other for other in laws if laws[other] & laws[own]) for own in laws)
    only = (tuple(other for other in laws if laws[other] <= laws[own]) for own in laws)
    for first, *others in dict.fromkeys((*some, *only)):
        persons = (f"stapeling.{combinatie}" for combinatie in (first, *others))
        less = (f"-stapeling_huishoudens.{combinatie}" for combinatie in others)
        yield Relatie(f"stapeling_huishoudens.{first}", (*persons, *less), "hoogstens")


RELATIES = (
    Relatie("kosten_verdeling.{onderdeel}", ("begroting.{onderdeel}.totaal.werkelijk",)),
    Relatie("begroting.{onderdeel}.{perceel}.werkelijk", ("kosten_perceel.{perceel}",), ongeveer=True),
    Relatie("kosten_perceel.*", ("kosten_maand.*",), ongeveer=True),
    Relatie("begroting.{wet}.totaal.werkelijk", ("kosten_maand.{wet}.*",), ongeveer=True),
    Relatie(
        "raming_verschil.{onderdeel}.{post}",
        ("begroting.{onderdeel}.{post}.najaarsnota", "-begroting.{onderdeel}.{post}.werkelijk"),
    ),
    Relatie(
        "meerjarenraming_verschil.{post}",
        ("meerjarenbegroting.{post}", "-meerjarenbegroting_werkelijk.{post}"),
    ),
    Relatie("bezwaarschriften.totaal.totaal", ("bezwaar_adviezen.*",), ongeveer=True),
    Relatie(
        "bezwaar_adviezen.geen-advies", ("bezwaarschriften.totaal.ingetrokken",), "hoogstens", ongeveer=True
    ),
    # few decisions depart from the advice
    Relatie("bezwaar_adviezen.{advies}", ("bezwaarschriften.totaal.{advies}",), "gelijk", ongeveer=True),
    Relatie("stand_bijstand.einde", ("bijstand.totaal",), "hoogstens"),
    Relatie("clienten.{wet}.*", ("toewijzingen.{wet}",), "hoogstens"),
    Relatie("clienten.{wet}.totaal", ("stand.{wet}.begin", "instroom.{wet}.totaal"), "grens"),
    Relatie("stand.{wet}.begin", ("clienten.{wet}.totaal",), "hoogstens", ongeveer=True),
    Relatie("stand.{wet}.einde", ("clienten.{wet}.totaal",), "hoogstens", ongeveer=True),
    Relatie("bijstand.totaal", ("stand_bijstand.begin", "instroom_bijstand.totaal"), "grens", ongeveer=True),
    Relatie("stand_bijstand.begin", ("bijstand.totaal",), "hoogstens"),
    Relatie("energietoeslag_huishoudens", ("clienten.participatiewet.energietoeslag",), "hoogstens"),
    Relatie("bijzondere_bijstand_of_energietoeslag", ("clienten.participatiewet.totaal",), "hoogstens"),
    *_relate_households(),
)
QUOTIENTEN = (
    Quotient(
        "kosten_leeftijd_aandeel.participatiewet.{leeftijd}",
        "kosten_leeftijd.participatiewet.{leeftijd}",
        ("kosten_verdeling.participatiewet",),
    ),
    Quotient("kosten_leeftijd_aandeel.{wet}.{leeftijd}", "kosten_leeftijd.{wet}.{leeftijd}"),
    Quotient(
        "raming_verschil_aandeel.{onderdeel}.{post}",
        "raming_verschil.{onderdeel}.{post}",
        ("begroting.{onderdeel}.{post}.najaarsnota",),
    ),
    Quotient("perceel_volume.{perceel}.{eenheid}", "kosten_perceel.{perceel}"),
    Quotient("kosten_oude_prijs.{perceel}", "kosten_perceel.{perceel}"),
    Quotient("binnen_termijn.{wet}.{stap}"),
    Quotient("nog_lopend.{wet}.{maanden}"),
    Quotient("bewindvoering_kosten_aandeel"),
    Quotient("transitie_aandeel.{deel}"),
    Quotient(
        "risico_spreiding_aandeel.{model}.{gemeente}",
        "risico_spreiding.{model}.{gemeente}",
        ("risico_verwacht.{model}.{gemeente}",),
    ),
    Quotient(
        "wijk_per_1000.{wet}.{wijk}",
        "clienten_wijk.{wet}.{wijk}",
        ("inwoners_wijk.{wet}.{wijk}",),
        factor=1000,
    ),
    Quotient("risico_prikkel.{model}.{gemeente}.{binnen}"),
    Quotient(
        "kosten_per_client.{wet}",
        "begroting.{wet}.totaal.werkelijk",
        ("clienten.{wet}.totaal",),
        factor=1,
        decimalen=2,
    ),
    Quotient(
        "kosten_per_client_voorziening.{wet}.{voorziening}",
        "kosten_voorziening.{wet}.{voorziening}",
        ("clienten.{wet}.{voorziening}",),
        factor=1,
        decimalen=2,
    ),
)
NEGATIEF = frozenset(
    {
        "raming_verschil",
        "raming_verschil_aandeel",
        "meerjarenraming_verschil",
        "overzicht_afwijking",
        "kosten_nagekomen",
    }
)

KENMERKEN = frozenset(
    {"advies", "combinatie", "kostensoort", "reden", "regeling", "uitkomst", "verwijzer", "voorziening"}
)
"""Dimensions that tell what a person has, got or was told; not who it is, where or when."""


def make_structuur(indicatoren: Iterable[Indicator], cijfers: Iterable[Gemeten] = ()) -> Structuur:
    """What the indicators declare of totals and shares, with the relations between them and those in the numbers."""
    items = list(indicatoren)
    optellingen = make_optellingen(items)
    declared = tuple(Relatie(item.geheel, item.delen, item.soort) for item in optellingen.verbanden)
    numbers = list(cijfers)
    in_data = (*_relate_sums(numbers), *_relate_bounds(numbers), *_relate_unions(numbers))
    shares = tuple(_make_quotient(cijfer) for cijfer in numbers if cijfer.deel_van)
    on_persons = frozenset(item.naam for item in items if item.over_personen)
    relations = (*declared, *RELATIES, *in_data)
    return Structuur(
        optellingen.totalen,
        optellingen.aandelen,
        relations,
        (*shares, *QUOTIENTEN),
        NEGATIEF,
        on_persons,
        KENMERKEN,
    )


def _relate_sums(cijfers: Iterable[Gemeten]) -> Iterator[Relatie]:
    """Sums of which the data tell the parts. They may be others in another year: a class in which nobody was."""
    return (Relatie(cijfer.adres, cijfer.som_van, ongeveer=True) for cijfer in cijfers if cijfer.som_van)


def _relate_bounds(cijfers: Sequence[Gemeten]) -> Iterator[Relatie]:
    """What is at most the sum of others, which are counted in another way; of those that are not there, nobody is."""
    there = {cijfer.adres for cijfer in cijfers}
    for cijfer in cijfers:
        if parts := tuple(adres for adres in cijfer.hoogstens_van if adres in there):
            yield Relatie(cijfer.adres, parts, "grens", ongeveer=True)


def _relate_unions(cijfers: Sequence[Gemeten]) -> Iterator[Relatie]:
    """A whole is at most a union of some of its parts and all others: which others there are, the data tell."""
    addresses = dict.fromkeys(cijfer.adres for cijfer in cijfers)
    for union in (item for item in VERBANDEN if item.soort == "uniek" and item.geheel in addresses):
        stem = union.delen[0].rpartition(".")[0]
        whole = f"{stem}.{TOTAAL}"
        parts = [adres for adres in addresses if adres.rpartition(".")[0] == stem and adres != whole]
        others = (adres for adres in parts if adres not in union.delen)
        if whole in addresses:
            yield Relatie(whole, (union.geheel, *others), "hoogstens", ongeveer=True)


def _make_quotient(cijfer: Gemeten) -> Quotient:
    """The share of one number, of which the data tell the base; its part is declared for all of its indicator."""
    for item in QUOTIENTEN:
        indicator, *names = item.waarde.split(".")
        if indicator == cijfer.indicator and all(naam.startswith("{") for naam in names):
            teller = item.teller
            for naam, waarde in zip(names, cijfer.uitsplitsing.values(), strict=True):
                teller = teller.replace(naam, waarde)
            return Quotient(cijfer.adres, teller, cijfer.deel_van, item.factor)
    raise AssertionError(f"{cijfer.indicator} heeft geen quotiënt in herleiding.py")
