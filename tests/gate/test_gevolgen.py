"""What is told as a consequence: rows that refer to a row with a finding, and sums of such rows."""

from collections.abc import Sequence
from dataclasses import replace

from kwaliteit_extracten import EXPECTATIONS, schone_rijen
from poorthulp import run_koppelingen
from samenhanghulp import bronnen

from sdreport.bevindingen import Bevinding, Oorzaak, sort_bevindingen
from sdreport.gate.gate import Regeluitslag, to_bevindingen
from sdreport.gate.gevolgen import mark_gevolgen
from sdreport.gate.samenhang.koppelingen import KOPPELINGEN
from sdreport.gate.samenhang.run import load_koppelingsuites
from sdreport.gate.told.report import format_terminal
from sdreport.gate.told.terugmelding import KOLOMMEN, make_rows

OWN = [koppeling for koppeling in KOPPELINGEN if koppeling.naam == "declaraties"]
SUITES = load_koppelingsuites(EXPECTATIONS, OWN)
REGEL = "samenhang_declaraties.niet_voor_ingang"
Gezien = dict[str, tuple[tuple[int, ...], Oorzaak | None]]


def months(toewijzing: str, *maanden: int) -> list[dict[str, str]]:
    base = schone_rijen("declaraties")[0]
    return [
        base
        | {
            "declaratienummer": f"{toewijzing}-{maand}",
            "referentienummer": f"{toewijzing}-{maand}",
            "toewijzingnummer": toewijzing,
            "begindatum": f"01-{maand:02d}-2023",
            "einddatum": f"28-{maand:02d}-2023",
        }
        for maand in maanden
    ]


def toewijzing(number: str, ingang: str) -> dict[str, str]:
    days = {"toewijzingsdatum": "01-01-2020", "ingangsdatum": ingang, "werkelijke_begindatum": ingang}
    return schone_rijen("toewijzingen")[0] | days | {"toewijzingnummer": number, "einddatum": ""}


def many(count: int) -> list[dict[str, str]]:
    """Toewijzingen with a declaratie each that have nothing wrong; lines 4 and on."""
    return [toewijzing(f"G{number}", "01-01-2021") for number in range(count)]


def run(declaraties: Sequence[dict[str, str]], *eigen: Regeluitslag) -> list[Bevinding]:
    """The findings on two toewijzingen (lines 2 and 3) that begin in May, ten that are right, and these declaraties."""
    zorg = [toewijzing("T1", "01-05-2023"), toewijzing("T2", "01-05-2023"), *many(10)]
    right = [line for number in range(10) for line in months(f"G{number}", 6)]
    source = bronnen(toewijzingen=zorg, declaraties=[*declaraties, *right])
    found = run_koppelingen(OWN, source, SUITES, ["declaraties", "toewijzingen"], lambda: eigen)
    return [
        item for item in to_bevindingen(found, {}) if item.regel in (REGEL, *(own.regel for own in eigen))
    ]


def seen(bevindingen: Sequence[Bevinding]) -> list[tuple[str, tuple[int, ...], Oorzaak | None]]:
    return [(item.dataset, tuple(item.regelnummers), item.gevolg_van) for item in bevindingen]


def test_three_rows_lead_to_the_row_they_refer_to() -> None:
    found = run([*months("T1", 1, 2, 3), *months("T2", 4)])
    assert seen(found) == [
        ("declaraties", (2, 3, 4), Oorzaak("toewijzingen", REGEL)),
        ("declaraties", (5,), None),
        ("toewijzingen", (2,), None),
    ]
    assert found[-1].kolom == "ingangsdatum"


def test_two_rows_stand_on_their_own() -> None:
    assert seen(run(months("T1", 1, 2))) == [("declaraties", (2, 3), None)]


def test_when_most_rows_fail_it_is_their_own_extract() -> None:
    every = [line for number in range(10) for line in months(f"G{number}", 1, 2, 3)]
    zorg = [toewijzing(f"G{number}", "01-05-2023") for number in range(10)]
    source = bronnen(toewijzingen=zorg, declaraties=every)
    found = run_koppelingen(OWN, source, SUITES, ["declaraties", "toewijzingen"])
    assert {item.dataset for item in found if item.regel == REGEL and item.status == "bevinding"} == {
        "declaraties"
    }


def finding(slug: str, kolom: str, lines: tuple[int, ...], **values: object) -> Regeluitslag:
    base = Regeluitslag(
        slug, f"{slug}.csv", f"{slug}.{kolom}", kolom, "waarschuwing", "Zo.", "Doe.", "bevinding"
    )
    return replace(base, getoetst=10, aantal=len(lines), regelnummers=lines, **values)


def test_a_finding_on_the_row_and_column_is_the_cause() -> None:
    cause = finding("toewijzingen", "ingangsdatum", (2,))
    assert seen(run(months("T1", 1, 2), cause)) == [
        ("toewijzingen", (2,), None),
        ("declaraties", (2, 3), Oorzaak("toewijzingen", "toewijzingen.ingangsdatum")),
    ]
    other = [finding("toewijzingen", "wijk", (2,)), finding("toewijzingen", "ingangsdatum", (3,))]
    for cause in other:
        assert ("declaraties", (2, 3), None) in seen(run(months("T1", 1, 2), cause))


def test_rows_with_a_finding_of_their_own_on_the_column_lead_to_no_other_row() -> None:
    own = finding("declaraties", "begindatum", (2, 3, 4))
    found = seen(run(months("T1", 1, 2, 3), own))
    assert ("declaraties", (2, 3, 4), Oorzaak("declaraties", "declaraties.begindatum")) in found
    assert "toewijzingen" not in {dataset for dataset, _, _ in found}
    other = seen(run(months("T1", 1, 2, 3), finding("declaraties", "bedrag", (2, 3, 4))))
    assert ("toewijzingen", (2,), None) in other


def test_a_sum_is_a_consequence_of_enough_rows_of_its_own() -> None:
    som = replace(finding("toewijzingen", "wijk", ()), regel="samenhang_verdelingen.zoals_verwacht")
    cause = finding("toewijzingen", "wijk", (4, 7))
    source = bronnen(toewijzingen=many(10))
    marked = mark_gevolgen([cause, som], source)[1]
    assert [(item.oorzaak, item.regelnummers) for item in marked.gevolgen] == [
        (Oorzaak("toewijzingen", "toewijzingen.wijk"), ())
    ]
    few = replace(cause, getoetst=10_000)
    elsewhere = replace(cause, dataset="uitkeringen")
    for item in (few, elsewhere, finding("toewijzingen", "wet", (4, 7))):
        assert mark_gevolgen([item, som], source)[1].gevolgen == ()
    source.close()


CAUSE = Bevinding(
    "toewijzingen", "t.a", "waarschuwing", "t.csv", "ingangsdatum", "fout.", "Verbeter.", (2,), 1
)
GEVOLG = Bevinding(
    "declaraties", "d.b", "kritiek", "d.csv", "begindatum", "te vroeg.", "Doe iets.", (5, 6, 7), 3,
    gevolg_van=Oorzaak("toewijzingen", "t.a"),
)  # fmt: skip
LOS = Bevinding("declaraties", "d.c", "kritiek", "d.csv", "bedrag", "te hoog.", "Kijk na.", (9,), 1)
KETEN = replace(GEVOLG, regel="d.e", gevolg_van=Oorzaak("declaraties", "d.b"))


def test_a_consequence_stands_under_its_cause() -> None:
    assert sort_bevindingen([KETEN, GEVOLG, LOS, CAUSE]) == [LOS, CAUSE, GEVOLG, KETEN]
    assert sort_bevindingen([GEVOLG, LOS]) == [GEVOLG, LOS], "without its cause it stands on its own"
    around = [replace(CAUSE, gevolg_van=Oorzaak("declaraties", "d.b")), GEVOLG]
    assert len(sort_bevindingen(around)) == 2, "findings that name each other are not lost"


def test_the_terminal_tells_it_indented_in_the_file_of_its_cause() -> None:
    lines = format_terminal([GEVOLG, CAUSE]).splitlines()
    assert lines[0] == "t.csv (1 kritiek, 1 waarschuwing)"
    assert lines[3] == "      [kritiek, gevolg] d.csv: begindatum: te vroeg. 3 rijen, regel 5, 6, 7."
    assert lines[4] == "        Gevolg van toewijzingen: t.a. (d.b)"


def test_the_list_for_the_sender_names_the_cause() -> None:
    rows = [dict(zip(KOLOMMEN, row, strict=True)) for row in make_rows([GEVOLG, LOS], None, "")]
    assert [row["gevolg van"] for row in rows] == ["toewijzingen: t.a"] * 3 + [""]


def test_an_amount_of_the_begroting_is_a_consequence_of_rows_of_its_perceel() -> None:
    zorg = [toewijzing("T1", "01-05-2023"), toewijzing("T2", "01-05-2023") | {"leveringsvorm": "PGB"}]
    rows = [*months("T1", 5, 6), *months("T2", 5, 6)]
    base = schone_rijen("begroting")[0] | {"fase": "werkelijk", "onderdeel": "wmo"}
    percelen = ("huishoudelijke-hulp", "pgb-wmo")
    source = bronnen(
        toewijzingen=zorg, declaraties=rows, begroting=[base | {"post": post} for post in percelen]
    )
    rests = ("declaraties.bedrag", "toewijzingen.productcode")
    item = finding("begroting", "bedrag", (2, 3), steunt_op=rests)

    def explained(*causes: Regeluitslag) -> list[tuple[str, tuple[int, ...]]]:
        marked = mark_gevolgen([*causes, item], source)[-1]
        return [(gevolg.oorzaak.dataset, gevolg.regelnummers) for gevolg in marked.gevolgen]

    assert explained(finding("declaraties", "bedrag", (2,))) == [("declaraties", (2,))]
    assert explained(finding("toewijzingen", "productcode", (3,))) == [("toewijzingen", (3,))]
    assert explained(finding("declaraties", "volume", (2,))) == explained() == []
    source.close()


def test_a_total_of_the_begroting_is_a_consequence_of_rows_of_its_extract() -> None:
    base = schone_rijen("begroting")[0] | {"fase": "werkelijk", "onderdeel": "participatiewet"}
    posts = [base | {"post": post} for post in ("bijstand", "bijzondere-bijstand")]
    source = bronnen(uitkeringen=schone_rijen("uitkeringen"), begroting=posts)
    item = finding("begroting", "bedrag", (2, 3), steunt_op=("uitkeringen.bedrag",))
    few = replace(finding("uitkeringen", "bedrag", (2,)), getoetst=10_000)
    for cause, lines in ((finding("uitkeringen", "bedrag", (2,)), (2,)), (few, None)):
        marked = mark_gevolgen([cause, item], source)[-1]
        assert [gevolg.regelnummers for gevolg in marked.gevolgen] == ([lines] if lines else [])
    source.close()


def test_without_toewijzing_the_product_of_a_declaratie_says_whose_sum_it_is() -> None:
    rows = [row | {"productcode": "01A03"} for row in months("ONBEKEND", 5, 6)]
    base = schone_rijen("begroting")[0] | {"fase": "werkelijk", "onderdeel": "wmo"}
    percelen = [base | {"post": post} for post in ("huishoudelijke-hulp", "pgb-wmo")]
    source = bronnen(toewijzingen=many(1), declaraties=rows, begroting=percelen)
    item = finding("begroting", "bedrag", (2, 3), steunt_op=("declaraties.toewijzingnummer",))
    marked = mark_gevolgen([finding("declaraties", "toewijzingnummer", (2, 3)), item], source)[-1]
    assert [gevolg.regelnummers for gevolg in marked.gevolgen] == [(2,)]
    source.close()
