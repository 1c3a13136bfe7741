"""Ways to spoil who somebody is: numbers, birth years, sexes, neighbourhoods and deaths."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable

import pandas as pd
from mutatiehulp import Extracten, Verwacht, mutatie
from mutaties_samen import dates

PERSONEN = ("toewijzingen", "uitkeringen", "inkomensondersteuning")
ANDERE_SLEUTEL = 925
"""A line from which an extract can be of another key; the first one there is of somebody's double."""
Keuze = Callable[[pd.DataFrame], "pd.Series[bool]"]


def once(x: Extracten, also: Keuze | None = None) -> Keuze:
    """Lines of persons with one record over all extracts, who are no couple."""
    partners = x.tekst["uitkeringen"]["partner_clientnummer"]
    every = pd.concat([*(x.tekst[slug]["clientnummer"] for slug in PERSONEN), partners])
    counts = every.value_counts()

    def which(rows: pd.DataFrame) -> "pd.Series[bool]":
        alone = rows["clientnummer"].map(counts).eq(1)
        if "partner_clientnummer" in rows:
            alone &= rows["partner_clientnummer"].eq("")
        return alone & also(rows) if also else alone

    return which


def conflicting(x: Extracten, column: str, wrong: str = "") -> Verwacht:
    """The records whose value is not the one that most records of their person have, but for those of `wrong`."""
    records: dict[str, list[tuple[str, int, str]]] = defaultdict(list)
    for slug in PERSONEN:
        rows = x.tekst[slug]
        for prefix in ("", "partner_"):
            if f"{prefix}{column}" in rows:
                fields = rows[f"{prefix}clientnummer"], rows.index, rows[f"{prefix}{column}"]
                for client, line, value in zip(*fields, strict=True):
                    if client or not prefix:
                        records[client].append((slug, int(line), value))
    for own in records.values():
        heard = [value for slug, _, value in own if slug != wrong] or [value for *_, value in own]
        (most, times), *others = Counter(heard).most_common(2)
        clear = not others or times > others[0][1]
        for slug, line, value in own:
            if value != most or not clear:
                yield slug, f"samenhang_personen.een_{column}", line


@mutatie("nummers.een_vorm")
def number_that_lost_zeros_or_its_end(x: Extracten) -> Verwacht:
    def change(slug: str, column: str, old: str, new: str) -> tuple[str, str, int]:
        line = x.pick(slug, once(x, lambda rows: rows[column].str.contains(old)))
        x.put(slug, line, **{column: re.sub(old, new, x.get(slug, line, column))})
        return slug, "samenhang_nummers.een_vorm", line

    yield change("uitkeringen", "clientnummer", "C00", "C")
    yield change("toewijzingen", "huishoudnummer", ".$", "")
    yield change("inkomensondersteuning", "clientnummer", "$", "A")
    yield change("inkomensondersteuning", "clientnummer", "^C", "X")
    yield change("toewijzingen", "clientnummer", "C00", "CO0")


@mutatie("overlap.inwoners_gedeeld", "sleutel")
def uitkeringen_under_another_key(x: Extracten) -> Verwacht:
    rows = x.tekst["uitkeringen"]
    for column in ("clientnummer", "partner_clientnummer", "huishoudnummer"):
        rows[column] = rows[column].str.replace(r"^([CH])0", r"\g<1>7", regex=True)
    for line in rows.index:
        yield "uitkeringen", "samenhang_overlap.inwoners_gedeeld", int(line)


@mutatie("overlap.zelfde_sleutel_per_deel", "soort")
def a_kind_of_grant_under_another_key(x: Extracten) -> Verwacht:
    rows = x.tekst["inkomensondersteuning"]
    own = rows["soort"].eq("bijzondere bijstand")
    for column in ("clientnummer", "huishoudnummer"):
        rows.loc[own, column] = rows.loc[own, column].str[0] + "9" + rows.loc[own, column].str[2:]
    for line in rows.index[own]:
        yield "inkomensondersteuning", "samenhang_overlap.zelfde_sleutel_per_deel", int(line)


@mutatie("overlap.zelfde_sleutel_per_deel", "kwartaal")
def quarter_under_another_key(x: Extracten) -> Verwacht:
    rows = x.tekst["toewijzingen"]
    rows["huishoudnummer"] = ""  # without households nobody is seen to be a double
    begun = dates(rows["ingangsdatum"])
    own = rows.index[begun.dt.year.eq(2023) & begun.dt.quarter.eq(4)]
    rows.loc[own, "clientnummer"] = rows.loc[own, "clientnummer"].str.replace("C0", "C6")
    for line in own:
        yield "toewijzingen", "samenhang_overlap.zelfde_sleutel_per_deel", int(line)


@mutatie("dubbelgangers.een_nummer_per_inwoner", "gesplitst")
def persons_with_a_second_number(x: Extracten) -> Verwacht:
    rows = x.tekst["inkomensondersteuning"]
    often = rows["clientnummer"].map(rows["clientnummer"].value_counts()) >= 3
    last = rows[often].groupby("clientnummer").tail(1).index[:60]
    rows.loc[last, "clientnummer"] = rows.loc[last, "clientnummer"].str.replace("C0", "C6")
    for line in last:
        yield "inkomensondersteuning", "samenhang_dubbelgangers.een_nummer_per_inwoner", int(line)


@mutatie("dubbelgangers.een_nummer_per_inwoner", "andere sleutel")
def end_of_an_extract_under_another_key(x: Extracten) -> Verwacht:
    """All lines there are named, also of those who are nobody's double."""
    rows = x.tekst["inkomensondersteuning"]
    last = rows.index[rows.index >= ANDERE_SLEUTEL]
    rows.loc[last, "clientnummer"] = rows.loc[last, "clientnummer"].str.replace("C0", "C6")
    for line in last:
        yield "inkomensondersteuning", "samenhang_dubbelgangers.een_nummer_per_inwoner", int(line)


@mutatie("dubbelgangers.een_nummer_per_inwoner", "tiende")
def every_tenth_person_under_another_key(x: Extracten) -> Verwacht:
    """All lines of these persons; named are those who can be recognized, alone or with a household elsewhere."""
    rows = x.tekst["toewijzingen"]
    old = rows["clientnummer"].copy()
    some = sorted(set(old))[::10]
    rows["clientnummer"] = old.where(~old.isin(some), old.str.replace("C0", "C6"))
    elsewhere = set(pd.concat([x.tekst[slug]["clientnummer"] for slug in PERSONEN[1:]]))
    for line in rows.index[old.isin(some) & old.isin(elsewhere)]:
        yield "toewijzingen", "samenhang_dubbelgangers.een_nummer_per_inwoner", int(line)


@mutatie("vorig_extract.zelfde_gegevens", "wijken verschoven")
def wijken_of_another_list(x: Extracten) -> Verwacht:
    rows = x.tekst["toewijzingen"]
    x.vorige = {"toewijzingen": rows.copy()}
    names = sorted(set(rows["wijk"]))
    rows["wijk"] = rows["wijk"].map(dict(zip(names, [*names[1:], names[0]], strict=True)))
    for line in rows.index:
        yield "toewijzingen", "samenhang_vorig_extract.zelfde_gegevens", int(line)
    for line in rows.index[rows["wijk"].isin(names[:2])]:  # the smallest has the people of the largest
        yield "toewijzingen", "samenhang_wijken.niet_verwisseld", int(line)
    for line in rows.index[rows["wijk"].eq(names[0])]:
        yield "toewijzingen", "samenhang_verdelingen.zoals_vorig_jaar", int(line)


@mutatie("personen.een_wijk")
def one_record_in_another_wijk(x: Extracten) -> Verwacht:
    rows = x.tekst["toewijzingen"]
    often = rows["clientnummer"].value_counts()
    line = x.pick("toewijzingen", lambda own: own["clientnummer"].map(often).ge(3) & own["wijk"].ne("Oost"))
    x.put("toewijzingen", line, wijk="Oost")
    yield "toewijzingen", "samenhang_personen.een_wijk", line


@mutatie("overlijden.niets_na_overlijden")
def support_long_after_a_death(x: Extracten) -> Verwacht:
    steun = x.tekst["inkomensondersteuning"]
    late = set(steun["clientnummer"][dates(steun["datum"]) > "2023-06-01"])
    zorg = set(x.tekst["toewijzingen"]["clientnummer"]) | set(x.tekst["uitkeringen"]["partner_clientnummer"])

    def running(rows: pd.DataFrame) -> "pd.Series[bool]":
        single = ~rows["clientnummer"].duplicated(keep=False) & rows["partner_clientnummer"].eq("")
        mine = rows["clientnummer"].isin(late) & ~rows["clientnummer"].isin(zorg)
        return single & mine & rows["einddatum"].eq("") & (dates(rows["begindatum"]) < "2022-01-01")

    line = x.pick("uitkeringen", running)
    x.put("uitkeringen", line, einddatum="20-04-2023", reden_beeindiging="04")
    for slug, own in x.records(x.get("uitkeringen", line, "clientnummer")):
        if slug == "uitkeringen" or dates(x.tekst[slug]["datum"])[own] > pd.Timestamp(2023, 5, 21):
            yield slug, "samenhang_overlijden.niets_na_overlijden", own


@mutatie("overlijden.niets_na_overlijden")
def care_of_somebody_who_died(x: Extracten) -> Verwacht:
    """Two toewijzingen run; one of them ends by death."""
    rows = x.tekst["toewijzingen"]
    elsewhere = pd.concat([x.tekst[slug]["clientnummer"] for slug in PERSONEN[1:]])
    runs = rows["wet"].eq("Wmo") & rows["werkelijke_einddatum"].eq("") & rows["einddatum"].eq("")
    own = rows["clientnummer"][runs & ~rows["clientnummer"].isin(elsewhere)]
    twice = rows["clientnummer"].map(rows["clientnummer"].value_counts()).eq(2)
    twice &= rows["clientnummer"].isin(own[own.duplicated()])
    line = x.pick("toewijzingen", lambda _: twice)
    x.put(
        "toewijzingen",
        line,
        einddatum="31-12-2023",
        werkelijke_einddatum="31-12-2023",
        reden_beeindiging="02",
    )
    for slug, own in x.records(x.get("toewijzingen", line, "clientnummer")):
        yield slug, "samenhang_overlijden.niets_na_overlijden", own


@mutatie("wijken.wijk_bekend")
def wijk_that_is_not_in_the_table(x: Extracten) -> Verwacht:
    for wijk in ("Wijk Noord", "Centrun"):
        line = x.pick("toewijzingen", once(x))
        x.put("toewijzingen", line, wijk=wijk)
        yield "toewijzingen", "samenhang_wijken.wijk_bekend", line


@mutatie("wijken.geen_verschrijving", "zonder-tabel")
def slip_in_a_wijk_without_a_table(x: Extracten) -> Verwacht:
    del x.referenties["postcodes"]
    for wijk in ("Centrun", "Wijk Noord", "Buiten-gebied"):
        line = x.pick("toewijzingen", once(x))
        x.put("toewijzingen", line, wijk=wijk)
        yield "toewijzingen", "samenhang_wijken.geen_verschrijving", line
        yield "toewijzingen", "samenhang_wijkbevolking.wijk_met_inwoners", line


@mutatie("wijkbevolking.wijk_met_inwoners", "wijkbevolking")
def wijk_without_inhabitants(x: Extracten) -> Verwacht:
    x.drop("wijkbevolking", lambda rows: rows["wijk"].eq("West"))
    yield "wijkbevolking", "samenhang_wijkbevolking.wijk_met_inwoners", 0
    yield "wijkbevolking", "samenhang_wijkbevolking.samen_de_gemeente", 0


@mutatie("wijkbevolking.samen_de_gemeente")
def inhabitants_of_a_wijk_with_a_digit_too_many(x: Extracten) -> Verwacht:
    line = x.pick("wijkbevolking", lambda rows: rows["leeftijdsgroep"].eq("0-17") & rows["wijk"].eq("Oost"))
    x.put("wijkbevolking", line, aantal=x.get("wijkbevolking", line, "aantal") + "0")
    yield "wijkbevolking", "samenhang_wijkbevolking.samen_de_gemeente", 0


@mutatie("wijkbevolking.alle_groepen")
def wijk_without_an_age_group(x: Extracten) -> Verwacht:
    last = x.pick(
        "wijkbevolking", lambda rows: rows["leeftijdsgroep"].eq("65-plus") & rows["wijk"].eq("Noord")
    )
    x.drop("wijkbevolking", lambda rows: rows.index == last)
    yield "wijkbevolking", "samenhang_wijkbevolking.alle_groepen", 0
    yield "wijkbevolking", "samenhang_wijkbevolking.samen_de_gemeente", 0


@mutatie("vorig_extract.zelfde_inwoner", "vorig-persoon")
def toewijzing_of_somebody_else_last_year(x: Extracten) -> Verwacht:
    x.vorige = {slug: x.tekst[slug].copy() for slug in (*PERSONEN, "leerlingen")}
    for slug in ("toewijzingen", "uitkeringen"):
        line = x.pick(slug, once(x))
        x.vorige[slug].loc[line, "clientnummer"] = "C099999"
        yield slug, "samenhang_vorig_extract.zelfde_inwoner", line


@mutatie("vorig_extract.zelfde_gegevens", "vorig-persoon")
def born_in_another_year_last_year(x: Extracten) -> Verwacht:
    for slug, values in (
        ("toewijzingen", {"geboortejaar": "1931"}),
        ("uitkeringen", {"geslacht": "1"}),
        ("uitkeringen", {"begindatum": "31-12-2011"}),
        ("toewijzingen", {"ingangsdatum": "30-09-2016"}),
    ):
        line = x.pick(slug, once(x, lambda rows: rows["geslacht"].eq("2")))
        for column, value in values.items():
            x.vorige[slug].loc[line, column] = value
        yield slug, "samenhang_vorig_extract.zelfde_gegevens", line


@mutatie("vorig_extract.inwoners_gedeeld", "vorig-persoon")
def other_numbers_than_last_year(x: Extracten) -> Verwacht:
    rows = x.vorige["inkomensondersteuning"]
    rows["clientnummer"] = rows["clientnummer"].str.replace("C0", "C7")
    yield "inkomensondersteuning", "samenhang_vorig_extract.inwoners_gedeeld", 0


@mutatie("vorig_extract.was_al_bekend", "vorig-persoon")
def begun_before_and_not_known_last_year(x: Extracten) -> Verwacht:
    for slug, begin in (("toewijzingen", "toewijzingsdatum"), ("uitkeringen", "begindatum")):
        line = x.pick(slug, once(x, lambda rows, own=begin: dates(rows[own]) < "2022-06-01"))
        x.vorige[slug] = x.vorige[slug].drop(line)
        yield slug, "samenhang_vorig_extract.was_al_bekend", line


@mutatie("vorig_extract.loopt_door", "vorig-persoon")
def running_last_year_and_gone(x: Extracten) -> Verwacht:
    rows = x.vorige["toewijzingen"]
    gone = rows.iloc[::6].assign(toewijzingnummer=lambda own: "9" + own["toewijzingnummer"])
    x.vorige["toewijzingen"] = pd.concat([rows, gone.set_axis(gone.index + len(rows))])
    yield "toewijzingen", "samenhang_vorig_extract.loopt_door", 0


@mutatie("schooljaren.zoals_vorig_jaar_geleverd", "vorig-persoon")
def school_years_swapped(x: Extracten) -> Verwacht:
    line = x.pick("leerlingen")
    x.vorige["leerlingen"].loc[line, "aantal"] = str(int(int(x.get("leerlingen", line, "aantal")) * 1.1))
    yield "leerlingen", "samenhang_schooljaren.zoals_vorig_jaar_geleverd", line


@mutatie("vorig_extract.zelfde_inwoner", "vorig-sleutel")
def everybody_has_another_number_than_last_year(x: Extracten) -> Verwacht:
    x.vorige = {slug: x.tekst[slug].copy() for slug in PERSONEN}
    for slug, rows in x.vorige.items():
        rows["clientnummer"] = rows["clientnummer"].str.replace("C0", "C7")
        if slug != "uitkeringen":  # so few of the population that chance explains that none is shared
            yield slug, "samenhang_vorig_extract.inwoners_gedeeld", 0
    for slug in ("toewijzingen", "uitkeringen"):
        yield slug, "samenhang_vorig_extract.zelfde_inwoner", 0
