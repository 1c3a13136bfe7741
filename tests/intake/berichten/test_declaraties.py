"""What 323 and 325 say of declarations: amounts in eurocents, credit below zero, and what was rejected."""

from pathlib import Path

import pytest
from berichthulp import (
    BSN,
    SLEUTEL,
    Ingelezen,
    antwoord,
    bericht,
    client,
    declaratie,
    lees,
    prestatie,
    tag,
    toegewezen,
)

from sdreport.intake.pseudonym import Pseudoniemen

J301 = bericht("JW301", client(toegewezen()))
RETOUR = tag("RetourCodes", tag("RetourCode", "8002"))


def jw323(lines: str, cent: int, *, nummer: str = "D1", op: str | None = "2023-03-09", **header: str) -> str:
    return bericht("JW323", declaratie(lines, cent, nummer=nummer, op=op), **header)


def bedragen(gelezen: Ingelezen) -> dict[str, tuple[str, str]]:
    """Amount and status by reference."""
    return {rij["referentienummer"]: (rij["bedrag"], rij["status"]) for rij in gelezen.declaraties}


def test_a_323_gives_every_field_that_it_has(tmp_path: Path) -> None:
    (rij,) = lees(tmp_path, J301, jw323(prestatie("P1", 10_050), 10_050)).declaraties
    assert rij == {
        "declaratienummer": "D1", "referentienummer": "P1", "vorig_referentienummer": "", "toewijzingnummer": "17",
        "aanbieder": "Zorg BV", "productcategorie": "45", "productcode": "45A01", "begindatum": "01-02-2023",
        "einddatum": "28-02-2023", "volume": "4", "eenheid": "04", "tarief": "25,00", "bedrag": "100,50",
        "debet_credit": "D", "status": "toegekend", "dagtekening": "09-03-2023",
    }  # fmt: skip


def test_credit_is_below_zero_and_names_the_line_that_it_reverses(tmp_path: Path) -> None:
    debet = jw323(prestatie("P1", 7), 7)
    credit = jw323(prestatie("P2", 7, dc="C", vorige="P1"), -7, nummer="D2")
    gelezen = lees(tmp_path, J301, credit, debet)
    assert bedragen(gelezen) == {"P1": ("0,07", "toegekend"), "P2": ("-0,07", "toegekend")}
    assert [rij["vorig_referentienummer"] for rij in gelezen.declaraties] == ["", "P1"]
    assert gelezen.meldingen == {}


def test_credit_of_a_line_that_is_not_there_is_told(tmp_path: Path) -> None:
    gelezen = lees(tmp_path, J301, jw323(prestatie("P2", 7, dc="C", vorige="P9"), -7))
    assert gelezen.meldingen == {"credit_zonder_debet": 1}
    gelezen = lees(tmp_path / "b", J301, jw323(prestatie("P2", 7, dc="C"), -7))
    assert gelezen.meldingen == {"credit_zonder_debet": 1}


def test_a_volume_in_euros_is_in_eurocents(tmp_path: Path) -> None:
    line = prestatie("P1", 20_000, volume="20000", eenheid="83", tarief=None)
    (rij,) = lees(tmp_path, J301, jw323(line, 20_000)).declaraties
    assert (rij["volume"], rij["eenheid"], rij["tarief"], rij["bedrag"]) == ("200", "83", "", "200,00")


def test_volume_times_tarief_need_not_be_the_amount(tmp_path: Path) -> None:
    line = prestatie("P1", 9_999, volume="4", tarief="2500")
    assert lees(tmp_path, J301, jw323(line, 9_999)).meldingen == {}


def test_a_325_marks_only_the_lines_that_it_names(tmp_path: Path) -> None:
    asked = jw323(prestatie("P1", 100) + prestatie("P2", 200) + prestatie("P3", 300), 600)
    answer = bericht("JW325", antwoord(prestatie("P2", 200, retour=RETOUR), 600, 400))
    for folder, berichten in (("a", (asked, answer)), ("b", (answer, asked))):
        gelezen = lees(tmp_path / folder, J301, *berichten)
        assert bedragen(gelezen)["P2"] == ("2,00", "afgewezen")
        assert [status for _, status in bedragen(gelezen).values()].count("toegekend") == 2
        assert gelezen.count("JW323", "afgewezen") == 1
        assert gelezen.meldingen == {}


def test_a_325_of_another_provider_or_declaration_is_about_other_lines(tmp_path: Path) -> None:
    asked = jw323(prestatie("P1", 100), 100)
    other = bericht("JW325", antwoord(prestatie("P1", 100), 100, 0), aanbieder="87654321")
    another = bericht("JW325", antwoord(prestatie("P1", 100), 100, 0, nummer="D2"))
    gelezen = lees(tmp_path, J301, asked, other, another)
    assert bedragen(gelezen) == {"P1": ("1,00", "toegekend")}
    assert gelezen.meldingen == {"antwoord_zonder_declaratie": 2, "declaratie_zonder_antwoord": 1}


def test_a_325_that_grants_nothing_rejects_the_whole_declaration(tmp_path: Path) -> None:
    asked = jw323(prestatie("P1", 100) + prestatie("P2", 200), 300)
    gelezen = lees(tmp_path, J301, asked, bericht("JW325", antwoord("", 300, 0)))
    assert bedragen(gelezen) == {"P1": ("1,00", "afgewezen"), "P2": ("2,00", "afgewezen")}


def test_a_325_that_grants_all_rejects_nothing(tmp_path: Path) -> None:
    gelezen = lees(tmp_path, J301, jw323(prestatie("P1", 100), 100), bericht("JW325", antwoord("", 100, 100)))
    assert bedragen(gelezen) == {"P1": ("1,00", "toegekend")}
    assert gelezen.meldingen == {}


def test_a_declaration_that_was_rejected_as_a_message_can_be_sent_again(tmp_path: Path) -> None:
    wrong = jw323(prestatie("P1", 999), 999, dag="2023-03-01", id="B7")
    answered = tag("DeclaratieIdentificatie", tag("Identificatie", "B7") + tag("Dagtekening", "2023-03-01"))
    answer = bericht("JW325", "", extra=answered + tag("RetourCodes", tag("RetourCode", "0001")))
    again = jw323(prestatie("P1", 100), 100, dag="2023-03-09", id="B8")
    gelezen = lees(tmp_path, J301, answer, again, wrong)
    assert bedragen(gelezen) == {"P1": ("1,00", "toegekend")}
    assert gelezen.count("JW323", "afgewezen") == 1
    assert gelezen.meldingen == {}


def test_totals_that_do_not_add_up_are_told(tmp_path: Path) -> None:
    asked = jw323(prestatie("P1", 100), 99)
    gelezen = lees(tmp_path, J301, asked, bericht("JW325", antwoord(prestatie("P1", 100), 100, 1)))
    assert gelezen.meldingen == {"totaal_klopt_niet": 2}


def test_the_same_line_again_is_one_line(tmp_path: Path) -> None:
    one = jw323(prestatie("P1", 100), 100)
    later = jw323(prestatie("P1", 100), 100, op="2023-04-01", dag="2023-04-01", id="B9")
    gelezen = lees(tmp_path, J301, later, one, one)
    assert [rij["dagtekening"] for rij in gelezen.declaraties] == ["09-03-2023"], "the first time"
    assert bedragen(gelezen) == {"P1": ("1,00", "toegekend")}
    assert gelezen.count("JW323", "vervangen") == 2
    assert gelezen.meldingen == {}


def test_a_declaration_without_its_day_is_told_and_read(tmp_path: Path) -> None:
    gelezen = lees(tmp_path, J301, jw323(prestatie("P1", 100), 100, op=None))
    assert [(rij["bedrag"], rij["dagtekening"]) for rij in gelezen.declaraties] == [("1,00", "")]
    assert gelezen.meldingen == {"element_mist": 1}


def test_a_day_of_declaring_that_does_not_exist_is_told_and_stays(tmp_path: Path) -> None:
    gelezen = lees(tmp_path, J301, jw323(prestatie("P1", 100), 100, op="2023-06-31"))
    assert [rij["dagtekening"] for rij in gelezen.declaraties] == ["31-06-2023"]
    assert gelezen.meldingen == {"datum_bestaat_niet": 1}


def test_the_same_line_with_another_content_is_told_and_both_are_written(tmp_path: Path) -> None:
    gelezen = lees(tmp_path, J301, jw323(prestatie("P1", 100), 100), jw323(prestatie("P1", 300), 300))
    assert [rij["bedrag"] for rij in gelezen.declaraties] == ["1,00", "3,00"]
    assert gelezen.meldingen == {"prestatie_dubbel": 2}


def test_a_line_without_301_is_told_and_written(tmp_path: Path) -> None:
    gelezen = lees(tmp_path, J301, jw323(prestatie("P1", 100, nummer="99"), 100))
    assert [rij["toewijzingnummer"] for rij in gelezen.declaraties] == ["99"]
    assert gelezen.meldingen == {"prestatie_zonder_toewijzing": 1}
    assert gelezen.count("JW323", "past_niet") == 1


def test_a_line_on_a_removed_toewijzing_is_told(tmp_path: Path) -> None:
    gone = bericht("JW301", client(toegewezen(op="2023-01-12", tot="2023-01-15", reden="13")))
    gelezen = lees(tmp_path, J301, gone, jw323(prestatie("P1", 100), 100))
    assert gelezen.meldingen == {"prestatie_op_verwijderde": 1}


def test_a_line_of_the_other_law_is_not_of_this_toewijzing(tmp_path: Path) -> None:
    wmo = bericht("WMO323", declaratie(prestatie("P1", 100), 100))
    assert lees(tmp_path, J301, wmo).meldingen == {"prestatie_zonder_toewijzing": 1}


def test_a_period_over_two_months_is_told(tmp_path: Path) -> None:
    line = prestatie("P1", 100, begin="2023-02-15", eind="2023-03-14")
    assert lees(tmp_path, J301, jw323(line, 100)).meldingen == {"periode_over_maanden": 1}


@pytest.mark.parametrize(("begin", "told"), [("2023-03-09", {}), ("2023-03-10", {"periode_vooruit": 1})])
def test_a_period_that_begins_after_the_day_of_declaring_is_told(
    begin: str, told: dict[str, int], tmp_path: Path
) -> None:
    line = prestatie("P1", 100, begin=begin, eind="2023-03-31")
    assert lees(tmp_path, J301, jw323(line, 100)).meldingen == told


def test_a_number_that_both_laws_use_is_told_apart_in_declarations_too(tmp_path: Path) -> None:
    wmo = bericht("WMO301", client(toegewezen()))
    both = (
        jw323(prestatie("P1", 100), 100),
        bericht("WMO323", declaratie(prestatie("P2", 200), 200, nummer="D2")),
    )
    gelezen = lees(tmp_path, J301, wmo, *both)
    numbers = {rij["referentienummer"]: rij["toewijzingnummer"] for rij in gelezen.declaraties}
    assert numbers == {"P1": "17-Jeugdwet", "P2": "17-Wmo"}


def test_with_a_year_only_periods_in_it_are_written(tmp_path: Path) -> None:
    lines = "".join(
        prestatie(f"P{n}", 100, begin=f"{year}-{day}", eind=f"{year}-{day}")
        for n, (year, day) in enumerate(
            [("2022", "12-31"), ("2023", "01-01"), ("2023", "12-31"), ("2024", "01-01")]
        )
    )
    gelezen = lees(tmp_path, J301, jw323(lines, 400), jaar=2023)
    assert list(bedragen(gelezen)) == ["P1", "P2"]
    assert gelezen.uitkomst.geschreven[1].buiten_jaar == 2


def test_a_reference_that_holds_the_number_of_the_client_is_made_a_pseudonym(tmp_path: Path) -> None:
    debet = jw323(prestatie(f"{BSN}-01", 7) + prestatie("Jansen", 8), 15)
    credit = jw323(prestatie("P2", 7, dc="C", vorige=f"{BSN}-01"), -7, nummer="D2")
    rejected = bericht("JW325", antwoord(prestatie("Jansen", 8), 15, 7))
    gelezen = lees(tmp_path, J301, debet, credit, rejected)
    make = Pseudoniemen(SLEUTEL).make
    assert bedragen(gelezen)[make("Jansen")] == ("0,08", "afgewezen")
    assert [rij["vorig_referentienummer"] for rij in gelezen.declaraties if rij["debet_credit"] == "C"] == [
        make(f"{BSN}-01")
    ]
    assert gelezen.meldingen == {"declaratie_zonder_antwoord": 1}
    assert BSN not in (tmp_path / "uit" / "declaraties.csv").read_text(encoding="utf-8")


def test_a_declaration_without_an_answer_is_told_where_others_have_one(tmp_path: Path) -> None:
    """Where nothing was answered at all there is nothing to compare with; nor in another law."""
    first = jw323(prestatie("P1", 7), 7)
    other = jw323(prestatie("P2", 7), 7, nummer="D2", id="B2")
    answer = bericht("JW325", antwoord("", 7, 7))
    wmo = bericht("WMO323", declaratie(prestatie("P9", 7), 7, nummer="D9"))
    told = [
        lees(tmp_path / str(number), J301, *berichten).meldingen.get("declaratie_zonder_antwoord", 0)
        for number, berichten in enumerate(((first, other), (first, other, answer, wmo), (first, answer)))
    ]
    assert told == [0, 1, 0]
