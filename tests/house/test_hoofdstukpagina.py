"""docs/hoofdstuk.md follows the chapter object: every method, its example, and what that shows on an example report.

To make it: `python tests/helpers/hoofdstukpagina.py`.
"""

import ast
import re
from collections.abc import Iterator, Mapping

import pytest
from hoofdstukpagina import (
    OPDRACHT,
    PAGINA,
    TEKENINGEN,
    Voorbeeld,
    draw_all,
    list_examples,
    render_page,
    run_examples,
    split_docstring,
)
from notebookhulp import METHODS

from sdreport.chapter.blocks.blocks import Blok
from sdreport.chapter.layout.number import GENUMMERD

VOORBEELDEN = {item.methode: item for item in list_examples()}
every_example = pytest.mark.parametrize("item", VOORBEELDEN.values(), ids=VOORBEELDEN)


@pytest.fixture(scope="module")
def shown() -> Mapping[str, list[Blok]]:
    """The blocks of every example."""
    return run_examples()


def texts_of(drawing: str) -> list[str]:
    """What is written in a drawing."""
    return re.findall(r"<text[^>]*>([^<]*)</text>", drawing)


def steps_of(call: ast.Call) -> Iterator[str]:
    """The methods that a call runs: its own, and those that a series shows."""
    assert isinstance(call.func, ast.Attribute)
    yield call.func.attr
    if call.func.attr == "per":
        yield from ast.literal_eval(call.args[3])


@every_example
def test_every_method_has_one_example_of_itself_and_an_explanation(item: Voorbeeld) -> None:
    calls = [node for node in ast.walk(ast.parse(item.code)) if isinstance(node, ast.Call)]
    assert len(calls) == 1
    assert item.methode in list(steps_of(calls[0]))
    assert item.uitleg.split("\n")[0].endswith(".")


def test_every_method_is_on_the_page() -> None:
    assert set(VOORBEELDEN) == METHODS


def test_every_example_shows_what_its_method_says(shown: Mapping[str, list[Blok]]) -> None:
    for methode, blokken in shown.items():
        assert blokken
        if methode in GENUMMERD:
            assert GENUMMERD[methode] in {blok.soort for blok in blokken}, methode


def test_committed_page_is_the_generated_one(shown: Mapping[str, list[Blok]]) -> None:
    assert PAGINA.read_text(encoding="utf-8") == render_page(shown), f"Draai: {OPDRACHT}"


def test_committed_drawings_say_what_the_generated_ones_say(shown: Mapping[str, list[Blok]]) -> None:
    committed = {path.name: texts_of(path.read_text(encoding="utf-8")) for path in TEKENINGEN.glob("*.svg")}
    assert committed == {name: texts_of(drawing) for name, drawing in draw_all(shown).items()}, (
        f"Draai: {OPDRACHT}"
    )
    assert all(committed.values())


def test_an_example_is_found_in_a_docstring() -> None:
    assert split_docstring("Wat.\n\nMeer.\n\n>>> a = 1\n>>> hoofdstuk.text(a)") == (
        "Wat.\n\nMeer.", "a = 1\nhoofdstuk.text(a)"
    )  # fmt: skip
