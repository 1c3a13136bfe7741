"""Commands that prepare something new: they only write files that are not there yet."""
