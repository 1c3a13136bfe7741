"""Disclosure control: the one way from measured values into the register.

`protect` hides what is small and all that would give it away; `check_disclosure` attacks what is about to be published
and stops the build when something can be found out. What is hidden and why: docs/geheimhouding.md.
"""

from sdreport.disclosure.bescherming import BeschermdCijfer, Bescherming, protect
from sdreport.disclosure.historie import protect_history
from sdreport.disclosure.release import release, release_history
from sdreport.disclosure.toets import Afgeschermd, check_disclosure

__all__ = [
    "Afgeschermd",
    "BeschermdCijfer",
    "Bescherming",
    "check_disclosure",
    "protect",
    "protect_history",
    "release",
    "release_history",
]
