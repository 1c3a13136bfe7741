"""Any order of files, loose or zipped, gives the same extracts; and the last word is the same however it is told."""

import tempfile
from pathlib import Path

from berichthulp import (
    antwoord,
    bericht,
    client,
    declaratie,
    lees,
    prestatie,
    start,
    stop,
    tag,
    toegewezen,
    verzoek,
)
from hypothesis import given, settings
from hypothesis import strategies as st

DAGEN = ("2023-02-01", "2023-03-01", "2023-04-01")
EINDEN = ("2023-05-31", "2023-06-30")
dag = st.sampled_from(("2023-02-01", "2023-03-10", "2023-07-01"))
kenmerk = st.sampled_from(("B1", "B2"))
nummer = st.sampled_from(("17", "18"))


@st.composite
def toewijzing(draw: st.DrawFn) -> str:
    einde = draw(st.sampled_from((None, "2023-01-15", *EINDEN)))
    reden = "13" if einde == "2023-01-15" else draw(st.sampled_from((None, "04")))
    one = toegewezen(
        draw(nummer),
        op=draw(st.sampled_from(("2023-01-10", "2023-01-12"))),
        om=draw(st.sampled_from(("09:00:00", "10:00:00"))),
        tot=einde,
        reden=reden,
        referentie=draw(st.sampled_from((None, "R1"))),
    )
    return bericht("JW301", client(one), dag=draw(dag), id=draw(kenmerk))


@st.composite
def levering(draw: st.DrawFn) -> str:
    status, begin, om = draw(st.sampled_from("1123")), draw(st.sampled_from(DAGEN)), draw(nummer)
    if draw(st.booleans()):
        return bericht("JW305", client(start(begin, om, status=status)), dag=draw(dag), id=draw(kenmerk))
    reden = draw(st.sampled_from(("20", "31", "34")))
    one = stop(begin, draw(st.sampled_from(EINDEN)), reden, om, status=status)
    return bericht("JW307", client(one), dag=draw(dag), id=draw(kenmerk))


@st.composite
def verwijzing(draw: st.DrawFn) -> str:
    return bericht("JW315", client(verzoek("R1", draw(st.sampled_from(("02", "05"))))), dag=draw(dag))


@st.composite
def geld(draw: st.DrawFn) -> str:
    referentie, cent = draw(st.sampled_from(("P1", "P2"))), draw(st.sampled_from((100, 250)))
    credit = draw(st.booleans())
    line = prestatie(
        referentie, cent, dc="C" if credit else "D", vorige="P1" if credit else None, nummer=draw(nummer)
    )
    total = -cent if credit else cent
    if draw(st.booleans()):
        return bericht("JW323", declaratie(line, total), dag=draw(dag), id=draw(kenmerk))
    if draw(st.booleans()):
        return bericht("JW325", antwoord(line, total, 0))
    answered = tag("Identificatie", draw(kenmerk)) + tag("Dagtekening", draw(dag))
    retour = tag("RetourCodes", tag("RetourCode", "0001"))
    return bericht("JW325", "", extra=tag("DeclaratieIdentificatie", answered) + retour)


BERICHTEN = st.lists(st.one_of(toewijzing(), levering(), verwijzing(), geld()), min_size=2, max_size=12)


@settings(max_examples=60, deadline=None)
@given(berichten=BERICHTEN, data=st.data())
def test_any_order_of_files_gives_the_same_extracts(berichten: list[str], data: st.DataObject) -> None:
    other = data.draw(st.permutations(berichten))
    names = tuple(f"z.zip/{n}.xml" if n % 2 else f"{n}.xml" for n in range(len(other)))
    with tempfile.TemporaryDirectory() as folder:
        one = lees(Path(folder) / "a", *berichten)
        two = lees(Path(folder) / "b", *other, names=names)
        assert one.toewijzingen == two.toewijzingen
        assert one.declaraties == two.declaraties
        assert one.uitkomst.aantallen == two.uitkomst.aantallen
        assert one.meldingen == two.meldingen


@settings(max_examples=30, deadline=None)
@given(berichten=BERICHTEN)
def test_a_dump_that_repeats_every_message_says_no_more(berichten: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        once = lees(Path(folder) / "a", *berichten)
        twice = lees(Path(folder) / "b", *berichten, *berichten)
        assert once.toewijzingen == twice.toewijzingen
        assert once.declaraties == twice.declaraties
