"""Series in a chapter: a part per value of the data, with its heading, its texts, and its figure or table."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hoofdstukhulp import JAAR, LABELS, NUMMERS, VOORZIENINGEN, MakeChapter, make_rij

from sdreport.chapter import open_chapter
from sdreport.chapter.blocks.blocks import Blok, Figuur, Kop, Tekst
from sdreport.chapter.opbouw import Begeleiding, Opbouw
from sdreport.chapter.werkmap import Werkmap
from sdreport.errors import ConfigurationError

RIJEN = [
    *VOORZIENINGEN,
    make_rij("clienten", 30, wet="wmo", voorziening="respijtzorg"),
    make_rij("clienten", 20, jaar=JAAR - 1, wet="wmo", voorziening="alleen-vorig-jaar"),
]
TEKSTEN = "## over-hulp\nVoor.\n## vervolg\nNa.\n## eigen\nVan onszelf.\n"
NAMEN = {"wmo-hulp": "3.2", "wmo-respijtzorg": "3.3", "wmo-rolstoelen": "3.1"}
Show = Callable[..., list[Blok]]


@pytest.fixture
def show(chapter: MakeChapter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Show:
    """What a series of voorzieningen of the Wmo shows."""

    def run(**opties: Any) -> list[Blok]:
        chapter(RIJEN, toelichting=TEKSTEN, indicatoren=("clienten",))
        werkmap = Werkmap(tmp_path)
        werkmap.write("labels", {**LABELS, "titel": {"wmo-hulp": "Hulp in huis"}})
        texts = {
            "figuur wmo-hulp": Begeleiding(("over-hulp",), ("vervolg",)),
            "per wmo": Begeleiding(("eigen",)),
            "own_texts hier": Begeleiding(("eigen", "vervolg")),
        }
        layout = Opbouw({"figuur": {**NUMMERS, **NAMEN}, "tabel": {}}, {"1_proef": texts})
        werkmap.write("opbouw", layout.as_dict())
        shown: list[Blok] = []
        monkeypatch.setattr("sdreport.chapter.methods.basis.display", shown.append)
        asked = {"bijschrift": "cliënten", "toon": ["text", "trend"], "indicator": "clienten", "wet": "wmo"}
        open_chapter("proef", "1_proef", JAAR).per("voorziening", "wmo", **{**asked, **opties})
        return shown

    return run


def test_each_value_of_this_year_has_its_heading_texts_and_figure(show: Show) -> None:
    shown = [
        blok.tekst
        if isinstance(blok, Kop)
        else blok.markdown
        if isinstance(blok, Tekst)
        else (blok.nummer, blok.bijschrift)
        for blok in show()
        if isinstance(blok, Kop | Tekst | Figuur)
    ]
    assert shown == [
        "Rolstoelen", ("3.1", "Rolstoelen: cliënten"),
        "Hulp in huis", "Voor.", ("3.2", "Hulp in huis: cliënten"), "Na.",
        "Respijtzorg", ("3.3", "Respijtzorg: cliënten"), "Van onszelf.",
    ]  # fmt: skip


def test_only_what_a_text_names_where_the_call_says_so(show: Show) -> None:
    kinds = [blok.soort for blok in show(genoemd=True, kop=0)]
    assert kinds == ["tekst", "figuur", "tekst", "tekst"]


def test_only_the_largest_where_the_call_says_so(show: Show) -> None:
    figures = [blok for blok in show(kop=0, toon="trend", grootste=2) if isinstance(blok, Figuur)]
    assert len(figures) == 2


def test_without_words_of_its_own_the_title_is_the_caption(show: Show) -> None:
    figures = [blok for blok in show(bijschrift="", genoemd=True) if isinstance(blok, Figuur)]
    assert [figuur.bijschrift for figuur in figures] == ["Hulp in huis"]


def test_all_but_what_a_text_names_where_the_call_says_so(show: Show) -> None:
    figures = [
        blok.bijschrift for blok in show(toon="trend", kop=0, genoemd=False) if isinstance(blok, Figuur)
    ]
    assert figures == ["Rolstoelen: cliënten", "Respijtzorg: cliënten"]


def test_a_series_of_what_is_named_is_silent_when_nothing_is(show: Show) -> None:
    """A municipality that names none of its counts has no remark about each of them."""
    assert [blok.soort for blok in show(genoemd=True, wet="participatiewet")] == ["tekst"]


def test_own_sections_stand_at_their_place(show: Show, tmp_path: Path) -> None:
    shown = show(genoemd=True)
    del shown[:]
    open_chapter("proef", "1_proef", JAAR).own_texts("hier")
    assert [blok.markdown for blok in shown if isinstance(blok, Tekst)] == ["Van onszelf.", "Na."]


def test_a_series_without_text_shows_none(show: Show) -> None:
    assert [blok.soort for blok in show(toon="trend", kop=2)] == ["kop", "figuur"] * 3


@pytest.mark.parametrize(
    ("opties", "fault"),
    [
        ({"toon": ["tekst", "trend"]}, "kan 'tekst' niet tonen. Bedoelt u 'text'?"),
        ({"toon": ["text"]}, "één figuur of tabel per onderdeel, niet 0"),
        ({"indicator": "weg"}, "geen cijfers 'weg' per 'voorziening'"),
    ],
)
def test_a_series_that_cannot_be_made_is_told(show: Show, opties: dict[str, Any], fault: str) -> None:
    with pytest.raises(ConfigurationError, match=fault.replace("?", r"\?")):
        show(**opties)
