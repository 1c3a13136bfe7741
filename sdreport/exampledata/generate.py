"""Write all example files of a year: the extracts and the registers of the years before the first report."""

import shutil
from dataclasses import replace
from pathlib import Path

from sdreport.exampledata.aggregaten import (
    begroting_rijen,
    bevolking_rijen,
    bezwaarschrift_rijen,
    landelijk_rijen,
    leerling_rijen,
    reserve_rijen,
    telling_rijen,
    wijkbevolking_rijen,
)
from sdreport.exampledata.csvfile import read_csv, write_csv
from sdreport.exampledata.draws import Draws
from sdreport.exampledata.history import KOLOMMEN as HISTORY_KOLOMMEN
from sdreport.exampledata.history import history_rijen
from sdreport.exampledata.huishoudens import make_huishoudens
from sdreport.exampledata.inkomen.groepen import PLAATSEN, Inkomensgroepen, make_inkomensgroepen
from sdreport.exampledata.inkomen.ondersteuning import Toekenning, make_inkomensondersteuning
from sdreport.exampledata.inkomen.paren import Samenwoner, make_paren, share_huishoudens
from sdreport.exampledata.inkomen.rijen import ondersteuning_rijen, uitkering_rijen
from sdreport.exampledata.inkomen.uitkeringen import Uitkering, make_uitkeringen, no_death_with_more
from sdreport.exampledata.personen import Persoon, clientnummers, make_zorggebruik
from sdreport.exampledata.targets import KOSTEN_LEEFTIJD
from sdreport.exampledata.zorg.declaraties import make_declaraties
from sdreport.exampledata.zorg.regels import make_regels
from sdreport.exampledata.zorg.rijen import declaratie_rijen, toewijzing_rijen
from sdreport.exampledata.zorg.toewijzingen import Product, make_toewijzingen, only_final_deaths
from sdreport.exampledata.zorg.verloop import make_verloop

KOLOMMEN = {
    "toewijzingen": "toewijzingnummer;clientnummer;huishoudnummer;geboortejaar;geslacht;wet;productcategorie;"
    "productcode;leveringsvorm;aanbieder;verwijzertype;meldingsdatum;aanvraagdatum;besluitdatum;toewijzingsdatum;"
    "ingangsdatum;einddatum;werkelijke_begindatum;werkelijke_einddatum;reden_beeindiging;reden_wijziging;volume;"
    "eenheid;frequentie;budget;wijk",
    "declaraties": "declaratienummer;referentienummer;vorig_referentienummer;toewijzingnummer;aanbieder;"
    "productcategorie;productcode;begindatum;einddatum;volume;eenheid;tarief;bedrag;debet_credit;status;dagtekening",
    "uitkeringen": "uitkeringsnummer;clientnummer;partner_clientnummer;partner_geboortejaar;partner_geslacht;"
    "huishoudnummer;geboortejaar;geslacht;regeling;statistiekcode;begindatum;einddatum;reden_beeindiging;bedrag",
    "inkomensondersteuning": "toekenningsnummer;clientnummer;huishoudnummer;geboortejaar;geslacht;soort;"
    "kostensoort;datum;bedrag",
    "begroting": "onderdeel;post;taakveld;fase;bedrag",
    "bezwaarschriften": "zaaknummer;wet;ontvangstdatum;advies;uitkomst;besluitdatum",
    "leerlingen": "schooljaar;soort;aantal",
    "tellingen": "telling;categorie;partner;eenheid;aantal",
    "bevolking": "jaar;soort;leeftijd;geslacht;aantal",
    "wijkbevolking": "jaar;wijk;leeftijdsgroep;aantal",
    "landelijk": "maat;gebied;jaar;waarde;bron;datum",
    "reserves": "jaar;reserve;omschrijving;stand_begin;toevoegingen;onttrekkingen;stand_einde",
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
        "wijkbevolking": wijkbevolking_rijen(jaar),
        "landelijk": landelijk_rijen(jaar),
        "reserves": reserve_rijen(jaar),
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
    toewijzingen = only_final_deaths(
        make_toewijzingen(Draws(seed, jaar, "toewijzingen"), jaar, personen, gebruik, producten),
        groepen.personen,
    )
    declaraties = make_declaraties(Draws(seed, jaar, "declaraties"), jaar, toewijzingen, personen)
    steun, uitkeringen = _make_inkomen(jaar, seed, personen, groepen)
    met_zorg = {plaats for plaats, wie in enumerate(groepen.personen) if wie < len(zorgpersonen)}
    uitkeringen = no_death_with_more(uitkeringen, met_zorg | {toekenning.plaats for toekenning in steun})
    groepen = replace(groepen, huishoudens=share_huishoudens(groepen.huishoudens, uitkeringen))
    inwoners = _make_inwoners(jaar, seed, personen, groepen)
    verlopen = make_verloop(Draws(seed, jaar, "verloop"), jaar, toewijzingen)
    regels = make_regels(Draws(seed, jaar, "declaratieregels"), declaraties)
    lasten_eur = sum(u.cent for u in uitkeringen) // 100, sum(t.cent for t in steun) // 100
    taakvelden = {r["perceel"]: r["taakveld"] for r in reversed(tabel)}
    return {
        "toewijzingen": toewijzing_rijen(toewijzingen, verlopen, inwoners, personen, regels),
        "declaraties": declaratie_rijen(regels),
        "uitkeringen": uitkering_rijen(uitkeringen, inwoners, groepen),
        "inkomensondersteuning": ondersteuning_rijen(steun, inwoners, groepen),
        "begroting": begroting_rijen(jaar, taakvelden, *lasten_eur),
    }


def _make_inwoners(
    jaar: int, seed: int, personen: list[Persoon], groepen: Inkomensgroepen
) -> list[tuple[str, str, int, str]]:
    """Per person clientnummer, huishoudnummer, geboortejaar and geslacht."""
    nummers = clientnummers(Draws(seed, jaar, "clientnummers"), len(personen))
    huishoudens = make_huishoudens(Draws(seed, jaar, "huishoudens"), personen, groepen)
    return [
        (nummer, huishouden, jaar - persoon.leeftijd, persoon.geslacht)
        for nummer, huishouden, persoon in zip(nummers, huishoudens, personen, strict=True)
    ]


def _make_inkomen(
    jaar: int, seed: int, personen: list[Persoon], groepen: Inkomensgroepen
) -> tuple[list[Toekenning], list[Uitkering]]:
    """The awards of inkomensondersteuning and the benefits."""
    op_plaats = {plaats: personen[groepen.personen[plaats]] for plaats in range(PLAATSEN)}
    leeftijden = {plaats: persoon.leeftijd for plaats, persoon in op_plaats.items()}
    steun = make_inkomensondersteuning(Draws(seed, jaar, "inkomensondersteuning"), jaar)
    laagst, hoogst, _ = KOSTEN_LEEFTIJD["participatiewet"]
    groep_cent = sum(t.cent for t in steun if laagst <= leeftijden[t.plaats] <= hoogst)
    uitkeringen = make_uitkeringen(Draws(seed, jaar, "uitkeringen"), jaar, leeftijden, groep_cent)
    samen = {plaats: Samenwoner(persoon.leeftijd, persoon.wijk) for plaats, persoon in op_plaats.items()}
    return steun, make_paren(jaar, uitkeringen, samen, laagst)
