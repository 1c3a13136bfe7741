"""What the gate found, for its readers: counts to publish, and a short list for the steward's screen."""

from collections.abc import Iterable, Mapping, Sequence

from sdreport.bevindingen import (
    ERNST_VOLGORDE,
    Bevinding,
    Ernst,
    is_kritiek,
    sort_bevindingen,
)
from sdreport.gate.gate import NIET_UITGEVOERD, Regeluitslag
from sdreport.gate.register_rules import REGISTER, is_register, name_register
from sdreport.intake.catalogue.datasets import DATASETS
from sdreport.register.kwaliteit import Bevindingtelling, Extractoordeel, Gegevenskwaliteit, Regeloordeel

MEERVOUD: dict[Ernst, str] = {"kritiek": "kritiek", "waarschuwing": "waarschuwingen", "melding": "meldingen"}


def summarize_quality(
    uitslagen: Sequence[Regeluitslag],
    bevindingen: Sequence[Bevinding],
    tegenstrijdigheden: Sequence[Mapping[str, str]],
) -> Gegevenskwaliteit:
    """The quality of the extracts for publication: counts only, no line numbers.

    Datasets are in the order of the catalogue, findings worst first. `bevindingen` are those of intake and gate
    together; `tegenstrijdigheden` are given as they are.
    """
    touched = {item.dataset for item in uitslagen} | {item.dataset for item in bevindingen}
    slugs = [slug for slug in DATASETS if slug in touched] + sorted(touched - DATASETS.keys())
    return Gegevenskwaliteit(
        judge(bevindingen),
        tuple(_summarize_dataset(slug, uitslagen, bevindingen) for slug in slugs),
        tuple(_count_rule(uitslag, _count_accepted(uitslag, bevindingen)) for uitslag in uitslagen),
        tuple(_count_bevinding(bevinding) for bevinding in sort_bevindingen(bevindingen)),
        tuple(tegenstrijdigheden),
    )


def judge(bevindingen: Sequence[Bevinding]) -> str:
    """The verdict on the extracts: `goed`, `met opmerkingen` or `afgekeurd` (something critical)."""
    if is_kritiek(bevindingen):
        return "afgekeurd"
    return "met opmerkingen" if bevindingen else "goed"


def format_terminal(bevindingen: Iterable[Bevinding]) -> str:
    """The findings for a steward: per file, the file with the worst finding first, ending with what to do."""
    ordered = sort_bevindingen(bevindingen)
    if not ordered:
        return "Geen bevindingen. De extracten zijn klaar voor het rapport."
    blocks = [_format_file(file, own) for file, own in _per_file(ordered).items()]
    return "\n\n".join([*blocks, _conclude(ordered)])


def _per_file(ordered: Iterable[Bevinding]) -> dict[str, list[Bevinding]]:
    """The findings by the file of their cause, the file with the worst first; consequences stay under it."""
    files: dict[str, list[Bevinding]] = {}
    file = ""
    for item in ordered:
        file = file if item.gevolg_van and file else item.bestand
        files.setdefault(file, []).append(item)
    return files


def _summarize_dataset(
    slug: str, uitslagen: Sequence[Regeluitslag], bevindingen: Sequence[Bevinding]
) -> Extractoordeel:
    own = [uitslag for uitslag in uitslagen if uitslag.dataset == slug]
    found = [bevinding for bevinding in bevindingen if bevinding.dataset == slug]
    accepted = [bevinding for bevinding in found if bevinding.besluit]
    ernsten = [bevinding.ernst for bevinding in found if not bevinding.besluit]
    naam = REGISTER if is_register(slug) else slug  # every register has the same rules
    return Extractoordeel(
        slug=slug,
        titel=DATASETS[slug].titel if slug in DATASETS else name_register(slug),
        bestand=own[0].bestand if own else found[0].bestand,
        # rules of its own about the table as a whole are tested on all rows; others count rows of a derived table
        rijen=max((item.getoetst for item in own if item.regel.startswith(f"{naam}.")), default=0),
        regels_getoetst=sum(item.status != NIET_UITGEVOERD and not item.niet_geleverd for item in own),
        **{ernst: ernsten.count(ernst) for ernst in ERNST_VOLGORDE},
        geaccepteerd=len(accepted),
    )


def _count_accepted(uitslag: Regeluitslag, bevindingen: Sequence[Bevinding]) -> int | None:
    """How many failing rows of a rule are accepted; None when nothing of it is."""
    own = [
        b.aantal
        for b in bevindingen
        if b.besluit and (b.dataset, b.regel) == (uitslag.dataset, uitslag.regel)
    ]
    return sum(own) if own else None


def _count_rule(uitslag: Regeluitslag, accepted: int | None) -> Regeloordeel:
    status: str = uitslag.status
    if uitslag.zonder:
        status = f"niet getoetst: {uitslag.zonder}"
    elif uitslag.niet_geleverd:
        status = f"niet gecontroleerd: {', '.join(uitslag.niet_geleverd)} niet geleverd"
    if accepted is not None:
        status = "geaccepteerd" if accepted == uitslag.aantal else "bevinding, deels geaccepteerd"
    return Regeloordeel(
        uitslag.dataset,
        uitslag.regel,
        uitslag.kolom,
        uitslag.ernst,
        uitslag.uitleg,
        status,
        uitslag.getoetst,
        uitslag.aantal,
    )


def _count_bevinding(bevinding: Bevinding) -> Bevindingtelling:
    """A finding for publication; one that is accepted says by whom and why."""
    besluit = bevinding.besluit
    return Bevindingtelling(
        bevinding.dataset,
        bevinding.regel,
        bevinding.ernst,
        bevinding.kolom,
        bevinding.aantal,
        f"{bevinding.wat} {besluit.as_text()}" if besluit else bevinding.wat,
        bevinding.herstel,
        besluit.as_dict() if besluit else None,
    )


def _format_file(file: str, bevindingen: Sequence[Bevinding]) -> str:
    return "\n".join([f"{file} ({_count_by_ernst(bevindingen)})", *map(_format_bevinding, bevindingen)])


def _format_bevinding(bevinding: Bevinding) -> str:
    place = f" {bevinding.kolom}:" if bevinding.kolom else ""
    rows = f" {bevinding.aantal} {'rij' if bevinding.aantal == 1 else 'rijen'}" if bevinding.aantal else ""
    lines = bevinding.describe_place()
    where = f"{rows}{lines}." if rows else f"{lines[1:]}." if lines else ""
    told = f"{place} {bevinding.wat}{where}"
    if bevinding.besluit:
        what = f"  [geaccepteerd, {bevinding.ernst}]{told}"
        return f"{what}\n      {bevinding.besluit.as_text()} ({bevinding.regel})"
    if bevinding.gevolg_van:
        what = f"      [{bevinding.ernst}, gevolg] {bevinding.bestand}:{told}"
        return f"{what}\n        {bevinding.remedy} ({bevinding.regel})"
    return f"  [{bevinding.ernst}]{told}\n      {bevinding.remedy} ({bevinding.regel})"


def _count_by_ernst(bevindingen: Sequence[Bevinding]) -> str:
    ernsten = [bevinding.ernst for bevinding in bevindingen if not bevinding.besluit]
    counts = {ernst: ernsten.count(ernst) for ernst in ERNST_VOLGORDE}
    parts = [
        f"{count} {ernst if count == 1 else MEERVOUD[ernst]}" for ernst, count in counts.items() if count
    ]
    accepted = len(bevindingen) - len(ernsten)
    return ", ".join([*parts, *([f"{accepted} geaccepteerd"] if accepted else [])])


def _conclude(bevindingen: Sequence[Bevinding]) -> str:
    total = _count_by_ernst(bevindingen)
    if is_kritiek(bevindingen):
        return f"Samen: {total}. Los op wat kritiek is en draai de controle opnieuw; dan kan het rapport."
    return f"Samen: {total}. Deze extracten houden het rapport niet tegen; bekijk eerst of de opmerkingen kloppen."
