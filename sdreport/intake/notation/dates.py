"""Dates: the orders in which systems write day, month and year, and what a column says of them.

With four digits the year is found by itself. With two it is only where every office program reads the same century
(00-29 and 69-99). Which of two numbers is the day must show in the column, or else in the other dates of the file: by a
number that no month or year can be, or because many dates all end in the same ten years, which days would not do.
"""

from collections.abc import Mapping

from sdreport.intake.notation.form import (
    GEMENGD,
    OMHULSELS,
    ONBEKEND,
    ONZEKER,
    RUIMTES,
    Notatie,
    Stap,
    Vormen,
    any_of,
    in_any_case,
)

DAG_EERST, JAAR_EERST, AANEEN = "dag-eerst", "jaar-eerst", "aaneen"
SCHUIN, SCHUIN_DAG, SCHUIN_MAAND = "schuin", "schuin-dag", "schuin-maand"
"""Day and month with slashes, as Dutch or as American systems write them; the last two are sure."""
KORT, KORT_DAG, KORT_JAAR = "kort", "kort-dag", "kort-jaar"
"""A year of two digits at the end, or at the begin; the last two are sure."""
KORT_EIND, KORT_BEIDE = "kort-eind", "kort-beide"
"""With a twenty-something at the end only, or at both ends."""
SERIE = "serie"
"""The number of a day as a spreadsheet counts them, from 1900 or from 1904; it is never read."""
KORTE_VORMEN = (KORT, KORT_EIND, KORT_BEIDE)
SCHUINE, KORTE = (SCHUIN, SCHUIN_DAG, SCHUIN_MAAND), (*KORTE_VORMEN, KORT_DAG, KORT_JAAR)
GENOEG = 12
"""Dates that all end in a twenty-something: by chance days are that once in three to this power."""
EEUW = "(?:[0-2][0-9]|69|[7-9][0-9])"
GETAL = "[0-9]{1,2}"
JAAR = "(?:1[5-9]|[2-9][0-9])[0-9]{2}"
"""What no person lived in is a slip of the keys: 0023."""
SECONDEN = "(?::[0-5][0-9](?:[.,][0-9]{1,9})?)?"
TIJD = f"(?:[01]?[0-9]|2[01]):[0-5][0-9]{SECONDEN}"
TWAALF = (
    rf"(?:0?[0-9]|1[0-2]):[0-5][0-9]{SECONDEN} ?[Aa][Mm]|(?:0?[1-9]|12):[0-5][0-9]{SECONDEN} ?[Pp][Mm]"
    rf"|1[01]:(?:0[1-9]|[1-5][0-9]){SECONDEN} ?[Pp][Mm]"
)
"""A time of a clock of twelve hours; ten and eleven sharp in the evening are no more dropped than 22:00."""
LAAT = f"2[23]:(?:0[1-9]|[1-5][0-9]){SECONDEN}"
ZONE = r"Z| ?\+0[0-2]:?00"
"""A time is dropped, but not where the day may be another one: 22:00 and 23:00 sharp are midnight told in UTC."""
MAANDEN = (
    "januari|jan|january", "februari|feb|february", "maart|mrt|mar|march", "april|apr", "mei|may", "juni|jun|june",
    "juli|jul|july", "augustus|aug|august", "september|sept|sep", "oktober|okt|oct|october", "november|nov",
    "december|dec",
)  # fmt: skip


WEEKDAGEN = (
    "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag", "ma", "di", "wo", "do",
    "vr", "za", "zo",
)  # fmt: skip
MET_WOORD = rf"^({GETAL}[ -][A-Za-z]{{3,9}}\.?)[ -]"


def _month(number: int, names: str) -> Stap:
    words = any_of(in_any_case(name) for name in names.split("|"))
    return Stap(rf"^({GETAL})[ -](?:{words})\.?[ -]([0-9]{{4}})$", rf"\1-{number:02d}-\2")


STAPPEN = (
    *OMHULSELS,
    ONBEKEND,
    Stap(f"[{RUIMTES}]", " "),
    Stap(rf"^(?:{any_of(map(in_any_case, WEEKDAGEN))})[.]?,? ", ""),
    Stap("^([0-9]{1,2})([A-Za-z]{3})([0-9]{2}|[0-9]{4}):([0-9:.]+)$", r"\1-\2-\3 \4"),
    Stap("^([0-9]{1,2})([A-Za-z]{3})([0-9]{2}|[0-9]{4})$", r"\1-\2-\3"),
    Stap(rf"^([^:]*[0-9])(?:T| +)(?:{TIJD}(?:{ZONE})?|{LAAT}|{TWAALF})$", r"\1"),
    Stap(f"{MET_WOORD}([0-2][0-9])$", r"\1-20\2"),
    Stap(f"{MET_WOORD}(69|[7-9][0-9])$", r"\1-19\2"),
    *(_month(number, names) for number, names in enumerate(MAANDEN, start=1)),
)
KLASSEN = {
    DAG_EERST: rf"{GETAL}(?:-{GETAL}-|\.{GETAL}\.){JAAR}",
    JAAR_EERST: rf"{JAAR}(?:-{GETAL}-|\.{GETAL}\.|/{GETAL}/){GETAL}",
    AANEEN: "(?:1[89]|2[01]|99)[0-9]{6}",
    SCHUIN_DAG: f"(?:1[3-9]|[2-9][0-9])/{GETAL}/{JAAR}",
    SCHUIN_MAAND: f"(?:0?[0-9]|1[0-2])/(?:1[3-9]|[2-9][0-9])/{JAAR}",
    SCHUIN: f"(?:0?[0-9]|1[0-2])/(?:0?[0-9]|1[0-2])/{JAAR}",
    KORT_DAG: rf"3[01](?:-{GETAL}-|\.{GETAL}\.|/{GETAL}/){EEUW}",
    KORT_JAAR: rf"{EEUW}(?:-{GETAL}-|\.{GETAL}\.|/{GETAL}/)3[01]|{GETAL}/(?:1[3-9]|[2-9][0-9])/{EEUW}",
    KORT_EIND: rf"[01]?[0-9](?:-{GETAL}-|\.{GETAL}\.|/(?:0?[0-9]|1[0-2])/)2[0-9]",
    KORT_BEIDE: rf"2[0-9](?:-{GETAL}-|\.{GETAL}\.|/(?:0?[0-9]|1[0-2])/)2[0-9]",
    KORT: rf"[0-2]?[0-9](?:-{GETAL}-|\.{GETAL}\.|/(?:0?[0-9]|1[0-2])/){EEUW}",
    SERIE: "[34][0-9]{4}",
}
DATUMS = Vormen(STAPPEN, KLASSEN)
SCHEIDING = Stap("[./]", "-")
FORMATEN = {
    JAAR_EERST: "%Y-%m-%d",
    AANEEN: "%Y%m%d",
    **dict.fromkeys((DAG_EERST, SCHUIN_DAG, SCHUIN), "%d-%m-%Y"),
    **dict.fromkeys((KORT_DAG, *KORTE_VORMEN), "%d-%m-%y"),
}
"""How a form is read, after `SCHEIDING`; forms that are never read are not here."""


def settle_date(tel: Mapping[str, int], bestand: Mapping[str, int]) -> Notatie:
    """What the fields of a column settle: `tel` counts their forms, `bestand` those of all dates in the file."""

    def settled(sure: str, other: str) -> bool:
        """By the column itself, or when that says nothing by the others."""
        own = tel.get(sure, 0) or tel.get(other, 0)
        seen = tel if own else bestand
        return bool(seen.get(sure)) and not seen.get(other)

    schuin, kort = (SCHUIN_DAG, SCHUIN), (KORT_DAG, *KORTE_VORMEN)
    families: tuple[tuple[str, ...], ...] = (
        (DAG_EERST, *schuin) if settled(SCHUIN_DAG, SCHUIN_MAAND) else (DAG_EERST,),
        (JAAR_EERST, AANEEN),
        kort if settled(KORT_DAG, KORT_JAAR) or _ends_in_years(bestand) else (KORT_DAG,),
    )
    counts = {names: sum(tel.get(name, 0) for name in names) for names in families}
    known = sum(tel.get(name, 0) for name in KLASSEN)
    best = max(counts, key=lambda names: counts[names])
    orders = ((DAG_EERST, *SCHUINE), (JAAR_EERST, AANEEN), KORTE)
    mixed = sum(1 for names in orders if any(tel.get(name) for name in names)) > 1
    reden = "" if counts[best] == known else SERIE if tel.get(SERIE) else GEMENGD if mixed else ONZEKER
    return Notatie(best, reden=reden)


def _ends_in_years(bestand: Mapping[str, int]) -> bool:
    """Whether all short dates of a file end in a twenty-something, and not all begin with one: these are years."""
    ended, both = bestand.get(KORT_EIND, 0), bestand.get(KORT_BEIDE, 0)
    other = bestand.get(KORT, 0) + bestand.get(KORT_JAAR, 0)
    return ended > 0 and ended + both >= GENOEG and not other
