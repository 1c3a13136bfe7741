"""The checker of published documents: every rule both ways, on documents of a few rows and on invented ones."""

from pathlib import Path

import pytest
from documenthulp import make_document, rules
from hypothesis import assume, given
from hypothesis import strategies as st

from sdreport.bevindingen import Bevinding
from sdreport.documents.check import ERNST, check_document, check_documenten, find_verwisseld
from sdreport.documents.figures import COLUMNS, SOORTEN, read_document
from sdreport.documents.page import KOP
from sdreport.errors import ConfigurationError


@pytest.mark.parametrize(
    ("goed", "fout", "regel"),
    [
        (["10/aantal", "5/aantal", "15/aantal/=r1+r2"], ["10/aantal", "5/aantal", "19/aantal/=r1+r2"], "som"),
        (
            ["8/personen", "5/personen", "11/personen/uniek(r1; r2)"],
            ["8/personen", "5/personen", "14/personen/uniek(r1; r2)"],
            "som",
        ),
        (
            ["8/personen", "5/personen", "8/personen/uniek(r1; r2)"],
            ["8/personen", "5/personen", "7/personen/uniek(r1; r2)"],
            "som",
        ),
        (
            ["5/aantal", "5/aantal", "5/aantal/gelijk(r1; r2)"],
            ["5/aantal", "6/aantal", "5/aantal/gelijk(r1; r2)"],
            "zelfde_feit",
        ),
        (
            ["1969/x 1.000 euro", "-475/x 1.000 euro", "1494/x 1.000 euro/=r1+r2"],
            ["1969/x 1.000 euro", "-475/x 1.000 euro", "1449/x 1.000 euro/=r1+r2"],
            "cijfers_verwisseld",
        ),
        (
            ["1384/aantal", "500/aantal", "1884/aantal/=r1+r2"],
            ["1834/aantal", "500/aantal", "1884/aantal/=r1+r2"],
            "cijfers_verwisseld",
        ),
        (
            ["45/euro", "100/euro", "45/%/=deel(r1; r2)"],
            ["30/euro", "100/euro", "45/%/=deel(r1; r2)"],
            "aandeel",
        ),
        (
            ["44/euro", "100/euro", "45/%/bijna(deel(r1; r2))/tekst"],
            ["30/euro", "100/euro", "45/%/bijna(deel(r1; r2))/tekst"],
            "aandeel",
        ),
        (["10/aantal", "9/aantal/hoogstens(r1)"], ["10/aantal", "11/aantal/hoogstens(r1)"], "aandeel"),
        (["10/aantal", "11/aantal/minstens(r1)"], ["10/aantal", "9/aantal/minstens(r1)"], "aandeel"),
        (
            ["270/aantal", "270/aantal/=r1/tekst"],
            ["270/aantal", "1128/aantal/=r1/tekst"],
            "tekst_tegen_tabel",
        ),
        (
            ["631/aantal", "600/aantal/ruim(r1)/tekst"],
            ["831/aantal", "600/aantal/ruim(r1)/tekst"],
            "tekst_tegen_tabel",
        ),
        (["631/aantal", "600/aantal/ruim(r1)/tekst"], ["588/aantal", "600/aantal/ruim(r1)/tekst"], "claim"),
        (["588/aantal", "600/aantal/bijna(r1)/tekst"], ["631/aantal", "600/aantal/bijna(r1)/tekst"], "claim"),
        (["416/aantal", "399/aantal/minder(r1)"], ["390/aantal", "399/aantal/minder(r1)"], "claim"),
        (["90/aantal", "96/aantal/meer(r1)"], ["96/aantal", "96/aantal/meer(r1)"], "claim"),
        (["28/aantal", "25/aantal/gedaald(r1)"], ["25/aantal", "28/aantal/gedaald(r1)"], "claim"),
        (["74/%", "82/%/gestegen(r1)"], ["82/%", "74/%/gestegen(r1)"], "claim"),
        (["50/aantal", "100/aantal/verdubbeld(r1)"], ["50/aantal", "80/aantal/verdubbeld(r1)"], "claim"),
        (["50/aantal", "25/aantal/gehalveerd(r1)"], ["50/aantal", "40/aantal/gehalveerd(r1)"], "claim"),
        (
            ["30/aantal", "90/aantal", "33,3/%/=deel(r1; r2)/tekst/Een derde daarvan"],
            ["45/aantal", "90/aantal", "33,3/%/=deel(r1; r2)/tekst/Een derde daarvan"],
            "claim",
        ),
        (["1081/aantal", "1081/aantal/gelijk(r1)"], ["1081/aantal", "1086/aantal/gelijk(r1)"], "zelfde_feit"),
        (
            ["3/nummer//nummer", "4/nummer/volgt(r1)/nummer"],
            ["3/nummer//nummer", "5/nummer/volgt(r1)/nummer"],
            "nummering",
        ),
        (["6,6/nummer", "6,7/nummer/volgt(r1)"], ["6,6/nummer", "6,6/nummer/volgt(r1)"], "nummering"),
        (["1307,0/euro///1.307,0"], ["1307,0/euro///1.307.0"], "schrijfwijze"),
        (["1307/euro///€ 1.307"], ["1307/euro///€ 1.308"], "citaat"),
        (["7/aantal//tekst/zeven speerpunten"], ["7/aantal//tekst/zes speerpunten"], "citaat"),
        (["5/aantal", "5/aantal/=r1"], ["5/aantal", "5/aantal/=r9"], "formule"),
        (["5/aantal", "5/aantal/=r1"], ["/aantal///pm", "5/aantal/=r1"], "formule"),
        (["5/aantal", "5/aantal/=r1"], ["5/aantal", "/aantal/=r1/tabel/pm"], "formule"),
        (["5/aantal", "5/aantal/=r1"], ["5/aantal", "5/aantal/=r1+"], "formule"),
        (["0/aantal", "5/aantal/=r2"], ["0/aantal", "5/aantal/=deel(r2; r1)"], "formule"),
    ],
)
def test_every_rule_both_ways(tmp_path: Path, goed: list[str], fout: list[str], regel: str) -> None:
    assert check_document(make_document(tmp_path, *goed)) == []
    found = check_document(make_document(tmp_path, *fout))
    assert rules(found) == [f"document.{regel}"]
    assert found[0].ernst == ERNST[found[0].regel]
    assert found[0].dataset == "proef"
    assert found[0].bestand == "proef.csv"


def test_every_rule_is_tested_and_explained_on_the_page() -> None:
    marks = test_every_rule_both_ways.pytestmark  # type: ignore[attr-defined]
    tested = {f"document.{regel}" for mark in marks for _, _, regel in mark.args[1]}
    assert tested == set(ERNST)
    assert all(f"| `{regel}` |" in KOP for regel in ERNST)


def test_a_finding_names_the_places_the_arithmetic_and_what_would_be_right(tmp_path: Path) -> None:
    document = make_document(tmp_path, "126000/euro", "40000/euro", "146000/euro/=r1+r2")
    (found,) = check_document(document)
    assert (
        found.wat
        == "plek 3: € 146.000. Maar 126.000 + 40.000 = € 166.000 (uit plek 1: € 126.000; plek 2: € 40.000)."
    )
    assert found.herstel == (
        "Het klopt met € 166.000 (één cijfer anders), of met € 106.000 bij plek 1 (één cijfer anders), "
        "of met € 20.000 bij plek 2 (één cijfer anders)."
    )
    assert found.regelnummers == (2, 3, 4)


def test_a_share_tells_which_whole_would_fit(tmp_path: Path) -> None:
    (found,) = check_document(make_document(tmp_path, "450/euro", "3500/euro", "15/%/=deel(r1; r2)"))
    assert (
        found.herstel == "Het klopt met 12,9%, of met een geheel van ongeveer € 3.000 in plaats van € 3.500."
    )
    (found,) = check_document(make_document(tmp_path, "450/euro", "3500/euro", "15/%/=groei(r1; r2)"))
    assert found.herstel == "Het klopt met −87,1%, of met een ander getal in de berekening."


def test_one_swap_that_mends_two_sums_is_one_finding(tmp_path: Path) -> None:
    document = make_document(
        tmp_path, "1969/euro", "-475/euro", "1449/euro/=r1+r2", "-1345/euro", "149/euro/=r3+r4"
    )
    (found,) = check_document(document)
    assert found.regel == "document.cijfers_verwisseld"
    assert "Met € 1.494 in plaats van € 1.449 bij plek 3 klopt het" in found.herstel
    assert "Dan klopt ook: plek 5." in found.herstel


def test_the_swap_that_breaks_no_other_sum_is_chosen(tmp_path: Path) -> None:
    """The total 54 could be 45, but another sum says that it is right and that the 23 was 32."""
    document = make_document(tmp_path, "22/euro", "23/euro", "54/euro/=r1+r2", "54/euro", "108/euro/=r3+r4")
    (found,) = check_document(document)
    assert "Met € 32 in plaats van € 23 bij plek 2" in found.herstel


def test_rounded_figures_may_differ_by_their_rounding(tmp_path: Path) -> None:
    rounded = ["1106/x 1.000 euro", "-276/x 1.000 euro", "829/x 1.000 euro/=r1+r2"]
    assert check_document(make_document(tmp_path, *rounded)) == []
    exact = [rij.replace("x 1.000 euro", "euro") for rij in rounded]
    assert rules(check_document(make_document(tmp_path, *exact))) == ["document.som"]


def test_a_figure_may_have_several_formulas(tmp_path: Path) -> None:
    document = make_document(tmp_path, "5/aantal", "9/aantal", "6/aantal/=r1 | hoogstens(r2) | gelijk(r2)")
    assert rules(check_document(document)) == ["document.som", "document.zelfde_feit"]


def test_another_document_gives_at_most_a_melding(tmp_path: Path) -> None:
    one = make_document(tmp_path, "300/aantal/gelijk([ander]r1)")
    other = make_document(tmp_path, "399/aantal", slug="ander")
    (found,) = check_documenten([one, other])
    assert (found.ernst, found.regel) == ("melding", "document.zelfde_feit")
    assert "ander, plek 1: 399" in found.wat
    assert rules(check_document(one)) == ["document.formule"], "without the other document it cannot run"


@pytest.mark.parametrize(
    ("regel", "message"),
    [
        ("1;plek;1.000;aantal;;1.000;tabel", "regel 2: '1.000' is geen waarde"),
        ("1;plek;5;stuks;;5;tabel", "regel 2: de eenheid"),
        ("1;plek;5;aantal;;5;tafel", "regel 2: nummer en plaats zijn verplicht"),
        ("x;plek;5;aantal;;5;tabel", "regel 2: nummer en plaats zijn verplicht"),
        ("1;plek;5;aantal;;5;tabel\n1;plek;5;aantal;;5;tabel", "regel 3: nummer 1 staat er twee keer"),
        ("1;plek;5;aantal;;5", "regel 2: het aantal velden"),
    ],
)
def test_a_wrong_table_is_an_error_with_its_line(tmp_path: Path, regel: str, message: str) -> None:
    path = tmp_path / "proef.csv"
    path.write_text(";".join(COLUMNS) + "\n" + regel + "\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=message):
        read_document(path)


DELEN = st.lists(st.integers(1, 999_999), min_size=2, max_size=6)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("document")


def make_sum(folder: Path, delen: list[int], totaal: int) -> list[Bevinding]:
    formule = "=" + "+".join(f"r{number}" for number in range(1, len(delen) + 1))
    rijen = [f"{deel}/euro" for deel in delen]
    return check_document(make_document(folder, *rijen, f"{totaal}/euro/{formule}"))


@given(delen=DELEN)
def test_sums_that_add_up_give_no_finding(folder: Path, delen: list[int]) -> None:
    assert make_sum(folder, delen, sum(delen)) == []


@given(delen=DELEN, keuze=st.data())
def test_a_swapped_pair_of_digits_is_found(folder: Path, delen: list[int], keuze: st.DataObject) -> None:
    text = str(sum(delen))
    assume(len(text) > 1)
    one = keuze.draw(st.integers(0, len(text) - 2))
    two = keuze.draw(st.integers(one + 1, len(text) - 1))
    digits = list(text)
    digits[one], digits[two] = digits[two], digits[one]
    assume(digits[0] != "0" and "".join(digits) != text)
    (found,) = make_sum(folder, delen, int("".join(digits)))
    assert found.regel == "document.cijfers_verwisseld"
    assert found.regelnummers == tuple(range(2, len(delen) + 3))


@given(goed=st.integers(1, 10**9), verschil=st.integers(1, 10**6))
def test_a_swap_always_differs_by_a_multiple_of_nine(goed: int, verschil: int) -> None:
    if find_verwisseld(goed, goed + verschil, 0):
        assert verschil % 9 == 0
        assert sorted(str(goed)) == sorted(str(goed + verschil))


@given(delen=DELEN, fout=st.integers(1, 500_000))
def test_any_wrong_total_is_found(folder: Path, delen: list[int], fout: int) -> None:
    (found,) = make_sum(folder, delen, sum(delen) + fout)
    assert found.regel in ("document.som", "document.cijfers_verwisseld")
    assert found.ernst == "kritiek"


VELD = st.text(alphabet="r12=+-/();|%,. eurogelijkpm€²", max_size=12)


@given(rijen=st.lists(st.tuples(VELD, VELD, VELD, VELD, st.sampled_from(SOORTEN)), max_size=4))
def test_any_table_gives_findings_or_a_clear_error(folder: Path, rijen: list[tuple[str, ...]]) -> None:
    path = folder / "willekeurig.csv"
    body = [
        f'{number};"plek {plaats}";{waarde.replace(";", "")};euro;"{formule}";"{citaat}";{soort}'
        for number, (plaats, waarde, formule, citaat, soort) in enumerate(rijen, start=1)
    ]
    path.write_text("\n".join([";".join(COLUMNS), *body]) + "\n", encoding="utf-8")
    try:
        found = check_document(read_document(path))
    except ConfigurationError as error:
        assert "willekeurig.csv" in str(error)
    else:
        assert all(bevinding.regel in ERNST for bevinding in found)
