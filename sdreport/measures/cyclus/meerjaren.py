"""The year against the multi-year budget that an earlier plan published. All amounts in euro.

A multi-year budget groups posts by ranges of Iv3 taakvelden (`taakveld-6-1-6-2`). Actual costs are set beside a group
only where that is honest: none of its taakvelden belongs to another group too, and the extract holds each of them.
"""

import re
from collections import Counter
from collections.abc import Iterator

import pandas as pd

from sdreport.measures.definitie import Invoer, Meting, indicator, sum_eur
from sdreport.register.cijfer import make_adres

OVERZICHT = "meerjarenbegroting"
GROEP = re.compile(r"taakveld-(\d)-(\d)(?:-(\d)-(\d))?")
TAAKVELD = 3
"""So many characters of a code name its taakveld: `6.71a` and `6.72` are parts of 6.7."""


@indicator(
    dimensies=("post",),
    eenheid="euro",
    bron=("eerder.overzichten",),
    definitie="Bedrag voor dit jaar in de meerjarenbegroting van het beleidskader, zoals gedrukt.",
)
def meerjarenbegroting(invoer: Invoer) -> Iterator[Meting]:
    """The amounts for the reported year in the last multi-year budget, with its total as printed."""
    for row in _rows(invoer).itertuples():
        yield Meting((str(row.post),), float(str(row.bedrag)), 1)


@indicator(
    dimensies=("post",),
    eenheid="euro",
    bron=("begroting", "eerder.overzichten"),
    definitie="Werkelijke lasten op de taakvelden van een post in de meerjarenbegroting; alleen waar de gegevens al "
    "die taakvelden heeft en zij bij één post horen.",
)
def meerjarenbegroting_werkelijk(invoer: Invoer) -> Iterator[Meting]:
    """Actual costs beside each post that can be compared."""
    for post, _, werkelijk, posten in _compare(invoer):
        yield Meting((post,), werkelijk, len(posten), som_van=posten)


@indicator(
    dimensies=("post",),
    eenheid="euro",
    bron=("begroting", "eerder.overzichten"),
    definitie="Meerjarenbegroting min werkelijke lasten; boven nul is voordelig, onder nul nadelig.",
)
def meerjarenraming_verschil(invoer: Invoer) -> Iterator[Meting]:
    """Multi-year budget minus actual costs, for each post that can be compared."""
    for post, begroot, werkelijk, posten in _compare(invoer):
        yield Meting((post,), round(begroot - werkelijk, 2), len(posten))


def _compare(invoer: Invoer) -> Iterator[tuple[str, float, float, tuple[str, ...]]]:
    """Per comparable post: budget, actual costs, and the addresses of the amounts behind those."""
    groups = {
        str(row.post): (_taakvelden(invoer, str(row.rubriek)), row) for row in _rows(invoer).itertuples()
    }
    of_how_many = Counter(code for codes, _ in groups.values() for code in codes)
    lasten = invoer.tabellen["begroting"].query("fase == 'werkelijk'")
    code = lasten["taakveld"].str[:TAAKVELD]
    for post, (codes, row) in groups.items():
        own = lasten[code.isin(codes)]
        if codes and codes <= set(code) and all(of_how_many[name] == 1 for name in codes):
            posten = tuple(
                make_adres("begroting", (str(item.onderdeel), str(item.post), "werkelijk"))
                for item in own.itertuples()
            )
            yield post, float(str(row.bedrag)), sum_eur(own["bedrag"]), posten


def _rows(invoer: Invoer) -> pd.DataFrame:
    """The rows of the reported year in the last multi-year budget that was published."""
    for frame in reversed(invoer.eerder["overzichten"]):
        if (frame["overzicht"] == OVERZICHT).any():
            return frame[
                (frame["overzicht"] == OVERZICHT) & (frame["jaar"] == invoer.jaar) & frame["bedrag"].notna()
            ]
    return invoer.eerder["overzichten"][-1].iloc[:0]


def _taakvelden(invoer: Invoer, rubriek: str) -> set[str]:
    """The taakvelden of a group in the reported year; none when it is not a range of taakvelden."""
    match = GROEP.fullmatch(rubriek)
    if match is None:
        return set()
    first, last = f"{match[1]}.{match[2]}", f"{match[3] or match[1]}.{match[4] or match[2]}"
    known = invoer.referenties["taakvelden"]
    valid = (known["jaar_van"].astype(int) <= invoer.jaar) & (
        known["jaar_tot"].fillna(str(invoer.jaar)).astype(int) >= invoer.jaar
    )
    codes = set(known.loc[valid, "code"].str[:TAAKVELD])
    return {code for code in codes if first <= code <= last}
