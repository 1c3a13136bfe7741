"""Invented care: what was assigned, what was given, and what was declared for it."""
