"""Regular expressions mean in the engine what they mean in Python, or are refused."""

import re

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sdreport.gate.sql.regex import to_re2
from sdreport.gate.sql.values import NotExecutableError
from sdreport.intake.large.storage import Storage

PATRONEN = st.recursive(
    st.sampled_from(["a", "b", "1", "é", "_", "-", r"\d", r"\w", r"\s", r"\W", r"\S", r"\D", ".", "[a-f0-9]",
                     "[^a]", r"[\d-]", r"[^\w]", "$", "^", r"\Z", r"\.", "[]x]", r"\n"]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map("".join),
        st.tuples(inner, inner).map("(?:{0[0]}|{0[1]})".format),
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{2}", "{1,2}", "*?"])).map("(?:{0[0]}){0[1]}".format),
        inner.map("({})".format),
    ),
    max_leaves=8,
)  # fmt: skip


def assert_means_the_same(pattern: str, texts: list[str], storage: Storage) -> None:
    storage.add_values("teksten", pd.DataFrame({"t": texts}), ["VARCHAR"])
    quoted = to_re2(pattern).replace("'", "''")
    found = [row[0] for row in storage.execute(f"SELECT regexp_matches(t, '{quoted}') FROM teksten")]
    assert found == [re.search(pattern, text) is not None for text in texts]


@pytest.mark.parametrize(
    "pattern", ["^a$", r"^a\Z", r"a\s$", "^.$", r"^\d$", r"^\w$", r"\S", "^[^a]$", "a|^$"]
)
def test_signs_on_which_the_dialects_differ(pattern: str, storage: Storage) -> None:
    texts = ["a", "a\n", "a\n\n", "", "\n", "b", "٣", "é", "²", "_", "a\u2003", "a\x1c", "a\x0b"]
    assert_means_the_same(pattern, texts, storage)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PATRONEN, st.lists(st.text("ab1é_- x\n٣²\x85\x1c.", max_size=6), min_size=1, max_size=8))
def test_patterns_mean_what_they_mean_in_python(storage: Storage, pattern: str, texts: list[str]) -> None:
    try:
        to_re2(pattern)
    except NotExecutableError:
        return
    assert_means_the_same(pattern, texts, storage)
