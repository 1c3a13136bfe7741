"""Rules that test nothing: expectations that no row can violate, and rules that no row was tested on."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sdreport.bevindingen import Bevinding
from sdreport.gate.gate import NIET_UITGEVOERD, Regeluitslag
from sdreport.safe.dutch import to_dutch

GRENZEN = {
    "expect_column_values_to_be_between": ("min_value", "max_value"),
    "expect_column_value_lengths_to_be_between": ("min_value", "max_value"),
    "expect_column_max_to_be_between": ("min_value", "max_value"),
    "expect_column_min_to_be_between": ("min_value", "max_value"),
    "expect_column_sum_to_be_between": ("min_value", "max_value"),
    "expect_column_mean_to_be_between": ("min_value", "max_value"),
    "expect_table_row_count_to_be_between": ("min_value", "max_value"),
}
NIET_IN = "not_be_in_set"
NAAST_VORIG_JAAR = "samenhang_partners.telling_niet_van_vorig_jaar"
"""The rule that is tested on each count that last year has too: of counts of partners nothing else tells the height."""
NIET_VAN_TOEPASSING = "niet_van_toepassing"
PROEF = ("", "a", "Z", "0", "9", "é", " ", "-", "\n", "a1 b2;c3", "x" * 50)


def find_loze_regels(
    suites: Mapping[str, Mapping[str, Any]], known: Mapping[str, Any]
) -> Iterator[tuple[str, str, str]]:
    """The rules that no row can violate: name of the suite, rule and why.

    `known` are the values of the suites' `$PARAMETER`s.
    Not every such rule can be seen from its JSON: that every rule does find something is what its mutation shows.
    """
    for suite in suites.values():
        for expectation in suite["expectations"]:
            oorzaak = explain_loos(expectation, known)
            if oorzaak:
                yield suite["name"], expectation["meta"]["regel"], oorzaak


def explain_loos(expectation: Mapping[str, Any], known: Mapping[str, Any]) -> str:
    """Why no row can violate an expectation; empty when a row can."""
    kind, kwargs = expectation["type"], dict(expectation["kwargs"])
    if kwargs.get("mostly") is not None and float(kwargs["mostly"]) <= 0:
        return "'mostly' is 0, dus hoeft geen enkele rij te voldoen"
    if kind in GRENZEN and all(_value(kwargs.get(name), known) is None for name in GRENZEN[kind]):
        return "er is geen onder- of bovengrens"
    if any(name in kind for name in ("in_set", "contain_set", "equal_set")):
        values = _value(kwargs.get("value_set", kwargs.get("value_pairs_set")), known)
        if values is None:
            return "er zijn geen waarden om mee te vergelijken"
        if not len(values) and (NIET_IN in kind or "contain_set" in kind):
            return "de lijst met waarden is leeg"
    if kind == "expect_column_values_to_match_regex" and _matches_all(kwargs.get("regex", "")):
        return "het patroon past op elke tekst"
    if kind == "expect_column_values_to_not_match_regex" and kwargs.get("regex") in (
        "(?!)",
        "a^",
        "$^",
        r"\b\B",
    ):
        return "het patroon past op geen enkele tekst"
    return ""


def _value(value: Any, known: Mapping[str, Any]) -> Any:
    """A value of an expectation; a parameter that is not known is some value: the gate reports that rule itself."""
    if isinstance(value, dict) and isinstance(value.get("$PARAMETER"), str):
        return known.get(value["$PARAMETER"], (0,))
    return value


def _matches_all(regex: str) -> bool:
    try:
        return all(re.search(regex, text) for text in PROEF)
    except re.error:
        return False


def find_niet_van_toepassing(uitslagen: Iterable[Regeluitslag], rijen: Mapping[str, int]) -> list[Bevinding]:
    """A notice for each extract with rows and with rules that were met because there was nothing to test them on; and
    for counts that nothing is known of to hold them against.

    `rijen` are the numbers of rows per dataset.
    """
    idle: dict[str, list[Regeluitslag]] = {}
    alone: list[Bevinding] = []
    for uitslag in uitslagen:
        many = rijen.get(uitslag.dataset, 0)
        tested = uitslag.status != NIET_UITGEVOERD
        if uitslag.regel == NAAST_VORIG_JAAR and tested and uitslag.getoetst < many:
            alone.append(_tell_alone(uitslag, many))
        if _had_nothing(uitslag) and rijen.get(uitslag.dataset, 0) > 0:
            idle.setdefault(uitslag.dataset, []).append(uitslag)
    return [*(_tell_idle(rules) for rules in idle.values()), *alone]


def _tell_alone(uitslag: Regeluitslag, rijen: int) -> Bevinding:
    alone, every = (to_dutch(many, ",") for many in (rijen - uitslag.getoetst, rijen))
    return Bevinding(
        dataset=uitslag.dataset,
        regel=f"{uitslag.dataset}.{NIET_VAN_TOEPASSING}",
        ernst="melding",
        bestand=uitslag.bestand,
        kolom=uitslag.kolom,
        wat=f"niet van toepassing: van {alone} van de {every} aantallen is er geen cijfer van vorig jaar; "
        "of de hoogte daarvan klopt, is niet te controleren.",
        herstel="Houd die aantallen zelf naast een andere bron, of vraag de partner wat ze vorig jaar waren.",
    )


def _tell_idle(rules: Sequence[Regeluitslag]) -> Bevinding:
    """One rule is told in words; of more it is enough to name them."""
    first, *others = rules
    names = ", ".join(item.regel.removeprefix(f"{item.dataset}.") for item in rules)
    if others:
        what = f"niet van toepassing: er was niets om {len(rules)} regels op te toetsen ({names})."
    else:
        what = f"niet van toepassing: er was niets om deze regel op te toetsen. De regel is: {_lower(first.uitleg)}"
    return Bevinding(
        dataset=first.dataset,
        regel=f"{first.dataset}.{NIET_VAN_TOEPASSING}",
        ernst="melding",
        bestand=first.bestand,
        kolom="" if others else first.kolom,
        wat=what,
        herstel="Kijk na of dat klopt: ontbreken er gegevens, vul ze dan aan.",
    )


def _had_nothing(uitslag: Regeluitslag) -> bool:
    """Whether a rule had nothing to test, of what was delivered."""
    untold = not uitslag.niet_geleverd and not uitslag.zonder
    return uitslag.status == "goed" and uitslag.getoetst == 0 and untold


def make_loze_bevindingen(
    suites: Mapping[str, Mapping[str, Any]], known: Mapping[str, Any], bestanden: Mapping[str, str]
) -> list[Bevinding]:
    """A warning for each rule that no row can violate."""
    return [
        Bevinding(
            dataset=(slug := suites[naam].get("meta", {}).get("bestanden", [naam])[0]),
            regel=regel,
            ernst="waarschuwing",
            bestand=bestanden.get(slug, slug),
            kolom="",
            wat=f"geen enkele rij kan deze regel overtreden, want {oorzaak}.",
            herstel=f"Verbeter de verwachting in expectations/{naam}.json.",
        )
        for naam, regel, oorzaak in find_loze_regels(suites, known)
    ]


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
