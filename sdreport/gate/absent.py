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
    every = list(uitslagen)
    told = {
        slug: [*_count_rules(slug, every), *_consequences(slug, names)]
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


def _count_rules(slug: str, uitslagen: list[Regeluitslag]) -> Iterator[str]:
    rules = [
        item.regel.partition(".")[2] for item in uitslagen if item.dataset == slug and item.niet_geleverd
    ]
    if rules:
        one = len(rules) == 1
        named = ", ".join(rules)
        yield f"{len(rules)} {'regel is' if one else 'regels zijn'} daardoor niet te toetsen ({named})."


def _consequences(slug: str, names: Iterable[str]) -> Iterator[str]:
    yield from dict.fromkeys(text for name in names if (text := DATASETS[slug].column(name).zonder))
