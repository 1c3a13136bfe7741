"""What 305 and 307 say of when care began, stopped and ended, by each rule of the standard in small messages."""

from pathlib import Path

from berichthulp import (
    jw301,
    jw305,
    jw307,
    lees,
    start,
    stop,
    toegewezen,
)


def verloop(tmp_path: Path, *berichten: str) -> tuple[str, str, str]:
    """Actual begin, end and reason of a toewijzing with these 305s and 307s."""
    (rij,) = lees(tmp_path, jw301(toegewezen(tot="2023-12-31")), *berichten).toewijzingen
    assert rij["einddatum"] == "31-12-2023", "the planned end stays as it was"
    return rij["werkelijke_begindatum"], rij["werkelijke_einddatum"], rij["reden_beeindiging"]


def test_a_305_and_a_307_give_what_really_happened(tmp_path: Path) -> None:
    told = verloop(tmp_path, jw305(start("2023-02-01")), jw307(stop("2023-02-01", "2023-04-30", "31")))
    assert told == ("01-02-2023", "30-04-2023", "31")


def test_status_3_withdraws_an_earlier_305(tmp_path: Path) -> None:
    wrong, right = jw305(start("2023-02-01")), jw305(start("2023-02-06"), dag="2023-02-03")
    withdrawn = jw305(start("2023-02-01", status="3"), dag="2023-02-03")
    assert verloop(tmp_path, wrong, withdrawn, right) == ("06-02-2023", "", "")


def test_status_3_withdraws_an_earlier_307(tmp_path: Path) -> None:
    ended = stop("2023-02-01", "2023-04-30", "31")
    withdrawn = stop("2023-02-01", "2023-04-30", "31", status="3")
    berichten = jw305(start("2023-02-01")), jw307(ended), jw307(withdrawn, dag="2023-05-02")
    assert verloop(tmp_path, *berichten) == ("01-02-2023", "", "")


def test_what_is_sent_again_on_the_day_of_its_withdrawal_stays(tmp_path: Path) -> None:
    first = jw305(start("2023-02-01"), dag="2023-02-01", id="B1")
    withdrawn = jw305(start("2023-02-01", status="3"), dag="2023-02-03", id="B2")
    again = jw305(start("2023-02-01"), dag="2023-02-03", id="B3")
    assert verloop(tmp_path / "a", first, withdrawn, again)[0] == "01-02-2023"
    assert verloop(tmp_path / "b", first, withdrawn)[0] == ""
    assert verloop(tmp_path / "c", again, withdrawn)[0] == "", "sent and withdrawn on one day"


def test_a_withdrawal_of_nothing_is_told(tmp_path: Path) -> None:
    gelezen = lees(tmp_path, jw301(toegewezen()), jw305(start("2023-02-01", status="3")))
    assert gelezen.meldingen["intrekking_zonder_bericht"] == 1
    assert gelezen.toewijzingen[0]["werkelijke_begindatum"] == ""


def test_reason_20_is_a_temporary_stop(tmp_path: Path) -> None:
    berichten = jw305(start("2023-02-01")), jw307(stop("2023-02-01", "2023-04-30", "20"))
    assert verloop(tmp_path, *berichten) == ("01-02-2023", "", "")


def test_a_temporary_stop_can_become_an_end(tmp_path: Path) -> None:
    pause = jw307(stop("2023-02-01", "2023-04-30", "20"), dag="2023-05-01")
    ended = jw307(stop("2023-02-01", "2023-05-15", "32"), dag="2023-05-20")
    assert verloop(tmp_path, jw305(start("2023-02-01")), ended, pause) == ("01-02-2023", "15-05-2023", "32")


def test_a_new_305_after_a_307_starts_again(tmp_path: Path) -> None:
    ended = jw307(stop("2023-02-01", "2023-04-30", "34"))
    again = jw305(start("2023-06-01"), dag="2023-06-02")
    assert verloop(tmp_path, jw305(start("2023-02-01")), ended, again) == ("01-02-2023", "", "")


def test_what_started_again_can_end_again(tmp_path: Path) -> None:
    berichten = (
        jw305(start("2023-02-01")),
        jw307(stop("2023-02-01", "2023-04-30", "20")),
        jw305(start("2023-06-01")),
        jw307(stop("2023-06-01", "2023-08-31", "31"), dag="2023-09-01"),
    )
    assert verloop(tmp_path, *berichten) == ("01-02-2023", "31-08-2023", "31")


def test_the_last_word_on_an_end_counts(tmp_path: Path) -> None:
    first = jw307(stop("2023-02-01", "2023-06-30", "31"), dag="2023-05-01")
    second = jw307(stop("2023-02-01", "2023-05-15", "32"), dag="2023-05-20")
    assert verloop(tmp_path, second, jw305(start("2023-02-01")), first) == ("01-02-2023", "15-05-2023", "32")


def test_care_of_one_day_has_ended(tmp_path: Path) -> None:
    berichten = jw305(start("2023-02-01")), jw307(stop("2023-02-01", "2023-02-01", "31"))
    assert verloop(tmp_path, *berichten) == ("01-02-2023", "01-02-2023", "31")


def test_a_307_without_305_gives_the_begin_too(tmp_path: Path) -> None:
    gelezen = lees(tmp_path, jw301(toegewezen()), jw307(stop("2023-02-01", "2023-04-30", "31")))
    assert gelezen.toewijzingen[0]["werkelijke_begindatum"] == "01-02-2023"
    assert gelezen.meldingen["stop_zonder_start"] == 1


def test_a_305_without_number_finds_the_one_toewijzing_that_it_can_be_about(tmp_path: Path) -> None:
    two = jw301(toegewezen("17")), jw301(toegewezen("18", code="45B01", van="2023-03-01"))
    loose = jw305(start("2023-03-06", None, categorie="45", code="45B01", ingang="2023-03-01"))
    gelezen = lees(tmp_path / "a", *two, loose)
    assert [rij["werkelijke_begindatum"] for rij in gelezen.toewijzingen] == ["", "06-03-2023"]
    gelezen = lees(tmp_path / "b", *two, jw305(start("2023-03-06", None)))
    assert [rij["werkelijke_begindatum"] for rij in gelezen.toewijzingen] == ["", ""]
    assert gelezen.meldingen["levering_zonder_toewijzing"] == 1


def test_a_toewijzing_that_was_removed_does_not_stand_in_the_way_of_the_one_made_again(
    tmp_path: Path,
) -> None:
    removed = jw301(toegewezen("17")), jw301(toegewezen("17", op="2023-01-20", tot="2023-01-15", reden="13"))
    gelezen = lees(tmp_path / "a", *removed, jw301(toegewezen("18")), jw305(start("2023-03-06", None)))
    assert [rij["werkelijke_begindatum"] for rij in gelezen.toewijzingen] == ["06-03-2023"]
    assert not {"levering_zonder_toewijzing", "levering_op_verwijderde"} & gelezen.meldingen.keys()
    gelezen = lees(tmp_path / "b", *removed, jw305(start("2023-03-06", None)))
    assert (gelezen.toewijzingen, gelezen.meldingen["levering_op_verwijderde"]) == ([], 1)
