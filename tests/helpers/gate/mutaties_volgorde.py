"""Mutations of a column that was changed in a spreadsheet while the others stayed: drawn down, sorted, moved."""

import pandas as pd
from mutatiehulp import Extracten, Verwacht, mutatie
from mutaties_bedragen import dutch
from mutaties_samen import dates

VOLGORDE = "samenhang_volgorde"
TE_HOOG = (1222, 1233, 1246, 1256, 1277, 1293, 1342, 1381, 1394, 1427)


@mutatie("volgorde.niet_doorgetrokken", "onder elkaar")
def fill_handle_drawn_down(x: Extracten) -> Verwacht:
    rows = x.tekst["inkomensondersteuning"]
    first, *others = rows.index[100:112]
    kind = rows.loc[rows["kostensoort"].ne(""), ["soort", "kostensoort"]].iloc[0]
    for step, line in enumerate((first, *others)):
        rows.loc[line, ["soort", "kostensoort", "bedrag"]] = [*kind, dutch(200.35 + 2 * step)]
    for line in others:
        yield "inkomensondersteuning", f"{VOLGORDE}.niet_doorgetrokken", int(line)


@mutatie("volgorde.niet_doorgetrokken", "onder elkaar")
def day_drawn_down(x: Extracten) -> Verwacht:
    rows = x.tekst["inkomensondersteuning"]
    first, *others = rows.index[1000:1014]
    for step, line in enumerate((first, *others)):
        day = dates(rows.loc[[first], "datum"]) + pd.Timedelta(days=step)
        rows.loc[line, "datum"] = f"{day.iloc[0]:%d-%m-%Y}"
    for line in others:
        yield "inkomensondersteuning", f"{VOLGORDE}.niet_doorgetrokken", int(line)


@mutatie("volgorde.niet_apart_gesorteerd", "onder elkaar")
def amounts_sorted_alone(x: Extracten) -> Verwacht:
    """Of benefits over the whole year; those between them are in the block too."""
    rows = x.tekst["uitkeringen"].loc[60:160]
    amounts = rows["bedrag"].str.replace(",", ".").astype(float)
    own = rows.index[dates(rows["begindatum"]).dt.year.lt(2023) & rows["einddatum"].eq("")]
    x.tekst["uitkeringen"].loc[own, "bedrag"] = [dutch(amount) for amount in sorted(amounts[own])]
    for line in range(own[0], own[-1] + 1):
        yield "uitkeringen", f"{VOLGORDE}.niet_apart_gesorteerd", line


@mutatie("volgorde.bedrag_op_eigen_regel", "onder elkaar")
def amounts_a_row_down(x: Extracten) -> Verwacht:
    """Three hundred of them; the first and the last that stand out are some lines further in. A few are too high."""
    rows = x.tekst["inkomensondersteuning"]
    such = rows.index[1200:1500]
    rows.loc[such, "bedrag"] = rows.loc[such, "bedrag"].shift(1, fill_value="1300,00")
    for line in range(1256, 1462):
        yield "inkomensondersteuning", f"{VOLGORDE}.bedrag_op_eigen_regel", line
    yield "inkomensondersteuning", "samenhang_bedragen.toekenning_past_bij_soort", 1423
    for line in TE_HOOG:
        yield "inkomensondersteuning", "samenhang_bedragen.toekenning_binnen_spreiding", line


@mutatie("verschoven.declaraties_in_eigen_maand", "maand ernaast")
def months_of_an_aanbieder_too_late(x: Extracten) -> Verwacht:
    """What ended and the end of the year say so of their own lines too."""
    rows = x.tekst["declaraties"]
    such = rows.index[rows["aanbieder"].eq("Voorbeeldaanbieder 11")]
    begin = dates(rows.loc[such, "begindatum"]) + pd.DateOffset(months=1)
    last = begin + pd.offsets.MonthEnd(0)
    for name, days in (
        ("begindatum", begin),
        ("einddatum", last),
        ("dagtekening", last + pd.Timedelta(days=9)),
    ):
        rows.loc[such, name] = days.dt.strftime("%d-%m-%Y")
    care = x.tekst["toewijzingen"].set_index("toewijzingnummer")
    planned, given = (
        dates(rows.loc[such, "toewijzingnummer"].map(care[name]))
        for name in ("einddatum", "werkelijke_einddatum")
    )
    for rule, own in {
        "samenhang_verschoven.declaraties_in_eigen_maand": begin.notna(),
        "declaraties.begin_in_jaar": begin.dt.year.gt(2023),
        "declaraties.einde_in_jaar": begin.dt.year.gt(2023),
        "samenhang_declaraties.niet_na_einde": last > planned,
        "samenhang_declaraties.niet_na_stop": (last > given) & ~(last > planned),
    }.items():
        for line in such[own]:
            yield "declaraties", rule, int(line)
