"""Which onderdelen a begroting must have: those of the laws of which there are records."""

from collections.abc import Sequence

import pandas as pd
import pytest

from sdreport.gate.suite_parameters import make_suite_parameters

INKOMEN = ("uitkeringen",)


@pytest.mark.parametrize(
    ("wetten", "others", "needed"),
    [
        (("Wmo",), (), ["wmo"]),
        (("Wmo", "Jeugdwet"), (), ["wmo", "jeugdwet", "algemeen"]),
        (("Wmo", "Jeugdwet"), INKOMEN, ["wmo", "jeugdwet", "participatiewet", "algemeen"]),
        ((), INKOMEN, ["participatiewet"]),
        ((), (), ["wmo", "jeugdwet", "participatiewet", "algemeen"]),
    ],
)
def test_the_laws_of_which_there_are_records(
    wetten: Sequence[str], others: Sequence[str], needed: Sequence[str]
) -> None:
    tables = {name: pd.DataFrame({"clientnummer": ["A"]}) for name in others}
    if wetten:
        tables["toewijzingen"] = pd.DataFrame({"wet": list(wetten) * 2})
    assert make_suite_parameters(tables, {}, 2023)["onderdelen"] == needed
