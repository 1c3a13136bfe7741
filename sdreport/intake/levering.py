"""What came in for a dataset: a frame, or a table in the store when it does not fit one."""

from sdreport.intake.large.read import GroteLevering
from sdreport.intake.reader import Delivery

Levering = Delivery | GroteLevering
