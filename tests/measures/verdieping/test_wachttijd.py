"""Waiting, on tables of a few toewijzingen."""

from datetime import date, timedelta

from meethulp import address, calculate, make_invoer

from sdreport.measures.verdieping.wachttijd import binnen_termijn, wachttijd

WACHTEN = """
    clientnummer;wet;meldingsdatum;aanvraagdatum;besluitdatum;werkelijke_begindatum
    A;Wmo;01-01-2023;31-01-2023;10-02-2023;20-02-2023
    B;Wmo;01-01-2023;12-02-2023;26-02-2023;28-02-2023
    C;Wmo;01-01-2023;13-02-2023;28-02-2023;
    D;Wmo;01-06-2022;01-07-2022;01-08-2022;01-09-2022
    E;Jeugdwet;;01-03-2023;26-04-2023;01-05-2023
    F;Jeugdwet;;01-03-2023;27-04-2023;01-05-2023
    G;Wmo;10-05-2023;01-05-2023;02-05-2023;03-05-2023
"""


def test_a_toewijzing_is_measured_in_the_one_year_in_which_it_begins() -> None:
    rows = """
        clientnummer;wet;meldingsdatum;aanvraagdatum;besluitdatum;ingangsdatum;werkelijke_begindatum
        A;Wmo;01-11-2022;01-12-2022;08-12-2022;02-01-2023;02-01-2023
        B;Wmo;01-11-2023;03-12-2023;12-12-2023;02-01-2024;02-01-2024
        C;Wmo;01-12-2022;04-01-2023;06-01-2023;20-12-2022;20-12-2022
    """
    values = calculate(wachttijd, make_invoer(toewijzingen=rows))
    assert values["wmo.melding-aanvraag.mediaan"] == 30
    assert values["wmo.aanvraag-besluit.mediaan"] == 7
    assert values["wmo.besluit-begin.mediaan"] == 25


def test_a_step_is_that_of_toewijzingen_that_began_in_the_year() -> None:
    values = calculate(wachttijd, make_invoer(toewijzingen=WACHTEN))
    assert values["wmo.melding-aanvraag.mediaan"] == 42  # 30, 42 and 43 days
    assert values["wmo.aanvraag-besluit.mediaan"] == 12  # 10, 14, 15 and 1 day
    assert values["wmo.aanvraag-besluit.p90"] == 14.7
    assert values["wmo.melding-begin.mediaan"] == 50  # 0, 50 and 58 days
    assert "jeugdwet.melding-aanvraag.mediaan" not in values


def test_the_last_day_of_the_term_is_in_time() -> None:
    values = calculate(binnen_termijn, make_invoer(toewijzingen=WACHTEN))
    assert values["wmo.melding-aanvraag"] == 66.6667
    assert values["wmo.aanvraag-besluit"] == 75
    assert values["jeugdwet.aanvraag-besluit"] == 50
    assert not any("besluit-begin" in key for key in values)


def test_a_share_rests_on_the_fewest_who_are_in_time_or_late() -> None:
    rests_on = {address(c): c.personen for c in binnen_termijn.calculate(make_invoer(toewijzingen=WACHTEN))}
    assert rests_on == {"wmo.melding-aanvraag": 1, "wmo.aanvraag-besluit": 1, "jeugdwet.aanvraag-besluit": 1}
    on_time = "\n".join(line for line in WACHTEN.splitlines() if " C;" not in line)
    found = {address(c): c.personen for c in binnen_termijn.calculate(make_invoer(toewijzingen=on_time))}
    assert found["wmo.melding-aanvraag"] == 2  # nobody was late


def test_a_step_known_of_few_is_left_out_and_those_known_of_all_stay() -> None:
    without = WACHTEN.replace("B;Wmo;01-01-2023;", "B;Wmo;;")
    values = calculate(wachttijd, make_invoer(toewijzingen=without))
    assert not any("melding-aanvraag" in key for key in values)
    assert values["wmo.aanvraag-besluit.mediaan"] == 12
    assert any("besluit-begin" in key for key in values)


def test_messages_have_no_decision_and_are_measured_from_toewijzing_to_start() -> None:
    rows = """
        clientnummer;wet;toewijzingsdatum;werkelijke_begindatum
        A;Wmo;01-02-2023;11-02-2023
        B;Wmo;01-02-2023;21-02-2023
        C;Wmo;01-03-2023;
        D;Wmo;01-04-2023;20-03-2023
        E;Wmo;20-12-2022;19-01-2023
    """
    values = calculate(wachttijd, make_invoer(toewijzingen=rows))
    assert values == {
        "wmo.toewijzing-begin.mediaan": 20,
        "wmo.toewijzing-begin.p90": 28,
    }  # 10, 20 and 30 days
    decided = rows.replace("wet;", "wet;aanvraagdatum;besluitdatum;").replace(
        "Wmo;", "Wmo;01-01-2023;02-01-2023;"
    )
    assert not any(
        "toewijzing-begin" in key for key in calculate(wachttijd, make_invoer(toewijzingen=decided))
    )


def test_a_percentile_rests_on_the_fewest_between_it_and_the_median_or_the_term() -> None:
    """Thirty who waited 20 days, four 40, six 43: nine of ten wait less than 43, and the law allows 42."""
    waits = [(20, 30), (40, 4), (43, 6)]
    days = [day for day, aantal in waits for _ in range(aantal)]
    begin = date(2023, 1, 1)
    rows = [f"P{number};01-01-2023;{begin + timedelta(day):%d-%m-%Y}" for number, day in enumerate(days)]
    text = "clientnummer;meldingsdatum;aanvraagdatum\n" + "\n".join(rows)
    data = make_invoer(toewijzingen=text)
    found = {address(c): c.personen for c in wachttijd.calculate(data)}
    assert calculate(wachttijd, data)["wmo.melding-aanvraag.p90"] == 43
    assert found["wmo.melding-aanvraag.mediaan"] == 4  # above it, within the term
    assert found["wmo.melding-aanvraag.p90"] == 6


def test_a_few_decisions_beside_many_messages_without_give_the_step_from_301_to_305() -> None:
    head = "clientnummer;wet;verwijzertype;aanvraagdatum;besluitdatum;toewijzingsdatum;werkelijke_begindatum"
    messages = [f"A{number};Jeugdwet;01;;;01-02-2023;11-02-2023" for number in range(9)]
    pgb = "B;Jeugdwet;01;01-01-2023;31-01-2023;01-02-2023;02-02-2023"
    doctor = pgb.replace(";01;", ";02;")
    values = calculate(wachttijd, make_invoer(toewijzingen="\n".join([head, *messages, pgb])))
    assert set(values) == {"jeugdwet.toewijzing-begin.mediaan", "jeugdwet.toewijzing-begin.p90"}
    referred = [one.replace(";01;;", ";02;;") for one in messages]
    asked = calculate(wachttijd, make_invoer(toewijzingen="\n".join([head, *referred, doctor])))
    assert asked["jeugdwet.aanvraag-besluit.mediaan"] == 30, "whom a doctor referred is not waited for"
    wmo = [one.replace("Jeugdwet;01", "Wmo;") for one in (*messages, pgb)]
    assert "wmo.aanvraag-besluit.mediaan" not in calculate(
        wachttijd, make_invoer(toewijzingen="\n".join([head, *wmo]))
    )
