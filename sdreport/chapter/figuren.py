"""Figures: rows of the register to a chart, a text that carries its message, and the data behind it."""

from collections.abc import Sequence

from sdreport.chapter import grafieken
from sdreport.chapter.blokken import Figuur, Gegevens, Kolom, join_notes
from sdreport.chapter.bronnen import VOORBEELD_NOOT, Bronnen, has_voorbeeld
from sdreport.chapter.grafieken import Punt
from sdreport.chapter.opmaak import describe_ruim, format_value
from sdreport.cijfers import Rij

FASEN = ("primitief", "voorjaarsnota", "najaarsnota", "werkelijk")


def make_trend(bronnen: Bronnen, nummer: str, bijschrift: str, indicator: str, **waarden: str) -> Figuur:
    """Columns of one number over the years."""
    rijen = sorted(bronnen.select(indicator, **waarden), key=lambda rij: rij.jaar)
    shown = [rij for rij in rijen if rij.waarde is not None]
    punten = [
        Punt(str(rij.jaar), rij.waarde or 0, rij.eenheid, "", rij.status == "voorbeeld") for rij in shown
    ]
    series = ", ".join(f"{format_value(rij.waarde, rij.eenheid)} in {rij.jaar}" for rij in rijen)
    return Figuur(
        nummer=nummer,
        bijschrift=bijschrift,
        alt=f"Kolommen per jaar: {series}.{_describe_change(shown)}",
        vega=grafieken.draw_columns(punten, bronnen.stijl, f"aantal {rijen[0].eenheid}"),
        tabel=_table(["Jaar", f"Aantal {rijen[0].eenheid}", "Soort cijfer"], [
            (str(rij.jaar), format_value(rij.waarde, rij.eenheid), rij.status) for rij in rijen
        ]),
        herkomst=bronnen.herkomst(rijen),
        noot=VOORBEELD_NOOT if has_voorbeeld(rijen) else "",
        voorbeeld=has_voorbeeld(rijen),
    )  # fmt: skip


def make_pyramid(bronnen: Bronnen, nummer: str, bijschrift: str, wet: str) -> Figuur:
    """Clients of a law by age class and sex."""
    rijen = bronnen.select("clienten_leeftijd", bronnen.jaar, wet=wet)
    shown = [rij for rij in rijen if rij.waarde is not None]
    punten = [
        Punt(_ages(rij.uitsplitsing["leeftijd"]), rij.waarde or 0, rij.eenheid, rij.uitsplitsing["geslacht"])
        for rij in shown
    ]
    per_klasse = _pivot(rijen, "leeftijd", "geslacht")
    largest = max(per_klasse, key=lambda klasse: sum(rij.waarde or 0 for rij in per_klasse[klasse].values()))
    both = {
        sekse: sum(rij.waarde or 0 for rij in shown if rij.uitsplitsing["geslacht"] == sekse)
        for sekse in ("man", "vrouw")
    }
    alt = (
        f"Bevolkingspiramide. De grootste groep is {bronnen.labels.label('leeftijd', largest)} jaar: "
        f"{_cell(per_klasse, largest, 'man')} mannen en {_cell(per_klasse, largest, 'vrouw')} vrouwen. "
        f"In totaal zijn het {format_value(both['man'], '')} mannen en {format_value(both['vrouw'], '')} vrouwen."
    )
    return Figuur(
        nummer=nummer,
        bijschrift=bijschrift,
        alt=alt,
        vega=grafieken.draw_pyramid(punten, bronnen.stijl),
        tabel=_table(["Leeftijd", "Mannen", "Vrouwen"], [
            (_ages(klasse), _cell(per_klasse, klasse, "man"), _cell(per_klasse, klasse, "vrouw"))
            for klasse in per_klasse
        ]),
        herkomst=bronnen.herkomst(rijen),
        noot=join_notes([
            "Leeftijd is de leeftijd die iemand in het jaar bereikt.",
            "De verdeling over leeftijden is een voorbeeld; alleen het totaal is gepubliceerd."
            if has_voorbeeld(rijen) else "",
        ]),
        voorbeeld=has_voorbeeld(rijen),
    )  # fmt: skip


def make_shares(
    bronnen: Bronnen, nummer: str, bijschrift: str, indicator: str, over: str, **waarden: str
) -> Figuur:
    """Bars of a number over the values of one dimension; beside last year's where these are known."""
    rijen = [
        rij for rij in bronnen.select(indicator, **waarden)
        if rij.jaar in (bronnen.jaar, bronnen.jaar - 1) and rij.uitsplitsing[over] != "totaal"
    ]  # fmt: skip
    order = bronnen.labels.sort(over, [rij.uitsplitsing[over] for rij in rijen if rij.jaar == bronnen.jaar])
    years = sorted({rij.jaar for rij in rijen})
    per_waarde = {(rij.uitsplitsing[over], rij.jaar): rij for rij in rijen}
    punten = [
        Punt(
            bronnen.labels.label(over, waarde), rij.waarde, rij.eenheid, str(jaar), rij.status == "voorbeeld"
        )
        for waarde in order
        for jaar in years
        if (rij := per_waarde.get((waarde, jaar))) and rij.waarde is not None
    ]
    parts = [
        f"{bronnen.labels.label(over, waarde)} {_describe_years(per_waarde, waarde, years)}"
        for waarde in order
    ]
    draw = grafieken.draw_grouped_bars if len(years) > 1 else grafieken.draw_bars
    return Figuur(
        nummer=nummer,
        bijschrift=bijschrift,
        alt=f"Staven: {'; '.join(parts)}.",
        vega=draw(punten, bronnen.stijl),
        tabel=_table(["", *(str(jaar) for jaar in years)], [
            (bronnen.labels.label(over, waarde), *(_of(per_waarde, waarde, jaar) for jaar in years))
            for waarde in order
        ]),
        herkomst=bronnen.herkomst(rijen),
        noot=_describe_examples(rijen, years),
        voorbeeld=has_voorbeeld(rijen),
    )  # fmt: skip


def make_estimates(bronnen: Bronnen, nummer: str, bijschrift: str, onderdeel: str) -> Figuur:
    """Estimate against actual costs of an onderdeel in four phases."""
    per_fase = {
        rij.uitsplitsing["fase"]: rij
        for rij in bronnen.select("begroting", bronnen.jaar, onderdeel=onderdeel, post="totaal")
    }
    rijen = [per_fase[fase] for fase in FASEN if fase in per_fase]
    punten = [
        Punt(_phase(bronnen, rij), rij.waarde or 0, rij.eenheid, "", rij.status == "voorbeeld")
        for rij in rijen
    ]
    verschil = bronnen.register.get(f"raming_verschil.{onderdeel}.totaal")
    amounts = "; ".join(f"{_phase(bronnen, rij)} {format_value(rij.waarde, 'euro')}" for rij in rijen)
    side = "lager" if (verschil.waarde or 0) >= 0 else "hoger"
    alt = (
        f"Kolommen per fase: {amounts}. De werkelijke kosten zijn "
        f"{format_value(abs(verschil.waarde or 0), 'euro')} {side} dan de raming na de najaarsnota."
    )
    return Figuur(
        nummer=nummer,
        bijschrift=bijschrift,
        alt=alt,
        vega=grafieken.draw_columns(punten, bronnen.stijl, "euro"),
        tabel=_table(["Fase", "Bedrag", "Soort cijfer"], [
            (_phase(bronnen, rij), format_value(rij.waarde, rij.eenheid), rij.status) for rij in rijen
        ]),
        herkomst=bronnen.herkomst(rijen),
        noot=VOORBEELD_NOOT if has_voorbeeld(rijen) else "",
        voorbeeld=has_voorbeeld(rijen),
    )  # fmt: skip


def make_division(
    bronnen: Bronnen,
    nummer: str,
    bijschrift: str,
    indicator: str,
    over: str,
    delen: Sequence[str],
    **waarden: str,
) -> Figuur:
    """Bars of amounts over chosen parts, largest first, with the share of each part in their sum."""
    rijen = [bronnen.select(indicator, bronnen.jaar, **{over: deel}, **waarden)[0] for deel in delen]
    rijen.sort(key=lambda rij: -(rij.waarde or 0))
    total = sum(rij.waarde or 0 for rij in rijen)
    name = {rij.adres: bronnen.labels.label(over, rij.uitsplitsing[over]) for rij in rijen}
    share = {rij.adres: format_value(round(100 * (rij.waarde or 0) / total, 1), "%") for rij in rijen}
    punten = [
        Punt(name[rij.adres], rij.waarde or 0, rij.eenheid, "", rij.status == "voorbeeld") for rij in rijen
    ]
    parts = "; ".join(
        f"{name[rij.adres]} {format_value(rij.waarde, rij.eenheid)} ({share[rij.adres]})" for rij in rijen
    )
    rows = [(name[rij.adres], format_value(rij.waarde, rij.eenheid), share[rij.adres]) for rij in rijen]
    return Figuur(
        nummer=nummer,
        bijschrift=bijschrift,
        alt=f"Staven, van groot naar klein: {parts}. Samen is dat {format_value(total, 'euro')}.",
        vega=grafieken.draw_bars(punten, bronnen.stijl),
        tabel=_table(
            ["Deel", "Bedrag", "Aandeel"], [*rows, ("Totaal", format_value(total, "euro"), "100%")], True
        ),
        herkomst=bronnen.herkomst(rijen),
        noot=VOORBEELD_NOOT if has_voorbeeld(rijen) else "",
        voorbeeld=has_voorbeeld(rijen),
    )


def _describe_examples(rijen: Sequence[Rij], years: Sequence[int]) -> str:
    """Which of the years shown hold examples, as a note."""
    examples = [str(jaar) for jaar in years if has_voorbeeld([rij for rij in rijen if rij.jaar == jaar])]
    return f"Met een stippellijn: voorbeeldcijfers ({' en '.join(examples)})." if examples else ""


def _ages(klasse: str) -> str:
    """An age class as it stands on an axis: `09-11` is `9–11`, `90+` stays."""
    return "–".join(str(int(part)) if part.isdigit() else part for part in klasse.split("-"))


def _describe_change(rijen: Sequence[Rij]) -> str:
    if len(rijen) < 2 or not rijen[-2].waarde:
        return ""
    old, new = rijen[-2].waarde, rijen[-1].waarde or 0
    growth = 100 * (new - old) / old
    if abs(growth) < 0.5:
        return f" Dat is vrijwel gelijk aan {rijen[-2].jaar}."
    return f" Dat is {describe_ruim(abs(growth), '%')} {'meer' if growth > 0 else 'minder'} dan in {rijen[-2].jaar}."


def _describe_years(per_waarde: dict[tuple[str, int], Rij], waarde: str, years: list[int]) -> str:
    now = _of(per_waarde, waarde, years[-1])
    return (
        now
        if len(years) == 1
        else f"{now} in {years[-1]} en {_of(per_waarde, waarde, years[0])} in {years[0]}"
    )


def _of(per_waarde: dict[tuple[str, int], Rij], waarde: str, jaar: int) -> str:
    rij = per_waarde.get((waarde, jaar))
    return format_value(rij.waarde, rij.eenheid) if rij else "–"


def _phase(bronnen: Bronnen, rij: Rij) -> str:
    return bronnen.labels.label("fase", rij.uitsplitsing["fase"])


def _pivot(rijen: Sequence[Rij], row: str, column: str) -> dict[str, dict[str, Rij]]:
    table: dict[str, dict[str, Rij]] = {}
    for rij in rijen:
        table.setdefault(rij.uitsplitsing[row], {})[rij.uitsplitsing[column]] = rij
    return table


def _cell(table: dict[str, dict[str, Rij]], row: str, column: str) -> str:
    rij = table[row].get(column)
    return format_value(rij.waarde, rij.eenheid) if rij else "0"


def _table(head: Sequence[str], rows: Sequence[tuple[str, ...]], totaalrij: bool = False) -> Gegevens:
    kolommen = tuple(Kolom(label, "links" if number == 0 else "rechts") for number, label in enumerate(head))
    return Gegevens(kolommen, tuple(rows), totaalrij)
