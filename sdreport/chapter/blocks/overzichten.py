"""Published budget tables on the page: amounts over years, totals that are printed otherwise than they add up, balance.

Amounts come from the register, the order and the words of the posts from the published rows of `overzichten`.
"""

from collections.abc import Sequence

from sdreport.chapter.blocks.blocks import (
    GEEN,
    Figuur,
    Gegevens,
    Kolom,
    Melding,
    Tabel,
    join_notes,
    tell_none,
)
from sdreport.chapter.blocks.figuren.figures import make_gegevens
from sdreport.chapter.blocks.figuren.koppen import fit_title, join_names, tell_highest
from sdreport.chapter.charts.charts import make_punt
from sdreport.chapter.charts.years import draw_balance, draw_years
from sdreport.chapter.notation import format_cell, line_up
from sdreport.chapter.sources import (
    VOORBEELD_NOOT,
    VOORBEELD_NOOT_TABEL,
    Hoofdstukbronnen,
    has_voorbeeld,
    index_by,
    note_hidden,
    tell_cijfer,
)
from sdreport.errors import ConfigurationError
from sdreport.plannen.rows import Rijtekst
from sdreport.register.cijfer import Cijfer, make_adres

DUIZEND = 1000
VEEL_JAREN = 4
"""With more years than this, amounts stand in thousands of euros: whole euros would not fit."""
WIJKT_AF = "≠"
NOOT_KLOPT = "Elk gedrukt totaal is nagerekend en klopt."
NOOT_WIJKT_AF = f"{WIJKT_AF} Dit gedrukte totaal is niet de som van de bedragen die erin meetellen."
AFKORTING = {"pm": "pm", "ntb": "n.t.b.", "nvt": "n.v.t."}
"""How the reason for an empty amount stands in a cell; a note explains it."""
GEEN_VERSCHIL = "Alle gedrukte totalen zijn nagerekend en kloppen."


def make_amounts(
    bronnen: Hoofdstukbronnen,
    rows: Sequence[Rijtekst],
    nummer: str,
    bijschrift: str,
    overzicht: str,
    rubriek: str = "",
) -> Tabel:
    """Table: a budget table as printed, posts as rows and its years as columns, with a mark at totals that are off.

    `rubriek` is the header of a column with the group of each post. An empty amount says why it is empty (pm).
    """
    years = sorted({rij["jaar"] for rij in rows})
    first = _first_rows(rows)
    cell = {(rij["post"], rij["jaar"]): rij for rij in rows}
    cijfers = index_by(bronnen.select("overzicht", overzicht=overzicht), "post", "jaar")
    shown, marks = [*cijfers.values()], _differences(bronnen, overzicht)
    duizend = len(years) > VEEL_JAREN and all(float(rij["bedrag"] or 0) % 100 == 0 for rij in rows)
    amounts = iter(
        line_up(
            [
                _amount(
                    cell.get((post, jaar)), cijfers.get((post, jaar or str(bronnen.jaar))), marks, duizend
                )
                for post in first
                for jaar in years
            ]
        )
    )
    lines = []
    for about in first.values():
        group = bronnen.labels.label("rubriek", about["rubriek"]) if about["soort"] == "post" else ""
        lines.append((_name(about), *([group] if rubriek else []), *(next(amounts) for _ in years)))
    heads = [Kolom(head, "links") for head in ("Post", rubriek) if head]
    notes = [
        "Bedragen in duizenden euro’s." if duizend else "",
        *(_explain(bronnen, code) for code in sorted({rij["reden_leeg"] for rij in rows} - {""})),
        _tell_totals(bronnen, overzicht),
        VOORBEELD_NOOT_TABEL if has_voorbeeld(shown) else "",
    ]
    return Tabel(
        nummer,
        bijschrift,
        (*heads, *(Kolom(jaar or "Bedrag") for jaar in years)),
        tuple(lines),
        [*first.values()][-1]["soort"] == "totaal",
        bronnen.herkomst(shown),
        join_notes(notes),
        has_voorbeeld(shown),
    )


def _tell_totals(bronnen: Hoofdstukbronnen, overzicht: str) -> str:
    """Whether the printed totals of a budget table add up; nothing where it has none."""
    if not bronnen.register.select("overzicht_berekend", overzicht=overzicht):
        return ""
    return NOOT_WIJKT_AF if _differences(bronnen, overzicht) else NOOT_KLOPT


def make_differences(
    bronnen: Hoofdstukbronnen, rows: Sequence[Rijtekst], nummer: str, bijschrift: str, overzicht: str
) -> Tabel | Melding:
    """Table: every printed (sub)total that differs from its parts: as printed, recomputed, and the difference."""
    found = _differences(bronnen, overzicht)
    if not found:
        return tell_none("tabel", nummer, bijschrift, GEEN_VERSCHIL)
    lines, shown = [], list(found.values())
    for rij in rows:
        key = rij["post"], rij["jaar"] or str(bronnen.jaar)
        if key in found:
            trio = [
                bronnen.register.get(make_adres(naam, (overzicht, key[0]), int(key[1])))
                for naam in ("overzicht", "overzicht_berekend", "overzicht_afwijking")
            ]
            shown += trio[:2]
            lines.append((_name(rij), rij["jaar"] or GEEN, *line_up([_euro(number) for number in trio])))
    heads = ("Post", "Jaar", "Gedrukt", "Berekend", "Verschil")
    kolommen = tuple(Kolom(head, "links" if head == "Post" else "rechts") for head in heads)
    note = "Verschil: het gedrukte bedrag min het berekende bedrag."
    return Tabel(nummer, bijschrift, kolommen, tuple(lines), False, bronnen.herkomst(shown), note)


def make_years(
    bronnen: Hoofdstukbronnen,
    rows: Sequence[Rijtekst],
    nummer: str,
    bijschrift: str,
    overzicht: str,
    posten: Sequence[str] = (),
) -> Figuur:
    """Figure: bars per year for the posts of a budget table, chosen or all with an amount, in their printed order."""
    posten = posten or _list_posts(rows)
    found = index_by(bronnen.select("overzicht", overzicht=overzicht), "post", "jaar")
    years = sorted({jaar for post, jaar in found if post in posten})
    name = {post: bronnen.labels.label("post", post) for post in posten}
    rijen = [found[post, jaar] for post in posten for jaar in years if (post, jaar) in found]
    punten = [make_punt(rij, name[rij.uitsplitsing["post"]], str(rij.jaar)) for rij in rijen]
    told = "; ".join(
        f"{name[post]}: {tell_cijfer(found.get((post, years[0])))} in {years[0]} en "
        f"{tell_cijfer(found.get((post, years[-1])))} in {years[-1]}"
        for post in posten
    )
    return Figuur(
        nummer,
        bijschrift,
        f"Staven per jaar. {told}.",
        draw_years(punten, bronnen.stijl),
        _per_year(bronnen, found, posten, years),
        bronnen.herkomst(rijen),
        join_notes([VOORBEELD_NOOT if has_voorbeeld(rijen) else "", note_hidden(rijen)]),
        has_voorbeeld(rijen),
        smal=draw_years(punten, bronnen.stijl, smal=True),
        kop=fit_title(
            tell_highest([(f"{name[rij.uitsplitsing['post']]} in {rij.jaar}", rij) for rij in rijen])
        ),
    )


def make_balance(
    bronnen: Hoofdstukbronnen,
    rows: Sequence[Rijtekst],
    nummer: str,
    bijschrift: str,
    overzicht: str,
    posten: Sequence[str] = (),
    saldo: str = "",
) -> Figuur:
    """Figure: per year what comes in above zero and goes out below it, with the balance that is left.

    The balance is the total of the budget table, unless it is named.
    """
    posten = posten or _list_posts(rows)
    saldo = saldo or _find_total(rows, overzicht)
    found = index_by(bronnen.select("overzicht", overzicht=overzicht), "post", "jaar")
    years = sorted({jaar for post, jaar in found if post == saldo})
    name = {post: bronnen.labels.label("post", post) for post in (*posten, saldo)}
    parts = [found[post, jaar] for post in posten for jaar in years if (post, jaar) in found]
    balance = {jaar: make_punt(found[saldo, jaar], jaar, name[saldo]) for jaar in years}
    told = ", ".join(f"{tell_cijfer(found[saldo, jaar])} in {jaar}" for jaar in years)
    short = [jaar for jaar in years if (found[saldo, jaar].waarde or 0) < 0]
    shown = [*parts, *(found[saldo, jaar] for jaar in years)]
    drawn = [make_punt(rij, str(rij.jaar), name[rij.uitsplitsing["post"]]) for rij in parts]
    verdict = f"Het saldo is onder nul in {join_names(short)}" if short else "Het saldo is nooit onder nul"
    return Figuur(
        nummer,
        bijschrift,
        f"Kolommen per jaar, met het saldo: {told}. {verdict}.",
        draw_balance(drawn, balance, bronnen.stijl),
        _per_year(bronnen, found, [*posten, saldo], years, True),
        bronnen.herkomst(shown),
        "De ruit is het saldo.",
        has_voorbeeld(shown),
        smal=draw_balance(drawn, balance, bronnen.stijl, smal=True),
        kop=fit_title(verdict),
    )


def _list_posts(rows: Sequence[Rijtekst]) -> list[str]:
    """The posts of a budget table that have an amount in some year, without its totals, in their printed order."""
    return list(dict.fromkeys(rij["post"] for rij in rows if rij["soort"] == "post" and rij["bedrag"]))


def _find_total(rows: Sequence[Rijtekst], overzicht: str) -> str:
    """The total of a budget table; `ConfigurationError` when it has none or more than one."""
    totals = {rij["post"] for rij in rows if rij["soort"] == "totaal"}
    if len(totals) != 1:
        raise ConfigurationError(
            f"Het overzicht '{overzicht}' heeft niet één totaal. Noem het saldo met saldo=."
        )
    return totals.pop()


def _first_rows(own: Sequence[Rijtekst]) -> dict[str, Rijtekst]:
    """The first row of each post, in their order."""
    first: dict[str, Rijtekst] = {}
    for rij in own:
        first.setdefault(rij["post"], rij)
    return first


def _differences(bronnen: Hoofdstukbronnen, overzicht: str) -> dict[tuple[str, ...], Cijfer]:
    """The printed totals of a table that are off, by post and year."""
    rijen = bronnen.register.select("overzicht_afwijking", overzicht=overzicht)
    return {key: rij for key, rij in index_by(rijen, "post", "jaar").items() if rij.waarde}


def _amount(
    row: Rijtekst | None, rij: Cijfer | None, marks: dict[tuple[str, ...], Cijfer], duizend: bool
) -> str:
    """An amount, with a mark when it is a total that is off; why there is none; a dash when there is no such cell."""
    if row is None or rij is None:
        return AFKORTING.get(row["reden_leeg"], GEEN) if row else GEEN
    text = format_cell((rij.waarde or 0) / DUIZEND, "") if duizend and rij.waarde is not None else _euro(rij)
    return f"{text}\u00a0{WIJKT_AF}" if (row["post"], str(rij.jaar)) in marks else text


def _name(rij: Rijtekst) -> str:
    return f"Subtotaal: {rij['omschrijving']}" if rij["soort"] == "subtotaal" else rij["omschrijving"]


def _explain(bronnen: Hoofdstukbronnen, code: str) -> str:
    """The note on a reason for an empty amount: `pm = pro memorie: nog geen bedrag.`"""
    reden = bronnen.labels.label("reden_leeg", code)
    return f"{AFKORTING[code]} = {reden[0].lower()}{reden[1:]}."


def _per_year(
    bronnen: Hoofdstukbronnen,
    found: dict[tuple[str, ...], Cijfer],
    posten: Sequence[str],
    years: Sequence[str],
    totaalrij: bool = False,
) -> Gegevens:
    rows = [
        (bronnen.labels.label("post", post), *(tell_cijfer(found.get((post, jaar)), GEEN) for jaar in years))
        for post in posten
    ]
    return make_gegevens([bronnen.labels.label("dimensie", "post"), *years], rows, totaalrij)


def _euro(rij: Cijfer) -> str:
    return format_cell(rij.waarde, rij.eenheid)
