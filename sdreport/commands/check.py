"""`sdreport check`: the gate without a build, with the texts held against the numbers."""

import datetime as dt
import os
import sys
from pathlib import Path

import click

from sdreport.chapter.toelichting.carry_over import describe_weggelaten
from sdreport.commands.rapport import open_rapport, rapport_argument
from sdreport.commands.screen import tell
from sdreport.errors import AFSLUITCODES, ConfigurationError
from sdreport.project.vrijgave import describe_missing
from sdreport.stages.takeover.check import take_check
from sdreport.stages.takeover.lijsten import describe_lijsten


@click.command(epilog=AFSLUITCODES)
@rapport_argument
@click.option(
    "--data", type=click.Path(path_type=Path), help="Map met extracten, in plaats van die van het rapport."
)
@click.option(
    "--format",
    "formaat",
    default="text",
    show_default=True,
    type=click.Choice(["text", "json", "junit", "github", "html"]),
    help="Vorm van de uitkomst: voor mensen (text, html) of voor een programma.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="Schrijf de uitkomst in dit bestand, in plaats van op het scherm.",
)
@click.option(
    "--fresh", "vers", is_flag=True, help="Controleer alles opnieuw; neem niets over van een eerdere keer."
)
def check(rapport: str | None, data: Path | None, formaat: str, output: Path | None, vers: bool) -> None:
    """Controleer de extracten en toon alle bevindingen, zonder een rapport te bouwen."""
    editie = open_rapport(rapport)
    if data is not None and not data.is_dir():
        raise ConfigurationError(f"De map {data} bestaat niet.")
    if output is not None and (output.is_dir() or not output.resolve().parent.is_dir()):
        raise ConfigurationError(
            f"In {output} kan niet worden geschreven: noem een bestand in een map die bestaat."
        )
    vandaag = read_today()
    verteld = take_check(editie, formaat, vandaag, data and data.resolve(), vers)
    if output is not None:
        output.write_text(verteld.tekst, encoding="utf-8", newline="\n")
    elif formaat == "text":
        tell(verteld.tekst, nl=False)
    else:  # bytes: a program reads UTF-8, whatever the terminal is set to
        click.echo(verteld.tekst.encode("utf-8"), nl=False)
    plain = formaat == "text" and output is None
    every = (
        verteld.teksten,
        describe_weggelaten(editie.toelichting[-1]),
        describe_missing(editie.parameters),
        describe_lijsten(editie),
    )
    for told in filter(None, every):
        tell(f"\n{told}" if plain else told, err=not plain)
    sys.exit(1 if verteld.kritiek else 0)


def read_today() -> dt.date:
    """Today, to warn of acceptances that have expired; or the day of SOURCE_DATE_EPOCH, for a run that is repeated."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return dt.datetime.now().astimezone().date()
    try:
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date()
    except (ValueError, OverflowError, OSError):
        raise ConfigurationError(
            "De omgevingsvariabele SOURCE_DATE_EPOCH is geen getal van seconden sinds 1 januari 1970."
        ) from None
