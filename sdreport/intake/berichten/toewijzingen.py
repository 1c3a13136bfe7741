"""Every 301, 305, 307 and 315 to one row per toewijzing: the latest version, with what really happened."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from sdreport.intake.berichten.levering import Leveringsmelding, Leveringsverloop, follow
from sdreport.intake.berichten.store import KOLOMMEN as OPGESLAGEN
from sdreport.intake.berichten.store import Berichtopslag
from sdreport.intake.berichten.tables import ZIN, Vertaaltabellen
from sdreport.intake.berichten.told import Importverslag
from sdreport.intake.berichten.xml.structuur import WETTEN
from sdreport.intake.berichten.xml.values import Waarde

GEMEENTE = "01"
"""The referrer (COD327) of a toewijzing that nobody asked for: the municipality itself."""
MET_VERWIJZER = "Jeugdwet"
VERWIJDERD, VERVALLEN = "13", "01"
"""Reasons of change (WMO002, JZ002) that say that a toewijzing was never meant; the second for one day only."""
SLEUTEL = ("gemeente", "wet", "nummer")
MOMENT = ("toegewezen", "tijd", "dagtekening")
PLAATS = ("identificatie", "bron", "regel")
INHOUD = tuple(name for name in OPGESLAGEN["toegewezen"] if name not in (*SLEUTEL, *MOMENT, *PLAATS))
KOLOMMEN = (
    "toewijzingnummer", "clientnummer", "geboortejaar", "geslacht", "wet", "productcategorie", "productcode",
    "leveringsvorm", "aanbieder", "verwijzertype", "toewijzingsdatum", "ingangsdatum", "einddatum",
    "werkelijke_begindatum", "werkelijke_einddatum", "reden_beeindiging", "reden_wijziging", "volume", "eenheid",
    "frequentie", "budget", "wijk",
)  # fmt: skip
"""The columns of toewijzingen that messages fill."""
TOEGEWEZEN = "Client/ToegewezenProducten/ToegewezenProduct"
LEVERING = {"305": "Client/StartProducten/StartProduct", "307": "Client/StopProducten/StopProduct"}

Versie = Mapping[str, Waarde]


@dataclass(frozen=True)
class Uitwerking:
    """What the working out of messages needs: the store, what is told, and the tables of the municipality."""

    storage: Berichtopslag
    verslag: Importverslag
    tabellen: Vertaaltabellen


def work_out_toewijzingen(werk: Uitwerking) -> None:
    """Fill the table `toewijzing` of the store, and tell what was superseded, withdrawn or does not fit."""
    _number_leveringen(werk)
    for index, columns in (
        ("toegewezen", ", ".join(SLEUTEL)),
        ("levering", ", ".join(SLEUTEL)),
        ("verwijzing", "gemeente, wet, aanbieder, referentie"),
    ):
        werk.storage.execute(f"CREATE INDEX op_{index} ON {index} ({columns})")
    for versies in _list_versies(werk.storage):
        _add_toewijzing(werk, versies)
    werk.storage.execute("CREATE INDEX op_toewijzing ON toewijzing (gemeente, wet, nummer)")
    _name_apart(werk)
    _tell_loose(werk)


def _list_versies(storage: Berichtopslag) -> Iterator[list[Versie]]:
    """The versions of each toewijzing, the one that counts last; files in another order give the same order."""
    names = (*SLEUTEL, *MOMENT, *INHOUD, *PLAATS)
    order = ", ".join((*SLEUTEL, *MOMENT, "identificatie", *INHOUD))
    rows = storage.stream(f"SELECT {', '.join(names)} FROM toegewezen ORDER BY {order}")
    for _, group in groupby(rows, key=itemgetter(0, 1, 2)):
        yield [dict(zip(names, row, strict=True)) for row in group]


def _add_toewijzing(werk: Uitwerking, versies: list[Versie]) -> None:
    laatste = versies[-1]
    naam = _name(laatste, "301")
    werk.verslag.count(naam, "vervangen", len(versies) - 1)
    tied = [one for one in versies[:-1] if all(one[name] == laatste[name] for name in MOMENT)]
    if any(one[name] != laatste[name] for one in tied for name in INHOUD):
        _tell_versie(werk, "volgorde_onbekend", laatste, "301")
    if len({one["client"] for one in versies}) > 1:
        _tell_versie(werk, "client_anders", laatste, "301")
    meldingen = _list_meldingen(werk, laatste)
    verloop = follow(meldingen)
    _tell_verloop(werk, verloop, str(laatste["wet"]))
    weg = _is_verwijderd(laatste)
    if weg:
        werk.verslag.count(naam, "ingetrokken")
        if laatste["eind"] != laatste["ingang"]:
            _tell_versie(werk, "verwijderd_met_periode", laatste, "301")
        for melding in meldingen:
            _tell_melding(werk, "levering_op_verwijderde", melding, str(laatste["wet"]))
    elif laatste["eind"] and str(laatste["eind"]) < str(laatste["ingang"]):
        _tell_versie(werk, "eind_voor_begin", laatste, "301")
    first = min(str(versie["ingang"]) for versie in versies)
    for melding in meldingen:
        if not weg and melding.soort == "305" and melding.begin == verloop.begin < first:
            _tell_melding(werk, "start_voor_toewijzing", melding, str(laatste["wet"]))
    verwijzer, onbekend = _find_verwijzer(werk, versies)
    if onbekend is not None and not weg:
        _tell_versie(werk, "verwijzing_onbekend", onbekend, "301")
    rij = _make_rij(werk, laatste, verloop, verwijzer)
    begins = [day for day in (str(laatste["ingang"]), verloop.begin) if day]
    werk.storage.add_record(
        "toewijzing",
        {
            **{name: laatste[name] for name in (*SLEUTEL, "aanbieder", "client")},
            "getoond": laatste["nummer"],
            "rij": json.dumps(rij),
            "begin": min(begins),
            "eind": verloop.eind or laatste["eind"],
            "verwijderd": int(weg),
        },
    )


def _is_verwijderd(versie: Versie) -> bool:
    """Whether a toewijzing was never meant."""
    return versie["reden"] == VERWIJDERD or (
        versie["reden"] == VERVALLEN and versie["eind"] == versie["ingang"]
    )


def _make_rij(
    werk: Uitwerking, versie: Versie, verloop: Leveringsverloop, verwijzer: str
) -> dict[str, Waarde]:
    """The row of the extract by column; amounts in eurocents, dates as jjjj-mm-dd.

    Of a toewijzing for a whole productcategorie, that is the product.
    """
    aanbieder, product = str(versie["aanbieder"]), versie["code"] or versie["categorie"]
    values = (
        versie["nummer"], versie["client"], versie["geboortejaar"], versie["geslacht"], versie["wet"],
        versie["categorie"], product, ZIN, werk.tabellen.aanbieders.get(aanbieder, aanbieder), verwijzer,
        versie["toegewezen"], versie["ingang"], versie["eind"], verloop.begin, verloop.eind, verloop.reden,
        versie["reden"], versie["volume"], versie["eenheid"], versie["frequentie"], versie["budget"], versie["wijk"],
    )  # fmt: skip
    return dict(zip(KOLOMMEN, values, strict=True))


def _find_verwijzer(werk: Uitwerking, versies: list[Versie]) -> tuple[str, Versie | None]:
    """Who referred: what the 315 says that led to the first 301, as later ones can answer to another request.

    Beside it the version that names a 315 which is not there.
    """
    sql = """SELECT verwijzer FROM verwijzing
             WHERE gemeente = ? AND wet = ? AND aanbieder = ? AND referentie = ? AND client = ?
             ORDER BY dagtekening DESC, identificatie DESC, verwijzer DESC LIMIT 1"""
    named = [versie for versie in versies if versie["referentie"]]
    for versie in named:
        key = (versie[name] for name in ("gemeente", "wet", "aanbieder", "referentie", "client"))
        for (verwijzer,) in werk.storage.rows(sql, *key):
            return str(verwijzer), None
    if versies[-1]["wet"] != MET_VERWIJZER:
        return "", None
    return GEMEENTE, named[0] if named else None


def _list_meldingen(werk: Uitwerking, versie: Versie) -> list[Leveringsmelding]:
    """The 305s and 307s of a toewijzing, each once however often it was sent; strangers are told."""
    sql = """SELECT soort, categorie, code, begin, eind, reden, status, dagtekening, identificatie, client, aanbieder,
                    min(bron), min(regel), count(*)
             FROM levering WHERE gemeente = ? AND wet = ? AND nummer = ? GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11"""
    meldingen = []
    for row in werk.storage.rows(sql, *(versie[name] for name in SLEUTEL)):
        soort, categorie, code, begin, eind, reden, status, dag, _, client, aanbieder, bron, regel, times = (
            row
        )
        melding = Leveringsmelding(
            soort, (categorie or "", code or ""), begin, eind or "", reden or "", status, dag, bron, regel
        )
        wet = str(versie["wet"])
        werk.verslag.count(_name(versie, soort), "vervangen", times - 1)
        if client != versie["client"]:
            _tell_melding(werk, "client_anders", melding, wet)
        if aanbieder != versie["aanbieder"]:
            _tell_melding(werk, "aanbieder_anders", melding, wet)
        meldingen.append(melding)
    return meldingen


def _number_leveringen(werk: Uitwerking) -> None:
    """Give a 305 or 307 without number that of the one toewijzing that it can be about.

    One that was removed gives way to another: what was made again has the same client, product and first day.
    """
    weg = f"t.reden = '{VERWIJDERD}' OR t.reden = '{VERVALLEN}' AND t.eind = t.ingang"
    sql = f"""SELECT t.nummer, max(coalesce({weg}, 0)) AS weg FROM toegewezen t JOIN levering l ON l.rowid = ?
             WHERE t.gemeente = l.gemeente AND t.wet = l.wet AND t.client = l.client AND t.aanbieder = l.aanbieder
             AND (l.categorie IS NULL OR t.categorie = l.categorie) AND (l.code IS NULL OR t.code = l.code)
             AND (l.ingang IS NULL OR t.ingang = l.ingang) GROUP BY t.nummer ORDER BY weg LIMIT 2"""
    loose = werk.storage.rows("SELECT rowid FROM levering WHERE nummer IS NULL")
    if loose:
        werk.storage.execute("CREATE INDEX op_client ON toegewezen (client)")
    for (row,) in loose:
        found = werk.storage.rows(sql, row)
        if len(found) == 1 or (found and found[0][1] < found[1][1]):
            werk.storage.execute("UPDATE levering SET nummer = ? WHERE rowid = ?", found[0][0], row)


def _name_apart(werk: Uitwerking) -> None:
    """A number is unique per law only; one that both laws use gets its law in the extracts."""
    twice = """SELECT gemeente, nummer FROM toewijzing WHERE NOT verwijderd
               GROUP BY gemeente, nummer HAVING count(*) > 1"""
    places = f"""SELECT t.wet, min(v.bron), min(v.regel)
                 FROM toewijzing t JOIN toegewezen v USING (gemeente, wet, nummer)
                 WHERE (t.gemeente, t.nummer) IN ({twice}) GROUP BY t.gemeente, t.wet, t.nummer"""
    for _, bron, regel in werk.storage.rows(places):
        werk.verslag.tell_of("nummer_in_twee_wetten", f"{TOEGEWEZEN}/ToewijzingNummer", bron, regel)
    werk.storage.execute(
        f"UPDATE toewijzing SET getoond = nummer || '-' || wet WHERE (gemeente, nummer) IN ({twice})"
    )


def _tell_loose(werk: Uitwerking) -> None:
    """Tell of 305s and 307s without a 301, and of 315s that led to none."""
    sql = """SELECT l.soort, l.bron, l.regel, l.wet FROM levering l WHERE NOT EXISTS (SELECT 1 FROM toewijzing t
             WHERE t.gemeente = l.gemeente AND t.wet = l.wet AND t.nummer = l.nummer)"""
    for soort, bron, regel, wet in werk.storage.stream(sql):
        werk.verslag.tell_of("levering_zonder_toewijzing", f"{LEVERING[soort]}/ToewijzingNummer", bron, regel)
        werk.verslag.count(_name({"wet": wet}, soort), "past_niet")
    sql = """SELECT v.bron, v.regel, v.wet FROM verwijzing v WHERE NOT EXISTS (SELECT 1 FROM toegewezen t
             WHERE t.gemeente = v.gemeente AND t.wet = v.wet AND t.aanbieder = v.aanbieder
             AND t.referentie = v.referentie)"""
    werk.storage.execute("CREATE INDEX op_referentie ON toegewezen (gemeente, wet, aanbieder, referentie)")
    for bron, regel, wet in werk.storage.stream(sql):
        path = "Client/AangevraagdeProducten/AangevraagdProduct/ReferentieAanbieder"
        werk.verslag.tell_of("verzoek_zonder_toewijzing", path, bron, regel)
        werk.verslag.count(_name({"wet": wet}, "315"), "past_niet")
    sql = """SELECT wet, sum(times - 1) FROM (SELECT wet, count(*) AS times FROM verwijzing
             GROUP BY gemeente, wet, aanbieder, referentie) GROUP BY wet"""
    for wet, times in werk.storage.rows(sql):
        werk.verslag.count(_name({"wet": wet}, "315"), "vervangen", times)


def _tell_verloop(werk: Uitwerking, verloop: Leveringsverloop, wet: str) -> None:
    for uitkomst, soorten in (("vervangen", verloop.vervangen), ("ingetrokken", verloop.ingetrokken)):
        for soort in soorten:
            werk.verslag.count(_name({"wet": wet}, soort), uitkomst)
    for vraag, melding in verloop.vragen:
        _tell_melding(werk, vraag, melding, wet)


def _tell_melding(werk: Uitwerking, vraag: str, melding: Leveringsmelding, wet: str) -> None:
    werk.verslag.tell_of(vraag, LEVERING[melding.soort], melding.bron, melding.regel)
    werk.verslag.count(_name({"wet": wet}, melding.soort), "past_niet")


def _tell_versie(werk: Uitwerking, vraag: str, versie: Versie, soort: str) -> None:
    werk.verslag.tell_of(vraag, TOEGEWEZEN, int(versie["bron"] or 0), int(versie["regel"] or 0))
    werk.verslag.count(_name(versie, soort), "past_niet")


def _name(versie: Versie, nummer: str) -> str:
    """The name of a type of message, as WMO301."""
    return next(name for name, wet in WETTEN.items() if wet == versie["wet"]) + nummer
