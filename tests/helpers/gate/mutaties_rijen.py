"""The faults of `kwaliteit_fouten.py` put into the example extracts: what must be found of each, at which lines."""

from fout import Fout
from kwaliteit_extracten import schone_rijen
from kwaliteit_fouten import FOUTEN, VRIJ
from mutatiehulp import Extracten, Gevonden

from sdreport.intake.catalogue.datasets import DATASETS

PERSOON = {"clientnummer": "C", "huishoudnummer": "H"}
"""Columns with numbers of persons, and the letter that these begin with in the example."""
ANDERS = {
    (
        "inkomensondersteuning",
        "clientnummer",
        "123456782",
    ): "111222333",  # not that of the fault in another extract
    ("tellingen", "telling", "budgetbeheer"): "budgetbeheer-trajecten",
    ("plannen", "programma", "later"): "3-3-jeugd",  # a programme of another plan in the real table
}
BASIS = {
    "toewijzingen": {1: {"productcode": "45A05"}},
    "declaraties": {n: {"toewijzingnummer": "T3"} for n in (0, 11)},
    "uitkeringen": {n: {"bedrag": "2400,00"} for n in (0, 1)},
    "plannen": {n: {"plan": "beleidskader-2023-2027", "programma": "rondkomen"} for n in range(5)},
    "doelindicatoren": {n: {"programma": "rondkomen"} for n in (0, 1)},
    "uitspraken": {1: {"nummer": "900"}},  # a row with a number, and not the second of the example
}
"""What the clean rows need to be right by the reference tables of the example."""
BSN = "samenhang_persoonsgegevens.geen_los_bsn"
VOLGT = {
    "toewijzingen.clientnummer_pseudoniem": BSN,
    "inkomensondersteuning.clientnummer_pseudoniem": BSN,
    "inkomensondersteuning.huishoudnummer_pseudoniem": BSN,
    "uitkeringen.einddatum_aannemelijk": "samenhang_uitkeringen.voor_peildatum",
    "inkomensondersteuning.bedrag_aannemelijk": "samenhang_bedragen.toekenning_past_bij_soort",
    "begroting.onderdeel_code": "samenhang_ramingen.onderdeel_van_wet",
    "leerlingen.aantal_bereik": "samenhang_leerlingen.orde_van_grootte",
    "bezwaarschriften.zaaknummer_gevuld": "samenhang_levering.geen_herhaling",
    "bezwaarschriften.sleutel_uniek": "samenhang_levering.geen_herhaling",
}
"""Rules of koppelingen that must follow from the fault that a rule is for."""


def add_rows(x: Extracten) -> Gevonden:
    """Add all faults to the extracts, as rows at the end; the lines that each rule must name."""
    expected: Gevonden = {}
    for slug in x.tekst:
        fouten = FOUTEN[slug]
        bases = {n: _find_base(x, slug, n) for n in sorted({fout.basis for fout in fouten})}
        for number, fout in enumerate(fouten, start=100 if slug == "toewijzingen" else 0):
            line = _add(x, slug, fout, bases[fout.basis], number)
            for regel in fout.regels.split():
                expected.setdefault((slug, f"{slug}.{regel}"), set()).add(line)
            for regel in fout.dubbel.split():
                expected.setdefault((slug, f"{slug}.{regel}"), set()).update({bases[fout.basis], line})
            for regel in [*_follows(slug, fout), *fout.volgt.split()]:
                expected.setdefault((slug, regel), set()).add(line)
    return expected


def make_number(slug: str, column: str, number: int) -> str:
    """A number of somebody who is not in the example, in the form of the others."""
    return f"{PERSOON[column]}{list(DATASETS).index(slug) + 5}{number:05d}"


def _find_base(x: Extracten, slug: str, number: int) -> int:
    """The line of the row with the same key in the example, or of a clean row added to it."""
    row = schone_rijen(slug)[number] | BASIS.get(slug, {}).get(number, {})
    rows = x.tekst[slug]
    same = (
        rows[list(DATASETS[slug].sleutel)]
        .eq({name: row[name] for name in DATASETS[slug].sleutel})
        .all(axis=1)
    )
    if same.any():
        return int(rows.index[same][0])
    own = {name: make_number(slug, name, number) for name in PERSOON if name in row}
    return x.add(slug, int(rows.index[0]), **(row | own))


def _add(x: Extracten, slug: str, fout: Fout, base: int, number: int) -> int:
    own = {column: value(number) for column, value in VRIJ[slug].items()}
    own |= {name: make_number(slug, name, 1000 + number) for name in PERSOON if name in x.tekst[slug]}
    changes = {name: ANDERS.get((slug, name, value), value) for name, value in fout.wijzigingen.items()}
    if fout.dubbel:  # the change is what makes the row the same as its base
        changes = {name: x.get(slug, base, name) for name in changes}
    return x.add(slug, base, **(own | changes))


def _follows(slug: str, fout: Fout) -> list[str]:
    rules = [*fout.regels.split(), *fout.dubbel.split()]
    return [follow for regel in rules for follow in VOLGT.get(f"{slug}.{regel}", "").split()]
