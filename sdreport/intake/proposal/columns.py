"""Which delivered column is which of ours: by its name, by the names that systems give, and by what it holds."""

import difflib
import functools
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from sdreport.intake.berichten.xml.values import is_bsn
from sdreport.intake.cast import Kolomtekst, prepare_column, type_column
from sdreport.intake.catalogue.definition import Column, Dataset, Soort
from sdreport.intake.notation import dates, numbers
from sdreport.intake.notation.column import LETTERLIJK, settle
from sdreport.intake.notation.form import GEMENGD, ONZEKER, Notatie
from sdreport.intake.proposal.names import find_years, list_words, says_otherwise, spell_out
from sdreport.intake.proposal.sample import Monster, load_synonyms
from sdreport.intake.source.header import fold_name

Codelijsten = Mapping[str, Collection[str]]
"""Per column of a dataset the codes that it may hold; columns without a list are not here."""
ZELFDE, BEKEND, LIJKT, INHOUD = "zelfde naam", "bekende naam", "de naam lijkt erop", "de inhoud past"
BEVAT, MISSCHIEN = "misschien: de naam zit erin", "misschien: de naam lijkt er wat op"
JAREN = "misschien: er is zo'n kolom van meer jaren"
TWIJFEL = (INHOUD, BEVAT, MISSCHIEN, JAREN)
"""Reasons that are not enough: such a proposal is written as a comment."""
BSN, DUBBEL = "burgerservicenummer", "de naam staat er vaker"
"""Why a column is proposed for none of ours: it holds numbers of persons, or its name is of more than one column."""
BSN_NAMEN = ("bsn", "bsnnummer", "burgerservicenummer", "bsnclient", "clientbsn", "bsnpartner", "sofinummer")
MINSTE_BSN = 5
"""So many numbers must there be before their checksum says that they are of persons."""
PUNTEN = {ZELFDE: 4.0, BEKEND: 3.0}
WOORD = re.compile(r"[^\W_]+")
LIJKEND, ZEKER = 0.72, 0.85
"""How much two names must be alike, from 0 to 1, before the one may be the other, and before it is proposed."""
PAST = 0.9
"""The part of the fields that must be readable in the kind of a column, or among its codes."""
NOTATIES = {
    dates.DAG_EERST: "dd-mm-jjjj", dates.JAAR_EERST: "jjjj-mm-dd", dates.AANEEN: "jjjjmmdd",
    **dict.fromkeys(dates.SCHUINE, "dd/mm/jjjj"), **dict.fromkeys(dates.KORTE, "jaar van twee cijfers"),
    numbers.KOMMA: "decimale komma", numbers.PUNT: "decimale punt",
}  # fmt: skip
REDENEN = {GEMENGD: "twee notaties door elkaar", ONZEKER: "notatie onzeker", dates.SERIE: "dagnummers"}


@dataclass(frozen=True)
class Kolomvoorstel:
    """A delivered column, the column that it is proposed for (empty: none), why, and how its fields are written."""

    geleverd: str
    plaats: int
    kolom: str
    waarom: str
    notatie: str = ""


def propose_columns(monster: Monster, dataset: Dataset, codelijsten: Codelijsten) -> list[Kolomvoorstel]:
    """A proposal for each delivered column, in their order: best matches first, each of ours at most once."""
    pairs = sorted(_weigh(monster, dataset, codelijsten), key=lambda pair: -pair[0])
    chosen: dict[int, tuple[Column, str]] = {}
    never = _list_never(monster)
    for _, place, column, why in pairs:
        if (
            place not in chosen
            and place not in never
            and column.name not in {taken.name for taken, _ in chosen.values()}
        ):
            chosen[place] = (column, why)
    made = []
    for place, name in enumerate(monster.namen):
        if place in chosen:
            column, why = chosen[place]
            notatie = describe_notatie(column, monster.column(place))
            made.append(Kolomvoorstel(name, place, column.name, why, notatie))
        else:
            made.append(Kolomvoorstel(name, place, "", never.get(place, "")))
    return made


def _list_never(monster: Monster) -> dict[int, str]:
    """The columns, by place, that are never proposed, and why."""
    folded = [fold_name(name) for name in monster.namen]
    never = {place: DUBBEL for place, name in enumerate(folded) if name and folded.count(name) > 1}
    bsn = {place: BSN for place, name in enumerate(folded) if _holds_bsn(name, monster.column(place))}
    return never | bsn


def _holds_bsn(folded: str, fields: Sequence[str]) -> bool:
    """Whether a column holds numbers of persons: it is named so and no pseudonym, or their checksum says so."""
    filled = [field.strip() for field in fields if field.strip()]
    if folded in BSN_NAMEN:
        return any(field.isdigit() for field in filled)
    right = sum(len(field) == 9 and field.isascii() and field.isdigit() and is_bsn(field) for field in filled)
    return len(filled) >= MINSTE_BSN and right >= PAST * len(filled)


def _weigh(
    monster: Monster, dataset: Dataset, codelijsten: Codelijsten
) -> Iterator[tuple[float, int, Column, str]]:
    """Every delivered column with every one of ours that it may be, and how much speaks for it."""
    synonyms = load_synonyms()
    alike = Counter(map(list_words, monster.namen))
    for place, name in enumerate(monster.namen):
        years = find_years(name) if alike[list_words(name)] > 1 else []
        fields = [field for field in monster.column(place) if field.strip()]
        for column in dataset.columns:
            fit = _fit(fields, column, codelijsten.get(column.name, ()))
            why, points = _compare_names(name, column.name, synonyms.get(column.name, ()))
            if why == BEKEND and column.soort not in LETTERLIJK and not _are_values(fields):
                continue  # words are no days and no numbers, whatever the column is called
            if why == BEKEND and years:
                yield int(max(years)) / 10_000, place, column, JAREN
            elif why in (ZELFDE, BEKEND) or (why and fit >= PAST):
                yield points + fit, place, column, why
            elif fit >= PAST and len(codelijsten.get(column.name, ())) > 2 and len(set(fields)) > 1:
                yield fit, place, column, INHOUD
            elif _is_in(column, name) and (column.soort in LETTERLIJK or _are_values(fields)):
                yield 0, place, column, BEVAT


def _is_in(column: Column, delivered: str) -> bool:
    """Whether a column that no extract may lack is a word of a delivered name."""
    known = fold_name(column.name) in map(fold_name, WOORD.findall(delivered))
    return known and not column.optioneel and not says_otherwise(delivered, column.name)


def _compare_names(delivered: str, name: str, synonyms: Sequence[str]) -> tuple[str, float]:
    """Why a delivered name may be one of ours, and how much that counts; an empty reason when it is not alike."""
    folded = fold_name(delivered)
    if folded == fold_name(name):
        return ZELFDE, PUNTEN[ZELFDE]
    if folded in map(fold_name, synonyms):
        return BEKEND, PUNTEN[BEKEND]
    if is_known(delivered, name, synonyms):
        return BEKEND, PUNTEN[BEKEND] - 0.5
    if says_otherwise(delivered, name, *synonyms):
        return "", 0.0
    alike = max(
        difflib.SequenceMatcher(None, folded, fold_name(other)).ratio() for other in (name, *synonyms)
    )
    return (LIJKT if alike >= ZEKER else MISSCHIEN, 1 + alike) if alike >= LIJKEND else ("", 0.0)


def is_known(delivered: str, name: str, synonyms: Sequence[str]) -> bool:
    """Whether a delivered name is surely that of a column, also when its words are shortened."""
    return not _spell_ours(name, *synonyms).isdisjoint(spell_out(delivered))


@functools.cache
def _spell_ours(*names: str) -> frozenset[str]:
    """Our names for a column, with their words in full."""
    return frozenset(spelled for name in names for spelled in (fold_name(name), "".join(list_words(name))))


def look_alike(one: str, other: str) -> float:
    """How much two names are alike, from 0 to 1."""
    return difflib.SequenceMatcher(None, one, other).ratio()


def _are_values(fields: Sequence[str]) -> bool:
    """Whether most fields have a digit, as days and numbers have; also when there is no field at all."""
    return 2 * sum(any(sign.isdigit() for sign in field) for field in fields) >= len(fields)


def _fit(fields: Sequence[str], column: Column, codes: Collection[str]) -> float:
    """The part of the filled fields that can be read in the kind of a column, or that is among its codes."""
    if not fields:
        return 0.5
    if codes:
        known = {fold_name(code) for code in codes}
        return sum(fold_name(field) in known for field in fields) / len(fields)
    if column.soort in LETTERLIJK:
        return 1 - _readable(fields, "datum") if column.soort == "code" else 1 - _readable(fields, "getal")
    return _readable(fields, column.soort)


def _readable(fields: Sequence[str], soort: Soort) -> float:
    ready, notatie = _settle_alone(fields, soort)
    _, wrong = type_column(ready, notatie)
    return 1 - float(wrong.mean())


def _settle_alone(fields: Sequence[str], soort: Soort) -> tuple[Kolomtekst, Notatie | None]:
    column = Column("veld", soort, "")
    ready = prepare_column(pd.Series(list(fields), dtype="str"), column)
    return ready, settle([column], {column.name: ready.telling}).get(column.name)


def describe_notatie(column: Column, fields: Sequence[str]) -> str:
    """How the fields of a column are written, in words; empty for texts and for plain whole numbers."""
    if column.soort in LETTERLIJK:
        return ""
    ready, notatie = _settle_alone(fields, column.soort)
    if notatie and notatie.reden:
        return REDENEN[notatie.reden]
    forms = [name for name, keer in ready.telling.items() if keer and name in NOTATIES]
    unread = sum(keer for name, keer in ready.telling.items() if not name) - sum(
        not field.strip() for field in fields
    )
    told = list(dict.fromkeys(NOTATIES[name] for name in forms))
    return ", ".join([*told, *([f"{unread} niet te lezen"] if unread else [])])
