"""Small tables for tests of disclosure control: rows and columns with totals, as numbers of one indicator."""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from openhulp import OPEN

from sdreport.disclosure import BeschermdCijfer, protect, release
from sdreport.measures.definitie import Gemeten
from sdreport.project.parameters import Geheimhouding
from sdreport.register.cijfer import Cijfer, Sleutel
from sdreport.register.structuur import SOM, TOTAAL, UNIEK, Structuur

JAAR = 2023
SOMMEN = Structuur(totalen={"proef": {"rij": SOM, "kolom": SOM, "laag": SOM}})
UNIE = Structuur(totalen={"proef": {"rij": UNIEK}})


def make_cijfer(
    waarden: Mapping[str, str],
    waarde: float,
    eenheid: str = "personen",
    indicator: str = "proef",
    **anders: object,
) -> Gemeten:
    """A number on persons; it rests on as many rows as its value says, unless told otherwise."""
    made = Gemeten(indicator, JAAR, waarden, waarde, eenheid, "toewijzingen", "Proef.", int(waarde), True)
    return replace(made, **anders)  # type: ignore[arg-type]


def make_table(values: Mapping[tuple[str, ...], int], dimensies: Sequence[str]) -> list[Gemeten]:
    """The cells of a table and all its totals: over every dimension, and over every set of them."""
    cells: dict[tuple[str, ...], int] = {}
    for key, value in values.items():
        for kept in itertools.product((True, False), repeat=len(key)):
            where = tuple(part if keep else TOTAAL for part, keep in zip(key, kept, strict=True))
            cells[where] = cells.get(where, 0) + value
    return [make_cijfer(dict(zip(dimensies, key, strict=True)), value) for key, value in cells.items()]


def make_row(*values: int) -> list[Gemeten]:
    """A table of one row: its cells `a`, `b`, ... and their total."""
    return make_table({(name,): value for name, value in zip("abcdefghij", values, strict=False)}, ["rij"])


def make_grid(rows: Sequence[Sequence[int]]) -> list[Gemeten]:
    """A table of rows `r0`, `r1`, ... and columns `k0`, `k1`, ... with all totals."""
    values = {(f"r{r}", f"k{k}"): value for r, row in enumerate(rows) for k, value in enumerate(row)}
    return make_table(values, ["rij", "kolom"])


def hidden_of(items: Iterable[BeschermdCijfer]) -> set[str]:
    """The addresses of what is hidden, without the name of the indicator `proef`."""
    return {item.sleutel[0].removeprefix("proef.") for item in items if item.onderdrukt}


def protect_table(
    cijfers: Iterable[Gemeten], drempel: int = 10, structuur: Structuur = SOMMEN, **regels: object
) -> list[BeschermdCijfer]:
    """Protect with the given rules."""
    rules = Geheimhouding.model_validate({"drempel": drempel, **regels}) if drempel else OPEN
    return protect(cijfers, rules, structuur)


def publish(items: Iterable[BeschermdCijfer]) -> list[Cijfer]:
    """The rows as they would be published."""
    return list(release(items, "definitief"))


def true_values(cijfers: Iterable[Gemeten]) -> dict[Sleutel, float]:
    """The values by address and year."""
    return {cijfer.sleutel: cijfer.waarde for cijfer in cijfers}
