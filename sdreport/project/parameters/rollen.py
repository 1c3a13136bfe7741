"""Roles, and texts about decisions: who did what in a municipality is told by role, never by name."""

import re
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

GEVULD = StringConstraints(strip_whitespace=True, min_length=1)
"""A text in which something stands: blanks say nothing."""
LANGSTE_BESLUIT = 2_000
TUSSEN = r"(?:(?:van|de|der|den|het|ten|ter|te|el|al|von) )*"
WOORD = r"[A-ZÀ-Þ][a-zß-ÿ]+"
NAAM_IN_ROL = re.compile(rf"^[A-ZÀ-Þ]|@|\d|\b[A-Z]\.|{WOORD},? {TUSSEN}{WOORD}")
"""A role begins with a small letter and has no two words with a capital behind each other, as names have."""
PERSOON = re.compile(
    rf"[\w.+-]+@[\w-]+\.[a-z]{{2,}}|(?<!\d)(?:\+31|0)[1-9](?:[ -]?\d){{8}}(?!\d)|\b(?:[A-Z]\.)+ ?{TUSSEN}{WOORD}"
    rf"|\b(?:[Dd]hr|[Mm]evr|[Mm]w|[Dd]rs|[Ii]r)\.? (?:[A-Z]\.)*{TUSSEN}{WOORD}"
)
"""An e-mail address, a telephone number, initials with a name, a form of address with a name."""


def _check_rol(value: str) -> str:
    if NAAM_IN_ROL.search(value):
        raise ValueError(
            f"'{value}' lijkt een naam; noem een rol in kleine letters, zoals 'teamleider jeugd'"
        )
    return value


def _check_tekst(value: str) -> str:
    if PERSOON.search(value):
        raise ValueError("hier lijkt een persoon te staan; noem een rol, en geen adres of telefoonnummer")
    return value


Rol = Annotated[str, GEVULD, AfterValidator(_check_rol)]
"""A role in the organisation."""
Besluittekst = Annotated[
    str, GEVULD, StringConstraints(max_length=LANGSTE_BESLUIT), AfterValidator(_check_tekst)
]
"""What was assumed or decided, without persons: it is published."""
