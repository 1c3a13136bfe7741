"""`sdreport open`: a built report in the browser."""

import webbrowser

import click

from sdreport.commands.rapport import open_rapport, rapport_argument
from sdreport.errors import AFSLUITCODES, ConfigurationError
from sdreport.project.vrijgave import name_report


@click.command("open", epilog=AFSLUITCODES)
@rapport_argument
@click.option("--concept", is_flag=True, help="Open het concept, ook als het rapport zelf er staat.")
def open_report(rapport: str | None, concept: bool) -> None:
    """Open het gebouwde rapport in de browser; is er alleen een concept, dan dat."""
    project, _, parameters = open_rapport(rapport)
    names = [name_report(parameters.rapport, True)] if concept else []
    names = names or [name_report(parameters.rapport, concept) for concept in (False, True)]
    pages = [page for name in names if (page := project.output / name / "index.html").is_file()]
    if not pages:
        raise ConfigurationError(
            f"{names[0]} is nog niet gebouwd. Draai eerst: sdreport build {parameters.rapport}"
            f"{' --concept' if concept else ''}"
        )
    page = pages[0]
    webbrowser.open(page.as_uri())
    click.echo(project.relative(page))
