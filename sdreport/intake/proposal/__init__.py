"""A proposal for a first delivery: which of its columns and codes are which of ours, for a steward to check."""
