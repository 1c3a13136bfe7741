"""The command line: commands, exit codes and messages. The only module that imports click.

Exit codes: 0 ok, 1 the gate found critical faults, 2 usage or configuration, 3 the build failed.
"""

import datetime as dt
import signal
import sys
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from sdreport import __version__
from sdreport.commands.clock import read_today
from sdreport.commands.naslag import diff, verify
from sdreport.commands.pseudonymise import pseudonymise
from sdreport.errors import AFSLUITCODES, ConfigurationError, SdreportError, describe_trace, explain_oserror
from sdreport.progress import Voortgang
from sdreport.project.folders import Project, find_project
from sdreport.project.parameters import Parameters, find_parameters, load_parameters
from sdreport.safe.text import for_terminal

rapport_argument = click.argument("rapport", required=False, metavar="[PARAMETERS]")


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, epilog=AFSLUITCODES)
@click.version_option(__version__, prog_name="sdreport")
@click.option(
    "--debug", is_flag=True, help="Toon bij een fout ook waar die in de code ontstond, zonder waarden."
)
@click.pass_context
def cli(context: click.Context, debug: bool) -> None:
    """Maak rapportages over het sociaal domein uit extracten: gecontroleerd, herhaalbaar en toegankelijk.

    PARAMETERS is een bestand uit parameters/, of de naam daarvan zonder .yaml. Zonder naam wordt het enige of
    nieuwste rapport genomen.
    """
    context.obj = {"debug": debug}


@cli.command(epilog=AFSLUITCODES)
@rapport_argument
@click.option(
    "--concept",
    is_flag=True,
    help="Bouw ook bij kritieke bevindingen en zonder vrijgave, apart en met CONCEPT op elke pagina.",
)
@click.option(
    "--all", "alle", is_flag=True, help="Bouw alle rapporten; één dat mislukt, houdt de rest niet op."
)
@click.option("--quiet", is_flag=True, help="Toon geen voortgang.")
@click.pass_context
def build(context: click.Context, rapport: str | None, concept: bool, alle: bool, quiet: bool) -> None:
    """Bouw een rapport: lezen, controleren, berekenen, hoofdstukken uitvoeren en publiceren.

    Het resultaat komt in output/<rapport>/; een concept komt in output/<rapport>-concept/. Als de build mislukt,
    blijft het vorige rapport staan. De pagina output/index.html noemt alle rapporten die er staan.
    """
    if alle and rapport:
        raise ConfigurationError("Noem een rapport, of gebruik --all; niet allebei.")
    if alle:
        project = find_project()
        from sdreport.commands.reports import build_all

        debug = bool(context.obj["debug"])
        sys.exit(build_all(project, concept, quiet, lambda command: _attempt(command, debug)))
    project, path, parameters = _open(rapport)
    from sdreport.commands.reports import (  # seconds of imports: after the quick mistakes
        build_one,
        warn_of_unbuilt,
    )

    voortgang = Voortgang(quiet=quiet)
    build_one(project, path, parameters, voortgang, concept)
    warn_of_unbuilt(project, parameters, voortgang)


@cli.command(epilog=AFSLUITCODES)
@rapport_argument
@click.option(
    "--data", type=click.Path(path_type=Path), help="Map met extracten, in plaats van die van het rapport."
)
@click.option(
    "--format", "formaat", default="text", show_default=True,
    type=click.Choice(["text", "json", "junit", "github", "html"]),
    help="Vorm van de uitkomst: voor mensen (text, html) of voor een programma.",
)  # fmt: skip
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="Schrijf de uitkomst in dit bestand, in plaats van op het scherm.",
)
def check(rapport: str | None, data: Path | None, formaat: str, output: Path | None) -> None:
    """Controleer de extracten en toon alle bevindingen, zonder een rapport te bouwen."""
    project, _, parameters = _open(rapport)
    if data is not None and not data.is_dir():
        raise ConfigurationError(f"De map {data} bestaat niet.")
    if output is not None and (output.is_dir() or not output.resolve().parent.is_dir()):
        raise ConfigurationError(
            f"In {output} kan niet worden geschreven: noem een bestand in een map die bestaat."
        )
    vandaag = read_today()
    from sdreport.bevindingen import is_kritiek
    from sdreport.commands.texts import describe_texts
    from sdreport.gate.told.formats import format_uitkomst
    from sdreport.project.vrijgave import describe_missing
    from sdreport.stages.check import (
        describe_lijsten,
        make_uitkomst,
        read_extracts,
        run_checks,
        write_lijsten,
    )

    controle = read_extracts(project, parameters, data and data.resolve())
    controle = run_checks(project, parameters, controle, vandaag)
    text = format_uitkomst(make_uitkomst(project, parameters, controle), formaat)
    if output is not None:
        output.write_text(text, encoding="utf-8", newline="\n")
    elif formaat == "text":
        click.echo(text, nl=False)
    else:  # bytes: a program reads UTF-8, whatever the terminal is set to
        click.echo(text.encode("utf-8"), nl=False)
    write_lijsten(project, parameters, controle)
    plain = formaat == "text" and output is None
    every = (
        describe_texts(project, parameters, controle),
        describe_missing(parameters),
        describe_lijsten(project, parameters),
    )
    for told in filter(None, every):
        click.echo(f"\n{told}" if plain else told, err=not plain)
    sys.exit(1 if is_kritiek(controle.bevindingen) else 0)


@cli.command(epilog=AFSLUITCODES)
@rapport_argument
@click.option("--filter", "zoek", default="", help="Toon alleen cijfers waarvan het adres deze tekst bevat.")
@click.option("--explain", metavar="ADRES", help="Leg één cijfer uit: definitie, bron, bestand en SHA-256.")
@click.option("--refresh", is_flag=True, help="Maak alleen de werkmap voor notebooks opnieuw; toon niets.")
@click.option(
    "--hidden",
    is_flag=True,
    help="Schrijf voor een toetser welke cijfers zijn afgeschermd en waarom; toon ze niet.",
)
def figures(rapport: str | None, zoek: str, explain: str | None, refresh: bool, hidden: bool) -> None:
    """Bereken de cijfers en toon ze, of leg er één uit tot op het bronbestand."""
    project, path, parameters = _open(rapport)
    from sdreport.commands.figures import (
        calculate,
        explain_figure,
        list_afgeschermd,
        list_figures,
        refresh_werkmap,
    )
    from sdreport.stages.fill_werkmap import describe_sources

    if hidden:
        click.echo(list_afgeschermd(project, parameters))
        return
    if refresh:
        refresh_werkmap(project, path, parameters)
        return
    register, controle = calculate(project, parameters)
    if explain:
        click.echo(explain_figure(register, describe_sources(project, parameters, controle), explain))
    else:
        click.echo(list_figures(register, zoek))


@cli.command(epilog=AFSLUITCODES)
@click.argument("naam", required=False)
def documents(naam: str | None) -> None:
    """Reken gepubliceerde documenten na: sommen, aandelen en beweringen in data/documenten/.

    NAAM is de naam van één tabel, zonder .csv; zonder naam worden alle documenten nagerekend.
    """
    project = find_project()
    from sdreport.bevindingen import is_kritiek, sort_bevindingen
    from sdreport.documents.check import check_documenten
    from sdreport.documents.page import MAP, read_documenten

    documenten = read_documenten(project.data / MAP)
    if naam and naam not in {document.slug for document in documenten}:
        known = ", ".join(document.slug for document in documenten)
        raise ConfigurationError(f"Document '{naam}' staat niet in data/{MAP}/. Daar staan: {known}.")
    found = [item for item in check_documenten(documenten) if naam in (None, item.dataset)]
    for item in sort_bevindingen(found):
        click.echo(item.as_text())
    sys.exit(1 if is_kritiek(found) else 0)


@cli.command("example-data", epilog=AFSLUITCODES)
@click.option("--jaar", default=2023, show_default=True, help="Jaar van de voorbeeldextracten.")
@click.option(
    "--seed", default=2023, show_default=True, help="Startgetal: hetzelfde getal geeft dezelfde bestanden."
)
@click.option(
    "--into",
    type=click.Path(path_type=Path),
    help="Map om in te schrijven, in plaats van data/; daarin hoort productcodes.csv te staan.",
)
def example_data(jaar: int, seed: int, into: Path | None) -> None:
    """Schrijf de voorbeeldextracten: verzonnen records waarvan de totalen de gepubliceerde zijn."""
    from sdreport.exampledata import write_example_data

    project = find_project()
    written = write_example_data(into or project.data, jaar, seed)
    click.echo(f"{len(written)} bestanden geschreven in {(into or project.data)}.")


@cli.command("new-year", epilog=AFSLUITCODES)
@click.argument("jaar", type=int)
@rapport_argument
def new_year(jaar: int, rapport: str | None) -> None:
    """Zet een nieuw jaar klaar: parameters, lege extracten met kopregel en toelichtingbestanden."""
    from sdreport.commands.new_year import prepare_year

    project, path, parameters = _open(rapport)
    for created in prepare_year(project, path, parameters, jaar):
        click.echo(project.relative(created))
    click.echo(f"Klaar. Vul data/{jaar}/ en draai: sdreport build")


@cli.command("new-report", epilog=AFSLUITCODES)
@click.argument("van")
@click.argument("naar")
@click.option(
    "--data",
    default="",
    help="Map voor de gegevens van het nieuwe rapport; anders een map met die dag ernaast.",
)
def new_report(van: str, naar: str, data: str) -> None:
    """Zet het volgende rapport van een monitor klaar, op een nieuwe peildatum.

    VAN is het vorige rapport, NAAR de naam van het nieuwe, met de peildatum aan het eind: monitor-2020-07-01.
    """
    from sdreport.commands.new_report import prepare_report

    project, path, parameters = _open(van)
    for created in prepare_report(project, path, parameters, naar, data):
        click.echo(project.relative(created))
    click.echo(f"Klaar. Vul het werkboek (.xlsx) in en draai: sdreport check {naar}")


@cli.command(epilog=AFSLUITCODES)
@rapport_argument
@click.option("--dataset", default="plannen", show_default=True, help="Extract waarvan de rijen erin komen.")
@click.option(
    "--peildatum", type=click.DateTime(["%Y-%m-%d"]), metavar="JJJJ-MM-DD",
    help="Zet deze dag in elke rij, en maak leeg wat op elke peildatum opnieuw wordt beoordeeld.",
)  # fmt: skip
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="Bestand om te schrijven, in plaats van in output/.werkboek/.",
)
def workbook(rapport: str | None, dataset: str, peildatum: dt.datetime | None, output: Path | None) -> None:
    """Schrijf een werkboek (.xlsx) dat collega's invullen: één rij per activiteit, met keuzelijsten en uitleg."""
    project, _, parameters = _open(rapport)
    from sdreport.commands.workbook import write_werkboek

    path = write_werkboek(project, parameters, dataset, output, peildatum.date() if peildatum else None)
    click.echo(f"Klaar: {path.resolve()}")


@cli.command("open", epilog=AFSLUITCODES)
@rapport_argument
@click.option("--concept", is_flag=True, help="Open het concept, ook als het rapport zelf er staat.")
def open_report(rapport: str | None, concept: bool) -> None:
    """Open het gebouwde rapport in de browser; is er alleen een concept, dan dat."""
    from sdreport.project.vrijgave import name_report

    project, _, parameters = _open(rapport)
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


cli.add_command(verify)
cli.add_command(diff)
cli.add_command(pseudonymise)


def main(arguments: list[str] | None = None) -> None:
    """Run a command; an error for people is one message without traceback, with the exit code of its kind."""
    debug = "--debug" in (sys.argv if arguments is None else arguments)
    # ended from outside, a run still clears its working files
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    sys.exit(_run(lambda: cli.main(args=arguments, prog_name="sdreport", standalone_mode=False), debug))


def _run(command: Callable[[], Any], debug: bool) -> int:
    try:
        return _attempt(command, debug)
    except click.ClickException as error:
        error.show()
        return ConfigurationError.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Afgebroken. Het vorige rapport staat er nog.", err=True)
        return 3


def _attempt(command: Callable[[], Any], debug: bool) -> int:
    """Run a command, tell what went wrong in it, and give its exit code; wrong use and Ctrl-C are raised."""
    try:
        command()
    except (click.ClickException, click.Abort):
        raise
    except SdreportError as error:
        return _report(error, str(error), error.exit_code, debug)
    except OSError as error:
        return _report(error, f"Het bestandssysteem weigert: {explain_oserror(error)}.", 3, debug)
    except Exception as error:
        kind = type(error).__name__
        return _report(error, f"Onverwachte fout ({kind}). Draai opnieuw met: sdreport --debug ...", 3, debug)
    return 0


def _report(error: BaseException, message: str, code: int, debug: bool) -> int:
    if debug:
        click.echo(for_terminal(describe_trace(error)), err=True)
    click.echo(for_terminal(message if code == 1 else f"Fout: {message}"), err=True)
    return code


def _open(rapport: str | None) -> tuple[Project, Path, Parameters]:
    project = find_project()
    path = find_parameters(project.parameters, rapport)
    return project, path.resolve(), load_parameters(path)
