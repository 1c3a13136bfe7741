"""What a sender calls otherwise: names of columns and codes, as the parameters of a report say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pandas as pd

from sdreport.errors import ConfigurationError, Fault, suggest
from sdreport.intake.catalogue.datasets import find_dataset
from sdreport.intake.catalogue.definition import Column, Dataset
from sdreport.intake.notation.codes import list_capitals, list_spellings
from sdreport.intake.source.header import fold_name
from sdreport.project.parameters import Parameters
from sdreport.project.parameters.vertalingen import WEGLATEN
from sdreport.project.standards.load import select_year


@dataclass(frozen=True)
class Vertaling:
    """For one dataset: delivered names of columns with ours, and per column of ours the delivered codes with ours."""

    kolommen: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    hoofdletters: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By code list its codes with other capitals."""

    def of_column(self, column: Column) -> dict[str, str]:
        """The delivered codes of a column with ours; values that speak for themselves and codes have spellings."""
        spellings = list_spellings(column.waarden) | dict(self.hoofdletters.get(column.codelijst, {}))
        return {**spellings, **self.codes.get(column.name, {})}


GEEN_VERTALING = Vertaling()


def make_vertalingen(parameters: Parameters, codelijsten: pd.DataFrame) -> dict[str, Vertaling]:
    """By dataset what its sender calls otherwise; `ConfigurationError` lists what cannot be meant."""
    lists = select_year(codelijsten, parameters.jaar).groupby("lijst")["code"]
    capitals = {str(lijst): list_capitals(list(dict.fromkeys(codes))) for lijst, codes in lists}
    made = {
        slug: Vertaling(parameters.kolommen.get(slug, {}), parameters.codes.get(slug, {}), capitals)
        for slug in parameters.datasets
    }
    file = f"{parameters.rapport}.yaml"
    faults = [
        Fault(what, file, column=place)
        for slug, vertaling in made.items()
        for place, what in _find_faults(find_dataset(slug), vertaling)
    ]
    if faults:
        raise ConfigurationError.from_list(f"{file} klopt niet:", faults)
    return made


def _find_faults(dataset: Dataset, vertaling: Vertaling) -> Iterator[tuple[str, str]]:
    """Where in the parameters something cannot be meant, and what is wrong with it."""
    names = dataset.column_names
    targets = list(vertaling.kolommen.values())
    for delivered, name in vertaling.kolommen.items():
        place = f"kolommen.{dataset.slug}.{delivered}"
        if name not in (*names, WEGLATEN):
            yield place, f"het extract {dataset.slug} heeft geen kolom '{name}'. {suggest(name, names)}"
        elif name != WEGLATEN and targets.count(name) > 1:
            yield place, f"de kolom '{name}' is hier twee keer bedoeld."
        elif not fold_name(delivered):
            yield place, "een naam heeft letters of cijfers."
    for name in vertaling.codes:
        place = f"codes.{dataset.slug}.{name}"
        if name not in names:
            yield place, f"het extract {dataset.slug} heeft geen kolom '{name}'. {suggest(name, names)}"
        elif dataset.column(name).soort not in ("code", "tekst"):
            yield place, f"de kolom '{name}' heeft geen codes, maar een {dataset.column(name).soort}."
        elif dataset.column(name).privacy == "pseudoniem":
            yield place, f"de kolom '{name}' wijst personen aan; hun nummers horen niet in de parameters."
