"""Plans on the page: progress, planning and estimated results.

Counts come from the register; which activities they are comes from the published rows of `plannen`. Progress is always
told with a symbol and a word beside its colour.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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
from sdreport.chapter.blocks.overzichten import NOOT_WIJKT_AF, WIJKT_AF
from sdreport.chapter.charts.planning import (
    DOOR,
    ONBEKEND,
    Balk,
    Balkdeel,
    colour_progress,
    draw_planning,
    draw_stacked,
)
from sdreport.chapter.notation import count_of, format_cell
from sdreport.chapter.sources import VOORBEELD_NOOT_TABEL, Hoofdstukbronnen, has_voorbeeld, index_by
from sdreport.errors import ConfigurationError
from sdreport.plannen.activities import (
    GEREED,
    NIET_BEOORDEELD,
    VOORTGANG,
    Activiteit,
    find_aandacht,
    format_kwartaal,
    parse_kwartaal,
    read_activiteiten,
    select_vorige,
)
from sdreport.plannen.rows import Rijtekst
from sdreport.register.structuur import WETTEN

SYMBOOL = {
    "niet-gestart": "○", "in-voorbereiding": "◆", "knelpunten": "▲", "naar-verwachting": "▶", "gereed": "✓",
    NIET_BEOORDEELD: "□",
}  # fmt: skip
NA_EINDE = 2
"""So many quarters the axis runs on past the last end that is known."""
ONBEOORDEELD = "De voortgang is nog niet beoordeeld"
GEDRUKT = "resultaat_gedrukt"


@dataclass(frozen=True)
class Planboek:
    """The published rows of plans that a chapter works with: this delivery, and earlier ones."""

    bronnen: Hoofdstukbronnen
    rijen: Sequence[Rijtekst]
    eerder: Sequence[Rijtekst]

    def activiteiten(self, programma: str | None = None) -> list[Activiteit]:
        """The activities of this delivery, of one programme or all; `ConfigurationError` for an unknown programme."""
        items = [item for item in read_activiteiten(self.rijen) if programma in (None, item.programma)]
        if not items:
            raise ConfigurationError(
                f"Het extract plannen heeft geen activiteiten van '{programma or 'alles'}'."
            )
        return items

    def vorige(self) -> list[Activiteit]:
        """The activities of the same plan at its previous peildatum, if there was one."""
        nu = self.activiteiten()[0]
        return select_vorige(read_activiteiten(self.eerder), nu.plan, nu.peildatum)

    def word(self, voortgang: str) -> str:
        """A progress as symbol and word."""
        naam = voortgang or NIET_BEOORDEELD
        return f"{SYMBOOL[naam]} {self.bronnen.labels.label('voortgang', naam)}"

    def kleuren(self) -> dict[str, str]:
        """Colour per progress, by symbol and word, in their order."""
        colours = colour_progress(self.bronnen.stijl.kleuren)
        return {self.word(naam): colour for naam, colour in colours.items()}


def make_progress(boek: Planboek, nummer: str, bijschrift: str) -> Figuur:
    """Figure: the activities of each programme, divided by progress."""
    bronnen = boek.bronnen
    rijen = bronnen.select("activiteiten", bronnen.jaar)
    cell = index_by(rijen, "programma", "voortgang")
    programmas = bronnen.labels.sort("programma", [naam for naam, _ in cell if naam != "totaal"])
    names = [naam for naam in (*VOORTGANG, NIET_BEOORDEELD) if cell["totaal", naam].waarde]
    delen = [
        Balkdeel(
            bronnen.labels.label("programma", programma),
            boek.word(naam),
            aantal,
            f"{SYMBOOL[naam]} {aantal:.0f}",
        )
        for programma in programmas
        for naam in names
        if (aantal := cell[programma, naam].waarde)
    ]
    total = {naam: format_cell(cell["totaal", naam].waarde, "activiteiten") for naam in names}
    told = ", ".join(f"{bronnen.labels.label('voortgang', naam)} {total[naam]}" for naam in names)
    whole = format_cell(cell["totaal", "totaal"].waarde, "activiteiten")
    rows = [
        (
            "Totaal" if programma == "totaal" else bronnen.labels.label("programma", programma),
            *(format_cell(cell[programma, naam].waarde, "activiteiten") for naam in (*names, "totaal")),
        )
        for programma in (*programmas, "totaal")
    ]
    heads = ["Programma", *(boek.word(naam) for naam in names), "Totaal"]
    kleuren = {boek.word(naam): boek.kleuren()[boek.word(naam)] for naam in names}
    return Figuur(
        nummer,
        bijschrift,
        f"Staven per programma. Van alle {whole} activiteiten: {told}.",
        draw_stacked(delen, kleuren, bronnen.stijl),
        Gegevens(make_columns(heads), tuple(rows), True),
        bronnen.herkomst(rijen),
        smal=draw_stacked(delen, kleuren, bronnen.stijl, smal=True),
        voorbeeld=has_voorbeeld(rijen),
        kop=_tell_ready(cell["totaal", GEREED].waarde or 0.0, whole, names),
    )


def _tell_ready(ready: float, whole: str, standen: Sequence[str]) -> str:
    """The title of the figure of progress: how many are ready, or that nobody has judged it yet."""
    if [*standen] == [NIET_BEOORDEELD]:
        return ONBEOORDEELD
    told = format_cell(ready, "activiteiten") if ready else "Geen"
    return f"{told} van de {whole} activiteiten {'is' if ready in (0, 1) else 'zijn'} gereed"


def make_planning(boek: Planboek, nummer: str, bijschrift: str, programma: str) -> Figuur | Melding:
    """Figure: from which to which quarter the activities of a programme run, against the peildatum."""
    items = boek.activiteiten(programma)
    peildatum = items[0].peildatum
    today = peildatum.year * 4 + (peildatum.month - 1) / 3 + peildatum.day / 92
    ends = [end for item in boek.activiteiten() if (end := parse_kwartaal(item.gereed)) is not None]
    edge = max([*ends, int(today)]) + 1 + NA_EINDE
    starts = [start for item in boek.activiteiten() if (start := parse_kwartaal(item.aanvang)) is not None]
    first = min([*starts, int(today) - 2])
    planned = [item for item in items if item.aanvang or item.gereed]
    if not planned:
        return tell_none(
            "figuur", nummer, bijschrift, "Voor deze activiteiten staan er nog geen kwartalen in het plan."
        )
    balken = [_bar(boek, item, first, edge) for item in planned]
    late = [item for item in planned if {"start-te-laat", "gereed-te-laat"} & set(find_aandacht(item))]
    verdict = (
        f"{len(late)} daarvan {'loopt' if len(late) == 1 else 'lopen'} achter op de planning."
        if late
        else "Geen daarvan is volgens het plan te laat."
    )
    judged = any(item.voortgang for item in planned)
    return Figuur(
        nummer,
        bijschrift,
        f"Planning van {count_of(len(planned), 'activiteit', 'activiteiten')}, met een lijn op de peildatum "
        f"{tell_day(peildatum)}." + (f" {verdict}" if judged else " De voortgang is nog niet beoordeeld."),
        draw_planning(balken, today, edge, boek.kleuren(), boek.bronnen.stijl),
        Gegevens(
            make_columns(["Activiteit", "Start", "Klaar", "Voortgang"], "links"),
            tuple(
                (i.activiteit, tell_when(i.aanvang), tell_when(i.gereed), boek.word(i.voortgang))
                for i in items
            ),
        ),
        boek.bronnen.herkomst(boek.bronnen.select("activiteiten", boek.bronnen.jaar, programma=programma)),
        smal=draw_planning(balken, today, edge, boek.kleuren(), boek.bronnen.stijl, smal=True),
        noot=f"De verticale streep is de peildatum, {tell_day(peildatum)}. {DOOR} loopt door, {ONBEKEND} einde niet "
        "bekend.",
        voorbeeld=has_voorbeeld(boek.bronnen.select("activiteiten", boek.bronnen.jaar, programma=programma)),
        kop=verdict.rstrip(".").replace("daarvan ", f"van de {len(planned)} ", 1) if judged else "",
    )


def make_results(boek: Planboek, nummer: str, bijschrift: str) -> Tabel | Melding:
    """Table: every activity with an estimated result, by law, with the sum that the register holds."""
    bronnen = boek.bronnen
    items = [rij for rij in boek.rijen if any(rij[f"resultaat_{wet}"] for wet in WETTEN)]
    if not items:
        return tell_none("tabel", nummer, bijschrift, "Geen enkele activiteit heeft een geraamd resultaat.")
    totals = index_by(bronnen.select("geraamd_resultaat", bronnen.jaar, programma="totaal"), "wet")
    shown = [wet for wet in WETTEN if totals[wet,].waarde]
    printed = any(rij.get(GEDRUKT) for rij in items)
    rijen = [
        (
            rij["activiteit"],
            *(_euro(rij[f"resultaat_{wet}"]) for wet in shown),
            format_cell(_add_up(rij), "euro"),
            *([_printed(rij)] if printed else []),
        )
        for rij in items
    ]
    sums = (format_cell(totals[wet,].waarde, "euro") for wet in (*shown, "totaal"))
    rijen.append(("Totaal", *sums, *([GEEN] if printed else [])))
    wet_names = (bronnen.labels.label("wet", wet) for wet in shown)
    heads = ["Activiteit", *wet_names, "Samen", *(["Gedrukt"] if printed else [])]
    source = bronnen.select("geraamd_resultaat", bronnen.jaar)
    notes = [NOOT_WIJKT_AF if any(WIJKT_AF in rij[-1] for rij in rijen) else ""]
    note = join_notes([*notes, VOORBEELD_NOOT_TABEL if has_voorbeeld(source) else ""])
    return Tabel(nummer, bijschrift, make_columns(heads), tuple(rijen), True, bronnen.herkomst(source), note)


def _bar(boek: Planboek, item: Activiteit, first: int, edge: int) -> Balk:
    start, end = parse_kwartaal(item.aanvang), parse_kwartaal(item.gereed)
    begin = first if start is None and item.aanvang else start if start is not None else (end or first)
    return Balk(
        item.activiteit,
        begin,
        max(begin + 1, edge if end is None else end + 1),
        boek.word(item.voortgang),
        SYMBOOL[item.voortgang or NIET_BEOORDEELD]
        + ("" if end is not None else DOOR if item.gereed else ONBEKEND),
        tell_when(item.aanvang),
        tell_when(item.gereed),
    )


def make_columns(heads: Iterable[str], others: str = "rechts") -> tuple[Kolom, ...]:
    """The heads of a table; the first column stands left, the others on one side."""
    return tuple(Kolom(head, others if place else "links") for place, head in enumerate(heads))


def _add_up(rij: Rijtekst) -> float:
    return sum(float(rij[f"resultaat_{wet}"] or 0) for wet in WETTEN)


def _printed(rij: Rijtekst) -> str:
    """The result that the plan itself prints for all laws, with a mark when it is not their sum."""
    text = rij.get(GEDRUKT, "")
    differs = bool(text) and abs(float(text) - _add_up(rij)) >= 0.005
    return f"{_euro(text)}\u00a0{WIJKT_AF}" if differs else _euro(text)


def _euro(text: str) -> str:
    return format_cell(float(text), "euro") if text else GEEN


def tell_when(kwartaal: str) -> str:
    """A quarter or word of a plan as people read it; a dash for none."""
    return format_kwartaal(kwartaal) or GEEN


def tell_day(day: object) -> str:
    """A peildatum in digits: `1-7-2020`."""
    jaar, maand, dag = str(day).split("-")
    return f"{int(dag)}-{int(maand)}-{jaar}"
