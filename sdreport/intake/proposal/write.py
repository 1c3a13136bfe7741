"""A proposal written down as a part of a parameters file; what is not sure is a comment, for a steward to decide."""

import json
from collections.abc import Iterator

from sdreport.intake.proposal.columns import BSN, DUBBEL, TWIJFEL, ZELFDE
from sdreport.intake.proposal.make import Voorstel
from sdreport.project.parameters.vertalingen import WEGLATEN
from sdreport.safe.text import for_terminal


def format_voorstel(voorstel: Voorstel) -> str:
    """The proposal as YAML."""
    dataset, monster = voorstel.dataset, voorstel.monster
    lines = [
        f"# Voorstel voor het extract {dataset.slug}, gemaakt van {voorstel.bestand}.",
        f"# Gelezen: {monster.vorm}; kopregel op regel {monster.kopregel}; {len(monster.rijen)} rijen bekeken.",
        "# Loop elke regel na en neem haar over in parameters/<rapport>.yaml.",
        "# Wat na een # staat, geldt nog niet: beslis dat zelf.",
        *_under("kolommen", dataset.slug, list(_list_columns(voorstel))),
        *_under("codes", dataset.slug, list(_list_codes(voorstel))),
    ]
    # a sign that breaks a line off would end a comment, and what stands behind it would be a setting
    return for_terminal("\n".join(lines)) + "\n"


def _under(key: str, slug: str, lines: list[str]) -> list[str]:
    """A block of the parameters; when nothing in it is sure, a comment as a whole."""
    sure = any(line.strip()[:1] == '"' for line in lines)
    head = [f"{key}:", f"  {slug}:"] if lines else []
    return [line if sure else f"# {line}" for line in head] + lines


def _list_columns(voorstel: Voorstel) -> Iterator[str]:
    for item in voorstel.kolommen:
        told = "; ".join(filter(None, (item.waarom, item.notatie)))
        name = _quote(item.geleverd)
        if item.waarom == BSN:
            yield f"    # {name}: vervang dit eerst door een pseudoniem (sdreport pseudonymise --kolom {name})"
        elif item.waarom == DUBBEL:
            yield f"    # {name}: deze naam staat er vaker; geef elke kolom een eigen naam"
        elif not item.kolom and item.geleverd:
            yield f"    # {name}: {WEGLATEN}  # past bij geen kolom; haal haar liever uit het bestand"
        elif item.waarom == ZELFDE:
            yield f"    # {item.kolom}: {told}"
        elif item.kolom:
            yield f"    {'# ' if item.waarom in TWIJFEL else ''}{name}: {item.kolom}  # {told}"
    there = {item.kolom for item in voorstel.kolommen}
    for column in voorstel.dataset.columns:
        if column.name not in there:
            told = "mag ontbreken" if column.optioneel else "ONTBREEKT"
            yield f"    # zonder kolom in dit bestand: {column.name} ({column.betekenis}; {told})"


def _list_codes(voorstel: Voorstel) -> Iterator[str]:
    for item in voorstel.codes:
        sure = any(code.code for code in item.voorstellen)
        yield f"    {'' if sure else '# '}{item.kolom}:"
        for code in item.voorstellen:
            sign, ours = ("", _quote(code.code)) if code.code else ("# ", "KIES")
            yield f"      {sign}{_quote(code.geleverd)}: {ours}  # {code.keer} keer"
        if item.verzwegen:
            yield f"      # {item.verzwegen} waarden die zelden voorkomen, zijn hier niet genoemd"
        yield f"      # kies uit: {', '.join(item.onze)}"


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
