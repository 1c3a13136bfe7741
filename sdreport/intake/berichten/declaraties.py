"""Every 323 and 325 to rows of declaraties: each line once, credit below zero, and what was rejected marked as such."""

from collections.abc import Iterator

from sdreport.intake.berichten.toewijzingen import Uitwerking
from sdreport.intake.berichten.xml.records import CREDIT
from sdreport.intake.berichten.xml.structuur import WETTEN
from sdreport.intake.berichten.xml.totals import GEZIEN
from sdreport.intake.berichten.xml.values import Waarde

TOEGEKEND, AFGEWEZEN = "toegekend", "afgewezen"
PRESTATIE = "Declaratie/Clienten/Client/Prestaties/Prestatie"
ANTWOORD = "DeclaratieAntwoord"
SLEUTEL = "gemeente, wet, aanbieder, declaratie, referentie"
INHOUD = "nummer, client, vorige, categorie, code, begin, eind, volume, eenheid, tarief, bedrag, debet_credit"
KOLOMMEN = (
    "declaratienummer", "referentienummer", "vorig_referentienummer", "toewijzingnummer", "aanbieder",
    "productcategorie", "productcode", "begindatum", "einddatum", "volume", "eenheid", "tarief", "bedrag",
    "debet_credit", "status", "dagtekening",
)  # fmt: skip
"""The columns of declaraties that messages fill."""
HEEL = "a.niveau = 'bericht' AND a.beantwoord = p.identificatie AND a.beantwoord_dag = p.dagtekening"
DEEL = """(a.niveau = 'declaratie' AND a.declaratie = p.declaratie
           OR a.niveau = 'regel' AND a.declaratie = p.declaratie AND a.referentie = p.referentie)"""
INHOUD_P = ", ".join(f"p.{name}" for name in INHOUD.split(", "))
ZELFDE = "a.gemeente = p.gemeente AND a.wet = p.wet AND a.aanbieder = p.aanbieder"
TOEWIJZING = "t.gemeente = p.gemeente AND t.wet = p.wet AND t.nummer = p.nummer"


def work_out_declaraties(werk: Uitwerking) -> None:
    """Fill the table `regel` of the store, and tell what was rejected, repeated or does not fit."""
    storage = werk.storage
    storage.execute("CREATE INDEX op_afgewezen ON afgewezen (gemeente, wet, aanbieder, declaratie)")
    storage.execute(
        "CREATE INDEX op_prestatie ON prestatie (gemeente, wet, aanbieder, declaratie, referentie)"
    )
    _tell_answers(werk)
    _drop_rejected_messages(werk)
    before = _count(werk, "prestatie")
    # the same line again, in whatever message, is one line: that of the day on which it was declared first
    storage.execute(
        f"""CREATE TABLE regel AS SELECT {SLEUTEL}, {INHOUD}, bron, regel,
                   min(gedeclareerd) AS gedeclareerd, 0 AS afgewezen
            FROM prestatie GROUP BY {SLEUTEL}, {INHOUD}"""
    )
    for wet, left in _count(werk, "regel").items():
        werk.verslag.count(_name(wet, "323"), "vervangen", before[wet] - left)
    storage.execute(
        f"UPDATE regel AS p SET afgewezen = 1 WHERE EXISTS (SELECT 1 FROM afgewezen a WHERE {ZELFDE} AND {DEEL})"
    )
    storage.execute(f"CREATE INDEX op_regel ON regel ({SLEUTEL})")
    storage.execute("CREATE INDEX op_regel_toewijzing ON regel (gemeente, wet, nummer)")
    for wet, count in storage.rows("SELECT wet, count(*) FROM regel WHERE afgewezen GROUP BY wet"):
        werk.verslag.count(_name(wet, "323"), AFGEWEZEN, count)
    _tell_lines(werk)
    _tell_unanswered(werk)


def list_declaraties(werk: Uitwerking, jaar: int | None) -> Iterator[dict[str, Waarde]]:
    """The rows of the extract by column; amounts in eurocents, dates as jjjj-mm-dd. With `jaar` those of one year."""
    sql = f"""SELECT p.declaratie, p.referentie, p.vorige, coalesce(t.getoond, p.nummer), p.aanbieder, p.categorie,
                     p.code, p.begin, p.eind, p.volume, p.eenheid, p.tarief,
                     CASE p.debet_credit WHEN '{CREDIT}' THEN -p.bedrag ELSE p.bedrag END, p.debet_credit,
                     CASE p.afgewezen WHEN 1 THEN '{AFGEWEZEN}' ELSE '{TOEGEKEND}' END, p.gedeclareerd
              FROM regel p LEFT JOIN toewijzing t ON {TOEWIJZING}
              WHERE ?1 IS NULL OR p.begin LIKE ?1 || '-%'
              ORDER BY p.begin, length(p.nummer), p.nummer, p.wet, p.aanbieder, p.declaratie,
                       p.referentie, {INHOUD_P}"""
    for row in werk.storage.stream(sql, None if jaar is None else str(jaar)):
        rij = dict(zip(KOLOMMEN, row, strict=True))
        rij["aanbieder"] = werk.tabellen.aanbieders.get(rij["aanbieder"], rij["aanbieder"])
        yield rij


def _drop_rejected_messages(werk: Uitwerking) -> None:
    """A declaration that was rejected as a message was never taken: it can be sent again under the same number."""
    where = f"EXISTS (SELECT 1 FROM afgewezen a WHERE {ZELFDE} AND {HEEL})"
    for wet, count in werk.storage.rows(
        f"SELECT wet, count(*) FROM prestatie AS p WHERE {where} GROUP BY wet"
    ):
        werk.verslag.count(_name(wet, "323"), AFGEWEZEN, count)
    werk.storage.execute(f"DELETE FROM prestatie AS p WHERE {where}")


def _tell_answers(werk: Uitwerking) -> None:
    """Tell of answers to what is not there."""
    sql = f"""SELECT a.niveau, a.bron, a.regel, a.wet FROM afgewezen a WHERE a.niveau <> '{GEZIEN}' AND NOT EXISTS
              (SELECT 1 FROM prestatie p WHERE {ZELFDE} AND ({HEEL} OR {DEEL}))"""
    for niveau, bron, regel, wet in werk.storage.stream(sql):
        path = {
            "bericht": "Header/DeclaratieIdentificatie",
            "declaratie": f"{ANTWOORD}/DeclaratieNummer",
        }.get(niveau, f"{ANTWOORD}/Clienten/Client/Prestaties/Prestatie/ProductReferentie")
        werk.verslag.tell_of("antwoord_zonder_declaratie", path, bron, regel)
        werk.verslag.count(_name(wet, "325"), "past_niet")


def _tell_unanswered(werk: Uitwerking) -> None:
    """Tell of declarations without an answer, where other declarations of the same law have one."""
    sql = f"""SELECT min(p.bron), p.regel, p.wet FROM regel p
              WHERE p.wet IN (SELECT wet FROM afgewezen WHERE niveau = '{GEZIEN}')
              AND NOT EXISTS (SELECT 1 FROM afgewezen a WHERE {ZELFDE} AND a.declaratie = p.declaratie)
              GROUP BY p.gemeente, p.wet, p.aanbieder, p.declaratie"""
    for bron, regel, wet in werk.storage.stream(sql):
        werk.verslag.tell_of("declaratie_zonder_antwoord", "Declaratie/DeclaratieNummer", bron, regel)
        werk.verslag.count(_name(wet, "323"), "past_niet")


def _tell_lines(werk: Uitwerking) -> None:
    """Tell of lines that do not fit."""
    same = """q.gemeente = p.gemeente AND q.wet = p.wet AND q.aanbieder = p.aanbieder"""
    joined = f"FROM regel p JOIN toewijzing t ON {TOEWIJZING}"
    checks = {
        ("prestatie_zonder_toewijzing", "ToewijzingNummer"): f"""FROM regel p WHERE NOT EXISTS
            (SELECT 1 FROM toewijzing t WHERE {TOEWIJZING})""",
        ("prestatie_op_verwijderde", "ToewijzingNummer"): f"{joined} WHERE t.verwijderd",
        ("client_anders", "ToewijzingNummer"): f"{joined} WHERE p.client IS NOT NULL AND p.client <> t.client",
        ("aanbieder_anders", "ToewijzingNummer"): f"{joined} WHERE p.aanbieder <> t.aanbieder",
        ("prestatie_dubbel", "ProductReferentie"): f"""FROM regel p WHERE EXISTS (SELECT 1 FROM regel q WHERE {same}
            AND q.declaratie = p.declaratie AND q.referentie = p.referentie AND q.rowid <> p.rowid)""",
        ("credit_zonder_debet", "ProductReferentie"): f"""FROM regel p WHERE p.debet_credit = '{CREDIT}' AND NOT EXISTS
            (SELECT 1 FROM regel q WHERE {same} AND q.referentie = p.vorige)""",
        ("periode_over_maanden", "ProductPeriode"): "FROM regel p WHERE substr(p.begin, 1, 7) <> substr(p.eind, 1, 7)",
        ("eind_voor_begin", "ProductPeriode"): "FROM regel p WHERE p.eind < p.begin",
        ("periode_vooruit", "ProductPeriode"): "FROM regel p WHERE p.begin > p.gedeclareerd",
    }  # fmt: skip
    werk.storage.execute("CREATE INDEX op_regel_referentie ON regel (gemeente, wet, aanbieder, referentie)")
    for (melding, element), rows in checks.items():
        for bron, regel, wet in werk.storage.stream(f"SELECT p.bron, p.regel, p.wet {rows}"):
            werk.verslag.tell_of(melding, f"{PRESTATIE}/{element}", bron, regel)
            werk.verslag.count(_name(wet, "323"), "past_niet")


def _count(werk: Uitwerking, table: str) -> dict[str, int]:
    return dict(werk.storage.rows(f"SELECT wet, count(*) FROM {table} GROUP BY wet"))


def _name(wet: str, nummer: str) -> str:
    return next(name for name, of in WETTEN.items() if of == wet) + nummer
