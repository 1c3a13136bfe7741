"""The register of numbers: everything that is published is a row of it."""
