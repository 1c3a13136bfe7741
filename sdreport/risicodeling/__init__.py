"""Sharing the risk of care between the municipalities of a region: four models, and what they do to each of them.

Amounts are whole cents (`int64`), so that what the municipalities pay together is exactly what the care costs.
The models and their assumptions are explained in docs/risicodeling.md.
"""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Centen: TypeAlias = NDArray[np.int64]
"""Amounts in cents; the last axis is the municipality, the axis before it the year."""
Getallen: TypeAlias = NDArray[np.float64]
