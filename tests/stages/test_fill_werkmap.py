"""What chapters get to read of the parameters."""

from pathlib import Path

from sdreport.project.folders import find_project
from sdreport.project.parameters import load_parameters
from sdreport.stages.grondslag import name_gemeenten

PROJECT = find_project(Path(__file__).parent)


def test_a_notebook_calls_municipalities_by_what_they_are() -> None:
    parameters = load_parameters(PROJECT.parameters / "peilnota-1-2014.yaml")
    assert parameters.regio
    by_size = sorted(parameters.regio.gemeenten, key=lambda item: item.inwoners)
    own = next(item.slug for item in by_size if item.naam == parameters.gemeente)
    assert name_gemeenten(parameters) == {"eigen": own, "kleinste": by_size[0].slug}
    elsewhere = parameters.model_copy(update={"gemeente": "Elders"})
    assert name_gemeenten(elsewhere) == {"kleinste": by_size[0].slug}
    assert name_gemeenten(parameters.model_copy(update={"regio": None})) == {}
