"""What columns of an extract mean together, as SQL: the gate and the measures ask for the same."""

BEGIN = "coalesce(werkelijke_begindatum, ingangsdatum)"
EINDE = "coalesce(werkelijke_einddatum, einddatum)"
"""First and last day of a toewijzing as far as is known: as it was delivered (305, 307), else as it was planned."""
TELT = "status IS DISTINCT FROM 'afgewezen'"
"""Which declaraties count: all that were not rejected."""
