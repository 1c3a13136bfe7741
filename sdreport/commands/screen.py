"""What a command tells on the screen: words that came with a file never steer the terminal."""

import click

from sdreport.safe.text import for_terminal


def tell(text: object, err: bool = False, nl: bool = True) -> None:
    """Show a text, with each sign that nobody sees by its number."""
    click.echo(for_terminal(str(text)), err=err, nl=nl)
