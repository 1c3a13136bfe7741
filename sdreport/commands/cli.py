"""The command line: the group of all commands, and how a run ends: a message for people and an exit code.

Exit codes: 0 ok, 1 the gate found critical faults, 2 usage or configuration, 3 the build failed.
"""

import gc
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import click

from sdreport import __version__
from sdreport.commands.build import build
from sdreport.commands.build_each import build_each
from sdreport.commands.built.diff import diff
from sdreport.commands.built.open import open_report
from sdreport.commands.built.sign import sign_report
from sdreport.commands.built.verify import verify
from sdreport.commands.check import check
from sdreport.commands.documents import documents
from sdreport.commands.example_data import example_data
from sdreport.commands.figures import figures
from sdreport.commands.import_ import import_standaard
from sdreport.commands.map_ import map_columns
from sdreport.commands.new.new_key import new_key
from sdreport.commands.new.new_project import new_project
from sdreport.commands.new.new_report import new_report
from sdreport.commands.new.new_year import new_year
from sdreport.commands.pseudonymise import pseudonymise
from sdreport.commands.screen import describe_misuse, tell
from sdreport.commands.workbook import workbook
from sdreport.errors import (
    AFGEBROKEN,
    AFSLUITCODES,
    ConfigurationError,
    SdreportError,
    describe_trace,
    explain_oserror,
)
from sdreport.project.folders import find_root
from sdreport.publish.werkplek import open_werkplek
from sdreport.safe.imports import skip_iri_grammar

ZELDEN_OPRUIMEN = (50_000, 20, 20)
"""How seldom garbage is looked for: nearly all that a command imports and makes stays until it ends."""
COMMANDS = (
    build,
    build_each,
    check,
    figures,
    documents,
    verify,
    sign_report,
    diff,
    open_report,
    new_project,
    new_key,
    new_year,
    new_report,
    workbook,
    import_standaard,
    map_columns,
    pseudonymise,
    example_data,
)


@click.group(commands=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]}, epilog=AFSLUITCODES)
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
    context.obj = partial(attempt, debug=debug)


def main(arguments: list[str] | None = None) -> None:
    """Run a command; an error for people is one message without traceback, with the exit code of its kind."""
    debug = "--debug" in (sys.argv if arguments is None else arguments)
    skip_iri_grammar()
    gc.set_threshold(*ZELDEN_OPRUIMEN)
    # ended from outside, a run still clears its working files
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    sys.exit(_run(lambda: _in_werkplek(arguments), debug))


def _in_werkplek(arguments: list[str] | None) -> None:
    """The command, with its working files in a folder that is cleared, as is what an earlier one left."""
    with open_werkplek(find_root(Path.cwd())):
        cli.main(args=arguments, prog_name="sdreport", standalone_mode=False)


def _run(command: Callable[[], Any], debug: bool) -> int:
    try:
        return attempt(command, debug)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return ConfigurationError.exit_code
    except click.ClickException as error:
        tell(f"Fout: {describe_misuse(error)}", err=True)
        return ConfigurationError.exit_code
    except (click.Abort, KeyboardInterrupt):
        tell(AFGEBROKEN, err=True)
        return 3


def attempt(command: Callable[[], Any], debug: bool) -> int:
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
        tell(describe_trace(error), err=True)
    tell(message if code == 1 else f"Fout: {message}", err=True)
    return code
