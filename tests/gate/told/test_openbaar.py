"""The quality summary as it is published: whole without a threshold, without small numbers with one."""

import pytest

from sdreport.bevindingen import Bevinding
from sdreport.gate.gate import Regeluitslag
from sdreport.gate.told.openbaar import NIET_GETOOND, describe_class, summarize_openbaar
from sdreport.gate.told.report import summarize_quality

TEGENSTRIJDIG = [{"nummer": "1", "plaats_1": "Hoofdstuk 3", "zegt_1": "6 een Bbz", "uitleg": "Twee keer 6."}]


def make_uitslag(dataset: str, regel: str, getoetst: int, aantal: int = 0) -> Regeluitslag:
    return Regeluitslag(
        dataset=dataset, bestand=f"{dataset}.csv", regel=regel, kolom="", ernst="waarschuwing", uitleg="Proef.",
        herstel="Proef.", status="bevinding" if aantal else "goed", getoetst=getoetst, aantal=aantal,
    )  # fmt: skip


UITSLAGEN = [
    make_uitslag("bezwaarschriften", "bezwaarschriften.uitkomst", 8, 3),
    make_uitslag("begroting", "begroting.bedrag", 26),
    make_uitslag("uitkeringen", "samenhang_verandering.niet_te_veel_veranderd", 6, 1),
]
BEVINDINGEN = [
    Bevinding(
        item.dataset, item.regel, "waarschuwing", item.bestand, "", "Proef.", "Proef.", aantal=item.aantal
    )
    for item in UITSLAGEN
    if item.aantal
]


@pytest.mark.parametrize(
    ("aantal", "shown"),
    [(0, 0), (1, "minder dan 100"), (99, "minder dan 100"), (100, "100 tot 1.000"), (999, "100 tot 1.000"),
     (1000, "1.000 tot 10.000"), (22433, "10.000 tot 100.000")],
)  # fmt: skip
def test_a_count_is_told_as_a_class(aantal: int, shown: str | int) -> None:
    assert describe_class(aantal, 10) == shown


def test_without_a_threshold_the_summary_is_whole() -> None:
    whole = summarize_quality(UITSLAGEN, BEVINDINGEN, TEGENSTRIJDIG)
    assert summarize_openbaar(UITSLAGEN, BEVINDINGEN, TEGENSTRIJDIG, 0) == whole


def test_with_a_threshold_counts_on_persons_are_classes_and_others_stay() -> None:
    summary = summarize_openbaar(UITSLAGEN, BEVINDINGEN, TEGENSTRIJDIG, 10)
    assert {item.slug: item.rijen for item in summary.datasets} == {
        "begroting": 26, "bezwaarschriften": "minder dan 100"
    }  # fmt: skip
    assert [(item.getoetst, item.aantal) for item in summary.regels] == [
        ("minder dan 100", "minder dan 100"), (26, 0)
    ]  # fmt: skip
    assert [item.aantal for item in summary.bevindingen] == ["minder dan 100"]


TELT = [
    ("uitkeringen", "samenhang_verandering.niet_te_veel_veranderd"),
    ("begroting", "samenhang_ramingen.werkelijk_is_geen_raming"),
    ("begroting", "samenhang_begroting.orde_van_grootte"),
    ("tellingen", "samenhang_partners.totaal_niet_te_veel_veranderd"),
    ("leerlingen", "samenhang_schooljaren.zoals_vorig_jaar_geleverd"),
    ("bezwaarschriften", "samenhang_invulling.niet_overal_gelijk"),
]


@pytest.mark.parametrize(("dataset", "regel"), TELT)
def test_with_a_threshold_rules_on_the_size_of_numbers_are_not_published_nor_judged(
    dataset: str, regel: str
) -> None:
    """That nothing changed much bounds a number; that one is exactly last year's, or all are alike, tells it."""
    only = [make_uitslag(dataset, regel, 6, 1)]
    found = [Bevinding(dataset, regel, "waarschuwing", f"{dataset}.csv", "", "Proef.", "Proef.", aantal=1)]
    summary = summarize_openbaar(only, found, [], 10)
    assert (summary.oordeel, summary.regels, summary.bevindingen) == ("goed", (), ())
    assert summarize_openbaar(only, found, [], 0).oordeel == "met opmerkingen"


def test_where_a_nought_is_hidden_it_is_not_told_that_a_rule_had_nothing_to_test() -> None:
    rules = [make_uitslag(slug, f"{slug}.proef", 0) for slug in ("bezwaarschriften", "begroting")]
    idle = [
        Bevinding(item.dataset, f"{item.dataset}.niet_van_toepassing", "melding", "", "", "Proef.", "Proef.")
        for item in rules
    ]
    shown = summarize_openbaar(rules, idle, [], 10)
    assert [item.getoetst for item in shown.regels] == [0, 0]
    assert len(shown.bevindingen) == 2
    closed = summarize_openbaar(rules, idle, [], 10, nul_getoond=False)
    assert {item.dataset: item.getoetst for item in closed.regels} == {
        "bezwaarschriften": "minder dan 100", "begroting": 0
    }  # fmt: skip
    assert [item.dataset for item in closed.bevindingen] == ["begroting"]


@pytest.mark.parametrize("aantal", [0, 1])
@pytest.mark.parametrize(
    "regel", ["samenhang_wijken.elke_wijk_komt_voor", "samenhang_maanden.geen_maand_leeg"]
)
def test_where_a_nought_is_hidden_it_is_not_told_whether_a_group_is_empty(regel: str, aantal: int) -> None:
    rule = make_uitslag("toewijzingen", regel, 6, aantal)
    found = [Bevinding("toewijzingen", regel, "waarschuwing", "", "", "Proef.", "Proef.", aantal=1)] * aantal
    shown = summarize_openbaar([rule], found, [], 10)
    assert (len(shown.regels), len(shown.bevindingen)) == (1, aantal)
    closed = summarize_openbaar([rule], found, [], 10, nul_getoond=False)
    assert (closed.regels, closed.bevindingen, closed.oordeel) == ((), (), "goed")


def test_with_a_threshold_a_finding_does_not_tell_of_how_many_it_is() -> None:
    wat = "een kolom moet zijn gevuld. Het gaat om: huishoudnummer: 3 van 6391 gevuld."
    found = [
        Bevinding(slug, f"{rule}.geheel_gevuld", "melding", f"{slug}.csv", "", wat, "Vul aan.")
        for slug, rule in (("toewijzingen", "samenhang_levering"), ("begroting", "samenhang_geld"))
    ]
    uitslagen = [make_uitslag("toewijzingen", "samenhang_levering.geheel_gevuld", 6391)]
    summary = summarize_openbaar(uitslagen, found, [], 10)
    assert [item.wat for item in summary.bevindingen] == ["een kolom moet zijn gevuld."] * 2
    assert [item.wat for item in summarize_openbaar(uitslagen, found, [], 0).bevindingen] == [wat] * 2


def test_with_a_threshold_the_numbers_of_quotations_are_not_published() -> None:
    (row,) = summarize_openbaar([], [], TEGENSTRIJDIG, 10).tegenstrijdigheden
    assert row == {
        "nummer": "1", "plaats_1": "Hoofdstuk 3", "zegt_1": "[getal] een Bbz", "uitleg": "[getal] keer [getal].",
    }  # fmt: skip


def test_where_a_nought_is_hidden_a_quotation_is_not_published() -> None:
    (row,) = summarize_openbaar([], [], TEGENSTRIJDIG, 10, nul_getoond=False).tegenstrijdigheden
    assert row == {"nummer": "1", "plaats_1": "Hoofdstuk 3", "zegt_1": NIET_GETOOND, "uitleg": NIET_GETOOND}


@pytest.mark.parametrize(
    ("tekst", "zonder"),
    [
        ("Eén van de 1.086, of 30,2%.", "[getal] van de [getal], of [getal]%."),
        ("Dat zijn er zeventien, en daarna drieëntwintig.", "Dat zijn er [getal], en daarna [getal]."),
        ("Een derde is € 5,8 miljoen; de helft niet.", "Een [getal] is € [getal]; de [getal] niet."),
        ("Tweeduizend of vijfhonderd.", "[getal] of [getal]."),
        (
            "Hoofdstuk 3.2, tabellen 4.1 en 4.2: 12; figuur 3.4.",
            "Hoofdstuk 3.2, tabellen 4.1 en 4.2: [getal]; figuur 3.4.",
        ),
        (
            "In 2023 zijn het er 2023, in 2022 en 2024 ook.",
            "In 2023 zijn het er [getal], in 2022 en 2024 ook.",
        ),
        ("Over 2023 inwoners, in 2023% en van 2023,5.", "Over [getal] inwoners, in [getal]% en van [getal]."),
        (
            "Van 1990 naar 1999 jeugdigen, in 2012 gezinnen.",
            "Van [getal] naar [getal] jeugdigen, in [getal] gezinnen.",
        ),
        (
            "Wie 14 tot 18 jaar is; bij 66 jaar en 10 maanden.",
            "Wie 14 tot 18 jaar is; bij 66 jaar en 10 maanden.",
        ),
        (
            "Twee manieren en één moment; twee inwoners, één keer.",
            "Twee manieren en één moment; [getal] inwoners, [getal] keer.",
        ),
        ("Niemand tientallen, een B2B en elftallen.", "Niemand tientallen, een B2B en elftallen."),
    ],
)
def test_a_number_is_one_in_digits_and_in_words(tekst: str, zonder: str) -> None:
    row = {"nummer": "1", "uitleg": tekst}
    assert summarize_openbaar([], [], [row], 10).tegenstrijdigheden[0]["uitleg"] == zonder
