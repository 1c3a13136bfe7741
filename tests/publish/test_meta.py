"""What a page, a PDF and a notebook say of their report."""

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest
from werkboekhulp import RAPPORT, make_project

from sdreport.project.editie import Editie
from sdreport.project.parameters.publicatie import Publicatie
from sdreport.publish.meta import Paginameta, describe_report
from sdreport.publish.properties import identify

PUBLICATIE = Publicatie(
    uitgever="gemeente Voorbeeldstad",
    uitgever_uri="https://identifier.overheid.nl/tooi/id/gemeente/gm0327",
    informatiecategorie="vergaderstukken decentrale overheden",
    documentsoort="verantwoordingsrapport",
    geldig_vanaf=dt.date(2024, 1, 1),
)


@pytest.fixture
def editie(tmp_path: Path) -> Editie:
    return make_project(tmp_path, [])


def test_a_concept_says_so_in_its_name_and_version(editie: Editie) -> None:
    meta, concept = describe_report(editie), describe_report(replace(editie, concept=True))
    assert (meta.rapport, meta.versie, meta.concept) == (RAPPORT, "definitief", False)
    assert (concept.rapport, concept.versie, concept.concept) == (f"{RAPPORT}-concept", "concept", True)


def test_a_notebook_holds_it_as_plain_data(editie: Editie) -> None:
    meta = replace(describe_report(editie), publicatie=PUBLICATIE)
    content = json.loads(json.dumps(meta.as_dict()))
    assert list(content) == [
        "rapport", "titel", "gemeente", "jaar", "datum", "versie", "concept", "verantwoording", "publicatie",
    ]  # fmt: skip
    assert (content["datum"], content["publicatie"]["geldig_vanaf"]) == ("2019-09-15", "2024-01-01")


def test_the_publisher_is_the_municipality_unless_the_parameters_name_one(editie: Editie) -> None:
    meta = describe_report(editie)
    assert meta.maker == "Gemeente Voorbeeldstad"
    assert replace(meta, publicatie=PUBLICATIE).maker == "gemeente Voorbeeldstad"


def test_only_a_file_in_the_folder_of_a_report_has_an_identifier(editie: Editie) -> None:
    page = Paginameta(**vars(describe_report(editie)))
    assert identify(page) == ""
    assert identify(replace(page, pad="hoofdstukken/1_inleiding.html")) == (
        f"{RAPPORT}/hoofdstukken/1_inleiding.html"
    )
