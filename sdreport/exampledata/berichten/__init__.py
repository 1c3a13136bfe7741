"""The example extracts as standard messages; importing these gives the extracts back, row by row.

Everybody in these messages is invented, with names that say so.
"""

from sdreport.exampledata.berichten.write import write_berichten

__all__ = ["write_berichten"]
