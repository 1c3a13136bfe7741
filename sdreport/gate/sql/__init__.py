"""The suites compiled to SQL, for extracts that do not fit a frame."""
