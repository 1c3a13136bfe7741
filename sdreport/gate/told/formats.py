"""The outcome of the gate for programs: JSON, JUnit XML and annotations of GitHub.

Counts, line numbers and texts of rules; no value from a record. The same outcome gives the same text.
"""

import json
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sdreport.bevindingen import Bevinding, Ernst, name_cells, sort_bevindingen
from sdreport.gate.gate import NIET_UITGEVOERD, Regeluitslag
from sdreport.gate.told.outcome import Uitkomst
from sdreport.gate.told.page import format_html
from sdreport.gate.told.report import format_terminal, judge, summarize_quality
from sdreport.safe.text import remove_onzichtbaar

VERSIE = 3
MEESTE_REGELNUMMERS = 100_000
"""JSON gives so many line numbers of one finding; the terugmeldlijst has all of them."""
NIVEAU: dict[Ernst, str] = {"kritiek": "error", "waarschuwing": "warning", "melding": "notice"}


def format_uitkomst(uitkomst: Uitkomst, formaat: str) -> str:
    """The outcome in one of `FORMATEN`, ending with a newline."""
    return FORMATEN[formaat](uitkomst).rstrip("\n") + "\n"


def format_json(uitkomst: Uitkomst) -> str:
    """The outcome by the schema in `bevindingen.schema.json`."""
    counts = summarize_quality(uitkomst.uitslagen, uitkomst.bevindingen, ())
    content = {
        "versie": VERSIE,
        "rapport": uitkomst.rapport,
        "jaar": uitkomst.jaar,
        "peildatum": uitkomst.peildatum.isoformat(),
        "oordeel": counts.oordeel,
        "datasets": [{**vars(item), "bestand": uitkomst.path_of(item.bestand)} for item in counts.datasets],
        "bevindingen": [_as_item(uitkomst, item) for item in sort_bevindingen(uitkomst.bevindingen)],
        "regels": [vars(item) for item in counts.regels],
    }
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False)


def _as_item(uitkomst: Uitkomst, bevinding: Bevinding) -> dict[str, Any]:
    return {
        "dataset": bevinding.dataset,
        "regel": bevinding.regel,
        "ernst": bevinding.ernst,
        "bestand": uitkomst.path_of(bevinding.bestand),
        "kolom": bevinding.kolom,
        "aantal": bevinding.aantal,
        "regels": list(bevinding.regelnummers[:MEESTE_REGELNUMMERS]),
        "cellen": list(name_cells(bevinding.regelnummers[:MEESTE_REGELNUMMERS], bevinding.letters)),
        "regels_volledig": len(bevinding.regelnummers) <= MEESTE_REGELNUMMERS,
        "wat": bevinding.wat,
        "herstel": bevinding.herstel,
        "terug_aan": uitkomst.terug_aan.get(bevinding.dataset, ""),
        "gevolg_van": vars(bevinding.gevolg_van) if bevinding.gevolg_van else None,
        "acceptatie": bevinding.besluit.as_dict() if bevinding.besluit else None,
    }


def format_junit(uitkomst: Uitkomst) -> str:
    """JUnit XML: a test suite per dataset, a test case per rule.

    A rule that is not met is a failure (its severity is the type), one that could not be evaluated an error, one
    of which all findings are accepted is skipped. The exit code, not this file, says whether the gate is passed.
    """
    root = ET.Element("testsuites", name=f"sdreport {uitkomst.rapport}")
    found: dict[str, dict[str, list[Bevinding]]] = {}
    for bevinding in sort_bevindingen(uitkomst.bevindingen):
        found.setdefault(bevinding.dataset, {}).setdefault(bevinding.regel, []).append(bevinding)
    results = {(item.dataset, item.regel): item for item in uitkomst.uitslagen}
    slugs = list(dict.fromkeys([*(item.dataset for item in uitkomst.uitslagen), *found]))
    for slug in slugs:
        rules = [item.regel for item in uitkomst.uitslagen if item.dataset == slug]
        suite = ET.SubElement(root, "testsuite", name=slug)
        for rule in dict.fromkeys([*rules, *found.get(slug, {})]):
            _add_case(
                suite, slug, rule, found.get(slug, {}).get(rule, []), results.get((slug, rule)), uitkomst
            )
        _count(suite, [suite])
    _count(root, list(root))
    for element in root.iter():
        element.text = element.text and remove_onzichtbaar(element.text)
        element.attrib.update({name: remove_onzichtbaar(value) for name, value in element.attrib.items()})
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode")


def _add_case(
    suite: ET.Element,
    slug: str,
    rule: str,
    bevindingen: Sequence[Bevinding],
    uitslag: Regeluitslag | None,
    uitkomst: Uitkomst,
) -> None:
    case = ET.SubElement(suite, "testcase", classname=slug, name=rule, time="0")
    if bevindingen:
        case.set("file", uitkomst.path_of(bevindingen[0].bestand))
    untested = uitslag is not None and uitslag.status == NIET_UITGEVOERD
    if untested:
        message = f"niet getoetst: {uitslag.oorzaak}" if uitslag else ""
        ET.SubElement(case, "error", type="niet uitgevoerd", message=message)
        return
    opened = [item for item in bevindingen if not item.besluit]
    for item in opened[:1]:
        rows = sum(other.aantal for other in opened)
        failure = ET.SubElement(case, "failure", type=item.ernst, message=f"{item.wat} Rijen: {rows}.")
        failure.text = "\n".join(map(Bevinding.as_text, opened))
    for item in bevindingen[:1] if not opened else ():
        besluit = item.besluit.as_text() if item.besluit else ""
        ET.SubElement(case, "skipped", message=besluit)


def _count(element: ET.Element, suites: Iterable[ET.Element]) -> None:
    cases = [case for suite in suites for case in suite.iter("testcase")]
    element.set("tests", str(len(cases)))
    for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        element.set(name, str(sum(case.find(tag) is not None for case in cases)))


def format_github(uitkomst: Uitkomst) -> str:
    """Workflow commands of GitHub Actions: one annotation per finding, at its first line, and a last line in words.

    GitHub shows only some annotations of a step, so not every line gets one; the text names the lines.
    """
    lines = [_annotate(uitkomst, item) for item in sort_bevindingen(uitkomst.bevindingen)]
    total = f"Oordeel: {judge(uitkomst.bevindingen)}. Bevindingen: {len(uitkomst.bevindingen)}."
    return "\n".join([*lines, total])


def _annotate(uitkomst: Uitkomst, bevinding: Bevinding) -> str:
    level = "notice" if bevinding.besluit else NIVEAU[bevinding.ernst]
    properties: Mapping[str, str] = {
        "file": uitkomst.path_of(bevinding.bestand),
        "line": str(bevinding.regelnummers[0]) if len(bevinding.regelnummers) else "1",
        "title": f"{bevinding.ernst}: {bevinding.regel}" + (" (geaccepteerd)" if bevinding.besluit else ""),
    }
    told = ",".join(f"{name}={_escape(value, ':,')}" for name, value in properties.items())
    column = f"{bevinding.kolom}: " if bevinding.kolom else ""
    rows = f" Rijen: {bevinding.aantal}{bevinding.describe_place()}." if bevinding.aantal else ""
    remedy = bevinding.besluit.as_text() if bevinding.besluit else bevinding.remedy
    return f"::{level} {told}::{_escape(f'{column}{bevinding.wat}{rows} {remedy}')}"


def _escape(text: str, also: str = "") -> str:
    """As GitHub's own toolkit does: `%`, line ends, and in a property `:` and `,`."""
    for sign in ("%", "\r", "\n", *also):
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


FORMATEN: dict[str, Callable[[Uitkomst], str]] = {
    "text": lambda uitkomst: format_terminal(uitkomst.bevindingen),
    "json": format_json,
    "junit": format_junit,
    "github": format_github,
    "html": format_html,
}
