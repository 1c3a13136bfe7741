"""The outcome of the gate as one page for the steward: plain HTML, no script, nothing from elsewhere.

It holds counts and line numbers, and no value from a record. It is not the published quality page, which has
counts only.
"""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from sdreport.bevindingen import Bevinding, sort_bevindingen
from sdreport.gate.told.outcome import Uitkomst
from sdreport.gate.told.report import judge, summarize_quality
from sdreport.register.kwaliteit import Extractoordeel, Regeloordeel

MEESTE_REGELNUMMERS = 1_000
EXTRACTEN = {
    "titel": "Extract", "bestand": "Bestand", "rijen": "Rijen", "regels_getoetst": "Regels getoetst",
    "kritiek": "Kritiek", "waarschuwing": "Waarschuwing", "melding": "Melding", "geaccepteerd": "Geaccepteerd",
}  # fmt: skip
BEVINDINGEN = {
    "nr": "Nr.", "ernst": "Ernst", "bestand": "Bestand", "kolom": "Kolom", "wat": "Wat", "herstel": "Wat te doen",
    "aantal": "Rijen", "plaats": "Regels of cellen", "terug_aan": "Terug aan", "regel": "Regel",
}  # fmt: skip
GEACCEPTEERD = {
    "nr": "Nr.", "ernst": "Ernst", "bestand": "Bestand", "wat": "Wat", "aantal": "Rijen", "plaats": "Regels of cellen",
    "besluit": "Besluit", "regel": "Regel",
}  # fmt: skip
REGELS = {
    "regel": "Regel", "uitleg": "Wat moet", "ernst": "Ernst", "status": "Uitslag", "getoetst": "Getoetste rijen",
    "aantal": "Niet goed",
}  # fmt: skip
"""The columns of each table: what it tells, with the header."""
OORDEEL = {
    "goed": "De extracten zijn goed. Er zijn geen bevindingen.",
    "met opmerkingen": "Het rapport kan worden gemaakt. Bekijk eerst of de opmerkingen kloppen.",
    "afgekeurd": "De extracten zijn afgekeurd. Los op wat kritiek is en draai de controle opnieuw.",
}
CSP = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""Nothing runs and nothing is fetched; the one style stands in the page."""
STIJL = """
body { font: 1rem/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; max-width: 100rem; margin: 0 auto;
  padding: 1rem; }
h1, h2 { line-height: 1.2; overflow-wrap: anywhere; hyphens: auto; }
h1 { font-size: 1.8rem; }
table { border-collapse: collapse; width: 100%; margin-bottom: 1rem; }
caption { text-align: left; font-weight: bold; padding: .5rem 0; }
th, td { border: 1px solid #767676; padding: .3rem .5rem; text-align: left; vertical-align: top; }
thead th { background: #eee; }
td.getal { text-align: right; }
td.naam { overflow-wrap: anywhere; min-width: 8rem; }
td.zin { min-width: 14rem; }
.vak { overflow-x: auto; }
.oordeel { border-left: .5rem solid #1a1a1a; padding: .5rem 1rem; background: #f4f4f4; }
summary { cursor: pointer; }
details p { max-height: 12rem; overflow-y: auto; margin: .3rem 0; }
"""


def format_html(uitkomst: Uitkomst) -> str:
    """The whole page."""
    title = escape(f"Controle van de extracten: {uitkomst.titel}, {uitkomst.jaar}")
    verdict = judge(uitkomst.bevindingen)
    found = sort_bevindingen(uitkomst.bevindingen)
    counts = summarize_quality(uitkomst.uitslagen, uitkomst.bevindingen, ())
    parts = [
        f'<!doctype html>\n<html lang="nl">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>',
        f'<meta http-equiv="Content-Security-Policy" content="{CSP}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<style>{STIJL}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>",
        f'<p class="oordeel"><strong>Oordeel: {verdict}.</strong> {OORDEEL[verdict]}</p>',
        "<p>Deze pagina is voor wie de extracten beheert. Er staan aantallen, regelnummers en cellen op en "
        "geen gegevens uit records. Regel 1 van een bestand is de kopregel.</p>",
        "<h2>Extracten</h2>",
        _datasets(uitkomst, counts.datasets),
        "<h2>Bevindingen</h2>",
        _findings(uitkomst, [item for item in found if not item.besluit]),
        "<h2>Geaccepteerd</h2>",
        _accepted(uitkomst, [item for item in found if item.besluit]),
        "<h2>Alle regels</h2>",
        _rules(counts.regels),
        "</main>\n</body>\n</html>",
    ]
    return "\n".join(parts)


def _datasets(uitkomst: Uitkomst, datasets: Iterable[Extractoordeel]) -> str:
    rows = [{**vars(item), "bestand": uitkomst.path_of(item.bestand)} for item in datasets]
    return _table("Extracten en aantal bevindingen", EXTRACTEN, rows)


def _findings(uitkomst: Uitkomst, bevindingen: Sequence[Bevinding]) -> str:
    return _table("Wat er niet klopt", BEVINDINGEN, _describe(uitkomst, bevindingen))


def _accepted(uitkomst: Uitkomst, bevindingen: Sequence[Bevinding]) -> str:
    return _table("Afwijkingen die zijn geaccepteerd", GEACCEPTEERD, _describe(uitkomst, bevindingen))


def _describe(uitkomst: Uitkomst, bevindingen: Sequence[Bevinding]) -> list[dict[str, object]]:
    """All that can be told of each finding, by the names of the columns in which it stands."""
    return [
        {
            "nr": f"{number}",
            "ernst": item.ernst,
            "bestand": uitkomst.path_of(item.bestand),
            "kolom": item.kolom,
            "wat": item.wat,
            "herstel": item.remedy,
            "aantal": item.aantal,
            "plaats": item.cellen or item.regelnummers,
            "terug_aan": uitkomst.terug_aan.get(item.dataset, ""),
            "besluit": item.besluit.as_text() if item.besluit else "",
            "regel": item.regel,
        }
        for number, item in enumerate(bevindingen, start=1)
    ]


def _rules(regels: Iterable[Regeloordeel]) -> str:
    return _table("Alle regels die zijn getoetst", REGELS, [vars(item) for item in regels])


def _table(caption: str, columns: Mapping[str, str], rows: Sequence[Mapping[str, object]]) -> str:
    """A table that scrolls by itself on a narrow screen; the first column has the row headers."""
    if not rows:
        return "<p>Er zijn er geen.</p>"
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in columns.values())
    first, *others = columns
    body = "\n".join(
        f'<tr><th scope="row">{escape(str(row[first]))}</th>{"".join(_cell(row[name]) for name in others)}</tr>'
        for row in rows
    )
    label = escape(caption)
    return (
        f'<div class="vak" role="region" aria-label="{label}" tabindex="0">\n<table>\n<caption>{label}</caption>\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>\n</div>"
    )


def _cell(value: object) -> str:
    if isinstance(value, int):
        return f'<td class="getal">{value}</td>'
    if isinstance(value, str):
        return f'<td class="{"zin" if " " in value else "naam"}">{escape(value)}</td>'
    return f"<td>{_lines(value) if isinstance(value, Sequence) else ''}</td>"


def _lines(lines: Sequence[int | str]) -> str:
    """Line numbers or cells: a few in sight, many behind a summary, more than that named as such."""
    shown = ", ".join(map(str, lines[:MEESTE_REGELNUMMERS]))
    if len(lines) <= 10:
        return shown
    more = len(lines) - MEESTE_REGELNUMMERS
    rest = f" en nog {more}; alle regels staan in de terugmeldlijst" if more > 0 else ""
    return f'<details><summary>{len(lines)} keer</summary><p tabindex="0">{shown}{rest}</p></details>'
