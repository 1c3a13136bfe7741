"""Files spoiled at random: cut off, with signs put in, lines twice, values replaced; all are read or refused.

`SDREPORT_VOORBEELDEN=20` tries so many times as many.
"""

import os
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from sdreport.errors import SdreportError

RAAR = [
    b"", b"\x00", b"\xff\xfe", b"\xc3", "\ufeff".encode(), "\u202e".encode(), b"\x1b[31m", b'"', b"'", b";", b":",
    b"\n", b"\r", b"\t", b"{", b"}", b"[", b"]", b"<", b"&a", b"*a", b"!!x", b"<<: ", b"- ", b"#", b"null", b"true",
    b"~", b"nan", b"-1", b"1e999", b"0.5", b"017", b"9" * 400, b"2023-13-45", b"0000-00-00", b"totaal", b"../../x",
    b"[" * 2000,
    b"x" * 5000, b"=1+1", b"{{ x }}", b"{{", b"$x$", b"\xe2\x80\xa8", b"/dev/zero", b"a=b;c=d", b"NaN", b"{}", b"[]",
    b'""', b"1_000", b"12:30", b".inf", b"0x1F", b"! x", b"? ", b"---", b"%YAML 9.9", b"| ", b"\x85", b"con",
    b"\xc2\x85", "٣".encode(), "²".encode(), "\u0301".encode() * 50, b"#REF!", b"1E5", b"&#x0;", b"]]>", b"<!DOCTYPE x",
    b"xmlns=''", b"[a](javascript:x)", b"[^1]", b"```", b"|" * 500, b">" * 500, b"\r\r\n", b"\x1a", b"PK\x03\x04",
    b"31-12-9999",
]  # fmt: skip


@st.composite
def spoil(draw: st.DrawFn, content: bytes) -> bytes:
    """The content with a few things done to it."""
    for _ in range(draw(st.integers(1, 3))):
        lines = content.split(b"\n")
        place = draw(st.integers(0, max(0, len(content) - 1)))
        line = draw(st.integers(0, len(lines) - 1))
        rare = draw(st.sampled_from(RAAR) | st.binary(max_size=6))
        how = draw(st.sampled_from(["in", "over", "cut", "twice", "gone", "value", "field", "word"]))
        if how == "in":
            content = content[:place] + rare + content[place:]
        elif how == "over":
            content = content[:place] + rare + content[place + len(rare) :]
        elif how == "cut":
            content = content[:place]
        elif how == "twice":
            content = b"\n".join([*lines[:line], lines[line], *lines[line:]])
        elif how == "gone":
            content = b"\n".join([*lines[:line], *lines[line + 1 :]])
        else:
            mark = {"value": b": ", "field": b";", "word": b" "}[how]
            parts = lines[line].split(mark)
            parts[draw(st.integers(0, len(parts) - 1))] = rare
            content = b"\n".join([*lines[:line], mark.join(parts), *lines[line + 1 :]])
    return content


def try_often(times: int) -> settings:
    """So many examples, or a multiple of them."""
    most = times * int(os.environ.get("SDREPORT_VOORBEELDEN", "1"))
    return settings(max_examples=most, deadline=None, suppress_health_check=list(HealthCheck))


def check_all(
    path: Path, content: bytes, readers: Sequence[Callable[[Path], object]], geheim: Sequence[str] = ()
) -> None:
    """Each reader takes the file or refuses it in words for people; what it says holds nothing of `geheim`."""
    path.write_bytes(content)
    for read in readers:
        with warnings.catch_warnings(record=True) as quoted:
            warnings.simplefilter("always")
            try:
                said = str(read(path) or "")
            except SdreportError as error:
                said = str(error)
                assert said and len(said) < 20_000
        assert not [word for word in geheim if word in said]
        assert not [
            item.message for item in quoted if item.category not in (ResourceWarning, DeprecationWarning)
        ]
