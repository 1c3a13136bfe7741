"""Figures: rows of the register to a chart, a text that carries its message, and the data behind it."""
