"""Ways to spoil extracts as a spreadsheet, a copied form or a merge of files does."""

import pandas as pd
from mutatiehulp import Extracten, Verwacht, mutatie
from mutaties_personen import once
from mutaties_samen import dates, rename_aanbieder, running

WOORDEN = ("#N/B", "n.v.t.", "-", "#WAARDE!", "N/A", "?", "NA")


@mutatie("invoer.geen_schijnwaarde")
def nothing_written_as_something(x: Extracten) -> Verwacht:
    for word in WOORDEN:
        line = x.pick("toewijzingen", once(x))
        x.put("toewijzingen", line, wijk=word)
        yield "toewijzingen", "samenhang_wijken.wijk_bekend", line
        yield "toewijzingen", "samenhang_invoer.geen_schijnwaarde", line


@mutatie("invoer.geen_testgegeven")
def records_to_try_the_system_out(x: Extracten) -> Verwacht:
    for name in ("Testaanbieder", "Zorg TEST", "dummy 2"):
        line = x.pick("toewijzingen")
        yield from rename_aanbieder(x, line, name)
        yield "toewijzingen", "samenhang_invoer.geen_testgegeven", line
    yield from rename_aanbieder(x, x.pick("toewijzingen"), "Protest en Testament")  # no test


@mutatie("invoer.geen_verminkte_tekens")
def letters_in_another_encoding(x: Extracten) -> Verwacht:
    for name in (
        "CafÃ© Zorg", "â€˜t Huis", "Caf\ufffd Zorg", "Zorg M├®lanie", "Zorg Dani?l", "Caf&eacute; Zorg", "ƒlan Zorg",
        "Caf +AOk- Zorg",
    ):  # fmt: skip
        line = x.pick("toewijzingen")
        yield from rename_aanbieder(x, line, name)
        yield "toewijzingen", "samenhang_invoer.geen_verminkte_tekens", line
    yield from rename_aanbieder(x, x.pick("toewijzingen"), "Één café São? Ja & nee; A+B")


@mutatie("invoer.geen_afgekapte_tekst")
def text_without_its_end(x: Extracten) -> Verwacht:
    text = "Er wordt aan gewerkt. " * 20
    for end in ("", "."):  # a text may be just as long, and whole
        line = x.pick("plannen", lambda rows: rows["stand_van_zaken"] != "")
        x.put(
            "plannen", line, stand_van_zaken=text[: 255 - len(end)].strip().ljust(255 - len(end), "n") + end
        )
        if not end:
            yield "plannen", "samenhang_invoer.geen_afgekapte_tekst", line


@mutatie("invoer.een_schrijfwijze")
def value_in_another_spelling(x: Extracten) -> Verwacht:
    for wijk in ("NOORD", "noord", "Nóórd"):
        line = x.pick("toewijzingen", once(x, lambda rows: rows["wijk"] == "Noord"))
        x.put("toewijzingen", line, wijk=wijk)
        yield "toewijzingen", "samenhang_wijken.wijk_bekend", line
        yield "toewijzingen", "samenhang_invoer.een_schrijfwijze", line


@mutatie("invoer.een_schrijfwijze")
def number_without_capital(x: Extracten) -> Verwacht:
    """The other records of the person are in another extract."""
    others = set(x.tekst["toewijzingen"]["clientnummer"])

    def alone_here(rows: pd.DataFrame) -> "pd.Series[bool]":
        return rows["clientnummer"].isin(others) & ~rows["clientnummer"].duplicated(keep=False)

    line = x.pick("inkomensondersteuning", alone_here)
    x.put(
        "inkomensondersteuning",
        line,
        clientnummer=x.get("inkomensondersteuning", line, "clientnummer").lower(),
    )
    yield "inkomensondersteuning", "samenhang_invoer.een_schrijfwijze", line


@mutatie("facturen.dagen_niet_dubbel")
def same_care_under_another_number(x: Extracten) -> Verwacht:
    def full_month(rows: pd.DataFrame) -> "pd.Series[bool]":
        return (dates(rows["begindatum"]).dt.day == 1) & (dates(rows["einddatum"]).dt.day == 31)

    for begin in ("02", "31"):
        first = x.pick("declaraties", full_month)
        later = begin + x.get("declaraties", first, "begindatum")[2:]
        yield (
            "declaraties",
            "samenhang_facturen.dagen_niet_dubbel",
            x.add("declaraties", first, begindatum=later),
        )
    first = x.pick("declaraties", full_month)  # two halves of a month are no double
    month = x.get("declaraties", first, "begindatum")[2:]
    x.add("declaraties", first, begindatum=f"16{month}")
    x.put("declaraties", first, einddatum=f"15{month}")


@mutatie("facturen.bedrag_past_bij_product")
def decimal_comma_left_out(x: Extracten) -> Verwacht:
    help_at_home = set(x.tekst["toewijzingen"].query("productcode == '01A03'")["toewijzingnummer"])

    def usual(rows: pd.DataFrame) -> "pd.Series[bool]":
        euros = pd.to_numeric(rows["bedrag"].str.replace(",", "."))
        return rows["toewijzingnummer"].isin(help_at_home) & euros.between(150, 300)

    line = x.pick("declaraties", usual)
    x.put("declaraties", line, bedrag=x.get("declaraties", line, "bedrag").replace(",", ""))
    yield "declaraties", "samenhang_facturen.bedrag_past_bij_product", line
    yield "declaraties", "samenhang_declaraties.bedrag_bij_tarief", line


@mutatie("huishoudens.grootte_aannemelijk")
def number_of_a_household_dragged_down(x: Extracten) -> Verwacht:
    def once(rows: pd.DataFrame) -> "pd.Series[bool]":
        once = ~rows["clientnummer"].duplicated(keep=False) & ~rows["huishoudnummer"].duplicated(keep=False)
        others = pd.concat([x.tekst[slug]["huishoudnummer"] for slug in ("toewijzingen", "uitkeringen")])
        return once & ~rows["huishoudnummer"].isin(others)

    for size, number in ((12, "H999912"), (13, "H999913")):
        for _ in range(size):
            line = x.pick("inkomensondersteuning", once)
            x.put("inkomensondersteuning", line, huishoudnummer=number)
            if size == 13:
                yield "inkomensondersteuning", "samenhang_huishoudens.grootte_aannemelijk", line


@mutatie("leerlingen.orde_van_grootte")
def digit_too_many_in_a_school_year(x: Extracten) -> Verwacht:
    lines = [
        x.pick("leerlingen", lambda rows, jaar=jaar: (rows["soort"] == "mbo") & (rows["schooljaar"] == jaar))
        for jaar in ("2022-2023", "2023-2024")
    ]
    x.put("leerlingen", lines[0], aantal="2440")
    for line in lines:  # of two years nobody can tell which is right
        yield "leerlingen", "samenhang_leerlingen.orde_van_grootte", line


@mutatie("leerlingen.cijfers_niet_verwisseld", "onder elkaar")
def digits_of_pupils_swapped(x: Extracten) -> Verwacht:
    """Of two school years both have changed, and one has the digits of the other."""
    other, line = x.tekst["leerlingen"].index[x.tekst["leerlingen"]["soort"].eq("speciaal-onderwijs")]
    x.put("leerlingen", int(line), aantal="211")
    yield "leerlingen", "samenhang_leerlingen.cijfers_niet_verwisseld", int(line)
    for changed in (other, line):
        yield "leerlingen", "samenhang_leerlingen.niet_te_veel_veranderd", int(changed)


@mutatie("leerlingen.niet_meer_dan_inwoners", "maand ernaast")
def pupils_counted_twice(x: Extracten) -> Verwacht:
    rows = x.tekst["leerlingen"]
    rows["aantal"] = (rows["aantal"].astype(int) * 2).astype(str)
    for line in rows.index:
        yield "leerlingen", "samenhang_leerlingen.niet_meer_dan_inwoners", int(line)


@mutatie("aantallen.niet_vermenigvuldigd", "maand ernaast")
def counts_of_a_partner_multiplied(x: Extracten) -> Verwacht:
    rows = x.tekst["tellingen"]
    for line in rows.index[rows["partner"].eq("Gemeente")]:
        x.put("tellingen", int(line), aantal=str(int(x.get("tellingen", int(line), "aantal")) * 7))
        yield "tellingen", "samenhang_aantallen.niet_vermenigvuldigd", int(line)


@mutatie("leerlingen.soorten_in_elk_jaar", "geheel")
def kind_of_education_left_out(x: Extracten) -> Verwacht:
    x.drop("leerlingen", lambda rows: (rows["soort"] == "mbo") & (rows["schooljaar"] == "2023-2024"))
    yield "leerlingen", "samenhang_leerlingen.soorten_in_elk_jaar", 0


@mutatie("bevolking.past_bij_leeftijden_ernaast")
def digit_too_many_in_an_age(x: Extracten) -> Verwacht:
    for geslacht, wrong in (("1", "{}0"), ("2", "0")):

        def forty(rows: pd.DataFrame, geslacht: str = geslacht) -> "pd.Series[bool]":
            return (rows["soort"] == "stand") & (rows["leeftijd"] == "40") & (rows["geslacht"] == geslacht)

        line = x.pick("bevolking", forty)
        x.put("bevolking", line, aantal=wrong.format(x.get("bevolking", line, "aantal")))
        yield "bevolking", "samenhang_bevolking.past_bij_leeftijden_ernaast", line
    yield "bevolking", "samenhang_bevolking.elke_leeftijd_bewoond", line
    half = x.pick("bevolking", lambda rows: rows[["soort", "leeftijd"]].eq(["stand", "10"]).all(axis=1))
    x.put("bevolking", half, aantal="89")  # half of those beside it
    yield "bevolking", "samenhang_bevolking.past_bij_leeftijden_ernaast", half
    yield "bevolking", "samenhang_inwoners.niet_te_veel_veranderd", 0


@mutatie("bevolking.prognose_past_bij_stand", "geheel")
def forecast_of_another_municipality(x: Extracten) -> Verwacht:
    rows = x.tekst["bevolking"]
    own = rows["soort"] == "prognose"
    rows.loc[own, "aantal"] = (rows["aantal"][own].astype(int) * 3).astype(str)
    yield "bevolking", "samenhang_bevolking.prognose_past_bij_stand", 0
    for line in rows.index[~own]:  # the count of this run is of another municipality too
        yield "bevolking", "samenhang_inwoners.niet_te_veel_veranderd", int(line)


@mutatie("uitkeringen.geen_overlap")
def two_regelingen_at_the_same_time(x: Extracten) -> Verwacht:
    first = x.pick("uitkeringen", running)
    line = x.add(
        "uitkeringen", first, begindatum="01-06-2020", regeling="IOAW", statistiekcode="02", bedrag="6000,00"
    )
    yield "uitkeringen", "samenhang_uitkeringen.geen_overlap", line
