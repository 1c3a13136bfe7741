"""Executed chapters to an accessible PDF, through typst."""
