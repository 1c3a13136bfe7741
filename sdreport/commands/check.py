"""`sdreport check`: the gate without a build, with the texts held against the numbers."""

import datetime as dt
import os
import sys
from pathlib import Path

import click

from sdreport.bevindingen import is_kritiek
from sdreport.commands.rapport import open_rapport, rapport_argument
from sdreport.errors import AFSLUITCODES, ConfigurationError
from sdreport.project.vrijgave import describe_missing


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
def check(rapport: str | None, data: Path | None, formaat: str, output: Path | None) -> None:
    """Controleer de extracten en toon alle bevindingen, zonder een rapport te bouwen."""
    editie = open_rapport(rapport)
    if data is not None and not data.is_dir():
        raise ConfigurationError(f"De map {data} bestaat niet.")
    if output is not None and (output.is_dir() or not output.resolve().parent.is_dir()):
        raise ConfigurationError(
            f"In {output} kan niet worden geschreven: noem een bestand in een map die bestaat."
        )
    vandaag = read_today()
    from sdreport.gate.told.formats import format_uitkomst
    from sdreport.stages.check import run_checks
    from sdreport.stages.check_texts import describe_texts
    from sdreport.stages.read import read_extracts
    from sdreport.stages.tell_senders import describe_lijsten, make_uitkomst, write_lijsten

    controle = read_extracts(editie, data and data.resolve())
    controle = run_checks(editie, controle, vandaag)
    text = format_uitkomst(make_uitkomst(editie, controle), formaat)
    if output is not None:
        output.write_text(text, encoding="utf-8", newline="\n")
    elif formaat == "text":
        click.echo(text, nl=False)
    else:  # bytes: a program reads UTF-8, whatever the terminal is set to
        click.echo(text.encode("utf-8"), nl=False)
    write_lijsten(editie, controle)
    plain = formaat == "text" and output is None
    every = (
        describe_texts(editie, controle),
        describe_missing(editie.parameters),
        describe_lijsten(editie),
    )
    for told in filter(None, every):
        click.echo(f"\n{told}" if plain else told, err=not plain)
    sys.exit(1 if is_kritiek(controle.bevindingen) else 0)


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
