"""Numbers of this year beside those published of last year: which are compared, and which extract they come from.

What a number is, its measure says: the numbers come in measured (`Bronnen.cijfers`), and nothing is computed here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from sdreport.gate.samenhang.sources import Bronnen
from sdreport.register.cijfer import Getal, make_adres

TELLINGEN = "tellingen"
VERGELEKEN: Mapping[str, str] = {
    "clienten.participatiewet.bijstand": "",
    "clienten.participatiewet.totaal": "",
    "clienten.participatiewet.*": "inkomensondersteuning",
    "clienten.*": "toewijzingen",
    "toewijzingen.*": "toewijzingen",
    "verwijzingen.totaal": "",
    "verwijzingen.*": "toewijzingen",
    "bijstand.*": "uitkeringen",
    "instroom_bijstand.totaal": "uitkeringen",
    "uitstroom_bijstand.totaal": "uitkeringen",
    "begroting.*.totaal.werkelijk": "begroting",
    "kosten_zin": "declaraties",
    "kosten_perceel.*": "declaraties",
    "bezwaarschriften.totaal.totaal": "bezwaarschriften",
    "telling.*": TELLINGEN,
    "inwoners.*": "bevolking",
}
"""The addresses of the numbers that are compared, each with its extract; the first that fits counts.

Without an extract a number is left out: it is the same as another one, or rests on several extracts.
"""
STEEDS = ("bijstand.totaal", "inwoners.*")
"""Numbers that are 0 when the extract has no rows for them, though they are not measured then."""


@dataclass(frozen=True)
class Vergelekene:
    """A number of this year that is compared: its extract, and its line there (0: it is no line)."""

    extract: str
    regelnummer: int
    getal: Getal


def find_extract(getal: Getal) -> str:
    """The extract whose delivery a change of this number is about; empty when the number is not compared."""
    return next((slug for adres, slug in VERGELEKEN.items() if getal.fits(adres)), "")


def last_year(bronnen: Bronnen) -> dict[str, Getal]:
    """The numbers that were published of last year, by address; hidden ones are left out."""
    return {getal.adres: getal for getal in bronnen.vorig if not getal.onderdrukt}


def this_year(bronnen: Bronnen) -> Iterator[Vergelekene]:
    """The numbers of this year that are compared, each with its extract; of those in `STEEDS` also the zeros.

    Of tellingen it is the numbers that stand in the extract, each with its line; not what the measure adds up.
    """
    every = (getal for getallen in bronnen.cijfers.values() for getal in getallen)
    measured = {getal.adres: getal for getal in every if getal.jaar == bronnen.jaar}
    zeros = [
        replace(getal, jaar=bronnen.jaar, waarde=0.0)
        for adres, getal in last_year(bronnen).items()
        if adres not in measured and any(map(getal.fits, STEEDS))
    ]
    lines = _find_lines(bronnen)
    for getal in (*measured.values(), *zeros):
        slug = find_extract(getal)
        if is_measured(bronnen, getal) and (slug != TELLINGEN or getal.adres in lines):
            yield Vergelekene(slug, lines.get(getal.adres, 0), getal)


def _find_lines(bronnen: Bronnen) -> dict[str, int]:
    """The first line of each telling with a count, by address."""
    if not bronnen.has(TELLINGEN):
        return {}
    rows = bronnen.werkbank.query(
        f"SELECT telling, categorie, min(regelnummer) FROM {TELLINGEN}"
        " WHERE telling IS NOT NULL AND categorie IS NOT NULL AND aantal IS NOT NULL GROUP BY ALL"
    )
    return {
        make_adres("telling", (str(telling), str(categorie))): int(regelnummer)
        for telling, categorie, regelnummer in rows.itertuples(index=False, name=None)
    }


def is_measured(bronnen: Bronnen, getal: Getal) -> bool:
    """Whether a number that is compared is or, had it been there, would have been measured this year."""
    slug = find_extract(getal)
    return bool(slug) and bronnen.has(slug) and getal.indicator in bronnen.cijfers
