"""What stands in words in a published document, and the rules that see where two places cannot both be right."""
