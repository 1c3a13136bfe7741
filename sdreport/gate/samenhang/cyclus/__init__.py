"""Koppelingen of plans and budget tables, the datasets of the planning cycle."""
