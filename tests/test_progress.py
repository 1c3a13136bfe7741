"""Progress on a terminal or in a log: a line per stage, with times in Dutch notation."""

import io
import re

import pytest

from sdreport.progress import Progress


def test_every_time_has_a_decimal_comma() -> None:
    stream = io.StringIO()
    progress = Progress(stream)
    with progress.stage("Lezen"):
        pass
    progress.finish("Klaar: output/x.y/index.html")
    first, last = stream.getvalue().splitlines()
    assert re.fullmatch(r"Lezen \(\d+,\d s\)", first)
    assert re.fullmatch(r"Klaar: output/x\.y/index\.html \(\d+,\d s\)", last)


def test_a_stage_that_fails_says_so() -> None:
    stream = io.StringIO()
    with pytest.raises(ValueError), Progress(stream).stage("Lezen"):
        raise ValueError
    assert stream.getvalue() == "mislukt: Lezen\n"


def test_quiet_says_nothing() -> None:
    stream = io.StringIO()
    Progress(stream, quiet=True).finish("Klaar")
    assert stream.getvalue() == ""
