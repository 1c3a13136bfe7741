"""Which delivered column is which of ours: by its name, by the names that systems give, and by what it holds."""

import difflib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from sdreport.intake.cast import Kolomtekst, prepare_column, type_column
from sdreport.intake.catalogue.definition import Column, Dataset, Soort
from sdreport.intake.notation import dates, numbers
from sdreport.intake.notation.column import LETTERLIJK, settle
from sdreport.intake.notation.form import GEMENGD, ONZEKER, Notatie
from sdreport.intake.proposal.sample import Monster, load_synonyms
from sdreport.intake.source.header import fold_name

Codelijsten = Mapping[str, Collection[str]]
"""Per column of a dataset the codes that it may hold; columns without a list are not here."""
ZELFDE, BEKEND, LIJKT, INHOUD = "zelfde naam", "bekende naam", "de naam lijkt erop", "de inhoud past"
PUNTEN = {ZELFDE: 4.0, BEKEND: 3.0}
LIJKEND = 0.72
"""How much two names must be alike, from 0 to 1, before the one is proposed for the other."""
PAST = 0.9
"""The part of the fields that must be readable in the kind of a column, or among its codes."""
NOTATIES = {
    dates.DAG_EERST: "dd-mm-jjjj", dates.JAAR_EERST: "jjjj-mm-dd", dates.AANEEN: "jjjjmmdd",
    **dict.fromkeys(dates.SCHUINE, "dd/mm/jjjj"), **dict.fromkeys(dates.KORTE, "jaar van twee cijfers"),
    numbers.KOMMA: "decimale komma", numbers.PUNT: "decimale punt",
}  # fmt: skip
REDENEN = {GEMENGD: "twee notaties door elkaar", ONZEKER: "notatie onzeker"}


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
    for _, place, column, why in pairs:
        if place not in chosen and column.name not in {taken.name for taken, _ in chosen.values()}:
            chosen[place] = (column, why)
    made = []
    for place, name in enumerate(monster.namen):
        if place in chosen:
            column, why = chosen[place]
            notatie = describe_notatie(column, monster.column(place))
            made.append(Kolomvoorstel(name, place, column.name, why, notatie))
        else:
            made.append(Kolomvoorstel(name, place, "", ""))
    return made


def _weigh(
    monster: Monster, dataset: Dataset, codelijsten: Codelijsten
) -> Iterator[tuple[float, int, Column, str]]:
    """Every delivered column with every one of ours that it may be, and how much speaks for it."""
    synonyms = load_synonyms()
    for place, name in enumerate(monster.namen):
        fields = [field for field in monster.column(place) if field.strip()]
        for column in dataset.columns:
            fit = _fit(fields, column, codelijsten.get(column.name, ()))
            why, points = _compare_names(name, column.name, synonyms.get(column.name, ()))
            if why in (ZELFDE, BEKEND) or (why and fit >= PAST):
                yield points + fit, place, column, why
            elif fit >= PAST and len(codelijsten.get(column.name, ())) > 2 and len(set(fields)) > 1:
                yield fit, place, column, INHOUD


def _compare_names(delivered: str, name: str, synonyms: Sequence[str]) -> tuple[str, float]:
    """Why a delivered name may be one of ours, and how much that counts; an empty reason when it is not alike."""
    folded = fold_name(delivered)
    if folded == fold_name(name):
        return ZELFDE, PUNTEN[ZELFDE]
    if folded in map(fold_name, synonyms):
        return BEKEND, PUNTEN[BEKEND]
    alike = max(
        difflib.SequenceMatcher(None, folded, fold_name(other)).ratio() for other in (name, *synonyms)
    )
    return (LIJKT, 1 + alike) if alike >= LIJKEND else ("", 0.0)


def look_alike(one: str, other: str) -> float:
    """How much two names are alike, from 0 to 1."""
    return difflib.SequenceMatcher(None, one, other).ratio()


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
