"""`sdreport diff`: two built reports against each other."""

import click

from sdreport.commands.screen import tell
from sdreport.errors import AFSLUITCODES
from sdreport.project.folders import find_report


@click.command(epilog=AFSLUITCODES)
@click.argument("oud", metavar="A")
@click.argument("nieuw", metavar="B")
@click.option(
    "--format",
    "formaat",
    default="text",
    show_default=True,
    type=click.Choice(["text", "json", "csv"]),
    help="Vorm van de uitkomst: voor mensen (text), een programma (json) of een rekenblad (csv).",
)
def diff(oud: str, nieuw: str, formaat: str) -> None:
    """Vergelijk twee gebouwde rapporten, of twee jaren, cijfer voor cijfer en tekst voor tekst.

    A en B zijn mappen van rapporten, of hun namen. Bij elk verschil staat waardoor het kan komen: andere gegevens, een
    andere definitie, andere parameters of andere code. Van een cijfer dat in A of B is afgeschermd, ziet u geen waarde.
    """
    from sdreport.register.built.diff import compare_reports, read_bouwsel
    from sdreport.register.built.diff_forms import format_vergelijking

    found = compare_reports(read_bouwsel(find_report(oud)), read_bouwsel(find_report(nieuw)))
    text = format_vergelijking(found, formaat)
    # bytes: a program reads UTF-8, whatever the terminal is set to
    if formaat == "text":
        tell(text, nl=False)
    else:
        click.echo(text.encode("utf-8"), nl=False)
