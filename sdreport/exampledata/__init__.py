"""Deterministic example data: invented records that add up to the published figures of the report on 2023.

Nobody in these files exists. Every identity that the published report states (clients per form of support,
costs per perceel, in- and outflow, ...) holds exactly; whatever the report does not state is invented to be
plausible. The same year and seed always give the same bytes. Nothing else of sdreport is imported here.
"""

from sdreport.exampledata.berichten import write_berichten
from sdreport.exampledata.generate import write_example_data
from sdreport.exampledata.stad import write_gemeenten, write_stad

__all__ = ["write_berichten", "write_example_data", "write_gemeenten", "write_stad"]
