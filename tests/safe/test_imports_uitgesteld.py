"""Modules that are imported when something of them is asked for."""

import gc
import inspect
import sys

import pytest

from sdreport.safe.imports import delay, import_to_stay


@pytest.fixture(autouse=True)
def module() -> None:
    sys.modules.pop("this", None)


def test_a_delayed_module_is_imported_when_something_of_it_is_asked_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    delay("this")
    import this

    assert capsys.readouterr().out == ""
    assert this.d["A"] == "N"
    assert "The Zen of Python" in capsys.readouterr().out
    assert sys.modules["this"] is not this and sys.modules["this"].d is this.d


def test_to_ask_where_all_modules_lie_imports_none(capsys: pytest.CaptureFixture[str]) -> None:
    """As each kernel does when it starts, and a traceback: of one that is delayed there is nothing to know."""
    delay("this")
    assert not any(module.__file__ for module in [sys.modules["this"]] if hasattr(module, "__file__"))
    inspect.getmodule(sys.modules["gc"])
    assert capsys.readouterr().out == ""
    assert type(sys.modules["this"]).__name__ == "Later"


def test_what_is_there_already_stays() -> None:
    delay("sys", "json")
    assert sys.modules["sys"] is sys and type(sys.modules["json"]).__name__ == "module"


def test_garbage_is_looked_for_again_after_an_import_also_one_that_fails() -> None:
    with pytest.raises(ImportError), import_to_stay():
        assert not gc.isenabled()
        raise ImportError
    assert gc.isenabled()
    gc.unfreeze()
