"""Executed chapters to HTML."""
