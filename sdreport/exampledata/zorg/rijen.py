"""The rows of toewijzingen.csv and declaraties.csv, in the order of their columns."""

from collections import defaultdict

from sdreport.exampledata.csvfile import format_cent
from sdreport.exampledata.personen import Persoon
from sdreport.exampledata.zorg.maat import PGB, find_maat
from sdreport.exampledata.zorg.regels import Declaratieregel
from sdreport.exampledata.zorg.toewijzingen import Toewijzing
from sdreport.exampledata.zorg.verloop import Verloop

WET_NAAM = {"wmo": "Wmo", "jeugdwet": "Jeugdwet"}
Rij = tuple[object, ...]


def toewijzing_rijen(
    toewijzingen: list[Toewijzing],
    verlopen: list[Verloop],
    inwoners: list[tuple[str, str, int, str]],
    personen: list[Persoon],
    regels: list[Declaratieregel],
) -> list[Rij]:
    """What was assigned. inwoners: per person clientnummer, huishoudnummer, geboortejaar and geslacht; the volume or
    budget is enough for the lines that were declared and stand.
    """
    gedeclareerd: dict[str, list[Declaratieregel]] = defaultdict(list)
    for regel in regels:
        if regel.staat:
            gedeclareerd[regel.toewijzing.nummer].append(regel)
    rijen: list[Rij] = []
    for t, v in zip(toewijzingen, verlopen, strict=True):
        maat, own = find_maat(t.zorgvorm, t.product.leveringsvorm), gedeclareerd[t.nummer]
        volume = maat.assign([regel.volume for regel in own])
        budget = maat.budget([regel.cent for regel in own])
        product = (t.product.productcategorie, t.product.productcode, t.product.leveringsvorm)
        omvang = (volume, maat.eenheid, maat.frequentie) if volume else ("", "", "")
        wat = (*inwoners[t.persoon], WET_NAAM[t.zorgvorm.wet], *product, t.aanbieder, t.verwijzertype)
        vooraf = (v.meldingsdatum, v.aanvraagdatum, v.besluitdatum, t.toewijzingsdatum)
        dagen = (v.gepland_begin, v.gepland_einde, t.ingangsdatum, v.werkelijk_einde)
        waarom = (t.reden_beeindiging, v.reden_wijziging)
        bedrag = format_cent(budget) if budget else ""
        rijen.append((t.nummer, *wat, *vooraf, *dagen, *waarom, *omvang, bedrag, personen[t.persoon].wijk))
    return rijen


def declaratie_rijen(regels: list[Declaratieregel]) -> list[Rij]:
    """What was declared, line by line."""
    rijen: list[Rij] = []
    for r in regels:
        product, maat = (
            r.toewijzing.product,
            find_maat(r.toewijzing.zorgvorm, r.toewijzing.product.leveringsvorm),
        )
        tarief = "" if maat.tarief_cent is None else format_cent(maat.tarief_cent)
        bedrag, kant = format_cent(-r.cent if r.credit else r.cent), "C" if r.credit else "D"
        wie = (r.declaratienummer, r.referentie, r.vorige, r.toewijzing.nummer, r.toewijzing.aanbieder)
        wat = (
            product.productcategorie,
            product.productcode,
            r.begin,
            r.einde,
            maat.write_volume(r.volume),
            maat.eenheid,
            tarief,
        )
        dag = "" if product.leveringsvorm == PGB else r.dagtekening
        rijen.append((*wie, *wat, bedrag, kant, "afgewezen" if r.afgewezen else "toegekend", dag))
    return rijen
