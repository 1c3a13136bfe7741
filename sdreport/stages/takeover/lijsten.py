"""The restricted lists of a report: which there are, and where they are for whoever reads a terminal."""

from sdreport.project.editie import Editie

TERUGMELDING = ".terugmelding"


def list_van_controle(editie: Editie) -> tuple[str, ...]:
    """What a check writes, as patterns from the output folder."""
    place = f"{TERUGMELDING}/{editie.parameters.rapport}"
    return f"{place}/*.csv", f"{place}/*.xlsx"


def list_van_build(editie: Editie) -> tuple[str, ...]:
    """What a build writes of the extracts beside its report, as patterns from the output folder."""
    return *list_van_controle(editie), f".geheimhouding/{editie.parameters.rapport}/afgeschermd.csv"


def describe_lijsten(editie: Editie) -> str:
    """Where the lists of the last check are, and for whom; empty when there are none."""
    folder = editie.project.output / TERUGMELDING / editie.parameters.rapport
    slugs = sorted(path.stem for path in folder.glob("*.csv")) if folder.is_dir() else []
    if not slugs:
        return ""
    return (
        f"Terugmeldlijsten voor de afzenders (.csv en .xlsx, met sleutels van records: niet publiceren) in "
        f"{editie.project.relative(folder)}/: {', '.join(slugs)}."
    )
