"""The notations that are read, said once for both readers: what a field may look like, and what a column settles."""
