"""`sdreport` and `python -m sdreport`: from the first moment on, Ctrl-C ends in one line."""

import _thread
import signal
import sys
import threading

from sdreport.errors import AFGEBROKEN

STRAKS_S = 0.05


def main() -> None:
    """Run a command; what it imports takes a second, in which people can change their mind as well."""
    sys.unraisablehook = break_off_later
    try:
        from sdreport.commands.cli import main as run

        run()
    except KeyboardInterrupt:
        print(AFGEBROKEN, file=sys.stderr)
        sys.exit(3)


def break_off_later(found: "sys.UnraisableHookArgs") -> None:
    """Ctrl-C where Python could only print it and go on, as in a callback of an import: once more, a moment later."""
    if found.exc_type is not KeyboardInterrupt:
        sys.__unraisablehook__(found)
        return
    again = threading.Timer(STRAKS_S, _interrupt)
    again.daemon = True
    again.start()


def _interrupt() -> None:
    """Ctrl-C for the main thread, also when it waits."""
    if sys.platform == "win32":
        _thread.interrupt_main()
    else:
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)


if __name__ == "__main__":
    main()
