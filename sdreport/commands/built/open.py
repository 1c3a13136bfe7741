"""`sdreport open`: a built report in the browser."""

import webbrowser
from dataclasses import replace

import click

from sdreport.commands.rapport import open_rapport, rapport_argument
from sdreport.commands.screen import tell
from sdreport.errors import AFSLUITCODES, ConfigurationError


@click.command("open", epilog=AFSLUITCODES)
@rapport_argument
@click.option("--concept", is_flag=True, help="Open het concept, ook als het rapport zelf er staat.")
def open_report(rapport: str | None, concept: bool) -> None:
    """Open het gebouwde rapport in de browser; is er alleen een concept, dan dat."""
    editie = open_rapport(rapport, concept)
    pages = [page for item in (editie, replace(editie, concept=True)) if (page := item.index).is_file()]
    if not pages:
        raise ConfigurationError(
            f"{editie.naam} is nog niet gebouwd. Draai eerst: sdreport build {editie.parameters.rapport}"
            f"{' --concept' if concept else ''}"
        )
    webbrowser.open(pages[0].as_uri())
    tell(editie.project.relative(pages[0]))
