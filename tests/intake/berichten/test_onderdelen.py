"""The parts of a message in any order say the same: a client has her wijk and number wherever these stand."""

import random
from pathlib import Path
from xml.etree import ElementTree

import pytest
from berichthulp import (
    antwoord,
    bericht,
    client,
    contact,
    declaratie,
    lees,
    prestatie,
    start,
    stop,
    tag,
    toegewezen,
    totaal,
    verzoek,
)

from sdreport.intake.berichten.xml import message

LINES = prestatie("P1", 100) + prestatie("P2", 250, dc="C", vorige="P1")
BERICHTEN = (
    bericht(
        "JW301",
        client(
            toegewezen(referentie="R1"),
            contact=contact("9999ZZ", "02") + contact("1234ZZ"),
            geboren="2011-05-06",
            gebruik="1",
        ),
    ),
    bericht("JW305", client(start("2023-01-16"))),
    bericht("JW307", client(stop("2023-01-16", "2023-09-30", "31"))),
    bericht("JW315", client(verzoek("R1", "05"))),
    bericht("JW323", declaratie(LINES, -150)),
    bericht("JW325", antwoord(prestatie("P1", 100), -150, -250)),
)


def shuffle(content: str, seed: int) -> str:
    """The message with the children of every element in another order; its header stays first."""
    draw, root = random.Random(seed), ElementTree.fromstring(content)
    for element in root.iter():
        children = list(element)
        draw.shuffle(children)
        element[:] = (
            sorted(children, key=lambda child: child.tag != "Header") if element is root else children
        )
    return ElementTree.tostring(root, encoding="unicode")


def turn(content: str) -> str:
    """The message with the children of every element back to front; its header stays first."""
    root = ElementTree.fromstring(content)
    for element in root.iter():
        children = list(element)
        place = {child: n for n, child in enumerate(children)}
        element[:] = sorted(children, key=lambda child: (child.tag != "Header", -place[child]))
    return ElementTree.tostring(root, encoding="unicode")


@pytest.mark.parametrize("seed", range(6))
def test_every_order_of_parts_gives_the_same_rows(seed: int, tmp_path: Path) -> None:
    plain = lees(tmp_path / "a", *BERICHTEN)
    other = lees(tmp_path / "b", *(shuffle(one, seed) if seed else turn(one) for one in BERICHTEN))
    assert plain.meldingen == other.meldingen == {}
    assert other.toewijzingen == plain.toewijzingen
    lines = [sorted(one.declaraties, key=lambda rij: rij["referentienummer"]) for one in (plain, other)]
    assert lines[0] == lines[1]
    (rij,) = other.toewijzingen
    assert (rij["wijk"], rij["geboortejaar"], rij["verwijzertype"]) == ("Zuid", "2011", "05")
    assert [line["status"] for line in lines[1]] == ["afgewezen", "toegekend"]


def test_an_address_of_the_client_before_does_not_count(tmp_path: Path) -> None:
    first = client(toegewezen("17"), contact=contact("1234AB"))
    second = client(toegewezen("18"), bsn="999990020")
    assert [rij["wijk"] for rij in lees(tmp_path, turn(bericht("JW301", first + second))).toewijzingen] == [
        "Noord",
        "",
    ]


def test_a_number_of_a_client_that_comes_twice_makes_all_her_records_useless(tmp_path: Path) -> None:
    twice = client(toegewezen()).replace("</Client>", tag("Bsn", "999990020") + "</Client>")
    gelezen = lees(tmp_path, bericht("JW301", twice))
    assert gelezen.meldingen == {"element_dubbel": 1}
    assert gelezen.toewijzingen == []


def test_what_comes_after_more_records_than_can_wait_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(message, "MEESTE_WACHTEND", 2)
    many = "".join(toegewezen(str(nummer)) for nummer in range(3))
    early = bericht("JW301", client(many, contact=contact("1234AB")))
    assert {rij["wijk"] for rij in lees(tmp_path / "a", early).toewijzingen} == {"Noord"}
    late = bericht("JW301", client(many + tag("Contactgegevens", contact("1234AB"))))
    assert lees(tmp_path / "b", late).meldingen == {"bericht_volgorde": 1}
    last = declaratie(LINES, -150, op=None).replace(
        "</Declaratie>", tag("DeclaratieDagtekening", "2023-03-09") + "</Declaratie>"
    )
    refused = lees(tmp_path / "c", bericht("JW323", last))
    assert refused.meldingen["bericht_volgorde"] == 1
    assert refused.declaraties == []


def test_a_number_of_a_declaration_that_comes_twice_is_refused(tmp_path: Path) -> None:
    twice = declaratie(LINES, -150).replace("</Declaratie>", tag("DeclaratieNummer", "D2") + "</Declaratie>")
    assert lees(tmp_path, bericht("JW323", twice)).meldingen == {"bericht_volgorde": 1}


def test_the_totals_of_a_declaration_may_stand_behind_its_lines(tmp_path: Path) -> None:
    total = totaal("TotaalIngediendBedrag", -150)
    wrong = declaratie(LINES, -150).replace(total, "").replace("</Declaratie>", f"{total}</Declaratie>")
    assert (
        lees(tmp_path / "a", bericht("JW301", client(toegewezen())), bericht("JW323", wrong)).meldingen == {}
    )
    wrong = wrong.replace(total, totaal("TotaalIngediendBedrag", -151))
    assert "totaal_klopt_niet" in lees(tmp_path / "b", bericht("JW323", wrong)).meldingen
