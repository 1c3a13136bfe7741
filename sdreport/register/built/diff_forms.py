"""A comparison of two reports as people and programs read it: text, JSON or CSV."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import asdict

from sdreport.register.built.diff import SOORTEN, Cijferverschil, Vergelijking
from sdreport.safe.dutch import to_dutch
from sdreport.safe.text import for_csv

KOPPEN = {
    "herzien": "Herzien: hetzelfde jaar, een andere waarde",
    "definitie": "Definitie veranderd",
    "eenheid": "Eenheid veranderd",
    "nu afgeschermd": "Nu afgeschermd",
    "niet meer afgeschermd": "Niet meer afgeschermd",
    "status": "Andere status",
    "nieuw": "Nieuw",
    "vervallen": "Vervallen",
    "ontwikkeling": "Van het ene jaar naar het andere",
}
KOLOMMEN = (
    "soort", "adres", "jaar_oud", "jaar_nieuw", "waarde_oud", "waarde_nieuw", "eenheid", "oorzaak", "toelichting"
)  # fmt: skip


def format_vergelijking(vergelijking: Vergelijking, formaat: str) -> str:
    """The comparison as `text`, `json` or `csv`."""
    return {"text": format_text, "json": format_json, "csv": format_csv}[formaat](vergelijking)


def format_text(vergelijking: Vergelijking) -> str:
    """For people: what is different in all, what went in otherwise, then every number under its kind of difference."""
    old, new = vergelijking.jaren
    lines = [f"{vergelijking.oud} ({old}) tegenover {vergelijking.nieuw} ({new})"]
    counts = ", ".join(f"{number} {kind}" for kind, number in vergelijking.telling.items())
    lines.append(f"Verschillen: {counts}." if counts else "Alle cijfers en teksten zijn gelijk.")
    if vergelijking.omstandigheden:
        lines += ["", "Wat er anders in ging", *(f"  {item}" for item in vergelijking.omstandigheden)]
    for kind in SOORTEN:
        # a number that differs in more ways stands under each of them
        found = [item for item in vergelijking.cijfers if kind in item.soorten]
        if found:
            lines += ["", KOPPEN[kind], *(f"  {_describe(item, kind)}" for item in found)]
    if vergelijking.teksten:
        lines += ["", "Teksten", *(f"  {t.hoofdstuk}, {t.sectie}: {t.soort}" for t in vergelijking.teksten)]
    return "\n".join(lines) + "\n"


def format_json(vergelijking: Vergelijking) -> str:
    """For programs: all of it."""
    return json.dumps(asdict(vergelijking), ensure_ascii=False, indent=1) + "\n"


def format_csv(vergelijking: Vergelijking) -> str:
    """For a spreadsheet: one row per number and one per text."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(KOLOMMEN)
    for item in vergelijking.cijfers:
        values = (_year(item.jaar_oud), _year(item.jaar_nieuw), _number(item.oud), _number(item.nieuw))
        told = (
            "+".join(item.soorten),
            for_csv(item.adres),
            *values,
            for_csv(item.eenheid),
            "+".join(item.oorzaken),
            for_csv(item.toelichting),
        )
        writer.writerow(told)
    for text in vergelijking.teksten:
        place = f"{text.hoofdstuk}#{text.sectie}"
        writer.writerow(("tekst", place, *[""] * (len(KOLOMMEN) - 3), text.soort))
    return out.getvalue()


def _describe(item: Cijferverschil, kind: str) -> str:
    return "".join(_parts(item, kind))


def _parts(item: Cijferverschil, kind: str) -> Iterator[str]:
    years = [jaar for jaar in (item.jaar_oud, item.jaar_nieuw) if jaar]
    yield f"{item.adres} ({'-'.join(map(str, dict.fromkeys(years)))})"
    values = [_number(value) for value in (item.oud, item.nieuw) if value is not None]
    if values and kind not in ("definitie", "eenheid", "status"):
        yield f": {' → '.join(values)} {item.eenheid}"
    if item.oorzaken and kind != "definitie":
        yield f"; kan komen door: {', '.join(item.oorzaken)}"
    if item.toelichting and kind in ("definitie", "eenheid", "status"):
        yield f": {item.toelichting}"


def _number(value: float | None) -> str:
    return "" if value is None else to_dutch(value, ".12g")


def _year(jaar: int | None) -> str:
    return str(jaar or "")
