"""The scan for personal identifiers: what is one, what only looks like it, and at which lines."""

import re

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from kwaliteit_extracten import schone_rijen
from samenhanghulp import bronnen, derive

from sdreport.gate.samenhang import persoonsgegevens
from sdreport.intake.catalogue.datasets import DATASETS
from sdreport.intake.large.storage import Storage

BSN, BSN_2, GEEN_BSN = "123456782", "111222333", "123456789"
GEWICHTEN = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def find(slug: str, column: str, *texts: str) -> dict[int, str]:
    """The kind per line (the first is 2) of a column with these values."""
    base = schone_rijen(slug)[0]
    rows = [base | {column: text} for text in texts]
    table = derive(persoonsgegevens.persoonsgegevens, bronnen(**{slug: rows}))
    own = table[(table["kolom"] == column) & (table["soort"] != "geen")]
    return {int(line): str(kind) for line, kind in own["soort"].items()}


@pytest.mark.parametrize(
    ("digits", "valid"),
    [
        (BSN, True),
        (GEEN_BSN, False),
        ("000000000", False),
        (BSN_2, True),
        ("010000008", True),
        ("900000009", False),
    ],
)
def test_elfproef(digits: str, valid: bool) -> None:
    with Storage() as storage:
        ((found,),) = storage.execute(f"SELECT {persoonsgegevens.elfproef(f'{int(digits)}')}")
    assert found is valid


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (BSN, "bsn_los"),
        (GEEN_BSN, ""),
        (f"bsn {BSN}.", "bsn_los"),
        (f"{GEEN_BSN} {BSN}", "bsn_los"),
        (f"{GEEN_BSN}/{GEEN_BSN} en 1234.56.782", "bsn_los"),
        ("123 456 782", "bsn_los"),
        (f"1{BSN}", ""),
        (f"-{BSN}", ""),
        (f"{BSN},5", ""),
        ("12345678", ""),
        ("١٢٣٤٥٦٧٨٢", ""),
        ("a@b", ""),
        ("mail iemand@voorbeeld.example s.v.p.", "email"),
        ("06-12345678", "telefoon"),
        ("bel 06 1234 5678", "telefoon"),
        ("06 1234 567", ""),
        ("0612345678", "telefoon"),
        ("+31 6 12345678", "telefoon"),
        ("033 1234567", "telefoon"),
        ("NL91 ABNA 0417 1643 00", "iban"),
        ("NL92 ABNA 0417 1643 00", ""),
        ("over te maken op NL91ABNA0417164300.", "iban"),
        ("1234 AB", "postcode"),
        ("1234AB 12a", "postcode"),
        ("0234 AB", ""),
        ("V. van den Voorbeeld", ""),
    ],
)
def test_one_text_among_others(text: str, kind: str) -> None:
    others = ["wijk-a", "wijk-b"] * 8
    assert find("toewijzingen", "wijk", *others, text) == ({18: kind} if kind else {})


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("V. van den Voorbeeld", "naam_los"),
        ("Voorbeeld, A.", "naam_los"),
        ("Voorbeeld-Elders, Voorbeeld van der", "naam_los"),
        ("Voorbeeld", ""),
        ("T1 Voorbeeld", ""),
        ("0612345678", "telefoon"),
        ("06-12345678", "telefoon"),
        ("0033-12", ""),
        ("bel 06-12345678", ""),
    ],
)
def test_one_code_among_others(code: str, kind: str) -> None:
    others = [f"U{number}" for number in range(16)]
    assert find("uitkeringen", "uitkeringsnummer", *others, code) == ({18: kind} if kind else {})


@pytest.mark.parametrize(
    ("trekker", "kind"),
    [
        ("Nergenstra", "naam_los"),
        ("gemeente / Voorbeeldinga", "naam_los"),
        ("Jan Voorbeeld", "naam_los"),
        ("jan voorbeeldinga", "naam_los"),
        ("JAN VAN DER VOORBEELDINGA", "naam_los"),
        ("Anneke en Johan", "naam_los"),
        ("Johan Voorbeeld en Anneke", "naam_los"),
        ("anneke.voorbeeld", "naam_los"),
        ("gemeente / a.van.voorbeeld", "naam_los"),
        ("www.voorbeeld.nl", ""),
        ("n.v.t.", ""),
        ("i.s.m. scholen", ""),
        ("Roos en Ruimte", ""),
        ("jan voorbeeld", ""),
        ("samen groen", ""),
        ("Mensen", ""),
        ("Kansen & Wensen", ""),
        ("Stichting Voorbeeldinga", ""),
        ("Centra", ""),
        ("wijkteam", ""),
    ],
)
def test_who_does_it_is_an_organisation(trekker: str, kind: str) -> None:
    assert find("plannen", "trekker", "gemeente", trekker) == ({3: kind} if kind else {})


def test_a_series_of_nine_digits_is_no_column_of_bsns() -> None:
    assert find("toewijzingen", "toewijzingnummer", *(str(400000000 + n) for n in range(500))) == {}


def test_a_column_of_bsns_has_more_of_them_than_chance() -> None:
    numbers = [number for number in range(100000000, 100000400) if passes(f"{number}")]
    assert set(find("toewijzingen", "aanbieder", *map(str, numbers)).values()) == {"bsn"}


def test_neighbourhoods_of_two_words_are_no_names() -> None:
    names = ("Oude Kern", "De Laan", "Nieuwe Wijk")
    table = find("toewijzingen", "aanbieder", *(names[n % 3] for n in range(60)))
    assert table == {}


@pytest.mark.parametrize(("names", "kind"), [(4, set()), (9, {"naam"})])
def test_few_people_share_a_neighbourhood_and_not_a_name(names: int, kind: set[str]) -> None:
    base = schone_rijen("toewijzingen")[0]
    wijken = [f"Voorbeeld A{'abcdefghi'[n % names]}" for n in range(10)]
    rows = [base | {"clientnummer": f"C{n}", "wijk": wijk} for n, wijk in enumerate(wijken)]
    table = derive(persoonsgegevens.persoonsgegevens, bronnen(toewijzingen=rows))
    assert set(table.loc[(table["kolom"] == "wijk") & (table["soort"] != "geen"), "soort"]) == kind


def test_names_that_differ_from_row_to_row_are() -> None:
    names = [f"Voorbeeld A{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(60)]
    assert set(find("toewijzingen", "wijk", *names).values()) == {"naam"}


def passes(digits: str) -> bool:
    """The elfproef, written out."""
    total = sum(weight * int(digit) for weight, digit in zip(GEWICHTEN, digits, strict=True))
    return int(digits) > 0 and total % 11 == 0


DELEN = [BSN, GEEN_BSN, BSN_2, "1234.56.782", "123 456 782", "7", " ", "  ", "-", ",", ".", "a", "é"]
NEGEN = r"(?<![0-9.,-])([0-9]{9}|[0-9]{4}\.[0-9]{2}\.[0-9]{3}|[0-9]{3} [0-9]{3} [0-9]{3})(?![0-9,-])"
TEKSTEN = st.lists(st.lists(st.sampled_from(DELEN), max_size=7).map("".join), min_size=1, max_size=8)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEKSTEN)
def test_bsns_in_texts(storage: Storage, texts: list[str]) -> None:
    """The engine finds what a search that looks around finds: also numbers that stand side by side."""
    storage.add_values(
        "toewijzingen", pd.DataFrame({"regelnummer": range(len(texts)), "wijk": texts}), ["BIGINT", "VARCHAR"]
    )
    dataset = DATASETS["toewijzingen"]
    column = dataset.column("wijk")
    tests = {1: persoonsgegevens._make_tests(dataset, column)["bsn"]}
    marked = persoonsgegevens._mark(dataset.slug, column, tests)
    expected = [
        number
        for number, text in enumerate(texts)
        if any(passes(re.sub(r"[^0-9]", "", found)) for found in re.findall(NEGEN, text))
    ]
    assert storage.execute(f"SELECT regelnummer FROM {marked} WHERE soorten = 1 ORDER BY regelnummer") == [
        (line,) for line in expected
    ]
