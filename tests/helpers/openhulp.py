"""Protection switched off, as a municipality does it: with a reason and a role."""

from sdreport.project.parameters import Geheimhouding, Uitgezet

REDEN, ROL = "proef met verzonnen records", "tester"
OPEN = Geheimhouding(drempel=0, uit=Uitgezet(reden=REDEN, besloten_door=ROL))
"""Disclosure control that hides nothing, to see the numbers as they were measured."""
OPEN_YAML = f"geheimhouding:\n  drempel: 0\n  uit:\n    reden: {REDEN}\n    besloten_door: {ROL}\n"
