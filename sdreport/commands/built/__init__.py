"""Commands on reports that have been built."""
