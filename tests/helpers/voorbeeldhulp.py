"""What must hold of the example extracts of any year and seed: the published totals come out of the records."""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

from sdreport.exampledata.targets import (
    INSTROOM,
    JEUGD_VOORZIENINGEN,
    KOSTENSOORTEN,
    PERCELEN,
    UITSTROOM,
    WMO_VOORZIENINGEN,
    scale_euro,
)

Rij = dict[str, str]


def read(path: Path) -> list[Rij]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def cent(bedrag: str) -> int:
    return int(bedrag.replace(",", ""))


def dag(text: str) -> date:
    return datetime.strptime(text, "%d-%m-%Y").date()  # noqa: DTZ007 - dates in extracts have no zone


def clienten(rijen: Iterable[Rij]) -> set[str]:
    return {rij["clientnummer"] for rij in rijen}


def personen(uitkeringen: Iterable[Rij]) -> set[str]:
    """Who has a benefit: a couple is two persons."""
    return {
        rij[kolom] for rij in uitkeringen for kolom in ("clientnummer", "partner_clientnummer") if rij[kolom]
    }


class Jaardata:
    """The extracts of one year, with perceel and voorziening looked up."""

    def __init__(self, data: Path, jaar: int) -> None:
        self.jaar = jaar
        self.tabel = {path.stem: read(path) for path in (data / str(jaar)).glob("*.csv")}
        product = {(r["productcode"], r["leveringsvorm"]): r for r in read(data / "productcodes.csv")}
        self.toewijzing: dict[str, Rij] = {}
        for rij in self.tabel["toewijzingen"]:
            soort = product[rij["productcode"], rij["leveringsvorm"]]
            assert (rij["wet"], rij["productcategorie"]) == (soort["wet"], soort["productcategorie"])
            self.toewijzing[rij["toewijzingnummer"]] = rij | {k: soort[k] for k in ("voorziening", "perceel")}

    def leeftijd(self, rij: Rij) -> int:
        return self.jaar - int(rij["geboortejaar"])


def check_money(data: Jaardata) -> None:
    """Declarations per perceel are `werkelijk`; each falls within its toewijzing and in one month."""
    kosten: Counter[str] = Counter()
    for rij in data.tabel["declaraties"]:
        toewijzing = data.toewijzing[rij["toewijzingnummer"]]
        if rij["status"] == "toegekend":
            kosten[toewijzing["perceel"]] += cent(rij["bedrag"])
        begin, einde = dag(rij["begindatum"]), dag(rij["einddatum"])
        assert (cent(rij["bedrag"]) > 0) == (rij["debet_credit"] == "D")
        assert begin.year == data.jaar and (begin.year, begin.month) == (einde.year, einde.month)
        assert dag(toewijzing["werkelijke_begindatum"]) <= begin <= einde
        for laatste in (toewijzing["einddatum"], toewijzing["werkelijke_einddatum"]):
            assert not laatste or einde <= dag(laatste)
    werkelijk = {r["post"]: cent(r["bedrag"]) for r in data.tabel["begroting"] if r["fase"] == "werkelijk"}
    for percelen in PERCELEN.values():
        for perceel, bedragen in percelen.items():
            assert kosten[perceel] == werkelijk[perceel] == 100 * scale_euro(bedragen[2], data.jaar), perceel
    for post, dataset in (("bijstand", "uitkeringen"), ("bijzondere-bijstand", "inkomensondersteuning")):
        assert werkelijk[post] == sum(cent(rij["bedrag"]) for rij in data.tabel[dataset])


def check_clients(data: Jaardata) -> None:
    """Unique clients per voorziening and per law."""
    for wet, voorzieningen, totaal in (
        ("Wmo", WMO_VOORZIENINGEN, 1141),
        ("Jeugdwet", JEUGD_VOORZIENINGEN, 784),
    ):
        rijen = [r for r in data.toewijzing.values() if r["wet"] == wet]
        assert len(clienten(rijen)) == len(clienten(r for r in rijen if r["voorziening"])) == totaal
        for voorziening, aantal in voorzieningen.items():
            assert len(clienten(r for r in rijen if r["voorziening"] == voorziening)) == aantal, voorziening


def check_bijstand(data: Jaardata) -> None:
    """Inflow and outflow per month; 303 at the start plus 96 minus 90 is 309 at the end."""
    uitkeringen = data.tabel["uitkeringen"]
    begonnen = [r for r in uitkeringen if dag(r["begindatum"]).year == data.jaar]
    beeindigd = [r for r in uitkeringen if r["einddatum"]]
    per_maand = [
        Counter(dag(r[kolom]).month for r in rijen)
        for rijen, kolom in ((begonnen, "begindatum"), (beeindigd, "einddatum"))
    ]
    assert [per_maand[0][m] for m in range(1, 13)] == list(INSTROOM)
    assert [per_maand[1][m] for m in range(1, 13)] == list(UITSTROOM)
    assert len(clienten(begonnen)) == len(begonnen) == 96
    assert len(clienten(beeindigd)) == len(beeindigd) == 90
    assert len(clienten(r for r in uitkeringen if dag(r["begindatum"]).year < data.jaar)) == 303
    assert len(clienten(r for r in uitkeringen if not r["einddatum"])) == 303 + 96 - 90
    assert sum(r["reden_beeindiging"] in ("11", "13") for r in beeindigd) == 30
    regelingen = [("PW",), ("IOAW", "IOAZ"), ("BBZ",), ("PW", "IOAW", "IOAZ", "BBZ")]
    aantallen = [len(personen(r for r in uitkeringen if r["regeling"] in namen)) for namen in regelingen]
    assert aantallen == [372, 25, 6, 399]
    paren = [r for r in uitkeringen if r["partner_clientnummer"]]
    assert len(paren) >= 4
    alleen = {r["clientnummer"] for r in uitkeringen}
    assert not any(r["partner_clientnummer"] in alleen for r in paren)


def check_ondersteuning(data: Jaardata) -> None:
    """Unique clients per soort and kostensoort, their unions, and households with energietoeslag."""
    rijen = data.tabel["inkomensondersteuning"]
    soorten: dict[str, set[str]] = defaultdict(set)
    kostensoorten: dict[str, set[str]] = defaultdict(set)
    for rij in rijen:
        soorten[rij["soort"]].add(rij["clientnummer"])
        if rij["kostensoort"]:
            kostensoorten[rij["kostensoort"]].add(rij["clientnummer"])
    aantallen = {soort: len(personen) for soort, personen in soorten.items()}
    assert aantallen == {
        "energietoeslag": 1086, "bijzondere bijstand": 270, "overig": 218, "bewindvoering": 95, "maatwerk": 33
    }  # fmt: skip
    assert len(clienten(rijen) | personen(data.tabel["uitkeringen"])) == 1300
    assert len(soorten["energietoeslag"] | soorten["bijzondere bijstand"]) == 1128
    assert {k: len(v) for k, v in kostensoorten.items()} == KOSTENSOORTEN
    toeslag = [r for r in rijen if r["soort"] == "energietoeslag"]
    assert len({r["huishoudnummer"] for r in toeslag}) == 1081
    assert Counter(r["bedrag"] for r in toeslag).most_common(1)[0][0] == "1300,00"
    bewind = {r["clientnummer"]: data.leeftijd(r) for r in rijen if r["soort"] == "bewindvoering"}
    assert sum(25 <= leeftijd <= 34 for leeftijd in bewind.values()) == 41
    zonder = [r for r in rijen if r["soort"] != "energietoeslag"]
    deel = sum(cent(r["bedrag"]) for r in zonder if r["soort"] == "bewindvoering") / sum(
        cent(r["bedrag"]) for r in zonder
    )
    assert 0.25 < deel < 0.26


def check_persons(data: Jaardata) -> None:
    """One year of birth and sex per person in all extracts, and dates in their order."""
    kenmerken: dict[str, set[tuple[str, str]]] = defaultdict(set)
    huishoudens: dict[str, set[str]] = defaultdict(set)
    for slug in ("toewijzingen", "uitkeringen", "inkomensondersteuning"):
        for rij in data.tabel[slug]:
            kenmerken[rij["clientnummer"]].add((rij["geboortejaar"], rij["geslacht"]))
            huishoudens[rij["clientnummer"]].add(rij["huishoudnummer"])
            if rij.get("partner_clientnummer"):
                zijn = (rij["partner_geboortejaar"], rij["partner_geslacht"])
                kenmerken[rij["partner_clientnummer"]].add(zijn)
                huishoudens[rij["partner_clientnummer"]].add(rij["huishoudnummer"])
    assert all(len(waarden) == 1 for waarden in huishoudens.values())
    per_huishouden = Counter(next(iter(nummers)) for nummers in huishoudens.values())
    assert max(per_huishouden.values()) == 2
    assert all(len(waarden) == 1 for waarden in kenmerken.values())
    wijken: dict[str, set[str]] = defaultdict(set)
    for rij in data.toewijzing.values():
        wijken[rij["clientnummer"]].add(rij["wijk"])
        names = ("meldingsdatum", "aanvraagdatum", "besluitdatum", "toewijzingsdatum", "ingangsdatum",
                 "werkelijke_begindatum")  # fmt: skip
        dagen = [dag(rij[naam]) for naam in names if rij[naam]]
        assert dagen == sorted(dagen) and dagen[-1] <= date(data.jaar, 12, 31)
        assert len(dagen) == (6 if rij["verwijzertype"] in ("", "01") else 3)
        gepland, einde = (dag(rij[n]) if rij[n] else None for n in ("einddatum", "werkelijke_einddatum"))
        assert gepland is None or (dagen[-1] <= gepland and gepland.year >= data.jaar)
        assert einde is None or (dagen[-1] <= einde <= (gepland or einde) and einde.year == data.jaar)
        assert bool(rij["reden_beeindiging"]) == (einde is not None)
        assert bool(rij["verwijzertype"]) == (rij["wet"] == "Jeugdwet")
    assert all(len(waarden) == 1 for waarden in wijken.values())


def cents_of_euros(volume: str) -> int:
    """A volume in euros, without zeros that say nothing, in cents; of another unit a hundred times as many."""
    whole, _, part = volume.partition(",")
    return int(whole + part.ljust(2, "0"))


def check_lines(data: Jaardata) -> None:
    """Every line has a reference of its own, a credit undoes an earlier line, and volumes go with amounts."""
    regels = data.tabel["declaraties"]
    sleutels = [(r["aanbieder"], r["declaratienummer"], r["referentienummer"]) for r in regels]
    assert len(set(sleutels)) == len(regels)
    assert all(len(r["declaratienummer"]) <= 12 and len(r["referentienummer"]) <= 20 for r in regels)
    eerder: dict[str, Rij] = {}
    credits = [r for r in regels if r["debet_credit"] == "C"]
    for rij in regels:
        toewijzing = data.toewijzing[rij["toewijzingnummer"]]
        assert all(rij[n] == toewijzing[n] for n in ("aanbieder", "productcategorie", "productcode"))
        if rij["debet_credit"] == "C":
            debet = eerder[rij["vorig_referentienummer"]]
            same = ("aanbieder", "toewijzingnummer", "begindatum", "einddatum", "volume", "tarief")
            assert [rij[n] for n in same] == [debet[n] for n in same]
            assert cent(rij["bedrag"]) == -cent(debet["bedrag"])
        eerder[rij["referentienummer"]] = rij
        bedrag = abs(cent(rij["bedrag"]))
        if rij["eenheid"] == "83":
            assert (rij["tarief"], cents_of_euros(rij["volume"])) == ("", bedrag)
        else:
            volume, tarief = int(rij["volume"]), cent(rij["tarief"])
            assert volume >= 1 and abs(volume * tarief - bedrag) <= tarief
    assert len(credits) > 50
    assert len([r for r in regels if r["status"] == "afgewezen"]) > 5


def check_assigned(data: Jaardata) -> None:
    """Each assignment has a volume with its unit and period, or a budget; enough for what was declared."""
    declared: dict[str, list[int]] = defaultdict(list)
    for rij in data.tabel["declaraties"]:
        if rij["status"] == "toegekend" and rij["debet_credit"] == "D":
            declared[rij["toewijzingnummer"]].append(cents_of_euros(rij["volume"]) // 100)
    for nummer, rij in data.toewijzing.items():
        filled = [bool(rij[naam]) for naam in ("volume", "eenheid", "frequentie", "budget")]
        assert filled in ([True, True, True, False], [False, False, False, True])
        if rij["frequentie"] in ("2", "4") and len(declared[nummer]) == len(set(declared[nummer])):
            months = {"2": 4, "4": 1}[rij["frequentie"]]
            assert min(declared[nummer]) <= months * int(rij["volume"])


CHECKS = (
    check_money,
    check_clients,
    check_bijstand,
    check_ondersteuning,
    check_persons,
    check_lines,
    check_assigned,
)
