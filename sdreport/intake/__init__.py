"""Intake: from a delivered file to a typed table, with a finding for every line that cannot be read."""
