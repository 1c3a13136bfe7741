"""From files to records: what is a message, what stands in it, and what of that is taken."""
