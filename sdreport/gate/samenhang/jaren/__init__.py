"""Numbers beside those of last year, and months beside each other."""
