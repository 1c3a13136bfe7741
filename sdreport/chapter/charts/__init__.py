"""Charts: from rows of the register to Vega-Lite, and to SVG. The only room that knows Altair."""
