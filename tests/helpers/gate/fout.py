"""A fault in one row of an extract, with the rules that must find it."""

from dataclasses import dataclass, field

from sdreport.intake.catalogue.datasets import DATASETS


@dataclass(frozen=True)
class Fout:
    """A copy of a clean row with changes, added at the end of the extract, with a key of its own (see VRIJ).

    `regels` are the rules (without the dataset) that must name the added line, and no other rule may;
    `dubbel` are rules that must name the copied line as well. `basis` is the number of the copied row. `volgt` are the
    rules of koppelingen that must find it too where all extracts are together (see `mutaties_rijen`).
    """

    regels: str
    wijzigingen: dict[str, str] = field(default_factory=dict)
    basis: int = 0
    dubbel: str = ""
    volgt: str = ""


def leeg(slug: str) -> list[Fout]:
    """A fault for each required column that is left empty."""
    return [
        Fout(f"{column.name}_gevuld", {column.name: ""})
        for column in DATASETS[slug].columns
        if column.verplicht
    ]


def partner(nummer: str, geboortejaar: str, geslacht: str) -> dict[str, str]:
    """The columns of a partner."""
    return {
        "partner_clientnummer": nummer, "partner_geboortejaar": geboortejaar, "partner_geslacht": geslacht,
    }  # fmt: skip
