"""Koppelingen: what extracts must say together, with each other and with last year."""
