"""A second municipality, invented: a town of 70,000 with other products, percelen, wijken and priorities."""

from sdreport.exampledata.stad.gemeenten import write_gemeenten
from sdreport.exampledata.stad.write import write_stad

__all__ = ["write_gemeenten", "write_stad"]
