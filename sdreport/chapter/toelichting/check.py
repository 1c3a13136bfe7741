"""The check of all texts of a report before anything is drawn: placeholders, typed numbers, and claims."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from sdreport.chapter.toelichting.claims import Bewering, check_claims
from sdreport.chapter.toelichting.text import Feiten, Sectie, check_toelichting, read_secties
from sdreport.errors import ConfigurationError, Fault
from sdreport.register.kwaliteit import Tekstmelding

PLANTEKSTEN = ("doelstelling", "stand_van_zaken")
"""Columns of `plannen` in which facts are filled in."""


def judge_texts(
    feiten: Feiten,
    toelichting: Sequence[Path],
    plannen: Iterable[Mapping[str, str]],
    hoofdstukken: Sequence[str],
) -> tuple[list[Fault], list[Bewering]]:
    """The faults in the toelichting of the chapters and in the texts of plans, and what is only told."""
    faults: list[Fault] = []
    meldingen: list[Bewering] = []
    for naam in hoofdstukken:
        try:
            secties = feiten.keep(read_secties(toelichting, naam))
            _judge(secties, feiten, faults, meldingen)
            unshown = (secties[slug] for slug in feiten.opbouw.ongetoond.get(naam, ()) if slug in secties)
            meldingen += [_tell_unshown(sectie) for sectie in unshown]
        except ConfigurationError as error:
            faults += error.faults
    plannen = list(plannen)
    for kolom in PLANTEKSTEN:
        rows = (row for row in plannen if row[kolom])
        secties = {
            row["regelnummer"]: Sectie(kolom, row[kolom], row["bestand"], int(row["regelnummer"]))
            for row in rows
        }
        _judge(secties, feiten, faults, meldingen, getypt=True)
    return faults, meldingen


def describe_meldingen(meldingen: Sequence[Bewering]) -> str:
    """What is told of the texts, for a terminal; empty when there is nothing."""
    if not meldingen:
        return ""
    lines = [f"  [melding] {bewering.as_fault()}" for bewering in meldingen]
    return "\n".join([f"Toelichting ({len(lines)} {'melding' if len(lines) == 1 else 'meldingen'})", *lines])


def list_meldingen(meldingen: Sequence[Bewering]) -> tuple[Tekstmelding, ...]:
    """The same for the page on quality: texts are public, so their places are told."""
    return tuple(Tekstmelding(item.bestand, item.regelnummer, item.woord, item.wat) for item in meldingen)


def _tell_unshown(sectie: Sectie) -> Bewering:
    """A section that stands on no page: a name that was misspelt, or a text of which the figure is gone."""
    what = (
        f"geen cel van het notebook toont de sectie ‘{sectie.slug}’. Herstel haar naam, noem er een figuur of tabel "
        "in, of haal haar weg."
    )
    return Bewering(sectie.bestand, sectie.regelnummer - 1, "melding", sectie.slug, "", what)


def _judge(
    secties: Mapping[str, Sectie],
    feiten: Feiten,
    faults: list[Fault],
    meldingen: list[Bewering],
    getypt: bool = False,
) -> None:
    """What cannot be filled in, the claims that their fact contradicts, and those that nobody can check."""
    unfillable = check_toelichting(secties, feiten, getypt)
    faults += unfillable
    if not unfillable:
        for bewering in check_claims(secties, feiten, los=not getypt):
            if bewering.ernst == "kritiek":
                faults.append(bewering.as_fault())
            else:
                meldingen.append(bewering)
