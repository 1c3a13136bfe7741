"""Code lists of national standards: the same for every municipality, kept with the package, each with its source."""
