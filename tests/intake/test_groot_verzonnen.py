"""Both readers give the same on invented amounts, texts, layouts and bytes: those of large and of small extracts."""

import datetime as dt
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lezerhulp import GOED, KOP, PROEF, read_both, write

from sdreport.intake.large.storage import Storage

WIT = st.sampled_from(["", " ", "\u00a0", "\t", "\u2009", "\x1c", " \u00a0"])
TEKENS = st.text("0123456789.,-€ \u00a0\u0661a()+'’EUReuro\u202f\u2212=\"%", max_size=12)
BEDRAGEN = st.one_of(
    TEKENS,
    st.decimals(-(10**9), 10**12, places=2).map(
        lambda euro: f"{euro:,.2f}".translate(str.maketrans(",.", ".,"))
    ),
    st.from_regex(r"-? ?€? ?[0-9]{1,13}(\.[0-9]{3}){0,4}(,([0-9]{1,3}|-))?", fullmatch=True),
    st.from_regex(
        r"\(?[-+\u2212]? ?(€|EUR|euro)? ?[0-9]{1,3}([ .,'\u202f][0-9]{3}){0,3}[.,]?[0-9]{0,4} ?(-|€|EUR)?\)?",
        fullmatch=True,
    ),
    st.from_regex(r"-?[0-9]{1,6}[.,][0-9]{2}(0{4,9}|9{4,9})[0-9]{1,6}", fullmatch=True),
    st.from_regex(r"[0-9][.,][0-9]{1,15}E[-+][01]?[0-9]", fullmatch=True),
)
DATUMS = st.one_of(
    st.from_regex(r"[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}", fullmatch=True),
    st.dates(dt.date(1, 1, 1)).map(lambda day: f"{day.day:02}-{day.month:02}-{day.year:04}"),
    st.from_regex(r"[0-3]?[0-9][-/.][01]?[0-9][-/.]([0-9]{2}){1,2}", fullmatch=True),
    st.from_regex(r"(19|20)[0-9]{2}[-/.]?[01][0-9][-/.]?[0-3][0-9]", fullmatch=True),
    st.from_regex(r"[0-3]?[0-9][ -](jan|FEB|mrt\.|mei|okt|december|foo)[ -](19|20)?[0-9]{2}", fullmatch=True),
    st.builds(
        "{}{}{}".format,
        st.sampled_from(["31-12-2023", "2023-12-31", "1-2-23"]),
        st.sampled_from(" T"),
        st.from_regex(
            r"[0-2]?[0-9]:[0-5][0-9](:[0-5][0-9](\.[0-9]{1,3})?)?(Z|\+0[0-3]:?00)?", fullmatch=True
        ),
    ),
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(WIT, st.tuples(TEKENS, BEDRAGEN, DATUMS), WIT), min_size=1, max_size=30))
def test_any_amount_number_and_date(
    tmp_path: Path, storage: Storage, rows: list[tuple[str, tuple[str, str, str], str]]
) -> None:
    lines = [
        f"{before}A{after};" + "".join(f"{before}{field}{after};" for field in fields) + f"{before}x"
        for before, fields, after in rows
    ]
    read_both(write(tmp_path, "\n".join([KOP, *lines])), PROEF, storage)


STUKJES = st.sampled_from(
    [*";;;;;\n\n\n\r\"\"'\\ ,x1é€", "\r\n", '";"', '""', "A1", "1,00", "01-02-2023", "\x1f", "\x1a", "\x1a1", "\t",
     "|", "sep=", "Totaal", '="', KOP, "2023-02-01", "1.234", "caf‚"]
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.lists(STUKJES, max_size=12).map("".join) | st.just(GOED), max_size=8),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["utf-8", "utf-8-sig", "cp1252"]),
)
def test_any_text(tmp_path: Path, storage: Storage, lines: list[str], line_end: str, encoding: str) -> None:
    content = line_end.join([KOP, *lines]).encode(encoding)
    read_both(write(tmp_path, content), PROEF, storage)


REGELS = st.sampled_from([
    "", "  ", ";;;;", "sep=;", "Overzicht", "Overzicht;;;;", KOP, KOP.upper(), f"{KOP};", GOED, f"{GOED};",
    "A2;5;1;1-1-2023;", "A1;1;1.234;01/02/2023;x", "A1;1;1.5;2023-02-01;x", "A1;1.000;(5,00);31-12-23;x",
    "Totaal;;5,00;;", ";;5,00;;", ";7;;;", "Totaal;5", "7 rows", '="A1";1;1;1-1-2023;"x;y"',
    "1,5E+11;1;1;1-1-2023;x", "A1;1;1,00;01-02-20", "A1;1;1,00", "A1;1;1,00;;xy",
])  # fmt: skip


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(REGELS, max_size=4),
    st.lists(REGELS | st.just(GOED), max_size=8),
    st.permutations(KOP.split(";")),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
    st.sampled_from(";,\t|"),
)
def test_any_layout(
    tmp_path: Path,
    storage: Storage,
    above: list[str],
    below: list[str],
    header: list[str],
    line_end: str,
    ends: bool,
    sep: str,
) -> None:
    text = line_end.join([*above, ";".join(header), *below]) + line_end * ends
    read_both(write(tmp_path, text.replace(";", sep)), PROEF, storage)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200), st.booleans())
def test_any_bytes(tmp_path: Path, storage: Storage, content: bytes, with_header: bool) -> None:
    head = f"{KOP}\n".encode() if with_header else b""
    read_both(write(tmp_path, head + content), PROEF, storage)
