"""Exceptions on record: findings that a steward accepts, line by line, until a day.

An accepted finding stays a finding. It is shown as accepted, with the decision, and does not stop a build. Only
what the acceptance names is accepted: other lines of the same rule still count. Never accepted are faults in
reading a file (the row would be missing from the figures without a word) and rules that were not evaluated.
"""

import datetime as dt
from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sdreport.bevindingen import Besluit, Bevinding
from sdreport.errors import MEESTE_REGELNUMMERS, ConfigurationError, Fault, suggest
from sdreport.gate.keys import Levering, Sleutels
from sdreport.intake.large.line_list import IN_GEHEUGEN
from sdreport.project.parameters import Acceptatie

DATASET = "acceptaties"
"""What findings about the acceptances themselves name as their dataset."""
VERLOPEN = "acceptatie.verlopen"
VERLOPEN_VANDAAG = "acceptatie.verlopen_vandaag"
ONGEBRUIKT = "acceptatie.ongebruikt"
LEESREGELS = (
    "bestand_aanwezig", "bestand_enkel", "bestand_leeg", "bestand_veranderd", "bestand_elders", "bestand_vorm",
    "verkeerd_bestand", "extract_leeg", "blad_verborgen",
    "tekenset", "werkmap", "werkmap_te_groot", "werkblad_dubbel", "aanhalingsteken", "kopregel", "kop_te_breed",
    "kop_twee_regels",
    "kolom_ontbreekt", "kolom_dubbel", "kolom_onbekend", "boven_kopregel", "aantal_velden", "samengevoegd",
    "rij_verborgen", "doorgehaald", "formule_leeg", "regel_afgebroken", "totaalregel", "kopregel_herhaald",
    "onzichtbaar", "regel_te_lang", "veld_te_lang",
    "leesbaar_getal", "leesbaar_decimaal", "leesbaar_bedrag", "leesbaar_datum", "leesbaar_code",
    "notatie_gemengd", "notatie_onzeker", "notatie_serie", "voorloopnul",
    "niet_getoetst",
)  # fmt: skip
"""Rules of the reader, without their dataset; and the finding that nothing of a dataset could be tested."""


@dataclass(frozen=True)
class Regels:
    """The rules that an acceptance can name.

    `bekend` are all rules of the gate, `leesregels` those found in reading, `niet_getoetst` the datasets and rules
    that could not be evaluated this time.
    """

    bekend: Collection[str]
    leesregels: Collection[str] = ()
    niet_getoetst: Collection[tuple[str, str]] = ()


def apply_acceptaties(
    bevindingen: Iterable[Bevinding],
    acceptaties: Sequence[Acceptatie],
    regels: Regels,
    leveringen: Iterable[Levering],
    peildatum: dt.date,
    bestand: str,
    vandaag: dt.date | None = None,
) -> list[Bevinding]:
    """The findings with what is accepted split off and marked, and findings about the acceptances themselves.

    `peildatum` is the day on which an acceptance must still hold: the date of the report, so that an old report can be
    made again. `vandaag` warns of those that would not hold today. `bestand` is the name of the parameters file. An
    acceptance of a rule that does not exist is a ConfigurationError that names the closest one.
    """
    check_acceptaties(acceptaties, regels, bestand)
    sleutels = {levering.dataset.slug: Sleutels(levering) for levering in leveringen}
    every = list(bevindingen)
    untested = [item for item in every if (item.dataset, item.regel) in regels.niet_getoetst]
    found = [item for item in every if (item.dataset, item.regel) not in regels.niet_getoetst]
    unknown = {rule for _, rule in regels.niet_getoetst}
    extra: list[Bevinding] = []
    for number, acceptatie in enumerate(acceptaties, start=1):
        if acceptatie.tot < peildatum:
            extra.append(_find_expired(number, acceptatie, bestand))
            continue
        if vandaag and acceptatie.tot < vandaag:
            extra.append(_find_expired_today(number, acceptatie, bestand))
        found, missed = _accept(found, acceptatie, sleutels)
        if missed and acceptatie.regel not in unknown:
            extra.append(_find_unused(number, acceptatie, missed, bestand))
    return [*found, *untested, *extra]


def check_acceptaties(acceptaties: Sequence[Acceptatie], regels: Regels, bestand: str) -> None:
    """Raise ConfigurationError with every acceptance of a rule that does not exist or cannot be accepted."""
    faults = []
    for number, acceptatie in enumerate(acceptaties, start=1):
        rule = acceptatie.regel
        if rule in regels.leesregels:
            what = (
                f"'{rule}' gaat over het lezen van het bestand en is niet te accepteren. Wat niet te lezen is, zou "
                "stil uit de cijfers verdwijnen. Verbeter het extract."
            )
        elif rule not in regels.bekend:
            hint = suggest(rule, sorted(regels.bekend), "De regels staan in expectations/.")
            what = f"onbekende regel '{rule}'. {hint}"
        else:
            continue
        faults.append(Fault(what, bestand, column=f"acceptatie {number}", rule=rule))
    if faults:
        raise ConfigurationError.from_list("Acceptaties kloppen niet:", faults)


def _accept(
    bevindingen: Iterable[Bevinding], acceptatie: Acceptatie, sleutels: Mapping[str, Sleutels]
) -> tuple[list[Bevinding], str]:
    """Split the findings that an acceptance is about; also what it names that is not there, as text."""
    result: list[Bevinding] = []
    named: set[int | str] = {*acceptatie.regels, *acceptatie.sleutels}
    matched: set[int | str] = set()
    for bevinding in bevindingen:
        concerned = bevinding.regel == acceptatie.regel and acceptatie.dataset in (None, bevinding.dataset)
        if not concerned or bevinding.besluit:
            result.append(bevinding)
        elif acceptatie.alles:
            matched.add(0)
            result.append(replace(bevinding, besluit=_decide(acceptatie)))
        else:
            find = sleutels.get(bevinding.dataset)
            keep, accepted, hits = _split(bevinding, acceptatie, named, find)
            matched |= hits
            result += [_part(bevinding, keep)] if keep or not accepted else []
            result += [replace(_part(bevinding, accepted), besluit=_decide(acceptatie))] if accepted else []
    return result, _describe_missed(acceptatie, named - matched, bool(matched))


def _split(
    bevinding: Bevinding, acceptatie: Acceptatie, named: Collection[int | str], sleutels: Sleutels | None
) -> tuple[Sequence[int], Sequence[int], set[int | str]]:
    """The lines that stay, the lines that are accepted, and what of the acceptance was met."""
    keep, accepted = array("q"), array("q")
    hits: set[int | str] = set()
    if acceptatie.regels or sleutels is None:
        pairs: Iterable[tuple[int, int | str]] = ((line, line) for line in bevinding.regelnummers)
    else:
        pairs = sleutels.with_lines(bevinding.regelnummers)
    for line, mark in pairs:
        if mark in named:
            hits.add(mark)
            accepted.append(line)
        else:
            keep.append(line)
    return _compact(keep), _compact(accepted), hits


def _compact(lines: "array[int]") -> Sequence[int]:
    return tuple(lines) if len(lines) <= IN_GEHEUGEN else lines


def _part(bevinding: Bevinding, lines: Sequence[int]) -> Bevinding:
    return replace(bevinding, regelnummers=lines, aantal=len(lines)) if len(lines) else bevinding


def _decide(acceptatie: Acceptatie) -> Besluit:
    return Besluit(acceptatie.reden, acceptatie.besloten_door, acceptatie.datum, acceptatie.tot)


def _describe_missed(acceptatie: Acceptatie, missed: Collection[int | str], any_matched: bool) -> str:
    """What an acceptance names in vain; line numbers may be told, keys may not."""
    if acceptatie.alles:
        return "" if any_matched else "er is geen bevinding van deze regel"
    if not missed:
        return ""
    if acceptatie.regels:
        lines = sorted(int(line) for line in missed)
        more = f" en nog {len(lines) - MEESTE_REGELNUMMERS}" if len(lines) > MEESTE_REGELNUMMERS else ""
        have = "heeft" if len(lines) == 1 else "hebben"
        return f"regel {', '.join(map(str, lines[:MEESTE_REGELNUMMERS]))}{more} {have} deze bevinding niet"
    return f"{len(missed)} van de {len(set(acceptatie.sleutels))} sleutels hebben deze bevinding niet"


def _find_expired(number: int, acceptatie: Acceptatie, bestand: str) -> Bevinding:
    wat = f"acceptatie {number} ({acceptatie.regel}) is verlopen op {acceptatie.tot:%d-%m-%Y}."
    herstel = f"Laat {acceptatie.besloten_door} opnieuw besluiten, of verwijder de acceptatie."
    return Bevinding(DATASET, VERLOPEN, "kritiek", bestand, "", wat, herstel)


def _find_expired_today(number: int, acceptatie: Acceptatie, bestand: str) -> Bevinding:
    wat = f"acceptatie {number} ({acceptatie.regel}) verliep op {acceptatie.tot:%d-%m-%Y}, na de datum van het rapport."
    who = acceptatie.besloten_door
    herstel = f"Voor een nieuw rapport moet {who} opnieuw besluiten; voor dit rapport geldt zij nog."
    return Bevinding(DATASET, VERLOPEN_VANDAAG, "waarschuwing", bestand, "", wat, herstel)


def _find_unused(number: int, acceptatie: Acceptatie, missed: str, bestand: str) -> Bevinding:
    wat = f"acceptatie {number} ({acceptatie.regel}) past niet: {missed}."
    return Bevinding(DATASET, ONGEBRUIKT, "melding", bestand, "", wat, "Verwijder wat niet meer nodig is.")
