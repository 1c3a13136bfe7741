"""Code lists of national standards: keyed by list, law and year, each with its source, and not to be spoilt."""

import pandas as pd
import pytest

from sdreport.errors import ConfigurationError
from sdreport.gate.suite_parameters import make_suite_parameters
from sdreport.intake.catalogue.datasets import DATASETS
from sdreport.plannen.activities import VOORTGANG
from sdreport.project.standards.load import (
    add_national,
    describe_list,
    load_codes,
    load_lists,
    select_year,
)

EIGEN = ["lijst", "code", "omschrijving", "groep"]


def own(*rows: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=EIGEN, dtype="str").replace("", None)


def find(codes: pd.DataFrame, lijst: str, code: str, column: str) -> dict[str, str]:
    """The values of a column for a code, per law."""
    rows = codes.query("lijst == @lijst and code == @code")
    return dict(zip(rows["wet"].fillna(""), rows[column], strict=True))


def test_a_code_means_what_its_law_says() -> None:
    codes = load_codes()
    meaning = find(codes, "reden_beeindiging", "31", "omschrijving")
    assert meaning == {
        "Wmo": "Verhuizing naar een andere gemeente",
        "Jeugdwet": "Levering is volgens plan beëindigd",
    }
    assert set(find(codes, "reden_beeindiging", "19", "omschrijving")) == {"Wmo"}
    assert set(find(codes, "reden_beeindiging", "32", "omschrijving")) == {"Jeugdwet"}
    assert find(codes, "productcategorie", "08", "omschrijving") == {"Wmo": "Vervoerdiensten"}
    assert find(codes, "productcategorie", "14", "omschrijving") == {"Wmo": "Overige hulpmiddelen"}
    assert find(codes, "geslacht", "0", "groep") == {"": "onbekend"}
    assert find(codes, "reden_einde_uitkering", "11", "groep") == {"": "werk"}


def test_the_lists_of_plans_are_those_that_the_report_knows() -> None:
    assert tuple(load_codes().query("lijst == 'voortgang'")["code"]) == VOORTGANG
    with pytest.raises(ConfigurationError, match="vaste lijst van die naam"):
        add_national(own(("voortgang", "loopt", "Loopt", "")))
    assert "genomen" in set(add_national(own())["code"])


def test_every_code_stands_once_and_every_list_has_its_source() -> None:
    codes, lists = load_codes(), load_lists()
    assert not codes.duplicated(["lijst", "wet", "code", "jaar_van"]).any()
    assert codes[["lijst", "code", "omschrijving"]].notna().all(axis=None)
    keys = ["lijst", "wet"]
    assert lists["bron"].notna().all() and not lists.duplicated(keys).any()
    of_codes, of_lists = (
        set(table[keys].fillna("").itertuples(index=False, name=None)) for table in (codes, lists)
    )
    assert of_codes == of_lists
    used = {column.codelijst for dataset in DATASETS.values() for column in dataset.columns}
    assert set(lists["lijst"]) <= used
    assert describe_list("reden_beeindiging")["Wmo"].startswith("iWmo 3.2 WMO588 (Zorginstituut")
    assert describe_list("rol") == {}


@pytest.mark.parametrize(("jaar", "there"), [(2015, True), (2016, False), (2023, False)])
def test_a_code_holds_in_its_years(jaar: int, there: bool) -> None:
    codes = select_year(load_codes(), jaar)
    assert bool(find(codes, "productcategorie", "37", "code")) is there
    assert find(codes, "productcategorie", "45", "code") == {"Jeugdwet": "45"}
    known = make_suite_parameters({}, {"codelijsten": load_codes()}, jaar)
    assert (("37", "Jeugdwet") in known["wetten_productcategorie"]) is there
    assert ("37" in known["codes_productcategorie"]) is there


def test_suites_know_codes_with_their_law_and_their_group() -> None:
    known = make_suite_parameters({}, {"codelijsten": load_codes()}, 2023)
    assert {("31", "Wmo"), ("31", "Jeugdwet"), ("19", "Wmo")} <= set(known["wetten_reden_beeindiging"])
    assert ("19", "Jeugdwet") not in known["wetten_reden_beeindiging"]
    assert known["codes_geslacht_onbekend"] == ["0"]
    assert known["codes_verwijzertype_medisch_specialist"] == ["05"]
    assert ("14", "BBZ") in known["groepen_statistiekcode"]
    assert known["waarden_toewijzingen_wet"] == ["Wmo", "Jeugdwet"]


def test_a_municipality_adds_lists_and_may_group_a_national_code_otherwise() -> None:
    codes = add_national(
        own(("rol", "x", "Een rol", ""), ("verwijzertype", "06", "Wie dan ook", "eigen-keuze"))
    )
    assert find(codes, "rol", "x", "omschrijving") == {"": "Een rol"}
    assert find(codes, "verwijzertype", "06", "groep") == {"": "eigen-keuze"}
    assert find(codes, "verwijzertype", "06", "omschrijving") == {"": "Zelfverwijzer / geen verwijzer"}
    assert find(codes, "verwijzertype", "02", "groep") == {"": "huisarts"}
    assert len(codes) == len(load_codes()) + 1


def test_a_code_that_a_national_list_does_not_have_is_refused() -> None:
    with pytest.raises(ConfigurationError, match=r"codelijsten\.csv.*\n.*reden_beeindiging 77"):
        add_national(own(("reden_beeindiging", "77", "Verzonnen", ""), ("reden_beeindiging", "31", "", "")))
