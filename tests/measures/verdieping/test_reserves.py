"""The course of reserves, against amounts by hand."""

from meethulp import calculate, make_invoer

from sdreport.measures.verdieping.reserves import reserve, reserve_mutatie


def test_every_reserve_and_all_together() -> None:
    data = make_invoer(
        reserves="""
            reserve;stand_begin;toevoegingen;onttrekkingen;stand_einde
            algemeen;1000,10;200;50,05;1150,05
            jeugd;10;0;10;0
        """
    )
    assert calculate(reserve, data) == {
        "algemeen.begin": 1000.1, "algemeen.toevoegingen": 200, "algemeen.onttrekkingen": 50.05,
        "algemeen.einde": 1150.05,
        "jeugd.begin": 10, "jeugd.toevoegingen": 0, "jeugd.onttrekkingen": 10, "jeugd.einde": 0,
        "totaal.begin": 1010.1, "totaal.toevoegingen": 200, "totaal.onttrekkingen": 60.05, "totaal.einde": 1150.05,
    }  # fmt: skip


def test_movements_in_the_begroting_are_what_was_really_spent_and_received_on_their_taakveld() -> None:
    data = make_invoer(
        begroting="""
            post;taakveld;fase;bedrag;baten
            een;0.10;werkelijk;100;30
            twee;0.10;werkelijk;20,50;
            een;0.10;primitief;7;8
            zorg;6.6;werkelijk;900;1
        """
    )
    assert calculate(reserve_mutatie, data) == {"toevoegingen": 120.5, "onttrekkingen": 30}
    assert calculate(reserve_mutatie, make_invoer(begroting="post;taakveld\nzorg;6.6")) == {}
