"""Reports that have been built: held against their manifest, and against each other."""
