"""Koppelingen: demands on what extracts say together, or compared with last year.

A koppeling is a pure function that joins typed tables into one derived table; the demands on that table stay a native
suite, `expectations/samenhang_<naam>.json`. A derived table is a question in SQL on the tables of `sources.py`, which
is what anything that grows with the extracts should be; or a frame, for what is a list of totals. It has

- `regelnummer` (the index of a frame): the line in the delivered file of a row, 0 for a row about a whole file;
- `dataset`: whose file that is (a suite names the datasets it can be about in `meta.bestanden`);
- `kolom`, where a koppeling looks at several columns: the column of the file that the row is about;
- `onderwerp`, where a row is about a group: which one, in words. Never a value from a record;
- and the columns that are judged. Missing means: there is nothing to judge here.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from sdreport.errors import ConfigurationError, Fault
from sdreport.gate.gate import Regeluitslag, tell_rule
from sdreport.gate.gevolgen import mark_gevolgen
from sdreport.gate.samenhang.derived import Afgeleid, Beoordeeld
from sdreport.gate.samenhang.gelezen import open_koppelingen
from sdreport.gate.samenhang.sources import Bronnen
from sdreport.gate.suites import SAMENHANG, columns_of, load_suites
from sdreport.project.parameters import Toleranties

VORIG_JAAR, CIJFERS_VORIG_JAAR = "vorig jaar", "cijfers van vorig jaar"
Uitslagen = Callable[[], Sequence[Regeluitslag]]
"""Gives the results, when they are there."""
NIET_VERBONDEN = "de extracten zijn niet met elkaar te verbinden"
PER_RIJ = ("expect_column_values_",)


@dataclass(frozen=True)
class Koppeling:
    """A koppeling: which extracts it cannot do without, whose lines it names, and how its table is made."""

    naam: str
    bestanden: tuple[str, ...]
    nodig: tuple[str, ...]
    make: Callable[[Bronnen], pd.DataFrame | str]

    def concerns(self, datasets: Sequence[str]) -> bool:
        """Whether a report on these datasets can have this koppeling."""
        return set(self.nodig) <= set(datasets) and bool(set(self.bestanden) & set(datasets))


def load_koppelingsuites(folder: Path, koppelingen: Sequence[Koppeling]) -> dict[str, dict[str, Any]]:
    """The suites of the koppelingen, by `samenhang_<naam>`; `ConfigurationError` tells what cannot be used in them."""
    suites = load_suites(folder, [f"{SAMENHANG}{koppeling.naam}" for koppeling in koppelingen])
    for suite in suites.values():
        check_row_rules(suite)
    return suites


def begin_koppelingen(
    koppelingen: Sequence[Koppeling],
    bronnen: Bronnen,
    suites: Mapping[str, dict[str, Any]],
    datasets: Sequence[str],
    eigen: Uitslagen,
) -> Uitslagen:
    """Have every koppeling tested that the datasets of a report allow; `suites` as `load_koppelingsuites` gives them.

    `eigen` gives the results of the suites of single datasets: they come first, and with them is seen what is a
    consequence of what. The results are ordinary ones: per rule and dataset, with the lines in the file of that
    dataset. A koppeling whose extracts could not be read, or that fails, gives results `niet uitgevoerd`.
    """
    known = make_tolerance_parameters(bronnen.toleranties)
    bronnen, start = open_koppelingen(bronnen, repr((sorted(known.items()), list(datasets))))
    with _closing_on_error(bronnen):
        begun = [
            start(koppeling.naam, suite, partial(_begin, koppeling, bronnen, suite, known, datasets))
            for koppeling in koppelingen
            if koppeling.concerns(datasets)
            for suite in [suites[f"{SAMENHANG}{koppeling.naam}"]]
        ]

    def finish() -> list[Regeluitslag]:
        with _closing_on_error(bronnen):
            uitslagen = [uitslag for tell in begun for uitslag in tell()]
            marked = mark_gevolgen([*eigen(), *uitslagen], bronnen)
        bronnen.close()
        return marked

    return finish


@contextmanager
def _closing_on_error(bronnen: Bronnen) -> Iterator[None]:
    try:
        yield
    except BaseException:
        bronnen.close()
        raise


def make_tolerance_parameters(toleranties: Toleranties) -> dict[str, Any]:
    """The values that suites of koppelingen refer to by name."""
    return {
        "declaraties_begroting_pct": toleranties.declaraties_begroting_pct,
        "verandering_pct": toleranties.verandering_pct,
        "inwoners_pct": toleranties.inwoners_pct,
        "leerlingen_pct": toleranties.leerlingen_pct,
        "aandeel_punten": toleranties.aandeel_punten,
    }


def check_row_rules(suite: Mapping[str, Any]) -> None:
    """Refuse expectations that are not about one row at a time: alike rows are judged once."""
    file = f"{suite['name']}.json"
    wrong = [
        _make_fault(expectation, file)
        for expectation in suite["expectations"]
        if not expectation["type"].startswith(PER_RIJ)
        or expectation["type"] == "expect_column_values_to_be_unique"
        or {"mostly", "row_condition"} & expectation["kwargs"].keys()
    ]
    if wrong:
        title = f"expectations/{file}: een koppeling toetst elke rij apart, zonder voorwaarde:"
        raise ConfigurationError.from_list(title, wrong)


def _make_fault(expectation: Mapping[str, Any], file: str) -> Fault:
    rule, kind = expectation["meta"]["regel"], expectation["type"]
    return Fault(kind, file, rule=rule, told=f"{rule}: {kind}")


def _begin(
    koppeling: Koppeling,
    bronnen: Bronnen,
    suite: Mapping[str, Any],
    known: Mapping[str, Any],
    datasets: Sequence[str],
) -> Callable[[], list[Regeluitslag]]:
    """Make the table of a koppeling and have it judged; what is given tells the results, when all are being judged."""
    present = [slug for slug in koppeling.bestanden if slug in datasets]
    absent = [slug for slug in koppeling.nodig if not bronnen.has(slug)]
    if absent:
        return lambda: _fail_all(
            present[0], bronnen, suite, f"het extract {', '.join(absent)} is niet te lezen"
        )
    try:
        made = koppeling.make(bronnen)
        oordeel = Afgeleid(f"koppeling_{koppeling.naam}", made, suite, known, bronnen.werkbank).begin()
    except ConfigurationError:
        raise
    except Exception:  # the text of any fault may hold values; what matters is that nothing was tested
        return lambda: _fail_all(present[0], bronnen, suite, NIET_VERBONDEN)

    def finish() -> list[Regeluitslag]:
        try:
            return list(_tell(oordeel(), bronnen, suite, present))
        except Exception:
            return _fail_all(present[0], bronnen, suite, NIET_VERBONDEN)

    return finish


def _fail_all(slug: str, bronnen: Bronnen, suite: Mapping[str, Any], oorzaak: str) -> list[Regeluitslag]:
    return [_fail(slug, bronnen, expectation, oorzaak) for expectation in suite["expectations"]]


def _tell(
    beoordeeld: Beoordeeld,
    bronnen: Bronnen,
    suite: Mapping[str, Any],
    present: Sequence[str],
) -> Iterator[Regeluitslag]:
    counts = beoordeeld.count_rows()
    for expectation in suite["expectations"]:
        if expectation["meta"]["regel"] in beoordeeld.regels:
            yield from _split(expectation, counts, beoordeeld, present, bronnen)
        else:
            yield _fail(present[0], bronnen, expectation, "de regel is verkeerd geschreven")


def _split(
    expectation: Mapping[str, Any],
    counts: Mapping[str, Mapping[str, int]],
    beoordeeld: Beoordeeld,
    present: Sequence[str],
    bronnen: Bronnen,
) -> Iterator[Regeluitslag]:
    """One result per dataset that has rows to judge; the first dataset when there are none at all."""
    (column,) = columns_of(dict(expectation))
    if not any(count[column] for count in counts.values()):
        asked = expectation["meta"].get("kolom", "").split(", ")
        missing = {name for slug in present for name in bronnen.niet_geleverd.get(slug, ())}
        absent = tuple(name for name in asked if name in missing)
        zonder = _find_missing(expectation["meta"].get("vraagt", ""), bronnen)
        yield _make_uitslag(
            present[0], bronnen, expectation, status="goed", niet_geleverd=absent, zonder=zonder
        )
        return
    also_empty = expectation["type"] == "expect_column_values_to_not_be_null"
    rule, uitleg = expectation["meta"]["regel"], expectation["meta"]["uitleg"]
    for slug in sorted(counts, key=[*present, *counts].index):
        tested = counts[slug]["" if also_empty else column]
        if tested and beoordeeld.has(rule, slug):
            lines = beoordeeld.regelnummers(rule, slug)
            kolom = beoordeeld.kolom(rule, slug) or expectation["meta"].get("kolom", "")
            uitslag: dict[str, Any] = {
                "status": "bevinding",
                "kolom": kolom,
                "aantal": len(lines),
                "regelnummers": lines,
            }
            uitslag["uitleg"] = uitleg + beoordeeld.describe(rule, slug)
            yield _make_uitslag(slug, bronnen, expectation, getoetst=tested, **uitslag)
        elif tested:
            yield _make_uitslag(slug, bronnen, expectation, getoetst=tested, status="goed")


def _find_missing(asked: str, bronnen: Bronnen) -> str:
    """What is not there of what a rule asks for: one of some extracts, or any extract or number of last year."""
    names = [name for name in asked.split(", ") if name]
    if not names or any(bronnen.has(name) for name in names):
        return ""
    if CIJFERS_VORIG_JAAR in names:
        return "" if bronnen.vorig else "er zijn geen cijfers van vorig jaar"
    if VORIG_JAAR in names:
        return "" if bronnen.vorige else "er is geen extract van vorig jaar"
    return f"dit rapport heeft geen {' of '.join(names)}"


def _fail(slug: str, bronnen: Bronnen, expectation: Mapping[str, Any], oorzaak: str) -> Regeluitslag:
    return _make_uitslag(
        slug, bronnen, expectation, status="niet uitgevoerd", ernst="kritiek", oorzaak=oorzaak
    )


def _make_uitslag(slug: str, bronnen: Bronnen, expectation: Mapping[str, Any], **values: Any) -> Regeluitslag:
    bestand = bronnen.bestanden[slug].name if slug in bronnen.bestanden else slug
    return tell_rule(expectation, slug, bestand, **({"kolom": expectation["meta"].get("kolom", "")} | values))
