"""What a municipality configures, and where things are."""
