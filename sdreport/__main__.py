"""`sdreport` and `python -m sdreport`: from the first moment on, Ctrl-C ends in one line."""

import sys

from sdreport.errors import AFGEBROKEN


def main() -> None:
    """Run a command; what it imports takes a second, in which people can change their mind as well."""
    try:
        from sdreport.commands.cli import main as run

        run()
    except KeyboardInterrupt:
        print(AFGEBROKEN, file=sys.stderr)
        sys.exit(3)


if __name__ == "__main__":
    main()
