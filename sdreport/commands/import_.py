"""`sdreport import`: standard messages of iWmo and iJw to the extracts toewijzingen and declaraties."""

import os
from pathlib import Path

import click

from sdreport.commands.rapport import open_rapport
from sdreport.errors import AFSLUITCODES, ConfigurationError, GateError
from sdreport.project.folders import find_project


@click.command("import", epilog=AFSLUITCODES)
@click.argument("bron", type=click.Path(path_type=Path))
@click.argument("rapport", required=False, metavar="[PARAMETERS]")
@click.option(
    "--into",
    type=click.Path(path_type=Path),
    help="Map voor de extracten, in plaats van die van het rapport; dan met alle jaren.",
)
@click.option("--jaar", type=int, help="Neem alleen wat in dit jaar liep of is gedeclareerd.")
@click.option("--gemeente", default="", metavar="CODE", help="Neem alleen berichten van deze CBS-code.")
@click.option("--keep-going", "doorgaan", is_flag=True, help="Laat weg wat niet te lezen is, en ga door.")
@click.option(
    "--replace", "vervangen", is_flag=True, help="Vervang rijen in natura die al in de extracten staan."
)
def import_berichten(
    bron: Path,
    rapport: str | None,
    into: Path | None,
    jaar: int | None,
    gemeente: str,
    doorgaan: bool,
    vervangen: bool,
) -> None:
    """Lees berichten van iWmo en iJw 3.2 en schrijf de extracten toewijzingen en declaraties.

    BRON is een map of een zip-bestand met berichten (XML). Nummers van cliënten worden pseudoniemen; de sleutel komt
    uit de omgevingsvariabele SDREPORT_SLEUTEL. Namen en adressen worden niet overgenomen.
    """
    from sdreport.intake.berichten.run import Opdracht
    from sdreport.intake.berichten.run import import_berichten as run_import
    from sdreport.intake.berichten.summary import describe_uitkomst
    from sdreport.intake.berichten.tables import load_tabellen
    from sdreport.intake.pseudonym import VARIABELE
    from sdreport.safe.restricted import make_closed

    if into is not None and rapport:
        raise ConfigurationError("Noem een rapport, of een map met --into; niet allebei.")
    project = find_project()
    if into is None:
        editie = open_rapport(rapport)
        into, jaar = editie.data, jaar or editie.parameters.jaar
    opdracht = Opdracht(bron, into, gemeente, jaar, doorgaan, vervangen)
    tabellen = load_tabellen(project.data)
    lijst = make_closed(project.output / ".import") / "meldingen.csv"
    uitkomst = run_import(opdracht, tabellen, os.environ.get(VARIABELE, ""), lijst)
    click.echo(describe_uitkomst(uitkomst, tabellen, lijst))
    if uitkomst.gestopt:
        raise GateError("De berichten zijn niet ingelezen.")
