"""Harmless differences in a delivered file change nothing and are not told; what is not sure is told once."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lezerhulp import read_both
from variantenhulp import (
    BASIS,
    NAMEN,
    PROEF,
    dutch,
    point,
    put_csv,
    put_xlsx,
    to_csv,
    to_fields,
    write_datums,
)

from sdreport.intake.large.storage import Storage
from sdreport.intake.reader import Delivery, read_delivery

BEDRAG, INDEX, AANTAL, HAALBAAR = "bedrag", "index_cijfer", "aantal", "haalbaar"
TOTAAL = sum(rij[BEDRAG] for rij in BASIS)


@pytest.fixture(scope="module")
def basis(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    delivery = read_delivery(put_csv(tmp_path_factory.mktemp("basis"), to_csv()), PROEF)
    assert delivery.bevindingen == ()
    assert delivery.table is not None
    assert list(delivery.table[BEDRAG]) == [rij[BEDRAG] / 100 for rij in BASIS]
    assert list(delivery.table["sleutel"]) == [rij["sleutel"] for rij in BASIS]
    return delivery.table


def assert_basis(delivery: Delivery, basis: pd.DataFrame, told: tuple[str, ...] = ()) -> None:
    """The table is the usual one, whatever its lines, and nothing else is told."""
    assert [(item.regel, item.ernst) for item in delivery.bevindingen] == [
        (f"proef.{name}", "melding") for name in told
    ]
    assert delivery.table is not None
    pd.testing.assert_frame_equal(
        delivery.table.reset_index(drop=True), basis.reset_index(drop=True), check_exact=True
    )


def written(**anders: Callable[[Any], str]) -> str:
    return to_csv(to_fields(anders=anders))


def reordered(order: list[str]) -> str:
    rows = [[fields[NAMEN.index(name)] for name in order] for fields in to_fields()]
    return to_csv(rows, order)


def bedragen(write: Callable[[int], str]) -> str:
    return written(bedrag=write)


def either(text: str, other: str) -> Callable[[int], str]:
    """Positive amounts in one form, negative ones in another."""
    return lambda cents: (other if cents < 0 else text).format(dutch(abs(cents)), dutch(abs(cents), "."))


def yes_no(ja: str, nee: str) -> str:
    return written(haalbaar=lambda text: {"ja": ja, "nee": nee}.get(text, text))


def totals(text: str, sep: str = ";") -> str:
    """A line with a total in the columns of numbers and a text in one of the others."""
    at = {NAMEN.index(BEDRAG): dutch(TOTAAL, ".")}
    first = [text if place == 0 else at.get(place, "") for place in range(len(NAMEN))]
    return sep.join(first) + "\r\n"


def nothing(word: str, *columns: str) -> str:
    """Empty fields of some columns as a word."""
    return to_csv(
        [
            [word if not text and name in columns else text for name, text in zip(NAMEN, row, strict=True)]
            for row in to_fields()
        ]
    )


ONSCHADELIJK: dict[str, str | bytes] = {
    "zoals afgesproken": to_csv(),
    "kolommen achterstevoren": reordered(NAMEN[::-1]),
    "kolommen op alfabet": reordered(sorted(NAMEN)),
    "kop in hoofdletters": to_csv(header=[name.upper() for name in NAMEN]),
    "kop met beginhoofdletters en spaties": to_csv(header=[name.replace("_", " ").title() for name in NAMEN]),
    "kop met spaties eromheen": to_csv(header=[f"  {name}\u00a0" for name in NAMEN]),
    "kop met streepjes en accenten": to_csv(
        header=[name.replace("_", "-").replace("beeind", "beëind") for name in NAMEN]
    ),
    "kop tussen aanhalingstekens": to_csv(header=[f" {name} " for name in NAMEN], quote=True),
    "lege regels boven en onder": to_csv(boven="\r\n\r\n", onder="\r\n\r\n"),
    "titel boven de kop": to_csv(boven="Overzicht van de afdeling\r\n\r\n"),
    "titel in cellen boven de kop": to_csv(boven="Overzicht;;;;;;;;;\r\nPeildatum;31-12-2023;;;;;;;;\r\n"),
    "sep-regel": to_csv(boven="sep=;\r\n"),
    "sep-regel met tab": to_csv(boven="sep=\t\r\n", sep="\t"),
    "sep-regel en titel": to_csv(boven="SEP=;\r\nOverzicht\r\n"),
    "komma": to_csv(sep=","),
    "tab": to_csv(sep="\t"),
    "pijp": to_csv(sep="|"),
    "alles tussen aanhalingstekens": to_csv(quote=True),
    "elke regel eindigt met het scheidingsteken": to_csv([[*row, ""] for row in to_fields()], [*NAMEN, ""]),
    "lege naamloze kolommen": to_csv([[*row, "", " "] for row in to_fields()], [*NAMEN, "", ""]),
    "regeleinden van Linux": to_csv(end="\n"),
    "regeleinden van een oude Mac": to_csv(end="\r"),
    "zonder laatste regeleinde": to_csv().removesuffix("\r\n"),
    "UTF-8 met BOM": to_csv().encode("utf-8-sig"),
    "Windows-1252": to_csv().encode("cp1252"),
    "ISO-datums": written(**write_datums("%Y-%m-%d")),
    "ISO-datums met tijd": written(**write_datums("%Y-%m-%dT00:00:00")),
    "ISO-datums met schuine strepen": written(**write_datums("%Y/%m/%d")),
    "datums aaneen": written(**write_datums("%Y%m%d")),
    "datums met schuine strepen": written(**write_datums("%d/%m/%Y")),
    "datums met punten": written(**write_datums("%d.%m.%Y")),
    "datums zonder voorloopnullen": written(**write_datums("%-d-%-m-%Y")),
    "datums met tijd": written(**write_datums("%d-%m-%Y 00:00:00")),
    "datums met tijdstip": written(**write_datums("%d-%m-%Y 14:05")),
    "jaar met twee cijfers": written(**write_datums("%d-%m-%y")),
    "jaar met twee cijfers en schuine strepen": written(**write_datums("%d/%m/%y")),
    "maand in letters": written(**write_datums("%d-%b-%Y")),
    "datums van SAS": written(**write_datums("%d%b%Y")),
    "datums met een tijd van twaalf uur": written(**write_datums("%d-%m-%Y 12:00:00 AM")),
    "datums van SAS met tijd": written(**write_datums("%d%b%Y:00:00:00")),
    "datums van Oracle": written(**write_datums("%d-%b-%y")),
    "datums met de dag van de week": written(**write_datums("maandag %-d-%-m-%Y")),
    "datums met de dag van de week, kort": written(**write_datums("ma. %d %b %Y")),
    "niets als NULL": nothing("NULL", *NAMEN),
    "niets als (null)": nothing("(null)", *NAMEN),
    r"niets als \N": nothing(r"\N", *NAMEN),
    "niets als NA": nothing("NA", "einddatum"),
    "niets als punt": nothing(".", "einddatum"),
    "de ene datum zo, de andere zo": written(
        begindatum=lambda day: f"{day:%Y-%m-%d}", einddatum=lambda day: f"{day:%d-%m-%Y}" if day else ""
    ),
    "decimale punt": written(bedrag=point, index_cijfer=str),
    "decimale punt en komma's voor duizend": written(bedrag=lambda cents: point(cents, ",")),
    "punten voor duizend": written(bedrag=lambda cents: dutch(cents, "."), aantal=lambda n: f"{n:,}".replace(",", ".")),
    "spatie voor duizend": bedragen(lambda cents: dutch(cents, " ")),
    "vaste spatie voor duizend": bedragen(lambda cents: dutch(cents, "\u00a0")),
    "smalle vaste spatie voor duizend": bedragen(lambda cents: dutch(cents, "\u202f")),
    "smalle spatie voor duizend": bedragen(lambda cents: dutch(cents, "\u2009")),
    "apostrof voor duizend": bedragen(lambda cents: dutch(cents, "'")),
    "euro ervoor": bedragen(lambda cents: f"€ {dutch(cents, '.')}"),
    "euro erachter": bedragen(lambda cents: f"{dutch(cents)} €"),
    "EUR ervoor": bedragen(lambda cents: f"EUR {dutch(cents)}"),
    "EUR erachter": bedragen(lambda cents: f"{dutch(cents, '.')} EUR"),
    "euro voluit": bedragen(lambda cents: f"{dutch(cents)} euro"),
    "euro zonder spatie": bedragen(lambda cents: f"€{dutch(cents)}"),
    "min achteraan": bedragen(either("{}", "{}-")),
    "min achteraan met spatie": bedragen(either("{}", "{} -")),
    "haakjes": bedragen(either("{}", "({})")),
    "haakjes met euro": bedragen(either("€ {1}", "(€ {1})")),
    "boekhoudkundige opmaak van Excel": bedragen(lambda cents: f" €   {dutch(cents, '.')} "),
    "min voor de euro": bedragen(either("€ {}", "-€ {}")),
    "wiskundige min": bedragen(either("{}", "\u2212{}")),
    "streep als min": bedragen(either("{}", "\u2013{}")),
    "plus ervoor": bedragen(either("+{}", "-{}")),
    "ruis van een rekenblad": bedragen(lambda cents: "21,760000000000218" if cents == 2176 else dutch(cents)),
    "vier decimalen": bedragen(lambda cents: f"{cents / 100:.4f}"),
    "hele euro's": bedragen(lambda cents: f"{cents // 100},-" if cents % 100 == 0 else dutch(cents)),
    "bedragen zonder nullen achteraan": bedragen(lambda cents: f"{cents / 100:g}".replace(".", ",") if cents % 100 == 0
                                                 else dutch(cents)),
    "aantallen met een nul erachter": written(aantal=lambda n: f"{n}.0"),
    "aantallen met twee nullen erachter": written(aantal=lambda n: f"{n},00"),
    "Ja en Nee": yes_no("Ja", "Nee"),
    "JA en NEE": yes_no("JA", "NEE"),
    "J en N": yes_no("J", "N"),
    "WAAR en ONWAAR": yes_no("WAAR", "ONWAAR"),
    "True en False": yes_no("True", "False"),
    "spaties om velden": to_csv([[f" {text}\u00a0 " for text in row] for row in to_fields()]),
    "codes als formule": written(sleutel=lambda text: f'="{text}"', clientnummer=lambda text: f'="{text}"'),
    "codes met een apostrof": written(sleutel=lambda text: f"'{text}"),
    "alles als formule": to_csv([[f'="{text}"' for text in row] for row in to_fields()]),
}  # fmt: skip
TOTALEN: dict[str, str] = {
    "totaal": to_csv(onder=totals("Totaal")),
    "eindtotaal": to_csv(onder=totals("EINDTOTAAL:")),
    "totaal over iets": to_csv(onder=totals("Totaal gemeente")),
    "alleen het bedrag": to_csv(onder=totals("")),
    "totaal na een lege regel": to_csv(onder="\r\n" + totals("Totaal")),
    "subtotaal en totaal": to_csv(onder=totals("Subtotaal") + totals("Totaal")),
    "aantal rijen": to_csv(onder="(7 rijen)\r\n"),
    "rows": to_csv(onder="7 rows selected.\r\n"),
    "totaal in een korte regel": to_csv(onder="Totaal;7\r\n"),
    "wanneer gemaakt": to_csv(onder="\r\nGegenereerd op 03-02-2024 om 10:12\r\n"),
    "einde van het overzicht": to_csv(onder="-- Einde overzicht --\r\n"),
    "pagina": to_csv(onder="Pagina 1 van 1\r\n"),
    "totaal zonder laatste regeleinde": to_csv(onder=totals("Totaal").removesuffix("\r\n")),
    "totaal tussen aanhalingstekens": to_csv(quote=True, onder=totals('"Totaal"')),
}


@pytest.mark.parametrize("name", ONSCHADELIJK)
def test_a_harmless_difference_changes_nothing(
    name: str, tmp_path: Path, basis: pd.DataFrame, storage: Storage
) -> None:
    assert_basis(read_both(put_csv(tmp_path, ONSCHADELIJK[name]), PROEF, storage), basis)


@pytest.mark.parametrize("name", TOTALEN)
def test_a_line_of_totals_is_left_out_with_a_notice(
    name: str, tmp_path: Path, basis: pd.DataFrame, storage: Storage
) -> None:
    assert_basis(read_both(put_csv(tmp_path, TOTALEN[name]), PROEF, storage), basis, ("totaalregel",))


@pytest.mark.parametrize("name", ["PROEF.CSV", "Proef.csv", "proef.Csv"])
def test_capitals_in_the_name_of_a_file_do_not_matter(name: str, tmp_path: Path, basis: pd.DataFrame) -> None:
    put_csv(tmp_path, to_csv()).joinpath("proef.csv").rename(tmp_path / name)
    assert_basis(read_delivery(tmp_path, PROEF), basis)


def shift_down(sheet: Any) -> None:
    sheet.insert_rows(1, 3)
    sheet["A1"] = "Overzicht van de afdeling"
    sheet["B2"] = "peildatum"


def retype(name: str, make: Callable[[Any], Any], form: str = "General") -> Callable[[Any], None]:
    """A column of which every cell becomes another value."""

    def change(sheet: Any) -> None:
        place = NAMEN.index(name) + 1
        for row in range(2, len(BASIS) + 2):
            cell = sheet.cell(row, place)
            if cell.value not in (None, ""):
                cell.value = make(cell.value)
                cell.number_format = form

    return change


def use_1904(sheet: Any) -> None:
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    sheet.parent.epoch = CALENDAR_MAC_1904


def total_row(sheet: Any) -> None:
    sheet.append(["Totaal", *[None] * 5, TOTAAL / 100])


WERKMAPPEN: dict[str, Callable[[Any], None]] = {
    "zoals afgesproken": lambda sheet: None,
    "titel boven de kop": shift_down,
    "datums als tekst": retype("begindatum", lambda day: f"{day:%d-%m-%Y}"),
    "datums als ISO-tekst": retype("begindatum", lambda day: f"{day:%Y-%m-%d}"),
    "datums met tijd": retype(
        "begindatum", lambda day: dt.datetime.combine(day, dt.time(14, 5)), "d-m-yyyy h:mm"
    ),
    "datumsysteem 1904": use_1904,
    "datums aaneen als getal": retype("begindatum", lambda day: int(f"{day:%Y%m%d}")),
    "bedragen als tekst": retype(BEDRAG, lambda euro: f"€ {euro:.2f}".replace(".", ",")),
    "bedragen als tekst met punt": retype(BEDRAG, lambda euro: f"{euro:,.2f}"),
    "bedragen met ruis": retype(BEDRAG, lambda euro: euro * (1 + 2**-50)),
    "bedragen in euro-opmaak": retype(BEDRAG, lambda euro: euro, "€ #,##0.00"),
    "sleutels als getal met nullen in de opmaak": retype("sleutel", int, "000000"),
    "clientnummers met letter en nullen in de opmaak": retype("clientnummer", lambda text: int(text[1:]), '"C"000000'),
    "aantallen als komma-getal": retype(AANTAL, float),
    "ja en nee als waarheid": retype(HAALBAAR, lambda text: text == "ja"),
    "hoofdletters in de kop": lambda sheet: [setattr(sheet.cell(1, place), "value", name.upper())
                                            for place, name in enumerate(NAMEN, start=1)],
    "verborgen kolom": lambda sheet: setattr(sheet.column_dimensions["J"], "hidden", True),
    "lege regels": lambda sheet: sheet.insert_rows(4, 2),
    "opmaak onder de rijen": lambda sheet: setattr(sheet.cell(80, 3), "number_format", "dd-mm-yyyy"),
}  # fmt: skip


@pytest.mark.parametrize("name", WERKMAPPEN)
def test_a_harmless_difference_in_a_workbook_changes_nothing(
    name: str, tmp_path: Path, basis: pd.DataFrame
) -> None:
    assert_basis(read_delivery(put_xlsx(tmp_path, WERKMAPPEN[name]), PROEF), basis)


def test_a_line_of_totals_in_a_workbook_is_left_out(tmp_path: Path, basis: pd.DataFrame) -> None:
    assert_basis(read_delivery(put_xlsx(tmp_path, total_row), PROEF), basis, ("totaalregel",))


BEDRAGVORMEN: list[Callable[[int], str]] = [
    dutch, lambda cents: dutch(cents, "."), lambda cents: dutch(cents, " "), lambda cents: dutch(cents, "\u202f"),
    point, lambda cents: point(cents, ","), lambda cents: f"€ {dutch(cents)}", lambda cents: f"{dutch(cents)} EUR",
    either("{}", "{}-"), either("{1}", "({1})"), lambda cents: f"{cents / 100:.4f}",
]  # fmt: skip
DATUMVORMEN = [
    "%d-%m-%Y",
    "%Y-%m-%d",
    "%d/%m/%Y",
    "%d.%m.%Y",
    "%Y%m%d",
    "%d-%m-%y",
    "%d %b %Y",
    "%Y-%m-%dT00:00:00",
]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    order=st.permutations(NAMEN),
    sep=st.sampled_from(";,\t|"),
    end=st.sampled_from(["\r\n", "\n", "\r"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1252"]),
    boven=st.sampled_from(["", "Overzicht\n", "\n\n", "sep={}\n"]),
    onder=st.sampled_from(["", "\n\n", "Totaal{}12\n"]),
    bedrag=st.sampled_from(BEDRAGVORMEN),
    datum=st.sampled_from(DATUMVORMEN),
    kop=st.sampled_from([str, str.upper, str.title, lambda name: f" {name.replace('_', ' ')} "]),
    quote=st.booleans(),
)
def test_harmless_differences_together_change_nothing(
    tmp_path: Path, basis: pd.DataFrame, storage: Storage, order: list[str], sep: str, end: str, encoding: str,
    boven: str, onder: str, bedrag: Callable[[int], str], datum: str, kop: Callable[[str], str], quote: bool,
) -> None:  # fmt: skip
    fields = to_fields(anders={"bedrag": bedrag, **write_datums(datum)})
    rows = [[row[NAMEN.index(name)] for name in order] for row in fields]
    above, below = (text.format(sep).replace("\n", end) for text in (boven, onder))
    text = to_csv(
        rows, [kop(name) for name in order], sep=sep, end=end, boven=above, onder=below, quote=quote
    )
    try:
        content = text.encode(encoding)
    except UnicodeEncodeError:  # the narrow space is not in Windows-1252
        content = text.encode("utf-8")
    delivery = read_both(put_csv(tmp_path, content), PROEF, storage)
    assert_basis(delivery, basis, ("totaalregel",) if "Totaal" in onder else ())
