"""Koppelingen of budget tables: printed totals against the amounts that count in them, and a table without holes.

A table is small by nature and its rows are published, so it is read as text, and what is found may be named. Money is
added up in whole cents.
"""

from collections.abc import Iterator, Sequence

import pandas as pd

from sdreport.gate.samenhang.sources import Bronnen
from sdreport.intake.catalogue.datasets import DATASETS
from sdreport.plannen.rows import Rijtekst, to_rijteksten

SLUG = "overzichten"
VAST = ("rubriek", "omschrijving", "soort", "telt_in")
"""What a post has the same in every year."""
KOLOMMEN = (
    "regelnummer", "kolom", "onderwerp", "verschil_eur", "telt_in_onbekend", "jaar_ontbreekt", "post_wisselt",
)  # fmt: skip
Jaarpost = tuple[str, str, str]
"""Overzicht, post and year."""


def overzichten(bronnen: Bronnen) -> pd.DataFrame:
    """Per (sub)total its difference with what counts in it, per amount whether its total is there, and holes."""
    rijen = list(to_rijteksten(bronnen.frame(SLUG, *DATASETS[SLUG].column_names)))
    toetsen = [*_judge_sums(rijen), *_judge_targets(rijen), *_judge_years(rijen), *_judge_posts(rijen)]
    return pd.DataFrame(toetsen, columns=KOLOMMEN).assign(dataset=SLUG).set_index("regelnummer")


def _judge_sums(rijen: Sequence[Rijtekst]) -> Iterator[dict[str, object]]:
    """Every printed (sub)total that has amounts counting in it."""
    parts: dict[Jaarpost, list[int]] = {}
    for rij in rijen:
        if rij["telt_in"] and rij["bedrag"]:
            key = rij["overzicht"], rij["telt_in"], rij["jaar"]
            parts.setdefault(key, []).append(_to_cents(rij["bedrag"]))
    for rij in rijen:
        own = parts.get(_key(rij), [])
        if rij["soort"] != "post" and rij["bedrag"] and own:
            verschil = abs(_to_cents(rij["bedrag"]) - sum(own)) / 100
            yield {
                "regelnummer": int(rij["regelnummer"]),
                "kolom": "bedrag",
                "onderwerp": _name(rij),
                "verschil_eur": verschil,
            }


def _judge_targets(rijen: Sequence[Rijtekst]) -> Iterator[dict[str, object]]:
    """Every amount that counts in a (sub)total of the same table and year, which is another row."""
    totals = {_key(rij) for rij in rijen if rij["soort"] != "post"}
    for rij in rijen:
        if rij["telt_in"]:
            known = (rij["overzicht"], rij["telt_in"], rij["jaar"]) in totals and rij["telt_in"] != rij[
                "post"
            ]
            yield {
                "regelnummer": int(rij["regelnummer"]),
                "kolom": "telt_in",
                "onderwerp": _name(rij),
                "telt_in_onbekend": float(not known),
            }


def _judge_years(rijen: Sequence[Rijtekst]) -> Iterator[dict[str, object]]:
    """For each amount of a year: whether its post also has the year before, if it has any earlier year."""
    years: dict[tuple[str, str], set[int]] = {}
    for rij in rijen:
        if rij["jaar"]:
            years.setdefault((rij["overzicht"], rij["post"]), set()).add(int(rij["jaar"]))
    for rij in rijen:
        if rij["jaar"]:
            own, jaar = years[rij["overzicht"], rij["post"]], int(rij["jaar"])
            gap = jaar - 1 not in own and jaar > min(own)
            yield {
                "regelnummer": int(rij["regelnummer"]),
                "kolom": "jaar",
                "onderwerp": _name(rij),
                "jaar_ontbreekt": float(gap),
            }


def _judge_posts(rijen: Sequence[Rijtekst]) -> Iterator[dict[str, object]]:
    """What a post has the same in every year, against its first row."""
    first: dict[tuple[str, str], Rijtekst] = {}
    for rij in rijen:
        model = first.setdefault((rij["overzicht"], rij["post"]), rij)
        for kolom in VAST:
            yield {
                "regelnummer": int(rij["regelnummer"]),
                "kolom": kolom,
                "onderwerp": _name(rij),
                "post_wisselt": float(rij[kolom] != model[kolom]),
            }


def _key(rij: Rijtekst) -> Jaarpost:
    return rij["overzicht"], rij["post"], rij["jaar"]


def _name(rij: Rijtekst) -> str:
    return " ".join(part for part in _key(rij) if part)


def _to_cents(text: str) -> int:
    return round(float(text) * 100)
