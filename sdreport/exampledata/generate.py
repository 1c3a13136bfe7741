"""Write all example files of a year: the extracts and the registers of the years before the first report."""

import shutil
from pathlib import Path

from sdreport.exampledata.aggregaten import (
    begroting_rijen,
    bevolking_rijen,
    bezwaarschrift_rijen,
    leerling_rijen,
    telling_rijen,
)
from sdreport.exampledata.csvfile import format_cent, read_csv, write_csv
from sdreport.exampledata.declaraties import declaratie_rijen, make_declaraties
from sdreport.exampledata.draws import Draws
from sdreport.exampledata.history import KOLOMMEN as HISTORY_KOLOMMEN
from sdreport.exampledata.history import history_rijen
from sdreport.exampledata.inkomensgroepen import PLAATSEN, Inkomensgroepen, make_inkomensgroepen
from sdreport.exampledata.inkomensondersteuning import make_inkomensondersteuning
from sdreport.exampledata.personen import Persoon, clientnummers, make_zorggebruik
from sdreport.exampledata.targets import KOSTEN_LEEFTIJD
from sdreport.exampledata.toewijzingen import Product, make_toewijzingen, toewijzing_rijen
from sdreport.exampledata.uitkeringen import make_uitkeringen

KOLOMMEN = {
    "toewijzingen": "toewijzingnummer;clientnummer;geboortejaar;geslacht;wet;productcategorie;productcode;"
    "leveringsvorm;aanbieder;verwijzertype;toewijzingsdatum;ingangsdatum;einddatum;reden_beeindiging;wijk",
    "declaraties": "declaratienummer;toewijzingnummer;begindatum;einddatum;bedrag",
    "uitkeringen": "uitkeringsnummer;clientnummer;geboortejaar;geslacht;regeling;begindatum;einddatum;"
    "reden_beeindiging;bedrag",
    "inkomensondersteuning": "toekenningsnummer;clientnummer;huishoudnummer;geboortejaar;geslacht;soort;"
    "kostensoort;datum;bedrag",
    "begroting": "onderdeel;post;taakveld;fase;bedrag",
    "bezwaarschriften": "zaaknummer;wet;ontvangstdatum;advies;uitkomst;besluitdatum",
    "leerlingen": "schooljaar;soort;aantal",
    "tellingen": "telling;categorie;partner;eenheid;aantal",
    "bevolking": "jaar;soort;leeftijd;geslacht;aantal",
}
HISTORY_JAREN = (2020, 2021, 2022)

Rijen = list[tuple[object, ...]]


def write_example_data(data_dir: Path, jaar: int = 2023, seed: int = 2023) -> list[Path]:
    """Write `<jaar>/<slug>.csv` and `history/<jaar>.csv` below data_dir, and return the paths.

    data_dir must hold productcodes.csv (hand-kept). plannen.csv is hand-kept too: for another year it is
    copied from the year before, if it is there and the year has none. Raises FileNotFoundError without
    productcodes.csv.
    """
    tabel = read_csv(data_dir / "productcodes.csv")
    rijen = _zorg_en_inkomen(jaar, seed, tabel)
    rijen |= {
        "bezwaarschriften": bezwaarschrift_rijen(Draws(seed, jaar, "bezwaarschriften"), jaar),
        "leerlingen": leerling_rijen(jaar),
        "tellingen": telling_rijen(jaar),
        "bevolking": bevolking_rijen(jaar),
    }
    paden = [
        write_csv(data_dir / str(jaar) / f"{slug}.csv", kop, rijen[slug]) for slug, kop in KOLOMMEN.items()
    ]
    plannen = data_dir / str(jaar) / "plannen.csv"
    vorig_jaar = data_dir / str(jaar - 1) / "plannen.csv"
    if vorig_jaar.exists() and not plannen.exists():
        shutil.copyfile(vorig_jaar, plannen)
        paden.append(plannen)
    for eerder in HISTORY_JAREN:
        paden.append(
            write_csv(data_dir / "history" / f"{eerder}.csv", HISTORY_KOLOMMEN, history_rijen(eerder))
        )
    return paden


def _zorg_en_inkomen(jaar: int, seed: int, tabel: list[dict[str, str]]) -> dict[str, Rijen]:
    """The rows of the record datasets and of the begroting, which adds them up."""
    producten = [
        Product(r["productcode"], r["leveringsvorm"], r["productcategorie"], r["voorziening"], r["perceel"])
        for r in tabel
    ]
    zorgpersonen, gebruik = make_zorggebruik(Draws(seed, jaar, "personen"))
    wmo = sorted({i for clienten in gebruik.wmo.values() for i in clienten})
    jeugd = sorted({i for clienten in gebruik.jeugd.values() for i in clienten})
    personen, groepen = make_inkomensgroepen(Draws(seed, jaar, "inkomensgroepen"), zorgpersonen, wmo, jeugd)
    nummers = clientnummers(Draws(seed, jaar, "clientnummers"), len(personen))
    toewijzingen = make_toewijzingen(Draws(seed, jaar, "toewijzingen"), jaar, personen, gebruik, producten)
    declaraties = make_declaraties(Draws(seed, jaar, "declaraties"), jaar, toewijzingen, personen)
    inkomen, lasten_eur = _inkomen(jaar, seed, personen, groepen, nummers)
    taakvelden = {r["perceel"]: r["taakveld"] for r in reversed(tabel)}
    return {
        "toewijzingen": toewijzing_rijen(toewijzingen, jaar, personen, nummers),
        "declaraties": [(*rij[:-1], format_cent(int(str(rij[-1])))) for rij in declaratie_rijen(declaraties)],
        **inkomen,
        "begroting": begroting_rijen(jaar, taakvelden, *lasten_eur),
    }


def _inkomen(
    jaar: int, seed: int, personen: list[Persoon], groepen: Inkomensgroepen, nummers: list[str]
) -> tuple[dict[str, Rijen], tuple[int, int]]:
    """The rows of uitkeringen and inkomensondersteuning, and what both cost in whole euros."""
    leeftijden = {p: personen[groepen.personen[p]].leeftijd for p in range(PLAATSEN)}
    toekenningen = make_inkomensondersteuning(Draws(seed, jaar, "inkomensondersteuning"), jaar)
    laagst, hoogst, _ = KOSTEN_LEEFTIJD["participatiewet"]
    groep_cent = sum(t.cent for t in toekenningen if laagst <= leeftijden[t.plaats] <= hoogst)
    uitkeringen = make_uitkeringen(Draws(seed, jaar, "uitkeringen"), jaar, leeftijden, groep_cent)

    def inwoner(plaats: int) -> tuple[str, int, str]:
        persoon = groepen.personen[plaats]
        return nummers[persoon], jaar - personen[persoon].leeftijd, personen[persoon].geslacht

    uitkeringen.sort(key=lambda u: (u.begin, inwoner(u.plaats), u.regeling))
    toekenningen.sort(key=lambda t: (t.datum, inwoner(t.plaats), t.soort, t.kostensoort, t.cent))
    rijen_uitkeringen: Rijen = [
        (f"U{i:05d}", *inwoner(u.plaats), u.regeling, u.begin, u.einde, u.reden, format_cent(u.cent))
        for i, u in enumerate(uitkeringen, start=1)
    ]
    rijen_steun: Rijen = []
    for i, t in enumerate(toekenningen, start=1):
        nummer, *kenmerken = inwoner(t.plaats)
        steun = (t.soort, t.kostensoort, t.datum, format_cent(t.cent))
        rijen_steun.append((f"T{i:05d}", nummer, groepen.huishoudens[t.plaats], *kenmerken, *steun))
    rijen = {"uitkeringen": rijen_uitkeringen, "inkomensondersteuning": rijen_steun}
    return rijen, (sum(u.cent for u in uitkeringen) // 100, sum(t.cent for t in toekenningen) // 100)
