"""The only door to Great Expectations: one table, one suite, and for each rule what came of it.

What leaves this module are counts and line numbers. Results and exceptions of Great Expectations hold values
from records (also in metric ids and messages), so nothing else of them is passed on, and its loggers are
silent while it runs.
"""

import importlib
import json
import logging
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

import pandas as pd

from sdreport.gate.patterns import replace_patterns
from sdreport.intake.large.values import Kolomwaarden
from sdreport.safe.hashes import hash_text
from sdreport.safe.imports import delay, skip_iri_grammar
from sdreport.safe.replaced import replaced
from sdreport.voorraad.overname import BEWAARD, Delen
from sdreport.voorraad.stappen import TOETS

LIBRARY = "great_expectations"
INDEX = "regelnummer"
LEEG = "\0leeg"
"""How a missing value is hashed: no value can be written so."""
EERSTE, LAATSTE = pd.Timestamp(1700, 1, 1), pd.Timestamp(2250, 1, 1)
"""Nanoseconds reach from 1677 to 2262 only; a date beyond (31-12-9999 for "no end", 0203) counts as the nearest."""
PLAT = (str, int, bool, type(None))
"""Values that are written as JSON as they are."""
RESULT_FORMAT = {
    "result_format": "COMPLETE",
    "include_unexpected_rows": False,
    # with the values left out, the index list holds all failing lines and nothing else
    "exclude_unexpected_values": True,
    "return_unexpected_index_query": False,
    "partial_unexpected_count": 0,
}


@dataclass(frozen=True)
class Toets:
    """What came of one rule: whether it was met, on how many rows it was tested, and which lines fail.

    `aantal` is the number of failing rows; `regelnummers` are all their line numbers, ascending. Both are empty for
    a rule about the table as a whole.
    """

    geslaagd: bool
    getoetst: int
    aantal: int
    regelnummers: Sequence[int]


Oordeel = Callable[[], dict[str, "Toets"]]
"""Gives what came of each rule, when it is there."""
Starter = Callable[[pd.DataFrame, Mapping[str, Any], Mapping[str, Any]], Oordeel]
"""Has a prepared table judged, now or later, here or elsewhere."""


def begin(
    table: pd.DataFrame, suite: Mapping[str, Any], parameters: Mapping[str, Any], start: Starter
) -> Oordeel:
    """Have a table tested against a native suite; what comes of it has no entry for a rule that was not evaluated.

    `table` has line numbers as index. `parameters` are the values of the suite's `$PARAMETER`s.
    """
    # a missing value would make Great Expectations take a set for "everything is right"
    text = json.dumps(suite)
    known = {
        name: list(value) if isinstance(value, Kolomwaarden) else value
        for name, value in parameters.items()
        if value is not None and name in text
    }
    prepared, overname = prepare(table), BEWAARD.get()
    if overname is None:
        return start(prepared, suite, known)
    delen: Delen = {
        "tabel": {"de tabel": hash_table(prepared)},
        "suite": {f"{suite['name']}.json": hash_text(text)},
        "waarden": {"waarmee wordt vergeleken": hash_text(repr(sorted(known.items())))},
    }
    kept = overname.find(TOETS, suite["name"], delen)
    if kept is not None:
        return partial(_from_bytes, kept)
    running = start(prepared, suite, known)
    return lambda: _from_bytes(overname.keep(TOETS, suite["name"], delen, _to_bytes(running())))


def validate(
    table: pd.DataFrame, suite: Mapping[str, Any], parameters: Mapping[str, Any]
) -> dict[str, Toets]:
    """Test a table against a native suite, here and now; see `begin`."""
    return begin(table, suite, parameters, postpone)()


def postpone(table: pd.DataFrame, suite: Mapping[str, Any], known: Mapping[str, Any]) -> Oordeel:
    """Judge a table here, when the outcome is asked for."""
    return partial(judge, table, suite, known)


def judge(table: pd.DataFrame, suite: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, Toets]:
    """What Great Expectations says of a prepared table."""
    with _quiet(), _configured_once(), _keyed_quickly():
        expectations = replace_patterns(table, suite["expectations"])
        batch = _open_extract().get_batch(batch_parameters={"dataframe": table})
        return _run(batch, suite["name"], expectations, dict(known), len(table))


def warm_up() -> None:
    """Import the library, which takes seconds, and make what all tables share.

    What it imports for distributions and drawings, and uses for neither here, waits until it does.
    """
    skip_iri_grammar()
    delay("scipy.stats", "altair")
    importlib.import_module(LIBRARY)
    with _quiet():
        _open_extract()


def hash_table(table: pd.DataFrame) -> str:
    """The hash of all that Great Expectations can see of a table: names, types, line numbers and values."""
    kinds = [
        (str(name), str(column.dtype), sorted(kind.__name__ for kind in set(map(type, column.to_numpy()))))
        if column.dtype == object  # in any other, all values are of the one kind that it says
        else (str(name), str(column.dtype))
        for name, column in table.items()
    ]
    return hash_text(f"{kinds}\n{table.to_csv(na_rep=LEEG)}")


def _to_bytes(toetsen: Mapping[str, Toets]) -> bytes:
    return json.dumps({rule: [*vars(toets).values()] for rule, toets in toetsen.items()}).encode()


def _from_bytes(inhoud: bytes) -> dict[str, Toets]:
    kept = json.loads(inhoud).items()
    return {
        rule: Toets(geslaagd, getoetst, aantal, tuple(regels))
        for rule, (geslaagd, getoetst, aantal, regels) in kept
    }


def prepare(table: pd.DataFrame) -> pd.DataFrame:
    """The table in the types that Great Expectations handles right and fast: object, float64, datetime64[ns].

    Nullable integers and other datetime resolutions are compared in a slow loop, or not at all. All whole
    numbers up to 2**53 are exact as float64.
    """
    columns = {name: _prepare_column(table[name]) for name in table.columns}
    return pd.DataFrame(columns, index=table.index.rename(INDEX))


def _prepare_column(column: "pd.Series[Any]") -> "pd.Series[Any]":
    if pd.api.types.is_datetime64_any_dtype(column.dtype):
        within = column.where(~(column < EERSTE), EERSTE).where(~(column > LAATSTE), LAATSTE)
        return within.astype("datetime64[ns]")
    if pd.api.types.is_numeric_dtype(column.dtype):
        return column.astype("float64")
    return column.astype(object).where(column.notna(), None)


@lru_cache(maxsize=1)
def _open_extract() -> Any:
    """The place in the library where a table is put: making it takes longer than most tables do."""
    import great_expectations as gx
    from great_expectations.data_context.types.base import (
        DataContextConfig,
        InMemoryStoreBackendDefaults,
        ProgressBarsConfig,
    )

    stores = InMemoryStoreBackendDefaults(init_temp_docs_sites=False)
    config = DataContextConfig(
        store_backend_defaults=stores, progress_bars=ProgressBarsConfig(globally=False)
    )
    context = gx.get_context(mode="ephemeral", project_config=config)
    asset = context.data_sources.add_pandas("extracten").add_dataframe_asset("extract")
    return asset.add_batch_definition_whole_dataframe("geheel")


def _run(
    batch: Any, name: str, expectations: list[Mapping[str, Any]], parameters: dict[str, Any], rows: int
) -> dict[str, Toets]:
    """Validate all expectations at once; if that fails, one by one to find those that can be evaluated."""
    import great_expectations as gx

    try:
        suite = gx.ExpectationSuite(name=name, expectations=expectations)
        results = batch.validate(
            suite, expectation_parameters=parameters, result_format=RESULT_FORMAT
        ).results
    except Exception:  # any fault means "not evaluated"; its text may hold values, so it is not passed on
        if len(expectations) == 1:
            return {}
        return {
            rule: toets
            for expectation in expectations
            for rule, toets in _run(batch, name, [expectation], parameters, rows).items()
        }
    toetsen = {result.expectation_config.meta["regel"]: _read_result(result, rows) for result in results}
    return {rule: toets for rule, toets in toetsen.items() if toets is not None}


def _read_result(result: Any, rows: int) -> Toets | None:
    """Read a result of Great Expectations; None when the expectation was not evaluated in full.

    An error within the engine looks like a failure with an empty result. `exception_info` is one flat
    mapping, or a mapping of such mappings per metric.
    """
    details = result.result
    infos = [result.exception_info, *(result.exception_info or {}).values()]
    raised = any(isinstance(info, dict) and info.get("raised_exception") for info in infos)
    if raised or not details:
        return None
    if "element_count" not in details:
        return Toets(bool(result.success), rows, 0, ())
    lines = tuple(sorted(int(line) for part in details["unexpected_index_list"] for line in part[INDEX]))
    if len(lines) != details["unexpected_count"]:
        return None
    tested = details["element_count"] - details.get("missing_count", 0)
    if _is_pass_through(result.expectation_config.kwargs.get("row_condition")):
        tested = rows  # the condition is the test itself: it selects the rows that are wrong
    return Toets(bool(result.success), tested, len(lines), lines)


def _is_pass_through(row_condition: Any) -> bool:
    if isinstance(row_condition, dict):
        return row_condition.get("type") == "pass_through"
    return getattr(row_condition, "type", "") == "pass_through"


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the library's log lines and deprecation warnings (about its own code) off the screen."""
    logger = logging.getLogger(LIBRARY)
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", category=DeprecationWarning, module=LIBRARY)
            yield
    finally:
        logger.setLevel(level)


@contextmanager
def _configured_once() -> Iterator[None]:
    """Let an expectation put its configuration together once while it tells what it needs.

    The library makes a copy of the whole expectation, and an expectation of that copy again, for each of its metrics
    and arguments, ten to twenty times in a row: that is more than half of all it does. It only reads them there.
    """
    from great_expectations.expectations.expectation import Expectation
    from great_expectations.expectations.expectation_configuration import ExpectationConfiguration

    whole, build = Expectation.configuration, ExpectationConfiguration.to_domain_obj
    made: dict[int, tuple[Any, Any]] = {}
    asked: list[Any] = []

    def once(own: Any, make: Callable[[Any], Any]) -> Any:
        if not asked:
            return make(own)
        if id(own) not in made:
            made[id(own)] = own, make(own)
        return made[id(own)][1]

    def ask(method: Callable[..., Any]) -> Callable[..., Any]:
        def call(self: Any, *arguments: Any, **named: Any) -> Any:
            asked.append(self)
            try:
                return method(self, *arguments, **named)
            finally:
                asked.pop()
                if not asked:
                    made.clear()

        return call

    with ExitStack() as stack:
        stack.enter_context(
            replaced(Expectation, "configuration", property(lambda self: once(self, whole.fget)))
        )
        stack.enter_context(
            replaced(ExpectationConfiguration, "to_domain_obj", lambda self: once(self, build))
        )
        for cls in _list_kinds(Expectation):
            for name in {"get_validation_dependencies", "_get_runtime_kwargs"} & vars(cls).keys():
                stack.enter_context(replaced(cls, name, ask(vars(cls)[name])))
        yield


def _list_kinds(cls: type[Any]) -> set[type[Any]]:
    return {cls}.union(*map(_list_kinds, cls.__subclasses__()))


@contextmanager
def _keyed_quickly() -> Iterator[None]:
    """Let the library make a key of the same plain values once: it tries each value on twenty types first."""
    from great_expectations.core.id_dict import IDDict

    whole = IDDict.to_id
    made: dict[Any, Any] = {}

    def to_id(self: Any, *arguments: Any) -> Any:
        if arguments or not all(type(value) in PLAT for value in self.values()):
            return whole(self, *arguments)
        key = tuple((name, type(value), value) for name, value in self.items())
        if key not in made:
            made[key] = whole(self)
        return made[key]

    with replaced(IDDict, "to_id", to_id):
        yield
