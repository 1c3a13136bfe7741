"""The gate: every rule on every table, in the order of the suites, and findings of what is not met.

A rule that could not be evaluated is never passed over in silence: it is critical, whatever its own severity.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from typing import Any, Literal

import pandas as pd

from sdreport.bevindingen import Bevinding, Ernst, Oorzaak
from sdreport.gate import engine
from sdreport.gate.engine import Oordeel
from sdreport.gate.sql import compile as sql
from sdreport.gate.suite_parameters import describe_missing
from sdreport.gate.suites import ERNST, columns_of, find_absent
from sdreport.gate.toetsers import start_validation
from sdreport.intake.large.read import GroteTabel

Status = Literal["goed", "bevinding", "niet uitgevoerd"]
NIET_UITGEVOERD = "niet uitgevoerd"
NIETS_GETOETST = engine.Toets(geslaagd=True, getoetst=0, aantal=0, regelnummers=())
NA_OORZAAK = "Los eerst de oorzaak op en draai de controle opnieuw."


@dataclass(frozen=True)
class Gevolg:
    """Which failing lines are a consequence of another finding; no lines: the whole result is."""

    oorzaak: Oorzaak
    regelnummers: Sequence[int]


@dataclass(frozen=True)
class Regeluitslag:
    """What came of one rule on one dataset; no value from a record is in it.

    `regel` is the stable id of the rule, `uitleg` the demand, `herstel` what to do when it is not met.
    `getoetst` counts the rows the rule was tested on, `aantal` those that fail it; `regelnummers` are the physical
    line numbers of all failing rows (none for a rule about the table as a whole). `oorzaak` says why a rule
    was not evaluated. A rule on optional columns that were not delivered (`niet_geleverd`) is not run: it counts as
    met, on no row at all. `steunt_op` are the columns of other rows that a rule rests on, and `gevolgen` what of it is
    a consequence of what is wrong there (see `gevolgen.py`). `zonder` says what is not there that a rule compares with:
    it then counts as met, and as not tested.
    """

    dataset: str
    bestand: str
    regel: str
    kolom: str
    ernst: Ernst
    uitleg: str
    herstel: str
    status: Status
    getoetst: int = 0
    aantal: int = 0
    regelnummers: Sequence[int] = ()
    oorzaak: str = ""
    niet_geleverd: tuple[str, ...] = ()
    steunt_op: tuple[str, ...] = ()
    gevolgen: tuple[Gevolg, ...] = ()
    zonder: str = ""


def begin_gate(
    tables: Mapping[str, pd.DataFrame | GroteTabel],
    suites: Mapping[str, dict[str, Any]],
    suite_parameters: Mapping[str, Any],
    bestanden: Mapping[str, str],
    niet_geleverd: Mapping[str, Collection[str]] | None = None,
) -> Callable[[], list[Regeluitslag]]:
    """Have every dataset tested that has a suite. One result per rule, datasets and rules in the order of `suites`.

    `tables` are typed tables with line numbers as index, or large ones in the store: the same suite runs on both,
    with the same results. `bestanden` names the delivered file per dataset. A dataset without table gets results
    `niet uitgevoerd`. `niet_geleverd` are the optional columns that a delivery does without, per dataset.
    """
    begun = [
        _begin(
            slug,
            suite,
            tables.get(slug),
            suite_parameters,
            bestanden.get(slug, slug),
            (niet_geleverd or {}).get(slug, ()),
        )
        for slug, suite in suites.items()
    ]
    return lambda: [uitslag for finish in begun for uitslag in finish()]


def _begin(
    slug: str,
    suite: Mapping[str, Any],
    table: pd.DataFrame | GroteTabel | None,
    parameters: Mapping[str, Any],
    bestand: str,
    missing: Collection[str],
) -> Callable[[], list[Regeluitslag]]:
    """Have one dataset tested; what is given tells the results."""
    absent = {item["meta"]["regel"]: find_absent(item, missing) for item in suite["expectations"]}
    askable = [item for item in suite["expectations"] if not absent[item["meta"]["regel"]]]
    oordeel = _begin_table(table, {**suite, "expectations": askable}, parameters)

    def finish() -> list[Regeluitslag]:
        uitslagen, toetsen = [], oordeel()
        for expectation in suite["expectations"]:
            rule = expectation["meta"]["regel"]
            toets = NIETS_GETOETST if absent[rule] and table is not None else toetsen.get(rule)
            oorzaak = "" if toets else _explain_failure(expectation, table, parameters)
            uitslag = _make_uitslag(slug, bestand, expectation, toets, oorzaak)
            uitslagen.append(replace(uitslag, niet_geleverd=absent[rule]))
        return uitslagen

    return finish


def _begin_table(
    table: pd.DataFrame | GroteTabel | None, suite: Mapping[str, Any], parameters: Mapping[str, Any]
) -> Oordeel:
    if table is None:
        return dict
    if isinstance(table, GroteTabel):
        return partial(sql.validate, table, suite, parameters)
    return start_validation(table, suite, parameters)


def to_bevindingen(uitslagen: Iterable[Regeluitslag], bestanden: Mapping[str, str]) -> list[Bevinding]:
    """Make findings of all results that are not good, in the same order.

    A dataset of which no rule at all could be tested (its file was unreadable, say) gives one finding, and so do rules
    on several extracts that could not be tested for the same reason.
    """
    bevindingen: list[Bevinding] = []
    for slug, group in groupby(uitslagen, key=lambda uitslag: uitslag.dataset):
        own = list(group)
        bestand = bestanden.get(slug, own[0].bestand)
        if len(own) > 1 and all(uitslag.status == NIET_UITGEVOERD for uitslag in own):
            bevindingen.append(_find_untested(slug, bestand, own))
        else:
            bevindingen += _find_each(slug, bestand, own)
    return bevindingen


def _find_each(slug: str, bestand: str, uitslagen: list[Regeluitslag]) -> Iterator[Bevinding]:
    together: dict[str, list[Regeluitslag]] = {}
    for uitslag in uitslagen:
        if uitslag.status == NIET_UITGEVOERD and not uitslag.regel.startswith(f"{slug}."):
            together.setdefault(uitslag.oorzaak, []).append(uitslag)
    for uitslag in uitslagen:
        alike = together.get(uitslag.oorzaak, []) if uitslag.status == NIET_UITGEVOERD else []
        if len(alike) < 2 or uitslag not in alike:
            yield from _find(bestand, uitslag) if uitslag.status != "goed" else []
        elif uitslag is alike[0]:
            yield _find_untested(slug, bestand, alike)


def _find(bestand: str, uitslag: Regeluitslag) -> Iterator[Bevinding]:
    """The finding of a result; what of it is a consequence stands apart, with its cause."""
    demand = uitslag.uitleg[:1].lower() + uitslag.uitleg[1:]
    tested = uitslag.status != NIET_UITGEVOERD
    whole = Bevinding(
        dataset=uitslag.dataset,
        regel=uitslag.regel,
        ernst=uitslag.ernst,
        bestand=bestand,
        kolom=uitslag.kolom,
        wat=demand if tested else f"niet getoetst, want {uitslag.oorzaak}. De regel is: {demand}",
        herstel=uitslag.herstel if tested else NA_OORZAAK,
        regelnummers=uitslag.regelnummers,
        aantal=uitslag.aantal,
    )
    elsewhere: set[int] = set()
    for gevolg in uitslag.gevolgen:
        if not len(gevolg.regelnummers) or len(gevolg.regelnummers) == len(uitslag.regelnummers):
            yield replace(whole, gevolg_van=gevolg.oorzaak)
            return
        lines = tuple(gevolg.regelnummers)
        yield replace(whole, regelnummers=lines, aantal=len(lines), gevolg_van=gevolg.oorzaak)
        elsewhere |= set(lines)
    left = [line for line in uitslag.regelnummers if line not in elsewhere] if elsewhere else ()
    if not elsewhere:
        yield whole
    elif left:
        yield replace(whole, regelnummers=tuple(left), aantal=len(left))


def _find_untested(slug: str, bestand: str, uitslagen: list[Regeluitslag]) -> Bevinding:
    oorzaken = "; ".join(dict.fromkeys(uitslag.oorzaak for uitslag in uitslagen))
    about = "" if uitslagen[0].regel.startswith(f"{slug}.") else " tussen extracten"
    wat = f"geen van de {len(uitslagen)} regels{about} is getoetst, want {oorzaken}."
    return Bevinding(slug, f"{slug}.niet_getoetst", "kritiek", bestand, "", wat, NA_OORZAAK)


def _make_uitslag(
    slug: str, bestand: str, expectation: dict[str, Any], toets: engine.Toets | None, oorzaak: str
) -> Regeluitslag:
    if toets is None:
        return tell_rule(
            expectation, slug, bestand, ernst="kritiek", status="niet uitgevoerd", oorzaak=oorzaak
        )
    status = "goed" if toets.geslaagd else "bevinding"
    counts = {"getoetst": toets.getoetst, "aantal": toets.aantal, "regelnummers": toets.regelnummers}
    return tell_rule(expectation, slug, bestand, status=status, **counts)


def tell_rule(expectation: Mapping[str, Any], slug: str, bestand: str, **values: Any) -> Regeluitslag:
    """What came of a rule of a suite: what the suite says of it, and `values` that say how it went."""
    meta = expectation["meta"]
    told = {
        "regel": meta["regel"],
        "kolom": ", ".join(columns_of(dict(expectation))),
        "ernst": ERNST[expectation["severity"]],
        "uitleg": meta["uitleg"],
        "herstel": meta["herstel"],
        "steunt_op": tuple(name for name in meta.get("steunt_op", "").split(", ") if name),
    }
    return Regeluitslag(dataset=slug, bestand=bestand, **(told | values))


def _explain_failure(
    expectation: dict[str, Any], table: pd.DataFrame | GroteTabel | None, parameters: Mapping[str, Any]
) -> str:
    """Why a rule was not evaluated, from what is known beforehand: exception texts may hold values."""
    if table is None:
        return "het extract is niet te lezen of niet aangeleverd"
    absent = [column for column in columns_of(expectation) if column not in table.columns]
    if absent:
        return f"kolom {', '.join(absent)} ontbreekt"
    needed = [value["$PARAMETER"] for value in expectation["kwargs"].values() if _is_parameter(value)]
    names = {name for expression in needed for name in re.findall(r"[A-Za-z_]\w*", expression)}
    unknown = sorted(name for name in names if parameters.get(name) is None)
    if unknown:
        return describe_missing(unknown)
    return "de regel past niet bij de inhoud van de kolom, of is verkeerd geschreven"


def _is_parameter(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("$PARAMETER"), str)
