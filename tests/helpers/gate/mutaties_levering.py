"""Ways to spoil a delivery: months, changes since last year, files of another year, and personal identifiers."""

import shutil

import pandas as pd
from mutatiehulp import ROOT, Extracten, Verwacht, mutatie
from mutaties_personen import conflicting, once
from mutaties_samen import dates, line_of, rename_aanbieder

BSN = ("123456782", "111222333", "100000009", "100000010", "100000022")


def of_perceel(x: Extracten, perceel: str, maand: int) -> "pd.Series[bool]":
    """Which declaraties are of a perceel in a month."""
    product = x.referenties["productcodes"].set_index(["productcode", "leveringsvorm"])["perceel"]
    owner = x.tekst["toewijzingen"].set_index("toewijzingnummer")
    keys = pd.MultiIndex.from_frame(owner[["productcode", "leveringsvorm"]])
    perceel_of = pd.Series(product.reindex(keys).to_numpy(), index=owner.index)
    rows = x.tekst["declaraties"]
    return (rows["toewijzingnummer"].map(perceel_of) == perceel) & (
        dates(rows["begindatum"]).dt.month == maand
    )


@mutatie("maanden.geen_maand_leeg", "geheel")
def month_without_declaraties(x: Extracten) -> Verwacht:
    own = of_perceel(x, "dyslexie", 5)
    x.drop("declaraties", lambda rows: own)
    yield "declaraties", "samenhang_maanden.geen_maand_leeg", 0
    yield "begroting", "samenhang_begroting.sluit_aan_op_extract", line_of(x, "dyslexie")


@mutatie("maanden.geen_maand_dubbel", "geheel")
def month_twice_as_high(x: Extracten) -> Verwacht:
    rows = x.tekst["declaraties"]
    own = of_perceel(x, "huishoudelijke-hulp", 3)
    twice = rows["bedrag"][own].str.replace(",", ".").astype(float) * 2
    rows.loc[own, "bedrag"] = twice.map("{:.2f}".format).str.replace(".", ",")
    rows.loc[own, "volume"] = ""
    yield "declaraties", "samenhang_maanden.geen_maand_dubbel", 0
    yield "declaraties", "samenhang_maand_op_maand.niet_te_veel_veranderd", 0
    yield "begroting", "samenhang_begroting.sluit_aan_op_extract", line_of(x, "huishoudelijke-hulp")


@mutatie("verandering.niet_te_veel_veranderd")
def telling_five_times_as_high(x: Extracten) -> Verwacht:
    line = x.pick("tellingen", lambda rows: rows["telling"] == "aio-ontvangers")
    x.put("tellingen", line, aantal="125")
    yield "tellingen", "samenhang_verandering.niet_te_veel_veranderd", line


@mutatie("verandering.niet_te_veel_veranderd", "geheel")
def inwoners_of_last_year_halved(x: Extracten) -> Verwacht:
    rows = x.tekst["bevolking"]
    own = (rows["jaar"] == "2023") & (rows["soort"] == "stand")
    rows.loc[own, "aantal"] = (rows["aantal"][own].astype(int) // 2).astype(str)
    yield "bevolking", "samenhang_verandering.niet_te_veel_veranderd", 0
    yield "wijkbevolking", "samenhang_wijkbevolking.samen_de_gemeente", 0
    for line in x.tekst["leerlingen"].index:  # more than half of those of their age
        yield "leerlingen", "samenhang_leerlingen.niet_meer_dan_inwoners", int(line)


@mutatie("verandering.niet_verdwenen", "geheel")
def voorziening_gone(x: Extracten) -> Verwacht:
    rows = x.tekst["inkomensondersteuning"]
    rows.loc[rows["soort"] == "maatwerk", "soort"] = "overig"
    yield "inkomensondersteuning", "samenhang_verandering.niet_verdwenen", 0
    yield "inkomensondersteuning", "samenhang_verandering.niet_te_veel_veranderd", 0


@mutatie("verandering.niet_nieuw", "geheel")
def voorziening_new(x: Extracten) -> Verwacht:
    codes = x.referenties["productcodes"]
    codes.loc[codes["voorziening"] == "respijtzorg", "voorziening"] = "deeltijdverblijf"
    yield "toewijzingen", "samenhang_verandering.niet_nieuw", 0
    yield (
        "toewijzingen",
        "samenhang_verandering.niet_verdwenen",
        0,
    )  # what is called respijtzorg in the history


@mutatie("levering.niet_van_ander_jaar", "geheel")
def file_of_another_year(x: Extracten) -> Verwacht:
    folder = x.map / "2022"
    folder.mkdir()
    content = (ROOT / "data" / "2023" / "leerlingen.csv").read_text(encoding="utf-8").splitlines()
    text = "\r\n".join([content[0], *reversed(content[1:])]) + "\r\n"
    (folder / "leerlingen.csv").write_text(text, encoding="utf-8-sig", newline="")
    shutil.copy(ROOT / "data" / "2023" / "bevolking.csv", folder)
    x.andere_jaren.append(folder)
    yield "leerlingen", "samenhang_levering.niet_van_ander_jaar", 0
    yield "bevolking", "samenhang_levering.niet_van_ander_jaar", 0


@mutatie("levering.niet_van_ander_jaar", voorbeeld="beleidskader-2023-2027")
def plan_of_another_year(x: Extracten) -> Verwacht:
    folder = x.map / "2022"
    folder.mkdir()
    for slug in ("plannen", "doelindicatoren"):  # indicators may stay the same, a plan has its peildatum
        shutil.copy(x.voorbeeld.map / f"{slug}.csv", folder)
    x.andere_jaren.append(folder)
    yield "plannen", "samenhang_levering.niet_van_ander_jaar", 0


@mutatie("levering.niet_gelijk_aan_vorig_jaar", "geheel")
def tellingen_of_last_year(x: Extracten) -> Verwacht:
    last = {
        ("aio-ontvangers", "totaal"): "28",
        ("clientondersteuning-trajecten", "totaal"): "37",
        ("clientondersteuning-uren", "totaal"): "214",
        ("poh-trajecten", "doorverwezen"): "46",
        ("poh-trajecten", "ondersteund-en-verwezen"): "63",
        ("poh-trajecten", "zelf-geholpen"): "72",
        ("voortijdig-schoolverlaters", "totaal"): "101",
    }
    rows = x.tekst["tellingen"]
    for line in rows.index:
        pair = (rows.at[line, "telling"], rows.at[line, "categorie"])
        rows.loc[line, "aantal"] = last.get(pair, rows.at[line, "aantal"])
        if pair[0] in ("aio-ontvangers", "voortijdig-schoolverlaters"):
            yield "tellingen", "samenhang_partners.telling_niet_van_vorig_jaar", int(line)
        elif pair in last:
            yield "tellingen", "samenhang_partners.partner_niet_van_vorig_jaar", int(line)
    yield "tellingen", "samenhang_levering.niet_gelijk_aan_vorig_jaar", 0


@mutatie("levering.niet_dubbel_geleverd", "geheel")
def content_twice(x: Extracten) -> Verwacht:
    for line in list(x.tekst["bezwaarschriften"].index):
        yield "bezwaarschriften", "samenhang_levering.niet_dubbel_geleverd", x.add("bezwaarschriften", line)


@mutatie("levering.geen_herhaling")
def record_twice(x: Extracten) -> Verwacht:
    line = x.pick("inkomensondersteuning", lambda rows: rows["soort"] == "overig")
    yield "inkomensondersteuning", "samenhang_levering.geen_herhaling", x.add("inkomensondersteuning", line)


@mutatie("levering.nummers_lopen_door", "volgorde")
def records_left_out_by_a_filter(x: Extracten) -> Verwacht:
    x.drop("bezwaarschriften", lambda rows: rows["zaaknummer"].isin(["BZ2023-008", "BZ2023-009"]))
    yield "bezwaarschriften", "samenhang_levering.nummers_lopen_door", 0


@mutatie("persoonsgegevens.geen_bsn")
def bsns_in_a_column(x: Extracten) -> Verwacht:
    for number in BSN[:2]:
        line = x.pick("toewijzingen")
        yield from rename_aanbieder(x, line, number)
        yield "toewijzingen", "samenhang_persoonsgegevens.geen_bsn", line


@mutatie("persoonsgegevens.geen_los_bsn")
def one_bsn(x: Extracten) -> Verwacht:
    line = x.pick("toewijzingen", once(x))
    x.put("toewijzingen", line, wijk=f"Oost {BSN[0]}")
    yield "toewijzingen", "samenhang_wijken.wijk_bekend", line
    yield "toewijzingen", "samenhang_persoonsgegevens.geen_los_bsn", line


@mutatie("persoonsgegevens.geen_email")
def email_address(x: Extracten) -> Verwacht:
    line = x.pick("plannen", lambda rows: rows["stand_van_zaken"] != "")
    x.put("plannen", line, stand_van_zaken="Vragen gaan naar iemand@voorbeeld.example.")
    yield "plannen", "samenhang_persoonsgegevens.geen_email", line


@mutatie("persoonsgegevens.geen_telefoonnummer")
def telephone_numbers(x: Extracten) -> Verwacht:
    for number in ("06-12345678", "+31 33 1234567", "033 1234567"):
        line = x.pick("tellingen", lambda rows: rows["telling"] != "aio-ontvangers")
        x.put("tellingen", line, partner=number)
        yield "tellingen", "samenhang_persoonsgegevens.geen_telefoonnummer", line


@mutatie("persoonsgegevens.geen_iban")
def bank_account(x: Extracten) -> Verwacht:
    line = x.pick("toewijzingen")
    yield from rename_aanbieder(x, line, "NL91 ABNA 0417 1643 00")
    yield "toewijzingen", "samenhang_persoonsgegevens.geen_iban", line


@mutatie("persoonsgegevens.geen_losse_naam")
def name_in_a_code(x: Extracten) -> Verwacht:
    line = x.pick("uitkeringen", lambda rows: ~rows["clientnummer"].duplicated(keep=False))
    x.put("uitkeringen", line, uitkeringsnummer="V. van den Voorbeeld")
    yield "uitkeringen", "samenhang_persoonsgegevens.geen_losse_naam", line


@mutatie("persoonsgegevens.geen_postcode")
def full_postcode(x: Extracten) -> Verwacht:
    line = x.pick("toewijzingen", once(x))
    x.put("toewijzingen", line, wijk="1234 AB")
    yield "toewijzingen", "samenhang_wijken.wijk_bekend", line
    yield "toewijzingen", "samenhang_persoonsgegevens.geen_postcode", line


@mutatie("persoonsgegevens.geen_namen", "geheel")
def names_in_a_column(x: Extracten) -> Verwacht:
    rows = x.tekst["toewijzingen"]
    for number, line in enumerate(rows.index[::2]):
        word = "".join(chr(97 + int(digit)) for digit in f"{number:04d}")
        rows.loc[line, "wijk"] = f"Voorbeeld {word.title()}"
        yield "toewijzingen", "samenhang_persoonsgegevens.geen_namen", int(line)
        yield "toewijzingen", "samenhang_wijken.wijk_bekend", int(line)
    yield from conflicting(x, "wijk")


@mutatie("levering.geheel_gevuld", "volgorde")
def column_filled_in_part(x: Extracten) -> Verwacht:
    few = x.tekst["toewijzingen"].index % 5 != 0
    x.tekst["toewijzingen"].loc[few, ["meldingsdatum", "huishoudnummer"]] = ""
    yield "toewijzingen", "samenhang_levering.geheel_gevuld", 0
