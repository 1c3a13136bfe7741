"""Write what the invented town delivers, and the tables it keeps itself."""

import shutil
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from sdreport.exampledata.berichten.write import make_bsn, write_berichten
from sdreport.exampledata.csvfile import format_cent, write_csv
from sdreport.exampledata.stad.aanbod import AANBIEDERS, GEWOON, JAREN, PRODUCTEN, WIJKEN
from sdreport.exampledata.stad.inkomen import make_uitkeringen, steun_rijen, uitkering_rijen
from sdreport.exampledata.stad.inwoners import Inwoners, make_inwoners
from sdreport.exampledata.stad.overig import (
    begroting_rijen,
    bevolking_rijen,
    bezwaar_rijen,
    leerling_rijen,
    plan_rijen,
    telling_rijen,
    wijkbevolking_rijen,
)
from sdreport.exampledata.stad.zorg import Traject, declaratie_rijen, make_trajecten, toewijzing_rijen

SEED: Final = 70_000
GELEVERD: Final = "geleverd"
KOLOMMEN: Final = {
    "toewijzingen": "toewijzingnummer;clientnummer;huishoudnummer;geboortejaar;geslacht;wet;productcategorie;"
    "productcode;leveringsvorm;aanbieder;verwijzertype;toewijzingsdatum;ingangsdatum;einddatum;werkelijke_begindatum;"
    "werkelijke_einddatum;reden_beeindiging;volume;eenheid;frequentie;wijk",
    "declaraties": "declaratienummer;referentienummer;vorig_referentienummer;toewijzingnummer;aanbieder;"
    "productcategorie;productcode;begindatum;einddatum;volume;eenheid;tarief;bedrag;debet_credit;status",
    "uitkeringen": "uitkeringsnummer;clientnummer;huishoudnummer;geboortejaar;geslacht;regeling;begindatum;einddatum;"
    "reden_beeindiging;bedrag",
    "inkomensondersteuning": "toekenningsnummer;clientnummer;huishoudnummer;geboortejaar;geslacht;soort;kostensoort;"
    "datum;bedrag",
    "begroting": "onderdeel;post;taakveld;fase;bedrag",
    "bezwaarschriften": "zaaknummer;wet;ontvangstdatum;advies;uitkomst;besluitdatum",
    "leerlingen": "schooljaar;soort;aantal",
    "tellingen": "telling;categorie;partner;eenheid;aantal",
    "bevolking": "jaar;soort;leeftijd;geslacht;aantal",
    "wijkbevolking": "jaar;wijk;leeftijdsgroep;aantal",
    "plannen": "plan;peildatum;programma;doelsleutel;doelnummer;doelstelling;sleutel;nummer;activiteit;trekker;rol;"
    "indicator;aanvang;gereed;voortgang;financieel_haalbaar;resultaat_wmo;resultaat_jeugdwet;"
    "resultaat_participatiewet;toelichting;stand_van_zaken",
}
MET_BSN: Final = ("uitkeringen", "inkomensondersteuning")
"""Deliveries with the number of a citizen, to be made a pseudonym before they are read."""
Rijen = Sequence[Sequence[object]]


def write_stad(root: Path, seed: int = SEED) -> list[Path]:
    """Write the tables of the town in `<root>/data/`, and what was delivered in `<root>/geleverd/<jaar>/`.

    Of each year that is a folder with standard messages, and files as other systems write them (Windows-1252, CRLF).
    Those with a pgb, and the other extracts, stand there as CSV. The same seed always gives the same bytes.
    """
    data = root / "data"
    written = write_tables(data)
    inwoners = make_inwoners(seed)
    trajecten = make_trajecten(seed, inwoners)
    for jaar in JAREN:
        rows = make_rows(seed, inwoners, trajecten, jaar)
        folder = root / GELEVERD / str(jaar)
        care = {slug: list(rows.pop(slug)) for slug in ("toewijzingen", "declaraties")}
        written += [_write_delivery(folder, slug, content) for slug, content in rows.items()]
        written += _write_care(data, folder, jaar, care["toewijzingen"], care["declaraties"])
    return written


def make_rows(
    seed: int, inwoners: Inwoners, trajecten: Sequence[Traject], jaar: int, pct: int = GEWOON
) -> dict[str, Iterable[Sequence[object]]]:
    """The rows of every extract of a year, persons by their number in the town."""
    steun = steun_rijen(seed, inwoners.inkomen, jaar, pct)
    bijstand = uitkering_rijen(seed, make_uitkeringen(seed, inwoners.inkomen, pct), jaar)
    declaraties = declaratie_rijen(seed, trajecten, jaar)
    kosten = _per_perceel(trajecten, declaraties)
    inkomen = {"bijstand": _sum(bijstand), "bijzondere-bijstand": _sum(steun)}
    amounts = [
        (*row[:11], format_cent(int(str(row[11]))), format_cent(int(str(row[12]))), *row[13:])
        for row in declaraties
    ]
    return {
        "toewijzingen": toewijzing_rijen(trajecten, jaar),
        "declaraties": amounts,
        "uitkeringen": _with_amounts(bijstand),
        "inkomensondersteuning": _with_amounts(steun),
        "begroting": begroting_rijen(seed, jaar, kosten, inkomen, pct),
        "bezwaarschriften": bezwaar_rijen(seed, jaar, pct),
        "leerlingen": leerling_rijen(jaar, pct),
        "tellingen": telling_rijen(jaar, pct),
        "bevolking": bevolking_rijen(jaar, pct),
        "wijkbevolking": wijkbevolking_rijen(jaar, pct),
        "plannen": plan_rijen(jaar),
    }


def _write_care(data: Path, folder: Path, jaar: int, toewijzingen: Rijen, declaraties: Rijen) -> list[Path]:
    """The care in kind as standard messages, and that with a pgb as the two extracts."""
    pgb = {row[0] for row in toewijzingen if row[8] == "PGB"}
    with TemporaryDirectory(dir=folder) as name:
        scratch = Path(name)
        for table in ("postcodes", "aanbieders"):
            shutil.copyfile(data / f"{table}.csv", scratch / f"{table}.csv")
        write_csv(scratch / str(jaar) / "toewijzingen.csv", KOLOMMEN["toewijzingen"], toewijzingen)
        write_csv(scratch / str(jaar) / "declaraties.csv", KOLOMMEN["declaraties"], declaraties)
        berichten = folder / "berichten"
        shutil.rmtree(berichten, ignore_errors=True)
        written = write_berichten(scratch, jaar, berichten)
    own = [(*row[:1], make_bsn(str(row[1])), *row[2:]) for row in toewijzingen if row[0] in pgb]
    lines = [row for row in declaraties if row[3] in pgb]
    return [
        *written,
        _write_delivery(folder, "toewijzingen", own),
        _write_delivery(folder, "declaraties", lines),
    ]


def _write_delivery(folder: Path, slug: str, rows: Iterable[Sequence[object]]) -> Path:
    """A file as a Windows system writes it; persons by their burgerservicenummer."""
    if slug in MET_BSN:
        rows = [(row[0], make_bsn(str(row[1])), *row[2:]) for row in rows]
    path = write_csv(folder / f"{slug}.csv", KOLOMMEN[slug], rows)
    text = path.read_text(encoding="utf-8").replace("\n", "\r\n")
    path.write_bytes(text.encode("cp1252"))
    return path


def write_tables(data: Path) -> list[Path]:
    """The tables that the town keeps: its wijken, providers and products."""
    postcodes = [(f"99{10 + place}", wijk) for place, wijk in enumerate(WIJKEN)]
    aanbieders = [(f"98{place:06d}", naam) for place, naam in enumerate(AANBIEDERS, start=1)]
    producten = [
        (p.code, p.vorm, p.wet, p.categorie, p.omschrijving, p.voorziening, p.perceel, p.taakveld)
        for p in PRODUCTEN
    ]
    heads = "productcode;leveringsvorm;wet;productcategorie;omschrijving;voorziening;perceel;taakveld"
    return [
        write_csv(data / "postcodes.csv", "postcode;wijk", postcodes),
        write_csv(data / "aanbieders.csv", "agb;naam", aanbieders),
        write_csv(data / "productcodes.csv", heads, sorted(producten)),
    ]


def _per_perceel(trajecten: Sequence[Traject], declaraties: Rijen) -> dict[str, int]:
    """Approved costs per perceel, in cents."""
    perceel = {t.nummer: t.product.perceel for t in trajecten}
    costs: dict[str, int] = defaultdict(int)
    for row in declaraties:
        if row[-1] == "toegekend":
            costs[perceel[str(row[3])]] += int(str(row[12]))
    return costs


def _sum(rows: Rijen) -> int:
    return sum(int(str(row[-1])) for row in rows)


def _with_amounts(rows: Rijen) -> Rijen:
    return [(*row[:-1], format_cent(int(str(row[-1])))) for row in rows]
