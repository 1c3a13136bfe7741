"""The attacker: what a reader of all that is published can find out. Shares no code with the choice of what to hide."""
