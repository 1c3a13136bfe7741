"""Koppelingen: demands on what extracts say together, or compared with last year.

A koppeling is a pure function that joins typed tables into one derived table; the demands on that table stay a native
suite, `expectations/samenhang_<naam>.json`. A derived table has

- as index `regel`: the line in the delivered file that a row is about, 0 for a row about a file as a whole;
- `dataset`: whose file that is (a suite names the datasets it can be about in `meta.bestanden`);
- `kolom`, where a koppeling looks at several columns: the column of the file that the row is about;
- `onderwerp`, where a row is about a group: which one, in words. Never a value from a record;
- and the columns that are judged. Missing means: there is nothing to judge here.

Rows that look alike are judged once: the expectations on a derived table are about one row at a time, so the cost in
Great Expectations does not grow with the extract.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from sdreport.errors import ConfigurationError
from sdreport.intake.groot import GroteTabel
from sdreport.parameters import Toleranties
from sdreport.quality import engine
from sdreport.quality.gate import Regeluitslag
from sdreport.quality.suites import ERNST, columns_of, load_suites

VOORVOEGSEL = "samenhang_"
ONDERWERPEN_GENOEMD = 8
PER_RIJ = ("expect_column_values_",)


@dataclass(frozen=True)
class Bronnen:
    """All that a koppeling may look at.

    `historie` has a row per number of last year: indicator, uitsplitsing (`wet=wmo;voorziening=totaal`) and waarde.
    `peildatum` is the date of the report: what is registered cannot be later. `bestanden` are the delivered files;
    `andere_jaren` the folders with the extracts of other years.
    """

    tabellen: Mapping[str, pd.DataFrame | GroteTabel]
    referenties: Mapping[str, pd.DataFrame]
    jaar: int
    peildatum: dt.date
    toleranties: Toleranties = field(default_factory=Toleranties)
    historie: pd.DataFrame = field(
        default_factory=lambda: pd.DataFrame({"indicator": [], "uitsplitsing": [], "waarde": []})
    )
    bestanden: Mapping[str, Path] = field(default_factory=dict)
    andere_jaren: Sequence[Path] = ()

    @property
    def begin(self) -> pd.Timestamp:
        """First day of the year."""
        return pd.Timestamp(self.jaar, 1, 1)

    @property
    def einde(self) -> pd.Timestamp:
        """Last day of the year."""
        return pd.Timestamp(self.jaar, 12, 31)

    def has(self, *slugs: str) -> bool:
        """Whether these extracts could be read."""
        return all(slug in self.tabellen for slug in slugs)

    def frame(self, slug: str, *columns: str) -> pd.DataFrame:
        """Some columns of an extract, with line numbers as index."""
        table = self.tabellen[slug]
        if isinstance(table, GroteTabel):
            return table.to_frame(columns)
        return table[list(columns)].rename_axis(index="regel")


@dataclass(frozen=True)
class Koppeling:
    """A koppeling: which extracts it cannot do without, whose lines it names, and how its table is made."""

    naam: str
    bestanden: tuple[str, ...]
    nodig: tuple[str, ...]
    make: Callable[[Bronnen], pd.DataFrame]

    def concerns(self, datasets: Sequence[str]) -> bool:
        """Whether a report on these datasets can have this koppeling."""
        return set(self.nodig) <= set(datasets) and bool(set(self.bestanden) & set(datasets))


def load_koppelingsuites(folder: Path, koppelingen: Sequence[Koppeling]) -> dict[str, dict[str, Any]]:
    """The suites of the koppelingen, by `samenhang_<naam>`; `ConfigurationError` tells what cannot be used in them."""
    suites = load_suites(folder, [f"{VOORVOEGSEL}{koppeling.naam}" for koppeling in koppelingen])
    for suite in suites.values():
        check_row_rules(suite)
    return suites


def run_koppelingen(
    koppelingen: Sequence[Koppeling],
    bronnen: Bronnen,
    suites: Mapping[str, dict[str, Any]],
    datasets: Sequence[str],
) -> list[Regeluitslag]:
    """Test every koppeling that the datasets of a report allow; `suites` as `load_koppelingsuites` gives them.

    The results are ordinary ones: per rule and dataset, with the lines in the file of that dataset. A koppeling whose
    extracts could not be read, or that fails, gives results `niet uitgevoerd`.
    """
    known = make_tolerance_parameters(bronnen.toleranties)
    uitslagen: list[Regeluitslag] = []
    for koppeling in koppelingen:
        if koppeling.concerns(datasets):
            suite = suites[f"{VOORVOEGSEL}{koppeling.naam}"]
            uitslagen += _run(koppeling, bronnen, suite, known, datasets)
    return uitslagen


def make_tolerance_parameters(toleranties: Toleranties) -> dict[str, Any]:
    """The values that suites of koppelingen refer to by name."""
    return {
        "declaraties_begroting_pct": toleranties.declaraties_begroting_pct,
        "verandering_pct": toleranties.verandering_pct,
    }


def check_row_rules(suite: Mapping[str, Any]) -> None:
    """Refuse expectations that are not about one row at a time: alike rows are judged once."""
    wrong = [
        f"{expectation['meta']['regel']}: {expectation['type']}"
        for expectation in suite["expectations"]
        if not expectation["type"].startswith(PER_RIJ)
        or expectation["type"] == "expect_column_values_to_be_unique"
        or {"mostly", "row_condition"} & expectation["kwargs"].keys()
    ]
    if wrong:
        title = f"expectations/{suite['name']}.json: een koppeling toetst elke rij apart, zonder voorwaarde:"
        raise ConfigurationError.from_list(title, wrong)


def _run(
    koppeling: Koppeling,
    bronnen: Bronnen,
    suite: Mapping[str, Any],
    known: Mapping[str, Any],
    datasets: Sequence[str],
) -> Iterator[Regeluitslag]:
    present = [slug for slug in koppeling.bestanden if slug in datasets]
    absent = [slug for slug in koppeling.nodig if not bronnen.has(slug)]
    table, toetsen, oorzaak = pd.DataFrame(), {}, f"het extract {', '.join(absent)} is niet te lezen"
    if not absent:
        try:
            table = koppeling.make(bronnen)
            toetsen, oorzaak = _judge(table, suite, known), "de regel is verkeerd geschreven"
        except ConfigurationError:
            raise
        except Exception:  # the text of any fault may hold values; what matters is that nothing was tested
            table, oorzaak = pd.DataFrame(), "de extracten zijn niet met elkaar te verbinden"
    for expectation in suite["expectations"]:
        toets = toetsen.get(expectation["meta"]["regel"])
        if toets is None:
            failed = {"status": "niet uitgevoerd", "ernst": "kritiek", "oorzaak": oorzaak}
            yield _make_uitslag(present[0], bronnen, expectation, **failed)
        else:
            yield from _split(table, expectation, toets, present, bronnen)


def _judge(table: pd.DataFrame, suite: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, pd.Series]:
    """Which rows of the derived table fail each rule; a rule that could not be evaluated has no entry."""
    judged = list(dict.fromkeys(name for item in suite["expectations"] for name in columns_of(item)))
    if table.empty:
        return {item["meta"]["regel"]: pd.Series([], dtype=bool) for item in suite["expectations"]}
    alike = table.groupby(judged, dropna=False, sort=False).ngroup().to_numpy()
    unique = table[judged].assign(_groep=alike).drop_duplicates("_groep").set_index("_groep")
    toetsen = engine.validate(unique, suite, known)
    groups = pd.Series(alike)
    return {rule: groups.isin(list(toets.regels)) for rule, toets in toetsen.items()}


def _split(
    table: pd.DataFrame,
    expectation: Mapping[str, Any],
    failing: "pd.Series[bool]",
    present: Sequence[str],
    bronnen: Bronnen,
) -> Iterator[Regeluitslag]:
    """One result per dataset that has rows to judge; the first dataset when there are none at all."""
    (column,) = columns_of(dict(expectation))
    if table.empty or not table[column].notna().any():
        yield _make_uitslag(present[0], bronnen, expectation, status="goed")
        return
    rows = table.assign(_fout=failing.to_numpy(), _getoetst=table[column].notna().to_numpy())
    rows = rows[rows["_getoetst"] | (expectation["type"] == "expect_column_values_to_not_be_null")]
    for slug, own in rows.groupby("dataset", sort=False):
        wrong = own[own["_fout"]]
        regels = tuple(sorted({int(regel) for regel in wrong.index if regel > 0}))
        uitslag = {
            "status": "bevinding" if len(wrong) else "goed",
            "getoetst": len(own),
            "aantal": len(regels),
            "regels": regels,
            "uitleg": expectation["meta"]["uitleg"] + _name(wrong),
        }
        if "kolom" in wrong and len(wrong):
            uitslag["kolom"] = ", ".join(sorted(set(wrong["kolom"])))
        yield _make_uitslag(str(slug), bronnen, expectation, **uitslag)


def _name(wrong: pd.DataFrame) -> str:
    """Which groups the failing rows are about, as a sentence; empty when the lines say it all."""
    if "onderwerp" not in wrong:
        return ""
    names = list(dict.fromkeys(wrong["onderwerp"].dropna()))
    if not names:
        return ""
    more = len(names) - ONDERWERPEN_GENOEMD
    rest = f" en nog {more}" if more > 0 else ""
    return f" Het gaat om: {'; '.join(names[:ONDERWERPEN_GENOEMD])}{rest}."


def _make_uitslag(slug: str, bronnen: Bronnen, expectation: Mapping[str, Any], **values: Any) -> Regeluitslag:
    meta = expectation["meta"]
    common = {
        "dataset": slug,
        "bestand": bronnen.bestanden[slug].name if slug in bronnen.bestanden else slug,
        "regel": meta["regel"],
        "kolom": meta.get("kolom", ""),
        "ernst": ERNST[expectation["severity"]],
        "uitleg": meta["uitleg"],
        "herstel": meta["herstel"],
    }
    return Regeluitslag(**(common | values))
