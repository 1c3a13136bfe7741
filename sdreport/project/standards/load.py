"""The code lists that a report works with: fixed ones, most of national standards, and what the municipality adds.

A national list is known by its name, the law (the same code can mean another thing in the Wmo than in the Jeugdwet)
and the years in which a code holds. `codes.csv` has the codes, `lists.csv` which list of which standard that is and
where it comes from. The municipality keeps lists of its own, and may give a national code another group of its reports.
"""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from sdreport.errors import ConfigurationError

FOLDER = Path(__file__).parent
KOLOMMEN = ("lijst", "wet", "jaar_van", "jaar_tot", "code", "omschrijving", "groep")
EIGEN = "codelijsten"
"""The table of the municipality, with the columns `lijst`, `code`, `omschrijving` and `groep`."""


def load_lists() -> pd.DataFrame:
    """Which list of which standard every national list is, per law, with its source."""
    return _read("lists.csv")


def load_codes() -> pd.DataFrame:
    """All codes of the national lists; an empty year means no limit (both years are included)."""
    return _read("codes.csv")


def add_national(eigen: pd.DataFrame) -> pd.DataFrame:
    """The national codes with those of the municipality behind them; missing values are None.

    A code that the municipality lists under the name of a national list changes its group only; `ConfigurationError`
    names the codes that such a list does not have.
    """
    national = load_codes()
    own = eigen.reindex(columns=list(KOLOMMEN)).astype(object).where(lambda table: table.notna(), None)
    again = own[own["lijst"].isin(national["lijst"])]
    known = set(zip(national["lijst"], national["code"], strict=True))
    wrong = [f"{lijst} {code}" for lijst, code in _keys(again) if (lijst, code) not in known]
    if wrong:
        raise ConfigurationError.from_list(
            f"data/{EIGEN}.csv: deze codes staan niet in de vaste lijst van die naam. Haal ze weg, en noem onder codes "
            "in de parameters welke code van u welke is:",
            wrong,
        )
    groups = dict(zip(_keys(again), again["groep"], strict=True))
    changed = [
        groups.get(key) or groep for key, groep in zip(_keys(national), national["groep"], strict=True)
    ]
    rest = own.drop(index=again.index)
    return pd.concat([national.assign(groep=changed), rest], ignore_index=True).astype(object)


def select_year(codes: pd.DataFrame, jaar: int) -> pd.DataFrame:
    """The codes that hold in a year; an empty year means no limit, and both years are included."""
    since = pd.to_numeric(codes["jaar_van"]).fillna(jaar)
    until = pd.to_numeric(codes["jaar_tot"]).fillna(jaar)
    return codes[(since <= jaar) & (until >= jaar)]


def describe_list(lijst: str) -> Mapping[str, str]:
    """Per law (empty where there is no difference) what a national list is, in words; nothing for another list."""
    own = load_lists().query("lijst == @lijst")
    names = own["standaard"] + (" " + own["naam"]).fillna("")
    texts = names + " (" + own["bron"] + ")"
    return dict(zip(own["wet"].fillna(""), texts, strict=True))


def _keys(table: pd.DataFrame) -> list[tuple[str, str]]:
    return list(zip(table["lijst"].astype(str), table["code"].astype(str), strict=True))


def _read(name: str) -> pd.DataFrame:
    table = pd.read_csv(FOLDER / name, sep=";", dtype="str", keep_default_na=False, encoding="utf-8")
    return table.astype(object).where(table != "", None)
