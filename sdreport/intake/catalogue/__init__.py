"""The catalogue: which datasets there are, and what a row and each column of them mean."""
