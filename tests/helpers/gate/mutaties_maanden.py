"""Ways to spoil one month, so that it no longer looks like the same month of last year, and days that pile up."""

import pandas as pd
from mutatiehulp import Extracten, Verwacht, mutatie
from mutaties_samen import dates

HOOP = "samenhang_tijdlijn.niet_opeengehoopt"
REGEL = "samenhang_maand_op_maand.niet_te_veel_veranderd"


@mutatie("maand_op_maand.niet_te_veel_veranderd", "maand")
def inflow_of_other_months_in_march(x: Extracten) -> Verwacht:
    """Begin dates of some thirty persons moved to March, as a batch that was entered late: the year does not change."""
    rows = x.tekst["uitkeringen"]
    begin = dates(rows["begindatum"])
    alone = ~rows["clientnummer"].duplicated(keep=False)
    own = alone & (begin.dt.year == 2023) & (begin.dt.month != 3) & (rows["einddatum"] == "")
    own &= begin.dt.month < 10  # else the amount is too low for so many days
    per_month = own.groupby(begin.dt.month).cumsum()
    rows.loc[own & (per_month <= 4), "begindatum"] = "06-03-2023"
    yield "uitkeringen", REGEL, 0
    for line in rows.index[rows["begindatum"].eq("06-03-2023")]:
        yield "uitkeringen", HOOP, int(line)


@mutatie("maand_op_maand.niet_te_veel_veranderd", "maand")
def costs_of_a_law_too_high_in_one_month(x: Extracten) -> Verwacht:
    """A quarter more in November, for all of the Jeugdwet: too little to see per perceel or over the year."""
    law = x.tekst["toewijzingen"].set_index("toewijzingnummer")["wet"]
    rows = x.tekst["declaraties"]
    own = (rows["toewijzingnummer"].map(law) == "Jeugdwet") & (dates(rows["begindatum"]).dt.month == 11)
    amounts = pd.to_numeric(rows["bedrag"][own].str.replace(",", ".")) * 1.25
    rows.loc[own, "bedrag"] = amounts.map("{:.2f}".format).str.replace(".", ",")
    rows.loc[own, "volume"] = ""
    yield "declaraties", REGEL, 0


@mutatie("tijdlijn.niet_opeengehoopt", "alle fasen")
def day_on_which_the_form_was_opened(x: Extracten) -> Verwacht:
    """Two days that a form filled in; another day is crowded, as it may be."""
    rows = x.tekst["inkomensondersteuning"]
    days = dates(rows["datum"])
    for begin, many, day in ((100, 90, "14-06-2023"), (300, 110, "15-06-2023"), (500, 15, "11-10-2023")):
        rows.loc[rows.index[begin : begin + many], "datum"] = day
        for line in rows.index[rows["datum"].eq(day)] if many > 15 else ():
            yield "inkomensondersteuning", HOOP, int(line)
    assert days.value_counts().max() < 20


@mutatie("tijdlijn.niet_opeengehoopt", "deel")
def months_converted_to_days(x: Extracten) -> Verwacht:
    """Three of four on the first of their month."""
    rows = x.tekst["inkomensondersteuning"]
    own = rows.index % 4 > 0
    rows.loc[own, "datum"] = "01" + rows["datum"].str[2:]
    for line in rows.index[rows["datum"].str.startswith("01")]:
        yield "inkomensondersteuning", HOOP, int(line)
