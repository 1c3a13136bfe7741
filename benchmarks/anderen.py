"""The suite of the declaraties as others check frames: written for pandera and for pointblank.

Both get the frame of the reader for small extracts, and must find as many failing rows as the suite does.
"""

from typing import Any

import pandas as pd

MEESTE_EUR = 50_000


def run_pandera(table: Any, parameters: dict[str, Any]) -> int:
    """The checks of expectations/declaraties.json, as pandera writes them; the number of failing rows."""
    import pandera.pandas as pa

    def between(low: Any, high: Any) -> Any:
        return pa.Check.in_range(low, high)

    in_year = between(parameters["eerste_dag"], parameters["laatste_dag"])
    end, begin = "einddatum", "begindatum"
    plausible = [pa.Check.ne(0), pa.Check.lt(MEESTE_EUR), pa.Check.gt(-MEESTE_EUR)]
    schema = pa.DataFrameSchema(
        {
            "declaratienummer": pa.Column(nullable=False, unique=True),
            "toewijzingnummer": pa.Column(
                nullable=False, checks=pa.Check.isin(parameters["toewijzingnummers"])
            ),
            begin: pa.Column(
                nullable=False,
                checks=[
                    in_year,
                    pa.Check(lambda days: set(parameters["maanden_begin"]) <= set(days.unique())),
                ],
            ),
            end: pa.Column(nullable=False, checks=in_year),
            "bedrag": pa.Column(float, nullable=False, checks=plausible),
        },
        checks=[
            pa.Check(lambda frame: (frame[end] >= frame[begin]) | frame[end].isna() | frame[begin].isna()),
            pa.Check(
                lambda frame: ~((frame[end] >= frame[begin]) & (frame[begin].dt.month != frame[end].dt.month))
            ),
            pa.Check(lambda frame: len(frame) >= 1),
        ],
    )
    try:
        schema.validate(table, lazy=True)
    except pa.errors.SchemaErrors as errors:
        return len(errors.failure_cases)
    return 0


def run_pointblank(table: pd.DataFrame, parameters: dict[str, Any]) -> int:
    """The same checks, as pointblank writes them; the number of failing rows."""
    import pointblank as pb

    first, last = (pd.Timestamp(parameters[name]) for name in ("eerste_dag", "laatste_dag"))
    begin, end = "begindatum", "einddatum"
    dates, months = table[[begin, end]].dropna(), set(parameters["maanden_begin"])
    plan = (
        pb.Validate(table)
        .col_vals_not_null(["declaratienummer", "toewijzingnummer", begin, end, "bedrag"])
        .rows_distinct("declaratienummer")
        .col_vals_in_set("toewijzingnummer", parameters["toewijzingnummers"])
        .col_vals_between([begin, end], first, last, na_pass=True)
        .col_vals_ge(end, pb.col(begin), na_pass=True)
        .col_vals_ne("bedrag", 0, na_pass=True)
        .col_vals_between("bedrag", -MEESTE_EUR, MEESTE_EUR, inclusive=(False, False), na_pass=True)
        .row_count_match(len(table))
        .interrogate()
    )
    other_month = (dates[end] >= dates[begin]) & (dates[end].dt.month != dates[begin].dt.month)
    missing = not months <= set(table[begin].unique())
    return sum(plan.n_failed().values()) + int(other_month.sum()) + int(missing)
