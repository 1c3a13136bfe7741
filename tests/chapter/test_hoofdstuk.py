"""The chapter object: texts, cards, quality and blocks, from a small register."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hoofdstukhulp import (
    JAAR,
    KWALITEIT,
    TREND,
    WMO,
    MakeChapter,
    make_rij,
    rows_of,
)
from IPython.core.interactiveshell import InteractiveShell

from sdreport.chapter import open_chapter
from sdreport.chapter.blocks.blocks import BLOK_MIME, Blok, Figuur, Kerncijfers, Melding, Tabel
from sdreport.chapter.hoofdstuk import Hoofdstuk
from sdreport.chapter.werkmap import WERKMAP_VARIABELE, Werkmap
from sdreport.errors import ConfigurationError
from sdreport.project.parameters.blokken import Kerncijfer
from sdreport.register.cijfer import Cijfer
from sdreport.register.kwaliteit import Leesmaat, Leesoordeel, Tekstmelding

KAARTEN = [
    make_rij("clienten", 1141, **WMO),
    make_rij("clienten_groei", 9.3445, "%", **WMO),
    make_rij("bijstand", 400, regeling="totaal"),
    make_rij("bijstand", 390, jaar=2021, regeling="totaal"),
    make_rij("kosten_zin", 1_868_352.4, "euro"),
    make_rij("kosten_zin_groei", -0.01, "%", status="voorbeeld"),
    make_rij("gezinnen", None),
    make_rij("mantelzorgers", 12, status="voorbeeld"),
]


@pytest.mark.parametrize(
    ("adres", "waarde", "verandering"),
    [
        ("clienten.wmo.totaal", "1.141", "9,3% meer dan in 2022"),
        ("clienten.wmo.totaal@2023", "1.141", "9,3% meer dan in 2022"),
        ("bijstand.totaal", "400", "geen cijfer over 2022"),
        ("bijstand.totaal@2021", "390", "geen cijfer over 2020"),
        ("kosten_zin", "€\u00a01.868.352", "vrijwel gelijk aan 2022 (voorbeeld)"),
        ("gezinnen", "afgeschermd", ""),
        ("mantelzorgers", "12*", ""),
    ],
)
def test_key_figure_card(chapter: MakeChapter, adres: str, waarde: str, verandering: str) -> None:
    cards = chapter(KAARTEN, kerncijfers=(Kerncijfer(label="Kaart", adres=adres),)).key_figures()
    assert isinstance(cards, Kerncijfers)
    (card,) = cards.as_dict()["kaarten"]
    assert (card["label"], card["waarde"], card["verandering"]) == ("Kaart", waarde, verandering)
    assert set(card) >= {"label", "waarde", "verandering", "anker"}


def test_key_figure_that_does_not_exist_names_the_closest(chapter: MakeChapter) -> None:
    hoofdstuk = chapter(KAARTEN, kerncijfers=(Kerncijfer(label="Kaart", adres="clienten.wmo.totaall"),))
    with pytest.raises(ConfigurationError, match=r"Bedoelt u 'clienten\.wmo\.totaal'"):
        hoofdstuk.key_figures()


@pytest.mark.parametrize(
    ("oordeel", "niveau"),
    [("goed", "info"), ("met opmerkingen", "waarschuwing"), ("kritiek", "kritiek"), ("?", "kritiek")],
)
def test_quality_verdict(chapter: MakeChapter, tmp_path: Path, oordeel: str, niveau: str) -> None:
    hoofdstuk = chapter(TREND)
    Werkmap(tmp_path).write("kwaliteit", replace(KWALITEIT, oordeel=oordeel).as_dict())
    melding = hoofdstuk.quality_verdict().as_dict()
    assert melding["soort"] == "melding" and melding["niveau"] == niveau
    assert oordeel in melding["titel"]
    assert ("mag niet worden gepubliceerd" in melding["tekst"]) == (niveau == "kritiek")


def test_quality_table_or_a_remark_that_there_is_nothing(chapter: MakeChapter, tmp_path: Path) -> None:
    hoofdstuk = chapter(TREND)
    melding = Tekstmelding("1_a.md", 1234, "hoger", "Zonder cijfer.")
    Werkmap(tmp_path).write("kwaliteit", replace(KWALITEIT, teksten=(melding,)).as_dict())
    block = hoofdstuk.quality_table("proef-0-4", "Teksten", "teksten").as_dict()
    assert rows_of(block) == [["1_a.md", "1.234", "hoger", "Zonder cijfer."]]
    assert [kolom["uitlijning"] for kolom in block["kolommen"]] == ["links", "rechts", "links", "links"]
    nothing = hoofdstuk.quality_table("proef-0-2", "Bevindingen", "bevindingen")
    assert isinstance(nothing, Melding) and nothing.niveau == "info"
    with pytest.raises(ConfigurationError, match="geen deel 'regel'; er is: datasets"):
        hoofdstuk.quality_table("proef-0-3", "Regels", "regel")


def test_readability_tells_of_all_sections_and_lists_the_hard_ones(
    chapter: MakeChapter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A word more in a section that reads well changes nothing of it."""
    shown: list[Melding] = []
    monkeypatch.setattr("sdreport.chapter.methods.basis.display", shown.append)
    hoofdstuk = chapter(TREND)
    none = hoofdstuk.readability("proef-0-5", "Wat moeilijk leest")
    assert isinstance(none, Melding) and none.tekst == "Geen van de 12 stukken toelichting leest moeilijk."
    assert shown == []
    hard = Leesoordeel(
        "1_a.md", "begin", Leesmaat(40, 2, 20.5, 25.5, 30.5, 26, "Dit …"), "De zinnen zijn lang."
    )
    Werkmap(tmp_path).write("kwaliteit", replace(KWALITEIT, leesbaarheid=(hard,)).as_dict())
    block = hoofdstuk.readability("proef-0-6", "Wat moeilijk leest").as_dict()
    assert rows_of(block) == [["1_a.md: begin", "40", "20,5", "26", "25,5", "30,5", "De zinnen zijn lang."]]
    assert [melding.tekst for melding in shown] == ["Van de 12 stukken toelichting leest er 1 moeilijk."]


def test_text_is_a_section_with_its_facts(chapter: MakeChapter) -> None:
    toelichting = "## inleiding\n\nIn {{ jaar }} waren er {{ clienten.wmo.totaal }}.\n"
    hoofdstuk = chapter(TREND, toelichting=toelichting)
    assert hoofdstuk.text("inleiding").as_dict() == {"soort": "tekst", "markdown": "In 2023 waren er 1.141."}
    assert hoofdstuk.text("slot") is None, "a municipality need not write every section"


def test_wrong_year_and_missing_texts_are_told(chapter: MakeChapter, tmp_path: Path) -> None:
    chapter(TREND)
    with pytest.raises(ConfigurationError, match="Notebook 1_proef is voor 2022, het rapport gaat over 2023"):
        open_chapter("proef", "1_proef", 2022)
    with pytest.raises(ConfigurationError, match=r"9_weg\.md ontbreekt"):
        open_chapter("proef", "9_weg", JAAR)


def test_a_figure_without_a_number_says_how_it_gets_one(chapter: MakeChapter) -> None:
    with pytest.raises(ConfigurationError, match=r"Er is geen figuur 'proef-3-40'. Bedoelt u .* is bewaard"):
        chapter(TREND).trend("proef-3-40", "Wmo", "clienten", **WMO)


def test_a_chapter_in_jupyter_shows_every_call_of_a_cell(chapter: MakeChapter) -> None:
    shell = InteractiveShell.instance()
    try:
        assert shell.ast_node_interactivity == "last_expr"
        chapter(TREND)
        assert shell.ast_node_interactivity == "all"
    finally:
        InteractiveShell.clear_instance()


def test_a_block_travels_as_data_beside_html(chapter: MakeChapter) -> None:
    bundle = chapter(TREND).trend("proef-3-4", "Wmo <b>", "clienten", **WMO)._repr_mimebundle_()
    assert set(bundle) == {BLOK_MIME, "text/html", "text/plain"}
    assert json.loads(json.dumps(bundle[BLOK_MIME]))["soort"] == "figuur"
    assert "Wmo &lt;b&gt;" in bundle["text/html"] and "<b>Figuur 3.4" in bundle["text/html"]
    assert set(bundle[BLOK_MIME]) >= {
        "soort", "nummer", "anker", "bijschrift", "alt", "svg", "vega", "tabel", "noot", "voorbeeld", "herkomst"
    }  # fmt: skip


def test_a_notebook_run_by_hand_shows_the_chart(
    chapter: MakeChapter, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    chapter(TREND)
    assert open_chapter("proef", "1_proef", JAAR).trend("proef-3-4", "Wmo", "clienten", **WMO).svg == ""
    monkeypatch.delenv(WERKMAP_VARIABELE)
    figuur = Hoofdstuk(Werkmap(tmp_path), "1_proef", JAAR).trend("proef-3-4", "Wmo", "clienten", **WMO)
    assert figuur.svg.startswith("<svg") and ">1.141</text>" in figuur.svg


@pytest.mark.parametrize("number", [Tabel, Figuur])
def test_anchor_follows_the_number(number: type[Blok]) -> None:
    empty: dict[str, Any] = {"bijschrift": "T", "herkomst": ()}
    block = (
        Tabel(nummer="3.10", kolommen=(), rijen=(), totaalrij=False, **empty)
        if number is Tabel
        else Figuur(nummer="3.10", alt="", vega={}, tabel={}, **empty)  # type: ignore[arg-type]
    )
    assert block.anker == f"{block.soort}-3-10"


def test_a_notebook_names_the_municipality_of_the_report_without_naming_it(chapter: MakeChapter) -> None:
    rijen = [
        make_rij("risico", waarde, "euro", jaar=jaar, gemeente=gemeente, model=model)
        for jaar, gemeente, model, waarde in [
            (JAAR, "eigenstad", "vlaktax", 7),
            (JAAR - 1, "eigenstad", "vlaktax", 6),
            (JAAR, "elders", "vlaktax", 9),
        ]
    ]
    table = chapter(rijen).table("proef-1-1", "Risico", ["risico"], rows="model", gemeente="eigen")
    assert rows_of(table.as_dict()) == [["vlaktax", "€\u00a07", "€\u00a06"]]


KOP = "## figuur-proef-1-1\n\n{}\n"


def title_of(chapter: MakeChapter, kop: str, *extra: Cijfer) -> str:
    hoofdstuk = chapter([*TREND, *extra], toelichting=KOP.format(kop))
    figuur = hoofdstuk.trend("proef-1-1", "Cliënten", "clienten", **WMO)
    assert isinstance(figuur, Figuur)
    assert figuur.bijschrift == "Cliënten"
    return figuur.kop


def test_a_section_named_after_a_figure_is_its_title(chapter: MakeChapter) -> None:
    assert title_of(chapter, "De Wmo hielp {{ clienten.wmo.totaal }} mensen") == "De Wmo hielp 1.141 mensen"


def test_a_title_about_a_hidden_number_makes_way_for_one_from_the_numbers(chapter: MakeChapter) -> None:
    hidden = make_rij("gezinnen", None)
    assert title_of(chapter, "De Wmo hielp {{ gezinnen }} gezinnen", hidden) == "9,4% meer dan in 2022"


@pytest.mark.parametrize(
    "kop", ["Een regel.\n\nEn nog een.", "Zie [dit](https://a.nl)", "a" * 121, "**Vet**"]
)
def test_a_title_is_one_plain_line(chapter: MakeChapter, kop: str) -> None:
    with pytest.raises(ConfigurationError, match=r"1_proef\.md.*één regel zonder opmaak"):
        title_of(chapter, kop)
