"""Today, for commands that judge by the calendar."""

import datetime as dt
import os

from sdreport.errors import ConfigurationError


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
