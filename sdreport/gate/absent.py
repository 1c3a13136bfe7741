"""What cannot be tested because a delivery does without an optional column: told once an extract, as a notice."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from sdreport.bevindingen import Bevinding
from sdreport.gate.gate import Regeluitslag
from sdreport.intake.catalogue.datasets import DATASETS

REGEL = "kolom_niet_geleverd"


def find_niet_geleverd(
    uitslagen: Iterable[Regeluitslag],
    niet_geleverd: Mapping[str, Collection[str]],
    bestanden: Mapping[str, str],
) -> list[Bevinding]:
    """A notice for each extract without some optional columns: what is not tested, and what the report does without.

    `niet_geleverd` are the columns per dataset.
    """
    rules: dict[str, list[str]] = {}
    for item in uitslagen:
        if item.niet_geleverd:
            rules.setdefault(_find_owner(item, niet_geleverd), []).append(item.regel.partition(".")[2])
    told = {
        slug: [*_tell_rules(rules.get(slug, [])), *_consequences(slug, names)]
        for slug, names in niet_geleverd.items()
    }
    return [
        Bevinding(
            dataset=slug,
            regel=f"{slug}.{REGEL}",
            ernst="melding",
            bestand=bestanden.get(slug, slug),
            kolom=", ".join(niet_geleverd[slug]),
            wat=" ".join(["niet geleverd;", *what]),
            herstel="Lever de kolom mee als uw systeem haar heeft. Heeft het die niet, dan hoeft u niets te doen.",
        )
        for slug, what in told.items()
        if what  # a column that nothing needs is no news
    ]


def _find_owner(uitslag: Regeluitslag, niet_geleverd: Mapping[str, Collection[str]]) -> str:
    """The extract without the column: its own, or else another that the rule compares with."""
    missing = set(uitslag.niet_geleverd)
    slugs = [uitslag.dataset, *niet_geleverd]
    return next((slug for slug in slugs if missing & set(niet_geleverd.get(slug, ()))), uitslag.dataset)


def _tell_rules(rules: list[str]) -> Iterator[str]:
    if rules:
        verb = "1 regel is" if len(rules) == 1 else f"{len(rules)} regels zijn"
        yield f"{verb} daardoor niet te toetsen ({', '.join(rules)})."


def _consequences(slug: str, names: Iterable[str]) -> Iterator[str]:
    yield from dict.fromkeys(text for name in names if (text := DATASETS[slug].column(name).zonder))
