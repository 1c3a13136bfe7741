"""What each column of a reference table may hold: a slip there would give a wrong number or name without a word."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from sdreport.errors import ConfigurationError, Fault, shorten

TOTAAL = "totaal"
"""The word for the sum of all names, which is no name itself."""
LANGSTE_CITAAT = 40
JAREN = VAN, TOT = "jaar_van", "jaar_tot"
"""Columns with the years in which a row holds, both included; an empty one means no limit."""
EERSTE, LAATSTE = "0000", "9999"


@dataclass(frozen=True)
class Vorm:
    """What a column may hold: a pattern, what that is in words, what it may not be, and whether it may be empty."""

    patroon: str
    woorden: str
    niet: str = ""
    leeg: bool = False

    def accepts(self, text: str) -> bool:
        """Whether a field is right."""
        if not text:
            return self.leeg
        return re.fullmatch(self.patroon, text) is not None and text.lower() != self.niet

    @property
    def or_empty(self) -> "Vorm":
        """The same, for a column that may be empty."""
        return replace(self, leeg=True)


_NAAM = r"[a-z0-9]+(?:[-_+][a-z0-9]+)*"
_CODE = r"[A-Za-z0-9](?:[A-Za-z0-9 .+_-]{0,58}[A-Za-z0-9+])?"
NAAM = Vorm(_NAAM, "een naam van kleine letters, cijfers en streepjes, en niet 'totaal'", niet=TOTAAL)
WAARDE = Vorm(_NAAM, "een naam van kleine letters, cijfers en streepjes")
CODE = Vorm(
    _CODE, "een code van letters, cijfers, spaties, punten en streepjes, en niet 'totaal'", niet=TOTAAL
)
REGEL = Vorm(r"(?=.*\S).{1,1000}", "een tekst van hoogstens 1000 tekens")
TEKST = Vorm(r"(?=.*\S)[\s\S]{1,5000}", "een tekst van hoogstens 5000 tekens")
GETAL = Vorm("[0-9]{1,6}", "een geheel getal")
JAAR = Vorm("(?:19|20|21)[0-9]{2}", "een jaar")
POSTCODE = Vorm("[1-9][0-9]{3}(?:[A-Z]{2})?", "een postcode, zoals 1101 of 1101AB")
WIJK = Vorm(
    r"(?=.*[^\W_])[\w'’‘(\"](?:[^;\x00-\x1f]{0,98}[^;\s\x00-\x1f])?",
    "de naam van een wijk: met een letter of cijfer, zonder puntkomma, en niet 'totaal'",
    niet=TOTAAL,
)
_JAREN = {VAN: JAAR.or_empty, TOT: JAAR.or_empty}
_ONDERDEEL = "wmo|jeugdwet|participatiewet|algemeen"
TAAKVELD = Vorm("[0-9][.][0-9]{1,3}[a-z]?", "een taakveld, zoals 6.71a")
VORMEN: Mapping[str, Mapping[str, Vorm]] = {
    "productcodes": {
        "productcode": CODE, "leveringsvorm": Vorm("ZIN|PGB", "ZIN of PGB"),
        "wet": Vorm("Wmo|Jeugdwet", "Wmo of Jeugdwet"),
        "productcategorie": CODE, "omschrijving": REGEL, "voorziening": NAAM.or_empty, "perceel": NAAM.or_empty,
        "taakveld": TAAKVELD.or_empty, **_JAREN,
    },
    "codelijsten": {
        "lijst": NAAM, "code": replace(CODE, niet=""), "omschrijving": REGEL, "groep": NAAM.or_empty, **_JAREN,
    },
    "taakvelden": {"jaar_van": JAAR, "jaar_tot": JAAR.or_empty, "code": TAAKVELD, "naam": REGEL},
    "labels": {"dimensie": NAAM, "waarde": WAARDE, "label": REGEL, "volgorde": GETAL},
    "programmas": {
        "plan": NAAM, "programma": NAAM, "groep": REGEL.or_empty, "titel": REGEL, "ambitie": TEKST.or_empty,
        "volgorde": GETAL,
    },
    "doelenlijn": {
        "van": NAAM.or_empty, "naar": NAAM.or_empty, "soort": NAAM, "toelichting": TEKST.or_empty,
    },
    "postcodes": {"postcode": POSTCODE, "wijk": WIJK, **_JAREN},
    "aanbieders": {"agb": Vorm("[0-9]{8}", "de AGB-code, van acht cijfers"), "naam": REGEL},
    "iv3": {
        "taakveld": TAAKVELD,
        "categorie": Vorm("[0-9](?:[.][0-9]){1,2}", "een categorie, zoals 3.4.1").or_empty,
        "onderdeel": Vorm(_ONDERDEEL, "wmo, jeugdwet, participatiewet of algemeen"), "post": CODE, **_JAREN,
    },
    "statline": {
        "tabel": Vorm("[0-9A-Za-z-]{1,40}", "het nummer van een tabel, zoals 84909NED"),
        "onderwerp": Vorm("[0-9A-Za-z_]{1,200}", "de code van een onderwerp"),
        "maat": Vorm("wmo|bijstand|jeugdhulp", "wmo, bijstand of jeugdhulp"),
        "waarbij": Vorm("[^=\\s]+=[^=\\s]+(?: [^=\\s]+=[^=\\s]+)*", "kolom=code, zoals Geslacht=T001038").or_empty,
    },
}  # fmt: skip


def require_fields(naam: str, table: pd.DataFrame, file: str) -> None:
    """Raise ConfigurationError with every column of a table that holds what it may not."""
    wrong = list(_find_wrong_fields(naam, table, file))
    if wrong[1:]:
        raise ConfigurationError.from_list(f"{file} klopt niet:", wrong)
    if wrong:
        raise ConfigurationError(wrong[0])


def _find_wrong_fields(naam: str, table: pd.DataFrame, file: str) -> Iterator[Fault]:
    """Every column with fields that it may not hold: the lines, and the first of them as it stands there."""
    for column, vorm in VORMEN[naam].items():
        if column not in table:
            continue
        right = {text: vorm.accepts(text) for text in table[column].unique()}
        wrong = table[~table[column].map(right).astype(bool)]
        if len(wrong):
            first = shorten(wrong[column].iloc[0], LANGSTE_CITAAT)
            said = f"'{first}' is dat niet" if first else "dit veld is leeg"
            yield Fault(
                f"hier hoort {vorm.woorden}; {said}.", file, tuple(map(int, wrong.index)), column=column
            )
    if TOT in table and len(wrong := table[(table[TOT] != "") & (table[TOT] < table[VAN])]):
        yield Fault(f"het laatste jaar ligt voor {VAN}.", file, tuple(map(int, wrong.index)), column=TOT)


def find_double(table: pd.DataFrame, key: Sequence[str]) -> Iterator[int]:
    """The lines with the key of an earlier line, for a year in which both hold; without years a line always holds."""
    spans: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for line, row in zip(table.index, table.to_dict("records"), strict=True):
        van, tot = row.get(VAN) or EERSTE, row.get(TOT) or LAATSTE
        others = spans.setdefault(tuple(row[name] for name in key), [])
        if any(van <= last and first <= tot for first, last in others):
            yield int(line)
        else:
            others.append((van, tot))
