"""Every rule both ways on the example extracts: nothing on them as they are, and each fault at exactly its lines."""

from collections import defaultdict
from pathlib import Path

import pytest
from bekend import BEKEND
from kwaliteit_fouten import FOUTEN
from mutatiehulp import (
    SAMENHANG,
    SUITES,
    VOORBEELDEN,
    Gevonden,
    found_lines,
    make_extracten,
    run_all,
)
from mutaties import MUTATIES
from mutaties_rijen import add_rows
from reeksen import bundle
from test_kwaliteitsregels import TABELFOUTEN

from sdreport.gate.gate import Regeluitslag
from sdreport.intake.catalogue.datasets import DATASETS

RUNS = bundle(MUTATIES)
DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def voorbeelden(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Regeluitslag]]:
    """The results on every example as it is."""
    folder = tmp_path_factory.mktemp("voorbeelden")
    return {naam: run_all(make_extracten(folder, naam)) for naam in VOORBEELDEN}


@pytest.mark.parametrize("naam", VOORBEELDEN)
def test_in_an_example_is_found_what_its_document_has_wrong_and_nothing_else(
    naam: str, voorbeelden: dict[str, list[Regeluitslag]]
) -> None:
    assert found_lines(voorbeelden[naam]) == BEKEND[naam]


NIETS_TE_TOETSEN = {
    "plannen.resultaat_participatiewet_aannemelijk",
    "doelindicatoren.nulmeting_jaar_bereik",
    "doelindicatoren.waarde_na_nulmeting",
    "samenhang_bedragen.soort_niet_duurder_of_goedkoper",
    "samenhang_bedragen.soort_zoals_vorig_jaar",
    "samenhang_inwoners.leeftijden_niet_verschoven",
    "samenhang_leerlingen.schooljaren_niet_verwisseld",
    "samenhang_ramingen.niet_van_vorig_jaar",
    "samenhang_verdelingen.zoals_vorig_jaar",
    "samenhang_vorig_extract.zelfde_inwoner",
    "samenhang_vorig_extract.zelfde_gegevens",
    "samenhang_vorig_extract.inwoners_gedeeld",
    "samenhang_vorig_extract.loopt_door",
    "samenhang_vorig_extract.was_al_bekend",
    "samenhang_schooljaren.zoals_vorig_jaar_geleverd",
    "samenhang_wijkbevolking.zoals_vorig_jaar",
}
"""Rules on what no example gives: a result of a plan, a year of measuring, last year."""


def test_every_rule_tests_something_in_some_example(voorbeelden: dict[str, list[Regeluitslag]]) -> None:
    every = [uitslag for uitslagen in voorbeelden.values() for uitslag in uitslagen]
    tested = {uitslag.regel for uitslag in every if uitslag.getoetst}
    assert {uitslag.regel for uitslag in every} - tested == NIETS_TE_TOETSEN


def test_every_folder_with_extracts_is_an_example() -> None:
    folders = {path.parent for slug in DATASETS for path in DATA.rglob(f"{slug}.csv")}
    assert {folder.relative_to(DATA).as_posix() for folder in folders} == set(VOORBEELDEN)


def with_known(naam: str, expected: Gevonden) -> Gevonden:
    """What must be found of a spoilt example: the faults, and what is wrong in it as it is."""
    keys = {*expected, *BEKEND[naam]}
    return {key: expected.get(key, set()) | BEKEND[naam].get(key, set()) for key in keys}


@pytest.mark.parametrize("run", RUNS)
def test_every_mutation_is_found_at_exactly_its_lines(run: str, tmp_path: Path) -> None:
    naam = RUNS[run][0].reeks[0]
    extracten = make_extracten(tmp_path, naam)
    expected: Gevonden = defaultdict(set)
    for mutatie in RUNS[run]:
        own = list(mutatie.apply(extracten))
        assert mutatie.regel in {regel for _, regel, _ in own}, mutatie.naam
        for slug, regel, line in own:
            expected[slug, regel].add(line)
    assert found_lines(run_all(extracten)) == with_known(naam, expected)


@pytest.mark.parametrize("naam", VOORBEELDEN)
def test_every_fault_of_a_row_is_found_at_exactly_its_lines(naam: str, tmp_path: Path) -> None:
    """A row added to a plan breaks its numbering too; that is left to the mutations of koppelingen."""
    extracten = make_extracten(tmp_path, naam)
    expected = with_known(naam, add_rows(extracten))
    extra = [f"extra{number}" for number in range(200)]
    found = found_lines(run_all(extracten, {"toewijzingnummers": extra, "codes_begrotingspost": extra}))
    assert only_of_rows(found) == only_of_rows(expected)


OVER_DRAGERS = (
    "samenhang_invulling.",
    "samenhang_landelijk.",
    "samenhang_leeftijden.",
    "samenhang_leerlingen.",
    "samenhang_nummers.",
    "samenhang_partners.",
    "samenhang_tijdlijn.",
    "samenhang_wijken.",
)
"""Rules that also see to the invented rows in which a fault is put; they have mutations of their own."""


def only_of_rows(found: Gevonden) -> Gevonden:
    return {
        (slug, regel): lines
        for (slug, regel), lines in found.items()
        if lines != {0}
        and not regel.startswith(OVER_DRAGERS)
        and not (DATASETS[slug].gepubliceerd and regel.startswith("samenhang_"))
    }


def test_every_rule_of_a_koppeling_has_a_mutation() -> None:
    rules = {item["meta"]["regel"] for suite in SAMENHANG.values() for item in suite["expectations"]}
    assert {mutatie.regel for mutatie in MUTATIES} == rules
    assert not rules & {item["meta"]["regel"] for suite in SUITES.values() for item in suite["expectations"]}


def test_every_rule_of_a_dataset_has_a_mutation() -> None:
    mutated = {
        f"{slug}.{regel}"
        for slug, fouten in FOUTEN.items()
        for fout in fouten
        for regel in f"{fout.regels} {fout.dubbel}".split()
    }
    mutated |= {f"{slug}.{regel}" for slug, regel, _ in TABELFOUTEN}
    mutated |= {f"{slug}.{regel}" for slug in SUITES for regel in ("kolommen", "niet_leeg")}
    assert mutated == {item["meta"]["regel"] for suite in SUITES.values() for item in suite["expectations"]}
