"""What a command tells on the screen: words that came with a file never steer the terminal; wrong use is one line."""

import click

from sdreport.errors import shorten, suggest
from sdreport.safe.text import for_terminal

LANGSTE_WOORD = 60


def tell(text: object, err: bool = False, nl: bool = True) -> None:
    """Show a text, with each sign that nobody sees by its number."""
    click.echo(for_terminal(str(text)), err=err, nl=nl)


def describe_misuse(error: click.ClickException) -> str:
    """What a user typed that cannot be, and how to see what can."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "sdreport"
    return " ".join(f"{_tell(error, command)} Zie: {command} --help".split())


def _tell(error: click.ClickException, command: str) -> str:
    context: click.Context | None = getattr(error, "ctx", None)
    match error:
        case click.exceptions.NoSuchOption():
            known = [name for one in context.command.params for name in one.opts] if context else []
            hint = suggest(error.option_name, known, "")
            return f"De optie '{_short(error.option_name)}' bestaat niet bij {command}. {hint}"
        case click.exceptions.NoSuchCommand():
            known = (
                sorted(context.command.commands)
                if context and isinstance(context.command, click.Group)
                else []
            )
            return f"De opdracht '{_short(error.command_name)}' bestaat niet. {suggest(error.command_name, known)}"
        case click.exceptions.BadOptionUsage():
            need = "geen" if "not take" in error.message else "een"
            return f"Achter de optie '{_short(error.option_name)}' hoort {need} waarde."
        case click.MissingParameter():
            return f"Bij {command} ontbreekt {_name(error)}."
        case click.BadParameter():
            return f"De waarde van {_name(error)} is niet goed: hier hoort {_describe(error.param)}."
        case click.UsageError():
            most = sum(isinstance(one, click.Argument) for one in context.command.params) if context else 0
            what = f"hoogstens {most}" if most else "geen"
            return f"Achter {command} staat te veel: er horen {what} namen, en opties met '--' ervoor."
    return f"Een bestand van {command} is niet te openen."


def _name(error: click.BadParameter) -> str:
    if isinstance(error.param, click.Argument) and error.ctx:
        return error.param.make_metavar(error.ctx)
    return f"de optie '{error.param.opts[0]}'" if error.param else "een optie"


def _describe(param: click.Parameter | None) -> str:
    match param.type if param else None:
        case click.Choice(choices=choices):
            return f"een van {', '.join(map(str, choices))}"
        case click.IntRange(min=int(least)):
            return f"een geheel getal van {least} of meer"
        case click.types.IntParamType():
            return "een geheel getal"
        case click.DateTime():
            return "een datum, zoals 2024-12-31"
        case click.Path(file_okay=False):
            return "een map"
    return "iets anders"


def _short(text: str) -> str:
    return shorten(text, LANGSTE_WOORD)
