"""A corpus of hostile values, and a small report of all published datasets in which every text is one of them."""

import csv
import io
import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bouwhulp import ROOT

from sdreport.intake.catalogue.datasets import DATASETS
from sdreport.safe.text import remove_onzichtbaar

RAPPORT = "vijandig"
PLAN = "beleidskader-2023-2027"
LANG = "w" * 600
AANVALLEN = {
    "script": "<script>window.__hacked=1</script>",
    "img": '"><img src=x onerror=window.__hacked=1>',
    "svg": "<svg onload=window.__hacked=1><a href='javascript:window.__hacked=1'>x</a></svg>",
    "einde script": "</script><script>window.__hacked=1//",
    "einde stijl": "</style></title><iframe srcdoc='<script>parent.__hacked=1</script>'>",
    "attribuut": "' autofocus onfocus='window.__hacked=1' x='",
    "commentaar": "<!-- --><base href=//kwaad.invalid/><meta http-equiv=refresh content=0;url=//kwaad.invalid>",
    "entiteit": "&lt;b&gt; &#60;i&#62; ]]> <![CDATA[x]]>",
    "link": "[klik](javascript:window.__hacked=1) [open](http://kwaad.invalid/x)",
    "plaatje": "![x](http://kwaad.invalid/x.png) <http://kwaad.invalid>",
    "opmaak": "**vet** _schuin_ `code` ~~weg~~ | a | b |",
    "kop": "# kop",
    "voetnoot": "[^1] [x]: http://kwaad.invalid",
    "jinja": "{% for x in range(3) %}x{% endfor %} {# weg #} ${7*7}",
    "typst": '#panic("x") #read("/etc/passwd") $ x^2 $ @label \\u{41} #import "x"',
    "formule": '=HYPERLINK("http://kwaad.invalid","x")',
    "plus": "+1+cmd|' /C calc'!A1",
    "min": "-2+3",
    "apenstaart": "@SUM(1+1)",
    "tab": "\t=1+1",
    "richting": "\u202egnp.exe\u202c \u2066a\u2069 nul\u200bbreed\ufeff",
    "stuur": "\x1b[31mrood\x1b[0m \x07bel \x9b2J",
    "opdracht": "::error file=x::kwaad %0A::set-output name=x::y",
    "json": '{"a": [1], "__proto__": {"x": 1}}',
    "vega": "datum.x'; window.__hacked=1; '",
    "lang": LANG,
}
"""What it is and what it says. The domain `.invalid` exists nowhere."""


def shown(text: str) -> str:
    """What a reader has to see of a hostile text, letter for letter, apart from white space."""
    return " ".join(remove_onzichtbaar(text).split())


def make_project(target: Path) -> Path:
    """A project with one report, `vijandig`, in which everything that can be a text is hostile."""
    for name in ("expectations", "data/toelichting"):
        shutil.copytree(ROOT / name, target / name)
    for table in (ROOT / "data").glob("*.csv"):
        shutil.copy(table, target / "data")
    (target / "data" / RAPPORT / "toelichting").mkdir(parents=True)
    (target / "parameters").mkdir()
    for name in ("huisstijl.yaml", "logo.svg"):
        shutil.copy(ROOT / "parameters" / name, target / "parameters")
    spoil_references(target / "data")
    write_extracts(target / "data" / RAPPORT)
    write_notebooks(target / "notebooks")
    text = json.dumps(make_parameters(), ensure_ascii=True, indent=1, default=str)
    path = target / "parameters" / f"{RAPPORT}.yaml"
    path.write_text(f"rapport: {RAPPORT}\n" + "\n".join(_as_yaml(text)), encoding="utf-8")
    for name in HOOFDSTUKKEN:
        text = TOELICHTING if name == "1_alles" else ""
        (target / "data" / RAPPORT / "toelichting" / f"{name}.md").write_text(text, encoding="utf-8")
    return target


def make_parameters() -> dict[str, Any]:
    """Parameters with hostile texts; what a parameters file may not hold at all is tested apart."""
    kwaad = " ".join(AANVALLEN[name] for name in ("script", "img", "link", "formule", "opdracht"))
    day = "2024-01-01"
    return {
        "titel": f"Titel {kwaad} {{{{ 7*7 }}}} {AANVALLEN['typst']}",
        "gemeente": f"Stad {AANVALLEN['img']} *x*",
        "jaar": 2023,
        "datum": "2023-12-31",
        "status": "voorlopig",
        "verantwoording": f"Over {AANVALLEN['img']} [a](javascript:window.__hacked=1) {{% raw %}} {LANG}",
        "data": f"data/{RAPPORT}",
        "notebooks": "notebooks/eigen",
        "datasets": ["plannen", "overzichten", "doelindicatoren", "besluiten", "uitspraken"],
        "hoofdstukken": ["1_alles", "2_lijsten"],
        "geheimhouding": {
            "drempel": 0, "bron": kwaad, "datum": day, "uit": {"reden": kwaad, "besloten_door": "rol <b>x</b>"},
        },
        "kerncijfers": [{"label": f"Kaart {kwaad}", "adres": "doelen.totaal"}],
        "kerngetallen": [
            {"naam": "index", "waarde": -7.5, "eenheid": "%", "peildatum": day, "bron": AANVALLEN["formule"]}
        ],
        "terugmelden_aan": {"plannen": AANVALLEN["formule"]},
        "acceptaties": [
            {"regel": "plannen.rol_bekend", "dataset": "plannen", "alles": True, "reden": kwaad + "\n::error::x",
             "besloten_door": "rol <b>x</b>", "datum": day, "tot": day}
        ],
        "kwaliteitsborging": {
            "analist": "rol [x](http://kwaad.invalid)", "borger": "rol <b>x</b>", "datum": "2023-12-30",
            "aannames": [kwaad], "besluiten": [{"datum": "2023-12-30", "besluit": kwaad, "door": "rol"}],
        },
        "publicatie": {
            "uitgever": f"gemeente {kwaad}", "kenmerk": AANVALLEN["entiteit"], "trefwoorden": [AANVALLEN["script"]],
            "uitgever_uri": "https://identifier.overheid.nl/tooi/id/gemeente/gm0327",
            "informatiecategorie": "jaarplannen en jaarverslagen", "documentsoort": "beleidsnota",
            "contact": {"onderdeel": kwaad, "email": "a](javascript:x)@b.nl", "telefoon": AANVALLEN["link"]},
        },
    }  # fmt: skip


TOELICHTING = """\
## alles

Tekst <script>window.__hacked=true</script> <img src=x onerror=window.__hacked=true> **vet**
{% if x %} #panic("x") $ x $

[a](javascript:window.__hacked=true) [b](data:text/html,x) [c](JaVa\\script:x)
[d](java&Tab;script&colon;x) [e](//kwaad.invalid)
![f](http://kwaad.invalid/f.png) <javascript:window.__hacked=true> [g][g] <iframe src=x></iframe>

[g]: javascript:window.__hacked=true

<div onclick="window.__hacked=true">blok</div>

    <script>window.__hacked=true</script>

- {{ letterlijk: <script>window.__hacked=true</script> }} {{ gemeente }}
- {{ letterlijk: [z](javascript:window.__hacked=true) }}
- [goed](https://voorbeeld.nl/a)
- # kop in een lijst

> # kop in een citaat
"""

HOOFDSTUKKEN = {"1_alles": (
    'hoofdstuk.text("alles")\nhoofdstuk.key_figures()', 'hoofdstuk.ambition("rondkomen")',
    'hoofdstuk.progress("voortgang", "Voortgang")', 'hoofdstuk.planning("planning", "Planning", "rondkomen")',
    'hoofdstuk.actions("acties", "Acties", "rondkomen")', 'hoofdstuk.results("geld", "Geld")',
    'hoofdstuk.crosstab("besluiten", "Besluiten", "besluiten", rows="orgaan", columns="status")',
    'hoofdstuk.amounts("bedragen", "Bedragen", "kwaad")',
    'hoofdstuk.per("programma", "draad", "Draad", ["ambition", "text", "actions"], kop=2)',
), "2_lijsten": tuple(f'hoofdstuk.list("lijst-{number}", "{slug}", "{slug}", {names!r})'
      for slug, number, names in [
          ("plannen", 1, ["sleutel", "activiteit", "trekker", "indicator", "toelichting"]),
          ("plannen", 2, ["sleutel", "doelnummer", "doelstelling", "nummer", "stand_van_zaken"]),
          ("doelindicatoren", 3, ["indicator", "omschrijving", "eenheid", "bron", "toelichting"]),
          ("overzichten", 4, ["rubriek", "post", "omschrijving"]),
          ("besluiten", 5, ["nummer", "onderwerp", "besluit", "moment", "toelichting"]),
          ("uitspraken", 6, ["nummer", "plaats", "groep", "titel", "uitspraak", "getal|@eenheid"]),
      ])}  # fmt: skip


def write_notebooks(folder: Path) -> None:
    """The quality chapter as it is, and one chapter that shows everything."""
    (folder / "eigen").mkdir(parents=True)
    shutil.copy(ROOT / "notebooks" / "0_datakwaliteit.ipynb", folder)
    for name, code in HOOFDSTUKKEN.items():
        write_notebook(folder / "eigen" / f"{name}.ipynb", code)


def write_notebook(path: Path, code: Iterable[str]) -> None:
    """A chapter with these calls on it, a cell each."""
    start = (
        f'from sdreport.chapter import open_chapter\n\nhoofdstuk = open_chapter(rapport, "{path.stem}", jaar)'
    )
    cells = [
        _cell("markdown", f"# {path.stem}"),
        _cell("code", 'rapport = "x"\njaar = 2023', tags=["parameters"]),
        *(_cell("code", text) for text in (start, *code)),
    ]
    for number, cell in enumerate(cells):
        cell["id"] = f"cel-{number}"
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(notebook), encoding="utf-8")


def write_extracts(folder: Path) -> None:
    """Every published dataset with a row per attack, which is in all of its columns of text and some of its codes."""
    fixed = {
        "plannen": {"plan": PLAN, "peildatum": "01-03-2023", "programma": "rondkomen", "voortgang": "knelpunten",
                    "financieel_haalbaar": "nee", "resultaat_wmo": "-5,50", "aanvang": "2023-Q1", "gereed": "2023-Q4"},
        "overzichten": {"overzicht": "kwaad", "soort": "post", "bedrag": "-5,00", "jaar": "2023"},
        "doelindicatoren": {"programma": "rondkomen", "waarde": "-1,5", "waarde_jaar": "2023"},
        "besluiten": {"orgaan": "raad", "status": "te-nemen"},
        "uitspraken": {"document": "kwaad", "uitspraaksoort": "ambitie", "getal": "-1,5"},
    }  # fmt: skip
    keys = {
        "plannen": ("sleutel", "doelsleutel"),
        "overzichten": ("post", "rubriek"),
        "doelindicatoren": ("indicator",),
    }
    for slug, values in fixed.items():
        dataset = DATASETS[slug]
        out = io.StringIO()
        writer = csv.DictWriter(out, dataset.column_names, delimiter=";", lineterminator="\n", restval="")
        writer.writeheader()
        for number, attack in enumerate(AANVALLEN.values(), start=1):
            texts = {column.name: attack for column in dataset.columns if column.soort == "tekst"}
            code = (
                f"{attack}{number}"  # intake takes no formula for a code: of that row nothing would be known
            )
            codes = dict.fromkeys(keys.get(slug, ()), f"x{code}" if code.strip().startswith("=") else code)
            texts.pop("cijfer", None)
            own = {"nummer": str(number)} if slug in ("besluiten", "uitspraken") else {}
            writer.writerow({**texts, **codes, **values, **own})
        (folder / f"{slug}.csv").write_text(out.getvalue(), encoding="utf-8", newline="")


def spoil_references(folder: Path) -> None:
    """Hostile labels, programmes, code lists, product codes and threads between goals."""
    with (folder / "labels.csv").open("a", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter=";", lineterminator="\n")
        writer.writerows(["kwaad", name.replace(" ", "-"), attack, "1"] for name, attack in visible().items())
    for name, column in (("programmas", "titel"), ("programmas", "ambitie"), ("programmas", "groep"),
                         ("codelijsten", "omschrijving"), ("productcodes", "omschrijving"),
                         ("doelenlijn", "toelichting"), ("labels", "label")):  # fmt: skip
        _spoil(folder / f"{name}.csv", column)


def visible() -> dict[str, str]:
    """The attacks without signs that nobody sees: those are refused in what the project keeps itself."""
    return {name: text for name, text in AANVALLEN.items() if remove_onzichtbaar(text) == text}


def _spoil(path: Path, column: str) -> None:
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter=";"))
    attacks = [text for name, text in visible().items() if name not in ("lang", "tab")]
    for number, row in enumerate(rows):
        row[column] = f"{attacks[number % len(attacks)]} {row[column]}"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), delimiter=";", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _cell(soort: str, source: str, **metadata: Any) -> dict[str, Any]:
    extra: dict[str, Any] = {"execution_count": None, "outputs": []} if soort == "code" else {}
    return {"cell_type": soort, "metadata": metadata, "source": source, **extra}


def _as_yaml(text: str) -> list[str]:
    """JSON of an object as YAML in which `rapport:` can stand at the start of a line of its own."""
    items = json.loads(text).items()
    return [f"{name}: {json.dumps(value, ensure_ascii=True)}" for name, value in items]
