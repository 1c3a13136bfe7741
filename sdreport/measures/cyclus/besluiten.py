"""Decisions that a note names: how many, by the body that decides and by how far they are."""

from collections.abc import Iterator

from sdreport.measures.definitie import Invoer, Meting, indicator
from sdreport.register.structuur import SOM, TOTAAL


@indicator(
    dimensies=("orgaan", "status"),
    eenheid="besluiten",
    bron=("besluiten",),
    definitie="Besluiten die de nota noemt, naar het orgaan dat besluit en naar de stand.",
    totaal={"orgaan": SOM, "status": SOM},
)
def besluiten(invoer: Invoer) -> Iterator[Meting]:
    """Decisions per body and status, with totals; every combination is given, also with 0."""
    rows = invoer.tabellen["besluiten"]
    for orgaan in [*sorted(rows["orgaan"].dropna().unique()), TOTAAL]:
        for status in [*sorted(rows["status"].dropna().unique()), TOTAAL]:
            of_orgaan = True if orgaan == TOTAAL else rows["orgaan"] == orgaan
            of_status = True if status == TOTAAL else rows["status"] == status
            aantal = int((rows["nummer"].notna() & of_orgaan & of_status).sum())
            yield Meting((str(orgaan), str(status)), aantal, aantal)


@indicator(
    eenheid="besluiten",
    bron=("besluiten",),
    definitie="Besluiten waarbij de nota geen moment noemt en die nog niet zijn genomen.",
)
def besluiten_zonder_moment(invoer: Invoer) -> Iterator[Meting]:
    """Open decisions without a moment."""
    rows = invoer.tabellen["besluiten"]
    aantal = int((rows["moment"].isna() & (rows["status"] != "genomen")).sum())
    yield Meting((), aantal, aantal)
