"""Commands on reports that have been built: hold one against its manifest, or two against each other."""

import sys

import click

from sdreport.errors import AFSLUITCODES, ConfigurationError

VERSCHIL = " Bij deze opdracht is 1: er is een verschil."


@click.command(epilog=AFSLUITCODES + VERSCHIL)
@click.argument("rapport", metavar="MAP")
@click.option(
    "--rebuild",
    is_flag=True,
    help="Bouw het rapport ook opnieuw, apart, en vergelijk elk bestand byte voor byte.",
)
@click.option("--quiet", is_flag=True, help="Toon geen voortgang.")
def verify(rapport: str, rebuild: bool, quiet: bool) -> None:
    """Kijk na of een gebouwd rapport nog is wat het was: elk bestand, de invoer en de versies.

    MAP is de map van een rapport, zoals output/raadsrapportage-2023, of de naam ervan.
    """
    from sdreport.commands.verification import (
        find_report,
        find_root,
        has_invoer,
        rebuild_report,
        verify_report,
    )
    from sdreport.progress import Voortgang
    from sdreport.register.manifest import read_manifest

    folder = find_report(rapport)
    project = find_root(folder)
    lines = verify_report(folder, project)
    if project is None or not has_invoer(project, read_manifest(folder)):
        project = None
        click.echo("De invoer van dit rapport is hier niet; die is niet nagekeken.", err=True)
    if rebuild:
        if project is None:
            raise ConfigurationError("Opnieuw bouwen kan alleen waar de invoer van het rapport staat.")
        lines += rebuild_report(folder, project, Voortgang(quiet=quiet))
    for line in lines:
        click.echo(line)
    click.echo(
        f"{len(lines)} {'verschil' if len(lines) == 1 else 'verschillen'}." if lines else "Geen verschillen."
    )
    sys.exit(1 if lines else 0)


@click.command(epilog=AFSLUITCODES)
@click.argument("oud", metavar="A")
@click.argument("nieuw", metavar="B")
@click.option(
    "--format", "formaat", default="text", show_default=True, type=click.Choice(["text", "json", "csv"]),
    help="Vorm van de uitkomst: voor mensen (text), een programma (json) of een rekenblad (csv).",
)  # fmt: skip
def diff(oud: str, nieuw: str, formaat: str) -> None:
    """Vergelijk twee gebouwde rapporten, of twee jaren, cijfer voor cijfer en tekst voor tekst.

    A en B zijn mappen van rapporten, of hun namen. Bij elk verschil staat waardoor het kan komen: andere gegevens, een
    andere definitie, andere parameters of andere code. Van een cijfer dat in A of B is afgeschermd, ziet u geen waarde.
    """
    from sdreport.commands.diff_forms import format_vergelijking
    from sdreport.commands.verification import find_report
    from sdreport.register.diff import compare_reports, read_bouwsel

    found = compare_reports(read_bouwsel(find_report(oud)), read_bouwsel(find_report(nieuw)))
    text = format_vergelijking(found, formaat)
    # bytes: a program reads UTF-8, whatever the terminal is set to
    click.echo(text if formaat == "text" else text.encode("utf-8"), nl=False)
